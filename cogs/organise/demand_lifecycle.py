"""Demands: its goal, deadline, delivery, answer and archive, the hold of its key, and voiding it."""

from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.petitions.demands.deadlines import LAST_HOUR, Deadline, day_in, deadline
from bot.petitions.demands.lifecycle import MAX_GOAL, SAME
from bot.petitions.demands.service import FOR_MEMBERS, OUTCOMES, STATES, DemandView
from bot.petitions.page.voiding import WHY_LENGTH
from bot.petitions.privacy.holds import REASON_LENGTH
from bot.ui.demands.card import demand_card
from bot.ui.demands.lifecycle import (
    answer_form,
    archiving_card,
    delivery_form,
    extension_card,
    scheduled_card,
)
from bot.ui.demands.retention import hold_card, voiding_card
from bot.ui.forms import ticked, written
from bot.ui.layout import Card
from bot.ui.options import chosen_demand
from bot.ui.organise.acts import Chosen, act, number, text
from bot.ui.router import answers, id_in
from cogs.base import StaffRequest, organisers
from cogs.organise.demand import DemandCommands

_NO_DAY = "0"
"""Typed to have no last day, as for no goal."""


class DemandLifecycleCommands(DemandCommands):
    """Mixin of ``OrganiseCog``."""

    @act(
        "demand-schedule",
        demand=Chosen("demand", ("draft", "open")),
        goal=number(0, MAX_GOAL, required=False),
        last_day=text(20, required=False),
        hour=text(10, required=False),
        time_zone=text(50, required=False),
    )
    @organisers
    async def schedule_demand(
        self,
        request: StaffRequest,
        demand: str,
        goal: int | None = None,
        last_day: str | None = None,
        hour: str | None = None,
        time_zone: str | None = None,
    ) -> None:
        found = await self._any_one(request, demand)
        if last_day is None and (hour is not None or time_zone is not None):
            raise UserError("refusal-hour-without-day")
        if goal is None and last_day is None and found.extension is not None:
            await request.answer(extension_card(found, request.t))
            return
        closes: Deadline | None = None
        if last_day is not None and last_day != _NO_DAY:
            zone = time_zone or (found.time_zone if found.closes_at else request.settings.time_zone)
            closes = deadline(last_day, hour or LAST_HOUR, zone)
        if closes is not None and found.signing_ends is not None and closes.moment > found.signing_ends:
            await self._propose_extension(request, found.id, closes, goal)
            return
        scheduled = await self.app.lifecycle.schedule(
            request.server_id,
            found.id,
            goal=SAME if goal is None else goal or None,
            closes=SAME if last_day is None else closes,
            by=request.by,
        )
        await request.answer(scheduled_card(scheduled, closes, request.t))

    async def _propose_extension(
        self, request: StaffRequest, demand_id: int, closes: Deadline, goal: int | None
    ) -> None:
        """Propose a last day that signers were not told of; a goal is saved at once, unless the day cannot
        be proposed."""
        server_id, by = request.server_id, request.by
        await self.app.extensions.propose(server_id, demand_id, closes, by=by)
        if goal is not None:
            await self.app.lifecycle.schedule(server_id, demand_id, goal=goal or None, by=by)
        await request.answer(extension_card(await self.app.demands.get(server_id, demand_id), request.t))

    @answers("demand-extend")
    @organisers
    async def on_extend(self, request: StaffRequest, demand_id: str, proposal: str, *_: str) -> None:
        server_id, number = request.server_id, id_in(demand_id)
        await self.app.extensions.confirm(server_id, number, proposal=proposal, by=request.by)
        await request.turn(scheduled_card(await self.app.demands.get(server_id, number), None, request.t))

    @act("demand-deliver", demand=Chosen("demand", ("closed", "delivered", "answered")))
    @organisers.at_once
    async def deliver_demand(self, request: StaffRequest, demand: str) -> None:
        found = await self._any_one(request, demand)
        self.app.lifecycle.check_deliverable(found.state)
        channel_id, today = request.settings.channel_id, self._today(found)
        await request.open_form(delivery_form(found, channel_id, today, request.t))

    @answers("demand-deliver")
    @organisers
    async def on_deliver(self, request: StaffRequest, demand_id: str, seen: str, *_: str) -> None:
        form = request.interaction
        if not ticked(form, "sure"):
            raise UserError("refusal-not-confirmed")
        delivered = await self.app.lifecycle.deliver(
            request.server_id,
            id_in(demand_id),
            to=written(form, "to"),
            day=day_in(written(form, "day")),
            note=written(form, "note"),
            corrects=id_in(seen) or None,
            by=request.by,
        )
        await self._on_record(request, delivered)

    @act(
        "demand-answer",
        demand=Chosen("demand", ("delivered", "answered")),
        outcome=Chosen("outcome", values=OUTCOMES),
    )
    @organisers.at_once
    async def answer_demand(self, request: StaffRequest, demand: str, outcome: str) -> None:
        found = await self._any_one(request, demand)
        self.app.lifecycle.check_answerable(found.state)
        channel_id, today = request.settings.channel_id, self._today(found)
        await request.open_form(answer_form(found, outcome, channel_id, today, request.t))

    @answers("demand-answer")
    @organisers
    async def on_answer(
        self, request: StaffRequest, demand_id: str, outcome: str, seen: str, *_: str
    ) -> None:
        form = request.interaction
        if not ticked(form, "sure") or outcome not in OUTCOMES:
            raise UserError("refusal-not-confirmed")
        answered = await self.app.lifecycle.answer(
            request.server_id,
            id_in(demand_id),
            outcome=outcome,
            text=written(form, "text"),
            day=day_in(written(form, "day")),
            corrects=id_in(seen) or None,
            by=request.by,
        )
        await self._on_record(request, answered)

    @act("demand-archive", demand=Chosen("demand", ("closed", "delivered", "answered", "draft")))
    @organisers
    async def archive_demand(self, request: StaffRequest, demand: str) -> None:
        found = await self._any_one(request, demand)
        self.app.lifecycle.check_archivable(found.state)
        await request.answer(archiving_card(found, request.t))

    @answers("demand-archive")
    @organisers
    async def on_archive(self, request: StaffRequest, demand_id: str, *_: str) -> None:
        await self.app.lifecycle.archive(request.server_id, id_in(demand_id), by=request.by)
        await request.turn(Card().text(request.t("demand-archived-saved")))

    @act(
        "demand-hold",
        demand=Chosen("demand", tuple(state for state in STATES if state != "draft")),
        reason=text(REASON_LENGTH, required=False),
    )
    @organisers
    async def hold_demand(
        self,
        request: StaffRequest,
        demand: str,
        reason: str | None = None,
    ) -> None:
        found = await chosen_demand(self.app.demands, request.server_id, demand)
        if reason is not None:
            await self.app.holds.propose(request.server_id, found.id, reason=reason, by=request.by)
        await request.answer(await self._hold_card(request, found.id))

    @answers("hold-confirm")
    @organisers
    async def on_confirm_hold(self, request: StaffRequest, demand_id: str, proposal: str, *_: str) -> None:
        number = id_in(demand_id)
        await self.app.holds.confirm(request.server_id, number, proposal=proposal, by=request.by)
        await request.turn(await self._hold_card(request, number))

    @answers("hold-end")
    @organisers
    async def on_end_hold(self, request: StaffRequest, demand_id: str, *_: str) -> None:
        await self.app.holds.end(request.server_id, id_in(demand_id), by=request.by)
        await request.turn(await self._hold_card(request, id_in(demand_id)))

    @act("demand-void", demand=Chosen("demand", FOR_MEMBERS), why=text(WHY_LENGTH, required=False))
    @organisers
    async def void_demand(
        self,
        request: StaffRequest,
        demand: str,
        why: str | None = None,
    ) -> None:
        found = await chosen_demand(self.app.demands, request.server_id, demand)
        if why is not None:
            await self.app.voiding.propose(request.server_id, found.id, why=why, by=request.by)
        await request.answer(await self._voiding_card(request, found.id))

    @answers("void-confirm")
    @organisers
    async def on_confirm_void(self, request: StaffRequest, demand_id: str, proposal: str, *_: str) -> None:
        number = id_in(demand_id)
        await self.app.voiding.confirm(request.server_id, number, proposal=proposal, by=request.by)
        await request.turn(await self._voiding_card(request, number))

    @answers("void-drop")
    @organisers
    async def on_drop_void(self, request: StaffRequest, demand_id: str, *_: str) -> None:
        await self.app.voiding.drop(request.server_id, id_in(demand_id), by=request.by)
        await request.turn(await self._voiding_card(request, id_in(demand_id)))

    async def _hold_card(self, request: StaffRequest, demand_id: int) -> Card:
        demand = await self.app.demands.get(request.server_id, demand_id)
        return hold_card(demand, self.app.clock(), request.t)

    async def _voiding_card(self, request: StaffRequest, demand_id: int) -> Card:
        return voiding_card(await self.app.demands.get(request.server_id, demand_id), request.t)

    def _today(self, demand: DemandView) -> str:
        return self.app.clock().astimezone(ZoneInfo(demand.time_zone)).date().isoformat()

    async def _on_record(self, request: StaffRequest, demand: DemandView) -> None:
        t = request.t
        await request.answer(demand_card(demand, t).rule().text(t("demand-delivered-saved")))
