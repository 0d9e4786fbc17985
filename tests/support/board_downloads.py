"""Download of a board: everything that stands in its folder and beside it, as anybody could copy it."""

import base64
import hashlib
import io
import os
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import simcord
from PIL import Image

from bot.board.automatic import AutomaticPublishing
from bot.demo.board import DemoBoard
from bot.demo.world import World
from bot.runtime.board import publisher_of


@dataclass(frozen=True)
class Download:
    """All files by their paths, those of the kept versions too. ``times``: when each was written."""

    files: Mapping[str, bytes]
    times: Mapping[str, int]

    @property
    def site(self) -> dict[str, bytes]:
        """The files that a reader is served, by their paths on the board."""
        return {path.removeprefix("site/"): each for path, each in self.files.items() if path[:5] == "site/"}

    def places(self) -> Iterator[tuple[str, bytes]]:
        """Yield everything that can be read: paths, contents, and what is beside the pixels of pictures."""
        for path, content in self.files.items():
            yield path, path.encode()
            yield path, content
            if path.endswith(".png"):
                with Image.open(io.BytesIO(content)) as picture:
                    yield path, repr(picture.info).encode()

    def assert_none(self, secrets: Iterable[bytes]) -> None:
        """Check that no secret stands anywhere, in upper or lower case."""
        wanted = {secret.lower() for secret in secrets}
        for path, content in self.places():
            lower = content.lower()
            for secret in wanted:
                assert secret not in lower, f"{secret!r} stands in {path}"


def downloaded(site: Path) -> Download:
    """Read the folder of a site, and the folders of its versions."""
    files, times = {}, {}
    for top in (site, site.with_name(f"{site.name}.versions")):
        for folder, _, names in os.walk(top):
            for name in names:
                path = Path(folder) / name
                if path.is_file():
                    key = path.relative_to(site.parent).as_posix()
                    files[key] = path.read_bytes()
                    times[key] = path.stat().st_mtime_ns
    return Download(files, times)


class Watcher:
    """Somebody who downloads the board all the time. The bot publishes it by itself into ``folder``; what
    ``tocsin publish`` would write at this moment is compared, too."""

    def __init__(self, world: World, folder: Path) -> None:
        self._world = world
        self._folder = folder
        self.site = folder / "bot" / "site"
        self.seen: list[Download] = []
        self._publishing: AutomaticPublishing | None = None

    async def look(self) -> Download:
        """Let the bot publish if it would, and download the board."""
        if self._publishing is None:
            self.site.parent.mkdir()
            self._publishing = await DemoBoard(self.site, "").publish(self._world)
        await self._publishing.tick()
        found = downloaded(self.site)
        if not self.seen or found != self.seen[-1]:
            self.seen.append(found)
        return found

    async def published_now(self) -> dict[str, bytes]:
        """Return what the board would be if it were published at this moment."""
        site = self._folder / "by hand" / "site"
        site.parent.mkdir(exist_ok=True)
        await publisher_of(self._world.app).publish(site)
        return downloaded(site).site

    def after_each_act(self) -> None:
        """Look after every interaction and every round of the bot's work from now on."""
        world = self._world
        answer, tick = world._answer, world.tick

        async def answered(result: simcord.InteractionResult) -> object:
            reply = await answer(result)
            await self.look()
            return reply

        async def ticked() -> None:
            await tick()
            await self.look()

        world._answer, world.tick = answered, ticked  # type: ignore[method-assign,assignment]


def key_material(folder: Path) -> Iterator[bytes]:
    """Yield the contents of all key files, in each way in which they could be written."""
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_size >= 32:
            content = path.read_bytes().strip()
            yield from (content, content.hex().encode(), base64.b64encode(content))


def ids(*numbers: int) -> Iterator[bytes]:
    """Yield ids as text, and as the integers that a file might hold."""
    for number in numbers:
        yield from (str(number).encode(), f"{number:x}".encode())
        yield from (struct.pack(">q", number), struct.pack("<q", number))
        yield hashlib.sha256(str(number).encode()).hexdigest()[:16].encode()
