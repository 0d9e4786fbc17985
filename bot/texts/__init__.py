"""Every sentence the bot says, in Fluent catalogues, with numbers and dates as the language writes them."""

from bot.texts.catalogue import Texts, Translations, Translator, language_of

__all__ = ["Texts", "Translations", "Translator", "language_of"]
