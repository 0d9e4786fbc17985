"""Subcontracts of watched companies under others: asked by query, for all servers, and forgotten with it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.contracts.model import Party, SubcontractUnder
from bot.contracts.sources import SourceError, SourceErrorKind
from bot.contracts.story.query_enquiries import QueryEnquiries
from bot.contracts.story.under_others import UnderOthersEnquiry
from bot.storage import Database, models
from bot.storage.leases import LeaseKeeper
from tests.conftest import MovableClock
from tests.support.contracts import order
from tests.support.subcontracts import Listing, under
from tests.support.watching import Watching

pytestmark = pytest.mark.storage


class World(Watching):
    """Watches of one query, which is asked about."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.listing = Listing()
        super().__init__(database, clock, self.listing)
        enquiry = UnderOthersEnquiry({"usaspending": self.listing})
        self.enquiries = QueryEnquiries(database, [enquiry], clock, self.leases)
        self.source.show(order())

    async def week(self, *found: SubcontractUnder) -> int:
        self.listing.under = found
        self.source.state = f"import {self.clock()}"
        self.clock.move(days=7)
        await self.watcher.tick()
        return await self.enquiries.tick()

    async def stored(self) -> list[models.SubcontractUnder]:
        table = models.SubcontractUnder
        async with self.database.read() as session:
            return list((await session.execute(select(table).order_by(table.id))).scalars())


@pytest.fixture
def world(database: Database, clock: MovableClock) -> World:
    return World(database, clock)


async def test_one_query_of_two_servers_is_asked_once_a_week_after_an_import(world: World) -> None:
    await world.watch()
    assert await world.enquiries.tick() == 0, "there is no baseline yet"
    await world.watch(2)
    assert await world.week(under(), under(prime="Q")) == 1
    assert [row.prime_number for row in await world.stored()] == ["P", "Q"]
    assert await world.enquiries.tick() == 0
    world.clock.move(days=8)
    assert await world.enquiries.tick() == 0, "the source has imported nothing since"
    assert await world.week(under()) == 1
    assert [row.missing_since is None for row in await world.stored()] == [True, False]


async def test_a_renamed_company_and_a_corrected_amount_are_the_same_subcontract(world: World) -> None:
    await world.watch()
    await world.week(under())
    await world.week(under("S-1", "70000.00", name="ACME HOLDINGS LLC"))
    [row] = await world.stored()
    assert (row.supplier, row.amount) == ("ACME HOLDINGS LLC", Decimal(70000))
    assert [entry["amounts"] for entry in row.revised_from] == [["50000.00"]]


async def test_older_subcontracts_too_name_the_holder_as_it_was_last_read(world: World) -> None:
    await world.watch()
    await world.week(under(), under("S-2"), under(prime="Q"))
    await world.week(replace(under(), prime=Party(name="PRIME HOLDINGS LLC"), buyer="CBP"), under(prime="Q"))
    assert [(row.number, row.prime, row.prime_ids, row.buyer == "CBP") for row in await world.stored()] == [
        ("S-1", "PRIME HOLDINGS LLC", {}, True),
        ("S-2", "PRIME HOLDINGS LLC", {}, True),
        ("S-1", "PRIME INC", {"uei": "PRIMEUEI0001"}, False),
    ]


async def test_an_incomplete_answer_proves_nothing(world: World) -> None:
    await world.watch()
    await world.week(under(), under(prime="Q"))
    world.listing.complete = False
    await world.week(under())
    assert [row.missing_since for row in await world.stored()] == [None, None]
    async with world.database.read() as session:
        [noted] = (await session.execute(select(models.QueryEnquiry))).scalars()
    assert noted.incomplete


async def test_a_host_that_does_not_answer_is_asked_again_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_query: object) -> None:
        raise SourceError(SourceErrorKind.TIMEOUT)

    await world.watch()
    with monkeypatch.context() as failing:
        failing.setattr(world.listing, "subcontracts_under", fail)
        assert await world.week(under()) == 1
        assert await world.enquiries.tick() == 0
    world.clock.move(hours=2)
    assert await world.enquiries.tick() == 1
    assert len(await world.stored()) == 1


async def test_a_query_that_nobody_watches_is_forgotten(world: World) -> None:
    watch = await world.watch()
    await world.week(under())
    await world.watches.remove(1, watch.id)
    await world.enquiries.tick()
    assert await world.stored() == []
    assert (await world.rows("query_enquiries"))["query_enquiries"] == []


async def test_one_process_asks(world: World) -> None:
    await world.watch()
    other = LeaseKeeper(world.database, "other")
    async with other.holding("story-queries"):
        assert await world.week(under()) == 0
    assert await world.enquiries.tick() == 1


async def test_texts_that_no_database_takes_are_stored_without_what_it_refuses(world: World) -> None:
    await world.watch()
    odd = replace(under(), prime=Party(name="PRIME\0 INC"), buyer="\ud800", prime_number="9" * 300)
    await world.week(odd)
    [row] = await world.stored()
    assert (row.prime, len(row.prime_number)) == ("PRIME INC", 100)
