"""Owners of holders: the register's parent over time, and modifications by which another took over."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.contracts.model import Action, Party, Record
from bot.contracts.registers.cache import RegisterCache
from bot.contracts.registers.gleif import Gleif
from bot.contracts.sources.http import SourceHttp
from bot.contracts.story.enquiries import Enquiries
from bot.contracts.story.owners import OwnerEnquiry
from bot.contracts.story.views import Owners
from bot.demo.sources.registers import GleifStandIn
from bot.storage import Database
from bot.texts import Texts
from bot.ui.contracts.story import owner_news_card, owners_told
from tests.conftest import MovableClock
from tests.support.contracts import ORDER, SUPPLIER, action, order
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

GROUP = {"lei": "96950077L0TN7BAROX36", "name": "CAPGEMINI SE"}
BUYER = {"lei": "BUYER000000000000001", "name": "EXAMPLE CAPITAL LLC", "country": "US"}
HOLDER = {
    "lei": "HOLDER00000000000001",
    "name": "Capgemini Government Solutions, LLC",
    "country": "US",
    "parent": GROUP["lei"],
}


class World(Watching):
    """A watch of Capgemini's order, and the enquiry at a register on this machine."""

    def __init__(self, database: Database, clock: MovableClock, gleif: Gleif) -> None:
        super().__init__(database, clock)
        enquiry = OwnerEnquiry(database, RegisterCache(database, clock), gleif, "usaspending")
        self.enquiries = Enquiries(database, [enquiry], clock)
        self.imports = 0
        self.more: tuple[Record, ...] = ()

    async def posts_of_owners(self) -> list[Any]:
        """Return the announcements of owners."""
        return [row for row in await self.announced() if row.kind == "owner"]

    async def owners(self, *actions: Action, supplier: Party = SUPPLIER) -> Owners | None:
        """Read and ask, a week later each time; return what is told."""
        if self.imports == 0:
            await self.watch()
        self.imports += 1
        self.source.show(order(ORDER, *actions, supplier=supplier), *self.more)
        self.source.state = f"import {self.imports}"
        await self.read_in_full()
        await self.enquiries.tick()
        self.clock.move(days=7)
        return (await self.contracts.show(1, 1)).story.owners


@pytest.fixture
async def server() -> AsyncIterator[GleifStandIn]:
    async with GleifStandIn(GROUP, BUYER, HOLDER) as stand_in:
        yield stand_in


@pytest.fixture
def world(database: Database, clock: MovableClock, server: GleifStandIn, http: SourceHttp) -> World:
    return World(database, clock, Gleif(http, server.url))


async def test_the_parent_is_that_of_the_one_entry_of_the_name_and_a_sale_is_told_with_its_days(
    world: World, server: GleifStandIn
) -> None:
    owners = await world.owners()
    assert owners is not None
    (named,) = owners.named
    assert (named.company, named.parent, named.lei) == (HOLDER["name"], "CAPGEMINI SE", HOLDER["lei"])
    server.records = [GROUP, BUYER, {**HOLDER, "parent": BUYER["lei"]}]
    sold = await world.owners()
    assert sold is not None
    assert [one.parent for one in sold.named] == ["EXAMPLE CAPITAL LLC", "CAPGEMINI SE"]
    assert sold.named[1].read_at == named.read_at
    view = await world.contracts.show(1, 1)
    told = owners_told(view.line, view.story, Texts.load().of("en"))
    assert told is not None
    assert "EXAMPLE CAPITAL LLC" in told.line
    assert "before: CAPGEMINI SE" in told.line


async def test_another_owner_is_posted_once_with_both_names_and_the_register(
    world: World, server: GleifStandIn
) -> None:
    await world.owners()
    assert await world.posts_of_owners() == [], "the first reading is no change"
    server.records = [GROUP, BUYER, {**HOLDER, "parent": BUYER["lei"]}]
    await world.owners()
    await world.owners()
    (post,) = await world.posts_of_owners()
    found = await world.contracts.owner_news(1, HOLDER["lei"], post.occasion)
    assert found is not None
    line, new, old = found
    assert (new.parent, old.parent) == ("EXAMPLE CAPITAL LLC", "CAPGEMINI SE")
    for language in Texts.load().languages:
        said = str(owner_news_card(line, new, old, Texts.load().of(language), "a1").to_components())
        assert "EXAMPLE CAPITAL LLC" in said
        assert "CAPGEMINI SE" in said
        assert "GLEIF" in said
        assert new.url in said
        assert "{" not in "".join(re.findall(r"'content': '([^']*)'", said))
    server.records = [GROUP, BUYER, {key: value for key, value in HOLDER.items() if key != "parent"}]
    await world.owners()
    server.records = [GROUP, BUYER, {**HOLDER, "parent": BUYER["lei"]}]
    await world.owners()
    for parent in (GROUP["lei"], BUYER["lei"], BUYER["lei"]):
        server.records = [GROUP, BUYER, {**HOLDER, "parent": parent}]
        await world.owners()
    told = [one.occasion.split(":")[1] for one in await world.posts_of_owners()]
    assert told == [BUYER["lei"], "", GROUP["lei"], BUYER["lei"]], "each time that it changes hands"
    assert await world.contracts.owner_news(2, HOLDER["lei"], post.occasion) is None, "another server"


async def test_one_company_of_several_contracts_is_posted_once(world: World, server: GleifStandIn) -> None:
    second = order(f"{ORDER}_2", number="70CDCR26FR0000099")
    await world.owners()
    world.more = (second,)
    await world.owners()
    server.records = [GROUP, BUYER, {**HOLDER, "parent": BUYER["lei"]}]
    await world.owners()
    await world.owners()
    assert len(await world.posts_of_owners()) == 1


async def test_a_parent_that_is_not_named_is_no_independence(world: World, server: GleifStandIn) -> None:
    server.records = [{key: value for key, value in HOLDER.items() if key != "parent"}]
    owners = await world.owners()
    assert owners is not None
    assert [one.parent for one in owners.named] == [None]
    view = await world.contracts.show(1, 1)
    for language, said in (("en", "does not show that it is independent"), ("fr", "indépendante")):
        told = owners_told(view.line, view.story, Texts.load().of(language))
        assert told is not None
        assert told.line == "", "nothing changed"
        assert said in told.entries[0]


@pytest.mark.parametrize(
    "records",
    [
        [GROUP, HOLDER, {**HOLDER, "lei": "HOLDER00000000000002", "city": "Reston"}],
        [GROUP, {**HOLDER, "country": "FR"}],
        [GROUP, {**HOLDER, "name": "CAPGEMINI GOVERNMENT SOLUTIONS EUROPE LLC"}],
        [GROUP, {**HOLDER, "name": "Capgemini Government Solutions, Inc."}],
        [GROUP, {**HOLDER, "status": "RETIRED"}],
        [],
    ],
    ids=["two of one name", "another country", "a longer name", "another form", "retired", "no entry"],
)
async def test_without_the_one_entry_of_the_company_nothing_is_said(
    world: World, server: GleifStandIn, records: list[Any]
) -> None:
    server.records = records
    assert await world.owners() is None


async def test_a_lapsed_entry_is_said_to_be_perhaps_out_of_date(world: World, server: GleifStandIn) -> None:
    server.records = [GROUP, {**HOLDER, "status": "LAPSED"}]
    owners = await world.owners()
    assert owners is not None
    assert owners.named[0].stale


async def test_an_entry_on_its_way_to_another_registrar_is_not_said_to_be_out_of_date(
    world: World, server: GleifStandIn
) -> None:
    server.records = [GROUP, {**HOLDER, "status": "PENDING_TRANSFER"}]
    owners = await world.owners()
    assert owners is not None
    assert not owners.named[0].stale


async def test_a_french_holder_is_asked_for_by_its_number_alone(world: World, server: GleifStandIn) -> None:
    french = {"lei": "FRENCH00000000000001", "name": "AUTRE NOM", "country": "FR", "number": "330703844"}
    server.records = [french]
    party = Party(name="CAPGEMINI", ids={"siret": "33070384400036"})
    owners = await world.owners(supplier=party)
    assert owners is not None
    assert owners.named[0].lei == french["lei"]
    assert all("legalName" not in str(query) for _, query in server.asked)


async def test_one_look_up_serves_all_contracts_of_a_company(world: World, server: GleifStandIn) -> None:
    await world.begin(order(), order("CONT_AWD_70CDCR24FR0000006_7012_47QTCA18D00A2_4732"))
    assert await world.enquiries.tick() == 2
    assert len(server.asked) == 3
    world.clock.move(days=8)
    await RegisterCache(world.database, world.clock).tick()
    assert (await world.rows("register_answers"))["register_answers"] == [], "no name is kept there"


async def test_a_novation_and_a_new_name_are_told_by_the_record(world: World, server: GleifStandIn) -> None:
    server.records = []
    owners = await world.owners(
        action("0", "10.00", "2025-12-18", None),
        action("P00002", "0.00", "2026-03-01", "V"),
        action("P00003", "0.00", "2026-04-01", "J"),
        action("P00004", "5.00", "2026-05-01", "C"),
    )
    assert owners is not None
    assert [(one.number, one.code) for one in owners.actions] == [("P00003", "J"), ("P00002", "V")]
    view = await world.contracts.show(1, 1)
    told = owners_told(view.line, view.story, Texts.load().of("en"))
    assert told is not None
    assert told.line == "Modification P00003 (1 April 2026): another company takes the contract over"
    (source,) = told.foot
    assert view.line.url in source


async def test_a_parent_that_the_api_lacks_and_half_a_list_are_no_findings(
    world: World, server: GleifStandIn
) -> None:
    server.change = lambda path, answer: None if path.endswith("direct-parent") else answer
    assert await world.owners() is None

    def halved(path: str, answer: Any) -> Any:
        pagination = {**answer["meta"]["pagination"], "total": 90}
        return {**answer, "meta": {**answer["meta"], "pagination": pagination}}

    server.change = lambda path, answer: answer if path else halved(path, answer)
    assert await world.owners() is None
