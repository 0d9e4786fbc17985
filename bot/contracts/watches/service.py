"""Service for watches: queries of sources that organisers add, check, pause and remove for a server."""

import asyncio
import builtins
import contextlib
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, String, case, cast, delete, exists, func, insert, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.digest_batching import release
from bot.announcements.outbox import NewAnnouncement, enqueue_all
from bot.audit import UNRECORDED, Recorder
from bot.common.clock import Clock
from bot.common.made import made_of
from bot.contracts.following import told_ids
from bot.contracts.ingest.change_log import announcements_of
from bot.contracts.ingest.held_changes import MASS, WAITING
from bot.contracts.ingest.read_result import forget_staleness
from bot.contracts.ingest.subscriptions import heard_of
from bot.contracts.row_mapping import change_of
from bot.contracts.sources.parsing.pool import asking_for
from bot.contracts.sources.protocol import (
    MAX_CONTRACTS,
    HasMinInterval,
    QueryError,
    ReadTimes,
    Source,
    SourceError,
    SourceErrorKind,
    Survey,
)
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import (
    Announcement,
    Change,
    DigestEntry,
    FormerContract,
    HeldChange,
    Server,
    Watch,
    WatchedContract,
)
from bot.storage.observations import forget_unwatched
from bot.storage.types import UtcDateTime
from bot.storage.upsert import insert_ignore


@dataclass(frozen=True, slots=True)
class HeldOfWatch:
    """Counts of contracts of a watch: with something held, and with values that keep changing, since when."""

    contracts: int = 0
    unsteady: int = 0
    unsteady_since: datetime | None = None


NOTHING_HELD = HeldOfWatch()


async def held_by_watch(session: AsyncSession, server_id: int) -> dict[int, HeldOfWatch]:
    """Return the numbers of contracts with held changes, by watch of a server."""
    unsteady = HeldChange.notice.is_not(None)
    wanted = (
        select(
            WatchedContract.watch_id,
            func.count(HeldChange.contract_id.distinct()),
            func.count(case((unsteady, HeldChange.contract_id)).distinct()),
            func.min(case((unsteady, HeldChange.since))),
        )
        .join(HeldChange, HeldChange.contract_id == WatchedContract.contract_id)
        .join(Watch, Watch.id == WatchedContract.watch_id)
        .where(Watch.server_id == server_id, HeldChange.state.in_((WAITING, MASS)))
        .group_by(WatchedContract.watch_id)
    )
    return {watch_id: HeldOfWatch(*values) for watch_id, *values in await session.execute(wanted)}


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchInfo:
    """A watch and the state of its reading.

    ``fault`` is the value of a ``SourceErrorKind`` or ``"internal"``, and has a sentence ``fault-<value>``;
    ``failures`` is the number of incomplete reads in a row; if it is 0, ``fault`` names what a complete read
    leaves out. ``baseline_at`` is ``None`` until the first complete read, or the first accepted as such (see
    ``Watcher``).
    """

    id: int
    server_id: int
    name: str
    source: str
    query: Mapping[str, Any]
    created_at: datetime
    baseline_at: datetime | None
    next_read_at: datetime
    last_read_at: datetime | None
    last_complete_at: datetime | None
    last_matched: int | None
    failures: int
    fault: str | None
    paused_at: datetime | None = None
    full_read_at: datetime | None = None
    quiet_since: datetime | None = None
    longest_quiet: timedelta = timedelta(0)
    stale_told_at: datetime | None = None
    less_from: int | None = None
    less_told_at: datetime | None = None
    held: HeldOfWatch = NOTHING_HELD


async def watches_of(session: AsyncSession, server_id: int) -> list[WatchInfo]:
    """Return a server's watches, oldest first."""
    rows = await session.execute(select(Watch).where(Watch.server_id == server_id).order_by(Watch.id))
    held = await held_by_watch(session, server_id)
    return [replace(info_of(watch), held=held.get(watch.id, NOTHING_HELD)) for watch in rows.scalars()]


def info_of(watch: Watch) -> WatchInfo:
    """Return a stored watch, without its held changes."""
    return made_of(WatchInfo, watch, longest_quiet=timedelta(seconds=watch.longest_quiet or 0))


MAX_WATCHES = 20
MAX_NAME_LENGTH = 100
MIN_CHECK_INTERVAL = timedelta(minutes=5)
SUGGESTIONS = 25
SURVEY_TIMEOUT_S = 90.0  # Discord waits a quarter of an hour for an answer; a person does not
MAX_SURVEYS, MAX_SURVEYS_PER_SERVER = 8, 2
"""Limits of concurrent surveys, in all and for one server: they keep users from flooding a source."""

_IN_ROOM: ContextVar[bool] = ContextVar("in_room", default=False)


_UNREACHED = {
    SourceErrorKind.UNREACHABLE: "refusal-watch-unreachable",
    SourceErrorKind.TIMEOUT: "refusal-watch-unreachable",
    SourceErrorKind.NO_HOST: "refusal-watch-no-host",
}
"""Refusals for an unreachable address: one sentence for all causes, so that it does not reveal which ports of
a machine are open."""


class Watches:
    """Service to add, list, check, pause and remove the watches of servers."""

    def __init__(
        self,
        database: Database,
        sources: Mapping[str, Source],
        clock: Clock,
        *,
        audit: Recorder = UNRECORDED,
    ) -> None:
        self._database = database
        self._sources = sources
        self._clock = clock
        self._audit = audit
        self._surveys: Counter[int] = Counter()  # in progress, by server

    async def add(
        self, server_id: int, name: str, source: str, query: Mapping[str, Any], *, by: int | None = None
    ) -> WatchInfo:
        """Add a watch; it is read at the next tick. ``by`` is the organiser's Discord id, here and below.

        Refused: an unknown source, a query that the source cannot use (``query-<reason>``), a name that is
        empty, too long or taken, and the twenty-first watch.
        """
        (watch,) = await self.add_all(server_id, [(name, source, query)], by=by)
        return watch

    async def add_all(
        self, server_id: int, wanted: Iterable[tuple[str, str, Mapping[str, Any]]], *, by: int | None = None
    ) -> builtins.list[WatchInfo]:
        """Add watches of these names, sources and queries: all, or none if one is refused as in ``add``."""
        checked = [
            (checked_name(name), source, self.canonical(source, query)) for name, source, query in wanted
        ]
        now = self._clock()
        async with self._database.write() as session:
            await session.execute(insert_ignore(self._database, Server).values(id=server_id, created_at=now))
            # Locked until the end, so that two concurrent additions cannot exceed the limit together.
            await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())
            ids = [
                await self._insert(session, server_id, name, (source, query))
                for name, source, query in checked
            ]
            count = select(func.count()).select_from(Watch).where(Watch.server_id == server_id)
            if (await session.execute(count)).scalar_one() > MAX_WATCHES:
                raise UserError("refusal-watch-too-many-watches", most=MAX_WATCHES)
            infos = [info_of(await _one(session, server_id, watch_id)) for watch_id in ids]
            for info in infos:
                after = {"source": info.source, "query": info.query}
                await self._record(session, info, by, "watch-add", after=after)
            return infos

    async def edit(
        self, server_id: int, watch_id: int, name: str, query: Mapping[str, Any], *, by: int | None = None
    ) -> WatchInfo:
        """Rename a watch, or have it look for something else: then it begins anew, with a digest and under
        another id, paused if it was. Refused like ``add``, and for a watch that is gone."""
        name = checked_name(name)
        async with self._database.write() as session:
            await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())
            watch = await _one(session, server_id, watch_id)
            before, canonical = info_of(watch), self.canonical(watch.source, query)
            named = select(Watch.id).where(
                Watch.server_id == server_id, Watch.name == name, Watch.id != watch_id
            )
            if (await session.execute(named)).first() is not None:
                raise UserError("refusal-watch-name-taken", name=name)
            if before.query == canonical:
                watch.name = name
                await session.flush()
                info = info_of(watch)
            else:
                await self._delete(session, server_id, watch_id)
                new_id = await self._insert(session, server_id, name, (before.source, canonical))
                new = await _one(session, server_id, new_id)
                new.paused_at = before.paused_at
                await session.flush()
                info = info_of(new)
            if (before.name, before.query) != (info.name, info.query):
                was, now = {"name": before.name, "query": before.query}, {"query": info.query}
                await self._record(session, info, by, "watch-edit", before=was, after=now)
            return info

    async def survey(self, server_id: int, source: str, query: Mapping[str, Any]) -> Survey:
        """Ask the source for the current matches of a query: this takes seconds.

        Refused: the refusals of ``add`` for a query, more than 1,000 matches, a source that fails or does not
        answer within a minute and a half, and a survey above the limits. A query without matches is accepted:
        its contracts may be yet to come.
        """
        canonical = self.canonical(source, query)
        limit = asyncio.timeout(SURVEY_TIMEOUT_S)
        try:
            with self.room_for_survey(server_id), asking_for(f"server {server_id}"):
                async with limit:
                    found = await self._sources[source].survey(canonical)
        except TimeoutError as error:
            if not limit.expired():
                raise
            if "address" in canonical:
                raise UserError("refusal-watch-unreachable", address=canonical["address"]) from error
            raise UserError("refusal-watch-slow", seconds=round(SURVEY_TIMEOUT_S)) from error
        except SourceError as error:
            if "address" in canonical and error.fault in _UNREACHED:
                raise UserError(_UNREACHED[error.fault], address=canonical["address"]) from error
            if error.fault is SourceErrorKind.TOO_MANY:
                raise UserError("refusal-watch-too-wide", most=MAX_CONTRACTS) from error
            raise UserError("refusal-watch-unreadable", fault=error.fault.value, source=source) from error
        if found.total > MAX_CONTRACTS:
            raise UserError("refusal-watch-too-wide", most=MAX_CONTRACTS)
        return found

    async def list(self, server_id: int) -> builtins.list[WatchInfo]:
        """Return a server's watches, oldest first."""
        async with self._database.read() as session:
            return await watches_of(session, server_id)

    async def check(self, server_id: int, watch_id: int, *, by: int | None = None) -> WatchInfo:
        """Schedule a full read of a watch at the next tick. Refused within five minutes of its last read,
        while it is paused, and while its source would not be asked again."""
        now = self._clock()
        async with self._database.write() as session:
            watch = await _one(session, server_id, watch_id)
            if watch.paused_at is not None:
                raise UserError("refusal-watch-paused", name=watch.name)
            if (looked := await self._looked(session, watch)) is not None:
                again_at = watch.next_read_at if watch.next_read_at > now else looked.again_at
                raise UserError("refusal-watch-looked", name=watch.name, at=looked.at, again=again_at)
            if watch.next_read_at <= now:
                return info_of(watch)
            # A last read in the future was recorded while the clock was ahead, and need not be waited for.
            age = None if watch.last_read_at is None else now - watch.last_read_at
            if age is not None and timedelta(0) <= age < MIN_CHECK_INTERVAL:
                wait = MIN_CHECK_INTERVAL - age
                raise UserError("refusal-watch-checked", minutes=max(1, -(-int(wait.total_seconds()) // 60)))
            watch.next_read_at, watch.full_read_at = now, None
            await session.flush()
            info = info_of(watch)
            await self._record(session, info, by, "watch-check")
            return info

    async def pause(self, server_id: int, watch_id: int, *, by: int | None = None) -> WatchInfo:
        """Pause a watch until it is resumed: it is not read, and nothing is announced for it, not even
        changes found by reads for others. Its contracts and their state remain."""
        async with self._database.write() as session:
            watch = await _one(session, server_id, watch_id)
            watch.paused_at = watch.paused_at or self._clock()
            watch.failures, watch.failing_told_at, watch.fault = 0, None, None
            forget_staleness(watch)
            await release(session, server_id)
            await session.flush()
            info = info_of(watch)
            await self._record(session, info, by, "watch-pause")
            return info

    async def resume(self, server_id: int, watch_id: int, *, by: int | None = None) -> WatchInfo:
        """Resume a paused watch with a full read; changes found meanwhile, also by reads for others, are
        announced then. The read is at the next tick, or five minutes after its last one: pausing does not
        bypass that limit."""
        async with self._database.write() as session:
            watch = await _one(session, server_id, watch_id)
            if watch.paused_at is not None:
                now, last = self._clock(), watch.last_read_at
                # A last read in the future was recorded while the clock was ahead, and need not be waited
                # for.
                at = now if last is None or last > now else max(now, last + MIN_CHECK_INTERVAL)
                await tell_missed(session, self._database, watch, now)
                watch.paused_at, watch.next_read_at, watch.full_read_at = None, at, None
            await session.flush()
            info = info_of(watch)
            await self._record(session, info, by, "watch-resume")
            return info

    async def remove(self, server_id: int, watch_id: int, *, by: int | None = None) -> WatchInfo:
        """Remove a watch, and its digest if that was not sent yet. The contracts read remain stored."""
        async with self._database.write() as session:
            info = info_of(await _one(session, server_id, watch_id))
            await self._delete(session, server_id, watch_id)
            before = {"source": info.source, "query": info.query}
            await self._record(session, info, by, "watch-remove", before=before)
            return info

    async def suggest(self, server_id: int, typed: str) -> builtins.list[WatchInfo]:
        """Return the watches whose name contains the text."""
        wanted = typed.strip().casefold()
        found = [watch for watch in await self.list(server_id) if wanted in watch.name.casefold()]
        return found[:SUGGESTIONS]

    async def _insert(
        self, session: AsyncSession, server_id: int, name: str, asked: tuple[str, Mapping[str, Any]]
    ) -> int:
        """Insert a watch for a source and its query, and return its id. Raises ``UserError`` for a name that
        is taken."""
        (source, query), now = asked, self._clock()
        inserted = await session.execute(
            insert_ignore(self._database, Watch)
            .values(
                server_id=server_id,
                name=name,
                source=source,
                query=query,
                query_key=query_key(query),
                created_at=now,
                next_read_at=now,
                failures=0,
            )
            .returning(Watch.id)
        )
        watch_id = inserted.scalar_one_or_none()
        if watch_id is None:
            raise UserError("refusal-watch-name-taken", name=name)
        return int(watch_id)

    async def _delete(self, session: AsyncSession, server_id: int, watch_id: int) -> None:
        """Delete a watch, and its digest if that was not sent yet; note the contracts that were told of."""
        await session.execute(
            delete(Announcement).where(
                Announcement.kind == "baseline",
                Announcement.subject == f"watch:{watch_id}",
                Announcement.attempts == 0,
            )
        )
        told = told_ids(server_id).where(WatchedContract.watch_id == watch_id)
        former = FormerContract.server_id == server_id, FormerContract.contract_id.in_(told)
        await session.execute(delete(FormerContract).where(*former))
        now = literal(self._clock(), UtcDateTime(timezone=True))
        left = told.add_columns(literal(server_id, BigInteger), now).distinct()
        await session.execute(insert(FormerContract).from_select(["contract_id", "server_id", "until"], left))
        await release(session, server_id)  # no read of this watch will end any more
        await session.execute(delete(Watch).where(Watch.id == watch_id))
        await forget_unwatched(session)

    async def _record(
        self, session: AsyncSession, watch: WatchInfo, by: int | None, act: str, **details: Any
    ) -> None:
        details = {when: {"name": watch.name, **detail} for when, detail in details.items()}
        details = details or {"after": {"name": watch.name}}
        await self._audit.record(session, watch.server_id, by, act, f"watch:{watch.id}", **details)

    async def _looked(self, session: AsyncSession, watch: Watch) -> ReadTimes | None:
        """Return when the source was last asked for this server, if it is too early to ask it again; reads
        for other servers do not count."""
        source = self._sources.get(watch.source)
        if not isinstance(source, HasMinInterval) or watch.baseline_at is None:
            return None
        # As in the watcher: watches with the same query share the state of the one with the oldest read.
        state = (
            select(Watch.state)
            .where(
                Watch.server_id == watch.server_id,
                Watch.source == watch.source,
                Watch.query_key == watch.query_key,
                Watch.paused_at.is_(None),
                Watch.baseline_at.is_not(None),
            )
            .order_by(Watch.state.is_not(None), Watch.whole_read_at.asc().nulls_first(), Watch.id)
            .limit(1)
        )
        return source.read_times((await session.execute(state)).scalar_one_or_none())

    @contextlib.contextmanager
    def room_for_survey(self, server_id: int) -> Iterator[None]:
        """Take the room of one survey for all that are made in this context: of several sources at once, each
        is asked once. Refused above the limits."""
        if _IN_ROOM.get():
            yield
            return
        if self._surveys.total() >= MAX_SURVEYS or self._surveys[server_id] >= MAX_SURVEYS_PER_SERVER:
            raise UserError("refusal-watch-surveys")
        self._surveys[server_id] += 1
        token = _IN_ROOM.set(True)
        try:
            yield
        finally:
            _IN_ROOM.reset(token)
            self._surveys[server_id] -= 1
            self._surveys += Counter()  # drops zero counts

    def canonical(self, source: str, query: Mapping[str, Any]) -> dict[str, Any]:
        """Return a query in its source's canonical form. Refused like ``add``."""
        if source not in self._sources:
            raise UserError("refusal-watch-source", source=source, known=", ".join(sorted(self._sources)))
        try:
            return self._sources[source].canonical(query)
        except QueryError as error:
            given = "" if error.value is None else str(error.value)[:100]
            raise UserError(f"query-{error.reason}", key=error.key, value=given) from error


def checked_name(name: str) -> str:
    """Return a watch's name on one line. Refused: an empty one, and one that is too long."""
    name = " ".join(name.split())
    if not name or len(name) > MAX_NAME_LENGTH or not name.isprintable():
        raise UserError("refusal-watch-name", most=MAX_NAME_LENGTH)
    return name


def query_key(canonical: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical form, equal for identical queries."""
    return hashlib.sha256(json.dumps(canonical, sort_keys=True).encode()).hexdigest()


async def _one(session: AsyncSession, server_id: int, watch_id: int) -> Watch:
    wanted = select(Watch).where(Watch.id == watch_id, Watch.server_id == server_id).with_for_update()
    found = (await session.execute(wanted)).scalar_one_or_none()
    if found is None:
        raise UserError("refusal-watch-unknown")
    return found


async def tell_missed(session: AsyncSession, database: Database, watch: Watch, now: datetime) -> None:
    """Announce in the caller's transaction the changes that were found since a watch was paused and not
    announced to its server. They are held until the end of the next read, so that many become one post."""
    channel_id = await session.scalar(
        select(Server.channel_id).where(Server.id == watch.server_id).with_for_update(read=True)
    )
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
            Change.news,
            or_(Change.server_id.is_(None), Change.server_id == watch.server_id),
            ~alone,
            ~in_a_digest,
        )
        .group_by(Change.contract_id, Change.read_key)
        .order_by(func.min(Change.id))
    )
    channels, new = {watch.server_id: channel_id}, list[NewAnnouncement]()
    for contract_id, read_key in (await session.execute(missed)).all():
        stored = select(*Change.__table__.columns).where(
            Change.contract_id == contract_id, Change.read_key == read_key
        )
        found = [change_of(row) for row in await session.execute(stored)]
        new += await announcements_of(session, contract_id, found, channels, read_key=read_key, now=now)
    await enqueue_all(session, database, new, now)
