"""Sync of slash commands with Discord: they are sent only if they differ from the last ones sent.

The code holds the English names and descriptions. The other languages are messages whose id is the command's
full name, ``command-organise-demand-open`` with the attribute ``.description``; for an option its English
name is appended, ``command-contracts-show-option-contract``; ``choice-<value>`` for a choice.
"""

import asyncio
import hashlib
import json
import logging
import math
from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from sqlalchemy import select

from bot import __version__
from bot.storage import Database
from bot.storage.models import Note
from bot.storage.upsert import insert
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


log = logging.getLogger(__name__)


class CommandSync:
    """Sends the commands of a tree. ``ids`` are Discord's ids of them, by name, as far as they are known.

    The ids, and a digest of what was sent, are stored by application.
    """

    def __init__(self, tree: app_commands.CommandTree[Any], database: Database, texts: Texts) -> None:
        self.ids: Mapping[str, int] = {}
        self._tree = tree
        self._database = database
        self._texts = texts

    async def load(self) -> None:
        """Read the ids of the commands that were sent last."""
        _, self.ids = await self._sent()

    async def sync(self) -> None:
        """Send the commands, if they differ from the last ones sent."""
        digest = self._digest()
        known, self.ids = await self._sent()
        if known == digest:
            return
        await self._tree.set_translator(await asyncio.to_thread(CommandNames, self._texts))
        try:
            synced = await self._tree.sync()
        except discord.RateLimited as limited:
            log.warning(
                "Discord accepts this version's commands only in %d minutes; until the bot is restarted "
                "after that, the old commands stay",
                math.ceil(limited.retry_after / 60),
            )
            return
        self.ids = {command.name: command.id for command in synced}
        value = json.dumps([digest, self.ids])
        async with self._database.write() as session:
            statement = insert(self._database, Note).values(name=self._note, value=value)
            await session.execute(
                statement.on_conflict_do_update(index_elements=["name"], set_={"value": value})
            )

    def _digest(self) -> str:
        """Return a digest of the commands in English and of the catalogues that translate them. To parse
        these takes a tenth of a start; only commands that are sent need it."""
        commands = [command.to_dict(self._tree) for command in self._tree.get_commands()]
        written = json.dumps([__version__, commands, self._texts.command_sources()], sort_keys=True)
        return hashlib.sha256(written.encode()).hexdigest()

    async def _sent(self) -> tuple[str, Mapping[str, int]]:
        """Return the digest and the ids of the commands that were sent last."""
        async with self._database.read() as session:
            noted = select(Note.value).where(Note.name == self._note)
            value = (await session.execute(noted)).scalar() or ""
        if not value.startswith("["):  # of a version that did not keep the ids
            return "", {}
        digest, ids = json.loads(value)
        return digest, ids

    @property
    def _note(self) -> str:
        return f"commands:{self._tree.client.application_id}"
