"""Recorder of the SQL statements that reach the driver."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from bot.storage import Database

WRITES = ("INSERT", "UPDATE", "DELETE")
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


@dataclass(slots=True)
class Statements:
    """The recorded statements, in order."""

    sent: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def queries(self) -> list[tuple[str, Any]]:
        """The statements without transaction control."""
        return [(sql, values) for sql, values in self.sent if not sql.lstrip().upper().startswith(CONTROL)]

    def written(self) -> dict[str, int]:
        """Return the number of write statements by table."""
        counted: dict[str, int] = {}
        for sql, _ in self.sent:
            words = sql.split()
            if words[0].upper() in WRITES:
                table = words[1] if words[0].upper() == "UPDATE" else words[2]
                counted[table] = counted.get(table, 0) + 1
        return counted


@contextmanager
def record_statements(database: Database) -> Iterator[Statements]:
    """Record statements while the context is open."""
    statements = Statements()

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, _context: Any, _many: bool) -> None:
        statements.sent.append((sql, values))

    engines = (database.engine.sync_engine, database._brief.sync_engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
