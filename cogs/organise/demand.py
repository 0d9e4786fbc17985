"""Demands: write it, open it, change it, close it, announce it."""

import io
from dataclasses import replace

import discord

from bot.errors import UserError
from bot.petitions.demands.service import DemandView
from bot.petitions.signing.eligibility import MAX_DAYS, Widening
from bot.texts import Translator
from bot.ui.demands.card import demand_card
from bot.ui.demands.lifecycle import (
    CONSENTS,
    amending_card,
    announcing_card,
    closing_card,
    consents_card,
    languages_of,
    opened_card,
    opening_card,
    widening_card,
    widening_in,
)
from bot.ui.forms import demand_form, picked, written
from bot.ui.layout import Card
from bot.ui.options import chosen_demand
from bot.ui.organise.acts import LANGUAGE, ROLE, Chosen, act, number
from bot.ui.router import answers, discord_id, id_in
from cogs.base import BotCog, StaffRequest, managers, organisers


class DemandCommands(BotCog):
    """Mixin of ``OrganiseCog``."""

    @act("demand-create", language=LANGUAGE)
    @organisers.at_once
    async def create_demand(self, request: StaffRequest, language: str) -> None:
        await request.open_form(demand_form(None, language, request.t))

    @act("demand-edit", demand=Chosen("demand", ("draft", "open")), language=LANGUAGE)
    @organisers.at_once
    async def edit_demand(self, request: StaffRequest, demand: str, language: str) -> None:
        found = await self._any_one(request, demand)
        if found.state not in ("draft", "open"):
            archived = found.state == "archived"
            raise UserError("refusal-demand-archived" if archived else "refusal-edit-closed")
        await request.open_form(demand_form(found, language, request.t))

    @answers("demand-save")
    @organisers
    async def on_saved(
        self, request: StaffRequest, demand_id: str, language: str, seen: str, *_: str
    ) -> None:
        form, t, demands = request.interaction, request.t, self.app.demands
        server_id, number = request.server_id, id_in(demand_id)
        texts = {language: {"title": written(form, "title"), "body": written(form, "body")}}
        way = picked(form, "signed-by")  # none in a form of an earlier version
        if demand_id == "0":
            saved = await demands.create(server_id, texts, signed_by=way or "discord", by=request.by)
        elif (await demands.get(server_id, number, include_drafts=True)).state == "draft":
            saved = await demands.edit(
                server_id, number, texts, signed_by=way or None, by=request.by, seen=seen
            )
        else:
            proposal = await self.app.amendments.propose(server_id, number, texts, seen=seen)
            await request.answer(amending_card(proposal, t))
            return
        written_one = {name: text for name, text in saved.texts.items() if name == language}  # to proofread
        card = demand_card(replace(saved, texts=written_one or saved.texts), t)
        await request.answer(card.rule().text(t("demand-saved", languages=languages_of(saved, t))))

    @answers("demand-amend")
    @organisers
    async def on_amend(self, request: StaffRequest, demand_id: str, token: str, *_: str) -> None:
        number, t = id_in(demand_id), request.t
        amended = await self.app.amendments.confirm(request.server_id, number, token, by=request.by)
        card = await self._linked(amended, t)
        await request.turn(card.rule().text(t("demand-amended", version=amended.version)))

    @answers("demand-amend-discard")
    @organisers
    async def on_amend_discarded(self, request: StaffRequest, demand_id: str, *_: str) -> None:
        await self.app.amendments.discard(request.server_id, id_in(demand_id))
        await request.turn(Card().text(request.t("demand-amend-discarded")))

    @act("demand-open", demand=Chosen("demand", ("draft",)))
    @organisers
    async def open_demand(self, request: StaffRequest, demand: str) -> None:
        draft = await self._any_one(request, demand)
        if draft.state != "draft":
            raise UserError("refusal-demand-not-draft")
        settings, on_paper = request.settings, draft.signed_by == "paper"
        if not on_paper and settings.privacy.missing():
            raise UserError("refusal-privacy-missing", **settings.privacy.states())
        if not on_paper and settings.privacy.retention_months is None:
            raise UserError("refusal-retention-missing")
        consents = await self.consents(settings, draft)
        newest = await self.app.rounds.status(settings.id) if draft.signed_by == "page" else None
        await request.answer(opening_card(draft, settings, consents, request.t, newest))

    @answers("consents")
    @managers
    async def on_consents(self, request: StaffRequest, demand_id: str, *_: str) -> None:
        settings, t = request.settings, request.t
        draft = await self.app.demands.get(settings.id, id_in(demand_id), include_drafts=True)
        consents = await self.consents(settings, draft)
        parts = (f"{t.language_name(language)}\n\n{text}\n" for language, text in consents.items())
        file = discord.File(io.BytesIO("\n\n".join(parts).encode()), CONSENTS)
        await request.answer(consents_card(consents, t), files=[file])

    @answers("demand-open")
    @organisers
    async def on_open(self, request: StaffRequest, demand_id: str, seen: str = "", *_: str) -> None:
        settings, t, press = request.settings, request.t, request.interaction.id
        opened = await self.app.demands.open(settings.id, id_in(demand_id), by=request.by, seen=seen)
        sign_at = await self.app.boards.signing(settings.id, t.language)
        await request.turn(opened_card(opened, settings.channel_id, press, t, sign_at))

    @act(
        "demand-widen",
        demand=Chosen("demand", ("open",)),
        role=ROLE,
        account_days=number(0, MAX_DAYS, required=False),
        server_days=number(0, MAX_DAYS, required=False),
    )
    @organisers
    async def widen_demand(
        self,
        request: StaffRequest,
        demand: str,
        role: int | None = None,
        account_days: int | None = None,
        server_days: int | None = None,
    ) -> None:
        found = await self._open_one(request, demand)
        anyone = role == request.server_id
        role_id = None if anyone else role
        widening = Widening(
            role_id=role_id, anyone=anyone, account_days=account_days, server_days=server_days
        )
        await request.answer(widening_card(found, widening, request.settings.channel_id, request.t))

    @answers("demand-widen")
    @organisers
    async def on_widen(
        self, request: StaffRequest, demand_id: str, role: str, account: str, server: str, *_: str
    ) -> None:
        number, widening = id_in(demand_id), widening_in(role, account, server)
        widened = await self.app.lifecycle.widen(request.server_id, number, widening, by=request.by)
        await request.turn(demand_card(widened, request.t).rule().text(request.t("demand-widened")))

    @act("demand-close", demand=Chosen("demand", ("open",)))
    @organisers
    async def close_demand(self, request: StaffRequest, demand: str) -> None:
        await request.answer(closing_card(await self._open_one(request, demand), request.t))

    @answers("demand-close")
    @organisers
    async def on_close(self, request: StaffRequest, demand_id: str, *_: str) -> None:
        closed = await self.app.demands.close(request.server_id, id_in(demand_id), by=request.by)
        await request.turn(await self._linked(closed, request.t))

    @act("demand-announce", demand=Chosen("demand", ("open",)))
    @organisers
    async def announce_demand(self, request: StaffRequest, demand: str) -> None:
        found, channel_id = await self._open_one(request, demand), request.settings.channel_id
        if channel_id is None:
            raise UserError("refusal-no-channel")
        await request.answer(announcing_card(found, channel_id, request.interaction.id, request.t))

    @answers("demand-announce")
    @organisers
    async def on_announce(self, request: StaffRequest, demand_id: str, number: str, *_: str) -> None:
        """Queue the post, idempotently: the button carries the request's id, so that two presses post
        once."""
        once = str(discord_id(number))
        channel_id = await self.app.demands.announce(
            request.server_id, id_in(demand_id), request=once, by=request.by
        )
        await request.turn(Card().text(request.t("demand-announced", channel=f"<#{channel_id}>")))

    async def _linked(self, demand: DemandView, t: Translator) -> Card:
        """Return a demand's card, with the link to the signing page if it is signed there."""
        sign_at = await self.app.boards.signing(demand.server_id, t.language)
        return demand_card(demand, t, sign_at=sign_at)

    async def _any_one(self, request: StaffRequest, named: str) -> DemandView:
        return await chosen_demand(self.app.demands, request.server_id, named, include_drafts=True)

    async def _open_one(self, request: StaffRequest, named: str) -> DemandView:
        found = await self._any_one(request, named)
        if found.state != "open":
            draft = found.state == "draft"
            raise UserError("refusal-demand-not-open" if draft else "refusal-demand-already-closed")
        return found
