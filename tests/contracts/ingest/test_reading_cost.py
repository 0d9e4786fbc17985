"""Cost of reads: everything once a day, otherwise only changed contracts, and nothing without a new
import.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.contracts.model import Record
from bot.contracts.sources import SourceError, SourceErrorKind
from bot.errors import UserError
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.contracts import (
    ORDER,
    action,
    incomplete,
    order,
)
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

BASE = action("0", "4816782.50", "2025-12-18", None)
MORE = action("P00001", "5.00", "2026-02-20")


@pytest.fixture
async def world(database: Database, clock: MovableClock) -> Watching:
    """A watch after its baseline of one order, whose row had the mark "a"."""
    world = Watching(database, clock)
    await world.begin(marked("a"))
    return world


def marked(mark: str, *actions: object, **more: object) -> Record:
    return replace(order(ORDER, *(actions or (BASE,)), end=None, **more), mark=mark)


async def test_a_contract_with_an_unchanged_row_is_read_once_a_day(world: Watching) -> None:
    # The row does not show a back-dated action, which does not move the date that distinguishes rows.
    world.source.show(marked("a", BASE, MORE))
    for _ in range(3):
        await world.read()
    assert [reading.full for reading in world.source.readings] == [True, False, False, False]
    assert await world.posts() == []
    await world.read()
    assert world.source.readings[-1].full, "26 hours after the first"
    assert await world.posts() == [("70CDCR26FR0000024", ["money-added"])]


async def test_a_contract_with_a_changed_row_is_read_at_once(world: Watching) -> None:
    await world.read_of(marked("b", BASE, MORE))
    assert await world.posts() == [("70CDCR26FR0000024", ["money-added"])]
    await world.read()
    assert world.source.readings[-1].marks == {ORDER: "b"}


async def test_a_row_that_changed_without_the_contract_causes_one_read(world: Watching) -> None:
    await world.read_of(marked("b"))
    assert world.source.readings[-1].marks == {ORDER: "a"}
    await world.read()
    assert world.source.readings[-1].marks == {ORDER: "b"}


async def test_a_row_of_a_failed_read_is_read_again(world: Watching) -> None:
    world.source.show(marked("b"))
    world.source.fault = incomplete(SourceError(SourceErrorKind.BAD_ANSWER, "odd"))
    await world.read()
    world.source.fault = None
    await world.read()
    assert world.source.readings[-1].marks == {ORDER: "a"}


async def test_without_a_new_import_the_source_is_read_once_a_day(world: Watching) -> None:
    world.source.state = "02/13/2026"
    await world.read_in_full()
    await world.read_of(marked("b", BASE, MORE))
    assert await world.posts() == [], "the source says that it loaded nothing"
    (watch,) = await world.watches.list(1)
    assert (watch.last_complete_at, watch.last_matched, watch.failures) == (world.clock(), 1, 0)
    world.source.state = "02/14/2026"
    await world.read()
    assert await world.posts() == [("70CDCR26FR0000024", ["money-added"])]


async def test_the_state_of_a_failed_read_is_not_stored(world: Watching) -> None:
    world.source.state = "02/13/2026"
    world.source.fault = incomplete(SourceError(SourceErrorKind.BAD_ANSWER, "odd"))
    await world.read()
    world.source.fault = None
    await world.read()
    assert world.source.readings[-1].state is None


async def test_an_unchanged_read_after_a_change_does_not_touch_the_contract(world: Watching) -> None:
    await world.read_of(marked("b", BASE, MORE))
    with world.written() as written:
        await world.read_in_full()
    assert "INSERT observations" in written
    assert "UPDATE contracts" not in written


async def test_a_failed_read_of_one_of_two_watches_is_repeated_without_a_new_import(
    world: Watching,
) -> None:
    second = replace(order("CONT_AWD_S_7012_-NONE-_-NONE-", parent_source_id=None, end=None), mark="a")
    world.source.state = "02/13/2026"
    await world.full_read_of(marked("a"), second)
    await world.watch(2)
    world.source.unreadable = {ORDER}
    for _ in range(3):
        world.clock.move(hours=2)
        await world.watcher.tick()
    (late,) = await world.watches.list(2)
    assert late.baseline_at == world.clock(), "all but one contract was read three times"
    world.source.unreadable = set()
    world.clock.move(hours=2)
    await world.watcher.tick()
    assert (world.source.readings[-1].full, world.source.readings[-1].state) == (False, None)
    (late,) = await world.watches.list(2)
    assert late.failures == 0


async def test_a_new_watch_of_the_same_query_reads_everything(world: Watching) -> None:
    await world.watch(2)
    await world.watcher.tick()
    assert (True, {}) in [(reading.full, reading.marks) for reading in world.source.readings[-2:]]
    assert [row.kind for row in await world.announced(2)] == ["baseline"]


async def test_a_check_reads_everything(world: Watching) -> None:
    world.source.show(marked("a", BASE, MORE))
    world.clock.move(hours=1)
    (watch,) = await world.watches.list(1)
    await world.watches.check(1, watch.id)
    await world.watcher.tick()
    assert world.source.readings[-1].full
    assert await world.posts() == [("70CDCR26FR0000024", ["money-added"])]


async def test_a_paused_watch_is_not_read_and_announces_changes_when_it_is_resumed(world: Watching) -> None:
    (watch,) = await world.watches.list(1)
    paused = await world.watches.pause(1, watch.id)
    assert paused.paused_at == world.clock()
    world.source.show(marked("a", BASE, MORE))
    assert await world.read_in_full() == 0
    with pytest.raises(UserError, match="refusal-watch-paused"):
        await world.watches.check(1, watch.id)
    resumed = await world.watches.resume(1, watch.id)
    assert (resumed.paused_at, resumed.next_read_at) == (None, world.clock())
    await world.watcher.tick()
    assert await world.posts() == [("70CDCR26FR0000024", ["money-added"])]


async def test_a_source_can_have_a_longer_interval(world: Watching) -> None:
    plain = world.source.search

    async def search(query: dict[str, list[str]], reading: object) -> object:
        async for record in plain(query, reading):  # type: ignore[arg-type]
            yield record
        reading.next_in = timedelta(days=1)  # type: ignore[attr-defined]

    world.source.search = search  # type: ignore[method-assign, assignment]
    await world.read()
    (watch,) = await world.watches.list(1)
    assert watch.next_read_at == world.clock() + timedelta(days=1)


async def test_a_contract_of_two_watches_is_not_read_again_for_the_mark_of_the_other(
    world: Watching,
) -> None:
    """A keyword watch finds it by its newest row, a supplier watch by the award's; the marks differ."""
    await world.watch(1, "keyword", {"suppliers": ["KEYWORD"]})
    plain = world.source.search

    async def search(query: dict[str, list[str]], reading: object) -> object:
        row = "of the keyword" if query["suppliers"] == ["KEYWORD"] else "of the supplier"
        world.source.show(marked(row))
        async for record in plain(query, reading):  # type: ignore[arg-type]
            yield record

    world.source.search = search  # type: ignore[method-assign, assignment]
    await world.watcher.tick()
    await world.read()
    for _ in range(2):
        world.source.readings.clear()
        with world.written() as statements:
            await world.read()
        known = sorted(reading.marks[ORDER] for reading in world.source.readings)
        assert known == ["of the keyword", "of the supplier"]
        assert sorted(statements) == ["INSERT observations"] * 2 + ["UPDATE watches"] * 4


async def test_watches_of_one_query_with_different_marks_read_the_contract_again(world: Watching) -> None:
    await world.watch(2)
    await world.first_read(marked("b"))
    await world.read()
    assert (world.source.readings[-1].marks, world.source.readings[-1].known) == ({}, {ORDER: "b"})
    await world.read()
    assert world.source.readings[-1].marks == {ORDER: "b"}
