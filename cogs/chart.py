"""/contracts chart: the money over time, as a chart."""

import io
from collections.abc import Awaitable, Callable
from functools import cached_property

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.charts.contracts import Painter
from bot.contracts.views import ContractView
from bot.texts import Translator
from bot.ui.contracts.charts import (
    FILE,
    chart_alternative,
    chart_card,
    chart_words,
)
from bot.ui.contracts.listing import contract_choice
from bot.ui.layout import shorten
from bot.ui.permissions import server_id_of
from bot.ui.replies import Interaction, answer, defer
from bot.ui.suggestions import MAX_CHOICE_LENGTH, MAX_CHOICES, Choices, suggestions


class ChartCommand(commands.Cog):
    """Mixin of ``ContractsCog``, which resolves a typed contract."""

    _app: App
    _named: Callable[[int, str, Translator], Awaitable[ContractView]]

    @cached_property
    def _painter(self) -> Painter:
        return Painter()

    @app_commands.command(
        name="chart",
        description="A picture of the money over time, contract by contract, and of the ceilings.",
    )
    @app_commands.describe(
        contract="One contract, or a vehicle with its orders; leave it empty for all that are watched."
    )
    async def chart(self, interaction: Interaction, contract: str | None = None) -> None:
        t, server_id = self._app.texts.of(interaction.locale), server_id_of(interaction)
        await defer(interaction)
        only = None if contract is None else (await self._named(server_id, contract, t)).line.id
        data = await self._app.contracts.chart(server_id, self._app.clock().date(), only)
        picture = io.BytesIO(await self._painter.draw(data, chart_words(data, t)))
        file = discord.File(picture, FILE, description=chart_alternative(data, t))
        await answer(interaction, chart_card(data, t), files=[file])

    @chart.autocomplete("contract")
    @suggestions
    async def suggest_for_chart(self, interaction: Interaction, typed: str) -> Choices:
        t = self._app.texts.of(interaction.locale)
        found = await self._app.contracts.suggest(server_id_of(interaction), typed)
        return [
            app_commands.Choice(
                name=shorten(contract_choice(t, line), MAX_CHOICE_LENGTH), value=f"#{line.id}"
            )
            for line in found[:MAX_CHOICES]
        ]
