"""Retention of keys: /organise settings retention, /organise demand hold."""

from dataclasses import dataclass

from discord import app_commands
from discord.ext import commands

from bot.common.clock import Clock
from bot.petitions.demands.service import STATES, Demands
from bot.petitions.privacy.holds import REASON_LENGTH, Holds
from bot.servers.settings import MAX_MONTHS, Servers
from bot.texts import Texts
from bot.ui.demands.retention import hold_card
from bot.ui.layout import Card
from bot.ui.options import Choices, chosen_demand, demand_choices, id_in, organiser_suggestions
from bot.ui.permissions import organiser, server_id_of
from bot.ui.replies import Interaction, answer, in_time, turn
from bot.ui.router import answers
from cogs.organise.demand import DemandCommands
from cogs.organise.settings import SettingsCommands


@dataclass(eq=False, kw_only=True)
class RetentionCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    clock: Clock
    servers: Servers
    demands: Demands
    holds: Holds

    @SettingsCommands.settings.command(name="retention", description="How long a demand’s key is kept.")
    @app_commands.describe(months="Months after signing ends.")
    async def set_retention(
        self, interaction: Interaction, months: app_commands.Range[int, 1, MAX_MONTHS]
    ) -> None:
        found = await organiser(interaction, self.servers)
        saving = self.servers.update(found.id, by=interaction.user.id, retention_months=months)
        await in_time(interaction, saving)
        t = self.texts.of(interaction.locale)
        await answer(interaction, Card().text(t("retention-saved", months=months)))

    @DemandCommands.demand.command(
        name="hold",
        description="Keep a demand’s key for a dispute, by two.",
    )
    @app_commands.describe(
        demand="From the list.",
        reason="Why. Members read it in /privacy notice. Name nobody.",
    )
    async def hold_demand(
        self,
        interaction: Interaction,
        demand: str,
        reason: app_commands.Range[str, 1, REASON_LENGTH] | None = None,
    ) -> None:
        settings = await organiser(interaction, self.servers)
        found = await chosen_demand(self.demands, settings.id, demand)
        if reason is not None:
            proposing = self.holds.propose(settings.id, found.id, reason=reason, by=interaction.user.id)
            await in_time(interaction, proposing)
        await answer(interaction, await self._hold_card(interaction, settings.id, found.id))

    @answers("hold-confirm")
    async def on_confirm_hold(self, interaction: Interaction, demand_id: str, proposal: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        confirming = self.holds.confirm(
            settings.id, id_in(demand_id), proposal=proposal, by=interaction.user.id
        )
        await in_time(interaction, confirming, turns=True)
        await turn(interaction, await self._hold_card(interaction, settings.id, id_in(demand_id)))

    @answers("hold-end")
    async def on_end_hold(self, interaction: Interaction, demand_id: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        ending = self.holds.end(settings.id, id_in(demand_id), by=interaction.user.id)
        await in_time(interaction, ending, turns=True)
        await turn(interaction, await self._hold_card(interaction, settings.id, id_in(demand_id)))

    async def _hold_card(self, interaction: Interaction, server_id: int, demand_id: int) -> Card:
        demand = await self.demands.get(server_id, demand_id)
        return hold_card(demand, self.clock(), self.texts.of(interaction.locale))

    @hold_demand.autocomplete("demand")
    @organiser_suggestions
    async def suggest_kept(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        server_id = server_id_of(interaction)
        return await demand_choices(self.demands, server_id, typed, t, states=set(STATES) - {"draft"})
