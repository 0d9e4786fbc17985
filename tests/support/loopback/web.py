"""Web site on this machine with the habits of real ones: ETags, gzip, redirects, HTML error pages."""

import asyncio
import gzip
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.http.addresses import open_session
from tests.support.scripted_server import FAST

Reply = Callable[[web.Request], Awaitable[web.StreamResponse]]

USER_AGENT = "Tocsin/0.0 (contract watch; +https://union.example)"
NOT_FOUND = """<!DOCTYPE html><html><head><title>Page not found | Corp</title></head>
<body><nav><a href="/">Home</a></nav><main><h1>404</h1><p>We could not find this page.</p></main></body>
</html>"""


class Site:
    """A site with responses by path; an unknown path gets an HTML page with 404, as on most sites."""

    def __init__(self) -> None:
        self.url = ""
        self.port = 0
        self.asked: list[web.Request] = []
        self._replies: dict[str, Reply] = {}
        self.fails("/robots.txt", 404)

    def at(self, path: str, host: str | None = None) -> str:
        """Return the address of a path."""
        return f"http://{host}:{self.port}{path}" if host else f"{self.url}{path}"

    def paths(self) -> list[str]:
        """Return the requested paths, in order, without robots.txt."""
        return [request.path_qs for request in self.asked if request.path != "/robots.txt"]

    def shows(
        self,
        path: str,
        body: str | bytes,
        media: str | None = "text/html; charset=utf-8",
        *,
        validators: bool = True,
        packed: bool = False,
        **headers: str,
    ) -> None:
        """Serve a page, with an ETag and 304 responses."""
        raw = body.encode() if isinstance(body, str) else body
        etag = f'"{hashlib.sha256(raw).hexdigest()[:16]}"'

        async def reply(request: web.Request) -> web.StreamResponse:
            sent = {
                "Set-Cookie": "visit=12345; Path=/",
                **{k.replace("_", "-"): v for k, v in headers.items()},
            }
            if media is not None:
                sent["Content-Type"] = media
            if validators:
                sent["ETag"] = etag
                if request.headers.get("If-None-Match") == etag:
                    return web.Response(status=304, headers=sent)
            if packed:
                sent["Content-Encoding"] = "gzip"
            return web.Response(body=gzip.compress(raw) if packed else raw, headers=sent)

        self._replies[path] = reply

    def moves(self, path: str, to: str, status: int = 301) -> None:
        """Redirect a path, to an address or a path."""

        async def reply(_: web.Request) -> web.StreamResponse:
            return web.Response(
                status=status, headers={"Location": to}, text="Moved", content_type="text/html"
            )

        self._replies[path] = reply

    def fails(self, path: str, status: int, body: str = NOT_FOUND) -> None:
        """Answer a path with an error status, and an HTML page."""

        async def reply(_: web.Request) -> web.StreamResponse:
            return web.Response(status=status, text=body, content_type="text/html")

        self._replies[path] = reply

    def halves(self, path: str, body: str) -> None:
        """Send half of the announced body, piece by piece, and close the connection."""

        async def reply(request: web.Request) -> web.StreamResponse:
            raw = body.encode()
            response = web.StreamResponse(
                headers={"Content-Length": str(len(raw)), "Content-Type": "text/html"}
            )
            await response.prepare(request)
            for start in range(0, len(raw) // 2, 100):
                await response.write(raw[start : start + 100])
                await asyncio.sleep(0)
            assert request.transport is not None
            request.transport.close()
            return response

        self._replies[path] = reply

    def rules(self, text: str | bytes, media: str = "text/plain") -> None:
        """Serve a robots.txt."""
        self.shows("/robots.txt", text, media)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        reply = self._replies.get(request.path_qs) or self._replies.get(request.path)
        if reply is None:
            return web.Response(status=404, text=NOT_FOUND, content_type="text/html")
        return await reply(request)

    @classmethod
    @asynccontextmanager
    async def running(cls) -> AsyncIterator["Site"]:
        site = cls()
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", site._handle)
        async with TestServer(app) as server:
            site.url = str(server.make_url("/")).rstrip("/")
            assert server.port is not None
            site.port = server.port
            yield site


class AllHere(AbstractResolver):
    """A resolver that resolves every name to this machine."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        here = ResolveResult(hostname=host, host="127.0.0.1", port=port, family=2, proto=0, flags=0)
        return [here]

    async def close(self) -> None:
        pass


@asynccontextmanager
async def source_http(clock: Any, **more: Any) -> AsyncIterator[SourceHttp]:
    """Open the HTTP access of sources with short timeouts and ``AllHere`` as resolver; ``more`` are its
    options."""
    async with open_session(True, resolver=AllHere()) as session:
        yield SourceHttp(
            session,
            user_agent=USER_AGENT,
            allow_loopback=True,
            limits=replace(FAST, pace=0, attempts=2),
            clock=clock,
            **more,
        )
