"""Server of the published site: the files of the folder, and nothing else.

Nothing about a reader is stored or logged: no address, no user agent, no referrer, no time. To slow down
whoever asks too much, requests are counted in memory, by a hash of the address under a key that is thrown
away every day.
"""

import hashlib
import ipaddress
import logging
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import hdrs, web

from bot.common.listening import cannot_listen
from bot.settings import Address

log = logging.getLogger(__name__)

_SILENT = logging.getLogger(f"{__name__}.requests")
"""The server's own log, which is not written: its lines about bad requests name the reader's address."""

_HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",  # the rest is in each page, also read from disk
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "public, max-age=60",
}
_TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".png": "image/png",
    ".py": "text/plain; charset=utf-8",
}
_MAX_READERS = 50_000  # in the rate limiter's memory
_DAY = 86_400.0
_SHUTDOWN_S = 0.5


class RateLimiter:
    """Limits requests of one reader: ``burst`` at once, then ``per_second``. ``clock`` counts seconds."""

    def __init__(
        self, *, burst: int = 120, per_second: float = 20.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._key = secrets.token_bytes(16)
        self._key_until = clock() + _DAY
        self._left: dict[bytes, tuple[float, float]] = {}  # by reader: requests left, and when that was

    def allows(self, address: str) -> bool:
        """Count a request of the reader at this address; return whether it may be answered."""
        now = self._clock()
        if now >= self._key_until or len(self._left) >= _MAX_READERS:
            self._key, self._key_until = secrets.token_bytes(16), now + _DAY
            self._left.clear()
        reader = hashlib.blake2b(address.encode(), key=self._key, digest_size=12).digest()
        left, since = self._left.get(reader, (float(self._burst), now))
        left = min(self._burst, left + (now - since) * self._per_second)
        self._left[reader] = (max(0.0, left - 1), now)
        return left >= 1


def application(folder: Path, limiter: RateLimiter | None = None) -> web.Application:
    """Return the application that serves a published folder."""
    limits = limiter or RateLimiter()

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.method not in (hdrs.METH_GET, hdrs.METH_HEAD):
            return _said(405, "Only reading is possible here.", {"Allow": "GET, HEAD"})
        if request.body_exists:
            return _said(413, "A request for a page has no content.")
        if not limits.allows(_reader(request)):
            return _said(429, "Too many requests: try again in some seconds.", {"Retry-After": "5"})
        try:
            path = _file(folder, request.path)
        except OSError:  # the folder is being replaced, or cannot be read
            path = None
        if path is None:
            return _said(404, "There is no such page.")
        response = web.FileResponse(path, headers=_HEADERS)
        response.content_type, _, charset = _TYPES[path.suffix].partition("; charset=")
        if charset:
            response.charset = charset
        return response

    made = web.Application(client_max_size=1)
    made.router.add_route("*", "/{path:.*}", answer)
    return made


@asynccontextmanager
async def serve_site(folder: Path, address: Address) -> AsyncIterator[str]:
    """Serve a published folder; yield the address as a URL, with the port that was free for port 0. Raises
    ``StartError``."""
    _SILENT.disabled = True
    runner = web.AppRunner(
        application(folder),
        access_log=None,
        logger=_SILENT,
        keepalive_timeout=15,
        shutdown_timeout=_SHUTDOWN_S,
    )
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, address.host, address.port).start()
        except OSError as error:
            raise cannot_listen("TOCSIN_SITE", address, error) from error
        host, port = runner.addresses[0][:2]
        url = Address(host, port).url
        log.info("the board is served at %s", url)
        yield url
    finally:
        await runner.cleanup()


def _file(folder: Path, path: str) -> Path | None:
    """Return the file for the path of a request, in the version that is published now; ``None`` if there is
    none. A folder is its ``index.html``."""
    root = folder.resolve()
    parts = [part for part in path.split("/") if part]
    if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
        return None
    found = root.joinpath(*parts)
    if path.endswith("/") or not parts:
        found /= "index.html"
    inside = found.resolve().is_relative_to(root)
    return found if inside and found.suffix in _TYPES and found.is_file() else None


def _reader(request: web.Request) -> str:
    """Return the address of the reader: behind a proxy on this machine, the one that it names last."""
    remote = request.remote or ""
    try:
        behind_proxy = ipaddress.ip_address(remote).is_loopback
    except ValueError:
        return remote
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return named[:64] if behind_proxy and named else remote


def _said(status: int, sentence: str, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(status=status, text=f"{sentence}\n", headers={**_HEADERS, **(headers or {})})
