"""The command and its checklist: one cog made of the steps of this folder."""

from discord import app_commands

from bot.texts import language_of
from bot.ui.forms import chosen
from bot.ui.layout import Card
from bot.ui.router import UnknownAction, answers
from bot.ui.setup.checklist import checklist_card
from bot.ui.setup.demand import demand_step, members_card
from bot.ui.setup.settings import channel_card, data_card, language_card, roles_card
from bot.ui.setup.watch import watch_card
from cogs.base import StaffRequest, managers
from cogs.setup.demand import DemandSteps
from cogs.setup.watch import WatchSteps


class SetupCog(WatchSteps, DemandSteps):
    """The only command that Discord itself restricts to members who may manage the server; the button of the
    greeting does the same for them."""

    @app_commands.command(
        name="setup", description="Set the bot up, step by step: what is done, what is missing."
    )
    @app_commands.default_permissions(manage_guild=True)
    @managers
    async def setup(self, request: StaffRequest) -> None:
        await request.answer(checklist_card(await self._progress(request), request.t))

    @answers("setup")
    @managers
    async def on_checklist(self, request: StaffRequest) -> None:
        await request.turn_or_answer(checklist_card(await self._progress(request), request.t))

    @answers("setup-step")
    @managers
    async def on_step(self, request: StaffRequest, step: str = "") -> None:
        """Show a step, named by the button or chosen in the menu of all steps."""
        named = step or next(iter(chosen(request.interaction)), "")
        await request.turn(await self._step(request, named))

    async def _step(self, request: StaffRequest, step: str) -> Card:
        progress, t, press = await self._progress(request), request.t, request.interaction
        match step:
            case "language":
                spoken = {language_of(press.locale), language_of(press.guild_locale)}
                return language_card(progress, t, lacks=not spoken <= {*self.app.texts.languages})
            case "channel":
                return channel_card(progress, t)
            case "roles":
                return roles_card(progress, t, held=self._held(request, progress.settings))
            case "data":
                return data_card(progress, t)
            case "watch":
                return watch_card(progress, t)
            case "demand":
                sign_at = await self.app.boards.signing(request.server_id, t.language)
                return demand_step(progress, t, press.id, sign_at=sign_at)
            case "members":
                return members_card(progress, t)
        raise UnknownAction(step)
