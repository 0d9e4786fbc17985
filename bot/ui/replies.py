"""One way to answer an interaction, whatever state it is in.

Where the connection breaks, nobody knows whether Discord has the answer. Of a first answer it takes one, and
says so if it has it; a message can be put in the place of "thinking" twice. So both are sent once more.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import aiohttp
import discord

from bot.ui.layout import Card

Interaction = discord.Interaction[Any]
T = TypeVar("T")

UNREACHED = (aiohttp.ClientError, OSError, TimeoutError, json.JSONDecodeError)
"""What discord.py raises where Discord could not be reached or its reply not read, beside its own errors."""

_PATIENCE = 1.5  # seconds; Discord gives an interaction three
_DEFERRED_A_SECOND = 1000  # interactions, which a small machine manages beside its other work
_HAS_ANSWER = 40060  # Discord's number for an interaction that was answered before
_ANSWERED, _THINKING = "answered", "thinking"  # what we know of an interaction, in its ``extras``


async def answer(interaction: Interaction, card: Card, *, files: Sequence[discord.File] = ()) -> None:
    """Show a card to the person who asked, and to nobody else."""
    sent = list(files)
    if not is_answered(interaction):
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
    """A sentence as an answer."""
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
    """Say "thinking", for work that may take longer than Discord waits."""
    if not is_answered(interaction):
        await insist(interaction, lambda: interaction.response.defer(ephemeral=True, thinking=True))
        interaction.extras[_THINKING] = True


async def in_time(interaction: Interaction, work: Awaitable[T], *, turns: bool = False, before: int = 0) -> T:
    """The result of ``work``; if it takes long, the interaction is deferred meanwhile.

    ``turns``: what follows is ``turn``, so the message whose button was pressed is kept to be replaced.
    ``before``: how many wait already. All of them may have to be deferred in what is left of the three
    seconds, which takes its time too: who comes late to a long queue waits less before.
    """
    deferring: asyncio.Task[None] | None = None

    def begin() -> None:
        nonlocal deferring
        waiting = insist(interaction, interaction.response.defer) if turns else defer(interaction)
        deferring = asyncio.ensure_future(waiting)

    patience, timer = _PATIENCE - before / _DEFERRED_A_SECOND, None
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
    """Whether Discord has a first answer."""
    return interaction.response.is_done() or _ANSWERED in interaction.extras


async def insist(
    interaction: Interaction, send: Callable[[], Awaitable[object]], *, files: Sequence[discord.File] = ()
) -> None:
    """Send what has no other effect the second time, once more if the connection breaks."""
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
    interaction.extras[_ANSWERED] = True
