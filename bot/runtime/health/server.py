"""HTTP server for health and metrics, if ``TOCSIN_HTTP`` is set.

Responses are built every quarter of a minute: polling more often yields nothing new, and costs nothing. The
metrics are gauges of the report alone (``bot.runtime.health.report`` says why), with watches summed up by
source: a series for each would be thousands, which the report as JSON lists instead.
"""

import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as CONTENT_TYPE
from prometheus_client.exposition import generate_latest

from bot import __version__
from bot.app import App
from bot.board.state import BoardFault
from bot.common.act_server import cannot_listen
from bot.errors import StartError
from bot.runtime.health.report import DatabaseReport, Report, WatchHealth, ask
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
        self._said = _Said("not ready", _as_json({"state": "not ready"}))

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
        told = _as_json(report.as_json()), exposition(report)
        self._said = _Said(report.state, *told, ready=report.ready, healthy=report.ready)
        return report

    def application(self) -> web.Application:
        """Return the application that serves the last report."""
        return _application(lambda: self._said)


@dataclass(frozen=True)
class _Said:
    """Content of the responses; ``ready`` and ``healthy`` decide their status."""

    state: str
    health: bytes
    metrics: bytes | None = None
    ready: bool = False
    healthy: bool = False


def _as_json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode() + b"\n"


def _application(said: Callable[[], _Said]) -> web.Application:
    """Return the application: ``/live`` (the program answers), ``/ready`` (it answers members), ``/health``,
    ``/metrics``."""

    def answer(body: bytes, well: bool, kind: str = "text/plain; charset=utf-8") -> web.Response:
        return web.Response(body=body, status=200 if well else 503, headers={"Content-Type": kind})

    async def live(_: web.Request) -> web.Response:
        return answer(b"live\n", True)

    async def ready(_: web.Request) -> web.Response:
        return answer(f"{said().state}\n".encode(), said().ready)

    async def health(_: web.Request) -> web.Response:
        return answer(said().health, said().healthy, "application/json; charset=utf-8")

    async def metrics(_: web.Request) -> web.Response:
        return answer(said().metrics or b"", said().metrics is not None, CONTENT_TYPE)

    application = web.Application()
    for handler in (live, ready, health, metrics):
        application.router.add_get(f"/{handler.__name__}", handler)
    application.on_response_prepare.append(_plain_headers)
    return application


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
    said = _Said("standby", _as_json({"state": "standby"}), standby_exposition(), healthy=True)
    application = _application(lambda: said)
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


def exposition(report: Report) -> bytes:
    """Return the metrics in the text format 0.0.4. Unknown values have no sample."""
    page = _Page()
    page.tell("info", "Which version runs.", 1, version=__version__)
    _tell_role(page, ready=report.ready, standby=False)
    page.tell("gateway_up", "1: Discord's gateway answers.", report.gateway)
    page.tell("gateway_heartbeat_age_seconds", "Since its last heartbeat.", report.silence)
    page.tell("database_up", "1: the database answers.", report.stored is not None)
    page.tell("keys_up", "1: the key folder answers.", report.keys)
    page.tell("storing_fails", "1: nothing can be stored, as on a full disk.", report.trouble is not None)
    if report.drift is not None:
        page.tell("drift", "Demands whose signatures and ledger disagree.", report.drift)
    for job, failures in sorted(report.failing.items()):
        page.tell("job_failures", "Rounds in a row that failed, of work that fails.", failures, job=job)
    for fault in report.board:
        age = max(0, int((report.as_of - fault.since).total_seconds()))
        page.tell("board_stale_seconds", "How long the board is not up to date.", age, part=fault.part)
    if report.stored is not None:
        _tell_stored(page, report.stored)
    return generate_latest(page.registry)


def standby_exposition() -> bytes:
    """Return the metrics of a process that waits for another to end."""
    page = _Page()
    page.tell("info", "Which version runs.", 1, version=__version__)
    _tell_role(page, ready=False, standby=True)
    return generate_latest(page.registry)


def _tell_role(page: "_Page", *, ready: bool, standby: bool) -> None:
    page.tell("ready", "1: connected to Discord, and database and keys answer.", ready)
    page.tell("standby", "1: another process is active, and this one waits.", standby)


def _tell_stored(page: "_Page", stored: DatabaseReport) -> None:
    page.tell("announcements_waiting", "On their way to a channel.", stored.waiting)
    page.tell("announcements_oldest_age_seconds", "How long the oldest waits; 0: none does.", stored.oldest)
    page.tell("announcements_uncertain", "Perhaps posted: an organiser decides.", stored.uncertain)
    page.tell("servers_refusing_posts", "Servers whose channel refuses posts.", stored.refusing)
    for of, age in stored.backups.items():
        page.tell("backup_age_seconds", "Since the last backup that was read back.", age, of=of)
    by_source: dict[str, list[WatchHealth]] = {}
    for watch in stored.watches:
        if not watch.paused:
            by_source.setdefault(watch.source, []).append(watch)
    for source, watches in sorted(by_source.items()):
        failing = sum(watch.failures > 0 for watch in watches)
        oldest, most = max(watch.age for watch in watches), max(watch.failures for watch in watches)
        page.tell("watches", "Watches that are read.", len(watches), source=source)
        page.tell("watches_failing", "Of them, the last read was not complete.", failing, source=source)
        page.tell(
            "watch_complete_read_age_seconds",
            "Since the last complete read, or it was added, of the watch that waits longest.",
            oldest,
            source=source,
        )
        page.tell(
            "watch_failed_reads",
            "Reads in a row that were not complete, of the watch with the most.",
            most,
            source=source,
        )


class _Page:
    """Gauges by name, created on first use."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._gauges: dict[str, Gauge] = {}

    def tell(self, name: str, meaning: str, value: float, **labels: str) -> None:
        if name not in self._gauges:
            self._gauges[name] = Gauge(f"tocsin_{name}", meaning, sorted(labels), registry=self.registry)
        gauge = self._gauges[name]
        (gauge.labels(**labels) if labels else gauge).set(value)
