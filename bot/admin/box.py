"""The box as a program: its own process, with the bot's database or one of its own."""

import asyncio
import contextlib
import logging
import re
import signal
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.app import open_database
from bot.box.api import KEY_NAME, serve_organisers
from bot.box.service import BoxService
from bot.common.act_server import serve_acts
from bot.common.clock import utc_now
from bot.common.listening import cannot_listen
from bot.errors import StartError
from bot.keystore.files import KeyFolder, KeysError
from bot.runtime.scheduler import PeriodicTask
from bot.settings import Address, Settings
from bot.storage.purge import PurgeTask
from bot.web.serving.acts import Acts
from bot.web.serving.site import keep_readers_unlogged, listen, serve_site

log = logging.getLogger(__name__)

_TICK_S = 60.0
_CLOSE_S = 2.0
_BACKLOG = 512


async def serve(settings: Settings, listening: Address | Path, organisers: Address | None) -> None:
    """Take rows in until SIGINT or SIGTERM: from the board's server at a Unix socket, or from everybody at an
    address. With ``organisers``, a bot on another machine asks there. Raises ``StartError``."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C arrives as KeyboardInterrupt
            loop.add_signal_handler(number, stop.set)
    keep_readers_unlogged()
    async with contextlib.AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings))
        box = BoxService(database)
        if organisers is not None:
            secret = await _secret(KeyFolder(settings.key_dir))
            await stack.enter_async_context(serve_organisers(box, secret, organisers))
        if isinstance(listening, Path):
            await stack.enter_async_context(_at_socket(box, listening))
        else:
            await stack.enter_async_context(_at_address(box, listening))
        purging = PeriodicTask("purging", _TICK_S, PurgeTask(database, utc_now).tick)
        stack.push_async_callback(purging.close, _CLOSE_S)
        purging.start(_at_once)
        log.info("the box takes rows in at %s", listening)
        await stop.wait()
    log.info("stopped")


async def _at_once() -> None:
    """Nothing to wait for."""


async def _secret(folder: KeyFolder) -> bytes:
    """Return the secret of the organisers' side, made at the first start. Raises ``StartError``."""
    try:
        await folder.in_thread(folder.make_folder)
        return await folder.in_thread(folder.make, KEY_NAME)
    except KeysError as error:
        raise StartError(error.sentence) from error


@contextlib.asynccontextmanager
async def _at_socket(box: BoxService, path: Path) -> AsyncIterator[None]:
    """Serve the board's server, which has the limits, at a socket that only this user can reach."""

    async def answer(_board: str, act: str, body: bytes) -> tuple[int, Mapping[str, Any]]:
        return await box.answer(act, body)

    with _bound(path) as listening:
        async with serve_acts(answer, listening):
            yield
        await box.finish()


@contextlib.contextmanager
def _bound(path: Path) -> Iterator[socket.socket]:
    """Yield a socket that listens at the path. Raises ``StartError``."""
    with socket.socket(socket.AF_UNIX) as listening:
        try:
            path.unlink(missing_ok=True)  # of a process that was killed
            listening.bind(str(path))
            path.chmod(0o600)
            listening.listen(_BACKLOG)
        except OSError as error:
            raise cannot_listen("--listen", path, error) from error
        yield listening
        path.unlink(missing_ok=True)


@contextlib.asynccontextmanager
async def _at_address(box: BoxService, address: Address) -> AsyncIterator[None]:
    """Serve everybody, within the limits of the board's server."""
    with TemporaryDirectory() as nothing, listen(address, "--listen") as listening:
        async with serve_site(Path(nothing) / "site", listening, acts=_OwnActs(box)):
            yield
        await box.finish()


class _OwnActs(Acts):
    """The acts of a server that is the box itself: ``/sign``, below whatever folder a proxy shows it in."""

    def __init__(self, box: BoxService) -> None:
        super().__init__()
        self._box = box

    def of(self, address: str) -> tuple[Path, str] | None:
        found = re.fullmatch(r"(?:/[a-z0-9-]+)*/(sign)", address)
        return None if found is None else (Path(), found[1])

    async def answer(self, path: Path, address: str, body: bytes) -> tuple[int, Any]:
        return await self._box.answer(address, body)
