"""The file that ``tocsin backup`` writes: every row of every table, and nothing else of the database.

Rows, not pages: what was deleted is not in it. It is lines of JSON, compressed with gzip:

* the head: the version of this format and of Tocsin, the revision of the tables, the moment, of each table
  its shape (``storage.portable``), how many rows it has, and the last id that it ever gave;
* for each table, in an order in which each follows those that it refers to: ``{"table": NAME}``, a list for
  each row, ``{"rows": N, "sha256": DIGEST}``;
* ``{"end": SHA256}`` of all lines before.

Encrypted, all of that is inside of age's format (``steward.age``).
"""

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from bot.steward.age import HEAD as AGE_HEAD
from bot.steward.age import opening, sealing
from bot.storage.portable import KINDS, Row, Shape, Tally

FORMAT = 1
_LEVEL = 6  # of compression: most of a large database is compressed already
_LONGEST = 1 << 28  # characters of a line; the longest is that of a source's largest answer
_MOST_ROWS, _MUCH = 500, 1 << 20  # handed on at a time; characters beyond which it is fewer


class BackupFileError(Exception):
    """A file that is no backup, or no whole one; the message is a sentence that says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a backup says of itself first."""

    tocsin: str
    revision: str
    made_at: datetime
    tables: Sequence[Shape]
    rows: Mapping[str, int]  # of each table
    last_ids: Mapping[str, int]


class Writer:
    """Writes a backup. ``written`` opens one."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.tallies: dict[str, Tally] = {}

    def head(self, head: Head) -> None:
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
def written(file: IO[bytes], recipients: Sequence[Any]) -> Iterator[Writer]:
    """A backup that goes into ``file``, encrypted if there are any ``recipients``. Raises ``OSError``."""
    with ExitStack() as stack:
        target = stack.enter_context(sealing(file, recipients)) if recipients else file
        yield Writer(stack.enter_context(cast(IO[bytes], gzip.GzipFile("", "wb", _LEVEL, target, mtime=0))))


class Reader:
    """Reads a backup: its ``head``, then, with ``rows``, everything else. ``opened`` opens one."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.tallies: dict[str, Tally] = {}
        self.head = self._head()

    def rows(self) -> Iterator[tuple[Shape, list[Row]]]:
        """All rows, some of one table at a time. What was handed on is right only once this has ended.

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
            if len(batch) == _MOST_ROWS or much > _MUCH:
                yield shape, batch
                batch, much = [], 0
        if said != {"rows": self.head.rows.get(shape.name), "sha256": tally.digest}:
            raise _damaged()
        if batch:
            yield shape, batch

    def _head(self) -> Head:
        try:
            said = self._next()
            version = said["tocsin-backup"]
        except (BackupFileError, KeyError, TypeError):
            raise BackupFileError(
                "This is no backup of Tocsin, or it was cut short: take another file."
            ) from None
        if version != FORMAT:
            raise newer(said.get("tocsin"))
        try:
            head = Head(
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
        """The next line; nothing at the end of the file, whose checksum has been compared by then."""
        try:
            return self._file.readline(_LONGEST)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise _damaged() from None


@contextmanager
def opened(path: Path, identities: Sequence[Any]) -> Iterator[Reader]:
    """A backup to read, decrypted with one of ``identities`` where it is encrypted.

    Raises ``BackupFileError``, ``AgeError`` and ``OSError``.
    """
    with path.open("rb") as file, reading(file, identities) as reader:
        yield reader


@contextmanager
def reading(file: IO[bytes], identities: Sequence[Any]) -> Iterator[Reader]:
    """As ``opened``, of a file that is open already."""
    file.seek(0)
    encrypted = file.read(len(AGE_HEAD)) == AGE_HEAD
    file.seek(0)
    if encrypted and not identities:
        raise BackupFileError("This backup is encrypted: name the file with its private key, with --key.")
    with ExitStack() as stack:
        if encrypted:
            file = stack.enter_context(opening(file, identities))
        yield Reader(stack.enter_context(cast(IO[bytes], gzip.GzipFile(fileobj=file, mode="rb"))))


def newer(tocsin: object) -> BackupFileError:
    """That a later version made it, which one if it says so."""
    which = f"Tocsin {tocsin}" if isinstance(tocsin, str) else "a newer version of Tocsin"
    return BackupFileError(
        f"This backup was made by {which[:60]}, which this version cannot read: install that."
    )


@contextmanager
def appearing(path: Path) -> Iterator[IO[bytes]]:
    """A new file for its owner alone, which has its name only once it is whole and on disk, and never that of
    another file. Raises ``OSError``, where it is there already ``FileExistsError``."""
    if path.exists():
        raise FileExistsError(path)
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _give_name(half, path)
    finally:
        half.unlink(missing_ok=True)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _give_name(half: Path, path: Path) -> None:
    try:
        os.link(half, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, as on many sticks
        if path.exists():
            raise FileExistsError(path) from None
        half.rename(path)


def _shape(said: Any) -> Shape:
    columns = tuple((str(name), str(kind)) for name, kind in said["columns"])
    if any(kind not in KINDS for _, kind in columns):
        raise ValueError("a kind of column that is not known")
    return Shape(name=str(said["name"]), columns=columns, key=tuple(map(str, said["key"])))


def _damaged() -> BackupFileError:
    return BackupFileError("This backup is damaged, or was cut short: take another copy.")
