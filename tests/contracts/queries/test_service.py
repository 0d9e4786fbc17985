"""Queries for commands and posts."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from bot.contracts.model import ChangeKind, Kind, Party, Record
from bot.contracts.sources import SourceError, SourceErrorKind
from bot.errors import UserError
from bot.texts import Texts
from bot.ui.contracts.names import parent_ceiling
from tests.support.contracts import (
    BUYER,
    ORDER,
    FakeSource,
    action,
    order,
    vehicle,
)
from tests.support.watching import Watching

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]

BASE = action("0", "4816782.50", "2025-12-18", None)
OLD = "CONT_AWD_70CDCR24FR0000006_7012_47QTCA18D00A2_4732"


def old(*actions: object, **more: object) -> Record:
    given = actions or (action("P00011", "7372680.00", "2025-10-09", "A"),)
    found = order(OLD, *given, parent_source_id=None, parent_number=None, title="PROGRAM SUPPORT, BRIDGE")  # type: ignore[arg-type]
    return replace(found, **more)  # type: ignore[arg-type]


async def test_a_page_has_the_matched_contracts_newest_activity_first(world: Watching) -> None:
    await world.begin(old(), order(), unmatched=(vehicle(),))
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
    await world.begin(
        *(order(f"CONT_AWD_N{n:03}_7012_X_7012", action("0", "100.00", action_id=f"T{n}")) for n in range(40))
    )
    seen = []
    for offset in range(0, 48, 8):
        seen += [line.id for line in (await world.contracts.page(1, offset=offset)).items]
    assert len(seen) == len(set(seen)) == 40
    assert (await world.contracts.page(1, offset=400)).items == ()
    assert (await world.contracts.page(1, offset=-5)).offset == 0


@pytest.mark.rest_in_full
async def test_a_list_of_any_length_needs_the_same_few_statements(
    world: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.watch(1)
    count = 0
    ask = world.database.ask

    async def counted(*asked: Any) -> Any:
        nonlocal count
        count += 1
        return await ask(*asked)

    monkeypatch.setattr(world.database, "ask", counted)

    def note(_connection: object, _cursor: object, sql: str, *_: object) -> None:
        nonlocal count
        count += sql != "BEGIN"  # SQLite's transactions begin with a statement

    async def statements() -> int:
        nonlocal count
        await world.contracts.page(1)  # short names are read once for many lists
        count = 0
        event.listen(world.database.engine.sync_engine, "before_cursor_execute", note)
        try:
            await world.contracts.page(1, limit=100)
            await world.contracts.search(1, "100", limit=100)
            await world.contracts.suggest(1, "n0")
            assert count == 3
            await world.contracts.latest(1, limit=100)
        finally:
            event.remove(world.database.engine.sync_engine, "before_cursor_execute", note)
        return count

    found = [
        order(f"CONT_AWD_N{n:03}_7012_X_7012", action("0", "100.00", action_id=f"T{n}")) for n in range(40)
    ]
    await world.first_read(vehicle())
    await world.read_of(vehicle(), *found[:2])
    few = await statements()
    await world.read_of(vehicle(), *found)
    assert (await world.contracts.latest(1, limit=100)).total == 40
    assert await statements() == few


async def test_a_contract_is_shown_in_full(world: Watching) -> None:
    await world.begin(vehicle(), old(action("P00012", "2306976.66", "2026-02-19", "G")), order())
    await world.read_of(
        vehicle(),
        old(action("P00012", "2295794.15", "2026-02-24", "G"), action("P00013", "5.00", "2026-04-09", "G")),
        order(),
    )
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


async def test_a_contract_that_the_server_does_not_watch_is_refused(world: Watching) -> None:
    await world.watch(1)
    await world.server(2)
    await world.first_read(order())
    there = (await world.contracts.page(1)).items[0].id
    for server_id, wanted in ((2, there), (1, 0), (1, -1), (1, there + 1)):
        with pytest.raises(UserError, match="refusal-contract-unknown"):
            await world.contracts.show(server_id, wanted)


async def test_the_latest_changes_are_grouped_by_contract_and_read_newest_first(world: Watching) -> None:
    await world.begin(order(), old())
    first = action("P00001", "1.00", "2026-02-13", "C")
    await world.read_of(order(ORDER, BASE, first), old())
    await world.read_of(
        order(ORDER, BASE, first, action("P00002", "0.00", code="M")),
        old(ceiling=Decimal("1")),
    )
    await world.read_of(order(ORDER, BASE, first, end=date(2026, 9, 1)), old(ceiling=Decimal("2")))
    await world.read()  # a ceiling that no action explains must be confirmed
    latest = await world.contracts.latest(1)
    found = [(news.contract.number, [c.kind for c in news.changes]) for news in latest.items]
    assert found == [
        ("70CDCR24FR0000006", [ChangeKind.CEILING_RAISED]),
        ("70CDCR26FR0000024", [ChangeKind.EXTENDED]),
        ("70CDCR26FR0000024", [ChangeKind.ACTION]),
        ("70CDCR26FR0000024", [ChangeKind.MONEY_ADDED]),
    ]
    assert latest.total == 4
    assert latest.items[0].changes[0].new == Decimal("2")
    second = await world.contracts.latest(1, offset=1, limit=1)
    assert (second.items, second.total) == (latest.items[1:2], 4)
    assert (await world.contracts.latest(2)).total == 0


async def test_a_read_without_changes_has_no_news(world: Watching) -> None:
    assert await world.contracts.news(1, "x") is None
    assert await world.contracts.digest(1) is None


async def test_a_digest_has_a_sum_for_each_currency_without_vehicles(world: Watching) -> None:
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


async def test_long_ids_that_begin_alike_are_several_contracts_and_a_sum_has_no_limit(
    world: Watching,
) -> None:
    most = Decimal(10) ** 15
    world.source.show(*(order("CONT_AWD_" + "X" * 250 + str(end), obligated=most) for end in range(100)))
    watch = await world.watch(1)
    await world.watcher.tick()
    digest = await world.contracts.digest(watch.id)
    assert digest is not None
    assert (digest.counts, digest.obligated) == ({Kind.ORDER: 100}, {"USD": 100 * most})


async def test_a_ceiling_in_another_currency_is_shown_in_that_currency(world: Watching) -> None:
    await world.begin(order(), unmatched=(vehicle(currency="EUR"),))
    line = (await world.contracts.page(1)).items[0]
    assert (line.currency, line.parent_ceiling, line.parent_currency) == (
        "USD",
        Decimal("365821218.75"),
        "EUR",
    )
    assert "€365,821,218.75" in str(parent_ceiling(Texts.load().of("en"), line))
    shown = await world.contracts.show(1, line.id)
    assert shown.parent is not None
    assert (shown.parent.ceiling, shown.parent.currency) == (Decimal("365821218.75"), "EUR")


async def test_changes_that_are_not_announced_are_not_in_news(world: Watching) -> None:
    await world.begin(order())
    moved = order(ORDER, BASE, action("P00001", "0.00", "2026-03-11", "M"), end=date(2026, 5, 14))
    await world.read_of(moved)
    (news,) = (await world.contracts.latest(1)).items
    assert [change.kind for change in news.changes] == [ChangeKind.EXTENDED]
    assert (news.changes[0].number, news.changes[0].old) == ("P00001", date(2026, 3, 15))
    assert news == await world.contracts.news(news.contract.id, news.read_key)
    assert world.clock() - news.seen_at < timedelta(seconds=1)


async def test_a_vehicle_lists_only_orders_that_the_server_follows(world: Watching) -> None:
    await world.begin(vehicle(), order(), order(f"{ORDER}_2", number="ANOTHER"))
    await world.watch(2, "two", {"suppliers": ["DR6MQ56MGFA5"]})
    await world.first_read(vehicle(), order())
    (found,) = await world.contracts.numbered(2, "70CDCR26D00000015")
    theirs = await world.contracts.show(2, found.id)
    assert [line.number for line in theirs.orders] == ["70CDCR26FR0000024"]
    assert len((await world.contracts.show(1, found.id)).orders) == 2


async def test_an_order_is_shown_with_its_vehicle_and_siblings(world: Watching) -> None:
    await world.watch(1)
    above = vehicle(ordered=Decimal("9633565.00"), orders=6)
    others = [
        order(f"CONT_AWD_S{n:02}_7012_X_7012", action("0", "1.00", action_id=f"S{n}")) for n in range(25)
    ]
    await world.first_read(order(), *others, unmatched=(above,))
    (own,) = await world.contracts.numbered(1, "70CDCR26FR0000024")
    shown = await world.contracts.show(1, own.id)
    assert shown.parent is not None
    assert (shown.parent.ordered, shown.parent.orders) == (Decimal("9633565.00"), 6)
    assert (len(shown.siblings), shown.siblings_known) == (20, 25)
    assert own.id not in {line.id for line in shown.siblings}
    whole = await world.contracts.show(1, shown.parent.id)
    assert (len(whole.orders), whole.orders_known, whole.siblings_known) == (20, 26, 0)
    assert (whole.matched, whole.unmatched_since) == (False, None)


async def test_an_action_is_shown_with_the_changes_of_its_read(world: Watching) -> None:
    await world.begin(order(ceiling=Decimal("100")))
    moved = action("P00001", "5.00", "2026-03-01", "G")
    await world.read_of(order(ORDER, BASE, moved, ceiling=Decimal("250"), end=date(2026, 9, 1)))
    (own,) = (await world.contracts.page(1)).items
    newest, base = (await world.contracts.show(1, own.id)).actions
    assert [(each.kind, each.new) for each in newest.effects] == [
        (ChangeKind.CEILING_RAISED, Decimal("250.00")),
        (ChangeKind.EXTENDED, date(2026, 9, 1)),
    ]
    assert base.effects == ()
    values = await world.contracts.values(1, own.id)
    assert [(each.ceiling, each.end) for each in values] == [
        (Decimal("100.00"), date(2026, 3, 15)),
        (Decimal("250.00"), date(2026, 9, 1)),
    ]
    assert (await world.contracts.show(1, own.id)).readings == 2


async def test_a_contract_of_two_sources_is_listed_once_and_shown_with_both(world: Watching) -> None:
    await world.watch(1)
    shared = frozenset({"ocid:ocds-1/1"})
    other = FakeSource()
    other.name = "ted"
    sources: Any = world.watches
    sources._sources["ted"] = other
    second = replace(order(), source="ted", source_id="2026-1", number="2026-1", identifiers=shared)
    named_alike = replace(old(), source="ted", source_id="2026-2", number="2026-2")
    other.show(second, named_alike)
    await world.first_read(order(identifiers=shared), old())
    await world.watches.add(1, "TED", "ted", {"suppliers": ["CAPGEMINI"]})
    await world.watcher.tick()
    page = await world.contracts.page(1)
    assert [(line.source, line.number) for line in page.items] == [
        ("usaspending", "70CDCR26FR0000024"),
        ("ted", "2026-2"),
        ("usaspending", "70CDCR24FR0000006"),
    ]
    assert page.total == 3
    assert len(await world.contracts.suggest(1, "")) == 3
    assert [line.source for line in (await world.contracts.search(1, "skip tracing")).items] == [
        "usaspending"
    ]
    (own,) = await world.contracts.numbered(1, "70CDCR26FR0000024")
    (also,) = (await world.contracts.show(1, own.id)).also
    assert (also.source, also.number) == ("ted", "2026-1")
    assert [line.id for line in (await world.contracts.show(1, also.id)).also] == [own.id]
    lone = next(line for line in page.items if line.number == "2026-2")
    assert (await world.contracts.show(1, lone.id)).also == ()
    # A server that follows only the second source has its contract in the list as well.
    await world.server(2)
    await world.watches.add(2, "TED", "ted", {"suppliers": ["CAPGEMINI"]})
    await world.watcher.tick()
    assert {line.number for line in (await world.contracts.page(2)).items} == {"2026-1", "2026-2"}


async def test_a_contract_that_two_watches_match_is_listed_once(world: Watching) -> None:
    await world.watch(1)
    await world.watch(1, "Again", {"suppliers": ["CAPGEMINI"], "keywords": ["skip"]})
    await world.first_read(order(), unmatched=(vehicle(),))
    assert [line.number for line in await world.contracts.suggest(1, "")] == ["70CDCR26FR0000024"]
    for found in (await world.contracts.page(1), await world.contracts.search(1, "skip")):
        assert ([line.number for line in found.items], found.total) == (["70CDCR26FR0000024"], 1)
    beyond = await world.contracts.page(1, offset=8)
    assert (beyond.items, beyond.total) == ((), 1)


async def test_a_notice_and_a_contract_with_the_same_identifier_are_both_listed(world: Watching) -> None:
    await world.watch(1)
    shared = frozenset({"ocid:ocds-1/1"})
    await world.first_read(order(identifiers=shared), old(kind=Kind.NOTICE, identifiers=shared))
    assert (await world.contracts.page(1)).total == 2


async def test_actions_without_effect_are_shown_only_on_demand(world: Watching) -> None:
    await world.begin(order())
    await world.read_of(order(ORDER, BASE, action("P00001", "0.00", "2026-02-13", "M")))
    (news,) = (await world.contracts.latest(1)).items
    assert [change.kind for change in news.changes] == [ChangeKind.ACTION]
    assert await world.posts() == []


async def test_a_digest_of_changes_has_pages_most_important_first(world: Watching) -> None:
    await world.watch(1)
    before = [
        order(f"CONT_AWD_D{n:02}_7012_X_7012", action("0", "6.50", action_id=f"T{n}")) for n in range(12)
    ]
    await world.first_read(*before)
    after = [
        replace(each, actions=(*each.actions, action("P1", f"{n}.00", action_id=f"U{n}")))
        for n, each in enumerate(before, 1)
    ]
    ended = replace(before[0], actions=(*before[0].actions, action("P1", "0", "2026-02-13", "F")))
    await world.read_of(ended, *after[1:])
    (post,) = [row for row in await world.announced() if row.kind == "changes"]
    first = await world.contracts.digest_of_changes(post.id, server_id=1, limit=10)
    assert (first.total, len(first.items)) == (12, 10)
    by_money = ["D11", "D10", "D09", "D08", "D07", "D06", "D00", "D05", "D04", "D03"]
    assert [news.contract.number for news in first.items] == by_money, "D00 ended with 6.50 committed"
    rest = await world.contracts.digest_of_changes(post.id, server_id=1, offset=10, limit=10)
    assert [news.contract.number for news in rest.items] == ["D02", "D01"]
    assert (await world.contracts.digest_of_changes(post.id, server_id=2)).items == ()
    assert (await world.contracts.digest_of_changes(post.id + 1, server_id=1)).items == ()


async def test_the_weekly_line_counts_watches_and_failures(world: Watching) -> None:
    await world.begin(order(), vehicle())
    read_at = world.clock()
    world.source.fault = SourceError(SourceErrorKind.TIMEOUT)
    await world.watch(1, "New", {"suppliers": ["OTHER"]})
    await world.read()
    week = await world.contracts.weekly(1, read_at - timedelta(days=7))
    assert (week.watches, week.paused, week.unread, week.blind) == (2, 0, 1, 1)
    assert [(watch.name, watch.since) for watch in week.failing] == [("ICE", read_at), ("New", None)]
    assert (week.contracts, week.changed, week.read_at) == (2, 0, read_at)
    assert (await world.contracts.weekly(2, read_at)).watches == 0


async def test_a_digest_counts_notices_without_adding_their_amounts(world: Watching) -> None:
    watch = await world.begin(
        order(), old(kind=Kind.NOTICE), old(kind=Kind.PAGE, source_id="page", currency="XXX")
    )
    digest = await world.contracts.digest(watch.id)
    assert digest is not None
    assert digest.counts == {Kind.ORDER: 1, Kind.NOTICE: 1, Kind.PAGE: 1}
    assert (digest.obligated, digest.unknown) == ({"USD": Decimal("4816782.50")}, 0)
