"""Layout engine for cards: nothing kept is ever missing, and what is left out goes by its rank."""

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.card_layout import CardLayout, Item, item
from bot.ui.layout import MAX_CHARACTERS, Card, button
from bot.ui.phone import phone_lines

pytestmark = pytest.mark.unit


WORDS = st.text("abc de", min_size=1, max_size=60).map(str.strip).filter(bool)
PARTS = st.tuples(st.lists(WORDS, min_size=1, max_size=3), st.integers(0, 3), st.booleans())
ITEMS = st.lists(st.tuples(WORDS, st.integers(0, 2), st.booleans()), max_size=60)


def text_of(card: Card) -> str:
    return "\n".join(
        shown.content for shown in card.walk_children() if isinstance(shown, discord.ui.TextDisplay)
    )


def more(count: int) -> str:
    return f"and {count} more"


@given(st.integers(1, 30), st.lists(PARTS, max_size=6), ITEMS)
def test_nothing_kept_is_ever_missing(
    lines: int, parts: list[tuple[list[str], int, bool]], items: list[tuple[str, int, bool]]
) -> None:
    layout = CardLayout(lines).title("Title")
    for number, (versions, rank, keep) in enumerate(parts):
        layout.part(*(f"p{number} {one}" for one in versions), rank=rank, keep=keep)
    listed = [Item((f"i{place} {text}",), rank, keep) for place, (text, rank, keep) in enumerate(items)]
    layout.items(listed, rest=more).foot("source")
    shown = text_of(layout.card()).splitlines()
    assert shown[0] == "## Title"
    assert shown[-1] == "-# source"
    for number, (versions, _, keep) in enumerate(parts):
        found = [line for line in shown if line.startswith(f"p{number} ")]
        assert found in ([f"p{number} {one}"] for one in versions) or not (found or keep)
    missing = [one for one in listed if f"- {one.versions[0]}" not in shown]
    assert not any(one.keep for one in missing)
    assert (more(len(missing)) in shown) is bool(missing)
    kept = [versions for versions, _, keep in parts if keep] or [one for one in listed if one.keep]
    assert layout.lines() <= lines or kept or lines < 4


@given(st.integers(5, 30), st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=6), ITEMS)
def test_a_card_whose_kept_parts_fit_has_at_most_its_lines(
    lines: int, parts: list[list[str]], items: list[tuple[str, int, bool]]
) -> None:
    layout = CardLayout(lines).title("Title")
    for versions in parts:
        layout.part(*versions)
    card = layout.items([text for text, *_ in items], rest=more).foot("source").card()
    assert layout.lines() == phone_lines(text_of(card)) <= lines


def test_the_highest_rank_leaves_first_and_a_shorter_version_before_none() -> None:
    def shown(lines: int) -> list[str]:
        layout = CardLayout(lines).part("a " * 30, "a", rank=2).part("b", rank=1).part("c", rank=3)
        return text_of(layout.card()).splitlines()

    long = "a " * 30
    assert shown(4) == [long, "b", "c"]
    assert shown(3) == [long, "b"]
    assert shown(2) == ["a", "b"]
    assert shown(1) == ["b"]


def test_room_that_a_long_part_leaves_is_given_back() -> None:
    layout = CardLayout(3).part("a").part("c", rank=2).part("b " * 60, rank=1)
    assert text_of(layout.card()).splitlines() == ["a", "c"]


def test_items_are_counted_where_they_do_not_fit_and_ranked_among_each_other() -> None:
    layout = CardLayout(3).items(
        [item("one", rank=2), item("two"), item("three", keep=True), "four"], rest=more
    )
    assert text_of(layout.card()).splitlines() == ["- two", "- three", "and 2 more"]
    assert "more" not in text_of(CardLayout(4).items(["a", "b", "c", "d"], rest=more).card())


def test_items_that_a_message_cannot_hold_are_counted_and_never_cut() -> None:
    corrections = [item(f"{place} " + "x" * 300, keep=True) for place in range(60)]
    card = CardLayout(12).title("Title").items(corrections, rest=more).foot("source").card()
    shown = text_of(card).splitlines()
    assert len(text_of(card)) <= MAX_CHARACTERS
    assert shown[-2] == more(60 - len(shown[1:-2]))
    assert len(shown[1:-2]) > 10
    assert all(line.endswith("x" * 300) for line in shown[1:-2])
    assert shown[-1] == "-# source"


def test_a_rule_is_drawn_only_between_two_things() -> None:
    card = CardLayout(9).rule().part("a").rule().part("").rule().part("b").rule().card()
    rules = [one for one in card.walk_children() if isinstance(one, discord.ui.Separator)]
    assert len(rules) == 1


def test_texts_stand_together_and_lists_and_rows_apart() -> None:
    layout = CardLayout(20).title("T").part("a").items(["b"], rest=None).part("c").foot("d")
    card = layout.actions(button("One", "one"), button("Two", "two")).card()
    texts = [one.content for one in card.walk_children() if isinstance(one, discord.ui.TextDisplay)]
    assert texts == ["## T\na", "- b", "c\n-# d"]
    assert layout.lines() == 5 + 2


def test_a_row_of_more_than_three_buttons_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 3"):
        CardLayout(20).actions(*(button(str(number), "one", number) for number in range(4)))
