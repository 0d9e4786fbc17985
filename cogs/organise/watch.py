"""/organise watch: the bot's searches in public sources."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

from discord import app_commands
from discord.ext import commands

from bot.common.pagination import page_of
from bot.contracts.queries.service import Contracts
from bot.contracts.sources import SourcePolicy
from bot.contracts.watches.info import WatchInfo
from bot.contracts.watches.preview import Draft, Drafts
from bot.contracts.watches.service import Watches
from bot.errors import UserError
from bot.servers.settings import Servers
from bot.texts import Texts, Translator
from bot.ui.contracts.names import source_name
from bot.ui.forms import chosen, written
from bot.ui.layout import Card
from bot.ui.lists import whole_number
from bot.ui.markdown import plain
from bot.ui.options import (
    MAX_CHOICE_LENGTH,
    Choices,
    choices,
    chosen_id,
    organiser_suggestions,
    suggestions,
    watch_choices,
)
from bot.ui.permissions import organiser, server_id_of
from bot.ui.replies import Interaction, answer, defer, in_time, open_form, say, turn
from bot.ui.router import answers
from bot.ui.setup.watch import company_form
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


@dataclass(eq=False, kw_only=True)
class WatchCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    contracts: Contracts
    watches: Watches
    drafts: Drafts
    sources: Mapping[str, SourcePolicy]
    offered: Collection[str]  # sources for new watches

    watch = app_commands.Group(name="watch", description="What the bot watches.")

    @watch.command(name="add", description="A company, a subject, a feed or a web page.")
    @app_commands.describe(
        source="Without it: a company, in all.",
        supplier="A supplier to begin with.",
        buyer="A buyer to begin with.",
    )
    async def add_watch(
        self,
        interaction: Interaction,
        source: str | None = None,
        supplier: str | None = None,
        buyer: str | None = None,
    ) -> None:
        """Open the form of the source, or without one that of a company. Nothing is saved before its results
        are previewed."""
        await organiser(interaction, self.servers)
        typed = {"suppliers": supplier, "agencies": buyer, "buyers": buyer}
        t = self.texts.of(interaction.locale)
        if source is None:
            await open_form(interaction, company_form(t, supplier))
            return
        found = self._source(source, t)
        if found.name not in self.offered:
            raise UserError("fault-no-key")
        form = watch_form(found, t, typed={key: text for key, text in typed.items() if text})
        await open_form(interaction, form)

    @watch.command(name="edit", description="Change what a watch looks for, or its name.")
    @app_commands.describe(watch="From the list.")
    async def edit_watch(self, interaction: Interaction, watch: str) -> None:
        """Open the form of the watch's source. Nothing is changed before its results are previewed."""
        settings = await organiser(interaction, self.servers)
        watch_id = await chosen_id(watch, partial(self.watches.suggest, settings.id, watch))
        await self._open(interaction, await self.drafts.begin_edit(settings.id, watch_id))

    @answers("watch-form")
    async def on_form(self, interaction: Interaction, source: str, draft_id: str, *_: str) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        await defer(interaction)
        entries = {field.key: written(interaction, field.key) for field in self._source(source, t).fields}
        draft = await self.drafts.write(
            settings.id, source, written(interaction, NAME), entries, draft_id=whole_number(draft_id) or None
        )
        await answer(interaction, await self._surveyed(interaction, draft))

    @answers("watch-edit")
    async def on_edit(self, interaction: Interaction, draft_id: str) -> None:
        settings = await organiser(interaction, self.servers)
        await self._open(interaction, await self.drafts.get(settings.id, whole_number(draft_id)))

    async def _open(self, interaction: Interaction, draft: Draft) -> None:
        t = self.texts.of(interaction.locale)
        typed = {**draft.entries, NAME: draft.name}
        form = watch_form(self._source(draft.source, t), t, draft_id=draft.id, typed=typed)
        await open_form(interaction, form)

    @answers("watch-pick")
    async def on_pick(self, interaction: Interaction, draft_id: str) -> None:
        settings = await organiser(interaction, self.servers)
        picking = self.drafts.pick(settings.id, whole_number(draft_id), chosen(interaction))
        found = await in_time(interaction, picking, turns=True)
        await turn(interaction, draft_card(found, self.texts.of(interaction.locale)))

    @answers("watch-save")
    async def on_save(self, interaction: Interaction, draft_id: str, shown: str = "", *_: str) -> None:
        settings = await organiser(interaction, self.servers)
        saving = self.drafts.save(settings.id, whole_number(draft_id), shown, by=interaction.user.id)
        watch = await in_time(interaction, saving, turns=True)
        await turn(interaction, watch_saved(watch, self.texts.of(interaction.locale)))

    @watch.command(name="list", description="All watches, and when they were read.")
    async def list_watches(self, interaction: Interaction) -> None:
        await answer(interaction, await self._page(interaction, 0))

    @answers("watches")
    async def on_watches(self, interaction: Interaction, offset: str, *_: str) -> None:
        await turn(interaction, await self._page(interaction, whole_number(offset)))

    @watch.command(name="check", description="Read the source now.")
    @app_commands.describe(watch="From the list.")
    async def check_watch(self, interaction: Interaction, watch: str) -> None:
        checked = await self._act_on_watch(interaction, watch, self.watches.check)
        await self._say("watch-checking", interaction, checked)

    @watch.command(name="pause", description="Pause a watch until it is resumed.")
    @app_commands.describe(watch="From the list.")
    async def pause_watch(self, interaction: Interaction, watch: str) -> None:
        paused = await self._act_on_watch(interaction, watch, self.watches.pause)
        await self._say("watch-paused", interaction, paused)

    @watch.command(name="resume", description="Start a paused watch again.")
    @app_commands.describe(watch="From the list.")
    async def resume_watch(self, interaction: Interaction, watch: str) -> None:
        resumed = await self._act_on_watch(interaction, watch, self.watches.resume)
        await self._say("watch-resumed", interaction, resumed)

    @watch.command(name="remove", description="Stop watching. What was already posted stays.")
    @app_commands.describe(watch="From the list.")
    async def remove_watch(self, interaction: Interaction, watch: str) -> None:
        removed = await self._act_on_watch(interaction, watch, self.watches.remove)
        await answer(interaction, watch_removed(removed, self.texts.of(interaction.locale)))

    @add_watch.autocomplete("source")
    @suggestions
    async def suggest_source(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        named = [(source_name(t, source), source) for source in sorted(self.offered)]
        wanted = typed.strip().casefold()
        return choices(
            (name, source) for name, source in named if wanted in name.casefold() or wanted in source
        )

    @add_watch.autocomplete("supplier")
    @organiser_suggestions
    async def suggest_supplier(self, interaction: Interaction, typed: str) -> Choices:
        return await self._names(interaction, self.contracts.suggest_suppliers, typed)

    @add_watch.autocomplete("buyer")
    @organiser_suggestions
    async def suggest_buyer(self, interaction: Interaction, typed: str) -> Choices:
        return await self._names(interaction, self.contracts.suggest_buyers, typed)

    @edit_watch.autocomplete("watch")
    @check_watch.autocomplete("watch")
    @pause_watch.autocomplete("watch")
    @resume_watch.autocomplete("watch")
    @remove_watch.autocomplete("watch")
    @organiser_suggestions
    async def suggest_watch(self, interaction: Interaction, typed: str) -> Choices:
        return await watch_choices(self.watches, server_id_of(interaction), typed)

    async def _act_on_watch(
        self, interaction: Interaction, watch: str, act: Callable[..., Awaitable[WatchInfo]]
    ) -> WatchInfo:
        """Do ``act`` of ``Watches`` to the watch that an option names, for an organiser."""
        settings = await organiser(interaction, self.servers)
        watch_id = await chosen_id(watch, partial(self.watches.suggest, settings.id, watch))
        return await in_time(interaction, act(settings.id, watch_id, by=interaction.user.id))

    async def _say(self, message: str, interaction: Interaction, watch: WatchInfo) -> None:
        t = self.texts.of(interaction.locale)
        await say(interaction, t(message, name=plain(watch.name, 100)))

    async def _surveyed(self, interaction: Interaction, draft: Draft) -> Card:
        """Return the preview of a draft, or the reason why there is none, with the button back to the
        input."""
        t = self.texts.of(interaction.locale)
        try:
            found = await self.drafts.survey(server_id_of(interaction), draft.id)
        except UserError as refusal:
            return refused_draft(draft, refusal, t)
        return draft_card(found, t)

    def _source(self, typed: str, t: Translator) -> SourcePolicy:
        """Return a source by its name in the program, or as the reader sees it, in capitals or not."""
        names = {name: source_name(t, name) for name in sorted(self.sources)}
        wanted = typed.strip().casefold()
        for name, shown in names.items():
            if wanted in (name, shown.casefold()):
                return self.sources[name]
        raise UserError("refusal-watch-source", source=typed, known=", ".join(names.values()))

    async def _names(
        self, interaction: Interaction, suggest: Callable[[int, str], Awaitable[list[str]]], typed: str
    ) -> Choices:
        """Suggest names from earlier reads, as the source writes them: a shortened name would match
        nothing."""
        found = await suggest(server_id_of(interaction), typed)
        return choices((name, name) for name in found if len(name) <= MAX_CHOICE_LENGTH)

    async def _page(self, interaction: Interaction, offset: int) -> Card:
        settings = await organiser(interaction, self.servers)
        watches = await self.watches.list(settings.id)
        return watch_list(page_of(watches, offset, WATCHES_PER_PAGE), self.texts.of(interaction.locale))
