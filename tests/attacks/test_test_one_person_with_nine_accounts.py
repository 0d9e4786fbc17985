"""Attack: an organiser with nine accounts wants to know from the account age figures whether one person
signed.

Discord shows everybody the age of that person's account, and that no other member's is as new.
"""

import asyncio
from datetime import timedelta

import pytest

from bot.demo.world import World
from bot.petitions.demands.service import DemandView
from bot.petitions.signing.eligibility import Signer
from tests.support.demand_steps import open_demand, sent_text, texts_of

pytestmark = pytest.mark.behaviour

MEMBER, ALT, TARGET = 500_000_000_000_000_000, 600_000_000_000_000_000, 700_000_000_000_000_000
NEW = timedelta(days=5)


async def sign(world: World, demand: DemandView, members: range, *ages: timedelta) -> None:
    """Sign at the same time with accounts of these ages, in turn."""
    now = world.clock()
    signers = [
        Signer(
            member_id=member,
            role_ids=frozenset({world.members.id}),
            account_created_at=now - ages[number % len(ages)],
            joined_at=now - ages[number % len(ages)],
        )
        for number, member in enumerate(members)
    ]
    of_demand = {"server_id": demand.server_id, "version": demand.version}
    await asyncio.gather(*(world.app.signing.sign(demand.id, signer=one, **of_demand) for one in signers))


async def attack(world: World, demand: DemandView, alts: int, *, target: bool) -> None:
    await sign(world, demand, range(ALT, ALT + alts), NEW)
    await sign(world, demand, range(TARGET, TARGET + target), NEW)


async def publish(world: World) -> None:
    world.clock.move(days=1, minutes=1)
    await world.app.publications.tick()


async def figures(world: World, demand: DemandView) -> str:
    return sent_text(await world.slash(world.organiser, "organise invalidate figures", demand=str(demand.id)))


async def members_sign(world: World, demand: DemandView) -> None:
    await sign(world, demand, range(MEMBER, MEMBER + 60), timedelta(days=400), timedelta(days=1500))


async def test_the_figures_are_the_same_whether_or_not_the_target_signed(world: World) -> None:
    pairs = [(alts, [await open_demand(world), await open_demand(world)]) for alts in (2, 3, 7, 9)]
    for alts, demands in pairs:
        for target, demand in enumerate(demands):
            await members_sign(world, demand)
            await attack(world, demand, alts, target=bool(target))
    await publish(world)
    for alts, demands in pairs:
        without, signed = [await figures(world, demand) for demand in demands]
        assert texts_of(world, "en")("arrivals-accounts") in signed
        assert without == signed, f"with {alts} accounts"


async def test_two_looks_at_the_figures_do_not_reveal_it(world: World) -> None:
    """One look before the nine accounts and the target sign, and one after the next publication."""
    demands = [await open_demand(world), await open_demand(world)]
    for demand in demands:
        await members_sign(world, demand)
    await publish(world)
    first = [await figures(world, demand) for demand in demands]
    for target, demand in enumerate(demands):
        await attack(world, demand, 9, target=bool(target))
    world.clock.move(days=6)
    await publish(world)
    second = [await figures(world, demand) for demand in demands]
    counts = [(await world.app.demands.get(world.server_id, demand.id)).publication for demand in demands]
    assert [count.count for count in counts if count] == [69, 70]
    assert second[0] == second[1]
    assert second == first


async def test_figures_are_made_at_publication_and_not_on_request(world: World) -> None:
    demand = await open_demand(world)
    nothing = await figures(world, demand)
    await members_sign(world, demand)
    world.clock.move(days=1, minutes=1)
    assert await figures(world, demand) == nothing
    await world.app.publications.tick()
    shown = await figures(world, demand)
    assert shown != nothing
    await attack(world, demand, 9, target=True)
    assert await figures(world, demand) == shown
