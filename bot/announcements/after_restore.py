"""Handling of the outbox after a restore: the database does not know which posts were made after the backup.

Announcements that were pending at the backup are searched for in the channel before they are posted
(``delivery``). Findings of the watches' first read after the restore are held as uncertain: many were posted
before, under ids that this database never assigned. Organisers are notified, and have them posted or marked
as posted with ``/updates status``.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.channel_digest import post_gathered
from bot.announcements.outbox import TO_ORGANISERS, NewAnnouncement, enqueue_all
from bot.storage import Database
from bot.storage.models import Announcement, Note, Server, Watch

_NOTE = "restored"
_MAX_PAUSE = timedelta(days=7)  # a watch that was not read for this long has news in any case


async def note_restored(
    session: AsyncSession, database: Database, *, made_at: datetime, now: datetime
) -> None:
    """Record that the database was restored to ``made_at``, in the caller's transaction, and notify the
    organisers."""
    maybe_posted = (
        update(Announcement)
        .where(Announcement.state == "pending")
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        maybe_posted.where(Announcement.gathering).values(state="uncertain", gathering=False)
    )
    gathered = select(Announcement.server_id).where(Announcement.for_digest).distinct()
    for server_id in sorted((await session.scalars(gathered)).all()):
        digests = await post_gathered(session, database, server_id, now)
        await session.execute(maybe_posted.where(Announcement.id.in_(digests)).values(state="uncertain"))
    await session.execute(
        maybe_posted.values(first_attempt_at=func.coalesce(Announcement.first_attempt_at, made_at))
    )
    await session.execute(update(Server).where(Server.weekly).values(weekly_at=now))
    await session.merge(Note(name=_NOTE, value=json.dumps({"at": now.isoformat()})))
    channels = select(
        Server.id, func.coalesce(Server.organiser_channel_id, Server.channel_id).label("channel")
    )
    occasion = f"restored:{made_at:%Y-%m-%dT%H:%M:%S%z}"
    announcements = [
        NewAnnouncement(row.id, row.channel, "restored", f"server:{row.id}", occasion)
        for row in await session.execute(channels.where(Server.removed_at.is_(None)).order_by(Server.id))
        if row.channel is not None
    ]
    await enqueue_all(session, database, announcements, now)


async def hold_unsure(session: AsyncSession, now: datetime) -> None:
    """Hold as uncertain the public announcements that were enqueued since ``now``: they were already due at
    the backup, and may have been posted. In the caller's transaction."""
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
    """Return the servers of those watches that were not read completely since the restore: their findings may
    have been posted before."""
    note = await session.get(Note, _NOTE)
    if note is None:
        return frozenset()
    restored_at = datetime.fromisoformat(json.loads(note.value)["at"])
    if not restored_at <= now < restored_at + _MAX_PAUSE:
        return frozenset()
    return frozenset(
        watch.server_id
        for watch in watches
        if watch.baseline_at is not None
        and watch.baseline_at < restored_at
        and (watch.last_complete_at is None or watch.last_complete_at < restored_at)
    )
