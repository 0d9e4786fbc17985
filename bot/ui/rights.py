"""Who may do what, by the roles that the interaction itself carries."""

import discord

from bot.refusal import Refusal
from bot.servers import Servers, ServerSettings
from bot.ui.replies import Interaction


def server_id_of(interaction: Interaction) -> int:
    """The server the interaction comes from. ``Refusal`` in direct messages."""
    if interaction.guild_id is None:
        raise Refusal("failure-only-in-a-server")
    return interaction.guild_id


def roles_of(interaction: Interaction) -> frozenset[int]:
    """The ids of the roles that the person holds, as Discord sent them with this interaction."""
    member = interaction.user
    return frozenset(role.id for role in member.roles) if isinstance(member, discord.Member) else frozenset()


async def organiser(interaction: Interaction, servers: Servers) -> ServerSettings:
    """The server's settings, if the person is an organiser there; ``Refusal`` if not.

    Until an organiser role is chosen, those who may manage the server stand in.
    """
    settings = await servers.get(server_id_of(interaction))
    if settings.organiser_role_id is None:
        if interaction.permissions.manage_guild:
            return settings
        raise Refusal("refusal-no-organiser-role")
    if settings.organiser_role_id not in roles_of(interaction):
        raise Refusal("refusal-not-organiser", role=f"<@&{settings.organiser_role_id}>")
    return settings
