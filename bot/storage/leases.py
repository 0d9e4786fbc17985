"""Work that one process does at a time: a row that says who, until when by the database's clock."""

from sqlalchemy import delete, select, update

from bot.storage.engine import Database
from bot.storage.tables import Lease
from bot.storage.upsert import insert_ignore

ACTIVE = "active:"
"""What the names of the leases begin with by which processes are the active ones (``bot.role``)."""

_MARGIN = 5.0  # seconds; a lease that ends later than one taken now is of a clock that was set back


class LeaseKeeper:
    """Takes, renews and gives back leases for one holder (a process).

    With a ``scope``, such as a shard, its leases are apart from those of other scopes.
    """

    def __init__(self, database: Database, holder: str, *, seconds: float = 30.0, scope: str = "") -> None:
        self._database = database
        self._holder = holder
        self._seconds = seconds
        self._scope = f":{scope}" if scope else ""

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
            if lease.holder != self._holder and now < lease.until <= now + self._seconds + _MARGIN:
                return False
            await session.execute(
                update(Lease).where(Lease.name == name).values(holder=self._holder, until=now + self._seconds)
            )
            return True

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
