"""The group itself, and the export."""

import io
import tempfile

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.exports import export, write_evidence
from bot.refusal import Refusal
from bot.servers import ServerSettings
from bot.ui.evidence import FILE, evidence_card
from bot.ui.organise import export_card
from bot.ui.replies import Interaction, answer, defer
from bot.ui.rights import organiser
from cogs.organise.audit import AuditCommands
from cogs.organise.demand import DemandCommands
from cogs.organise.invalidate import InvalidateCommands
from cogs.organise.settings import SettingsCommands
from cogs.organise.unit import UnitCommands
from cogs.organise.watch import WatchCommands


class OrganiseCog(
    DemandCommands,
    WatchCommands,
    SettingsCommands,
    AuditCommands,
    UnitCommands,
    InvalidateCommands,
    commands.GroupCog,
    group_name="organise",
    group_description="For organisers: demands, watches, settings, export.",
):
    """Without ``default_permissions``: an organiser who may not manage the server must see it."""

    def __init__(self, app: App) -> None:
        self.app = app

    @app_commands.command(
        name="export",
        description="The published counts and the contracts as CSV and JSON. Only you see them.",
    )
    @app_commands.describe(
        evidence="Instead: every answer of a source that is kept, in one file that can be checked."
    )
    async def export(self, interaction: Interaction, evidence: bool = False) -> None:
        settings = await organiser(interaction, self.app.servers)
        await defer(interaction)
        if evidence:
            await self._export_evidence(interaction, settings)
            return
        exported = await export(self.app.database, settings.id, self.app.clock())
        if sum(map(len, exported.files.values())) > interaction.filesize_limit:
            raise Refusal("refusal-export-too-big", command=f"tocsin export --server {settings.id}")
        card = export_card(exported, self.app.texts.of(interaction.locale))
        files = [discord.File(io.BytesIO(content), name) for name, content in exported.files.items()]
        await answer(interaction, card, files=files)

    async def _export_evidence(self, interaction: Interaction, settings: ServerSettings) -> None:
        with tempfile.TemporaryFile() as file:
            evidence = await write_evidence(
                self.app.database,
                settings.id,
                file,
                now=self.app.clock(),
                texts=self.app.texts,
                most=interaction.filesize_limit,
            )
            file.seek(0)
            card = evidence_card(evidence, self.app.texts.of(interaction.locale))
            await answer(interaction, card, files=[discord.File(file, FILE)])
