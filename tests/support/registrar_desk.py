"""Test harness for the registrar: its services on one database, and members with cards."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.keystore.keyring import Keys
from bot.petitions.roster.roster_import import ImportResult, RosterImport
from bot.registrar.rounds import Rounds, RoundStatus
from bot.storage import Database
from bot.storage.models import Demand
from bot.storage.upsert import ensure_server
from tests.conftest import MovableClock

SERVER = 1_000_000_000_000_000_001


@dataclass
class RegistrarDesk:
    """The registrar of one process."""

    database: Database
    clock: MovableClock
    keys: Keys
    rounds: Rounds

    async def import_numbers(
        self, numbers: Iterable[str], *, server_id: int = SERVER, replace: bool = False
    ) -> ImportResult:
        """Import a roster."""
        async with self.database.write() as session:
            await ensure_server(session, self.database, server_id, self.clock())
        codes: dict[str, str] = {}
        roster_import = RosterImport(self.database, self.keys, server_id, hand_out=codes.update)
        return await roster_import.run(numbers, replace=replace)

    async def begin(self, server_id: int = SERVER) -> RoundStatus:
        return await self.rounds.begin(server_id, None)

    async def draft(self, slug: str = "halt", *, server_id: int = SERVER) -> int:
        """Store a demand; return its id."""
        async with self.database.write() as session:
            demand = Demand(server_id=server_id, slug=slug, texts={}, created_at=self.clock())
            session.add(demand)
            await session.flush()
            return demand.id

    async def take_key(self, demand_id: int, *, server_id: int = SERVER) -> bytes:
        async with self.database.write() as session:
            return await self.rounds.take_key(session, server_id, demand_id)

    def files(self) -> set[str]:
        """Return the names of the files in the key folder."""
        return {path.name for path in self.keys.folder.path.iterdir()}


async def open_registrar(database: Database, clock: MovableClock, key_dir: Path) -> RegistrarDesk:
    """Open the services as ``bot.app`` does."""
    keys = await Keys.open(key_dir, database, clock)
    return RegistrarDesk(database, clock, keys, Rounds(database, clock, keys))
