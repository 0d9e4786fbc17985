"""Facts and words: the statements that members read, and the words explained there."""

import functools
from collections.abc import Awaitable, Callable
from datetime import date as Day

from bot.campaign.facts.views import FactView
from bot.errors import UserError
from bot.ui.forms import written
from bot.ui.options import chosen_fact, chosen_word
from bot.ui.organise.acts import LANGUAGE, Chosen, act
from bot.ui.organise.facts import (
    WITH_SOURCES,
    fact_form,
    fact_input,
    from_form,
    named_contract,
    refused_fact,
    retired_facts,
    saved_fact,
    stale_facts,
    typed_entries,
    word_card,
    word_form,
)
from bot.ui.router import UnknownAction, answers, id_in, whole_number
from cogs.base import BotCog, StaffRequest, organisers


class FactCommands(BotCog):
    """Mixin of ``OrganiseCog``."""

    @act("fact-add", language=LANGUAGE, contract=Chosen("contract", optional=True))
    @organisers.at_once
    async def add_fact(
        self,
        request: StaffRequest,
        language: str,
        contract: str | None = None,
    ) -> None:
        t, named = request.t, await named_contract(self.app.contracts, request.server_id, contract)
        await request.open_form(fact_form(None, language, t, self._checking_day(), carried=("", named, None)))

    @act(
        "fact-edit",
        fact=Chosen("fact"),
        language=LANGUAGE,
        contract=Chosen("contract-or-none", optional=True),
    )
    @organisers.at_once
    async def edit_fact(
        self,
        request: StaffRequest,
        fact: str,
        language: str,
        contract: str | None = None,
    ) -> None:
        t, found = request.t, await self._chosen(request, fact)
        named = await named_contract(self.app.contracts, request.server_id, contract)
        carried = found.marks, named, None
        await request.open_form(fact_form(found, language, t, self._checking_day(), carried=carried))

    @answers("fact-write")
    @organisers.at_once
    async def on_write(self, request: StaffRequest, fact_id: str, language: str, marks: str = "") -> None:
        found, language = await self._found(request, id_in(fact_id)), self._known(language)
        await request.open_form(
            fact_form(found, language, request.t, self._checking_day(), carried=(marks, None, None))
        )

    @answers("fact-save")
    @organisers
    async def on_fact(
        self, request: StaffRequest, fact_id: str, language: str, sources: str, *carried: str
    ) -> None:
        server_id, which, by = request.server_id, whole_number(fact_id), request.by
        entries, today = typed_entries(request.interaction), self._checking_day()
        try:
            has_sources = sources == WITH_SOURCES
            typed = fact_input(entries, self._known(language), today, carried, with_sources=has_sources)
            if which:
                saved = await self.app.facts.edit(server_id, which, typed, by=by)
            else:
                saved = await self.app.facts.add(server_id, typed, by=by)
        except UserError as refusal:
            if refusal.id == "refusal-record-changed":  # they know now, and may send the same again
                carried = (*carried[:2], "")
            entries["carried"] = ":".join(carried)
            draft = await self.app.fact_drafts.write(server_id, which, language, entries)
            await request.answer(refused_fact(draft, refusal, request.t))
            return
        # in the language that was just written, for proofreading
        message = "fact-changed-again" if saved.marks else "fact-saved"
        await request.answer(saved_fact(saved, message, self.app.texts.of(language), today))

    @answers("fact-again")
    @organisers.at_once
    async def on_again(self, request: StaffRequest, draft_id: str) -> None:
        draft = await self.app.fact_drafts.get(request.server_id, id_in(draft_id))
        found = await self._found(request, draft.fact_id) if draft.fact_id else None
        carried, today = from_form(draft.entries.get("carried", "").split(":")), self._checking_day()
        form = fact_form(found, draft.language, request.t, today, typed=draft.entries, carried=carried)
        await request.open_form(form)

    @act("fact-check", fact=Chosen("fact"))
    @organisers
    async def check_fact(self, request: StaffRequest, fact: str) -> None:
        found = await self._chosen(request, fact)
        if found.marks:  # nobody has read yet what changed
            await request.answer(saved_fact(found, "fact-changed-look", request.t, self._checking_day()))
            return
        await self._act(request, found, self.app.facts.check, "fact-checked-today")

    @act("fact-retire", fact=Chosen("fact"))
    @organisers
    async def retire_fact(self, request: StaffRequest, fact: str) -> None:
        found = await self._chosen(request, fact)
        await self._act(request, found, self.app.facts.retire, "fact-retired")

    @act("fact-stale")
    @organisers
    async def show_stale(self, request: StaffRequest) -> None:
        await self._list_stale(request, 0)

    @act("fact-retired")
    @organisers
    async def show_retired(self, request: StaffRequest) -> None:
        await self._list_retired(request, 0)

    @answers("facts-retired")
    @organisers
    async def on_retired(self, request: StaffRequest, offset: str, *_: str) -> None:
        await self._list_retired(request, whole_number(offset))

    @answers("facts-stale")
    @organisers
    async def on_stale(self, request: StaffRequest, offset: str, *_: str) -> None:
        await self._list_stale(request, whole_number(offset))

    @answers("fact-review")
    @organisers
    async def on_review(self, request: StaffRequest, fact_id: str, *_: str) -> None:
        found = await self._found(request, whole_number(fact_id))
        await request.answer(saved_fact(found, "", request.t, self._checking_day()))

    @answers("fact-check")
    @organisers
    async def on_check(self, request: StaffRequest, fact_id: str, marks: str = "", *_: str) -> None:
        check = functools.partial(self.app.facts.check, marks=marks)
        await self._press(request, fact_id, check, "fact-checked-today")

    @answers("fact-retire")
    @organisers
    async def on_retire(self, request: StaffRequest, fact_id: str) -> None:
        await self._press(request, fact_id, self.app.facts.retire, "fact-retired")

    @answers("fact-restore")
    @organisers
    async def on_restore(self, request: StaffRequest, fact_id: str, *_: str) -> None:
        await self._press(request, fact_id, self.app.facts.restore, "fact-restored")

    async def _act(
        self, request: StaffRequest, fact: FactView, act: Callable[..., Awaitable[FactView]], message: str
    ) -> None:
        done = await act(request.server_id, fact.id, by=request.by)
        await request.answer(saved_fact(done, message, request.t, self._checking_day()))

    async def _press(
        self, request: StaffRequest, fact_id: str, act: Callable[..., Awaitable[FactView]], message: str
    ) -> None:
        done = await act(request.server_id, whole_number(fact_id), by=request.by)
        message = "fact-changed-again" if done.marks else message
        await request.turn_or_answer(saved_fact(done, message, request.t, self._checking_day()))

    async def _list_stale(self, request: StaffRequest, offset: int) -> None:
        page = await self.app.facts.page(request.server_id, offset=offset, stale=True)
        await request.turn_or_answer(stale_facts(page, request.t, self._checking_day()))

    async def _list_retired(self, request: StaffRequest, offset: int) -> None:
        page = await self.app.facts.page(request.server_id, offset=offset, retired=True)
        await request.turn_or_answer(retired_facts(page, request.t, self._checking_day()))

    async def _chosen(self, request: StaffRequest, fact: str) -> FactView:
        return await chosen_fact(self.app.facts, request.server_id, fact, request.t)

    async def _found(self, request: StaffRequest, fact_id: int) -> FactView:
        return await self.app.facts.show(request.server_id, fact_id)

    def _checking_day(self) -> Day:
        return self.app.clock().date()

    def _known(self, language: str) -> str:
        if language not in self.app.texts.languages:
            raise UnknownAction(language)
        return language

    @act("word-add", language=LANGUAGE)
    @organisers.at_once
    async def add_word(self, request: StaffRequest, language: str) -> None:
        await request.open_form(word_form(None, language, request.t))

    @act("word-edit", word=Chosen("word"), language=LANGUAGE)
    @organisers.at_once
    async def edit_word(self, request: StaffRequest, word: str, language: str) -> None:
        found = await chosen_word(self.app.glossary, request.server_id, word, request.t)
        await request.open_form(word_form(found, language, request.t))

    @answers("word-save")
    @organisers
    async def on_word(self, request: StaffRequest, word_id: str, language: str, seen: str, *_: str) -> None:
        which, by, form = whole_number(word_id), request.by, request.interaction
        language = self._known(language)
        text = written(form, "word"), written(form, "meaning")
        if which:
            saved = await self.app.glossary.edit(request.server_id, which, language, text, by=by, seen=seen)
        else:
            saved = await self.app.glossary.add(request.server_id, language, text, by=by)
        await request.answer(word_card(saved, "word-saved", request.t))

    @act("word-remove", word=Chosen("word"))
    @organisers
    async def remove_word(self, request: StaffRequest, word: str) -> None:
        found = await chosen_word(self.app.glossary, request.server_id, word, request.t)
        removed = await self.app.glossary.remove(request.server_id, found.id, by=request.by)
        await request.answer(word_card(removed, "word-removed", request.t))
