"""/privacy: what becomes of people's data."""

from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.ui.privacy import privacy_notice
from bot.ui.replies import Interaction, answer
from bot.ui.router import answers


@app_commands.allowed_contexts(guilds=True, dms=True)  # for those who have left the server
class PrivacyCog(commands.GroupCog, group_name="privacy", group_description="What happens to your data."):
    """Open to everybody, whatever their roles."""

    def __init__(self, app: App) -> None:
        self.app = app

    @app_commands.command(
        name="notice", description="What is stored, where, for how long, and how to withdraw your signature."
    )
    async def notice(self, interaction: Interaction) -> None:
        await self._notice(interaction)

    @answers("privacy")
    async def on_privacy(self, interaction: Interaction, *_: str) -> None:
        await self._notice(interaction)

    async def _notice(self, interaction: Interaction) -> None:
        privacy = None
        if interaction.guild_id is not None:
            privacy = (await self.app.servers.get(interaction.guild_id)).privacy
        await answer(interaction, privacy_notice(privacy, self.app.texts.of(interaction.locale)))
