"""/organise watch: what the bot looks for in public sources."""

from collections.abc import Awaitable, Callable

from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.paging import Page
from bot.refusal import Refusal
from bot.ui.contracts import source_name
from bot.ui.demands import id_in
from bot.ui.layout import Card, plain, shorten
from bot.ui.lists import whole_number
from bot.ui.organise import is_organiser, watch_added, watch_list, watch_removed
from bot.ui.replies import Interaction, answer, defer, in_time, say, turn
from bot.ui.rights import organiser, server_id_of
from bot.ui.router import answers
from bot.ui.suggestions import LONGEST_CHOICE, Choices, suggestions

_A_PAGE = 8


class WatchCommands(commands.Cog):
    """A part of ``OrganiseCog``."""

    app: App

    watch = app_commands.Group(name="watch", description="The public contracts that the bot watches.")

    @watch.command(name="add", description="Watch the contracts of a company or about a subject.")
    @app_commands.describe(
        source="Where to read: choose from the list.",
        name="What to call this watch, to find it again.",
        supplier="The supplier's name as the source writes it, or its UEI.",
        agency="The exact name of the buying agency, as the source writes it.",
        keywords="Words to look for, separated by commas.",
    )
    async def add_watch(
        self,
        interaction: Interaction,
        source: str,
        name: str,
        supplier: str | None = None,
        agency: str | None = None,
        keywords: str | None = None,
    ) -> None:
        """Saved at once if it finds something sensible; the answer says what, and how to undo it."""
        settings = await organiser(interaction, self.app.servers)
        await defer(interaction)
        words = [word.strip() for word in (keywords or "").split(",")]
        query = {
            "suppliers": [supplier] if supplier else [],
            "agencies": [agency] if agency else [],
            "keywords": [word for word in words if word],
        }
        query = {key: values for key, values in query.items() if values}
        found = await self.app.watches.survey(source, query)
        watch = await self.app.watches.add(settings.id, name, source, query)
        await answer(interaction, watch_added(watch, found, self.app.texts.of(interaction.locale)))

    @watch.command(name="list", description="All watches, and when they were read.")
    async def list_watches(self, interaction: Interaction) -> None:
        await answer(interaction, await self._page(interaction, 0))

    @answers("watches")
    async def on_watches(self, interaction: Interaction, offset: str, *_: str) -> None:
        await turn(interaction, await self._page(interaction, whole_number(offset)))

    @watch.command(name="check", description="Read the source now, without waiting for the next read.")
    @app_commands.describe(watch="Which watch: choose from the list.")
    async def check_watch(self, interaction: Interaction, watch: str) -> None:
        settings = await organiser(interaction, self.app.servers)
        watch_id = await self._watch_id(settings.id, watch)
        checked = await in_time(interaction, self.app.watches.check(settings.id, watch_id))
        t = self.app.texts.of(interaction.locale)
        await say(interaction, t("watch-checking", name=plain(checked.name, 100)))

    @watch.command(name="remove", description="Stop watching. What was already posted stays.")
    @app_commands.describe(watch="Which watch: choose from the list.")
    async def remove_watch(self, interaction: Interaction, watch: str) -> None:
        settings = await organiser(interaction, self.app.servers)
        watch_id = await self._watch_id(settings.id, watch)
        removed = await in_time(interaction, self.app.watches.remove(settings.id, watch_id))
        await answer(interaction, watch_removed(removed, self.app.texts.of(interaction.locale)))

    @add_watch.autocomplete("source")
    @suggestions
    async def suggest_source(self, interaction: Interaction, typed: str) -> Choices:
        t = self.app.texts.of(interaction.locale)
        named = [(source_name(t, source), source) for source in sorted(self.app.sources)]
        wanted = typed.strip().casefold()
        return [
            app_commands.Choice(name=shorten(name, LONGEST_CHOICE), value=source)
            for name, source in named
            if wanted in name.casefold() or wanted in source
        ]

    @add_watch.autocomplete("supplier")
    @suggestions
    async def suggest_supplier(self, interaction: Interaction, typed: str) -> Choices:
        return await self._names(interaction, self.app.contracts.suggest_suppliers, typed)

    @add_watch.autocomplete("agency")
    @suggestions
    async def suggest_agency(self, interaction: Interaction, typed: str) -> Choices:
        return await self._names(interaction, self.app.contracts.suggest_buyers, typed)

    @check_watch.autocomplete("watch")
    @remove_watch.autocomplete("watch")
    @suggestions
    async def suggest_watch(self, interaction: Interaction, typed: str) -> Choices:
        if not await is_organiser(interaction, self.app.servers):
            return []
        return [
            app_commands.Choice(name=shorten(watch.name, LONGEST_CHOICE), value=str(watch.id))
            for watch in await self.app.watches.suggest(server_id_of(interaction), typed)
        ]

    async def _names(
        self, interaction: Interaction, suggest: Callable[[str], Awaitable[list[str]]], typed: str
    ) -> Choices:
        """Names that were read before, as the source writes them: a name that was cut would match nothing."""
        if not await is_organiser(interaction, self.app.servers):
            return []
        found = await suggest(typed)
        return [app_commands.Choice(name=name, value=name) for name in found if len(name) <= LONGEST_CHOICE]

    async def _page(self, interaction: Interaction, offset: int) -> Card:
        settings = await organiser(interaction, self.app.servers)
        watches = await self.app.watches.list(settings.id)
        if offset >= len(watches):
            offset = 0
        shown = tuple(watches[offset : offset + _A_PAGE])
        page = Page(items=shown, total=len(watches), offset=offset, limit=_A_PAGE)
        return watch_list(page, self.app.texts.of(interaction.locale))

    async def _watch_id(self, server_id: int, typed: str) -> int:
        """The watch that an option names, by its id or by words that fit exactly one. Raises ``Refusal``."""
        if typed.isascii() and typed.isdecimal():
            return id_in(typed)
        found = await self.app.watches.suggest(server_id, typed)
        if len(found) != 1:
            raise Refusal("refusal-choose-from-list", typed=plain(typed, 60))
        return found[0].id
