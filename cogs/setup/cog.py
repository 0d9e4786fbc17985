"""The command and its checklist: one cog made of the steps of this folder."""

from dataclasses import dataclass

from discord import app_commands

from bot.texts import language_of
from bot.ui.forms import chosen
from bot.ui.layout import Card
from bot.ui.lists import turn_or_answer
from bot.ui.permissions import setting_up
from bot.ui.replies import Interaction, answer, turn
from bot.ui.router import UnknownAction, answers
from bot.ui.setup.checklist import checklist_card
from bot.ui.setup.demand import demand_step, members_card
from bot.ui.setup.settings import channel_card, data_card, language_card, roles_card
from bot.ui.setup.watch import watch_card
from cogs.setup.demand import DemandSteps
from cogs.setup.watch import WatchSteps


@dataclass(eq=False, kw_only=True)
class SetupCog(WatchSteps, DemandSteps):
    """The only command that Discord itself restricts to members who may manage the server; the button of the
    greeting does the same for them."""

    @app_commands.command(
        name="setup", description="Set the bot up, step by step: what is done, what is missing."
    )
    @app_commands.default_permissions(manage_guild=True)
    async def setup(self, interaction: Interaction) -> None:
        await answer(interaction, await self._checklist(interaction))

    @answers("setup")
    async def on_checklist(self, interaction: Interaction) -> None:
        await turn_or_answer(interaction, await self._checklist(interaction))

    @answers("setup-step")
    async def on_step(self, interaction: Interaction, step: str = "") -> None:
        """Show a step, named by the button or chosen in the menu of all steps."""
        named = step or next(iter(chosen(interaction)), "")
        await turn(interaction, await self._step(interaction, named))

    async def _checklist(self, interaction: Interaction) -> Card:
        settings = await setting_up(interaction, self.servers)
        return checklist_card(await self._progress(interaction, settings), self.texts.of(interaction.locale))

    async def _step(self, interaction: Interaction, step: str) -> Card:
        settings = await setting_up(interaction, self.servers)
        progress, t = await self._progress(interaction, settings), self.texts.of(interaction.locale)
        match step:
            case "language":
                spoken = {language_of(interaction.locale), language_of(interaction.guild_locale)}
                return language_card(progress, t, lacks=not spoken <= {*self.texts.languages})
            case "channel":
                return channel_card(progress, t)
            case "roles":
                return roles_card(progress, t, held=self._held(interaction, settings))
            case "data":
                return data_card(progress, t)
            case "watch":
                return watch_card(progress, t)
            case "demand":
                sign_at = await self.boards.signing(settings.id, t.language)
                return demand_step(progress, t, interaction.id, sign_at=sign_at)
            case "members":
                return members_card(progress, t)
        raise UnknownAction(step)
