"""/organise name: short names of companies and authorities, for headlines, lists and charts."""

from dataclasses import dataclass

from discord import app_commands
from discord.ext import commands

from bot.common.pagination import page_of
from bot.contracts.queries.service import Contracts
from bot.contracts.short_names import PARTY_LENGTH, SHORT_LENGTH, ShortNames, suggested
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.contracts.short_names import short_name_list, short_name_saved
from bot.ui.layout import Card
from bot.ui.lists import whole_number
from bot.ui.options import (
    MAX_CHOICE_LENGTH,
    MAX_CHOICES,
    Choices,
    choices,
    organiser_suggestions,
)
from bot.ui.permissions import organiser, server_id_of
from bot.ui.replies import Interaction, answer, in_time, turn
from bot.ui.router import answers

_PAGE_SIZE = 15


@dataclass(eq=False, kw_only=True)
class NameCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    contracts: Contracts
    short_names: ShortNames

    @app_commands.command(name="name", description="Set or list short names of companies and authorities.")
    @app_commands.describe(
        party="Name or number (UEI, LEI, SIREN, SIRET). Without: the list.",
        short="Such as ICE; without it, the full name.",
    )
    async def short_name(
        self,
        interaction: Interaction,
        party: app_commands.Range[str, 1, PARTY_LENGTH] | None = None,
        short: app_commands.Range[str, 1, SHORT_LENGTH] | None = None,
    ) -> None:
        settings = await organiser(interaction, self.servers)
        if party is None:
            await answer(interaction, await self._short_names(interaction, 0))
            return
        setting = self.short_names.set(settings.id, {party: short or ""}, by=interaction.user.id)
        await in_time(interaction, setting)
        await answer(interaction, short_name_saved(party, short or "", self.texts.of(interaction.locale)))

    @answers("short-names")
    async def on_names(self, interaction: Interaction, offset: str, *_: str) -> None:
        await turn(interaction, await self._short_names(interaction, whole_number(offset)))

    @short_name.autocomplete("party")
    @organiser_suggestions
    async def suggest_party(self, interaction: Interaction, typed: str) -> Choices:
        """Suggest parties that have a short name, then those of the contracts that were read."""
        server_id = server_id_of(interaction)
        known = suggested(await self.short_names.list(server_id), typed, MAX_CHOICES)
        buyers = await self.contracts.suggest_buyers(server_id, typed)
        suppliers = await self.contracts.suggest_suppliers(server_id, typed)
        names = [
            name for name in dict.fromkeys([*known, *buyers, *suppliers]) if len(name) <= MAX_CHOICE_LENGTH
        ]
        return choices((name, name) for name in names)

    async def _short_names(self, interaction: Interaction, offset: int) -> Card:
        settings = await organiser(interaction, self.servers)
        names = await self.short_names.list(settings.id)
        return short_name_list(page_of(names, offset, _PAGE_SIZE), self.texts.of(interaction.locale))
