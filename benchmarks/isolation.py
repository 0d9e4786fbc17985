"""Process isolation: runs each benchmark in a new process, unaffected by the memory and writes of others.

Not in ``__main__``, which a new process does not import.
"""

import asyncio
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from benchmarks.report import Figure

Measure = Callable[[], Coroutine[Any, Any, list[Figure]]]


def run_in_new_process(measure: Measure) -> list[Figure]:
    """Run ``measure`` in a new process; return its figures."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        return processes.submit(_measured, measure).result()


def _measured(measure: Measure) -> list[Figure]:
    os.sync()  # or the disk would still be busy with writes of the one before
    return asyncio.run(measure())
