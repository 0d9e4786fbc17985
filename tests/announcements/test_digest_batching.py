"""Digest batching: the changes of a read are posted when it ends, one by one, or as one digest if many."""

import pytest

from bot.announcements.digest_batching import MAX_SINGLE_POSTS
from bot.contracts.model import Record
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


async def test_ten_contracts_are_ten_posts(world: Watching) -> None:
    world.source.show(*contracts(MAX_SINGLE_POSTS, "P00001"), *contracts(30)[MAX_SINGLE_POSTS:])
    await world.read()
    rows = await waiting(world)
    assert [row.kind for row in rows] == ["contract"] * MAX_SINGLE_POSTS
    assert not any(row.gathering for row in rows)


async def test_eleven_contracts_are_one_digest_with_all_of_them(world: Watching) -> None:
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
