"""Reading of OCDS data in a worker: a package, or a part of a large file, as lines, and a process as records.
Pure.
"""

import io
import json
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from bot.contracts.model import Kind, Record
from bot.contracts.sources.ocds.parse import ReleaseEntry, ReleaseReader, entries
from bot.contracts.sources.ocds.query import CompiledQuery
from bot.contracts.sources.ocds.stream import Package, PackagePart, Release, decode_release
from bot.contracts.sources.ocds.values import moment
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.values import notice_identifier, reading_one
from bot.contracts.sources.web_address import loggable

SCHEMA = "release_schema.json"


def merge_releases(ocid: str, texts: Iterable[str]) -> dict[str, Any]:
    """Merge releases (JSON texts), in the order of their dates, by the rules of the OCDS 1.1 schema.

    A release without a readable date comes first. Of two with one id and date the last counts: the same
    release, read twice. Raises ``SourceError``, ``BAD_ANSWER``, if one release has an object and another a
    list or a text in the same place.
    """
    from ocdsmerge import CompiledRelease
    from ocdsmerge.exceptions import DuplicateIdValueWarning

    unique: dict[str, dict[str, Any]] = {}
    for text in texts:
        release = _dated(decode_release(text))
        name = f"{release['id']} {release['date']}" if isinstance(release.get("id"), str) else text
        unique[name] = release
    releases = sorted(unique.values(), key=lambda release: str(release["date"]))
    # Two objects with one id in one list cause a warning, and become one.
    warnings.simplefilter("ignore", DuplicateIdValueWarning)
    try:
        merged = CompiledRelease(merge_rules=_rules())
        for release in releases:
            merged.append({**release, "ocid": ocid})
        result: dict[str, Any] = merged.asdict()
    # The library assumes valid OCDS: a list as an id raises TypeError, and so does a null in a list.
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise SourceError(
            SourceErrorKind.BAD_ANSWER, f"{ocid}: releases that cannot be merged: {error}"
        ) from error
    return result


def newest_id(texts: Iterable[str]) -> Any:
    """Return the id of the release with the latest date."""
    return max(map(_dated, map(decode_release, texts)), key=lambda release: str(release["date"])).get("id")


def _dated(release: dict[str, Any]) -> dict[str, Any]:
    """Return a release with its date in UTC, so that dates of different zones sort as text."""
    read = moment(release.get("date"))
    return {**release, "date": read.isoformat() if read else ""}


@cache
def _rules() -> dict[tuple[str, ...], str]:
    from ocdsmerge.rules import get_merge_rules

    schema = json.loads(files(__package__).joinpath(SCHEMA).read_text(encoding="utf-8"))
    rules: dict[tuple[str, ...], str] = get_merge_rules(schema)
    return rules


MAX_RELEASES = 200_000  # in one package, and of all processes in one read
MAX_PROCESS_SIZE = 8 * 1024 * 1024  # bytes of the releases of one process, and of one release
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
        """Write a release. Raises ``SourceError``: ``TOO_COMPLEX`` above ``MAX_RELEASES``, ``TOO_BIG`` for a
        release of more than ``MAX_PROCESS_SIZE``."""
        self._count += 1
        if self._count > MAX_RELEASES:
            raise SourceError(
                SourceErrorKind.TOO_COMPLEX, f"{self._place}: more than {MAX_RELEASES} releases"
            )
        text = release.text.encode("utf-8", "surrogatepass")
        if len(text) > MAX_PROCESS_SIZE:  # before it is copied: a worker has little memory
            raise SourceError(
                SourceErrorKind.TOO_BIG, f"{self._place}: a release of more than {MAX_PROCESS_SIZE} bytes"
            )
        written = f"{json.dumps(release.ocid)}\t{self.hints(release)}\t".encode("utf-8", "surrogatepass")
        self._lines += b"%b%b\n" % (written, text)
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
    its releases in ``content``, where they follow one another; 0 for more than ``MAX_PROCESS_SIZE``.
    ``notice_pages``: the ids of releases are those of eForms notices, whose pages for people are at this
    address and the id."""
    kinds = {source_id: Kind(kind) for source_id, kind in known.items()}
    wanted, start, read = CompiledQuery(query), 0, []
    for ocid, url, length in processes:
        if not length:
            why = f"{ocid}: more than {MAX_PROCESS_SIZE} bytes of releases"
            read.append(ProcessRead((), (Unread(ocid, SourceError(SourceErrorKind.TOO_BIG, why)),)))
            continue
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


MAX_MEMBERS = 50_000
MAX_UNPACKED = 256 * 1024 * 1024  # bytes of all members, declared and real
MAX_MEMBER = 8 * 1024 * 1024  # bytes of one
PART_SIZE = 16 * 1024 * 1024  # unpacked bytes that a worker reads in one trip

_ENDINGS = frozenset({".json", ".zip"})
"""Endings of the names of members that are not passed over: an archive in the archive is left out, but not
silently."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1  # in the flags of a member


@dataclass(slots=True)
class PartRead:
    """Result for one part of a file. ``following`` is where the next begins: a number of members, or of
    bytes.

    ``strange`` are entries that were left out; a ``fault`` ended the reading. ``dated`` and ``fitting`` count
    the releases with a date, and those whose date fits the period of the file. ``met`` are the conditions of
    the query that each process may help to meet, if the part was only scanned (see ``CompiledQuery.hints``).
    """

    following: int | None = None
    met: Mapping[str, int] = field(default_factory=dict)
    linked: int = 0
    dated: int = 0
    fitting: int = 0
    strange: list[SourceError] = field(default_factory=list)
    fault: SourceError | None = None

    def leave_out(self, why: SourceError) -> None:
        """Report an entry that is not read."""
        if len(self.strange) < MAX_REPORTED_ENTRIES:
            self.strange.append(why)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRequest:
    """Part of a file to read: from ``begin``, a number of members or of bytes, to the ``last`` byte or not.

    Dates of releases should be from ``since`` to ``until``. ``only`` are the processes whose releases are
    sent; without any, those that meet a condition of the ``query`` are found. ``derive_ocid`` as in
    ``PackagePart``.
    """

    place: str
    query: Mapping[str, Any]
    since: str
    until: str
    begin: int
    last: bool = True
    only: Sequence[str] | None = None
    derive_ocid: bool = False


class _Part:
    """A part being read: sends its releases, or those of ``only`` these processes, and counts their dates."""

    def __init__(self, lines: ReleaseLines, request: PartRequest) -> None:
        self.read = PartRead()
        self._lines = lines
        self._since, self._until = map(datetime.fromisoformat, (request.since, request.until))
        self._only = frozenset(request.only or ())
        self._met: dict[str, int] = {}
        self.read.met = self._met

    def add(self, release: Release) -> None:
        """Send a release."""
        if not self._only or release.ocid in self._only:
            self._lines.add(release)
        self._count(release)

    def scan(self, release: Release) -> None:
        """Note the process of a release that meets a condition."""
        if hints := self._lines.hints(release):
            self._met[release.ocid] = self._met.get(release.ocid, 0) | hints
        self._count(release)

    def _count(self, release: Release) -> None:
        at = moment(release.date)
        if at is not None:
            self.read.dated += 1
            self.read.fitting += self._since <= at < self._until


def read_archive(content: bytes, send: Callable[[bytes], None], **args: Any) -> PartRead:
    """Read members of a ZIP archive until ``PART_SIZE`` bytes are unpacked, and send all their releases as
    ``read_package`` does. A member that cannot be read is left out. ``args`` are those of ``PartRequest``."""
    request = PartRequest(**args)
    lines = ReleaseLines(request.query, send, request.place)
    part = _Part(lines, request)
    try:
        with _opened(content, request.place) as archive:
            members = _members(archive, request.place)
            size = 0
            for number, member in enumerate(members[request.begin :], request.begin):
                if size >= PART_SIZE:
                    part.read.following = number
                    break
                size += member.file_size
                _read_member(archive, member, part, request.place)
    except SourceError as fault:
        part.read.fault = fault
    lines.flush()
    return part.read


def read_part(content: bytes, send: Callable[[bytes], None], **args: Any) -> PartRead:
    """Read a part of a release package, and send the releases that are asked for, or find processes. ``args``
    are those of ``PartRequest``."""
    request = PartRequest(**args)
    lines = ReleaseLines(request.query, send, request.place)
    part = _Part(lines, request)
    place, begin, last = request.place, request.begin, request.last
    package = PackagePart(content, place, begins=begin == 0, last=last, derive_ocid=request.derive_ocid)
    try:
        for found in package:
            if isinstance(found, Release):
                part.scan(found) if request.only is None else part.add(found)
            elif request.only is None:
                part.read.leave_out(found)
        part.read.following = None if package.ended else begin + len(content) - package.rest
        if part.read.following is not None and (last or part.read.following == begin):
            cut = f"{loggable(place)}: cut off or invalid at byte {part.read.following}"
            raise SourceError(SourceErrorKind.BAD_ANSWER, cut)
    except SourceError as fault:
        part.read.fault = fault
    lines.flush()
    part.read.linked = package.linked
    return part.read


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, part: _Part, place: str) -> None:
    try:
        package = Package(_unpacked(archive, member, place), f"{loggable(place)}#{member.filename}")
        for found in package:
            if isinstance(found, Release):
                part.add(found)
            else:
                part.read.leave_out(found)
        part.read.linked += package.linked
    except SourceError as fault:
        part.read.leave_out(fault)


def _opened(content: bytes, place: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    # OSError and ValueError: it refers to places outside itself. NotImplementedError: it needs a version of
    # the format that zipfile does not know.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        detail = f"{loggable(place)}: {error}; begins {content[:60]!r}"
        raise SourceError(SourceErrorKind.BAD_ANSWER, detail) from error


def _members(archive: zipfile.ZipFile, place: str) -> list[zipfile.ZipInfo]:
    """Return the members that can hold a package, by their names: of two versions of a notice with one id and
    date, the last counts.

    Raises ``SourceError`` for an archive that is too large, or has other files only.
    """
    listed = [member for member in archive.infolist() if not member.is_dir()]
    if len(listed) > MAX_MEMBERS:
        raise SourceError(SourceErrorKind.TOO_COMPLEX, f"{loggable(place)}: {len(listed)} members")
    if sum(member.file_size for member in listed) > MAX_UNPACKED:
        raise SourceError(SourceErrorKind.TOO_BIG, f"{loggable(place)}: unpacks to over {MAX_UNPACKED} bytes")
    wanted = [member for member in listed if PurePosixPath(member.filename).suffix.lower() in _ENDINGS]
    if listed and not wanted:
        raise SourceError(SourceErrorKind.BAD_ANSWER, f"{loggable(place)}: no JSON in it")
    return sorted(wanted, key=lambda member: member.filename)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: str) -> bytes:
    """Return the content of a member, at most ``MAX_MEMBER`` bytes. Raises ``SourceError``."""
    why = next(_refusals(archive, member), None)
    if why is None:
        try:
            with archive.open(member) as opened:
                content = opened.read(MAX_MEMBER + 1)
            if len(content) <= MAX_MEMBER:
                return content
            why = f"over {MAX_MEMBER} bytes"
        # RuntimeError: encrypted after all, or (NotImplementedError) of a kind that zipfile does not know.
        # OSError, ValueError: it says to be outside the archive.
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            why = str(error) or type(error).__name__
    detail = f"{loggable(place)}: member {member.filename[:80]!r}: {why}"
    raise SourceError(SourceErrorKind.BAD_ANSWER, detail)


def _refusals(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[str]:
    """Yield the reasons not to unpack a member. Names are never used as paths, but a package has a plain
    one."""
    path = PurePosixPath(member.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in member.orig_filename or ":" in member.filename:
        yield "a name that leads elsewhere"
    if archive.NameToInfo.get(member.filename) is not member:
        yield "a name that comes again"
    if path.suffix.lower() == ".zip":
        yield "an archive in the archive"
    if member.flag_bits & _ENCRYPTED:
        yield "encrypted"
    if member.compress_type not in _METHODS:
        yield f"packed by method {member.compress_type}"
    if member.file_size > MAX_MEMBER:
        yield f"over {MAX_MEMBER} bytes"
