"""Prepared statements: compiled once per database dialect, and sent without a session.

Building a statement and looking it up in SQLAlchemy's cache takes longer than executing it if the result is
small. These are compiled at their first use; after that only the parameter values differ.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Dialect, Select, Table, TextClause, bindparam
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase

Row = tuple[Any, ...]
Statement = Select[*tuple[Any, ...]] | UpdateBase | TextClause
_Process = Callable[[Any], Any]

MAX_VALUES = 1024
"""Maximum number of values in one ``InListQuery``."""

_MAX_ROWS = 64  # maximum per statement


class _Words:
    """A statement with named parameters."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._prepared: dict[str, CompiledStatement] = {}

    def prepared(self, dialect: Dialect) -> "CompiledStatement":
        """Return the statement compiled for this database's driver."""
        found = self._prepared.get(dialect.name)
        if found is None:
            found = self._prepared[dialect.name] = _prepare(self._statement, dialect)
        return found


class PreparedSelect(_Words):
    """A prepared ``SELECT``, for ``Database.ask`` or a ``Transaction``."""


Ask = Callable[[PreparedSelect, Mapping[str, Any]], Awaitable[list[Row]]]
"""Runs a prepared select: on the database as it is now, or in a transaction."""


class PreparedWrite(_Words):
    """A prepared ``INSERT``, ``UPDATE`` or ``DELETE`` without ``RETURNING``, run by a ``Transaction``."""


class InListQuery:
    """A prepared select with an ``IN`` list of any length: compiled for lengths that are powers of two,
    padded with the last value. ``make`` puts the parameters into the ``IN``."""

    def __init__(self, make: Callable[[Sequence[BindParameter[Any]]], Select[*tuple[Any, ...]]]) -> None:
        self._make = make
        self._by_length: dict[int, PreparedSelect] = {}

    def of(self, values: Sequence[Any]) -> tuple[PreparedSelect, dict[str, Any]]:
        """Return the statement and parameters for these values: at least one and at most ``MAX_VALUES``."""
        length = 1 << (len(values) - 1).bit_length()
        question = self._by_length.get(length)
        if question is None:
            question = PreparedSelect(self._make([bindparam(f"value_{place}") for place in range(length)]))
            self._by_length[length] = question
        filled = [*values, *([values[-1]] * (length - len(values)))]
        return question, {f"value_{place}": value for place, value in enumerate(filled)}


class BulkInsert:
    """A bulk ``INSERT`` of whole rows in few statements: one for each power of two in their number. ``make``
    puts the rows' parameters into its ``VALUES``.

    A driver that takes one row at a time makes its thread and the event loop wait for each other at each of
    them.
    """

    def __init__(
        self, table: Table, make: Callable[[Sequence[Mapping[str, BindParameter[Any]]]], UpdateBase]
    ) -> None:
        self._table = table
        self._make = make
        self._by_length: dict[int, PreparedWrite] = {}

    def of(self, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[PreparedWrite, dict[str, Any]]]:
        """Yield the statements for these rows, which have a value for each column, with their parameters."""
        begin = 0
        while begin < len(rows):
            length = min(_MAX_ROWS, 1 << (len(rows) - begin).bit_length() - 1)
            yield (
                self._command(length),
                {
                    f"row{place}_{name}": value
                    for place, row in enumerate(rows[begin : begin + length])
                    for name, value in row.items()
                },
            )
            begin += length

    def _command(self, length: int) -> PreparedWrite:
        if length not in self._by_length:
            # SQLAlchemy infers the types of the first row only.
            rows = [
                {c.key: bindparam(f"row{place}_{c.key}", type_=c.type) for c in self._table.columns}
                for place in range(length)
            ]
            self._by_length[length] = PreparedWrite(self._make(rows))
        return self._by_length[length]


@dataclass(frozen=True, slots=True)
class CompiledStatement:
    """A compiled statement; ``sql`` uses the driver's own parameter style."""

    sql: str
    _constants: Mapping[str, Any]
    _binds: Sequence[tuple[str, _Process | None]]
    _results: Sequence[tuple[int, _Process]]

    def parameters(self, values: Mapping[str, Any]) -> list[Any]:
        """Return the parameters in the driver's order and types. A ``KeyError`` names one that has no
        value."""
        given = {**self._constants, **values}
        return [process(given[name]) if process else given[name] for name, process in self._binds]

    def rows(self, raw: Sequence[Sequence[Any]]) -> list[Row]:
        """Convert the driver's rows to the Python types of the columns."""
        found = []
        for one in raw:
            row = list(one)
            for place, process in self._results:
                row[place] = process(row[place])
            found.append(tuple(row))
        return found


def _prepare(statement: Statement, dialect: Dialect) -> CompiledStatement:
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    binds = [(name, compiled.binds[name]) for name in compiled.positiontup or ()]
    columns = statement.selected_columns if isinstance(statement, Select) else ()
    results = (column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns)
    return CompiledStatement(
        sql=compiled.string,
        _constants={name: bind.effective_value for name, bind in binds if not bind.required},
        _binds=[(name, bind.type.dialect_impl(dialect).bind_processor(dialect)) for name, bind in binds],
        _results=[(place, process) for place, process in enumerate(results) if process is not None],
    )
