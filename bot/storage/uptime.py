"""Uptime in days: the number of days on which the bot ran, counted by the bot itself.

For data that is destroyed after some time, the clock alone is not enough: one that jumps forward by years
would destroy it at once. In counted days, such a jump is one day.
"""

from sqlalchemy import select

from bot.common.clock import Clock
from bot.storage import Database
from bot.storage.models import Note
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
