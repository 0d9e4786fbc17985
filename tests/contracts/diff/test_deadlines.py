"""Deadlines: each end is announced a month before, a week before, and once it has passed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.diff.changes import (
    FAR,
    LATENCY,
    MONTH,
    PAST,
    WEEK,
    deadline,
    stage,
)
from bot.contracts.model import ChangeKind, Kind, Status
from tests.support.contracts import (
    ORDER,
    action,
    order,
    vehicle,
)

pytestmark = pytest.mark.unit

END = date(2026, 9, 23)
BASE = action("0", "100.00", "2025-12-18", None)


def days_before(days: int) -> date:
    return END - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(31, FAR), (30, MONTH), (8, MONTH), (7, WEEK), (0, WEEK), (-7, WEEK), (-8, PAST), (-4000, PAST)],
)
def test_an_end_is_near_at_thirty_and_seven_days_and_over_after_a_delay_for_late_records(
    days: int, expected: int
) -> None:
    assert stage(END, days_before(days)) == expected


def test_a_contract_without_an_end_never_ends() -> None:
    assert stage(None, END) == FAR
    assert deadline(order(ORDER, BASE, end=None), FAR, END) is None


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        (30, ChangeKind.ENDS_WITHIN_30_DAYS),
        (7, ChangeKind.ENDS_WITHIN_7_DAYS),
        (0, ChangeKind.ENDS_WITHIN_7_DAYS),
        (-8, ChangeKind.LAPSED),
    ],
)
def test_a_near_end_is_announced_with_its_last_day(days: int, kind: ChangeKind) -> None:
    for record in (order(ORDER, BASE, end=END), vehicle(end=END)):
        change = deadline(record, FAR, days_before(days))
        assert change is not None
        assert (change.kind, change.new, change.news) == (kind, END, True)


def test_an_end_that_passed_during_downtime_is_not_announced_as_near() -> None:
    assert deadline(order(ORDER, BASE, end=END), MONTH, days_before(-3)) is None


@pytest.mark.parametrize("code", ["E", "F", "X", "N", "K"])
def test_a_terminated_or_closed_out_contract_does_not_lapse(code: str) -> None:
    ended = order(ORDER, BASE, action("P00002", "0.00", "2026-08-01", code), end=END)
    assert deadline(ended, FAR, days_before(-30)) is None
    went_on = order(ORDER, *ended.actions, action("P00003", "5.00", "2026-08-20", "C"), end=END)
    assert deadline(went_on, FAR, days_before(-30)) is not None, "a termination of a part, and money after it"
    settled = order(ORDER, *ended.actions, action("P00003", "-5.00", "2026-08-20", "C"), end=END)
    assert deadline(settled, FAR, days_before(-30)) is None, "the rest of the money is taken back"


@pytest.mark.parametrize("status", [Status.TERMINATED, Status.CANCELLED, Status.CLOSED])
def test_a_contract_with_an_ended_status_does_not_lapse(status: Status) -> None:
    assert deadline(order(ORDER, BASE, end=END, status=status), FAR, days_before(5)) is None


def test_the_last_day_of_a_tender_is_not_the_end_of_a_contract() -> None:
    notice = replace(order(ORDER, BASE, end=END), kind=Kind.NOTICE)
    assert deadline(notice, FAR, days_before(5)) is None


@given(st.lists(st.integers(-60, 90), min_size=1, max_size=40))
def test_each_deadline_is_announced_at_most_once(days: list[int]) -> None:
    record, told, said = order(ORDER, BASE, end=END), FAR, []
    for day in sorted(days, reverse=True):
        today = days_before(day)
        change = deadline(record, told, today)
        told = max(told, stage(record.end, today))
        if change is not None:
            said.append(change.kind)
    assert len(said) == len(set(said))
    assert (ChangeKind.LAPSED in said) == (min(days) < -LATENCY.days)
