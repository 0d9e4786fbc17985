"""Watcher: reads due watches, each query once, and ingests the results.

Every contract is read in full once a day. In between, a contract is read only if its row in the source's list
differs from the one it was last read from, and nothing is read if the source says that it imported nothing.

Hosts are read in parallel, reads of one host one after another, each read with a time limit: a slow host
delays only its own reads, and a large read of a host no small one.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from datetime import date as Date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, tuple_
from yarl import URL

from bot.common.async_utils import cancel
from bot.common.clock import Clock
from bot.contracts.evidence_allowance import EvidenceMeter, ServerBytes, has_allowance, is_disk_low
from bot.contracts.ingest.group_read import DueRead, GroupRead
from bot.contracts.ingest.ingestor import Ingestor
from bot.contracts.ingest.read_result import Bookkeeper
from bot.contracts.sources.parsing.pool import asking_for
from bot.contracts.sources.protocol import Source
from bot.storage import Database
from bot.storage.models import Server, Watch
from bot.storage.observations import end_observations

log = logging.getLogger(__name__)


FULL_READ_INTERVAL = timedelta(hours=23)
"""Interval after which a full read is due: once a day, with reads about every six hours."""

MAX_SMALL = 50
"""Contracts up to which a watch does not wait for a larger one of its host."""

MAX_READ_INTERVAL = timedelta(days=2)  # limit of the interval that a source may ask for

MAX_CONCURRENT_HOSTS = 4
"""Limit of hosts read at a time."""

LOOK_INTERVAL_S = 20.0  # seconds; reads that become due meanwhile need not wait for the slowest one


class Watcher:
    """Periodic reader of the watches of all servers. ``poll`` is the interval of each, with 10 % jitter."""

    def __init__(
        self,
        database: Database,
        sources: Mapping[str, Source],
        clock: Clock,
        *,
        poll: timedelta,
        jitter: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._database = database
        self._sources = sources
        self._clock = clock
        self._poll = poll
        self._books = Bookkeeper(database, poll, jitter)
        self._disk_is_low = False
        self._stored: ServerBytes = {}  # in this tick
        self._ended_on: Date | None = None  # see ``_end_observations``
        self._going_on: set[str] = set()  # the keys of the reads in progress
        self._one_writer = asyncio.Lock()  # reads run in parallel, and lock rows in different orders

    async def tick(self) -> int:
        """Run the due reads; return the number of watches read.

        Watches with the query of a due one are read with it. A read that fails in any way does not keep the
        others from being read, and a slow one delays only those of the same host (see ``in_turns``).
        """
        if self._is_disk_low() or not await self._due():
            return 0
        self._stored = {}
        await self._end_observations()
        return await in_turns(self._due, self._read)

    def _is_disk_low(self) -> bool:
        """True if the disk has too little room to read anything. Said in the log once."""
        low = is_disk_low(self._database)
        if low and not self._disk_is_low:
            free = self._database.free_bytes() or 0
            log.error("nothing is read: the disk of the database has only %d MiB left", free >> 20)
        elif self._disk_is_low and not low:
            log.warning("the disk of the database has room again: watches are read again")
        self._disk_is_low = low
        return low

    async def _end_observations(self) -> None:
        """Delete the observations whose time is over, once a day."""
        today = self._clock().date()
        if self._ended_on != today:
            await end_observations(self._database, self._clock())
            self._ended_on = today

    async def _due(self) -> list[DueRead]:
        now = self._clock()
        # A time later than any interval was stored while the clock was ahead.
        too_late = now + max(2 * self._poll, MAX_READ_INTERVAL)
        due = (
            select(Watch.source, Watch.query_key)
            .where(_is_read(now), or_(Watch.next_read_at <= now, Watch.next_read_at > too_late))
            .distinct()
        )
        async with self._database.read() as session:
            keys = [tuple(row) for row in await session.execute(due)]
            if not keys:
                return []
            watches = await session.execute(
                select(Watch)
                .where(_is_read(now), tuple_(Watch.source, Watch.query_key).in_(keys))
                .order_by(Watch.failures > 0, Watch.next_read_at, Watch.id)  # failing ones may take long
            )
            # A new watch is read separately: nothing may be skipped for it, while the source's state for the
            # others stays valid.
            grouped: dict[tuple[str, str, bool], list[Watch]] = {}
            for watch in watches.scalars():
                new = watch.baseline_at is None
                grouped.setdefault((watch.source, watch.query_key, new), []).append(watch)
            return [
                self._group(key, watches)
                for key, watches in grouped.items()
                if any(watch.next_read_at <= now or watch.next_read_at > too_late for watch in watches)
            ]

    def _group(self, key: tuple[str, str, bool], watches: list[Watch]) -> DueRead:
        now = self._clock()
        never = datetime.min.replace(tzinfo=UTC)
        first = min(watches, key=lambda watch: (watch.state is not None, watch.whole_read_at or never))
        return DueRead(
            key=key,
            host=host_of(watches[0].source, watches[0].query),
            source=watches[0].source,
            query=watches[0].query,
            watch_ids=tuple(sorted(watch.id for watch in watches)),
            small=all(
                watch.baseline_at is not None and (watch.last_matched or 0) <= MAX_SMALL for watch in watches
            ),
            full=any(
                watch.baseline_at is None
                or watch.full_read_at is None
                or not timedelta(0) <= now - watch.full_read_at < FULL_READ_INTERVAL
                for watch in watches
            ),
            # The state of the watch with the oldest last read: with a later one, changes that are new to this
            # watch might be missed. None if one of them lacks contracts that could not be read.
            state=first.state if first.baseline_at is not None else None,
        )

    async def _read(self, due: DueRead) -> bool:
        """Read a group and record the result; return whether it could be recorded. Nothing is read if the
        disk has become low since the tick began."""
        if self._is_disk_low():
            return False
        intake = Ingestor(
            self._database,
            self._clock,
            EvidenceMeter(self._stored),
            source=due.source,
            watch_ids=due.watch_ids,
            first=due.key[2],
        )
        self._going_on.add(intake.key)
        read = GroupRead(
            self._database,
            self._clock,
            self._sources,
            due,
            intake,
            self._books,
            writer=self._one_writer,
            going_on=self._going_on,
        )
        try:
            with asking_for(f"watch {due.watch_ids[0]}"):
                return await read.run()
        finally:
            self._going_on.discard(intake.key)


def host_of(source: str, query: Mapping[str, Any]) -> str:
    """Return the host to be asked: that of the address in a query, or else the source, which has its own."""
    address = query.get("address")
    try:
        host = URL(address).host if isinstance(address, str) else None
    except ValueError:
        host = None
    return host or source


async def in_turns(
    due: Callable[[], Awaitable[list[DueRead]]], read: Callable[[DueRead], Awaitable[bool]]
) -> int:
    """Run all due reads, and those that become due meanwhile; return the number of watches read.

    ``read`` returns whether its result could be stored: if not, it stays due and is not retried here. The
    first error cancels the other reads and is raised, and so is a cancellation.
    """
    running: dict[asyncio.Future[bool], DueRead] = {}
    in_vain: set[tuple[str, str, bool]] = set()
    count = 0
    now = asyncio.get_running_loop().time
    waiting, looked_at = await due(), now()
    try:
        while waiting or running:
            for turn in list(waiting):
                lanes = {(one.host, one.small) for one in running.values()}
                hosts = {host for host, _ in lanes} | {turn.host}
                if len(hosts) <= MAX_CONCURRENT_HOSTS and (turn.host, turn.small) not in lanes:
                    waiting.remove(turn)
                    running[asyncio.ensure_future(read(turn))] = turn
            done, _ = await asyncio.wait(
                running, timeout=LOOK_INTERVAL_S, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                noted = task.result()
                turn = running.pop(task)
                count += len(turn.watch_ids)
                if not noted:
                    in_vain.add(turn.key)
            if running and now() - looked_at >= LOOK_INTERVAL_S:
                passed_over = in_vain | {turn.key for turn in running.values()}
                waiting = [turn for turn in await due() if turn.key not in passed_over]
                looked_at = now()
    finally:
        await cancel(*running)
    return count


def _is_read(now: datetime) -> ColumnElement[bool]:
    """SQL condition: a watch is read; it is not paused nor held until tomorrow, and the bot is still in its
    server."""
    there = select(Server.id).where(Server.removed_at.is_(None))
    return and_(Watch.paused_at.is_(None), Watch.server_id.in_(there), has_allowance(now.date()))
