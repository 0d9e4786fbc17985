"""Plan of reading SAM.gov: days, pages and ten requests a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.contracts.sources.protocol import SourceErrorKind
from bot.contracts.sources.sam.progress import (
    KEPT,
    REQUESTS_A_DAY,
    NoRequestLeft,
    Overtaken,
    Progress,
    Step,
    allowed_at,
    begun,
    counted,
    failed,
    is_over,
    last_day,
    next_step,
    page_read,
    told_fault,
    window_lacking,
    window_read,
)

pytestmark = pytest.mark.unit

NOON = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
KEY = "fingerprint"


def spent(progress: Progress, now: datetime) -> tuple[Progress, int]:
    """Return the progress after as many requests as may be sent now, and their number."""
    count = 0
    while True:
        try:
            progress = counted(progress, now, KEY)
        except NoRequestLeft:
            return progress, count
        count += 1


def test_never_more_than_ten_requests_a_day_and_they_are_spread_over_it() -> None:
    progress, midnight = Progress(), datetime(2026, 2, 13, tzinfo=UTC)
    sent = []
    for hour in range(24):
        progress, count = spent(progress, midnight + timedelta(hours=hour))
        sent.append(count)
    assert (sum(sent), sent[0], max(sent[1:])) == (REQUESTS_A_DAY, 4, 1)
    assert allowed_at(progress, midnight + timedelta(hours=23), KEY) == midnight + timedelta(days=1)
    assert spent(progress, midnight + timedelta(days=1))[1] == 4, "the day begins at midnight UTC"


def test_a_clock_that_is_set_back_brings_no_further_requests() -> None:
    progress, _ = spent(Progress(), NOON)
    assert spent(progress, NOON - timedelta(days=1))[1] == 0
    ahead = replace(progress, day=date(2031, 1, 1))
    assert spent(ahead, NOON)[1] > 0, "a day far ahead was of a wrong clock"


def test_days_that_a_clock_ahead_took_for_over_are_read() -> None:
    read = replace(begun(Progress(), NOON), through=date(2026, 2, 12), back_to=date(2026, 1, 1))
    for ahead in (
        replace(read, through=date(2026, 2, 20)),
        replace(read, step=Step(date(2026, 2, 18), date(2026, 2, 20))),
    ):
        assert next_step(begun(ahead, NOON), NOON) == Step(date(2026, 2, 10), date(2026, 2, 12))
    slightly = replace(read, through=date(2026, 2, 13))
    assert begun(slightly, NOON) == slightly, "the clock of another process is ahead"


def test_the_last_days_come_first_then_those_before_them_and_each_day_once() -> None:
    progress, days = begun(Progress(), NOON), []
    while (step := next_step(progress, NOON)) is not None:
        progress = replace(progress, step=step)
        days += [step.first + timedelta(days=n) for n in range((step.last - step.first).days + 1)]
        progress = page_read(progress, step, 1, NOON)
        assert window_read(progress, step) == progress, "another process went on"
        progress = window_read(progress, progress.step)
    assert days[:3] == [date(2026, 2, 10), date(2026, 2, 11), date(2026, 2, 12)]
    assert len(days) == len(set(days)) == 30
    assert progress.is_ready
    later = NOON + timedelta(days=2)
    assert next_step(progress, later) == Step(date(2026, 2, 13), date(2026, 2, 14))


def test_after_a_long_pause_the_last_thirty_days_are_read_and_not_those_before_them() -> None:
    old = date(2025, 6, 1)
    stale = replace(begun(Progress(), NOON), through=old, back_to=old, wanted=old, pages=7)
    assert stale.is_ready
    anew = begun(stale, NOON)
    assert (anew.is_ready, anew.pages) == (False, 7)
    assert next_step(anew, NOON) == Step(date(2026, 2, 10), date(2026, 2, 12))
    recent = replace(stale, through=date(2026, 1, 20))
    assert begun(recent, NOON) == recent


def test_a_day_is_read_when_it_is_over_in_the_whole_united_states() -> None:
    assert last_day(NOON) == date(2026, 2, 12)
    assert last_day(NOON - timedelta(minutes=1)) == date(2026, 2, 11)


def test_a_window_goes_on_where_the_budget_ended() -> None:
    step = Step(date(2026, 2, 10), date(2026, 2, 12))
    progress = page_read(Progress(step=step), step, 2500, NOON)
    stored = Progress.from_stored(progress.stored())
    assert stored == progress
    assert next_step(stored, NOON + timedelta(days=1)) == replace(step, page=1)


@pytest.mark.parametrize("moved_at", [1, 2])
def test_all_pages_are_read_again_if_notices_left_the_window_meanwhile(moved_at: int) -> None:
    step = Step(date(2026, 2, 10), date(2026, 2, 12))
    progress = Progress(step=step)
    for page in range(moved_at):
        progress = page_read(progress, replace(step, page=page), 2500, NOON)
    progress = page_read(progress, replace(step, page=moved_at), 2498, NOON)
    assert progress.step == replace(step, page=0)
    for page in (0, 1, 2):
        assert not is_over(progress)
        progress = page_read(progress, replace(step, page=page), 2498, NOON)
    assert is_over(progress)


def test_a_number_of_notices_that_falls_each_time_ends_the_window_all_the_same() -> None:
    progress = Progress(step=Step(date(2026, 2, 10), date(2026, 2, 12)))
    count = 0
    while progress.step is not None and not is_over(progress):
        progress = page_read(progress, progress.step, 2500 - progress.step.page, NOON)
        count += 1
    assert count == 7, "two pages, two pages, and then all three"


def test_a_page_that_another_process_read_meanwhile_changes_nothing() -> None:
    step = Step(date(2026, 2, 10), date(2026, 2, 12))
    further = page_read(Progress(step=step), step, 2500, NOON)
    ended = window_read(replace(further, total=1), further.step)
    for progress in (further, ended):
        with pytest.raises(Overtaken):
            page_read(progress, step, 2500, NOON)
    lacking = window_lacking(ended, further.step, NOON, KEY)
    assert lacking == ended
    with pytest.raises(NoRequestLeft):
        counted(replace(further, total=1), NOON, KEY)  # at the window's end there is no page to ask for


def test_days_that_nobody_could_read_for_weeks_are_not_asked_for_later() -> None:
    progress, _ = spent(begun(Progress(), NOON), NOON)
    later = begun(progress, NOON + timedelta(days=60))
    assert (later.wanted, later.step) == (date(2026, 3, 15), None)
    assert later.requests == progress.requests


def test_a_failure_pauses_and_another_key_ends_the_pause_but_not_the_budget() -> None:
    progress, _ = spent(Progress(), NOON)
    progress = failed(progress, SourceErrorKind.KEY_REFUSED, NOON, KEY)
    night = datetime(2026, 2, 13, 23, 0, tzinfo=UTC)
    assert told_fault(progress, night, KEY) is SourceErrorKind.KEY_REFUSED
    assert allowed_at(progress, night, KEY) == datetime(2026, 2, 14, tzinfo=UTC)
    assert allowed_at(progress, night, "another") == night
    assert told_fault(progress, night, "another") is None
    with pytest.raises(NoRequestLeft):
        counted(replace(progress, requests=10), night, "another")


def test_a_pause_lasts_an_hour_at_least_and_two_days_at_most_whatever_the_gateway_says() -> None:
    year = NOON + timedelta(days=365)
    paused = failed(Progress(), SourceErrorKind.QUOTA, NOON, KEY, year).paused_until
    assert paused == NOON + timedelta(days=2)
    past = failed(Progress(), SourceErrorKind.QUOTA, NOON, KEY, NOON - timedelta(days=1)).paused_until
    assert past == NOON + timedelta(hours=1)
    ahead = replace(Progress(), paused_until=year, key=KEY)
    assert allowed_at(ahead, NOON, KEY) == NOON, "a pause of a year was of a wrong clock"


@pytest.mark.parametrize(
    ("fault", "hours"),
    [(SourceErrorKind.BUSY, 1), (SourceErrorKind.PAGES_MISSING, 6), (SourceErrorKind.BAD_ANSWER, 6)],
)
def test_a_page_that_cannot_be_read_is_asked_for_later_than_after_an_outage(
    fault: SourceErrorKind, hours: int
) -> None:
    assert failed(Progress(), fault, NOON, KEY).paused_until == NOON + timedelta(hours=hours)


def test_a_used_up_quota_is_a_failure_only_once_the_notices_are_late() -> None:
    current = replace(Progress(), through=last_day(NOON))
    progress = failed(current, SourceErrorKind.QUOTA, NOON, KEY)
    assert told_fault(progress, NOON, KEY) is None
    assert told_fault(progress, NOON + timedelta(days=3), KEY) is SourceErrorKind.QUOTA
    assert timedelta(days=30) < KEPT
