"""Detection of lost demands: demands that the key folder knows and the database does not, because they were
opened after the backup that was restored. Their ids are not assigned again, and the steward is told."""

import logging
import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import select

from bot.keystore.files import ASIDE, KeyFolder
from bot.keystore.keyring import demand_key
from bot.petitions.counts.checkpoints import Checkpoint, read_checkpoint
from bot.storage import Database, dump
from bot.storage.models import Demand, KeyFingerprint

log = logging.getLogger(__name__)


_SINCE = "it was opened after the backup that this database was restored from, or"
_WHAT = {
    "unknown": "the database does not know it, and its key is in the key folder: "
    f"{_SINCE} DATABASE_URL names another database.",
    "draft": "the database has it as a draft, and its key is in the key folder: "
    f"{_SINCE} the bot was stopped just as it opened.",
    "aside": "another demand had this number before, and its key was set aside: that one was opened after "
    "the backup that this database was restored from.",
}
_THEN = {
    "unknown": "start the bot, which gives this number to no other demand; its signatures are lost, so tell "
    "those who signed it.",
    "draft": "it can be opened again; what was signed is lost, so tell those who signed.",
    "aside": "its signatures are lost, so tell those who signed it.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A demand with a key that was not created in this database."""

    demand_id: int
    now: Literal["unknown", "draft", "aside"]  # what the database has under this id
    name: str | None  # the demand's slug, if known
    head: Checkpoint | None  # its last publication
    folder: Path
    files: Sequence[str]  # all its files in the folder

    def __str__(self) -> str:
        name = f" ({self.name})" if self.name else ""
        keys = [file.removesuffix(".key") for file in self.files if file.endswith(".key")]
        count = f" Its last count was {self.head.count}, on {self.head.day}." if self.head else ""
        return (
            f"demand {self.demand_id}{name}: {_WHAT[self.now]}{count} Is there a newer backup? Put that in "
            f"place before anybody signs. If there is none, {_THEN[self.now]} Of no use any more are then, "
            f"in {shlex.quote(str(self.folder))}: {', '.join(self.files)}; remove them with "
            f"{', '.join(f'tocsin keys destroy {key}' for key in keys)}, which overwrites them."
        )


class LostDemands:
    """Comparison of one key folder with one database."""

    def __init__(self, folder: KeyFolder, database: Database) -> None:
        self._folder = folder
        self._database = database

    async def find(self) -> Sequence[Lost]:
        """Return the lost demands, by id. Read-only. Raises ``OSError``."""
        # Read the folder before the database: a demand that is opened meanwhile is then in both.
        files = await self._folder.in_thread(self._folder.demands)
        async with self._database.read() as session:
            slugs = {row.id: row.slug for row in await session.execute(select(Demand.id, Demand.slug))}
            made = set(await session.scalars(select(KeyFingerprint.name)))
        return [
            lost
            for demand_id, names in sorted(files.items())
            if (lost := await self._lost(demand_id, names, slugs, made)) is not None
        ]

    async def reserve(self) -> None:
        """Advance the database's id sequence past every id that the folder knows. Raises ``OSError``."""
        files = await self._folder.in_thread(self._folder.demands)
        if not files:
            return
        last = max(files)
        async with self._database.write() as session:
            if await dump.reserve(session, Demand.__tablename__, last):
                log.warning("new demands get numbers after %s, which has files in the key folder", last)

    async def _lost(
        self, demand_id: int, names: Sequence[str], slugs: Mapping[int, str], made: Collection[str]
    ) -> Lost | None:
        aside, head, name = demand_key(demand_id) in made, None, None
        if aside:
            names = [found for found in names if found.startswith(ASIDE)]
        if not any(found.endswith(".key") for found in names):
            return None
        if not aside:
            head = await self._folder.in_thread(read_checkpoint, self._folder, demand_id)
            name = slugs.get(demand_id) or (None if head is None else head.slug)
        return Lost(
            demand_id=demand_id,
            now="aside" if aside else "draft" if demand_id in slugs else "unknown",
            name=name,
            head=head,
            folder=self._folder.path,
            files=names,
        )
