"""Servers on this machine that answer as the public sources do, from recorded contracts.

May import: nothing of the program.
Never: decides what is told; see ``demo.story``.
"""

from abc import ABC, abstractmethod
from typing import Self

from aiohttp import web

HOST = "127.0.0.1"


class Loopback(ABC):
    """A web server as an async context; ``url`` is its address, without a slash at the end."""

    url = ""
    _runner: web.AppRunner | None = None

    @abstractmethod
    def routes(self) -> web.Application:
        """Return the application to serve."""

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(self.routes(), access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, 0).start()
        self.url = f"http://{HOST}:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
