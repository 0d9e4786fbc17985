"""How long keys are kept: /organise settings retention, /organise demand hold."""

from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.servers import MOST_MONTHS
from bot.ui.demands import chosen_demand, demand_choices
from bot.ui.layout import Card
from bot.ui.organise import is_organiser
from bot.ui.replies import Interaction, answer, in_time
from bot.ui.retention import hold_card
from bot.ui.rights import organiser, server_id_of
from bot.ui.suggestions import Choices, suggestions
from cogs.organise.demand import DemandCommands
from cogs.organise.settings import SettingsCommands


class RetentionCommands(commands.Cog):
    """A part of ``OrganiseCog``."""

    app: App

    @SettingsCommands.settings.command(
        name="retention", description="For how many months after signing ends a demand's key is kept."
    )
    @app_commands.describe(months="After that many months nothing can be tied to anyone any more.")
    async def set_retention(
        self, interaction: Interaction, months: app_commands.Range[int, 1, MOST_MONTHS]
    ) -> None:
        found = await organiser(interaction, self.app.servers)
        saving = self.app.servers.update(found.id, by=interaction.user.id, retention_months=months)
        await in_time(interaction, saving)
        t = self.app.texts.of(interaction.locale)
        await answer(interaction, Card().text(t("retention-saved", months=months)))

    @DemandCommands.demand.command(
        name="hold", description="Keep a demand's key beyond its time, because of a dispute, or no longer."
    )
    @app_commands.describe(
        demand="Which demand: choose from the list.",
        on="True: keep it until further notice. False: no longer.",
    )
    async def hold_demand(self, interaction: Interaction, demand: str, on: bool) -> None:
        settings = await organiser(interaction, self.app.servers)
        found = await chosen_demand(self.app.demands, settings.id, demand, include_drafts=True)
        holding = self.app.retention.hold(settings.id, found.id, on=on, by=interaction.user.id)
        await in_time(interaction, holding)
        held = await self.app.demands.get(settings.id, found.id, include_drafts=True)
        await answer(interaction, hold_card(held, self.app.texts.of(interaction.locale)))

    @hold_demand.autocomplete("demand")
    @suggestions
    async def suggest_kept(self, interaction: Interaction, typed: str) -> Choices:
        if not await is_organiser(interaction, self.app.servers):
            return []
        t = self.app.texts.of(interaction.locale)
        server_id = server_id_of(interaction)
        return await demand_choices(self.app.demands, server_id, typed, t, states={"draft", "open", "closed"})
