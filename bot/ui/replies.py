"""Replies to interactions, whatever state they are in.

If the connection breaks, it is unknown whether Discord has the answer. Discord takes only one first answer,
and reports a second one; a message in the place of "thinking" can be sent twice. So both are retried once.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import aiohttp
import discord
from discord import app_commands
from discord.http import Route
from yarl import URL

from bot.common.clock_check import ClockCheck
from bot.common.logging import reference_of
from bot.errors import DatabaseAway, NotStored, RoleLost, UserError
from bot.texts import Texts, Translator
from bot.ui.layout import Card
from bot.ui.markdown import plain
from bot.ui.router import UnknownAction

Interaction = discord.Interaction[Any]
T = TypeVar("T")

UNREACHED = (aiohttp.ClientError, OSError, TimeoutError, json.JSONDecodeError)
"""Exceptions that discord.py raises, beside its own, if Discord could not be reached or its reply not
read."""

_HEADERS = {"Content-Type": "application/json"}
_EPHEMERAL = discord.MessageFlags(ephemeral=True, components_v2=True).value
_DEFER_AFTER_S = 1.5  # seconds before deferring; Discord allows three
_DEFERRALS_PER_S = 1000  # interactions that a small machine can defer beside its other work
_HAS_ANSWER = 40060  # Discord's error code for an interaction that was already answered
_ANSWERED, _THINKING, _DEFERRAL = "answered", "thinking", "deferral"  # in the ``extras`` of an interaction


async def answer(interaction: Interaction, card: Card, *, files: Sequence[discord.File] = ()) -> None:
    """Show a card to the person who asked, and to nobody else."""
    await _end_deferral(interaction)
    sent = list(files)
    if not is_answered(interaction):
        sender: CallbackSender | None = getattr(interaction.client, "callback_sender", None)
        if sender is not None and not sent and await sender.send(interaction.id, interaction.token, card):
            note_answered(interaction)
            return
        await insist(
            interaction,
            lambda: interaction.response.send_message(view=card, files=sent, ephemeral=True),
            files=sent,
        )
    elif _THINKING in interaction.extras:
        await insist(
            interaction,
            lambda: interaction.edit_original_response(view=card, attachments=sent),
            files=sent,
        )
        del interaction.extras[_THINKING]
    else:
        await interaction.followup.send(view=card, files=sent, ephemeral=True)


async def say(interaction: Interaction, text: str) -> None:
    """Answer with a sentence."""
    await answer(interaction, Card().text(text))


async def turn(interaction: Interaction, card: Card) -> None:
    """Replace the message whose button was pressed: the next page of a list."""
    await _end_deferral(interaction)
    if is_answered(interaction):
        await insist(interaction, lambda: interaction.edit_original_response(view=card))
    else:
        await insist(interaction, lambda: interaction.response.edit_message(view=card))


async def open_form(interaction: Interaction, form: discord.ui.Modal) -> None:
    """Show a form, which must be the first answer."""
    await _end_deferral(interaction)
    await insist(interaction, lambda: interaction.response.send_modal(form))


async def defer(interaction: Interaction) -> None:
    """Show "thinking", for work that may take longer than Discord's timeout."""
    if not is_answered(interaction):
        await insist(interaction, lambda: interaction.response.defer(ephemeral=True, thinking=True))
        interaction.extras[_THINKING] = True


async def in_time(interaction: Interaction, work: Awaitable[T], *, before: int = 0) -> T:
    """Return the result of ``work``; if it takes long, the interaction is deferred meanwhile: by "thinking",
    or by a card that only its reader sees, which stays to be replaced. ``work`` may answer by itself.

    ``before``: the number already waiting. All of them may have to be deferred within the rest of the three
    seconds, which takes time too: in a long queue, late ones are deferred earlier.
    """
    begin_at = asyncio.get_running_loop().time() + _DEFER_AFTER_S - before / _DEFERRALS_PER_S
    outer: _Deferral | None = interaction.extras.get(_DEFERRAL)
    if outer is not None:  # of the whole handler, which ends it
        outer.begin_by(begin_at)
        return await work
    deferral = interaction.extras[_DEFERRAL] = _Deferral(interaction)
    deferral.begin_by(begin_at)
    try:
        return await work
    finally:
        await deferral.end()


class _Deferral:
    """Deferral of an interaction at a time of the event loop, unless it ends before."""

    def __init__(self, interaction: Interaction) -> None:
        self._interaction = interaction
        self._begun: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def begin_by(self, begin_at: float) -> None:
        """Begin at this time of the event loop, or when it was to begin before, if that is earlier."""
        loop = asyncio.get_running_loop()
        if self._begun is not None or (self._timer is not None and self._timer.when() <= begin_at):
            return
        if self._timer is not None:
            self._timer.cancel()
        if begin_at > loop.time():
            self._timer = loop.call_at(begin_at, self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        self._begun = asyncio.ensure_future(self._defer())

    async def _defer(self) -> None:
        if not is_private(self._interaction):
            await defer(self._interaction)
        elif not is_answered(self._interaction):
            await insist(self._interaction, self._interaction.response.defer)

    async def end(self) -> None:
        """Begin none any more, and wait for one that has begun: Discord takes only one first answer."""
        if self._timer is not None:
            self._timer.cancel()
        if self._begun is not None:
            await self._begun


async def _end_deferral(interaction: Interaction) -> None:
    deferral: _Deferral | None = interaction.extras.pop(_DEFERRAL, None)
    if deferral is not None:
        await deferral.end()


def is_answered(interaction: Interaction) -> bool:
    """Return whether Discord has a first answer."""
    return interaction.response.is_done() or _ANSWERED in interaction.extras


async def insist(
    interaction: Interaction, send: Callable[[], Awaitable[object]], *, files: Sequence[discord.File] = ()
) -> None:
    """Send an idempotent request, retried once if the connection breaks."""
    try:
        try:
            await send()
        except UNREACHED:
            for file in files:
                file.reset(seek=True)
            await send()
    except discord.HTTPException as error:
        if error.code != _HAS_ANSWER:
            raise
    note_answered(interaction)


def note_answered(interaction: Interaction) -> None:
    """Note that Discord has a first answer, which this interaction object may not know of."""
    interaction.extras[_ANSWERED] = True


async def turn_or_answer(interaction: Interaction, card: Card) -> None:
    """Turn the page of a list that only its reader sees; leave a public post as it is and answer its reader
    in private."""
    if is_private(interaction):
        await turn(interaction, card)
    else:
        await answer(interaction, card)


def is_private(interaction: Interaction) -> bool:
    """True if the message whose button was pressed is shown to its reader alone."""
    return interaction.message is not None and interaction.message.flags.ephemeral


class CallbackSender:
    """Sends first answers over the client's own connections.

    ``connector`` gives these once the client has logged in; ``guard`` may stop a request.
    """

    def __init__(
        self,
        connector: Callable[[], aiohttp.BaseConnector],
        clock_check: ClockCheck,
        guard: aiohttp.TraceConfig | None,
    ) -> None:
        self._connector = connector
        self._clock_check = clock_check
        self._traces = [] if guard is None else [guard]
        self._session: aiohttp.ClientSession | None = None

    async def send(self, interaction_id: int, token: str, view: discord.ui.LayoutView) -> bool:
        """Show ``view``, which has no files, to the member alone: sent once. Return whether Discord has taken
        it. Raises what ``guard`` raises."""
        url = URL(f"{Route.BASE}/interactions/{interaction_id}/{token}/callback", encoded=True)
        try:
            async with self._opened().post(url, data=_body_of(view), headers=_HEADERS) as response:
                self._clock_check.note(response.headers.get("Date"))
                return response.ok
        except (aiohttp.ClientError, TimeoutError):
            return False

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=self._connector(),
                connector_owner=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                trace_configs=self._traces,
            )
        return self._session

    async def close(self) -> None:
        """Close the session, and leave the connections to the client."""
        if self._session is not None:
            await self._session.close()


def _body_of(view: discord.ui.LayoutView) -> bytes:
    data = {
        "components": view.to_components(),  # type: ignore[no-untyped-call]
        "flags": _EPHEMERAL,
        "allowed_mentions": discord.AllowedMentions.none().to_dict(),
    }
    return json.dumps({"type": discord.InteractionResponseType.channel_message.value, "data": data}).encode()


log = logging.getLogger(__name__)

_EXPIRED = 10062  # Discord forgot the interaction: it can no longer be answered
_TOO_MANY_REQUESTS, _SERVER_ERRORS = 429, 500

# Arguments of refusals that people typed. The others are ours: numbers, days, selectors of a sentence.
_TYPED = frozenset({"key", "label", "language", "name", "party", "source", "value", "word", "written"})
_MAX_QUOTED_LENGTH = 100


def sentence_of(refusal: UserError, t: Translator) -> str:
    """Return a refusal as markdown, with typed text escaped."""
    arguments = {
        name: plain(value, _MAX_QUOTED_LENGTH) if name in _TYPED and isinstance(value, str) else value
        for name, value in refusal.arguments.items()
    }
    return t(refusal.id, **arguments)


async def report_failure(interaction: Interaction, error: BaseException, texts: Texts) -> None:
    """Answer the person with a sentence, and log what they need not see. Never raises."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    t = texts.of(interaction.locale)
    if isinstance(error, UserError):
        sentence = sentence_of(error, t)
    elif isinstance(error, app_commands.NoPrivateMessage):
        sentence = t("failure-only-in-a-server")
    elif isinstance(error, app_commands.CheckFailure):
        sentence = t("failure-not-allowed")
    elif isinstance(
        error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch | UnknownAction
    ):
        sentence = t("failure-outdated")
    elif isinstance(error, NotStored):  # the steward is told once, not at every press
        sentence = t("failure-not-stored")
    elif isinstance(error, DatabaseAway):  # likewise, by the periodic tasks
        sentence = t("failure-database-away")
    elif isinstance(error, RoleLost):  # another process answers; this one may not
        return
    elif isinstance(error, discord.NotFound) and error.code == _EXPIRED:
        log.warning("an interaction expired before it was answered")
        return
    elif _is_of_discord(error):
        reference = reference_of(error)
        log.warning("failure %s: Discord did not accept the answer (%s)", reference, type(error).__name__)
        sentence = t("failure-ours", reference=reference)
    else:
        reference = reference_of(error)
        log.error("failure %s", reference, exc_info=error)
        sentence = t("failure-ours", reference=reference)
    try:
        await say(interaction, sentence)
    except (discord.HTTPException, *UNREACHED) as unanswered:
        log.warning("a failure could not be reported in Discord: %s", type(unanswered).__name__)


def _is_of_discord(error: BaseException) -> bool:
    """Return whether Discord could not be reached or did not answer, which is no bug of ours."""
    if isinstance(error, discord.HTTPException):
        return error.status == _TOO_MANY_REQUESTS or error.status >= _SERVER_ERRORS
    return isinstance(error, aiohttp.ClientError)
