"""Attack: somebody who can restart the bot, or move its clock, wants a count right after a signature."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.petitions.counts.publications import Publications
from bot.petitions.demands.service import DemandView
from bot.settings import PublicationRule
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.petition_desk import Desk, open_desk

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
RULE = PublicationRule()


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    return await open_desk(database, clock, tmp_path / "keys", rule=RULE)


@pytest.fixture
async def demand(desk: Desk) -> DemandView:
    """Nine have signed, the day has passed, and a tick has published nothing; then a tenth signs."""
    demand = await desk.open_demand()
    await asyncio.gather(*(desk.sign(demand, MEMBER + number) for number in range(9)))
    desk.clock.move(days=1, minutes=1)
    assert await desk.publications.tick() == 0
    desk.clock.move(hours=3)
    await desk.sign(demand, MEMBER + 9)
    return demand


async def restarted(desk: Desk) -> Publications:
    """Return the publications of another process, or of this one after a restart."""
    return (await open_desk(desk.database, desk.clock, desk.key_dir, rule=RULE)).publications


async def test_a_restart_publishes_no_count_early(desk: Desk, demand: DemandView) -> None:
    for _ in range(20):
        desk.clock.move(hours=1)
        assert await (await restarted(desk)).tick() == 0, "it would be known to the hour"
    desk.clock.move(minutes=59)
    assert await (await restarted(desk)).tick() == 1, "at the time that every look has"
    assert [count.count for count in await desk.publications.history(demand.id)] == [10]


async def test_a_clock_that_is_set_back_a_little_publishes_no_count_early(
    desk: Desk, demand: DemandView
) -> None:
    for minutes in (-10, 3, -240, -1, 200):
        desk.clock.move(minutes=minutes)
        assert await (await restarted(desk)).tick() == 0
    assert await desk.publications.history(demand.id) == []


async def test_a_clock_that_ran_months_ahead_and_is_corrected_publishes_no_count_early(
    desk: Desk, demand: DemandView
) -> None:
    """A tick may publish while the clock is months ahead, but not for a day after that."""
    desk.clock.move(days=300)
    assert await (await restarted(desk)).tick() == 1
    await asyncio.gather(*(desk.sign(demand, MEMBER + number) for number in range(10, 19)))
    desk.clock.move(days=-300)
    assert await (await restarted(desk)).tick() == 0
    await desk.sign(demand, MEMBER + 19)
    for _ in range(23):
        desk.clock.move(hours=1)
        assert await (await restarted(desk)).tick() == 0
    desk.clock.move(hours=1)
    assert await (await restarted(desk)).tick() == 1
    assert [count.count for count in await desk.publications.history(demand.id)] == [10, 20]


async def test_the_day_that_signers_are_told_depends_on_no_signature(desk: Desk) -> None:
    demand = await desk.open_demand()
    assert demand.opened_at is not None
    expected = demand.day_of(demand.opened_at + RULE.every)
    for number in range(12):
        now = await desk.demands.get(demand.server_id, demand.id)
        assert now.next_count_on(RULE, desk.clock()) == expected
        await desk.sign(demand, MEMBER + number)


async def test_the_day_that_signers_are_told_is_that_of_a_demand_that_nobody_signed(desk: Desk) -> None:
    signed, unsigned = await desk.open_demand(), await desk.open_demand()
    for number in range(9):
        await desk.sign(signed, MEMBER + number)
    for _ in range(6):
        desk.clock.move(days=1, minutes=1)
        assert await desk.publications.tick() == 0
        told = [
            (await desk.demands.get(one.server_id, one.id)).next_count_on(RULE, desk.clock())
            for one in (signed, unsigned)
        ]
        assert told == [desk.clock().date() + RULE.every] * 2


async def test_signers_are_told_the_deadline_and_no_day_that_a_wrong_clock_wrote(desk: Desk) -> None:
    opened = await desk.open_demand()
    now, day_of = desk.clock(), opened.day_of
    soon = replace(opened, closes_at=now + timedelta(hours=1))
    assert soon.next_count_on(RULE, now) == day_of(now + timedelta(hours=1))
    ahead = replace(opened, next_look_at=now + timedelta(days=4000))
    assert ahead.next_count_on(RULE, now) == day_of(now + RULE.every)
    missed = replace(opened, next_look_at=now - timedelta(days=3))
    assert missed.next_count_on(RULE, now) == day_of(now)
