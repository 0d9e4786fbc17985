"""Two who take the rows of one server take them in one order: neither waits for ever, or is broken off."""

import asyncio
import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select, text

from bot.petitions.keys.keyring import Keys
from bot.servers import Servers
from bot.storage import Database
from bot.storage.tables import Server, Watch, WatchedContract
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.contracts import order
from tests.watching import Watching

WAITING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.fixture
async def world(database: Database, clock: MovableClock, caplog: pytest.LogCaptureFixture) -> Watching:
    """A watch that is to be read, and another of the same server that is paused."""
    caplog.set_level(logging.ERROR)
    world = Watching(database, clock)
    await world.watch()
    other = await world.watch(1, "other", {"suppliers": ["OTHER"]})
    await world.watches.pause(1, other.id)
    world.source.show(order(parent_source_id=None))
    return world


async def _until_waiting(database: Database, many: int) -> None:
    """Until so many transactions wait for a row that another holds."""
    async with asyncio.timeout(60):
        while True:
            async with database.engine.connect() as connection:
                if (await connection.execute(WAITING)).scalar_one() >= many:
                    return


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_server_may_be_removed_while_the_first_read_of_its_watch_is_noted(
    world: Watching, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The note holds the watch and goes on to the server; who removes the server goes the other way."""
    servers = Servers(world.database, world.clock, Texts.load())
    keys = await Keys.open(tmp_path / "keys", world.database, world.clock)
    async with world.database.write() as session:
        held = select(Watch.id).where(Watch.name == "other").with_for_update()
        assert (await session.execute(held)).scalar_one()
        reading = asyncio.create_task(world.watcher.tick())
        await _until_waiting(world.database, 1)
        removing = asyncio.create_task(servers.forget(1, keys))
        await _until_waiting(world.database, 2)
    await asyncio.gather(reading, removing)
    assert [record.message for record in caplog.records] == []
    async with world.database.read() as session:
        for table in (Server, Watch, WatchedContract):
            assert (await session.execute(select(func.count()).select_from(table))).scalar_one() == 0


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_read_locks_the_servers_of_its_watches_before_all_that_hangs_on_them(world: Watching) -> None:
    """In every transaction: of a first read, of news, and of what is concluded from absence."""
    transactions: list[list[str]] = [[]]
    locked = {"servers": "servers", "watches": "watches", "watched_contracts": "watches"}

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        for table, rank in locked.items():
            locks = statement.startswith((f"UPDATE {table} ", f"INSERT INTO {table} ")) or (
                "FOR " in statement and f"FROM {table}" in statement
            )
            if locks:
                transactions[-1].append(rank)

    def begun(_connection: Any) -> None:
        transactions.append([])

    engine = world.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "begin", begun)
    try:
        await world.watcher.tick()
        other = order(parent_source_id=None, end=date(2026, 12, 31))
        for shown, unmatched in (((other,), ()), ((), (other,)), ((), ())):
            world.source.show(*shown, unmatched=unmatched)
            for _ in range(9):
                await world.read_in_full()
    finally:
        event.remove(engine, "before_cursor_execute", note)
        event.remove(engine, "begin", begun)
    told = [kind for _, kinds in await world.told() for kind in kinds]
    assert told == ["extended", "no-longer-matches", "withdrawn"]
    assert {each[0] for each in transactions if "watches" in each} == {"servers"}
