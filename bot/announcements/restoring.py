"""What a database that was restored from a backup does not know: which posts came after the backup.

What waited then is looked for in the channel before it is posted (``delivery``). What the watches find in
their first read since is held as uncertain: much of it was posted, under ids that this database never gave.
Organisers are told, and have it posted or take it for posted with ``/updates status``.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import TO_ORGANISERS, enqueue
from bot.storage import Database
from bot.storage.tables import Announcement, Note, Server, Watch

_NOTE = "restored"
_LONGEST = timedelta(days=7)  # a watch that was not read for so long has news all the same


async def note_restored(
    session: AsyncSession, database: Database, *, made_at: datetime, now: datetime
) -> None:
    """Note that the database is of ``made_at``, in the caller's transaction, and tell the organisers."""
    maybe_posted = (
        update(Announcement)
        .where(Announcement.state == "pending")
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        maybe_posted.where(Announcement.gathering).values(state="uncertain", gathering=False)
    )
    await session.execute(
        maybe_posted.values(first_attempt_at=func.coalesce(Announcement.first_attempt_at, made_at))
    )
    await session.execute(update(Server).where(Server.weekly).values(weekly_at=now))
    await session.merge(Note(name=_NOTE, value=json.dumps({"at": now.isoformat()})))
    channels = select(
        Server.id, func.coalesce(Server.organiser_channel_id, Server.channel_id).label("channel")
    )
    for row in (await session.execute(channels.where(Server.removed_at.is_(None)).order_by(Server.id))).all():
        if row.channel is not None:
            await enqueue(
                session,
                database,
                server_id=row.id,
                channel_id=row.channel,
                kind="restored",
                subject=f"server:{row.id}",
                occasion=f"restored:{made_at:%Y-%m-%dT%H:%M:%S%z}",
                now=now,
            )


async def hold_unsure(session: AsyncSession, now: datetime) -> None:
    """Hold what was enqueued since ``now`` and is for everybody: it was due since the backup already, and may
    have been posted. In the caller's transaction."""
    await session.execute(
        update(Announcement)
        .where(
            Announcement.state == "pending",
            Announcement.created_at >= now,
            Announcement.kind.not_in(TO_ORGANISERS),
        )
        .values(state="uncertain")
        .execution_options(synchronize_session=False)
    )


async def unsure_since(session: AsyncSession, watches: Iterable[Watch], now: datetime) -> frozenset[int]:
    """The servers of those of these watches that were not read completely since the database was restored:
    what they find now may have been posted before."""
    note = await session.get(Note, _NOTE)
    if note is None:
        return frozenset()
    restored_at = datetime.fromisoformat(json.loads(note.value)["at"])
    if not restored_at <= now < restored_at + _LONGEST:
        return frozenset()
    return frozenset(
        watch.server_id
        for watch in watches
        if watch.baseline_at is not None
        and watch.baseline_at < restored_at
        and (watch.last_complete_at is None or watch.last_complete_at < restored_at)
    )
