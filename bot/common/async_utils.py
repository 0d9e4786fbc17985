"""Timeouts and cancellation of work that may never finish, and may not react to cancellation either; and
work that is too long for the event loop.

And exponential backoff, and the signals to stop.
"""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar

T = TypeVar("T")

_CANCEL_AGAIN_S = 5.0  # seconds; longer than a task needs that was cancelled


async def cancel(*tasks: "asyncio.Future[Any]") -> None:
    """Cancel tasks, and wait until they have ended, with whatever result.

    One that goes on is cancelled again: before Python 3.12, ``asyncio.wait_for``, which libraries call,
    swallows a cancellation that comes at the moment at which what it waits for is done.
    """
    while going_on := [task for task in tasks if not task.done()]:
        for task in going_on:
            task.cancel()
        await asyncio.wait(going_on, timeout=_CANCEL_AGAIN_S)
    await asyncio.gather(*tasks, return_exceptions=True)


async def off_loop(work: Callable[..., T], *args: Any, small: bool) -> T:
    """Return the result of ``work``, from a thread unless it is ``small``: there it slows the event loop
    down, and does not hold it up."""
    return work(*args) if small else await asyncio.to_thread(work, *args)


def stop_event() -> asyncio.Event:
    """Return an event that SIGINT and SIGTERM set."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl+C arrives as KeyboardInterrupt
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """Return the result of ``work``, or raise ``TimeoutError`` after so many seconds.

    Unfinished work is cancelled but not awaited, unlike with ``asyncio.timeout``: a database connection that
    was cut takes minutes to notice, even when it is only being closed.
    """
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task}, timeout=max(0.0, seconds))
        if task.done():
            return task.result()
        raise TimeoutError
    finally:
        if not task.done():
            task.add_done_callback(_forget)
            task.cancel()


def _forget(task: "asyncio.Task[Any]") -> None:
    """Retrieve the exception, so that asyncio does not log it as never retrieved."""
    if not task.cancelled():
        task.exception()


_MAX_DOUBLINGS = 20  # keeps the product in range after any number of failures

Duration = TypeVar("Duration", float, timedelta)


def backoff(first: Duration, limit: Duration, failures: int) -> Duration:
    """Return the delay after so many earlier failures: ``first``, doubled for each of them, at most
    ``limit``. Jitter is the caller's, whose tests draw it."""
    return min(limit, first * (1 << min(failures, _MAX_DOUBLINGS)))
