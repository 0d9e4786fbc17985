"""Watcher: reads due watches, each query once, and ingests the results.

Every contract is read in full once a day. In between, a contract is read only if its row in the source's list
differs from the one it was last read from, and nothing is read if the source says that it imported nothing.

Absence of a contract from a read means nothing unless its list of matches is complete. Even then a contract
that no longer matches is requested by its id, and stays watched. Unreadable contracts block nothing else,
even for months: the read counts, they are retried in every read, and the organisers are told once.

The first complete read is a watch's baseline. A contract that its source cannot show must not postpone that
for ever: a read that lacks only single contracts is accepted at the third time in a row, or a day after the
watch was added. The ids of missing contracts are stored, so that they are not news when they come.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as Date
from itertools import chain, repeat
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, or_, select, tuple_

from bot.common.clock import Clock
from bot.contracts.evidence_allowance import EvidenceMeter, ServerBytes, has_allowance, is_disk_low
from bot.contracts.ingest.comparison import computed
from bot.contracts.ingest.deadline_check import tell_deadlines
from bot.contracts.ingest.disappearance import (
    LookupResult,
    note_found,
    note_missing,
    note_unmatched,
)
from bot.contracts.ingest.first_read_batch import NewRecord
from bot.contracts.ingest.host_scheduler import host_of, in_turns
from bot.contracts.ingest.ingestor import Ingestor, NobodyWatches
from bot.contracts.ingest.read_result import INTERNAL, Bookkeeper, ReadResult
from bot.contracts.ingest.rekeying import RekeyedContracts, as_addition
from bot.contracts.ingest.settlement import EndedRead, settle
from bot.contracts.model import Record
from bot.contracts.row_mapping import fitted, fitted_id, snapshots_of
from bot.contracts.sources.parsing.pool import asking_for
from bot.contracts.sources.protocol import (
    IncompleteRead,
    NotAsked,
    NothingNew,
    ReadContext,
    Source,
    SourceError,
    SourceErrorKind,
    Unchanged,
)
from bot.errors import CANNOT_STORE
from bot.storage import Database
from bot.storage.models import Server, Watch
from bot.storage.observations import end_observations

log = logging.getLogger(__name__)


FULL_READ_INTERVAL = timedelta(hours=23)
"""Interval after which a full read is due: once a day, with reads about every six hours."""

MAX_SMALL = 50
"""Contracts up to which a watch does not wait for a larger one of its host."""

MAX_READ_INTERVAL = timedelta(days=2)  # limit of the interval that a source may ask for

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Group:
    """Watches with the same query to one source. ``full`` and ``state`` are for the read that is due."""

    key: tuple[str, str, bool]  # its source, its query's key, and whether these were never read
    host: str
    source: str
    query: Mapping[str, Any]
    watch_ids: tuple[int, ...]
    small: bool
    full: bool
    state: str | None


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
        others from being read, and a slow one delays only those of the same host (see ``turns``).
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

    async def _due(self) -> list[_Group]:
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

    def _group(self, key: tuple[str, str, bool], watches: list[Watch]) -> _Group:
        now = self._clock()
        never = datetime.min.replace(tzinfo=UTC)
        first = min(watches, key=lambda watch: (watch.state is not None, watch.whole_read_at or never))
        return _Group(
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

    async def _read(self, group: _Group) -> bool:
        """Read a group and record the result; return whether it could be recorded. Nothing is read if the
        disk has become low since the tick began."""
        if self._is_disk_low():
            return False
        intake = Ingestor(
            self._database,
            self._clock,
            EvidenceMeter(self._stored),
            source=group.source,
            watch_ids=group.watch_ids,
            first=group.key[2],
        )
        self._going_on.add(intake.key)
        try:
            with asking_for(f"watch {group.watch_ids[0]}"):
                return await self._read_into(intake, group)
        finally:
            self._going_on.discard(intake.key)

    async def _read_into(self, intake: Ingestor, group: _Group) -> bool:
        findings = ReadResult()
        reading = ReadContext(full=group.full, state=group.state)
        try:
            try:
                await self._read_source(intake, group, reading, findings)
            except (NobodyWatches, *CANNOT_STORE):
                raise
            except Exception as error:
                findings.given_up = True
                if isinstance(error, SourceError):
                    findings.fail(error)
                else:
                    self._failed(group.watch_ids, findings, error)
            await self._store_batch(intake, findings)
            async with self._one_writer:
                others = self._going_on - {intake.key}
                now = self._clock()
                await self._books.note(group.watch_ids, intake, findings, reading, now, others=others)
        except NobodyWatches:
            log.info("watches %s were removed during their read", group.watch_ids)
        except CANNOT_STORE:  # reported by the database: the watches are due again soon (see ``begin``)
            return False
        except Exception:  # of the database, as above
            log.exception("the read of watches %s could not be recorded", group.watch_ids)
            return False
        else:
            if not findings.complete:
                faults = findings.faults[:3]
                log.warning("the read of watches %s was not complete: %s", group.watch_ids, faults)
        return True

    async def _read_source(
        self, intake: Ingestor, group: _Group, reading: ReadContext, findings: ReadResult
    ) -> None:
        """Search the source, ask it by id for what is missing, and settle held changes and deadlines."""
        source = self._sources[group.source]
        async with self._one_writer:
            await self._books.begin(group.watch_ids, self._clock())
        await intake.open()
        reading.known = intake.known_marks()
        if not reading.full:
            reading.marks = intake.marks()
        findings.begin(source, group.query, RekeyedContracts(self._database, source))
        await self._search(source, group, reading, intake, findings)
        await self._store_batch(intake, findings)
        await self._take_in_rekeyed(intake, findings)
        if findings.asked:
            await self._ask_by_id(source, reading, intake, findings)
            await self._store_batch(intake, findings)
        if findings.nothing_new and reading.full:  # everything is as it was when it was read
            findings.seen_whole.update(intake.matched_before())
        if findings.asked and not findings.nothing_new:
            await self._settle(intake, findings)
        if findings.complete or findings.whole_search:
            async with self._one_writer:
                await tell_deadlines(
                    self._database,
                    group.watch_ids,
                    seen=findings.seen_whole,
                    read_key=intake.key,
                    now=self._clock(),
                )

    async def _search(
        self, source: Source, group: _Group, reading: ReadContext, intake: Ingestor, findings: ReadResult
    ) -> None:
        """Ingest the matches, and the vehicle of a new order with it."""
        try:
            async with _closing(source.search(group.query, reading)) as found:
                while (seen := await findings.budget.of(anext(found, None))) is not None:
                    if isinstance(seen, Unchanged):
                        findings.matched.add(fitted_id(seen.source_id))
                        if seen.whole:
                            findings.seen_whole.add(fitted_id(seen.source_id))
                    else:
                        record = await computed(fitted, seen, about=[seen])
                        await self._found(source, record, intake, findings)
        except NotAsked:
            findings.asked = False
        except NothingNew:
            findings.nothing_new = True
        except IncompleteRead as error:
            findings.whole_search = error.whole_search
            findings.unread |= set(map(fitted_id, error.unread))
            for fault in error.faults or [
                SourceError(SourceErrorKind.BAD_ANSWER, "incomplete, and no fault named")
            ]:
                findings.fail(fault)
        except SourceError as error:
            findings.fail(error)
        else:
            findings.whole_search = True

    async def _found(self, source: Source, record: Record, intake: Ingestor, findings: ReadResult) -> None:
        findings.matched.add(record.source_id)
        parent = record.parent_source_id
        if parent is not None and record.whole:  # a search of rows only requests nothing by id
            findings.parents.setdefault(parent)
            asks = source.asks_by_id and parent not in findings.read
            if asks and parent in intake.batch:  # then it is followed, or known by another id
                await self._store_batch(intake, findings)
            if asks and not intake.follows(record.source_id) and not intake.follows(parent):
                # First, so that an announcement has the ceiling if it is available.
                await self._ask(source, parent, intake, findings, matched=False)
        known = intake.first or intake.follows(record.source_id)  # in a first read, the batch looks for all
        if known or not await findings.seeking.set_aside(record):
            await self._take_in(record, intake, findings, matched=True)

    async def _take_in_rekeyed(self, intake: Ingestor, findings: ReadResult) -> None:
        """Ingest contracts that came under new ids (see ``ReadResult.rekeyed``)."""
        for record, known_as in findings.rekeyed():
            stored = intake.follows(record.source_id)  # also if it was asked for as the parent of another
            matched = None if known_as is None and stored else True
            known_as = None if stored else known_as
            await self._take_in(record, intake, findings, matched=matched, known_as=known_as)

    async def _ask_by_id(
        self, source: Source, reading: ReadContext, intake: Ingestor, findings: ReadResult
    ) -> None:
        """Read the vehicles that only supply ceiling and dates, and contracts that no longer match."""
        if not source.asks_by_id:
            return
        gone: dict[str, None] = {}  # a set in the order in which they are known
        if findings.concludes:
            gone = dict.fromkeys(self._gone(reading, intake, findings))
            back = [intake.contract_id(one) for one in findings.unread if intake.is_absent(one)]
            if back:
                async with self._one_writer, self._database.write() as session:
                    await note_found(session, [one for one in back if one is not None], intake.watch_ids)
        parents = (one for one in findings.parents if one not in findings.matched and one not in gone)
        for source_id, matched in chain(zip(parents, repeat(False)), zip(gone, repeat(None))):
            if source_id in findings.read:
                continue
            if not findings.host_answers:
                findings.given_up = True
                break
            await self._ask(source, source_id, intake, findings, matched=matched)

    async def _settle(self, intake: Ingestor, findings: ReadResult) -> None:
        async with self._one_writer:
            read = EndedRead(
                key=intake.key,
                watch_ids=intake.watch_ids,
                listed=findings.matched,
                others=self._going_on - {intake.key},
                now=self._clock(),
                evidence=intake.evidence,
                complete=findings.whole_search,
            )
            findings.changed += await settle(self._database, read)

    @staticmethod
    def _gone(reading: ReadContext, intake: Ingestor, findings: ReadResult) -> Iterator[str]:
        """Return the contracts that matched before and are missing in a complete search; between full reads
        only newly missing ones, and if the source says that nothing changed, only those missing already."""
        lacking = (one for one in intake.matched_before() if not findings.has_found(one))
        if findings.nothing_new:
            return (one for one in lacking if reading.full and intake.is_absent(one))
        return (one for one in lacking if reading.full or not intake.is_absent(one))

    async def _ask(
        self, source: Source, source_id: str, intake: Ingestor, findings: ReadResult, *, matched: bool | None
    ) -> None:
        findings.read.add(source_id)
        try:
            said = await findings.budget.of(source.get(source_id))
        except SourceError as error:
            findings.answered(error)
            return
        findings.answered(None)
        contract_id = intake.contract_id(source_id)
        if isinstance(said, Record):
            said = await computed(fitted, said, about=[said])
            if not intake.batch.accepts(said):
                await self._store_batch(intake, findings)
            known_as = None if intake.follows(source_id) else await findings.seeking.known_as(said)
            if known_as is not None and findings.has_found(known_as):
                said, known_as = as_addition(said, known_as), None
            await self._take_in(said, intake, findings, matched=matched, known_as=known_as)
        if contract_id is None or not findings.concludes:
            return
        if isinstance(said, Record) and matched is not None:  # it need not match
            return
        answers = await asyncio.to_thread(snapshots_of, source.name, said.answers)
        asked = LookupResult(contract_id, intake.key, self._clock(), answers)
        async with self._one_writer, self._database.write() as session:
            if isinstance(said, Record):
                await note_unmatched(session, self._database, asked, intake.watch_ids)
            else:
                await note_missing(session, self._database, asked)

    async def _take_in(
        self,
        record: Record,
        intake: Ingestor,
        findings: ReadResult,
        *,
        matched: bool | None,
        known_as: str | None = None,
    ) -> None:
        """Store a record, or put it in the batch."""
        if record.whole:
            findings.seen_whole.add(record.source_id)
            findings.budget.earn()
        if not intake.batch.accepts(record):
            await self._store_batch(intake, findings)
        if known_as is not None or matched is None or not intake.batches(record):
            await self._store(record, intake, findings, matched=matched, known_as=known_as)
            return
        intake.batch.add(record, matched)
        if intake.batch.is_full():
            await self._store_batch(intake, findings)

    async def _store_batch(self, intake: Ingestor, findings: ReadResult) -> None:
        """Store the records of the batch; one by one if others follow their contracts already, or if
        together they cannot be stored."""
        batch = intake.batch.take()
        if not batch:
            return
        try:
            await self._store_taken(batch, intake, findings)
        except Exception:  # of ours, which ends the read: they belong to a baseline all the same
            lost = {one.record.source_id for one in batch if one.matched}
            findings.unread |= {one for one in lost if not intake.follows(one)}
            raise

    async def _store_taken(self, batch: Sequence[NewRecord], intake: Ingestor, findings: ReadResult) -> None:
        stored, numbers = await intake.alike(batch)
        new: list[NewRecord] = []
        for one in batch:
            record = one.record
            if one.matched and record.number in numbers and await findings.seeking.set_aside(record):
                findings.seen_whole.discard(record.source_id)
            elif record.source_id in stored:
                await self._store_new(new, intake, findings)
                new = []
                await self._store(record, intake, findings, matched=one.matched)
            else:
                new.append(one)
        await self._store_new(new, intake, findings)

    async def _store_new(self, new: Sequence[NewRecord], intake: Ingestor, findings: ReadResult) -> None:
        if not new:
            return
        try:
            async with self._one_writer:
                findings.changed += await intake.take_in_new(new)
        except (NobodyWatches, *CANNOT_STORE):
            raise
        except Exception as error:  # stored one by one, it shows which contract it is
            log.info("%d new contracts could not be stored together: %s", len(new), type(error).__name__)
            for one in new:
                await self._store(one.record, intake, findings, matched=one.matched)

    async def _store(
        self,
        record: Record,
        intake: Ingestor,
        findings: ReadResult,
        *,
        matched: bool | None,
        known_as: str | None = None,
    ) -> None:
        try:
            async with self._one_writer:
                findings.changed += await intake.take_in(record, matched=matched, known_as=known_as)
        except (NobodyWatches, *CANNOT_STORE):
            raise
        except Exception as error:  # one contract that cannot be stored must not affect the others
            if isinstance(error, SourceError):
                if error.fault is SourceErrorKind.ALLOWANCE:  # no other has room either
                    findings.unread |= {record.source_id} if matched else set()
                    raise
                findings.fail(error)
            else:
                self._failed(record.source_id, findings, error)
            if matched:
                findings.unread.add(record.source_id)

    def _failed(self, what: object, findings: ReadResult, error: Exception) -> None:
        log.exception("reading %s failed", what)
        findings.faults.append((INTERNAL, type(error).__name__))


@contextlib.asynccontextmanager
async def _closing(found: AsyncIterator[T]) -> AsyncIterator[AsyncIterator[T]]:
    """Close a search that is not read to its end, if it is a generator."""
    try:
        yield found
    finally:
        close = getattr(found, "aclose", None)
        if close is not None:
            await close()


def _is_read(now: datetime) -> ColumnElement[bool]:
    """SQL condition: a watch is read; it is not paused nor held until tomorrow, and the bot is still in its
    server."""
    there = select(Server.id).where(Server.removed_at.is_(None))
    return and_(Watch.paused_at.is_(None), Watch.server_id.in_(there), has_allowance(now.date()))
