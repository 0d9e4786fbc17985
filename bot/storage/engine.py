"""One way to the database: ``read()`` and ``write()`` sessions, on SQLite and on PostgreSQL.

On SQLite the driver is left in autocommit and every transaction is begun in words, ``BEGIN IMMEDIATE``
to write and ``BEGIN`` to read: the driver's own handling begins too late, at the first write, and loses
updates that were read before it. A lock keeps the writers of this process in line, so that they do not
poll for the file's lock.
"""

import asyncio
import logging
import os
import secrets
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, nullcontext, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidatePoolError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.util import greenlet_spawn

from bot.refusal import CANNOT_STORE, DatabaseAway, NotStored
from bot.storage import errands
from bot.storage.questions import Command, Question, Row
from bot.storage.transaction import Transaction
from bot.storage.trouble import Trouble, is_away, why_not_stored

_BUSY_TIMEOUT = 10.0  # seconds another process may hold the file before a write gives up
_IDLE_TIMEOUT = 15.0  # seconds in which a process that is frozen while it writes keeps others from it
_CHECKPOINT_TIMEOUT = 0.25  # seconds that a checkpoint waits for readers, while who signs waits behind it
_GOODBYE = 2.0  # seconds in which a server may answer that connections are closed
_ASKING = 4  # connections for questions
_OF_PEOPLE = {  # what tells of people, by table, in the order in which it is written elsewhere
    "signatures": ("reference", "sealed"),
    "roster_members": ("reference", "code", "account"),
    "roster_links": ("account", "reference"),
    "audit_actors": ("token", "reference", "sealed"),
    "access_requests": ("reference",),
}
_LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code
_MARK = text(
    "INSERT INTO notes (name, value) VALUES ('stored-again', :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_MARKED = Command(_MARK)


class DatabaseError(Exception):
    """The database cannot be used. ``code`` names the sentence (``unreachable``, ``locked``, ``newer``,
    ``read-only``, ``bad-url``, ``no-driver``); ``detail`` is for the log."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class Database:
    """The engine and its sessions. Open with ``Database.connect``, close with ``close``."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        options: dict[str, Any] = {"hide_parameters": True}
        if self.is_sqlite:
            # At DEBUG this driver logs every statement's parameters, a signer's reference among them.
            logging.getLogger("aiosqlite").setLevel(logging.WARNING)
            options["connect_args"] = {
                "isolation_level": None,
                "timeout": _BUSY_TIMEOUT,
                "async_creator_fn": errands.connect,
            }
        self.engine = create_async_engine(url, **options)
        # What is begun here is ended by those who began it, so that there is nothing to undo; and without
        # overflow nothing to close: a connection is given back without waiting.
        self._asking = create_async_engine(
            url, pool_size=_ASKING, max_overflow=0, pool_reset_on_return=None, **options
        )
        for engine in (self.engine.sync_engine, self._asking.sync_engine):
            if self.is_sqlite:
                event.listen(engine, "connect", _set_pragmas)
                event.listen(engine, "invalidate", _undo)
            else:
                event.listen(engine, "checkout", _refuse_closed)
        event.listen(self.engine.sync_engine, "begin", _begin_on_sqlite if self.is_sqlite else _end_if_idle)
        if not self.is_sqlite:
            event.listen(self._asking.sync_engine, "connect", _plan_once)
        reader = self.engine.execution_options(tocsin_read=True)
        if not self.is_sqlite:  # whose transactions see one moment by themselves
            reader = reader.execution_options(isolation_level="REPEATABLE READ")
        self._read = async_sessionmaker(reader, expire_on_commit=False)
        self._write = async_sessionmaker(
            self.engine.execution_options(tocsin_write=True), expire_on_commit=False
        )
        self._writers = asyncio.Lock()
        self.trouble = Trouble()
        self.written = 0  # transactions of ``write`` that were committed here
        self.guard: Callable[[], None] = _no_guard  # raises where this process may not write any more

    @classmethod
    async def connect(cls, url: str) -> "Database":
        """Open the database at ``url`` and make sure that it answers.

        Raises ``DatabaseError``. An SQLite file and its folder are made where they do not exist, for the
        bot's own user alone; where they do, their modes are left as they are.
        """
        parsed = parse_url(url)
        if parsed.get_backend_name() == "sqlite":
            try:
                Path(str(parsed.database)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                if not parsed.query:
                    make_file(str(parsed.database))
                    await asyncio.to_thread(_try_file, str(parsed.database))
            except (OSError, sqlite3.Error) as error:
                raise DatabaseError(code_of(error), getattr(error, "strerror", None) or str(error)) from error
        try:
            database = cls(parsed)
        except ImportError as error:
            raise DatabaseError("no-driver", str(error)) from error
        try:
            async with database.read() as session:
                await session.execute(text("SELECT 1"))
        except (DBAPIError, OSError, DatabaseAway) as error:
            await database.close()
            raise DatabaseError(code_of(error), str(error.__cause__ or error)) from error
        return database

    async def close(self) -> None:
        """Close every connection. A server that is silent is waited for no longer than ``_GOODBYE``."""
        by = time.monotonic() + _GOODBYE

        def hang_up(connection: Any, _record: Any) -> None:
            with suppress(Exception):  # and it is closed all the same
                connection.run_async(lambda driver: driver.close(timeout=max(by - time.monotonic(), 0)))

        for engine in (self._asking, self.engine):
            if not self.is_sqlite:  # the driver would wait for as long as the network is silent
                event.listen(engine.sync_engine, "close", hang_up)
            await engine.dispose()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A session whose reads all see one moment; what it wrote would be undone. Raises ``DatabaseAway``
        where its server is not there."""
        try:
            async with self._read() as session, session.begin():
                yield session
        except Exception as error:
            self._raise_if_away(error)
            raise

    @asynccontextmanager
    async def write(self, *, guarded: bool = True) -> AsyncIterator[AsyncSession]:
        """A session that may write; committed and durable when the block ends, undone if it raises.

        Raises ``NotStored`` where the disk takes nothing, that of the keys included, ``DatabaseAway``, and,
        unless ``guarded`` is off, what ``guard`` raises.
        """
        queue: AbstractAsyncContextManager[Any] = self._writers if self.is_sqlite else nullcontext()
        async with self._watched(), queue, self._write() as session, session.begin():
            if self.trouble.code is not None:  # or one that changes nothing would seem to be stored
                await session.execute(_MARK, {"value": secrets.token_hex(4)})
            yield session
            if guarded:  # at the end: a process that slept in between does not know what others did
                self.guard()
        self.written += 1
        self.trouble.ends()

    @asynccontextmanager
    async def _watched(self) -> AsyncIterator[None]:
        try:
            yield
        except Exception as error:
            code = why_not_stored(error)
            if code is None:
                self._raise_if_away(error)
                raise
            self.trouble.begins(code)
            raise NotStored(code) from error

    def _raise_if_away(self, error: Exception) -> None:
        if not self.is_sqlite and is_away(error):
            raise DatabaseAway("the server cannot be reached, or went away") from error

    @asynccontextmanager
    async def brief(self) -> AsyncIterator[Transaction]:
        """As ``write``, without a session: for the few statements that many people wait for."""
        queue: AbstractAsyncContextManager[Any] = self._writers if self.is_sqlite else nullcontext()
        async with self._watched(), queue:
            connection = await self._asking.raw_connection()
            transaction = Transaction(connection.driver_connection, self._asking.dialect)
            try:
                await transaction.begin()
                if self.trouble.code is not None:
                    await transaction.run(_MARKED, [{"value": secrets.token_hex(4)}])
                yield transaction
                self.guard()
                await transaction.commit()
            except BaseException:
                # The connection may have gone, or still be at work for one who was cancelled: have another.
                # With this one ends what was begun on it; to undo that first could only fail, and what it
                # raised would stand for the failure, or for a commit that may have come about.
                await greenlet_spawn(connection.invalidate)
                raise
            finally:
                connection.close()
        self.trouble.ends()

    async def ask(self, question: Question, values: Mapping[str, Any]) -> list[Row]:
        """The rows of one statement, which sees one moment by itself and needs neither a session nor a
        transaction: where the answer is small, these take most of the time.

        Asked once more where the server went away under it. Raises what the driver raises, and
        ``DatabaseAway``.
        """
        prepared = question.prepared(self._asking.dialect)
        try:
            rows = await self._fetch(prepared.sql, prepared.parameters(values))
        except Exception as error:
            self._raise_if_away(error)
            raise
        return prepared.rows(rows)

    async def _fetch(
        self, sql: str, parameters: Sequence[Any], *, again: bool = True
    ) -> Sequence[Sequence[Any]]:
        connection = await self._asking.raw_connection()
        driver: Any = connection.driver_connection
        try:
            if self.is_sqlite:
                return list(await driver.execute_fetchall(sql, parameters))
            return list(await driver.fetch(sql, *parameters))
        except Exception:
            if self.is_sqlite or not driver.is_closed() or not again:
                raise
        finally:
            connection.close()
        return await self._fetch(sql, parameters, again=False)

    async def now(self, session: AsyncSession) -> float:
        """Seconds since 1970 by the database's own clock, which processes that share it agree on."""
        words = "unixepoch('subsec')" if self.is_sqlite else "extract(epoch from clock_timestamp())"
        return float((await session.execute(text(f"SELECT {words}"))).scalar_one())

    async def check_writable(self) -> None:
        """Raises ``DatabaseError`` where another program keeps the file locked or it may not be written.

        That is an answer, and no trouble that the log is told of.
        """
        try:
            async with self._write() as session, session.begin():
                await self.now(session)
                if (
                    self.is_sqlite
                ):  # which begins to write a file that it may only read, and fails at the first write
                    await session.execute(text("PRAGMA user_version = 0"))  # as it is: nobody sets it
        except OperationalError as error:
            raise DatabaseError(code_of(error), str(error.__cause__ or error)) from error

    async def checkpoint(self) -> bool:
        """Clear what was erased from the files; ``False`` if a reader stands in the way or the disk takes
        nothing, to try again. That undoes nothing, so that whoever closed or erased is not told it did.

        SQLite empties its write-ahead log. PostgreSQL writes anew the tables that hold something of people,
        since what was deleted stays in their pages, and takes no samples of references. Its own write-ahead
        log and backups are the steward's to clear.
        """
        try:
            return await (self._empty_log() if self.is_sqlite else self._write_people_anew())
        except CANNOT_STORE:  # of which the steward is told, or whoever asks next
            return False

    async def _empty_log(self) -> bool:
        async with self._watched(), self._writers, self.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            driver: Any = raw.driver_connection
            await driver.rollback()
            await driver.execute(_busy_timeout(_CHECKPOINT_TIMEOUT))
            try:
                (busy, *_), *_ = await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                await driver.execute(_busy_timeout(_BUSY_TIMEOUT))
            return not busy

    async def _write_people_anew(self) -> bool:
        statements = [f"SET LOCAL lock_timeout = '{int(_CHECKPOINT_TIMEOUT * 1000)}ms'"]
        for table, columns in _OF_PEOPLE.items():
            for column in columns:  # of which ANALYZE would keep samples
                statements.append(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
            statements.append(f"CLUSTER {table} USING pk_{table}")
        try:
            async with self.write() as session:
                for statement in statements:
                    await session.execute(text(statement))
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
                raise
            return False
        return True


def parse_url(url: str) -> URL:
    """The database's address, with the asynchronous driver filled in where only the kind was named."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise DatabaseError("bad-url") from error
    drivers = {
        "sqlite": "sqlite+aiosqlite",
        "postgresql": "postgresql+asyncpg",
        "postgres": "postgresql+asyncpg",
    }
    if parsed.drivername in drivers:
        parsed = parsed.set(drivername=drivers[parsed.drivername])
    if parsed.drivername not in drivers.values():
        raise DatabaseError("bad-url", f"{parsed.drivername} is not supported")
    if parsed.get_backend_name() == "sqlite" and (parsed.host or parsed.database in (None, "", ":memory:")):
        raise DatabaseError("bad-url", "two slashes, or in memory, where it would be gone at the end")
    return parsed


def file_of(url: str) -> str | None:
    """The SQLite file of this address; ``None`` where it names a server."""
    try:
        parsed = parse_url(url)
    except DatabaseError:
        return None
    return parsed.database if parsed.get_backend_name() == "sqlite" else None


def missing_file(url: str) -> str | None:
    """The SQLite file that opening this address would make, for those who only look."""
    name = file_of(url)
    return None if name is None or Path(name).exists() else name


def make_file(path: str) -> None:
    """Make the file before SQLite does, which would let everybody on the machine read it."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _try_file(path: str) -> None:
    """Open the file with the plain driver first: where that fails, the threaded one leaves a thread that
    reports to an event loop which may be gone by then."""
    with closing(sqlite3.connect(path, timeout=_BUSY_TIMEOUT)) as connection:
        _set_pragmas(connection, None)
        connection.execute("SELECT count(*) FROM sqlite_master")


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # what is acknowledged is on disk
        "foreign_keys=ON",
        "temp_store=MEMORY",  # what is sorted or set aside never reaches a temporary file
        "secure_delete=ON",  # a withdrawn signature is overwritten, not only unlinked
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute(_busy_timeout(_BUSY_TIMEOUT))
    cursor.close()


def _undo(connection: Any, _record: Any, _error: Any) -> None:
    """Who used the connection was cancelled, and it is about to be closed. That is not enough: SQLite keeps
    it, and its lock on the file, until the last statement is forgotten that was not read to its end."""
    with suppress(Exception, asyncio.CancelledError):
        connection.rollback()


def _busy_timeout(seconds: float) -> str:
    return f"PRAGMA busy_timeout={int(seconds * 1000)}"


def _idle_timeout(scope: str) -> str:
    return f"SET {scope} idle_in_transaction_session_timeout = '{int(_IDLE_TIMEOUT * 1000)}ms'"


def _plan_once(connection: Any, _record: Any) -> None:
    """PostgreSQL plans a statement for a millisecond each time, and a question takes a tenth of one. They are
    written so that one plan is right whatever their values; sessions keep to the server's own judgement."""
    connection.run_async(lambda driver: driver.execute("SET plan_cache_mode = force_generic_plan"))
    connection.run_async(lambda driver: driver.execute(_idle_timeout("SESSION")))


def _refuse_closed(connection: Any, _record: Any, _proxy: Any) -> None:
    """The server went away since the connection was last used: have it and all as old made anew.

    The driver is told when that happens. To ask the server whether it is there would take three round trips
    each time, and would wait as long as what was meant to be asked where the network is silent.
    """
    if connection.driver_connection.is_closed():
        raise InvalidatePoolError


def _no_guard() -> None:
    """One process, or one that does not ask who else is there."""


def _begin_on_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("tocsin_read"):
        driver: Any = connection.connection.driver_connection
        driver.begin_reading()
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("tocsin_write") else "BEGIN")


def _end_if_idle(connection: Connection) -> None:
    """A process that is frozen keeps the locks of a transaction, and a standby from taking its role: let
    PostgreSQL end it. A killed one's ends with its connection."""
    if connection.get_execution_options().get("tocsin_write"):
        connection.exec_driver_sql(_idle_timeout("LOCAL"))


def code_of(error: BaseException) -> str:
    """The ``DatabaseError.code`` of what the driver raised."""
    if isinstance(error, OperationalError | sqlite3.OperationalError):
        if "locked" in str(error):
            return "locked"
        if "readonly" in str(error):
            return "read-only"
    return "unreachable"
