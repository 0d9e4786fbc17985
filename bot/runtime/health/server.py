"""HTTP server for health and metrics, if ``TOCSIN_HTTP`` is set.

Responses are built every quarter of a minute: polling more often yields nothing new, and costs nothing.
"""

import json
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Protocol

from aiohttp import web

from bot.app import App
from bot.board.state import BoardFault
from bot.common.act_server import cannot_listen
from bot.errors import StartError
from bot.runtime.health.metrics import CONTENT_TYPE, exposition, standby_exposition
from bot.runtime.health.report import Report, ask
from bot.runtime.scheduler import PeriodicTask
from bot.settings import Address

log = logging.getLogger(__name__)

_SHUTDOWN_TIMEOUT_S = 0.1  # grace period in seconds for a request under way at shutdown


class HasGateway(Protocol):
    """The part of the client that the health report needs."""

    def is_connected(self) -> bool:
        """Return whether the gateway is up."""

    def silence(self) -> float:
        """Return the seconds since the gateway's last sign of life."""

    def failing(self) -> Mapping[str, int]:
        """Return the number of consecutive failures of each periodic task whose last round failed."""

    def board_faults(self) -> Sequence[BoardFault]:
        """Return what could not be published on the board."""


class Health:
    """Builds the report and the responses."""

    def __init__(self, app: App, client: HasGateway) -> None:
        self._app = app
        self._client = client
        self._trouble: str | None = None  # at the last report
        self._report: Report | None = None
        self._health = self._metrics = b""

    async def look(self) -> Report:
        """Build the report that is served until the next call."""
        app, client = self._app, self._client
        # Only a lasting failure: a single failed write would reveal that somebody just signed or withdrew.
        trouble, self._trouble = self._trouble, app.database.outage.code
        report = Report(
            as_of=app.clock(),
            gateway=client.is_connected(),
            silence=int(client.silence()),
            stored=await ask(app.database, app.clock()),
            keys=app.keys.folder.silent_since is None,
            trouble=trouble if trouble == self._trouble else None,
            drift=None if app.invariants.found is None else len({d.demand_id for d in app.invariants.found}),
            failing=client.failing(),
            board=client.board_faults(),
            timestamps=() if app.timestamps is None else app.timestamps.faults,
        )
        self._report = report
        self._health = json.dumps(report.as_json(), indent=2, ensure_ascii=False).encode() + b"\n"
        self._metrics = exposition(report)
        return report

    def application(self) -> web.Application:
        """Return the application: ``/live`` (the program answers), ``/ready`` (it answers members),
        ``/health``, ``/metrics``."""
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
        return web.Response(
            body=self._health,
            status=200 if report.ready else 503,
            content_type="application/json",
            charset="utf-8",
        )

    async def _tell_metrics(self, _: web.Request) -> web.Response:
        if self._report is None:
            return web.Response(status=503)
        return web.Response(body=self._metrics, headers={"Content-Type": CONTENT_TYPE})


@asynccontextmanager
async def serve_health(health: Health, address: Address, *, every: float) -> AsyncIterator[None]:
    """Serve, and rebuild the report every ``every`` seconds. Raises ``StartError``."""
    looking = PeriodicTask("health", every, health.look)
    async with _served(health.application(), address):
        log.info("health and metrics are served at %s", address.url)
        if not address.is_loopback:
            log.warning(
                "other machines can read health and metrics, if no firewall keeps them from %s", address
            )
        looking.start(_at_once)
        try:
            yield
        finally:
            await looking.close(_SHUTDOWN_TIMEOUT_S)


@asynccontextmanager
async def serve_standby(address: Address) -> AsyncIterator[None]:
    """Serve that this process waits for another to end, unless that one serves at the same address."""

    async def live(_: web.Request) -> web.Response:
        return web.Response(text="live\n")

    async def ready(_: web.Request) -> web.Response:
        return web.Response(text="standby\n", status=503)

    async def tell_health(_: web.Request) -> web.Response:
        return web.json_response({"state": "standby"})

    async def tell_metrics(_: web.Request) -> web.Response:
        return web.Response(body=standby_exposition(), headers={"Content-Type": CONTENT_TYPE})

    application = web.Application()
    application.router.add_get("/live", live)
    application.router.add_get("/ready", ready)
    application.router.add_get("/health", tell_health)
    application.router.add_get("/metrics", tell_metrics)
    application.on_response_prepare.append(_plain_headers)
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(_served(application, address))
        except StartError as error:
            log.info("%s Until this process is active, it serves no health.", error)
        yield


@asynccontextmanager
async def _served(application: web.Application, address: Address) -> AsyncIterator[None]:
    """Serve an application. Raises ``StartError``."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=_SHUTDOWN_TIMEOUT_S)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, address.host, address.port).start()
        except OSError as error:
            raise cannot_listen("TOCSIN_HTTP", address, error) from error
        yield
    finally:
        await runner.cleanup()


async def _at_once() -> None:
    """Return at once: a report that nothing is ready is worth serving."""


async def _plain_headers(_: web.Request, response: web.StreamResponse) -> None:
    response.headers["Server"] = "Tocsin"
    response.headers["Cache-Control"] = "no-store"
