"""Watches: the bot's searches in public sources; names: short names of companies and
authorities, for headlines, lists and charts."""

from collections.abc import Awaitable, Callable
from functools import partial

from bot.common.pagination import page_of
from bot.contracts.short_names import PARTY_LENGTH, SHORT_LENGTH
from bot.contracts.sources import SourcePolicy
from bot.contracts.watches.preview import Draft
from bot.contracts.watches.service import WatchInfo
from bot.errors import UserError
from bot.texts import Translator
from bot.ui.contracts.listing import short_name_list, short_name_saved
from bot.ui.contracts.names import source_name
from bot.ui.forms import chosen, written
from bot.ui.layout import Card
from bot.ui.markdown import plain
from bot.ui.options import chosen_id
from bot.ui.organise.acts import Chosen, act, text
from bot.ui.replies import defer
from bot.ui.router import answers, whole_number
from bot.ui.setup.watch import COMPANY, company_form
from bot.ui.watches.cards import (
    NAME,
    WATCHES_PER_PAGE,
    draft_card,
    refused_draft,
    watch_form,
    watch_list,
    watch_removed,
    watch_saved,
)
from cogs.base import BotCog, StaffRequest, organisers

_NAMES_PER_PAGE = 15


class WatchCommands(BotCog):
    """Mixin of ``OrganiseCog``."""

    @act("watch-add", source=Chosen("source"))
    @organisers.at_once
    async def add_watch(self, request: StaffRequest, source: str) -> None:
        """Open the form of the source, or that of a company. Nothing is saved before its results are
        previewed."""
        if source == COMPANY:
            await request.open_form(company_form(request.t))
            return
        found = self._source(source, request.t)
        if found.name not in self.app.sources.offered:
            raise UserError("fault-no-key")
        await request.open_form(watch_form(found, request.t, typed={}))

    @act("watch-edit", watch=Chosen("watch"))
    @organisers.at_once
    async def edit_watch(self, request: StaffRequest, watch: str) -> None:
        """Open the form of the watch's source. Nothing is changed before its results are previewed."""
        watch_id = await self._watch_id(request, watch)
        await self._open(request, await self.app.drafts.begin_edit(request.server_id, watch_id))

    @answers("watch-form")
    @organisers
    async def on_form(self, request: StaffRequest, source: str, draft_id: str, *_: str) -> None:
        form = request.interaction
        await defer(form)
        fields = self._source(source, request.t).fields
        entries = {field.key: written(form, field.key) for field in fields}
        which = whole_number(draft_id) or None
        draft = await self.app.drafts.write(
            request.server_id, source, written(form, NAME), entries, draft_id=which
        )
        await request.answer(await self._surveyed(request, draft))

    @answers("watch-edit")
    @organisers.at_once
    async def on_edit(self, request: StaffRequest, draft_id: str) -> None:
        await self._open(request, await self.app.drafts.get(request.server_id, whole_number(draft_id)))

    async def _open(self, request: StaffRequest, draft: Draft) -> None:
        source, typed = self._source(draft.source, request.t), {**draft.entries, NAME: draft.name}
        await request.open_form(watch_form(source, request.t, draft_id=draft.id, typed=typed))

    @answers("watch-pick")
    @organisers
    async def on_pick(self, request: StaffRequest, draft_id: str) -> None:
        number, keys = whole_number(draft_id), chosen(request.interaction)
        found = await self.app.drafts.pick(request.server_id, number, keys)
        await request.turn(draft_card(found, request.t))

    @answers("watch-save")
    @organisers
    async def on_save(self, request: StaffRequest, draft_id: str, shown: str = "", *_: str) -> None:
        number = whole_number(draft_id)
        watch = await self.app.drafts.save(request.server_id, number, shown, by=request.by)
        await request.turn(watch_saved(watch, request.t))

    @act("watch-list")
    @organisers
    async def list_watches(self, request: StaffRequest) -> None:
        await request.answer(await self._watches(request, 0))

    @answers("watches")
    @organisers
    async def on_watches(self, request: StaffRequest, offset: str, *_: str) -> None:
        await request.turn(await self._watches(request, whole_number(offset)))

    @act("watch-check", watch=Chosen("watch"))
    @organisers
    async def check_watch(self, request: StaffRequest, watch: str) -> None:
        await self._act_and_say(request, watch, self.app.watches.check, "watch-checking")

    @act("watch-pause", watch=Chosen("watch", ("running",)))
    @organisers
    async def pause_watch(self, request: StaffRequest, watch: str) -> None:
        await self._act_and_say(request, watch, self.app.watches.pause, "watch-paused")

    @act("watch-resume", watch=Chosen("watch", ("paused",)))
    @organisers
    async def resume_watch(self, request: StaffRequest, watch: str) -> None:
        await self._act_and_say(request, watch, self.app.watches.resume, "watch-resumed")

    @act("watch-remove", watch=Chosen("watch"))
    @organisers
    async def remove_watch(self, request: StaffRequest, watch: str) -> None:
        removed = await self._act_on_watch(request, watch, self.app.watches.remove)
        await request.answer(watch_removed(removed, request.t))

    async def _act_on_watch(
        self, request: StaffRequest, watch: str, act: Callable[..., Awaitable[WatchInfo]]
    ) -> WatchInfo:
        """Do ``act`` of ``Watches`` to the watch that an option names."""
        return await act(request.server_id, await self._watch_id(request, watch), by=request.by)

    async def _act_and_say(
        self, request: StaffRequest, watch: str, act: Callable[..., Awaitable[WatchInfo]], message: str
    ) -> None:
        done = await self._act_on_watch(request, watch, act)
        await request.say(request.t(message, name=plain(done.name, 100)))

    async def _watch_id(self, request: StaffRequest, watch: str) -> int:
        return await chosen_id(watch, partial(self.app.watches.suggest, request.server_id, watch))

    async def _surveyed(self, request: StaffRequest, draft: Draft) -> Card:
        """Return the preview of a draft, or the reason why there is none, with the button back to the
        input."""
        try:
            found = await self.app.drafts.survey(request.server_id, draft.id)
        except UserError as refusal:
            return refused_draft(draft, refusal, request.t)
        return draft_card(found, request.t)

    def _source(self, typed: str, t: Translator) -> SourcePolicy:
        """Return a source by its name in the program, or as the reader sees it, in capitals or not."""
        policies = self.app.sources.policies
        names = {name: source_name(t, name) for name in sorted(policies)}
        wanted = typed.strip().casefold()
        for name, shown in names.items():
            if wanted in (name, shown.casefold()):
                return policies[name]
        raise UserError("refusal-watch-source", source=typed, known=", ".join(names.values()))

    async def _watches(self, request: StaffRequest, offset: int) -> Card:
        watches = await self.app.watches.list(request.server_id)
        return watch_list(page_of(watches, offset, WATCHES_PER_PAGE), request.t)

    @act("name-set", party=text(PARTY_LENGTH), short=text(SHORT_LENGTH, required=False))
    @organisers
    async def short_name(
        self,
        request: StaffRequest,
        party: str,
        short: str = "",
    ) -> None:
        await self.app.short_names.set(request.server_id, {party: short}, by=request.by)
        await request.answer(short_name_saved(party, short, request.t))

    @act("name-list")
    @organisers
    async def list_names(self, request: StaffRequest) -> None:
        await request.answer(await self._short_names(request, 0))

    @answers("short-names")
    @organisers
    async def on_names(self, request: StaffRequest, offset: str, *_: str) -> None:
        await request.turn(await self._short_names(request, whole_number(offset)))

    async def _short_names(self, request: StaffRequest, offset: int) -> Card:
        names = await self.app.short_names.list(request.server_id)
        return short_name_list(page_of(names, offset, _NAMES_PER_PAGE), request.t)
