"""The way to one host: one request at a time, a pause between two, and a rest for a host in trouble."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from bot.contracts.sources.protocol import Fault, SourceError

MOST_FAILURES = 3
"""So many requests in a row that a host did not answer, each with all its retries, and it is left alone."""
FIRST_REST, LONGEST_REST = 300.0, 3600.0  # seconds; twice as long each time
LONGEST_REST_ASKED = 86_400.0  # seconds; no Retry-After silences a host for longer

HOST_FAULTS = frozenset({Fault.UNREACHABLE, Fault.TIMEOUT, Fault.BUSY, Fault.SERVER_ERROR})

_log = logging.getLogger(__name__)


class Lane:
    """What all requests of this process to one host share.

    ``pace`` is the least number of seconds between the starts of two requests. ``time`` is a clock in
    seconds that never goes back: the host's rests are measured by it.
    """

    def __init__(self, host: str, pace: float, time: Callable[[], float]) -> None:
        self._host = host
        self._pace = pace
        self._time = time
        self._single = asyncio.Lock()
        self._free_at = 0.0  # in the time of the event loop, for it is slept through
        self._failures = 0  # in a row
        self._rests_until = float("-inf")
        self._trying = False

    def slow(self, seconds: float) -> None:
        """Lengthen the pause between two requests; it is never shortened."""
        self._pace = max(self._pace, seconds)

    @contextmanager
    def request(self) -> Iterator[None]:
        """Around one request and all its retries: refuses it while the host rests, and learns from it.

        After a rest one request is let through alone; how it fares decides for all others.
        """
        self._check()
        trial = self._failures >= MOST_FAILURES
        if trial and self._trying:
            raise SourceError(Fault.RESTING, f"{self._host} is being tried by another request")
        self._trying = self._trying or trial
        try:
            yield
        except SourceError as error:
            if error.fault in HOST_FAULTS:
                self._failed(error)
            elif error.fault is not Fault.RESTING:
                self._failures = 0
            raise
        else:
            self._failures = 0
        finally:
            if trial:
                self._trying = False

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Around one try: waits until no other is under way and the pause is over."""
        async with self._single:
            loop = asyncio.get_running_loop()
            if (early := self._free_at - loop.time()) > 0:
                await asyncio.sleep(early)
            self._check()  # others may have failed meanwhile
            self._free_at = loop.time() + self._pace
            yield

    def wait(self, seconds: float) -> None:
        """Let nobody through for so long: the host asked for a pause that is short enough to sit out."""
        self._free_at = max(self._free_at, asyncio.get_running_loop().time() + seconds)

    def rest(self, seconds: float) -> None:
        """Refuse every request for so long, a day at most."""
        until = self._time() + min(seconds, LONGEST_REST_ASKED)
        self._rests_until = max(self._rests_until, until)

    def _check(self) -> None:
        left = self._rests_until - self._time()
        if left > 0:
            raise SourceError(Fault.RESTING, f"{self._host} is left alone for {left:.0f} more seconds")

    def _failed(self, error: SourceError) -> None:
        self._failures += 1
        rests = self._failures - MOST_FAILURES
        if rests >= 0:
            seconds = min(FIRST_REST * 2 ** min(rests, 10), LONGEST_REST)
            _log.warning("%s failed %d times, rests %.0f s: %s", self._host, self._failures, seconds, error)
            self.rest(seconds)
