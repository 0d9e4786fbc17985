"""Subcontracts of watched companies under others: asked by query, for all servers, and forgotten with it."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.contracts.evidence_allowance import MIN_FREE_BYTES
from bot.contracts.ingest.persistence import keep_subcontracts
from bot.contracts.model import Party, SubcontractUnder
from bot.contracts.sources import SourceError, SourceErrorKind
from bot.contracts.sources.protocol import SubcontractsUnder
from bot.contracts.story.under_others import UnderOthers, UnderOthersEnquiry
from bot.storage import Database, models
from bot.storage.models import Server
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
        self.enquiries = UnderOthersEnquiry(database, {"usaspending": self.listing}, clock)
        self.source.show(order())
        self.posts_before = 0

    async def week(self, *found: SubcontractUnder) -> int:
        self.listing.under = found
        self.source.state = f"import {self.clock()}"
        self.clock.move(days=7)
        await self.watcher.tick()
        return await self.enquiries.tick()

    async def wanting_news(self) -> None:
        async with self.database.write() as session:
            await session.execute(update(Server).values(subcontract_news=True))

    async def told(self) -> dict[int, list[UnderOthers]]:
        """Return the content of the announcements since the last call, by server."""
        posts = [row for row in await self.announced() if row.kind == "under-others"]
        news: dict[int, list[UnderOthers]] = {}
        for row in posts[self.posts_before :]:
            told = await self.contracts.under_others_news(row.server_id, row.occasion)
            news.setdefault(row.server_id, []).extend(told)
        self.posts_before = len(posts)
        return news

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


async def test_new_subcontracts_under_others_are_news_to_each_server_that_wants_them(world: World) -> None:
    await world.watch()
    await world.watch(2)
    await world.wanting_news()
    await world.week(under())
    assert await world.told() == {}, "what was there at first"
    await world.week(under(), *(under(f"S-{number}", prime="Q") for number in range(50)))
    assert {server: len(told) for server, told in (await world.told()).items()} == {1: 50, 2: 50}
    await world.week(under())
    await world.week(under("S-1", "70000.00"), under("S-0", prime="Q"))
    assert await world.told() == {}, "neither a correction nor one that is listed again"


async def test_a_paused_watch_and_one_that_has_read_nothing_yet_have_no_news_of_them(world: World) -> None:
    await world.watch()
    paused = await world.watch(2)
    await world.week(under())
    await world.watches.pause(2, paused.id)
    world.listing.under = under(), under("S-2")
    world.source.state = "another import"
    world.clock.move(days=7)
    await world.watcher.tick()
    await world.watch(3)
    await world.wanting_news()
    await world.enquiries.tick()
    assert (await world.told()).keys() == {1}


async def test_one_whose_contract_has_another_id_by_now_is_no_news(world: World) -> None:
    await world.watch()
    await world.wanting_news()
    await world.week(under())
    await world.week(replace(under(), prime_id="CONT_AWD_P_7012_V_7012"))
    assert [row.missing_since is None for row in await world.stored()] == [False, True]
    assert await world.told() == {1: []}


async def test_an_incomplete_first_answer_is_no_baseline(world: World) -> None:
    await world.watch()
    await world.wanting_news()
    world.listing.complete = False
    await world.week(under())
    world.listing.complete = True
    await world.week(under(), under("S-2"))
    assert await world.told() == {}
    world.listing.complete = False
    await world.week(under("S-3"))
    assert {
        server: [one.reported.subcontract.number for one in told]
        for server, told in (await world.told()).items()
    } == {1: ["S-3"]}


async def test_a_subcontract_of_two_queries_or_of_a_watched_contract_is_told_once(world: World) -> None:
    await world.watch()
    await world.wanting_news()
    await world.watches.add(1, "Other", "usaspending", {"suppliers": ["ACME"], "agencies": ["CBP"]})
    world.source.show(order(), order("CONT_AWD_Q_7012_-NONE-_-NONE-"))
    await world.week(under())
    async with world.database.write() as session:
        contract = select(models.Contract.id).where(models.Contract.source_id.contains("_Q_"))
        [contract_id] = await session.scalars(contract)
        await keep_subcontracts(session, world.database, contract_id, [], world.clock())
    await world.week(under(), under("S-2"), under("S-3", prime="Q"))
    assert len([row for row in await world.stored() if row.number == "S-2"]) == 2, "one for each query"
    assert [[one.reported.subcontract.number for one in told] for told in (await world.told()).values()] == [
        ["S-2"]
    ]


async def test_an_incomplete_answer_proves_nothing(world: World) -> None:
    await world.watch()
    await world.week(under(), under(prime="Q"))
    world.listing.complete = False
    await world.week(under())
    assert [row.missing_since for row in await world.stored()] == [None, None]
    [noted] = await world.scalars(select(models.QueryEnquiry))
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


async def test_nothing_stays_of_a_query_whose_last_watch_is_removed_in_the_middle_of_its_enquiry(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = await world.watch()
    ask = world.listing.subcontracts_under

    async def meanwhile(query: Mapping[str, Any]) -> SubcontractsUnder:
        await world.watches.remove(1, watch.id)
        return await ask(query)

    monkeypatch.setattr(world.listing, "subcontracts_under", meanwhile)
    assert await world.week(under()) == 1
    assert await world.enquiries.tick() == 0
    assert await world.stored() == []
    assert (await world.rows("query_enquiries"))["query_enquiries"] == []


async def test_texts_that_no_database_takes_are_stored_without_what_it_refuses(world: World) -> None:
    await world.watch()
    odd = replace(under(), prime=Party(name="PRIME\0 INC"), buyer="\ud800", prime_number="9" * 300)
    await world.week(odd)
    [row] = await world.stored()
    assert (row.prime, len(row.prime_number)) == ("PRIME INC", 100)


async def test_nothing_is_asked_while_the_disk_has_little_room(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.watch()
    await world.watcher.tick()
    with monkeypatch.context() as patch:
        patch.setattr(world.database, "free_bytes", lambda: MIN_FREE_BYTES - 1)
        assert await world.enquiries.tick() == 0
    assert await world.enquiries.tick() == 1
