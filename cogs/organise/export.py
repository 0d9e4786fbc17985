"""/organise export."""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot.exports import Exports
from bot.servers.settings import Servers, ServerSettings
from bot.texts import Texts
from bot.ui.organise.export import FILE, attached, evidence_card, export_card
from bot.ui.organise.settings import LANGUAGES
from bot.ui.permissions import organiser
from bot.ui.replies import Interaction, answer, defer


@dataclass(eq=False, kw_only=True)
class ExportCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    exports: Exports

    @app_commands.command(
        name="export",
        description="The published counts and the contracts, signed. Only you see them.",
    )
    @app_commands.describe(
        evidence="Instead: every answer of a source that is kept, in one file that can be checked.",
        language="The language of titles and pages; if you choose none, that of the server's posts.",
    )
    @app_commands.choices(language=LANGUAGES)
    async def export(
        self, interaction: Interaction, evidence: bool = False, language: str | None = None
    ) -> None:
        settings = await organiser(interaction, self.servers)
        await defer(interaction)
        if evidence:
            await self._export_evidence(interaction, settings)
            return
        with await asyncio.to_thread(tempfile.TemporaryDirectory, prefix="tocsin-") as folder:
            exported = await self.exports.take(
                settings.id,
                Path(folder),
                by=interaction.user.id,
                language=language,
                most=interaction.filesize_limit,
            )
            files = attached(exported, interaction.filesize_limit)
            card = export_card(exported, files, self.texts.of(interaction.locale))
            await answer(interaction, card, files=[discord.File(path) for path in files])

    async def _export_evidence(self, interaction: Interaction, settings: ServerSettings) -> None:
        with tempfile.TemporaryFile() as file:
            evidence = await self.exports.evidence(settings.id, file, most=interaction.filesize_limit)
            file.seek(0)
            card = evidence_card(evidence, self.texts.of(interaction.locale))
            await answer(interaction, card, files=[discord.File(file, FILE)])
