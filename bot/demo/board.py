"""Board of the rehearsal: published whenever it changes, and served on this machine."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.demo.world import World
from bot.runtime.board import publisher_of
from bot.settings import Address
from bot.web.automatic import AutomaticPublishing
from bot.web.serving.site import serve_site

NAME = "demo"


@dataclass(frozen=True)
class DemoBoard:
    """A folder for the board, and the address at which it is served."""

    folder: Path
    address: str

    def page(self, language: str) -> str:
        """Return the address of the first page in a language."""
        return f"{self.address}/{NAME}/{language}/"

    def tell(self, world: World) -> None:
        """Let posts and cards of a world link to the board. Called before the world is entered."""
        world.settings = replace(world.settings, board_url=f"{self.address}/")

    async def publish(self, world: World) -> AutomaticPublishing:
        """Put the rehearsal's server on the board and publish it; return what publishes it again."""
        app = world.app
        await app.servers.update(world.server_id, board=NAME)
        publishing = AutomaticPublishing(
            app.database, publisher_of(app), app.leases, self.folder, clock=app.clock
        )
        await publishing.tick()
        return publishing


@asynccontextmanager
async def demo_board() -> AsyncIterator[DemoBoard]:
    """Serve a folder for the board, which is deleted at the end."""
    with TemporaryDirectory(prefix="tocsin-") as folder:
        site = Path(folder) / "board"
        async with serve_site(site, Address("127.0.0.1", 0)) as url:
            yield DemoBoard(site, url)


async def board_files(world: World) -> Mapping[str, bytes]:
    """Publish the board of the rehearsal as it is now; return its files by their paths."""
    with TemporaryDirectory(prefix="tocsin-") as folder:
        board = DemoBoard(Path(folder) / "board", "")
        await board.publish(world)
        files = [path for path in board.folder.rglob("*") if path.is_file()]
        return {path.relative_to(board.folder).as_posix(): path.read_bytes() for path in files}
