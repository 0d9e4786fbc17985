"""Purge: removes erased data from the database files.

SQLite overwrites and truncates its write-ahead log. PostgreSQL rewrites (``CLUSTER``) the tables with
personal data, since deleted rows stay in their pages. Its own write-ahead log and backups are the steward's
to clear.

The rewriting takes a lock that makes everybody wait. So it happens at most once per ``MIN_INTERVAL``, for all
erasures since. The request and the time of the last run are stored in the database, so that a restart neither
forgets nor repeats it.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.errors import CANNOT_STORE
from bot.storage.engine import Database
from bot.storage.models import Note
from bot.storage.upsert import insert_ignore

MIN_INTERVAL = timedelta(minutes=10)

_REQUESTED = "clearing-asked"
_DONE = "cleared-at"
_INTERVAL = timedelta(hours=1)  # regardless of whether anybody erased, so that it reveals nothing
_LOCK_TIMEOUT_MS = 250  # waiting for readers, while signers wait behind it
_LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code
OF_PEOPLE = {
    "signatures": ("reference", "sealed"),
    "roster_members": ("reference", "code", "account"),
    "roster_links": ("account", "reference"),
    "member_cards": ("place", "key", "used", "code"),
    "issued_places": ("reference", "hashes"),
    "audit_actors": ("token", "reference", "sealed"),
    "access_requests": ("reference",),
    "box_unpublished": ("key", "token", "signature"),
}
"""Columns with personal data, by table, in the order in which the tables are rewritten. PostgreSQL keeps no
statistics of them, which are samples, from the first revision on."""
_ARRIVALS = {  # tables whose new rows stand in the order of arrival until they are rewritten, with their keys
    "member_cards": "server_id, place",
    "issued_places": "round_id, reference",
    "box_unpublished": "demand, key",
}


async def purge(database: Database) -> bool:
    """Purge now; return ``False`` if a reader is in the way or the disk takes nothing, so that it is tried
    again. Such a failure undoes nothing, so it is not reported to the person who closed or erased
    something."""
    try:
        return await (database.truncate_log() if database.is_sqlite else _rewrite_tables(database))
    except CANNOT_STORE:  # the steward, or the next caller, is told of it
        return False


async def purge_soon(database: Database) -> bool:
    """Request a purge. SQLite runs it at once. On PostgreSQL, where it locks whole tables and anybody could
    request it again and again, ``PurgeTask`` runs one for all requests of some minutes. Return ``False`` if
    it has to be tried again."""
    if database.is_sqlite:
        return await purge(database)
    try:
        async with database.write() as session:
            await session.execute(insert_ignore(database, Note).values(name=_REQUESTED, value=""))
    except CANNOT_STORE:  # purged within the hour in any case
        return False
    return True


class PurgeTask:
    """Periodic task that purges when ``purge_soon`` requested it, and once an hour in any case. Runs in one
    process."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._done_at: datetime | None = None

    async def tick(self) -> None:
        """Purge if due; after a failure the next tick tries again."""
        now = self._clock()
        hourly = _is_over(self._done_at, now, _INTERVAL)
        if not (hourly or await self._is_requested()):
            return
        if hourly and not await rewrite_arrivals(self._database):
            return
        if await (purge(self._database) if self._database.is_sqlite else self._rewrite(now)):
            self._done_at = now

    def retry(self) -> None:
        """Make the next tick purge."""
        self._done_at = None

    async def _is_requested(self) -> bool:
        if self._database.is_sqlite:
            return False
        async with self._database.read() as session:
            return await session.get(Note, _REQUESTED) is not None

    async def _rewrite(self, now: datetime) -> bool:
        async def claimed(session: AsyncSession) -> bool:
            done = await session.get(Note, _DONE)
            if done is not None and not _is_over(datetime.fromisoformat(done.value), now, MIN_INTERVAL):
                return False
            # A request from here on waits for this transaction to end, and is one for the next run.
            await session.execute(delete(Note).where(Note.name == _REQUESTED))
            await session.merge(Note(name=_DONE, value=now.isoformat()))
            await session.flush()
            return True

        try:
            return await _rewrite_tables(self._database, claimed)
        except CANNOT_STORE:
            return False


async def rewrite_arrivals(database: Database) -> bool:
    """Rewrite the rows that nothing else puts into a neutral order by the time they are an hour old: their
    position on disk, and on PostgreSQL the number of the transaction, must not show in which order they came.
    Return ``False`` if that has to be tried again. A purge then removes the old copies.

    SQLite writes a new row's bytes wherever its page has room, so every row is rewritten. Signatures in
    Discord stand in the order of their references; on PostgreSQL one update gives those that wait the number
    of one transaction.
    """
    for table, key in _ARRIVALS.items():
        if database.is_sqlite:
            statements = [
                f"CREATE TEMPORARY TABLE arrivals AS SELECT * FROM {table} ORDER BY {key}",  # noqa: S608
                f"DELETE FROM {table}",  # noqa: S608
                f"INSERT INTO {table} SELECT * FROM arrivals ORDER BY rowid",  # noqa: S608
                "DROP TABLE arrivals",
            ]
        else:
            statements = [
                f"LOCK TABLE {table} IN EXCLUSIVE MODE",  # whoever writes has done so, or waits
                f"WITH taken AS (DELETE FROM {table} RETURNING *) "  # noqa: S608
                f"INSERT INTO {table} SELECT * FROM taken ORDER BY {key}",
            ]
        if not await _at_once(database, statements):
            return False
    waiting = "UPDATE signatures SET state = state WHERE state = 'pending'"
    return database.is_sqlite or await _at_once(database, [waiting])


async def _at_once(database: Database, statements: Sequence[str]) -> bool:
    """Run the statements in one transaction; return ``False`` if nothing can be stored, or if on PostgreSQL
    somebody is in the way for longer than signers may wait."""
    try:
        async with database.write() as session:
            if not database.is_sqlite:
                await session.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT_MS}ms'"))
            for statement in statements:
                await session.execute(text(statement))
    except CANNOT_STORE:
        return False
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
            raise
        return False
    return True


async def _rewrite_tables(
    database: Database, claimed: Callable[[AsyncSession], Awaitable[bool]] | None = None
) -> bool:
    """Rewrite the tables with personal data. Return ``False`` if a reader is in the way, or if ``claimed``,
    which is called in the transaction, returns ``False``."""
    try:
        async with database.write() as session:
            if claimed is not None and not await claimed(session):
                return False
            await session.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT_MS}ms'"))
            for table in OF_PEOPLE:
                await session.execute(text(f"CLUSTER {table} USING pk_{table}"))
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
            raise
        return False
    return True


def _is_over(since: datetime | None, now: datetime, interval: timedelta) -> bool:
    """Return whether the interval has passed, or the clock was set back."""
    return since is None or not timedelta() <= now - since < interval
