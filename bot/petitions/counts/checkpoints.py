"""Checkpoints: the last publication of each demand, stored beside its key. A database that is restored from a
backup does not know what was announced since, and must not use those numbers again.

``demand-N.published`` is JSON, written after the publication is committed: ``number``, ``hash``, ``count``,
``reason`` and ``day`` of the last publication, ``most``, the highest count so far, and the demand's ``slug``.
All of it is public. The file is deleted with the key.
"""

import json
import logging
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.files import replace_file
from bot.common.made import made_of
from bot.keystore.files import KeyFolder
from bot.storage import Database
from bot.storage.models import Demand, Publication

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """Last publication of a demand, as recorded in its checkpoint file."""

    number: int
    hash: str
    count: int
    reason: str
    day: str  # 2026-02-13
    most: int  # highest count ever published
    slug: str


class Checkpoints:
    """Checkpoint files of one key folder."""

    def __init__(self, folder: KeyFolder, database: Database) -> None:
        self._folder = folder
        self._database = database

    async def note(self, demand_id: int) -> None:
        """Write a demand's checkpoint, which was just committed. A failed write is only logged: the next
        publication or start tries again. One that does not go on from the checkpoint before is not written:
        somebody changed what was published, and that must not be forgotten."""
        try:
            before = await self._folder.in_thread(read_checkpoint, self._folder, demand_id)
            async with self._database.read() as session:
                head = await _stored(session, demand_id)
                forked = (
                    head is not None
                    and before is not None
                    and before.number < head.number
                    and not await continues(session, demand_id, before.hash)
                )
            if forked:
                log.error("demand %s: its ledger does not go on from what was published", demand_id)
            elif head is not None:
                await self._folder.in_thread(self._put, demand_id, head)
        except OSError as error:
            log.error("demand %s: what was published cannot be recorded beside its key: %s", demand_id, error)

    async def all(self) -> dict[int, Checkpoint]:
        """Return every checkpoint, by demand. Raises ``OSError``."""
        return await self._folder.in_thread(self._all)

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
        with self._folder.writing():
            before = _read(path)
            if before is not None:
                if before.number >= head.number:
                    return
                reason = "void" if before.reason == "void" else head.reason  # also between two entries
                head = replace(head, most=max(head.most, before.most), reason=reason)
            replace_file(path, json.dumps(asdict(head), sort_keys=True).encode() + b"\n")


def read_checkpoint(folder: KeyFolder, demand_id: int) -> Checkpoint | None:
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
        log.warning("%s is damaged, and is written again", path)
        return None


async def continues(session: AsyncSession, demand_id: int, hash: str) -> bool:
    """Return whether a demand's ledger has the publication with this hash, or goes on from it after it was
    lost."""
    follows = or_(Publication.hash == hash, Publication.previous_hash == hash)
    wanted = select(Publication.id).where(Publication.demand_id == demand_id, follows).limit(1)
    return await session.scalar(wanted) is not None


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
    day = last.published_at.date().isoformat()
    return made_of(Checkpoint, last, day=day, most=most or 0, slug=row.slug)
