"""/privacy: the privacy notice, a copy of one's data, and its erasure."""

import io
from dataclasses import dataclass

import discord
from discord import app_commands
from discord.ext import commands

from bot.common.clock import Clock
from bot.exports.own_data import own_data_files
from bot.petitions.demands.service import Demands
from bot.petitions.privacy.access import AccessRequests
from bot.petitions.privacy.erasure import Erasure
from bot.petitions.privacy.own_data import OwnDataReader
from bot.petitions.roster.service import Roster
from bot.registrar.cards import Cards
from bot.servers.settings import Servers
from bot.texts import Texts, Translator
from bot.ui.demands.retention import hold_lines
from bot.ui.members.join import tell_of_link
from bot.ui.members.privacy import (
    erasing_card,
    noted_card,
    own_data_card,
    privacy_details,
    privacy_notice,
    secrecy_card,
)
from bot.ui.replies import Interaction, answer, defer, in_time, say
from bot.ui.router import answers


@dataclass(eq=False, kw_only=True)
@app_commands.allowed_contexts(guilds=True, dms=True)  # for people who have left the server
class PrivacyCog(commands.GroupCog, group_name="privacy", group_description="What happens to your data."):
    """Open to everybody, whatever their roles. Answers do not depend on what is stored."""

    texts: Texts
    clock: Clock
    servers: Servers
    demands: Demands
    roster: Roster
    requests: AccessRequests
    own_data: OwnDataReader
    erasure: Erasure
    member_cards: Cards

    @app_commands.command(
        name="notice", description="What is stored, where, for how long, and how to withdraw your signature."
    )
    async def notice(self, interaction: Interaction) -> None:
        await self._notice(interaction)

    @app_commands.command(
        name="export", description="A copy of what is kept about you: ask today, collect it tomorrow."
    )
    async def export(self, interaction: Interaction) -> None:
        t, person_id = self._texts(interaction), interaction.user.id
        ready_at = await in_time(interaction, self.requests.ask(person_id))
        if ready_at is not None:
            await answer(interaction, noted_card(ready_at, t))
            await tell_of_link(interaction, self.roster, t)
            return
        await defer(interaction)
        files = own_data_files(await self.own_data.read(person_id, now=self.clock()), t)
        attached = [discord.File(io.BytesIO(content), name) for name, content in files.items()]
        await answer(interaction, own_data_card(files, t), files=attached)
        await self.requests.collected(person_id)  # only after it has arrived
        await tell_of_link(interaction, self.roster, t)

    @app_commands.command(
        name="erase", description="Withdraw all signatures of this account and erase its data."
    )
    async def erase(self, interaction: Interaction) -> None:
        t = self._texts(interaction)
        await answer(interaction, erasing_card(t, on_page=await self.member_cards.in_use()))
        await tell_of_link(interaction, self.roster, t)

    @answers("secret")
    async def on_secret(self, interaction: Interaction, *_: str) -> None:
        """Answer "Is my signature secret?": the button of demands and of /help."""
        public, on_page = await self._is_public(interaction), await self._is_on_page(interaction)
        await answer(interaction, secrecy_card(self._texts(interaction), public=public, on_page=on_page))

    @answers("privacy")
    async def on_privacy(self, interaction: Interaction, *_: str) -> None:
        await self._notice(interaction)

    @answers("privacy-more")
    async def on_more(self, interaction: Interaction) -> None:
        await answer(interaction, privacy_details(self._texts(interaction)))

    @answers("privacy-erase")
    async def on_erase(self, interaction: Interaction, *_: str) -> None:
        await in_time(interaction, self.erasure.erase(interaction.user.id))
        t = self._texts(interaction)
        said = [t("erased"), *([t("erase-page-kept")] if await self.member_cards.in_use() else [])]
        await say(interaction, " ".join(said))

    async def _notice(self, interaction: Interaction) -> None:
        privacy, holds, t = None, list[str](), self._texts(interaction)
        if interaction.guild_id is not None:
            privacy = (await self.servers.get(interaction.guild_id)).privacy
            holds = list(hold_lines(await self.demands.list(interaction.guild_id), self.clock(), t))
        public, on_page = await self._is_public(interaction), await self._is_on_page(interaction)
        await answer(interaction, privacy_notice(privacy, t, holds, public=public, on_page=on_page))
        await tell_of_link(interaction, self.roster, t)

    async def _is_public(self, interaction: Interaction) -> bool:
        """Return whether the server has a public board."""
        server_id = interaction.guild_id
        return server_id is not None and (await self.servers.get(server_id)).board is not None

    async def _is_on_page(self, interaction: Interaction) -> bool:
        """Return whether the server has a demand on the union's page; in direct messages, whether any union
        of this bot has members with codes for it."""
        if interaction.guild_id is None:
            return await self.member_cards.in_use()
        return any(demand.signed_by == "page" for demand in await self.demands.list(interaction.guild_id))

    def _texts(self, interaction: Interaction) -> Translator:
        return self.texts.of(interaction.locale)
