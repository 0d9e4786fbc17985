"""OCDS source: contracts published in the Open Contracting Data Standard, anywhere."""

import asyncio
import gzip
import hashlib
import json
import logging
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from yarl import URL

from bot.common.clock import Clock
from bot.contracts.model import Answer, Kind, Party, Record
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.ocds.archive_reader import ArchiveReader
from bot.contracts.sources.ocds.package_reader import SEPARATOR, ProcessRead, Unread
from bot.contracts.sources.ocds.paging import (
    PageReader,
    PagingResult,
    Process,
    Spool,
    SpooledPage,
    take_package,
)
from bot.contracts.sources.ocds.publishers import (
    PUBLISHERS,
    RETRY_PERIOD,
    SURVEYED,
    Archives,
    Piece,
    Progress,
    Publisher,
    Windows,
    process_of,
    public_id,
)
from bot.contracts.sources.ocds.query import OcdsPolicy
from bot.contracts.sources.ocds.values import fold
from bot.contracts.sources.protocol import (
    MAX_CONTRACTS,
    IncompleteRead,
    NothingNew,
    ReadContext,
    SourceError,
    SourceErrorKind,
    Supplier,
    Survey,
    Unchanged,
)
from bot.contracts.sources.web_address import loggable

MAX_FILE_SIZE = 64 * 1024 * 1024  # bytes, decompressed
_CHUNK_SIZE = 1024 * 1024  # bytes read at once
BATCH, BATCH_BYTES = 100, 1024 * 1024  # processes and bytes that a worker reads in one trip

_NO_CONTRACT = ("award:", "tender")  # beginnings of the entries of a process that are no contract

log = logging.getLogger(__name__)


class Frameworks:
    """Framework contracts by their processes: those in ``known``, by their ids, and those read since.

    An order names the process of the framework, not one of its contracts, but the contract is the record. A
    framework with several suppliers has a contract with each.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._contracts: dict[str, dict[str, Party | None]] = {}
        for source_id in known:
            ocid, _, entry = source_id.partition("/")
            if not entry.startswith(_NO_CONTRACT):
                self._contracts.setdefault(ocid, {})[source_id] = None

    def learn(self, record: Record) -> None:
        if record.kind is Kind.VEHICLE:
            self._contracts.setdefault(process_of(record.source_id), {})[record.source_id] = record.supplier

    def placed(self, record: Record) -> Record:
        """Return an order with the id of the record it was placed under; of several, the one with the same
        supplier. If that is unknown, the id of the process is left."""
        found = self._contracts.get(record.parent_source_id or "", {})
        if len(found) > 1:
            found = {
                source_id: supplier
                for source_id, supplier in found.items()
                if supplier is not None and _are_one(supplier, record.supplier)
            }
        return replace(record, parent_source_id=next(iter(found))) if len(found) == 1 else record


class Ocds(OcdsPolicy):
    """The source "ocds".

    A query has an ``address`` of a release package, a record package, a single release or record, JSON Lines
    of them, or an API that returns such and links to the next page; or a ``file``, the name of one in the
    folder of the constructor (``.json``, ``.jsonl``, ``.json.gz``). Also at least one of ``suppliers``,
    ``buyers`` (parts of names, or identifiers) and ``words`` (in titles and descriptions): a
    ``CompiledQuery``.

    A package is read whole if it changed at all; the publishers of ``PUBLISHERS`` are asked for changes since
    the last read. Releases of one process are merged. Ids of records are ``<ocid>/<contract id>``,
    ``<ocid>/award:<award id>``, ``<ocid>/tender`` and ``<ocid>/planning``, each prefixed with its publisher
    (see ``Publisher``). Amounts are in the currency of each contract; without a currency it is "XXX", and
    there are no amounts. An order's parent is the record of the framework, or its process (see
    ``Frameworks``). The releases of each process are stored as read, without the members about persons.

    ``pause`` waits for a number of seconds.
    """

    def __init__(
        self,
        http: SourceHttp,
        clock: Clock,
        folder: Path,
        *,
        windows: Mapping[str, Windows | Archives] = PUBLISHERS,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        super().__init__(http.check)
        self._http = http
        self._clock = clock
        self._folder = folder
        self._windows = windows
        self._pages = PageReader(http, pause)
        self._archives = ArchiveReader(http, clock)
        for host, window in windows.items():
            http.slow(host, window.pace)

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count the matches now; for a publisher that is read by time, among the changes of a day."""
        counts: Counter[Kind] = Counter()
        suppliers: Counter[Supplier] = Counter()
        newest = None
        query = self.canonical(query)
        with Spool(query) as spool:
            gathered = await self._gather(query, ReadContext(), Progress(), spool, surveying=True)
            if gathered.faults:
                raise gathered.faults[0]
            matching = await asyncio.to_thread(_matching, spool)
            while batch := await asyncio.to_thread(_batch, spool, matching, {}):
                matching = matching[len(batch) :]
                for found in chain.from_iterable((await self._read(batch, query, {})).values()):
                    if isinstance(found, Record):
                        counts[found.kind] += 1
                        newest = max(filter(None, (newest, found.signed)), default=None)
                        if found.supplier.name:
                            suppliers[_supplier(found)] += 1
        if counts.total() > MAX_CONTRACTS:
            raise _too_many()
        return Survey(counts, newest, tuple(each for each, _ in suppliers.most_common()))

    def lists_changes(self, query: Mapping[str, Any]) -> bool:
        """True if the publisher is read by windows of time (see ``ListsChanges``)."""
        return self._asked_by_time(query) is not None

    async def search(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncIterator[Record | Unchanged]:
        """Yield the matches, process by process in the order of their first release, except for orders that
        came before their framework.

        Raises ``IncompleteRead`` at the end: with ``TOO_MANY`` before anything is yielded if more than
        ``MAX_CONTRACTS`` processes match; with ``unread`` for contracts that cannot be read. The readable
        part of a broken package is yielded. ``NothingNew``: the package is the one of the last read, or the
        publisher reports no change that concerns the query.
        """
        query = self.canonical(query)
        publisher = Publisher.of(query)
        windows = self._asked_by_time(query)
        progress = Progress.of(reading.state) if windows else Progress()
        first, known = progress.until is None, dict(progress.known)
        with Spool(query, {process_of(source_id) for source_id in known}) as spool:
            gathered = await self._gather(query, reading, progress, spool)
            faults = [*gathered.faults, *spool.strange]
            try:
                matching = await asyncio.to_thread(_matching, spool)
            except SourceError as fault:
                raise IncompleteRead([*faults, fault]) from fault
            if spool.linked:
                log.info("%d releases are only linked, and were not read: %s", spool.linked, _place(query))
            if windows and not matching and not faults and not first and gathered.until:
                reading.state = _state(progress, gathered, (), self._clock())
                raise NothingNew
            unread: dict[str, SpooledPage] = {}
            marks = _by_process(reading.marks) if not reading.full else {}
            frameworks = Frameworks([*known, *map(public_id, reading.known)])
            yielded = 0
            async with aclosing(self._in_order(spool, query, matching, marks, known)) as processes:
                async for process, read in processes:
                    if read is None:
                        for source_id in marks[process.ocid]:
                            yield Unchanged(publisher.stored_id(source_id))
                    for found in read or ():
                        if not isinstance(found, Record):
                            faults.append(found.why)
                            unread[found.source_id] = process.page
                        elif yielded < MAX_CONTRACTS:
                            yielded += 1
                            progress.learn(found.source_id, found.kind)
                            frameworks.learn(found)
                            yield publisher.stored(frameworks.placed(found))
                        else:
                            lost = _unread_ids(unread, reading.known, publisher)
                            raise IncompleteRead([*faults, _too_many()], unread=lost)
            if windows and gathered.until:
                reading.state = _state(progress, gathered, unread.values(), self._clock())
                reading.stands = True  # the state itself says from where to read again
            elif not faults:
                reading.state = gathered.state
            if faults:
                lost = _unread_ids(unread, reading.known, publisher)
                raise IncompleteRead(faults, unread=lost, whole_search=not gathered.faults)

    async def _in_order(
        self,
        spool: Spool,
        query: Mapping[str, Any],
        matching: Iterable[str],
        marks: Mapping[str, Mapping[str, str]],
        known: Mapping[str, Kind],
    ) -> AsyncGenerator[tuple[Process, list[Record | Unread] | None], None]:
        """Yield the processes with what was read of them, ``None`` for unchanged ones. An order that came
        before its framework is put off once."""
        ahead: dict[str, list[Record | Unread]] = {}
        waiting, put_off = dict.fromkeys(matching), set[str]()
        while waiting:
            ocid = next(iter(waiting))
            process = await asyncio.to_thread(spool.process, ocid)
            if await asyncio.to_thread(_is_unchanged, process, marks):
                del waiting[ocid]
                yield process, None
                continue
            if ocid not in ahead:
                batch = await asyncio.to_thread(_batch, spool, list(waiting), marks)
                ahead = await self._read(batch, query, known)
            del waiting[ocid]
            read = ahead[ocid]
            if ocid not in put_off and any(_parent_of(found) in waiting for found in read):
                put_off.add(ocid)
                waiting[ocid] = None
                continue
            yield process, read

    async def _gather(
        self,
        query: Mapping[str, Any],
        reading: ReadContext,
        progress: Progress,
        spool: Spool,
        *,
        surveying: bool = False,
    ) -> PagingResult:
        """Read every page into the spool. Errors are in the result. Raises ``NothingNew``."""
        gathered = PagingResult()
        windows = self._asked_by_time(query)
        try:
            if "file" in query:
                gathered.state = await self._take_file(query["file"], reading, spool)
            elif windows is None:
                gathered.state = await self._pages.take(query["address"], spool, reading=reading)
            elif isinstance(windows, Archives):
                await self._archives.take(
                    windows, URL(query["address"]), progress, spool, gathered, newest_only=surveying
                )
            else:
                now = self._clock()
                begin = now - SURVEYED if surveying else progress.begin(now, full=reading.full)
                await self._pages.take_windows(
                    windows, URL(query["address"]), Piece(begin, now), spool, gathered
                )
        except SourceError as fault:
            # without the traceback, whose frames hold the document
            gathered.faults.append(fault.with_traceback(None))
        return gathered

    def _asked_by_time(self, query: Mapping[str, Any]) -> Windows | Archives | None:
        address = URL(query.get("address", ""))
        windows = self._windows.get(address.host or "")
        return windows if windows and windows.is_asked(address) else None

    async def _take_file(self, name: str, reading: ReadContext, spool: Spool) -> str:
        content = await asyncio.to_thread(_file, self._folder, name)
        state = f"sha256:{hashlib.sha256(content).hexdigest()}"
        if state == reading.state:
            raise NothingNew
        place = f"file:{name}"
        await take_package(self._http, content, place, SpooledPage(place, self._clock()), spool)
        return state

    async def _read(
        self, processes: Sequence[Process], query: Mapping[str, Any], known: Mapping[str, Kind]
    ) -> dict[str, list[Record | Unread]]:
        """Return by process its matching or known records, and the entries that could not be read."""
        contents, joined = await asyncio.to_thread(_contents, processes)
        ids = {each.ocid for each in processes}
        place, publisher = Publisher.of(query).place, self._asked_by_time(query)
        read = await self._http.parsers.run(
            tuple[ProcessRead, ...],
            "ocds-processes",
            joined,
            processes=[
                (each.ocid, each.page.url, len(content))
                for each, content in zip(processes, contents, strict=True)
            ],
            query=query,
            known={source_id: kind for source_id, kind in known.items() if process_of(source_id) in ids},
            notice_pages=publisher.notice_pages if isinstance(publisher, Archives) else None,
        )
        kept = await asyncio.to_thread(
            lambda: [_kept(*each, place) for each in zip(processes, contents, read, strict=True)]
        )
        return {process.ocid: found for process, found in zip(processes, kept, strict=True)}


def _contents(processes: Sequence[Process]) -> tuple[list[bytes], bytes]:
    """Return the releases of each process, and those of all."""
    contents = [SEPARATOR.join(each.texts).encode("utf-8", "surrogatepass") for each in processes]
    return contents, b"".join(contents)


def _kept(process: Process, content: bytes, read: ProcessRead, place: str) -> list[Record | Unread]:
    """Return the records of a process with the stored answer, and its unread entries.

    The answer names its publisher: an answer is stored once, with the address of its first read, so copied
    releases of another publisher must not be stored under the copier's address.
    """
    head = json.dumps({"place": place}, ensure_ascii=False).encode().removesuffix(b"}")
    package = head + b',"releases":[' + content.replace(SEPARATOR.encode(), b",") + b"]}"
    answer = Answer(url=process.page.url, query="", fetched_at=process.page.fetched_at, content=package)
    # A process without a mark is read again next time; so are entries that could not be read.
    mark = None if read.unread else _mark(process)
    return [*(replace(each, answers=(answer,), mark=mark) for each in read.records), *read.unread]


def _batch(spool: Spool, ocids: Iterable[str], marks: Mapping[str, Mapping[str, str]]) -> list[Process]:
    """Return the next processes to read, up to the size of one trip to a worker."""
    batch: list[Process] = []
    size = 0
    for ocid in ocids:
        process = spool.process(ocid)
        if not _is_unchanged(process, marks):
            batch.append(process)
            size += sum(map(len, process.texts))
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            break
    return batch


def _is_unchanged(process: Process, marks: Mapping[str, Mapping[str, str]]) -> bool:
    return process.ocid in marks and set(marks[process.ocid].values()) == {_mark(process)}


def _file(folder: Path, name: str) -> bytes:
    """Return the decompressed content of a file directly in the folder. Raises ``SourceError``."""
    try:
        path = (folder / name).resolve(strict=True)
        if path.parent != folder.resolve() or not path.is_file():
            raise SourceError(SourceErrorKind.REFUSED, f"{name} is not a file of the folder")
        with gzip.open(path) if name.endswith(".gz") else path.open("rb") as opened:
            content = bytearray()
            while len(content) <= MAX_FILE_SIZE and (piece := opened.read(_CHUNK_SIZE)):
                content += piece
    except FileNotFoundError as error:
        raise SourceError(SourceErrorKind.GONE, f"{name}: no such file") from error
    except (OSError, EOFError, ValueError, RuntimeError) as error:  # a damaged archive, links in a circle
        raise SourceError(SourceErrorKind.BAD_ANSWER, f"{name}: {error}") from error
    if len(content) > MAX_FILE_SIZE:
        raise SourceError(SourceErrorKind.TOO_BIG, f"{name}: more than {MAX_FILE_SIZE} bytes")
    return bytes(content)


def _matching(spool: Spool) -> list[str]:
    matching = spool.matching()
    if len(matching) > MAX_CONTRACTS:
        raise _too_many()
    return matching


def _parent_of(found: Record | Unread) -> str | None:
    return found.parent_source_id if isinstance(found, Record) else None


def _mark(process: Process) -> str:
    """Return a hash of a process's releases, independent of their order."""
    texts = "\n".join(sorted(process.texts))
    return hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()


def _by_process(marks: Mapping[str, str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for source_id, mark in marks.items():
        known_as = public_id(source_id)
        found.setdefault(process_of(known_as), {})[known_as] = mark
    return found


def _unread_ids(unread: Iterable[str], known: Mapping[str, str], publisher: Publisher) -> list[str]:
    """Return the stored ids of entries that could not be read; for a process of which nothing could be read,
    also those of its known contracts."""
    followed = _by_process(known)
    return [
        publisher.stored_id(each)
        for source_id in unread
        for each in (source_id, *followed.get(source_id, ()))
    ]


def _state(progress: Progress, gathered: PagingResult, unread: Iterable[SpooledPage], now: datetime) -> str:
    """Return the state from which the next read continues: from an earlier time, and without the version of
    an archive, if entries could not be read, but these are not retried for ever."""
    again = {(page.since, page.archive) for page in unread if page.since and page.since > now - RETRY_PERIOD}
    keys = {key for _, key in again}
    progress.versions = {key: version for key, version in gathered.versions.items() if key not in keys}
    return progress.state(min([gathered.until or now, *(since for since, _ in again)]))


def _supplier(record: Record) -> Supplier:
    """Return a supplier to pick: by its identifier, or by its name if it has none."""
    known = next((f"{scheme}-{value}" for scheme, value in record.supplier.ids.items()), None)
    return Supplier(record.supplier.name, known or record.supplier.name)


def _place(query: Mapping[str, Any]) -> str:
    return loggable(str(query.get("address") or query.get("file")))


def _too_many() -> SourceError:
    return SourceError(SourceErrorKind.TOO_MANY, f"more than {MAX_CONTRACTS} contracts")


def _are_one(one: Party, other: Party) -> bool:
    shared = one.ids.keys() & other.ids.keys()
    if shared:
        return all(one.ids[scheme] == other.ids[scheme] for scheme in shared)
    return bool(one.name) and fold(one.name) == fold(other.name)
