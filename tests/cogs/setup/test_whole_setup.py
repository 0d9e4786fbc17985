"""The whole set-up as an organiser: from adding the bot to the first count exported."""

import discord
import pytest
import simcord

from bot.demo.messages import MessageView, as_read
from bot.demo.world import World
from bot.settings import PublicationRule
from tests.support.demand_steps import PRIVACY, published, sign, take_role
from tests.support.faulty_usaspending import FaultyUsaspending
from tests.support.setup_steps import SettingUp, deny

pytestmark = pytest.mark.behaviour

MAX_PRESSES = 40
MAX_LINES = 25
SIGNERS = 12

FILLED = {
    "controller": PRIVACY.controller,
    "contact": PRIVACY.contact,
    "recipients": PRIVACY.recipients,
    "legal_basis": "",
    "months": "12",
}


async def greeted(world: World) -> MessageView:
    """Remove the bot and add it again, and return its greeting: before, there was no channel for it."""
    await world.app.removals.note(world.server_id)
    await world.bot.on_guild_join(world.bot.get_guild(world.server_id))
    await world.env.settle()
    (greeting,) = await world.posts(world.general)
    return greeting


async def added(world: World) -> SettingUp:
    """Add the bot, and press the button of its greeting as somebody who manages the server."""
    greeting = await greeted(world)
    managers = world.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    await world.env.settle()
    manager = SettingUp(world, world.join("manon", managers, world.organisers), world._language)
    manager.shown = greeting
    await manager.press("setup")
    return manager


async def through_settings(manager: SettingUp, channel: simcord.ChannelHandle) -> None:
    world = manager.world
    await manager.step("channel")
    await manager.choose(channel)
    if "\n- " in manager.text:  # it lacks something, which is given in the channel's settings, as it says
        deny(world, channel)
        await world.env.settle()
        await manager.press("setup-channel")
    await manager.press("setup-test")
    await manager.step("roles")
    await manager.choose(world.organisers, menu="setup-role:organisers")
    await manager.choose(world.members, menu="setup-role:members")
    await manager.step("data")
    await manager.press("setup-data")
    await manager.fill(FILLED)


async def through_watch_and_demand(manager: SettingUp) -> None:
    await manager.step("watch")
    await manager.press("setup-company")
    await manager.fill({"company": "Capgemini"})
    await manager.choose(*manager.options("setup-tick")[:1])
    await manager.press("setup-watch-save")
    await manager.step("demand")
    await manager.choose("halt")
    await manager.fill({"employer": "Capgemini", "partner": "ICE", "languages": True})
    await manager.press("setup-opening")
    await manager.press("setup-open")
    await manager.step("members")
    await manager.press("setup-pin")


@pytest.mark.parametrize(
    "rights",
    ["none", pytest.param("some", marks=pytest.mark.full), pytest.param("all", marks=pytest.mark.full)],
)
async def test_a_server_is_set_up_from_the_greeting_to_an_exported_count(
    usaspending: FaultyUsaspending, rights: str, language: str
) -> None:
    world = World(
        language=language,
        usaspending_url=usaspending.url,
        publication=PublicationRule(),
        arranged=False,
    )
    async with world:
        if rights != "all":
            lacking = ("view_channel",) if rights == "none" else ("attach_files", "send_messages")
            deny(world, world.news, *lacking)
            await world.env.settle()
        manager = await added(world)
        await through_settings(manager, world.news)
        await through_watch_and_demand(manager)
        await manager.press("setup")
        assert as_read(manager.t("setup-all-done")) in manager.text
        await world.tick()
        (demand,) = await world.app.demands.list(world.server_id)
        signers = [world.join(f"signer {number}", world.members) for number in range(SIGNERS)]
        for signer in signers:
            await sign(world, signer, demand)
        world.clock.move(days=2)
        assert await published(world, demand) == SIGNERS
        exported = await world.slash(manager.person, "organise export")
        manager.presses += 1
        assert exported.files
        posts = [post.text for post in await world.posts()]
        assert any("CAPGEMINI" in post.upper() for post in posts)
        assert manager.presses < MAX_PRESSES
        assert manager.longest <= MAX_LINES


async def test_a_set_up_that_was_left_half_way_goes_on_after_a_restart(
    usaspending: FaultyUsaspending, language: str
) -> None:
    async with World(language=language, usaspending_url=usaspending.url, arranged=False) as world:
        manager = await added(world)
        await through_settings(manager, world.news)
        world.clock.move(days=3)
        await world.restart_bot()
        await manager.start()
        assert as_read(manager.t("setup-done", done=4, total=6)) in manager.text
        await through_watch_and_demand(manager)
        await manager.press("setup")
        assert as_read(manager.t("setup-all-done")) in manager.text


async def test_an_organiser_without_the_right_to_manage_is_told_whom_to_ask(
    world: World, language: str
) -> None:
    greeting = await greeted(world)
    refused = await world.press(world.alice, greeting, "setup")
    assert refused.text == as_read(world.app.texts.of(language)("refusal-not-manager"))
    organiser = SettingUp(world, world.organiser, language)
    organiser.shown = greeting
    await organiser.press("setup")
    assert as_read(organiser.t("setup-title")) in organiser.text, "organisers may go on with it"
    take_role(world, world.organiser, world.organisers)
    lost = await organiser.choose("watch")
    assert lost.text == as_read(organiser.t("refusal-not-manager"))
