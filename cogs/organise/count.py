"""Counting, by two organisers: the sites that a signer may name, signatures on paper, and signatures that do
not count."""

from datetime import date
from functools import partial

from bot.common.pagination import page_of
from bot.petitions.counts.invalidations import NOTE_LENGTH as REASON_LENGTH
from bot.petitions.counts.invalidations import REASONS, Criteria
from bot.petitions.counts.paper import LABEL_LENGTH, MAX_SIGNATURES, NOTE_LENGTH
from bot.petitions.counts.units import MAX_UNIT_SIZE, NAME_LENGTH
from bot.petitions.demands.deadlines import day_in
from bot.petitions.demands.service import FOR_MEMBERS
from bot.ui.demands.count import (
    arrivals_card,
    invalidation_list,
    paper_confirmed,
    paper_confirming,
    paper_entered,
    paper_list,
    paper_withdrawn,
    proposed_card,
    unit_confirming,
    unit_list,
    unit_proposed,
    unit_saved,
)
from bot.ui.layout import Card
from bot.ui.markdown import timestamp
from bot.ui.options import chosen_demand, chosen_id, chosen_unit
from bot.ui.organise.acts import Chosen, act, flag, language, number, one_of, text
from bot.ui.replies import defer
from bot.ui.router import answers, id_in, whole_number
from cogs.base import BotCog, StaffRequest, organisers

_UNITS_PER_PAGE, _INVALIDATIONS_PER_PAGE = 10, 6


class CountCommands(BotCog):
    """Mixin of ``OrganiseCog``."""

    @act("site-add", name=text(NAME_LENGTH), size=number(1, MAX_UNIT_SIZE), language=language())
    @organisers
    async def add_unit(
        self, request: StaffRequest, name: str, size: int, language: str | None = None
    ) -> None:
        names = {language or request.t.language: name}
        added = await self.app.units.add(request.server_id, names, size, by=request.by)
        await request.answer(unit_proposed(added, request.t))

    @act("site-list")
    @organisers
    async def list_units(self, request: StaffRequest) -> None:
        await request.answer(await self._units(request, 0))

    @answers("units")
    @organisers
    async def on_units(self, request: StaffRequest, offset: str, *_: str) -> None:
        await request.turn(await self._units(request, whole_number(offset)))

    @act(
        "site-edit",
        site=Chosen("site"),
        size=number(1, MAX_UNIT_SIZE, required=False),
        name=text(NAME_LENGTH, required=False),
        language=language(),
    )
    @organisers
    async def edit_unit(
        self,
        request: StaffRequest,
        site: str,
        size: int | None = None,
        name: str | None = None,
        language: str | None = None,
    ) -> None:
        server_id, t = request.server_id, request.t
        found = await chosen_unit(self.app.units, server_id, site)
        names = {} if name is None else {language or t.language: name}
        edited = await self.app.units.edit(server_id, found.id, names=names, size=size, by=request.by)
        await request.answer(unit_proposed(edited, t))

    @act("site-confirm", site=Chosen("site", ("proposed",)))
    @organisers
    async def confirm_unit(self, request: StaffRequest, site: str) -> None:
        found = await chosen_unit(self.app.units, request.server_id, site)
        await request.answer(unit_confirming(found, request.t))

    @answers("unit-confirm")
    @organisers
    async def on_confirm(self, request: StaffRequest, unit_id: str, proposal: str, *_: str) -> None:
        unit = await self.app.units.confirm(request.server_id, id_in(unit_id), proposal, by=request.by)
        await request.turn(unit_saved(unit, "unit-confirmed", request.t))

    @act("site-remove", site=Chosen("site"))
    @organisers
    async def remove_unit(self, request: StaffRequest, site: str) -> None:
        found = await chosen_unit(self.app.units, request.server_id, site)
        removed = await self.app.units.remove(request.server_id, found.id, by=request.by)
        await request.answer(unit_saved(removed, "unit-removed", request.t))

    async def _units(self, request: StaffRequest, offset: int) -> Card:
        units = await self.app.units.list(request.server_id)
        return unit_list(page_of(units, offset, _UNITS_PER_PAGE), request.t)

    @act(
        "paper-enter",
        demand=Chosen("demand", FOR_MEMBERS),
        count=number(1, MAX_SIGNATURES),
        label=text(LABEL_LENGTH),
        scan=text(200),
    )
    @organisers
    async def enter_paper(
        self,
        request: StaffRequest,
        demand: str,
        count: int,
        label: str,
        scan: str,
    ) -> None:
        server_id = request.server_id
        found = await chosen_demand(self.app.demands, server_id, demand)
        entered = await self.app.paper.enter(
            server_id, found.id, label=label, count=count, scan_sha256=scan, by=request.by
        )
        await request.answer(paper_entered(entered, request.t))

    @act("paper-confirm", sheets=Chosen("sheets", ("entered",)))
    @organisers
    async def confirm_paper(self, request: StaffRequest, sheets: str) -> None:
        paper_id = await self._paper_id(request.server_id, sheets, "entered")
        await request.answer(
            paper_confirming(await self.app.paper.get(request.server_id, paper_id), request.t)
        )

    @answers("paper-confirm")
    @organisers
    async def on_confirm_paper(self, request: StaffRequest, paper_id: str, *_: str) -> None:
        confirmed = await self.app.paper.confirm(request.server_id, id_in(paper_id), by=request.by)
        await request.turn(paper_confirmed(confirmed, request.t))

    @act("paper-withdraw", sheets=Chosen("sheets", ("entered", "confirmed")), note=text(NOTE_LENGTH))
    @organisers
    async def withdraw_paper(self, request: StaffRequest, sheets: str, note: str) -> None:
        paper_id = await self._paper_id(request.server_id, sheets, "entered", "confirmed")
        withdrawn = await self.app.paper.withdraw(request.server_id, paper_id, note=note, by=request.by)
        await request.answer(paper_withdrawn(withdrawn, request.t))

    @act("paper-list")
    @organisers
    async def list_paper(self, request: StaffRequest) -> None:
        await request.answer(await self._papers(request, 0))

    @answers("papers")
    @organisers
    async def on_papers(self, request: StaffRequest, offset: str, *_: str) -> None:
        await request.turn(await self._papers(request, whole_number(offset)))

    async def _papers(self, request: StaffRequest, offset: int) -> Card:
        return paper_list(await self.app.paper.page(request.server_id, offset=offset), request.t)

    async def _paper_id(self, server_id: int, typed: str, *states: str) -> int:
        return await chosen_id(typed, partial(self.app.paper.suggest, server_id, typed, states=states))

    @act(
        "invalidate-propose",
        demand=Chosen("demand", FOR_MEMBERS),
        reason=one_of(*REASONS, labels="invalidation-reason"),
        first=text(20, required=False),
        last=text(20, required=False),
        off_roster=flag(),
        note=text(REASON_LENGTH, required=False),
    )
    @organisers
    async def propose_invalidation(
        self,
        request: StaffRequest,
        demand: str,
        reason: str,
        first: str | None = None,
        last: str | None = None,
        off_roster: bool = False,
        note: str | None = None,
    ) -> None:
        found = await chosen_demand(self.app.demands, request.server_id, demand)
        criteria = Criteria(first=_day(first), last=_day(last), off_roster=off_roster)
        await defer(request.interaction)  # reads the whole roster, which may be large
        view = await self.app.invalidations.propose(
            request.server_id, found.id, reason, criteria, by=request.by, note=note or ""
        )
        await request.answer(proposed_card(view, found, request.t))

    @act("invalidate-figures", demand=Chosen("demand", FOR_MEMBERS))
    @organisers
    async def show_figures(self, request: StaffRequest, demand: str) -> None:
        found = await chosen_demand(self.app.demands, request.server_id, demand)
        await request.answer(arrivals_card(self.app.signing.arrivals, found, request.t))

    @act("invalidate-confirm", invalidation=Chosen("invalidation", ("proposed",)))
    @organisers
    async def confirm_invalidation(self, request: StaffRequest, invalidation: str) -> None:
        number = id_in(invalidation)
        view = await self.app.invalidations.confirm(request.server_id, number, by=request.by)
        moment = timestamp(view.runs_at or view.proposed_at, "f")
        await request.say(request.t("invalidation-confirmed", moment=moment))

    @act("invalidate-cancel", invalidation=Chosen("invalidation", ("proposed", "confirmed")))
    @organisers
    async def cancel_invalidation(self, request: StaffRequest, invalidation: str) -> None:
        await self.app.invalidations.cancel(request.server_id, id_in(invalidation), by=request.by)
        await request.say(request.t("invalidation-cancelled"))

    @act("invalidate-list")
    @organisers
    async def list_invalidations(self, request: StaffRequest) -> None:
        await request.answer(await self._invalidations(request, 0))

    @answers("invalidations")
    @organisers
    async def on_invalidations(self, request: StaffRequest, offset: str, *_: str) -> None:
        await request.turn(await self._invalidations(request, whole_number(offset)))

    async def _invalidations(self, request: StaffRequest, offset: int) -> Card:
        found = await self.app.invalidations.list(request.server_id)
        demands = {demand.id: demand for demand in await self.app.demands.list(request.server_id)}
        return invalidation_list(page_of(found, offset, _INVALIDATIONS_PER_PAGE), demands, request.t)


def _day(written: str | None) -> date | None:
    return None if written is None else day_in(written)
