"""Main loop of ``tocsin run``: the bot in a real Discord, until a signal stops it."""

import asyncio
import contextlib
import gc
import logging
import os
import sys
from collections.abc import AsyncIterator, Coroutine
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from sqlalchemy.exc import DBAPIError
from stamina.instrumentation import set_on_retry_hooks

from bot.app import App, database_errors_said, open_app
from bot.common.async_utils import cancel, stop_event
from bot.common.clock import Clock, seconds_awake_or_not, utc_now
from bot.common.confinement import landlock_version
from bot.errors import RoleLost, Sentence, StartError
from bot.keystore.files import KeyFolder
from bot.runtime.board import board_served
from bot.runtime.client import TocsinBot
from bot.runtime.discord_login import connection_fault
from bot.runtime.scheduler import PeriodicTask
from bot.runtime.watchdog import LoopWatch, Supervisor, end_within, until_gone
from bot.settings import NOT_CONFIGURED, Address, Settings, Timing
from bot.storage import DatabaseError
from bot.storage.errors import code_of
from bot.storage.leader import Leader, lock_of

if TYPE_CHECKING:
    from stamina.instrumentation import RetryDetails

T = TypeVar("T")

log = logging.getLogger(__name__)

_EXIT_TIMEOUT_S = 20.0  # seconds
_CLOSE_TIMEOUT_S = (
    4.5  # seconds; less than the five of a supervisor's shutdown timeout, after which it kills us
)
_SILENCE_S = 20.0  # of the key folder, after which another process may have the role


async def serve(
    settings: Settings,
    timing: Timing = Timing(),
    *,
    clock: Clock = utc_now,
) -> None:
    """Wait for the role of the active process, open everything, and run until SIGINT or SIGTERM. Raises
    ``StartError`` with one sentence.

    A process that loses the role ends with status 1: its supervisor starts it again, as the one that waits.
    """
    if settings.token is None:
        raise StartError(NOT_CONFIGURED)
    for sentence in settings.unknown:
        log.warning("%s", sentence)
    set_on_retry_hooks([log_retry])
    stop = stop_event()
    leader = _leader_of(settings, timing)
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(leader.give_back)
        loop = LoopWatch(Supervisor())
        taken = await _unless(stop, _take(settings, leader))
        if taken is False:
            share_the_processor()
            await stack.enter_async_context(loop.watching())
            async with _standby_served(settings.http):
                await _unless(stop, leader.wait())
        if not stop.is_set():
            keeping = asyncio.create_task(leader.keep())
            stack.push_async_callback(cancel, keeping)
            try:
                app = await stack.enter_async_context(
                    open_app(settings, clock=clock, timing=timing, leader=leader)
                )
            except RoleLost as error:
                raise StartError("terminal-role-lost") from error
            if taken:
                await stack.enter_async_context(loop.watching())
            log.info("active: this process now answers and posts")
            # In English, as every line of the log: a sentence of the terminal would load its catalogue.
            held = "by Landlock" if landlock_version() else "not, as this system has no Landlock"
            log.info("the processes that parse documents and serve the board are confined: %s", held)
            await _be_active(app, leader, keeping, stop)
    log.info("stopped")


def _leader_of(settings: Settings, timing: Timing) -> Leader:
    """Return the role of the active process, for a process that can reach its key folder. Raises
    ``StartError``."""
    folder = KeyFolder(settings.key_dir)

    async def answers() -> bool:
        await folder.probe()
        return folder.silent_since is None

    with database_errors_said(settings):
        lock = lock_of(settings.database_url, idle=timing.role_seconds)
    return Leader(lock, answers=answers, idle=timing.role_seconds, poll=timing.role_poll)


def share_the_processor() -> None:
    """Tune Python for many short answers: full collections leave out what stays anyway, and young ones wait
    until most of what fifty answers at once have made is gone. While a thread computes, the event loop gets
    its turn after a millisecond: it needs several for each answer."""
    gc.freeze()
    gc.set_threshold(20_000)
    gc.enable()
    sys.setswitchinterval(0.001)


async def _take(settings: Settings, leader: Leader) -> bool:
    """Take the role if nobody has it. Raises ``StartError``, also if the database cannot be reached."""
    with database_errors_said(settings):
        try:
            return await leader.take()
        except (DBAPIError, OSError) as error:
            raise DatabaseError(code_of(error), str(error)) from error


@contextlib.asynccontextmanager
async def _standby_served(address: Address | None) -> AsyncIterator[None]:
    """Serve over HTTP that this process waits, if wanted, and if the one that it waits for does not serve its
    health at the same address."""
    if address is None:
        yield
        return
    from bot.runtime.health.server import serve_standby

    async with serve_standby(address):
        yield


@contextlib.asynccontextmanager
async def _health_served(app: App, bot: TocsinBot) -> AsyncIterator[None]:
    """Serve health over HTTP, if wanted."""
    if app.settings.http is None:
        yield
        return
    from bot.runtime.health.server import Health, serve_health

    async with serve_health(Health(app, bot), app.settings.http, every=app.timing.health_every):
        yield


@contextlib.asynccontextmanager
async def _key_folder_probed(app: App) -> AsyncIterator[None]:
    """Periodically try whether the key folder answers."""

    async def at_once() -> None:
        """Nothing to wait for."""

    probing = PeriodicTask("key folder", app.timing.keys_every, app.keys.folder.probe)
    probing.start(at_once)
    try:
        yield
    finally:
        await probing.close(_CLOSE_TIMEOUT_S)


async def _be_active(app: App, leader: Leader, keeping: "asyncio.Task[None]", stop: asyncio.Event) -> None:
    """Answer and post until ``stop`` is set. Raises ``StartError``; ends the process if the role is lost, of
    which ``keeping`` is the end."""
    bot = TocsinBot(app, leader.check)
    async with _health_served(app, bot), board_served(app), _key_folder_probed(app):
        share_the_processor()
        running = asyncio.create_task(_run(app, bot))
        stopping = asyncio.create_task(stop.wait())
        missing = asyncio.create_task(
            until_gone(lambda: bot.waits_for_start or bot.gateway.is_up(), app.settings.watchdog)
        )
        lost = [keeping, asyncio.create_task(app.database.superseded.wait())]
        if not leader.lasts:  # another process may reach the folder
            lost.append(asyncio.create_task(until_silent(app.keys.folder)))
        try:
            await asyncio.wait({running, stopping, missing, *lost}, return_when=asyncio.FIRST_COMPLETED)
            if any(task.done() for task in lost) or not bot.is_active():
                await _end_at_once(bot)
            if missing.done():
                log.critical("Discord's gateway does not come back: the program exits")
                end_within(_EXIT_TIMEOUT_S)  # a database that is cut off as well may not react to closing
            await _close(bot, app)
            if missing.done():
                raise StartError(_gateway_gone(app.settings))
            if running.done():
                _raise_as_sentence(running)
        finally:
            await cancel(running, stopping, missing, *lost[1:])


async def _run(app: App, bot: TocsinBot) -> None:
    try:  # retention promises are kept even if Discord refuses the login
        await app.retention.tick()
    except RoleLost:  # the database has noted it
        return
    except Exception:
        log.exception("keys that are due could not be handled before Discord was connected")
    await bot.start(app.settings.token or "")


async def _end_at_once(bot: TocsinBot) -> NoReturn:
    """End the process, whose role another may have: everything that it acknowledged is on disk."""
    await asyncio.gather(bot.end_tasks(0.0), bot.finish_answers(), return_exceptions=True)
    log.critical(
        "another process may be active: this one ends, and sends and stores nothing more. What supervises it "
        "starts it again, as the one that waits"
    )
    logging.shutdown()
    os._exit(1)


async def until_silent(folder: KeyFolder) -> None:
    """Return once the key folder has not answered for so long that another process should act."""
    silent_for = 0.0
    while silent_for < _SILENCE_S:
        await asyncio.sleep(1.0)
        since = folder.silent_since
        silent_for = 0.0 if since is None else seconds_awake_or_not() - since
    log.error("the key folder does not answer: this process leaves Discord, for another to act")


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
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


async def _close(bot: TocsinBot, app: App) -> None:
    try:
        async with asyncio.timeout(_CLOSE_TIMEOUT_S):
            await bot.close()
            await app.signing.finish()
    except TimeoutError:
        log.warning("some work could not be finished in time")


def _raise_as_sentence(running: "asyncio.Task[None]") -> None:
    error = None if running.cancelled() else running.exception()
    if error is not None:
        raise (connection_fault(error) or error) from error
