"""Server of the board beside the bot: a process of its own, which the bot starts, restarts and ends.

However many read, and however slowly, clicks in Discord do not queue behind them. And the process that takes
in what strangers send has no token, no key and no database in its memory or its environment; where the kernel
has Landlock, it can open nothing but Python and the published folder.
"""

import asyncio
import contextlib
import os
import socket
import stat
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.board.serving.acts import NO_HALVES, Halves, acts_behind
from bot.board.serving.site import keep_readers_unlogged, listen, log, serve_site
from bot.common.async_utils import cancel
from bot.common.child_process import ChildProcess, leave_signals_to_parent, parent_ended
from bot.common.confinement import confine
from bot.settings import Address

_MAX_MEMORY = 1024 * 1024 * 1024  # bytes of address space, of which threads alone take some 100 MiB
_MAX_FILES = 4096
_LOOK_S = 2.0  # between two looks whether the folder is another one
_NICENESS = 10  # clicks have priority over readers, …


@asynccontextmanager
async def site_process(site: Path, address: Address, halves: Halves = NO_HALVES) -> AsyncIterator[str]:
    """Serve a published folder in a process of its own; yield the address as a URL. On Windows, where a
    socket cannot be handed on, in this one. Raises ``StartError``."""
    if os.name != "posix":
        async with serve_site(site, address) as url:
            yield url
        return
    with contextlib.suppress(OSError):  # there already when it confines itself, for what is published later
        _versions_of(site).mkdir(mode=0o755, parents=True, exist_ok=True)
    with listen(address) as listening:
        url = Address(*listening.getsockname()[:2]).url
        number = listening.fileno()
        child = ChildProcess(
            name="the server of the board",
            module=__name__,
            arguments=(str(number), str(site), *(str(path or "") for path in halves)),
            sockets=(number,),
            silent=True,  # it has nothing to tell: whatever it does, a reader asked for
        )
        running = asyncio.create_task(child.keep_running())
        log.info("the board is served at %s", url)
        try:
            yield url
        finally:
            await cancel(running)


def main() -> None:
    """Serve until the bot ends."""
    leave_signals_to_parent()
    with contextlib.suppress(OSError):
        os.nice(_NICENESS)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # … which take no processor from one
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    _limit()
    import uvloop  # there wherever a socket can be handed on

    number, place, *halves = sys.argv[1:]
    site = Path(place).absolute()
    found = Halves(*(Path(path) if path else None for path in halves))
    confine((site, _versions_of(site)))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(site, socket.socket(fileno=int(number)), found))


async def _serve(site: Path, listening: socket.socket, halves: Halves) -> None:
    keep_readers_unlogged()
    async with acts_behind(halves) as acts, serve_site(site, listening, acts=acts):
        await asyncio.wait(
            {asyncio.create_task(parent_ended()), asyncio.create_task(_replaced(site))},
            return_when=asyncio.FIRST_COMPLETED,
        )


async def _replaced(site: Path) -> None:
    """Wait until the folder, or that of its versions, is another one, which this process may not open: it
    ends then, and is started again."""
    shown = _identities(site)
    while _identities(site) == shown:  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(_LOOK_S)


def _identities(site: Path) -> list[tuple[int, int] | None]:
    found: list[tuple[int, int] | None] = []
    for path in (site, _versions_of(site)):
        try:
            state = path.lstat()
        except OSError:
            found.append(None)
        else:
            found.append(None if stat.S_ISLNK(state.st_mode) else (state.st_dev, state.st_ino))
    return found


def _versions_of(site: Path) -> Path:
    """Return the folder beside a link to one of the folders in it, as ``board.folder`` publishes them."""
    return site.with_name(f"{site.name}.versions")


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
