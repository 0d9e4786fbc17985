"""Reading of a large file of OCDS data in a worker, in parts that each fit its limits. Pure."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from bot.contracts.sources.ocds.package_reader import MAX_REPORTED_ENTRIES, ReleaseLines
from bot.contracts.sources.ocds.stream import Package, PackagePart, Release
from bot.contracts.sources.ocds.values import moment
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.web_address import loggable

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


def read_archive(content: bytes, send: Callable[[bytes], None], request: PartRequest) -> PartRead:
    """Read members of a ZIP archive until ``PART_SIZE`` bytes are unpacked, and send all their releases as
    ``read_package`` does. A member that cannot be read is left out."""
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


def read_part(content: bytes, send: Callable[[bytes], None], request: PartRequest) -> PartRead:
    """Read a part of a release package, and send the releases that are asked for, or find processes."""
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
