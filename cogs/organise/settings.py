"""/organise settings: the server's settings of the bot."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord
from discord import app_commands
from discord.ext import commands

from bot.contracts.watches.service import Watches
from bot.petitions.demands.deadlines import suggest_zones
from bot.petitions.demands.service import Demands
from bot.petitions.signing.eligibility import MAX_DAYS
from bot.servers.board import HOME, Boards
from bot.servers.settings import Changes, Servers, ServerSettings
from bot.texts import Texts
from bot.ui.error_replies import sentence_of
from bot.ui.forms import privacy_form, written_privacy
from bot.ui.layout import Card
from bot.ui.options import Choices, choices, suggestions
from bot.ui.organise.settings import (
    ANNOUNCEMENTS,
    LANGUAGES,
    PURPOSES,
    PostChannel,
    missing_fields,
    must_post_in,
    role_changes,
    settings_card,
    still_to_do,
)
from bot.ui.permissions import gone_roles, organiser, roles_of
from bot.ui.replies import Interaction, answer, in_time, open_form
from bot.ui.router import answers


@dataclass(eq=False, kw_only=True)
class SettingsCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    boards: Boards
    demands: Demands
    watches: Watches

    settings = app_commands.Group(name="settings", description="The bot’s settings in this server.")

    @settings.command(name="show", description="All settings, and what is still missing.")
    async def show_settings(self, interaction: Interaction) -> None:
        found = await organiser(interaction, self.servers)
        t = self.texts.of(interaction.locale)
        undone = await still_to_do(self.watches, self.demands, found.id, t)
        await answer(interaction, await self._card(interaction, found, undone=undone))

    @settings.command(name="channel", description="Choose the channel to post announcements in.")
    @app_commands.describe(
        channel="The bot must be able to post there.",
        purpose="What for; without a choice, for announcements.",
    )
    @app_commands.choices(purpose=PURPOSES)
    async def set_channel(
        self,
        interaction: Interaction,
        channel: app_commands.Transform[app_commands.AppCommandChannel, PostChannel],
        purpose: str = ANNOUNCEMENTS,
    ) -> None:
        found = await organiser(interaction, self.servers)
        must_post_in(interaction, channel.id, self.texts.of(interaction.locale))
        if purpose == ANNOUNCEMENTS:
            changes = Changes(channel_id=channel.id)
        else:
            changes = Changes(organiser_channel_id=channel.id)
        await self._save(interaction, found.id, changes)

    @settings.command(name="updates", description="Choose what is posted besides the news.")
    @app_commands.describe(
        administrative="Also modifications without effect.",
        weekly="Post weekly that the bot still watches.",
        purchases="Also other suppliers in the same purchase.",
        subcontracts="Also new subcontracts.",
    )
    async def set_updates(
        self,
        interaction: Interaction,
        administrative: bool | None = None,
        weekly: bool | None = None,
        purchases: bool | None = None,
        subcontracts: bool | None = None,
    ) -> None:
        found = await organiser(interaction, self.servers)
        changes = Changes()
        if administrative is not None:
            changes["administrative_news"] = administrative
        if weekly is not None:
            changes["weekly"] = weekly
        if purchases is not None:
            changes["purchase_news"] = purchases
        if subcontracts is not None:
            changes["subcontract_news"] = subcontracts
        await self._save(interaction, found.id, changes)

    @settings.command(name="language", description="Choose the language of what is posted.")
    @app_commands.describe(language="Each person gets answers in their own language.")
    @app_commands.choices(language=LANGUAGES)
    async def set_language(self, interaction: Interaction, language: str) -> None:
        found = await organiser(interaction, self.servers)
        await self._save(interaction, found.id, Changes(language=language))

    @settings.command(name="timezone", description="Choose the time zone of deadlines.")
    @app_commands.describe(time_zone="Type a city, then choose.")
    async def set_time_zone(self, interaction: Interaction, time_zone: str) -> None:
        found = await organiser(interaction, self.servers)
        await self._save(interaction, found.id, Changes(time_zone=time_zone))

    @set_time_zone.autocomplete("time_zone")
    @suggestions
    async def suggest_time_zone(self, interaction: Interaction, typed: str) -> Choices:
        return choices((name, name) for name in suggest_zones(typed))

    @settings.command(name="roles", description="Choose who organises and who may sign.")
    @app_commands.describe(
        organiser_role="The role of the organisers.",
        member_role="Who may sign; @everyone: anyone in the server.",
    )
    async def set_roles(
        self,
        interaction: Interaction,
        organiser_role: discord.Role | None = None,
        member_role: discord.Role | None = None,
    ) -> None:
        found = await organiser(interaction, self.servers)
        note = None if member_role is None else "settings-signers-rule"
        chosen = {"organisers": organiser_role, "members": member_role}
        roles = {name: role.id for name, role in chosen.items() if role is not None}
        await self._save(interaction, found.id, role_changes(found.id, **roles), note=note)

    @settings.command(name="signers", description="What is asked of signers, besides the role.")
    @app_commands.describe(
        account_days="Age of the Discord account in days; 0: any.",
        server_days="Days in this server; 0: any.",
        roster="New demands ask for the roster.",
    )
    async def set_signers(
        self,
        interaction: Interaction,
        account_days: app_commands.Range[int, 0, MAX_DAYS] | None = None,
        server_days: app_commands.Range[int, 0, MAX_DAYS] | None = None,
        roster: bool | None = None,
    ) -> None:
        found = await organiser(interaction, self.servers)
        changes = Changes()
        if account_days is not None:
            changes["min_account_days"] = account_days
        if server_days is not None:
            changes["min_server_days"] = server_days
        if roster is not None:
            changes["roster"] = roster
        await self._save(interaction, found.id, changes, note="settings-signers-rule")

    @settings.command(name="privacy", description="Who keeps the data, and who gets it.")
    async def set_privacy(self, interaction: Interaction) -> None:
        found = await organiser(interaction, self.servers)
        form = privacy_form(found.privacy, self.texts.of(interaction.locale))
        await open_form(interaction, form)

    @answers("privacy-save")
    async def on_privacy(self, interaction: Interaction, *_: str) -> None:
        before = await organiser(interaction, self.servers)
        privacy, refused = written_privacy(interaction)
        saving = self.servers.update(before.id, by=interaction.user.id, privacy=privacy)
        after = await in_time(interaction, saving)
        t = self.texts.of(interaction.locale)
        card = Card().text(t("privacy-saved") if refused is None else sentence_of(refused, t))
        if after.privacy.missing():
            card.text(t("privacy-missing", fields=missing_fields(after.privacy, t)))
        if after.privacy.retention_months is None:
            card.text(t("settings-retention-missing", months=0))
        if not after.privacy.missing() and after.privacy != before.privacy:
            demands = await self.demands.list(after.id)
            if any(demand.state == "open" for demand in demands):
                card.text(t("privacy-saved-open"))
        await answer(interaction, card)

    async def _save(
        self, interaction: Interaction, server_id: int, changes: Changes, *, note: str | None = None
    ) -> None:
        """Save settings and show them. ``note`` is the id of a text below them."""
        if changes:
            found = await in_time(
                interaction, self.servers.update(server_id, by=interaction.user.id, **changes)
            )
        else:
            found = await self.servers.get(server_id)
        t = self.texts.of(interaction.locale)
        card = await self._card(interaction, found, saved=bool(changes))
        if "organiser_role_id" in changes and found.organiser_role_id not in roles_of(interaction):
            card.text(t("settings-not-yours"))
        if note is not None:
            card.small(t(note))
        await answer(interaction, card)

    async def _card(
        self,
        interaction: Interaction,
        found: ServerSettings,
        *,
        saved: bool = False,
        undone: Sequence[str] = (),
    ) -> Card:
        t = self.texts.of(interaction.locale)
        address = await self.boards.address(found.id, HOME, t.language)
        gone = gone_roles(interaction, found)
        return settings_card(found, t, gone=gone, saved=saved, undone=undone, address=address)
