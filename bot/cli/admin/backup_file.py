"""File format of ``tocsin backup``: every row of every table, and nothing else of the database.

Rows, not pages: deleted data is not in it. It is JSON lines, compressed with gzip:

* the head: the version of this format and of Tocsin, the revision of the tables, the moment, and for each
  table its shape (``storage.copier``), its number of rows, and the last id that it ever gave;
* for each table that has rows, in an order in which each follows those that it refers to:
  ``{"table": NAME}``, then a list for each row;
* ``{"end": SHA256}`` of all lines before.

If encrypted, all of that is inside of age's format (``admin.age``).
"""

import hashlib
import json
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any

from bot.cli.admin import age
from bot.errors import SentenceError
from bot.storage.copier import KINDS, Inventory, Row, Rows, Shape

FORMAT = 1
_LEVEL = 6  # compression level: most of a large database is compressed already
_GZIP = zlib.MAX_WBITS | 16
_PART_SIZE = 1 << 16  # bytes
_MAX_LINE_LENGTH = 1 << 28  # bytes; the longest holds a source's largest answer
_MAX_ROWS, _MAX_SIZE = 500, 1 << 20  # limits of a batch: rows; bytes


class BackupFileError(SentenceError):
    """A file that is no backup, or an incomplete one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Program, tables and moment that a backup is of."""

    tocsin: str
    revision: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A new backup in an open, empty file: a sink of ``storage.copier``.

    It is encrypted to ``recipients``, if there are any, and read back with ``identities``.
    """

    file: IO[bytes]
    origin: Origin
    recipients: Sequence[Any]
    identities: Sequence[Any]

    async def write(self, inventory: Inventory, rows: Rows) -> None:
        content = _packed(self.origin, inventory, rows)
        if self.recipients:
            content = age.encrypted(content, self.recipients)
        async with aclosing(content):
            async for part in content:
                self.file.write(part)
        self.file.flush()

    @asynccontextmanager
    async def read_back(self) -> AsyncIterator["BackupReader"]:
        async with reading(self.file, self.identities) as reader:
            yield reader


async def _packed(origin: Origin, inventory: Inventory, rows: Rows) -> AsyncGenerator[bytes]:
    """Yield the content of a backup, which is not encrypted."""
    member, digest = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP), hashlib.sha256()

    def line(value: object) -> bytes:
        content = json.dumps(value, separators=(",", ":")).encode() + b"\n"
        digest.update(content)
        return member.compress(content)

    made_at = origin.made_at.isoformat()
    yield line({"tocsin-backup": FORMAT, **asdict(origin), "made_at": made_at, **asdict(inventory)})
    current = None
    async for shape, batch in rows:
        if shape != current:
            yield line({"table": shape.name})
            current = shape
        for row in batch:
            yield line(row)
    yield line({"end": digest.hexdigest()}) + member.flush()


class BackupReader:
    """An open backup: a source of ``storage.copier``, made by ``reading``."""

    def __init__(self, head: bytes, lines: AsyncIterator[bytes]) -> None:
        self.origin, self.inventory = _parsed(head)
        self._digest = hashlib.sha256(head)
        self._lines = lines

    async def rows(self) -> Rows:
        """Yield all rows. They are verified only once this has ended. Raises ``BackupFileError``."""
        for shape in self.inventory.tables:
            if count := self.inventory.rows[shape.name]:
                await self._expect({"table": shape.name})
                async for batch in self._batches(len(shape.columns), count):
                    yield shape, batch
        await self._expect({"end": self._digest.hexdigest()})
        if await anext(self._lines, None) is not None:
            raise _damaged()

    async def _batches(self, columns: int, count: int) -> AsyncIterator[list[Row]]:
        batch: list[Row] = []
        size = 0
        for left in reversed(range(count)):
            line = await self._next()
            row = _json(line)
            if not isinstance(row, list) or len(row) != columns:
                raise _damaged()
            batch.append(row)
            size += len(line)
            if not left or len(batch) == _MAX_ROWS or size > _MAX_SIZE:
                yield batch
                batch, size = [], 0

    async def _expect(self, value: object) -> None:
        if _json(await self._next()) != value:
            raise _damaged()

    async def _next(self) -> bytes:
        line = await anext(self._lines, None)
        if line is None:
            raise _damaged()
        self._digest.update(line)
        return line


@asynccontextmanager
async def reading(file: IO[bytes], identities: Sequence[Any]) -> AsyncIterator[BackupReader]:
    """Read a backup from an open file, decrypted with one of ``identities`` if it is encrypted.

    Raises ``BackupFileError``, ``AgeError`` and ``OSError``.
    """
    file.seek(0)
    is_encrypted = file.read(len(age.HEAD)) == age.HEAD
    file.seek(0)
    if is_encrypted and not identities:
        raise BackupFileError("terminal-backup-encrypted")
    content = _parts(file)
    async with aclosing(age.decrypted(content, identities) if is_encrypted else content) as packed:
        lines = _lines(packed)
        try:
            head = await anext(lines, b"")
        except BackupFileError:
            raise BackupFileError("terminal-backup-none") from None
        yield BackupReader(head, lines)


async def _parts(file: IO[bytes]) -> AsyncGenerator[bytes]:
    while part := file.read(_PART_SIZE):
        yield part


async def _lines(content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield the lines in one gzip member, with which the content must end: ``gzip`` lets zeros and further
    members follow. Raises ``BackupFileError``."""
    member, pending = zlib.decompressobj(_GZIP), [b""]
    async for packed in content:
        try:
            rest, *more = member.decompress(packed).split(b"\n")
        except zlib.error:
            raise _damaged() from None
        pending.append(rest)
        for line in more:
            yield b"".join(pending) + b"\n"
            pending = [line]
        if member.unused_data or sum(map(len, pending)) > _MAX_LINE_LENGTH:
            raise _damaged()
    if not member.eof or any(pending):
        raise _damaged()


def newer(tocsin: object) -> BackupFileError:
    """Return the error for a backup of a later version, with that version if it is known."""
    if isinstance(tocsin, str):
        return BackupFileError("terminal-backup-newer", version=tocsin[:60])
    return BackupFileError("terminal-backup-newer-unknown")


def _parsed(head: bytes) -> tuple[Origin, Inventory]:
    """Return the content of a backup's first line."""
    try:
        said = _json(head)
        version = said["tocsin-backup"]
    except (BackupFileError, KeyError, TypeError):
        raise BackupFileError("terminal-backup-none") from None
    if version != FORMAT:
        raise newer(said.get("tocsin"))
    try:
        origin = Origin(
            tocsin=str(said["tocsin"]),
            revision=str(said["revision"]),
            made_at=datetime.fromisoformat(said["made_at"]),
        )
        inventory = Inventory(
            tables=[_shape(table) for table in said["tables"]],
            rows={str(name): int(count) for name, count in said["rows"].items()},
            last_ids={str(name): int(last) for name, last in said["last_ids"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise _damaged() from None
    names = [shape.name for shape in inventory.tables]
    if origin.made_at.tzinfo is None or sorted(names) != sorted(inventory.rows):
        raise _damaged()
    return origin, inventory


def _shape(said: Any) -> Shape:
    columns = tuple((str(name), str(kind)) for name, kind in said["columns"])
    if any(kind not in KINDS for _, kind in columns):
        raise ValueError(columns)
    return Shape(name=str(said["name"]), columns=columns, key=tuple(map(str, said["key"])))


def _json(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise _damaged() from None


def _damaged() -> BackupFileError:
    return BackupFileError("terminal-backup-damaged")
