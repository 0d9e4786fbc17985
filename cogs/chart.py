"""/contracts chart: the money over time, as a chart."""

import io
import re
from dataclasses import dataclass
from functools import cached_property

import discord
from discord import app_commands
from discord.ext import commands

from bot.charts.contracts import Painter
from bot.common.clock import Clock
from bot.contracts.queries.service import Contracts
from bot.contracts.views import ContractView
from bot.errors import UserError
from bot.texts import Texts
from bot.ui.contracts.charts import (
    FILE,
    chart_alternative,
    chart_card,
    chart_words,
)
from bot.ui.contracts.listing import contract_choice
from bot.ui.layout import plain, shorten
from bot.ui.permissions import server_id_of
from bot.ui.replies import Interaction, answer, defer
from bot.ui.suggestions import MAX_CHOICE_LENGTH, MAX_CHOICES, Choices, suggestions

_CHOSEN = re.compile(r"#(\d{1,9})")  # value of a suggested contract; no number or amount looks like it
_MAX_SEARCH_LENGTH = 60


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
        description="A picture of the money over time, contract by contract, and of the ceilings.",
    )
    @app_commands.describe(
        contract="One contract, or a vehicle with its orders; leave it empty for all that are watched."
    )
    async def chart(self, interaction: Interaction, contract: str | None = None) -> None:
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        await defer(interaction)
        only = None if contract is None else (await self._named(server_id, contract)).line.id
        data = await self.contracts.chart(server_id, self.clock().date(), only)
        picture = io.BytesIO(await self._painter.draw(data, chart_words(data, t)))
        file = discord.File(picture, FILE, description=chart_alternative(data, t))
        await answer(interaction, chart_card(data, t), files=[file])

    @chart.autocomplete("contract")
    @suggestions
    async def suggest_for_chart(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        found = await self.contracts.suggest(server_id_of(interaction), typed)
        return [
            app_commands.Choice(
                name=shorten(contract_choice(t, line), MAX_CHOICE_LENGTH), value=f"#{line.id}"
            )
            for line in found[:MAX_CHOICES]
        ]

    async def _named(self, server_id: int, typed: str) -> ContractView:
        """Return the chosen contract, else the one with the typed number, else the only match."""
        if chosen := _CHOSEN.fullmatch(typed):
            return await self.contracts.show(server_id, int(chosen[1]))
        if any(character.isalnum() for character in typed):
            found = await self.contracts.numbered(server_id, typed)
            if not found:  # search only second: orders hold the number of their vehicle too
                found = list((await self.contracts.search(server_id, typed, limit=2)).items)
            if len(found) == 1:
                return await self.contracts.show(server_id, found[0].id)
        raise UserError("refusal-choose-from-list", typed=plain(typed, _MAX_SEARCH_LENGTH))
