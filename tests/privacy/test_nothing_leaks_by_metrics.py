"""Health and metrics after every step of a day are the same with and without one signature."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from prometheus_client.parser import text_string_to_metric_families

from bot.board.state import BoardFault
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.demo.world import World
from bot.runtime.health.server import Health, exposition
from bot.storage.notes import note_backup
from tests.support.demand_steps import open_demand, sign

pytestmark = pytest.mark.behaviour

PAGES = ("/live", "/ready", "/health", "/metrics")


@asynccontextmanager
async def observed(health: Health) -> AsyncIterator[Any]:
    """Serve health and metrics as the real server does; yield a function that gets every page, right after
    a look.
    """
    runner = web.AppRunner(health.application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]

    async def scrape() -> list[Any]:
        await health.look()
        found = []
        async with aiohttp.ClientSession() as session:
            for page in PAGES:
                async with session.get(f"http://{host}:{port}{page}") as answer:
                    headers = {name: value for name, value in answer.headers.items() if name != "Date"}
                    found.append((page, answer.status, headers, await answer.text()))
        return found

    try:
        yield scrape
    finally:
        await runner.cleanup()


async def watched(url: str, *, signs: bool) -> list[Any]:
    """Return the pages of a day on which one more member signs, withdraws, and signs while the disk is
    full; or does not.
    """
    async with World(usaspending_url=url) as world:
        health = Health(world.app, world.bot)
        seen: list[Any] = []
        async with observed(health) as scrape:
            seen.append(await scrape())
            demand = await open_demand(world)
            for member in (world.alice, world.bob):
                await sign(world, member, demand)
            signer = world.join("zephyrine", world.members)
            for step in range(5):
                if signs and step == 1:
                    await sign(world, signer, demand)
                if signs and step == 2:
                    await world.slash(signer, "demands withdraw", demand=str(demand.id))
                world.app.database.outage.code = "full" if signs and step == 3 else None
                seen.append(await scrape())
                world.app.database.outage.code = None
                world.clock.move(seconds=1)
                await world.tick()
                await world.app.invariants.tick()
                seen.append(await scrape())
    return seen


@pytest.mark.full
async def test_every_page_is_the_same_with_and_without_one_more_signature(
    usaspending: UsaspendingStandIn,
) -> None:
    signed, not_signed = [await watched(usaspending.url, signs=signs) for signs in (True, False)]
    assert len(signed) > 10
    for one, other in zip(signed, not_signed, strict=True):
        assert one == other
    assert len({str(pages) for pages in signed}) > 5, "the pages do tell what else happens"


async def test_a_storage_fault_is_reported_once_it_lasts(world: World) -> None:
    health = Health(world.app, world.bot)
    world.app.database.outage.code = "full"
    assert (await health.look()).trouble is None
    assert (await health.look()).trouble == "full"
    world.app.database.outage.code = None
    assert (await health.look()).trouble is None


async def test_metrics_are_gauges_and_documented(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.test_docs import described_metrics

    health = Health(world.app, world.bot)
    monkeypatch.setattr(world.bot, "failing", lambda: {"delivery": 2})
    fault = BoardFault("cgt", world.clock(), "no room")
    monkeypatch.setattr(world.bot, "board_faults", lambda: [fault])
    async with world.app.database.write() as session:
        await note_backup(session, "database", world.clock())
    await world.app.watches.add(
        world.server_id, name="One", source="usaspending", query={"suppliers": ["ACME"]}
    )
    await world.app.invariants.tick()
    families = list(text_string_to_metric_families(exposition(await health.look()).decode()))
    assert {family.name for family in families} == described_metrics()
    assert {family.type for family in families} == {"gauge"}
    labels = {name for family in families for sample in family.samples for name in sample.labels}
    assert labels == {"version", "source", "job", "of", "part"}
