"""Posts about a demand, apart from its card, and entries about it in the audit log, in the transaction of the
act itself. A post goes, once, to its server's channel, or to its organisers' if its kind is of
``TO_ORGANISERS``."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import TO_ORGANISERS, NewAnnouncement, enqueue
from bot.audit import Detail, Recorder
from bot.storage import Database
from bot.storage.models import Demand, Server

PostKind = Literal[
    "milestone",
    "reminder",
    "widened",
    "prolonged",
    "closed",
    "delivered",
    "answered",
    "void",
    "drift",
    "restored",
    "retention",
]


async def post(
    session: AsyncSession, database: Database, demand: Demand, kind: PostKind, occasion: str, now: datetime
) -> bool:
    """Enqueue a post about a demand, in the caller's transaction, which holds the server's row; return
    whether there is a channel for it. ``occasion`` is the idempotency key."""
    channel: Any = Server.channel_id
    if kind in TO_ORGANISERS:
        channel = func.coalesce(Server.organiser_channel_id, Server.channel_id)
    channel_id = await session.scalar(select(channel).where(Server.id == demand.server_id))
    if channel_id is None:
        return False
    announcement = NewAnnouncement(demand.server_id, channel_id, kind, f"demand:{demand.id}", occasion)
    await enqueue(session, database, announcement, now)
    return True


async def record(
    audit: Recorder,
    session: AsyncSession,
    demand: Demand,
    by: int | None,
    act: str,
    *,
    before: Detail | None = None,
    after: Detail | None = None,
) -> None:
    """Record an act on a demand, as the last statement of the transaction that performs it; see
    ``Audit.record``."""
    await session.flush()
    await audit.record(session, demand.server_id, by, act, f"demand:{demand.id}", before=before, after=after)
