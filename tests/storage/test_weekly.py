""" "Still watching": once a week, where it is wanted."""

from typing import Any

import pytest
from sqlalchemy import select, update

from bot.announcements.weekly import EVERY, Weekly
from bot.servers import Servers
from bot.storage import Database
from bot.storage.tables import Announcement, Server
from bot.texts import Texts
from tests.conftest import MovableClock

CHANNEL = 70


class World:
    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.database = database
        self.clock = clock
        self.weekly = Weekly(database, clock)
        self.servers = Servers(database, clock, Texts.load())

    async def server(self, server_id: int, **settings: Any) -> None:
        chosen = {"channel_id": server_id * 10, "weekly": True, **settings}
        await self.servers.update(server_id, **chosen)

    async def lines(self) -> list[tuple[int, int, str]]:
        """Server, channel and occasion of each line."""
        async with self.database.read() as session:
            rows = (await session.execute(select(Announcement).order_by(Announcement.id))).scalars().all()
        for row in rows:
            assert (row.kind, row.subject) == ("weekly", f"server:{row.server_id}")
            assert (row.state, row.gathering, row.next_attempt_at) == ("pending", False, row.created_at)
        return [(row.server_id, row.channel_id, row.occasion) for row in rows]


@pytest.fixture
def world(database: Database, clock: MovableClock) -> World:
    return World(database, clock)


async def test_it_is_said_at_once_and_then_each_week(world: World) -> None:
    await world.server(7)
    assert await world.weekly.tick() == 1
    assert await world.lines() == [(7, CHANNEL, "weekly:2026-02-13")]
    world.clock.move(days=6, hours=23)
    assert await world.weekly.tick() == 0
    world.clock.move(hours=1)
    assert await world.weekly.tick() == 1
    assert await world.weekly.tick() == 0
    assert [occasion for *_, occasion in await world.lines()] == ["weekly:2026-02-13", "weekly:2026-02-20"]


async def test_after_weeks_without_the_machine_it_is_said_once(world: World) -> None:
    await world.server(7)
    await world.weekly.tick()
    world.clock.move(days=40)
    assert await world.weekly.tick() == 1
    assert await world.weekly.tick() == 0
    world.clock.move(days=6)
    assert await world.weekly.tick() == 0


async def test_where_it_is_not_wanted_or_there_is_no_channel_nothing_is_said(world: World) -> None:
    await world.server(7, weekly=False)
    await world.server(8, channel_id=None)
    assert await world.weekly.tick() == 0
    assert await world.lines() == []
    await world.servers.update(8, channel_id=80)
    assert await world.weekly.tick() == 1, "no week of waiting, since nothing was said"
    assert await world.lines() == [(8, 80, "weekly:2026-02-13")]


async def test_each_server_has_its_own_week(world: World) -> None:
    await world.server(7)
    await world.weekly.tick()
    world.clock.move(days=3)
    await world.server(8)
    assert await world.weekly.tick() == 1
    world.clock.move(days=4)
    assert await world.weekly.tick() == 1
    assert [server_id for server_id, *_ in await world.lines()] == [7, 8, 7]


async def test_switching_it_off_and_on_again_says_nothing_early(world: World) -> None:
    await world.server(7)
    await world.weekly.tick()
    await world.servers.update(7, weekly=False)
    world.clock.move(days=1)
    await world.servers.update(7, weekly=True)
    assert await world.weekly.tick() == 0
    await world.servers.update(7, weekly=False)
    world.clock.move(days=30)
    assert await world.weekly.tick() == 0
    await world.servers.update(7, weekly=True)
    assert await world.weekly.tick() == 1


async def test_a_clock_that_was_ahead_does_not_silence_it_for_years(world: World) -> None:
    await world.server(7)
    async with world.database.write() as session:
        await session.execute(update(Server).values(weekly_at=world.clock() + 100 * EVERY))
    assert await world.weekly.tick() == 1
    assert await world.weekly.tick() == 0


async def test_a_new_channel_takes_the_line_that_waits_and_organisers_do_not_get_it(world: World) -> None:
    await world.server(7)
    await world.weekly.tick()
    await world.servers.update(7, organiser_channel_id=90)
    assert [channel for _, channel, _ in await world.lines()] == [CHANNEL]
    await world.servers.update(7, channel_id=71)
    assert [channel for _, channel, _ in await world.lines()] == [71]


async def test_while_nothing_is_due_nothing_is_written(world: World) -> None:
    await world.server(7)
    await world.weekly.tick()
    write, begun = world.database.write, []

    def counted() -> Any:
        begun.append("write")
        return write()

    world.database.write = counted  # type: ignore[method-assign]
    assert await world.weekly.tick() == 0
    assert begun == []
