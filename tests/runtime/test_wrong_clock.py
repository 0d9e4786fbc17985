"""A machine whose clock jumps by weeks while the bot runs: Discord's ``Date`` header is right, and nothing is
decided, destroyed, published or dated by the other."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import App, open_app
from bot.common.clock import utc_now
from bot.petitions.demands.service import DemandView
from bot.runtime.client import TocsinBot
from bot.settings import PublicationRule, Settings, Timing
from bot.storage.models import Publication, Server, Signature
from tests.support.loopback import LoopbackDiscord
from tests.support.petition_desk import PRIVACY, TEXTS, signer_with

pytestmark = pytest.mark.wire

DAY = timedelta(days=1)
AT_ONCE = PublicationRule(changes=1, every=timedelta(), latest=timedelta(), fewest=1)
OTHER = 4242


@dataclass
class Machine:
    """A bot that is connected to a loopback Discord, on a machine whose clock is wrong by ``off``."""

    app: App
    off: timedelta = timedelta()

    def clock(self) -> datetime:
        return utc_now() + self.off


@pytest.fixture
async def machine(loopback: LoopbackDiscord, tmp_path: Path) -> AsyncIterator[Machine]:
    made: list[Machine] = []

    def clock() -> datetime:
        return made[0].clock() if made else utc_now()

    never = {name: 1e6 for name in Timing.__dataclass_fields__ if name.endswith("_every")}
    settings = Settings(
        token=loopback.token,
        database_url=f"sqlite:///{tmp_path / 'tocsin.db'}",
        key_dir=tmp_path / "keys",
        publication=AT_ONCE,
    )
    async with open_app(settings, clock=clock, timing=Timing(**never)) as app:
        made.append(Machine(app))
        bot = TocsinBot(app)
        running = asyncio.create_task(bot.start(loopback.token))
        await loopback.ready()
        await bot.wait_until_ready()
        yield made[0]
        await bot.close()
        await running


async def open_demand(app: App, server_id: int) -> DemandView:
    await app.servers.update(server_id, privacy=PRIVACY)
    draft = await app.demands.create(server_id, TEXTS, closes_at=utc_now() + 20 * DAY)
    return await app.demands.open(server_id, draft.id)


async def sign(app: App, demand: DemandView, member_id: int) -> None:
    signer = signer_with(member_id, frozenset(), utc_now())
    await app.signing.admit(demand.id, server_id=demand.server_id, signer=signer)
    await app.signing.sign(demand.id, server_id=demand.server_id, version=demand.version, signer=signer)


async def days_signed(app: App, demand: DemandView) -> set[object]:
    sealer = await app.keys.sealer(demand.id)
    assert sealer is not None
    async with app.database.read() as session:
        rows = await session.execute(select(Signature.reference, Signature.sealed))
        contents = [sealer.open(row.reference, row.sealed) for row in rows]
    return {None if content is None else content.signed_on for content in contents}


async def publications(app: App) -> list[Publication]:
    async with app.database.read() as session:
        return list(await session.scalars(select(Publication)))


@pytest.mark.full
@pytest.mark.parametrize("days", [40, -40])
async def test_a_demand_is_signed_as_long_as_it_is_open_and_its_ledger_waits_for_the_right_clock(
    machine: Machine, days: int
) -> None:
    app = machine.app
    demand = await open_demand(app, OTHER)
    machine.off = days * DAY
    for member_id in range(1, 5):
        await sign(app, demand, member_id)
    assert await app.publications.tick() == 0
    assert (await app.demands.get(OTHER, demand.id)).state == "open"
    assert await days_signed(app, demand) <= {(utc_now() - DAY).date(), utc_now().date()}
    machine.off = timedelta()
    assert await app.publications.tick() == 1
    [published] = await publications(app)
    assert published.count == 4
    assert abs(published.published_at - utc_now()) < timedelta(minutes=5)


async def test_nothing_is_destroyed_before_its_day_by_a_clock_that_is_ahead(machine: Machine) -> None:
    app = machine.app
    demand = await open_demand(app, OTHER)
    await app.demands.close(OTHER, demand.id)
    async with app.database.write() as session:
        server = await session.get_one(Server, OTHER)
        server.removed_at, server.removed_day = utc_now() - 10 * DAY, -100
    machine.off = 3000 * DAY
    assert await app.retention.tick() == 0
    assert await app.removals.tick() == 0
    assert await app.demands.get(OTHER, demand.id)
    machine.off = timedelta()
    assert await app.removals.tick() == 0
