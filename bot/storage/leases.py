"""Work that one process does at a time: a row that says who, until when by the database's clock."""

from collections.abc import Callable

from sqlalchemy import delete, select, update

from bot.clock import seconds_awake_or_not
from bot.storage.engine import Database
from bot.storage.tables import Lease
from bot.storage.upsert import insert_ignore

ACTIVE = "active:"
"""What the names of the leases begin with by which processes are the active ones (``bot.role``)."""

_MARGIN = 5.0  # seconds; a lease that ends later than one taken now is of a clock that was set back


class LeaseKeeper:
    """Takes, renews and gives back leases for one holder (a process).

    With a ``scope``, such as a shard, its leases are apart from those of other scopes. ``now`` is a clock of
    this machine that is never set.
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
        self._late: dict[str, tuple[float, float]] = {}  # by name: until when, and since when we know it

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
            if lease is None:  # given back between the two statements: theirs was the turn
                return False
            if lease.holder != self._holder and self._may_be_held(name, lease.until, now):
                return False
            await session.execute(
                update(Lease).where(Lease.name == name).values(holder=self._holder, until=now + self._seconds)
            )
            return True

    def _may_be_held(self, name: str, until: float, now: float) -> bool:
        """Whether another process may hold a lease until then. Where the database's clock was set back, one
        who lives renews it, and nobody else does: so that is waited for by our own clock."""
        if until <= now + self._seconds + _MARGIN:
            self._late.pop(name, None)
            return now < until
        known, since = self._late.get(name, (0.0, 0.0))
        if known != until:
            since = self._now()
            self._late[name] = until, since
        return self._now() - since < self._seconds

    async def give_back(self, name: str) -> None:
        """Let another process take the lease at once."""
        mine = (Lease.name == name + self._scope, Lease.holder == self._holder)
        async with self._database.write(guarded=False) as session:
            await session.execute(delete(Lease).where(*mine))


async def holders(database: Database, prefix: str) -> dict[str, str]:
    """Who has the leases that have not run out and whose names begin with ``prefix``, by name."""
    async with database.read() as session:
        now = await database.now(session)
        begins = Lease.name.startswith(prefix, autoescape=True)
        found = await session.execute(select(Lease.name, Lease.holder).where(begins, Lease.until > now))
        return {row.name: row.holder for row in found}
