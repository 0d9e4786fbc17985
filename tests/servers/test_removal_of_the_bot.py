"""Removal of the bot from a server in a simulated Discord, and its return."""

import pytest
from sqlalchemy import update

from bot.demo.world import World
from bot.servers.removal import KEPT
from bot.storage.models import Demand
from tests.support.demand_steps import open_demand, sign

pytestmark = pytest.mark.behaviour


async def remove_bot(world: World) -> None:
    world.env.backend.remove_guild(world.server_id)
    await world.env.settle()


async def days_pass(world: World, days: int) -> int:
    """Run the bot on each of these days; return the number of deleted servers."""
    forgotten = await world.app.removals.tick()
    for _ in range(days):
        world.clock.move(days=1)
        forgotten += await world.app.removals.tick()
    return forgotten


async def test_a_server_that_removes_the_bot_gets_nothing_and_is_deleted(
    world: World,
) -> None:
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    await world.app.demands.announce(world.server_id, demand.id, request="1")
    await world.tick()
    await world.app.demands.announce(world.server_id, demand.id, request="2")
    async with world.app.database.write() as session:
        await session.execute(update(Demand).values(stamp=Demand.stamp + 1))  # the posted card is out of date
    await remove_bot(world)
    posts = len(world.env.http_requests)
    assert await days_pass(world, KEPT.days - 1) == 0
    await world.tick()
    assert len(world.env.http_requests) == posts, "nothing is posted where the bot is not"
    assert [server.id for server in await world.app.servers.all()] == [world.server_id]
    world.clock.move(days=1)
    assert await world.app.removals.tick() == 1
    assert await world.app.servers.all() == []
    assert not list(world.settings.key_dir.glob("demand-*"))


async def test_an_outage_of_discord_is_no_removal(world: World) -> None:
    await open_demand(world)
    world.env.backend.emit("GUILD_DELETE", {"id": str(world.server_id), "unavailable": True})
    await world.env.settle()
    assert await days_pass(world, KEPT.days) == 0


@pytest.mark.both_engines
async def test_a_removal_while_the_bot_was_not_running_is_noticed_at_its_start(world: World) -> None:
    await open_demand(world)
    note = world.bot.on_guild_remove

    async def deaf(*_: object) -> None:
        """Ignore the event, as if the bot were not running."""

    world.bot.on_guild_remove = deaf  # type: ignore[method-assign]
    await remove_bot(world)
    world.bot.on_guild_remove = note  # type: ignore[method-assign]
    assert await days_pass(world, KEPT.days) == 0
    await world.restart_bot()
    assert await days_pass(world, KEPT.days) == 1
