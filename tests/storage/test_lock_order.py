"""Lock order: transactions lock the rows of one server in the same order, so that none deadlocks."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select, text, update

from bot.audit import Audit
from bot.errors import UserError
from bot.keystore.keyring import Keys
from bot.petitions.counts.invalidations import Criteria, Invalidations
from bot.petitions.counts.invariants import drifts
from bot.petitions.counts.paper import Paper
from bot.petitions.counts.publications import Publications
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.service import DemandView
from bot.petitions.demands.versions import Amendments
from bot.servers.removal import Removals
from bot.storage import Database
from bot.storage.models import (
    Demand,
    Server,
    Watch,
    WatchedContract,
)
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.contracts import order
from tests.support.petition_desk import (
    EAGER,
    PRIVACY,
    SERVER,
    Desk,
    open_desk,
)
from tests.support.watching import Watching

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]

MEMBER = 812_345_678_901_234_567

WAITING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.fixture
async def world(database: Database, clock: MovableClock, caplog: pytest.LogCaptureFixture) -> Watching:
    """A watch that is due, and a paused one of the same server."""
    caplog.set_level(logging.ERROR)
    world = Watching(database, clock)
    await world.watch()
    other = await world.watch(1, "other", {"suppliers": ["OTHER"]})
    await world.watches.pause(1, other.id)
    world.source.show(order(parent_source_id=None))
    return world


async def _until_waiting(database: Database, many: int) -> None:
    """Wait until so many transactions wait for a row lock."""
    async with asyncio.timeout(60):
        while True:
            async with database.engine.connect() as connection:
                if (await connection.execute(WAITING)).scalar_one() >= many:
                    return


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_server_can_be_deleted_while_the_first_read_of_its_watch_is_stored(
    world: Watching, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The read locks the watch, then the server; without an order, the deletion would lock that first."""
    keys = await Keys.open(tmp_path / "keys", world.database, world.clock)
    async with world.database.write() as session:
        held = select(Watch.id).where(Watch.name == "other").with_for_update()
        assert (await session.execute(held)).scalar_one()
        reading = asyncio.create_task(world.watcher.tick())
        await _until_waiting(world.database, 1)
        removing = asyncio.create_task(Removals(world.database, world.clock, keys).delete(1))
        await _until_waiting(world.database, 2)
    await asyncio.gather(reading, removing)
    assert [record.message for record in caplog.records] == []
    async with world.database.read() as session:
        for table in (Server, Watch, WatchedContract):
            assert (await session.execute(select(func.count()).select_from(table))).scalar_one() == 0


@pytest.mark.full
@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_read_locks_the_servers_before_their_watches(world: Watching) -> None:
    """In every transaction: of a first read, of changes, and of conclusions from absence."""
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
    told = [kind for _, kinds in await world.posts() for kind in kinds]
    assert told == ["extended", "withdrawn"]  # that it no longer matches is stored, and no news
    assert {each[0] for each in transactions if "watches" in each} == {"servers"}


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_settings_can_change_while_members_sign_two_demands(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    """Signers lock demands in order; the settings find them by their conditions."""
    desk = await open_desk(database, clock, tmp_path / "keys")
    first, second = await desk.open_demand(), await desk.open_demand()
    async with database.write() as session:
        await session.execute(update(Demand).where(Demand.id == first.id).values(account_days=9))
        await session.execute(update(Demand).where(Demand.id == second.id).values(verified_by="role"))
    async with database.write() as session:
        held = select(Demand.id).where(Demand.id == second.id).with_for_update()
        assert (await session.execute(held)).scalar_one()
        changing = asyncio.create_task(desk.servers.update(SERVER, min_account_days=0))
        await _until_waiting(database, 1)
        signing = [asyncio.create_task(_sign_all(desk, [first, second], [number])) for number in range(2)]
        await _until_waiting(database, 2)
    await asyncio.gather(changing, *signing)


@pytest.mark.full
@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_all_changes_of_demands_can_happen_at_once(
    database: Database, clock: MovableClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Two processes sign, withdraw, change settings, publish, amend, enter paper, invalidate and close, on
    two demands.

    Everything is done, and the counts agree.
    """
    caplog.set_level(logging.ERROR)
    one, other = [await open_desk(database, clock, tmp_path / "keys") for _ in range(2)]
    demands = [await one.open_demand(), await one.open_demand()]
    audit = Audit(database, clock, one.keys)
    invalidations = Invalidations(database, clock, one.keys, audit)
    counting = [Publications(database, clock, one.keys, EAGER, invalidations) for name in "ab"]
    life, amendments, paper = (
        Lifecycle(database, clock),
        Amendments(database, clock, Texts.load()),
        Paper(database, clock, audit),
    )
    day = clock().date()
    await _sign_all(one, demands, range(1000, 1024))

    async def changing(step: int) -> None:
        changed = replace(PRIVACY, contact=f"{step}@example.org")
        await one.servers.update(SERVER, privacy=changed, min_account_days=step % 3, channel_id=70 + step % 2)

    async def amending(step: int, demand: DemandView) -> None:
        words = {"en": {"title": "Halt it", "body": f"Version {step}."}}
        proposal = await amendments.propose(SERVER, demand.id, words)
        await amendments.confirm(SERVER, demand.id, proposal.token)

    async def invalidating(demand: DemandView) -> None:
        days = Criteria(first=day, last=day)
        found = await invalidations.propose(SERVER, demand.id, "brigading", days, by=1)
        await invalidations.confirm(SERVER, found.id, by=2)

    async def on_paper(step: int, demand: DemandView) -> None:
        digest = f"{step:064x}"
        sheets = await paper.enter(SERVER, demand.id, label="L", count=5, scan_sha256=digest, by=1)
        await paper.confirm(SERVER, sheets.id, by=2)

    for step in range(3):
        clock.move(days=1)
        again = range(2000 + step * 10, 2005 + step * 10)
        acts: list[Any] = [
            changing(step),
            *(each.tick() for each in counting),
            *(life.schedule(SERVER, demand.id, goal=500 + step) for demand in demands),
            *(amending(step, demand) for demand in demands),
            *(on_paper(step, demand) for demand in demands),
            *(invalidating(demand) for demand in demands if step == 1),
            *(_sign_all(desk, demands, again) for desk in (one, other)),
            *(one.withdraw(demand, MEMBER + again[0] - 10) for demand in reversed(demands)),
            *(one.demands.close(SERVER, demand.id) for demand in demands if step == 2),
        ]
        random.Random(step).shuffle(acts)
        ended = await asyncio.gather(*acts, return_exceptions=True)
        unplanned = [
            each for each in ended if isinstance(each, BaseException) and not isinstance(each, UserError)
        ]
        assert unplanned == []
    assert [record.message for record in caplog.records] == []
    async with database.read() as session:
        assert await drifts(session, one.keys) == []
        assert set(await session.scalars(select(Demand.state))) == {"closed"}
        assert min(await session.scalars(select(Demand.version))) > 1
    assert {each.state for each in await invalidations.list(SERVER)} == {"ran"}


async def _sign_all(desk: Desk, demands: list[DemandView], numbers: Iterable[int]) -> None:
    """Let all members sign all demands at once, in their current version."""

    async def sign(demand: DemandView, number: int) -> None:
        with contextlib.suppress(UserError):  # changed or closed a moment ago
            await desk.sign(await desk.demands.get(SERVER, demand.id), MEMBER + number)

    await asyncio.gather(*(sign(demand, number) for number in numbers for demand in reversed(demands)))
