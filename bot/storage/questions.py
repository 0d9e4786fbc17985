"""Statements that are asked again and again: put into words once, and sent without a session.

To build a statement, and to see that it was compiled before, takes longer than its answer where that is
small. A question is compiled at its first use, for each kind of database; after that only its values differ.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Select
from sqlalchemy.sql.compiler import SQLCompiler

Row = tuple[Any, ...]
_Process = Callable[[Any], Any]


class Question:
    """A ``SELECT`` whose parameters have names. ``Database.ask`` asks it."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement
        self._prepared: dict[str, Prepared] = {}

    def prepared(self, dialect: Dialect) -> "Prepared":
        """As the driver of this kind of database takes it."""
        found = self._prepared.get(dialect.name)
        if found is None:
            found = self._prepared[dialect.name] = _prepare(self._statement, dialect)
        return found


@dataclass(frozen=True, slots=True)
class Prepared:
    """``sql`` with the driver's own marks for parameters."""

    sql: str
    _constants: Mapping[str, Any]
    _binds: Sequence[tuple[str, _Process | None]]
    _results: Sequence[tuple[int, _Process]]

    def parameters(self, values: Mapping[str, Any]) -> list[Any]:
        """In the driver's order and types. A ``KeyError`` names one that has no value."""
        given = {**self._constants, **values}
        return [process(given[name]) if process else given[name] for name, process in self._binds]

    def rows(self, raw: Sequence[Sequence[Any]]) -> list[Row]:
        """What the driver gave, in the types of the columns."""
        found = []
        for one in raw:
            row = list(one)
            for place, process in self._results:
                row[place] = process(row[place])
            found.append(tuple(row))
        return found


def _prepare(statement: Select[*tuple[Any, ...]], dialect: Dialect) -> Prepared:
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    binds = [(name, compiled.binds[name]) for name in compiled.positiontup or ()]
    results = (
        column.type.dialect_impl(dialect).result_processor(dialect, None)
        for column in statement.selected_columns
    )
    return Prepared(
        sql=compiled.string,
        _constants={name: bind.effective_value for name, bind in binds if not bind.required},
        _binds=[(name, bind.type.dialect_impl(dialect).bind_processor(dialect)) for name, bind in binds],
        _results=[(place, process) for place, process in enumerate(results) if process is not None],
    )
