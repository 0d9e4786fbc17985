"""/organise paper: signatures on paper, entered and confirmed by two organisers."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from discord import app_commands
from discord.ext import commands

from bot.petitions.counts.paper import LABEL_LENGTH, MAX_SIGNATURES, NOTE_LENGTH, Paper
from bot.petitions.demands.service import FOR_MEMBERS, Demands
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.demands.paper import paper_confirmed, paper_confirming, paper_entered, paper_list, paper_withdrawn
from bot.ui.layout import Card
from bot.ui.lists import whole_number
from bot.ui.options import (
    Choices,
    chosen_demand,
    chosen_id,
    demand_choices,
    id_in,
    organiser_suggestions,
    paper_choices,
)
from bot.ui.permissions import organiser, server_id_of
from bot.ui.replies import Interaction, answer, in_time, turn
from bot.ui.router import answers


@dataclass(eq=False, kw_only=True)
class PaperCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    demands: Demands
    papers: Paper

    paper = app_commands.Group(name="paper", description="Signatures on paper, counted apart.")

    @paper.command(name="enter", description="Enter sheets; another organiser confirms them.")
    @app_commands.describe(
        demand="From the list.",
        count="How many signatures are on these sheets.",
        label="Such as “Lyon, sheets 1 to 12”. Name nobody.",
        scan="SHA-256 of the scan: sha256sum FILE; Windows: certutil -hashfile FILE SHA256.",
    )
    async def enter_paper(
        self,
        interaction: Interaction,
        demand: str,
        count: app_commands.Range[int, 1, MAX_SIGNATURES],
        label: app_commands.Range[str, 1, LABEL_LENGTH],
        scan: app_commands.Range[str, 1, 200],
    ) -> None:
        settings = await organiser(interaction, self.servers)
        found = await chosen_demand(self.demands, settings.id, demand)
        entering = self.papers.enter(
            settings.id, found.id, label=label, count=count, scan_sha256=scan, by=interaction.user.id
        )
        entered = await in_time(interaction, entering)
        await answer(interaction, paper_entered(entered, self.texts.of(interaction.locale)))

    @paper.command(name="confirm", description="Confirm sheets that another organiser entered.")
    @app_commands.describe(sheets="From the list.")
    async def confirm_paper(self, interaction: Interaction, sheets: str) -> None:
        settings = await organiser(interaction, self.servers)
        paper_id = await self._paper_id(settings.id, sheets, {"entered"})
        found = await self.papers.get(settings.id, paper_id)
        await answer(interaction, paper_confirming(found, self.texts.of(interaction.locale)))

    @answers("paper-confirm")
    async def on_confirm_paper(self, interaction: Interaction, paper_id: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        confirming = self.papers.confirm(settings.id, id_in(paper_id), by=interaction.user.id)
        confirmed = await in_time(interaction, confirming, turns=True)
        await turn(interaction, paper_confirmed(confirmed, self.texts.of(interaction.locale)))

    @paper.command(name="withdraw", description="Stop counting some sheets. Exports keep them.")
    @app_commands.describe(
        sheets="From the list.",
        note="Why; it appears in the exports. Name nobody.",
    )
    async def withdraw_paper(
        self, interaction: Interaction, sheets: str, note: app_commands.Range[str, 1, NOTE_LENGTH]
    ) -> None:
        settings = await organiser(interaction, self.servers)
        paper_id = await self._paper_id(settings.id, sheets, {"entered", "confirmed"})
        withdrawing = self.papers.withdraw(settings.id, paper_id, note=note, by=interaction.user.id)
        withdrawn = await in_time(interaction, withdrawing)
        await answer(interaction, paper_withdrawn(withdrawn, self.texts.of(interaction.locale)))

    @paper.command(name="list", description="All sheets, and their SHA-256.")
    async def list_paper(self, interaction: Interaction) -> None:
        await answer(interaction, await self._paper_page(interaction, 0))

    @answers("papers")
    async def on_papers(self, interaction: Interaction, offset: str, *_: str) -> None:
        await turn(interaction, await self._paper_page(interaction, whole_number(offset)))

    @enter_paper.autocomplete("demand")
    @organiser_suggestions
    async def suggest_signed(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        server_id = server_id_of(interaction)
        return await demand_choices(self.demands, server_id, typed, t, states=FOR_MEMBERS)

    @confirm_paper.autocomplete("sheets")
    @organiser_suggestions
    async def suggest_entered(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggest_sheets(interaction, typed, {"entered"})

    @withdraw_paper.autocomplete("sheets")
    @organiser_suggestions
    async def suggest_standing(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggest_sheets(interaction, typed, {"entered", "confirmed"})

    async def _suggest_sheets(self, interaction: Interaction, typed: str, states: Collection[str]) -> Choices:
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        return await paper_choices(self.papers, server_id, typed, t, states=states)

    async def _paper_page(self, interaction: Interaction, offset: int) -> Card:
        settings = await organiser(interaction, self.servers)
        page = await self.papers.page(settings.id, offset=offset)
        return paper_list(page, self.texts.of(interaction.locale))

    async def _paper_id(self, server_id: int, typed: str, states: Collection[str]) -> int:
        return await chosen_id(typed, partial(self.papers.suggest, server_id, typed, states=states))
