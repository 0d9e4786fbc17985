"""The real discord.py against the loopback Discord: its retries, its errors, and delivered events."""

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands

from tests.support.loopback import (
    LoopbackDiscord,
    answer,
    drop,
    hold,
    shown,
)

pytestmark = pytest.mark.wire

NONCE = "ABCDEFGHIJKLMNOPQRSTUVWXY"


@pytest.fixture
async def client(loopback: LoopbackDiscord) -> AsyncIterator[discord.Client]:
    """A client that is logged in, without a gateway."""
    async with discord.Client(intents=discord.Intents(guilds=True)) as logged_in:
        await logged_in.login(loopback.token)
        yield logged_in


class Connected(discord.Client):
    """A client on the gateway, with a command that answers with a button, and one that opens a form."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), max_messages=None)
        self._connection.guild_ready_timeout = 0.1  # otherwise every test waits two seconds
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Interaction] = []
        group = app_commands.Group(name="demands", description="Demands")
        self.tree.add_command(group)

        @group.command(name="show", description="Show")
        async def show(interaction: discord.Interaction, title: str) -> None:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await interaction.followup.send(f"demand {title} for {interaction.locale}", ephemeral=True)

        @group.command(name="export", description="Export")
        async def export(interaction: discord.Interaction) -> None:
            file = discord.File(io.BytesIO(b"a;b"), "counts.csv")
            await interaction.response.send_message("here", file=file, ephemeral=True)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            self.heard.append(interaction)
            await interaction.response.edit_message(content="pressed")
        elif interaction.type is discord.InteractionType.modal_submit:
            self.heard.append(interaction)
            await interaction.response.send_message("thank you", ephemeral=True)


@pytest.fixture
async def connected(loopback: LoopbackDiscord) -> AsyncIterator[Connected]:
    bot = Connected()
    running = asyncio.create_task(bot.start(loopback.token))
    ready = asyncio.create_task(bot.wait_until_ready())
    await asyncio.wait({running, ready}, timeout=60, return_when=asyncio.FIRST_COMPLETED)
    assert ready.done(), running
    yield bot
    await bot.close()
    await running


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten discord.py's waits of a second and more between retries."""
    sleep = asyncio.sleep

    async def short(seconds: float, result: Any = None) -> Any:
        return await sleep(min(seconds, 0.05), result)

    monkeypatch.setattr("asyncio.sleep", short)


async def send(client: discord.Client, loopback: LoopbackDiscord, nonce: str = NONCE) -> discord.Message:
    return await client.get_partial_messageable(loopback.channel.id).send("news", nonce=nonce)


# Retries by discord.py itself, always with the same nonce


@pytest.mark.parametrize("status", [500, 502, 504])
@pytest.mark.parametrize("after", [False, True])
async def test_a_server_error_is_retried_and_leaves_one_message(
    client: discord.Client, loopback: LoopbackDiscord, status: int, after: bool
) -> None:
    loopback.fail(answer(status, after=after), answer(status, after=after))
    message = await send(client, loopback)
    assert [one["id"] for one in loopback.messages[loopback.channel.id]] == [str(message.id)]
    assert [r.body["nonce"] for r in loopback.requests if r.operation == "create_message"] == [NONCE] * 3


async def test_a_429_of_discord_is_retried_after_its_delay(
    client: discord.Client, loopback: LoopbackDiscord
) -> None:
    loopback.fail(answer(429, retry_after=0.02))
    await send(client, loopback)
    assert loopback.count("create_message") == 2
    assert len(loopback.messages[loopback.channel.id]) == 1


# Errors raised at once


async def test_a_429_of_cloudflare_is_an_error_at_once(
    client: discord.Client, loopback: LoopbackDiscord
) -> None:
    loopback.fail(answer(429, via=False))
    with pytest.raises(discord.HTTPException) as caught:
        await send(client, loopback)
    assert caught.value.status == 429
    assert loopback.count("create_message") == 1


async def test_a_503_is_an_error_at_once(client: discord.Client, loopback: LoopbackDiscord) -> None:
    loopback.fail(answer(503, after=True))
    with pytest.raises(discord.DiscordServerError):
        await send(client, loopback)
    assert loopback.count("create_message") == 1
    await send(client, loopback)
    assert len(loopback.messages[loopback.channel.id]) == 1, "the nonce was known"


@pytest.mark.parametrize("after", [False, True])
async def test_a_dropped_connection_is_no_error_of_discord_py(
    client: discord.Client, loopback: LoopbackDiscord, after: bool
) -> None:
    loopback.fail(drop(after=after))
    with pytest.raises(aiohttp.ClientError):
        await send(client, loopback)
    assert len(loopback.messages[loopback.channel.id]) == after
    await send(client, loopback)
    assert len(loopback.messages[loopback.channel.id]) == 1


async def test_without_its_nonce_a_retry_posts_twice(
    client: discord.Client, loopback: LoopbackDiscord
) -> None:
    loopback.fail(drop(after=True))
    with pytest.raises(aiohttp.ClientError):
        await send(client, loopback)
    loopback.forget_nonces()
    await send(client, loopback)
    assert len(loopback.messages[loopback.channel.id]) == 2


async def test_a_held_reply_comes_when_it_is_released(
    client: discord.Client, loopback: LoopbackDiscord
) -> None:
    held = hold(after=True)
    loopback.fail(held)
    sending = asyncio.create_task(send(client, loopback))
    await held.reached.wait()
    assert len(loopback.messages[loopback.channel.id]) == 1
    assert not sending.done()
    held.release()
    assert (await sending).id == int(loopback.messages[loopback.channel.id][0]["id"])


async def test_a_held_request_has_no_effect_once_its_client_is_gone(
    client: discord.Client, loopback: LoopbackDiscord
) -> None:
    held = hold()
    loopback.fail(held)
    sending = asyncio.create_task(send(client, loopback))
    await held.reached.wait()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    await asyncio.sleep(0.05)
    held.release()
    await asyncio.sleep(0.05)
    assert loopback.messages[loopback.channel.id] == []


# Refusals of a channel


@pytest.mark.parametrize(("permission", "code"), [("view_channel", 50001), ("send_messages", 50013)])
async def test_a_forbidden_channel(
    client: discord.Client, loopback: LoopbackDiscord, permission: str, code: int
) -> None:
    await loopback.deny(loopback.channel.id, permission)
    with pytest.raises(discord.Forbidden) as caught:
        await send(client, loopback)
    assert caught.value.code == code
    await loopback.allow(loopback.channel.id)
    await send(client, loopback)


async def test_a_deleted_channel(client: discord.Client, loopback: LoopbackDiscord) -> None:
    channel = client.get_partial_messageable(loopback.channel.id)
    await loopback.delete_channel(channel.id)
    with pytest.raises(discord.NotFound) as caught:
        await channel.send("news")
    assert caught.value.code == 10003


async def test_a_hidden_history_is_empty_and_no_error(
    client: discord.Client, loopback: LoopbackDiscord
) -> None:
    """Only the permission distinguishes an empty history from a hidden one, as Discord documents."""
    sent = await send(client, loopback)
    await loopback.deny(loopback.channel.id, "read_message_history")
    channel = client.get_partial_messageable(loopback.channel.id)
    assert [message async for message in channel.history()] == []
    await loopback.allow(loopback.channel.id, "read_message_history")
    assert [message.id async for message in channel.history()] == [sent.id]


async def test_a_history_can_be_read_from_a_given_time(
    client: discord.Client, loopback: LoopbackDiscord
) -> None:
    channel = client.get_partial_messageable(loopback.channel.id)
    for number in range(230):
        await loopback.say(channel.id, str(number))
    first = loopback.messages[channel.id][9]
    after = discord.Object(int(first["id"]))
    read = [message.content async for message in channel.history(after=after, limit=None)]
    assert read == [str(number) for number in range(10, 230)]
    newest = [message.content async for message in channel.history(limit=3)]
    assert newest == ["229", "228", "227"]


async def test_a_message_can_be_edited_and_deleted(client: discord.Client, loopback: LoopbackDiscord) -> None:
    message = await send(client, loopback)
    await message.edit(content="corrected")
    assert shown(loopback.messages[loopback.channel.id][0]) == "corrected"
    await message.delete()
    assert loopback.messages[loopback.channel.id] == []


async def test_a_wrong_token_is_refused(loopback: LoopbackDiscord) -> None:
    async with discord.Client(intents=discord.Intents.none()) as stranger:
        with pytest.raises(discord.LoginFailure):
            await stranger.login("wrong")


# The gateway


async def test_a_client_gets_ready_with_servers_channels_roles_and_itself(
    loopback: LoopbackDiscord, connected: Connected
) -> None:
    [guild] = connected.guilds
    assert guild.name == loopback.guild.name
    assert [channel.id for channel in guild.text_channels] == [one.id for one in loopback.guild.channels]
    assert guild.me.id == connected.user.id  # type: ignore[union-attr]
    assert guild.text_channels[0].permissions_for(guild.me).read_message_history
    assert [command["name"] for command in loopback.commands] == ["demands"]


async def test_a_removed_permission_is_noticed(loopback: LoopbackDiscord, connected: Connected) -> None:
    await loopback.deny(loopback.channel.id, "read_message_history")
    channel = connected.guilds[0].text_channels[0]
    async with asyncio.timeout(60):
        while channel.permissions_for(channel.guild.me).read_message_history:
            await asyncio.sleep(0.01)


async def test_a_deleted_channel_is_noticed(loopback: LoopbackDiscord, connected: Connected) -> None:
    await loopback.delete_channel(loopback.channel.id)
    async with asyncio.timeout(60):
        while len(connected.guilds[0].text_channels) == 2:
            await asyncio.sleep(0.01)


async def test_a_broken_connection_is_resumed_without_lost_events(
    loopback: LoopbackDiscord, connected: Connected
) -> None:
    await loopback.gateway.break_connections()
    pressed = await loopback.press("one", user_id=5, on=await loopback.say(loopback.channel.id, "?"))
    assert (await pressed.answered())["type"] == 7
    assert (loopback.gateway.identified, loopback.gateway.resumed) == (1, 1)


async def test_a_command_is_answered(loopback: LoopbackDiscord, connected: Connected) -> None:
    options = [{"name": "title", "type": 3, "value": "Halt"}]
    asked = await loopback.command("demands show", options, user_id=5, locale="fr")
    assert (await asked.answered())["type"] == 5
    assert shown(await asked.replied()) == "demand Halt for fr"
    assert loopback.messages[loopback.channel.id] == [], "it is ephemeral"


async def test_a_file_arrives(loopback: LoopbackDiscord, connected: Connected) -> None:
    asked = await loopback.command("demands export", user_id=5)
    await asked.replied()
    assert asked.files == {"counts.csv": b"a;b"}


async def test_a_button_and_a_form_are_answered(loopback: LoopbackDiscord, connected: Connected) -> None:
    card = await loopback.say(loopback.channel.id, "card")
    pressed = await loopback.press("sign:1", user_id=5, on=card, roles=(7,))
    assert (await pressed.answered())["type"] == 7
    assert shown(card) == "pressed"
    text = {"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": "unit", "value": "Lyon"}}
    sent = await loopback.submit("form:1", [text], user_id=5)
    assert shown(await sent.replied()) == "thank you"
    assert [heard.user.id for heard in connected.heard] == [5, 5]
    assert sent.waited is not None


async def test_an_answer_that_comes_too_late_or_twice_is_refused(
    loopback: LoopbackDiscord, connected: Connected, caplog: pytest.LogCaptureFixture
) -> None:
    usual, loopback.deadline = loopback.deadline, 0.0
    late = await loopback.press("one", user_id=5, on=await loopback.say(loopback.channel.id, "?"))
    async with asyncio.timeout(60):
        while "10062" not in caplog.text:
            await asyncio.sleep(0.01)
    assert not late.callback.done()
    loopback.deadline = usual
    in_time = await loopback.press("two", user_id=5, on=await loopback.say(loopback.channel.id, "?"))
    await in_time.answered()
    again = connected.heard[1]
    again.response._response_type = None
    with pytest.raises(discord.HTTPException) as caught:
        await again.response.defer()
    assert caught.value.code == 40060
