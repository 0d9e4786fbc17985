"""Parsing of deadlines as people write them: a day, an hour, and a time zone."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from datetime import date as Day
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.common.text import fold
from bot.errors import UserError

LAST_HOUR = "23:59"
"""Default hour of a day without an hour."""

_DAY = re.compile(r"(20\d\d)-(\d{1,2})-(\d{1,2})")
_EUROPEAN_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](20\d\d)")
_HOUR = re.compile(r"(\d{1,2})(?:[:hH](\d{2})?)?")
_MAX_ZONES = 25


@dataclass(frozen=True, slots=True)
class Deadline:
    """First moment at which nobody can sign any more. ``twice``: the hour is ambiguous because clocks go
    back; the second occurrence is meant, so that nobody misses a deadline that was still to come."""

    moment: datetime
    zone: str
    twice: bool = False


def deadline(day: str, hour: str, zone: str) -> Deadline:
    """Parse a local time in ``zone``.

    Raises ``UserError`` for an invalid day or hour, for an unknown zone, and for a time that is skipped when
    clocks go forward.
    """
    name = parse_time_zone(zone)
    place, wall = ZoneInfo(name), datetime.combine(day_in(day), _time_in(hour))
    first, second = wall.replace(tzinfo=place), wall.replace(tzinfo=place, fold=1)
    shown = first.astimezone(UTC).astimezone(place)
    if shown.replace(tzinfo=None) != wall:
        raise UserError(
            "refusal-hour-left-out",
            hour=f"{wall:%H:%M}",
            day=wall.date(),
            zone=name,
            later=f"{shown:%H:%M}",
        )
    return Deadline(second.astimezone(UTC), name, twice=first.utcoffset() != second.utcoffset())


def day_in(written: str) -> Day:
    """Parse ``2026-03-31``, ``31/03/2026`` or ``31.03.2026``. Raises ``UserError``."""
    text = written.strip()
    if match := _DAY.fullmatch(text):
        year, month, day = match.groups()
    elif match := _EUROPEAN_DAY.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise UserError("refusal-no-day", written=text[:40])
    try:
        return Day(int(year), int(month), int(day))
    except ValueError as error:
        exists = int(month) <= 12 and int(day) <= 31  # else the parts are in another order
        raise UserError("refusal-day-unreal" if exists else "refusal-no-day", written=text[:40]) from error


def parse_time_zone(written: str) -> str:
    """Return the IANA name of a time zone, ignoring case and accents. Raises ``UserError``."""
    found = _zones().get(fold(written.strip()).replace(" ", "_"))
    if found is None:
        raise UserError("refusal-no-zone", written=written.strip()[:40])
    return found


def suggest_zones(typed: str) -> list[str]:
    """Return at most 25 zones whose name contains the typed text, those whose city begins with it first."""
    wanted = fold(typed.strip()).replace(" ", "_")
    fitting = [name for key, name in _zones().items() if wanted in key]
    return sorted(fitting, key=lambda name: (not fold(name).rpartition("/")[2].startswith(wanted), name))[
        :_MAX_ZONES
    ]


def _time_in(written: str) -> time:
    """Parse ``18:00``, ``18h30`` or ``18``. Raises ``UserError``."""
    text = written.strip()
    match = _HOUR.fullmatch(text)
    if match is not None:
        hour, minute = int(match[1]), int(match[2] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise UserError("refusal-no-hour", written=text[:40])


@cache
def _zones() -> dict[str, str]:
    """Return the common zone names by folded name, without ``posix/…`` and the like."""
    return {
        fold(name): name
        for name in sorted(available_timezones())
        if name == "UTC" or ("/" in name and not name.startswith(("Etc/", "SystemV/", "posix", "right")))
    }
