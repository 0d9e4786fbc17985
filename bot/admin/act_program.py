"""Program of one half of the signing page (the registrar, the box): where it listens, and its end."""

import asyncio
import contextlib
import re
import signal
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.common.act_server import Answer
from bot.common.logging import held_lines_written
from bot.settings import Address
from bot.web.serving.acts import Acts
from bot.web.serving.site import keep_readers_unlogged, listen, serve_site


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
async def acts_served(answer: Answer, acts: Sequence[str], address: Address) -> AsyncIterator[None]:
    """Serve these acts in the block, within the limits of the board's server: ``/BOARD/ACT``, below whatever
    folder a proxy shows them in. Raises ``StartError``."""
    addresses = rf"(?:/[a-z0-9-]+)*?(?:/(?P<board>[a-z0-9-]+))?/(?P<act>{'|'.join(acts)})"
    own = Acts(dict.fromkeys(acts, answer), re.compile(addresses))
    with TemporaryDirectory() as nothing, listen(address, "--listen") as bound:
        async with held_lines_written(), serve_site(Path(nothing) / "site", bound, acts=own):
            yield
