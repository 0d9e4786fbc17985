"""File format of ``tocsin backup``: every row of every table, and nothing else of the database.

Rows, not pages: deleted data is not in it. It is JSON lines, compressed with gzip:

* the head: the version of this format and of Tocsin, the revision of the tables, the moment, and for each
  table its shape (``storage.dump``), its number of rows, and the last id that it ever gave;
* for each table, in an order in which each follows those that it refers to: ``{"table": NAME}``, a list for
  each row, ``{"rows": N, "sha256": DIGEST}``;
* ``{"end": SHA256}`` of all lines before.

If encrypted, all of that is inside of age's format (``steward.age``).
"""

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from bot.admin.age import HEAD as AGE_HEAD
from bot.admin.age import opening, sealing
from bot.errors import SentenceError
from bot.storage.dump import KINDS, Row, Shape, Tally

FORMAT = 1
_LEVEL = 6  # compression level: most of a large database is compressed already
_CHUNK_SIZE = 1 << 16  # bytes
_MAX_LINE_LENGTH = 1 << 28  # characters of a line; the longest holds a source's largest answer
_MAX_ROWS, _MAX_SIZE = 500, 1 << 20  # limits of a batch: rows; characters


class BackupFileError(SentenceError):
    """A file that is no backup, or an incomplete one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupHeader:
    """Header of a backup."""

    tocsin: str
    revision: str
    made_at: datetime
    tables: Sequence[Shape]
    rows: Mapping[str, int]  # by table
    last_ids: Mapping[str, int]


class BackupWriter:
    """Writes a backup, opened by ``backup_writer``."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.tallies: dict[str, Tally] = {}

    def head(self, head: BackupHeader) -> None:
        self._say(
            {
                "tocsin-backup": FORMAT,
                "tocsin": head.tocsin,
                "revision": head.revision,
                "made_at": head.made_at.isoformat(),
                "tables": [
                    {"name": shape.name, "columns": shape.columns, "key": shape.key} for shape in head.tables
                ],
                "rows": head.rows,
                "last_ids": head.last_ids,
            }
        )

    def table(self, shape: Shape) -> None:
        """Begin a table."""
        self._tally = self.tallies[shape.name] = Tally(shape)
        self._say({"table": shape.name})

    def rows(self, batch: Sequence[Row]) -> None:
        for row in batch:
            self._line(self._tally.add(row))

    def end_table(self) -> None:
        self._say({"rows": self._tally.rows, "sha256": self._tally.digest})

    def end(self) -> None:
        self._say({"end": self._hash.hexdigest()})

    def _say(self, value: Mapping[str, Any]) -> None:
        self._line(json.dumps(value, separators=(",", ":")))

    def _line(self, line: str) -> None:
        content = line.encode() + b"\n"
        self._hash.update(content)
        self._file.write(content)


@contextmanager
def backup_writer(file: IO[bytes], recipients: Sequence[Any]) -> Iterator[BackupWriter]:
    """Yield a writer of a backup into ``file``, encrypted if there are any ``recipients``. Raises
    ``OSError``."""
    with ExitStack() as stack:
        target = stack.enter_context(sealing(file, recipients)) if recipients else file
        yield BackupWriter(
            stack.enter_context(cast(IO[bytes], gzip.GzipFile("", "wb", _LEVEL, target, mtime=0)))
        )


class _GzipMember(io.RawIOBase):
    """Decompressed content of one gzip member, with which the file must end: ``gzip`` lets zeros and further
    members follow. Raises ``BackupFileError``, ``EOFError`` and ``zlib.error``."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._member.eof:
            packed = self._member.unconsumed_tail or self._file.read(_CHUNK_SIZE)
            found = self._member.decompress(packed, len(buffer))
            if found:
                buffer[: len(found)] = found
                return len(found)
            if not packed and not self._member.eof:
                raise EOFError
        if self._member.unused_data or self._file.read(1):
            raise _damaged()
        return 0


class BackupReader:
    """Reads a backup, opened by ``backup_reader``: its ``head``, then, with ``rows``, everything else."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.tallies: dict[str, Tally] = {}
        self.head = self._head()

    def rows(self) -> Iterator[tuple[Shape, list[Row]]]:
        """Yield all rows in batches of one table each. They are verified only once this has ended.

        Raises ``BackupFileError``.
        """
        for shape in self.head.tables:
            yield from self._table(shape)
        so_far = self._hash.hexdigest()
        if self._next() != {"end": so_far} or self._line():
            raise _damaged()

    def _table(self, shape: Shape) -> Iterator[tuple[Shape, list[Row]]]:
        if self._next() != {"table": shape.name}:
            raise _damaged()
        tally = self.tallies[shape.name] = Tally(shape)
        batch: list[Row] = []
        much = 0
        while isinstance(said := self._next(), list):
            if len(said) != len(shape.columns):
                raise _damaged()
            much += len(tally.add(said))
            batch.append(said)
            if len(batch) == _MAX_ROWS or much > _MAX_SIZE:
                yield shape, batch
                batch, much = [], 0
        if said != {"rows": self.head.rows.get(shape.name), "sha256": tally.digest}:
            raise _damaged()
        if batch:
            yield shape, batch

    def _head(self) -> BackupHeader:
        try:
            said = self._next()
            version = said["tocsin-backup"]
        except (BackupFileError, KeyError, TypeError):
            raise BackupFileError("terminal-backup-none") from None
        if version != FORMAT:
            raise newer(said.get("tocsin"))
        try:
            head = BackupHeader(
                tocsin=str(said["tocsin"]),
                revision=str(said["revision"]),
                made_at=datetime.fromisoformat(said["made_at"]),
                tables=[_shape(table) for table in said["tables"]],
                rows={str(name): int(count) for name, count in said["rows"].items()},
                last_ids={str(name): int(last) for name, last in said["last_ids"].items()},
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise _damaged() from None
        if head.made_at.tzinfo is None or len({table.name for table in head.tables}) != len(head.tables):
            raise _damaged()
        return head

    def _next(self) -> Any:
        line = self._line()
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            raise _damaged() from None
        self._hash.update(line)
        return said

    def _line(self) -> bytes:
        """Return the next line; empty at the end of the file, where gzip's checksum has been verified."""
        try:
            return self._file.readline(_MAX_LINE_LENGTH)
        except (EOFError, zlib.error):
            raise _damaged() from None


@contextmanager
def backup_reader(path: Path, identities: Sequence[Any]) -> Iterator[BackupReader]:
    """Open a backup to read, decrypted with one of ``identities`` if it is encrypted.

    Raises ``BackupFileError``, ``AgeError`` and ``OSError``.
    """
    with path.open("rb") as file, reading(file, identities) as reader:
        yield reader


@contextmanager
def reading(file: IO[bytes], identities: Sequence[Any]) -> Iterator[BackupReader]:
    """Read a backup like ``backup_reader``, from an open file."""
    file.seek(0)
    encrypted = file.read(len(AGE_HEAD)) == AGE_HEAD
    file.seek(0)
    if encrypted and not identities:
        raise BackupFileError("terminal-backup-encrypted")
    with ExitStack() as stack:
        if encrypted:
            file = stack.enter_context(opening(file, identities))
        yield BackupReader(stack.enter_context(io.BufferedReader(_GzipMember(file))))


def newer(tocsin: object) -> BackupFileError:
    """Return the error for a backup of a later version, with that version if it is known."""
    if isinstance(tocsin, str):
        return BackupFileError("terminal-backup-newer", version=tocsin[:60])
    return BackupFileError("terminal-backup-newer-unknown")


def _shape(said: Any) -> Shape:
    columns = tuple((str(name), str(kind)) for name, kind in said["columns"])
    if any(kind not in KINDS for _, kind in columns):
        raise ValueError(columns)
    return Shape(name=str(said["name"]), columns=columns, key=tuple(map(str, said["key"])))


def _damaged() -> BackupFileError:
    return BackupFileError("terminal-backup-damaged")
