"""Simulated Discord: promises of the real one that simcord alone does not keep; see
``bot.demo.simulation``.
"""

import logging
from datetime import UTC, datetime
from typing import Any

import discord
import pytest
import simcord
import simcord.interactions
from discord import app_commands

from bot.demo.messages import as_read, read_form
from bot.demo.simulation import NONCE_WINDOW, SimulationChanged, WorldClock, check
from bot.demo.world import World
from bot.errors import UserError
from bot.runtime.scheduler import PeriodicTask
from bot.ui.replies import say

pytestmark = pytest.mark.behaviour


def command(world: World, callback: Any, name: str = "probe") -> None:
    world.bot.tree.add_command(app_commands.Command(name=name, description="A probe", callback=callback))


async def synced(world: World) -> World:
    with world.env.time_context():
        await world.bot.tree.sync()
    return world


async def test_a_member_is_answered_in_their_own_language(world: World) -> None:
    async def probe(interaction: discord.Interaction[Any]) -> None:
        await say(interaction, str(interaction.locale))

    command(world, probe)
    await synced(world)
    world.speaking(world.alice, "fr")
    assert (await world.slash(world.alice, "probe")).text == "fr"
    assert (await world.slash(world.bob, "probe")).text == "en-US"


async def test_the_language_of_a_joined_server_is_known(world: World) -> None:
    guild = await world.another_server("Ailleurs", language="fr")
    settings = await world.app.servers.get(guild.id)
    assert (settings.name, settings.language) == ("Ailleurs", "fr")


async def test_a_remembered_nonce_posts_one_message(world: World) -> None:
    channel = world.bot.get_partial_messageable(world.news.id)
    first = await channel.send("once", nonce="n")
    again = await channel.send("once", nonce="n")
    assert again.id == first.id
    assert len(await world.posts()) == 1
    world.clock.move(seconds=NONCE_WINDOW.total_seconds() + 1)
    await channel.send("once", nonce="n")
    assert len(await world.posts()) == 2


async def test_two_channels_do_not_share_a_nonce(world: World) -> None:
    for handle in (world.news, world.general):
        await world.bot.get_partial_messageable(handle.id).send("here", nonce="n")
    assert len(await world.posts(world.news)) == len(await world.posts(world.general)) == 1


async def test_a_lost_reply_leaves_the_message_in_the_channel(world: World) -> None:
    world.simulation.lost_replies = 1
    channel = world.bot.get_partial_messageable(world.news.id)
    with pytest.raises(discord.HTTPException) as caught:
        await channel.send("posted", nonce="n")
    assert caught.value.status == 502
    assert [post.text for post in await world.posts()] == ["posted"]


async def test_messages_have_the_time_of_the_world(world: World) -> None:
    world.clock.move_to(datetime(2026, 4, 20, 12, tzinfo=UTC))
    message = await world.bot.get_partial_messageable(world.news.id).send("now")
    assert message.created_at == datetime(2026, 4, 20, 12, tzinfo=UTC)


async def test_a_periodic_task_does_not_catch_up_after_the_clock_jumps(world: World) -> None:
    rounds = []

    async def tick() -> None:
        rounds.append(world.clock())

    async def ready() -> None:
        pass

    beat = PeriodicTask("probe", 1.0, tick)

    async def probe(interaction: discord.Interaction[Any]) -> None:
        beat.start(ready)
        await say(interaction, "started")

    command(world, probe)
    await synced(world)
    await world.slash(world.alice, "probe")
    world.clock.move(days=30)
    await world.pass_time(3)
    await beat.close(grace=0)
    assert 3 <= len(rounds) <= 6


async def test_an_error_that_the_bot_swallows_fails_the_story(world: World) -> None:
    async def probe(interaction: discord.Interaction[Any]) -> None:
        raise RuntimeError("nobody expects this")

    command(world, probe)
    await synced(world)
    with pytest.raises(AssertionError, match="nobody expects this"):
        await world.slash(world.alice, "probe")
    with world.failures_expected() as failures:
        await world.slash(world.alice, "probe")
        logging.getLogger("discord.ext.tasks").error("a loop died")
    assert any("nobody expects this" in failure for failure in failures)
    assert "discord.ext.tasks: a loop died" in failures


async def test_a_user_error_is_an_answer_and_no_failure(world: World) -> None:
    async def probe(interaction: discord.Interaction[Any]) -> None:
        raise UserError("failure-only-in-a-server")

    command(world, probe)
    await synced(world)
    answer = await world.slash(world.alice, "probe")
    assert answer.private
    assert answer.text == world.app.texts.of("en")("failure-only-in-a-server")


async def test_the_world_survives_a_restart_of_the_bot(world: World) -> None:
    before = world.bot
    await world.restart_bot()
    assert world.bot is not before
    assert (await world.app.servers.get(world.server_id)).channel_id == world.news.id
    await world.tick()


def test_another_version_of_simcord_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simcord.interactions, "base_payload", lambda backend, **everything: None)
    with pytest.raises(SimulationChanged, match=r"pip install -c constraints\.txt '\.\[demo\]'"):
        check()


def test_the_clock_never_goes_back() -> None:
    with pytest.raises(ValueError, match="does not go back"):
        WorldClock().move_to(datetime(2026, 1, 1, tzinfo=UTC))


def test_markdown_is_rendered_as_on_the_screen() -> None:
    assert as_read("the key\\_file, \\_\\_init\\_\\_") == "the key_file, __init__"
    shown = as_read("## Title\n**bold** \\*not\\* [page](<https://example.org/a>)\n-# @\u200beveryone")
    assert shown == "Title\nbold *not* page (https://example.org/a)\n@everyone"
    assert as_read("\\[none\\] [page](https://example.org/a)") == "[none] page (https://example.org/a)"


async def test_channels_and_roles_in_a_form_are_read_by_their_names(world: World) -> None:
    said = f"In <#{world.news.id}>, for <@&{world.members.id}>."
    modal = {"custom_id": "form", "title": "Form", "components": [{"content": said}]}
    form = read_form(modal, world.bot.get_guild(world.server_id))
    assert form.text == f"In #{world.news.name}, for @{world.members.name}."
