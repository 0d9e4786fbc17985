"""/join: link a Discord account to a member on the union's roster."""

from discord import app_commands

from bot.ui.forms import written
from bot.ui.members import CODE, join_form, joined_card, tell_of_link
from bot.ui.permissions import server_id_of
from bot.ui.router import answers
from cogs.base import BotCog, Request, anyone


class JoinCog(BotCog):
    """Open to everybody. No answer reveals whether somebody is on the roster."""

    @app_commands.command(
        name="join", description="Link your account with the code that your union gave you. Only you see it."
    )
    @app_commands.describe(code="Your code; without it, a form asks for it.")
    @anyone
    async def join(self, request: Request, code: str | None = None) -> None:
        server_id_of(request.interaction)
        if code is None:
            await request.open_form(join_form(request.t))
        else:
            await self._join(request, code)

    @answers("join")
    @anyone
    async def on_code(self, request: Request, *_: str) -> None:
        await self._join(request, written(request.interaction, CODE))

    async def _join(self, request: Request, typed: str) -> None:
        await self.app.roster.join(request.server_id, account_id=request.by, typed=typed)
        await request.answer(joined_card(request.t))
        await tell_of_link(request.interaction, self.app.roster, request.t)
