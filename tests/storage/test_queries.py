"""What the commands and the posts get to show."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from bot.contracts.find import amounts
from bot.contracts.model import ChangeKind, Kind, Party, Record
from bot.refusal import Refusal
from bot.storage import Database
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.contracts import BUYER, ORDER, action, order, vehicle
from tests.watching import Watching

BASE = action("0", "4816782.50", "2025-12-18", None)
OLD = "CONT_AWD_70CDCR24FR0000006_7012_47QTCA18D00A2_4732"


@pytest.fixture
def world(database: Database, clock: MovableClock) -> Watching:
    return Watching(database, clock)


def old(*actions: object, **more: object) -> Record:
    given = actions or (action("P00011", "7372680.00", "2025-10-09", "A"),)
    found = order(OLD, *given, parent_source_id=None, parent_number=None, title="PROGRAM SUPPORT, BRIDGE")  # type: ignore[arg-type]
    return replace(found, **more)  # type: ignore[arg-type]


async def numbers(world: Watching, words: str) -> list[str]:
    return [line.number for line in (await world.contracts.search(1, words)).items]


async def test_a_page_holds_what_the_servers_watches_matched_newest_activity_first(world: Watching) -> None:
    await world.watch(1)
    world.source.show(old(), order(), unmatched=(vehicle(),))
    await world.watcher.tick()
    page = await world.contracts.page(1)
    assert [line.number for line in page.items] == ["70CDCR26FR0000024", "70CDCR24FR0000006"]
    assert (page.total, page.offset, page.limit) == (2, 0, 8)
    line = page.items[0]
    assert (line.obligated, line.currency, line.ceiling) == (Decimal("4816782.50"), "USD", None)
    assert (line.parent_number, line.parent_ceiling) == ("70CDCR26D00000015", Decimal("365821218.75"))
    assert (line.kind, line.buyer, line.last_action) == (Kind.ORDER, BUYER.name, date(2025, 12, 18))
    assert line.changed_at == world.clock()
    assert (await world.contracts.page(2)).items == ()
    assert (await world.contracts.page(1, kind=Kind.VEHICLE)).total == 0
    assert (await world.contracts.page(1, kind=Kind.ORDER)).total == 2


async def test_pages_of_equal_contracts_neither_repeat_nor_skip(world: Watching) -> None:
    await world.watch(1)
    world.source.show(
        *(order(f"CONT_AWD_N{n:03}_7012_X_7012", action("0", "100.00", action_id=f"T{n}")) for n in range(40))
    )
    await world.watcher.tick()
    seen = []
    for offset in range(0, 48, 8):
        seen += [line.id for line in (await world.contracts.page(1, offset=offset)).items]
    assert len(seen) == len(set(seen)) == 40
    assert (await world.contracts.page(1, offset=400)).items == ()
    assert (await world.contracts.page(1, offset=-5)).offset == 0


async def test_a_list_takes_the_same_few_statements_however_long_it_is(world: Watching) -> None:
    await world.watch(1)
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    async def statements() -> int:
        nonlocal count
        count = 0
        event.listen(world.database.engine.sync_engine, "before_cursor_execute", note)
        try:
            await world.contracts.page(1, limit=100)
            await world.contracts.latest(1, limit=100)
            await world.contracts.search(1, "100", limit=100)
        finally:
            event.remove(world.database.engine.sync_engine, "before_cursor_execute", note)
        return count

    found = [
        order(f"CONT_AWD_N{n:03}_7012_X_7012", action("0", "100.00", action_id=f"T{n}")) for n in range(40)
    ]
    world.source.show(vehicle())
    await world.watcher.tick()
    world.source.show(vehicle(), *found[:2])
    await world.read()
    few = await statements()
    world.source.show(vehicle(), *found)
    await world.read()
    assert (await world.contracts.latest(1, limit=100)).total == 40
    assert await statements() == few


async def test_search_finds_by_every_word_or_by_an_amount_as_typed(world: Watching) -> None:
    skip, bridge = "70CDCR26FR0000024", "70CDCR24FR0000006"
    await world.watch(1)
    world.source.show(old(buyer_unit="ÉLECTRICITÉ DE FRANCE"), order())
    await world.watcher.tick()
    expected = {
        "fr0000024": [skip],
        "SKIP capgemini": [skip],
        "bridge": [bridge],
        "customs enforcement": [skip, bridge],
        "skip bridge": [],
        "4816782,50": [skip],
        "4,816,782.50": [skip],
        "$4,816,782.50": [skip],
        "4 816 782,50 $US": [skip],
        "4\u202f816\u202f782,50": [skip],
        "4816782": [skip],
        "4816782.51": [],
        "7,372,680": [bridge],
        "capgemini 7372680": [bridge],
        "électricité": [bridge],
        "%": [],
        "_": [],
        "100%": [],
        "\\": [],
        "\0": [skip, bridge],
        "99999999999999999999999999": [],
        "9" * 500: [],
        "": [skip, bridge],
    }
    assert {words: await numbers(world, words) for words in expected} == expected


@pytest.mark.parametrize(
    ("typed", "least", "most"),
    [
        ("4816782,5", "4816782.50", "4816782.59"),
        ("1,234,567", "1234567.00", "1234567.99"),
        ("4,816", "4816.00", "4816.99"),
        ("4.816.782,50 €", "4816782.50", "4816782.50"),
        ("1'234.50", "1234.50", "1234.50"),
        ("0", "0.00", "0.99"),
    ],
)
def test_an_amount_means_what_it_says(typed: str, least: str, most: str) -> None:
    assert amounts(typed) == (Decimal(least), Decimal(most))


@pytest.mark.parametrize("typed", ["", "abc", "1.2345", "70CDCR", "-5", "1,,2", "٣", "1e9"])
def test_what_is_no_amount_is_none(typed: str) -> None:
    assert amounts(typed) is None


async def test_suggestions_are_by_number_title_or_the_beginning_of_an_amount(world: Watching) -> None:
    await world.watch(1)
    world.source.show(old(), order())
    await world.watcher.tick()
    expected = {
        "": 2,
        "70CDCR26": 1,
        "skip": 1,
        "48": 1,
        "4,816,7": 1,
        "4 816 782,5": 1,
        "73": 1,
        "999": 0,
    }
    assert {typed: len(await world.contracts.suggest(1, typed)) for typed in expected} == expected
    assert await world.contracts.suggest(2, "") == []


async def test_a_contract_is_shown_in_full(world: Watching) -> None:
    await world.watch(1)
    world.source.show(vehicle(), old(action("P00012", "2306976.66", "2026-02-19", "G")), order())
    await world.watcher.tick()
    world.source.show(
        vehicle(),
        old(action("P00012", "2295794.15", "2026-02-24", "G"), action("P00013", "5.00", "2026-04-09", "G")),
        order(),
    )
    await world.read()
    lines = {line.number: line.id for line in (await world.contracts.page(1)).items}
    corrected = await world.contracts.show(1, lines["70CDCR24FR0000006"])
    assert [view.action.number for view in corrected.actions] == ["P00013", "P00012"]
    (revision,) = corrected.actions[1].revised_from
    assert (revision.amount, revision.date) == (Decimal("2306976.66"), date(2026, 2, 19))
    assert revision.until == world.clock()
    assert (corrected.parent, corrected.orders, corrected.matched) == (None, (), True)
    shown = await world.contracts.show(1, lines["70CDCR26FR0000024"])
    assert shown.parent is not None
    assert (shown.parent.ceiling, shown.supplier_ids) == (
        Decimal("365821218.75"),
        {"uei": "DR6MQ56MGFA5"},
    )
    whole = await world.contracts.show(1, lines["70CDCR26D00000015"])
    assert [line.number for line in whole.orders] == ["70CDCR26FR0000024"]


async def test_a_contract_that_is_not_watched_here_is_refused(world: Watching) -> None:
    await world.watch(1)
    await world.server(2)
    world.source.show(order())
    await world.watcher.tick()
    there = (await world.contracts.page(1)).items[0].id
    for server_id, wanted in ((2, there), (1, 0), (1, -1), (1, there + 1), (1, 2**31), (1, 2**90)):
        with pytest.raises(Refusal) as refused:
            await world.contracts.show(server_id, wanted)
        assert refused.value.id == "refusal-contract-unknown"


async def test_the_latest_news_are_by_contract_and_read_newest_first(world: Watching) -> None:
    await world.watch(1)
    world.source.show(order(), old())
    await world.watcher.tick()
    first = action("P00001", "1.00", "2026-02-13", "C")
    world.source.show(order(ORDER, BASE, first), old())
    await world.read()
    world.source.show(
        order(ORDER, BASE, first, action("P00002", "0.00", code="M")),
        old(ceiling=Decimal("1")),
    )
    await world.read()
    world.source.show(order(ORDER, BASE, first, end=date(2026, 9, 1)), old(ceiling=Decimal("2")))
    await world.read()
    latest = await world.contracts.latest(1)
    found = [(news.contract.number, [c.kind for c in news.changes]) for news in latest.items]
    assert found == [
        ("70CDCR24FR0000006", [ChangeKind.CEILING_RAISED]),
        ("70CDCR26FR0000024", [ChangeKind.EXTENDED]),
        ("70CDCR26FR0000024", [ChangeKind.MONEY_ADDED]),
    ]
    assert latest.total == 3
    assert latest.items[0].changes[0].new == Decimal("2")
    second = await world.contracts.latest(1, offset=1, limit=1)
    assert (second.items, second.total) == (latest.items[1:2], 3)
    assert (await world.contracts.latest(2)).total == 0


async def test_news_of_a_read_that_found_none_is_none(world: Watching) -> None:
    assert await world.contracts.news(1, "x") is None
    assert await world.contracts.digest(1) is None


async def test_a_digest_sums_by_currency_and_never_a_vehicle_with_its_orders(world: Watching) -> None:
    watch = await world.watch(1)
    euros = old(currency="EUR", kind=Kind.CONTRACT, supplier=Party(name="CAPGEMINI SE"))
    silent = order("CONT_AWD_X_7012_Y_7012", obligated=None, signed=date(2020, 1, 1))
    world.source.show(vehicle(obligated=Decimal("1000000")), order(), euros, silent)
    assert await world.contracts.digest(watch.id) is None
    await world.watcher.tick()
    read_at = world.clock()
    digest = await world.contracts.digest(watch.id)
    assert digest is not None
    assert digest.counts == {Kind.VEHICLE: 1, Kind.ORDER: 2, Kind.CONTRACT: 1}
    assert digest.obligated == {"EUR": Decimal("7372680.00"), "USD": Decimal("4816782.50")}
    assert (digest.unknown, digest.name, digest.read_at) == (1, "ICE", read_at)
    assert {line.kind for line in digest.newest} == {Kind.ORDER, Kind.CONTRACT}
    assert digest.newest[-1].number == "X", "the one signed first is last"
    french = Texts.load().of("fr").money(digest.obligated["USD"], "USD")
    assert french == "4\u202f816\u202f782,50\xa0$US"


async def test_a_ceiling_in_another_currency_is_not_shown_as_the_orders(world: Watching) -> None:
    await world.watch(1)
    world.source.show(order(), unmatched=(vehicle(currency="EUR"),))
    await world.watcher.tick()
    line = (await world.contracts.page(1)).items[0]
    assert line.parent_ceiling is None
    shown = await world.contracts.show(1, line.id)
    assert shown.parent is not None
    assert (shown.parent.ceiling, shown.parent.currency) == (Decimal("365821218.75"), "EUR")


async def test_kept_changes_are_in_no_news(world: Watching) -> None:
    await world.watch(1)
    world.source.show(order())
    await world.watcher.tick()
    moved = order(ORDER, BASE, action("P00001", "0.00", "2026-03-11", "M"), end=date(2026, 5, 14))
    world.source.show(moved)
    await world.read()
    (news,) = (await world.contracts.latest(1)).items
    assert [change.kind for change in news.changes] == [ChangeKind.EXTENDED]
    assert (news.changes[0].number, news.changes[0].old) == ("P00001", date(2026, 3, 15))
    assert news == await world.contracts.news(news.contract.id, news.read_key)
    assert world.clock() - news.seen_at < timedelta(seconds=1)


async def test_suggestions_begin_with_the_number_that_was_typed(world: Watching) -> None:
    await world.watch(1)
    later = [order(f"{ORDER}_{n}", number=f"70CDCR26D00000015-{n}", signed=date(2026, 2, n)) for n in (1, 2)]
    world.source.show(order(), *later, vehicle())
    await world.watcher.tick()
    for typed in ("70CDCR26D00000015", " 70cdcr26d00000015 "):
        found = [line.number for line in await world.contracts.suggest(1, typed)]
        assert found[0] == "70CDCR26D00000015"
        assert sorted(found[1:3]) == ["70CDCR26D00000015-1", "70CDCR26D00000015-2"]
        assert found[3:] == ["70CDCR26FR0000024"]
        assert [line.number for line in await world.contracts.numbered(1, typed)] == ["70CDCR26D00000015"]
    assert await world.contracts.numbered(1, "70CDCR26D0000001_") == []
    assert await world.contracts.numbered(2, "70CDCR26D00000015") == []


async def test_suggestions_are_by_the_beginning_of_a_ceiling_too(world: Watching) -> None:
    await world.watch(1)
    world.source.show(order(), vehicle())
    await world.watcher.tick()
    for typed in ("365", "365,8", "365 821 218,75"):
        assert [line.number for line in await world.contracts.suggest(1, typed)] == ["70CDCR26D00000015"]


async def test_buyers_and_suppliers_are_suggested_as_the_source_writes_them(world: Watching) -> None:
    await world.watch(1)
    names = ["Customs 100% Office", "ICE and Customs", "ICE and Customs", ""]
    world.source.show(
        *(
            order(f"{ORDER}_{n}", number=f"N{n}", buyer=Party(name=name), supplier=Party(name=name.upper()))
            for n, name in enumerate(names)
        ),
        *(order(f"{ORDER}_X{n}", number=f"X{n}", supplier=Party(name=f"MANY {n}")) for n in range(30)),
    )
    await world.watcher.tick()
    contracts = world.contracts
    assert await contracts.suggest_buyers("customs") == ["Customs 100% Office", "ICE and Customs", BUYER.name]
    assert await contracts.suggest_buyers(" ice  AND ") == ["ICE and Customs"]
    assert await contracts.suggest_buyers("0%") == ["Customs 100% Office"]
    assert await contracts.suggest_buyers("_") == []
    assert await contracts.suggest_suppliers("customs o") == []
    assert await contracts.suggest_suppliers("ice") == ["ICE AND CUSTOMS", "CUSTOMS 100% OFFICE"]
    assert len(await contracts.suggest_suppliers("")) == 25
    assert "" not in await contracts.suggest_buyers("")


async def test_a_vehicle_lists_only_orders_that_the_server_follows(world: Watching) -> None:
    await world.watch(1)
    world.source.show(vehicle(), order(), order(f"{ORDER}_2", number="ANOTHER"))
    await world.watcher.tick()
    await world.watch(2, "two", {"suppliers": ["DR6MQ56MGFA5"]})
    world.source.show(vehicle(), order())
    await world.watcher.tick()
    (found,) = await world.contracts.numbered(2, "70CDCR26D00000015")
    theirs = await world.contracts.show(2, found.id)
    assert [line.number for line in theirs.orders] == ["70CDCR26FR0000024"]
    assert len((await world.contracts.show(1, found.id)).orders) == 2
