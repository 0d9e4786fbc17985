"""Attack: a stranger says "I lost my code, my number is M1", links their own account, and asks for its
data.
"""

import inspect
import json
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta

import pytest
import simcord

from bot.demo.world import World
from bot.petitions.demands.service import DemandView
from bot.settings import PublicationRule
from tests.cogs.test_join import (
    NUMBERS,
    ask_for_roster,
    join,
    roster,
)
from tests.support.demand_steps import (
    exactly,
    open_demand,
    published,
    sent_text,
    sign,
    texts_of,
)

pytestmark = [pytest.mark.behaviour, pytest.mark.full]

SOON = PublicationRule(changes=2, every=timedelta(0), latest=timedelta(0), fewest=1)


@pytest.fixture
async def world(language: str) -> AsyncIterator[World]:
    async with World(language=language, publication=SOON) as world:
        yield world


async def replacement_code(world: World, number: str) -> str:
    """Return the code that the union gives to anybody who reports a lost one; earlier versions required no
    reason.
    """
    ask = world.app.roster.new_code
    reason = {"reason": "lost"} if "reason" in inspect.signature(ask).parameters else {}
    return await ask(world.server_id, number, **reason)


async def take_over(world: World, name: str, number: str) -> simcord.MemberActor:
    """Link a stranger's account with somebody's membership, a day after the code was requested."""
    stranger = world.join(name, world.members)
    code = await replacement_code(world, number)
    world.clock.move(days=1)
    await join(world, stranger, code)
    return stranger


async def collected(world: World, *people: simcord.MemberActor) -> list[Mapping[str, bytes]]:
    """Return the files of these accounts, requested now and collected a day later."""
    for person in people:
        await world.slash(person, "privacy export")
    world.clock.move(days=1, hours=1)
    return [(await world.slash(person, "privacy export")).files for person in people]


async def a_signed_demand(world: World) -> DemandView:
    """Open a demand that alice (1000) signed and was counted for; bob (1001) is linked and did not sign."""
    codes = await roster(world)
    await ask_for_roster(world)
    demand = await open_demand(world)
    people = [world.alice, world.bob, *(world.join(f"member-{number}") for number in range(4))]
    for person, number in zip(people, NUMBERS, strict=False):
        await join(world, person, codes[number])
        if person != world.bob:
            await sign(world, person, demand)
    assert await published(world, demand) == 5
    return demand


@pytest.mark.rest_in_full
async def test_the_strangers_copy_is_the_same_whether_or_not_the_member_signed(world: World) -> None:
    demand = await a_signed_demand(world)
    strangers = [await take_over(world, f"stranger of {number}", number) for number in NUMBERS[:2]]
    of_alice, of_bob = await collected(world, *strangers)
    assert of_alice == of_bob
    for stranger in strangers:
        await sign(
            world, stranger, demand
        )  # if it was valid already, the day and state of their copy would reveal it
    of_alice, of_bob = await collected(world, *strangers)
    assert of_alice == of_bob


@pytest.mark.rest_in_full
async def test_the_copy_of_a_member_with_a_replacement_code_has_their_own_signatures(world: World) -> None:
    codes = await roster(world)
    await join(world, world.bob, codes[NUMBERS[0]])
    demand = await open_demand(world)  # which does not ask for the roster
    member = await take_over(world, "new account of the member", NUMBERS[0])
    await sign(world, member, demand)
    (files,) = await collected(world, member)
    assert len(json.loads(files["my-data.json"])["signatures"]) == 1


@pytest.mark.rest_in_full
async def test_the_member_can_still_withdraw_and_erase_their_signature(world: World) -> None:
    demand = await a_signed_demand(world)
    fourth = world.join("fourth")
    codes = await roster(world, [*NUMBERS, "2000"])
    await join(world, fourth, codes["2000"])
    await sign(world, fourth, demand)
    await take_over(world, "stranger of alice", "1000")
    await take_over(world, "stranger of the fourth", "2000")
    await world.slash(world.alice, "demands withdraw", demand=str(demand.id))
    erasing = await world.slash(fourth, "privacy erase")
    await world.press(fourth, erasing.shown[0], "privacy-erase")
    await sign(world, world.bob, demand)
    world.clock.move(hours=1)
    assert await published(world, demand) == 5, "five, less alice, and bob; the fourth is gone unpublished"


async def test_the_member_is_warned_for_a_day_and_notified_once(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await a_signed_demand(world)
    stranger = world.join("stranger", world.members)
    code = await replacement_code(world, "1000")
    early = await join(world, stranger, code)
    assert sent_text(early) == t("refusal-code-unknown")
    warning = t("link-code-made", moment="").partition(".")[0]
    untold = await world.slash(world.bob, "demands withdraw", demand=str(demand.id))
    for _ in range(2):
        warned = await world.slash(world.alice, "demands withdraw", demand=str(demand.id))
        assert exactly(warned)[:1] == exactly(untold)[:1]
        assert len(warned.shown) == 2
        assert warned.private
        assert warning in sent_text(warned)
    world.clock.move(days=1)
    await join(world, stranger, code)
    told = await world.slash(world.alice, "privacy notice")
    assert t("link-replaced", day=world.clock().date()) in sent_text(told)
    assert told.private
    again = await world.slash(world.alice, "privacy notice")
    assert len(again.shown) == len(told.shown) - 1
    for other in (world.bob, stranger):
        assert len((await world.slash(other, "privacy notice")).shown) == 1
