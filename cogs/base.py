"""Base of the cogs, and the request that each handler is given: who asks, in which server and language."""

import functools
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

import discord
from discord.ext import commands

from bot.app import App
from bot.petitions.demands.consent import consent_texts
from bot.petitions.demands.service import DemandView
from bot.servers.settings import ServerSettings
from bot.texts import Translator
from bot.ui.layout import Card
from bot.ui.permissions import organiser, server_id_of, setting_up
from bot.ui.replies import Interaction, answer, in_time, open_form, say, turn, turn_or_answer


class BotCog(commands.Cog):
    """Cog of an open ``App``. A cog says by the decorator of each handler for whom it is: ``anyone``,
    ``organisers`` or ``managers``."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def consents(self, settings: ServerSettings, demand: DemandView) -> dict[str, str]:
        """Return what signers of a demand that opens now agree to, by language."""
        privacy, way = settings.privacy, demand.signed_by
        return await consent_texts(
            self.app.texts, privacy, demand.texts, roster=settings.roster, signed_by=way
        )


@dataclass(frozen=True, slots=True)
class Request:
    """Interaction with the bot, and the texts in the language of the person."""

    interaction: Interaction
    t: Translator

    @property
    def server_id(self) -> int:
        """The server. Raises ``UserError`` in direct messages."""
        return server_id_of(self.interaction)

    @property
    def by(self) -> int:
        """Discord's id of the person."""
        return self.interaction.user.id

    async def answer(self, card: Card, *, files: Sequence[discord.File] = ()) -> None:
        await answer(self.interaction, card, files=files)

    async def say(self, text: str) -> None:
        await say(self.interaction, text)

    async def turn(self, card: Card) -> None:
        await turn(self.interaction, card)

    async def turn_or_answer(self, card: Card) -> None:
        await turn_or_answer(self.interaction, card)

    async def show(self, card: Card, opened: Sequence[str]) -> None:
        """Answer with a list that is ``opened`` beside a card; else turn its page."""
        await (self.answer(card) if opened else self.turn_or_answer(card))

    async def open_form(self, form: discord.ui.Modal) -> None:
        await open_form(self.interaction, form)


@dataclass(frozen=True, slots=True)
class StaffRequest(Request):
    """Request of somebody who may organise the server, or set the bot up in it, with its settings."""

    settings: ServerSettings


C = TypeVar("C", bound=BotCog)
P = ParamSpec("P")
R = TypeVar("R", bound=Request)
Handler = Callable[Concatenate[C, R, P], Coroutine[Any, Any, None]]
Callback = Callable[Concatenate[C, Interaction, P], Coroutine[Any, Any, None]]


class For(Generic[R]):
    """Decorator of a handler that is for some people: gives it their request, or refuses them, at every call.

    The handler is deferred if it takes long, the check of the person included. Where a form is the first
    answer, which must not follow a deferral, it is decorated ``at_once``.
    """

    def __init__(self, request_of: Callable[[App, Interaction], Awaitable[R]]) -> None:
        self._request_of = request_of

    def __call__(self, handler: Handler[C, R, P]) -> Callback[C, P]:
        handle = self.at_once(handler)

        async def handle_in_time(
            cog: C, interaction: Interaction, /, *args: P.args, **kwargs: P.kwargs
        ) -> None:
            await in_time(interaction, handle(cog, interaction, *args, **kwargs))

        functools.update_wrapper(handle_in_time, handler)
        return handle_in_time

    def at_once(self, handler: Handler[C, R, P]) -> Callback[C, P]:
        async def handle(cog: C, interaction: Interaction, /, *args: P.args, **kwargs: P.kwargs) -> None:
            await handler(cog, await self._request_of(cog.app, interaction), *args, **kwargs)

        functools.update_wrapper(handle, handler)
        return handle


async def _of_anyone(app: App, interaction: Interaction) -> Request:
    return Request(interaction, app.texts.of(interaction.locale))


async def _of_organiser(app: App, interaction: Interaction) -> StaffRequest:
    settings = await organiser(interaction, app.servers)
    return StaffRequest(interaction, app.texts.of(interaction.locale), settings)


async def _of_manager(app: App, interaction: Interaction) -> StaffRequest:
    settings = await setting_up(interaction, app.servers)
    return StaffRequest(interaction, app.texts.of(interaction.locale), settings)


anyone = For(_of_anyone)
organisers = For(_of_organiser)
managers = For(_of_manager)
"""For those who may set the bot up."""
