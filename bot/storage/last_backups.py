"""Times of the last backups, as notes in the database: what was saved, and when. A copy that other programs
make is not known here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import Note

_PREFIX = "backed-up:"


async def note_backup(session: AsyncSession, of: Literal["database", "keys"], made_at: datetime) -> None:
    """Record a backup that was written and read back, in the caller's transaction."""
    await session.merge(Note(name=f"{_PREFIX}{of}", value=made_at.isoformat()))


async def last_backups(session: AsyncSession) -> Mapping[str, datetime]:
    """Return when the last backup was made, of ``database`` and ``keys``; no entry if none is known."""
    notes = await session.execute(select(Note.name, Note.value).where(Note.name.startswith(_PREFIX)))
    return {row.name.removeprefix(_PREFIX): datetime.fromisoformat(row.value) for row in notes}
