"""Copier of rows: every row of a database into another, of either engine, or into a file and back.

Tables and columns are those that the database itself has, whatever its version. A row is a list of JSON
values in the order of the columns, which are sorted by name: bytes as base64, days and moments (UTC) as ISO
text, money as whole hundredths. Rows come by key, never by insertion, which would be the order of signing.
"""

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol, Self

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    bindparam,
    column,
    func,
    insert,
    inspect,
    select,
    table,
    text,
    tuple_,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import String, TypeEngine

from bot.storage.errors import is_away, why_not_stored
from bot.storage.migrations import is_mapped
from bot.storage.types import UtcDateTime

Row = list[Any]
Mask = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Returns a row as it is copied, by column."""

_OWN_TABLES = frozenset({"alembic_version"})  # holds the schema revision, which is kept apart
_MAX_ROWS, _MAX_SIZE = 1000, 1 << 18  # limits of a batch: rows; characters, approximately
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"))

# Tried in this order: SQLAlchemy's DateTime is no Date, but its Float is a Numeric.
_KINDS: tuple[tuple[str, type[TypeEngine[Any]], TypeEngine[Any]], ...] = (
    ("boolean", Boolean, Boolean()),
    ("json", JSON, JSON(none_as_null=True)),
    ("moment", DateTime, UtcDateTime()),
    ("day", Date, Date()),
    ("bytes", LargeBinary, LargeBinary()),
    ("integer", Integer, BigInteger()),
    ("float", Float, Float()),
    ("float", Numeric, Float()),
    ("text", String, String()),
)
_TYPES = {kind: ours for kind, _, ours in reversed(_KINDS)}
KINDS = frozenset(_TYPES)
"""The kinds of value that a column can hold."""

_TO_JSON: dict[str, Callable[[Any], str]] = {
    "bytes": lambda value: base64.b64encode(value).decode(),
    "day": date.isoformat,
    "moment": lambda value: value.astimezone(UTC).isoformat(),
}
_FROM_JSON: dict[str, Callable[[str], Any]] = {
    "bytes": base64.b64decode,
    "day": date.fromisoformat,
    "moment": datetime.fromisoformat,
}

_LAST_IDS_ON_SQLITE = text(
    "SELECT m.name, coalesce(s.seq, 0) AS last "
    "FROM sqlite_master m LEFT JOIN sqlite_sequence s ON s.name = m.name "
    "WHERE m.type = 'table' AND m.sql LIKE '%AUTOINCREMENT%' ORDER BY m.name"
)
_LAST_IDS_ON_POSTGRESQL = text(
    "SELECT CAST(c.table_name AS text) AS name, coalesce(s.last_value, 0) AS last "
    "FROM information_schema.columns c "
    "JOIN pg_sequences s ON format('%I.%I', s.schemaname, s.sequencename) = "
    "pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) "
    "WHERE c.column_name = 'id' AND c.table_schema = current_schema() ORDER BY c.table_name"
)
_SET_ON_SQLITE = (
    text("DELETE FROM sqlite_sequence WHERE name = :name"),
    text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"),
)
_SET_ON_POSTGRESQL = (
    text(
        "SELECT setval(pg_get_serial_sequence(quote_ident(:name), 'id'), greatest(:last, 1), :last > 0)"
    ).bindparams(bindparam("last", type_=BigInteger)),
)


class CopyError(Exception):
    """A copy that failed. ``code`` is the reason: ``not-accepted`` (a table or a row of it), ``differs`` (it
    was read back)."""

    def __init__(self, code: str, table: str) -> None:
        super().__init__(f"{code}: {table}")
        self.code = code
        self.table = table


@dataclass(frozen=True, slots=True)
class Shape:
    """A table's structure: its columns with the kind of each (one of ``KINDS``), and the columns of its
    key."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)

    def clause(self) -> TableClause:
        return table(self.name, *(column(name, _TYPES[kind]) for name, kind in self.columns))


@dataclass(frozen=True, slots=True)
class Inventory:
    """Tables of a database or a backup, each after those that it refers to, with the number of rows and the
    last id by table."""

    tables: Sequence[Shape]
    rows: Mapping[str, int]
    last_ids: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


Rows = AsyncIterator[tuple[Shape, list[Row]]]
"""Rows in batches of one table each, in the order of an inventory's tables."""


class Source(Protocol):
    """Rows to copy. ``rows`` may raise until its end, and vouches for nothing before."""

    @property
    def inventory(self) -> Inventory: ...
    def rows(self) -> Rows: ...


class Sink(Protocol):
    """Place for a copy, which can be read back."""

    async def write(self, inventory: Inventory, rows: Rows) -> None: ...
    def read_back(self) -> AbstractAsyncContextManager[Source]: ...


@dataclass
class Tally:
    """Row count of a table, and the sum of its rows' SHA-256 modulo 2^256: two databases sort text
    differently."""

    rows: int = 0
    digest: int = 0

    def add(self, batch: Sequence[Row]) -> None:
        for row in batch:
            content = hashlib.sha256(_CANONICAL.encode(row).encode())
            self.digest = (self.digest + int.from_bytes(content.digest())) % (1 << 256)
        self.rows += len(batch)


async def copy(
    source: Source,
    sink: Sink,
    masks: Mapping[str, Mask],
    *,
    written: Callable[[int], object],
    compared: Callable[[int], object],
) -> None:
    """Copy every row from a source into an empty sink, changed by its table's mask, then read the copy back.

    ``written`` and ``compared`` are told how many rows were copied and read back. Raises ``CopyError``, and
    what source and sink raise.
    """
    sent, found = defaultdict[str, Tally](Tally), defaultdict[str, Tally](Tally)
    await sink.write(source.inventory, tallied(_masked(source.rows(), masks), sent, written))
    async with sink.read_back() as copied:
        async for _ in tallied(copied.rows(), found, compared):
            pass
        for name, last in copied.inventory.last_ids.items():
            if last < source.inventory.last_ids.get(name, 0):  # it would give ids again
                raise CopyError("differs", name)
    for name in sorted(sent.keys() | found.keys()):
        if sent[name] != found[name]:
            raise CopyError("differs", name)


async def tallied(rows: Rows, tallies: Mapping[str, Tally], seen: Callable[[int], object]) -> Rows:
    """Yield rows as they are, and add them to their table's tally; ``seen`` is told how many."""
    async for shape, batch in rows:
        tallies[shape.name].add(batch)
        yield shape, batch
        seen(len(batch))


async def _masked(rows: Rows, masks: Mapping[str, Mask]) -> Rows:
    async for shape, batch in rows:
        if mask := masks.get(shape.name):
            yield shape, [[*mask(dict(zip(shape.names, row, strict=True))).values()] for row in batch]
        else:
            yield shape, batch


@dataclass(frozen=True, slots=True)
class DatabaseRows:
    """Rows of a database in the caller's transaction: source and sink of ``copy``. ``open`` makes it."""

    session: AsyncSession
    inventory: Inventory

    @classmethod
    async def open(cls, session: AsyncSession, *, without: Collection[str] = ()) -> Self:
        """Take the inventory of a database. Tables named in ``without`` count as empty."""
        tables = await (await session.connection()).run_sync(_shapes)
        rows = {}
        for shape in tables:
            count = select(func.count()).select_from(shape.clause())
            rows[shape.name] = 0 if shape.name in without else await session.scalar(count) or 0
        return cls(session, Inventory(tables, rows, await last_ids(session)))

    async def rows(self) -> Rows:
        for shape in self.inventory.tables:
            if self.inventory.rows[shape.name]:
                async for batch in self.batches(shape):
                    yield shape, batch

    async def batches(self, shape: Shape) -> AsyncIterator[list[Row]]:
        """Yield the rows of a table by key, in batches that fit in memory.

        Each is a query of its own: an open cursor would keep PostgreSQL from changing the table afterwards.
        """
        clause = shape.clause()
        key = tuple_(*(clause.c[name] for name in shape.key))
        convert = [_TO_JSON.get(kind) for _, kind in shape.columns]
        query = page = select(clause).order_by(*(clause.c[name] for name in shape.key))
        size = 1
        while found := (await self.session.execute(page.limit(size))).all():
            batch = [[_converted(*each) for each in zip(convert, row, strict=True)] for row in found]
            yield batch
            much = sum(len(value) for row in batch for value in row if isinstance(value, str)) > _MAX_SIZE
            size = max(1, size // 4) if much else min(_MAX_ROWS, size * 2)
            page = query.where(key > tuple(getattr(found[-1], name) for name in shape.key))

    async def write(self, inventory: Inventory, rows: Rows) -> None:
        for shape in {*inventory.tables} ^ {*self.inventory.tables}:
            raise CopyError("not-accepted", shape.name)
        async for shape, batch in rows:
            try:
                await put(self.session, shape, batch)
            except (DBAPIError, ValueError, TypeError) as error:
                if why_not_stored(error) is not None or is_away(error):
                    raise
                raise CopyError("not-accepted", shape.name) from error
        await set_last_ids(self.session, inventory.last_ids)

    @asynccontextmanager
    async def read_back(self) -> AsyncIterator["DatabaseRows"]:
        yield await DatabaseRows.open(self.session)


async def put(session: AsyncSession, shape: Shape, batch: Sequence[Row]) -> None:
    """Insert rows into a table. Raises ``ValueError`` or ``TypeError`` for a row that does not fit it, and
    what the driver raises."""
    convert = [_FROM_JSON.get(kind) for _, kind in shape.columns]
    values = [[_converted(*each) for each in zip(convert, row, strict=True)] for row in batch]
    await session.execute(
        insert(shape.clause()), [dict(zip(shape.names, row, strict=True)) for row in values]
    )


def _converted(convert: Callable[[Any], Any] | None, value: Any) -> Any:
    return value if value is None or convert is None else convert(value)


def _shapes(connection: Connection) -> list[Shape]:
    found = inspect(connection)
    names = [
        name
        for name, _ in found.get_sorted_table_and_fkc_names()
        if name is not None and name not in _OWN_TABLES and is_mapped(name, "table", None)
    ]
    return [
        Shape(
            name=name,
            columns=tuple(
                sorted(
                    (one["name"], _kind_of(one["type"]))
                    for one in found.get_columns(name)
                    if "computed" not in one  # the database computes it itself
                )
            ),
            key=tuple(found.get_pk_constraint(name)["constrained_columns"]),
        )
        for name in names
    ]


def _kind_of(found: TypeEngine[Any]) -> str:
    return next(kind for kind, theirs, _ in _KINDS if isinstance(found, theirs))


async def last_ids(session: AsyncSession) -> dict[str, int]:
    """Return the last id of each table that remembers it."""
    found = await session.execute(_LAST_IDS_ON_SQLITE if _is_sqlite(session) else _LAST_IDS_ON_POSTGRESQL)
    return {row.name: row.last for row in found}


async def set_last_ids(session: AsyncSession, last: Mapping[str, int], *, ahead: int = 0) -> None:
    """Make ids continue after ``last`` and after every existing row, ``ahead`` further on.

    Call it once the rows are inserted: a PostgreSQL sequence does not notice rows that brought their id.
    """
    for name in await last_ids(session):
        highest = await session.scalar(select(func.max(column("id", BigInteger))).select_from(table(name)))
        await _set_last_id(session, name, max(highest or 0, last.get(name, 0)) + ahead)


async def reserve(session: AsyncSession, name: str, upto: int) -> bool:
    """Make the ids of a table with a remembered last id continue after ``upto``, which may have been given
    though no row has it; return whether that changed anything."""
    if (await last_ids(session))[name] >= upto:
        return False
    await _set_last_id(session, name, upto)
    return True


async def _set_last_id(session: AsyncSession, name: str, last: int) -> None:
    for statement in _SET_ON_SQLITE if _is_sqlite(session) else _SET_ON_POSTGRESQL:
        await session.execute(statement, {"name": name, "last": last})


def _is_sqlite(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "sqlite"
