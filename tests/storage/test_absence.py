"""Contracts that a search or a source no longer has: nothing is concluded too early, nothing is lost."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.contracts.model import ChangeKind
from bot.contracts.sources import Fault, SourceError
from bot.storage import Database
from bot.storage.tables import Contract
from tests.conftest import MovableClock
from tests.contracts import action, incomplete, order
from tests.watching import Watching

OTHER = "CONT_AWD_70CDCR24FR0000006_7012_47QTCA18D00A2_4732"
NUMBER = "70CDCR24FR0000006"
BASE = action("0", "4816782.50", "2025-12-18", None)


@pytest.fixture
async def world(database: Database, clock: MovableClock) -> Watching:
    """A watch that has two contracts in its baseline."""
    world = Watching(database, clock)
    await world.watch()
    world.source.show(order(end=None), other())
    await world.watcher.tick()
    return world


def other(*actions: object, **more: object) -> object:
    return order(OTHER, *actions, parent_source_id=None, parent_number=None, end=None, **more)


async def stored(world: Watching) -> Contract:
    async with world.database.read() as session:
        return (await session.execute(select(Contract).where(Contract.source_id == OTHER))).scalar_one()


async def test_an_id_that_is_unknown_for_seven_days_of_complete_reads_is_withdrawn_once(
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


async def test_reads_between_count_each_day_once(world: Watching) -> None:
    world.source.show(order(end=None))
    for _ in range(4 * 6):
        await world.read()
    row = await stored(world)
    assert row.missing_days == 7, "six days and a half, at four reads a day"
    assert await world.told() == []


async def test_a_week_without_the_machine_withdraws_nothing(world: Watching) -> None:
    world.source.show(order(end=None))
    await world.read_in_full()
    world.clock.move(days=30)
    await world.watcher.tick()
    assert await world.told() == []
    assert (await stored(world)).missing_days == 2


async def test_days_on_which_the_read_was_not_complete_do_not_count(world: Watching) -> None:
    world.source.show(order(end=None))
    await world.read_in_full()
    world.source.fault = incomplete(SourceError(Fault.BAD_ANSWER, "half"))
    for _ in range(20):
        await world.read_in_full()
    assert (await stored(world)).missing_days == 1
    world.source.fault = None
    await world.read_in_full()
    assert [row.kind for row in await world.announced()] == ["baseline", "failing", "working"]


async def test_what_returns_within_the_week_was_never_told_to_be_away(world: Watching) -> None:
    world.source.show(order(end=None))
    for _ in range(5):
        await world.read_in_full()
    world.source.show(order(end=None), other())
    await world.read_in_full()
    row = await stored(world)
    assert (row.missing_since, row.missing_days, row.missing_on) == (None, 0, None)
    assert await world.told() == []


async def test_what_returns_after_it_was_withdrawn_is_told_with_what_changed_meanwhile(
    world: Watching,
) -> None:
    """Of six rows that vanished in the real data, four came back, one of them with another amount."""
    world.source.show(order(end=None))
    for _ in range(9):
        await world.read_in_full()
    world.source.show(order(end=None), other(BASE, action("P00014", "2473044.60")))
    await world.read_in_full()
    assert (await world.told())[1:] == [(NUMBER, ["returned", "money-added"])]
    assert (await stored(world)).withdrawn_at is None
    await world.read_in_full()
    assert len(await world.told()) == 2


async def test_a_contract_that_a_search_lacks_for_a_day_no_longer_matches_and_stays_watched(
    world: Watching,
) -> None:
    world.source.show(order(end=None), unmatched=(other(),))
    await world.read()
    await world.read()
    assert await world.told() == [], "rows vanish inside ties and come back"
    await world.read_in_full()
    assert await world.told() == [(NUMBER, ["no-longer-matches"])]
    await world.read_in_full()
    assert len(await world.told()) == 1
    world.source.show(order(end=None), unmatched=(other(BASE, action("P00014", "7.00")),))
    await world.read_in_full()
    assert sorted(await world.told()) == sorted([(NUMBER, ["no-longer-matches"]), (NUMBER, ["money-added"])])


async def test_a_contract_that_matches_again_is_silent_and_may_leave_again(world: Watching) -> None:
    for _ in range(2):
        world.source.show(order(end=None), unmatched=(other(),))
        await world.read()
        world.source.show(order(end=None), other())
        await world.read()
    assert await world.told() == []
    world.source.show(order(end=None), unmatched=(other(),))
    await world.read_in_full()
    await world.read_in_full()
    assert await world.told() == [(NUMBER, ["no-longer-matches"])]


async def test_it_is_not_told_where_another_watch_of_the_server_still_finds_it(world: Watching) -> None:
    await world.watch(1, "both", {"suppliers": ["SECOND"]})
    await world.read()
    shows = world.source.search

    async def search(query: dict[str, list[str]], reading: object) -> object:
        async for record in shows(query, reading):  # type: ignore[arg-type]
            if query["suppliers"] == ["SECOND"] or record.source_id != OTHER:
                yield record

    world.source.search = search  # type: ignore[method-assign, assignment]
    for _ in range(3):
        await world.read_in_full()
    kinds = [kind for _, kinds in await world.told() for kind in kinds]
    assert ChangeKind.NO_LONGER_MATCHES.value not in kinds
