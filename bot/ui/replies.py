"""One way to answer an interaction, whatever state it is in."""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar

import discord

from bot.ui.layout import Card

Interaction = discord.Interaction[Any]
T = TypeVar("T")

_PATIENCE = 1.5  # seconds; Discord gives an interaction three
_DEFERRED_A_SECOND = 1000  # interactions, which a small machine manages beside its other work


async def answer(interaction: Interaction, card: Card, *, files: Sequence[discord.File] = ()) -> None:
    """Show a card to the person who asked, and to nobody else."""
    if interaction.response.is_done():
        await interaction.followup.send(view=card, files=list(files), ephemeral=True)
    else:
        await interaction.response.send_message(view=card, files=list(files), ephemeral=True)


async def say(interaction: Interaction, text: str) -> None:
    """A sentence as an answer."""
    await answer(interaction, Card().text(text))


async def turn(interaction: Interaction, card: Card) -> None:
    """Replace the message whose button was pressed: the next page of a list."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=card)
    else:
        await interaction.response.edit_message(view=card)


async def defer(interaction: Interaction) -> None:
    """Say "thinking", for work that may take longer than Discord waits."""
    if not interaction.response.is_done():
        await interaction.response.defer(ephemeral=True, thinking=True)


async def in_time(interaction: Interaction, work: Awaitable[T], *, turns: bool = False, before: int = 0) -> T:
    """The result of ``work``; if it takes long, the interaction is deferred meanwhile.

    ``turns``: what follows is ``turn``, so the message whose button was pressed is kept to be replaced.
    ``before``: how many wait already. All of them may have to be deferred in what is left of the three
    seconds, which takes its time too: who comes late to a long queue waits less before.
    """
    deferring: asyncio.Task[None] | None = None

    def begin() -> None:
        nonlocal deferring
        waiting = interaction.response.defer() if turns else defer(interaction)
        deferring = asyncio.ensure_future(waiting)  # type: ignore[arg-type]

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
