"""Board of the rehearsal: published whenever it changes, and served on this machine with its signing page."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.demo.page_members import OwnActs, PageUnion
from bot.demo.world import World
from bot.runtime.board import publisher_of
from bot.settings import Address
from bot.web.automatic import AutomaticPublishing
from bot.web.serving.site import serve_site
from bot.web.signing_data import STATE

NAME = "demo"


@dataclass(frozen=True)
class DemoBoard:
    """A folder for the board, and the address at which it is served."""

    folder: Path
    address: str
    acts: OwnActs = field(default_factory=OwnActs)

    def page(self, language: str) -> str:
        """Return the address of the first page in a language."""
        return f"{self.address}/{NAME}/{language}/"

    def signing_page(self, language: str) -> str:
        """Return the address of the signing page in a language."""
        return f"{self.page(language)}sign.html"

    @property
    def content(self) -> Path:
        """The folder of the rehearsal's own board, once it is published."""
        return (self.folder / NAME).resolve()

    def state(self) -> Mapping[str, Any]:
        """Return what the signing page reads, as it is published."""
        state: Mapping[str, Any] = json.loads((self.content / STATE).read_bytes())
        return state

    def files(self) -> Mapping[str, bytes]:
        """Return the published files by their paths."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}

    def union(self, world: World) -> PageUnion:
        """Return the side of the union that signs on the page."""
        self.acts.begin(world.app)
        return PageUnion(world.app, world.server_id, self.acts, NAME, self.state)

    def tell(self, world: World) -> None:
        """Let posts and cards of a world link to the board. Called before the world is entered."""
        world.settings = replace(world.settings, board_url=f"{self.address}/")

    async def publish(self, world: World) -> AutomaticPublishing:
        """Put the rehearsal's server on the board and publish it; return what publishes it again."""
        app = world.app
        await app.servers.update(world.server_id, board=NAME)
        publishing = AutomaticPublishing(app.database, publisher_of(app), self.folder, clock=app.clock)
        await publishing.tick()
        return publishing


@asynccontextmanager
async def demo_board() -> AsyncIterator[DemoBoard]:
    """Serve a folder for the board, which is deleted at the end."""
    with TemporaryDirectory(prefix="tocsin-") as folder:
        site, acts = Path(folder) / "board", OwnActs()
        async with serve_site(site, Address("127.0.0.1", 0), acts=acts.acts) as url:
            try:
                yield DemoBoard(site, url, acts)
            finally:
                await acts.close()
