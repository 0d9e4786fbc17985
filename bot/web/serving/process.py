"""Server of the board beside the bot: a process of its own, which the bot starts, restarts and ends.

However many read, and however slowly, clicks in Discord do not queue behind them. And the process that takes
in what strangers send has no token, no key and no database in its memory or its environment.
"""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.common.async_utils import cancel
from bot.settings import Address
from bot.web.serving.site import keep_readers_unlogged, listen, serve_site

log = logging.getLogger(__name__)

_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
"""Allowlist of its environment: the bot's own holds the token."""

_ROOT = Path(__file__).parents[3]
_MAX_MEMORY = 1024 * 1024 * 1024  # bytes of address space, of which threads alone take some 100 MiB
_MAX_FILES = 4096
_NICENESS = 10  # clicks have priority over readers, …
_RESTART_S = (1.0, 60.0)  # the shortest and the longest pause
_END_S = 2.0


@asynccontextmanager
async def site_process(site: Path, address: Address) -> AsyncIterator[str]:
    """Serve a published folder in a process of its own; yield the address as a URL. On Windows, where a
    socket cannot be handed on, in this one. Raises ``StartError``."""
    if os.name != "posix":
        async with serve_site(site, address) as url:
            yield url
        return
    with listen(address) as listening:
        url = Address(*listening.getsockname()[:2]).url
        keeping = asyncio.create_task(_keep(os.path.join(os.getcwd(), site), listening))
        log.info("the board is served at %s", url)
        try:
            yield url
        finally:
            await cancel(keeping)


async def _keep(site: str, listening: socket.socket) -> None:
    """Run the process, and again whenever it ends. Readers wait meanwhile: the socket stays open here."""
    loop, pause = asyncio.get_running_loop(), _RESTART_S[0]
    while True:
        begun = loop.time()
        try:
            code: object = await _run(site, listening)
        except OSError as error:
            code = error.strerror
        pause = _RESTART_S[0] if loop.time() - begun > _RESTART_S[1] else min(2 * pause, _RESTART_S[1])
        log.error("the server of the board ended (%s); it is started again in %.0f s", code, pause)
        await asyncio.sleep(pause)


async def _run(site: str, listening: socket.socket) -> int:
    """Run the process until it ends; return its exit code. When cancelled, end it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.web.serving.process", str(listening.fileno()), site),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,  # it has nothing to tell: whatever it does, a reader asked for
        pass_fds=(listening.fileno(),),
        cwd=_ROOT,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
    )
    try:
        return await process.wait()
    finally:
        if process.returncode is None and process.stdin is not None:
            process.stdin.close()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), _END_S)
        if process.returncode is None:
            process.kill()


def main() -> None:
    """Serve until the input ends: with it ends the bot. Signals are for the bot, which then ends this."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    with contextlib.suppress(OSError):
        os.nice(_NICENESS)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # … which take no processor from one
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    _limit()
    import uvloop  # there wherever a socket can be handed on

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(Path(sys.argv[2]), socket.socket(fileno=int(sys.argv[1]))))


async def _serve(site: Path, listening: socket.socket) -> None:
    keep_readers_unlogged()
    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), ended.set)
    async with serve_site(site, listening):
        await ended.wait()


def _limit() -> None:
    import resource

    for kind, value in (
        (resource.RLIMIT_AS, _MAX_MEMORY),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _MAX_FILES),
    ):
        most = resource.getrlimit(kind)[1]
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (value if most < 0 else min(value, most), most))


if __name__ == "__main__":
    main()
