"""/organise fact: the statements that members read."""

import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date as Day

from discord import app_commands
from discord.ext import commands

from bot.common.clock import Clock
from bot.contracts.queries.service import Contracts
from bot.errors import UserError
from bot.facts.drafts import FactDrafts
from bot.facts.service import Facts
from bot.facts.views import FactView
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.lists import is_private, turn_or_answer, whole_number
from bot.ui.options import Choices, chosen_fact, fact_choices, id_in, organiser_suggestions
from bot.ui.organise.fact_contracts import from_form, named_contract, named_contract_choices
from bot.ui.organise.facts import (
    WITH_SOURCES,
    fact_form,
    fact_input,
    refused_fact,
    retired_facts,
    saved_fact,
    stale_facts,
    typed_entries,
)
from bot.ui.organise.settings import LANGUAGES
from bot.ui.permissions import organiser, server_id_of
from bot.ui.replies import Interaction, answer, in_time, open_form
from bot.ui.router import UnknownAction, answers


@dataclass(eq=False, kw_only=True)
class FactCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    clock: Clock
    servers: Servers
    facts: Facts
    fact_drafts: FactDrafts
    contracts: Contracts

    fact = app_commands.Group(name="fact", description="What members read in /facts.")

    @fact.command(name="add", description="Write a new fact, with its sources.")
    @app_commands.describe(
        language="The language you write it in.",
        contract="One it is about: when it changes, you are asked to check the fact.",
    )
    @app_commands.choices(language=LANGUAGES)
    async def add_fact(
        self,
        interaction: Interaction,
        language: str | None = None,
        contract: str | None = None,
    ) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        named = await named_contract(self.contracts, settings.id, contract)
        form = fact_form(None, language or t.language, t, self._checking_day(), carried=("", named))
        await open_form(interaction, form)

    @fact.command(name="edit", description="Change a fact, or write it in another language.")
    @app_commands.describe(
        fact="From the list.",
        language="The language to write in.",
        contract="One more that it is about, or none at all.",
    )
    @app_commands.choices(language=LANGUAGES)
    async def edit_fact(
        self,
        interaction: Interaction,
        fact: str,
        language: str | None = None,
        contract: str | None = None,
    ) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        found = await chosen_fact(self.facts, settings.id, fact, t)
        named = await named_contract(self.contracts, settings.id, contract)
        carried = found.marks, named
        form = fact_form(found, language or t.language, t, self._checking_day(), carried=carried)
        await open_form(interaction, form)

    @answers("fact-write")
    async def on_write(self, interaction: Interaction, fact_id: str, language: str, marks: str = "") -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        found, language = await self.facts.show(settings.id, id_in(fact_id)), self._known(language)
        await open_form(
            interaction, fact_form(found, language, t, self._checking_day(), carried=(marks, None))
        )

    @answers("fact-save")
    async def on_fact(
        self, interaction: Interaction, fact_id: str, language: str, sources: str, *carried: str
    ) -> None:
        settings, entries = await organiser(interaction, self.servers), typed_entries(interaction)
        which, by = whole_number(fact_id), interaction.user.id
        try:
            has_sources, today = sources == WITH_SOURCES, self._checking_day()
            typed = fact_input(entries, self._known(language), today, carried, with_sources=has_sources)
            if which:
                saving = self.facts.edit(settings.id, which, typed, by=by)
            else:
                saving = self.facts.add(settings.id, typed, by=by)
            saved = await in_time(interaction, saving)
        except UserError as refusal:
            entries["carried"] = ":".join(carried)
            draft = await self.fact_drafts.write(settings.id, which, language, entries)
            await answer(interaction, refused_fact(draft, refusal, self.texts.of(interaction.locale)))
            return
        # in the language that was just written, for proofreading
        message = "fact-changed-again" if saved.marks else "fact-saved"
        card = saved_fact(saved, message, self.texts.of(language), self._checking_day())
        await answer(interaction, card)

    @answers("fact-again")
    async def on_again(self, interaction: Interaction, draft_id: str) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        draft = await self.fact_drafts.get(settings.id, id_in(draft_id))
        found = await self.facts.show(settings.id, draft.fact_id) if draft.fact_id else None
        carried, today = from_form(draft.entries.get("carried", "").split(":")), self._checking_day()
        form = fact_form(found, draft.language, t, today, typed=draft.entries, carried=carried)
        await open_form(interaction, form)

    @fact.command(name="check", description="Say that a fact was checked today and is right.")
    @app_commands.describe(fact="Without it: those not checked for 90 days.")
    async def check_fact(self, interaction: Interaction, fact: str | None = None) -> None:
        if fact is None:
            await self._list_stale(interaction, 0)
            return
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        found = await chosen_fact(self.facts, settings.id, fact, t)
        if found.marks:  # nobody has read yet what changed
            await answer(interaction, saved_fact(found, "fact-changed-look", t, self._checking_day()))
            return
        await self._act(interaction, fact, self.facts.check, "fact-checked-today")

    @fact.command(name="retire", description="Stop showing a fact. It can be brought back.")
    @app_commands.describe(fact="Without it: those that were retired.")
    async def retire_fact(self, interaction: Interaction, fact: str | None = None) -> None:
        if fact is None:
            await self._list_retired(interaction, 0)
            return
        await self._act(interaction, fact, self.facts.retire, "fact-retired")

    @answers("facts-retired")
    async def on_retired(self, interaction: Interaction, offset: str, *_: str) -> None:
        await self._list_retired(interaction, whole_number(offset))

    @answers("facts-stale")
    async def on_stale(self, interaction: Interaction, offset: str, *_: str) -> None:
        await self._list_stale(interaction, whole_number(offset))

    @answers("fact-review")
    async def on_review(self, interaction: Interaction, fact_id: str, *_: str) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        found = await self.facts.show(settings.id, whole_number(fact_id))
        await answer(interaction, saved_fact(found, "", t, self._checking_day()))

    @answers("fact-check")
    async def on_check(self, interaction: Interaction, fact_id: str, marks: str = "", *_: str) -> None:
        check = functools.partial(self.facts.check, marks=marks)
        await self._press(interaction, fact_id, check, "fact-checked-today")

    @answers("fact-retire")
    async def on_retire(self, interaction: Interaction, fact_id: str) -> None:
        await self._press(interaction, fact_id, self.facts.retire, "fact-retired")

    @answers("fact-restore")
    async def on_restore(self, interaction: Interaction, fact_id: str, *_: str) -> None:
        await self._press(interaction, fact_id, self.facts.restore, "fact-restored")

    @add_fact.autocomplete("contract")
    @organiser_suggestions
    async def suggest_contracts(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        return await named_contract_choices(self.contracts, server_id_of(interaction), typed, t)

    @edit_fact.autocomplete("contract")
    @organiser_suggestions
    async def suggest_contracts_or_none(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        server_id = server_id_of(interaction)
        return await named_contract_choices(self.contracts, server_id, typed, t, with_none=True)

    @edit_fact.autocomplete("fact")
    @check_fact.autocomplete("fact")
    @retire_fact.autocomplete("fact")
    @organiser_suggestions
    async def suggest_organised_facts(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        return await fact_choices(self.facts, server_id_of(interaction), typed, t)

    async def _act(
        self, interaction: Interaction, fact: str, act: Callable[..., Awaitable[FactView]], message: str
    ) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        found = await chosen_fact(self.facts, settings.id, fact, t)
        done = await in_time(interaction, act(settings.id, found.id, by=interaction.user.id))
        await answer(interaction, saved_fact(done, message, t, self._checking_day()))

    async def _press(
        self, interaction: Interaction, fact_id: str, act: Callable[..., Awaitable[FactView]], message: str
    ) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        acting = act(settings.id, whole_number(fact_id), by=interaction.user.id)
        done = await in_time(interaction, acting, turns=is_private(interaction))
        message = "fact-changed-again" if done.marks else message
        await turn_or_answer(interaction, saved_fact(done, message, t, self._checking_day()))

    async def _list_stale(self, interaction: Interaction, offset: int) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        page = await self.facts.page(settings.id, offset=offset, stale=True)
        await turn_or_answer(interaction, stale_facts(page, t, self._checking_day()))

    async def _list_retired(self, interaction: Interaction, offset: int) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        page = await self.facts.page(settings.id, offset=offset, retired=True)
        await turn_or_answer(interaction, retired_facts(page, t, self._checking_day()))

    def _checking_day(self) -> Day:
        return self.clock().date()

    def _known(self, language: str) -> str:
        if language not in self.texts.languages:
            raise UnknownAction(language)
        return language
