"""/organise settings posts: the rhythm of news, threads under it, and its publication to other servers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from discord.ext import commands

from bot.common.clock import Clock
from bot.servers.settings import Changes, Servers
from bot.texts import Texts
from bot.ui.forms import chosen
from bot.ui.lists import discord_id
from bot.ui.news import NEWS_KINDS
from bot.ui.organise.mentions import mentionable, mentions_card
from bot.ui.organise.posts import NOW, RHYTHMS, is_news, must_open_threads_in, posts_card
from bot.ui.permissions import organiser
from bot.ui.replies import Interaction, answer, in_time, turn
from bot.ui.router import UnknownAction, answers
from cogs.organise.settings import SettingsCommands


@dataclass(eq=False, kw_only=True)
class PostsCommands(commands.Cog):
    """Mixin of ``OrganiseCog``."""

    texts: Texts
    clock: Clock
    servers: Servers

    @SettingsCommands.settings.command(name="posts", description="When news is posted, and how.")
    async def set_posts(self, interaction: Interaction) -> None:
        found = await organiser(interaction, self.servers)
        t, news = self.texts.of(interaction.locale), is_news(interaction, found.channel_id)
        await answer(interaction, posts_card(found, t, self.clock(), news=news))

    @answers("posts")
    async def on_posts(self, interaction: Interaction) -> None:
        await self._turn(interaction, Changes())

    @answers("posts-mentions")
    async def on_mentions(self, interaction: Interaction) -> None:
        found = await organiser(interaction, self.servers)
        t = self.texts.of(interaction.locale)
        await turn(interaction, mentions_card(interaction, found, t))

    @answers("posts-mention")
    async def on_mention(self, interaction: Interaction, kind: str) -> None:
        """Save the role of a kind of news, or that there is none."""
        found = await organiser(interaction, self.servers)
        if kind not in NEWS_KINDS:
            raise UnknownAction(kind)
        picked = [discord_id(value) for value in chosen(interaction)]
        roles = [mentionable(interaction, found.channel_id, role_id) for role_id in picked]
        changes: Any = {f"{kind}_role_id": roles[0] if roles else None}
        saving = self.servers.update(found.id, by=interaction.user.id, **changes)
        after = await in_time(interaction, saving, turns=True)
        t = self.texts.of(interaction.locale)
        await turn(interaction, mentions_card(interaction, after, t, saved=True))

    @answers("posts-rhythm")
    async def on_rhythm(self, interaction: Interaction) -> None:
        rhythm = _chosen(interaction, RHYTHMS)
        await self._turn(interaction, Changes(digest=None if rhythm == NOW else rhythm))

    @answers("posts-weekday")
    async def on_weekday(self, interaction: Interaction) -> None:
        await self._turn(interaction, Changes(digest_weekday=int(_chosen(interaction, map(str, range(7))))))

    @answers("posts-hour")
    async def on_hour(self, interaction: Interaction) -> None:
        await self._turn(interaction, Changes(digest_hour=int(_chosen(interaction, map(str, range(24))))))

    @answers("posts-threads")
    async def on_threads(self, interaction: Interaction, state: str) -> None:
        found = await organiser(interaction, self.servers)
        if state == "on" and found.channel_id is not None:
            must_open_threads_in(interaction, found.channel_id)
        await self._turn(interaction, Changes(threads=state == "on"))

    @answers("posts-publish")
    async def on_publish(self, interaction: Interaction, state: str) -> None:
        await self._turn(interaction, Changes(publish=state == "on"))

    async def _turn(self, interaction: Interaction, changes: Changes) -> None:
        """Save ``changes``, if any, and show what is chosen now."""
        after = await organiser(interaction, self.servers)
        if changes:
            saving = self.servers.update(after.id, by=interaction.user.id, **changes)
            after = await in_time(interaction, saving, turns=True)
        t = self.texts.of(interaction.locale)
        news = is_news(interaction, after.channel_id)
        await turn(interaction, posts_card(after, t, self.clock(), news=news, saved=bool(changes)))


def _chosen(interaction: Interaction, known: Iterable[str]) -> str:
    """Return the value chosen in a menu. Raises ``UnknownAction`` for one that is not ``known``."""
    value = next(iter(chosen(interaction)), "")
    if value not in set(known):
        raise UnknownAction(value[:40])
    return value
