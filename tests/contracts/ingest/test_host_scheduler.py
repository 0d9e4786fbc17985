"""Concurrent reads: no host delays another, every read has a time limit, and a stop is prompt."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from sqlalchemy import select

from bot.contracts.ingest import read_result, watcher
from bot.contracts.ingest.read_result import Budget
from bot.contracts.ingest.watcher import MAX_CONCURRENT_HOSTS, Watcher, host_of
from bot.contracts.model import Record
from bot.contracts.sources import SourceError, SourceErrorKind
from bot.contracts.sources.protocol import ReadContext, Unchanged
from bot.contracts.watches.service import Watches, WatchInfo
from bot.storage import Database
from bot.storage.models import Observation, WatchGroup
from tests.conftest import MovableClock
from tests.support.contracts import (
    VEHICLE,
    FakeSource,
    action,
    order,
)
from tests.support.watching import POLL, QUERY, Watching

pytestmark = pytest.mark.storage

BASE = action("0", "4816782.50", "2025-12-18", None)


class Dripping(FakeSource):
    """A source whose search yields all matches, then neither continues nor ends until it may."""

    def __init__(self) -> None:
        super().__init__()
        self.hangs = True
        self.hanging = asyncio.Event()
        self.may_end = asyncio.Event()
        self.closed = 0
        self.under_way: list[str] = []
        self.most_at_once = 0

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        return dict(query)

    async def search(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncIterator[Record | Unchanged]:
        self.under_way.append(str(query))
        self.most_at_once = max(self.most_at_once, len(self.under_way))
        try:
            async for found in super().search(query, reading):
                yield found
            if self.hangs:
                self.hanging.set()
                await self.may_end.wait()
        finally:
            self.closed += 1
            self.under_way.remove(str(query))


class World(Watching):
    """The test harness with a second source, "slow"."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        super().__init__(database, clock)
        self.slow = Dripping()
        self.sources = {"usaspending": self.source, "slow": self.slow}
        self.watches = Watches(database, self.sources, clock)
        self.watcher = Watcher(database, self.sources, clock, poll=POLL, jitter=lambda low, high: 1.0)

    async def slow_watch(self, name: str = "SLOW", **query: Any) -> WatchInfo:
        if not await self.watches.list(1):
            await self.server(1)
        return await self.watches.add(1, name, "slow", query or QUERY)

    async def observed(self) -> list[tuple[int, bool, list[dict[str, str]]]]:
        async with self.database.read() as session:
            watched = select(WatchGroup.watch_id, Observation.complete, Observation.faults).join(
                Observation, Observation.group_key == WatchGroup.group_key
            )
            rows = await session.execute(watched.order_by(Observation.id))
            return [(row.watch_id, row.complete, row.faults) for row in rows]


@pytest.fixture
def world(database: Database, clock: MovableClock) -> World:
    return World(database, clock)


async def until_read(world: World, watch: WatchInfo, task: "asyncio.Task[int]") -> WatchInfo:
    """Return the watch once it was read; ``task`` must not end before."""
    async with asyncio.timeout(60):
        while (info := await world.info(watch)).last_read_at is None:
            assert not task.done()
            await asyncio.sleep(0.005)
    return info


async def stop(task: "asyncio.Task[int]") -> None:
    task.cancel()
    async with asyncio.timeout(60):
        await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()


async def test_a_host_that_never_ends_its_answer_does_not_delay_another(world: World) -> None:
    slow = await world.slow_watch()
    fast = await world.watch()
    world.source.show(order(end=None))
    task = asyncio.create_task(world.watcher.tick())
    await world.slow.hanging.wait()
    assert (await until_read(world, fast, task)).failures == 0
    assert not task.done()
    await stop(task)
    assert (await world.info(slow)).last_read_at is None


async def test_a_watch_that_becomes_due_meanwhile_does_not_wait(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(watcher, "LOOK_INTERVAL_S", 0.01)
    await world.slow_watch()
    task = asyncio.create_task(world.watcher.tick())
    await world.slow.hanging.wait()
    fast = await world.watch()
    await until_read(world, fast, task)
    await stop(task)
    assert len(world.slow.searches) == 1, "one that is under way is not begun again"


async def test_a_stop_during_a_read_is_prompt(world: World) -> None:
    await world.slow_watch()
    world.slow.show(order(end=None))
    task = asyncio.create_task(world.watcher.tick())
    await world.slow.hanging.wait()
    await stop(task)
    assert world.slow.closed == 1
    assert await world.observed() == []


async def test_a_read_that_reaches_its_time_limit_is_stored_as_incomplete(
    world: World, monkeypatch: Any
) -> None:
    monkeypatch.setattr(read_result, "FIRST", 0.3)
    monkeypatch.setattr(read_result, "EACH", 0.0)
    slow = await world.slow_watch()
    world.slow.show(order("CONT_AWD_A_7012_X_7012", source="slow", parent_source_id=None, end=None))
    async with asyncio.timeout(60):
        assert await world.watcher.tick() == 1
    info = await world.info(slow)
    assert (info.fault, info.failures, info.baseline_at, info.last_complete_at) == ("timeout", 1, None, None)
    assert world.slow.closed == 1
    assert (await world.contracts.page(1)).total == 1
    ((_, complete, faults),) = await world.observed()
    assert (complete, [fault["fault"] for fault in faults]) == (False, ["timeout"])
    world.slow.hangs = False
    world.clock.move(hours=1)
    monkeypatch.setattr(read_result, "FIRST", 60.0)
    await world.watcher.tick()
    assert (await world.info(slow)).failures == 0


async def test_an_endless_answer_by_id_is_cancelled_too(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(read_result, "FIRST", 0.3)
    monkeypatch.setattr(read_result, "EACH", 0.0)
    slow = await world.slow_watch()
    world.slow.hangs = False
    world.slow.show(order(end=None))

    async def get(source_id: str) -> Any:
        assert source_id == VEHICLE
        await world.slow.may_end.wait()

    world.slow.get = get  # type: ignore[method-assign]
    async with asyncio.timeout(60):
        await world.watcher.tick()
    assert (await world.info(slow)).fault in ("timeout", "partly")
    assert (await world.contracts.page(1)).total == 1, "the order itself was read"


async def test_each_contract_extends_the_time_limit_of_a_read(monkeypatch: Any) -> None:
    monkeypatch.setattr(read_result, "FIRST", -1.0)
    monkeypatch.setattr(read_result, "EACH", 60.0)
    budget = Budget()
    with pytest.raises(SourceError) as ended:
        await budget.of(asyncio.Event().wait())
    assert ended.value.fault is SourceErrorKind.TIMEOUT
    budget.earn()
    assert await budget.of(asyncio.sleep(0, "read")) == "read"


async def test_a_timeout_of_the_source_is_not_mistaken_for_the_time_limit() -> None:
    async def fails() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        await Budget().of(fails())


async def test_watches_of_one_host_are_read_one_after_another(world: World) -> None:
    for number in range(4):
        await world.slow_watch(f"w{number}", address=f"https://one.example/{number}")
    fast = await world.watch()
    task = asyncio.create_task(world.watcher.tick())
    await world.slow.hanging.wait()
    await until_read(world, fast, task)
    world.slow.may_end.set()
    assert await task == 5
    assert (len(world.slow.searches), world.slow.most_at_once) == (4, 1)


async def test_a_small_watch_does_not_wait_for_a_large_one_of_its_host(
    world: World, monkeypatch: Any
) -> None:
    world.slow.hangs = False
    small = await world.slow_watch("small", address="https://one.example/small")
    assert await world.watcher.tick() == 1
    world.clock.move(hours=24)
    world.slow.hangs = True
    for number in range(2):
        await world.slow_watch(f"large {number}", address=f"https://one.example/{number}")
    before = (await world.info(small)).last_read_at
    task = asyncio.create_task(world.watcher.tick())
    while len(world.slow.under_way) < 2:
        await asyncio.sleep(0.005)
    assert sum("small" in query for query in world.slow.under_way) == 1
    world.slow.may_end.set()
    assert await task == 3
    assert world.slow.most_at_once == 2
    assert (await world.info(small)).last_read_at != before


async def test_the_number_of_hosts_read_at_once_is_limited(world: World) -> None:
    for number in range(MAX_CONCURRENT_HOSTS + 2):
        await world.slow_watch(f"w{number}", address=f"https://h{number}.example/")
    task = asyncio.create_task(world.watcher.tick())
    while len(world.slow.under_way) < MAX_CONCURRENT_HOSTS:
        await asyncio.sleep(0.005)
    world.slow.may_end.set()
    assert await task == MAX_CONCURRENT_HOSTS + 2
    assert world.slow.most_at_once == MAX_CONCURRENT_HOSTS


def test_the_host_of_a_watch_is_that_of_its_address_or_its_source() -> None:
    assert host_of("page", {"address": "https://a.example:8443/x"}) == "a.example"
    assert host_of("feed", {"address": "https://a.example/rss"}) == "a.example", "another source, one host"
    assert host_of("ocds", {"file": "a.json"}) == host_of("ocds", {"address": "https://[::1"}) == "ocds"
    assert host_of("ted", {"words": ["a"]}) == "ted"


async def test_watches_that_failed_are_read_after_the_others(world: World) -> None:
    world.slow.hangs = False
    world.slow.fault, world.slow.breaks_after = SourceError(SourceErrorKind.BUSY), 0
    world.slow.show(order(end=None))
    failing = await world.slow_watch("FAILING", address="https://one.example/a")
    await world.watcher.tick()
    assert (await world.info(failing)).failures == 1
    world.clock.move(hours=1)
    await world.slow_watch("FINE", address="https://one.example/b")
    await world.watcher.tick()
    assert [query["address"][-1] for query in world.slow.searches] == ["a", "b", "a"]


async def test_posts_of_an_unfinished_read_are_held_back_while_another_ends(world: World) -> None:
    slow, fast = await world.slow_watch(), await world.watch()
    world.slow.hangs = False
    there = order("CONT_AWD_A_7012_X_7012", BASE, source="slow", parent_source_id=None, end=None)
    world.slow.show(there)
    await world.watcher.tick()
    world.slow.hangs = True
    grown = order(
        "CONT_AWD_A_7012_X_7012",
        BASE,
        action("P1", "7.00", action_id="TX_P1"),
        source="slow",
        parent_source_id=None,
        end=None,
    )
    new = order("CONT_AWD_B_7012_X_7012", source="slow", parent_source_id=None, end=None)
    world.slow.show(grown, new)
    world.source.show(order("CONT_AWD_C_7012_X_7012", parent_source_id=None, end=None))
    world.clock.move(hours=24)
    before = (await world.info(fast)).last_read_at
    task = asyncio.create_task(world.watcher.tick())
    await world.slow.hanging.wait()
    while (await world.info(fast)).last_read_at == before:
        assert not task.done()
        await asyncio.sleep(0.005)
    posts = [row for row in await world.announced() if row.kind == "contract"]
    assert sorted(row.gathering for row in posts) == [False, True, True]
    world.slow.may_end.set()
    await task
    assert not any(row.gathering for row in await world.announced())
    assert (await world.info(slow)).failures == 0


async def test_nothing_is_stored_after_another_process_takes_over(world: World) -> None:
    await world.slow_watch()
    world.slow.show(order(end=None))
    task = asyncio.create_task(world.watcher.tick())
    await world.slow.hanging.wait()
    world.database.term = 1  # and there is another in the database
    world.slow.may_end.set()
    await task
    assert await world.observed() == []
