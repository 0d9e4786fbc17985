"""TTL cache of values read from the database that many ask for at once."""

from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

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
        self._kept: dict[K, V] = {}

    async def get(self, key: K, read: Callable[[], Awaitable[V]]) -> V:
        """Return the cached value, or that of ``read``. Its exceptions are raised, and not cached."""
        written, now = self._database.written, self._now()  # before the read
        if written != self._written or now >= self._until:
            self._kept, self._written, self._until = {}, written, now + TTL_S
        kept = self._kept  # a slow read is stored in what was current when it began
        if key not in kept:
            kept[key] = await read()
        return kept[key]
