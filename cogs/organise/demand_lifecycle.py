"""/organise demand: its goal and deadline, delivery, answer, and archive."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from discord import app_commands
from discord.ext import commands

from bot.common.clock import Clock
from bot.errors import UserError
from bot.petitions.demands.deadlines import LAST_HOUR, Deadline, day_in, deadline, suggest_zones
from bot.petitions.demands.extensions import Extensions
from bot.petitions.demands.lifecycle import MAX_GOAL, SAME, Lifecycle
from bot.petitions.demands.service import OUTCOMES, Demands, DemandView
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.demands.card import demand_card
from bot.ui.demands.lifecycle import (
    answer_form,
    archiving_card,
    delivery_form,
    extension_card,
    scheduled_card,
)
from bot.ui.forms import ticked, written
from bot.ui.layout import Card
from bot.ui.options import (
    Choices,
    choices,
    chosen_demand,
    demand_choices,
    id_in,
    organiser_suggestions,
    suggestions,
)
from bot.ui.permissions import organiser, server_id_of
from bot.ui.replies import Interaction, answer, in_time, open_form, turn
from bot.ui.router import answers
from cogs.organise.demand import DemandCommands

_NONE = "none"
_SUGGESTED_DAYS = (7, 14, 21, 30, 60, 90, 180)
_OUTCOMES = [
    app_commands.Choice(name="agreed", value="agreed"),
    app_commands.Choice(name="agreed in part", value="partly"),
    app_commands.Choice(name="refused", value="refused"),
]


@dataclass(eq=False, kw_only=True)
class DemandLifecycleCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    clock: Clock
    servers: Servers
    demands: Demands
    lifecycle: Lifecycle
    extensions: Extensions

    @DemandCommands.demand.command(name="schedule", description="Set a demand’s goal and its last day.")
    @app_commands.describe(
        demand="From the list.",
        goal="How many signatures you want; 0 for no goal.",
        last_day="The last day to sign, for example 31/03/2026.",
        hour="For example 18:00; without it, the end of the day.",
        time_zone="The time of which city: start typing its name.",
    )
    async def schedule_demand(
        self,
        interaction: Interaction,
        demand: str,
        goal: app_commands.Range[int, 0, MAX_GOAL] | None = None,
        last_day: str | None = None,
        hour: str | None = None,
        time_zone: str | None = None,
    ) -> None:
        settings = await organiser(interaction, self.servers)
        found = await self._any_one(settings.id, demand)
        if last_day is None and (hour is not None or time_zone is not None):
            raise UserError("refusal-hour-without-day")
        if goal is None and last_day is None and found.extension is not None:
            await answer(interaction, extension_card(found, self.texts.of(interaction.locale)))
            return
        closes: Deadline | None = None
        if last_day is not None and last_day.strip().casefold() != _NONE:
            zone = time_zone or (found.time_zone if found.closes_at else settings.time_zone)
            closes = deadline(last_day, hour or LAST_HOUR, zone)
        if closes is not None and found.signing_ends is not None and closes.moment > found.signing_ends:
            await self._propose_extension(interaction, settings.id, found.id, closes, goal)
            return
        scheduling = self.lifecycle.schedule(
            settings.id,
            found.id,
            goal=SAME if goal is None else goal or None,
            closes=SAME if last_day is None else closes,
            by=interaction.user.id,
        )
        scheduled = await in_time(interaction, scheduling)
        await answer(interaction, scheduled_card(scheduled, closes, self.texts.of(interaction.locale)))

    async def _propose_extension(
        self, interaction: Interaction, server_id: int, demand_id: int, closes: Deadline, goal: int | None
    ) -> None:
        """Propose a last day that signers were not told of; a goal is saved at once, unless the day cannot
        be proposed."""

        async def proposing() -> DemandView:
            by = interaction.user.id
            await self.extensions.propose(server_id, demand_id, closes, by=by)
            if goal is not None:
                await self.lifecycle.schedule(server_id, demand_id, goal=goal or None, by=by)
            return await self.demands.get(server_id, demand_id)

        demand = await in_time(interaction, proposing())
        await answer(interaction, extension_card(demand, self.texts.of(interaction.locale)))

    @answers("demand-extend")
    async def on_extend(self, interaction: Interaction, demand_id: str, proposal: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        confirming = self.extensions.confirm(
            settings.id, id_in(demand_id), proposal=proposal, by=interaction.user.id
        )
        await in_time(interaction, confirming, turns=True)
        demand = await self.demands.get(settings.id, id_in(demand_id))
        await turn(interaction, scheduled_card(demand, None, self.texts.of(interaction.locale)))

    @DemandCommands.demand.command(name="deliver", description="Record that a demand was handed over.")
    @app_commands.describe(demand="From the list.")
    async def deliver_demand(self, interaction: Interaction, demand: str) -> None:
        settings = await organiser(interaction, self.servers)
        found = await self._any_one(settings.id, demand)
        self.lifecycle.check_deliverable(found.state)
        t = self.texts.of(interaction.locale)
        await open_form(interaction, delivery_form(found, settings.channel_id, self._today(found), t))

    @answers("demand-deliver")
    async def on_deliver(self, interaction: Interaction, demand_id: str, seen: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        if not ticked(interaction, "sure"):
            raise UserError("refusal-not-confirmed")
        delivering = self.lifecycle.deliver(
            settings.id,
            id_in(demand_id),
            to=written(interaction, "to"),
            day=day_in(written(interaction, "day")),
            note=written(interaction, "note"),
            corrects=id_in(seen) or None,
            by=interaction.user.id,
        )
        await self._on_record(interaction, await in_time(interaction, delivering))

    @DemandCommands.demand.command(name="answer", description="Record what management answered.")
    @app_commands.describe(demand="From the list.", outcome="What management decided.")
    @app_commands.choices(outcome=_OUTCOMES)
    async def answer_demand(self, interaction: Interaction, demand: str, outcome: str) -> None:
        settings = await organiser(interaction, self.servers)
        found = await self._any_one(settings.id, demand)
        self.lifecycle.check_answerable(found.state)
        t = self.texts.of(interaction.locale)
        await open_form(interaction, answer_form(found, outcome, settings.channel_id, self._today(found), t))

    @answers("demand-answer")
    async def on_answer(
        self, interaction: Interaction, demand_id: str, outcome: str, seen: str, *_: str
    ) -> None:
        settings = await organiser(interaction, self.servers)
        if not ticked(interaction, "sure") or outcome not in OUTCOMES:
            raise UserError("refusal-not-confirmed")
        answering = self.lifecycle.answer(
            settings.id,
            id_in(demand_id),
            outcome=outcome,
            text=written(interaction, "text"),
            day=day_in(written(interaction, "day")),
            corrects=id_in(seen) or None,
            by=interaction.user.id,
        )
        await self._on_record(interaction, await in_time(interaction, answering))

    @DemandCommands.demand.command(
        name="archive", description="Take a demand out of members’ lists for good."
    )
    @app_commands.describe(demand="From the list.")
    async def archive_demand(self, interaction: Interaction, demand: str) -> None:
        settings = await organiser(interaction, self.servers)
        found = await self._any_one(settings.id, demand)
        self.lifecycle.check_archivable(found.state)
        await answer(interaction, archiving_card(found, self.texts.of(interaction.locale)))

    @answers("demand-archive")
    async def on_archive(self, interaction: Interaction, demand_id: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        archiving = self.lifecycle.archive(settings.id, id_in(demand_id), by=interaction.user.id)
        await in_time(interaction, archiving, turns=True)
        await turn(interaction, Card().text(self.texts.of(interaction.locale)("demand-archived-saved")))

    @schedule_demand.autocomplete("demand")
    @organiser_suggestions
    async def suggest_schedulable(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggest_in(interaction, typed, "draft", "open")

    @deliver_demand.autocomplete("demand")
    @organiser_suggestions
    async def suggest_deliverable(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggest_in(interaction, typed, "closed", "delivered", "answered")

    @answer_demand.autocomplete("demand")
    @organiser_suggestions
    async def suggest_answerable(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggest_in(interaction, typed, "delivered", "answered")

    @archive_demand.autocomplete("demand")
    @organiser_suggestions
    async def suggest_archivable(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggest_in(interaction, typed, "closed", "delivered", "answered", "draft")

    @schedule_demand.autocomplete("time_zone")
    @suggestions
    async def suggest_zone(self, interaction: Interaction, typed: str) -> Choices:
        return choices((name, name) for name in suggest_zones(typed))

    @schedule_demand.autocomplete("last_day")
    @suggestions
    async def suggest_day(self, interaction: Interaction, typed: str) -> Choices:
        t, today = self.texts.of(interaction.locale), self.clock().date()
        days = [(count, today + timedelta(days=count)) for count in _SUGGESTED_DAYS]
        named = [(t("schedule-in", day=day, count=count), day.isoformat()) for count, day in days]
        named.append((t("schedule-none"), _NONE))
        return choices(
            (name, day) for name, day in named if typed.casefold() in name.casefold() or typed in day
        )

    async def _suggest_in(self, interaction: Interaction, typed: str, *states: str) -> Choices:
        t = self.texts.of(interaction.locale)
        return await demand_choices(self.demands, server_id_of(interaction), typed, t, states=states)

    async def _any_one(self, server_id: int, named: str) -> DemandView:
        return await chosen_demand(self.demands, server_id, named, include_drafts=True)

    def _today(self, demand: DemandView) -> str:
        return self.clock().astimezone(ZoneInfo(demand.time_zone)).date().isoformat()

    async def _on_record(self, interaction: Interaction, demand: DemandView) -> None:
        t = self.texts.of(interaction.locale)
        await answer(interaction, demand_card(demand, t).rule().text(t("demand-delivered-saved")))
