"""Leases: a row for each task that only one process may do at a time, with its holder and its expiry by the
database's clock."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy import delete, select, update

from bot.common.async_utils import cancel
from bot.common.clock import seconds_awake_or_not
from bot.errors import CANNOT_STORE
from bot.storage.engine import Database
from bot.storage.models import Lease
from bot.storage.upsert import insert_ignore

log = logging.getLogger(__name__)

ACTIVE = "active:"
"""Prefix of the names of the leases that elect the active process (``bot.runtime.leader_election``)."""

_CLOCK_MARGIN_S = (
    5.0  # seconds; a later expiry than that of a lease taken now means that the clock was set back
)


class LeaseKeeper:
    """Takes, renews and gives back leases for one holder (a process).

    A ``scope``, such as a shard, separates its leases from those of other scopes. ``now`` is a monotonic
    clock of this machine.
    """

    def __init__(
        self,
        database: Database,
        holder: str,
        *,
        seconds: float = 30.0,
        scope: str = "",
        now: Callable[[], float] = seconds_awake_or_not,
    ) -> None:
        self._database = database
        self._holder = holder
        self._seconds = seconds
        self._scope = f":{scope}" if scope else ""
        self._now = now
        self._late: dict[str, tuple[float, float]] = {}  # by name: the expiry, and when we first saw it

    @asynccontextmanager
    async def holding(
        self, name: str, *, renew_every: float | None = None
    ) -> AsyncIterator[asyncio.Event | None]:
        """Hold the lease during the block; ``None`` while another process holds it.

        The event is set when the lease was lost. It is renewed each ``renew_every`` seconds, if given, and at
        least three times in the time that it lasts.
        """
        until = self._now() + self._seconds  # before it is taken: never later than what others wait for
        if not await self.take(name):
            yield None
            return
        lost, renewal = asyncio.Event(), None
        if renew_every is not None:
            renewal = asyncio.create_task(self._renew(name, renew_every, until, lost))
        try:
            yield lost
        finally:
            if renewal is not None:
                await cancel(renewal)
            if not lost.is_set():
                await self.give_back(name)

    async def _renew(self, name: str, every: float, until: float, lost: asyncio.Event) -> None:
        """Renew until another process has the lease, or until it has run out: nothing could be stored, or
        the database did not answer. From that moment another process may hold it."""
        while (left := until - self._now()) > 0:
            await asyncio.sleep(min(every, self._seconds / 3, left))
            begun = self._now()
            try:
                async with asyncio.timeout(max(until - begun, 0)):
                    if not await self.take(name):
                        log.warning("another process has taken over: %s", name)
                        break
                until = begun + self._seconds
            except CANNOT_STORE:  # the database has logged it
                pass
            except TimeoutError:
                log.warning("the lease of %s could not be renewed in time", name)
            except Exception:
                log.exception("the lease of %s could not be renewed", name)
        lost.set()

    async def take(self, name: str) -> bool:
        """Take or renew the lease ``name``; ``False`` while another process holds it."""
        name += self._scope
        async with self._database.write(guarded=False) as session:
            now = await self._database.now(session)
            row = {"name": name, "holder": self._holder, "until": now + self._seconds}
            await session.execute(insert_ignore(self._database, Lease).values(row))
            lease = (
                await session.execute(select(Lease).where(Lease.name == name).with_for_update())
            ).scalar_one_or_none()
            if lease is None:  # deleted between the two statements: the turn is theirs
                return False
            if lease.holder != self._holder and self._may_be_held(name, lease.until, now):
                return False
            await session.execute(
                update(Lease).where(Lease.name == name).values(holder=self._holder, until=now + self._seconds)
            )
            return True

    def _may_be_held(self, name: str, until: float, now: float) -> bool:
        """True if another process may hold the lease at ``now``. If the database's clock was set back, the
        expiry lies too far ahead: a live holder renews it and a dead one does not, so it is timed by our own
        clock."""
        if until <= now + self._seconds + _CLOCK_MARGIN_S:
            self._late.pop(name, None)
            return now < until
        known, since = self._late.get(name, (0.0, 0.0))
        if known != until:
            since = self._now()
            self._late[name] = until, since
        return self._now() - since < self._seconds

    async def give_back(self, name: str) -> None:
        """Release the lease, so that another process can take it at once."""
        mine = (Lease.name == name + self._scope, Lease.holder == self._holder)
        async with self._database.write(guarded=False) as session:
            await session.execute(delete(Lease).where(*mine))


async def holders(database: Database, prefix: str) -> dict[str, str]:
    """Return the holders of the unexpired leases whose names begin with ``prefix``, by name."""
    async with database.read() as session:
        now = await database.now(session)
        begins = Lease.name.startswith(prefix, autoescape=True)
        found = await session.execute(select(Lease.name, Lease.holder).where(begins, Lease.until > now))
        return {row.name: row.holder for row in found}
