"""Spool: the releases of a read, on disk by process until the matching processes are known.

A supplier is named in the release of the award and the title in that of the tender: only after all releases
have been seen is it known what a process is about. Memory holds only a number for each process.
"""

import hashlib
import json
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from bot.contracts.sources.ocds.package_reader import MAX_RELEASES
from bot.contracts.sources.ocds.query import CompiledQuery
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

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
        """Return one of the processes returned by ``matching``."""
        texts: dict[str, None] = {}
        page = self._pages[-1]
        for place in self._places[ocid]:
            self._file.seek(place)
            _, number, text = (
                self._file.readline().decode("utf-8", "surrogatepass").rstrip("\n").split("\t", 2)
            )
            page = self._pages[int(number)]
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
