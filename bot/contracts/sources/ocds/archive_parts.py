"""Reading of a large file of OCDS data in a worker, in parts that each fit its limits. Pure."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from bot.contracts.sources.ocds.package_reader import MAX_REPORTED_ENTRIES, ReleaseLines
from bot.contracts.sources.ocds.stream import Package, Release
from bot.contracts.sources.ocds.values import moment
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.web_address import loggable

MAX_MEMBERS = 50_000
MAX_UNPACKED = 256 * 1024 * 1024  # bytes of all members, declared and real
MAX_MEMBER = 8 * 1024 * 1024  # bytes of one
PART_SIZE = 16 * 1024 * 1024  # unpacked bytes that a worker reads in one trip

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1  # in the flags of a member


@dataclass(slots=True)
class PartRead:
    """Result for one part of a file. ``following`` is where the next begins: a number of members.

    ``strange`` are entries that were left out; a ``fault`` ended the reading. ``dated`` and ``fitting`` count
    the releases with a date, and those whose date fits the period of the file.
    """

    following: int | None = None
    linked: int = 0
    dated: int = 0
    fitting: int = 0
    strange: list[SourceError] = field(default_factory=list)
    fault: SourceError | None = None

    def leave_out(self, why: SourceError) -> None:
        """Report an entry that is not read."""
        if len(self.strange) < MAX_REPORTED_ENTRIES:
            self.strange.append(why)


class _Part:
    """A part being read: sends its releases, and counts their dates."""

    def __init__(self, lines: ReleaseLines, period: tuple[datetime, datetime]) -> None:
        self.read = PartRead()
        self._lines = lines
        self._period = period

    def add(self, release: Release) -> None:
        """Send a release."""
        self._lines.add(release)
        at = moment(release.date)
        if at is not None:
            self.read.dated += 1
            self.read.fitting += self._period[0] <= at < self._period[1]


def read_archive(
    content: bytes,
    send: Callable[[bytes], None],
    *,
    place: str,
    begin: int,
    since: str,
    until: str,
    query: Mapping[str, Any],
) -> PartRead:
    """Read members of a ZIP archive, from number ``begin`` until ``PART_SIZE`` bytes are unpacked, and send
    their releases as ``read_package`` does.

    Dates of releases should be from ``since`` to ``until``. A member that cannot be read is left out.
    """
    lines = ReleaseLines(query, send, place)
    part = _Part(lines, (datetime.fromisoformat(since), datetime.fromisoformat(until)))
    try:
        with _opened(content, place) as archive:
            members = _members(archive, place)
            size = 0
            for number, member in enumerate(members[begin:], begin):
                if size >= PART_SIZE:
                    part.read.following = number
                    break
                size += member.file_size
                _read_member(archive, member, part, place)
    except SourceError as fault:
        part.read.fault = fault
    lines.flush()
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
        if fault.fault is SourceErrorKind.TOO_COMPLEX:
            raise
        part.read.leave_out(fault)


def _opened(content: bytes, place: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    # OSError and ValueError: it refers to places outside itself.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        detail = f"{loggable(place)}: {error}; begins {content[:60]!r}"
        raise SourceError(SourceErrorKind.BAD_ANSWER, detail) from error


def _members(archive: zipfile.ZipFile, place: str) -> list[zipfile.ZipInfo]:
    """Return the members that can hold a package. Raises ``SourceError`` for an archive that is too large, or
    has other files only."""
    listed = [member for member in archive.infolist() if not member.is_dir()]
    if len(listed) > MAX_MEMBERS:
        raise SourceError(SourceErrorKind.TOO_COMPLEX, f"{loggable(place)}: {len(listed)} members")
    if sum(member.file_size for member in listed) > MAX_UNPACKED:
        raise SourceError(SourceErrorKind.TOO_BIG, f"{loggable(place)}: unpacks to over {MAX_UNPACKED} bytes")
    wanted = [member for member in listed if PurePosixPath(member.filename).suffix.lower() in _READ]
    if listed and not wanted:
        raise SourceError(SourceErrorKind.BAD_ANSWER, f"{loggable(place)}: no JSON in it")
    return wanted


_READ = frozenset({".json", ".zip"})
"""Ending of the names of members that are not passed over: an archive in the archive is left out, but not
silently."""


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
        # RuntimeError: encrypted after all. OSError, ValueError: it says to be outside the archive.
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
