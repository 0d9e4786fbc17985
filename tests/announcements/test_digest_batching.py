"""Digest batching: the changes of a read are posted when it ends, one by one, as one digest if many, or in
the channel's next digest."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.announcements.channel_digest import ChannelDigests
from bot.announcements.digest_batching import MAX_DAILY_POSTS
from bot.announcements.outbox import Outbox
from bot.contracts.model import Kind, Record
from bot.storage import Database
from bot.storage.models import Announcement
from tests.conftest import MovableClock
from tests.support.contracts import action, order
from tests.support.watching import Watching

pytestmark = pytest.mark.storage


def contracts(count: int, *more: str) -> list[Record]:
    return [
        order(
            f"CONT_AWD_N{n:04}_7012_X_7012",
            action("0", "100.00", action_id=f"TX_{n}"),
            *(action(number, "7.00", action_id=f"TX_{n}_{number}") for number in more),
            parent_source_id=None,
            number=f"N{n:04}",
            end=None,
        )
        for n in range(count)
    ]


@pytest.fixture
async def world(database: Database, clock: MovableClock) -> Watching:
    world = Watching(database, clock)
    await world.watch()
    world.source.show(*contracts(30))
    await world.watcher.tick()
    return world


async def waiting(world: Watching) -> list[Announcement]:
    return [row for row in await world.announced() if row.kind != "baseline"]


def moment(day: int, hour: int) -> datetime:
    return datetime(2026, 2, day, hour, tzinfo=UTC)


async def read(world: Watching, at: datetime, more: Mapping[int, str], corrected: int | None = None) -> None:
    """Read the contracts, some with one more modification than before, and one with another amount."""
    world.clock.now = at
    shown = contracts(30)
    for n, numbers in more.items():
        shown[n] = contracts(n + 1, *numbers.split())[n]
    if corrected is not None:
        number = f"N{corrected:04}"
        shown[corrected] = order(
            f"CONT_AWD_{number}_7012_X_7012",
            action("0", "90.00", action_id=f"TX_{corrected}"),
            parent_source_id=None,
            number=number,
            end=None,
        )
    world.source.show(*shown)
    await world.watcher.tick()


async def test_a_channel_that_had_its_posts_of_the_day_gets_the_rest_in_the_morning_but_for_corrections(
    world: Watching,
) -> None:
    digests = ChannelDigests(world.database, world.clock)
    await read(world, moment(14, 1), {0: "P1", 1: "P1"})
    assert [row.kind for row in await waiting(world)] == ["contract"] * 2
    await read(world, moment(14, 8), {0: "P1 P2", 1: "P1 P2"})
    assert [row.kind for row in await waiting(world)] == ["contract", "contract", "changes"]
    await read(world, moment(14, 15), {0: "P1 P2", 1: "P1 P2", 2: "P1", 3: "P1"}, corrected=9)
    *_, third, fourth, correction = await waiting(world)
    assert sorted([third.for_digest, fourth.for_digest, correction.for_digest]) == [False, True, True]
    assert await digests.tick() == 0
    world.clock.now = moment(15, 9)
    assert await digests.tick() == 1
    digest = (await waiting(world))[-1]
    page = await world.contracts.digest_of_changes(digest.id, server_id=1, limit=9)
    assert (digest.kind, page.total) == ("digest", 2)
    await read(world, moment(15, 12), {0: "P1 P2 P3", 1: "P1 P2", 2: "P1", 3: "P1"}, corrected=9)
    assert [row.for_digest for row in await waiting(world)][-1] is False, "another day"


@pytest.mark.parametrize("extended", [False, True])
async def test_a_reminder_waits_for_the_weekly_digest_in_which_it_is_still_true(
    database: Database, clock: MovableClock, extended: bool
) -> None:
    world, digests = Watching(database, clock), ChannelDigests(database, clock)
    clock.now = moment(9, 12)  # a Monday
    await world.watch()
    ends = order(end=date(2026, 3, 12))
    await world.first_read(ends)
    clock.now = moment(11, 1)
    await world.watcher.tick()
    (reminder,) = await waiting(world)
    assert reminder.for_digest
    held = await Outbox(database, clock).backlog(1)
    assert (held.gathered, held.urgent) == (1, False)
    clock.now = moment(13, 12)
    if extended:
        world.source.show(order(end=date(2026, 3, 21)))
    await world.watcher.tick()
    clock.now = moment(16, 7)
    assert await digests.tick() == 0
    clock.now = moment(16, 8)
    assert await digests.tick() == (0 if extended else 1)
    posts = [row.id for row in await waiting(world) if not row.for_digest]
    assert (reminder.id in posts) is not extended


async def test_notices_beyond_three_a_day_wait_for_the_weekly_digest(world: Watching) -> None:
    notices = [
        replace(record, kind=Kind.NOTICE, source_id=f"notice-{n}", actions=(), obligated=None)
        for n, record in enumerate(contracts(5))
    ]
    world.source.show(*contracts(30), *notices)
    await world.read()
    assert [row.for_digest for row in await waiting(world)] == [False, False, False, True, True]


async def test_three_contracts_are_three_posts(world: Watching) -> None:
    world.source.show(*contracts(MAX_DAILY_POSTS, "P00001"), *contracts(30)[MAX_DAILY_POSTS:])
    await world.read()
    rows = await waiting(world)
    assert [row.kind for row in rows] == ["contract"] * MAX_DAILY_POSTS
    assert not any(row.gathering for row in rows)


async def test_more_contracts_are_one_digest_with_all_of_them(world: Watching) -> None:
    world.source.show(*contracts(11, "P00001", "P00002"), *contracts(30)[11:])
    await world.read()
    (digest,) = await waiting(world)
    assert (digest.kind, digest.subject, digest.gathering) == ("changes", "server:1", False)
    page = await world.contracts.digest_of_changes(digest.id, server_id=1, limit=50)
    assert page.total == 11
    assert {news.contract.number for news in page.items} == {f"N{n:04}" for n in range(11)}
    assert all(len(news.changes) == 2 for news in page.items)
    await world.read()
    assert len(await waiting(world)) == 1, "once"


async def test_each_server_gets_its_own_digest_or_posts(world: Watching) -> None:
    await world.watch(2, query={"suppliers": ["FEW"]})
    plain = world.source.search

    async def search(query: dict[str, list[str]], reading: object) -> object:
        async for record in plain(query, reading):  # type: ignore[arg-type]
            if query["suppliers"] != ["FEW"] or record.number < "N0003":
                yield record

    world.source.search = search  # type: ignore[method-assign, assignment]
    await world.read_in_full()
    world.source.show(*contracts(20, "P00001"), *contracts(30)[20:])
    await world.read()
    kinds = [row.kind for row in await world.announced(2)]
    assert kinds == ["baseline", "contract", "contract", "contract"]
    assert [row.kind for row in await world.announced(1)] == ["baseline", "changes"]


async def test_nothing_is_posted_during_a_read_and_a_broken_read_is_released_by_the_next(
    world: Watching,
) -> None:
    plain, seen = world.source.search, []

    class PowerCut(BaseException):
        pass

    async def search(query: dict[str, list[str]], reading: object) -> object:
        async for record in plain(query, reading):  # type: ignore[arg-type]
            yield record
            seen.append([row.gathering for row in await waiting(world)])
            if len(seen) == 3:
                raise PowerCut

    world.source.search = search  # type: ignore[method-assign, assignment]
    world.source.show(*contracts(3, "P00001"), *contracts(30)[3:])
    with pytest.raises(PowerCut):
        await world.read()
    assert seen == [[True], [True, True], [True, True, True]]
    world.source.search = plain  # type: ignore[method-assign]
    await world.read()
    rows = await waiting(world)
    assert [(row.kind, row.gathering) for row in rows] == [("contract", False)] * 3


async def test_announcements_of_a_read_that_never_ends_go_with_the_watch(world: Watching) -> None:
    class PowerCut(BaseException):
        pass

    world.source.show(*contracts(2, "P00001"), *contracts(30)[2:])
    world.source.fault, world.source.breaks_after = PowerCut(), 5
    with pytest.raises(PowerCut):
        await world.read()
    assert [row.gathering for row in await waiting(world)] == [True, True]
    (watch,) = await world.watches.list(1)
    await world.watches.pause(1, watch.id)
    assert [row.gathering for row in await waiting(world)] == [False, False]
