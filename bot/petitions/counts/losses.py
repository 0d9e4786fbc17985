"""Losses of a restored database: demands and publications that the key folder knows and the database does
not, because they are newer than the backup. Their numbers are not used again; the steward is told of demands,
the organisers of publications."""

import logging
import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.errors import Sentence
from bot.keystore.files import ASIDE, KeyFolder
from bot.keystore.keyring import demand_key
from bot.petitions.counts.checkpoints import Checkpoint, Checkpoints, continues, read_checkpoint
from bot.petitions.counts.milestones import note_lost
from bot.petitions.demand_rows import lock_server_of
from bot.petitions.page_rows import held_note
from bot.petitions.posts import post
from bot.storage import Database
from bot.storage.copier import reserve
from bot.storage.models import Demand, KeyFingerprint, Note, Publication

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Publications that were announced but are missing from the database, because it was restored from a
    backup."""

    demand_id: int
    head: Checkpoint
    known: int  # last number in the database; 0: none
    settled: bool  # acknowledged at a start of the bot: numbering continues after the head

    @property
    def first(self) -> int:
        """First missing number. If the database has a publication with this number, it is a different one."""
        return min(self.known + 1, self.head.number)

    @property
    def next(self) -> int:
        """Number of the next publication."""
        return max(self.known, self.head.number) + 1

    @property
    def sentence(self) -> Sentence:
        first, last = self.first, self.head.number
        return Sentence(
            "terminal-lost-publication" if first == last else "terminal-lost-publications",
            number=str(self.demand_id),
            slug=self.head.slug,
            first=str(first),
            last=str(last),
            day=str(self.head.day),
            count=self.head.count,
            next=str(self.next),
        )

    def __str__(self) -> str:
        return str(self.sentence)


class LostPublications:
    """Comparison of one key folder's checkpoints with one database."""

    def __init__(self, folder: KeyFolder, database: Database) -> None:
        self._checkpoints = Checkpoints(folder, database)
        self._database = database

    async def find(self) -> Sequence[Loss]:
        """Return the missing publications, by demand. Read-only. Raises ``OSError``."""
        # Read before the database, which can only be ahead of the files.
        written = await self._checkpoints.all()
        found = []
        async with self._database.read() as session:
            for demand_id, head in written.items():
                if (loss := await _loss(session, demand_id, head)) is not None:
                    found.append(loss)
        return found

    async def settle(self, clock: Clock) -> Sequence[Loss]:
        """Record missing publications in the database, so that numbering continues after them, and notify the
        organisers once. Where the database is ahead of the files, write the files. Raises ``OSError``."""
        losses = await self.find()
        for loss in losses:
            log.warning("%s", loss)
            async with self._database.write() as session:
                await self._settle(session, loss, clock)
        behind = {loss.demand_id for loss in losses}
        async with self._database.read() as session:
            published = await session.scalars(
                select(Demand.id)
                .where(Demand.last_publication_at.is_not(None), Demand.key_destroyed_at.is_(None))
                .order_by(Demand.id)
            )
            ids = [demand_id for demand_id in published if demand_id not in behind]
        for demand_id in ids:
            await self._checkpoints.note(demand_id)
        return losses

    async def _settle(self, session: AsyncSession, loss: Loss, clock: Clock) -> None:
        head, now = loss.head, clock()
        await lock_server_of(session, loss.demand_id)
        demand = await session.get(Demand, loss.demand_id, with_for_update=True)
        if demand is None or await session.get(Note, held_note(demand.id)) is not None:
            return
        demand.lost_head = {"number": head.number, "hash": head.hash}
        if head.reason == "void":  # final, whatever else was lost
            demand.voided_at = demand.voided_at or now
            demand.state, demand.closed_at = "closed", demand.closed_at or now
        await note_lost(session, self._database, demand.id, head.most, now)
        occasion = f"restored:{loss.first}-{head.number}"
        await post(session, self._database, demand, "restored", occasion, now)


async def _loss(session: AsyncSession, demand_id: int, head: Checkpoint) -> Loss | None:
    """Return the missing publications of one demand. Its name does not matter: who has the database can
    change it, and an id is not given twice while its checkpoint is there (``lost_demands``)."""
    wanted = select(Demand.lost_head).where(Demand.id == demand_id, Demand.key_destroyed_at.is_(None))
    demand = (await session.execute(wanted)).one_or_none()
    if demand is None:
        return None
    if await continues(session, demand_id, head.hash):
        return None
    newest = select(func.max(Publication.number)).where(Publication.demand_id == demand_id)
    known = await session.scalar(newest) or 0
    return Loss(demand_id=demand_id, head=head, known=known, settled=demand.lost_head is not None)


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
            if await reserve(session, Demand.__tablename__, last):
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
