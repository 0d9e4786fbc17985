"""/facts: the campaign's statements, with their sources and the day they were checked."""

from dataclasses import dataclass
from functools import partial

from discord import app_commands
from discord.ext import commands

from bot.common.clock import Clock
from bot.facts.service import Facts
from bot.texts import Texts
from bot.ui.facts import PAGE_SIZE, fact_card, fact_list
from bot.ui.layout import Card
from bot.ui.lists import turn_or_answer, whole_number
from bot.ui.options import Choices, chosen_id, fact_choices, suggestions
from bot.ui.permissions import server_id_of
from bot.ui.replies import Interaction, answer
from bot.ui.router import answers


@dataclass(eq=False, kw_only=True)
class FactsCog(commands.Cog):
    """Facts, for everyone."""

    texts: Texts
    clock: Clock
    facts: Facts

    group = app_commands.Group(
        name="facts", description="What is known, on whose word, and when that was checked."
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

    @group.command(name="show", description="One fact and all its sources.")
    @app_commands.describe(fact="Which fact: type a word, then choose from the list.")
    async def show_fact(self, interaction: Interaction, fact: str) -> None:
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        wanted = await chosen_id(fact, partial(self.facts.suggest, server_id, fact, t.language))
        await answer(interaction, fact_card(await self.facts.show(server_id, wanted), t, self.clock().date()))

    @show_fact.autocomplete("fact")
    @suggestions
    async def suggest_facts(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        return await fact_choices(self.facts, server_id_of(interaction), typed, t)

    @answers("fact")
    async def press_fact(self, interaction: Interaction, fact_id: str, *_: str) -> None:
        t = self.texts.of(interaction.locale)
        fact = await self.facts.show(server_id_of(interaction), whole_number(fact_id))
        await answer(interaction, fact_card(fact, t, self.clock().date()))

    async def _page(self, interaction: Interaction, offset: int) -> Card:
        t = self.texts.of(interaction.locale)
        page = await self.facts.page(server_id_of(interaction), offset=offset, limit=PAGE_SIZE)
        return fact_list(page, t, self.clock().date())
