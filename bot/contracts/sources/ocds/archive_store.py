"""Store of the archives of publishers: downloaded once for all watches, and kept on disk for a while."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from bot.common.clock import Clock
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.http.bodies import Download

FRESH = timedelta(hours=1)
"""Time for which the publisher is not asked again: the reads of all watches that are due fit into it."""
MAX_STORED = 64
MAX_STORED_BYTES = 256 * 1024 * 1024

_NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class StoredArchive:
    """A version of an archive. ``state`` is that of its fetch. Without a ``content``, the publisher said that
    this is still the version, but it is not at hand."""

    state: str
    url: str
    fetched_at: datetime
    asked_at: datetime
    content: Download | None

    @property
    def size(self) -> int:
        """The number of bytes on disk."""
        return 0 if self.content is None else len(self.content)


class ArchiveStore:
    """Archives by address, the least recently used removed above ``MAX_STORED`` and ``MAX_STORED_BYTES``. A
    removed one remains readable for those who hold it."""

    def __init__(self, http: SourceHttp, clock: Clock) -> None:
        self._http = http
        self._clock = clock
        self._stored: dict[str, StoredArchive] = {}  # in order of last use
        self._asking = WeakValueDictionary[str, asyncio.Lock]()

    async def get(
        self, address: str, state: str | None, *, max_bytes: int, headers: Mapping[str, str] = _NO_HEADERS
    ) -> StoredArchive:
        """Return the present version of an archive; ``state`` is that of a version that the caller needs no
        content of. Raises ``SourceError``."""
        asking = self._asking.setdefault(address, asyncio.Lock())
        async with asking:
            found = self._stored.get(address)
            if found is None or not self._is_enough(found, state):
                found = await self._ask(address, found, state, max_bytes, headers)
            self._put(address, found)
        return found

    def forget(self, address: str) -> None:
        """Remove an archive that turned out to be damaged."""
        self._stored.pop(address, None)

    def _is_enough(self, stored: StoredArchive, state: str | None) -> bool:
        if self._clock() - stored.asked_at >= FRESH:
            return False
        return stored.content is not None or stored.state == state

    async def _ask(
        self,
        address: str,
        stored: StoredArchive | None,
        state: str | None,
        max_bytes: int,
        headers: Mapping[str, str],
    ) -> StoredArchive:
        at_hand = stored if stored is not None and stored.content is not None else None
        known = state if at_hand is None else at_hand.state
        content = Download(max_bytes)
        fetched = await self._http.fetch(address, headers=headers, state=known, into=content)
        if not fetched.not_modified or (fetched.status != 304 and at_hand is None):
            return StoredArchive(fetched.state, fetched.url, fetched.fetched_at, fetched.fetched_at, content)
        if at_hand is not None:
            return replace(at_hand, state=fetched.state, asked_at=fetched.fetched_at)
        return StoredArchive(fetched.state, fetched.url, fetched.fetched_at, fetched.fetched_at, None)

    def _put(self, address: str, archive: StoredArchive) -> None:
        self._stored.pop(address, None)
        self._stored[address] = archive
        size = sum(each.size for each in self._stored.values())
        for oldest in list(self._stored)[:-1]:
            if len(self._stored) <= MAX_STORED and size <= MAX_STORED_BYTES:
                break
            size -= self._stored.pop(oldest).size
