"""Subcontracts of watched contracts: asked for cheaply, kept as reported, and never summed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.contracts.model import Subcontract
from bot.contracts.story.enquiries import Enquiries
from bot.contracts.story.subcontracts import LIST_INTERVAL, SubcontractEnquiry
from bot.storage import Database, models
from tests.conftest import MovableClock
from tests.support.contracts import order
from tests.support.subcontracts import Listing, sub
from tests.support.watching import Watching

pytestmark = pytest.mark.storage


class World(Watching):
    """A watch of one order, whose subcontracts are asked for."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.listing = Listing()
        super().__init__(database, clock, self.listing)
        enquiry = SubcontractEnquiry(database, {"usaspending": self.listing}, clock)
        self.enquiries = Enquiries(database, [enquiry], clock, self.leases)

    async def opened(self) -> None:
        await self.watch()
        self.source.show(order())
        self.source.state = "import 0"
        await self.watcher.tick()

    async def week(self, *reported: Subcontract) -> list[str]:
        """Let a week pass with an import and ask; return the requests."""
        self.listing.reported = reported
        self.source.state = f"import {self.clock()}"
        self.clock.move(days=7)
        await self.watcher.tick()
        self.listing.asked_for.clear()
        await self.enquiries.tick()
        return list(self.listing.asked_for)

    async def stored(self) -> list[models.Subcontract]:
        table = models.Subcontract
        async with self.database.read() as session:
            return list((await session.execute(select(table).order_by(table.id))).scalars())


@pytest.fixture
async def world(database: Database, clock: MovableClock) -> World:
    opened = World(database, clock)
    await opened.opened()
    return opened


async def test_the_list_is_asked_for_only_if_the_count_is_another_or_the_list_is_old(world: World) -> None:
    assert await world.week() == ["count"]
    assert await world.week(sub()) == ["count", "list"]
    assert await world.week(sub()) == ["count"]
    assert await world.week(sub(), sub("S-2")) == ["count", "list"]
    for _ in range(LIST_INTERVAL // timedelta(days=7) - 1):
        assert await world.week(sub(), sub("S-2")) == ["count"]
    assert await world.week(sub(), sub("S-2")) == ["count", "list"]


async def test_reports_are_kept_as_values_and_a_repetition_is_no_second_subcontract(world: World) -> None:
    await world.week(sub("S-1", "50000.00", "50000.00"))
    [one] = await world.stored()
    assert (one.amounts, one.amount) == (["50000.00", "50000.00"], Decimal("50000.00"))
    first = one.first_seen_at
    await world.week(sub("S-1", "50000.00", "50000.00", "50000.00"))
    [one] = await world.stored()
    assert (len(one.amounts), one.revised_from) == (3, []), "reported once more is no other amount"
    await world.week(sub("S-1", *["50000.00"] * 3, "60000.00"))
    [one] = await world.stored()
    assert (one.amounts, one.amount) == ([*["50000.00"] * 3, "60000.00"], Decimal("60000.00"))
    assert [entry["amounts"] for entry in one.revised_from] == [["50000.00"] * 3]
    assert one.first_seen_at == first


async def test_another_name_is_not_another_subcontractor(world: World) -> None:
    await world.week(sub("S-1"), sub("S-2", name="BETA, INC."))
    before = await world.stored()
    await world.week(sub("S-1", name="ACME HOLDINGS LLC"), sub("S-2", name="BETA INC"), sub("S-3"))
    after = await world.stored()
    assert [row.id for row in after[:2]] == [row.id for row in before]
    assert [row.supplier for row in after] == ["ACME HOLDINGS LLC", "BETA INC", "ACME LLC"]
    assert all(row.missing_since is None for row in after)


async def test_two_of_one_number_and_day_are_not_guessed_to_be_renamed(world: World) -> None:
    await world.week(sub("S-1"), sub("S-1", name="BETA INC"))
    await world.week(sub("S-1", name="GAMMA INC"), sub("S-1", name="DELTA INC"), sub("S-2"))
    rows = await world.stored()
    assert [row.missing_since is None for row in rows] == [False, False, True, True, True]


async def test_an_incomplete_list_proves_nothing_and_is_read_again(world: World) -> None:
    await world.week(sub("S-1"), sub("S-2"))
    world.listing.complete = False
    await world.week(sub("S-1"))
    assert [row.missing_since for row in await world.stored()] == [None, None]
    assert await world.week(sub("S-1")) == ["count", "list"]
    world.listing.complete, world.listing.count = True, 3
    await world.week(sub("S-1"))
    assert [row.missing_since for row in await world.stored()] == [None, None], "fewer than were counted"
    world.listing.count = None
    await world.week(sub("S-1"))
    assert [row.missing_since is None for row in await world.stored()] == [True, False]
    await world.week(sub("S-1"), sub("S-2"))
    assert [row.missing_since for row in await world.stored()] == [None, None]


async def test_an_award_that_the_count_does_not_know_loses_no_subcontract(world: World) -> None:
    await world.week(sub("S-1"))
    world.listing.unknown = True
    assert await world.week(sub("S-1")) == ["count"]
    assert [row.missing_since for row in await world.stored()] == [None]
    world.listing.unknown = False
    await world.week()
    assert [row.missing_since is None for row in await world.stored()] == [False], "a count of zero says so"


async def test_nothing_of_it_is_a_change_of_the_contract(world: World) -> None:
    async with world.database.read() as session:
        before = (await session.execute(select(models.Contract))).scalar_one()
    await world.week(sub("S-1", "9000000.00"))
    async with world.database.read() as session:
        after = (await session.execute(select(models.Contract))).scalar_one()
    assert (after.obligated, after.record_hash, after.changed_at) == (
        before.obligated,
        before.record_hash,
        before.changed_at,
    )


async def test_a_source_that_lists_them_with_the_contract_is_not_asked(world: World) -> None:
    world.source.show(order(subcontracts=(sub(), sub("S-2"))))
    await world.read_in_full()
    first = await world.stored()
    assert [row.number for row in first] == ["S-1", "S-2"]
    world.source.show(order(subcontracts=(sub("S-1", "70000.00"),)))
    await world.read_in_full()
    rows = await world.stored()
    assert [(row.amount, row.missing_since is None) for row in rows] == [
        (Decimal(70000), True),
        (Decimal(50000), False),
    ]
    world.source.show(order("CONT_AWD_NEW_7012", subcontracts=(sub("S-9"),)), order())
    await world.read_in_full()
    assert [row.number for row in await world.stored()] == ["S-1", "S-2", "S-9"]
    assert await world.posts() == [("NEW", ["new-order"])]
