"""Lock of the active process: one process at a time is connected to Discord, answers, posts and writes.

The lock dies with its process. On SQLite it is a lock of SQLite's own on an empty file beside the database.
On PostgreSQL it is a session's advisory lock, on a connection of its own which the server itself ends when
nothing came over it for some seconds: the process is frozen, or its machine is gone.

A process that was frozen and goes on does no harm: it asks nothing more of Discord once its last sign of the
lock is too old (``Leader.check``), and each of its write transactions fails once there is a later term
(``keystore.term``). It then ends, and its supervisor starts it again as the one that waits.
"""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.common.async_utils import cancel, within
from bot.common.clock import seconds_awake_or_not
from bot.common.files import create_private
from bot.errors import RoleLost
from bot.storage.errors import DatabaseError, code_of
from bot.storage.url import parse_url

log = logging.getLogger(__name__)

IDLE_S = 15.0
"""Seconds of silence after which the server ends the session that holds the lock."""
_SAFE = 0.8  # share of these seconds after which this process stops by itself
_PINGS = 6  # in these seconds
_LOCK = 7065105  # any number will do, as long as every Tocsin uses the same
_MIN_POSTGRESQL = (14,)  # the first version with idle_session_timeout


class FileLock:
    """The lock on SQLite. It lasts as long as the process, or until ``give_back``."""

    lasts = True

    def __init__(self, file: Path) -> None:
        self.place = str(file)
        self._path = Path(f"{file.resolve()}-running")  # one lock, whatever link leads to the file
        self._held: sqlite3.Connection | None = None

    async def try_server(self) -> None:
        """Do nothing: a file needs no server."""

    async def take(self) -> bool:
        """Take the lock if nobody has it. Raises ``DatabaseError`` if the file cannot be used."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # before there is a database
            create_private(str(self._path))
            connection = sqlite3.connect(self._path, timeout=0, isolation_level=None)
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except BaseException:
                connection.close()
                raise
        except (OSError, sqlite3.Error) as error:
            if code_of(error) == "locked":
                return False
            raise DatabaseError(code_of(error), getattr(error, "strerror", None) or str(error)) from error
        self._held = connection
        return True

    async def ping(self) -> None:
        """Do nothing: the lock cannot be lost."""

    async def give_back(self) -> None:
        """Release the lock."""
        if self._held is not None:
            self._held.close()
            self._held = None


class SessionLock:
    """The lock on PostgreSQL, which the server takes away after ``idle`` seconds of silence."""

    lasts = False

    def __init__(self, url: URL, *, idle: float = IDLE_S) -> None:
        self.place = "this database"
        self._idle = idle
        self._connection: AsyncConnection | None = None
        try:
            self._engine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        except ImportError as error:
            raise DatabaseError("no-driver", str(error)) from error

    async def try_server(self) -> None:
        """Raise ``DatabaseError`` if this server cannot give a lock. It is not taken."""
        async with self._engine.connect() as connection:
            await self._refuse_unfit(connection)

    async def take(self) -> bool:
        """Take the lock if nobody has it. Raises ``DatabaseError`` if this server cannot give one, and what
        the driver raises."""
        try:
            if self._connection is None:
                self._connection = await self._engine.connect()
                await self._refuse_unfit(self._connection)
                timeout = f"{int(self._idle * 1000)}ms"
                await self._connection.exec_driver_sql(f"SET idle_session_timeout = '{timeout}'")
            return bool(await _ask(self._connection, f"SELECT pg_try_advisory_lock({_LOCK})"))
        except BaseException:
            await self.give_back()  # the next try opens another connection
            raise

    async def ping(self) -> None:
        """Show the server that this process lives. Raises ``DatabaseError`` if the session does not hold the
        lock, as behind a pooler that gave it to another client; what the driver raises means that the lock
        is lost."""
        if self._connection is None:
            raise RoleLost("the lock was given back")
        held = f"locktype = 'advisory' AND objid = {_LOCK} AND granted AND pid = pg_backend_pid()"
        if not await _ask(self._connection, f"SELECT count(*) FROM pg_locks WHERE {held}"):  # noqa: S608
            raise DatabaseError("pooler")

    async def give_back(self) -> None:
        """Release the lock, by closing its connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):  # it is lost already
                await connection.close()

    async def _refuse_unfit(self, connection: AsyncConnection) -> None:
        """Raise ``DatabaseError`` for a server that is too old, and for a pooler between that lends its
        connections by the transaction: two sessions at once then have the same one."""
        if connection.dialect.server_version_info < _MIN_POSTGRESQL:  # type: ignore[operator]
            raise DatabaseError("too-old")
        async with self._engine.connect() as other:
            pids = [await _ask(each, "SELECT pg_backend_pid()") for each in (connection, other)]
        if pids[0] == pids[1]:
            raise DatabaseError("pooler")


async def _ask(connection: AsyncConnection, question: str) -> Any:
    return (await connection.exec_driver_sql(question)).scalar_one()


def lock_of(url: str, *, idle: float = IDLE_S) -> FileLock | SessionLock:
    """Return the lock of the active process on the database at ``url``. Raises ``DatabaseError``."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        return FileLock(Path(str(parsed.database)))
    return SessionLock(parsed, idle=idle)


async def _always() -> bool:
    return True


class Leader:
    """The role of the active process: ``take`` it or ``wait`` for it, and ``keep`` it from then on.

    ``answers`` says whether this process could do its work: without, it leaves the role to another. ``idle``
    is that of the lock, ``poll`` the seconds between two tries. ``now`` is a monotonic clock that counts
    sleep.
    """

    def __init__(
        self,
        lock: FileLock | SessionLock,
        *,
        answers: Callable[[], Awaitable[bool]] = _always,
        idle: float = IDLE_S,
        poll: float = 1.0,
        now: Callable[[], float] = seconds_awake_or_not,
    ) -> None:
        self._lock = lock
        self._answers = answers
        self._safe, self._ping, self._poll, self._now = idle * _SAFE, idle / _PINGS, poll, now
        self._until = 0.0  # by ``now``: certainly ours until then
        self._lost = False

    @property
    def lasts(self) -> bool:
        """Return whether the lock lasts as long as the process, whatever happens to it."""
        return self._lock.lasts

    def check(self) -> None:
        """Raise ``RoleLost`` if another process may have the role by now."""
        if not self.lasts and self._now() >= self._until:
            raise RoleLost("another process may be active by now")

    async def take(self) -> bool:
        """Take the role if nobody has it. Raises ``DatabaseError``, and what the driver raises."""
        since = self._now()
        if not await within(self._safe, self._lock.take()):
            return False
        if not await self._answers():
            await self._lock.give_back()
            return False
        self._until = since + self._safe
        return True

    async def wait(self) -> None:
        """Wait for the role, also while the database does not answer."""
        log.info("standby: another Tocsin is active on %s; this one waits until it ends", self._lock.place)
        failing = False
        while True:
            await asyncio.sleep(self._poll)
            try:
                if await self.take():
                    return
                failing = False
            except Exception as error:
                if not failing:
                    log.warning("the database does not answer (%s); trying again", type(error).__name__)
                failing = True

    async def keep(self) -> None:
        """Keep the role; return when it is lost."""
        if self.lasts:
            await asyncio.Event().wait()
        while (left := self._until - self._now()) > 0:
            await asyncio.sleep(min(left, self._ping))
            since = self._now()
            try:
                await within(self._until - since, self._lock.ping())
            except Exception as error:
                log.error("the lock of the active process is lost (%r)", error)
                self._lost = True
                return
            if since < self._until:  # an answer that was late shows nothing
                self._until = since + self._safe
        log.error("the lock of the active process could not be confirmed in time")
        self._lost = True

    async def give_back(self) -> None:
        """Release the lock, so that another process can take it at once. A server that did not confirm it
        in time is not waited for: this process has to end before the server gives the lock away."""
        patience = 0.1 if self._lost else 1.0
        self._until = 0.0
        with suppress(Exception):  # it dies with the process
            await within(patience, self._lock.give_back())


@asynccontextmanager
async def leadership(url: str) -> AsyncIterator[Leader | None]:
    """Hold the lock of the active process on the database at ``url`` while a terminal command works; yield
    ``None`` if another process has it. Call ``Leader.check`` at the end of what is to be undone if the lock
    was lost meanwhile. Raises ``DatabaseError``, and what the driver raises."""
    leader = Leader(lock_of(url))
    try:
        if not await leader.take():
            yield None
            return
        keeping = asyncio.create_task(leader.keep())
        try:
            yield leader
        finally:
            await cancel(keeping)
    finally:
        await leader.give_back()
