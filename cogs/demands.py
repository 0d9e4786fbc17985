"""/demands: read them, sign them, withdraw a signature."""

from collections.abc import Awaitable
from functools import partial
from typing import TypeVar

from discord import app_commands
from discord.ext import commands

from bot.common.clock import is_over
from bot.common.pagination import page_of
from bot.errors import UserError
from bot.petitions.demands.service import FOR_MEMBERS, DemandView
from bot.petitions.demands.views import SignForm
from bot.servers.board import HOME, demand_page
from bot.texts import Translator
from bot.ui.demands.card import demand_card, demand_list, elsewhere_card, signed_card, withdrawn_card
from bot.ui.forms import named_unit, sign_form, ticked
from bot.ui.layout import Card, read_on_board
from bot.ui.members import tell_of_link
from bot.ui.options import chosen_demand, chosen_id, chosen_unit
from bot.ui.permissions import is_organiser, not_a_signer, signer_of
from bot.ui.replies import in_time
from bot.ui.router import answers, id_in
from cogs import suggestions
from cogs.base import BotCog, Request, anyone

_PAGE_SIZE = 6

T = TypeVar("T")


class DemandsCog(
    BotCog,
    commands.GroupCog,
    group_name="demands",
    group_description="The union’s demands: read them, sign them, withdraw your signature.",
):
    """Members' commands about demands. Nothing here reveals, logs or counts who signed."""

    @app_commands.command(name="list", description="All demands, with their published counts.")
    @anyone
    async def list_demands(self, request: Request) -> None:
        await request.answer(await self._page(request, 0))

    @app_commands.command(name="show", description="Read a demand and its published count.")
    @app_commands.describe(demand="Which demand: choose from the list.")
    @app_commands.autocomplete(demand=suggestions.shown_demands)
    @anyone
    async def show(self, request: Request, demand: str) -> None:
        await self._show(request, demand)

    @app_commands.command(name="sign", description="Sign a demand. Only you see the answer.")
    @app_commands.describe(
        demand="Which demand: choose from the list.",
        site="Your site, if you want to name it.",
    )
    @app_commands.autocomplete(demand=suggestions.demands("open"), site=suggestions.units)
    @anyone.at_once
    async def sign(self, request: Request, demand: str, site: str | None = None) -> None:
        await self._open_form(request, demand, site)

    @app_commands.command(
        name="withdraw", description="Withdraw your signature from a demand. Only you see the answer."
    )
    @app_commands.describe(demand="Which demand: choose from the list.")
    @app_commands.autocomplete(demand=suggestions.demands(*FOR_MEMBERS))
    @anyone
    async def withdraw(self, request: Request, demand: str) -> None:
        await self._withdraw(request, demand)

    @answers("demands")
    @anyone
    async def on_demands(self, request: Request, *_: str) -> None:
        """Show the demands: the button under posts and cards."""
        await request.answer(await self._page(request, 0))

    @answers("demands-page")
    @anyone
    async def on_page(self, request: Request, offset: str, *_: str) -> None:
        await request.turn(await self._page(request, id_in(offset)))

    @answers("demand")
    @anyone
    async def on_demand(self, request: Request, demand_id: str, *_: str) -> None:
        await self._show(request, demand_id)

    @answers("demand-in")
    @anyone
    async def on_language(self, request: Request, demand_id: str, posted: str) -> None:
        """Show a posted demand in the reader's language; in another one if the post is in that already."""
        demand, t = await self._chosen(request, demand_id), request.t
        if t.picked(demand.texts) == posted:
            other = next((other for other in sorted(demand.texts) if other != posted), posted)
            t = self.app.texts.of(other)
        await request.answer(await self._card(demand, t))

    @answers("sign-form")
    @anyone.at_once
    async def on_sign(self, request: Request, demand_id: str, *_: str) -> None:
        await self._open_form(request, demand_id)

    @answers("sign")
    @anyone
    async def on_signed(self, request: Request, demand_id: str, version: str, *more: str) -> None:
        """Handle a submitted form: everything is checked again, and the form's values are not stored here."""
        press, t = request.interaction, request.t
        if not ticked(press, "consent"):
            raise UserError("refusal-no-consent")
        number, held_up = id_in(demand_id), self.app.signing.held_up
        signed = self._sign(request, number, id_in(version), named_unit(press, more))
        shown = await self._unless_refused(request, in_time(press, signed, before=held_up))
        earliest = shown.demand.next_count_on(self.app.settings.publication, self.app.clock())
        address = await self._address(shown.demand, t)
        await request.answer(signed_card(shown, earliest, t, address))
        await tell_of_link(press, self.app.roster, t)

    @answers("withdraw")
    @anyone
    async def on_withdraw(self, request: Request, demand_id: str, *_: str) -> None:
        await self._withdraw(request, demand_id)

    async def _show(self, request: Request, named: str) -> None:
        include_drafts = await is_organiser(request.interaction, self.app.servers)
        demand = await self._chosen(request, named, include_drafts=include_drafts)
        await request.answer(await self._card(demand, request.t))

    async def _card(self, demand: DemandView, t: Translator) -> Card:
        address = "" if demand.opened_at is None else await self._address(demand, t)
        sign_at = await self.app.boards.signing(demand.server_id, t.language)
        return read_on_board(demand_card(demand, t, sign_at=sign_at), address, t)

    async def _answer_elsewhere(self, request: Request, demand: DemandView) -> None:
        sign_at = await self.app.boards.signing(demand.server_id, request.t.language)
        await request.answer(elsewhere_card(demand, request.t, sign_at))

    async def _address(self, demand: DemandView, t: Translator) -> str:
        return await self.app.boards.address(demand.server_id, demand_page(demand.slug), t.language)

    async def _open_form(self, request: Request, named: str, site: str | None = None) -> None:
        """Open the form if the person may sign. A form must be the first answer, so nothing slow may precede
        it."""
        suggest = partial(self.app.demands.suggest, request.server_id, named, states=FOR_MEMBERS)
        shown = await self.app.sign_forms.of(request.server_id, await chosen_id(named, suggest))
        demand, units, server_id = shown.demand, shown.units, shown.demand.server_id
        if demand.signed_by != "discord":
            await self._answer_elsewhere(request, demand)
            return
        if not self._takes_signatures(demand):
            raise UserError("refusal-demand-closed")
        signer = signer_of(request.interaction)
        admitted = self.app.signing.admit(demand.id, server_id=server_id, signer=signer)
        await self._unless_refused(request, admitted)
        chosen = None if site is None else await chosen_unit(self.app.units, server_id, site, offered=True)
        await request.open_form(sign_form(demand, request.t, units=units, named=chosen))

    async def _sign(self, request: Request, demand_id: int, version: int, unit_id: int | None) -> SignForm:
        """Sign; return what the form shows."""
        server_id, signer = request.server_id, signer_of(request.interaction)
        shown = await self.app.sign_forms.of(server_id, demand_id)
        await self.app.signing.sign(
            demand_id, server_id=server_id, version=version, signer=signer, unit_id=unit_id
        )
        return shown

    async def _unless_refused(self, request: Request, work: Awaitable[T]) -> T:
        """Await ``work``; if it is refused for want of a role that no longer exists, say so."""
        try:
            return await work
        except UserError as refusal:
            if refusal.id == "refusal-role-needed":
                raise not_a_signer(request.interaction, str(refusal.arguments["roles"])) from refusal
            raise

    async def _withdraw(self, request: Request, named: str) -> None:
        """Withdraw at once, without confirmation: withdrawing must not be harder than signing."""
        demand = await self._chosen(request, named)
        if demand.signed_by != "discord":
            await self._answer_elsewhere(request, demand)
            return
        withdrawn = self.app.signing.withdraw(demand.id, member_id=request.by)
        await in_time(request.interaction, withdrawn, before=self.app.signing.held_up)
        takes = self._takes_signatures(demand)
        await request.answer(withdrawn_card(demand, request.t, takes_signatures=takes))
        await tell_of_link(request.interaction, self.app.roster, request.t)

    def _takes_signatures(self, demand: DemandView) -> bool:
        return demand.state == "open" and not is_over(demand, self.app.clock())

    async def _page(self, request: Request, offset: int) -> Card:
        t, server_id = request.t, request.server_id
        organises = await is_organiser(request.interaction, self.app.servers)
        demands = await self.app.demands.list(server_id, include_drafts=organises, include_archived=organises)
        address = await self.app.boards.address(server_id, HOME, t.language)
        return read_on_board(demand_list(page_of(demands, offset, _PAGE_SIZE), t), address, t)

    async def _chosen(self, request: Request, named: str, *, include_drafts: bool = False) -> DemandView:
        demands, server_id = self.app.demands, request.server_id
        return await chosen_demand(demands, server_id, named, include_drafts=include_drafts)
