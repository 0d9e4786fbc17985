"""Deadlines: parsed as people write them, a day, an hour and a time zone; and, for a demand that is signed on
the page, limits on them and on new versions.

Each published row names its version of the text, and the last rows are published when signing ends. Whoever
changed the text twice, or ended signing, around the visit of one member would learn which row is theirs.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from datetime import date as Day
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.text import fold
from bot.errors import UserError
from bot.petitions.page_rows import is_named_by
from bot.storage.models import Demand, DemandVersion

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


MIN_SIGNED = 10
"""Published signatures that must name a version before there can be another."""

MIN_NOTICE_DAYS = 1
"""Days from an organiser's decision to the end of signing."""

MIN_VERSION_DAYS = 7
"""Days from the opening, or from a new version, to the end of signing."""


async def check_new_version(
    session: AsyncSession, demand: Demand, ends: datetime | None, now: datetime
) -> None:
    """Raise ``UserError`` if an open demand, whose signing ``ends`` then, can have no new version now. What
    is not published yet changes nothing."""
    if demand.signed_by != "page":
        return
    if not await is_named_by(session, demand.id, demand.version, least=MIN_SIGNED):
        raise UserError("refusal-version-few", least=MIN_SIGNED)
    if ends is not None and ends < now + timedelta(days=MIN_VERSION_DAYS):
        raise UserError("refusal-version-late", days=MIN_VERSION_DAYS)


def check_first_end(demand: Demand, opened_at: datetime) -> None:
    """Raise ``UserError`` if a demand that opens on the page would end within a week: whom only one member
    visits, shows by its count whether that one signed."""
    if demand.closes_at is not None and demand.closes_at < opened_at + timedelta(days=MIN_VERSION_DAYS):
        raise UserError("refusal-signing-short", days=MIN_VERSION_DAYS)


def check_end_moves(demand: Demand, now: datetime) -> None:
    """Raise ``UserError`` in the last day before the end of signing, which then stands: whoever could put it
    off each day would let it be once a member came."""
    is_open = demand.signed_by == "page" and demand.state == "open"
    if is_open and demand.closes_at and demand.closes_at < now + timedelta(days=MIN_NOTICE_DAYS):
        raise UserError("refusal-deadline-stands")


async def earliest_end(session: AsyncSession, demand: Demand, now: datetime) -> datetime:
    """Return the earliest end of signing that organisers can decide on now, for an open demand."""
    soonest = now + timedelta(days=MIN_NOTICE_DAYS)
    version = await session.get_one(DemandVersion, (demand.id, demand.version))
    return max(soonest, version.made_at + timedelta(days=MIN_VERSION_DAYS))
