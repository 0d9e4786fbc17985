"""Each benchmark in a process of its own: what those before it hold, and wrote, is nothing to it."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from benchmarks.report import Figure

Measure = Callable[[], Coroutine[Any, Any, list[Figure]]]


def apart(measure: Measure) -> list[Figure]:
    """What ``measure`` finds, in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        return processes.submit(_measured, measure).result()


def _measured(measure: Measure) -> list[Figure]:
    os.sync()  # or the disk would still be at work for the one before
    return asyncio.run(measure())
