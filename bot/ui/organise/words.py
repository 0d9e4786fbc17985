"""Organisers' form and cards of the server's own words."""

import discord

from bot.facts.glossary import MEANING_LENGTH, WORD_LENGTH, Word
from bot.texts import Translator
from bot.ui.facts import word_line
from bot.ui.forms import TextField, ask_wording, blank_form
from bot.ui.layout import Card


def word_form(word: Word | None, language: str, t: Translator) -> discord.ui.Modal:
    """Return the form of a word and its meaning in ``language``, prefilled."""
    form = blank_form(t("word-form-title"), "word-save", 0 if word is None else word.id, language)
    stored = {} if word is None else word.texts.get(language, {})
    hint = t("fact-form-language", language=t.language_name(language))
    named = TextField("word", t("word-form-word"), hint, stored.get("word"), WORD_LENGTH, short=True)
    hint = t("word-form-meaning.hint")
    meaning = TextField("meaning", t("word-form-meaning"), hint, stored.get("meaning"), MEANING_LENGTH)
    ask_wording(form, (named, meaning), {} if word is None else word.texts, language, t)
    return form


def word_card(word: Word, message: str, t: Translator) -> Card:
    """Return a word in each of its languages, under a sentence."""
    card = Card().text(t(message))
    lines = [f"{word_line(text, t)} ({t.language_name(language)})" for language, text in word.texts.items()]
    return card.text("\n".join(lines))
