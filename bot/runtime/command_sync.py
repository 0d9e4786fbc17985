"""Sync of slash commands with Discord: they are sent only if they differ from the last ones sent."""

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
from bot.runtime.command_names import CommandNames
from bot.storage import Database
from bot.storage.models import Note
from bot.storage.upsert import insert
from bot.texts import Texts

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
