"""Localization: the bot's texts in Fluent catalogues, with numbers and dates formatted by locale."""

from bot.texts.catalogue import Texts, Translations, Translator, language_of

__all__ = ["Texts", "Translations", "Translator", "language_of"]
