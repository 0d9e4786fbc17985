"""The one way sources reach the network: paced, patient, and strict about what comes back."""

import asyncio
import ipaddress
import json
import re
import socket
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn

import aiohttp
import stamina
from aiolimiter import AsyncLimiter
from yarl import URL

from bot.clock import Clock, utc_now
from bot.contracts.model import Answer
from bot.contracts.sources.protocol import Fault, SourceError

BUSY = frozenset({429, 502, 503, 504})
# A 500 is most often our own request that the server trips over: at most two retries, so three tries.
SERVER_ERROR_TRIES = 3
BROKEN_BODY_TRIES = 3
LONGEST_RETRY_AFTER = 120.0  # seconds; who asks for more is left alone until the next read
CONNECT_TIMEOUT = 30.0  # seconds
LONGEST_DETAIL = 500  # characters of a server's own words that are kept for the log


class _Failed(Exception):
    """One attempt that failed: what to report, how often it may be tried in all, seconds to wait."""

    def __init__(self, error: SourceError, tries: int | None = None, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.tries = tries  # None: as often as the caller's patience lasts
        self.wait = wait  # None: the usual backoff


class _Lane:
    """The way to one host: one connection at a time, and a pause between two requests."""

    def __init__(self, pace: float) -> None:
        self._single = asyncio.Lock()
        self._limiter = AsyncLimiter(1, pace) if pace > 0 else None

    async def enter(self, stack: AsyncExitStack) -> None:
        await stack.enter_async_context(self._single)
        if self._limiter is not None:
            await self._limiter.acquire()


class SourceHttp:
    """HTTP for all sources, over a session that the composition root opened and will close.

    ``pace`` is the least number of seconds between two requests to one host (hosts on this machine
    are not paced), ``attempts`` the most tries of one request, ``wait_initial`` and ``wait_max`` the
    bounds in seconds of the exponential, jittered wait between them, ``timeout`` the most seconds of
    silence from the server, ``max_bytes`` the largest body that is read. Addresses of this machine
    or a private network are refused unless ``allow_loopback``.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        user_agent: str,
        allow_loopback: bool = False,
        pace: float = 1.0,
        attempts: int = 5,
        wait_initial: float = 1.0,
        wait_max: float = 30.0,
        timeout: float = 100.0,
        max_bytes: int = 32 * 1024 * 1024,
        clock: Clock = utc_now,
    ) -> None:
        self._session = session
        self._headers = {"User-Agent": user_agent, "Accept": "application/json"}
        self._allow_loopback = allow_loopback
        self._pace = pace
        self._patiently = stamina.AsyncRetryingCaller(
            attempts=attempts,
            timeout=None,
            wait_initial=wait_initial,
            wait_max=wait_max,
            wait_jitter=wait_initial,
        )
        # A server that drips bytes never trips the silence limit: the whole request is bounded too.
        self._timeout = aiohttp.ClientTimeout(
            total=3 * timeout, sock_connect=min(CONNECT_TIMEOUT, timeout), sock_read=timeout
        )
        self._max_bytes = max_bytes
        self._clock = clock
        self._lanes: dict[str, _Lane] = {}

    async def request_json(self, method: str, url: str, *, body: Any = None) -> tuple[Any, Answer]:
        """Send one request, with retries; return the decoded JSON and the answer as it was read.

        Numbers with a fraction or an exponent are ``Decimal``, whole ones ``int``. ``body`` is sent as
        JSON. Redirects are reported, not followed: a redirect turns a POST into a GET. Raises
        ``SourceError`` with any fault but ``FILTER_IGNORED`` and ``TOO_MANY``.
        """
        target = self._checked(url)
        sent = "" if body is None else json.dumps(body, ensure_ascii=False, allow_nan=False)

        async def attempt() -> tuple[Any, Answer]:
            status, headers, content = await self._exchange(method, target, sent)
            self._refuse(target, status, headers, content)
            answer = Answer(url=url, query=sent, fetched_at=self._clock(), content=content)
            return _decoded(target, content), answer

        try:
            return await self._patiently(_patience(), attempt)
        except _Failed as failed:
            raise failed.error from failed.__cause__

    def _checked(self, url: str) -> URL:
        try:
            target = URL(url)
        except ValueError as error:
            raise SourceError(Fault.REFUSED, f"not an address: {error}") from error
        if target.scheme not in {"http", "https"} or not target.host:
            raise SourceError(Fault.REFUSED, "not an http(s) address")
        if _is_local(target.host) and not self._allow_loopback:
            raise SourceError(Fault.REFUSED, f"{target.host} is not a public address")
        return target

    def _lane(self, host: str) -> _Lane:
        if host not in self._lanes:
            self._lanes[host] = _Lane(0 if _is_local(host) else self._pace)
        return self._lanes[host]

    async def _exchange(self, method: str, url: URL, sent: str) -> tuple[int, Any, bytes]:
        headers = {**self._headers, "Content-Type": "application/json"} if sent else self._headers
        try:
            async with AsyncExitStack() as stack:
                await self._lane(str(url.host)).enter(stack)
                response = await stack.enter_async_context(
                    self._session.request(
                        method,
                        url,
                        data=sent.encode() if sent else None,
                        headers=headers,
                        allow_redirects=False,
                        timeout=self._timeout,
                    )
                )
                return response.status, response.headers, await self._body(url, response)
        except TimeoutError as error:
            raise _Failed(SourceError(Fault.TIMEOUT, _where(url))) from error
        except (aiohttp.ClientError, OSError) as error:
            detail = f"{_where(url)}: {type(error).__name__}"
            raise _Failed(SourceError(Fault.UNREACHABLE, detail)) from error

    async def _body(self, url: URL, response: aiohttp.ClientResponse) -> bytes:
        content = bytearray()
        async for chunk in response.content.iter_any():
            content += chunk
            if len(content) > self._max_bytes:
                response.close()  # or the rest would be read to keep the connection
                detail = f"{_where(url)}: more than {self._max_bytes} bytes"
                raise _Failed(SourceError(Fault.BAD_ANSWER, detail), tries=1)
        return bytes(content)

    def _refuse(self, url: URL, status: int, headers: Any, content: bytes) -> None:
        """Raise ``_Failed`` for what is no answer."""
        said = f"{_where(url)}: {status} {_explanation(content)}".rstrip()
        if status in BUSY:
            wait = _retry_after(headers.get("Retry-After"), self._clock())
            tries = 1 if wait is not None and wait > LONGEST_RETRY_AFTER else None
            raise _Failed(SourceError(Fault.BUSY, said), tries, wait)
        if status >= 500:
            raise _Failed(SourceError(Fault.SERVER_ERROR, said), SERVER_ERROR_TRIES)
        if status == 404:
            raise _Failed(SourceError(Fault.GONE, said), tries=1)
        if status >= 400:
            raise _Failed(SourceError(Fault.REFUSED, said), tries=1)
        if status >= 300:
            location = headers.get("Location", "nowhere")
            raise _Failed(SourceError(Fault.REFUSED, f"{said} redirects to {location}"), tries=1)
        if not content.strip():
            raise _Failed(SourceError(Fault.BAD_ANSWER, f"{said} with an empty body"))


def _patience() -> Callable[[Exception], bool | float]:
    """For one request: whether to try again, and after how many seconds if not the usual."""
    seen: Counter[Fault] = Counter()

    def verdict(error: Exception) -> bool | float:
        if not isinstance(error, _Failed):
            return False
        seen[error.error.fault] += 1
        if error.tries is not None and seen[error.error.fault] >= error.tries:
            return False
        return True if error.wait is None else error.wait

    return verdict


def _decoded(url: URL, content: bytes) -> Any:
    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is not JSON")

    try:
        return json.loads(content, parse_float=Decimal, parse_int=int, parse_constant=refuse)
    # ValueError covers bytes that are no text, ArithmeticError an exponent beyond what a Decimal can have.
    except (ValueError, ArithmeticError, RecursionError) as error:
        detail = f"{_where(url)}: {error}; begins {content[:60]!r}"
        raise _Failed(SourceError(Fault.BAD_ANSWER, detail), BROKEN_BODY_TRIES) from error


def _explanation(content: bytes) -> str:
    """The server's own words from an error body, on one line, or nothing."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    said = (body.get("detail") or body.get("message")) if isinstance(body, dict) else None
    words = " ".join(said.split()) if isinstance(said, str) else ""
    return "".join(c for c in words if c.isprintable())[:LONGEST_DETAIL]


def _retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds from a ``Retry-After`` header in either of its forms; ``None`` if absent, past or unread."""
    if value is None:
        return None
    if re.fullmatch(r"\d{1,9}(\.\d+)?", value.strip()):
        return float(value) or None
    try:
        wait = (parsedate_to_datetime(value) - now).total_seconds()
    except (ValueError, TypeError):  # a date without a zone cannot be compared
        return None
    return wait if wait > 0 else None


def _is_local(host: str) -> bool:
    """Whether a host, as written, is this machine or on a private network."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        # The resolver reads "127.1" and "2130706433" as addresses too, as inet_aton does.
        address: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(socket.inet_aton(name))
    except OSError:
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
    return not address.is_global


def _where(url: URL) -> str:
    """The address for a log line, without the query, where some sources want their key."""
    return f"{url.host}{url.raw_path}"
