"""Matching of rows to actions: several actions may share a number, and a row does not say which it is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.diff.action_matching import GUESSED, is_guessed, own_ids
from bot.contracts.diff.changes import find_changes, merge_record
from bot.contracts.model import Action, Change, ChangeKind, Party, Record
from bot.contracts.row_mapping import fingerprint
from tests.support.contracts import ORDER, action, order

pytestmark = pytest.mark.unit

BASE = action("0", "100", "2025-12-18", None)
FIVE, SEVEN = (
    action("P00001", amount, "2026-02-01", action_id=f"TX_P00001_{n}", description=f"PART {n}")
    for n, amount in enumerate(("5", "7"))
)


def history(*actions: Action, **more: Any) -> Record:
    return order(ORDER, *actions, **more)


def rows(*actions: Action) -> Record:
    """Return the same actions as rows of a search, numbered in the order of their content."""
    told: list[Action] = []
    for one in sorted(actions, key=lambda each: (each.date or date.min, each.number, each.amount or 0)):
        place = sum(each.number == one.number for each in told)
        told.append(replace(one, action_id=f"TX_{one.number}_{place}{GUESSED}"))
    return replace(order(ORDER, *told), obligated=None, end=None, signed=None, whole=False)


def played(*looks: Record) -> tuple[Record, list[list[Change]]]:
    """Play these reads of a contract; return the known record, and the changes of each read."""
    known: Record | None = None
    told = []
    for look in looks:
        told.append(list(find_changes(known, look)))
        known = merge_record(known, look)
        assert find_changes(known, look) == (), "nothing is told twice"
        assert fingerprint(merge_record(known, look)) == fingerprint(known)
    assert known is not None
    return known, told


def of(found: Sequence[Change]) -> list[tuple[str, Any, Any, Any]]:
    return [(change.kind.value, change.amount, change.old, change.new) for change in found]


def test_a_search_that_finds_one_of_two_actions_of_a_number_corrects_neither() -> None:
    whole = history(BASE, FIVE, SEVEN)
    known, told = played(whole, rows(SEVEN), whole, rows(FIVE), whole)
    assert told[1:] == [[], [], [], []]
    assert known.actions == whole.actions


def test_the_whole_history_read_after_the_search_corrects_neither() -> None:
    whole = history(BASE, FIVE, SEVEN)
    known, told = played(rows(SEVEN), whole, rows(SEVEN), whole)
    assert [change for found in told[1:] for change in found if change.news] == []
    assert not any(change.kind is ChangeKind.CORRECTED for found in told for change in found)
    assert known.actions == whole.actions, "what was guessed goes by its own id"


def test_two_searches_that_find_different_actions_of_a_number_correct_nothing() -> None:
    known, told = played(rows(BASE, FIVE), rows(BASE, SEVEN), rows(BASE, FIVE), rows(BASE, SEVEN))
    assert [of(found) for found in told[1:]] == [[("money-added", Decimal(7), None, None)], [], []]
    assert len({each.action_id for each in known.actions}) == 3


def test_an_action_before_others_of_its_number_does_not_renumber_them() -> None:
    """Rows are numbered by their content, so the new one gets the number of another."""
    _, told = played(rows(BASE, SEVEN), rows(BASE, replace(FIVE, description="PART 1"), SEVEN))
    assert of(told[1]) == [("money-added", Decimal(5), None, None)]


def test_the_only_action_of_a_number_is_corrected_if_its_content_changes() -> None:
    mended = replace(SEVEN, amount=Decimal(8), description="MENDED")
    expected = [("corrected", None, Decimal(7), Decimal(8))]
    _, told = played(history(BASE, SEVEN), rows(mended), history(BASE, mended))
    assert (of(told[1]), of(told[2])[1:]) == (expected, [])
    _, told = played(rows(BASE, SEVEN), rows(BASE, replace(SEVEN, amount=Decimal(8))))
    assert of(told[1]) == expected
    _, told = played(rows(SEVEN), history(BASE, replace(SEVEN, amount=Decimal(8))))
    assert [each for each in of(told[1]) if each[0] == "corrected"] == expected


def test_an_ambiguous_row_waits_for_the_history() -> None:
    third = action("P00001", "9", "2026-02-01", action_id="TX_P00001_2", description="PART 2")
    whole = history(BASE, FIVE, SEVEN)
    _, told = played(whole, rows(FIVE, third), history(BASE, FIVE, SEVEN, third))
    assert [of(found) for found in told[1:]] == [[], [("money-added", Decimal(9), None, None)]]
    mended = replace(SEVEN, amount=Decimal(9))
    _, told = played(whole, rows(FIVE, mended), history(BASE, FIVE, mended))
    assert [of(found) for found in told[1:]] == [[], [("corrected", None, Decimal(7), Decimal(9))]]


def test_a_row_beside_all_known_ones_of_its_number_is_new() -> None:
    third = action("P00001", "9", "2026-02-01", action_id="TX_P00001_2")
    _, told = played(history(BASE, FIVE, SEVEN), rows(FIVE, SEVEN, third), history(BASE, FIVE, SEVEN, third))
    assert [of(found) for found in told[1:]] == [[("money-added", Decimal(9), None, None)], []]


def test_an_id_decides_before_the_content_of_an_action() -> None:
    """Both reads were full: one action was corrected to the content of the other, and the other changed
    too.
    """
    later = history(BASE, replace(FIVE, amount=Decimal(7)), replace(SEVEN, amount=Decimal(9)))
    _, told = played(history(BASE, FIVE, SEVEN), later)
    assert of(told[1]) == [
        ("corrected", None, Decimal(5), Decimal(7)),
        ("corrected", None, Decimal(7), Decimal(9)),
    ]


@pytest.mark.parametrize("code", ["M", None, "C"])
def test_an_action_known_from_a_row_is_named_when_a_full_read_shows_its_effect(code: str | None) -> None:
    """Rows show neither ends nor ceilings: P00001 is known before its effect is read."""
    moved = action("P00001", "0", "2026-03-11", code, description="EXTEND 60 DAYS")
    later = history(BASE, moved, end=date(2026, 5, 14), ceiling=Decimal(900))
    _, told = played(history(BASE, ceiling=Decimal(800)), rows(BASE, moved), later)
    assert of(told[1]) == [("action", None, None, None)]
    assert [(change.kind.value, change.number, change.code, change.description) for change in told[2]] == [
        ("ceiling-raised", "P00001", code, "EXTEND 60 DAYS"),
        ("extended", "P00001", code, "EXTEND 60 DAYS"),
    ]
    assert {change.action_id for change in told[2]} == {moved.action_id}


def test_an_action_known_from_a_full_read_is_not_named_for_a_later_change() -> None:
    old = action("P00001", "0", "2026-03-11", "M")
    known = history(BASE, old)
    _, told = played(known, rows(BASE, old), history(BASE, old, end=date(2026, 5, 14)))
    assert [(change.kind.value, change.number) for change in told[2]] == [("extended", None)]


def test_a_novation_known_from_a_row_is_named_when_the_new_supplier_is_read() -> None:
    novation = action("P00002", "0", "2026-03-11", "J")
    later = history(BASE, novation, supplier=Party(name="ITC FEDERAL LLC", ids={"uei": "ABC"}))
    _, told = played(history(BASE), rows(BASE, novation), later)
    assert [(change.kind.value, change.number) for change in told[1]] == [("novated", "P00002")]
    assert [(change.kind.value, change.number) for change in told[2]] == [("supplier-changed", "P00002")]


AMOUNTS = st.none() | st.sampled_from([Decimal(0), Decimal(5), Decimal(7)])
SAID = st.builds(
    Action,
    action_id=st.just(""),
    number=st.sampled_from(["0", "P00001", "P00002"]),
    date=st.none() | st.sampled_from([date(2026, 1, 1), date(2026, 2, 1)]),
    code=st.none() | st.sampled_from("CM"),
    description=st.none() | st.sampled_from(["A", "B"]),
    amount=AMOUNTS,
)


@st.composite
def histories(draw: st.DrawFn) -> Record:
    said = draw(st.lists(SAID, min_size=1, max_size=7, unique=True))
    return history(*(replace(one, action_id=f"TX_{n}") for n, one in enumerate(said)))


def some_rows(data: st.DataObject, whole: Record) -> Record:
    return rows(*data.draw(st.lists(st.sampled_from(whole.actions), unique=True, min_size=1)))


@given(histories(), st.data())
def test_rows_of_a_known_history_change_nothing(whole: Record, data: st.DataObject) -> None:
    known = merge_record(None, whole)
    for _ in range(2):
        part = some_rows(data, whole)
        assert find_changes(known, part) == ()
        assert merge_record(known, part).actions == known.actions


@given(histories(), st.data())
def test_a_history_after_some_of_its_rows_corrects_nothing_and_gives_each_its_id(
    whole: Record, data: st.DataObject
) -> None:
    known = merge_record(None, some_rows(data, whole))
    found = find_changes(known, whole)
    assert not any(change.kind is ChangeKind.CORRECTED and change.action_id for change in found)
    after = merge_record(known, whole)
    assert {each.action_id for each in after.actions} == {each.action_id for each in whole.actions}
    assert find_changes(after, whole) == ()


@given(histories(), st.lists(st.booleans(), max_size=5), st.data())
def test_reads_of_rows_and_of_the_history_in_any_order_correct_nothing(
    whole: Record, turns: list[bool], data: st.DataObject
) -> None:
    """Several searches too: each finds actions with its keywords, and an action may be found by several."""
    known = None
    for in_full in turns:
        words = data.draw(st.sets(st.sampled_from([None, "A", "B"])))
        found = [one for one in whole.actions if one.description in words]
        look = whole if in_full or not found else rows(*found)
        assert not any(
            each.kind is ChangeKind.CORRECTED and each.action_id for each in find_changes(known, look)
        )
        known = merge_record(known, look)
        assert find_changes(known, look) == ()
        assert len(known.actions) <= len(whole.actions)


@given(histories(), histories(), st.booleans(), st.data())
def test_an_action_known_from_a_row_is_announced_once(
    one: Record, other: Record, in_full: bool, data: st.DataObject
) -> None:
    known = merge_record(None, one if in_full else some_rows(data, one))
    part = some_rows(data, other)
    shuffled = replace(part, actions=tuple(data.draw(st.permutations([*part.actions, *part.actions]))))
    assert find_changes(known, shuffled) == find_changes(known, part)
    after = merge_record(known, part)
    assert merge_record(known, shuffled) == after
    assert [change for change in find_changes(after, part) if change.news] == []
    assert fingerprint(merge_record(after, part)) == fingerprint(after)
    final = merge_record(after, other)
    assert not any(map(is_guessed, final.actions)) or len(final.actions) > len(other.actions)
    settled = merge_record(final, other)  # a total without an explanation must be confirmed by a second read
    assert find_changes(settled, other) == ()


@given(histories(), st.data())
def test_ids_are_assigned_once_and_never_replaced(whole: Record, data: st.DataObject) -> None:
    known = merge_record(None, some_rows(data, whole)).actions
    found = own_ids([*known, *whole.actions[:1]], whole.actions)
    assert len(set(found.values())) == len(found)
    assert whole.actions[0].action_id not in found.values()
    assert all(guess.endswith(GUESSED) and not own.endswith(GUESSED) for guess, own in found.items())
