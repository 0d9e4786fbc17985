"""TTL cache of values read from the database that many ask for at once."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

from bot.common.clock import seconds_awake_or_not
from bot.storage.engine import Database

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

TTL_S = 5.0
"""Time to live: what another process writes may stay unseen this long."""


class TtlCache(Generic[K, V]):
    """Cache by key, emptied every ``TTL_S`` seconds and when this process has written anything but
    signatures.

    A value may be stale, so no decision relies on one that another process may change: writers read it again
    in their transaction.
    """

    def __init__(self, database: Database, *, now: Callable[[], float] = seconds_awake_or_not) -> None:
        self._database = database
        self._now = now
        self._until, self._written = 0.0, -1
        self._reads: dict[K, asyncio.Task[V]] = {}

    async def get(self, key: K, read: Callable[[], Coroutine[Any, Any, V]]) -> V:
        """Return the cached value, or that of ``read``. Its exceptions are raised, and not cached.

        All who ask meanwhile wait for one read, which goes on if one of them is cancelled: fifty reads at
        once would open as many connections, and whoever signs would wait for them.
        """
        written, now = self._database.written, self._now()  # before the read
        if written != self._written or now >= self._until:
            self._reads, self._written, self._until = {}, written, now + TTL_S
        reads = self._reads  # a slow read is stored in what was current when it began
        if key not in reads:
            reads[key] = asyncio.create_task(read())
            reads[key].add_done_callback(lambda done: _failed(done) and reads.pop(key))
        return reads[key].result() if reads[key].done() else await asyncio.shield(reads[key])


def _failed(read: "asyncio.Task[Any]") -> bool:
    return read.cancelled() or read.exception() is not None
