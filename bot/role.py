"""Which process is the active one: it alone is connected to Discord, answers and posts.

Two processes with one token would both answer whoever presses a button. On PostgreSQL the role is a lease,
taken before the gateway is opened and renewed as long as it is; others wait for it with everything else
opened. A process that cannot renew it stops by its own clock *before* another can take it: nothing is sent
to Discord and nothing is committed after that, also where the process was paused and does not know yet how
long. An SQLite file serves one process, which has it as long as it lives.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from bot.app import App, StartError
from bot.clock import seconds_awake_or_not
from bot.patience import within
from bot.petitions.keys.keyring import KeysError
from bot.petitions.keys.sharing import Sharing
from bot.refusal import RoleLost
from bot.shard import Shard
from bot.storage import Database
from bot.storage.engine import code_of, make_file
from bot.storage.leases import ACTIVE, LeaseKeeper, holders
from bot.storage.migrate import revision
from bot.storage.migrations import HEAD

log = logging.getLogger(__name__)

_SAFE = 0.8  # of the lease's time: after that this process stops, and has the rest to be gone
_RENEWALS, _TRIES = 6, 3  # in the lease's time, where the database answers and where it does not
_LOOK_EVERY = 60.0  # seconds
_ANSWERS_WITHIN = 10.0  # seconds, or the database or the folder of the keys is not there


class Role(Protocol):
    """``take`` before the gateway is opened, then ``keep`` beside it."""

    def check(self) -> None:
        """Raises ``RoleLost`` where this process may neither answer nor post nor write any more."""

    async def take(self) -> bool:
        """Wait for the role; whether there was anything to wait for. Raises ``StartError``."""

    async def keep(self) -> None:
        """Keep the role; returns when it is lost."""

    async def give_back(self) -> None:
        """Let another process take it at once."""


class Lease:
    """The role on PostgreSQL: a lease of ``seconds``, asked for every ``poll`` seconds by who waits."""

    def __init__(
        self,
        database: Database,
        sharing: Sharing,
        shard: Shard,
        *,
        seconds: float,
        poll: float,
        now: Callable[[], float] = seconds_awake_or_not,
    ) -> None:
        self._database = database
        self._sharing = sharing
        self._holder = uuid4().hex
        self._leases = LeaseKeeper(database, self._holder, seconds=seconds)
        self._shard = shard
        self._name = f"{ACTIVE}{shard}"
        self._seconds = seconds
        self._poll = poll
        self._now = now
        self._until = 0.0  # by ``now``: until then it is certainly ours

    def check(self) -> None:
        """As ``Role``."""
        if self._now() >= self._until:
            raise RoleLost("another process may be active by now")

    async def take(self) -> bool:
        """As ``Role``."""
        waited, failing, look_at = False, False, 0.0
        while True:
            try:
                if self._now() >= look_at:
                    await within(_ANSWERS_WITHIN, self._sharing.check())
                    look_at = self._now() + _LOOK_EVERY
                if await within(self._seconds, self._renew()):
                    await within(_ANSWERS_WITHIN, self._take_up())
                    break
                failing = False
                if not waited:
                    log.info("standby: another process is active for shard %s; this one waits", self._shard)
            except KeysError as error:
                raise StartError(str(error)) from error
            except StartError:
                raise
            except Exception as error:
                if not failing:
                    log.warning("the database does not answer (%s); asking again", type(error).__name__)
                failing = True
            waited = True
            await asyncio.sleep(self._poll)
        log.info("active: this process answers and posts from now on, for shard %s", self._shard)
        return waited

    async def keep(self) -> None:
        """As ``Role``. Tries until the last moment that is safe."""
        failing = False
        while (left := self._until - self._now()) > 0:
            await asyncio.sleep(min(left, self._seconds / _RENEWALS))
            left = min(self._until - self._now(), self._seconds / _TRIES)  # another connection may answer
            try:
                if not await within(left, self._renew()):
                    break
                failing = False
            except Exception:
                if not failing:
                    log.warning("the role could not be renewed; trying again")
                failing = True
        self._until = 0.0
        log.error(
            "the role of shard %s could not be renewed in time: this process leaves Discord and sends "
            "nothing more, since another may be active by now",
            self._shard,
        )

    async def give_back(self) -> None:
        """As ``Role``."""
        self._until = 0.0
        with suppress(Exception):  # it runs out by itself
            await within(1.0, self._leases.give_back(self._name))

    async def _renew(self) -> bool:
        # Counted from before it is asked for: by the database it lasts no less.
        safe = self._now() + self._seconds * _SAFE
        taken = await self._leases.take(self._name)
        if taken:
            self._until = safe
        return taken

    async def _take_up(self) -> None:
        await self._refuse_other_tables()
        await self._refuse_other_counts()
        await self._sign_folder()

    async def _sign_folder(self) -> None:
        try:
            await self._sharing.sign(self._name, self._holder)
        except KeysError as error:
            await self.give_back()
            raise StartError(str(error)) from error

    async def _refuse_other_tables(self) -> None:
        """One that waited for days does not go on with the tables that it knows."""
        if await revision(self._database) != HEAD:
            await self.give_back()
            raise StartError(
                "The database was brought to the tables of another version while this process waited: "
                "install that version here too, then start again. Nothing was changed."
            )

    async def _refuse_other_counts(self) -> None:
        """Two processes that divide the servers in different ways would both have some of them."""
        for name in await holders(self._database, ACTIVE):
            count = Shard.parse(name.removeprefix(ACTIVE)).count
            if count != self._shard.count:
                await self.give_back()
                raise StartError(
                    f"TOCSIN_SHARD is {self._shard}, and a process runs on this database with "
                    f"{name.removeprefix(ACTIVE)}: stop all of them, then start them with the same number "
                    "of shards."
                )


class OnlyProcess:
    """The role on SQLite: the file is this process's as long as it lives, however it ends.

    What holds it is a lock that SQLite itself has on an empty file beside the database.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held: sqlite3.Connection | None = None

    def check(self) -> None:
        """As ``Role``."""

    async def take(self) -> bool:
        """As ``Role``. Does not wait: raises ``StartError`` where another process has it."""
        if self._held is None:
            self._held = self._lock()
        return False

    async def keep(self) -> None:
        """As ``Role``: for ever."""
        await asyncio.Event().wait()

    async def give_back(self) -> None:
        """As ``Role``."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def _lock(self) -> sqlite3.Connection:
        path = str(self._file) + "-running"
        try:
            make_file(path)
            connection = sqlite3.connect(path, timeout=0, isolation_level=None)
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except BaseException:
                connection.close()
                raise
        except (OSError, sqlite3.Error) as error:
            if code_of(error) == "locked":
                raise StartError(
                    f"Another Tocsin runs on {self._file}: stop that one first. An SQLite file serves one "
                    "process; for one that stands by, use PostgreSQL (docs/scale.md)."
                ) from error
            raise StartError(f"{path} cannot be written: {error}.") from error
        return connection


def role_of(app: App) -> Role:
    """The role that this process is to take."""
    if app.database.is_sqlite:
        return OnlyProcess(Path(str(app.database.url.database)))
    return Lease(
        app.database,
        Sharing(app.keys.folder, app.database),
        app.settings.shard,
        seconds=app.timing.role_seconds,
        poll=app.timing.role_poll,
    )
