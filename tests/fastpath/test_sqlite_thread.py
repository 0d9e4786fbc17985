"""SQLite driver: one round trip to its thread for a statement, and no unfinished reads."""

import asyncio
import secrets
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.fastpath import sqlite_thread
from bot.storage import Database
from bot.storage.purge import purge

pytestmark = pytest.mark.storage

needs_fast_path = pytest.mark.usefixtures("fast_path")


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{tmp_path / 'x.db'}", connect_args={"async_creator_fn": sqlite_thread.connect}
    )
    async with engine.connect() as opened:
        await opened.execute(text("CREATE TABLE numbers (id INTEGER PRIMARY KEY, squared INTEGER)"))
        await opened.execute(
            text("INSERT INTO numbers (squared) VALUES (:squared)"),
            [{"squared": number * number} for number in range(1, 251)],
        )
        await opened.commit()
        yield opened
    await engine.dispose()


@pytest.fixture
async def sent(connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The round trips to the thread, one entry each."""
    seen: list[int] = []
    errand = sqlite_thread.Connection.errand

    async def counted(self: sqlite_thread.Connection, work: Any, *arguments: Any) -> Any:
        seen.append(1)
        return await errand(self, work, *arguments)

    monkeypatch.setattr(sqlite_thread.Connection, "errand", counted)
    return seen


@pytest.mark.parametrize(("rows", "errands"), [(0, 1), (1, 1), (99, 1), (100, 2), (101, 2), (250, 2)])
async def test_a_statement_is_one_round_trip_and_a_long_result_two(
    connection: AsyncConnection, sent: list[int], rows: int, errands: int
) -> None:
    found = await connection.execute(text("SELECT id, squared FROM numbers LIMIT :rows"), {"rows": rows})
    assert [tuple(row) for row in found] == [(number, number * number) for number in range(1, rows + 1)]
    assert len(sent) == errands


@pytest.mark.parametrize("size", [1, 7, 99, 100, 101, 250])
async def test_streamed_rows_are_complete_and_ordered(connection: AsyncConnection, size: int) -> None:
    result = await connection.stream(
        text("SELECT id FROM numbers ORDER BY id"), execution_options={"yield_per": size}
    )
    assert [row.id async for row in result] == list(range(1, 251))


async def test_an_abandoned_result_does_not_lock_the_table(connection: AsyncConnection) -> None:
    result = await connection.stream(text("SELECT id FROM numbers"))
    assert (await result.first()) == (1,)
    await connection.rollback()
    await connection.execute(text("DROP TABLE numbers"))  # locked while a statement on it is half read


async def test_row_counts_and_last_ids_are_returned(connection: AsyncConnection) -> None:
    added = await connection.execute(text("INSERT INTO numbers (squared) VALUES (7)"))
    assert (added.lastrowid, added.rowcount) == (251, 1)
    changed = await connection.execute(text("UPDATE numbers SET squared = 0 WHERE id > 100"))
    assert changed.rowcount == 151
    returned = await connection.execute(text("DELETE FROM numbers WHERE id < 3 RETURNING id"))
    assert sorted(row.id for row in returned) == [1, 2]


@needs_fast_path
async def test_a_read_transaction_is_one_round_trip_and_sees_one_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await Database.connect(f"sqlite:///{tmp_path / 'x.db'}")
    async with database.write() as session:
        await session.execute(text("CREATE TABLE numbers (id INTEGER PRIMARY KEY)"))
    waited: list[str] = []
    execute = sqlite_thread.Connection._execute

    async def noted(self: sqlite_thread.Connection, work: Any, *arguments: Any, **named: Any) -> Any:
        waited.append(work.__name__)
        return await execute(self, work, *arguments, **named)

    async with database.read() as session, database.write() as writer:  # so that there are connections
        await session.execute(text("SELECT 1"))
        await writer.execute(text("SELECT 1"))
    monkeypatch.setattr(sqlite_thread.Connection, "_execute", noted)
    many = text("SELECT count(*) FROM numbers")
    async with database.read() as session:
        assert (await session.scalar(many)) == 0
        assert waited == ["_run"]
        async with database.write() as writer:
            await writer.execute(text("INSERT INTO numbers VALUES (1)"))
        assert (await session.scalar(many)) == 0
        waited.clear()
    assert waited == []
    async with database.read() as session:
        assert (await session.scalar(many)) == 1
    async with database.read():
        pass
    assert await purge(database), "nobody reads any more"
    await database.close()


@needs_fast_path
async def test_a_cancelled_or_failed_read_blocks_nobody(tmp_path: Path) -> None:
    database = await Database.connect(f"sqlite:///{tmp_path / 'x.db'}")
    async with database.write() as session:
        await session.execute(text("CREATE TABLE numbers (id INTEGER PRIMARY KEY)"))
        await session.execute(
            text(
                "INSERT INTO numbers WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                "LIMIT 100000) SELECT i FROM n"
            )
        )
    slow = text("SELECT id FROM numbers WHERE id % 7 > 0 ORDER BY id")
    done: list[bool] = []  # results of the checkpoint right after each

    async def reads() -> None:
        async with database.read() as session:
            await session.execute(slow)

    for pause in (0.0, 0.0005, 0.001, 0.002, 0.005, 0.02) * 2:
        task = asyncio.create_task(reads())
        await asyncio.sleep(pause)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        done.append(await purge(database))
        with pytest.raises(OperationalError, match="no_such"):
            async with database.read() as session:
                await session.execute(text("SELECT * FROM no_such"))
        async with database.write() as session:
            await session.execute(text(f"CREATE TABLE t{secrets.token_hex(4)} (id INTEGER)"))
    assert all(done), "whoever was cancelled reads no more"
    await database.close()


@needs_fast_path
async def test_an_abandoned_read_blocks_nobody(tmp_path: Path) -> None:
    database = await Database.connect(f"sqlite:///{tmp_path / 'x.db'}")
    async with database.write() as session:
        await session.execute(text("CREATE TABLE numbers (id INTEGER PRIMARY KEY)"))
        await session.execute(
            text("INSERT INTO numbers (id) VALUES (:id)"), [{"id": number} for number in range(500)]
        )
    async with database.read() as session:
        result = await session.stream(text("SELECT id FROM numbers"))
        assert (await result.fetchone()) == (0,)
    assert await purge(database)
    del result
    await database.close()


async def test_an_unfinished_transaction_is_ended_by_the_next_read(tmp_path: Path) -> None:
    connection = await sqlite_thread.connect(str(tmp_path / "x.db"), isolation_level=None)
    assert isinstance(connection, sqlite_thread.Connection)
    await connection.errand(lambda: connection._conn.execute("BEGIN"))
    connection.begin_reading()
    assert await connection.errand(lambda: connection.in_transaction)
    await connection.close()


async def test_a_read_that_is_cancelled_before_it_begins_is_ended(tmp_path: Path) -> None:
    connection = await sqlite_thread.connect(str(tmp_path / "x.db"), isolation_level=None)
    assert isinstance(connection, sqlite_thread.Connection)
    waits = threading.Event()
    held = asyncio.create_task(connection.errand(waits.wait))
    await asyncio.sleep(0)
    connection.begin_reading()
    reading = asyncio.create_task(connection.errand(lambda: None))
    await asyncio.sleep(0)
    reading.cancel()
    ending = asyncio.create_task(connection.rollback())
    await asyncio.sleep(0)
    waits.set()
    await asyncio.gather(held, ending)
    assert not await connection.errand(lambda: connection.in_transaction)
    await connection.close()


async def test_the_pending_work_of_a_cancelled_task_is_rolled_back(tmp_path: Path) -> None:
    connection = await sqlite_thread.connect(str(tmp_path / "x.db"), isolation_level=None)
    waits, begins = threading.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def begin() -> None:
        loop.call_soon_threadsafe(begins.set)
        waits.wait()
        connection._conn.execute("BEGIN IMMEDIATE")

    assert isinstance(connection, sqlite_thread.Connection)
    beginning = asyncio.create_task(connection.errand(begin))
    await begins.wait()
    beginning.cancel()
    undoing = asyncio.create_task(connection.rollback())
    await asyncio.sleep(0)
    waits.set()
    await undoing
    assert not await connection.errand(lambda: connection.in_transaction)
    await connection.close()
