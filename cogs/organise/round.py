"""/organise round: rounds of issuing keys for demands that are signed on the page."""

from dataclasses import dataclass

from discord import app_commands
from discord.ext import commands

from bot.common.clock import Clock
from bot.registrar.rounds import Rounds
from bot.servers.settings import Servers
from bot.texts import Texts
from bot.ui.layout import Card
from bot.ui.lists import whole_number
from bot.ui.organise.rounds import round_card, round_offer_card
from bot.ui.permissions import organiser
from bot.ui.replies import Interaction, answer, in_time, turn
from bot.ui.router import answers


@dataclass(eq=False, kw_only=True)
class RoundCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    clock: Clock
    servers: Servers
    rounds: Rounds

    round = app_commands.Group(name="round", description="Rounds of tokens for the signing page.")

    @round.command(name="begin", description="Begin a round of tokens for the signing page.")
    async def begin_round(self, interaction: Interaction) -> None:
        await answer(interaction, await self._offer(interaction))

    @round.command(name="status", description="The newest round: keys, cards, tokens.")
    async def round_status(self, interaction: Interaction) -> None:
        found = await organiser(interaction, self.servers)
        status = await self.rounds.status(found.id)
        t = self.texts.of(interaction.locale)
        await answer(interaction, round_card(status, t, self.clock().date()))

    @answers("round-offer")
    async def on_offer(self, interaction: Interaction, *_: str) -> None:
        await answer(interaction, await self._offer(interaction))

    @answers("round-begin")
    async def on_begin(self, interaction: Interaction, number: str) -> None:
        """Begin the round that the card showed, and no other."""
        found = await organiser(interaction, self.servers)
        beginning = self.rounds.begin(found.id, interaction.user.id, number=whole_number(number))
        status = await in_time(interaction, beginning, turns=True)
        t = self.texts.of(interaction.locale)
        card = round_card(status, t, self.clock().date(), announced_in=found.channel_id)
        await turn(interaction, card)

    async def _offer(self, interaction: Interaction) -> Card:
        found = await organiser(interaction, self.servers)
        following = await self.rounds.next(found.id)
        newest = await self.rounds.status(found.id)
        t = self.texts.of(interaction.locale)
        return round_offer_card(following, newest, t, self.clock().date())
