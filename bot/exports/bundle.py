"""Reproducible ZIP archive with checksums: ``SHA256SUMS`` has a line for each file.

The same files make the same bytes: timestamps are passed in, never taken from the machine.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import IO, Self

SUMS = "SHA256SUMS"

_OLDEST = (1980, 1, 1, 0, 0, 0)  # the earliest date in a ZIP
_FOR_ALL_TO_READ = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Checksum:
    """A file's checksum: the SHA-256 of its content, in hexadecimal, and its size in bytes."""

    sha256: str
    size: int


class Bundle:
    """A ZIP under construction, written file by file; ``as_of`` is the date of files that have none of their
    own."""

    def __init__(self, target: IO[bytes], as_of: datetime) -> None:
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self._as_of = as_of
        self.checksums: dict[str, Checksum] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def add(
        self,
        name: str,
        content: bytes,
        *,
        sha256: str | None = None,
        when: datetime | None = None,
        packed: bool = False,
    ) -> None:
        """Add a file. ``sha256`` is its checksum, if known; a ``packed`` file is not compressed again."""
        self.checksums[name] = Checksum(sha256 or hashlib.sha256(content).hexdigest(), len(content))
        self._zip.writestr(self._entry(name, when, packed), content)

    @contextmanager
    def stream(self, name: str, *, packed: bool = False) -> Iterator[Callable[[bytes], None]]:
        """Add a file that is written part by part, with the yielded function. No other can be added
        meanwhile."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(self._entry(name, None, packed), "w", force_zip64=True) as file:

            def write(part: bytes) -> None:
                nonlocal size
                size += len(part)
                digest.update(part)
                file.write(part)

            yield write
        self.checksums[name] = Checksum(digest.hexdigest(), size)

    def add_sums(self) -> None:
        """Add ``SHA256SUMS``, the last file: ``sha256sum -c SHA256SUMS`` checks the others."""
        sums = sums_file({name: each.sha256 for name, each in self.checksums.items()})
        self._zip.writestr(self._entry(SUMS, None, False), sums)

    def _entry(self, name: str, when: datetime | None, packed: bool) -> zipfile.ZipInfo:
        at = (when or self._as_of).astimezone(UTC)
        entry = zipfile.ZipInfo(name, max(_OLDEST, at.timetuple()[:6]))
        entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        entry.external_attr = _FOR_ALL_TO_READ
        entry.create_system = _UNIX
        return entry


def sums_file(sums: Mapping[str, str]) -> bytes:
    """Return ``SHA256SUMS`` for the SHA-256 of each file."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(sums.items())).encode()
