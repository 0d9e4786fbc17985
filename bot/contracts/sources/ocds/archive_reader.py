"""Reading of archives: those that are new or were amended, part by part. Each is downloaded once for all
watches, and kept on disk for a while."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import NoneType
from typing import Any
from weakref import WeakValueDictionary

from yarl import URL

from bot.common.clock import Clock
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.http.bodies import Download
from bot.contracts.sources.http.client import state_values
from bot.contracts.sources.json_text import json_of
from bot.contracts.sources.ocds.package_reader import MAX_REPORTED_ENTRIES, PartRead
from bot.contracts.sources.ocds.paging import PagingResult, Spool, SpooledPage, following
from bot.contracts.sources.ocds.publishers import (
    RETRY_PERIOD,
    Archive,
    Archives,
    DatedArchives,
    ListedArchives,
    Progress,
)
from bot.contracts.sources.page.robots import Robots
from bot.contracts.sources.parsing.pool import FilePart
from bot.contracts.sources.protocol import HOST_FAULTS, MAX_CONTRACTS, SourceError, SourceErrorKind
from bot.contracts.sources.web_address import loggable

FRESH = timedelta(hours=1)
"""Time for which the publisher is not asked again: the reads of all watches that are due fit into it."""
MAX_STORED = 64
MAX_STORED_BYTES = 256 * 1024 * 1024

_NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class StoredArchive:
    """A version of an archive. ``state`` is that of its fetch. Without a ``content``, the publisher said that
    this is still the version, but it is not at hand."""

    state: str
    url: str
    fetched_at: datetime
    asked_at: datetime
    content: Download | None

    @property
    def size(self) -> int:
        """The number of bytes on disk."""
        return 0 if self.content is None else len(self.content)


class ArchiveStore:
    """Archives by address, the least recently used removed above ``MAX_STORED`` and ``MAX_STORED_BYTES``. A
    removed one remains readable for those who hold it."""

    def __init__(self, http: SourceHttp, clock: Clock) -> None:
        self._http = http
        self._clock = clock
        self._stored: dict[str, StoredArchive] = {}  # in order of last use
        self._asking = WeakValueDictionary[str, asyncio.Lock]()

    async def get(
        self, address: str, state: str | None, *, max_bytes: int, headers: Mapping[str, str] = _NO_HEADERS
    ) -> StoredArchive:
        """Return the present version of an archive; ``state`` is that of a version that the caller needs no
        content of. Raises ``SourceError``."""
        asking = self._asking.setdefault(address, asyncio.Lock())
        async with asking:
            found = self._stored.get(address)
            if found is None or not self._is_enough(found, state):
                found = await self._ask(address, found, state, max_bytes, headers)
            self._put(address, found)
        return found

    def forget(self, address: str) -> None:
        """Remove an archive that turned out to be damaged."""
        self._stored.pop(address, None)

    def _is_enough(self, stored: StoredArchive, state: str | None) -> bool:
        if self._clock() - stored.asked_at >= FRESH:
            return False
        return stored.content is not None or stored.state == state

    async def _ask(
        self,
        address: str,
        stored: StoredArchive | None,
        state: str | None,
        max_bytes: int,
        headers: Mapping[str, str],
    ) -> StoredArchive:
        at_hand = stored if stored is not None and stored.content is not None else None
        known = state if at_hand is None else at_hand.state
        content = Download(max_bytes)
        fetched = await self._http.fetch(address, headers=headers, state=known, into=content)
        if not fetched.not_modified or (fetched.status != 304 and at_hand is None):
            return StoredArchive(fetched.state, fetched.url, fetched.fetched_at, fetched.fetched_at, content)
        if at_hand is not None:
            return replace(at_hand, state=fetched.state, asked_at=fetched.fetched_at)
        return StoredArchive(fetched.state, fetched.url, fetched.fetched_at, fetched.fetched_at, None)

    def _put(self, address: str, archive: StoredArchive) -> None:
        self._stored.pop(address, None)
        self._stored[address] = archive
        size = sum(each.size for each in self._stored.values())
        for oldest in list(self._stored)[:-1]:
            if len(self._stored) <= MAX_STORED and size <= MAX_STORED_BYTES:
                break
            size -= self._stored.pop(oldest).size


MAX_ZIP_BYTES = 32 * 1024 * 1024
"""Size of a ZIP archive: a worker holds it whole, because its list of members is at its end."""
MAX_ARCHIVE_BYTES = 512 * 1024 * 1024
"""Size of any other, which is only on disk."""
MAX_CATALOGUE_BYTES = 16 * 1024 * 1024
PART_SIZE = 8 * 1024 * 1024  # bytes of a package that a worker reads in one trip
TRIES = 2  # for an archive that is damaged
MAX_PARTLY_MET = 20 * MAX_CONTRACTS
"""Number of processes of a file that may meet some condition of the query, and not all of them."""
LATE = timedelta(days=2)
"""Time after its end in which an archive may be missing: it is not published yet."""
TOLERANCE = timedelta(days=14)
"""Difference between the date of a release and the period of its archive. Notices bear the day on which they
were sent."""

_HOST_FAULTS = HOST_FAULTS | {SourceErrorKind.SERVER_ERROR}
_NOT_THERE = {SourceErrorKind.REFUSED: ": 400", SourceErrorKind.GONE: ": 404"}

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Taken:
    """Numbers of releases with a date, and with one that fits the archive; whether entries were left out."""

    dated: int = 0
    fitting: int = 0
    partly: bool = False

    def following(self, part: PartRead) -> int | None:
        """Add those of a part; return where the next begins."""
        self.dated += part.dated
        self.fitting += part.fitting
        self.partly = self.partly or bool(part.strange)
        return part.following


class ArchiveReader:
    """Reader of archives into a spool. Downloads are shared by all reads.

    A catalogue is read only if the host's robots.txt allows it.
    """

    def __init__(self, http: SourceHttp, clock: Clock) -> None:
        self._http = http
        self._clock = clock
        self._store = ArchiveStore(http, clock)
        self._robots = Robots(http, clock)

    async def take(
        self,
        archives: Archives,
        address: URL,
        progress: Progress,
        spool: Spool,
        gathered: PagingResult,
        *,
        newest_only: bool = False,
    ) -> None:
        """Read what is new since ``progress``, oldest first.

        Later archives are read even if one cannot be; ``until`` stays before it. Raises ``SourceError`` if
        the host does not answer.
        """
        now = self._clock()
        begin = archives.begin(progress.until, now)
        files = await self._files(archives, address, begin, now)
        if newest_only and files:
            files = [file for file in files if file.until == files[-1].until]
        versions = {file.key: progress.versions.get(file.key) for file in files}
        gathered.versions = {key: version for key, version in versions.items() if version}
        digests: dict[str, str] = {}
        gap: datetime | None = None
        is_there, missing = False, list[tuple[Archive, SourceError]]()
        for file in files:
            gathered.until = gap or file.since
            try:
                version = await self._take_file(archives, file, versions[file.key], spool, digests)
            except SourceError as fault:
                if fault.fault in _HOST_FAULTS:
                    raise
                if _is_not_published_yet(file, fault, now):
                    log.info("not published yet: %s", fault.detail)
                elif archives.gone_is_empty and fault.fault is SourceErrorKind.GONE:
                    missing.append((file, fault))
                    continue
                else:
                    gathered.faults.append(fault.with_traceback(None))
                gap = gap or file.since
            else:
                is_there = True
                gathered.versions.pop(file.key, None)
                gathered.versions |= {file.key: version} if version else {}
            if file is not files[-1] and gathered.ends_here(gap or file.since, loggable(str(address))):
                return
        if missing and not is_there:  # not one empty day: the address is wrong
            gathered.faults.append(missing[0][1].with_traceback(None))
            gap = min(gap or missing[0][0].since, missing[0][0].since)
        reached = max([progress.until or begin, *(file.until for file in files)])
        gathered.until = gap or min(reached, now)

    async def _files(self, archives: Archives, address: URL, begin: datetime, now: datetime) -> list[Archive]:
        if isinstance(archives, DatedArchives):
            return archives.files(address, begin, now)
        place = str(address)
        await self._robots.check(place)
        stored = await self._store.get(
            place, None, max_bytes=MAX_CATALOGUE_BYTES, headers=self._headers(archives)
        )
        content = b"" if stored.content is None else stored.content.read_at(0, len(stored.content))
        try:
            await self._http.parsers.run(NoneType, "json", content, place=loggable(place))
            said = await asyncio.to_thread(json_of, content, loggable(place))
            files = archives.listed(said, begin) if isinstance(archives, ListedArchives) else []
            return [replace(file, address=following(place, file.address)) for file in files]
        except SourceError:
            self._store.forget(place)
            raise

    def _headers(self, archives: Archives) -> Mapping[str, str]:
        browser = {"User-Agent": f"Mozilla/5.0 (compatible; {self._http.user_agent})"}
        return {"Accept": archives.accept, **(browser if archives.as_browser else {})}

    async def _take_file(
        self, archives: Archives, file: Archive, known: str | None, spool: Spool, digests: dict[str, str]
    ) -> str | None:
        """Read an archive unless it is the ``known`` version; return the version, ``None`` for one that is to
        be read again. Raises ``SourceError``."""
        limit = MAX_ZIP_BYTES if archives.zipped else MAX_ARCHIVE_BYTES
        for chance in range(TRIES, 0, -1):
            stored = await self._store.get(
                file.address, known, max_bytes=limit, headers=self._headers(archives)
            )
            if stored.content is None or _version(file, stored.state) == _version(file, known):
                return stored.state
            spool.begin(SpooledPage(stored.url, stored.fetched_at, file.since, file.key))
            try:
                take = self._take_zip if archives.zipped else self._take_package
                taken = await take(archives, file, stored, spool)
                _check_dates(file, taken)
                break
            except SourceError as fault:
                if fault.fault is not SourceErrorKind.BAD_ANSWER:
                    raise
                self._store.forget(file.address)  # perhaps it was damaged in transit
                if chance == 1:
                    raise
        digest = spool.digest if archives.zipped else _version(file, stored.state)
        may_repeat = isinstance(archives, ListedArchives) or not taken.dated  # a catalogue lists a file twice
        if not may_repeat and digest and digests.setdefault(digest, file.key) != file.key:
            detail = f"{loggable(file.address)}: {file.key} repeats {digests[digest]}"
            raise SourceError(SourceErrorKind.PAGES_MISSING, detail)
        # What was left out may be there next time.
        is_retried = taken.partly and self._clock() - file.until < RETRY_PERIOD
        return None if is_retried else stored.state

    async def _take_zip(
        self, archives: Archives, file: Archive, stored: StoredArchive, spool: Spool
    ) -> _Taken:
        """Read a ZIP archive, some members at a time."""
        begin: int | None = 0
        taken = _Taken()
        while begin is not None:
            part = await self._run("ocds-archive", file, stored, spool, (0, stored.size), begin=begin)
            begin = taken.following(part)
        return taken

    async def _take_package(
        self, archives: Archives, file: Archive, stored: StoredArchive, spool: Spool
    ) -> _Taken:
        """Read a package of any size twice, part by part: first for the processes that meet a condition of
        the query, then for all releases of these."""
        taken, met = _Taken(), dict.fromkeys(spool.known, spool.all_conditions)
        for scans in (True, False):
            only = None if scans else _wanted(file, met, spool.all_conditions)
            begin: int | None = 0
            while begin is not None and (scans or only):
                length = min(PART_SIZE, stored.size - begin)
                part = await self._run(
                    "ocds-part",
                    file,
                    stored,
                    spool,
                    (begin, length),
                    begin=begin,
                    last=begin + length >= stored.size,
                    only=only,
                    derive_ocid=archives.derive_ocid,
                )
                for ocid, hints in part.met.items():
                    met[ocid] = met.get(ocid, 0) | hints
                begin = taken.following(part)
        return taken

    async def _run(
        self,
        job: str,
        file: Archive,
        stored: StoredArchive,
        spool: Spool,
        span: tuple[int, int],
        **args: Any,
    ) -> PartRead:
        """Run a job for the ``span`` of a file: its start and length."""
        if stored.content is None:
            raise ValueError("an archive that is not at hand")
        part = await self._http.parsers.run(
            PartRead,
            job,
            FilePart(stored.content, *span),
            on_data=spool.take,
            place=stored.url,
            since=(file.since - TOLERANCE).isoformat(),
            until=(file.until + TOLERANCE).isoformat(),
            query=spool.query,
            **args,
        )
        spool.linked += part.linked
        spool.strange += part.strange[: MAX_REPORTED_ENTRIES - len(spool.strange)]
        if part.fault is not None:
            raise part.fault
        return part


def _wanted(file: Archive, met: Mapping[str, int], every: int) -> list[str]:
    """Return the processes whose releases are read: all that meet a condition of the query, since another
    file may meet the rest; if these are too many, those that meet every one."""
    wanted = list(met)
    if len(wanted) > MAX_PARTLY_MET:
        wanted = [ocid for ocid, hints in met.items() if hints == every]
    if len(wanted) > MAX_PARTLY_MET:
        raise SourceError(SourceErrorKind.TOO_MANY, f"{file.key}: {len(wanted)} processes")
    return wanted


def _check_dates(file: Archive, taken: _Taken) -> None:
    if taken.dated and not taken.fitting:
        detail = f"{loggable(file.address)}: {file.key} was asked for, and the releases are of other days"
        raise SourceError(SourceErrorKind.BAD_ANSWER, detail)


def _version(file: Archive, state: str | None) -> str | None:
    return state_values(state, file.address).get("sha256")


def _is_not_published_yet(file: Archive, fault: SourceError, now: datetime) -> bool:
    said = _NOT_THERE.get(fault.fault)
    return said is not None and said in fault.detail and now - file.until < LATE
