"""HTTP client for all sources: rate limits, retries with backoff, and strict checks of responses."""

import asyncio
import hashlib
import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from types import NoneType
from typing import Any, TypeVar

import aiohttp
import stamina
from yarl import URL

from bot.common.clock import Clock, utc_now
from bot.contracts.model import Answer, Exchange
from bot.contracts.sources.http.addresses import (
    is_loopback,
    is_no_host,
    literal,
    may_be_read,
    next_hop,
    parse_address,
    where,
)
from bot.contracts.sources.http.bodies import ACCEPT_ENCODING, Download, body_of, explanation_of, write_body
from bot.contracts.sources.http.throttle import HostThrottle, ThrottleRegistry
from bot.contracts.sources.json_text import MAX_SMALL_BYTES, is_small, json_of
from bot.contracts.sources.parsing.pool import Parsers, shared_parsers
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.web_address import loggable

BUSY = frozenset({429, 502, 503, 504})
NO_MORE = frozenset({404, 410})
WHOLE = frozenset({200, 201, 203})  # a 202 is not ready yet, a 206 is partial
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 5
# A 500 is mostly caused by our own request: at most two retries, so three tries.
TRIES = {
    SourceErrorKind.SERVER_ERROR: 3,
    SourceErrorKind.BAD_ANSWER: 3,
    SourceErrorKind.BUSY: None,
    SourceErrorKind.UNREACHABLE: None,
    SourceErrorKind.TIMEOUT: 2,  # each takes minutes
}
MAX_RETRY_AFTER_S = 120.0  # seconds; a host that asks for more is not asked again for as long as it wants
CONNECT_TIMEOUT_S = 30.0  # seconds
MAX_ERROR_BODY_SIZE = 64 * 1024  # bytes read of the body of an error
MAX_EXPLAINED_BYTES = 8 * 1024  # limit for parsing an error body, which is done on the event loop
MAX_DETAIL_LENGTH = 500  # characters of a server's own message that are logged
MAX_VALIDATOR_LENGTH = 1000  # characters of an ETag that are stored

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request and its retries. ``conditional``: true if a 304 is an answer to it."""

    method: str
    url: URL
    sent: str
    headers: Mapping[str, str]
    limit: int
    conditional: bool = False
    gone_is_answer: bool = False
    into: Download | None = None
    body: bytes = b""  # instead of ``sent``, where it is no text


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it was received, its body decompressed; ``headers`` have lower-case names."""

    status: int
    headers: Mapping[str, str]
    charset: str | None
    content: bytes


@dataclass(frozen=True, slots=True)
class FetchResult:
    """A page as it was read.

    ``status`` is 200 (or 201, 203), or 304 with an empty ``content``. ``url`` is the final address,
    ``headers`` have lower-case names, ``charset`` is the one declared in Content-Type. ``state`` is for the
    next ``fetch`` of the same address. ``not_modified``: true if the server says so (304), or if ``content``,
    which is then returned all the same, equals that of the fetch that made ``state``.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    charset: str | None
    content: bytes
    state: str
    fetched_at: datetime
    not_modified: bool
    exchanges: tuple[Exchange, ...] = ()  # the redirects that were followed, and the last

    def answer(self, media: str) -> Answer:
        """Return the content as an answer for the snapshot store. A 304 has none."""
        return Answer(url=self.url, query="", fetched_at=self.fetched_at, content=self.content, media=media)


class _Failed(Exception):
    """One failed try: the error to report, the maximum number of tries, and the seconds to wait."""

    def __init__(self, error: SourceError, tries: int | None, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.tries = tries  # None: up to the general limit
        self.wait = wait  # None: the usual backoff


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpLimits:
    """Limits of requests; times are in seconds."""

    pace: float = 1.0  # minimum between two requests to one host; not for hosts on this machine
    attempts: int = 5  # maximum number of tries of one request
    wait_initial: float = 1.0  # bounds of the exponential backoff with jitter
    wait_max: float = 30.0
    timeout: float = 100.0  # maximum silence of the server
    max_bytes: int = 32 * 1024 * 1024  # maximum size of a decompressed body


class SourceHttp:
    """HTTP for all sources, over a session of ``open_session`` that the composition root closes.

    Addresses of this machine are refused unless ``allow_loopback`` is set, all others with ``loopback_only``,
    those of private networks always. ``time`` is a monotonic clock in seconds. ``parsers`` parse responses,
    also for the sources.

    Circuit breaker: a host that fails three requests in a row at one port, each with all its retries, is not
    asked there for five minutes, then for twice as long after each single failed request, up to an hour (see
    ``HostThrottle``).
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        user_agent: str,
        allow_loopback: bool = False,
        loopback_only: bool = False,
        limits: HttpLimits = HttpLimits(),
        clock: Clock = utc_now,
        time: Callable[[], float] = monotonic,
        parsers: Parsers | None = None,
    ) -> None:
        self.parsers = parsers or shared_parsers()
        self._session = session
        self._headers = {"User-Agent": user_agent, "Accept-Encoding": ACCEPT_ENCODING}
        self._allow_loopback = allow_loopback
        self._loopback_only = loopback_only
        self._patiently = stamina.AsyncRetryingCaller(
            attempts=limits.attempts,
            timeout=None,
            wait_initial=limits.wait_initial,
            wait_max=limits.wait_max,
            wait_jitter=limits.wait_initial,
        )
        # A server that drips bytes never exceeds the silence limit, so the whole request has a limit, too.
        silence = limits.timeout
        self._timeout = aiohttp.ClientTimeout(
            total=3 * silence, sock_connect=min(CONNECT_TIMEOUT_S, silence), sock_read=silence
        )
        self._max_bytes = limits.max_bytes
        self._clock = clock
        self._throttles = ThrottleRegistry(limits.pace, time)

    @property
    def user_agent(self) -> str:
        """The name under which requests are sent."""
        return self._headers["User-Agent"]

    def check(self, url: str) -> None:
        """Raise ``SourceError`` for an address that would not be read, as far as can be told without a
        request."""
        parse_address(url, self._allow_loopback)

    def slow(self, host: str, seconds: float, *, always: bool = True) -> None:
        """Set a minimum of seconds between two requests to a host that is not this machine; see
        ``ThrottleRegistry.slow``."""
        self._throttles.slow(host, seconds, always=always)

    async def request_json(
        self, method: str, url: str, *, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> tuple[Any, Answer]:
        """Send one request, with retries; return the decoded JSON and the answer as it was read.

        Numbers are as in ``json_of``. ``body`` is sent as JSON. Redirects are reported, not followed, because
        a redirect turns a POST into a GET. Raises ``SourceError`` with any fault but ``FILTER_IGNORED``,
        ``TOO_MANY`` and ``NOT_ALLOWED``.
        """
        sent = "" if body is None else json.dumps(body, ensure_ascii=False, allow_nan=False)
        kind = {"Content-Type": "application/json"} if sent else {}
        target = parse_address(url, self._allow_loopback)
        asked = _Asked(
            method, target, sent, {"Accept": "application/json", **kind, **(headers or {})}, self._max_bytes
        )

        async def read(reply: Reply) -> tuple[Any, Answer]:
            _refuse_redirect(target, reply)
            if not reply.content.strip():
                # A server in trouble, not one that cannot do better: worth every retry.
                empty = SourceError(
                    SourceErrorKind.BAD_ANSWER, f"{where(target)}: {reply.status} with an empty body"
                )
                raise _Failed(empty, None)
            answer = self._answer(url, asked, reply)
            return await self.decoded(reply, where(target)), answer

        return await self._ask(asked, read)

    async def post_bytes(self, url: str, body: bytes, *, media: str, accept: str, max_bytes: int) -> bytes:
        """POST bytes of a media type, with retries; return the body of the answer, of any type, up to
        ``max_bytes``. Redirects are reported, not followed. Raises ``SourceError``."""
        target = parse_address(url, self._allow_loopback)
        limit = min(max_bytes, self._max_bytes)
        asked = _Asked("POST", target, "", {"Accept": accept, "Content-Type": media}, limit, body=body)
        reply = await self._ask(asked, _as_it_is)
        _refuse_redirect(target, reply)
        return reply.content

    async def ask_once(self, url: str, *, secret: Mapping[str, str]) -> Reply:
        """GET an address with a secret in its query: one try, whatever the status of the answer, and no
        redirect is followed. No exception contains the secret, and the answer only if the server echoes it.
        Raises ``SourceError`` if no answer came."""
        target = parse_address(url, self._allow_loopback)
        place = where(target)
        self._refuse_host(target)
        asked = _Asked(
            "GET", target.update_query(secret), "", {"Accept": "application/json"}, self._max_bytes
        )
        throttle = self._throttles.of(target)
        with throttle.request():
            fault: SourceErrorKind | None = None
            try:
                return await self._exchange(throttle, asked)
            except SourceError as error:
                fault = error.fault  # its detail and its cause may contain the address
            raise SourceError(fault, place)

    async def fetch(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        accept: str = "*/*",
        state: str | None = None,
        max_bytes: int | None = None,
        gone_is_answer: bool = False,
        into: Download | None = None,
    ) -> FetchResult:
        """GET a public page of any type. An empty body is a valid answer.

        ``state`` is that of an earlier fetch: the request is conditional on a change since then (ETag,
        Last-Modified). A state of another address is ignored, and validators are sent only to the exact
        address that gave them. Redirects are followed on the same host, from http to https but not back, at
        most five. ``max_bytes`` can lower the limit on the body. ``into`` receives the body of a 200, which
        is then not in the result, and has the limit alone.

        Raises ``SourceError``: ``GONE`` for a 404 or 410 and ``MOVED`` for a redirect that is not followed,
        unless ``gone_is_answer``: then the response is returned with that status, except for a redirect loop.
        Also any other fault but ``FILTER_IGNORED``, ``TOO_MANY`` and ``NOT_ALLOWED``.
        """
        known = state_values(state, url)
        limit = self._max_bytes if max_bytes is None else min(max_bytes, self._max_bytes)
        limit = limit if into is None else into.max_bytes
        target = parse_address(url, self._allow_loopback)
        made: list[Exchange] = []
        for _ in range(MAX_REDIRECTS + 1):
            conditions = validators(known) if known.get("at") == str(target) else {}
            sent = {"Accept": accept, **(headers or {}), **conditions}
            asked = _Asked("GET", target, "", sent, limit, bool(conditions), gone_is_answer, into)
            reply = await self._ask(asked, _as_it_is)
            made.append(self._made(asked, reply))
            if reply.status not in REDIRECTS:
                break
            try:
                target = next_hop(target, reply.headers.get("location"), self._allow_loopback)
            except SourceError as error:
                if not gone_is_answer or error.fault is not SourceErrorKind.MOVED:
                    raise
                break
        else:
            raise SourceError(SourceErrorKind.MOVED, f"{where(target)}: more than {MAX_REDIRECTS} redirects")
        if into is not None and reply.status in WHOLE:
            return fetch_result(url, known, made, reply.charset, digest=into.hexdigest())
        if len(reply.content) <= MAX_SMALL_BYTES:
            return fetch_result(url, known, made, reply.charset)
        return await asyncio.to_thread(fetch_result, url, known, made, reply.charset)  # it hashes the content

    async def decoded(self, reply: Reply, place: str) -> Any:
        """Decode the JSON of a reply. Unless it is small, a worker decodes it first and detects excessive
        ones."""
        if is_small(reply.content):
            return json_of(reply.content, place, charset=reply.charset)
        await self.parsers.run(NoneType, "json", reply.content, place=place, charset=reply.charset)
        return await asyncio.to_thread(json_of, reply.content, place, charset=reply.charset)

    def _made(self, asked: _Asked, reply: Reply) -> Exchange:
        sent, now = {**self._headers, **asked.headers}, self._clock()
        return Exchange(
            str(asked.url), sent, reply.status, reply.headers, reply.content, now, asked.method, asked.sent
        )

    def _answer(self, url: str, asked: _Asked, reply: Reply) -> Answer:
        made = self._made(asked, reply)
        return Answer(url=url, query=asked.sent, fetched_at=made.at, content=reply.content, exchange=made)

    async def _ask(self, asked: _Asked, read: Callable[[Reply], Awaitable[T]]) -> T:
        """Send one request, with retries, until ``read`` accepts the reply. Raises ``SourceError``."""
        self._refuse_host(asked.url)
        throttle = self._throttles.of(asked.url)

        async def attempt() -> T:
            try:
                reply = await self._exchange(throttle, asked)
                self._refuse(throttle, asked, reply)
                return await read(reply)
            except SourceError as error:
                raise _Failed(error, TRIES.get(error.fault, 1)) from error.__cause__

        with throttle.request():
            try:
                return await self._patiently(_patience(), attempt)
            except _Failed as failed:
                raise failed.error from failed.__cause__

    def _refuse_host(self, url: URL) -> None:
        host = str(url.raw_host)
        if self._loopback_only and not is_loopback(host):
            raise SourceError(SourceErrorKind.NOT_LOOPBACK, f"{where(url)} is not of this machine")
        address = literal(host)
        if address is not None and not may_be_read(address, self._allow_loopback):
            raise SourceError(SourceErrorKind.NOT_PUBLIC, f"{host} is not a public address")

    async def _exchange(self, throttle: HostThrottle, asked: _Asked) -> Reply:
        place = where(asked.url)
        try:
            async with AsyncExitStack() as stack:
                await stack.enter_async_context(throttle.turn())
                response = await stack.enter_async_context(
                    self._session.request(
                        asked.method,
                        asked.url,
                        data=asked.body or asked.sent.encode() or None,
                        headers={**self._headers, **asked.headers},
                        allow_redirects=False,
                        auto_decompress=False,  # decompressed up to the limit only, and checked
                        timeout=self._timeout,
                    )
                )
                if response.status in WHOLE and asked.into is not None:
                    content = b""
                    asked.into.clear()  # of an earlier try
                    await write_body(response, asked.limit, asked.into)
                elif response.status in WHOLE:
                    content = await body_of(response, asked.limit)
                else:
                    gone = asked.gone_is_answer and response.status in NO_MORE
                    content = await explanation_of(response, asked.limit if gone else MAX_ERROR_BODY_SIZE)
                names = {name.lower(): response.headers[name] for name in response.headers}
                charset = response.charset.lower() if response.charset else None
                return Reply(response.status, names, charset, content)
        except TimeoutError as error:
            raise SourceError(SourceErrorKind.TIMEOUT, place) from error
        except aiohttp.ClientResponseError as error:
            # Reported as if nothing answered: services other than websites must not be detectable.
            raise SourceError(
                SourceErrorKind.UNREACHABLE, f"{place}: no HTTP: {_line(error.message)}"
            ) from error
        except aiohttp.InvalidURL as error:
            raise SourceError(SourceErrorKind.REFUSED, f"{place}: not an address") from error
        except (aiohttp.ClientError, OSError) as error:
            if is_no_host(error):
                raise SourceError(
                    SourceErrorKind.NO_HOST, f"{place}: no public address of this name"
                ) from error
            raise SourceError(SourceErrorKind.UNREACHABLE, f"{place}: {type(error).__name__}") from error

    def _refuse(self, throttle: HostThrottle, asked: _Asked, reply: Reply) -> None:
        """Raise ``_Failed`` or ``SourceError`` for a reply that is no answer."""
        status = reply.status
        if status in WHOLE or status in REDIRECTS or (status == 304 and asked.conditional):
            return
        said = f"{where(asked.url)}: {status} {_explanation(reply.content)}".rstrip()
        if status in BUSY:
            wait = _retry_after(reply.headers.get("retry-after"), self._clock())
            if wait is not None and wait > MAX_RETRY_AFTER_S:
                throttle.rest(wait)
                raise _Failed(SourceError(SourceErrorKind.BUSY, said), 1)
            if wait is not None:
                throttle.wait(wait)
            raise _Failed(SourceError(SourceErrorKind.BUSY, said), None, wait)
        if status >= 500:
            raise SourceError(SourceErrorKind.SERVER_ERROR, said)
        if status in NO_MORE:
            if asked.gone_is_answer:
                return
            raise SourceError(SourceErrorKind.GONE, said, answer=self._answer(str(asked.url), asked, reply))
        if status >= 400:
            raise SourceError(SourceErrorKind.REFUSED, said)
        raise SourceError(SourceErrorKind.BAD_ANSWER, f"{said}, which is not what was asked for")


def _refuse_redirect(target: URL, reply: Reply) -> None:
    if reply.status in REDIRECTS:
        place = loggable(reply.headers.get("location", "nowhere"))
        raise SourceError(SourceErrorKind.MOVED, f"{where(target)}: {reply.status} redirects to {place}")


async def _as_it_is(reply: Reply) -> Reply:
    return reply


def _patience() -> Callable[[Exception], bool | float]:
    """Return the retry policy for one request: whether to retry, or the seconds to wait if not the usual
    ones."""
    seen: Counter[SourceErrorKind] = Counter()

    def verdict(error: Exception) -> bool | float:
        if not isinstance(error, _Failed):
            return False
        seen[error.error.fault] += 1
        if error.tries is not None and seen[error.error.fault] >= error.tries:
            return False
        return True if error.wait is None else error.wait

    return verdict


def _explanation(content: bytes) -> str:
    """Return the server's own message in an error body, on one line, or ""."""
    if len(content) > MAX_EXPLAINED_BYTES:
        return ""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    said = (body.get("detail") or body.get("message")) if isinstance(body, dict) else None
    return _line(said) if isinstance(said, str) else ""


def _line(words: str) -> str:
    """Return external text as one short, printable line."""
    return "".join(c for c in " ".join(words.split()) if c.isprintable())[:MAX_DETAIL_LENGTH]


def _retry_after(value: str | None, now: datetime) -> float | None:
    """Parse a ``Retry-After`` header of either form to seconds; ``None`` if absent, past or invalid."""
    if value is None:
        return None
    if re.fullmatch(r"\d{1,9}(\.\d+)?", value.strip()):
        return float(value) or None
    try:
        wait = (parsedate_to_datetime(value) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):  # a date without a zone cannot be compared
        return None
    return wait if wait > 0 else None


def fetch_result(
    url: str,
    known: Mapping[str, str],
    made: Sequence[Exchange],
    charset: str | None,
    *,
    digest: str | None = None,
) -> FetchResult:
    """Return the result of the exchanges ``made`` for ``url``, given the ``known`` state. ``digest`` is that
    of a body that is not in the exchange."""
    last = made[-1]
    unchanged = last.status == 304
    if digest is None:
        digest = known.get("sha256", "") if unchanged else hashlib.sha256(last.content).hexdigest()
    state = {"of": url, "at": last.url, "sha256": digest}
    for key, header in (("etag", "etag"), ("modified", "last-modified")):
        value = last.headers.get(header) or (known.get(key) if unchanged else None)
        if value and len(value) <= MAX_VALIDATOR_LENGTH and value.isascii():
            state[key] = value
    return FetchResult(
        status=last.status,
        url=last.url,
        headers=last.headers,
        charset=charset,
        content=last.content,
        state=json.dumps(state),
        fetched_at=last.at,
        not_modified=unchanged or (last.status < 300 and known.get("sha256") == digest),
        exchanges=tuple(made),
    )


def state_values(state: str | None, url: str) -> Mapping[str, str]:
    """Return the values in a state of an address: empty for the state of another, or an invalid one."""
    try:
        known = json.loads(state or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(known, dict) or known.get("of") != url:
        return {}
    return {key: value for key, value in known.items() if isinstance(value, str)}


def validators(known: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of a conditional request."""
    names = {"etag": "If-None-Match", "modified": "If-Modified-Since"}
    return {name: known[key] for key, name in names.items() if key in known}
