"""Registrar and box as programs: each its own process, on the bot's database or one of its own."""

import contextlib
import logging
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.app import open_app, open_database
from bot.board.serving.acts import ACTS_OF_BOX, ACTS_OF_REGISTRAR, Acts
from bot.board.serving.site import keep_readers_unlogged, listen, serve_site
from bot.common.act_server import Answer
from bot.common.async_utils import stop_event
from bot.common.clock import utc_now
from bot.common.confinement import keep_private
from bot.common.logging import held_lines_written
from bot.common.strict_json import unb64
from bot.errors import StartError
from bot.keystore.files import KeyFolder
from bot.page.box.api import KEY_NAME, serve_organisers
from bot.page.box.receipts import KEY_NAME as RECEIPT_KEY
from bot.page.box.receipts import Receipts
from bot.page.box.rows import KEY_LENGTH
from bot.page.box.service import BoxService, find_newest
from bot.page.registrar.acts import RegistrarActs
from bot.runtime.scheduler import PeriodicTask
from bot.settings import Address, Settings
from bot.storage.purge import PurgeTask


@contextlib.asynccontextmanager
async def acts_served(answer: Answer, acts: Sequence[str], address: Address) -> AsyncIterator[None]:
    """Serve these acts in the block, within the limits of the board's server: ``/BOARD/ACT``, below whatever
    folder a proxy shows them in. Raises ``StartError``."""
    addresses = rf"(?:/[a-z0-9-]+)*?(?:/(?P<board>[a-z0-9-]+))?/(?P<act>{'|'.join(acts)})"
    own = Acts(dict.fromkeys(acts, answer), re.compile(addresses))
    with TemporaryDirectory() as nothing, listen(address, "--listen") as bound:
        async with held_lines_written(), serve_site(Path(nothing) / "site", bound, acts=own):
            yield


log = logging.getLogger(__name__)

_TICK_S = 60.0
_FORGET_S = 3600.0
_CLOSE_S = 2.0


async def serve_box(settings: Settings, address: Address, organisers: Address | None) -> None:
    """Take rows in at an address until SIGINT or SIGTERM. With ``organisers``, a bot on another machine asks
    there. Raises ``StartError`` and ``KeysError``."""
    keep_private()
    stop = stop_event()
    keep_readers_unlogged()
    async with contextlib.AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings))
        folder = KeyFolder(settings.key_dir)
        await _make(folder, RECEIPT_KEY)
        box = BoxService(database, Receipts(partial(folder.in_thread, folder.make, RECEIPT_KEY)))
        if organisers is not None:
            secret = await _make(folder, KEY_NAME)
            await stack.enter_async_context(serve_organisers(box, secret, organisers))

        async def answer(_board: str, act: str, body: bytes) -> tuple[int, Mapping[str, Any]]:
            return await box.answer(act, body)

        stack.push_async_callback(box.finish)
        await stack.enter_async_context(acts_served(answer, ACTS_OF_BOX, address))
        purging = PeriodicTask("purging", _TICK_S, PurgeTask(database, utc_now).tick)
        stack.push_async_callback(purging.close, _CLOSE_S)
        purging.start(_at_once)
        forgetting = PeriodicTask("forgetting withdrawn rows", _FORGET_S, box.tick)
        stack.push_async_callback(forgetting.close, _CLOSE_S)
        forgetting.start(_at_once)
        log.info("the box takes rows in at %s", address)
        await stop.wait()
    log.info("stopped")


async def newest_row(settings: Settings, key: str) -> str:
    """Return the newest row of a key, as a line of a published file, published or not. Raises
    ``StartError`` if there is none."""
    try:
        wanted = unb64(key, KEY_LENGTH)
    except ValueError:
        raise StartError("terminal-box-no-key") from None
    async with open_database(settings, migrate=False) as database:
        found = await find_newest(database, wanted)
    if found is None:
        raise StartError("terminal-box-no-row")
    return found.line.decode().rstrip()


async def _at_once() -> None:
    """Nothing to wait for."""


async def _make(folder: KeyFolder, name: str) -> bytes:
    """Return the secret of the organisers' side, or the key of receipts, made at the first start. Raises
    ``KeysError``."""
    await folder.in_thread(folder.make_folder)
    return await folder.in_thread(folder.make, name)


async def serve_registrar(settings: Settings, address: Address) -> None:
    """Register cards and issue tokens at an address until SIGINT or SIGTERM. Raises ``StartError``."""
    keep_private()
    stop = stop_event()
    keep_readers_unlogged()
    async with open_app(settings) as app:
        acts = RegistrarActs(app.database, app.clock, app.keys)
        async with acts.serving(), acts_served(acts.answer_board, ACTS_OF_REGISTRAR, address):
            log.info("the registrar listens at %s", address)
            await stop.wait()
    log.info("stopped")
