"""Disk of the box: it keeps no order of arrival, and nothing of what was withdrawn or forgotten."""

import asyncio
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from bot.demo.signing_member import unb64
from bot.page.box.service import BoxService
from bot.storage import Database
from bot.storage.models import Base
from bot.storage.purge import PurgeTask, purge
from tests.conftest import MovableClock
from tests.page.box.test_intake import TAKEN, hand_in
from tests.support.ballots import receipts, tokens, union
from tests.support.database_files import database_files

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]

DEMAND = union().demand


@cache
def rows(turn: int) -> list[dict[str, Any]]:
    """The same rows in every order."""
    return [union().row(token, turn) for token in tokens()]


async def in_random_order(box: BoxService, seed: int, turn: int = 1) -> None:
    """Hand rows in, one at a time."""
    for row in random.Random(seed).sample(rows(turn), len(rows(turn))):
        assert await hand_in(box, row) == TAKEN


async def positions(database: Database, table: str) -> list[list[bytes]]:
    """Return the keys in the order of their places on disk, by page on SQLite."""
    if database.is_sqlite:
        assert await purge(database)
        content = Path(str(database.url.database)).read_bytes()
        pages: dict[int, list[tuple[int, bytes]]] = {}
        async with database.read() as session:
            keys = (await session.execute(text(f"SELECT key FROM {table}"))).scalars().all()
        for key in keys:
            assert content.count(key) == 1
            page, place = divmod(content.index(key), 4096)
            pages.setdefault(page, []).append((-place, key))  # a page is filled from its end
        return sorted([key for _, key in sorted(places)] for places in pages.values())
    async with database.read() as session:
        found = await session.execute(text(f"SELECT key FROM {table} ORDER BY ctid"))
        return [[bytes(key) for key in found.scalars()]]


async def transactions(database: Database, table: str) -> int:
    async with database.read() as session:
        found = await session.execute(text(f"SELECT count(DISTINCT xmin::text) FROM {table}"))
        return int(found.scalar_one())


async def test_the_disk_shows_no_order_of_arrival_after_an_hour_or_a_publication(
    box: BoxService, database: Database, clock: MovableClock
) -> None:
    """Rows stand in the same places afterwards, in whatever order they came."""
    task = PurgeTask(database, clock)
    await task.tick()
    seen: dict[str, list[Any]] = {"at once": [], "in an hour": [], "published": []}
    for seed in (1, 2):
        await in_random_order(box, seed)
        seen["at once"].append(await positions(database, "box_unpublished"))
        clock.move(hours=1)
        await task.tick()
        seen["in an hour"].append(await positions(database, "box_unpublished"))
        await in_random_order(box, seed, turn=2)
        await box.take(DEMAND, number=1, after=0, keep=0, fewest=1)
        seen["published"].append(await positions(database, "box_rows"))
        if not database.is_sqlite:
            assert await transactions(database, "box_rows") == 1
        await box.forget(DEMAND)
        await union().open(box)
    assert seen["at once"][0] != seen["at once"][1], "the test can see the order"
    assert seen["in an hour"][0] == seen["in an hour"][1]
    assert seen["published"][0] == seen["published"][1]


async def test_rows_that_are_stored_together_stand_in_the_order_of_their_keys(
    box: BoxService, database: Database
) -> None:
    seen = []
    for seed in (5, 6):
        shuffled = random.Random(seed).sample(rows(1), len(rows(1)))
        assert set(await asyncio.gather(*(hand_in(box, row) for row in shuffled))) == {TAKEN}
        seen.append(await positions(database, "box_unpublished"))
        if not database.is_sqlite:
            assert await transactions(database, "box_unpublished") == 1
        await box.forget(DEMAND)
        await union().open(box)
    assert seen[0] == seen[1]


async def test_a_publication_leaves_no_order_of_arrival_among_those_that_wait_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    for seed in (3, 4):
        monkeypatch.setattr("bot.page.box.service.SystemRandom", lambda: random.Random(0))
        box = BoxService(database, receipts())
        await union().open(box)
        await in_random_order(box, seed)
        await box.take(DEMAND, number=1, after=0, keep=20, fewest=1)
        seen.append(await positions(database, "box_unpublished"))
        if not database.is_sqlite:
            assert await transactions(database, "box_unpublished") == 1
        await box.forget(DEMAND)
    assert seen[0] == seen[1]


async def test_nothing_of_a_row_withdrawn_before_its_publication_is_left_but_key_turn_and_withdrawal(
    box: BoxService, database: Database, clock: MovableClock
) -> None:
    row, other = union().row(tokens()[0]), union().row(tokens()[1])
    signature = unb64(row["signature"])
    for each in (row, other):
        assert await hand_in(box, each) == TAKEN
    if database.is_sqlite:
        found = [content for content in (await database_files(database)).values() if signature in content]
        assert found, "the test can see it"
    assert await hand_in(box, union().row(tokens()[0], 2, 0)) == TAKEN
    await PurgeTask(database, clock).tick()
    for content in (await database_files(database)).values():
        assert signature not in content


async def test_nothing_of_a_forgotten_demand_is_left(
    box: BoxService, database: Database, clock: MovableClock
) -> None:
    await in_random_order(box, 4)
    await box.forget(DEMAND)
    await PurgeTask(database, clock).tick()
    for content in (await database_files(database)).values():
        assert not any(token.key.public in content for token in tokens())


async def test_no_table_of_the_box_has_a_rowid_a_time_or_a_sequence(database: Database) -> None:
    names = [name for name in Base.metadata.tables if name.startswith("box_")]
    assert len(names) == 4
    async with database.engine.connect() as connection:
        for name in names:
            columns = await connection.run_sync(lambda sync, name=name: inspect(sync).get_columns(name))
            columns = [
                column for column in columns if column["name"] not in ("closes_at", "ended_on")
            ]  # public
            kinds = {str(column["type"]).partition("(")[0] for column in columns}
            assert kinds <= {"BLOB", "BYTEA", "INTEGER", "VARCHAR"}, name
            assert not any(column.get("identity") or column.get("default") for column in columns), name
            if database.is_sqlite:
                sql = text("SELECT sql FROM sqlite_master WHERE name = :name")
                assert "WITHOUT ROWID" in (await connection.execute(sql, {"name": name})).scalar_one()
