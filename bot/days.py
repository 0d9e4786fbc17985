"""Days on which the bot ran, which it counts itself.

Where something is destroyed after a time, the clock alone is not enough: one that jumps forward by years
would destroy it at once. Of days that are counted, such a jump is one.
"""

from sqlalchemy import select

from bot.clock import Clock
from bot.storage import Database
from bot.storage.tables import Note
from bot.storage.upsert import insert

_NAME = "retention-days"  # a note: the last day that was counted, and how many there were


async def days_run(database: Database, clock: Clock) -> int:
    """On how many days the bot has run by now, counting this one. A day that comes before the last one that
    was counted is not another."""
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
