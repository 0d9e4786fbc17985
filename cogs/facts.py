"""/facts: the campaign's statements, with their sources and the day they were checked."""

from discord import app_commands

from bot.campaign.facts.views import FactView
from bot.errors import UserError
from bot.servers.board import fact_page
from bot.ui.facts import fact_card, fact_list, facts_about, found_facts
from bot.ui.layout import Card, read_on_board
from bot.ui.markdown import plain
from bot.ui.options import MAX_SEARCH_LENGTH, chosen_fact
from bot.ui.router import answers, whole_number
from cogs import suggestions
from cogs.base import BotCog, Request, anyone


class FactsCog(BotCog):
    """Facts, for everyone."""

    group = app_commands.Group(
        name="facts", description="What is known, who says so, and when it was checked."
    )

    @group.command(name="list", description="All facts, with their sources.")
    @anyone
    async def list_facts(self, request: Request) -> None:
        await request.answer(await self._page(request, 0))

    @answers("facts-list")
    @anyone
    async def press_facts(self, request: Request) -> None:
        """Answer with the list; the demand's card with the button stays."""
        await request.answer(await self._page(request, 0))

    @answers("facts")
    @anyone
    async def turn_facts(self, request: Request, offset: str) -> None:
        await request.turn_or_answer(await self._page(request, whole_number(offset)))

    @group.command(name="search", description="Find a fact by a word in its text or its sources.")
    @app_commands.describe(words="What you are looking for.")
    @anyone
    async def search_facts(
        self, request: Request, words: app_commands.Range[str, 1, MAX_SEARCH_LENGTH]
    ) -> None:
        await request.answer(await self._found(request, words, 0))

    @answers("facts-found")
    @anyone
    async def turn_found(self, request: Request, word: str, *words_and_offset: str) -> None:
        *words, offset = word, *words_and_offset
        # The input may contain the separator of a custom_id.
        await request.turn_or_answer(await self._found(request, ":".join(words), whole_number(offset)))

    @answers("facts-about")
    @anyone
    async def turn_facts_about(self, request: Request, contract_id: str, offset: str, *opened: str) -> None:
        """Show the facts that name a contract; ``opened``: apart from its card."""
        which, start = whole_number(contract_id), whole_number(offset)
        page = await self.app.facts.page(request.server_id, offset=start, contract_id=which)
        await request.show(facts_about(page, which, request.t, self.app.clock().date()), opened)

    @group.command(name="show", description="One fact and all its sources.")
    @app_commands.describe(fact="Which fact: type a word, then choose from the list.")
    @app_commands.autocomplete(fact=suggestions.facts)
    @anyone
    async def show_fact(self, request: Request, fact: str) -> None:
        await self._show(request, await chosen_fact(self.app.facts, request.server_id, fact, request.t))

    @answers("fact")
    @anyone
    async def press_fact(self, request: Request, fact_id: str, *_: str) -> None:
        await self._show(request, await self.app.facts.show(request.server_id, whole_number(fact_id)))

    async def _show(self, request: Request, fact: FactView) -> None:
        t, page = request.t, fact_page(fact.slug)
        address = await self.app.boards.address(request.server_id, page, t.language)
        await request.answer(read_on_board(fact_card(fact, t, self.app.clock().date()), address, t))

    async def _page(self, request: Request, offset: int) -> Card:
        page = await self.app.facts.page(request.server_id, offset=offset)
        return fact_list(page, request.t, self.app.clock().date())

    async def _found(self, request: Request, words: str, offset: int) -> Card:
        t, words = request.t, " ".join(words.split())
        if not any(character.isalnum() for character in words):
            raise UserError("refusal-search-too-short")
        page = await self.app.facts.search(request.server_id, words, offset=offset)
        if page.items:
            return found_facts(page, t, words, self.app.clock().date())
        return Card().text(t("facts-not-found", words=plain(words, MAX_SEARCH_LENGTH)))
