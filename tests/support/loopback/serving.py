"""Base class of the web servers on 127.0.0.1."""

from typing import Self

from aiohttp import web


class Loopback:
    """A web server as an async context; ``url`` is its address, without a slash at the end."""

    url = ""
    _runner: web.AppRunner | None = None

    def routes(self) -> web.Application:
        """Return the application to serve."""
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(self.routes(), access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
