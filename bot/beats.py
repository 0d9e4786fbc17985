"""Work in the background that comes round at an interval and never dies of a failure."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from discord.ext import tasks

log = logging.getLogger(__name__)


class Beat:
    """Calls ``tick`` every ``every`` seconds. What it raises is logged, and the beat goes on:
    ``discord.ext.tasks`` alone ends a loop for good at the first error it does not know."""

    def __init__(self, name: str, every: float, tick: Callable[[], Awaitable[object]]) -> None:
        self._name = name
        self._tick = tick
        self._busy = False
        self._loop = tasks.loop(seconds=every)(self._run)

    async def _run(self) -> None:
        self._busy = True
        try:
            await self._tick()
        except Exception:
            log.exception("%s failed; it is tried again", self._name)
        finally:
            self._busy = False

    def start(self, ready: Callable[[], Awaitable[object]]) -> None:
        """Begin, once ``ready`` has returned."""

        async def wait() -> None:
            await ready()

        self._loop.before_loop(wait)
        self._loop.start()

    async def close(self, patience: float) -> None:
        """Let a tick under way finish within ``patience`` seconds, then end."""
        task = self._loop.get_task()
        if task is None:
            return
        if self._busy:
            self._loop.stop()
            await asyncio.wait({task}, timeout=patience)
        self._loop.cancel()
        await asyncio.wait({task}, timeout=1)
