"""/demands: read them, sign them, withdraw a signature."""

from collections.abc import Awaitable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from discord import app_commands
from discord.ext import commands

from bot.common.clock import Clock
from bot.common.deadline import is_over
from bot.common.pagination import page_of
from bot.errors import UserError
from bot.petitions.counts.units import Units
from bot.petitions.demands.forms import SignForm, SignForms
from bot.petitions.demands.service import FOR_MEMBERS, STATES, Demands, DemandView
from bot.petitions.roster.service import Roster
from bot.petitions.signing.service import Signing
from bot.servers.board import HOME, Boards, demand_page
from bot.servers.settings import Servers
from bot.settings import PublicationRule
from bot.texts import Texts, Translator
from bot.ui.demands.card import demand_card, demand_list, elsewhere_card, signed_card, withdrawn_card
from bot.ui.forms import named_unit, sign_form, ticked
from bot.ui.layout import Card, read_on_board
from bot.ui.members.join import tell_of_link
from bot.ui.options import (
    Choices,
    chosen_demand,
    chosen_id,
    chosen_unit,
    demand_choices,
    id_in,
    suggestions,
    unit_choices,
)
from bot.ui.permissions import is_organiser, not_a_signer, server_id_of, signer_of
from bot.ui.replies import Interaction, answer, in_time, open_form, turn
from bot.ui.router import answers

_PAGE_SIZE = 6

T = TypeVar("T")


@dataclass(eq=False, kw_only=True)
class DemandsCog(
    commands.GroupCog,
    group_name="demands",
    group_description="The union’s demands: read them, sign them, withdraw your signature.",
):
    """Members' commands about demands. Nothing here reveals, logs or counts who signed."""

    texts: Texts
    clock: Clock
    publication: PublicationRule
    servers: Servers
    demands: Demands
    sign_forms: SignForms
    signing: Signing
    roster: Roster
    units: Units
    boards: Boards

    @app_commands.command(name="list", description="All demands, with their published counts.")
    async def list_demands(self, interaction: Interaction) -> None:
        await answer(interaction, await self._page(interaction, 0))

    @app_commands.command(name="show", description="Read a demand and its published count.")
    @app_commands.describe(demand="Which demand: choose from the list.")
    async def show(self, interaction: Interaction, demand: str) -> None:
        await self._show(interaction, demand)

    @app_commands.command(name="sign", description="Sign a demand. Only you see the answer.")
    @app_commands.describe(
        demand="Which demand: choose from the list.",
        site="Your site, if you want to name it.",
    )
    async def sign(self, interaction: Interaction, demand: str, site: str | None = None) -> None:
        await self._open_form(interaction, demand, site)

    @app_commands.command(
        name="withdraw", description="Withdraw your signature from a demand. Only you see the answer."
    )
    @app_commands.describe(demand="Which demand: choose from the list.")
    async def withdraw(self, interaction: Interaction, demand: str) -> None:
        await self._withdraw(interaction, demand)

    @show.autocomplete("demand")
    @suggestions
    async def suggest_shown(self, interaction: Interaction, typed: str) -> Choices:
        organises = await is_organiser(interaction, self.servers)
        return await self._choices(interaction, typed, *(STATES if organises else FOR_MEMBERS))

    @sign.autocomplete("demand")
    @suggestions
    async def suggest_open(self, interaction: Interaction, typed: str) -> Choices:
        return await self._choices(interaction, typed, "open")

    @sign.autocomplete("site")
    @suggestions
    async def suggest_unit(self, interaction: Interaction, typed: str) -> Choices:
        server_id = server_id_of(interaction)
        return await unit_choices(self.units, server_id, typed, self._texts(interaction), offered=True)

    @withdraw.autocomplete("demand")
    @suggestions
    async def suggest_signable(self, interaction: Interaction, typed: str) -> Choices:
        return await self._choices(interaction, typed, *FOR_MEMBERS)

    @answers("demands")
    async def on_demands(self, interaction: Interaction, *_: str) -> None:
        """Show the demands: the button under posts and cards."""
        await answer(interaction, await self._page(interaction, 0))

    @answers("demands-page")
    async def on_page(self, interaction: Interaction, offset: str, *_: str) -> None:
        await turn(interaction, await self._page(interaction, id_in(offset)))

    @answers("demand")
    async def on_demand(self, interaction: Interaction, demand_id: str, *_: str) -> None:
        await self._show(interaction, demand_id)

    @answers("demand-in")
    async def on_language(self, interaction: Interaction, demand_id: str, posted: str) -> None:
        """Show a posted demand in the reader's language; in another one if the post is in that already."""
        demand, t = await self._chosen(interaction, demand_id), self._texts(interaction)
        if t.picked(demand.texts) == posted:
            t = self.texts.of(next((other for other in sorted(demand.texts) if other != posted), posted))
        await answer(interaction, await self._card(demand, t))

    @answers("sign-form")
    async def on_sign(self, interaction: Interaction, demand_id: str, *_: str) -> None:
        await self._open_form(interaction, demand_id)

    @answers("sign")
    async def on_signed(self, interaction: Interaction, demand_id: str, version: str, *more: str) -> None:
        """Handle a submitted form: everything is checked again, and the form's values are not stored here."""
        if not ticked(interaction, "consent"):
            raise UserError("refusal-no-consent")
        number, held_up = id_in(demand_id), self.signing.held_up
        signed = self._sign(interaction, number, id_in(version), named_unit(interaction, more))
        shown = await self._unless_refused(interaction, in_time(interaction, signed, before=held_up))
        t, earliest = self._texts(interaction), shown.demand.next_count_on(self.publication, self.clock())
        address = await self._address(shown.demand, t)
        await answer(interaction, signed_card(shown, earliest, t, address))
        await tell_of_link(interaction, self.roster, t)

    @answers("withdraw")
    async def on_withdraw(self, interaction: Interaction, demand_id: str, *_: str) -> None:
        await self._withdraw(interaction, demand_id)

    async def _show(self, interaction: Interaction, named: str) -> None:
        include_drafts = await is_organiser(interaction, self.servers)
        demand = await self._chosen(interaction, named, include_drafts=include_drafts)
        await answer(interaction, await self._card(demand, self._texts(interaction)))

    async def _card(self, demand: DemandView, t: Translator) -> Card:
        address = "" if demand.opened_at is None else await self._address(demand, t)
        sign_at = await self.boards.signing(demand.server_id, t.language)
        return read_on_board(demand_card(demand, t, sign_at=sign_at), address, t)

    async def _answer_elsewhere(self, interaction: Interaction, demand: DemandView) -> None:
        t = self._texts(interaction)
        sign_at = await self.boards.signing(demand.server_id, t.language)
        await answer(interaction, elsewhere_card(demand, t, sign_at))

    async def _address(self, demand: DemandView, t: Translator) -> str:
        return await self.boards.address(demand.server_id, demand_page(demand.slug), t.language)

    async def _open_form(self, interaction: Interaction, named: str, site: str | None = None) -> None:
        """Open the form if the person may sign. A form must be the first answer, so nothing slow may precede
        it."""
        server_id = server_id_of(interaction)
        suggest = partial(self.demands.suggest, server_id, named, states=FOR_MEMBERS)
        shown = await self.sign_forms.of(server_id, await chosen_id(named, suggest))
        demand, units = shown.demand, shown.units
        if demand.signed_by != "discord":
            await self._answer_elsewhere(interaction, demand)
            return
        if not self._takes_signatures(demand):
            raise UserError("refusal-demand-closed")
        admitted = self.signing.admit(demand.id, server_id=demand.server_id, signer=signer_of(interaction))
        await self._unless_refused(interaction, admitted)
        chosen = None if site is None else await chosen_unit(self.units, demand.server_id, site, offered=True)
        form = sign_form(demand, self._texts(interaction), units=units, named=chosen)
        await open_form(interaction, form)

    async def _sign(
        self, interaction: Interaction, demand_id: int, version: int, unit_id: int | None
    ) -> SignForm:
        """Sign; return what the form shows."""
        server_id = server_id_of(interaction)
        shown = await self.sign_forms.of(server_id, demand_id)
        await self.signing.sign(
            demand_id, server_id=server_id, version=version, signer=signer_of(interaction), unit_id=unit_id
        )
        return shown

    async def _unless_refused(self, interaction: Interaction, work: Awaitable[T]) -> T:
        """Await ``work``; if it is refused for want of a role that no longer exists, say so."""
        try:
            return await work
        except UserError as refusal:
            if refusal.id == "refusal-role-needed":
                raise not_a_signer(interaction, str(refusal.arguments["roles"])) from refusal
            raise

    async def _withdraw(self, interaction: Interaction, named: str) -> None:
        """Withdraw at once, without confirmation: withdrawing must not be harder than signing."""
        demand = await self._chosen(interaction, named)
        if demand.signed_by != "discord":
            await self._answer_elsewhere(interaction, demand)
            return
        withdrawn = self.signing.withdraw(demand.id, member_id=interaction.user.id)
        await in_time(interaction, withdrawn, before=self.signing.held_up)
        t, takes = self._texts(interaction), self._takes_signatures(demand)
        await answer(interaction, withdrawn_card(demand, t, takes_signatures=takes))
        await tell_of_link(interaction, self.roster, t)

    def _takes_signatures(self, demand: DemandView) -> bool:
        return demand.state == "open" and not is_over(demand, self.clock())

    async def _choices(self, interaction: Interaction, typed: str, *states: str) -> Choices:
        return await demand_choices(
            self.demands, server_id_of(interaction), typed, self._texts(interaction), states=states
        )

    async def _page(self, interaction: Interaction, offset: int) -> Card:
        organises = await is_organiser(interaction, self.servers)
        demands = await self.demands.list(
            server_id_of(interaction), include_drafts=organises, include_archived=organises
        )
        t = self._texts(interaction)
        address = await self.boards.address(server_id_of(interaction), HOME, t.language)
        return read_on_board(demand_list(page_of(demands, offset, _PAGE_SIZE), t), address, t)

    async def _chosen(
        self, interaction: Interaction, named: str, *, include_drafts: bool = False
    ) -> DemandView:
        server_id = server_id_of(interaction)
        return await chosen_demand(self.demands, server_id, named, include_drafts=include_drafts)

    def _texts(self, interaction: Interaction) -> Translator:
        return self.texts.of(interaction.locale)
