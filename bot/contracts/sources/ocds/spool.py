"""The releases of a read, put by process on disk until it is known which processes match.

A supplier is named in the release of the award and the title in that of the tender: only once all of
them went by is it known what a process is about. In memory stays a number for each process.
"""

import hashlib
import json
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from bot.contracts.sources.ocds.query import Wanted
from bot.contracts.sources.ocds.stream import Package, Release
from bot.contracts.sources.protocol import Fault, SourceError

IN_MEMORY = 4 * 1024 * 1024  # bytes, before a file is opened
MOST_BYTES = 256 * 1024 * 1024  # that are put by in one read
MOST_STRANGE = 20  # entries that are no release, of which each is told


@dataclass(frozen=True, slots=True)
class Page:
    """Where releases were read. ``since`` is the beginning of the time it is about, where it is of one."""

    url: str
    fetched_at: datetime
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """Everything that was read of one contracting process: its releases as JSON, each once."""

    ocid: str
    texts: tuple[str, ...]
    page: Page  # the last that told of it


class Spool:
    """``with Spool(wanted, known) as spool``: fed page by page, then asked for the processes that match.

    ``known`` are the ids of processes that matched in earlier reads: all that is told of them is kept.
    """

    def __init__(self, wanted: Wanted, known: Collection[str] = ()) -> None:
        self.strange: list[SourceError] = []
        self.linked = 0
        self._wanted = wanted
        self._known = frozenset(known)
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed on exit
        self._size = 0
        self._pages: list[Page] = []
        self._hints: dict[str, int] = {}
        self._places: dict[str, list[int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def take(self, package: Package, page: Page) -> str | None:
        """Put by every release of a package; a digest of these, ``None`` if there are none. Raises
        ``SourceError`` where it cannot be read any further, and ``TOO_BIG`` once more than ``MOST_BYTES``
        would be put by."""
        digest, empty = hashlib.sha256(), True
        self._pages.append(page)
        number = len(self._pages) - 1
        try:
            for found in package:
                if isinstance(found, Release):
                    digest.update(found.text.encode("utf-8", "surrogatepass"))
                    empty = False
                    self._put(found, number)
                elif len(self.strange) < MOST_STRANGE:
                    self.strange.append(found)
        finally:
            self.linked += package.linked
        return None if empty else digest.hexdigest()

    def matching(self) -> list[str]:
        """The ids of the processes that may match, in the order in which they were told of."""
        wanted = {
            ocid: list[int]()
            for ocid, met in self._hints.items()
            if met == self._wanted.all or ocid in self._known
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
        """One of the processes that ``matching`` named."""
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

    def _put(self, release: Release, page: int) -> None:
        line = f"{json.dumps(release.ocid)}\t{page}\t{release.text}\n".encode("utf-8", "surrogatepass")
        if self._size + len(line) > MOST_BYTES:
            raise SourceError(Fault.TOO_BIG, f"more than {MOST_BYTES} bytes of releases in one read")
        self._size += len(line)
        self._hints[release.ocid] = self._hints.get(release.ocid, 0) | self._wanted.hints(release.text)
        self._file.write(line)
