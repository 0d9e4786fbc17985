"""Publication rule, a pure function: when a count is due."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.petitions.counts.publications import publication_reason
from bot.settings import PublicationRule

pytestmark = pytest.mark.unit

OPENED = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)
RULE = PublicationRule()
SPANS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=40))


@pytest.mark.parametrize(
    ("pending", "waited", "reason"),
    [
        (0, timedelta(days=100), None),
        (2, timedelta(days=100), None),
        (3, timedelta(days=7), "late"),
        (3, timedelta(days=7) - timedelta(seconds=1), None),
        (9, timedelta(days=6), None),
        (10, timedelta(days=1), "batch"),
        (10, timedelta(days=1) - timedelta(seconds=1), None),
        (10, timedelta(days=30), "batch"),
        (350_000, timedelta(0), None),
    ],
)
def test_a_count_is_due_after_enough_changes_and_enough_time(
    pending: int, waited: timedelta, reason: str | None
) -> None:
    assert publication_reason(RULE, pending=pending, last=None, opened=OPENED, now=OPENED + waited) == reason
    last = OPENED + timedelta(days=50)
    assert publication_reason(RULE, pending=pending, last=last, opened=OPENED, now=last + waited) == reason


@given(
    changes=st.integers(1, 30), fewest=st.integers(1, 10), every=SPANS, more=SPANS,
    pending=st.integers(0, 60), waited=SPANS,
)  # fmt: skip
def test_no_count_is_due_early_or_for_too_few_changes(
    changes: int, fewest: int, every: timedelta, more: timedelta, pending: int, waited: timedelta
) -> None:
    rule = PublicationRule(changes=changes, every=every, latest=every + more, fewest=fewest)
    reason = publication_reason(rule, pending=pending, last=None, opened=OPENED, now=OPENED + waited)
    assert (reason == "batch") == (pending >= changes and waited >= every)
    if reason is not None:
        assert pending >= min(fewest, changes) >= 1
        assert waited >= every
    else:
        assert pending < min(fewest, changes) or waited < rule.latest


@given(pending=st.integers(0, 60), waited=SPANS, longer=SPANS, more=st.integers(0, 20))
def test_a_due_count_stays_due_until_it_is_published(
    pending: int, waited: timedelta, longer: timedelta, more: int
) -> None:
    if publication_reason(RULE, pending=pending, last=None, opened=OPENED, now=OPENED + waited):
        later = OPENED + waited + longer
        assert publication_reason(RULE, pending=pending + more, last=None, opened=OPENED, now=later)
