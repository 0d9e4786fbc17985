"""Options that name a thing: suggestions, and the id that is meant."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from bot.errors import UserError
from bot.ui.options import chosen_id
from bot.ui.router import id_in
from cogs.suggestions import MAX_CHOICE_LENGTH, MAX_CHOICES, choices, suggesting

pytestmark = pytest.mark.unit


@dataclass
class Thing:
    id: int


def test_suggestions_are_as_many_and_as_long_as_discord_takes() -> None:
    suggested = choices(("A long name " * 20, number) for number in range(MAX_CHOICES + 1))
    assert [choice.value for choice in suggested] == [str(number) for number in range(MAX_CHOICES)]
    assert all(len(choice.name) <= MAX_CHOICE_LENGTH for choice in suggested)


def test_suggestions_hold_no_invisible_character_and_are_never_empty() -> None:
    named = ["\u202eecI rof kcoP", "\u200b", "Arrêt\u00a0: le contrat"]
    assert [one.name for one in choices((name, name) for name in named)] == [
        "ecI rof kcoP",
        "…",
        "Arrêt\u00a0: le contrat",
    ]


async def test_an_option_names_a_thing_by_its_id_or_by_words_that_match_it_alone() -> None:
    found: list[Thing] = []

    async def suggest() -> list[Thing]:
        return found

    assert await chosen_id("12", suggest) == 12
    for matches in ([], [Thing(3), Thing(4)]):
        found = matches
        with pytest.raises(UserError, match="refusal-choose-from-list"):
            await chosen_id("word", suggest)
    found = [Thing(3)]
    assert await chosen_id("word", suggest) == 3
    for words in ("\N{SUPERSCRIPT TWO}", "1" * 10):  # digits that are no id
        assert await chosen_id(words, suggest) == 3


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "\N{ARABIC-INDIC DIGIT ONE}", "1" * 10])
def test_other_texts_are_the_id_of_nothing(text: str) -> None:
    assert id_in(text) == 0
    assert id_in("7") == 7


async def test_failing_suggestions_are_logged_and_empty(caplog: pytest.LogCaptureFixture) -> None:
    async def failing(*_: object) -> list[tuple[str, object]]:
        raise RuntimeError("the database is away")

    texts = SimpleNamespace(of=lambda _: None)
    press: Any = SimpleNamespace(client=SimpleNamespace(app=SimpleNamespace(texts=texts)), locale="en")
    assert await suggesting(failing)(press, "x") == []
    assert "the database is away" in caplog.text
    assert "failing" in caplog.text
