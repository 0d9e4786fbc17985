"""Digest batching at the end of a read: the changes that it found are posted one by one, as one digest if
there are more than a channel gets in a day, or in the channel's next digest (``channel_digest``).

During a read nobody knows how many changed contracts it will find: after a week of downtime it may be
hundreds. So its announcements are held until it ends. Those of an interrupted read are released with the next
read that ends, of any watch, but not those of other reads in progress.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.common.news_class import NewsClass
from bot.storage import Database
from bot.storage.models import Announcement, Contract, DigestEntry, Server, Watch, WatchedContract

MAX_DAILY_POSTS = 3
"""Maximum number of contracts that are posted individually in a channel on one day."""

_MANY = "changes"  # kind of the digest of what one read found
_PUBLICATIONS = frozenset({"notice", "article"})  # kinds of a contract

_CHUNK = 400  # values in one statement
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
) -> None:
    """Release the announcements that wait for the end of a read, in the caller's transaction. ``occasion`` is
    the read's key, ``others`` are the keys of reads in progress. Where they may have been posted before the
    database was lost, they are held as uncertain until organisers have looked."""
    going_on = sorted(key[:_SHARED] for key in others)
    over = and_(Announcement.gathering, func.substr(Announcement.occasion, 1, _SHARED).not_in(going_on))
    # Lock order: servers first, as everywhere. A change of a server's channel holds its row.
    servers = select(Announcement.server_id).where(over).distinct()
    server_ids = sorted((await session.execute(servers)).scalars())
    if not server_ids:
        return
    locked = (
        select(Server.id, Server.digest)
        .where(Server.id.in_(server_ids))
        .order_by(Server.id)
        .with_for_update(read=True)
    )
    with_digest = {row.id for row in await session.execute(locked) if row.digest is not None}
    unsure = await _unsure(session, over)
    await _keep_for_digest(session, and_(over, Announcement.server_id.in_(with_digest - unsure)))
    waiting = (
        await session.execute(
            select(
                *(Announcement.id, Announcement.server_id, Announcement.channel_id, Announcement.occasion),
                *(Announcement.news_class, Announcement.subject),
            )
            .where(over, Announcement.server_id.in_(server_ids))
            .order_by(Announcement.id)
            .with_for_update()
        )
    ).all()
    publications = await _publications(session, {_contract(row) for row in waiting})
    channels: dict[tuple[int, int], list[Any]] = {}
    for row in waiting:
        channels.setdefault((row.server_id, row.channel_id), []).append(row)
    for (server_id, channel_id), rows in channels.items():
        room = await _room(session, server_id, channel_id, now)
        now_due, later = (rows, []) if server_id in unsure else _due_now(rows, publications, room)
        for start in range(0, len(later), _CHUNK):
            ids = [row.id for row in later[start : start + _CHUNK]]
            await _keep_for_digest(session, Announcement.id.in_(ids))
        if _count(now_due) > (room or MAX_DAILY_POSTS):
            digest = NewAnnouncement(server_id, channel_id, _MANY, f"server:{server_id}", occasion)
            entries = [(row.id, _contract(row), row.occasion) for row in now_due]
            await fold(session, database, digest, entries, now)
    if unsure:
        digests = and_(Announcement.kind == _MANY, Announcement.occasion == occasion)
        await _hold(session, and_(Announcement.server_id.in_(unsure), or_(over, digests)))
    await _let_go(session, and_(over, Announcement.server_id.in_(server_ids)))


def _due_now(rows: Sequence[Any], publications: Collection[int], room: int) -> tuple[list[Any], list[Any]]:
    """Divide the news of a channel into what is posted now and what waits for its digest: what need not be
    told at once, notices and articles beyond those that still have ``room`` that day, and, where it has had
    its posts, everything that may wait."""
    always = [row for row in rows if row.news_class == NewsClass.ALWAYS]
    at_once = [row for row in rows if row.news_class == NewsClass.AT_ONCE and room]
    contracts = [row for row in at_once if _contract(row) not in publications]
    others = [row for row in at_once if _contract(row) in publications]
    due = always + contracts
    due += others[: max(0, room - _count(due))]
    return due, [row for row in rows if row not in due]


def _contract(row: Any) -> int:
    return int(row.subject.partition(":")[2])


def _count(rows: Sequence[Any]) -> int:
    return len({row.subject for row in rows})


async def _publications(session: AsyncSession, contract_ids: Collection[int]) -> set[int]:
    """Return which of these contracts are notices or articles."""
    found, ids = set[int](), sorted(contract_ids)
    for start in range(0, len(ids), _CHUNK):
        chunk = Contract.id.in_(ids[start : start + _CHUNK]), Contract.kind.in_(_PUBLICATIONS)
        found.update(await session.scalars(select(Contract.id).where(*chunk)))
    return found


async def _room(session: AsyncSession, server_id: int, channel_id: int, now: datetime) -> int:
    """Return how many contracts can still be posted individually in a channel on this day."""
    zone = ZoneInfo(
        (await session.execute(select(Server.time_zone).where(Server.id == server_id))).scalar_one()
    )
    day = datetime.combine(now.astimezone(zone).date(), time(), zone)
    posted = select(func.count(), func.count().filter(Announcement.kind == _MANY)).where(
        Announcement.server_id == server_id,
        Announcement.channel_id == channel_id,
        Announcement.kind.in_(("contract", _MANY)),
        Announcement.created_at >= day,
        ~Announcement.gathering,
        ~Announcement.for_digest,
    )
    posts, digests = (await session.execute(posted)).one()
    return 0 if digests else max(0, MAX_DAILY_POSTS - posts)


async def release(session: AsyncSession, server_id: int) -> None:
    """Release the waiting announcements of one server individually, or for its digest: the read that they
    wait for may never end."""
    waiting = and_(Announcement.gathering, Announcement.server_id == server_id)
    digest = await session.scalar(select(Server.digest).where(Server.id == server_id))
    if await _unsure(session, waiting):
        await _hold(session, waiting)
    else:
        many = (await session.execute(select(func.count()).where(waiting))).scalar_one() > MAX_DAILY_POSTS
        highest = NewsClass.AT_ONCE if many or digest is not None else NewsClass.DIGEST
        await _keep_for_digest(session, and_(waiting, Announcement.news_class <= highest))
    await _let_go(session, waiting)


async def _keep_for_digest(session: AsyncSession, waiting: ColumnElement[bool]) -> None:
    """Gather these announcements for the digests of their channels, except those that never wait."""
    await session.execute(
        update(Announcement)
        .where(waiting, Announcement.news_class < NewsClass.ALWAYS)
        .values(gathering=False, for_digest=True)
        .execution_options(synchronize_session=False)
    )


async def _unsure(session: AsyncSession, waiting: ColumnElement[bool]) -> set[int]:
    """Return the servers of waiting announcements about contracts that a watch there had not read since the
    database was restored (``after_restore``)."""
    query = (
        select(Announcement.server_id, Announcement.subject, Watch.id)
        .join(Watch, Watch.server_id == Announcement.server_id)
        .where(waiting, Watch.sure_from >= Announcement.created_at)
    )
    found = {
        (watch_id, int(subject.partition(":")[2])): server_id
        for server_id, subject, watch_id in await session.execute(query)
    }
    links, unsure = sorted(found), set[int]()
    for start in range(0, len(links), _CHUNK):
        place = tuple_(WatchedContract.watch_id, WatchedContract.contract_id)
        followed = select(WatchedContract.watch_id, WatchedContract.contract_id).where(
            place.in_(links[start : start + _CHUNK])
        )
        unsure |= {found[watch_id, contract_id] for watch_id, contract_id in await session.execute(followed)}
    return unsure


async def _hold(session: AsyncSession, waiting: ColumnElement[bool]) -> None:
    await session.execute(
        update(Announcement)
        .where(waiting, Announcement.state == "pending")
        .values(state="uncertain")
        .execution_options(synchronize_session=False)
    )


async def _let_go(session: AsyncSession, waiting: ColumnElement[bool]) -> None:
    await session.execute(
        update(Announcement)
        .where(waiting)
        .values(gathering=False)
        .execution_options(synchronize_session=False)
    )


async def fold(
    session: AsyncSession,
    database: Database,
    digest: NewAnnouncement,
    entries: list[tuple[int, int, str]],
    now: datetime,
) -> int:
    """Replace announcements of contracts by one, in the caller's transaction; return its id. ``entries`` are
    their ids, contracts and read keys."""
    await enqueue(session, database, digest, now)
    digest_id: int = (
        await session.execute(
            select(Announcement.id).where(
                Announcement.channel_id == digest.channel_id,
                Announcement.subject == digest.subject,
                Announcement.occasion == digest.occasion,
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
    ids = [announcement_id for announcement_id, _, _ in entries]
    for start in range(0, len(ids), _CHUNK):
        await session.execute(
            delete(Announcement)
            .where(Announcement.id.in_(ids[start : start + _CHUNK]))
            .execution_options(synchronize_session=False)
        )
    return digest_id
