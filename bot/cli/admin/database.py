"""Upgrade of the database, and its copy from SQLite to PostgreSQL: every row, verified by reading it back."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import database_errors_said, open_database
from bot.errors import DatabaseAway, NotStored, Sentence, StartError
from bot.settings import Settings
from bot.storage import Database, DatabaseError
from bot.storage.copier import CopyError, DatabaseRows, Inventory, Mask, Row, Shape, Sink, Source, copy
from bot.storage.leader import leadership
from bot.storage.migrate import is_known, make_tables, revision, unknown
from bot.storage.migrations import HEAD
from bot.storage.models import Term
from bot.storage.purge import purge
from bot.storage.url import missing_file, parse_url

_LEFT_OUT = frozenset({Term.__tablename__})  # of the processes on the old one

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
    with database_errors_said(settings):
        async with leadership(settings.database_url) as leader:
            if leader is None:
                raise StartError("terminal-another-runs", file=file)
            copied = await _copied(settings, file, address)
    return [
        Sentence("terminal-copied", count=copied.total, tables=len(copied.tables)),
        Sentence("terminal-copied-next"),
        Sentence("terminal-copied-old", file=file),
    ]


async def _copied(settings: Settings, file: Path, address: str) -> Inventory:
    async with open_database(settings, migrate=False) as source, _opened(address) as target:
        found = await revision(source)
        if found is None:
            raise StartError("terminal-copy-empty", file=file)
        if not is_known(found):
            raise unknown(found)
        # A write transaction, to lock out other writers: rows that arrived meanwhile would be missing.
        async with source.write() as ours:
            # Counted before the other transaction begins, which may not idle for long.
            old = await _OldFile.open(ours, without=_LEFT_OUT)
            async with _writing(target) as theirs:
                await _refuse_unless_empty(theirs)
                await make_tables(theirs, found)
                await copy_rows(old, await DatabaseRows.open(theirs), "copy")
                await make_tables(theirs)
        await purge(target)  # after it PostgreSQL keeps no statistics samples of references
        return old.inventory


async def copy_rows(
    source: Source,
    sink: Sink,
    kind: Literal["backup", "restore", "copy"],
    masks: Mapping[str, Mask] = MappingProxyType({}),
) -> None:
    """Copy every row and read it back, with a progress bar; ``kind`` is for its words, and for those of
    errors. Raises ``StartError``, and what source and sink raise."""
    total = source.inventory.total
    with bar() as progress:
        written = step(progress, f"terminal-progress-{kind}", total)
        compared = step(progress, "terminal-progress-reading-back", total)
        try:
            await copy(source, sink, masks, written=written, compared=compared)
        except CopyError as error:
            raise StartError(f"terminal-{kind}-{error.code}", table=error.table) from error


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


class _OldFile(DatabaseRows):
    """Rows of the old file, whose errors must not be attributed to the new database."""

    async def batches(self, shape: Shape) -> AsyncIterator[list[Row]]:
        try:
            async for batch in super().batches(shape):
                yield batch
        except DBAPIError as error:
            raise StartError(
                "terminal-copy-old-unreadable", table=shape.name, reason=error.orig
            ) from None  # otherwise the other transaction would treat the cause as its own


def bar() -> Progress:
    """Return a progress bar on stderr, hidden if that is no terminal."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )


def step(progress: Progress, what: str, total: int) -> Callable[[int], None]:
    """Add a step with a sentence's id, of ``total`` things; return a function to tell how many more are
    done."""
    task = progress.add_task(Sentence(what).shown(), total=total)
    return lambda count: progress.advance(task, count)
