"""Writes of the signing service: only the row of the signature, without any counter or order."""

import asyncio
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, text

from bot.keystore.sealing import NO_MARK
from bot.storage import Database
from bot.storage.models import Base, Signature
from bot.storage.purge import PurgeTask
from tests.conftest import MovableClock
from tests.support.petition_desk import SERVER, Desk, open_desk
from tests.support.roster_steps import imported, open_with_roster

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]

MEMBER = 812_345_678_901_234_567


@contextmanager
def written_tables(database: Database) -> Iterator[set[str]]:
    """Collect the tables that any statement writes to."""
    tables: set[str] = set()

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        for verb in ("INSERT INTO", "(?<!DO )UPDATE", "DELETE FROM"):
            tables.update(re.findall(rf"{verb} (\w+)", statement))

    engines = (database.engine.sync_engine, database._brief.sync_engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield tables
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


async def everything_but_signatures(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    async with desk.database.read() as session:
        found = {
            table.name: sorted((tuple(row) for row in await session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name != "signatures"
        }
        if desk.database.is_sqlite:  # its counters of assigned ids
            rows = await session.execute(text("SELECT name, seq FROM sqlite_sequence ORDER BY name"))
            found["sqlite_sequence"] = [tuple(row) for row in rows]
    return found


@pytest.mark.rest_in_full
@pytest.mark.parametrize("with_roster", [False, True])
async def test_signing_and_withdrawing_write_only_to_the_table_of_signatures(
    desk: Desk, with_roster: bool
) -> None:
    members = range(MEMBER, MEMBER + 6)
    if with_roster:
        _, codes = await imported(desk, [str(member) for member in members])
        for member in members:
            await desk.roster.join(SERVER, account_id=member, typed=codes[str(member)])
    demand = await (open_with_roster if with_roster else Desk.open_demand)(desk)
    before = await everything_but_signatures(desk)
    with written_tables(desk.database) as tables:
        for member in members:
            await desk.sign(demand, member)
            desk.clock.move(minutes=7)
        await desk.withdraw(demand, MEMBER)
        await desk.sign(demand, MEMBER + 1)
    assert tables == {"signatures"}
    assert await everything_but_signatures(desk) == before, "no counter, no time"
    async with desk.database.read() as session:
        rows = (await session.scalars(select(Signature))).all()
    assert len(rows) == 5
    told = {(len(row.sealed), row.state, row.batch) for row in rows}
    assert len(told) == 1, "no row tells more than another"
    contents = {replace(content, link_mark=NO_MARK) for content in (await desk.contents(demand)).values()}
    assert len(contents) == 1, "nor, to the key, of those of one day"


@pytest.mark.parametrize("seed", [1, 2])
async def test_after_a_publication_the_disk_keeps_no_order_of_signing(desk: Desk, seed: int) -> None:
    demand = await desk.open_demand()
    members = [MEMBER + number for number in range(40)]
    random.Random(seed).shuffle(members)
    for member in members:
        await desk.sign(demand, member)
    await asyncio.gather(*(desk.withdraw(demand, member) for member in members[:5]))
    await desk.publish()
    await desk.withdraw(demand, members[6])
    await desk.publish()
    await desk.assert_disk_keeps_no_order(demand)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_within_the_hour_signatures_that_wait_have_one_time_on_postgresql(desk: Desk) -> None:
    """A transaction's number dates a row, beside those of tables with times."""
    demand = await desk.open_demand()
    for member in range(MEMBER, MEMBER + 5):
        await desk.sign(demand, member)
    numbers = select(text("xmin::text")).select_from(Signature)
    async with desk.database.read() as session:
        assert len(set((await session.scalars(numbers)).all())) == 5
    await PurgeTask(desk.database, desk.clock).tick()
    async with desk.database.read() as session:
        assert len(set((await session.scalars(numbers)).all())) == 1


async def test_a_press_that_changes_nothing_writes_to_disk_like_any_other(
    sqlite_database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desk = await open_desk(sqlite_database, clock, tmp_path / "keys")
    await imported(desk, ["1001"])
    demand = await open_with_roster(desk)
    log = Path(f"{sqlite_database.url.database}-wal")
    for press in (desk.sign, desk.withdraw):
        before = log.read_bytes()
        await press(demand, MEMBER)  # without a link
        assert log.read_bytes() != before, "or the time of the answer tells"
    assert await desk.states(demand) == {}
