"""Periodic tasks in the background, which survive failures."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from discord.ext import tasks
from discord.utils import utcnow

from bot.common.async_utils import backoff
from bot.common.logging import under_a_code

log = logging.getLogger(__name__)

_MAX_BACKOFF_S = 300.0  # seconds; an outage of hours must not fill the disk with log lines
_SELDOM_S = 60.0  # seconds; a task with at least this interval has time for its first round


class PeriodicTask:
    """A periodic task: calls ``tick`` every ``every`` seconds. Exceptions are logged, and the task goes on
    with exponential backoff until a tick succeeds. ``discord.ext.tasks`` alone ends a loop for good at the
    first unexpected error, and catches up on every missed round after the machine was suspended.

    A task that runs once a minute or less often makes its first round after a tenth of its interval, a minute
    at most: a bot that starts answers the presses that waited for it, and posts, before it tidies up.
    """

    def __init__(self, name: str, every: float, tick: Callable[[], Awaitable[object]]) -> None:
        self.name = name
        self._every = every
        self._tick = tick
        self._busy = False
        self.failures = 0  # consecutive
        self._failure = ""  # type and message of the last one
        self._waits = every >= _SELDOM_S
        self._loop = tasks.loop(seconds=every)(self._run)

    async def _run(self) -> None:
        if self._waits:
            self._waits = False
            self._loop.change_interval(seconds=min(self._every / 10, _SELDOM_S))
            return
        self._busy = True
        with under_a_code():
            try:
                await self._tick()
            except Exception as error:
                self._note_failure(error)
            else:
                self._note_success()
            finally:
                self._busy = False
        self._skip_missed_rounds()

    def _note_failure(self, error: Exception) -> None:
        from bot.storage.errors import is_not_stored  # not before the client connects

        # The database itself logs once that nothing can be stored.
        failure = "" if is_not_stored(error) else f"{type(error).__name__}: {error}"
        if failure and failure != self._failure:
            log.error("%s failed; it will be tried again", self.name, exc_info=error)
        elif failure:
            log.error(
                "%s still fails, %d times so far; the error is logged above", self.name, self.failures + 1
            )
        self.failures, self._failure = self.failures + 1, failure

    def _note_success(self) -> None:
        if self.failures > 1 and self._failure:
            log.info("%s works again after %d failures", self.name, self.failures)
        self.failures, self._failure = 0, ""

    def _skip_missed_rounds(self) -> None:
        """Schedule the next round one interval after this one began, or at once if that is past; after a
        failure, after a delay that doubles with each."""
        planned = self._loop.next_iteration or utcnow()
        began = planned - timedelta(seconds=self._loop.seconds or 0.0)
        took = (utcnow() - began).total_seconds()
        if took < -_MAX_BACKOFF_S:  # the clock was set back: the loop would sleep until it has caught up
            self._loop.restart()
            return
        took = max(0.0, took)
        if self.failures:
            delay = backoff(self._every, max(self._every, _MAX_BACKOFF_S), self.failures)
            self._loop.change_interval(seconds=took + delay)
        else:
            self._loop.change_interval(seconds=max(self._every, took))

    def start(self, ready: Callable[[], Awaitable[object]]) -> None:
        """Start the loop, once ``ready`` has returned."""

        async def wait() -> None:
            await ready()

        self._loop.before_loop(wait)
        self._loop.start()

    async def close(self, grace: float) -> None:
        """Let a tick under way finish within ``grace`` seconds, then stop."""
        task = self._loop.get_task()
        if task is None:
            return
        if self._busy:
            self._loop.stop()
            await asyncio.wait({task}, timeout=grace)
        self._loop.cancel()
        await asyncio.wait({task}, timeout=1)
