"""Demands whose issuing key was copied: /organise demand void."""

from dataclasses import dataclass

from discord import app_commands
from discord.ext import commands

from bot.petitions.demands.service import FOR_MEMBERS, Demands
from bot.petitions.page.voiding import WHY_LENGTH, Voiding
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.demands.void import voiding_card
from bot.ui.layout import Card
from bot.ui.options import Choices, chosen_demand, demand_choices, id_in, organiser_suggestions
from bot.ui.permissions import organiser, server_id_of
from bot.ui.replies import Interaction, answer, in_time, turn
from bot.ui.router import answers
from cogs.organise.demand import DemandCommands


@dataclass(eq=False, kw_only=True)
class VoidCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    demands: Demands
    voiding: Voiding

    @DemandCommands.demand.command(
        name="void",
        description="Void a demand whose key was copied, by two.",
    )
    @app_commands.describe(
        demand="From the list.",
        why="Why, without names: everybody reads it.",
    )
    async def void_demand(
        self,
        interaction: Interaction,
        demand: str,
        why: app_commands.Range[str, 1, WHY_LENGTH] | None = None,
    ) -> None:
        settings = await organiser(interaction, self.servers)
        found = await chosen_demand(self.demands, settings.id, demand)
        if why is not None:
            proposing = self.voiding.propose(settings.id, found.id, why=why, by=interaction.user.id)
            await in_time(interaction, proposing)
        await answer(interaction, await self._voiding_card(interaction, settings.id, found.id))

    @answers("void-confirm")
    async def on_confirm_void(self, interaction: Interaction, demand_id: str, proposal: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        confirming = self.voiding.confirm(
            settings.id, id_in(demand_id), proposal=proposal, by=interaction.user.id
        )
        await in_time(interaction, confirming, turns=True)
        await turn(interaction, await self._voiding_card(interaction, settings.id, id_in(demand_id)))

    @answers("void-drop")
    async def on_drop_void(self, interaction: Interaction, demand_id: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        dropping = self.voiding.drop(settings.id, id_in(demand_id), by=interaction.user.id)
        await in_time(interaction, dropping, turns=True)
        await turn(interaction, await self._voiding_card(interaction, settings.id, id_in(demand_id)))

    async def _voiding_card(self, interaction: Interaction, server_id: int, demand_id: int) -> Card:
        demand = await self.demands.get(server_id, demand_id)
        return voiding_card(demand, self.texts.of(interaction.locale))

    @void_demand.autocomplete("demand")
    @organiser_suggestions
    async def suggest_void(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        server_id = server_id_of(interaction)
        return await demand_choices(self.demands, server_id, typed, t, states=FOR_MEMBERS)
