"""Catch-up of a paused watch: changes of its contracts found meanwhile by reads for others."""

from datetime import datetime

from sqlalchemy import String, cast, exists, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import NewAnnouncement, enqueue_all
from bot.contracts.ingest.subscriptions import heard_of
from bot.storage import Database
from bot.storage.models import (
    Announcement,
    Change,
    DigestEntry,
    Server,
    Watch,
    WatchedContract,
)


async def tell_missed(session: AsyncSession, database: Database, watch: Watch, now: datetime) -> None:
    """Announce in the caller's transaction the changes that were found since a watch was paused and not
    announced to its server. They are held until the end of the next read, so that many become one post."""
    channel_id, administrative = (
        await session.execute(
            select(Server.channel_id, Server.administrative_news)
            .where(Server.id == watch.server_id)
            .with_for_update(read=True)
        )
    ).one()
    if channel_id is None or watch.paused_at is None:
        return  # it is in /updates latest all the same
    alone = exists().where(
        Announcement.server_id == watch.server_id,
        Announcement.subject == literal("contract:") + cast(Change.contract_id, String),
        Announcement.occasion == Change.read_key,
    )
    in_a_digest = (
        select(DigestEntry.contract_id)
        .join(Announcement, Announcement.id == DigestEntry.announcement_id)
        .where(
            Announcement.server_id == watch.server_id,
            DigestEntry.contract_id == Change.contract_id,
            DigestEntry.read_key == Change.read_key,
        )
        .exists()
    )
    missed = (
        select(Change.contract_id, Change.read_key)
        .join(WatchedContract, WatchedContract.contract_id == Change.contract_id)
        .join(Watch, Watch.id == WatchedContract.watch_id)
        .where(
            Watch.id == watch.id,
            heard_of(),
            Change.seen_at >= watch.paused_at,
            or_(Change.news, Change.administrative) if administrative else Change.news,
            or_(Change.server_id.is_(None), Change.server_id == watch.server_id),
            ~alone,
            ~in_a_digest,
        )
        .group_by(Change.contract_id, Change.read_key)
        .order_by(func.min(Change.id))
    )
    announcements = [
        NewAnnouncement(
            watch.server_id, channel_id, "contract", f"contract:{contract_id}", read_key, gathering=True
        )
        for contract_id, read_key in await session.execute(missed)
    ]
    await enqueue_all(session, database, announcements, now)
