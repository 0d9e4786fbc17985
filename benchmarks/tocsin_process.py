"""Entry point for the real ``tocsin run``; only Discord's addresses differ."""

import os
import sys

import discord
import yarl

from bot.cli import main

discord.http.Route.BASE = os.environ["LOOPBACK_API"]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["LOOPBACK_GATEWAY"])
sys.argv = ["tocsin", "run"]
main()
