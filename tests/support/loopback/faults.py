"""Faults of requests to the loopback Discord."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.support.loopback.world import as_json


class Refused(Exception):
    """An error response of Discord."""

    def __init__(self, status: int, code: int, text: str) -> None:
        super().__init__(text)
        self.body = {"message": text, "code": code}
        self.status = status


HALF = b'{"id": "1234567890", "type": 0, "content": "hal'


@dataclass
class Fault:
    """A fault of one request, before its effect or ``after`` it. Made by the functions below."""

    after: bool = False
    response: Callable[[], web.Response] | None = None
    dropped: bool = False
    cut: bool = False
    gate: asyncio.Event | None = None
    seconds: float = 0.0  # until it goes on
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let a held request go on."""
        if self.gate is not None:
            self.gate.set()

    async def strike(self, request: web.Request) -> web.StreamResponse | None:
        self.reached.set()
        if self.cut:
            return await _half(request)
        if self.seconds:
            if self.dropped and request.transport is not None:  # the client is gone, the effect follows
                request.transport.abort()
            await asyncio.sleep(self.seconds)
            return None
        if self.gate is not None:
            await self.gate.wait()
        gone = request.transport is None or request.transport.is_closing()
        if self.dropped and request.transport is not None:
            request.transport.abort()
        if self.dropped or gone:
            return web.Response()  # nobody reads it, and an effect that has not happened yet does not happen
        return self.response() if self.response is not None else None


def answer(
    status: int,
    *,
    after: bool = False,
    via: bool = True,
    retry_after: float = 0.05,
    everywhere: bool = False,
    code: int = 0,
) -> Fault:
    """Return an error response, with Discord's own number for it (``code``). A 429 comes from Discord
    (``via``), for a route or ``everywhere``, or, without ``via``, from Cloudflare in front of it."""

    def respond() -> web.Response:
        if status == 429 and not via:
            return web.Response(status=429, text="error code: 1015", headers={"Retry-After": "1"})
        body = {
            "message": f"error {status}",
            "code": code,
            "retry_after": retry_after,
            "global": everywhere,
        }
        headers = {"Via": "1.1 google"} if via else {}
        if everywhere:
            headers["X-RateLimit-Global"] = "true"
        return as_json(body, status=status, headers=headers)

    return Fault(after=after, response=respond)


def drop(*, after: bool = False) -> Fault:
    """Break the connection."""
    return Fault(after=after, dropped=True)


def hold(*, after: bool = False) -> Fault:
    """Hold the request until ``release``. If the client is gone by then, a held effect does not happen."""
    return Fault(after=after, gate=asyncio.Event())


def half(*, framed: bool = False) -> Fault:
    """Let the request take effect, but send only half of the response: the connection breaks within it or,
    with ``framed``, it is complete for HTTP and ends within its JSON."""
    if not framed:
        return Fault(after=True, cut=True)

    def respond() -> web.Response:
        return web.Response(body=HALF, content_type="application/json")

    return Fault(after=True, response=respond)


def slow(seconds: float, *, after: bool = False) -> Fault:
    """Delay the request."""
    return Fault(after=after, seconds=seconds)


def late(seconds: float) -> Fault:
    """Break the connection, and let the request take effect after a delay."""
    return Fault(dropped=True, seconds=seconds)


async def _half(request: web.Request) -> web.StreamResponse:
    headers = {"Content-Length": str(2 * len(HALF)), "Content-Type": "application/json"}
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    await response.write(HALF)
    if request.transport is not None:
        request.transport.close()
    return response
