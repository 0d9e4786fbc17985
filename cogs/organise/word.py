"""/organise word: the server's own words in "What do these words mean?"."""

from dataclasses import dataclass

from discord import app_commands
from discord.ext import commands

from bot.facts.glossary import Glossary
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.forms import written
from bot.ui.lists import whole_number
from bot.ui.options import Choices, chosen_word, organiser_suggestions, word_choices
from bot.ui.organise.settings import LANGUAGES
from bot.ui.organise.words import word_card, word_form
from bot.ui.permissions import organiser, server_id_of
from bot.ui.replies import Interaction, answer, in_time, open_form
from bot.ui.router import UnknownAction, answers


@dataclass(eq=False, kw_only=True)
class WordCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    glossary: Glossary

    word = app_commands.Group(name="word", description="Words that the bot explains.")

    @word.command(name="add", description="Explain a word, or change its explanation.")
    @app_commands.describe(
        word="One to change or to add a language to.",
        language="The language you write it in.",
    )
    @app_commands.choices(language=LANGUAGES)
    async def add_word(
        self, interaction: Interaction, word: str | None = None, language: str | None = None
    ) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        found = None if word is None else await chosen_word(self.glossary, settings.id, word, t)
        await open_form(interaction, word_form(found, language or t.language, t))

    @answers("word-save")
    async def on_word(self, interaction: Interaction, word_id: str, language: str, *_: str) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        if language not in self.texts.languages:
            raise UnknownAction(language)
        which, by = whole_number(word_id), interaction.user.id
        text = written(interaction, "word"), written(interaction, "meaning")
        if which:
            saving = self.glossary.edit(settings.id, which, language, text, by=by)
        else:
            saving = self.glossary.add(settings.id, language, text, by=by)
        await answer(interaction, word_card(await in_time(interaction, saving), "word-saved", t))

    @word.command(name="remove", description="Stop explaining a word.")
    @app_commands.describe(word="From the list.")
    async def remove_word(self, interaction: Interaction, word: str) -> None:
        settings, t = await organiser(interaction, self.servers), self.texts.of(interaction.locale)
        found = await chosen_word(self.glossary, settings.id, word, t)
        removing = self.glossary.remove(settings.id, found.id, by=interaction.user.id)
        await answer(interaction, word_card(await in_time(interaction, removing), "word-removed", t))

    @add_word.autocomplete("word")
    @remove_word.autocomplete("word")
    @organiser_suggestions
    async def suggest_words(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        return await word_choices(self.glossary, server_id_of(interaction), typed, t)
