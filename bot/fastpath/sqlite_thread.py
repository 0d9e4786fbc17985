"""aiosqlite with one thread round trip per statement.

Its own cursors take four: create, execute, fetch and close. After each of them the event loop has to come
round before the next, which dominates a command's latency when many sign at once. For the same reason a
read-only transaction begins with its first statement, and its end is not awaited.
"""

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import aiosqlite

_AHEAD = 100  # rows that are fetched together with the statement


def connect(database: str, **options: Any) -> aiosqlite.Connection:
    """Return a connection like ``aiosqlite.connect``, for SQLAlchemy's ``async_creator_fn``. Not yet open:
    ``await`` it."""
    connection = Connection(lambda: sqlite3.connect(database, **options), iter_chunk_size=_AHEAD)
    connection._thread.daemon = True  # as in SQLAlchemy's own dialect
    return connection


class Connection(aiosqlite.Connection):
    def __init__(self, connector: Callable[[], sqlite3.Connection], iter_chunk_size: int) -> None:
        super().__init__(connector, iter_chunk_size)
        self._sent = 0  # calls submitted, counted on the event loop
        self._done = 0  # calls completed, counted in the thread
        self._ended = 0  # number of the last call that ended a read-only transaction
        self._reads = self._has_begun = False  # such a transaction is open; its first statement was submitted
        self._half_read: set[_Cursor] = set()  # used by the thread only

    def cursor(self) -> Any:  # SQLAlchemy enters it before it uses it
        return _Cursor(self)

    def begin_reading(self) -> None:
        """Begin a read-only transaction."""
        self._reads, self._has_begun = True, False

    async def commit(self) -> None:
        if not self._stops_reading() and self._may_be_in_transaction():
            await super().commit()

    async def rollback(self) -> None:
        """Do nothing if no transaction is open: SQLAlchemy rolls back whenever a connection is returned to
        the pool."""
        if not self._stops_reading() and self._may_be_in_transaction():
            await self._execute(self._undo)

    def _stops_reading(self) -> bool:
        """End a read-only transaction without waiting for it; return whether that was done. Not done while a
        cancelled task's call is pending, which may take long."""
        reads, self._reads = self._reads, False
        if not reads or self._sent != self._done:
            return False
        if self.in_transaction:
            self._sent += 1
            self._ended = self._sent
            self._tx.put_nowait((None, partial(self._counted, self._undo)))
        return True

    def _may_be_in_transaction(self) -> bool:
        """True if a transaction is open, or if a call of a cancelled task is pending that may yet begin
        one."""
        if self._ended == self._sent:  # the last call ended it, or will
            return False
        return self._sent != self._done or self.in_transaction

    async def errand(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Run ``work`` in the connection's thread and return its result."""
        return await self._execute(work, *arguments)

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self._sent += 1
        if self._reads and not self._has_begun:
            self._has_begun = True
            fn, args = self._begin_and, (fn, *args)
        return await super()._execute(self._counted, fn, *args, **kwargs)  # type: ignore[no-untyped-call]

    def _counted(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        try:
            return work(*arguments, **named)
        finally:
            self._done += 1

    def _undo(self) -> None:
        """Roll back and finalize unfinished statements: one would keep its lock on the file, even after the
        connection is closed, for as long as the cancelled task is referenced."""
        for cursor in list(self._half_read):
            cursor._forget()
        self._conn.rollback()

    def _begin_and(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        if self._conn.in_transaction:  # an earlier rollback failed unobserved
            self._conn.rollback()
        self._conn.execute("BEGIN")
        return work(*arguments, **named)


class _Cursor:
    """The part of a cursor that SQLAlchemy uses. The SQLite cursor is created by the first execute."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cursor: sqlite3.Cursor | None = None  # set while there are unread rows
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> "_Cursor":
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> "_Cursor":
        await self._connection.errand(self._run, sqlite3.Cursor.execute, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> "_Cursor":
        await self._connection.errand(self._run, sqlite3.Cursor.executemany, sql, parameters)
        return self

    async def fetchone(self) -> Any:
        rows = await self.fetchmany(1)
        return rows[0] if rows else None

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        size = self.arraysize if size is None else size
        if len(self._rows) < size and self._cursor is not None:
            await self._connection.errand(self._read, max(size - len(self._rows), _AHEAD))
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    async def fetchall(self) -> list[Any]:
        if self._cursor is not None:
            await self._connection.errand(self._read, None)
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        if self._cursor is not None:
            await self._connection.errand(self._forget)

    # In the thread of the connection

    def _forget(self) -> None:
        if self._cursor is not None:
            self._cursor.close()
            self._cursor = None
            self._connection._half_read.discard(self)

    def _run(self, how: Callable[[sqlite3.Cursor, str, Any], Any], sql: str, parameters: Any) -> None:
        cursor = self._cursor or self._connection._conn.cursor()
        how(cursor, sql, parameters)
        self._cursor, self._rows = cursor, []
        self._connection._half_read.add(self)
        self.description, self.lastrowid = cursor.description, cursor.lastrowid
        self._read(_AHEAD if cursor.description else None)

    def _read(self, most: int | None) -> None:
        """Fetch up to ``most`` rows (all if ``None``); an exhausted cursor is closed."""
        cursor = self._cursor
        assert cursor is not None
        rows = cursor.fetchall() if most is None else cursor.fetchmany(most)
        self._rows += rows
        self.rowcount = cursor.rowcount
        if most is None or len(rows) < most:
            self._forget()
