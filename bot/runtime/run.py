"""Main loop of ``tocsin run``: the bot in a real Discord, until a signal stops it."""

import asyncio
import contextlib
import gc
import logging
import signal
import sys
from collections.abc import AsyncIterator, Coroutine
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot.common.async_utils import cancel
from bot.common.clock import Clock, utc_now
from bot.common.clock_check import ClockCheck
from bot.common.confinement import CONFINED, NOT_CONFINED, landlock_version
from bot.errors import Sentence, StartError
from bot.runtime.board import board_served
from bot.runtime.client import TocsinBot
from bot.runtime.discord_login import connection_fault
from bot.runtime.scheduler import PeriodicTask
from bot.runtime.sqlite_leadership import SqliteLeadership
from bot.runtime.watchdog import LoopWatch, Supervisor, end_within, until_gone
from bot.settings import NOT_CONFIGURED, Settings, Timing, sqlite_file

if TYPE_CHECKING:
    from stamina.instrumentation import RetryDetails

    from bot.app import App
    from bot.runtime.health.server import Health
    from bot.runtime.leader_election import Leadership

log = logging.getLogger(__name__)

_EXIT_TIMEOUT_S = 20.0  # seconds
_CLOSE_TIMEOUT_S = (
    4.5  # seconds; less than the five of a supervisor's shutdown timeout, after which it kills us
)


async def serve(
    settings: Settings,
    timing: Timing = Timing(),  # noqa: B008  (frozen)
    *,
    clock: Clock = utc_now,
) -> None:
    """Run until SIGINT or SIGTERM. Raises ``StartError`` with one sentence."""
    if settings.token is None:
        raise StartError(NOT_CONFIGURED)
    for sentence in settings.unknown:
        log.warning("%s", sentence)
    stop = _stop_signal()
    clock_check = ClockCheck(clock)
    file = sqlite_file(settings.database_url)
    alone = None if file is None else SqliteLeadership(file)
    async with _connecting_first(settings, clock_check, alone) as bot:
        await asyncio.to_thread(import_module, "bot.app")
        from stamina.instrumentation import set_on_retry_hooks

        from bot.app import open_app

        set_on_retry_hooks([log_retry])
        async with open_app(settings, clock=clock, timing=timing, clock_check=clock_check) as app:
            log.info("%s", CONFINED if landlock_version() else NOT_CONFINED)
            await _serve(app, alone, bot, stop)
    log.info("stopped")


@contextlib.asynccontextmanager
async def _connecting_first(
    settings: Settings, clock_check: ClockCheck, role: SqliteLeadership | None
) -> "AsyncIterator[TocsinBot | None]":
    """Connect to Discord while everything is opened, which is two thirds of the start, if the last process on
    this file could open everything; else yield ``None``."""
    bot = None
    try:
        if role is not None and await role.take_again(settings.key_dir):
            bot = TocsinBot(settings, clock_check)
            bot.begin(settings.token or "")
        yield bot
    finally:
        if bot is not None:
            await _abandon(bot)
        if role is not None:
            await role.give_back()


async def _serve(
    app: "App", alone: SqliteLeadership | None, bot: TocsinBot | None, stop: asyncio.Event
) -> None:
    """Be active whenever this process has the role, first with a ``bot`` that connects already."""
    role: Leadership | None = alone
    if role is None:
        from bot.runtime.leader_election import postgres_role

        role = postgres_role(app)
    loop = LoopWatch(Supervisor())
    async with (
        _health_served(app) as health,
        board_served(app),
        loop.watching(),
        keys_watched(app),
    ):
        # Full collections leave out what stays anyway. And while a thread computes, the event loop gets its
        # turn after a millisecond: it needs several for each answer.
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(0.001)
        try:
            while not stop.is_set():
                waited = await _unless(stop, role.take())
                if waited is None:
                    break
                if alone is not None:
                    alone.note_opened()
                app.database.guard = role.check
                check = None if alone else role.check
                bot = bot or TocsinBot(app.settings, app.clock_check, check)
                await _be_active(app, bot, role, stop, health, resettle=waited)
                bot = None
        finally:
            await role.give_back()


@contextlib.asynccontextmanager
async def _health_served(app: "App") -> AsyncIterator["Health | None"]:
    """Serve health over HTTP; yield ``None`` if it is off, without even importing the server."""
    if app.settings.http is None:
        yield None
        return
    from bot.runtime.health.server import Health, serve_health

    health = Health(app)
    async with serve_health(health, app.settings.http, every=app.timing.health_every):
        yield health


@contextlib.asynccontextmanager
async def keys_watched(app: "App") -> AsyncIterator[None]:
    """Periodically try whether the key folder answers, and drop keys from memory that another process has
    destroyed. Runs in standby processes and for all shards: they hold keys of demands that only another
    process closes."""
    watching = (
        PeriodicTask("key folder", app.timing.keys_every, app.keys.folder.probe),
        PeriodicTask("dropping destroyed keys", app.timing.retention_every, app.keys.drop_destroyed),
    )

    async def at_once() -> None:
        """Nothing to wait for."""

    for task in watching:
        task.start(at_once)
    try:
        yield
    finally:
        await asyncio.gather(*(task.close(_CLOSE_TIMEOUT_S) for task in watching))


async def _be_active(
    app: "App",
    bot: TocsinBot,
    role: "Leadership",
    stop: asyncio.Event,
    health: "Health | None",
    *,
    resettle: bool,
) -> None:
    """Answer and post until ``stop`` is set or the role is lost. Raises ``StartError``.

    ``resettle``: another process was active since everything was opened, and may have been killed.
    """
    settings = app.settings
    if health is not None:
        health.client = bot

    async def run() -> None:
        if resettle:
            from bot.app import settle

            await settle(app.database, app.keys, app.audit, app.clock, app.settings.board)
        try:  # retention promises are kept even if Discord refuses the login
            await app.retention.tick()
        except Exception:
            log.exception("keys that are due could not be handled before Discord was connected")
        bot.use(app)
        await bot.start(settings.token or "")

    running = asyncio.create_task(run())
    keeping = asyncio.create_task(role.keep())
    stopping = asyncio.create_task(stop.wait())
    missing = asyncio.create_task(
        until_gone(lambda: bot.waits_for_start or bot.gateway.is_up(), settings.watchdog)
    )
    lost = False
    try:
        await asyncio.wait({running, keeping, stopping, missing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        if health is not None:
            health.client = None
        stopping.cancel()
        gone = missing.done()
        missing.cancel()
        if gone:
            log.critical("Discord's gateway does not come back: the program exits")
            end_within(_EXIT_TIMEOUT_S)  # a database that is cut off as well may not react to closing
        lost = keeping.done() or not bot.is_active()
        if lost:
            await _abandon(bot)
        else:
            await _close(bot, app)
        keeping.cancel()
    if gone and not lost:
        raise StartError(_gateway_gone(settings))
    if running.done() and not lost:
        _raise_as_sentence(running)
    else:
        await cancel(running)


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, bool]) -> bool | None:
    """Return the result of ``work``, or ``None`` if ``stop`` is set first."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        working.cancel()
        stopping.cancel()


def _gateway_gone(settings: Settings) -> Sentence:
    minutes = settings.watchdog.total_seconds() / 60
    return Sentence("terminal-gateway-gone", minutes=f"{minutes:g}")


def log_retry(details: "RetryDetails") -> None:
    """Log that a source is asked again: its host, the error and the delay, and nothing else."""
    from bot.contracts.sources import SourceError

    error = getattr(details.caused_by, "error", details.caused_by)
    detail = error.detail if isinstance(error, SourceError) else ""
    host = detail.partition("/")[0] or "a source"
    log.info("%s did not answer properly; trying again in %.0f s (%s)", host, details.wait_for, error)


async def _close(bot: TocsinBot, app: "App") -> None:
    try:
        async with asyncio.timeout(_CLOSE_TIMEOUT_S):
            await bot.close()
            await app.signing.finish()
    except TimeoutError:
        log.warning("some work could not be finished in time")


async def _abandon(bot: TocsinBot) -> None:
    try:
        async with asyncio.timeout(_CLOSE_TIMEOUT_S):
            await bot.abandon()
    except TimeoutError:
        log.warning("some work is still running")


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C arrives as KeyboardInterrupt
            loop.add_signal_handler(number, stop.set)
    return stop


def _raise_as_sentence(running: "asyncio.Task[None]") -> None:
    error = None if running.cancelled() else running.exception()
    if error is not None:
        raise (connection_fault(error) or error) from error
