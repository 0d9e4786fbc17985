"""/organise settings posts: the rhythm of news."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from discord.ext import commands

from bot.common.clock import Clock
from bot.servers.settings import Changes, Servers
from bot.texts import Texts
from bot.ui.organise.posts import NOW, RHYTHMS, posts_card
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
        await answer(interaction, posts_card(found, self.texts.of(interaction.locale), self.clock()))

    @answers("posts-rhythm")
    async def on_rhythm(self, interaction: Interaction) -> None:
        chosen = _chosen(interaction, RHYTHMS)
        await self._turn(interaction, Changes(digest=None if chosen == NOW else chosen))

    @answers("posts-weekday")
    async def on_weekday(self, interaction: Interaction) -> None:
        await self._turn(interaction, Changes(digest_weekday=int(_chosen(interaction, map(str, range(7))))))

    @answers("posts-hour")
    async def on_hour(self, interaction: Interaction) -> None:
        await self._turn(interaction, Changes(digest_hour=int(_chosen(interaction, map(str, range(24))))))

    async def _turn(self, interaction: Interaction, changes: Changes) -> None:
        """Save, and show what is chosen now."""
        before = await organiser(interaction, self.servers)
        after = await in_time(
            interaction, self.servers.update(before.id, by=interaction.user.id, **changes), turns=True
        )
        t = self.texts.of(interaction.locale)
        await turn(interaction, posts_card(after, t, self.clock(), saved=True))


def _chosen(interaction: Interaction, known: Iterable[str]) -> str:
    """Return the value chosen in a menu. Raises ``UnknownAction`` for one that is not ``known``."""
    data: dict[str, Any] = dict(interaction.data or {})
    values = data.get("values") or [""]
    if values[0] not in set(known):
        raise UnknownAction(str(values[0])[:40])
    return str(values[0])
