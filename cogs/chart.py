"""/contracts chart: the money over time, as a chart."""

import io
from dataclasses import dataclass
from functools import cached_property

import discord
from discord import app_commands
from discord.ext import commands

from bot.charts.contracts import Painter
from bot.common.clock import Clock
from bot.contracts.queries.service import Contracts
from bot.texts import Texts
from bot.ui.contracts.charts import FILE, chart_alternative, chart_card, chart_words
from bot.ui.options import Choices, chosen_contract, contract_choices, suggestions
from bot.ui.permissions import server_id_of
from bot.ui.replies import Interaction, answer, defer


@dataclass(eq=False, kw_only=True)
class ChartCommand(commands.Cog):
    """Mixin of ``ContractsCog``, which resolves a typed contract."""

    texts: Texts
    clock: Clock
    contracts: Contracts

    @cached_property
    def _painter(self) -> Painter:
        return Painter()

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
        picture = io.BytesIO(await self._painter.draw(data, chart_words(data, t)))
        file = discord.File(picture, FILE, description=chart_alternative(data, t))
        await answer(interaction, chart_card(data, t), files=[file])

    @chart.autocomplete("contract")
    @suggestions
    async def suggest_for_chart(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        return await contract_choices(self.contracts, server_id_of(interaction), typed, t)
