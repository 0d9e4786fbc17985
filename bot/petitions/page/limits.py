"""Limits on what organisers do with a demand that is signed on the page.

Each published row names its version of the text, and the last rows are published when signing ends. Whoever
changed the text twice, or ended signing, around the visit of one member would learn which row is theirs.
"""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.petitions.page_rows import is_named_by
from bot.storage.models import Demand, DemandVersion

MIN_SIGNED = 10
"""Published signatures that must name a version before there can be another."""

MIN_NOTICE_DAYS = 1
"""Days from an organiser's decision to the end of signing."""

MIN_VERSION_DAYS = 7
"""Days from a new version to the end of signing."""


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


def check_end_moves(demand: Demand, now: datetime) -> None:
    """Raise ``UserError`` in the last day before the end of signing, which then stands: whoever could put it
    off each day would let it be once a member came."""
    is_open = demand.signed_by == "page" and demand.state == "open"
    if is_open and demand.closes_at and demand.closes_at < now + timedelta(days=MIN_NOTICE_DAYS):
        raise UserError("refusal-deadline-stands")


async def earliest_end(session: AsyncSession, demand: Demand, now: datetime) -> datetime:
    """Return the earliest end of signing that organisers can decide on now, for an open demand."""
    soonest = now + timedelta(days=MIN_NOTICE_DAYS)
    if demand.version == 1:
        return soonest
    version = await session.get_one(DemandVersion, (demand.id, demand.version))
    return max(soonest, version.made_at + timedelta(days=MIN_VERSION_DAYS))
