"""Times of the last backups: what was saved, and when. A copy that other programs make is not known here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import LastBackup


async def note_backup(session: AsyncSession, of: Literal["database", "keys"], made_at: datetime) -> None:
    """Record a backup that was written and read back, in the caller's transaction."""
    await session.merge(LastBackup(saved=of, made_at=made_at))


async def last_backups(session: AsyncSession) -> Mapping[str, datetime]:
    """Return when the last backup was made, of ``database`` and ``keys``; no entry if none is known."""
    return {backup.saved: backup.made_at for backup in await session.scalars(select(LastBackup))}
