"""Options that organisers choose in Discord itself: a language, a channel that the bot may post in, roles."""

import discord
from discord import app_commands

from bot.errors import UserError
from bot.servers.settings import Changes
from bot.texts import Translator
from bot.ui.replies import Interaction

LANGUAGES = [
    app_commands.Choice(name="English", value="en"),
    app_commands.Choice(name="French", value="fr"),
]
"""The languages with complete catalogues."""

ANNOUNCEMENTS, ORGANISERS = "announcements", "organisers"
PURPOSES = [
    app_commands.Choice(name="announcements, for everyone", value=ANNOUNCEMENTS),
    app_commands.Choice(name="faults, for organisers", value=ORGANISERS),
]
"""The purposes of a channel."""

NEEDED = ("view_channel", "send_messages", "read_message_history")
"""Permissions for posting. The history is read after a crash, to see whether a post was already sent."""


class PostChannel(app_commands.Transformer):
    """An option that takes a text or news channel, as Discord describes it with the interaction.

    discord.py's own channel options raise an error of their own if the bot cannot see the channel.
    """

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return [discord.ChannelType.text, discord.ChannelType.news]

    async def transform(
        self, interaction: Interaction, value: app_commands.AppCommandChannel
    ) -> app_commands.AppCommandChannel:
        return value


def must_post_in(interaction: Interaction, channel_id: int, t: Translator) -> None:
    """Check that the bot may post in a channel. Raises ``UserError`` with the missing permissions."""
    guild = interaction.guild
    channel = guild.get_channel(channel_id) if guild is not None else None
    if guild is None or channel is None:
        lacking = list(NEEDED)
    else:
        granted = channel.permissions_for(guild.me)
        lacking = [name for name in NEEDED if not getattr(granted, name)]
    if lacking:
        raise UserError(
            "refusal-channel-permissions",
            channel=f"<#{channel_id}>",
            permissions=", ".join(t(f"permission-{name.replace('_', '-')}") for name in lacking),
        )


def role_changes(organiser_role: discord.Role | None, member_role: discord.Role | None) -> Changes:
    """Return the settings for the chosen roles.

    The server's own @everyone as the member role lets anyone in it sign. Raises ``UserError`` for it as the
    organisers' role.
    """
    changes = Changes()
    if organiser_role is not None:
        if organiser_role.is_default():
            raise UserError("refusal-everyone-organises")
        changes["organiser_role_id"] = organiser_role.id
    if member_role is not None:
        changes["member_role_id"] = None if member_role.is_default() else member_role.id
    return changes


def language_name(language: str, t: Translator) -> str:
    """Return a language's name in the reader's language; its code if there is no text for it."""
    return t(f"language-{language}") if t.has(f"language-{language}") else language
