"""Detection of lost publications: those that a demand's checkpoint knows and the database does not, because
it was restored from a backup. Their numbers are not used again, and the organisers are told."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.errors import Sentence
from bot.keystore.files import KeyFolder
from bot.petitions.counts.checkpoints import Checkpoint, Checkpoints, continues
from bot.petitions.counts.milestones import note_lost
from bot.petitions.page_rows import held_note
from bot.petitions.posts import post
from bot.petitions.row_locks import lock_server_of
from bot.storage import Database
from bot.storage.models import Demand, Note, Publication

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
        demand = (
            await session.execute(select(Demand).where(Demand.id == loss.demand_id).with_for_update())
        ).scalar_one_or_none()
        if demand is None or await session.get(Note, held_note(demand.id)) is not None:
            return
        demand.lost_head = {"number": head.number, "hash": head.hash}
        await note_lost(session, self._database, demand.id, head.most, now)
        occasion = f"restored:{loss.first}-{head.number}"
        await post(session, self._database, demand, "restored", occasion, now)


async def _loss(session: AsyncSession, demand_id: int, head: Checkpoint) -> Loss | None:
    """Return the missing publications of one demand. A demand with another slug is another demand: its id was
    assigned again by a database that was restored from before the first one was created."""
    demand = (
        await session.execute(
            select(Demand.lost_head).where(
                Demand.id == demand_id, Demand.slug == head.slug, Demand.key_destroyed_at.is_(None)
            )
        )
    ).one_or_none()
    if demand is None:
        return None
    if await continues(session, demand_id, head.hash):
        return None
    newest = select(func.max(Publication.number)).where(Publication.demand_id == demand_id)
    known = await session.scalar(newest) or 0
    return Loss(demand_id=demand_id, head=head, known=known, settled=demand.lost_head is not None)
