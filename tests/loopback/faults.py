"""What goes wrong with a request to the loopback Discord."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.loopback.world import as_json


class Refused(Exception):
    """An error as Discord answers it."""

    def __init__(self, status: int, code: int, text: str) -> None:
        super().__init__(text)
        self.body = {"message": text, "code": code}
        self.status = status


@dataclass
class Fault:
    """What befalls one request, before its effect or ``after`` it. Made by ``answer``, ``drop``, ``hold``."""

    after: bool = False
    response: Callable[[], web.Response] | None = None
    dropped: bool = False
    gate: asyncio.Event | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let a held request go on."""
        if self.gate is not None:
            self.gate.set()

    async def strike(self, request: web.Request) -> web.Response | None:
        self.reached.set()
        if self.gate is not None:
            await self.gate.wait()
        gone = request.transport is None or request.transport.is_closing()
        if self.dropped and request.transport is not None:
            request.transport.abort()
        if self.dropped or gone:
            return web.Response()  # nobody reads it; and what was not done yet is not done
        return self.response() if self.response is not None else None


def answer(status: int, *, after: bool = False, via: bool = True, retry_after: float = 0.05) -> Fault:
    """An error answer. A 429 comes from Discord (``via``) or, without, from Cloudflare in front of it."""

    def respond() -> web.Response:
        if status == 429 and not via:
            return web.Response(status=429, text="error code: 1015", headers={"Retry-After": "1"})
        body = {"message": f"error {status}", "code": 0, "retry_after": retry_after, "global": False}
        return as_json(body, status=status, headers={"Via": "1.1 google"} if via else {})

    return Fault(after=after, response=respond)


def drop(*, after: bool = False) -> Fault:
    """The connection breaks."""
    return Fault(after=after, dropped=True)


def hold(*, after: bool = False) -> Fault:
    """Nothing happens until ``release``. If the client is gone by then, a held effect never happens."""
    return Fault(after=after, gate=asyncio.Event())
