"""Scripted HTTP server on this machine, and misbehaving responses."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import TestServer

from bot.contracts.sources.http import HttpLimits, SourceHttp
from bot.contracts.sources.protocol import SourceError

Reply = Callable[[web.Request], Awaitable[web.StreamResponse]]
NOON = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)


class Scripted:
    """A server with a list of replies, the last one repeated for ever; records the requests."""

    def __init__(self) -> None:
        self.script: list[Reply] = []
        self.asked: list[web.Request] = []
        self.bodies: list[bytes] = []
        self.url = ""

    @property
    def port(self) -> int:
        return int(self.url.rstrip("/").rsplit(":", 1)[1])

    def answers(self, *script: Reply) -> None:
        self.script = list(script)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        self.bodies.append(await request.read())
        reply = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        return await reply(request)


@asynccontextmanager
async def serving() -> AsyncIterator[Scripted]:
    scripted = Scripted()
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", scripted.handle)
    async with TestServer(app) as running:
        scripted.url = str(running.make_url("/"))
        yield scripted


@asynccontextmanager
async def speaking(answer: bytes) -> AsyncIterator[str]:
    """Run a server that answers every request with exactly these bytes, valid HTTP or not, and hangs up."""

    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(reply, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


def says(body: str | bytes, status: int = 200, **headers: str) -> Reply:
    raw = body.encode() if isinstance(body, str) else body

    async def reply(_: web.Request) -> web.StreamResponse:
        fixed = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(body=raw, status=status, headers=fixed)

    return reply


async def drops(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def truncates(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"half": ')
    assert request.transport is not None
    request.transport.close()
    return response


GOOD = says('{"ok": true}')


class Names(AbstractResolver):
    """A resolver that returns the given lists of addresses in turn, the last one repeated for ever."""

    def __init__(self, *addresses: list[str]) -> None:
        self.addresses = list(addresses)
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        found = self.addresses.pop(0) if len(self.addresses) > 1 else self.addresses[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for address in found
        ]

    async def close(self) -> None:
        pass


FAST = HttpLimits(wait_initial=0.001, wait_max=0.01, timeout=30.0)


def source_http(session: aiohttp.ClientSession, **options: Any) -> SourceHttp:
    """Return the HTTP access of sources for tests; ``options`` are its own and those of its limits."""
    limits = {field.name: options.pop(field.name) for field in fields(FAST) if field.name in options}
    options = {"user_agent": "Tocsin tests", "allow_loopback": True, "clock": lambda: NOON, **options}
    return SourceHttp(session, limits=replace(FAST, **limits), **options)


async def failure(http: SourceHttp, url: str, method: str = "GET", body: Any = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        await http.request_json(method, url, body=body)
    return caught.value


async def unfetched(http: SourceHttp, url: str, **options: Any) -> SourceError:
    with pytest.raises(SourceError) as caught:
        await http.fetch(url, **options)
    return caught.value
