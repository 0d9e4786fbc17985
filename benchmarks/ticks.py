"""Measurement of event loop latency: the longest time for which work blocks the loop."""

import asyncio
import time
from collections.abc import Awaitable
from typing import TypeVar

from benchmarks.report import Figure
from bot.runtime.run import share_the_processor

T = TypeVar("T")

MAX_HOLD = 0.050
"""Limit in seconds: members do not notice it, even if a hundred answers wait."""

_EVERY = 0.001  # seconds


async def with_ticks(work: Awaitable[T]) -> tuple[float, T]:
    """Return the longest delay of a task that only wants to run again, in seconds, and the result of
    ``work``."""
    task = asyncio.ensure_future(work)
    longest, last = 0.0, time.perf_counter()
    while not task.done():
        await asyncio.sleep(_EVERY)
        now = time.perf_counter()
        longest, last = max(longest, now - last - _EVERY), now
    return longest, await task


async def at_rest(seconds: float = 3.0) -> float:
    """Return the longest delay without any work, that of the machine and its other load, with the settings
    that ``tocsin run`` makes when everything is open."""
    share_the_processor()
    longest, _ = await with_ticks(asyncio.sleep(seconds))
    return longest


def hold(benchmark: str, what: str, longest: float, resting: float) -> Figure:
    """Return the figure for the longest hold of the event loop."""
    return Figure(
        benchmark,
        f"{what}: longest hold of the event loop",
        "ms",
        longest * 1e3,
        resting * 1e3,
        "while nothing is done",
        f"< {MAX_HOLD * 1e3:g} ms",
        longest < MAX_HOLD,
    )
