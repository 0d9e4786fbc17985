"""Disappearance of contracts from a search or a source: no early conclusions, no lost contracts."""

import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.contracts.model import Action, Answer, ChangeKind, Record
from bot.contracts.sources import Absent, ReadContext, SourceError, SourceErrorKind, Unchanged
from bot.contracts.watches.service import WatchInfo
from bot.storage import Database
from bot.storage.models import Contract, ContractSnapshot, Snapshot
from tests.conftest import MovableClock
from tests.support.contracts import action, incomplete, order
from tests.support.watching import POLL, Watching

pytestmark = pytest.mark.storage

OTHER = "CONT_AWD_70CDCR24FR0000006_7012_47QTCA18D00A2_4732"
NUMBER = "70CDCR24FR0000006"
BASE = action("0", "4816782.50", "2025-12-18", None)


@pytest.fixture
async def world(database: Database, clock: MovableClock) -> Watching:
    """A watch with two contracts in its baseline."""
    world = Watching(database, clock)
    await world.begin(order(end=None), other())
    return world


def other(*actions: Action, **more: Any) -> Record:
    return order(OTHER, *actions, parent_source_id=None, parent_number=None, end=None, **more)


async def stored(world: Watching) -> Contract:
    return await world.scalar(select(Contract).where(Contract.source_id == OTHER))


async def test_an_id_unknown_on_seven_days_of_complete_reads_is_withdrawn_once(
    world: Watching,
) -> None:
    world.source.show(order(end=None))
    away_since = world.clock().date()
    for day in range(1, 8):
        await world.read_in_full()
        assert await world.told() == [], f"day {day}"
    await world.read_in_full()
    assert await world.told() == [(NUMBER, ["withdrawn"])]
    (news,) = await world.news()
    assert news.changes[0].old == date.fromordinal(away_since.toordinal() + 1)
    for _ in range(10):
        await world.read_in_full()
    assert len(await world.told()) == 1, "said once"
    assert (await world.contracts.show(1, (await stored(world)).id)).line.number == NUMBER, "and kept"


async def test_several_reads_on_a_day_count_as_one(world: Watching) -> None:
    world.source.show(order(end=None))
    for _ in range(4 * 6):
        await world.read()
    row = await stored(world)
    assert row.missing_days == 7, "six days and a half, at four reads a day"
    assert await world.told() == []


async def test_a_week_of_downtime_withdraws_nothing(world: Watching) -> None:
    await world.full_read_of(order(end=None))
    world.clock.move(days=30)
    await world.watcher.tick()
    assert await world.told() == []
    assert (await stored(world)).missing_days == 2


@pytest.mark.full
async def test_days_without_a_complete_read_do_not_count(world: Watching) -> None:
    await world.full_read_of(order(end=None))
    world.source.fault = incomplete(SourceError(SourceErrorKind.BAD_ANSWER, "half"))
    for _ in range(20):
        await world.read_in_full()
    assert (await stored(world)).missing_days == 1
    world.source.fault = None
    await world.read_in_full()
    assert [row.kind for row in await world.announced()] == ["baseline", "failing", "working"]


async def test_a_contract_that_returns_within_the_week_is_not_announced(world: Watching) -> None:
    world.source.show(order(end=None))
    for _ in range(5):
        await world.read_in_full()
    await world.full_read_of(order(end=None), other())
    row = await stored(world)
    assert (row.missing_since, row.missing_days, row.missing_on) == (None, 0, None)
    assert await world.told() == []


async def test_a_withdrawn_contract_that_returns_is_announced_with_its_changes(
    world: Watching,
) -> None:
    """Of six rows that vanished in the real data, four returned, one of them with another amount."""
    world.source.show(order(end=None))
    for _ in range(9):
        await world.read_in_full()
    await world.full_read_of(order(end=None), other(BASE, action("P00014", "2473044.60")))
    assert (await world.told())[1:] == [(NUMBER, ["returned", "money-added"])]
    assert (await stored(world)).withdrawn_at is None
    await world.read_in_full()
    assert len(await world.told()) == 2


async def test_a_contract_missing_from_a_search_for_a_day_no_longer_matches_and_stays_watched(
    world: Watching,
) -> None:
    await world.read_of(order(end=None), unmatched=(other(),))
    await world.read()
    assert await world.told() == [], "rows vanish inside ties and come back"
    await world.read_in_full()
    assert await world.told() == [(NUMBER, ["no-longer-matches"])]
    await world.read_in_full()
    assert len(await world.told()) == 1
    await world.full_read_of(order(end=None), unmatched=(other(BASE, action("P00014", "7.00")),))
    assert sorted(await world.told()) == sorted([(NUMBER, ["no-longer-matches"]), (NUMBER, ["money-added"])])


async def test_a_contract_that_matches_again_is_not_announced_and_may_leave_again(world: Watching) -> None:
    for _ in range(2):
        await world.read_of(order(end=None), unmatched=(other(),))
        await world.read_of(order(end=None), other())
    assert await world.told() == []
    await world.full_read_of(order(end=None), unmatched=(other(),))
    await world.read_in_full()
    assert await world.told() == [(NUMBER, ["no-longer-matches"])]


async def test_a_contract_missing_from_the_baseline_is_announced_as_no_longer_matching_too(
    world: Watching,
) -> None:
    await world.watch(2, "late", {"suppliers": ["SECOND"]})
    world.source.unreadable = {OTHER}
    for _ in range(3):
        await world.read()
    world.source.unreadable = set()
    await world.read()
    assert await world.told(2) == [], "it belongs to the baseline"
    await world.full_read_of(order(end=None), unmatched=(other(),))
    await world.read_in_full()
    assert await world.told(2) == [(NUMBER, ["no-longer-matches"])]


async def test_a_contract_that_leaves_a_search_before_the_baseline_is_announced_after_it(
    world: Watching,
) -> None:
    world.source.show(order(end=None))
    await world.watch(2, "late", {"suppliers": ["SECOND"]})
    third = "CONT_AWD_70CDCR24FR0000007_7012_47QTCA18D00A2_4732"
    leaving = order(third, parent_source_id=None, parent_number=None, end=None)
    world.source.show(order(end=None), leaving)
    world.source.fault = incomplete(SourceError(SourceErrorKind.BUSY))
    await world.read()
    world.source.fault = None
    world.source.show(order(end=None), unmatched=(leaving,))
    world.source.unreadable = {order().source_id}
    await world.read_in_full()
    await world.read_in_full()
    assert await world.told(2) == [], "it has no baseline yet"
    world.source.unreadable = set()
    for _ in range(3):
        await world.read_in_full()
    assert await world.told(2) == [("70CDCR24FR0000007", ["no-longer-matches"])]


async def test_a_contract_that_another_watch_of_the_server_finds_still_matches(world: Watching) -> None:
    await world.watch(1, "both", {"suppliers": ["SECOND"]})
    await world.read()
    shows = world.source.search

    async def search(query: dict[str, list[str]], reading: ReadContext) -> AsyncIterator[Record | Unchanged]:
        async for record in shows(query, reading):
            if query["suppliers"] == ["SECOND"] or record.source_id != OTHER:
                yield record

    world.source.search = search  # type: ignore[method-assign, assignment]
    for _ in range(3):
        await world.read_in_full()
    kinds = [kind for _, kinds in await world.told() for kind in kinds]
    assert ChangeKind.NO_LONGER_MATCHES.value not in kinds


THIRD = "CONT_AWD_70CTD021FR0000248_7012_47QTCA18D00A2_4732"


def third(**more: Any) -> Record:
    return order(THIRD, parent_source_id=None, parent_number=None, end=None, **more)


def never_read(world: Watching, **more: Any) -> None:
    """Let the source list a third contract that it cannot show."""
    world.source.show(order(end=None), third(), **more)
    world.source.unreadable = {THIRD}


async def test_one_unreadable_contract_does_not_delay_withdrawn(world: Watching) -> None:
    never_read(world)
    for _ in range(7):
        await world.read_in_full()
    assert await world.told() == []
    await world.read_in_full()
    assert await world.told() == [(NUMBER, ["withdrawn"])]


async def test_one_unreadable_contract_does_not_delay_no_longer_matches(
    world: Watching,
) -> None:
    never_read(world, unmatched=(other(),))
    await world.read_in_full()
    await world.read_in_full()
    assert await world.told() == [(NUMBER, ["no-longer-matches"])]


async def test_one_unreadable_id_does_not_delay_the_others(world: Watching) -> None:
    await world.full_read_of(order(end=None), other(), third())
    told = await world.told()
    world.source.show(order(end=None))
    world.source.get_faults[THIRD] = SourceError(SourceErrorKind.TIMEOUT)
    for _ in range(8):
        await world.read_in_full()
    assert (await world.told())[len(told) :] == [(NUMBER, ["withdrawn"])]
    await world.read()
    assert not world.source.readings[-1].full


async def watched(world: Watching) -> WatchInfo:
    (watch,) = await world.watches.list(1)
    return watch


async def test_a_host_that_is_left_alone_is_not_asked_for_every_id_and_the_day_counts_later(
    world: Watching,
) -> None:
    names = [f"CONT_AWD_N{n}_7012_-NONE-_-NONE-" for n in range(5)]
    gone = [order(name, parent_source_id=None, parent_number=None, end=None) for name in names]
    await world.full_read_of(order(end=None), other(), *gone)
    world.source.show(order(end=None), other())
    world.source.get_faults = {name: SourceError(SourceErrorKind.RESTING) for name in names}
    world.source.asked.clear()
    before = (await watched(world)).full_read_at
    await world.read_in_full()
    assert len([one for one in world.source.asked if one in names]) == 1
    watch = await watched(world)
    assert (watch.fault, watch.full_read_at) == ("resting", before)


@pytest.mark.full
async def test_an_unreadable_contract_is_tried_by_every_read_and_reported_once(
    world: Watching,
) -> None:
    world.source.state = "monday"
    await world.full_read_of(order(end=None, mark="a"), other(mark="b"))
    world.source.unreadable = {OTHER}
    await world.read_in_full()
    for _ in range(30):
        await world.read()
        reading = world.source.readings[-1]
        if not reading.full:  # neither its unchanged row nor the state of the import prevents that
            assert (reading.state, OTHER in reading.marks) == (None, False)
            assert reading.marks == {order().source_id: "a"}
    assert len([reading for reading in world.source.readings[-30:] if reading.full]) in (7, 8), "once a day"
    watch = await watched(world)
    assert (watch.fault, watch.last_matched) == ("partly", 2)
    assert watch.next_read_at - world.clock() <= POLL * 1.1
    assert [row.kind for row in await world.announced()] == ["baseline", "failing"]
    assert await world.told() == [], "it matches all the time"
    world.source.unreadable = set()
    await world.read_of(order(end=None, mark="a"), other(BASE, action("P00014", "7.00"), mark="b"))
    assert await world.told() == [(NUMBER, ["money-added"])]
    assert [row.kind for row in await world.announced()] == ["baseline", "failing", "contract", "working"]
    await world.read()
    assert world.source.readings[-1].state == "monday"


async def test_a_missing_contract_that_is_listed_again_and_unreadable_is_not_missing(
    world: Watching,
) -> None:
    world.source.show(order(end=None))
    for _ in range(5):
        await world.read_in_full()
    assert (await stored(world)).missing_days == 5
    world.source.show(order(end=None), other())
    world.source.unreadable = {OTHER}
    await world.read_in_full()
    row = await stored(world)
    assert (row.missing_since, row.missing_days, row.missing_on) == (None, 0, None)


def absent_answer(day: int, content: bytes) -> Absent:
    moment = datetime(2026, 3, day, tzinfo=UTC)
    return Absent((Answer(url="https://example.org/", query="", fetched_at=moment, content=content),))


async def stored_answers(world: Watching) -> list[tuple[bytes, int | None, str]]:
    """Return contents, sizes and reads of the stored answers of the contract."""
    link = ContractSnapshot
    wanted = (
        select(Snapshot.content, Snapshot.size, link.read_key)
        .join(link, link.sha256 == Snapshot.sha256)
        .where(link.contract_id == (await stored(world)).id)
        .order_by(Snapshot.fetched_at)
    )
    async with world.database.read() as session:
        return [(zlib.decompress(row[0]), row[1], row[2]) for row in await session.execute(wanted)]


@pytest.mark.full
async def test_one_answer_for_an_unknown_id_is_stored_for_each_day(
    world: Watching,
) -> None:
    before = len(await stored_answers(world))
    world.source.show(order(end=None))
    for day in range(1, 20):
        world.source.refusals[OTHER] = absent_answer(day, b"404 on day %d" % day)
        await world.read_in_full()
        world.source.refusals[OTHER] = absent_answer(day, b"again on day %d" % day)
        world.clock.move(minutes=10)
        await world.watches.check(1, 1)
        await world.watcher.tick()
        world.clock.move(minutes=-10)
    answers = (await stored_answers(world))[before:]
    assert [content for content, *_ in answers] == [b"404 on day %d" % day for day in range(1, 9)]
    assert {size == len(content) for content, size, _ in answers} == {True}
    (withdrawn,) = [row for row in await world.announced() if row.kind == "contract"]
    assert answers[-1][2] == withdrawn.occasion, "with the read that told of it"


async def test_the_first_and_the_announced_answer_of_a_contract_that_no_longer_matches_are_stored(
    world: Watching,
) -> None:
    before = await stored_answers(world)
    for n in range(9):
        away = replace(other(), answers=absent_answer(n + 1, b"answer %d" % n).answers)
        await world.read_of(order(end=None), unmatched=(away,))
    assert [kind for _, kinds in await world.told() for kind in kinds] == ["no-longer-matches"]
    contents = [content for content, *_ in (await stored_answers(world))[len(before) :]]
    assert contents[0] == b"answer 0"
    assert len(contents) == 2
