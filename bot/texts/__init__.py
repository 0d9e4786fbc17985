"""Texts: every sentence the bot says, in Fluent catalogues, with numbers and dates by babel.

May import: nothing of this program.
Never: falls back to another language in silence; a test compares the catalogues.
"""

from bot.texts.catalogue import Texts, Translations, Translator, language_of

__all__ = ["Texts", "Translations", "Translator", "language_of"]
