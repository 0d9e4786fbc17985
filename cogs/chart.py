"""/contracts chart: the money over time, as a chart."""

import io
from dataclasses import dataclass

import discord
from discord import app_commands
from discord.ext import commands

from bot.charts.canvas import Painter
from bot.charts.contracts import draw
from bot.charts.purchase import purchase_png
from bot.common.clock import Clock
from bot.contracts.queries.service import Contracts
from bot.texts import Texts
from bot.ui.contracts.charts import FILE, chart_alternative, chart_card, chart_words
from bot.ui.contracts.purchase import (
    CHART_FILE,
    purchase_alternative,
    purchase_chart,
    purchase_chart_button,
    purchase_chart_card,
)
from bot.ui.layout import Card
from bot.ui.lists import whole_number
from bot.ui.options import Choices, chosen_contract, contract_choices, suggestions
from bot.ui.permissions import server_id_of
from bot.ui.replies import Interaction, answer, defer
from bot.ui.router import answers


@dataclass(eq=False, kw_only=True)
class ChartCommand(commands.Cog):
    """Mixin of ``ContractsCog``, which resolves a typed contract."""

    texts: Texts
    clock: Clock
    contracts: Contracts
    painter: Painter

    @app_commands.command(
        name="chart",
        description="A chart of the money over time, contract by contract, and of the ceilings.",
    )
    @app_commands.describe(
        contract="One contract, or a framework contract with its orders; empty for everything watched."
    )
    async def chart(self, interaction: Interaction, contract: str | None = None) -> None:
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        await defer(interaction)
        only = None if contract is None else await chosen_contract(self.contracts, server_id, contract)
        data = await self.contracts.chart(server_id, self.clock().date(), only)
        picture = io.BytesIO(await self.painter.draw(draw, data, chart_words(data, t)))
        file = discord.File(picture, FILE, description=chart_alternative(data, t))
        card = chart_card(data, t)
        if only is not None:
            view = await self.contracts.show(server_id, only)
            card.buttons(*purchase_chart_button(view, t))
        await answer(interaction, card, files=[file])

    @answers("purchase-chart")
    async def chart_purchase(self, interaction: Interaction, contract_id: str) -> None:
        """Draw who else got a part of the purchase that a contract is one order of."""
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        await defer(interaction)
        view = await self.contracts.show(server_id, whole_number(contract_id))
        chart = purchase_chart(view, t)
        if chart is None:
            await answer(interaction, Card().text(t("story-none")))
            return
        picture = io.BytesIO(await self.painter.draw(purchase_png, chart))
        file = discord.File(picture, CHART_FILE, description=purchase_alternative(chart, t))
        await answer(interaction, purchase_chart_card(view, chart, t), files=[file])

    @chart.autocomplete("contract")
    @suggestions
    async def suggest_for_chart(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        return await contract_choices(self.contracts, server_id_of(interaction), typed, t)
