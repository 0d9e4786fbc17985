"""Retention schedule: when organisers are told that a demand's key ends, and when it is destroyed."""

from datetime import datetime, timedelta

from bot.common.clock import add_months

NOTICE = timedelta(days=35)
"""Lead time of the notice to organisers: some days more than thirty, since the bot may be off for some."""

MIN_NOTICE = timedelta(days=14)
"""Minimum time between the notice and the destruction."""

GRACE = timedelta(days=14)
"""Grace period after the end of a key, if organisers could not be notified in time."""

MIN_UPTIME_DAYS = 12
"""Minimum number of days in between on which the bot ran."""


def key_end(closed_at: datetime, months: int, hold_until: datetime | None) -> datetime:
    """Return the end of a key's retention: as signers were told, or later because of a hold."""
    end = add_months(closed_at, months)
    return end if hold_until is None else max(end, hold_until)


def earliest_end(end: datetime, told_at: datetime) -> datetime:
    """Return the time at which a key with this end is destroyed if organisers are notified at ``told_at``."""
    return min(max(end, told_at + MIN_NOTICE), end + GRACE)
