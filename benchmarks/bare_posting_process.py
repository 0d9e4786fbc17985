"""Baseline: minimal discord.py client that posts to many channels, one message after the other in each."""

import asyncio
import contextlib
import os
import sys

import discord
import yarl

discord.http.Route.BASE = os.environ["LOOPBACK_API"]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["LOOPBACK_GATEWAY"])
EACH = int(os.environ["POSTS"])


class Posting(discord.Client):
    """A client that posts as soon as it is ready."""

    async def on_ready(self) -> None:
        print("ready", file=sys.stderr, flush=True)
        channels = [channel for guild in self.guilds for channel in guild.text_channels]
        await asyncio.gather(*(post(channel) for channel in channels))


async def post(channel: discord.TextChannel) -> None:
    number = 0
    while number < EACH:
        with contextlib.suppress(discord.HTTPException):  # discord.py gives up after five 429 answers
            await channel.send(f"announcement {number}")
            number += 1


client = Posting(intents=discord.Intents(guilds=True), max_messages=None)
client.run(os.environ["DISCORD_TOKEN"])
