"""Checkpoints: the last publication of each demand, stored beside its key. A database that is restored from a
backup does not know what was announced since, and must not use those numbers again.

``demand-N.published`` is JSON, written after the publication is committed: ``number``, ``hash``, ``count``
and ``day`` of the last publication, ``most``, the highest count so far, and the demand's ``slug``. All of it
is public. The file is deleted with the key.
"""

import json
import logging
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.common.files import folder_lock, replace_file
from bot.keystore.files import KeyFolder
from bot.petitions.counts.milestones import note_lost
from bot.petitions.locks import lock_server_of
from bot.petitions.posts import post
from bot.storage import Database
from bot.storage.models import Demand, Publication

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """Last publication of a demand, as recorded in its checkpoint file."""

    number: int
    hash: str
    count: int
    day: str  # 2026-02-13
    most: int  # highest count ever published
    slug: str


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

    def __str__(self) -> str:
        first, last = self.first, self.head.number
        lost = f"publication {last}" if first == last else f"publications {first} to {last}"
        return (
            f"demand {self.demand_id} ({self.head.slug}): the database was restored from an older backup and "
            f"lacks {lost}, the last of {self.head.day} with the count {self.head.count}; the next one is "
            f"number {self.next} and says that the database was restored."
        )


class Checkpoints:
    """Checkpoint files of one key folder."""

    def __init__(self, folder: KeyFolder, database: Database) -> None:
        self._folder = folder
        self._database = database

    async def note(self, demand_id: int) -> None:
        """Write a demand's checkpoint, which was just committed. A failed write is only logged: the next
        publication or start tries again."""
        try:
            async with self._database.read() as session:
                head = await _stored(session, demand_id)
            if head is not None:
                await self._folder.in_thread(self._put, demand_id, head)
        except OSError as error:
            log.error("demand %s: what was published cannot be noted beside its key: %s", demand_id, error)

    async def losses(self) -> Sequence[Loss]:
        """Return the publications that are missing from the database, by demand. Read-only. Raises
        ``OSError``."""
        # Read before the database, which can only be ahead of the files.
        written = await self._folder.in_thread(self._all)
        found = []
        async with self._database.read() as session:
            for demand_id, head in written.items():
                if (loss := await _loss(session, demand_id, head)) is not None:
                    found.append(loss)
        return found

    async def settle(self, clock: Clock) -> Sequence[Loss]:
        """Record missing publications in the database, so that numbering continues after them, and notify the
        organisers once. Where the database is ahead of the files, write the files. Raises ``OSError``."""
        losses = await self.losses()
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
            await self.note(demand_id)
        return losses

    async def _settle(self, session: AsyncSession, loss: Loss, clock: Clock) -> None:
        head, now = loss.head, clock()
        await lock_server_of(session, loss.demand_id)
        demand = (
            await session.execute(select(Demand).where(Demand.id == loss.demand_id).with_for_update())
        ).scalar_one_or_none()
        if demand is None:
            return
        demand.lost_head = {"number": head.number, "hash": head.hash}
        await note_lost(session, self._database, demand.id, head.most, now)
        occasion = f"restored:{loss.first}-{head.number}"
        await post(session, self._database, demand, "restored", occasion, now)

    def _all(self) -> dict[int, Checkpoint]:
        found = {}
        for path in sorted(self._folder.path.glob("demand-*.published")):
            name = re.fullmatch(r"demand-(\d+)\.published", path.name)
            if name and (head := _read(path)) is not None:
                found[int(name[1])] = head
        return found

    def _put(self, demand_id: int, head: Checkpoint) -> None:
        """Write a checkpoint, but never replace a newer one, which another process may have written."""
        path = _path(self._folder, demand_id)
        with folder_lock(path.parent):
            before = _read(path)
            if before is not None and before.slug == head.slug:
                if before.number >= head.number:
                    return
                head = Checkpoint(**{**asdict(head), "most": max(head.most, before.most)})
            replace_file(path, json.dumps(asdict(head), sort_keys=True).encode() + b"\n")


def read_head(folder: KeyFolder, demand_id: int) -> Checkpoint | None:
    """Read a demand's checkpoint from this folder; None if there is none."""
    return _read(_path(folder, demand_id))


def _path(folder: KeyFolder, demand_id: int) -> Path:
    return folder.path / f"demand-{demand_id:d}.published"


def _read(path: Path) -> Checkpoint | None:
    """Read a checkpoint file; ``None`` if it is missing or damaged: the database's own head then replaces
    it."""
    try:
        head = Checkpoint(**json.loads(path.read_bytes()))
        whole = all(type(number) is int for number in (head.number, head.count, head.most))
        return head if whole and re.fullmatch("[0-9a-f]{64}", head.hash) else None
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        log.warning("%s is damaged, and is written anew", path)
        return None


async def _stored(session: AsyncSession, demand_id: int) -> Checkpoint | None:
    """Build the checkpoint from the database; ``None`` once the key is destroyed, and for a publication
    without a hash."""
    rows = await session.execute(
        select(Demand.slug, Publication)
        .join(Publication, Publication.demand_id == Demand.id)
        .where(Demand.id == demand_id, Demand.key_destroyed_at.is_(None))
        .order_by(Publication.number.desc())
        .limit(1)
    )
    row = rows.one_or_none()
    if row is None or row.Publication.hash is None:
        return None
    most = await session.scalar(select(func.max(Publication.count)).where(Publication.demand_id == demand_id))
    last = row.Publication
    return Checkpoint(
        number=last.number,
        hash=last.hash,
        count=last.count,
        day=last.published_at.date().isoformat(),
        most=most or 0,
        slug=row.slug,
    )


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
    theirs = Publication.demand_id == demand_id
    follows = or_(Publication.hash == head.hash, Publication.previous_hash == head.hash)
    if await session.scalar(select(Publication.id).where(theirs, follows).limit(1)) is not None:
        return None
    known = await session.scalar(select(func.max(Publication.number)).where(theirs)) or 0
    return Loss(demand_id=demand_id, head=head, known=known, settled=demand.lost_head is not None)
