"""Handling of the outbox after a restore: the database does not know which posts were made after the backup.

Announcements that were pending at the backup are searched for in the channel before they are posted
(``delivery``). What was first seen before a watch was read twice after the restore, completely and in full,
is held as uncertain, whenever it is told: it may have been posted, under an id that this database never
assigned. Twice, since there are sources that believe a change only at a second look. The end of these reads
is ``Watch.sure_from``. What an enquiry finds up to its first whole list is held likewise, and so are the
reminders of deadlines that are due at the first tick. Organisers are notified, and have them posted or marked
as posted with ``/updates status``.

The clock of the machine that restores decides nothing: nobody has compared it with Discord's.
"""

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.channel_digest import post_gathered
from bot.announcements.outbox import TO_ORGANISERS, NewAnnouncement, enqueue_all
from bot.storage import Database
from bot.storage.models import (
    Announcement,
    ContractEnquiry,
    Note,
    QueryEnquiry,
    Server,
    Watch,
    WatchedContract,
)

_UNREAD, _READ_ONCE = datetime(9999, 12, 31, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
"""``Watch.sure_from`` of a watch that was not read in full since a restore, or once."""

_REMINDERS = "restored-reminders"  # until the first tick since a restore


async def note_restored(session: AsyncSession, database: Database, *, made_at: datetime) -> None:
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
        digests = await post_gathered(session, database, server_id, made_at)
        await session.execute(maybe_posted.where(Announcement.id.in_(digests)).values(state="uncertain"))
    await session.execute(
        maybe_posted.values(first_attempt_at=func.coalesce(Announcement.first_attempt_at, made_at))
    )
    await session.execute(update(Server).where(Server.weekly).values(weekly_at=_UNREAD))
    await session.execute(update(Watch).values(sure_from=_UNREAD, full_read_at=None, state=None))
    for table in (ContractEnquiry, QueryEnquiry):
        await session.execute(update(table).values(unsure=True))
    await session.merge(Note(name=_REMINDERS, value=""))
    channels = select(
        Server.id, func.coalesce(Server.organiser_channel_id, Server.channel_id).label("channel")
    )
    occasion = f"restored:{made_at:%Y-%m-%dT%H:%M:%S%z}"
    announcements = [
        NewAnnouncement(row.id, row.channel, "restored", f"server:{row.id}", occasion)
        for row in await session.execute(channels.where(Server.removed_at.is_(None)).order_by(Server.id))
        if row.channel is not None
    ]
    await enqueue_all(session, database, announcements, made_at)


async def are_reminders_unsure(session: AsyncSession) -> bool:
    """Return whether no reminder was looked for since a restore."""
    return await session.get(Note, _REMINDERS) is not None


async def note_reminders(session: AsyncSession) -> None:
    """Record that reminders were looked for since the restore, in the transaction that enqueued them."""
    await session.execute(delete(Note).where(Note.name == _REMINDERS))


async def hold_unsure(
    session: AsyncSession,
    now: datetime,
    *,
    subject: str | None = None,
    watches: ColumnElement[bool] | None = None,
) -> None:
    """Hold as uncertain the public announcements that were enqueued since ``now``, in the caller's
    transaction; only those about a ``subject``, with what waits for the end of a read, or in the servers of
    these ``watches``."""
    held = [Announcement.state == "pending", Announcement.kind.not_in(TO_ORGANISERS)]
    if watches is not None:
        servers = (await session.scalars(select(Watch.server_id).where(watches).distinct())).all()
        if not servers:  # as always, unless the database was restored
            return
        held.append(Announcement.server_id.in_(servers))
    new: ColumnElement[bool] = Announcement.created_at >= now
    if subject is not None:
        new = and_(Announcement.subject == subject, or_(Announcement.gathering, new))
    await session.execute(
        update(Announcement)
        .where(*held, new)
        .values(state="uncertain", gathering=False)
        .execution_options(synchronize_session=False)
    )


def note_full_read(watch: Watch, now: datetime, *, nothing_new: bool) -> None:
    """Record that a watch was read in full, but for single contracts that cannot be read. The first such read
    asks the source, also for what it says is not new."""
    if watch.sure_from == _UNREAD:
        watch.sure_from = _UNREAD if nothing_new else _READ_ONCE
    elif watch.sure_from == _READ_ONCE:
        watch.sure_from = now


def following(contract_id: int) -> ColumnElement[bool]:
    """Return the condition for the watches that follow a contract."""
    return Watch.id.in_(select(WatchedContract.watch_id).where(WatchedContract.contract_id == contract_id))


def watches_unsure(contract_id: int, since: datetime) -> ColumnElement[bool]:
    """Return the condition for the watches that follow a contract, and that may have told before a restore
    what was first seen at ``since``."""
    return and_(Watch.sure_from >= since, following(contract_id))
