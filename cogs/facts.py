"""/facts: the campaign's statements, with their sources and the day they were checked."""

from dataclasses import dataclass

from discord import app_commands
from discord.ext import commands

from bot.errors import UserError
from bot.facts.service import Facts, FactView
from bot.texts import Texts, Translator
from bot.ui.facts import fact_card, fact_list
from bot.ui.layout import Card, plain, shorten
from bot.ui.lists import turn_or_answer, whole_number
from bot.ui.permissions import server_id_of
from bot.ui.replies import Interaction, answer
from bot.ui.router import answers
from bot.ui.suggestions import MAX_CHOICE_LENGTH, MAX_CHOICES, Choices, suggestions


@dataclass(eq=False, kw_only=True)
class FactsCog(commands.Cog):
    """Facts, for everyone."""

    texts: Texts
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
        t = self.texts.of(interaction.locale)
        found = await self._named(server_id_of(interaction), fact, t)
        await answer(interaction, fact_card(found, t))

    @show_fact.autocomplete("fact")
    @suggestions
    async def suggest_facts(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        found = await self.facts.suggest(server_id_of(interaction), typed, t.language)
        return [
            app_commands.Choice(name=shorten(fact.title(t.language), MAX_CHOICE_LENGTH), value=str(fact.id))
            for fact in found[:MAX_CHOICES]
        ]

    @answers("fact")
    async def press_fact(self, interaction: Interaction, fact_id: str, *_: str) -> None:
        t = self.texts.of(interaction.locale)
        fact = await self.facts.show(server_id_of(interaction), whole_number(fact_id))
        await answer(interaction, fact_card(fact, t))

    async def _page(self, interaction: Interaction, offset: int) -> Card:
        t = self.texts.of(interaction.locale)
        return fact_list(await self.facts.page(server_id_of(interaction), offset=offset), t)

    async def _named(self, server_id: int, typed: str, t: Translator) -> FactView:
        """Return the chosen fact, else the only one that matches the input."""
        if typed.isdecimal() and len(typed) < 10:
            return await self.facts.show(server_id, int(typed))
        found = await self.facts.suggest(server_id, typed, t.language)
        if len(found) != 1:
            raise UserError("refusal-choose-from-list", typed=plain(typed, 60))
        return found[0]
