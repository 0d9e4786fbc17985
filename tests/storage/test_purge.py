"""Purge of erased data from the database files: it makes nobody wait for long."""

import asyncio
import errno
import os
import resource
import signal
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from bot.storage import Database, engine
from bot.storage.models import Note, Signature
from bot.storage.purge import OF_PEOPLE, purge

pytestmark = pytest.mark.storage


KILLED = """
import asyncio, os, signal, sys
from bot.storage import Database, migrate
from tests.storage.test_purge import note

async def main():
    database = await Database.connect(sys.argv[1])
    await migrate.upgrade(database)
    for number in range(int(sys.argv[2])):
        await note(database, f"came after {number}")
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


def files(database: Database) -> tuple[Path, Path]:
    """Return the file of the database and its log."""
    return Path(str(database.url.database)), Path(f"{database.url.database}-wal")


def salts(log: bytes) -> set[bytes]:
    """Return the salts of the frames, which are new ones each time that the log begins again."""
    return {log[at + 8 : at + 16] for at in range(32, len(log), 24 + 4096)}


@pytest.fixture
def synced(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The contents of the log each time that it was synced, after it was overwritten."""
    contents: list[bytes] = []
    sync = os.fsync

    def watched(descriptor: int) -> None:
        sync(descriptor)
        contents.append(Path(f"{make_url(sqlite_url).database}-wal").read_bytes())

    monkeypatch.setattr(os, "fsync", watched)
    return contents


async def note(database: Database, value: str) -> None:
    async with database.write() as session:
        await session.merge(Note(name="n", value=value))


async def test_a_blocked_purge_returns_false_soon_and_lengthens_no_file(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for a reader for a quarter of a second each time, since who writes waits behind it."""
    file, log = files(sqlite_database)
    waits: list[int] = []
    plain = engine._LogKeeper._is_done

    def watched(self: engine._LogKeeper, mode: str) -> bool:
        waits.extend(self._connection.execute("PRAGMA busy_timeout").fetchone())
        return plain(self, mode)

    monkeypatch.setattr(engine._LogKeeper, "_is_done", watched)
    assert await purge(sqlite_database)
    waits.clear()
    async with sqlite_database.read() as reader:
        await reader.execute(select(Note))
        await note(sqlite_database, "1")
        purging = asyncio.create_task(purge(sqlite_database))
        await asyncio.sleep(0.05)
        await note(sqlite_database, "2")
        assert await purging is False
        assert waits == [250, 250], "once more when what was cancelled has been collected"
        sizes = file.stat().st_size, log.stat().st_size
        assert await purge(sqlite_database) is False
        assert (file.stat().st_size, log.stat().st_size) == sizes != (sizes[0], 0)
    assert await purge(sqlite_database)
    assert (file.stat().st_size, log.stat().st_size) == (sizes[0], 0)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_purge_on_postgresql_does_not_wait(database: Database) -> None:
    async with database.read() as reader:
        await reader.execute(select(Signature))
        assert await purge(database) is False, "PostgreSQL itself would wait for ever"
    assert await purge(database)


@pytest.mark.parametrize(
    ("end", "notes"),
    [("purge", 2), ("purge", 1200), ("close", 300), ("pool", 300), ("cancelled", 2), ("at once", 2)],
)
async def test_the_log_of_a_killed_process_is_overwritten_before_its_blocks_are_given_back(
    sqlite_url: str, synced: list[bytes], monkeypatch: pytest.MonkeyPatch, end: str, notes: int
) -> None:
    """A stolen disk has the blocks that a file gave up as they were, in the order of the transactions."""
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, sqlite_url, str(notes))
    assert await killed.wait() == -signal.SIGKILL
    log = Path(f"{make_url(sqlite_url).database}-wal")
    held, deleted = log.read_bytes(), log.with_name("deleted")
    assert held.count(b"came after") >= min(notes, 1000), "where it begins again"
    deleted.hardlink_to(log)
    if end == "cancelled":
        with monkeypatch.context() as patched, pytest.raises(asyncio.CancelledError):
            patched.setattr(Database, "read", Mock(side_effect=asyncio.CancelledError))
            await Database.connect(sqlite_url)
        assert deleted.stat().st_size == 0, "it is closed, not left to be collected"
    if end == "at once":
        opening = asyncio.create_task(Database.connect(sqlite_url))
        await asyncio.sleep(0)
        opening.cancel()
        await asyncio.wait({opening})
        assert opening.cancelled()
        assert deleted.stat().st_size == 0
    database = await Database.connect(sqlite_url)
    if end == "purge":
        assert await purge(database)
    elif end == "pool":
        await database.engine.dispose()
        assert deleted.read_bytes() == held, "which SQLite deletes with the last connection"
    await database.close()
    (blocks,) = synced
    assert len(blocks) >= len(held)
    assert b"came after" not in blocks
    assert not salts(blocks) & salts(held), "no frame is an old one"
    assert deleted.stat().st_size == 0, "nothing was deleted with it"


async def test_rows_that_another_process_writes_while_the_log_is_overwritten_are_overwritten_too(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, log = files(sqlite_database)
    await note(sqlite_database, "came after 1")
    given_back, fsync = log.with_name("given back"), os.fsync
    given_back.hardlink_to(log)
    contents: list[bytes] = []

    def written_meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        if not contents:
            with closing(sqlite3.connect(str(sqlite_database.url.database))) as other:
                other.execute("UPDATE notes SET value = 'came after 2'")
                other.commit()
        contents.append(log.read_bytes())

    monkeypatch.setattr(os, "fsync", written_meanwhile)
    assert await purge(sqlite_database)
    assert b"came after 2" in contents[0]
    assert b"came after" not in contents[-1]
    assert given_back.stat().st_size == 0


async def test_a_log_that_cannot_be_overwritten_is_kept(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, or broken where SQLite does not notice: nothing grows, and nothing is lost."""
    file, log = files(sqlite_database)
    await note(sqlite_database, "0")
    assert await purge(sqlite_database)
    await note(sqlite_database, "1")
    sizes = file.stat().st_size, log.stat().st_size
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (sizes[1], limits[1]))
    try:
        assert await purge(sqlite_database) is False
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (file.stat().st_size, log.stat().st_size) == sizes

    def broken(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", broken)
        assert await purge(sqlite_database) is False
        assert log.stat().st_size > 0
    await note(sqlite_database, "2")
    assert await purge(sqlite_database)
    assert (file.stat().st_size, log.stat().st_size) == (sizes[0], 0)
    async with sqlite_database.read() as session:
        assert (await session.scalars(select(Note.value))).all() == ["2"]


async def test_a_cancelled_purge_disturbs_no_writer(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, goes_on = threading.Event(), threading.Event()

    def waiting(_: int) -> None:
        reached.set()
        goes_on.wait(60)

    monkeypatch.setattr(os, "fsync", waiting)
    await note(sqlite_database, "1")
    purging = asyncio.create_task(purge(sqlite_database))
    assert await asyncio.to_thread(reached.wait, 60)
    purging.cancel()
    await asyncio.wait({purging})
    await note(sqlite_database, "2")
    goes_on.set()
    assert await purge(sqlite_database)
    async with sqlite_database.read() as session:
        assert (await session.scalars(select(Note.value))).all() == ["2"]


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_postgresql_keeps_no_samples_of_people_from_the_first_row_on(database: Database) -> None:
    """``ANALYZE`` would keep the codes of members who withdraw later."""
    question = text(
        "SELECT attstattarget FROM pg_attribute WHERE attrelid = to_regclass(:table) AND attname = :column"
    )
    async with database.read() as session:
        for table, columns in OF_PEOPLE.items():
            for column in columns:
                target = await session.scalar(question, {"table": table, "column": column})
                assert target == 0, (table, column)
