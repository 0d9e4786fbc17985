"""Permissions, from the roles that the interaction itself carries."""

import re

import discord

from bot.errors import UserError
from bot.petitions.signing.eligibility import Signer
from bot.servers.settings import Servers, ServerSettings
from bot.ui.replies import Interaction


def server_id_of(interaction: Interaction) -> int:
    """Return the interaction's server. Raises ``UserError`` in direct messages."""
    if interaction.guild_id is None:
        raise UserError("failure-only-in-a-server")
    return interaction.guild_id


def roles_of(interaction: Interaction) -> frozenset[int]:
    """Return the ids of the person's roles, as Discord sent them with this interaction."""
    member = interaction.user
    # Not ``roles``, which omits those that discord.py does not know yet.
    return frozenset(member._roles) if isinstance(member, discord.Member) else frozenset()


def signer_of(interaction: Interaction) -> Signer:
    """Return the person as a ``Signer``. A user outside the server has no ``joined_at``."""
    member = interaction.user
    return Signer(
        member_id=member.id,
        role_ids=roles_of(interaction),
        account_created_at=member.created_at,  # derived from the id
        joined_at=member.joined_at if isinstance(member, discord.Member) else None,
    )


def is_gone(interaction: Interaction, role_id: int) -> bool:
    """Return whether a role was deleted from the server; ``False`` while the server's roles are not known."""
    guild = interaction.guild
    if guild is None or not guild.roles or role_id in roles_of(interaction):
        return False
    return guild.get_role(role_id) is None


def gone_roles(interaction: Interaction, settings: ServerSettings) -> frozenset[int]:
    """Return the ids of roles that are in the settings but no longer in the server."""
    chosen = {settings.organiser_role_id, settings.member_role_id}
    return frozenset(role_id for role_id in chosen if role_id is not None and is_gone(interaction, role_id))


def not_a_signer(interaction: Interaction, roles: str) -> UserError:
    """Return the refusal for a person without any of the roles that signing requires."""
    if all(is_gone(interaction, int(role_id)) for role_id in re.findall(r"\d+", roles)):
        return UserError("refusal-member-role-gone")
    return UserError("refusal-role-needed", roles=roles)


async def organiser(interaction: Interaction, servers: Servers) -> ServerSettings:
    """Return the server's settings if the person is an organiser there; raise ``UserError`` if not.

    Until an organiser role is chosen, members with the permission to manage the server count as organisers.
    """
    settings = await servers.get(server_id_of(interaction))
    if settings.organiser_role_id is None:
        if interaction.permissions.manage_guild:
            return settings
        raise UserError("refusal-no-organiser-role")
    if settings.organiser_role_id not in roles_of(interaction):
        if is_gone(interaction, settings.organiser_role_id):
            raise UserError("refusal-organiser-role-gone")
        manages = interaction.permissions.manage_guild
        refused = "refusal-manager-not-organiser" if manages else "refusal-not-organiser"
        raise UserError(refused, role=f"<@&{settings.organiser_role_id}>")
    return settings


async def setting_up(interaction: Interaction, servers: Servers) -> ServerSettings:
    """Return the server's settings if the person may set the bot up: who may manage the server, whatever role
    the organisers have, and the organisers. Raises ``UserError``."""
    settings = await servers.get(server_id_of(interaction))
    if interaction.permissions.manage_guild or settings.organiser_role_id in roles_of(interaction):
        return settings
    raise UserError("refusal-not-manager")


async def is_organiser(interaction: Interaction, servers: Servers) -> bool:
    """Return whether the person is an organiser: decides what they are shown, never what they may do."""
    try:
        await organiser(interaction, servers)
    except UserError:
        return False
    return True
