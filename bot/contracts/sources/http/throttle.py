"""Per-host throttle and circuit breaker: one request at a time, a pause between two, none to a failing
host."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from yarl import URL

from bot.common.async_utils import backoff
from bot.contracts.sources.http.addresses import is_local
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

MAX_FAILURES = 3
"""Number of failed requests in a row, each with all its retries, that opens the circuit breaker."""
MIN_REST_S, MAX_BACKOFF_S = 300.0, 3600.0  # seconds; doubled each time
MAX_REST_S = 86_400.0  # seconds; limit on a server's Retry-After
FAILURE_MEMORY_S = 86_400.0  # seconds after its last failure from which earlier failures do not count
MAX_HOSTS = 256
"""Limit on remembered hosts; above it, only those with a state are remembered."""

MAX_SERVER_ERRORS = 20
"""Number of answers 500 in a row after which the next ones are failures: fewer are mostly caused by what was
asked for, and must not keep the host from other requests."""

_HOST_FAULTS = frozenset({SourceErrorKind.UNREACHABLE, SourceErrorKind.TIMEOUT, SourceErrorKind.BUSY})

_log = logging.getLogger(__name__)


class HostThrottle:
    """Throttle and circuit breaker shared by all requests of this process to one host.

    ``pace`` is the minimum number of seconds between the starts of two requests. ``time`` is a monotonic
    clock in seconds, by which the open time of the circuit breaker is measured.
    """

    def __init__(self, host: str, pace: float, time: Callable[[], float]) -> None:
        self._host = host
        self._pace = pace
        self._time = time
        self._single = asyncio.Lock()
        self._free_at = 0.0  # in the time of the event loop, because it is slept through
        self._failures = 0  # in a row
        self._server_errors = 0  # in a row
        self._failed_at = float("-inf")
        self._rests_until = float("-inf")
        self._trying = False
        self._requests = 0  # in progress, including waits between their tries

    def slow(self, seconds: float) -> None:
        """Lengthen the pause between two requests; it is never shortened."""
        self._pace = max(self._pace, seconds)

    @contextmanager
    def request(self) -> Iterator[None]:
        """Context of one request with all its retries: refuses it while the circuit breaker is open, and
        records its result.

        When the open time is over, one request is let through as a trial (half-open); its result decides for
        all others.
        """
        self._check()
        trial = self._failures >= MAX_FAILURES
        if trial and self._trying:
            raise SourceError(SourceErrorKind.RESTING, f"{self._host} is being tried by another request")
        self._trying = self._trying or trial
        self._requests += 1
        try:
            yield
        except SourceError as error:
            if error.fault is SourceErrorKind.SERVER_ERROR:
                self._server_errors += 1
            if error.fault in _HOST_FAULTS or self._server_errors > MAX_SERVER_ERRORS:
                self._failed(error)
            elif error.fault not in (SourceErrorKind.RESTING, SourceErrorKind.SERVER_ERROR):
                self._failures = self._server_errors = 0
            raise
        else:
            self._failures = self._server_errors = 0
        finally:
            self._requests -= 1
            if trial:
                self._trying = False

    def is_idle(self) -> bool:
        """True if a new object would do as well: nothing is in progress, no pause is on, the circuit breaker
        is closed, and there is no failure to remember."""
        return (
            not self._requests
            and self._free_at <= asyncio.get_running_loop().time()
            and self._rests_until <= self._time()
            and (not self._failures or self._time() - self._failed_at > FAILURE_MEMORY_S)
        )

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Context of one try: waits until no other is in progress and the pause is over."""
        async with self._single:
            loop = asyncio.get_running_loop()
            if (early := self._free_at - loop.time()) > 0:
                await asyncio.sleep(early)
            self._check()  # others may have failed meanwhile
            if self._pace:
                self._free_at = loop.time() + self._pace
            yield

    def wait(self, seconds: float) -> None:
        """Delay all requests: the host asked for a pause that is short enough to wait for."""
        self._free_at = max(self._free_at, asyncio.get_running_loop().time() + seconds)

    def rest(self, seconds: float) -> None:
        """Open the circuit breaker: refuse every request for so many seconds, a day at most."""
        until = self._time() + min(seconds, MAX_REST_S)
        self._rests_until = max(self._rests_until, until)

    def _check(self) -> None:
        left = self._rests_until - self._time()
        if left > 0:
            raise SourceError(
                SourceErrorKind.RESTING, f"{self._host} is left alone for {left:.0f} more seconds"
            )

    def _failed(self, error: SourceError) -> None:
        self._failures, self._failed_at = self._failures + 1, self._time()
        rests = self._failures - MAX_FAILURES
        if rests >= 0:
            seconds = backoff(MIN_REST_S, MAX_BACKOFF_S, rests)
            _log.warning(
                "%s failed %d times, paused for %.0f s: %s", self._host, self._failures, seconds, error
            )
            self.rest(seconds)


class ThrottleRegistry:
    """Registry of the throttles of a process, one for each host and port: another port may be another server,
    with its own failures. ``pace`` and ``time`` are those of ``HostThrottle``; hosts on this machine have no
    pause."""

    def __init__(self, pace: float, time: Callable[[], float]) -> None:
        self._pace = pace
        self._time = time
        self._throttles: dict[tuple[str, int | None], HostThrottle] = {}  # in order of last use
        self._slowed: dict[str, float] = {}
        self._asked_for: dict[str, float] = {}  # set by hosts themselves, which repeat it

    def __len__(self) -> int:
        return len(self._throttles)

    def of(self, url: URL) -> HostThrottle:
        """Return the throttle for the host and port of an address."""
        host = _plainly(str(url.raw_host))
        key = (host, url.port)
        throttle = self._throttles.pop(key, None)
        if throttle is None:
            self._forget_idle()
            name = host if url.is_default_port() else f"{host}:{url.port}"
            throttle = HostThrottle(name, self._pace_of(host), self._time)
        self._throttles[key] = throttle
        return throttle

    def slow(self, host: str, seconds: float, *, always: bool = True) -> None:
        """Set a minimum of seconds between two requests to a host. Not ``always``: the host asked for it, and
        the caller sets it again before each request."""
        if is_local(host):
            return
        host = _plainly(host)
        slowed = self._slowed if always else self._asked_for
        slowed[host] = max(seconds, slowed.pop(host, 0.0))
        if not always and len(slowed) > MAX_HOSTS:
            del slowed[next(iter(slowed))]
        for (of, _), throttle in self._throttles.items():
            if of == host:
                throttle.slow(seconds)

    def _pace_of(self, host: str) -> float:
        if is_local(host):
            return 0.0
        return max(self._pace, self._slowed.get(host, 0.0), self._asked_for.get(host, 0.0))

    def _forget_idle(self) -> None:
        """Remove idle throttles above the limit, the least recently used first."""
        over = len(self._throttles) + 1 - MAX_HOSTS
        if over > 0:
            idle = [key for key, throttle in self._throttles.items() if throttle.is_idle()]
            for key in idle[:over]:
                del self._throttles[key]


def _plainly(host: str) -> str:
    return host.rstrip(".").lower()
