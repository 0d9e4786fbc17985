"""The board from the terminal: published once, or served by a process of its own."""

import asyncio
import signal
from pathlib import Path

from bot.app import open_app
from bot.errors import StartError
from bot.keystore.keyring import KeysError
from bot.runtime.board import publisher_of
from bot.settings import Address, Settings
from bot.web.folder import FolderError
from bot.web.site import serve_site


async def publish(settings: Settings, site: Path) -> list[str]:
    """Publish all boards as the folder ``site``; return lines about what was written. Raises
    ``StartError``."""
    async with open_app(settings) as app:
        try:
            done = await publisher_of(app).publish(site)
        except (FolderError, KeysError) as error:
            raise StartError(str(error)) from error
        except OSError as error:
            raise StartError(
                f"{error.filename or site} cannot be written: {error.strerror}. Readers see the site as it "
                "was."
            ) from error
    if not done.boards:
        return [
            "No server has a board yet: an organiser switches it on with /organise settings board.",
            f"{site} is an empty site.",
        ]
    return [f"{site}: {done.files} files, {done.written} of them new. Boards: {', '.join(done.boards)}."]


async def serve(site: Path, address: Address) -> None:
    """Serve a published folder until SIGINT or SIGTERM. Raises ``StartError``."""
    if not await asyncio.to_thread(site.is_dir):
        raise StartError(f"{site} is not there yet: run tocsin publish {site}, or set TOCSIN_BOARD.")
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with serve_site(site, address):
        await stop.wait()
