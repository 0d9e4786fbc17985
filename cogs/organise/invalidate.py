"""/organise invalidate: two organisers invalidate signatures for a reason."""

from dataclasses import dataclass
from datetime import date

from discord import app_commands
from discord.ext import commands

from bot.common.pagination import page_of
from bot.petitions.counts.invalidation_criteria import Criteria
from bot.petitions.counts.invalidations import NOTE_LENGTH, Invalidations
from bot.petitions.demands.deadlines import day_in
from bot.petitions.demands.service import FOR_MEMBERS, Demands, DemandView
from bot.petitions.signing.service import Signing
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.demands.invalidations import REASONS, arrivals_card, invalidation_list, proposed_card
from bot.ui.layout import Card
from bot.ui.lists import whole_number
from bot.ui.markdown import timestamp
from bot.ui.options import (
    Choices,
    chosen_demand,
    demand_choices,
    id_in,
    invalidation_choices,
    organiser_suggestions,
)
from bot.ui.permissions import organiser, server_id_of
from bot.ui.replies import Interaction, answer, defer, in_time, say, turn
from bot.ui.router import answers

_PAGE_SIZE = 6


@dataclass(eq=False, kw_only=True)
class InvalidateCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    demands: Demands
    invalidations: Invalidations
    signing: Signing

    invalidate = app_commands.Group(name="invalidate", description="Remove signatures, with two organisers.")

    @invalidate.command(name="propose", description="See how many it would remove, and propose it.")
    @app_commands.describe(
        demand="From the list.",
        reason="It appears in every export.",
        first="Signed from this day on, as 31/01/2026.",
        last="Signed until this day.",
        off_roster="Only those no longer on the roster.",
        note="For the audit alone.",
    )
    @app_commands.choices(reason=REASONS)
    async def propose_invalidation(
        self,
        interaction: Interaction,
        demand: str,
        reason: str,
        first: str | None = None,
        last: str | None = None,
        off_roster: bool = False,
        note: app_commands.Range[str, 1, NOTE_LENGTH] | None = None,
    ) -> None:
        settings = await organiser(interaction, self.servers)
        found = await chosen_demand(self.demands, settings.id, demand)
        criteria = Criteria(first=_day(first), last=_day(last), off_roster=off_roster)
        await defer(interaction)  # reads the whole roster, which may be large
        view = await self.invalidations.propose(
            settings.id, found.id, reason, criteria, by=interaction.user.id, note=note or ""
        )
        await answer(interaction, proposed_card(view, found, self.texts.of(interaction.locale)))

    @invalidate.command(name="figures", description="How old signers’ accounts are, roughly.")
    @app_commands.describe(demand="From the list.")
    async def show_figures(self, interaction: Interaction, demand: str) -> None:
        settings = await organiser(interaction, self.servers)
        found = await chosen_demand(self.demands, settings.id, demand)
        card = arrivals_card(self.signing.arrivals, found, self.texts.of(interaction.locale))
        await answer(interaction, card)

    @invalidate.command(name="confirm", description="Confirm what another organiser proposed.")
    @app_commands.describe(invalidation="From the list.")
    async def confirm_invalidation(self, interaction: Interaction, invalidation: str) -> None:
        settings = await organiser(interaction, self.servers)
        confirming = self.invalidations.confirm(settings.id, id_in(invalidation), by=interaction.user.id)
        view = await in_time(interaction, confirming)
        t = self.texts.of(interaction.locale)
        await say(
            interaction, t("invalidation-confirmed", moment=timestamp(view.runs_at or view.proposed_at, "f"))
        )

    @invalidate.command(name="cancel", description="Cancel an invalidation that has not run yet.")
    @app_commands.describe(invalidation="From the list.")
    async def cancel_invalidation(self, interaction: Interaction, invalidation: str) -> None:
        settings = await organiser(interaction, self.servers)
        cancelling = self.invalidations.cancel(settings.id, id_in(invalidation), by=interaction.user.id)
        await in_time(interaction, cancelling)
        await say(interaction, self.texts.of(interaction.locale)("invalidation-cancelled"))

    @invalidate.command(name="list", description="All invalidations, and where they stand.")
    async def list_invalidations(self, interaction: Interaction) -> None:
        await answer(interaction, await self._invalidations(interaction, 0))

    @answers("invalidations")
    async def on_invalidations(self, interaction: Interaction, offset: str, *_: str) -> None:
        await turn(interaction, await self._invalidations(interaction, whole_number(offset)))

    @propose_invalidation.autocomplete("demand")
    @show_figures.autocomplete("demand")
    @organiser_suggestions
    async def suggest_struck(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        server_id = server_id_of(interaction)
        return await demand_choices(self.demands, server_id, typed, t, states=FOR_MEMBERS)

    @confirm_invalidation.autocomplete("invalidation")
    @organiser_suggestions
    async def suggest_proposed(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggest_invalidations(interaction, typed, "proposed")

    @cancel_invalidation.autocomplete("invalidation")
    @organiser_suggestions
    async def suggest_cancellable(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggest_invalidations(interaction, typed, "proposed", "confirmed")

    async def _suggest_invalidations(self, interaction: Interaction, typed: str, *states: str) -> Choices:
        t = self.texts.of(interaction.locale)
        server_id = server_id_of(interaction)
        found, demands = await self.invalidations.list(server_id), await self._demands_by_id(server_id)
        return invalidation_choices(found, typed, demands, t, states=states)

    async def _demands_by_id(self, server_id: int) -> dict[int, DemandView]:
        return {demand.id: demand for demand in await self.demands.list(server_id)}

    async def _invalidations(self, interaction: Interaction, offset: int) -> Card:
        settings = await organiser(interaction, self.servers)
        found = await self.invalidations.list(settings.id)
        page = page_of(found, offset, _PAGE_SIZE)
        demands = await self._demands_by_id(settings.id)
        return invalidation_list(page, demands, self.texts.of(interaction.locale))


def _day(written: str | None) -> date | None:
    return None if written is None else day_in(written)
