"""/facts: the campaign's statements, with their sources and the day they were checked."""

from dataclasses import dataclass

from discord import app_commands
from discord.ext import commands

from bot.common.clock import Clock
from bot.errors import UserError
from bot.facts.service import Facts
from bot.facts.views import FactView
from bot.servers.board import Boards, fact_page
from bot.texts import Texts
from bot.ui.facts import fact_card, fact_list, facts_about, found_facts
from bot.ui.layout import Card, read_on_board
from bot.ui.lists import turn_or_answer, whole_number
from bot.ui.markdown import plain
from bot.ui.options import MAX_SEARCH_LENGTH, Choices, chosen_fact, fact_choices, suggestions
from bot.ui.permissions import server_id_of
from bot.ui.replies import Interaction, answer
from bot.ui.router import answers


@dataclass(eq=False, kw_only=True)
class FactsCog(commands.Cog):
    """Facts, for everyone."""

    texts: Texts
    clock: Clock
    facts: Facts
    boards: Boards

    group = app_commands.Group(
        name="facts", description="What is known, who says so, and when it was checked."
    )

    @group.command(name="list", description="All facts, with their sources.")
    async def list_facts(self, interaction: Interaction) -> None:
        await answer(interaction, await self._page(interaction, 0))

    @answers("facts-list")
    async def press_facts(self, interaction: Interaction) -> None:
        """Answer with the list; the demand's card with the button stays."""
        await answer(interaction, await self._page(interaction, 0))

    @answers("facts")
    async def turn_facts(self, interaction: Interaction, offset: str) -> None:
        await turn_or_answer(interaction, await self._page(interaction, whole_number(offset)))

    @group.command(name="search", description="Find a fact by a word in its text or its sources.")
    @app_commands.describe(words="What you are looking for.")
    async def search_facts(
        self, interaction: Interaction, words: app_commands.Range[str, 1, MAX_SEARCH_LENGTH]
    ) -> None:
        await answer(interaction, await self._found(interaction, words, 0))

    @answers("facts-found")
    async def turn_found(self, interaction: Interaction, word: str, *words_and_offset: str) -> None:
        *words, offset = word, *words_and_offset
        # The input may contain the separator of a custom_id.
        await turn_or_answer(
            interaction, await self._found(interaction, ":".join(words), whole_number(offset))
        )

    @answers("facts-about")
    async def turn_facts_about(
        self, interaction: Interaction, contract_id: str, offset: str, *opened: str
    ) -> None:
        """Show the facts that name a contract; ``opened``: apart from its card."""
        t, which = self.texts.of(interaction.locale), whole_number(contract_id)
        server_id, start = server_id_of(interaction), whole_number(offset)
        page = await self.facts.page(server_id, offset=start, contract_id=which)
        card = facts_about(page, which, t, self.clock().date())
        await (answer(interaction, card) if opened else turn_or_answer(interaction, card))

    @group.command(name="show", description="One fact and all its sources.")
    @app_commands.describe(fact="Which fact: type a word, then choose from the list.")
    async def show_fact(self, interaction: Interaction, fact: str) -> None:
        t = self.texts.of(interaction.locale)
        chosen = await chosen_fact(self.facts, server_id_of(interaction), fact, t)
        await self._show(interaction, chosen)

    @show_fact.autocomplete("fact")
    @suggestions
    async def suggest_facts(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        return await fact_choices(self.facts, server_id_of(interaction), typed, t)

    @answers("fact")
    async def press_fact(self, interaction: Interaction, fact_id: str, *_: str) -> None:
        await self._show(interaction, await self.facts.show(server_id_of(interaction), whole_number(fact_id)))

    async def _show(self, interaction: Interaction, fact: FactView) -> None:
        t = self.texts.of(interaction.locale)
        address = await self.boards.address(server_id_of(interaction), fact_page(fact.slug), t.language)
        await answer(interaction, read_on_board(fact_card(fact, t, self.clock().date()), address, t))

    async def _page(self, interaction: Interaction, offset: int) -> Card:
        t = self.texts.of(interaction.locale)
        page = await self.facts.page(server_id_of(interaction), offset=offset)
        return fact_list(page, t, self.clock().date())

    async def _found(self, interaction: Interaction, words: str, offset: int) -> Card:
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        words = " ".join(words.split())
        if not any(character.isalnum() for character in words):
            raise UserError("refusal-search-too-short")
        page = await self.facts.search(server_id, words, offset=offset)
        if page.items:
            return found_facts(page, t, words, self.clock().date())
        return Card().text(t("facts-not-found", words=plain(words, MAX_SEARCH_LENGTH)))
