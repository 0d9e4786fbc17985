"""aiosqlite, with one errand to its thread for a statement.

Its own cursors take four: to be made, to execute, to be read and to be closed. After each of them the event
loop has to come round before it goes on, which is what a command waits for where many sign at once. For the
same reason a transaction that only reads begins with its first statement, and nobody waits for its end.
"""

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import aiosqlite

_AHEAD = 100  # rows that are read with the statement


def connect(database: str, **options: Any) -> aiosqlite.Connection:
    """As ``aiosqlite.connect``, for SQLAlchemy's ``async_creator_fn``. Not yet open: ``await`` it."""
    connection = _Connection(lambda: sqlite3.connect(database, **options), iter_chunk_size=_AHEAD)
    connection._thread.daemon = True  # as SQLAlchemy has it
    return connection


class _Connection(aiosqlite.Connection):
    def __init__(self, connector: Callable[[], sqlite3.Connection], iter_chunk_size: int) -> None:
        super().__init__(connector, iter_chunk_size)
        self._sent = 0  # errands, counted here
        self._done = 0  # and there, in the thread
        self._ended = 0  # the number of the last that ended a transaction which only read
        self._reads = self._has_begun = False  # such a transaction, and its first statement
        self._half_read: set[_Cursor] = set()  # seen by the thread alone

    def cursor(self) -> Any:  # what SQLAlchemy enters before it uses it
        return _Cursor(self)

    def begin_reading(self) -> None:
        """Begin a transaction that only reads."""
        self._reads, self._has_begun = True, False

    async def commit(self) -> None:
        if not self._stops_reading() and self._may_be_in_transaction():
            await super().commit()

    async def rollback(self) -> None:
        """None is under way where SQLAlchemy makes sure that a connection is given back without."""
        if not self._stops_reading() and self._may_be_in_transaction():
            await self._execute(self._undo)

    def _stops_reading(self) -> bool:
        """Whether the transaction only read, and ends in its turn. Not where somebody who was cancelled has
        left an errand: that one may take long."""
        reads, self._reads = self._reads, False
        if not reads or self._sent != self._done:
            return False
        if self.in_transaction:
            self._sent += 1
            self._ended = self._sent
            self._tx.put_nowait((None, partial(self._counted, self._undo)))
        return True

    def _may_be_in_transaction(self) -> bool:
        """Also where somebody who was cancelled has left an errand that may yet begin one."""
        if self._ended == self._sent:  # by the last errand, done or not
            return False
        return self._sent != self._done or self.in_transaction

    async def errand(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """What ``work`` gives, done by the connection's thread."""
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
        """A statement that was not read to its end would keep its lock on the file after that, and after the
        connection, as long as whoever was cancelled is remembered."""
        for cursor in list(self._half_read):
            cursor._forget()
        self._conn.rollback()

    def _begin_and(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        if self._conn.in_transaction:  # whose end failed, which nobody saw
            self._conn.rollback()
        self._conn.execute("BEGIN")
        return work(*arguments, **named)


class _Cursor:
    """The part of a cursor that SQLAlchemy uses. It exists once something was executed."""

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection
        self._cursor: sqlite3.Cursor | None = None  # where not everything was read
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
        """So many more rows; a cursor that has no more is closed."""
        cursor = self._cursor
        assert cursor is not None
        rows = cursor.fetchall() if most is None else cursor.fetchmany(most)
        self._rows += rows
        self.rowcount = cursor.rowcount
        if most is None or len(rows) < most:
            self._forget()
