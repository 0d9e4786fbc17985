"""/organise demand: write it, open it, change it, close it, announce it."""

import io
from dataclasses import dataclass, replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import UserError
from bot.petitions.demands.amendments import Amendments
from bot.petitions.demands.consent import consent_texts
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.service import Demands, DemandView
from bot.petitions.signing.eligibility import MAX_DAYS, Widening
from bot.registrar.rounds import Rounds
from bot.servers.board import Boards
from bot.servers.settings import Servers, ServerSettings
from bot.texts import Texts, Translator
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
from bot.ui.lists import discord_id
from bot.ui.options import Choices, chosen_demand, demand_choices, id_in, organiser_suggestions
from bot.ui.organise.settings import LANGUAGES
from bot.ui.permissions import organiser, server_id_of, setting_up
from bot.ui.replies import Interaction, answer, in_time, open_form, turn
from bot.ui.router import answers


@dataclass(eq=False, kw_only=True)
class DemandCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    demands: Demands
    amendments: Amendments
    lifecycle: Lifecycle
    boards: Boards
    rounds: Rounds

    demand = app_commands.Group(name="demand", description="Demands.")

    @demand.command(name="create", description="Write a new demand.")
    @app_commands.describe(language="The language you write it in.")
    @app_commands.choices(language=LANGUAGES)
    async def create_demand(self, interaction: Interaction, language: str) -> None:
        await organiser(interaction, self.servers)
        await open_form(interaction, demand_form(None, language, self.texts.of(interaction.locale)))

    @demand.command(name="edit", description="Change a demand, or write it in another language.")
    @app_commands.describe(demand="From the list.", language="The language to write in.")
    @app_commands.choices(language=LANGUAGES)
    async def edit_demand(self, interaction: Interaction, demand: str, language: str) -> None:
        settings = await organiser(interaction, self.servers)
        found = await chosen_demand(self.demands, settings.id, demand, include_drafts=True)
        if found.state not in ("draft", "open"):
            archived = found.state == "archived"
            raise UserError("refusal-demand-archived" if archived else "refusal-edit-closed")
        form = demand_form(found, language, self.texts.of(interaction.locale))
        await open_form(interaction, form)

    @answers("demand-save")
    async def on_saved(self, interaction: Interaction, demand_id: str, language: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        texts = {language: {"title": written(interaction, "title"), "body": written(interaction, "body")}}
        by, t = interaction.user.id, self.texts.of(interaction.locale)
        way = picked(interaction, "signed-by")  # none in a form of an earlier version
        if demand_id == "0":
            saving = self.demands.create(settings.id, texts, signed_by=way or "discord", by=by)
        elif await self._is_draft(settings.id, demand_id):
            saving = self.demands.edit(settings.id, id_in(demand_id), texts, signed_by=way or None, by=by)
        else:
            proposing = self.amendments.propose(settings.id, id_in(demand_id), texts)
            await answer(interaction, amending_card(await in_time(interaction, proposing), t))
            return
        saved = await in_time(interaction, saving)
        written_one = {name: text for name, text in saved.texts.items() if name == language}  # to proofread
        card = demand_card(replace(saved, texts=written_one or saved.texts), t)
        card.rule().text(t("demand-saved", languages=languages_of(saved, t)))
        await answer(interaction, card)

    @answers("demand-amend")
    async def on_amend(self, interaction: Interaction, demand_id: str, token: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        confirming = self.amendments.confirm(settings.id, id_in(demand_id), token, by=interaction.user.id)
        amended = await in_time(interaction, confirming, turns=True)
        t = self.texts.of(interaction.locale)
        card = await self._linked(amended, t)
        await turn(interaction, card.rule().text(t("demand-amended", version=amended.version)))

    @answers("demand-amend-discard")
    async def on_amend_discarded(self, interaction: Interaction, demand_id: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        await in_time(interaction, self.amendments.discard(settings.id, id_in(demand_id)), turns=True)
        await turn(interaction, Card().text(self.texts.of(interaction.locale)("demand-amend-discarded")))

    @demand.command(name="open", description="Open a draft for signing.")
    @app_commands.describe(demand="From the list.")
    async def open_demand(self, interaction: Interaction, demand: str) -> None:
        settings = await organiser(interaction, self.servers)
        draft = await self._draft(settings.id, demand)
        on_paper = draft.signed_by == "paper"
        if not on_paper and settings.privacy.missing():
            raise UserError("refusal-privacy-missing", **settings.privacy.states())
        if not on_paper and settings.privacy.retention_months is None:
            raise UserError("refusal-retention-missing")
        t = self.texts.of(interaction.locale)
        consents = await self._consents(settings, draft)
        newest = await self.rounds.status(settings.id) if draft.signed_by == "page" else None
        await answer(interaction, opening_card(draft, settings, consents, t, newest))

    @answers("consents")
    async def on_consents(self, interaction: Interaction, demand_id: str, *_: str) -> None:
        settings = await setting_up(interaction, self.servers)
        draft = await self.demands.get(settings.id, id_in(demand_id), include_drafts=True)
        t = self.texts.of(interaction.locale)
        consents = await self._consents(settings, draft)
        parts = (f"{t.language_name(language)}\n\n{text}\n" for language, text in consents.items())
        file = discord.File(io.BytesIO("\n\n".join(parts).encode()), CONSENTS)
        await answer(interaction, consents_card(consents, t), files=[file])

    @answers("demand-open")
    async def on_open(self, interaction: Interaction, demand_id: str, seen: str = "", *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        opening = self.demands.open(settings.id, id_in(demand_id), by=interaction.user.id, seen=seen)
        opened = await in_time(interaction, opening, turns=True)
        t = self.texts.of(interaction.locale)
        sign_at = await self.boards.signing(settings.id, t.language)
        await turn(interaction, opened_card(opened, settings.channel_id, interaction.id, t, sign_at))

    @demand.command(name="widen", description="Let more people sign. It is posted, for good.")
    @app_commands.describe(
        demand="From the list.",
        role="A role that may sign too; @everyone: everyone.",
        account_days="Age of the account in days: fewer than now.",
        server_days="Days in this server: fewer than now.",
    )
    async def widen_demand(
        self,
        interaction: Interaction,
        demand: str,
        role: discord.Role | None = None,
        account_days: app_commands.Range[int, 0, MAX_DAYS] | None = None,
        server_days: app_commands.Range[int, 0, MAX_DAYS] | None = None,
    ) -> None:
        settings = await organiser(interaction, self.servers)
        found = await self._open_one(settings.id, demand)
        anyone = role is not None and role.is_default()
        role_id = None if role is None or anyone else role.id
        widening = Widening(
            role_id=role_id, anyone=anyone, account_days=account_days, server_days=server_days
        )
        t = self.texts.of(interaction.locale)
        await answer(interaction, widening_card(found, widening, settings.channel_id, t))

    @answers("demand-widen")
    async def on_widen(
        self, interaction: Interaction, demand_id: str, role: str, account: str, server: str, *_: str
    ) -> None:
        settings = await organiser(interaction, self.servers)
        widening = widening_in(role, account, server)
        work = self.lifecycle.widen(settings.id, id_in(demand_id), widening, by=interaction.user.id)
        widened = await in_time(interaction, work, turns=True)
        t = self.texts.of(interaction.locale)
        await turn(interaction, demand_card(widened, t).rule().text(t("demand-widened")))

    @demand.command(name="close", description="End signing and publish the count.")
    @app_commands.describe(demand="From the list.")
    async def close_demand(self, interaction: Interaction, demand: str) -> None:
        settings = await organiser(interaction, self.servers)
        found = await self._open_one(settings.id, demand)
        await answer(interaction, closing_card(found, self.texts.of(interaction.locale)))

    @answers("demand-close")
    async def on_close(self, interaction: Interaction, demand_id: str, *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        closing = self.demands.close(settings.id, id_in(demand_id), by=interaction.user.id)
        closed = await in_time(interaction, closing, turns=True)
        await turn(interaction, await self._linked(closed, self.texts.of(interaction.locale)))

    @demand.command(name="announce", description="Post an open demand in the announcements channel.")
    @app_commands.describe(demand="From the list.")
    async def announce_demand(self, interaction: Interaction, demand: str) -> None:
        settings = await organiser(interaction, self.servers)
        found = await self._open_one(settings.id, demand)
        card = announcing_card(found, _channel(settings), interaction.id, self.texts.of(interaction.locale))
        await answer(interaction, card)

    @answers("demand-announce")
    async def on_announce(self, interaction: Interaction, demand_id: str, request: str, *_: str) -> None:
        """Queue the post, idempotently: the button carries the request's id, so that two presses post
        once."""
        settings = await organiser(interaction, self.servers)
        number = str(discord_id(request))
        announcing = self.demands.announce(
            settings.id, id_in(demand_id), request=number, by=interaction.user.id
        )
        channel_id = await in_time(interaction, announcing, turns=True)
        t = self.texts.of(interaction.locale)
        await turn(interaction, Card().text(t("demand-announced", channel=f"<#{channel_id}>")))

    @edit_demand.autocomplete("demand")
    @organiser_suggestions
    async def suggest_editable(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggest_demands(interaction, typed, "draft", "open")

    @open_demand.autocomplete("demand")
    @organiser_suggestions
    async def suggest_draft(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggest_demands(interaction, typed, "draft")

    @widen_demand.autocomplete("demand")
    @close_demand.autocomplete("demand")
    @announce_demand.autocomplete("demand")
    @organiser_suggestions
    async def suggest_open(self, interaction: Interaction, typed: str) -> Choices:
        return await self._suggest_demands(interaction, typed, "open")

    async def _suggest_demands(self, interaction: Interaction, typed: str, *states: str) -> Choices:
        t = self.texts.of(interaction.locale)
        server_id = server_id_of(interaction)
        return await demand_choices(self.demands, server_id, typed, t, states=states)

    async def _consents(self, settings: ServerSettings, draft: DemandView) -> dict[str, str]:
        way = draft.signed_by
        return await consent_texts(
            self.texts, settings.privacy, draft.texts, roster=settings.roster, signed_by=way
        )

    async def _linked(self, demand: DemandView, t: Translator) -> Card:
        """Return a demand's card, with the link to the signing page if it is signed there."""
        return demand_card(demand, t, sign_at=await self.boards.signing(demand.server_id, t.language))

    async def _is_draft(self, server_id: int, demand_id: str) -> bool:
        found = await self.demands.get(server_id, id_in(demand_id), include_drafts=True)
        return found.state == "draft"

    async def _draft(self, server_id: int, named: str) -> DemandView:
        found = await chosen_demand(self.demands, server_id, named, include_drafts=True)
        if found.state != "draft":
            raise UserError("refusal-demand-not-draft")
        return found

    async def _open_one(self, server_id: int, named: str) -> DemandView:
        found = await chosen_demand(self.demands, server_id, named, include_drafts=True)
        if found.state != "open":
            draft = found.state == "draft"
            raise UserError("refusal-demand-not-open" if draft else "refusal-demand-already-closed")
        return found


def _channel(settings: ServerSettings) -> int:
    """Return the server's announcement channel. Raises ``UserError`` if none was chosen."""
    if settings.channel_id is None:
        raise UserError("refusal-no-channel")
    return settings.channel_id
