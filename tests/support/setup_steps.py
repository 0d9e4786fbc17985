"""Steps of a set-up in Discord: somebody who presses, types and reads, and how much of each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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

_ADDRESS = re.compile(r" \(https?://[^)]*\)")

READ_A_MINUTE = {"en": 987, "fr": 998, "de": 920}
"""Characters that people read in a minute, on average (IReST; Trauzettel-Klosinski and Dietz, 2012)."""

TYPED_A_MINUTE = 180
"""Characters that people type on a phone in a minute: 36 words (Palin and others, 2019)."""

SECONDS_A_PRESS = 2.5
"""To decide and to point (Card, Moran and Newell, 1980)."""


@dataclass
class Effort:
    """Effort of setting up. A press is a command sent, a button, a box, a form sent, and in a menu its
    opening, each choice, and its closing where several can be chosen. ``elsewhere`` are the presses in
    Discord's own settings. What is read are the lines of cards and forms and the choices of the bot's menus;
    a line that was read before, in ``known``, is passed over."""

    language: str = "en"
    presses: int = 0
    elsewhere: int = 0
    fields: int = 0
    typed: int = 0
    read: int = 0
    lines: int = 0
    known: set[str] = field(default_factory=set)

    @property
    def steps(self) -> int:
        """Presses and fields together."""
        return self.presses + self.elsewhere + self.fields

    @property
    def minutes(self) -> float:
        """An estimate: the time to read everything once, to type and to press."""
        pressing = (self.presses + self.elsewhere) * SECONDS_A_PRESS / 60
        return self.read / READ_A_MINUTE[self.language] + self.typed / TYPED_A_MINUTE + pressing

    def __str__(self) -> str:
        return (
            f"{self.presses} presses, {self.elsewhere} in Discord's settings, {self.fields} fields "
            f"({self.typed} characters), {self.read} characters read on {self.lines} lines: "
            f"{self.minutes:.1f} minutes"
        )


class SettingUp:
    """A person who sets the bot up; ``effort`` adds up, and several people can share one."""

    def __init__(
        self,
        world: World,
        person: simcord.MemberActor,
        language: str = "en",
        effort: Effort | None = None,
    ) -> None:
        self.world, self.person = world, person
        self.t: Translator = world.app.texts.of(language)
        self.effort = effort or Effort(language)
        self.longest = 0
        """Lines on a telephone of the longest card, but for those that hold the texts to be signed."""
        self.shown: MessageView | Reply | None = None

    @property
    def text(self) -> str:
        """Text on the screen."""
        return "" if self.shown is None else self.shown.text

    async def start(self) -> Reply:
        return await self.call("setup")

    def see(self, post: MessageView) -> None:
        """Read a post, to press what is under it."""
        self.shown = post
        self._read(_ADDRESS.sub("", post.text))

    async def call(self, command: str) -> Reply:
        return self._showing(await self.world.slash(self.person, command))

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
        several = any(part.max_values > 1 for part in self._menus(menu))
        self.effort.presses += len(values) + several
        return self._showing(await self.world.choose(self.person, self.shown, values, menu=menu))

    async def fill(self, values: Mapping[str, Any], *, ticked: Sequence[str] = ()) -> Reply:
        """Send the form that is open. The boxes of the fields in ``ticked`` are ticked when it opens."""
        assert isinstance(self.shown, Reply)
        assert self.shown.form is not None
        for each in self.shown.form.fields:
            value = values.get(each.custom_id)
            if each.options:
                self.effort.presses += 0 if each.custom_id in ticked or not value else 1
            elif value and value != each.value:
                self.effort.fields += 1
                self.effort.typed += len(value)
        return self._showing(await self.world.submit(self.person, self.shown, values))

    def options(self, menu: str) -> list[str]:
        """Return the values of a menu's options."""
        return [option.value for part in self._menus(menu) for option in part.options]

    def buttons(self) -> Sequence[str]:
        assert self.shown is not None
        card = self.shown.card if isinstance(self.shown, Reply) else self.shown
        return [button.custom_id or button.url or "" for button in card.buttons]

    def _menus(self, menu: str | None = None) -> list[discord.SelectMenu]:
        """Return the menus on the screen, or the one with this ``custom_id``."""
        assert self.shown is not None
        card = self.shown.card if isinstance(self.shown, Reply) else self.shown
        parts = _parts(card.message.components)
        menus = [part for part in parts if isinstance(part, discord.SelectMenu)]
        return [part for part in menus if menu is None or part.custom_id == menu]

    def _showing(self, reply: Reply) -> Reply:
        self.effort.presses += 1
        self.shown = reply
        if reply.form is not None:
            self._read(reply.form.text)
        if reply.shown:
            self._read(_ADDRESS.sub("", reply.text))
            for part in self._menus():
                self._read(" ".join(f"{option.label} {option.description or ''}" for option in part.options))
            if not any("setup-open" in action for action in self.buttons()):
                self.longest = max(self.longest, phone_lines(reply.card.markdown))
        return reply

    def _read(self, text: str) -> None:
        for line in text.splitlines():
            if line not in self.effort.known:
                self.effort.known.add(line)
                self.effort.read += len(line)
                self.effort.lines += phone_lines(line)


def deny(world: World, channel: simcord.ChannelHandle, *permissions: str) -> None:
    """Set what the bot may not do in a channel."""
    _overwrite(world, channel, dict.fromkeys(permissions, False))


def permit(world: World, channel: simcord.ChannelHandle, *permissions: str) -> None:
    """Set what the bot may do in a channel, beside what it asks for."""
    _overwrite(world, channel, dict.fromkeys(permissions, True))


def _overwrite(world: World, channel: simcord.ChannelHandle, permissions: dict[str, bool]) -> None:
    allowed, denied = (each.value for each in discord.PermissionOverwrite(**permissions).pair())
    bot_id = world.env.backend.bot_user.id
    overwrite = Overwrite(target_id=bot_id, type=OverwriteType.MEMBER, allow=allowed, deny=denied)
    world.env.backend.set_overwrite(channel.id, overwrite)


def company_sources(world: World, *more: str) -> dict[str, FakeSource]:
    """Let sources in memory stand in for those that find companies; DECP stays, which takes numbers alone,
    unless it is among ``more``."""
    found = {}
    for name in ("usaspending", "ted", "boamp", *more):
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


def options_of(shown: Reply) -> list[str]:
    """Return the values of the menus of a card."""
    parts = _parts(shown.card.message.components)
    return [option.value for part in parts if isinstance(part, discord.SelectMenu) for option in part.options]


def _parts(components: Iterable[Any]) -> Iterator[Any]:
    for component in components:
        yield component
        yield from _parts(getattr(component, "children", ()))
