"""Digest of a channel: news of contracts is gathered and posted as one message, daily or weekly as a server
chose. Where it chose none, what need not be told at once waits for a weekly digest, and news of a day on
which the channel has had its posts for one on the next morning.

Gathered announcements stay in the outbox. In one transaction they become one announcement, which is delivered
like any other: so nothing is posted twice or lost, whenever the process is killed. Nothing records when a
digest was posted: one is due if something was gathered before the last scheduled moment.
"""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    delete,
    func,
    not_,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.announcements.digest_batching import fold
from bot.announcements.outbox import NewAnnouncement, enqueue_all
from bot.common.clock import Clock
from bot.common.news_class import NewsClass
from bot.storage import Database
from bot.storage.models import Announcement, Change, Contract, DigestEntry, Server
from bot.storage.upsert import insert_ignore

_REMINDERS = ("ends-within-30-days", "ends-within-7-days", "lapsed")  # kinds of change
_CHUNK = 400  # values in one statement

WEEKLY = "week"
"""Rhythm of the digest of what need not be told at once, in a channel whose news is else posted at once."""


def scheduled_before(now: datetime, rhythm: str, *, weekday: int, hour: int, zone: str) -> datetime:
    """Return the latest moment, not after ``now``, for which a digest is scheduled. An hour that the clocks
    skip is the one after it."""
    return _scheduled(now, rhythm, weekday, hour, zone, backwards=True)


def scheduled_after(now: datetime, rhythm: str, *, weekday: int, hour: int, zone: str) -> datetime:
    """Return the first moment after ``now`` for which a digest is scheduled."""
    return _scheduled(now, rhythm, weekday, hour, zone, backwards=False)


def _scheduled(
    now: datetime, rhythm: str, weekday: int, hour: int, zone: str, *, backwards: bool
) -> datetime:
    place = ZoneInfo(zone)
    day = now.astimezone(place).date()
    step = timedelta(days=-1 if backwards else 1)
    while True:
        moment = datetime.combine(day, time(hour), place).astimezone(UTC)
        if (moment <= now) is backwards and (rhythm == "day" or day.weekday() == weekday):
            return moment
        day += step


class ChannelDigests:
    """Periodic task that posts the digests that are due."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def tick(self) -> int:
        """Enqueue the due digests, and return the number of posts."""
        now = self._clock()
        gathered = (
            select(
                Server.id,
                Server.digest,
                Server.digest_weekday,
                Server.digest_hour,
                Server.time_zone,
                func.min(Announcement.created_at).label("first"),
                func.min(_urgent_at()).label("urgent"),
                func.max(Announcement.created_at).label("last"),
            )
            .join(Announcement, Announcement.server_id == Server.id)
            .where(
                _gathered(),
                Server.removed_at.is_(None),
                Server.channel_id.is_not(None),  # it may have been taken back: the news waits for another
            )
            .group_by(Server.id)
            .order_by(Server.id)
        )
        async with self._database.read() as session:
            servers = (await session.execute(gathered)).all()
        posts = 0
        for server in servers:
            if server.last > now:
                await self._correct_times(server.id, now)
            if _is_due(server, now):
                async with self._database.write() as session:
                    # Another process may have posted it meanwhile: what came since waits for the next one.
                    await _lock(session, server.id)
                    current = (await session.execute(gathered.where(Server.id == server.id))).first()
                    if current is not None and _is_due(current, now):
                        posts += len(await post_gathered(session, self._database, server.id, now))
        return posts

    async def _correct_times(self, server_id: int, now: datetime) -> None:
        """Let what was gathered while the clock was ahead count as gathered now, or it might wait for
        long."""
        async with self._database.write() as session:
            await session.execute(
                update(Announcement)
                .where(_gathered(), Announcement.server_id == server_id, Announcement.created_at > now)
                .values(created_at=now)
                .execution_options(synchronize_session=False)
            )


def _urgent_at() -> ColumnElement[datetime | None]:
    """Return the moment at which news was gathered that is told at once, but for the day's other posts."""
    return case((Announcement.news_class >= NewsClass.AT_ONCE, Announcement.created_at))


def _is_due(server: Any, now: datetime) -> bool:
    if server.digest is None and server.urgent is not None and server.urgent < _last(server, "day", now):
        return True
    return bool(server.first < _last(server, server.digest or WEEKLY, now))


def _last(server: Any, rhythm: str, now: datetime) -> datetime:
    return scheduled_before(
        now, rhythm, weekday=server.digest_weekday, hour=server.digest_hour, zone=server.time_zone
    )


async def post_gathered(
    session: AsyncSession, database: Database, server_id: int, now: datetime
) -> list[int]:
    """Put what was gathered for a server on its way, in the caller's transaction: as one digest for each
    channel, or as itself if it is one announcement that was not corrected meanwhile; without what is true no
    longer. Return the ids of these announcements."""
    await _lock(session, server_id)
    gathered = (
        await session.execute(
            select(Announcement.id, Announcement.channel_id, Announcement.subject, Announcement.occasion)
            .where(_gathered(), Announcement.server_id == server_id)
            .order_by(Announcement.id)
            .with_for_update()
        )
    ).all()
    entries_of = {row.id: (int(row.subject.partition(":")[2]), row.occasion) for row in gathered}
    true = await _still_true(session, set(entries_of.values()))
    outdated = [id for id, entry in entries_of.items() if entry not in true]
    for start in range(0, len(outdated), _CHUNK):
        await session.execute(
            delete(Announcement)
            .where(Announcement.id.in_(outdated[start : start + _CHUNK]))
            .execution_options(synchronize_session=False)
        )
    channels: dict[int, list[tuple[int, int, str]]] = {}
    for row in gathered:
        if entries_of[row.id] in true:
            channels.setdefault(row.channel_id, []).append((row.id, *entries_of[row.id]))
    posts = []
    for channel_id, entries in channels.items():
        ((first_id, *first), *more) = entries
        if not more and not (await session.execute(_corrections(server_id, [tuple(first)]))).all():
            await session.execute(
                update(Announcement)
                .where(Announcement.id == first_id)
                .values(for_digest=False, created_at=now, next_attempt_at=now)  # it is not late
                .execution_options(synchronize_session=False)
            )
            posts.append(first_id)
            continue
        # Ids are never used again: a second digest at the same moment is another one.
        digest = NewAnnouncement(server_id, channel_id, "digest", f"server:{server_id}", f"digest:{first_id}")
        digest_id = await fold(session, database, digest, entries, now)
        await _add_corrections(session, database, server_id, digest_id)
        posts.append(digest_id)
    return posts


async def _still_true(session: AsyncSession, entries: Collection[tuple[int, str]]) -> set[tuple[int, str]]:
    """Return the entries, each a contract and a read's key, that say more than that an end comes near, or
    passed, which has moved since."""
    found, ordered = set[tuple[int, str]](), sorted(entries)
    outdated = and_(Change.kind.in_(_REMINDERS), Change.new.is_distinct_from(cast(Contract.end, String)))
    for start in range(0, len(ordered), _CHUNK):
        chunk = tuple_(Change.contract_id, Change.read_key).in_(ordered[start : start + _CHUNK])
        query = (
            select(Change.contract_id, Change.read_key)
            .join(Contract, Contract.id == Change.contract_id)
            .where(chunk, Change.news, not_(outdated))
            .distinct()
        )
        found.update((row.contract_id, row.read_key) for row in await session.execute(query))
    return found


async def _lock(session: AsyncSession, server_id: int) -> None:
    """Keep a second process out. Lock order: the server first, as everywhere."""
    await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())


async def _add_corrections(session: AsyncSession, database: Database, server_id: int, digest_id: int) -> None:
    """Add the corrections that were posted meanwhile: the digest does not tell what was corrected without
    saying so."""
    told = select(DigestEntry.contract_id, DigestEntry.read_key).where(
        DigestEntry.announcement_id == digest_id
    )
    found = await session.execute(_corrections(server_id, told))
    if rows := [{"announcement_id": digest_id, **row} for row in found.mappings()]:
        await session.execute(insert_ignore(database, DigestEntry), rows)


def _corrections(server_id: int, told: Any) -> Select[*tuple[Any, ...]]:
    """Return a query for the corrections that followed what is ``told``: contracts with their read keys."""
    entered = aliased(Change)
    first = (
        select(entered.contract_id, func.min(entered.id).label("id"))
        .where(tuple_(entered.contract_id, entered.read_key).in_(told))
        .group_by(entered.contract_id)
        .subquery()
    )
    return (
        select(Change.contract_id, Change.read_key)
        .join(first, first.c.contract_id == Change.contract_id)
        .where(
            Change.kind == "corrected",
            Change.news,
            Change.id > first.c.id,
            # Not as an OR: SQLite would look among the changes of all contracts.
            func.coalesce(Change.server_id, server_id) == server_id,
        )
        .distinct()
    )


def _gathered() -> ColumnElement[bool]:
    return and_(Announcement.for_digest, Announcement.state == "pending")


INTERVAL = timedelta(days=7)


class Weekly:
    """Periodic task that posts "still watching" in servers with the setting: at once, and then every week."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def tick(self) -> int:
        """Enqueue the due posts, and return their number."""
        now = self._clock()
        wanted = (Server.weekly, Server.channel_id.is_not(None), Server.removed_at.is_(None))
        due = (*wanted, or_(Server.weekly_at.is_(None), Server.weekly_at <= now - INTERVAL))
        # Stored while the clock was ahead, or by a restore: nobody knows when it was said last.
        unknown = (*wanted, Server.weekly_at > now)
        async with self._database.read() as session:
            any_due = select(Server.id).where(or_(and_(*due), and_(*unknown))).limit(1)
            if (await session.execute(any_due)).first() is None:
                return 0
        async with self._database.write() as session:
            await session.execute(update(Server).where(*unknown).values(weekly_at=now))
            said = await session.execute(
                update(Server).where(*due).values(weekly_at=now).returning(Server.id, Server.channel_id)
            )
            servers = sorted((row.id, row.channel_id) for row in said)
            posts = [
                NewAnnouncement(
                    server_id, channel_id, "weekly", f"server:{server_id}", f"weekly:{now:%Y-%m-%d}"
                )
                for server_id, channel_id in servers
            ]
            await enqueue_all(session, self._database, posts, now)
        return len(servers)
