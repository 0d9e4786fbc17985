"""The ledger: every change to it is noticed, in the present format and in earlier ones."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.petitions.counts.ledger import FORMAT, LedgerEntry, NotAnEntry, entry_hash, replay

pytestmark = pytest.mark.unit

FIRST = LedgerEntry(
    demand="halt-the-contract",
    demand_id=5,
    text_hash="ab" * 32,
    number=1,
    published_at="2026-02-01T09:00:00Z",
    count=10,
    invalidated=0,
    verified_by="role",
    account_days=0,
    server_days=7,
    reason="batch",
    breakdown=None,
    previous_hash=None,
)


def sealed(entry: LedgerEntry, **changed: Any) -> LedgerEntry:
    changed_entry = replace(entry, **changed)
    return replace(changed_entry, hash=entry_hash(changed_entry, changed_entry.changes or (0, 0)))


def chain(*changes: tuple[int, int, int], old: int = 0) -> list[LedgerEntry]:
    """Make a ledger without faults from (added, withdrawn, invalidated) of each publication.

    The first ``old`` are in the format of an earlier version.
    """
    entries: list[LedgerEntry] = []
    for number, (added, withdrawn, invalidated) in enumerate(changes, 1):
        before = entries[-1] if entries else None
        entries.append(
            sealed(
                FIRST,
                format=1 if number <= old else FORMAT,
                changes=(added, withdrawn) if number <= old else None,
                number=number,
                count=(before.count if before else 0) + added - withdrawn - invalidated,
                invalidated=invalidated,
                previous_hash=before.hash if before else None,
            )
        )
    return entries


CHANGES = ((10, 0, 0), (5, 2, 0), (0, 0, 0), (3, 0, 12))
STORY = chain(*CHANGES)
EXPORTED_EARLIER = chain(*CHANGES, old=2)
CONTINUED = [replace(entry, changes=None) for entry in EXPORTED_EARLIER]
STORIES = st.sampled_from([STORY, EXPORTED_EARLIER, CONTINUED])


@pytest.mark.parametrize("story", [STORY, EXPORTED_EARLIER, CONTINUED])
def test_a_valid_ledger_has_its_last_count(story: list[LedgerEntry]) -> None:
    replayed = replay(story)
    assert (replayed.count, replayed.chained, replayed.faults) == (4, 4, ())
    assert replayed.head == story[-1].hash
    assert replay([]).count == 0


def test_the_hash_is_that_of_canonical_json() -> None:
    assert entry_hash(FIRST) == "bd9952516279082f0bba1409a881bdb92260301738d79939cac04621d797956b"
    # Of an entry in format 1.
    old = "97df6fc9b937543b868bb09fa49c63e166dd6817d5cf5f538e9d7583a27baec9"
    assert entry_hash(replace(FIRST, format=1), (10, 0)) == old


@given(
    story=STORIES,
    index=st.integers(0, 3),
    change=st.sampled_from(
        [
            {"count": 11},
            {"format": 1},
            {"format": 2},
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
def test_every_changed_entry_is_noticed(story: list[LedgerEntry], index: int, change: dict[str, Any]) -> None:
    changed = [*story]
    changed[index] = replace(story[index], **change)
    assert changed == story or any(fault.number == index + 1 for fault in replay(changed).faults)


@given(index=st.integers(0, 1), changes=st.tuples(st.integers(-1, 12), st.integers(-1, 12)))
def test_every_changed_entry_of_an_earlier_version_is_noticed(index: int, changes: tuple[int, int]) -> None:
    changed = [*EXPORTED_EARLIER]
    changed[index] = replace(changed[index], changes=changes)
    assert changed == EXPORTED_EARLIER or replay(changed).faults


def test_a_new_entry_does_not_reveal_added_and_withdrawn_signatures() -> None:
    assert chain((10, 0, 0), (5, 2, 0)) == chain((10, 0, 0), (3, 0, 0)) == chain((10, 0, 0), (9, 6, 0))


def test_an_entry_in_an_earlier_format_cannot_follow_a_new_one() -> None:
    forged = chain((10, 0, 0), (5, 2, 0))
    forged[1] = sealed(forged[1], format=1, changes=(5, 2))
    assert [str(fault) for fault in replay(forged).faults] == [
        "publication 2: it is of an older format than the one before."
    ]


@given(story=st.sampled_from([STORY, EXPORTED_EARLIER]), index=st.integers(0, 2))
def test_every_rewritten_removed_or_duplicated_entry_is_noticed(story: list[LedgerEntry], index: int) -> None:
    forged = [*story]
    forged[index] = sealed(story[index], verified_by="roster")
    assert [fault.number for fault in replay(forged).faults] == [index + 2]
    assert replay(story[:index] + story[index + 1 :]).faults
    assert replay([*story[: index + 1], *story[index:]]).faults


def test_impossible_counts_are_faults_even_with_valid_hashes() -> None:
    told = replace(FIRST, format=1, changes=(10, 0))
    (fault,) = replay([sealed(told, count=11)]).faults
    assert str(fault) == "publication 1: it says 11, but the count before and its changes make 10."
    assert "negative" in str(replay([sealed(told, changes=(-1, 0), count=-1)]).faults[0])
    assert "negative" in str(replay([sealed(FIRST, count=-4)]).faults[0])
    assert "negative" in str(replay([sealed(FIRST, invalidated=-4)]).faults[0])


def test_publications_before_the_ledger_have_no_hash() -> None:
    old = replace(FIRST, hash=None, text_hash=None, format=1)
    first = sealed(FIRST, number=2, count=13, previous_hash=None)
    replayed = replay([old, first])
    assert (replayed.count, replayed.chained, replayed.faults) == (13, 1, ())
    bare = replace(FIRST, number=3, count=23)
    assert "no hash" in str(replay([old, first, bare]).faults[0])


def test_entries_survive_a_round_trip_through_json() -> None:
    for story in (STORY, CONTINUED):
        assert [LedgerEntry.read(json.loads(json.dumps(entry.as_json()))) for entry in story] == story
    told = EXPORTED_EARLIER[1].as_json()
    del told["format"]
    assert LedgerEntry.read({**told, "added": 5, "withdrawn": 2}) == EXPORTED_EARLIER[1]
    right = FIRST.as_json()
    odd = ({}, told, {**right, "more": 1}, {**right, "count": "10"}, {**right, "added": 5})
    for wrong in (*odd, [], list(right), "format", None):
        with pytest.raises(NotAnEntry, match="not an entry"):
            LedgerEntry.read(wrong)
