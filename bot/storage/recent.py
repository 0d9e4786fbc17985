"""What was read lately: kept for some seconds, at most until this process writes something else."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from bot.clock import seconds_awake_or_not
from bot.storage.engine import Database

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

SECONDS = 5.0
"""For which what another process wrote may not be seen, however long the database takes to answer."""

_MOST = 1000  # values


class Recent(Generic[K, V]):
    """Values by their keys, read anew when they are old, or when anything but signatures was written here.

    It may show what no longer holds, so nothing is decided by it that another process may change: whoever
    writes reads that again in the transaction. Those who ask at once for what must be read wait for one
    reading.
    """

    def __init__(
        self,
        database: Database,
        *,
        seconds: float = SECONDS,
        now: Callable[[], float] = seconds_awake_or_not,
    ) -> None:
        self._database = database
        self._seconds = seconds
        self._now = now
        self._kept: dict[K, tuple[float, int, V]] = {}
        self._reading: dict[tuple[K, int], tuple[float, asyncio.Task[V]]] = {}

    async def get(self, key: K, read: Callable[[], Awaitable[V]]) -> V:
        """The value that ``read`` gives, or gave lately. What it raises is raised, and not kept."""
        written = self._database.written  # before it is read
        until, at, value = self._kept.get(key, (0.0, -1, None))
        if at == written and self._now() < until:
            return value  # type: ignore[return-value]
        mark, now = (key, written), self._now()
        since, reading = self._reading.get(mark, (0.0, None))
        if reading is None or now >= since + self._seconds:  # what is read so slowly may be old already
            reading = asyncio.ensure_future(self._read(key, written, now + self._seconds, read))
            self._reading[mark] = now, reading
            reading.add_done_callback(lambda done: self._forget(mark, done))
        return await asyncio.shield(reading)  # one who no longer waits does not end it for the others

    async def _read(self, key: K, written: int, until: float, read: Callable[[], Awaitable[V]]) -> V:
        value = await read()
        if len(self._kept) >= _MOST:
            self._kept.clear()
        if until >= self._kept.get(key, (0.0, -1, None))[0]:  # or a slower reading began before it
            self._kept[key] = until, written, value
        return value

    def _forget(self, mark: tuple[K, int], done: "asyncio.Task[V]") -> None:
        if self._reading.get(mark, (0.0, None))[1] is done:
            del self._reading[mark]
