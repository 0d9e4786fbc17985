"""Ages of signers' accounts, shown to organisers in shares of fifty people; nothing is stored."""

import asyncio
from datetime import timedelta

import pytest

from bot.demo.world import World
from bot.petitions.signing.eligibility import Signer
from tests.support.database_files import database_files
from tests.support.demand_steps import open_demand, sent_text, texts_of

pytestmark = pytest.mark.behaviour

MEMBER = 500_000_000_000_000_000


@pytest.mark.full
async def test_an_organiser_sees_shares_once_fifty_have_signed(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    opened, now = world.clock().date(), world.clock()
    signing = []
    for number in range(60):
        made, joined = (timedelta(days=3), timedelta(days=1)) if number < 20 else (timedelta(days=400),) * 2
        signer = Signer(
            member_id=MEMBER + number,
            role_ids=frozenset({world.members.id}),
            account_created_at=now - made,
            joined_at=now - joined,
        )
        signing.append(
            world.app.signing.sign(
                demand.id, server_id=demand.server_id, version=demand.version, signer=signer
            )
        )
    await asyncio.gather(*signing)
    since = world.app.signing.arrivals.since
    before = sent_text(
        await world.slash(world.organiser, "organise invalidate figures", demand=str(demand.id))
    )
    assert t("arrivals-none", people=50, since=since) in before
    world.clock.move(days=1)
    await world.app.publications.tick()
    shown = sent_text(
        await world.slash(world.organiser, "organise invalidate figures", demand=str(demand.id))
    )
    assert t("arrivals-counted", first=opened, last=world.clock().date()) in shown
    accounts, _, servers = shown.partition(t("arrivals-joined"))
    assert t("arrivals-accounts") in accounts
    for part in (accounts, servers):
        assert [line for line in part.splitlines() if line.startswith("- ")] == [
            t("arrivals-class-week", tenths=3),
            t("arrivals-class-three-years", tenths=7),
        ]
    assert t("arrivals-how", people=50, fewest=20, since=since) in shown
    if not world.app.database.is_sqlite:
        return  # PostgreSQL's files change by themselves
    files = await database_files(world.app.database)
    await world.slash(world.organiser, "organise invalidate figures", demand=str(demand.id))
    assert await database_files(world.app.database) == files
