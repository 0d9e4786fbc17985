"""Pagination of OCDS data: follows the links to further pages, detects missing ones, and spools the releases.

A supplier is named in the release of the award and the title in that of the tender: only after all releases
have been seen is it known what a process is about. So they are spooled on disk by process until the matching
processes are known. Memory holds only a number for each process.
"""

import hashlib
import json
import logging
import tempfile
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from types import TracebackType
from typing import Any, Self

from yarl import URL

from bot.contracts.sources.http import FetchResult, SourceHttp
from bot.contracts.sources.ocds.package_reader import (
    MAX_PROCESS_SIZE,
    MAX_RELEASES,
    MAX_REPORTED_ENTRIES,
    PackageRead,
)
from bot.contracts.sources.ocds.publishers import Piece, Windows
from bot.contracts.sources.ocds.query import CompiledQuery
from bot.contracts.sources.protocol import NothingNew, ReadContext, SourceError, SourceErrorKind
from bot.contracts.sources.web_address import loggable

IN_MEMORY = 4 * 1024 * 1024  # bytes, before a file is opened
MAX_BYTES = 256 * 1024 * 1024  # stored in one read


@dataclass(frozen=True, slots=True)
class SpooledPage:
    """Page on which releases were read. ``since`` is the beginning of its window, if it has one, ``archive``
    the key of the archive."""

    url: str
    fetched_at: datetime
    since: datetime | None = None
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """Everything read of one contracting process: its releases as JSON, each once."""

    ocid: str
    texts: tuple[str, ...]
    page: SpooledPage  # the last page with a release of it


class Spool:
    """Spool of one read, ``with Spool(query, known) as spool``: filled page by page, then queried for the
    processes that match.

    ``known`` are the ids of processes that matched in earlier reads: all their releases are included.
    """

    def __init__(self, query: Mapping[str, Any], known: Collection[str] = ()) -> None:
        self.strange: list[SourceError] = []
        self.linked = 0
        self.query = query
        self._wanted = CompiledQuery(query)
        self.known = frozenset(known)
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed on exit
        self._size = 0
        self._begun = b""  # an incomplete line
        self._digest: Any = None
        self._pages: list[SpooledPage] = []
        self._hints: dict[str, int] = {}
        self._places: dict[str, list[int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def begin(self, page: SpooledPage) -> None:
        """Begin a page: the following releases belong to it."""
        self._pages.append(page)
        self._begun = b""
        self._digest = None

    def take(self, data: bytes) -> None:
        """Store releases, as sent by ``read_package``, in pieces of any size. Raises ``SourceError``:
        ``TOO_BIG`` for more than ``MAX_BYTES`` in all, ``TOO_COMPLEX`` for too many processes."""
        *lines, self._begun = (self._begun + data).split(b"\n")
        for line in lines:
            self._put(line)

    @property
    def all_conditions(self) -> int:
        """The bit mask of all conditions of the query."""
        return self._wanted.all

    @property
    def digest(self) -> str | None:
        """A digest of the releases of the last page, ``None`` if there are none."""
        return None if self._digest is None else self._digest.hexdigest()

    def matching(self) -> list[str]:
        """Return the ids of the processes that may match, in the order of their first release."""
        wanted = {
            ocid: list[int]()
            for ocid, met in self._hints.items()
            if met == self._wanted.all or ocid in self.known
        }
        self._file.seek(0)
        place = 0
        for line in self._file:
            ocid = json.loads(line[: line.index(b"\t")])
            if ocid in wanted:
                wanted[ocid].append(place)
            place += len(line)
        self._places = wanted
        return list(wanted)

    def process(self, ocid: str) -> Process:
        """Return one of the processes returned by ``matching``; without texts if they are more than
        ``MAX_PROCESS_SIZE``: comparing and storing them would hold up everybody."""
        texts: dict[str, None] = {}
        page, size = self._pages[-1], 0
        for place in self._places[ocid]:
            self._file.seek(place)
            line = self._file.readline()
            _, number, text = line.decode("utf-8", "surrogatepass").rstrip("\n").split("\t", 2)
            page = self._pages[int(number)]
            size += len(line) if text not in texts else 0
            if size > MAX_PROCESS_SIZE:
                return Process(ocid, (), page)
            texts[text] = None
        return Process(ocid, tuple(texts), page)

    def _put(self, line: bytes) -> None:
        written, hints, text = line.split(b"\t", 2)
        ocid = json.loads(written)
        kept = b"%b\t%d\t%b\n" % (written, len(self._pages) - 1, text)
        if self._size + len(kept) > MAX_BYTES:
            raise SourceError(SourceErrorKind.TOO_BIG, f"more than {MAX_BYTES} bytes of releases in one read")
        if ocid not in self._hints and len(self._hints) >= MAX_RELEASES:
            raise SourceError(SourceErrorKind.TOO_COMPLEX, f"more than {MAX_RELEASES} processes in one read")
        self._digest = self._digest or hashlib.sha256()
        self._digest.update(text)
        self._size += len(kept)
        self._hints[ocid] = self._hints.get(ocid, 0) | int(hints)
        self._file.write(kept)


MAX_PAGES = 300
MIN_PAGE = 10  # minimum size of the first page from which a full last page is detected
MAX_PAGE_DIGITS = 12  # of a number by which a page is asked for
MAX_FORBIDDEN = 3  # waits in one read for a publisher that answers 403
NO_PAGE = ("400", "422")  # statuses, besides those of ``GONE``, for a page beyond the last
PAGE_SIZES = ("limit", "page_size", "pageSize", "per_page", "size")  # in the addresses of publishers

_LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "windows-1252", "cp1252"})

log = logging.getLogger(__name__)


GATHERING_S = 600.0
"""Time after which a read goes on from what it has: the whole of it would not fit the budget of one read."""


@dataclass(slots=True)
class PagingResult:
    """Result of reading the pages; ``until`` is the time up to which data are complete, for windows;
    ``versions`` are those of archives (see ``Progress``)."""

    faults: list[SourceError] = field(default_factory=list)
    until: datetime | None = None
    state: str | None = None
    versions: dict[str, str] = field(default_factory=dict)
    began: float = field(default_factory=monotonic)

    def ends_here(self, until: datetime, place: str) -> bool:
        """Return whether the read has taken so long that the rest is left to the next one, which begins at
        ``until``; note that it is incomplete."""
        if monotonic() - self.began < GATHERING_S:
            return False
        self.until = until
        detail = f"{place}: read up to {until}; the next read goes on from there"
        self.faults.append(SourceError(SourceErrorKind.PAGES_MISSING, detail))
        return True


class PageReader:
    """Reader of all pages of a package, or of a period. ``pause`` waits for a number of seconds."""

    def __init__(self, http: SourceHttp, pause: Callable[[float], Awaitable[None]]) -> None:
        self._http = http
        self._pause = pause

    async def take_windows(
        self, windows: Windows, address: URL, whole: Piece, spool: Spool, gathered: PagingResult
    ) -> None:
        """Read all of a period, window by window. A window with missing pages is read again in halves.

        Later windows are read even if one stays incomplete; ``until`` stays before it. Raises
        ``SourceError``.
        """
        gap: datetime | None = None
        waiting = windows.pieces(whole.since, whole.until)[::-1]
        while waiting:
            piece = waiting.pop()
            gathered.until = gap or piece.since
            place = windows.first_page(address, piece)
            try:
                await self.take(place, spool, windows=windows, since=piece.since)
            except SourceError as fault:
                if fault.fault is not SourceErrorKind.PAGES_MISSING:
                    raise
                if halves := piece.halves():
                    log.warning(
                        "%s: the period from %s is read again in two halves", fault.detail, piece.since
                    )
                    waiting += reversed(halves)
                    continue
                gathered.faults.append(fault)
                gap = gap or piece.since
            if waiting and gathered.ends_here(gap or piece.until, loggable(str(address))):
                return
        gathered.until = gap or whole.until

    async def take(
        self,
        address: str,
        spool: Spool,
        *,
        reading: ReadContext | None = None,
        windows: Windows | None = None,
        since: datetime | None = None,
    ) -> str | None:
        """Read a package and all pages that it links to. Return the state for the next read if it is a single
        page.

        Raises ``SourceError``, ``PAGES_MISSING`` if a page repeats an earlier one, or the last is full and it
        cannot be seen that none follows.
        """
        seen: dict[str, None] = {}  # a set in the order of the pages
        digests: set[str] = set()
        largest = windows.page if windows else _page_size(address)
        place, state = address, reading.state if reading else None
        while True:
            fetched = await self._fetch(place, state, windows)
            if reading and state and fetched.not_modified:
                raise NothingNew
            state = None
            latin = windows.latin if windows else (fetched.charset or "").lower() in _LATIN
            page = SpooledPage(fetched.url, fetched.fetched_at, since)
            package = await take_package(self._http, fetched.content, place, page, spool, latin=latin)
            digest = spool.digest
            seen[place] = None
            if windows and digest is None and len(seen) > 1:
                raise _missing(address, f"page {len(seen)} is empty")
            if digest is not None:
                if digest in digests:
                    raise _missing(address, f"page {len(seen)} repeats another")
                digests.add(digest)
            if package.next_page is None:
                is_full = largest is not None and package.entries >= largest
                if is_full and (windows or not await self._is_last([*seen], digests, since, spool, latin)):
                    raise _missing(address, f"page {len(seen)} is full and links to no next")
                return fetched.state if len(seen) == 1 else None
            if windows and package.entries < windows.page:
                raise _missing(address, f"page {len(seen)} is short, and links to a next")
            largest = largest or max(package.entries, MIN_PAGE)
            place = following(fetched.url, package.next_page)
            if place in seen:
                raise _missing(address, "its pages go in a circle")
            if len(seen) >= MAX_PAGES:
                raise SourceError(
                    SourceErrorKind.TOO_BIG, f"{loggable(address)}: more than {MAX_PAGES} pages"
                )

    async def _is_last(
        self,
        places: Sequence[str],
        digests: Collection[str],
        since: datetime | None,
        spool: Spool,
        latin: bool,
    ) -> bool:
        """True if no page follows the last one of these, as asking for one more by its number shows: there is
        none, or it is empty or repeats another."""
        place = one_more(places)
        if place is None:
            return False
        try:
            fetched = await self._fetch(place, None, None)
            page = SpooledPage(fetched.url, fetched.fetched_at, since)
            package = await take_package(self._http, fetched.content, place, page, spool, latin=latin)
        except SourceError as fault:
            status = fault.detail.partition(": ")[2]
            no_page = fault.fault is SourceErrorKind.REFUSED and status.startswith(NO_PAGE)
            return no_page or fault.fault is SourceErrorKind.GONE
        return package.entries == 0 or spool.digest in digests

    async def _fetch(self, address: str, state: str | None, windows: Windows | None) -> FetchResult:
        wait = windows.forbidden_wait if windows else None
        for _ in range(MAX_FORBIDDEN if wait is not None else 0):
            try:
                return await self._http.fetch(address, accept="application/json", state=state)
            except SourceError as fault:
                if fault.fault is not SourceErrorKind.REFUSED or ": 403" not in fault.detail or wait is None:
                    raise
                await self._pause(wait)
        return await self._http.fetch(address, accept="application/json", state=state)


def _missing(address: str, words: str) -> SourceError:
    return SourceError(SourceErrorKind.PAGES_MISSING, f"{loggable(address)}: {words}")


async def take_package(
    http: SourceHttp, content: bytes, place: str, page: SpooledPage, spool: Spool, *, latin: bool = False
) -> PackageRead:
    """Parse one package into the spool. Raises ``SourceError``; the releases taken before remain."""
    spool.begin(page)
    package = await http.parsers.run(
        PackageRead,
        "ocds-package",
        content,
        on_data=spool.take,
        place=place,
        latin=latin,
        query=spool.query,
    )
    spool.linked += package.linked
    spool.strange += package.strange[: MAX_REPORTED_ENTRIES - len(spool.strange)]
    if package.fault is not None:
        raise package.fault
    return package


def _page_size(address: str) -> int | None:
    """Return the maximum number of entries of a page, if the address itself sets it."""
    said = (URL(address).query.get(name, "") for name in PAGE_SIZES)
    sizes = (int(size) for size in said if size.isascii() and size.isdigit() and len(size) < 6)
    return next(sizes, None) or None


def one_more(places: Sequence[str]) -> str | None:
    """Return the address of the page after the last one, if the last two differ in one number of their query
    alone; ``None`` otherwise."""
    if len(places) < 2:
        return None
    before, last = URL(places[-2]), URL(places[-1])
    moved = {key for key in (*before.query, *last.query) if before.query.get(key) != last.query.get(key)}
    if len(moved) != 1 or before.with_query(None) != last.with_query(None):
        return None
    name = moved.pop()
    then, now = before.query.get(name, "0"), last.query.get(name, "")
    if not all(said.isascii() and said.isdigit() and len(said) <= MAX_PAGE_DIGITS for said in (then, now)):
        return None
    # The first page often has no number. If the second has 1 or 2, pages are counted, else entries.
    step = int(now) - int(then) if name in before.query or int(now) > 2 else 1
    return str(last.update_query({name: str(int(now) + step)})) if step > 0 else None


def following(here: str, written: str) -> str:
    """Return the address of the next page, which must be on the same host."""
    try:
        base = URL(here)
        place = base.join(URL(written)).with_fragment(None)
        if (base.scheme, place.scheme) == ("https", "http") and place.is_default_port():
            # A publisher behind a proxy does not know that it is read over https.
            place = place.with_scheme("https")
    except (ValueError, TypeError) as error:
        raise SourceError(
            SourceErrorKind.BAD_ANSWER, f"{loggable(here)}: its next page is no address"
        ) from error
    if place.scheme not in {"http", "https"} or (place.host, place.port) != (base.host, base.port):
        raise SourceError(SourceErrorKind.MOVED, f"{loggable(here)}: its next page is on {place.host}")
    return str(place)
