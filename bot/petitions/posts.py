"""Posts about a demand, apart from its card: to its server's channel, or to its organisers' if their kind is
of ``TO_ORGANISERS``. Enqueued in the transaction of the action itself, once each."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.announcements.routing import TO_ORGANISERS
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
