"""/organise settings board: the public board, switched on once an organiser has read what that means."""

from dataclasses import dataclass

from discord import app_commands
from discord.ext import commands

from bot.servers.board import HOME, Boards
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.organise.board import board_off_card, board_offer_card, board_on_card
from bot.ui.permissions import organiser
from bot.ui.replies import Interaction, answer, in_time
from bot.ui.router import answers
from cogs.organise.settings import SettingsCommands


@dataclass(eq=False, kw_only=True)
class BoardCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    servers: Servers
    boards: Boards

    @SettingsCommands.settings.command(name="board", description="Publish on the web what members read here.")
    @app_commands.describe(
        public="On: published. Off: taken down.",
        name="Its name in the address, once and for all.",
    )
    async def set_board(self, interaction: Interaction, public: bool, name: str | None = None) -> None:
        found = await organiser(interaction, self.servers)
        t = self.texts.of(interaction.locale)
        if not public:
            if found.board is not None:
                saving = self.servers.update(found.id, by=interaction.user.id, board=None)
                await in_time(interaction, saving)
            await answer(interaction, board_off_card(found.board, t))
            return
        wanted = await self.servers.board_name(found.id, name)
        if found.board is None:
            address = self.boards.address_of(wanted, found.language)
            await answer(interaction, board_offer_card(wanted, address, t))
        else:
            address = await self.boards.address(found.id, HOME, t.language)
            await answer(interaction, board_on_card(wanted, address, t))

    @answers("board-publish")
    async def on_board_publish(self, interaction: Interaction, name: str) -> None:
        found = await organiser(interaction, self.servers)
        await in_time(interaction, self.servers.update(found.id, by=interaction.user.id, board=name))
        t = self.texts.of(interaction.locale)
        address = await self.boards.address(found.id, HOME, t.language)
        await answer(interaction, board_on_card(name, address, t))
