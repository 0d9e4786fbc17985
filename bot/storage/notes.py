"""Notes of the bot about itself: on how many days it ran, and when the last backups were made.

For data that is destroyed after some time, the clock alone is not enough: one that jumps forward by years
would destroy it at once. In counted days, such a jump is one day. A copy of the database that other programs
make is not known here.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.storage import Database
from bot.storage.models import LastBackup, Note
from bot.storage.upsert import insert

_NAME = "retention-days"  # name of a note: the last counted day and the count


async def days_run(database: Database, clock: Clock) -> int:
    """Return the number of days on which the bot has run, including this one. A day before the last counted
    one is not counted."""
    today = clock().date().isoformat()
    async with database.write() as session:
        kept = await session.scalar(select(Note.value).where(Note.name == _NAME))
        last, _, counted = (kept or " 0").partition(" ")
        days = int(counted) + (today > last)
        if today != last:
            note = insert(database, Note).values(name=_NAME, value=f"{today} {days}")
            await session.execute(
                note.on_conflict_do_update(index_elements=["name"], set_={"value": f"{today} {days}"})
            )
    return days


async def note_backup(session: AsyncSession, of: Literal["database", "keys"], made_at: datetime) -> None:
    """Record a backup that was written and read back, in the caller's transaction."""
    await session.merge(LastBackup(saved=of, made_at=made_at))


async def last_backups(session: AsyncSession) -> Mapping[str, datetime]:
    """Return when the last backup was made, of ``database`` and ``keys``; no entry if none is known."""
    return {backup.saved: backup.made_at for backup in await session.scalars(select(LastBackup))}
