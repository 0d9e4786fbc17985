"""Localized names and descriptions of commands, for Discord's clients.

The code holds the English. The other languages are messages whose id is the command's full name,
``command-organise-demand-open`` with the attribute ``.description``; for an option its English name is
appended, ``command-contracts-show-option-contract``; ``choice-<value>`` for a choice.
"""

from typing import Any

import discord
from discord import app_commands

from bot.texts.catalogue import Texts, language_of

_NAMES = {
    app_commands.TranslationContextLocation.command_name,
    app_commands.TranslationContextLocation.group_name,
    app_commands.TranslationContextLocation.parameter_name,
    app_commands.TranslationContextLocation.choice_name,
}


def message_id(context: "app_commands.TranslationContextTypes") -> str:
    """Return the catalogue id of a string that discord.py asks to translate."""
    data: Any = context.data
    if isinstance(data, app_commands.Choice):
        return f"choice-{data.value}"
    if isinstance(data, app_commands.Parameter):
        command: Any = data.command
        base = f"command-{_dashed(command.qualified_name)}-option-{data.name}"
    else:
        base = f"command-{_dashed(data.qualified_name)}"
    return base if context.location in _NAMES else f"{base}.description"


class CommandNames(app_commands.Translator):
    """discord.py translator backed by the catalogues; ``None`` if a catalogue has no translation."""

    def __init__(self, texts: Texts) -> None:
        # By locale: discord.py asks ten thousand times at a start, mostly in languages without translations.
        self._names = {locale: texts.command_names(language_of(locale)) for locale in discord.Locale}

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: "app_commands.TranslationContextTypes",
    ) -> str | None:
        t = self._names.get(locale)
        if t is None:
            return None
        wanted = message_id(context)
        return t(wanted) if t.has(wanted) else None


def _dashed(qualified_name: str) -> str:
    return qualified_name.replace(" ", "-").replace("_", "-")
