"""Program of one half of the signing page (the registrar, the box): where it listens, and its end."""

import asyncio
import contextlib
import os
import re
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.common.act_server import Answer, serve_acts
from bot.common.listening import cannot_listen
from bot.settings import Address
from bot.web.serving.acts import Acts
from bot.web.serving.site import keep_readers_unlogged, listen, serve_site

_BACKLOG = 512


def stop_event() -> asyncio.Event:
    """Return an event that SIGINT and SIGTERM set, and keep the event loop from logging connections."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C arrives as KeyboardInterrupt
            loop.add_signal_handler(number, stop.set)
    keep_readers_unlogged()
    return stop


@contextlib.asynccontextmanager
async def acts_served(answer: Answer, acts: str, listening: Address | Path) -> AsyncIterator[None]:
    """Serve these acts, separated by ``|``, in the block: to the board's server, which has the limits, at a
    Unix socket that only this user can reach; or to everybody at an address, within the limits of the board's
    server. Raises ``StartError``."""
    if isinstance(listening, Path):
        with _bound(listening) as bound:
            async with serve_acts(answer, bound):
                yield
        return
    with TemporaryDirectory() as nothing, listen(listening, "--listen") as bound:
        async with serve_site(Path(nothing) / "site", bound, acts=_OwnActs(answer, acts)):
            yield


@contextlib.contextmanager
def _bound(path: Path) -> Iterator[socket.socket]:
    """Yield a socket that listens at the path. Raises ``StartError``."""
    with socket.socket(socket.AF_UNIX) as listening:
        try:
            _remove_socket(path)  # of a process that was killed
            umask = os.umask(0o177)
            try:
                listening.bind(str(path))
            finally:
                os.umask(umask)
            listening.listen(_BACKLOG)
        except OSError as error:
            raise cannot_listen("--listen", path, error) from error
        yield listening
        _remove_socket(path)


def _remove_socket(path: Path) -> None:
    """Remove a socket. Any other file stays: somebody mistook its name for the socket's."""
    if path.is_socket():
        path.unlink()


class _OwnActs(Acts):
    """The acts of a server that carries them out itself: ``/BOARD/ACT``, below whatever folder a proxy shows
    it in."""

    def __init__(self, answer: Answer, acts: str) -> None:
        super().__init__()
        self._answer = answer
        self._address = re.compile(rf"(?:/[a-z0-9-]+)*?((?:/[a-z0-9-]+)?)/({acts})")

    def of(self, address: str) -> tuple[Path, str] | None:
        found = self._address.fullmatch(address)
        return None if found is None else (Path(), f"{found[1]}/{found[2]}")

    async def answer(self, path: Path, address: str, body: bytes) -> tuple[int, Any]:
        board, _, act = address.rpartition("/")
        return await self._answer(board.removeprefix("/"), act, body)
