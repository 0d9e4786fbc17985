"""Greeting of a server that added the bot."""

import asyncio

import discord
import pytest
import simcord
from sqlalchemy import delete

from bot.demo.messages import MessageView, as_read, read_message
from bot.demo.world import World
from bot.runtime.client import greet
from bot.storage.models import Server
from bot.texts import Translator
from bot.ui.markdown import plain
from tests.support.demand_steps import texts_of
from tests.support.setup_steps import deny

pytestmark = pytest.mark.behaviour

BOT_ADD = discord.AuditLogAction.bot_add.value


async def joined(
    world: World,
    language: str,
    *,
    name: str = "Section",
    channels: int = 2,
    system: int | None = None,
    denied: str | None = None,
    reads_audit_log: bool = False,
    logged: bool = False,
) -> tuple[simcord.GuildHandle, simcord.UserHandle]:
    """Add the bot to a server as it is then."""
    owner = world.env.create_user("adder")
    guild = world._create_guild(name, owner, language)
    made = [guild.create_text_channel(f"c{number}") for number in range(channels)]
    if denied is not None:
        deny(world, made[0], denied)
    stored = world.env.backend.get_guild(guild.id)
    if system is not None:
        world.env.backend.edit_guild(guild.id, {"system_channel_id": made[system].id})
    if reads_audit_log:
        stored.roles[guild.id].permissions |= discord.Permissions(view_audit_log=True).value
    if logged:
        world.env.backend.record_audit_log(
            guild.id, BOT_ADD, target_id=world.env.backend.bot_user.id, user_id=owner.id
        )
    await world.env.settle()
    return guild, owner


async def greetings(world: World, guild: simcord.GuildHandle) -> dict[str, list[MessageView]]:
    return {name: await world.posts(channel) for name, channel in guild.channels.items()}


async def test_a_server_is_greeted_in_its_system_channel_with_one_button(world: World, language: str) -> None:
    t = texts_of(world, language)
    guild, _ = await joined(world, language, system=1)
    found = {name: posts for name, posts in (await greetings(world, guild)).items() if posts}
    assert list(found) == ["c1"]
    (greeting,) = found["c1"]
    assert as_read(t("setup-welcome")) in greeting.text
    assert [button.custom_id for button in greeting.buttons] == ["setup"]


async def test_without_a_system_channel_the_first_that_can_be_written_is_used(
    world: World, language: str
) -> None:
    for denied in ("send_messages", "view_channel"):
        guild, _ = await joined(world, language, denied=denied)
        assert {name for name, posts in (await greetings(world, guild)).items() if posts} == {"c1"}


async def test_a_server_without_a_place_to_write_is_not_greeted(world: World, language: str) -> None:
    guild, _ = await joined(world, language, channels=1, denied="send_messages")
    assert await greetings(world, guild) == {"c0": []}


async def test_the_adder_is_greeted_in_private_if_the_audit_log_tells(world: World, language: str) -> None:
    t = texts_of(world, language)
    guild, adder = await joined(world, language, reads_audit_log=True, logged=True)
    assert not any((await greetings(world, guild)).values())
    (message,) = adder.dm_channel.history()
    greeting = await read_message(message)
    assert as_read(t("setup-welcome-there", server="Section")) in greeting.text
    (button,) = greeting.buttons
    assert button.url is not None
    assert str(guild.id) in button.url


@pytest.mark.parametrize("refused", ["/users/@me/channels", "/channels/*/messages", "/guilds/*/audit-logs"])
async def test_a_refused_message_or_audit_log_leads_to_a_channel(world: World, refused: str) -> None:
    """As to somebody who takes no messages from the server's bots."""
    world.env.inject_error("*", refused, status=403, code=50007)
    guild, adder = await joined(world, "en", reads_audit_log=True, logged=True)
    assert (await greetings(world, guild))["c0"]
    assert adder.dm_channel.history() == []


@pytest.mark.parametrize("name", ["💥" * 50, "\u202e" + "ש" * 99, "x" * 100, "*_~`|<@&1> @everyone"])
async def test_a_server_of_any_name_is_greeted_by_it(world: World, name: str, language: str) -> None:
    t = texts_of(world, language)
    _, adder = await joined(world, language, name=name, reads_audit_log=True, logged=True)
    (message,) = adder.dm_channel.history()
    greeting = await read_message(message)
    assert t("setup-welcome-there", server=plain(name, 100)) in greeting.markdown
    assert not message.mention_everyone
    assert not message.role_mentions


async def test_a_server_in_a_language_that_the_bot_lacks_is_greeted_in_english(world: World) -> None:
    guild, _ = await joined(world, "ja")
    (greeting,) = (await greetings(world, guild))["c0"]
    assert as_read(texts_of(world, "en")("setup-welcome")) in greeting.text
    assert (await world.app.servers.get(guild.id)).language == "en"


async def test_a_server_of_400_channels_is_greeted_in_the_first_that_can_be_written(
    world: World, language: str
) -> None:
    guild, _ = await joined(world, language, channels=400, denied="send_messages")
    greeted = [name for name, posts in (await greetings(world, guild)).items() if posts]
    assert greeted == ["c1"]


async def test_an_audit_log_that_does_not_tell_leads_to_a_channel(world: World, language: str) -> None:
    guild, _ = await joined(world, language, reads_audit_log=True)
    assert (await greetings(world, guild))["c0"]


async def test_the_button_opens_the_setup_for_managers_alone(world: World, language: str) -> None:
    t = texts_of(world, language)
    guild, owner = await joined(world, language)
    (greeting,) = (await greetings(world, guild))["c0"]
    manager = world.speaking(simcord.MemberActor(world.env, guild, owner), language)
    opened = await world.press(manager, greeting, "setup")
    assert opened.private
    assert as_read(t("setup-done", done=1, total=6)) in opened.text
    member = world.join("passer-by", guild=guild)
    refused = await world.press(member, greeting, "setup")
    assert refused.text == as_read(t("refusal-not-manager"))
    assert (await greetings(world, guild))["c0"][0].text == greeting.text, "the greeting stays for the next"


@pytest.mark.parametrize("sent", [False, True])
async def test_a_process_killed_at_the_greeting_greets_once_after_its_restart(
    world: World, monkeypatch: pytest.MonkeyPatch, sent: bool
) -> None:
    async def killed(guild: discord.Guild, t: Translator) -> None:
        if sent:
            await greet(guild, t)
        raise asyncio.CancelledError

    monkeypatch.setattr("bot.runtime.client.greet", killed)
    guild, _ = await joined(world, "en")
    assert len((await greetings(world, guild))["c0"]) == sent
    monkeypatch.undo()
    await world.restart_bot()
    assert len((await greetings(world, guild))["c0"]) == 1
    world.clock.move(hours=1)  # the nonce is forgotten
    await world.restart_bot()
    assert len((await greetings(world, guild))["c0"]) == 1


async def test_a_server_that_is_reported_twice_is_greeted_once(world: World) -> None:
    guild, _ = await joined(world, "en", channels=0)
    channel = guild.create_text_channel("c")
    async with world.app.database.write() as session:
        await session.execute(delete(Server).where(Server.id == guild.id))
    await world.env.settle()
    there = world.bot.get_guild(guild.id)
    assert there is not None
    await asyncio.gather(world.bot.on_ready(), world.bot.on_guild_join(there))
    await world.env.settle()
    assert len(await world.posts(channel)) == 1
    await world.bot.on_guild_remove(there)
    world.clock.move(hours=1)
    await world.bot.on_guild_join(there)
    await world.env.settle()
    assert len(await world.posts(channel)) == 2, "the bot was added again"


async def test_a_server_that_added_the_bot_while_it_was_offline_is_greeted_once(
    world: World, language: str
) -> None:
    guild, _ = await joined(world, language)
    assert len((await greetings(world, guild))["c0"]) == 1
    await world.restart_bot()
    assert len((await greetings(world, guild))["c0"]) == 1
    world.clock.move(hours=1)
    async with world.app.database.write() as session:  # as if the bot had never seen it
        await session.execute(delete(Server).where(Server.id == guild.id))
    await world.restart_bot()
    assert len((await greetings(world, guild))["c0"]) == 2
