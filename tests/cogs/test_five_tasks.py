"""Five tasks as somebody new to the bot does them: how many steps they take, how many lines are read; ``-rP``
prints it."""

import pytest

from bot.demo.world import World
from tests.support.demand_steps import open_demand, published, sign
from tests.support.faulty_usaspending import FaultyUsaspending
from tests.support.setup_steps import SettingUp
from tests.support.watch_steps import last_post, on_day, watching_history

pytestmark = [pytest.mark.behaviour, pytest.mark.full]

FACT = {
    "title": "The contract ends in June, its director told a newspaper.",
    "body": "He said so in an interview; no record shows it yet.",
    "state": ["stated"],
    "sources": "Interview\nA newspaper\n2026-02-10",
}


@pytest.fixture(params=["en", *(pytest.param(other, marks=pytest.mark.long) for other in ("fr", "de"))])
def language(request: pytest.FixtureRequest) -> str:
    language: str = request.param
    return language


def hold(task: str, person: SettingUp, *, steps: int, lines: int) -> None:
    """Print the figures of a task, and compare them with its limits."""
    effort = person.effort
    print(f"{task}, {effort.language}: {effort.steps} steps, {effort.lines} lines")  # noqa: T201
    assert effort.steps <= steps
    assert effort.lines <= lines


async def test_signing_takes_three_steps(world: World, language: str) -> None:
    demand = await open_demand(world)
    await world.app.demands.announce(world.server_id, demand.id, request="1")
    await world.tick()
    member = SettingUp(world, world.alice, language)
    member.see(await last_post(world))
    await member.press("sign-form")
    await member.fill({"consent": True})
    hold("sign", member, steps=3, lines=67)


async def test_the_contract_behind_a_post_is_one_step_away(
    world: World, usaspending: FaultyUsaspending, language: str
) -> None:
    await watching_history(world)
    await on_day(world, usaspending, 1)
    member = SettingUp(world, world.alice, language)
    member.see(await last_post(world))
    await member.press("contract")
    hold("see the contract behind a post", member, steps=1, lines=36)


async def test_the_count_for_the_meeting_takes_one_step(world: World, language: str) -> None:
    demand = await open_demand(world)
    for number in range(12):
        await sign(world, world.join(f"signer {number}", world.members), demand)
    world.clock.move(days=2)
    assert await published(world, demand) == 12
    organiser = SettingUp(world, world.organiser, language)
    exported = await organiser.call("organise export")
    assert any(name.endswith(".pdf") for name in exported.files)
    hold("take the count into a meeting", organiser, steps=1, lines=18)


async def test_adding_a_fact_takes_six_steps(world: World, language: str) -> None:
    organiser = SettingUp(world, world.organiser, language)
    opened = await organiser.call("organise fact add")
    assert opened.form is not None
    (day,) = [each.value for each in opened.form.fields if each.custom_id == "checked"]
    await organiser.fill({**FACT, "checked": day})
    assert await world.app.facts.count(world.server_id) == 1
    hold("add a fact", organiser, steps=6, lines=28)


async def test_watching_another_company_takes_six_steps(world: World, language: str) -> None:
    organiser = SettingUp(world, world.organiser, language)
    await organiser.call("organise watch add")
    await organiser.fill({"company": "Capgemini"})
    await organiser.press(next(each for each in organiser.buttons() if each.startswith("setup-take:")))
    await organiser.press("setup-watch-save")
    assert len(await world.app.watches.list(world.server_id)) == 1
    hold("watch another company", organiser, steps=6, lines=44)
