"""Enquiries: asked once, again after an import, within a day's requests, and by one process alone."""

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import ColumnElement, delete, false, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.evidence_allowance import MIN_FREE_BYTES
from bot.contracts.model import Record
from bot.contracts.sources import SourceError, SourceErrorKind
from bot.contracts.story.enquiries import MAX_PER_ROUND, MAX_REQUESTS_PER_DAY, Enquiries, Finding
from bot.storage import Database
from bot.storage.models import Contract, ContractEnquiry, ContractSnapshot
from tests.conftest import MovableClock
from tests.support.contracts import ORDER, order
from tests.support.watching import Watching

pytestmark = pytest.mark.storage


class Subcontractors:
    """An enquiry that remembers what it was asked."""

    topic, source, interval = "subcontractors", "usaspending", timedelta(days=7)
    host = "usaspending"
    max_requests = 2

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.stored: list[int] = []
        self.fault: Exception | None = None
        self.requests = 1

    def concerns(self) -> ColumnElement[bool]:
        return true()

    async def ask(self, contract: Record) -> Finding:
        self.asked.append(contract.number)
        if self.fault is not None:
            raise self.fault
        return Finding(None, order("CONT_AWD_OTHER_7012").answers, self.requests)

    async def store(self, session: AsyncSession, contract_id: int, finding: Finding, now: datetime) -> None:
        self.stored.append(contract_id)


class World(Watching):
    """A watch of some orders, and the enquiry about them."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        super().__init__(database, clock)
        self.enquiry = Subcontractors()
        self.enquiries = Enquiries(database, [self.enquiry], clock)

    async def watched(self, *, orders: int = 1) -> Any:
        watch = await self.watch()
        self.source.show(*(order(f"CONT_AWD_O{number:02}_7012") for number in range(orders)))
        self.source.state = "import 1"
        await self.watcher.tick()
        return watch


@pytest.fixture
def world(database: Database, clock: MovableClock) -> World:
    return World(database, clock)


async def test_nothing_is_asked_before_the_baseline_and_then_once_for_all_servers(world: World) -> None:
    world.source.fault = SourceError(SourceErrorKind.TIMEOUT)
    await world.watched()
    assert await world.enquiries.tick() == 0
    world.source.fault = None
    await world.watch(2)
    await world.read_in_full()
    assert await world.enquiries.tick() == 1
    assert await world.enquiries.tick() == 0
    assert world.enquiry.stored == [1]
    assert len(await world.rows("contract_snapshots")) == 1
    kept = await world.scalars(select(ContractSnapshot))
    assert len(kept) == 2, "the record's own answer, and that of the enquiry"


async def test_a_contract_is_asked_about_again_only_after_an_import_and_its_interval(world: World) -> None:
    await world.watched()
    await world.enquiries.tick()
    world.clock.move(days=8)
    assert await world.enquiries.tick() == 0, "the source has imported nothing since"
    world.source.state = "import 2"
    await world.watcher.tick()
    assert await world.enquiries.tick() == 1
    world.source.state = "import 3"
    await world.read_in_full()
    assert await world.enquiries.tick() == 0, "a week is not over"


async def test_a_day_has_few_requests_and_a_round_fewer(world: World) -> None:
    await world.watched(orders=60)
    world.enquiry.requests = 2
    rounds = [await world.enquiries.tick() for _ in range(8)]
    assert rounds == [MAX_PER_ROUND] * 5 + [0] * 3
    assert len(set(world.enquiry.asked)) == MAX_REQUESTS_PER_DAY // 2
    world.clock.move(hours=25)
    assert await world.enquiries.tick() == MAX_PER_ROUND
    assert len(set(world.enquiry.asked)) == MAX_REQUESTS_PER_DAY // 2 + MAX_PER_ROUND


async def all_of_a_day(enquiries: Enquiries) -> None:
    while await enquiries.tick():
        pass


async def test_no_contract_is_asked_about_again_before_all_were(world: World) -> None:
    world.enquiry.requests = 2
    await world.watched(orders=70)
    for number in range(2, 12):
        await all_of_a_day(world.enquiries)
        world.clock.move(days=8)
        world.source.state = f"import {number}"
        await world.watcher.tick()
    asked = world.enquiry.asked
    assert len(set(asked[:70])) == 70
    assert len(set(asked[70:130])) == 60, "then in turn"


async def test_an_enquiry_that_failed_or_is_not_finished_goes_on_before_all_were_asked_about(
    world: World,
) -> None:
    await world.watched(orders=60)
    world.enquiry.fault = SourceError(SourceErrorKind.BAD_ANSWER)
    assert await world.enquiries.tick() == MAX_PER_ROUND
    failed = list(world.enquiry.asked)
    world.enquiry.fault = None
    world.clock.move(hours=2)
    await world.enquiries.tick()
    later = world.enquiry.asked[MAX_PER_ROUND:]
    assert len(set(later) & set(failed)) == len(set(later) - set(failed)) == MAX_PER_ROUND // 2


async def test_topics_share_the_requests_to_a_host_and_one_without_questions_leaves_its_own(
    world: World,
) -> None:
    await world.watched(orders=60)
    other, register = Subcontractors(), Subcontractors()
    other.topic, register.topic, register.host = "purchase", "owner", "gleif"
    three = [world.enquiry, other, register]
    for enquiry in three:
        enquiry.requests = 2
    enquiries = Enquiries(world.database, three, world.clock)
    await all_of_a_day(enquiries)
    assert [len(each.asked) for each in three] == [10, 10, 20], "another host has requests of its own"
    other.concerns = false  # type: ignore[method-assign]
    world.clock.move(days=2)
    await all_of_a_day(enquiries)
    assert [len(each.asked) for each in three] == [30, 10, 40]


async def test_a_host_that_does_not_answer_is_asked_once_a_round_and_later_each_time(world: World) -> None:
    await world.watched(orders=3)
    world.enquiry.fault = SourceError(SourceErrorKind.TIMEOUT)
    assert await world.enquiries.tick() == 1
    assert await world.enquiries.tick() == 1, "another contract, which was not asked about yet"
    world.enquiry.fault = RuntimeError("a bug")
    assert await world.enquiries.tick() == 1
    assert await world.enquiries.tick() == 0
    world.clock.move(hours=1)
    world.enquiry.fault = None
    assert await world.enquiries.tick() == 3
    rows = await world.scalars(select(ContractEnquiry))
    assert [(row.failures, row.fault) for row in rows] == [(0, None)] * 3


async def test_a_register_that_is_away_does_not_hold_up_the_questions_to_the_source(world: World) -> None:
    await world.watched(orders=3)
    register = Subcontractors()
    register.topic, register.host = "owner", "gleif"
    register.fault = SourceError(SourceErrorKind.TIMEOUT)
    both = [register, world.enquiry]
    assert await Enquiries(world.database, both, world.clock).tick() == 4
    assert (len(register.asked), len(world.enquiry.asked)) == (1, 3)


@pytest.mark.both_engines
@pytest.mark.parametrize("fault", [None, SourceError(SourceErrorKind.BAD_ANSWER)])
@pytest.mark.rest_in_full
async def test_a_contract_purged_in_the_middle_of_its_enquiry_is_no_error_and_the_others_are_asked_about(
    world: World,
    fault: Exception | None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await world.watched(orders=3)
    ask = world.enquiry.ask

    async def meanwhile(contract: Record) -> Finding:
        if len(world.enquiry.asked) == 1:
            async with world.database.write() as session:
                await session.execute(delete(Contract).where(Contract.source_id == contract.source_id))
        world.enquiry.fault = fault if len(world.enquiry.asked) == 1 else None
        return await ask(contract)

    monkeypatch.setattr(world.enquiry, "ask", meanwhile)
    caplog.clear()
    assert await world.enquiries.tick() == 3
    assert len(world.enquiry.stored) == 2
    assert len((await world.rows("contract_enquiries"))["contract_enquiries"]) == 2
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_paused_watch_is_left_alone(world: World) -> None:
    watch = await world.watched()
    await world.watches.pause(1, watch.id)
    assert await world.enquiries.tick() == 0
    await world.watches.resume(1, watch.id)
    assert await world.enquiries.tick() == 1
    assert world.enquiry.asked == [order("CONT_AWD_O00_7012").number]
    assert ORDER not in world.enquiry.asked


async def test_nothing_is_asked_while_the_disk_has_little_room(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.watched()
    with monkeypatch.context() as patch:
        patch.setattr(world.database, "free_bytes", lambda: MIN_FREE_BYTES - 1)
        assert await world.enquiries.tick() == 0
    assert await world.enquiries.tick() == 1
