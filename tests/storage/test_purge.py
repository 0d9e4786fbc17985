"""Purge of erased data from the database files: it makes nobody wait for long."""

import asyncio
import time
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.storage import Database
from bot.storage.models import Note, Signature
from bot.storage.purge import purge

pytestmark = pytest.mark.storage


async def note(database: Database, value: str) -> None:
    async with database.write() as session:
        await session.merge(Note(name="n", value=value))


async def test_a_blocked_purge_returns_false_soon(sqlite_database: Database) -> None:
    log = Path(f"{sqlite_database.url.database}-wal")
    async with sqlite_database.read() as reader:
        await reader.execute(select(Note))
        await note(sqlite_database, "1")
        before = time.monotonic()
        purging = asyncio.create_task(purge(sqlite_database))
        await asyncio.sleep(0.05)
        await note(sqlite_database, "2")
        assert time.monotonic() - before < 9, "who writes waits behind it"
        assert await purging is False
    assert log.stat().st_size > 0
    assert await purge(sqlite_database)
    assert log.stat().st_size == 0
    async with sqlite_database.engine.connect() as connection:
        assert (await connection.execute(text("PRAGMA busy_timeout"))).scalar() == 10_000


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_purge_on_postgresql_does_not_wait(database: Database) -> None:
    async with database.read() as reader:
        await reader.execute(select(Signature))
        before = time.monotonic()
        assert await purge(database) is False
        assert time.monotonic() - before < 9
    assert await purge(database)
