"""Health and metrics over HTTP, where ``TOCSIN_HTTP`` asks for it.

What is served was put together at the last look, every quarter of a minute: asking more often tells nothing
more, and costs nothing.
"""

import errno
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Protocol

from aiohttp import web

from bot.app import App, StartError
from bot.beats import Beat
from bot.health.metrics import CONTENT_TYPE, exposition
from bot.health.report import Report, ask
from bot.settings import Address

log = logging.getLogger(__name__)

_SENTENCES = {
    errno.EADDRINUSE: "another program listens there: stop that one, or choose another port.",
    errno.EADDRNOTAVAIL: "this machine has no such address: 127.0.0.1 is always there.",
    errno.EACCES: "this user may not listen there: choose a port above 1023.",
}
_PATIENCE = 0.1  # seconds that a request under way has when the program ends


class Connected(Protocol):
    """The client, as far as its health goes."""

    def is_connected(self) -> bool:
        """The gateway is there."""

    def silence(self) -> float:
        """Seconds since the gateway's last sign of life."""

    def failing(self) -> Mapping[str, int]:
        """The work in the background whose last round failed: how many rounds in a row."""


class Health:
    """Looks, and keeps the answers ready. ``client`` is ``None`` while another process is active."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.client: Connected | None = None
        self._trouble: str | None = None  # at the last look
        self._report: Report | None = None
        self._health = self._metrics = b""

    async def look(self) -> Report:
        """Put together what is served until the next look."""
        app, client = self._app, self.client
        # Only what lasts: one single failure to store would tell that somebody signed or withdrew just now.
        trouble, self._trouble = self._trouble, app.database.trouble.code
        report = Report(
            as_of=app.clock(),
            standby=client is None,
            gateway=client is not None and client.is_connected(),
            silence=None if client is None else int(client.silence()),
            stored=await ask(app.database, app.clock()),
            trouble=trouble if trouble == self._trouble else None,
            drift=None if app.invariants.found is None else len({d.demand_id for d in app.invariants.found}),
            failing={} if client is None else client.failing(),
        )
        self._report = report
        self._health = json.dumps(report.as_json(), indent=2, ensure_ascii=False).encode() + b"\n"
        self._metrics = exposition(report)
        return report

    def application(self) -> web.Application:
        """``/live``: the program answers. ``/ready``: it answers members. ``/health``, ``/metrics``."""
        application = web.Application()
        application.router.add_get("/live", self._live)
        application.router.add_get("/ready", self._ready)
        application.router.add_get("/health", self._tell_health)
        application.router.add_get("/metrics", self._tell_metrics)
        application.on_response_prepare.append(_plain_headers)
        return application

    async def _live(self, _: web.Request) -> web.Response:
        return web.Response(text="live\n")

    async def _ready(self, _: web.Request) -> web.Response:
        report = self._report
        if report is None:
            return web.Response(text="not ready\n", status=503)
        return web.Response(text=f"{report.state}\n", status=200 if report.ready else 503)

    async def _tell_health(self, _: web.Request) -> web.Response:
        report = self._report
        if report is None:
            return web.json_response({"state": "not ready"}, status=503)
        well = report.ready or (report.standby and report.stored is not None)
        return web.Response(
            body=self._health, status=200 if well else 503, content_type="application/json", charset="utf-8"
        )

    async def _tell_metrics(self, _: web.Request) -> web.Response:
        if self._report is None:
            return web.Response(status=503)
        return web.Response(body=self._metrics, headers={"Content-Type": CONTENT_TYPE})


@asynccontextmanager
async def served(health: Health, address: Address, *, every: float) -> AsyncIterator[None]:
    """Listen, and look ``every`` so many seconds. Raises ``StartError``."""
    runner = web.AppRunner(health.application(), access_log=None, shutdown_timeout=_PATIENCE)
    await runner.setup()
    looking = Beat("health", every, health.look)
    try:
        try:
            await web.TCPSite(runner, address.host, address.port).start()
        except OSError as error:
            why = _SENTENCES.get(error.errno or 0, f"that cannot be listened on: {error.strerror}.")
            raise StartError(f"TOCSIN_HTTP is {address}, and {why}") from error
        log.info("health and metrics are served at %s", address.url)
        if not address.is_loopback:
            log.warning(
                "other machines can read health and metrics, if no firewall keeps them from %s", address
            )
        looking.start(_at_once)
        yield
    finally:
        await looking.close(_PATIENCE)
        await runner.cleanup()


async def _at_once() -> None:
    """There is nothing to wait for: that nothing is ready is worth telling."""


async def _plain_headers(_: web.Request, response: web.StreamResponse) -> None:
    response.headers["Server"] = "Tocsin"
    response.headers["Cache-Control"] = "no-store"
