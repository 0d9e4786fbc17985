"""Upgrade of the database, and its copy from SQLite to PostgreSQL: every row, verified by reading it back."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from rich.progress import Progress
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.admin.progress_bar import bar
from bot.app import database_errors_said, open_database
from bot.errors import DatabaseAway, NotStored, Sentence, StartError
from bot.settings import Settings
from bot.storage import Database, DatabaseError, dump
from bot.storage.dump import Shape, Tally
from bot.storage.errors import is_away, why_not_stored
from bot.storage.leader import FileLock
from bot.storage.migrate import is_known, make_tables, revision, unknown
from bot.storage.migrations import HEAD
from bot.storage.models import Term
from bot.storage.purge import purge
from bot.storage.url import missing_file, parse_url

_LEFT = frozenset({Term.__tablename__})  # of the processes on the old one

_BAD_TARGET = Sentence("terminal-copy-bad-address")
_NO_TARGET = Sentence("terminal-copy-unreachable")
_TARGET_SENTENCES = {
    "bad-url": _BAD_TARGET,
    "no-driver": Sentence("terminal-copy-no-driver"),
}


async def upgrade_database(settings: Settings) -> Sentence:
    """Migrate the tables; return a sentence. Raises ``StartError``."""
    async with open_database(settings, migrate=False) as database:
        before = await revision(database)
    async with open_database(settings):
        pass
    if before == HEAD:
        return Sentence("terminal-upgrade-already")
    return Sentence("terminal-upgrade-done")


async def copy_database(settings: Settings, address: str) -> list[Sentence]:
    """Copy everything in the SQLite file of the settings into an empty PostgreSQL, all of it or nothing;
    return lines about the result and the next steps.

    The bot must not run on the file meanwhile; this holds its lock. Raises ``StartError``.
    """
    file = _file_of(settings)
    alone = FileLock(file)
    with database_errors_said(settings):
        if not await alone.take():
            raise StartError("terminal-another-runs", file=file)
    try:
        async with open_database(settings, migrate=False) as source, _opened(address) as target:
            found = await revision(source)
            if found is None:
                raise StartError("terminal-copy-empty", file=file)
            if not is_known(found):
                raise unknown(found)
            with bar() as progress:
                # A write transaction, to lock out other writers: rows that arrived meanwhile would be
                # missing.
                async with source.write() as ours:
                    rows = await _counted(ours)  # before the other transaction, which may not idle for long
                    async with _writing(target) as theirs:
                        await _refuse_unless_empty(theirs)
                        await make_tables(theirs, found)
                        await _copy(ours, theirs, rows, progress)
                        await make_tables(theirs)
            await purge(target)  # after it PostgreSQL keeps no statistics samples of references
    finally:
        await alone.give_back()
    return [
        Sentence("terminal-copied", count=sum(rows.values()), tables=len(rows)),
        Sentence("terminal-copied-next"),
        Sentence("terminal-copied-old", file=file),
    ]


def _file_of(settings: Settings) -> Path:
    url = parse_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        raise StartError("terminal-copy-postgresql-already")
    if missing := missing_file(settings.database_url):
        raise StartError("terminal-copy-nothing", missing=missing)
    return Path(str(url.database))


@asynccontextmanager
async def _opened(address: str) -> AsyncIterator[Database]:
    """Open the new database. Errors do not quote its address, which contains a password."""
    try:
        if parse_url(address).get_backend_name() == "sqlite":
            raise StartError(_BAD_TARGET)
        target = await Database.connect(address)
    except DatabaseError as error:
        raise StartError(_TARGET_SENTENCES.get(error.code, _NO_TARGET)) from error
    try:
        yield target
    finally:
        await target.close()


@asynccontextmanager
async def _writing(target: Database) -> AsyncIterator[AsyncSession]:
    """Open a write transaction on the new database; its errors must not be attributed to the old one."""
    try:
        async with target.write() as session:
            yield session
    except NotStored as error:
        raise StartError(
            "terminal-copy-unwritable", reason=Sentence(f"terminal-not-stored-{error.code}")
        ) from None  # otherwise the old one, whose transaction ends next, would treat the cause as its own
    except DatabaseAway as error:
        raise StartError("terminal-copy-connection-lost") from error


async def _refuse_unless_empty(session: AsyncSession) -> None:
    connection = await session.connection()
    if await connection.run_sync(lambda theirs: inspect(theirs).get_table_names()):
        raise StartError("terminal-copy-not-empty")


async def _counted(ours: AsyncSession) -> dict[Shape, int]:
    """Return the tables to copy, with their number of rows."""
    shapes = [shape for shape in await dump.shapes(ours) if shape.name not in _LEFT]
    return {shape: await dump.how_many(ours, shape) for shape in shapes}


async def _copy(
    ours: AsyncSession, theirs: AsyncSession, rows: Mapping[Shape, int], progress: Progress
) -> None:
    """Copy every table within the two transactions, and read it back."""
    there = {shape.name: shape for shape in await dump.shapes(theirs)}
    copying = progress.add_task(Sentence("terminal-progress-copying").shown(), total=sum(rows.values()))
    read: dict[str, Tally] = {}
    for shape in rows:
        tally = read[shape.name] = Tally(shape)
        async for batch in _rows_of(ours, shape):
            for row in batch:
                tally.add(row)
            await _put(theirs, shape, batch)
            progress.advance(copying, len(batch))
    last = await dump.last_ids(ours)
    await dump.set_last_ids(theirs, last)
    checking = progress.add_task(Sentence("terminal-progress-reading-back").shown(), total=sum(rows.values()))
    for shape in rows:
        if not shape.same_as(there[shape.name]):
            raise _different(shape)
        tally = Tally(shape)
        async with dump.looking(theirs):
            async for batch in dump.rows(theirs, shape):
                for row in batch:
                    tally.add(row)
                progress.advance(checking, len(batch))
        if (tally.rows, tally.digest) != (rows[shape], read[shape.name].digest):
            raise _different(shape)
    if _behind(await dump.last_ids(theirs), last):
        raise StartError("terminal-copy-ids")


async def _rows_of(ours: AsyncSession, shape: Shape) -> AsyncIterator[list[dump.Row]]:
    """Yield the rows of the old file; its errors must not be attributed to the new database."""
    try:
        async for batch in dump.rows(ours, shape):
            yield batch
    except DBAPIError as error:
        raise StartError(
            "terminal-copy-old-unreadable", table=shape.name, reason=error.orig
        ) from None  # otherwise the other transaction would treat the cause as its own


async def _put(session: AsyncSession, shape: Shape, batch: list[dump.Row]) -> None:
    try:
        await dump.put(session, shape, batch)
    except DBAPIError as error:
        if why_not_stored(error) is not None or is_away(error):
            raise
        raise StartError("terminal-copy-not-accepted", table=shape.name) from error


def _different(shape: Shape) -> StartError:
    return StartError("terminal-copy-differs", table=shape.name)


def _behind(given: Mapping[str, int], last: Mapping[str, int]) -> bool:
    return any(given.get(name, 0) < number for name, number in last.items())
