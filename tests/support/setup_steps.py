"""Steps of a set-up in Discord: somebody who presses, with the number of presses counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import discord
import simcord
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.contracts.model import Kind
from bot.contracts.sources import Match, Supplier, Survey
from bot.demo.messages import MessageView
from bot.demo.world import Reply, World
from bot.texts import Translator
from bot.ui.markdown import phone_lines
from tests.support.contracts import FakeSource


class SettingUp:
    """A person who sets the bot up. A press is a command, a button, a choice in a menu, or a form sent."""

    def __init__(self, world: World, person: simcord.MemberActor, language: str = "en") -> None:
        self.world, self.person = world, person
        self.t: Translator = world.app.texts.of(language)
        self.presses = 0
        self.longest = 0
        """Lines on a telephone of the longest card, but for those that hold the texts to be signed."""
        self.shown: MessageView | Reply | None = None

    @property
    def text(self) -> str:
        """Text on the screen."""
        return "" if self.shown is None else self.shown.text

    async def start(self) -> Reply:
        return self._showing(await self.world.slash(self.person, "setup"))

    async def press(self, button: str) -> Reply:
        assert self.shown is not None
        return self._showing(await self.world.press(self.person, self.shown, button))

    async def step(self, step: str) -> Reply:
        """Open a step by its button."""
        return await self.press(f"setup-step:{step}")

    async def choose(
        self, *values: str | simcord.ChannelHandle | simcord.RoleHandle, menu: str | None = None
    ) -> Reply:
        assert self.shown is not None
        return self._showing(await self.world.choose(self.person, self.shown, values, menu=menu))

    async def fill(self, values: Mapping[str, Any]) -> Reply:
        """Send the form that is open."""
        assert isinstance(self.shown, Reply)
        return self._showing(await self.world.submit(self.person, self.shown, values))

    def options(self, menu: str) -> list[str]:
        """Return the values of a menu's options."""
        assert self.shown is not None
        card = self.shown.card if isinstance(self.shown, Reply) else self.shown
        return [
            option.value
            for part in _parts(card.message.components)
            if isinstance(part, discord.SelectMenu) and part.custom_id == menu
            for option in part.options
        ]

    def buttons(self) -> Sequence[str]:
        assert self.shown is not None
        card = self.shown.card if isinstance(self.shown, Reply) else self.shown
        return [button.custom_id or button.url or "" for button in card.buttons]

    def _showing(self, reply: Reply) -> Reply:
        self.presses += 1
        self.shown = reply
        if reply.shown and not any("setup-open" in action for action in self.buttons()):
            self.longest = max(self.longest, phone_lines(reply.card.markdown))
        return reply


def deny(world: World, channel: simcord.ChannelHandle, *permissions: str) -> None:
    """Set what the bot may not do in a channel."""
    _, denied = discord.PermissionOverwrite(**dict.fromkeys(permissions, False)).pair()
    bot_id = world.env.backend.bot_user.id
    overwrite = Overwrite(target_id=bot_id, type=OverwriteType.MEMBER, allow=0, deny=denied.value)
    world.env.backend.set_overwrite(channel.id, overwrite)


def company_sources(world: World) -> dict[str, FakeSource]:
    """Let sources in memory stand in for those that find companies; DECP stays, which takes numbers alone."""
    found = {}
    for name in ("usaspending", "ted", "boamp"):
        source = FakeSource()
        source.name, source.pick = name, "suppliers" if name == "usaspending" else None
        source.surveyed = _FOUND
        source.stand_in(world.app.sources)
        found[name] = source
    return found


_FOUND = Survey(
    {Kind.ORDER: 3},
    suppliers=(
        Supplier("ACME Corp", "ID-1", contracts=2, amount=Decimal("1234567.50"), currency="USD"),
        Supplier("ACME Other", "ID-2", contracts=1),
    ),
    matches=(Match("PIID-1", date(2026, 1, 5), "Agency", "ACME Corp", Decimal("1000.00"), "USD"),),
)


def _parts(components: Iterable[Any]) -> Iterator[Any]:
    for component in components:
        yield component
        yield from _parts(getattr(component, "children", ()))
