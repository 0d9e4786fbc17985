"""The releases of a read, put by process on disk until it is known which processes match.

A supplier is named in the release of the award and the title in that of the tender: only once all of
them went by is it known what a process is about. In memory stays a number for each process.
"""

import hashlib
import json
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from bot.contracts.sources.ocds.query import Wanted
from bot.contracts.sources.ocds.reading import MAX_RELEASES
from bot.contracts.sources.protocol import Fault, SourceError

IN_MEMORY = 4 * 1024 * 1024  # bytes, before a file is opened
MOST_BYTES = 256 * 1024 * 1024  # that are put by in one read


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
    """``with Spool(query, known) as spool``: fed page by page, then asked for the processes that match.

    ``known`` are the ids of processes that matched in earlier reads: all that is told of them is kept.
    """

    def __init__(self, query: Mapping[str, Any], known: Collection[str] = ()) -> None:
        self.strange: list[SourceError] = []
        self.linked = 0
        self.query = query
        self._wanted = Wanted(query)
        self._known = frozenset(known)
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed on exit
        self._size = 0
        self._begun = b""  # of a line that is not here to its end
        self._digest: Any = None
        self._pages: list[Page] = []
        self._hints: dict[str, int] = {}
        self._places: dict[str, list[int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def begin(self, page: Page) -> None:
        """What is taken from now on is of this page."""
        self._pages.append(page)
        self._begun = b""
        self._digest = None

    def take(self, data: bytes) -> None:
        """Put by releases, as ``read_package`` sends them, in whatever pieces. Raises ``SourceError``:
        ``TOO_BIG`` once more than ``MOST_BYTES`` would be put by, ``TOO_COMPLEX`` for too many processes."""
        *lines, self._begun = (self._begun + data).split(b"\n")
        for line in lines:
            self._put(line)

    @property
    def digest(self) -> str | None:
        """A digest of the releases of the last page, ``None`` if there are none."""
        return None if self._digest is None else self._digest.hexdigest()

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

    def _put(self, line: bytes) -> None:
        written, hints, text = line.split(b"\t", 2)
        ocid = json.loads(written)
        kept = b"%b\t%d\t%b\n" % (written, len(self._pages) - 1, text)
        if self._size + len(kept) > MOST_BYTES:
            raise SourceError(Fault.TOO_BIG, f"more than {MOST_BYTES} bytes of releases in one read")
        if ocid not in self._hints and len(self._hints) >= MAX_RELEASES:
            raise SourceError(Fault.TOO_COMPLEX, f"more than {MAX_RELEASES} processes in one read")
        self._digest = self._digest or hashlib.sha256()
        self._digest.update(text)
        self._size += len(kept)
        self._hints[ocid] = self._hints.get(ocid, 0) | int(hints)
        self._file.write(kept)
