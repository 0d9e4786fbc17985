"""/organise export."""

import asyncio
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot.campaign import CampaignExport
from bot.exports import Exports
from bot.servers.settings import Servers, ServerSettings
from bot.texts import Texts
from bot.ui.organise.export import CAMPAIGN_FILE, FILE, attached, campaign_card, evidence_card, export_card
from bot.ui.organise.settings import LANGUAGES
from bot.ui.permissions import organiser
from bot.ui.replies import Interaction, answer, defer

EVIDENCE, CAMPAIGN = "evidence", "campaign"
CONTENTS = [
    app_commands.Choice(name="counts and contracts", value="counts"),
    app_commands.Choice(name="evidence", value=EVIDENCE),
    app_commands.Choice(name="campaign file", value=CAMPAIGN),
]


@dataclass(eq=False, kw_only=True)
class ExportCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    exports: Exports
    campaign_export: CampaignExport

    @app_commands.command(
        name="export",
        description="Counts, contracts, evidence, campaign file.",
    )
    @app_commands.describe(
        what="What to write; without a choice, counts and contracts.",
        language="Of titles and pages; without a choice, that of posts.",
    )
    @app_commands.choices(what=CONTENTS, language=LANGUAGES)
    async def export(
        self, interaction: Interaction, what: str = "counts", language: str | None = None
    ) -> None:
        settings = await organiser(interaction, self.servers)
        await defer(interaction)
        if what == EVIDENCE:
            await self._export_evidence(interaction, settings)
            return
        if what == CAMPAIGN:
            text = await self.campaign_export.write(settings.id, by=interaction.user.id)
            file = discord.File(io.BytesIO(text.encode()), CAMPAIGN_FILE)
            await answer(interaction, campaign_card(self.texts.of(interaction.locale)), files=[file])
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
