"""/privacy: the privacy notice, a copy of one's data, and its erasure."""

import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.exports.own_data import own_data_files
from bot.ui.demands.retention import hold_lines
from bot.ui.members import (
    erasing_card,
    noted_card,
    own_data_card,
    privacy_details,
    privacy_notice,
    secrecy_card,
    tell_of_link,
)
from bot.ui.replies import defer
from bot.ui.router import answers
from cogs.base import BotCog, Request, anyone


@app_commands.allowed_contexts(guilds=True, dms=True)  # for people who have left the server
class PrivacyCog(
    BotCog, commands.GroupCog, group_name="privacy", group_description="What happens to your data."
):
    """Open to everybody, whatever their roles. Answers do not depend on what is stored."""

    @app_commands.command(
        name="notice", description="What is stored, where, for how long, and how to withdraw your signature."
    )
    @anyone
    async def notice(self, request: Request) -> None:
        await self._notice(request)

    @app_commands.command(
        name="export", description="A copy of what is kept about you: ask today, collect it tomorrow."
    )
    @anyone
    async def export(self, request: Request) -> None:
        t, requests, person_id = request.t, self.app.requests, request.by
        ready_at = await requests.ask(person_id)
        if ready_at is not None:
            await request.answer(noted_card(ready_at, t))
        else:
            await defer(request.interaction)
            files = own_data_files(await self.app.own_data.read(person_id, now=self.app.clock()), t)
            attached = [discord.File(io.BytesIO(content), name) for name, content in files.items()]
            await request.answer(own_data_card(files, t), files=attached)
            await requests.collected(person_id)  # only after it has arrived
        await tell_of_link(request.interaction, self.app.roster, t)

    @app_commands.command(
        name="erase", description="Withdraw all signatures of this account and erase its data."
    )
    @anyone
    async def erase(self, request: Request) -> None:
        await request.answer(erasing_card(request.t, on_page=await self.app.member_cards.in_use()))
        await tell_of_link(request.interaction, self.app.roster, request.t)

    @answers("secret")
    @anyone
    async def on_secret(self, request: Request, *_: str) -> None:
        """Answer "Is my signature secret?": the button of demands and of /help."""
        public, on_page = await self._is_public(request), await self._is_on_page(request)
        await request.answer(secrecy_card(request.t, public=public, on_page=on_page))

    @answers("privacy")
    @anyone
    async def on_privacy(self, request: Request, *_: str) -> None:
        await self._notice(request)

    @answers("privacy-more")
    @anyone
    async def on_more(self, request: Request) -> None:
        await request.answer(privacy_details(request.t))

    @answers("privacy-erase")
    @anyone
    async def on_erase(self, request: Request, *_: str) -> None:
        await self.app.erasure.erase(request.by)
        on_page = await self.app.member_cards.in_use()
        said = [request.t("erased"), *([request.t("erase-page-kept")] if on_page else [])]
        await request.say(" ".join(said))

    async def _notice(self, request: Request) -> None:
        privacy, holds, t = None, list[str](), request.t
        server_id = request.interaction.guild_id
        if server_id is not None:
            privacy = (await self.app.servers.get(server_id)).privacy
            holds = list(hold_lines(await self.app.demands.list(server_id), self.app.clock(), t))
        public, on_page = await self._is_public(request), await self._is_on_page(request)
        await request.answer(privacy_notice(privacy, t, holds, public=public, on_page=on_page))
        await tell_of_link(request.interaction, self.app.roster, t)

    async def _is_public(self, request: Request) -> bool:
        """Return whether the server has a public board."""
        server_id = request.interaction.guild_id
        return server_id is not None and (await self.app.servers.get(server_id)).board is not None

    async def _is_on_page(self, request: Request) -> bool:
        """Return whether the server has a demand on the union's page; in direct messages, whether any union
        of this bot has members with codes for it."""
        server_id = request.interaction.guild_id
        if server_id is None:
            return await self.app.member_cards.in_use()
        return any(demand.signed_by == "page" for demand in await self.app.demands.list(server_id))
