"""The watcher and its store: each change is announced once, nothing is lost, nothing is concluded from
omissions.
"""

import asyncio
import hashlib
import logging
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.contracts.ingest import watcher as watcher_module
from bot.contracts.ingest.read_result import FIRST_RETRY
from bot.contracts.ingest.watcher import Watcher
from bot.contracts.model import ChangeKind, Party, Record
from bot.contracts.row_mapping import MAX_WORDS_LENGTH, fitted_id
from bot.contracts.sources import IncompleteRead, SourceError, SourceErrorKind
from bot.contracts.sources.protocol import Absent, ReadContext
from bot.contracts.watches.service import query_key
from bot.errors import DatabaseAway
from bot.servers.settings import Servers
from bot.storage.models import (
    Action,
    Change,
    Contract,
    ContractSnapshot,
    Observation,
    Snapshot,
    WatchedContract,
    WatchGroup,
)
from bot.texts import Texts
from tests.support.contracts import (
    ORDER,
    VEHICLE,
    FakeSource,
    action,
    incomplete,
    order,
    vehicle,
)
from tests.support.watching import POLL, QUERY, Watching

pytestmark = pytest.mark.storage

BASE = action("0", "4816782.50", "2025-12-18", None)
OTHER = "CONT_AWD_70CDCR24FR0000006_7012_47QTCA18D00A2_4732"
THIRD = "CONT_AWD_70CTD021FR0000248_7012_47QTCA18D00A2_4732"


def other(*actions: Any, **more: Any) -> Record:
    return order(OTHER, *actions, parent_source_id=None, parent_number=None, **more)


async def observations(world: Watching) -> list[Observation]:
    return await world.scalars(select(Observation).order_by(Observation.id))


async def contract(world: Watching, source_id: str = ORDER) -> Contract:
    async with world.database.read() as session:
        found = await session.execute(select(Contract).where(Contract.source_id == source_id))
        return found.scalar_one()


async def test_the_first_complete_read_is_one_digest_and_no_flood(world: Watching) -> None:
    watch = await world.watch()
    world.source.show(vehicle(), order(), other())
    assert await world.watcher.tick() == 1
    (announced,) = await world.announced()
    assert (announced.kind, announced.subject, announced.channel_id) == ("baseline", f"watch:{watch.id}", 10)
    assert announced.occasion == f"baseline:{query_key(world.source.canonical(QUERY))[:32]}"
    info = await world.info(watch)
    assert (info.baseline_at, info.last_complete_at, info.last_matched) == (
        world.clock(),
        world.clock(),
        3,
    )
    assert (await world.contracts.latest(1)).total == 0
    await world.read()
    assert len(await world.announced()) == 1, "one digest, ever"


async def test_a_digest_waits_for_a_channel_and_is_posted_once(world: Watching) -> None:
    await world.server(1, channel_id=None)
    watch = await world.begin(order())
    assert await world.announced() == []
    servers = Servers(world.database, world.clock, Texts.load())
    await servers.update(1, channel_id=10)
    (announced,) = await world.announced()
    assert (announced.kind, announced.subject, announced.channel_id) == ("baseline", f"watch:{watch.id}", 10)
    await world.read()
    await servers.update(1, channel_id=10)
    assert len(await world.announced()) == 1


async def test_an_incomplete_first_read_is_stored_and_is_no_baseline(world: Watching) -> None:
    watch = await world.watch()
    world.source.show(order(), other())
    world.source.fault, world.source.breaks_after = (
        incomplete(SourceError(SourceErrorKind.TIMEOUT, "slow")),
        1,
    )
    await world.watcher.tick()
    info = await world.info(watch)
    assert (info.baseline_at, info.fault, info.failures) == (None, "timeout", 1)
    assert info.last_complete_at is None
    assert info.next_read_at == world.clock() + timedelta(minutes=15), "sooner than usual"
    assert await world.announced() == []
    assert (await world.contracts.page(1)).total == 1, "what was read is kept"

    world.source.fault = None
    world.clock.move(minutes=15)
    await world.watcher.tick()
    assert [row.kind for row in await world.announced()] == ["baseline"]
    info = await world.info(watch)
    assert (info.baseline_at, info.fault, info.failures) == (world.clock(), None, 0)
    noted = [(o.complete, o.matched, o.faults) for o in await observations(world)]
    assert noted == [
        (False, 1, [{"fault": "timeout", "detail": "slow"}]),
        (True, 2, []),
    ]


def lacking(*unread: str, whole: bool = True) -> IncompleteRead:
    return IncompleteRead([SourceError(SourceErrorKind.BAD_ANSWER, "odd")], unread=unread, whole_search=whole)


async def test_unreadable_contracts_do_not_delay_the_baseline_for_ever(world: Watching) -> None:
    watch = await world.watch()
    world.source.show(order())
    world.source.fault = lacking(OTHER)
    for _ in range(2):
        await world.read()
        assert (await world.info(watch)).baseline_at is None
    await world.read()
    info = await world.info(watch)
    assert (info.baseline_at, info.last_complete_at) == (world.clock(), None)
    assert (info.fault, info.failures) == ("partly", 3), "the fault stays on show"
    assert [row.kind for row in await world.announced()] == ["baseline", "failing"]
    digest = await world.contracts.digest(watch.id)
    assert digest is not None
    assert (digest.unread, digest.read_at) == (1, world.clock())
    await world.read_of(order(), order(THIRD))
    assert await world.posts() == [("70CTD021FR0000248", ["new-order"])], "what is new is news"


async def test_a_contract_missing_from_the_baseline_is_not_announced_but_its_later_changes_are(
    world: Watching,
) -> None:
    watch = await world.watch()
    world.source.show(order())
    world.source.fault = lacking(OTHER)
    for _ in range(3):
        await world.read()
    world.source.show(order(), other())
    world.source.fault = None
    await world.read()
    assert await world.posts() == []
    assert (await world.contracts.page(1)).total == 2
    digest = await world.contracts.digest(watch.id)
    assert digest is not None
    assert digest.unread == 0
    await world.read_of(order(), other(BASE, action("P00001", "1")))
    assert await world.posts() == [("70CDCR24FR0000006", ["money-added"])]


async def test_a_contract_missing_from_one_baseline_is_still_announced_for_another_watch(
    world: Watching,
) -> None:
    found: dict[str, list[Record]] = {"A": [order()], "B": [order()]}

    async def search(query: Mapping[str, Any], _: ReadContext) -> AsyncIterator[Record]:
        for record in found[query["suppliers"][0]]:
            yield record
        if query["suppliers"] == ["B"] and len(found["B"]) == 1:
            raise lacking(OTHER)

    world.source.search = search  # type: ignore[method-assign]
    await world.watch(1, "a", {"suppliers": ["A"]})
    await world.watch(1, "b", {"suppliers": ["B"]})
    for _ in range(3):
        await world.read()
    found["B"] = [order(), other()]
    await world.read()
    assert await world.posts() == []
    found["A"] = found["B"] = [order(), other(BASE, action("P00001", "1"))]
    await world.read()
    assert await world.posts() == [("70CDCR24FR0000006", ["new-order"])], "as it is now, in one post"


async def test_a_day_after_a_watch_was_added_one_nearly_complete_read_is_enough(world: Watching) -> None:
    watch = await world.watch()
    world.source.show(order())
    world.source.fault = SourceError(SourceErrorKind.UNREACHABLE)
    for _ in range(4):
        await world.read()
    assert (await world.info(watch)).baseline_at is None
    world.source.fault = lacking(OTHER)
    await world.read()
    assert (await world.info(watch)).baseline_at == world.clock()


async def test_an_incomplete_search_is_never_a_baseline(world: Watching) -> None:
    watch = await world.watch()
    world.source.show(order())
    for fault in (lacking(OTHER), lacking(OTHER), lacking(OTHER, whole=False), lacking(OTHER, THIRD)):
        world.source.fault = fault
        world.clock.move(hours=1)
        await world.watcher.tick()
        assert (await world.info(watch)).baseline_at is None, "nor one that lacks more than it has"
    world.source.fault = lacking(OTHER, whole=False)
    for _ in range(10):
        await world.read()
    assert (await world.info(watch)).baseline_at is None


async def test_a_contract_that_cannot_be_stored_does_not_delay_the_baseline_for_ever(
    world: Watching,
) -> None:
    watch = await world.watch()
    world.source.show(order(), other(action("0", "0.001", None, None)))
    for _ in range(3):
        await world.read()
    info = await world.info(watch)
    assert (info.baseline_at, info.fault) == (world.clock(), "internal")
    await world.read_of(order(), other())
    assert await world.posts() == []


async def test_an_unreadable_parent_does_not_delay_the_baseline_for_ever(world: Watching) -> None:
    watch = await world.watch()
    world.source.show(order(), unmatched=(vehicle(),))
    world.source.get_faults[VEHICLE] = SourceError(SourceErrorKind.TIMEOUT)
    for _ in range(3):
        await world.read()
    assert (await world.info(watch)).baseline_at == world.clock()
    world.source.get_faults.clear()
    await world.read_of(order(), vehicle())
    assert await world.posts() == [("70CDCR26D00000015", ["new-vehicle"])], "it did not match then"


async def test_a_clock_that_ran_ahead_does_not_stop_reads(world: Watching) -> None:
    watch = await world.watch()
    world.clock.move(days=3650)
    await world.watcher.tick()
    world.clock.move(days=-3650)
    assert (await world.watches.check(1, watch.id)).next_read_at == world.clock()
    world.clock.move(days=3650)
    await world.watcher.tick()
    world.clock.move(days=-3650)
    assert await world.watcher.tick() == 1
    assert (await world.info(watch)).next_read_at == world.clock() + POLL
    assert await world.watcher.tick() == 0


async def test_a_failing_read_is_retried_with_backoff_up_to_the_usual_interval(world: Watching) -> None:
    watch = await world.watch()
    world.source.fault = SourceError(SourceErrorKind.UNREACHABLE)
    waits = []
    for _ in range(7):
        await world.watcher.tick()
        info = await world.info(watch)
        waits.append((info.next_read_at - world.clock()) / timedelta(minutes=1))
        world.clock.now = info.next_read_at
    assert waits == [15, 30, 60, 120, 240, 360, 360]


async def test_changes_of_one_contract_in_one_read_are_one_announcement(world: Watching) -> None:
    await world.begin(vehicle(), order())
    added = action("P00001", "1000.00", "2026-03-11", "G")
    await world.read_of(vehicle(), order(ORDER, BASE, added, end=date(2026, 5, 14)), other())
    assert await world.posts() == [
        ("70CDCR26FR0000024", ["option-exercised", "extended"]),
        ("70CDCR24FR0000006", ["new-order"]),
    ]
    news = (await world.news())[0]
    assert news.parent is not None
    assert news.parent.ceiling == news.contract.parent_ceiling == Decimal("365821218.75")
    assert news.changes[0].amount == Decimal("1000.00")
    assert news.changes[1].new == date(2026, 5, 14)
    assert news.seen_at == world.clock()
    await world.read()
    assert len(await world.posts()) == 2, "each once"


async def test_a_correction_is_stored_with_the_replaced_value(world: Watching) -> None:
    await world.watch()
    before = other(BASE, action("P00012", "2306976.66", "2026-02-19", "G"))
    after = other(BASE, action("P00012", "2295794.15", "2026-02-24", "G"))
    await world.first_read(before)
    await world.read_of(after)
    assert await world.posts() == [("70CDCR24FR0000006", ["corrected"])]
    change = (await world.news())[0].changes[0]
    assert (change.old, change.new) == (Decimal("2306976.66"), Decimal("2295794.15"))
    assert (change.old_date, change.new_date) == (date(2026, 2, 19), date(2026, 2, 24))
    row = await world.scalar(select(Action).where(Action.number == "P00012"))
    assert (row.amount, row.date) == (Decimal("2295794.15"), date(2026, 2, 24))
    assert row.revised_from == [
        {"amount": "2306976.66", "date": "2026-02-19", "until": world.clock().isoformat()}
    ]


async def test_a_total_read_by_two_watches_at_the_same_time_is_not_confirmed(world: Watching) -> None:
    """The total runs ahead of its action, which comes with the next answer: nothing was corrected."""
    await world.watch(1)
    await world.watch(1, "by agency", {"suppliers": ["DR6MQ56MGFA5"]})
    await world.first_read(order(ORDER, BASE))
    world.source.show(order(ORDER, BASE, obligated=Decimal("4816832.50")))
    assert await world.read() == 2
    assert await world.posts() == []
    assert (await contract(world)).obligated == Decimal("4816782.50")
    await world.read_of(order(ORDER, BASE, action("P00001", "50")))
    assert await world.posts() == [("70CDCR26FR0000024", ["money-added"])]


async def test_a_confirmed_total_is_announced_once_by_the_next_read_of_either_watch(world: Watching) -> None:
    await world.watch(1)
    await world.watch(1, "by agency", {"suppliers": ["DR6MQ56MGFA5"]})
    await world.first_read(order(ORDER, BASE))
    world.source.show(order(ORDER, BASE, obligated=Decimal("5000000")))
    for told in (0, 1, 1):
        await world.read()
        assert await world.posts() == [("70CDCR26FR0000024", ["corrected"])] * told
    assert (await contract(world)).obligated == Decimal("5000000")


async def test_an_unconfirmed_total_is_not_delayed_by_a_clock_that_ran_ahead(world: Watching) -> None:
    await world.begin(order(ORDER, BASE))
    await world.read_of(order(ORDER, BASE, obligated=Decimal("5000000")))
    world.clock.move(days=-400)
    await world.watcher.tick()
    assert await world.posts() == [("70CDCR26FR0000024", ["corrected"])]


@pytest.mark.both_engines
async def test_two_servers_with_identical_queries_share_one_read(world: Watching) -> None:
    await world.watch(1)
    world.source.show(order())
    assert await world.watcher.tick() == 1
    await world.watch(2, "same thing", {"suppliers": ["CAPGEMINI"]})
    assert await world.watcher.tick() == 1, "one that was never read is read apart"
    assert len(world.source.searches) == 2
    world.source.show(order(ORDER, BASE, action("P00001", "1")))
    assert await world.read() == 2
    assert len(world.source.searches) == 3
    assert await world.posts(1) == await world.posts(2) == [("70CDCR26FR0000024", ["money-added"])]
    kinds = [(row.kind, row.channel_id) for row in await world.announced()]
    assert kinds == [("baseline", 10), ("baseline", 20), ("contract", 10), ("contract", 20)]
    *_, last = await observations(world)
    async with world.database.read() as session:
        served = select(WatchGroup.watch_id).where(WatchGroup.group_key == last.group_key)
        assert len((await session.scalars(served)).all()) == 2, "one read served both"
        assert await session.scalar(select(func.count()).select_from(WatchGroup)) == 4


async def test_an_observation_ends_unless_its_read_brought_an_answer(world: Watching) -> None:
    watch = await world.watch()
    await world.read_of(order(ORDER, BASE))
    for _ in range(3):
        await world.read()
    first, *others = await observations(world)
    assert len(others) == 3
    world.clock.move(days=91)
    await world.read()
    kept, newest = await observations(world)
    assert kept.read_key == first.read_key
    assert newest.read_at == world.clock()
    await world.watches.remove(1, watch.id)
    assert await observations(world) == []


async def test_a_change_found_by_one_query_is_announced_to_followers_by_another(
    world: Watching,
) -> None:
    await world.watch(1)
    await world.watch(2, "by agency", {"suppliers": ["DR6MQ56MGFA5"]})
    await world.first_read(order())
    await world.read_of(order(ORDER, BASE, action("P00001", "1")))
    assert len(await world.posts(1)) == len(await world.posts(2)) == 1


async def test_a_server_in_its_first_read_gets_no_posts_while_another_does(world: Watching) -> None:
    await world.begin(order())
    await world.watch(2)
    await world.first_read(order(ORDER, BASE, action("P00001", "1")), other())
    assert len(await world.posts(1)) == 1, "of what it follows; its own read finds the other"
    await world.read()
    assert len(await world.posts(1)) == 2
    assert await world.posts(2) == []
    assert [row.kind for row in await world.announced(2)] == ["baseline"]


async def test_a_server_without_a_baseline_gets_no_posts_about_other_reads(world: Watching) -> None:
    await world.watch(1, "one", {"suppliers": ["A"]})
    await world.watch(2, "two", {"suppliers": ["B"]})
    found: dict[str, list[Record]] = {"A": [order()], "B": [order()]}
    _by_supplier(world.source, found, broken={"B"})
    await world.watcher.tick()
    found["A"] = [order(ORDER, BASE, action("P00001", "1"))]
    await world.read()
    assert len(await world.posts(1)) == 1
    assert await world.announced(2) == []


async def test_a_known_contract_that_newly_matches_is_announced_only_to_that_server(
    world: Watching,
) -> None:
    await world.watch(1, "one", {"suppliers": ["A"]})
    await world.watch(2, "two", {"suppliers": ["B"]})
    found: dict[str, list[Record]] = {"A": [order(), other()], "B": [order()]}
    _by_supplier(world.source, found)
    await world.watcher.tick()
    found["B"] = [order(), other()]
    await world.read()
    assert await world.posts(1) == []
    assert await world.posts(2) == [("70CDCR24FR0000006", ["new-order"])]
    assert [n.contract.number for n in (await world.contracts.latest(2)).items] == ["70CDCR24FR0000006"]
    assert (await world.contracts.latest(1)).total == 0
    await world.read()
    assert len(await world.posts(2)) == 1


async def test_a_full_read_after_its_row_is_gone_announces_no_older_money(
    world: Watching,
) -> None:
    await world.watch()
    row = action("P00011", "7372680", "2026-02-10", "A")
    world.source.show(other(row, obligated=None, end=None, whole=False))
    for _ in range(10):
        await world.read_in_full()  # the last of them on 23 February
    old, new = action("P00012", "3433522.40", "2026-02-15"), action("P00013", "5", "2026-02-24")
    await world.full_read_of(unmatched=(other(row, old, new),))
    (news,) = await world.news()
    assert [(change.number, change.amount) for change in news.changes] == [("P00013", Decimal(5))]
    late = action("P00014", "7", "2026-02-20")  # published late: the contract is known in full by now
    await world.full_read_of(unmatched=(other(row, old, new, late),))
    assert (await world.posts())[1] == ("70CDCR24FR0000006", ["money-added"])


async def test_a_row_of_an_old_contract_known_in_full_elsewhere_is_not_a_new_contract(
    world: Watching,
) -> None:
    """The modification that its keywords found is new to the server."""
    await world.begin(other())
    world.source.show()
    await world.watch(2, "by keyword", {"suppliers": ["SKIP TRACING"]})
    await world.watcher.tick()
    rows = other(action("P00011", "7372680", "2026-02-10", "A"), obligated=None, end=None, whole=False)
    await world.read_of(rows)
    (news,) = await world.news(2)
    assert [(change.kind, change.number) for change in news.changes] == [(ChangeKind.MONEY_ADDED, "P00011")]


async def test_a_new_contract_found_by_two_queries_is_announced_once_to_each_server(world: Watching) -> None:
    await world.watch(1, "one", {"suppliers": ["A"]})
    await world.watch(2, "two", {"suppliers": ["B"]})
    found: dict[str, list[Record]] = {"A": [order()], "B": [order()]}
    _by_supplier(world.source, found)
    await world.watcher.tick()
    found["A"] = found["B"] = [order(), other()]
    await world.read()
    assert await world.posts(1) == await world.posts(2) == [("70CDCR24FR0000006", ["new-order"])]
    assert (await world.contracts.latest(1)).total == (await world.contracts.latest(2)).total == 1


ARRIVAL = ("70CDCR24FR0000006", ["new-order"])


async def _second_watch_reads_first(world: Watching, *, broken: bool) -> dict[str, list[Record]]:
    """Watch A has its baseline; X appears, and watch B of the same server reads it first."""
    await world.watch(1, "a", {"suppliers": ["A"]})
    found: dict[str, list[Record]] = {"A": [order()], "B": [order(), other()]}
    _by_supplier(world.source, found, broken={"B"} if broken else set())
    await world.watcher.tick()
    found["A"] = [order(), other()]
    await world.watch(1, "b", {"suppliers": ["B"]})
    world.clock.move(minutes=1)
    assert await world.watcher.tick() == 1
    return found


async def test_a_watch_without_a_baseline_suppresses_no_post_of_another(world: Watching) -> None:
    found = await _second_watch_reads_first(world, broken=True)
    assert await world.posts(1) == []
    await world.read()
    assert await world.posts(1) == [ARRIVAL]
    assert [news.contract.number for news in (await world.contracts.latest(1)).items] == [ARRIVAL[0]]
    _by_supplier(world.source, found)
    await world.read()
    assert await world.posts(1) == [ARRIVAL], "once, though the other watch has its baseline now"
    found["A"] = found["B"] = [order(), other(BASE, action("P00001", "1"))]
    await world.read()
    assert (await world.posts(1))[1:] == [("70CDCR24FR0000006", ["money-added"])], "and is followed from then"


async def test_the_digest_of_another_watch_suppresses_no_post_of_the_next_read(world: Watching) -> None:
    found = await _second_watch_reads_first(world, broken=False)
    digest = await world.contracts.digest(2)
    assert digest is not None
    assert {line.number for line in digest.newest} == {"70CDCR26FR0000024", "70CDCR24FR0000006"}
    await world.read()
    await world.read()
    assert await world.posts(1) == [ARRIVAL]
    assert [row.kind for row in await world.announced(1)] == ["baseline", "baseline", "contract"]
    third = await world.watch(1, "c", {"suppliers": ["C"]})
    found["C"] = []
    await world.read()
    found["C"] = [other()]
    await world.read()
    assert (await world.info(third)).baseline_at is not None
    assert await world.posts(1) == [ARRIVAL], "once"


async def test_a_contract_listed_by_another_watch_is_announced_by_a_late_read(
    world: Watching,
) -> None:
    """By the first read that succeeds, after any failures; changes are announced meanwhile."""
    found = await _second_watch_reads_first(world, broken=False)
    broken = {"A"}
    _by_supplier(world.source, {**found, "A": [order()]}, broken)
    await world.read()
    assert await world.posts(1) == []
    _by_supplier(world.source, found)
    await world.read()
    assert await world.posts(1) == [ARRIVAL]


async def test_a_contract_in_a_digest_before_the_last_read_of_a_watch_is_not_announced_by_it(
    world: Watching,
) -> None:
    await world.watch(1, "a", {"suppliers": ["A"]})
    await world.watch(1, "b", {"suppliers": ["B"]})
    found: dict[str, list[Record]] = {"A": [order()], "B": [order(), other()]}
    _by_supplier(world.source, found)
    await world.watcher.tick()
    await world.read()
    found["A"] = [order(), other()]  # for example of a renamed supplier
    await world.read()
    assert await world.posts(1) == []


async def test_a_second_watch_of_the_same_query_suppresses_no_post_of_the_first(world: Watching) -> None:
    """Its first read is separate: the source's report of changes then applies to the first watch alone."""
    await world.watch(1, "first")
    world.source.state = "monday"
    await world.first_read(order())
    world.source.state = "tuesday"
    world.source.show(order(), other())
    world.clock.move(minutes=1)
    await world.watch(1, "second")
    assert await world.watcher.tick() == 1
    assert await world.read() == 2
    assert world.source.readings[-1].state == "monday"
    assert await world.posts(1) == [ARRIVAL]
    await world.read()
    assert world.source.readings[-1].state == "tuesday"
    assert await world.posts(1) == [ARRIVAL]
    assert [row.kind for row in await world.announced(1)] == ["baseline", "baseline", "contract"]


async def _another_source_has_it(world: Watching) -> tuple[frozenset[str], FakeSource]:
    """After the baseline of a first watch, let a second source show a contract; return their common
    identifier and the source.
    """
    shared = frozenset({"ocid:ocds-1/1"})
    second = FakeSource()
    second.name = "ted"
    sources: Any = world.watches
    sources._sources["ted"] = second
    await world.watch(1, "a")
    await world.first_read(order())
    second.show(replace(other(identifiers=shared), source="ted", source_id="2026-1"))
    return shared, second


async def test_a_digest_of_another_source_suppresses_no_post_of_the_next_read(
    world: Watching,
) -> None:
    """The contract has the same identifier in both; the first source announced it, the second only lists
    it.
    """
    shared, _ = await _another_source_has_it(world)
    world.source.show(order(), other(identifiers=shared))
    world.clock.move(minutes=1)
    await world.watches.add(1, "b", "ted", {"suppliers": ["CAPGEMINI"]})
    assert await world.watcher.tick() == 1
    assert await world.posts(1) == []
    await world.read()
    assert await world.posts(1) == [ARRIVAL]
    await world.read()
    assert await world.posts(1) == [ARRIVAL]


async def test_a_contract_listed_in_a_digest_during_a_read_is_announced_by_the_next_read(
    world: Watching,
) -> None:
    """A read covers the state at its beginning, even if it ends late."""
    shared, second = await _another_source_has_it(world)
    plain, plain_second = world.source.search, second.search
    begun = asyncio.Event()

    async def slow(query: Any, reading: ReadContext) -> AsyncIterator[Any]:
        found = [one async for one in plain(query, reading)]
        begun.set()
        while (await world.watches.list(1))[1].baseline_at is None:
            await asyncio.sleep(0.01)
        world.clock.move(minutes=1)
        for one in found:
            yield one

    async def meanwhile(query: Any, reading: ReadContext) -> AsyncIterator[Any]:
        await begun.wait()
        world.clock.move(minutes=1)
        async for one in plain_second(query, reading):
            yield one

    world.source.search, second.search = slow, meanwhile  # type: ignore[method-assign]
    world.clock.move(hours=6.5)
    await world.watches.add(1, "b", "ted", {"suppliers": ["CAPGEMINI"]})
    assert await world.watcher.tick() == 2
    world.source.search = plain  # type: ignore[method-assign]
    world.source.show(order(), other(identifiers=shared))
    assert await world.posts(1) == []
    await world.read()
    assert await world.posts(1) == [ARRIVAL]


async def test_a_contract_of_a_removed_watch_is_announced_unless_it_was_before(world: Watching) -> None:
    found = await _second_watch_reads_first(world, broken=True)
    first, second = await world.watches.list(1)
    await world.watches.remove(1, second.id)
    await world.read()
    assert await world.posts(1) == [ARRIVAL]
    third = await world.watch(1, "c", {"suppliers": ["B"]})
    await world.watcher.tick()
    await world.watches.remove(1, first.id)
    assert (await world.info(third)).baseline_at is None
    found["B"] = [order(), other(BASE, action("P00001", "1"))]
    world.clock.move(hours=6.5)
    await world.watcher.tick()
    assert (await world.posts(1))[1:] == [("70CDCR24FR0000006", ["money-added"])], (
        "told of it, it still hears"
    )


async def test_a_change_before_the_first_post_is_part_of_the_post(world: Watching) -> None:
    found = await _second_watch_reads_first(world, broken=True)
    found["A"] = found["B"] = [order(), other(BASE, action("P00001", "1"))]
    await world.read()
    assert await world.posts(1) == [ARRIVAL]
    (news,) = await world.news(1)
    assert news.contract.obligated == Decimal("4816783.50")


@pytest.mark.full
async def test_every_contract_reaches_every_server_once_in_any_order_of_reads(
    world: Watching,
) -> None:
    """Contracts appear one by one, watches are added and fail: each contract is in a digest or in one
    post.
    """
    names = [f"CONT_AWD_N{n:02}_7012_-NONE-_-NONE-" for n in range(12)]
    shown = [
        order(name, action("0", "1.00", action_id=name), parent_source_id=None, parent_number=None)
        for name in names
    ]
    found: dict[str, list[Record]] = {"A": [], "B": [], "C": []}
    broken: set[str] = set()
    _by_supplier(world.source, found, broken)
    await world.watch(1, "a", {"suppliers": ["A"]})
    in_digest: dict[int, set[str]] = {}
    for step, record in enumerate(shown):
        for supplier, records in found.items():
            if (step + ord(supplier)) % 3:
                records.append(record)
        broken.clear()
        broken.update("ABC"[step % 3 : step % 3 + 1] + ("C" if step < 8 else ""))
        if step == 3:
            await world.watch(1, "b", {"suppliers": ["B"]})
            await world.watch(2, "b", {"suppliers": ["B"]})
        if step == 5:
            await world.watch(1, "c", {"suppliers": ["C"]})
        await world.read()
        for watch in await world.watches.list(1) + await world.watches.list(2):
            if watch.id not in in_digest and watch.baseline_at is not None:
                in_digest[watch.id] = await _matched(world, watch.id)
    broken.clear()
    for records in found.values():
        records[:] = shown
    await world.read()
    await world.read()
    for server_id in (1, 2):
        digests = set().union(*(in_digest[watch.id] for watch in await world.watches.list(server_id)))
        told = [number for number, _ in await world.posts(server_id)]
        assert len(told) == len(set(told)), "no more than once"
        assert set(told) | digests == {record.number for record in shown}, "each"


async def _matched(world: Watching, watch_id: int) -> set[str]:
    async with world.database.read() as session:
        wanted = (
            select(Contract.number)
            .join(WatchedContract, WatchedContract.contract_id == Contract.id)
            .where(WatchedContract.watch_id == watch_id, WatchedContract.matched)
        )
        return set((await session.execute(wanted)).scalars())


def _by_supplier(
    source: FakeSource, found: Mapping[str, list[Record]], broken: frozenset[str] | set[str] = frozenset()
) -> None:
    async def search(query: Mapping[str, Any], _: ReadContext) -> AsyncIterator[Record]:
        (supplier,) = query["suppliers"]
        for record in found[supplier]:
            yield record
        if supplier in broken:
            raise incomplete(SourceError(SourceErrorKind.BAD_ANSWER))

    source.search = search  # type: ignore[method-assign]


async def test_an_unchanged_read_writes_one_observation_and_the_row_of_the_watch(world: Watching) -> None:
    await world.begin(order(), other(), unmatched=(vehicle(),))
    before = await world.rows()
    with world.written() as statements, world.transactions() as writes:
        await world.read()
    after = await world.rows()
    assert len(writes) == 2, "the read put off, and noted"
    assert statements == [
        "UPDATE watches",
        "INSERT observations",
        "UPDATE watches",
    ]
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"observations", "watches"}
    assert len(after["observations"]) == len(before["observations"]) + 1


async def test_an_answer_with_omissions_changes_no_stored_row(world: Watching) -> None:
    await world.begin(order(ORDER, BASE, action("P00001", "5")))
    before = await world.rows("contracts", "actions", "changes", "snapshots", "announcements")
    nulls = order(ORDER, BASE, obligated=None, ceiling=None, end=None, signed=None, parent_source_id=None)
    world.source.show(nulls)
    with world.transactions() as writes:
        await world.read()
    assert len(writes) == 2
    assert await world.rows(*before) == before
    await world.read_of(order(ORDER, BASE, action("P00001", "5")))
    assert await world.rows(*before) == before


async def test_a_contract_that_no_longer_matches_is_read_by_id_and_stays_watched(world: Watching) -> None:
    await world.begin(order(), other())
    sold = other(BASE, action("P00014", "7.00", code="C"), supplier=Party(name="ITC FEDERAL LLC"))
    await world.read_of(order(), unmatched=(sold,))
    assert OTHER in world.source.asked
    assert await world.posts() == [("70CDCR24FR0000006", ["money-added", "supplier-changed"])]
    assert (await contract(world, OTHER)).missing_since is None
    await world.full_read_of(order(), unmatched=(replace(sold, end=date(2027, 1, 1)),))
    assert ("70CDCR24FR0000006", ["extended"]) in (await world.posts())[-2:]
    assert (await world.contracts.page(1)).total == 2


async def test_an_unknown_id_is_stored_once_and_cleared_if_it_returns_within_the_week(
    world: Watching,
) -> None:
    watch = await world.begin(order(), other())
    await world.read_of(order())
    first = world.clock()
    assert (await contract(world, OTHER)).missing_since == first
    with world.transactions() as writes:
        await world.read()
    assert len(writes) == 2, "the beginning and the end of the read"
    assert (await contract(world, OTHER)).missing_since == first
    assert (await world.info(watch)).fault is None, "the read was complete"
    assert (await world.contracts.page(1)).total == 2
    changed_at = (await contract(world, OTHER)).changed_at
    await world.read_of(order(), other())
    back = await contract(world, OTHER)
    assert (back.missing_since, back.changed_at) == (None, changed_at)
    assert await world.posts() == []


async def test_nothing_is_concluded_from_omissions_of_an_incomplete_read(world: Watching) -> None:
    watch = await world.begin(order(), other())
    world.source.show(order())
    world.source.fault = incomplete(SourceError(SourceErrorKind.BAD_ANSWER, "half"))
    await world.read()
    assert OTHER not in world.source.asked
    assert (await contract(world, OTHER)).missing_since is None
    info = await world.info(watch)
    assert (info.fault, info.failures, info.last_matched) == ("bad-answer", 1, 2)


async def test_a_vehicle_followed_only_as_a_parent_has_its_ceiling_and_no_posts(world: Watching) -> None:
    await world.begin(order(), unmatched=(vehicle(),))
    page = await world.contracts.page(1)
    assert [line.number for line in page.items] == ["70CDCR26FR0000024"]
    assert page.items[0].parent_ceiling == Decimal("365821218.75")
    world.source.show(order(), unmatched=(vehicle(ceiling=Decimal("500000000")),))
    await world.read()  # no action explains it: it must be confirmed
    assert (await world.contracts.page(1)).items[0].parent_ceiling == Decimal("365821218.75")
    await world.read()
    assert await world.posts() == []
    assert (await world.contracts.page(1)).items[0].parent_ceiling == Decimal("500000000")
    shown = await world.contracts.show(1, (await contract(world, VEHICLE)).id)
    assert (shown.matched, [line.number for line in shown.orders]) == (False, ["70CDCR26FR0000024"])


async def test_the_vehicle_of_a_new_order_is_known_before_the_order_is_announced(world: Watching) -> None:
    await world.begin(other())
    seen: list[int] = []
    plain = world.source.get

    async def get(source_id: str) -> Record | Absent:
        seen.append((await world.contracts.page(1)).total)
        return await plain(source_id)

    world.source.get = get  # type: ignore[method-assign]
    await world.read_of(other(), order(), unmatched=(vehicle(),))
    assert seen == [1], "asked for once, when the order was not stored yet"
    (news,) = await world.news()
    assert news.contract.parent_ceiling == Decimal("365821218.75")


async def test_a_parent_that_begins_to_match_is_announced(world: Watching) -> None:
    await world.begin(order(), unmatched=(vehicle(),))
    await world.read_of(order(), vehicle())
    assert await world.posts() == [("70CDCR26D00000015", ["new-vehicle"])]


async def test_an_unreadable_parent_makes_the_read_incomplete(world: Watching) -> None:
    watch = await world.watch()
    world.source.show(order(), unmatched=(vehicle(),))
    world.source.get_faults[VEHICLE] = SourceError(SourceErrorKind.SERVER_ERROR)
    await world.watcher.tick()
    info = await world.info(watch)
    assert (info.fault, info.baseline_at) == ("partly", None)
    assert (await world.contracts.page(1)).total == 1


async def test_an_interrupted_read_loses_nothing_and_is_repeated(world: Watching) -> None:
    watch = await world.begin(order())
    world.source.show(order(ORDER, BASE, action("P00001", "1")), other(), order(THIRD))
    world.source.fault, world.source.breaks_after = asyncio.CancelledError(), 2
    with pytest.raises(asyncio.CancelledError):
        await world.read()
    assert len(await world.posts()) == 2, "stored with their announcements"
    assert (await world.info(watch)).next_read_at == world.clock() + FIRST_RETRY, "not again at once"
    world.source.fault = None
    world.clock.move(minutes=15)
    assert await world.watcher.tick() == 1
    assert [number for number, _ in await world.posts()] == [
        "70CDCR26FR0000024",
        "70CDCR24FR0000006",
        "70CTD021FR0000248",
    ]


async def test_a_contract_that_cannot_be_stored_does_not_affect_the_others(
    world: Watching, caplog: pytest.LogCaptureFixture
) -> None:
    watch = await world.begin(order())
    await world.read_of(order(ORDER, BASE, action("P00001", "0.001")), other())
    assert [number for number, _ in await world.posts()] == ["70CDCR24FR0000006"]
    info = await world.info(watch)
    assert (info.fault, info.failures) == ("internal", 1)
    assert any(record.exc_info for record in caplog.records), "with its traceback"
    assert (await contract(world)).obligated == Decimal("4816782.50"), "all of a contract or nothing"
    async with world.database.read() as session:
        assert (
            await session.execute(select(func.count()).select_from(Change).where(Change.number == "P00001"))
        ).scalar_one() == 0


async def test_a_fault_of_one_watch_does_not_stop_the_others(world: Watching) -> None:
    async def search(query: Mapping[str, Any], _: ReadContext) -> AsyncIterator[Record]:
        if query["suppliers"] == ["BAD"]:
            raise RuntimeError("a mistake of ours")
        yield order()

    world.source.search = search  # type: ignore[method-assign]
    bad = await world.watch(1, "bad", {"suppliers": ["BAD"]})
    good = await world.watch(2, "good", {"suppliers": ["GOOD"]})
    assert await world.watcher.tick() == 2
    assert (await world.info(bad)).fault == "internal"
    assert (await world.info(good)).baseline_at is not None


async def test_no_watch_is_due_early_and_intervals_have_jitter(world: Watching) -> None:
    watch = await world.watch()
    assert await world.watcher.tick() == 1
    assert (await world.info(watch)).next_read_at == world.clock() + POLL
    assert await world.watcher.tick() == 0
    world.clock.move(hours=6)
    bounds: list[tuple[float, float]] = []

    def longest(low: float, high: float) -> float:
        bounds.append((low, high))
        return high

    jittered = Watcher(
        world.database,
        {"usaspending": world.source},
        world.clock,
        poll=POLL,
        jitter=longest,
    )
    assert await jittered.tick() == 1
    assert bounds == [(0.9, 1.1)]
    assert (await world.info(watch)).next_read_at == world.clock() + timedelta(hours=6.6)


@pytest.mark.both_engines
async def test_an_idle_tick_writes_nothing(world: Watching) -> None:
    with world.written() as statements:
        assert await world.watcher.tick() == 0
    assert statements == []


@pytest.mark.both_engines
async def test_a_watch_removed_during_its_read_leaves_no_rows(
    world: Watching, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    watch = await world.watch()

    async def search(query: Mapping[str, Any], _: ReadContext) -> AsyncIterator[Record]:
        yield order()
        await world.watches.remove(1, watch.id)
        yield other()

    world.source.search = search  # type: ignore[method-assign]
    await world.watcher.tick()
    rows = await world.rows("watches", "watched_contracts", "observations", "announcements")
    assert not any(rows.values())
    assert caplog.records == []


async def test_a_database_lost_during_a_read_ends_it_and_is_no_fault_of_the_source(
    world: Watching, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    watch = await world.watch()
    world.source.show(order(), other())

    async def gone(*_: Any, **__: Any) -> int:
        raise DatabaseAway

    with monkeypatch.context() as patched:
        patched.setattr(watcher_module.Ingestor, "take_in_new", gone)
        await world.watcher.tick()
    assert caplog.records == [], "not one for each contract: the log is told elsewhere"
    info = await world.info(watch)
    assert (info.failures, info.last_read_at) == (0, None)
    world.clock.move(minutes=15)
    assert await world.watcher.tick() == 1, "it is due again after a quarter of an hour"
    assert (await world.contracts.page(1)).total == 2


async def test_changes_of_a_server_without_a_channel_are_in_latest(world: Watching) -> None:
    await world.server(1, channel_id=None)
    await world.begin(order())
    await world.read_of(order(ORDER, BASE, action("P00001", "1")))
    assert await world.announced() == []
    (news,) = (await world.contracts.latest(1)).items
    assert [change.kind for change in news.changes] == [ChangeKind.MONEY_ADDED]


async def test_a_changed_contract_is_stored_with_each_of_its_answers_once(
    world: Watching,
) -> None:
    await world.begin(order())
    await world.read()
    changed = order(ORDER, BASE, action("P00001", "1"))
    await world.read_of(changed)
    async with world.database.read() as session:
        snapshots = (await session.execute(select(Snapshot))).scalars().all()
        links = (await session.execute(select(ContractSnapshot))).scalars().all()
    assert len(snapshots) == len(links) == 2
    for snapshot in snapshots:
        assert hashlib.sha256(zlib.decompress(snapshot.content)).hexdigest() == snapshot.sha256
    assert changed.answers[0].content in {zlib.decompress(snapshot.content) for snapshot in snapshots}


@pytest.mark.full
async def test_many_contracts_with_the_same_amount_are_each_announced_once(world: Watching) -> None:
    def many(count: int) -> list[Record]:
        return [
            order(
                f"CONT_AWD_N{n:04}_7012_X_7012",
                action("0", "100.00", action_id=f"TX_{n}"),
                parent_source_id=None,
            )
            for n in range(count)
        ]

    await world.begin(*many(60))
    await world.read_of(*many(120))
    assert [row.kind for row in await world.announced()] == ["baseline", "changes"], "one post, not 60"
    assert len(await world.posts()) == 60
    assert (await world.contracts.latest(1)).total == 60
    digest = await world.contracts.digest(1)
    assert digest is not None
    assert digest.obligated == {"USD": Decimal("12000.00")}


async def test_text_that_no_database_accepts_is_cleaned_and_long_numbers_are_cut(world: Watching) -> None:
    await world.watch()
    hostile = order(
        ORDER,
        action("P" * 80, "1.00", code="CODES-OF-TWELVE"),
        title="a\0b \ud800 @everyone " + "x" * 5000,
        number="N" * 300,
    )
    await world.first_read(hostile)
    stored = await contract(world)
    assert stored.title.startswith("ab ? @everyone xxx")
    assert len(stored.title) == MAX_WORDS_LENGTH - 1, "without the NUL"
    assert len(stored.number) == 100
    with world.written() as statements:
        await world.read()
    assert not any("contracts" in statement for statement in statements), "read again, it is the same"


async def test_ids_and_addresses_that_no_database_accepts_are_cleaned_and_cut(world: Watching) -> None:
    watch = await world.watch()
    hostile = order(
        ORDER + "\0" + "X" * 300,
        action("0", "1.00", "2025-12-18", None, action_id="\0TX" + "Y" * 300),
        parent_source_id="\0CONT_IDV_" + "Z" * 300,
        url="https://example.org/\0\ud800",
    )
    await world.first_read(hostile)
    await world.read()
    info = await world.info(watch)
    assert (info.fault, info.last_matched) == (None, 1)
    stored = await contract(world, fitted_id(ORDER + "X" * 300))
    assert (stored.url, len(stored.parent_source_id or "")) == ("https://example.org/?", 200)
    assert stored.missing_since is None
    assert (await world.contracts.page(1)).total == 1


async def test_an_action_without_effect_is_stored_and_not_announced(world: Watching) -> None:
    await world.begin(order())
    await world.read_of(order(ORDER, BASE, action("P00001", "0.00", "2026-03-11", "M")))
    assert await world.posts() == []
    kept = await world.scalar(select(Change).where(Change.number == "P00001"))
    assert (kept.kind, kept.news) == ("action", True)


async def test_an_unknown_source_of_a_stored_watch_is_a_fault_of_the_watch(world: Watching) -> None:
    watch = await world.watch()
    alone = Watcher(world.database, {}, world.clock, poll=POLL)
    assert await alone.tick() == 1
    assert (await world.info(watch)).fault == "internal"
