"""The ledger: anybody can recompute every count, and nothing in it can be changed unseen."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.petitions.counts.ledger import Entry, entry_hash, replay

FIRST = Entry(
    demand="halt-the-contract",
    demand_id=5,
    text_hash="ab" * 32,
    number=1,
    published_at="2026-02-01T09:00:00Z",
    count=10,
    added=10,
    withdrawn=0,
    invalidated=0,
    verified_by="role",
    account_days=0,
    server_days=7,
    reason="batch",
    breakdown=None,
    previous_hash=None,
)


def sealed(entry: Entry, **changes: Any) -> Entry:
    changed = replace(entry, **changes)
    return replace(changed, hash=entry_hash(changed))


def chain(*changes: tuple[int, int, int]) -> list[Entry]:
    """A ledger without a fault from (added, withdrawn, invalidated) of each publication."""
    entries: list[Entry] = []
    for number, (added, withdrawn, invalidated) in enumerate(changes, 1):
        before = entries[-1] if entries else None
        count = (before.count if before else 0) + added - withdrawn - invalidated
        entries.append(
            sealed(
                FIRST,
                number=number,
                count=count,
                added=added,
                withdrawn=withdrawn,
                invalidated=invalidated,
                previous_hash=before.hash if before else None,
            )
        )
    return entries


STORY = chain((10, 0, 0), (5, 2, 0), (0, 0, 0), (3, 0, 12))


def test_a_whole_ledger_gives_its_last_count() -> None:
    replayed = replay(STORY)
    assert (replayed.count, replayed.chained, replayed.faults) == (4, 4, ())
    assert replayed.head == STORY[-1].hash
    assert replay([]).count == 0


def test_the_hash_is_of_canonical_json_that_others_can_write() -> None:
    assert entry_hash(FIRST) == "97df6fc9b937543b868bb09fa49c63e166dd6817d5cf5f538e9d7583a27baec9"


@given(
    index=st.integers(0, 3),
    change=st.sampled_from(
        [
            {"count": 11},
            {"added": 4},
            {"withdrawn": 1},
            {"invalidated": 3},
            {"verified_by": "roster"},
            {"published_at": "2026-02-02T09:00:00Z"},
            {"text_hash": "cd" * 32},
            {"reason": "late"},
            {"server_days": 8},
            {"breakdown": [{"id": 1, "unit": "paris", "name": "Paris", "size": 50, "count": 20}]},
            {"hash": "00" * 32},
            {"previous_hash": "00" * 32},
            {"demand": "another"},
        ]
    ),
)
def test_no_entry_can_be_changed_unseen(index: int, change: dict[str, Any]) -> None:
    changed = [*STORY]
    changed[index] = replace(STORY[index], **change)
    assert any(fault.number == index + 1 for fault in replay(changed).faults)


@given(index=st.integers(0, 2))
def test_no_entry_can_be_written_anew_removed_or_doubled_unseen(index: int) -> None:
    forged = [*STORY]
    forged[index] = sealed(STORY[index], verified_by="roster")
    assert [fault.number for fault in replay(forged).faults] == [index + 2]
    assert replay(STORY[:index] + STORY[index + 1 :]).faults
    assert replay([*STORY[: index + 1], *STORY[index:]]).faults


def test_what_cannot_be_is_said_even_where_the_hashes_fit() -> None:
    (fault,) = replay([sealed(FIRST, count=11)]).faults
    assert str(fault) == "publication 1: it says 11, but the count before and its changes make 10."
    assert "negative" in str(replay([sealed(FIRST, added=-1, count=-1)]).faults[0])
    assert "negative" in str(replay([sealed(FIRST, added=0, withdrawn=4, count=-4)]).faults[0])


def test_what_was_published_before_there_was_a_ledger_is_added_up() -> None:
    old = replace(FIRST, hash=None, text_hash=None)
    first = sealed(FIRST, number=2, count=13, added=3, previous_hash=None)
    replayed = replay([old, first])
    assert (replayed.count, replayed.chained, replayed.faults) == (13, 1, ())
    bare = replace(FIRST, number=3, count=23)
    assert "no hash" in str(replay([old, first, bare]).faults[0])


def test_entries_go_through_json_and_come_back() -> None:
    read = [Entry.read(json.loads(json.dumps(entry.shown()))) for entry in STORY]
    assert read == STORY
    for wrong in ({}, {**FIRST.shown(), "more": 1}, {**FIRST.shown(), "count": "10"}):
        with pytest.raises(ValueError, match="not an entry"):
            Entry.read(wrong)
