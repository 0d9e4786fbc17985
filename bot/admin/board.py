"""The board from the terminal: published once, or served by a process of its own."""

import asyncio
import contextlib
import logging
import signal
from pathlib import Path

from bot.app import open_app
from bot.errors import Sentence, StartError
from bot.keystore.keyring import KeysError
from bot.runtime.board import publisher_of
from bot.settings import Address, Settings
from bot.web.folder import FolderError
from bot.web.site import keep_readers_unlogged, serve_site

log = logging.getLogger(__name__)


async def publish(settings: Settings, site: Path) -> list[Sentence]:
    """Publish all boards as the folder ``site``; return lines about what was written. Raises
    ``StartError``."""
    async with open_app(settings) as app:
        try:
            done = await publisher_of(app).publish(site)
        except (FolderError, KeysError) as error:
            raise StartError(error.sentence) from error
        except OSError as error:
            raise StartError(
                "terminal-board-not-written", file=error.filename or site, reason=error.strerror
            ) from error
    if not done.boards:
        return [Sentence("terminal-board-none", site=site)]
    return [
        Sentence(
            "terminal-board-published",
            site=site,
            files=done.files,
            new=done.written,
            list=", ".join(done.boards),
        )
    ]


async def serve(site: Path, address: Address) -> None:
    """Serve a published folder until SIGINT or SIGTERM; readers are told if nothing is published yet. Raises
    ``StartError``."""
    if not await asyncio.to_thread(site.is_dir):
        log.warning("%s", Sentence("terminal-board-no-site", site=site))
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C arrives as KeyboardInterrupt
            loop.add_signal_handler(number, stop.set)
    keep_readers_unlogged()
    async with serve_site(site, address):
        await stop.wait()
