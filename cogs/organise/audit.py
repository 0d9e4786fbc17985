"""/organise audit: the log of organisers' acts."""

from dataclasses import dataclass

from discord import app_commands
from discord.ext import commands

from bot.audit import Audit
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.layout import Card
from bot.ui.lists import whole_number
from bot.ui.organise.audit import audit_list
from bot.ui.permissions import organiser
from bot.ui.replies import Interaction, answer, turn
from bot.ui.router import answers

_PAGE_SIZE = 6


@dataclass(eq=False, kw_only=True)
class AuditCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    audit: Audit

    @app_commands.command(name="audit", description="What organisers did, and when.")
    async def show_audit(self, interaction: Interaction) -> None:
        await answer(interaction, await self._acts(interaction, 0))

    @answers("audit")
    async def on_audit(self, interaction: Interaction, offset: str, *_: str) -> None:
        await turn(interaction, await self._acts(interaction, whole_number(offset)))

    async def _acts(self, interaction: Interaction, offset: int) -> Card:
        settings = await organiser(interaction, self.servers)
        page = await self.audit.page(settings.id, offset=offset, limit=_PAGE_SIZE)
        return audit_list(page, self.texts.of(interaction.locale))
