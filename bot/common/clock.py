"""Clock for services, replaceable in tests and the demo; and the deadline of a demand."""

import calendar
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Returns the present moment as a timezone-aware UTC datetime."""


def utc_now() -> datetime:
    """Return the present moment by the system clock."""
    return datetime.now(UTC)


def day_there(moment: datetime, zone: str) -> date:
    """Return the date at this moment in ``zone``, an IANA name."""
    return moment.astimezone(ZoneInfo(zone)).date()


def seconds_awake_or_not() -> float:
    """Return the seconds since the machine started, including those in which it, or this process, was
    suspended."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)  # Linux; elsewhere the usual clock counts suspension too
    return time.monotonic() if clock is None else time.clock_gettime(clock)


def add_months(moment: datetime, months: int) -> datetime:
    """Add calendar months: one month after 31 January is 28 February."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


class HasDeadline(Protocol):
    """A demand, or what is known of one: its state, and the moment from which it cannot be signed."""

    @property
    def state(self) -> str: ...

    @property
    def closes_at(self) -> datetime | None: ...


def is_over(demand: HasDeadline, now: datetime) -> bool:
    """True if a demand was open and can no longer be signed: it was closed, or its deadline has passed and
    the next tick closes it. A draft is not over."""
    if demand.state != "open":
        return demand.state != "draft"
    return demand.closes_at is not None and demand.closes_at <= now
