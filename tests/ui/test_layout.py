"""Layout: a card stays within Discord's limits."""

from pathlib import Path

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.ui
from bot.campaign.facts.views import STATES
from bot.contracts.model import ChangeKind
from bot.texts import Texts
from bot.ui import kinds
from bot.ui.layout import MAX_CHARACTERS, MAX_COMPONENTS, Card, button, menu, pager, read_on_board
from bot.ui.markdown import ELLIPSIS

pytestmark = pytest.mark.unit


def test_small_print_has_no_empty_line_that_discord_would_show_as_a_mark() -> None:
    card = Card().small("one\n\n \ntwo")
    [line] = [part for part in card.walk_children() if isinstance(part, discord.ui.TextDisplay)]
    assert line.content == "-# one\n-# two"


@given(st.lists(st.text(min_size=1, max_size=900), max_size=30))
def test_a_card_never_exceeds_a_message(texts: list[str]) -> None:
    card = Card()
    for text in texts:
        card.text(text)
    assert card.content_length() <= MAX_CHARACTERS


@given(
    st.lists(st.one_of(st.integers(0, 5), st.sampled_from(["text", "rule", "picture", "file"])), max_size=60)
)
def test_a_card_never_has_more_components_than_a_message(parts: list[int | str]) -> None:
    card = Card()
    for place, part in enumerate(parts):
        if isinstance(part, int):
            card.buttons(*(button("label", "action", place, number) for number in range(part)))
        elif part == "text":
            card.text("x" * 100)
        elif part == "rule":
            card.rule()
        elif part == "picture":
            card.picture("a.png", "a picture")
        else:
            card.attachment("a.csv")
    assert sum(1 for _ in card.walk_children()) == card.total_children_count <= MAX_COMPONENTS
    assert card.content_length() <= MAX_CHARACTERS


def test_a_shortened_card_ends_with_an_ellipsis() -> None:
    card = Card()
    for _ in range(MAX_COMPONENTS):
        card.text("line")
    card.buttons(button("label", "action")).text("more")
    shown = [item.content for item in card.walk_children() if isinstance(item, discord.ui.TextDisplay)]
    assert shown == ["line"] * (MAX_COMPONENTS - 2) + [ELLIPSIS]


async def test_a_card_is_stopped_so_that_discord_py_does_not_store_it() -> None:
    assert Card().is_finished()


def test_a_button_whose_custom_id_is_too_long_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="custom_id"):
        button("label", "action", "x" * 100)
    assert len(button("L" * 200, "action").label or "") == 80


def test_a_pager_appears_only_with_more_than_one_page() -> None:
    t = Texts.load().of("en")
    assert pager(t, "list", offset=0, limit=8, total=8) == []
    first, last = (
        pager(t, "list", "all", offset=0, limit=8, total=9),
        pager(t, "list", offset=8, limit=8, total=9),
    )
    assert [(b.custom_id, b.disabled) for b in first] == [("list:all:0", True), ("list:all:8", False)]
    assert [(b.custom_id, b.disabled) for b in last] == [("list:0", False), ("list:16", True)]


def rows(card: Card) -> list[list[str | None]]:
    """Return the addresses of the buttons of each row of a card; ``None`` for a button without one."""
    found = [row for row in card.walk_children() if isinstance(row, discord.ui.ActionRow)]
    return [[getattr(item, "url", None) for item in row.children] for row in found]


def test_the_link_to_the_board_comes_behind_all_other_buttons() -> None:
    t, link = Texts.load().of("en"), "https://board.example/"
    options = [discord.SelectOption(label="one")]
    for card, expected in (
        (Card().text("x"), [[link]]),
        (Card().buttons(button("b", "a")), [[None, link]]),
        (Card().buttons(*(button("b", "a", each) for each in range(4))), [[*[None] * 4, link]]),
        (Card().buttons(*(button("b", "a", each) for each in range(5))), [[None] * 5, [link]]),
        (Card().buttons(button("b", "a")).text("x"), [[None], [link]]),
        (Card().menu(menu("a", options=options, placeholder="x")), [[None], [link]]),
    ):
        assert rows(read_on_board(card, link, t)) == expected


def test_a_link_that_discord_would_refuse_is_left_out() -> None:
    t, longest = Texts.load().of("en"), "https://board.example/".ljust(512, "x")
    assert rows(read_on_board(Card(), longest, t)) == [[longest]]
    assert rows(read_on_board(Card(), f"{longest}x", t)) == rows(read_on_board(Card(), "", t)) == []


def test_each_change_and_each_fact_has_a_colour_of_the_one_palette() -> None:
    assert kinds.OF_CHANGE.keys() == set(ChangeKind)
    assert kinds.OF_FACT.keys() == set(STATES)
    palette = [value for value in vars(kinds).values() if isinstance(value, discord.Colour)]
    assert len({colour.value for colour in palette}) == len(palette) == 8
    elsewhere = [path for path in Path(bot.ui.__path__[0]).rglob("*.py") if path.name != "kinds.py"]
    assert [path for path in elsewhere if "discord.Colour(" in path.read_text(encoding="utf-8")] == []
