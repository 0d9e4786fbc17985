"""One way to answer an interaction, whatever state it is in."""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar

import discord

from bot.ui.layout import Card

Interaction = discord.Interaction[Any]
T = TypeVar("T")

_PATIENCE = 1.5  # seconds; Discord gives an interaction three


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


async def in_time(interaction: Interaction, work: Awaitable[T], *, turns: bool = False) -> T:
    """The result of ``work``; if it takes long, the interaction is deferred meanwhile.

    ``turns``: what follows is ``turn``, so the message whose button was pressed is kept to be replaced.
    """
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=_PATIENCE)
    if not done and turns:
        await interaction.response.defer()
    elif not done:
        await defer(interaction)
    return await task
