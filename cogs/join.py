"""/join: link a Discord account to a member on the union's roster."""

from dataclasses import dataclass

from discord import app_commands
from discord.ext import commands

from bot.petitions.roster.service import Roster
from bot.texts import Texts
from bot.ui.forms import written
from bot.ui.members.join import CODE, join_form, joined_card, tell_of_link
from bot.ui.permissions import server_id_of
from bot.ui.replies import Interaction, answer, in_time, open_form
from bot.ui.router import answers


@dataclass(eq=False, kw_only=True)
class JoinCog(commands.Cog):
    """Open to everybody. No answer reveals whether somebody is on the roster."""

    texts: Texts
    roster: Roster

    @app_commands.command(
        name="join", description="Link your account with the code that your union gave you. Only you see it."
    )
    @app_commands.describe(code="Your code; without it, a form asks for it.")
    async def join(self, interaction: Interaction, code: str | None = None) -> None:
        server_id_of(interaction)
        if code is None:
            await open_form(interaction, join_form(self.texts.of(interaction.locale)))
        else:
            await self._join(interaction, code)

    @answers("join")
    async def on_code(self, interaction: Interaction, *_: str) -> None:
        await self._join(interaction, written(interaction, CODE))

    async def _join(self, interaction: Interaction, typed: str) -> None:
        joining = self.roster.join(server_id_of(interaction), account_id=interaction.user.id, typed=typed)
        await in_time(interaction, joining)
        t = self.texts.of(interaction.locale)
        await answer(interaction, joined_card(t))
        await tell_of_link(interaction, self.roster, t)
