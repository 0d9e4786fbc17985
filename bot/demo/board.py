"""Board of the rehearsal: published whenever it changes, and served on this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.demo.world import World
from bot.runtime.board import publisher_of
from bot.settings import Address
from bot.web.automatic import AutomaticPublishing
from bot.web.site import serve_site

_NAME = "demo"


@dataclass(frozen=True)
class DemoBoard:
    """The board; ``url`` is its first page in the language of the rehearsal."""

    url: str
    publishing: AutomaticPublishing


@asynccontextmanager
async def demo_board(world: World, language: str) -> AsyncIterator[DemoBoard]:
    """Put the rehearsal's server on a board, publish it, and serve it."""
    await world.app.servers.update(world.server_id, board=_NAME)
    with TemporaryDirectory() as folder:
        site = Path(folder) / "board"
        app = world.app
        publishing = AutomaticPublishing(app.database, publisher_of(app), app.leases, site)
        await publishing.tick()
        async with serve_site(site, Address("127.0.0.1", 0)) as url:
            yield DemoBoard(f"{url}/{_NAME}/{language}/", publishing)
