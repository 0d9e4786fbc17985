"""The watcher: reads what is due, each query once, and has it taken in.

Nothing is concluded from what a read leaves out unless the read was complete. Even then a contract that
no longer matches is asked for by its id, and stays watched.

The first complete read is a watch's baseline. A contract that its source cannot show must not put that off
for ever: a read that lacks only single contracts stands for it at the third time in a row, or a day after
the watch was added. The ids of what it lacks are kept, so that these are not news when they come.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import enqueue_baseline
from bot.clock import Clock
from bot.contracts.followers import mark_told
from bot.contracts.model import Record
from bot.contracts.rows import fitted
from bot.contracts.sources.protocol import Fault, IncompleteRead, Source, SourceError
from bot.contracts.store import Intake, NobodyWatches
from bot.storage import Database
from bot.storage.leases import LeaseKeeper
from bot.storage.tables import Observation, Server, Watch

log = logging.getLogger(__name__)

LEASE = "watch"
INTERNAL = "internal"
"""The fault of a read that failed by an error of ours (``fault-internal`` in the texts)."""

FIRST_RETRY = timedelta(minutes=15)  # doubled with each failure, never longer than the usual wait
RENEW_SECONDS = 10.0  # a third of what a lease lasts
JITTER = (0.9, 1.1)
MOST_FAULTS, MOST_DETAIL = 20, 300  # kept of one read
NEARLY_COMPLETE_READS = 3  # in a row, or
LONGEST_WAIT_FOR_BASELINE = timedelta(days=1)  # and a nearly complete read is taken for the baseline

_NO_HOST = frozenset({Fault.UNREACHABLE, Fault.TIMEOUT, Fault.BUSY})  # asking for more would fare no better


class _LeaseLost(Exception):
    """Another process watches now."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Watches that ask one source the same."""

    source: str
    query: Mapping[str, Any]
    watch_ids: tuple[int, ...]


@dataclass(slots=True)
class _Findings:
    """What one read came to."""

    matched: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)  # found, but could not be read or stored
    whole_search: bool = False  # whatever is not in one of these does not match
    parents: dict[str, None] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)  # of those that were asked for by id
    changed: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)

    def fail(self, error: SourceError) -> None:
        self.faults.append((error.fault.value, error.detail))

    @property
    def complete(self) -> bool:
        return not self.faults

    @property
    def nearly_complete(self) -> bool:
        """Whether all that is missing is single contracts, and no more of them than were read."""
        return self.whole_search and len(self.unread) <= len(self.matched - self.unread)

    @property
    def host_answers(self) -> bool:
        return not any(fault in _NO_HOST for fault, _ in self.faults)


class Watcher:
    """Reads the watches of all servers. ``poll`` is how often each is read, give or take a tenth."""

    def __init__(
        self,
        database: Database,
        sources: Mapping[str, Source],
        clock: Clock,
        leases: LeaseKeeper,
        *,
        poll: timedelta,
        jitter: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._database = database
        self._sources = sources
        self._clock = clock
        self._leases = leases
        self._poll = poll
        self._jitter = jitter
        self._lease_held = False

    async def tick(self) -> int:
        """Read what is due; how many watches were read.

        Watches with the query of one that is due are read with it. Does nothing while another process
        watches. A read that fails, by whatever fault, does not keep the others from being read.
        """
        if not await self._due() or not await self._leases.take(LEASE):
            return 0
        self._lease_held = True
        done = asyncio.Event()
        renewal = asyncio.create_task(self._renew(done))
        count = 0
        try:
            for group in await self._due():  # again: the one who had the lease may have read them
                await self._read(group)
                count += len(group.watch_ids)
        except _LeaseLost:
            log.warning("another process has taken over watching")
        finally:
            done.set()
            await renewal
            if self._lease_held:
                await self._leases.give_back(LEASE)
        return count

    async def _renew(self, done: asyncio.Event) -> None:
        """Keep the lease while reading: one answer of a slow source may take longer than it lasts."""
        while self._lease_held:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), RENEW_SECONDS)
            if done.is_set():
                return
            try:
                self._lease_held = await self._leases.take(LEASE)
            except Exception:
                log.exception("the lease of the watcher could not be renewed")

    def _still_ours(self) -> None:
        if not self._lease_held:
            raise _LeaseLost

    async def _due(self) -> list[_Group]:
        now = self._clock()
        # No wait is as long as two polls: such a time was noted while the clock was ahead.
        due = (
            select(Watch.source, Watch.query_key)
            .where(or_(Watch.next_read_at <= now, Watch.next_read_at > now + 2 * self._poll))
            .distinct()
        )
        async with self._database.read() as session:
            keys = [tuple(row) for row in await session.execute(due)]
            if not keys:
                return []
            watches = await session.execute(
                select(Watch.id, Watch.source, Watch.query_key, Watch.query)
                .where(tuple_(Watch.source, Watch.query_key).in_(keys))
                .order_by(Watch.next_read_at, Watch.id)
            )
            grouped: dict[tuple[str, str], list[tuple[int, Mapping[str, Any]]]] = {}
            for watch_id, source, query_key, query in watches:
                grouped.setdefault((source, query_key), []).append((watch_id, query))
        return [
            _Group(source, watches[0][1], tuple(sorted(watch_id for watch_id, _ in watches)))
            for (source, _), watches in grouped.items()
        ]

    async def _read(self, group: _Group) -> None:
        intake = Intake(self._database, self._clock, source=group.source, watch_ids=group.watch_ids)
        findings = _Findings()
        try:
            try:
                source = self._sources[group.source]
                await intake.open()
                await self._search(source, group, intake, findings)
                await self._ask_by_id(source, intake, findings)
            except (_LeaseLost, NobodyWatches):
                raise
            except Exception as error:
                self._failed(group.watch_ids, findings, error)
            await self._finish(group, intake, findings)
        except NobodyWatches:
            log.info("watches %s were removed while they were read", group.watch_ids)
        except _LeaseLost:
            raise
        except Exception:  # of the database: the watches stay due
            log.exception("the read of watches %s could not be noted", group.watch_ids)

    async def _search(self, source: Source, group: _Group, intake: Intake, findings: _Findings) -> None:
        """Take in what matches, and the vehicle of an order that is new with it."""
        try:
            async with _closing(source.search(group.query)) as records:
                async for found in records:
                    self._still_ours()
                    record = fitted(found)
                    findings.matched.add(record.source_id)
                    parent = record.parent_source_id
                    if parent is not None:
                        findings.parents[parent] = None
                        new = not intake.follows(record.source_id) and not intake.follows(parent)
                        if new and parent not in findings.read:
                            # First, so that an announcement never lacks the ceiling that is to be had.
                            await self._ask(source, parent, intake, findings, matched=False)
                    await self._take_in(record, intake, findings, matched=True)
        except IncompleteRead as error:
            findings.whole_search = error.whole_search
            findings.unread |= error.unread
            for fault in error.faults:
                findings.fail(fault)
        except SourceError as error:
            findings.fail(error)
        else:
            findings.whole_search = True

    async def _ask_by_id(self, source: Source, intake: Intake, findings: _Findings) -> None:
        """Read the vehicles that only supply ceiling and dates, and what did not match any more."""
        asked: list[tuple[str, bool | None]] = [
            (parent, False) for parent in findings.parents if parent not in findings.matched
        ]
        if findings.complete:
            gone = [source_id for source_id in intake.matched_before() if source_id not in findings.matched]
            asked = [(parent, matched) for parent, matched in asked if parent not in gone]
            asked += [(source_id, None) for source_id in gone]
        for source_id, matched in asked:
            if not findings.host_answers:
                break
            if source_id not in findings.read:
                await self._ask(source, source_id, intake, findings, matched=matched)

    async def _ask(
        self, source: Source, source_id: str, intake: Intake, findings: _Findings, *, matched: bool | None
    ) -> None:
        self._still_ours()
        findings.read.add(source_id)
        try:
            record = await source.get(source_id)
        except SourceError as error:
            findings.fail(error)
            return
        if record is None:
            await intake.mark_missing(source_id)
        else:
            await self._take_in(record, intake, findings, matched=matched)

    async def _take_in(
        self, record: Record, intake: Intake, findings: _Findings, *, matched: bool | None
    ) -> None:
        try:
            findings.changed += await intake.take_in(record, matched=matched)
        except NobodyWatches:
            raise
        except Exception as error:  # one contract that cannot be stored does not cost the others
            self._failed(record.source_id, findings, error)
            if matched:
                findings.unread.add(record.source_id)

    def _failed(self, what: object, findings: _Findings, error: Exception) -> None:
        log.exception("reading %s failed", what)
        findings.faults.append((INTERNAL, type(error).__name__))

    async def _finish(self, group: _Group, intake: Intake, findings: _Findings) -> None:
        """Note the read: one observation and the row of each watch, and the digest of a first one."""
        complete = findings.complete
        now = self._clock()
        stretch = self._jitter(*JITTER)
        async with self._database.write() as session:
            watches = (
                (
                    await session.execute(
                        select(Watch)
                        .where(Watch.id.in_(group.watch_ids))
                        .order_by(Watch.id)
                        .with_for_update()
                    )
                )
                .scalars()
                .all()
            )
            if not watches:
                raise NobodyWatches
            await session.execute(
                insert(Observation),
                [
                    {
                        "watch_id": watch.id,
                        "read_key": intake.key,
                        "read_at": now,
                        "complete": complete,
                        "matched": len(findings.matched),
                        "changed": findings.changed,
                        "faults": [
                            {"fault": fault, "detail": detail[:MOST_DETAIL]}
                            for fault, detail in findings.faults[:MOST_FAULTS]
                        ],
                    }
                    for watch in watches
                ],
            )
            for watch in watches:
                watch.last_read_at = now
                watch.fault = findings.faults[0][0] if findings.faults else None
                if complete:
                    watch.failures = 0
                    watch.last_complete_at = now
                    watch.last_matched = len(findings.matched)
                    watch.next_read_at = now + self._poll * stretch
                else:
                    watch.next_read_at = now + self._retry_after(watch.failures) * stretch
                    watch.failures += 1
                if watch.baseline_at is None:
                    watch.nearly_complete = watch.nearly_complete + 1 if findings.nearly_complete else 0
                    if complete or self._is_near_enough(watch, now):
                        watch.baseline_at = now
                        watch.unread = sorted(findings.unread)
                        await mark_told(session, [watch.server_id], digest_of=watch.id)
                        await self._digest(session, watch, now)
        if not complete:
            log.warning("the read of watches %s was not complete: %s", group.watch_ids, findings.faults[:3])

    def _is_near_enough(self, watch: Watch, now: datetime) -> bool:
        """Whether a read that is not complete may be the baseline."""
        return watch.nearly_complete >= NEARLY_COMPLETE_READS or (
            watch.nearly_complete > 0 and now - watch.created_at >= LONGEST_WAIT_FOR_BASELINE
        )

    async def _digest(self, session: AsyncSession, watch: Watch, now: datetime) -> None:
        server = select(Server.channel_id).where(Server.id == watch.server_id).with_for_update(read=True)
        channel_id = (await session.execute(server)).scalar_one()
        if channel_id is not None:
            await enqueue_baseline(
                session,
                self._database,
                server_id=watch.server_id,
                channel_id=channel_id,
                watch_id=watch.id,
                query_key=watch.query_key,
                now=now,
            )

    def _retry_after(self, failures: int) -> timedelta:
        doubled: int = 2 ** min(failures, 16)
        return min(self._poll, FIRST_RETRY * doubled)


@contextlib.asynccontextmanager
async def _closing(records: AsyncIterator[Record]) -> AsyncIterator[AsyncIterator[Record]]:
    """Close a search that is not read to its end, where it is a generator."""
    try:
        yield records
    finally:
        close = getattr(records, "aclose", None)
        if close is not None:
            await close()
