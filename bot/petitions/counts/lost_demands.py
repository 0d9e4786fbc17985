"""Detection of lost demands: demands that the key folder knows and the database does not, because they were
opened after the backup that was restored. Their ids are not assigned again, and the steward is told."""

import logging
import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import select

from bot.errors import Sentence
from bot.keystore.files import ASIDE, KeyFolder
from bot.keystore.keyring import demand_key
from bot.petitions.counts.checkpoints import Checkpoint, read_checkpoint
from bot.storage import Database, dump
from bot.storage.models import Demand, KeyFingerprint

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A demand with a key that was not created in this database."""

    demand_id: int
    now: Literal["unknown", "draft", "aside"]  # what the database has under this id
    name: str | None  # the demand's slug, if known
    head: Checkpoint | None  # its last publication
    folder: Path
    files: Sequence[str]  # all its files in the folder

    @property
    def sentence(self) -> Sentence:
        keys = [file.removesuffix(".key") for file in self.files if file.endswith(".key")]
        number = str(self.demand_id)
        demand = Sentence("terminal-lost-demand", number=number)
        if self.name:
            demand = Sentence("terminal-lost-demand-named", number=number, name=self.name)
        what = Sentence(f"terminal-lost-what-{self.now}")
        if self.head:
            what = Sentence("terminal-lost-head", what=what, count=self.head.count, day=str(self.head.day))
        return Sentence(
            f"terminal-lost-{self.now}",
            demand=demand,
            what=what,
            folder=shlex.quote(str(self.folder)),
            files=", ".join(self.files),
            commands=", ".join(f"tocsin keys destroy {key}" for key in keys),
        )

    def __str__(self) -> str:
        return str(self.sentence)


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
