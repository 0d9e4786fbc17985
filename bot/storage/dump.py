"""Portable dump: every row of a database, table by table, in a form that both SQLite and PostgreSQL take
back.

Tables and columns are those that the database itself has, whatever its version. A row is a list of JSON
values in the order of the columns: bytes as base64, days and moments (UTC) as ISO text, money as whole
hundredths. Rows are sorted by key, never by insertion, which would be the order of signing.
"""

import base64
import hashlib
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

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
    column,
    func,
    insert,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import String, TypeEngine

from bot.storage.migrations import is_mapped
from bot.storage.types import UtcDateTime

Row = list[Any]

_OWN_TABLES = frozenset({"alembic_version"})  # holds the schema revision, which is kept apart
_MAX_ROWS, _MAX_SIZE = 1000, 1 << 18  # limits of a batch: rows; characters and bytes, approximately
_DIGEST_BYTES = 32

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


@dataclass(frozen=True, slots=True)
class Shape:
    """A table's structure: its columns with the kind of each (one of ``KINDS``), and the columns of its
    key."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(kind for _, kind in self.columns)

    def same_as(self, other: "Shape") -> bool:
        """Return whether it is the same table, in whatever order its columns are."""
        ours, theirs = dict(self.columns), dict(other.columns)
        return (self.name, ours, set(self.key)) == (other.name, theirs, set(other.key))

    def clause(self) -> TableClause:
        return table(self.name, *(column(name, _TYPES[kind]) for name, kind in self.columns))


class Tally:
    """Row count and order-independent digest of a table, since two databases sort text differently. The
    digest is the sum of the rows' SHA-256, modulo 2^256."""

    def __init__(self, shape: Shape) -> None:
        self._has_json = "json" in shape.kinds
        self._sum = 0
        self.rows = 0

    def add(self, row: Row) -> str:
        """Count a row; return it as one line of JSON."""
        line = _line(row)
        canonical = json.dumps(row, sort_keys=True, separators=(",", ":")) if self._has_json else line
        self._sum += int.from_bytes(hashlib.sha256(canonical.encode()).digest())
        self.rows += 1
        return line

    @property
    def digest(self) -> str:
        """The digest in hexadecimal."""
        return (self._sum % (1 << 8 * _DIGEST_BYTES)).to_bytes(_DIGEST_BYTES).hex()


async def shapes(session: AsyncSession) -> list[Shape]:
    """Return the tables of a database, each after those that it refers to; an empty list for an empty
    database."""
    return await (await session.connection()).run_sync(_shapes)


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
                (one["name"], _kind_of(one["type"]))
                for one in found.get_columns(name)
                if "computed" not in one  # the database computes it itself
            ),
            key=tuple(found.get_pk_constraint(name)["constrained_columns"]),
        )
        for name in names
    ]


def _kind_of(found: TypeEngine[Any]) -> str:
    return next(kind for kind, theirs, _ in _KINDS if isinstance(found, theirs))


async def how_many(session: AsyncSession, shape: Shape) -> int:
    """Return the number of rows of a table."""
    return int((await session.execute(select(func.count()).select_from(shape.clause()))).scalar_one())


async def rows(session: AsyncSession, shape: Shape) -> AsyncIterator[list[Row]]:
    """Yield the rows of a table in batches that fit in memory."""
    clause = shape.clause()
    result = await session.stream(select(clause).order_by(*(clause.c[name] for name in shape.key)))
    size, write = 1, _writers(shape)
    while batch := await result.fetchmany(size):
        plain = [
            [
                value if value is None or to is None else to(value)
                for to, value in zip(write, row, strict=True)
            ]
            for row in batch
        ]
        yield plain
        much = sum(len(value) for row in plain for value in row if isinstance(value, str)) > _MAX_SIZE
        size = max(1, size // 4) if much else min(_MAX_ROWS, size * 2)


@asynccontextmanager
async def looking(session: AsyncSession) -> AsyncIterator[None]:
    """Savepoint around ``rows`` in a transaction that goes on to change tables, which PostgreSQL refuses
    while one of its cursors is open. The cursors end with the block; everything else done in it is rolled
    back too."""
    inside = await session.begin_nested()
    try:
        yield
    finally:
        await inside.rollback()


async def put(session: AsyncSession, shape: Shape, batch: Sequence[Row]) -> None:
    """Insert rows into a table. Raises ``ValueError`` or ``TypeError`` for a row that does not fit it, and
    what the driver raises."""
    read, names = _readers(shape), [name for name, _ in shape.columns]
    values = [
        {
            name: value if value is None or of is None else of(value)
            for name, of, value in zip(names, read, row, strict=True)
        }
        for row in batch
    ]
    if values:
        await session.execute(insert(shape.clause()), values)


async def last_ids(session: AsyncSession) -> dict[str, int]:
    """Return the last id that each table has given, if the database remembers it though the row may be
    gone."""
    return {name: await _last_id(session, name, sequence) for name, sequence in await _sequences(session)}


async def set_last_ids(session: AsyncSession, last: Mapping[str, int], *, ahead: int = 0) -> None:
    """Make ids continue after ``last`` and after every existing row, ``ahead`` further on.

    Call it once the rows are inserted: a PostgreSQL sequence does not notice rows that brought their id.
    """
    for name, sequence in await _sequences(session):
        highest = (
            await session.execute(select(func.max(column("id", BigInteger))).select_from(table(name)))
        ).scalar_one() or 0
        given = max(highest, last.get(name, 0)) + ahead
        await _set_last_id(session, name, sequence, given)


async def reserve(session: AsyncSession, name: str, upto: int) -> bool:
    """Make the ids of a table with a remembered last id continue after ``upto``, which may have been given
    though no row has it; return whether that changed anything."""
    words = text("SELECT pg_get_serial_sequence(:name, 'id')")
    sqlite = session.get_bind().dialect.name == "sqlite"
    sequence = None if sqlite else (await session.execute(words, {"name": name})).scalar_one()
    last = await _last_id(session, name, sequence)
    if last >= upto:
        return False
    await _set_last_id(session, name, sequence, upto)
    return True


async def _last_id(session: AsyncSession, name: str, sequence: str | None) -> int:
    if sequence is None:
        found: Any = (
            select(column("seq", BigInteger))
            .select_from(table("sqlite_sequence"))
            .where(column("name") == name)
        )
    else:
        found = text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
    return (await session.execute(found)).scalar_one_or_none() or 0


async def _set_last_id(session: AsyncSession, name: str, sequence: str | None, given: int) -> None:
    if sequence is None:
        await session.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
        await session.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :given)"),
            {"name": name, "given": given},
        )
    else:
        await session.execute(
            text("SELECT setval(CAST(:sequence AS regclass), :given, :used)"),
            {"sequence": sequence, "given": max(given, 1), "used": given > 0},
        )


async def _sequences(session: AsyncSession) -> list[tuple[str, str | None]]:
    """Return the tables whose last id is remembered, with the name of PostgreSQL's sequence."""
    with_id = [shape.name for shape in await shapes(session) if shape.key == ("id",)]
    if session.get_bind().dialect.name == "sqlite":
        words = text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'")
        remembered = set((await session.execute(words)).scalars())
        return [(name, None) for name in with_id if name in remembered]
    found: list[tuple[str, str | None]] = []
    for name in with_id:
        words = text("SELECT pg_get_serial_sequence(:name, 'id')")
        sequence = (await session.execute(words, {"name": name})).scalar_one()
        if sequence is not None:
            found.append((name, str(sequence)))
    return found


def _line(row: Row) -> str:
    return json.dumps(row, separators=(",", ":"))


def _writers(shape: Shape) -> list[Callable[[Any], str] | None]:
    to: dict[str, Callable[[Any], str]] = {
        "bytes": lambda value: base64.b64encode(value).decode(),
        "day": date.isoformat,
        "moment": lambda value: value.astimezone(UTC).isoformat(),
    }
    return [to.get(kind) for kind in shape.kinds]


def _readers(shape: Shape) -> list[Callable[[str], Any] | None]:
    of: dict[str, Callable[[str], Any]] = {
        "bytes": base64.b64decode,
        "day": date.fromisoformat,
        "moment": datetime.fromisoformat,
    }
    return [of.get(kind) for kind in shape.kinds]
