"""Database engine: ``read()`` and ``write()`` sessions, on SQLite and on PostgreSQL.

On SQLite the driver is left in autocommit and every transaction begins with an explicit statement, ``BEGIN
IMMEDIATE`` to write and ``BEGIN`` to read: the driver's own handling begins too late, at the first write, and
loses updates to what was read before it. An ``asyncio`` lock queues the writers of this process, so that they
do not poll for the file's lock.
"""

import asyncio
import gc
import logging
import os
import secrets
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Executable,
    Integer,
    Row,
    Select,
    bindparam,
    event,
    select,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InvalidatePoolError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, async_sessionmaker, create_async_engine

from bot.common.files import create_private
from bot.errors import DatabaseAway, NotStored, RoleLost
from bot.storage.errors import (
    DatabaseError,
    WriteOutage,
    code_of,
    free_bytes,
    is_away,
    is_full,
    is_uncertain,
    why_not_stored,
)
from bot.storage.models import Term
from bot.storage.url import parse_url

Rows = Sequence[Row[*tuple[Any, ...]]]
Ask = Callable[[Executable, Mapping[str, Any]], Awaitable[Rows]]
"""Runs a select with these values: on the database as it is now, or in a transaction."""


class InListQuery:
    """A select with an ``IN`` list of any length. ``make`` puts the list into it."""

    def __init__(self, make: Callable[[BindParameter[Any]], Executable]) -> None:
        self._statement = make(bindparam("listed", expanding=True))

    def of(self, values: Sequence[Any]) -> tuple[Executable, dict[str, Any]]:
        """Return the statement and its parameters for these values."""
        return self._statement, {"listed": list(values)}


class Transaction:
    """A transaction of ``Database.brief``."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def ask(self, question: Executable, values: Mapping[str, Any]) -> Rows:
        """Return the rows of a select."""
        return (await self._connection.execute(question, values)).all()

    async def run(self, command: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement for each of the rows, in their order, in one call to the driver."""
        if rows:
            await self._connection.execute(command, rows)

    async def begin(self) -> None:
        """Begin, on SQLite as a writer. For ``Database.brief``.

        A transaction that changes nothing is written to disk like any other: the response time must not
        reveal whether there was something to store. PostgreSQL logs row locks; SQLite needs a dirty page.
        """
        await self._connection.begin()
        if self._connection.dialect.name == "sqlite":
            await self._connection.exec_driver_sql("PRAGMA user_version = 0")  # which nothing reads

    async def commit(self) -> None:
        """Commit durably. For ``Database.brief``; a transaction that ends without it is rolled back."""
        await self._connection.commit()


_BUSY_TIMEOUT_S = 10.0  # seconds another process may hold the file before a write gives up
_ROWS_AT_ONCE = 250  # of a large result or statement, between two turns of the event loop
_IDLE_TIMEOUT_S = 15.0  # seconds until PostgreSQL ends a writing transaction whose process is frozen
_CHECKPOINT_TIMEOUT_S = 0.25  # seconds that a checkpoint waits for readers, while signers wait behind it
_CACHE_PAGES = 10  # of 4 KiB, of the connection that overwrites the log: beyond them it writes to the log
_FILLER, _SPARE_FILLERS = 1 << 16, 2  # bytes of a row that overwrites a part; rows for what the cache holds
_MAX_OVERWRITES = 4  # in a row, of a log that another process goes on writing to
_FILL = (
    "INSERT INTO filler WITH RECURSIVE part(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM part WHERE n < ?) "
    "SELECT zeroblob(?) FROM part"
)
_GOODBYE = 2.0  # seconds that a server has to confirm that its connections are closed
_CONNECTIONS, _BRIEF = 15, 4  # to PostgreSQL: for sessions, and for what is asked or stored without one
_LONG_READS = 4
MAX_CONNECTIONS = _CONNECTIONS + _BRIEF + 1
"""Connections that one process holds to PostgreSQL at most: one is that of the lock (``storage.leader``)."""
_MARK = text(
    "INSERT INTO notes (name, value) VALUES ('stored-again', :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_OWN_TERM = (
    select(Term.number)
    .where(Term.number == bindparam("term", type_=Integer))
    .with_for_update(read=True)  # SQLite needs none: it has one writer at a time
)


class Database:
    """The engine and its sessions. Open with ``Database.connect``, close with ``close``."""

    def __init__(self, url: URL, log: "_LogKeeper | None" = None) -> None:
        self.url = url
        self._log = log  # of an SQLite file; ``connect`` opens it
        self.is_sqlite = url.get_backend_name() == "sqlite"
        options: dict[str, Any] = {"hide_parameters": True}
        if self.is_sqlite:
            # At DEBUG this driver logs every statement's parameters, including a signer's reference.
            logging.getLogger("aiosqlite").setLevel(logging.WARNING)
            options["connect_args"] = {"isolation_level": None, "timeout": _BUSY_TIMEOUT_S}
        # No overflow: no surplus connection to close, so returning one never waits, not for a server that is
        # gone either. SQLite has no such server, and would keep the memory of each.
        pool = {} if self.is_sqlite else {"pool_size": _CONNECTIONS, "max_overflow": 0}
        self.engine = create_async_engine(url, **pool, **options)
        # A pool of its own: callers that hold a session and need a key would wait for one another.
        self._brief = create_async_engine(url, pool_size=_BRIEF, max_overflow=0, **options)
        for engine in (self.engine.sync_engine, self._brief.sync_engine):
            if self.is_sqlite:
                event.listen(engine, "connect", _set_pragmas)
                event.listen(engine, "invalidate", _undo)
            else:
                event.listen(engine, "checkout", _refuse_closed)
            event.listen(engine, "begin", _begin_on_sqlite if self.is_sqlite else _end_if_idle)
        reader = self.engine.execution_options(tocsin_read=True)
        if not self.is_sqlite:  # on PostgreSQL, REPEATABLE READ gives a consistent snapshot
            reader = reader.execution_options(isolation_level="REPEATABLE READ")
        self._read = async_sessionmaker(reader, expire_on_commit=False)
        self._write = async_sessionmaker(
            self.engine.execution_options(tocsin_write=True), expire_on_commit=False
        )
        self._brief_reader = self._brief.execution_options(tocsin_read=True)
        self._brief_writer = self._brief.execution_options(tocsin_write=True)
        self._writers = asyncio.Lock()
        self._searches = asyncio.Semaphore(_BRIEF // 2)
        self._long_reads = asyncio.Semaphore(_LONG_READS)
        self.searching = 0  # number of searches that run or wait
        self.outage = WriteOutage()
        self.written = 0  # number of transactions that ``write`` has committed in this process
        self.term: int | None = None  # of the active process; other writers have none
        self.superseded = asyncio.Event()  # set once a transaction found a later term

    @classmethod
    async def connect(cls, url: str) -> "Database":
        """Open the database at ``url`` and check that it answers.

        Raises ``DatabaseError``. A missing SQLite file and its folder are created for the bot's own user
        alone; the modes of existing ones are left as they are.
        """
        parsed, log = parse_url(url), None
        if parsed.get_backend_name() == "sqlite":
            try:
                Path(str(parsed.database)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                create_private(str(parsed.database))
                log = await _LogKeeper.opened(str(parsed.database))
            except (OSError, sqlite3.Error) as error:
                raise DatabaseError(code_of(error), getattr(error, "strerror", None) or str(error)) from error
        try:
            database = cls(parsed, log)
        except ImportError as error:
            raise DatabaseError("no-driver", str(error)) from error
        try:
            async with database.read() as session:
                await session.execute(text("SELECT 1"))
        except BaseException as error:
            await database.close()
            if not isinstance(error, DBAPIError | OSError | DatabaseAway):
                raise
            raise DatabaseError(code_of(error), str(error.__cause__ or error)) from error
        return database

    async def close(self) -> None:
        """Close every connection. A server that does not respond is given ``_GOODBYE`` seconds."""
        by = time.monotonic() + _GOODBYE

        def hang_up(connection: Any, _record: Any) -> None:
            with suppress(Exception):  # it is closed all the same
                connection.run_async(lambda driver: driver.close(timeout=max(by - time.monotonic(), 0)))

        log, self._log = self._log, None
        try:
            for engine in (self._brief, self.engine):
                if not self.is_sqlite:  # the driver would wait for as long as the network is silent
                    event.listen(engine.sync_engine, "close", hang_up)
                await engine.dispose()
        finally:
            if log is not None:
                await log.close()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Return a read-only session on one consistent snapshot; anything written in it is rolled back.
        Raises ``DatabaseAway`` if the server cannot be reached."""
        try:
            async with self._read() as session, session.begin():
                yield session
        except Exception as error:
            self._raise_if_away(error)
            raise

    @asynccontextmanager
    async def read_long(self) -> AsyncIterator[AsyncSession]:
        """Like ``read``, for whoever computes or writes files meanwhile: a few of the sessions at most, so
        that those who sign never wait for one."""
        async with self._long_reads, self.read() as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Return a writing session: committed and durable when the block ends, rolled back if it raises.

        Raises ``NotStored`` if the disk takes nothing (the disk of the keys included), ``DatabaseAway``, and
        ``RoleLost`` if another process has become the active one.
        """
        queue: AbstractAsyncContextManager[Any] = self._writers if self.is_sqlite else nullcontext()
        async with self._watched(), queue, self._write() as session, session.begin():
            if self.outage.code is not None:  # else one that changes nothing would seem to be stored
                await session.execute(_MARK, {"value": secrets.token_hex(4)})
            yield session
            await self._check_term(session)
        self.written += 1
        self.outage.end()

    @asynccontextmanager
    async def _watched(self) -> AsyncIterator[None]:
        try:
            yield
        except Exception as error:
            code = why_not_stored(error)
            if code == "broken" and self.is_sqlite and is_full(str(self.url.database)):
                code = "full"  # SQLite reports an error of the disk where it cannot lengthen a file
            if code is None:
                self._raise_if_away(error)
                raise
            self.outage.begin(code)
            if is_uncertain(error):
                raise DatabaseAway("the disk did not confirm a transaction") from error
            raise NotStored(code) from error

    async def _check_term(self, transaction: AsyncSession | AsyncConnection) -> None:
        """Raise ``RoleLost`` if there is a later term than that of this process.

        It is the last statement of a transaction: on PostgreSQL the row is locked from here to the commit,
        for which a later term waits (``keystore.term``).
        """
        if self.term is None:
            return
        if (await transaction.execute(_OWN_TERM, {"term": self.term})).first() is None:
            self.superseded.set()
            raise RoleLost("another process is the active one")

    def _raise_if_away(self, error: Exception) -> None:
        if not self.is_sqlite and is_away(error):
            raise DatabaseAway("the server cannot be reached, or went away") from error

    @asynccontextmanager
    async def brief(self) -> AsyncIterator[Transaction]:
        """Like ``write`` but without a session: for the few statements on the hot path."""
        queue: AbstractAsyncContextManager[Any] = self._writers if self.is_sqlite else nullcontext()
        async with self._watched(), queue, self._brief_writer.connect() as connection:
            transaction = Transaction(connection)
            await transaction.begin()
            if self.outage.code is not None:
                await connection.execute(_MARK, {"value": secrets.token_hex(4)})
            yield transaction
            await self._check_term(connection)
            await transaction.commit()
        self.outage.end()

    async def ask(self, question: Executable, values: Mapping[str, Any]) -> Rows:
        """Return the rows of one select. Raises what the driver raises, and ``DatabaseAway``."""
        try:
            async with self._brief_reader.connect() as connection:
                return (await connection.execute(question, values)).all()
        except Exception as error:
            self._raise_if_away(error)
            raise

    async def search(self, question: Executable, values: Mapping[str, Any]) -> Rows:
        """Return the rows of a select that may take long: half of the connections at most, so that whoever
        signs never waits for those who search. Raises as ``ask``."""
        self.searching += 1
        try:
            async with self._searches:
                return await self.ask(question, values)
        finally:
            self.searching -= 1

    def free_bytes(self) -> int | None:
        """Return the free space on the disk of an SQLite file; ``None`` if it is unknown."""
        return free_bytes(str(self.url.database)) if self.is_sqlite else None

    async def now(self, session: AsyncSession) -> float:
        """Return the seconds since 1970 by the database's clock, which is the same for all processes."""
        words = "unixepoch('subsec')" if self.is_sqlite else "extract(epoch from clock_timestamp())"
        return float((await session.execute(text(f"SELECT {words}"))).scalar_one())

    async def check_writable(self) -> None:
        """Raise ``DatabaseError`` if another program keeps the file locked or it may not be written.

        The failure is an answer to the caller here, so it is not logged as an outage.
        """
        try:
            async with self._write() as session, session.begin():
                await self.now(session)
                # SQLite lets a write transaction begin on a read-only file: only the first write fails.
                if self.is_sqlite:
                    await session.execute(text("PRAGMA user_version = 0"))  # unchanged: nothing else sets it
        except OperationalError as error:
            raise DatabaseError(code_of(error), str(error.__cause__ or error)) from error

    async def truncate_log(self) -> bool:
        """Overwrite and truncate SQLite's write-ahead log after a checkpoint; return ``False`` if a reader is
        in the way or the disk takes nothing."""
        async with self._watched(), self._writers:
            return self._log is not None and await self._log.cut()


async def rows_of(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> AsyncIterator[Any]:
    """Yield the rows that a query of columns finds. They bypass the session, which would build each of them a
    second time."""
    connection = await session.connection()
    found = await connection.stream(query, execution_options={"yield_per": _ROWS_AT_ONCE})
    async for part in found.partitions():
        for row in part:
            yield row


async def write_rows(session: AsyncSession, statement: Executable, rows: Iterable[Mapping[str, Any]]) -> None:
    """Execute a statement for each of the rows, which all have the same columns. It bypasses the session,
    which would convert each of them."""
    connection = await session.connection()
    waiting = iter(rows)
    while part := list(islice(waiting, _ROWS_AT_ONCE)):
        await connection.execute(statement, part)


class _LogKeeper:
    """Keeper of SQLite's write-ahead log: overwrites its blocks before the disk gets them back, since they
    tell who came after whom.

    SQLite deletes the log when the last connection closes, and a cancelled task closes its own. So one is
    open here for as long as the database is, and closes last. It opens first: if aiosqlite fails to open the
    file, it leaves a thread that reports to an event loop which may be gone by then. Signers wait behind a
    cut, so it has its own thread and waits for no other work.
    """

    def __init__(self, path: str) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="log")
        self._log = Path(f"{Path(path).resolve()}-wal")  # SQLite follows links as well
        self._connection = sqlite3.connect(
            path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
        )
        try:
            _set_pragmas(self._connection, None)
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            self._connection.execute(_busy_timeout(_CHECKPOINT_TIMEOUT_S))
            self._connection.execute(f"PRAGMA cache_size={_CACHE_PAGES}")
        except BaseException:
            self._connection.close()
            raise

    @classmethod
    async def opened(cls, path: str) -> "_LogKeeper":
        """Open a keeper in a thread. If the caller is cancelled it is closed in order, since it may be the
        last connection to the log of a killed process."""
        opening = asyncio.ensure_future(asyncio.to_thread(cls, path))
        try:
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            await (await opening).close()
            raise

    async def cut(self) -> bool:
        """Copy the log into the file, overwrite it, and cut it to nothing; return ``False`` if a reader is in
        the way or the disk takes nothing. A cut that has begun is completed, even if the caller is
        cancelled."""
        loop = asyncio.get_running_loop()
        if await loop.run_in_executor(self._thread, self._cut):
            return True
        gc.collect()  # the connection of a read that was cancelled reads on until it is collected
        return await loop.run_in_executor(self._thread, self._cut)

    async def close(self) -> None:
        """Cut the log, unless something is in the way, and close the connection."""
        try:
            with suppress(sqlite3.Error):
                await self.cut()
        finally:
            closing = self._thread.submit(self._connection.close)
            self._thread.shutdown(wait=False)
            await asyncio.wrap_future(closing)

    def _cut(self) -> bool:
        try:
            for _ in range(_MAX_OVERWRITES):
                if not (self._log.exists() and self._log.stat().st_size):
                    break
                if not self._is_done("RESTART"):
                    return False
                self._overwrite(self._log.stat().st_size)
                _, frames, _ = self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                if not frames:  # else another process has written meanwhile, as that of the signing page
                    break
            return self._is_done("TRUNCATE")
        except (OSError, sqlite3.OperationalError):
            return False

    def _overwrite(self, length: int) -> None:
        """Overwrite the log from its beginning, where SQLite writes after ``RESTART``.

        A transaction that outgrows the cache goes to the log before its end. As this one is rolled back,
        nothing of it reaches the file. SQLite syncs only what it commits.
        """
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.execute("CREATE TABLE filler (value)")
            self._connection.execute(_FILL, (length // _FILLER + _SPARE_FILLERS, _FILLER))
        finally:
            self._connection.rollback()
        with self._log.open("rb") as log:
            os.fsync(log.fileno())

    def _is_done(self, mode: str) -> bool:
        busy, *_ = self._connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
        return not busy


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # what is acknowledged is on disk
        "foreign_keys=ON",
        "temp_store=MEMORY",  # sorts and temporary tables never reach a temporary file
        "secure_delete=ON",  # a withdrawn signature is overwritten, not only unlinked
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute(_busy_timeout(_BUSY_TIMEOUT_S))
    cursor.close()


def _undo(connection: Any, _record: Any, _error: Any) -> None:
    """Roll back a connection that is about to be closed because the task that used it was cancelled. Closing
    is not enough: SQLite keeps the connection, and its lock on the file, until its last unfinished statement
    is finalized."""
    with suppress(Exception, asyncio.CancelledError):
        connection.rollback()


def _busy_timeout(seconds: float) -> str:
    return f"PRAGMA busy_timeout={int(seconds * 1000)}"


def _idle_timeout(scope: str) -> str:
    return f"SET {scope} idle_in_transaction_session_timeout = '{int(_IDLE_TIMEOUT_S * 1000)}ms'"


def _refuse_closed(connection: Any, _record: Any, _proxy: Any) -> None:
    """Invalidate the pool if the server has gone away since the connection was last used: it and all older
    ones are replaced.

    The driver learns of the disconnect by itself. A ping (``pool_pre_ping``) would take three round trips
    each time, and on a silent network would wait as long as the statement itself.
    """
    if connection.driver_connection.is_closed():
        raise InvalidatePoolError


def _begin_on_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("tocsin_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _end_if_idle(connection: Connection) -> None:
    """Set an idle timeout: a frozen process keeps its transaction's locks and so blocks the standby's
    takeover; let PostgreSQL end it. A killed process's transaction ends with its connection."""
    if connection.get_execution_options().get("tocsin_write"):
        connection.exec_driver_sql(_idle_timeout("LOCAL"))
