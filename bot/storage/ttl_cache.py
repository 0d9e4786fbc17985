"""TTL cache of values read from the database: kept for some seconds, at most until this process writes
something else."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from bot.common.clock import seconds_awake_or_not
from bot.storage.engine import Database

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

TTL_S = 5.0
"""Time to live: another process's writes may stay unseen this long, however long the database takes to
answer."""

_MAX_VALUES = 1000  # maximum number of values


class TtlCache(Generic[K, V]):
    """TTL cache by key. Values are reread when they expire, or when anything but signatures was written in
    this process.

    A value may be stale, so no decision relies on one that another process may change: writers read it again
    in their transaction. Concurrent requests for the same missing key share one read.
    """

    def __init__(
        self,
        database: Database,
        *,
        seconds: float = TTL_S,
        now: Callable[[], float] = seconds_awake_or_not,
    ) -> None:
        self._database = database
        self._seconds = seconds
        self._now = now
        self._kept: dict[K, tuple[float, int, V]] = {}
        self._reading: dict[tuple[K, int], tuple[float, asyncio.Task[V]]] = {}

    async def get(self, key: K, read: Callable[[], Awaitable[V]]) -> V:
        """Return the cached value, or that of ``read``. Its exceptions are raised, and not cached."""
        written = self._database.written  # taken before the read
        until, at, value = self._kept.get(key, (0.0, -1, None))
        if at == written and self._now() < until:
            return value  # type: ignore[return-value]
        mark, now = (key, written), self._now()
        since, reading = self._reading.get(mark, (0.0, None))
        if reading is None or now >= since + self._seconds:  # a slow read may be stale already
            reading = asyncio.ensure_future(self._read(key, written, now + self._seconds, read))
            self._reading[mark] = now, reading
            reading.add_done_callback(lambda done: self._forget(mark, done))
        return await asyncio.shield(reading)  # a cancelled caller does not cancel it for the others

    async def _read(self, key: K, written: int, until: float, read: Callable[[], Awaitable[V]]) -> V:
        value = await read()
        if len(self._kept) >= _MAX_VALUES:
            self._kept.clear()
        if until >= self._kept.get(key, (0.0, -1, None))[0]:  # otherwise a slower, earlier read ended later
            self._kept[key] = until, written, value
        return value

    def _forget(self, mark: tuple[K, int], done: "asyncio.Task[V]") -> None:
        if self._reading.get(mark, (0.0, None))[1] is done:
            del self._reading[mark]
