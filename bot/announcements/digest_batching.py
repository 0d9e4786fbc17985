"""Digest batching at the end of a read: the changes that it found are posted one by one, or as one digest if
there are many.

During a read nobody knows how many changed contracts it will find: after a week of downtime it may be
hundreds. So its announcements are held until it ends. Those of an interrupted read are released with the next
read that ends, of any watch, but not those of other reads in progress.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.storage import Database
from bot.storage.models import Announcement, DigestEntry, Server

MAX_SINGLE_POSTS = 10
"""Maximum number of contracts, changed in one read, that are posted individually in a channel."""

_SHARED = 20  # length of the prefix of a read's key that keys within it share


def key_within(read_key: str) -> str:
    """Return a new key for a subset of a read's findings that is reported separately."""
    return read_key[:_SHARED] + uuid4().hex[_SHARED:]


def is_within(key: str, read_key: str) -> bool:
    """True if a key is that of a read, or was derived from it."""
    return key[:_SHARED] == read_key[:_SHARED]


async def release_batched(
    session: AsyncSession,
    database: Database,
    *,
    occasion: str,
    now: datetime,
    others: Collection[str] = (),
    unsure: Collection[int] = (),
) -> None:
    """Release the announcements that wait for the end of a read, in the caller's transaction. ``occasion`` is
    the read's key, ``others`` are the keys of reads in progress. In the servers ``unsure`` they may have been
    posted before the database was lost: they are held as uncertain until organisers have looked."""
    going_on = sorted(key[:_SHARED] for key in others)
    over = and_(Announcement.gathering, func.substr(Announcement.occasion, 1, _SHARED).not_in(going_on))
    # Lock order: servers first, as everywhere. A change of a server's channel holds its row.
    servers = select(Announcement.server_id).where(over).distinct()
    server_ids = sorted((await session.execute(servers)).scalars())
    if not server_ids:
        return
    await session.execute(
        select(Server.id).where(Server.id.in_(server_ids)).order_by(Server.id).with_for_update(read=True)
    )
    waiting = (
        await session.execute(
            select(
                Announcement.id,
                Announcement.server_id,
                Announcement.channel_id,
                Announcement.subject,
                Announcement.occasion,
            )
            .where(over, Announcement.server_id.in_(server_ids))
            .order_by(Announcement.id)
            .with_for_update()
        )
    ).all()
    channels: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
    for row in waiting:
        contract_id = int(row.subject.partition(":")[2])
        channels.setdefault((row.server_id, row.channel_id), []).append((row.id, contract_id, row.occasion))
    for (server_id, channel_id), entries in channels.items():
        if len({contract_id for _, contract_id, _ in entries}) > MAX_SINGLE_POSTS:
            await _fold(session, database, server_id, channel_id, entries, occasion, now)
    if held := sorted(set(unsure).intersection(server_ids)):
        await session.execute(
            update(Announcement)
            .where(
                Announcement.server_id.in_(held),
                Announcement.state == "pending",
                or_(over, and_(Announcement.kind == "changes", Announcement.occasion == occasion)),
            )
            .values(state="uncertain")
            .execution_options(synchronize_session=False)
        )
    await _let_go(session, and_(over, Announcement.server_id.in_(server_ids)))


async def release(session: AsyncSession, server_id: int) -> None:
    """Release the waiting announcements of one server individually: the read that they wait for may never
    end."""
    await _let_go(session, and_(Announcement.gathering, Announcement.server_id == server_id))


async def _let_go(session: AsyncSession, waiting: ColumnElement[bool]) -> None:
    await session.execute(
        update(Announcement)
        .where(waiting)
        .values(gathering=False)
        .execution_options(synchronize_session=False)
    )


async def _fold(
    session: AsyncSession,
    database: Database,
    server_id: int,
    channel_id: int,
    entries: list[tuple[int, int, str]],
    occasion: str,
    now: datetime,
) -> None:
    subject = f"server:{server_id}"
    announcement = NewAnnouncement(server_id, channel_id, "changes", subject, occasion)
    await enqueue(session, database, announcement, now)
    digest_id = (
        await session.execute(
            select(Announcement.id).where(
                Announcement.channel_id == channel_id,
                Announcement.subject == subject,
                Announcement.occasion == occasion,
            )
        )
    ).scalar_one()
    await session.execute(
        insert(DigestEntry),
        [
            {"announcement_id": digest_id, "contract_id": contract_id, "read_key": read_key}
            for _, contract_id, read_key in entries
        ],
    )
    await session.execute(
        delete(Announcement)
        .where(Announcement.id.in_([announcement_id for announcement_id, _, _ in entries]))
        .execution_options(synchronize_session=False)
    )
