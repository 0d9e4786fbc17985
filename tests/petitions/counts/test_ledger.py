"""The ledger: every change to it is noticed, also one that gets a valid hash."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.signing_member import b64
from bot.petitions.counts.ledger import FORMAT, PAGE_FORMAT, LedgerEntry, entry_hash, faults_of
from tests.board.page_vectors import issuer

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
    return replace(changed_entry, hash=entry_hash(changed_entry))


def chain(*changes: tuple[int, int, int]) -> list[LedgerEntry]:
    """Make a ledger without faults from (added, withdrawn, invalidated) of each publication."""
    entries: list[LedgerEntry] = []
    for number, (added, withdrawn, invalidated) in enumerate(changes, 1):
        before = entries[-1] if entries else None
        entries.append(
            sealed(
                FIRST,
                number=number,
                count=(before.count if before else 0) + added - withdrawn - invalidated,
                invalidated=invalidated,
                previous_hash=before.hash if before else None,
            )
        )
    return entries


STORY = chain((10, 0, 0), (5, 2, 0), (0, 0, 0), (3, 0, 12))


def said(entries: list[LedgerEntry]) -> list[tuple[str, str | None]]:
    """Return the faults of a ledger, each with the number of its publication."""
    return [
        (each.id.removeprefix("board-check-"), each.arguments.get("number")) for each in faults_of(entries)
    ]


def test_a_valid_ledger_has_no_fault() -> None:
    assert said(STORY) == said([]) == []


def test_the_hash_is_that_of_canonical_json() -> None:
    assert entry_hash(FIRST) == "bd9952516279082f0bba1409a881bdb92260301738d79939cac04621d797956b"


@given(
    index=st.integers(0, 3),
    change=st.sampled_from(
        [
            {"count": 11},
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
def test_every_changed_entry_is_noticed(index: int, change: dict[str, Any]) -> None:
    changed = [*STORY]
    changed[index] = replace(STORY[index], **change)
    assert changed == STORY or str(index + 1) in {number for _, number in said(changed)} or not index


def test_a_new_entry_does_not_reveal_added_and_withdrawn_signatures() -> None:
    assert chain((10, 0, 0), (5, 2, 0)) == chain((10, 0, 0), (3, 0, 0)) == chain((10, 0, 0), (9, 6, 0))


@given(index=st.integers(0, 2))
def test_every_rewritten_removed_or_duplicated_entry_is_noticed(index: int) -> None:
    forged = [*STORY]
    forged[index] = sealed(STORY[index], verified_by="roster")
    assert said(forged) == [("previous", str(index + 2))]
    assert said(STORY[:index] + STORY[index + 1 :])
    assert said([*STORY[: index + 1], *STORY[index:]])


def test_impossible_counts_are_faults_even_with_valid_hashes() -> None:
    assert said([sealed(FIRST, count=-4)]) == [("negative", "1")]
    assert said([sealed(FIRST, invalidated=-4)]) == [("negative", "1")]


def test_entries_survive_a_round_trip_through_json() -> None:
    for story in (STORY, on_page()):
        assert [LedgerEntry.read(json.loads(json.dumps(entry.as_json()))) for entry in story] == story
    for wrong in ({}, {**FIRST.as_json(), "more": 1}):
        with pytest.raises(TypeError):
            LedgerEntry.read(wrong)


OPENING = replace(
    FIRST,
    format=PAGE_FORMAT,
    reason="opening",
    count=0,
    verified_by="roster",
    server_days=0,
    consent_hash="cd" * 32,
    issuing_key=b64(issuer().spki),
    rows_sha256=None,
    places=100,
    issued=30,
    box_key="b0" * 32,
)


def on_page(**changed: Any) -> list[LedgerEntry]:
    """Make a ledger of a demand that is signed on the page; ``changed`` are fields of its second entry."""
    first = sealed(OPENING)
    batch = replace(
        OPENING, number=2, reason="batch", count=12, rows_sha256="ef" * 32, previous_hash=first.hash
    )
    second = sealed(batch, **changed)
    amended = replace(second, number=3, reason="amended", rows_sha256=None, previous_hash=second.hash)
    third = sealed(amended, text_hash="ba" * 32)
    return [first, second, third, sealed(third, number=4, reason="ended", previous_hash=third.hash)]


def test_a_ledger_of_signatures_on_the_page_begins_with_its_opening_and_ends() -> None:
    story = on_page()
    assert said(story) == []
    assert ("opening", "1") in said([sealed(OPENING, count=1)])
    assert said([sealed(OPENING, reason="batch")]) == [("opening", "1")]
    late = sealed(story[3], number=5, reason="batch", previous_hash=story[3].hash)
    assert said([*story, late]) == [("after-end", "5")]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"issuing_key": "MIIC"}, "other-issuing-key"),
        ({"box_key": "b1" * 32}, "other-box-key"),
        ({"rows_sha256": None}, "no-rows"),
        ({"count": 31}, "issued"),
        ({"issued": 110}, "issued"),
        ({"issued": 23}, "issued"),
        ({"places": 90}, "places-fell"),
        ({"issued": 20}, "issued-fell"),
        ({"verified_by": "role"}, "page-entry"),
        ({"invalidated": 1}, "page-entry"),
        ({"reason": "opening"}, "opening"),
        ({"format": FORMAT}, "other-format"),
    ],
)
def test_an_impossible_entry_of_the_page_is_a_fault_even_with_a_valid_hash(
    changed: dict[str, Any], fault: str
) -> None:
    assert (fault, "2") in said(on_page(**changed))


@pytest.mark.parametrize("field", [name for name in OPENING.as_json() if name not in FIRST.as_json()])
def test_every_field_of_the_page_is_in_the_hash(field: str) -> None:
    story = on_page()
    story[1] = replace(story[1], **{field: 99 if field in ("places", "issued") else "aa" * 32})
    assert ("hash", "2") in said(story)
