"""/organise site: the sites or departments that a signer may name."""

from dataclasses import dataclass

from discord import app_commands
from discord.ext import commands

from bot.common.pagination import page_of
from bot.petitions.counts.units import MAX_UNIT_SIZE, NAME_LENGTH, Units
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.demands.units import unit_confirming, unit_list, unit_proposed, unit_saved
from bot.ui.layout import Card
from bot.ui.lists import whole_number
from bot.ui.options import Choices, chosen_unit, id_in, organiser_suggestions, unit_choices
from bot.ui.organise.settings import LANGUAGES
from bot.ui.permissions import organiser, server_id_of
from bot.ui.replies import Interaction, answer, in_time, turn
from bot.ui.router import answers

_PAGE_SIZE = 10

_Size = app_commands.Range[int, 1, MAX_UNIT_SIZE]
_Name = app_commands.Range[str, 1, NAME_LENGTH]


@dataclass(eq=False, kw_only=True)
class UnitCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    units: Units

    unit = app_commands.Group(name="site", description="Sites (or departments) that signers may name.")

    @unit.command(name="add", description="Propose a site; another organiser confirms it.")
    @app_commands.describe(
        name="Its name.", size="People there, members or not.", language="In which language."
    )
    @app_commands.choices(language=LANGUAGES)
    async def add_unit(
        self, interaction: Interaction, name: _Name, size: _Size, language: str | None = None
    ) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        names = {language or t.language: name}
        adding = self.units.add(settings.id, names, size, by=interaction.user.id)
        await answer(interaction, unit_proposed(await in_time(interaction, adding), t))

    @unit.command(name="list", description="All sites, and their sizes.")
    async def list_units(self, interaction: Interaction) -> None:
        await answer(interaction, await self._units(interaction, 0))

    @answers("units")
    async def on_units(self, interaction: Interaction, offset: str, *_: str) -> None:
        await turn(interaction, await self._units(interaction, whole_number(offset)))

    @unit.command(name="edit", description="Propose a name or size; another organiser confirms.")
    @app_commands.describe(
        site="From the list.",
        size="People there, members or not.",
        name="Its name.",
        language="In which language.",
    )
    @app_commands.choices(language=LANGUAGES)
    async def edit_unit(
        self,
        interaction: Interaction,
        site: str,
        size: _Size | None = None,
        name: _Name | None = None,
        language: str | None = None,
    ) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        found = await chosen_unit(self.units, settings.id, site)
        names = {} if name is None else {language or t.language: name}
        editing = self.units.edit(settings.id, found.id, names=names, size=size, by=interaction.user.id)
        await answer(interaction, unit_proposed(await in_time(interaction, editing), t))

    @unit.command(name="confirm", description="Confirm what another organiser proposed.")
    @app_commands.describe(site="From the list.")
    async def confirm_unit(self, interaction: Interaction, site: str) -> None:
        settings = await organiser(interaction, self.servers)
        found = await chosen_unit(self.units, settings.id, site)
        await answer(interaction, unit_confirming(found, self.texts.of(interaction.locale)))

    @answers("unit-confirm")
    async def on_confirm(self, interaction: Interaction, unit_id: str, proposal: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        confirming = self.units.confirm(settings.id, id_in(unit_id), proposal, by=interaction.user.id)
        confirmed = await in_time(interaction, confirming, turns=True)
        t = self.texts.of(interaction.locale)
        await turn(interaction, unit_saved(confirmed, "unit-confirmed", t))

    @unit.command(name="remove", description="Remove a site. Its signatures stay.")
    @app_commands.describe(site="From the list.")
    async def remove_unit(self, interaction: Interaction, site: str) -> None:
        settings = await organiser(interaction, self.servers)
        found = await chosen_unit(self.units, settings.id, site)
        removing = self.units.remove(settings.id, found.id, by=interaction.user.id)
        removed = await in_time(interaction, removing)
        await answer(interaction, unit_saved(removed, "unit-removed", self.texts.of(interaction.locale)))

    @edit_unit.autocomplete("site")
    @confirm_unit.autocomplete("site")
    @remove_unit.autocomplete("site")
    @organiser_suggestions
    async def suggest_units(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        return await unit_choices(self.units, server_id_of(interaction), typed, t)

    async def _units(self, interaction: Interaction, offset: int) -> Card:
        settings = await organiser(interaction, self.servers)
        units = await self.units.list(settings.id)
        return unit_list(page_of(units, offset, _PAGE_SIZE), self.texts.of(interaction.locale))
