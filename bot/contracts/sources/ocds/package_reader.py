"""Reading of OCDS data in a worker: a package as lines, and a process as records. Pure."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.contracts.model import Kind, Record
from bot.contracts.sources.ocds.merge import merge_releases, newest_id
from bot.contracts.sources.ocds.parse import ReleaseEntry, ReleaseReader, entries
from bot.contracts.sources.ocds.query import CompiledQuery
from bot.contracts.sources.ocds.stream import Package, Release
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.values import notice_identifier, reading_one

MAX_RELEASES = 200_000  # in one package, and of all processes in one read
MAX_REPORTED_ENTRIES = 20  # limit on reported entries that are no release
SEPARATOR = "\n"  # between the releases of a process; each is on one line

_CHUNK_SIZE = 256 * 1024  # bytes sent at once


@dataclass(frozen=True, slots=True)
class PackageRead:
    """A package without its releases. ``fault``: the error that ended the reading."""

    next_page: str | None
    entries: int
    linked: int
    strange: tuple[SourceError, ...]
    fault: SourceError | None


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry of a process that cannot be read, or the process itself."""

    source_id: str
    why: SourceError


@dataclass(frozen=True, slots=True)
class ProcessRead:
    """Results for one process: ``records`` have no answers and marks yet."""

    records: tuple[Record, ...]
    unread: tuple[Unread, ...]


def read_package(
    content: bytes, send: Callable[[bytes], None], *, place: str, latin: bool, query: Mapping[str, Any]
) -> PackageRead:
    """Send each release on a line: the id of its process as JSON, the conditions of the query that it may
    meet (see ``CompiledQuery.hints``), and the release."""
    package = Package(content, place, latin=latin)
    del content
    lines = ReleaseLines(query, send, place)
    strange: list[SourceError] = []
    fault: SourceError | None = None
    try:
        for found in package:
            if isinstance(found, Release):
                lines.add(found)
            elif len(strange) < MAX_REPORTED_ENTRIES:
                strange.append(found)
    except SourceError as error:
        fault = error
    lines.flush()
    return PackageRead(package.next_page, package.entries, package.linked, tuple(strange), fault)


class ReleaseLines:
    """Writer of releases, one a line, as ``read_package`` sends them."""

    def __init__(self, query: Mapping[str, Any], send: Callable[[bytes], None], place: str) -> None:
        self._wanted = CompiledQuery(query)
        self._send = send
        self._place = place
        self._count = 0
        self._lines = bytearray()

    def add(self, release: Release) -> None:
        """Write a release. Raises ``SourceError``, ``TOO_COMPLEX``, above ``MAX_RELEASES``."""
        self._count += 1
        if self._count > MAX_RELEASES:
            raise SourceError(
                SourceErrorKind.TOO_COMPLEX, f"{self._place}: more than {MAX_RELEASES} releases"
            )
        line = f"{json.dumps(release.ocid)}\t{self.hints(release)}\t{release.text}\n"
        self._lines += line.encode("utf-8", "surrogatepass")
        if len(self._lines) >= _CHUNK_SIZE:
            self.flush()

    def hints(self, release: Release) -> int:
        """Return the conditions of the query that a release may meet."""
        return self._wanted.hints(release.text)

    def flush(self) -> None:
        """Send what is still held back."""
        self._send(bytes(self._lines))
        self._lines.clear()


def read_processes(
    content: bytes,
    *,
    processes: Sequence[tuple[str, str, int]],
    query: Mapping[str, Any],
    known: Mapping[str, str],
    notice_pages: str | None = None,
) -> tuple[ProcessRead, ...]:
    """Read several processes. ``processes`` has the id of each, the address it was read at, and the length of
    its releases in ``content``, where they follow one another. ``notice_pages``: the ids of releases are
    those of eForms notices, whose pages for people are at this address and the id."""
    kinds = {source_id: Kind(kind) for source_id, kind in known.items()}
    wanted, start, read = CompiledQuery(query), 0, []
    for ocid, url, length in processes:
        texts = content[start : start + length].decode("utf-8", "surrogatepass").split(SEPARATOR)
        made = partial(_reader, ocid, texts, page=url, known=kinds, notice_pages=notice_pages)
        read.append(_read_process(ocid, made, wanted))
        start += length
    return tuple(read)


def _reader(
    ocid: str, texts: Sequence[str], *, page: str, known: Mapping[str, Kind], notice_pages: str | None
) -> tuple[ReleaseReader, list[ReleaseEntry]]:
    """Return a reader of a process, and its entries. Only a single entry has the id of its notice: two
    records of one publisher share none."""
    merged = merge_releases(ocid, texts)
    found = list(entries(merged, known))
    notice = notice_identifier(newest_id(texts)) if notice_pages else None
    reader = ReleaseReader(
        merged,
        page,
        known,
        notice=notice if len(found) == 1 else None,
        notice_page=f"{notice_pages}{notice}" if notice else None,
    )
    return reader, found


def _read_process(
    ocid: str, made: Callable[[], tuple[ReleaseReader, list[ReleaseEntry]]], wanted: CompiledQuery
) -> ProcessRead:
    """Return the records of a process that match or are known, and the entries that could not be read."""
    try:
        with reading_one(ocid):
            reader, found = made()
    except SourceError as fault:
        return ProcessRead((), (Unread(ocid, fault),))
    records: dict[str, Record] = {}
    unread: dict[str, Unread] = {}
    for entry in found:
        try:
            with reading_one(entry.source_id):
                if reader.is_past(entry):
                    continue
                if reader.knows(entry) or wanted.fits(reader.traits(entry)):
                    records[entry.source_id] = reader.record(entry)
        except SourceError as fault:
            unread[entry.source_id] = Unread(entry.source_id, fault)
    return ProcessRead(tuple(records.values()), tuple(unread.values()))
