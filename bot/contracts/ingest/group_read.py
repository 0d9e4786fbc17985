"""Read of the watches that share a query: asks their source, and ingests what it answers.

Absence of a contract from a read means nothing unless its list of matches is complete. Even then a contract
that no longer matches is requested by its id, and stays watched. Unreadable contracts block nothing else,
even for months: the read counts, they are retried in every read, and the organisers are told once.

The first complete read is a watch's baseline. A contract that its source cannot show must not postpone that
for ever: a read that lacks only single contracts is accepted at the third time in a row, or a day after the
watch was added. The ids of missing contracts are stored, so that they are not news when they come.

New contracts of a first read are stored in batches (``Batch``): a transaction costs more than a contract, and
a first read is nothing but new contracts. These can wait: nobody is told of them one by one, and a process
that is killed reads them again, since the watch has no baseline yet. News of later reads is stored as it
comes.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import Any, TypeVar

from sqlalchemy import select

from bot.common.clock import Clock
from bot.contracts.ingest.comparison import computed
from bot.contracts.ingest.disappearance import LookupResult, note_found, note_missing, note_unmatched
from bot.contracts.ingest.ingestor import Ingestor, NobodyWatches
from bot.contracts.ingest.persistence import NewRecord, actions_of
from bot.contracts.ingest.read_result import INTERNAL, Bookkeeper, ReadResult
from bot.contracts.ingest.settlement import EndedRead, settle, tell_deadlines
from bot.contracts.model import Record
from bot.contracts.row_mapping import fitted, fitted_id, record_of, snapshots_of
from bot.contracts.sources.protocol import (
    HasNaturalKeys,
    IncompleteRead,
    ListsChanges,
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
from bot.storage.models import Contract

log = logging.getLogger(__name__)

MAX_BATCH = 25  # contracts stored in one transaction: signatures wait for it for some milliseconds
MAX_BATCH_ROWS = 1000  # actions and subcontracts of them, unless one contract alone has more
MAX_BATCH_SIZE = 4 * 1024 * 1024  # bytes of their answers in memory

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DueRead:
    """A read that is due, for watches with the same query to one source. Of one ``host``, one ``small`` read
    runs at a time, and one other. ``full`` and ``state`` are what the source is asked by."""

    key: tuple[str, str, bool]  # its source, its query's key, and whether these were never read
    host: str
    source: str
    query: Mapping[str, Any]
    watch_ids: tuple[int, ...]
    small: bool
    full: bool
    state: str | None


class GroupRead:
    """One read of a source for a group of watches. ``writer`` is the lock of reads in parallel, which lock
    rows in different orders; ``going_on`` are the keys of all reads in progress."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        sources: Mapping[str, Source],
        due: DueRead,
        intake: Ingestor,
        books: Bookkeeper,
        *,
        writer: asyncio.Lock,
        going_on: Collection[str],
    ) -> None:
        self._database = database
        self._clock = clock
        self._sources = sources
        self._source: Source  # known once the read begins
        self._due = due
        self._intake = intake
        self._books = books
        self._writer = writer
        self._going_on = going_on
        self._context = ReadContext(full=due.full, state=due.state)
        self._result = ReadResult()
        self._batch = Batch()
        # Set aside until the search is over: only then is it known whether the old ids are listed as well.
        self._rekeyed: dict[str, tuple[Record, str]] = {}

    async def run(self) -> bool:
        """Read, and record the result; return whether it could be recorded."""
        watch_ids, result = self._due.watch_ids, self._result
        try:
            try:
                await self._read_source()
            except (NobodyWatches, *CANNOT_STORE):
                raise
            except Exception as error:
                result.given_up = True
                self._failed(watch_ids, error)
            await self._store_batch()
            async with self._writer:
                now, others = self._clock(), self._others()
                await self._books.note(watch_ids, self._intake, result, self._context, now, others=others)
        except NobodyWatches:
            log.info("watches %s were removed during their read", watch_ids)
        except CANNOT_STORE:  # reported by the database: the watches are due again soon (see ``begin``)
            return False
        except Exception:  # of the database, as above
            log.exception("the read of watches %s could not be recorded", watch_ids)
            return False
        else:
            if not result.complete:
                log.warning("the read of watches %s was not complete: %s", watch_ids, result.faults[:3])
        return True

    def _others(self) -> set[str]:
        return set(self._going_on) - {self._intake.key}

    def _failed(self, what: object, error: Exception) -> None:
        if isinstance(error, SourceError):
            self._result.fail(error)
        else:
            log.exception("reading %s failed", what)
            self._result.faults.append((INTERNAL, type(error).__name__))

    async def _read_source(self) -> None:
        """Search the source, ask it by id for what is missing, and settle held changes and deadlines."""
        intake, result, context = self._intake, self._result, self._context
        source = self._source = self._sources[self._due.source]
        result.lists_all = not (isinstance(source, ListsChanges) and source.lists_changes(self._due.query))
        async with self._writer:
            await self._books.begin(self._due.watch_ids, self._clock())
        await intake.open()
        context.known = intake.known_marks()
        if not context.full:
            context.marks = intake.marks()
        await self._search()
        await self._store_batch()
        await self._take_in_rekeyed()
        if result.asked:
            await self._ask_by_id()
            await self._store_batch()
        if self._unlisted_stand():
            result.seen_whole.update(one for one in intake.matched_before() if one not in result.unread)
        if result.asked and (not result.nothing_new or self._unlisted_stand()):
            await self._settle()
        if result.complete or result.whole_search:
            async with self._writer:
                await tell_deadlines(
                    self._database,
                    self._due.watch_ids,
                    seen=result.seen_whole,
                    read_key=intake.key,
                    now=self._clock(),
                )

    def _unlisted_stand(self) -> bool:
        """True if what the read does not list is as it was: the source lists changes alone, or has nothing
        new. Between full reads, a source that lists everything may have looked at its newest rows only."""
        result = self._result
        if result.nothing_new:
            return self._context.full or not result.lists_all
        return result.whole_search and not result.lists_all

    async def _search(self) -> None:
        """Ingest the matches, and the vehicle of a new order with it."""
        result = self._result
        try:
            async with _closing(self._source.search(self._due.query, self._context)) as found:
                while (seen := await result.budget.of(anext(found, None))) is not None:
                    if isinstance(seen, Unchanged):
                        result.matched.add(fitted_id(seen.source_id))
                        if seen.whole:
                            result.seen_whole.add(fitted_id(seen.source_id))
                    else:
                        await self._found(await computed(fitted, seen, about=[seen]))
        except NotAsked:
            result.asked = False
        except NothingNew:
            result.nothing_new = True
        except IncompleteRead as error:
            result.whole_search = error.whole_search
            result.unread |= set(map(fitted_id, error.unread))
            unnamed = SourceError(SourceErrorKind.BAD_ANSWER, "incomplete, and no fault named")
            for fault in error.faults or [unnamed]:
                result.fail(fault)
        except SourceError as error:
            result.fail(error)
        else:
            result.whole_search = True

    async def _found(self, record: Record) -> None:
        intake, result = self._intake, self._result
        result.matched.add(record.source_id)
        parent = record.parent_source_id
        if parent is not None and record.whole:  # a search of rows only requests nothing by id
            result.parents.setdefault(parent)
            asks = self._source.asks_by_id and parent not in result.read
            if asks and parent in self._batch:  # then it is followed, or known by another id
                await self._store_batch()
            if asks and not intake.follows(record.source_id) and not intake.follows(parent):
                # First, so that an announcement has the ceiling if it is available.
                await self._ask(parent, matched=False)
        known = intake.first or intake.follows(record.source_id)  # in a first read, the batch looks for all
        if known or not await self._set_aside(record):
            await self._take_in(record, matched=True)

    async def _take_in_rekeyed(self) -> None:
        """Ingest contracts that came under new ids, once the search is over. If the old id is listed as well,
        or the search is not complete, only what the record adds to its contract."""
        result = self._result
        for record, known_as in self._rekeyed.values():
            moved: str | None = known_as
            if not result.whole_search or result.has_found(known_as):
                result.matched.discard(record.source_id)
                result.matched.add(known_as)
                record, moved = as_addition(record, known_as), None
            stored = self._intake.follows(
                record.source_id
            )  # also if it was asked for as the parent of another
            matched = None if moved is None and stored else True
            await self._take_in(record, matched=matched, known_as=None if stored else moved)

    async def _ask_by_id(self) -> None:
        """Read the vehicles that only supply ceiling and dates, and contracts that no longer match."""
        intake, result = self._intake, self._result
        if not self._source.asks_by_id:
            return
        gone: dict[str, None] = {}  # a set in the order in which they are known
        if result.concludes:
            gone = dict.fromkeys(self._gone())
            back = [intake.contract_id(one) for one in result.unread if intake.is_absent(one)]
            if back:
                async with self._writer, self._database.write() as session:
                    await note_found(session, [one for one in back if one is not None], intake.watch_ids)
        parents = (one for one in result.parents if one not in result.matched and one not in gone)
        for source_id, matched in chain(zip(parents, repeat(False)), zip(gone, repeat(None))):
            if source_id in result.read:
                continue
            if not result.host_answers:
                result.given_up = True
                break
            await self._ask(source_id, matched=matched)

    def _gone(self) -> Iterator[str]:
        """Return the contracts that matched before and are missing in a complete search; between full reads
        only newly missing ones, and if the source says that nothing changed, only those missing already."""
        intake, result, full = self._intake, self._result, self._context.full
        lacking = (one for one in intake.matched_before() if not result.has_found(one))
        if result.nothing_new:
            return (one for one in lacking if full and intake.is_absent(one))
        return (one for one in lacking if full or not intake.is_absent(one))

    async def _settle(self) -> None:
        async with self._writer:
            read = EndedRead(
                key=self._intake.key,
                watch_ids=self._intake.watch_ids,
                listed=self._result.matched,
                others=self._others(),
                now=self._clock(),
                evidence=self._intake.evidence,
                complete=self._result.concludes,
                unlisted_stand=self._unlisted_stand(),
            )
            self._result.changed += await settle(self._database, read)

    async def _ask(self, source_id: str, *, matched: bool | None) -> None:
        intake, result = self._intake, self._result
        result.read.add(source_id)
        try:
            said = await result.budget.of(self._source.get(source_id))
        except SourceError as error:
            result.fail(error)
            return
        contract_id = intake.contract_id(source_id)
        if isinstance(said, Record):
            said = await computed(fitted, said, about=[said])
            if not self._batch.accepts(said):
                await self._store_batch()
            known_as = None if intake.follows(source_id) else await self._known_as(said)
            if known_as is not None and result.has_found(known_as):
                said, known_as = as_addition(said, known_as), None
            await self._take_in(said, matched=matched, known_as=known_as)
        if contract_id is None or not result.concludes:
            return
        if isinstance(said, Record) and matched is not None:  # it need not match
            return
        answers = await asyncio.to_thread(snapshots_of, self._source.name, said.answers)
        asked = LookupResult(contract_id, intake.key, self._clock(), answers)
        async with self._writer, self._database.write() as session:
            if isinstance(said, Record):
                await note_unmatched(session, self._database, asked, intake.watch_ids)
            else:
                await note_missing(session, self._database, asked)

    async def _take_in(self, record: Record, *, matched: bool | None, known_as: str | None = None) -> None:
        """Store a record, or put it in the batch."""
        if record.whole:
            self._result.seen_whole.add(record.source_id)
            self._result.budget.earn()
        if not self._batch.accepts(record):
            await self._store_batch()
        if known_as is not None or matched is None or not self.batches(record):
            await self._store(record, matched=matched, known_as=known_as)
            return
        self._batch.add(record, matched)
        if self._batch.is_full():
            await self._store_batch()

    def batches(self, record: Record) -> bool:
        """True if a record is stored with others: in a first read, of a contract that is not followed yet."""
        return self._intake.first and not self._intake.follows(record.source_id)

    async def _store_batch(self) -> None:
        """Store the records of the batch; one by one if others follow their contracts already, or if
        together they cannot be stored."""
        batch, self._batch = list(self._batch.records.values()), Batch()
        if not batch:
            return
        try:
            await self._store_taken(batch)
        except Exception:  # of ours, which ends the read: they belong to a baseline all the same
            lost = {one.record.source_id for one in batch if one.matched}
            self._result.unread |= {one for one in lost if not self._intake.follows(one)}
            raise

    async def _store_taken(self, batch: Sequence[NewRecord]) -> None:
        stored, numbers = await self._intake.alike(batch)
        new: list[NewRecord] = []
        for one in batch:
            record = one.record
            if one.matched and record.number in numbers and await self._set_aside(record):
                self._result.seen_whole.discard(record.source_id)
            elif record.source_id in stored:
                await self._store_new(new)
                new = []
                await self._store(record, matched=one.matched)
            else:
                new.append(one)
        await self._store_new(new)

    async def _store_new(self, new: Sequence[NewRecord]) -> None:
        if not new:
            return
        try:
            async with self._writer:
                self._result.changed += await self._intake.take_in_new(new)
        except (NobodyWatches, *CANNOT_STORE):
            raise
        except Exception as error:  # stored one by one, it shows which contract it is
            log.info("%d new contracts could not be stored together: %s", len(new), type(error).__name__)
            for one in new:
                await self._store(one.record, matched=one.matched)

    async def _store(self, record: Record, *, matched: bool | None, known_as: str | None = None) -> None:
        try:
            async with self._writer:
                self._result.changed += await self._intake.take_in(record, matched=matched, known_as=known_as)
        except (NobodyWatches, *CANNOT_STORE):
            raise
        except Exception as error:  # one contract that cannot be stored must not affect the others
            if matched:
                self._result.unread.add(record.source_id)
            if isinstance(error, SourceError) and error.fault is SourceErrorKind.ALLOWANCE:
                raise  # no other has room either
            self._failed(record.source_id, error)

    async def _known_as(self, record: Record) -> str | None:
        """Return the known id of a record with an unknown id, by its natural key; ``None`` if its contract is
        new."""
        source = self._source
        if not isinstance(source, HasNaturalKeys):
            return None
        same_number = (
            select(Contract)
            .where(Contract.source == source.name, Contract.number == record.number)
            .order_by(Contract.id)
        )
        async with self._database.read() as session:
            rows = (await session.execute(same_number)).scalars().all()
            if any(row.source_id == record.source_id for row in rows):
                return None  # other servers follow it
            for row in rows:
                if source.same_contract(record_of(row, await actions_of(session, row.id)), record):
                    return row.source_id
        return None

    async def _set_aside(self, record: Record) -> bool:
        """Set a record aside if its contract is known under another id; return whether it is."""
        known_as = await self._known_as(record)
        if known_as is not None:
            self._rekeyed[record.source_id] = record, known_as
        return known_as is not None


class Batch:
    """Records of contracts that are not followed yet, until they are stored in one transaction."""

    def __init__(self) -> None:
        self.records: dict[str, NewRecord] = {}  # by their ids
        self._numbers: set[str] = set()
        self._rows = 0
        self._sizes: dict[int, int] = {}  # of the answers, which records may share

    def __contains__(self, source_id: str) -> bool:
        return source_id in self.records

    def accepts(self, record: Record) -> bool:
        """True unless the batch has what may be the same contract, which has to be stored first."""
        return record.source_id not in self and record.number not in self._numbers

    def add(self, record: Record, matched: bool) -> None:
        self.records[record.source_id] = NewRecord(record, matched)
        self._numbers.add(record.number)
        self._rows += len(record.actions) + len(record.subcontracts or ())
        self._sizes |= {id(answer.content): len(answer.content) for answer in record.answers}

    def is_full(self) -> bool:
        is_long = len(self.records) >= MAX_BATCH or self._rows >= MAX_BATCH_ROWS
        return is_long or sum(self._sizes.values()) >= MAX_BATCH_SIZE


def as_addition(record: Record, known_as: str) -> Record:
    """Reduce a record to what it adds to a contract that is also listed under another id: its actions. Two
    listings of one contract need not agree on anything else."""
    return replace(
        record,
        source_id=known_as,
        whole=False,
        obligated=None,
        exercised=None,
        ceiling=None,
        paid=None,
        ordered=None,
        orders=None,
        end=None,
        status=None,
        supplier=replace(record.supplier, name="", ids={}),
        mark=None,
    )


@contextlib.asynccontextmanager
async def _closing(found: AsyncIterator[T]) -> AsyncIterator[AsyncIterator[T]]:
    """Close a search that is not read to its end, if it is a generator."""
    try:
        yield found
    finally:
        close = getattr(found, "aclose", None)
        if close is not None:
            await close()
