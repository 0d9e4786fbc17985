"""Texts: every sentence the bot says, in Fluent catalogues, with numbers and dates by babel.

May import: nothing of this program.
Never: lacks a message of members in one of its languages; a test compares the catalogues.
"""

from bot.texts.catalogue import DEFAULT, Texts, Translations, Translator, language_of

__all__ = ["DEFAULT", "Texts", "Translations", "Translator", "language_of"]
