"""Leader election: only the active process is connected to Discord, answers and posts.

Two processes with one token would both answer the same button press. On PostgreSQL the role is a lease, taken
before the gateway is opened and renewed while it is open; standbys wait for it with everything else opened. A
process that cannot renew it stops by its own clock *before* another can take it: nothing is sent to Discord
and nothing is committed after that, even if the process was suspended and does not know yet how long. On
SQLite it is ``runtime.sqlite_leadership``.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol
from uuid import uuid4

from bot.app import App
from bot.common.async_utils import within
from bot.common.clock import seconds_awake_or_not
from bot.common.sharding import Shard
from bot.errors import RoleLost, StartError
from bot.keystore.keyring import KeysError
from bot.keystore.shared_folder_check import SharedFolderCheck
from bot.storage import Database
from bot.storage.leases import ACTIVE, LeaseKeeper, holders
from bot.storage.migrate import revision
from bot.storage.migrations import HEAD

log = logging.getLogger(__name__)

_SAFE = 0.8  # share of the lease after which this process stops; the rest is for shutting down
_RENEWALS, _TRIES = 6, 3  # attempts per lease: while the database answers, and while it does not
_CHECK_INTERVAL_S = 60.0  # seconds
_SILENCE_S = 20.0  # of the key folder, after which another process may have the role
_RESPONSE_TIMEOUT_S = 10.0  # timeout of the database and of the key folder, in seconds


class Leadership(Protocol):
    """The role of the active process: ``take`` it before the gateway is opened, then ``keep`` it
    meanwhile."""

    def check(self) -> None:
        """Raise ``RoleLost`` if this process may neither answer nor post nor write any more."""

    async def take(self) -> bool:
        """Wait for the role; return whether waiting was needed. Raises ``StartError``."""

    async def keep(self) -> None:
        """Keep the role; return when it is lost."""

    async def give_back(self) -> None:
        """Release the role, so that another process can take it at once."""


class PostgresLeadership:
    """The role on PostgreSQL: a lease of ``seconds``, which a standby polls every ``poll`` seconds."""

    def __init__(
        self,
        database: Database,
        sharing: SharedFolderCheck,
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
        self._until = 0.0  # by ``now``: certainly ours until then

    def check(self) -> None:
        """As ``Leadership``."""
        if self._now() >= self._until:
            raise RoleLost("another process may be active by now")

    async def take(self) -> bool:
        """As ``Leadership``."""
        waited, failing, look_at = False, False, 0.0
        while True:
            try:
                if self._sharing.silent_for():
                    raise TimeoutError
                if self._now() >= look_at:
                    await within(_RESPONSE_TIMEOUT_S, self._sharing.check())
                    look_at = self._now() + _CHECK_INTERVAL_S
                if await within(self._seconds, self._renew()):
                    await within(_RESPONSE_TIMEOUT_S, self._take_up())
                    break
                failing = False
                if not waited:
                    log.info("standby: another process is active for shard %s; this one waits", self._shard)
            except KeysError as error:
                raise StartError(error.sentence) from error
            except StartError:
                raise
            except Exception as error:
                if not failing:
                    log.warning(
                        "the database or the key folder does not answer (%s); trying again",
                        type(error).__name__,
                    )
                failing = True
                await self.give_back()
            waited = True
            await asyncio.sleep(self._poll)
        log.info("active: this process now answers and posts, for shard %s", self._shard)
        return waited

    async def keep(self) -> None:
        """Keep the role, trying to renew it until the last safe moment; give it back if the key folder does
        not answer, which another process may reach."""
        failing = False
        while (left := self._until - self._now()) > 0:
            if self._sharing.silent_for() > _SILENCE_S:
                await self.give_back()
                log.error("the key folder does not answer: this process leaves Discord, for another to act")
                return
            await asyncio.sleep(min(left, self._seconds / _RENEWALS))
            left = min(self._until - self._now(), self._seconds / _TRIES)  # another connection may answer
            try:
                if not await within(left, self._renew()):
                    break
                failing = False
            except Exception:
                if not failing:
                    log.warning("the lease of the active process could not be renewed; trying again")
                failing = True
        self._until = 0.0
        log.error(
            "the lease of shard %s could not be renewed in time: this process leaves Discord and sends "
            "nothing more, since another may be active now",
            self._shard,
        )

    async def give_back(self) -> None:
        """As ``Leadership``."""
        self._until = 0.0
        with suppress(Exception):  # it expires by itself
            await within(1.0, self._leases.give_back(self._name))

    async def _renew(self) -> bool:
        # Counted from before the request, so the lease lasts at least as long in the database.
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
            raise StartError(error.sentence) from error

    async def _refuse_other_tables(self) -> None:
        """Raise ``StartError`` if the tables were migrated while this process waited, perhaps for days."""
        if await revision(self._database) != HEAD:
            await self.give_back()
            raise StartError("terminal-database-migrated-meanwhile")

    async def _refuse_other_counts(self) -> None:
        """Raise ``StartError`` if a process uses another number of shards: both would have some of the
        servers."""
        for name in await holders(self._database, ACTIVE):
            count = Shard.parse(name.removeprefix(ACTIVE)).count
            if count != self._shard.count:
                await self.give_back()
                raise StartError("terminal-shards-differ", shard=self._shard, other=name.removeprefix(ACTIVE))


def postgres_role(app: App) -> PostgresLeadership:
    """Return the role of this process's shard."""
    return PostgresLeadership(
        app.database,
        SharedFolderCheck(app.keys.folder, app.database),
        app.settings.shard,
        seconds=app.timing.role_seconds,
        poll=app.timing.role_poll,
    )
