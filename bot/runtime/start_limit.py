"""Discord's limit of starts: how often a bot may connect anew in a day, which is a thousand times.

Discord resets the token of a bot that uses them up, as one can that ends soon after each start. No
supervisor knows how many are left, and some start a program again at once: so the bot asks, and waits.
"""

import asyncio
import logging

import discord
from discord.http import HTTPClient

from bot.ui.replies import UNREACHED

log = logging.getLogger(__name__)

_PLENTY = 0.9  # of a day's starts: a bot that has these left starts at once, …
_KEPT = 0.5  # … and the starts of a bot that ends again and again leave so many
_ANSWER_TIMEOUT_S = 10.0  # seconds


async def wait_for_start(http: HTTPClient) -> None:
    """Wait before a bot connects, if it has connected too often today."""
    try:
        async with asyncio.timeout(_ANSWER_TIMEOUT_S):
            _, _, limit = await http.get_bot_gateway()
    except (*UNREACHED, discord.GatewayNotFound):
        return  # whether it can connect is seen when it tries
    pause_s = pause_before_start(limit["total"], limit["remaining"], limit["reset_after"] / 1000)
    if pause_s:
        log.warning(
            "Discord lets this bot start %d more times today: it connects in %.0f s, so that some remain",
            limit["remaining"],
            pause_s,
        )
        await asyncio.sleep(pause_s)


def pause_before_start(total: int, remaining: int, reset_after_s: float) -> float:
    """Return the seconds to wait, by what Discord says of the starts of a day and when it counts anew."""
    if remaining >= _PLENTY * total:
        return 0.0
    return reset_after_s / max(remaining - _KEPT * total, 1)
