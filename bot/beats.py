"""Work in the background that comes round at an interval and never dies of a failure."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from discord.ext import tasks
from discord.utils import utcnow

log = logging.getLogger(__name__)


class Beat:
    """Calls ``tick`` every ``every`` seconds. What it raises is logged, and the beat goes on:
    ``discord.ext.tasks`` alone ends a loop for good at the first error it does not know, and after a
    machine's sleep makes up for every round that was missed."""

    def __init__(self, name: str, every: float, tick: Callable[[], Awaitable[object]]) -> None:
        self._name = name
        self._every = every
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
        self._skip_missed_rounds()

    def _skip_missed_rounds(self) -> None:
        planned = self._loop.next_iteration or utcnow()
        behind = (utcnow() - planned).total_seconds()
        self._loop.change_interval(seconds=self._every + max(0.0, behind))

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
