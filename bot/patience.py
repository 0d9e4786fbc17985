"""Waiting for what may never answer, and may not let itself be ended either."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """The result of ``work``, or ``TimeoutError`` after so many seconds.

    What is not done by then is cancelled, and not waited for, as ``asyncio.timeout`` would: a connection to a
    database that was cut takes minutes to notice, also where it is only to be closed.
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
    """What became of it interests nobody, asyncio's own log neither."""
    if not task.cancelled():
        task.exception()
