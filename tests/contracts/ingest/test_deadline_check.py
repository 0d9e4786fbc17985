"""Deadlines announced by reads: each once, and never an end that has been replaced."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.contracts.ingest import settlement
from bot.contracts.model import Record
from bot.contracts.sources import SourceError, SourceErrorKind
from bot.storage import Database
from bot.storage.models import Change
from tests.conftest import MovableClock
from tests.support.contracts import (
    ORDER,
    action,
    incomplete,
    order,
)
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

NUMBER = "70CDCR26FR0000024"
NEAR, NEARER, LAPSED = "ends-within-30-days", "ends-within-7-days", "lapsed"
BASE = action("0", "4816782.50", "2025-12-18", None)
LONGER = action("P00001", "0.00", "2026-03-11", "B")


@pytest.fixture
async def world(database: Database, clock: MovableClock) -> Watching:
    """A watch with a contract in its baseline that ends in 40 days."""
    world = Watching(database, clock)
    await world.begin(ending(world, 40))
    return world


def ending(world: Watching, days: int, *actions: Any, **more: Any) -> Record:
    return order(ORDER, BASE, *actions, end=day(world, days), **more)


def day(world: Watching, days: int) -> date:
    return world.clock().date() + timedelta(days=days)


async def kinds(world: Watching) -> list[str]:
    return [kind for number, said in await world.posts() for kind in said if number == NUMBER]


async def pass_days(world: Watching, days: int) -> None:
    for _ in range(days):
        await world.read_in_full()


@pytest.mark.full
async def test_an_end_is_announced_thirty_and_seven_days_before_and_once_it_passed(
    world: Watching,
) -> None:
    end = day(world, 40)
    for left, said in ((31, []), (30, [NEAR]), (8, [NEAR]), (7, [NEAR, NEARER]), (-7, [NEAR, NEARER])):
        await pass_days(world, (end - world.clock().date()).days - left)
        assert await kinds(world) == said, f"{left} days before"
    await pass_days(world, 3)
    assert await kinds(world) == [NEAR, NEARER, LAPSED]
    assert {change.new for news in await world.news() for change in news.changes} == {end}


async def test_an_end_extended_in_the_same_read_is_not_announced_as_near(world: Watching) -> None:
    await pass_days(world, 9)
    world.source.show(ending(world, 91, LONGER))
    await pass_days(world, 3)
    assert await kinds(world) == ["extended"]


async def test_no_deadline_of_an_unreadable_contract_is_announced(world: Watching) -> None:
    """It may have been extended meanwhile, as it was."""
    await pass_days(world, 9)
    world.source.unreadable = {ORDER}
    await pass_days(world, 3)
    assert await kinds(world) == []
    world.source.unreadable = set()
    world.source.show(ending(world, 91, LONGER))
    await pass_days(world, 1)
    assert await kinds(world) == ["extended"]


async def test_no_deadline_is_announced_by_an_interrupted_search(world: Watching) -> None:
    await pass_days(world, 9)
    world.source.fault, world.source.breaks_after = incomplete(SourceError(SourceErrorKind.BUSY)), 0
    await pass_days(world, 3)
    assert await kinds(world) == []
    world.source.fault = None
    await pass_days(world, 1)
    assert await kinds(world) == [NEAR]


@pytest.mark.full
async def test_an_extension_to_a_day_that_is_near_itself_is_one_post(world: Watching) -> None:
    """The post about the extension has the new end."""
    await pass_days(world, 35)
    assert await kinds(world) == [NEAR, NEARER]
    world.source.show(ending(world, 20, LONGER))
    await pass_days(world, 2)
    assert await kinds(world) == [NEAR, NEARER, "extended"]


@pytest.mark.full
async def test_the_new_end_of_an_extended_contract_is_announced_when_it_is_near(world: Watching) -> None:
    await pass_days(world, 35)
    new = day(world, 60)
    world.source.show(ending(world, 60, LONGER))
    await pass_days(world, 31)
    assert await kinds(world) == [NEAR, NEARER, "extended", NEAR]
    assert (await world.news())[-1].changes[0].new == new


async def test_no_deadline_of_a_contract_lost_by_its_source_is_announced(world: Watching) -> None:
    world.source.show()
    await pass_days(world, 11)
    assert NEAR not in await kinds(world)


@pytest.mark.both_engines
async def test_two_processes_announce_a_deadline_once(
    world: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One was frozen and does not know it yet: the other announces the deadline in between."""
    await pass_days(world, 9)
    world.clock.move(days=1)
    computed, both = settlement.computed, [1]

    async def tell(read_key: str) -> None:
        await settlement.tell_deadlines(
            world.database, [1], seen=[ORDER], read_key=read_key, now=world.clock()
        )

    async def overtaken(*work: Any, **about: Any) -> Any:
        change = await computed(*work, **about)
        if both:
            both.clear()
            await tell("theirs")
        return change

    monkeypatch.setattr(settlement, "computed", overtaken)
    await tell("ours")
    kinds = await world.scalars(select(Change.kind))
    assert (both, kinds.count(NEAR)) == ([], 1)
