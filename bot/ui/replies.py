"""Replies to interactions, whatever state they are in.

If the connection breaks, it is unknown whether Discord has the answer. Discord takes only one first answer,
and reports a second one; a message in the place of "thinking" can be sent twice. So both are retried once.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import aiohttp
import discord

from bot.ui.callback import CallbackSender
from bot.ui.layout import Card

Interaction = discord.Interaction[Any]
T = TypeVar("T")

UNREACHED = (aiohttp.ClientError, OSError, TimeoutError, json.JSONDecodeError)
"""Exceptions that discord.py raises, beside its own, if Discord could not be reached or its reply not
read."""

_DEFER_AFTER_S = 1.5  # seconds before deferring; Discord allows three
_DEFERRALS_PER_S = 1000  # interactions that a small machine can defer beside its other work
_HAS_ANSWER = 40060  # Discord's error code for an interaction that was already answered
_ANSWERED, _THINKING = "answered", "thinking"  # known state of an interaction, in its ``extras``


async def answer(interaction: Interaction, card: Card, *, files: Sequence[discord.File] = ()) -> None:
    """Show a card to the person who asked, and to nobody else."""
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
    if is_answered(interaction):
        await insist(interaction, lambda: interaction.edit_original_response(view=card))
    else:
        await insist(interaction, lambda: interaction.response.edit_message(view=card))


async def open_form(interaction: Interaction, form: discord.ui.Modal) -> None:
    """Show a form, which must be the first answer."""
    await insist(interaction, lambda: interaction.response.send_modal(form))


async def defer(interaction: Interaction) -> None:
    """Show "thinking", for work that may take longer than Discord's timeout."""
    if not is_answered(interaction):
        await insist(interaction, lambda: interaction.response.defer(ephemeral=True, thinking=True))
        interaction.extras[_THINKING] = True


async def in_time(interaction: Interaction, work: Awaitable[T], *, turns: bool = False, before: int = 0) -> T:
    """Return the result of ``work``; if it takes long, the interaction is deferred meanwhile.

    ``turns``: ``turn`` follows, so the message whose button was pressed is kept to be replaced. ``before``:
    the number already waiting. All of them may have to be deferred within the rest of the three seconds,
    which takes time too: in a long queue, late ones are deferred earlier.
    """
    deferring: asyncio.Task[None] | None = None

    def begin() -> None:
        nonlocal deferring
        waiting = insist(interaction, interaction.response.defer) if turns else defer(interaction)
        deferring = asyncio.ensure_future(waiting)

    patience, timer = _DEFER_AFTER_S - before / _DEFERRALS_PER_S, None
    if patience > 0:
        timer = asyncio.get_running_loop().call_later(patience, begin)
    else:
        begin()
    try:
        return await work
    finally:
        if timer is not None:
            timer.cancel()
        if deferring is not None:
            await deferring


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
