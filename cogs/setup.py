"""/setup: the first settings, by members who may manage the server."""

from dataclasses import dataclass

import discord
from discord import app_commands
from discord.ext import commands

from bot.contracts.watches.service import Watches
from bot.errors import UserError
from bot.petitions.demands.service import Demands
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.organise.settings import (
    LANGUAGES,
    PostChannel,
    must_post_in,
    role_changes,
    settings_card,
    still_to_do,
)
from bot.ui.permissions import gone_roles, roles_of, server_id_of
from bot.ui.replies import Interaction, answer, in_time


@dataclass(eq=False, kw_only=True)
class SetupCog(commands.Cog):
    """The only command that Discord itself restricts to members who may manage the server."""

    texts: Texts
    servers: Servers
    watches: Watches
    demands: Demands

    @app_commands.command(
        name="setup", description="First settings: channel, roles, language, and what is still missing."
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(
        channel="The channel to post announcements in.",
        organiser_role="The role of the organisers.",
        member_role="Who may sign; @everyone: anyone in the server.",
        language="The language of what is posted.",
    )
    @app_commands.choices(language=LANGUAGES)
    async def setup(
        self,
        interaction: Interaction,
        channel: app_commands.Transform[app_commands.AppCommandChannel, PostChannel] | None = None,
        organiser_role: discord.Role | None = None,
        member_role: discord.Role | None = None,
        language: str | None = None,
    ) -> None:
        server_id = server_id_of(interaction)
        if not interaction.permissions.manage_guild:  # server settings can make a hidden command visible
            raise UserError("refusal-not-manager")
        t = self.texts.of(interaction.locale)
        changes = role_changes(organiser_role, member_role)
        if channel is not None:
            must_post_in(interaction, channel.id, t)
            changes["channel_id"] = channel.id
        if language is not None:
            changes["language"] = language
        if changes:
            settings = await in_time(
                interaction, self.servers.update(server_id, by=interaction.user.id, **changes)
            )
        else:
            settings = await self.servers.get(server_id)
        gone = gone_roles(interaction, settings)
        card = settings_card(settings, t, gone=gone, saved=bool(changes))
        card.text(await still_to_do(self.watches, self.demands, server_id, t))
        if settings.organiser_role_id not in {None, *gone, *roles_of(interaction)}:
            card.text(t("settings-not-yours"))
        await answer(interaction, card if member_role is None else card.small(t("settings-signers-rule")))
