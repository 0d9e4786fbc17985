"""Posts about a demand, apart from its card: enqueued in the transaction of the action itself, once each."""

from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.storage import Database
from bot.storage.models import Demand, Server

PostKind = Literal["milestone", "reminder", "widened", "closed", "delivered", "answered"]


async def post(
    session: AsyncSession, database: Database, demand: Demand, kind: PostKind, occasion: str, now: datetime
) -> None:
    """Enqueue a post about a demand for its server's channel, if there is one, in the caller's transaction,
    which holds the server's row. ``occasion`` is the idempotency key."""
    channel_id = (
        await session.execute(select(Server.channel_id).where(Server.id == demand.server_id))
    ).scalar_one_or_none()
    if channel_id is not None:
        announcement = NewAnnouncement(demand.server_id, channel_id, kind, f"demand:{demand.id}", occasion)
        await enqueue(session, database, announcement, now)
