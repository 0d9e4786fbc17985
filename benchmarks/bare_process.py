"""Baseline: minimal discord.py bot with one command and one form."""

import os
import sys

import discord
import yarl
from discord import app_commands
from discord.ext import commands

discord.http.Route.BASE = os.environ["LOOPBACK_API"]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["LOOPBACK_GATEWAY"])


class Bare(commands.Bot):
    """A bot with one command, which answers every form with a fixed sentence."""

    async def setup_hook(self) -> None:
        self.tree.add_command(app_commands.Command(name="hello", description="Hello", callback=hello))
        await self.tree.sync()

    async def on_ready(self) -> None:
        print("ready", file=sys.stderr, flush=True)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.modal_submit:
            await interaction.response.send_message("thank you", ephemeral=True)


async def hello(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("hello", ephemeral=True)


bot = Bare(
    commands.when_mentioned, help_command=None, intents=discord.Intents(guilds=True), max_messages=None
)
bot.run(os.environ["DISCORD_TOKEN"])
