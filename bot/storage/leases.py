"""Work that one process does at a time: a row that says who, until when by the database's clock."""

from sqlalchemy import delete, select, update

from bot.storage.engine import Database
from bot.storage.tables import Lease
from bot.storage.upsert import insert_ignore

_MARGIN = 5.0  # seconds; a lease that ends later than one taken now is of a clock that was set back


class LeaseKeeper:
    """Takes, renews and gives back leases for one holder (a process)."""

    def __init__(self, database: Database, holder: str, *, seconds: float = 30.0) -> None:
        self._database = database
        self._holder = holder
        self._seconds = seconds

    async def take(self, name: str) -> bool:
        """Take or renew the lease ``name``; ``False`` while another process holds it."""
        async with self._database.write() as session:
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
        async with self._database.write() as session:
            await session.execute(delete(Lease).where(Lease.name == name, Lease.holder == self._holder))
