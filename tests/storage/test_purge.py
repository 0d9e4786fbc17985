"""Purge of erased data from the database files: it makes nobody wait for long."""

import asyncio
import re
from pathlib import Path

import pytest
from aiosqlite import Connection
from sqlalchemy import select, text

from bot.storage import Database
from bot.storage.models import Note, Signature
from bot.storage.purge import OF_PEOPLE, purge

pytestmark = pytest.mark.storage


async def note(database: Database, value: str) -> None:
    async with database.write() as session:
        await session.merge(Note(name="n", value=value))


async def test_a_blocked_purge_returns_false_soon(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for a reader for a quarter of a second each time, since who writes waits behind it."""
    log = Path(f"{sqlite_database.url.database}-wal")
    waits: list[int] = []
    plain = Connection.execute_fetchall

    async def watched(self: Connection, sql: str, *values: object) -> object:
        if "wal_checkpoint" in sql:
            ((wait,),) = await plain(self, "PRAGMA busy_timeout")  # type: ignore[misc]
            waits.append(wait)
        return await plain(self, sql, *values)

    monkeypatch.setattr(Connection, "execute_fetchall", watched)
    async with sqlite_database.read() as reader:
        await reader.execute(select(Note))
        await note(sqlite_database, "1")
        purging = asyncio.create_task(purge(sqlite_database))
        await asyncio.sleep(0.05)
        await note(sqlite_database, "2")
        assert await purging is False
    assert waits == [250, 250], "once more when what was cancelled has been collected"
    assert log.stat().st_size > 0
    assert await purge(sqlite_database)
    assert log.stat().st_size == 0
    async with sqlite_database.engine.connect() as connection:
        assert (await connection.execute(text("PRAGMA busy_timeout"))).scalar() == 10_000


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_purge_on_postgresql_does_not_wait(database: Database) -> None:
    async with database.read() as reader:
        await reader.execute(select(Signature))
        assert await purge(database) is False, "PostgreSQL itself would wait for ever"
    assert await purge(database)


@pytest.mark.parametrize("end", ["purge", "close"])
async def test_the_log_is_overwritten_before_its_blocks_are_given_back(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """A stolen disk has the blocks that a file gave up as they were, in the order of the transactions."""
    log = Path(f"{sqlite_database.url.database}-wal")
    given_back: list[bytes] = []
    plain = Connection.execute_fetchall

    async def watched(self: Connection, sql: str, *values: object) -> object:
        if "TRUNCATE" in sql:
            given_back.append(log.read_bytes())
        return await plain(self, sql, *values)

    monkeypatch.setattr(Connection, "execute_fetchall", watched)
    for number in range(300):
        await note(sqlite_database, f"came after {number}")
    held = log.read_bytes()
    assert len(set(re.findall(rb"came after (\d+)", held))) > 200
    assert await purge(sqlite_database) if end == "purge" else await sqlite_database.close() is None
    (blocks,) = given_back
    assert len(blocks) >= len(held)
    assert {int(number) for number in re.findall(rb"came after (\d+)", blocks)} <= {299}, "what is stored now"
    assert not log.exists() or log.stat().st_size == 0


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
