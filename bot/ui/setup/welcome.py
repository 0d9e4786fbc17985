"""Greeting when the bot is added to a server: one message with one button."""

import discord

from bot.texts import Translator
from bot.ui.layout import Card, button, link_button
from bot.ui.markdown import plain


def welcome_card(t: Translator) -> Card:
    """Return the message for a channel of the server; its button opens the set-up."""
    card = Card().title(t("setup-welcome-title")).text(t("setup-welcome"))
    return card.buttons(button(t("button-setup"), "setup", style=discord.ButtonStyle.primary))


def welcome_in_private(guild: discord.Guild, t: Translator) -> Card:
    """Return the message for whoever added the bot: the set-up itself is in the server, where Discord offers
    its channels and roles."""
    card = Card().title(t("setup-welcome-title")).text(t("setup-welcome"))
    card.text(t("setup-welcome-there", server=plain(guild.name, 100)))
    channel = first_channel(guild)
    where = "" if channel is None else f"/{channel.id}"
    return card.buttons(
        link_button(t("button-setup-server"), f"https://discord.com/channels/{guild.id}{where}")
    )


def first_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """Return the system channel if the bot may write there, else the first channel where it may."""
    listed = [channel for channel in (guild.system_channel, *guild.text_channels) if channel is not None]
    for channel in listed:
        allowed = channel.permissions_for(guild.me)
        if allowed.view_channel and allowed.send_messages:
            return channel
    return None
