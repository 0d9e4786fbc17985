"""Pictures for the documents, taken from the demo by headless Chromium: what people see on a phone.

Everything that is seen follows from the campaign and the clock of the story, so that the same program and
fonts give the same pictures. Beside each picture ``<name>-<language>.png`` stands its alternative text.
"""

import asyncio
import io
import os
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import simcord
from PIL import Image
from rich.console import Console

from bot.demo import DemoError
from bot.demo.board import NAME, DemoBoard
from bot.demo.messages import MessageView
from bot.demo.narrator import write
from bot.demo.scenario import Day, Scenario
from bot.demo.scenery import Scenery
from bot.demo.simulation import WorldClock, phone_pictures
from bot.demo.story import (
    fill_in_privacy,
    import_campaign,
    open_demand,
    open_organisers_channel,
    set_goal,
    tend_watches,
)
from bot.demo.world import Reply, World
from bot.exports.manifest import fingerprint
from bot.exports.queries import read_rows
from bot.exports.summary_page import compose, page_content
from bot.settings import PublicationRule
from bot.texts import Texts, Translator

LANGUAGES = ("en", "fr")
NAMES = ("setup", "form", "post", "card", "chart", "page", "board", "board-demand")
MAX_SIZE = 150_000  # bytes of a picture

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_PHONE = {"width": 390, "height": 844}  # pixels of a page of the board
_COLOURS = 128  # of a picture: enough for text on few backgrounds
_SIGNERS, _DAYS, _GOAL = 3, 4, 20  # people who sign on each of so many days
_RULE = PublicationRule(changes=2, every=timedelta(0), latest=timedelta(days=1), fewest=1)
_KEY = "00" * 32  # stands for the key of an export, which is another at every run


async def run(scenario: Scenario, folder: Path, console: Console | None = None) -> int:
    """Write the pictures in every language to a folder. Raises ``StartError``."""
    texts, console = Texts.load(), console or Console()
    async with _browser() as browser:
        for language in LANGUAGES:
            t = texts.of(language)
            async with Scenery(scenario, t) as scenery:
                world = World(
                    language=language,
                    source_urls=scenery.urls,
                    publication=_RULE,
                    clock=WorldClock(scenario.days[0].at),
                )
                async with world:
                    files = await _Recorder(scenario, world, scenery, browser, t).pictures()
            for path in write(files, folder, t):
                console.print(str(path), soft_wrap=True)
    return 0


class _Recorder:
    """The story as far as the pictures need it; ``_files`` are the pictures and their alternative texts."""

    _preview: simcord.Preview

    def __init__(
        self, scenario: Scenario, world: World, scenery: Scenery, browser: Any, t: Translator
    ) -> None:
        self._scenario = scenario
        self._world = world
        self._scenery = scenery
        self._browser = browser
        self._t = t
        self._files: dict[str, bytes] = {}

    async def pictures(self) -> Mapping[str, bytes]:
        world = self._world
        viewers = (world.owner, world.organiser, world.alice)
        locale = "en-US" if self._t.language == "en" else self._t.language
        async with world.env.preview(world.news, viewers=viewers, locale=locale) as self._preview:
            with phone_pictures(self._preview, self._browser):
                await self._shoot("setup", world.owner, await self._setup())
                await self._story()
                await self._look_up()
        await self._page()
        await self._board()
        return self._files

    async def _setup(self) -> Reply:
        return await self._world.slash(self._world.owner, "setup", where=self._world.news)

    async def _story(self) -> None:
        await import_campaign(self._world, self._scenario.first_campaign)
        await open_organisers_channel(self._world, self._t)
        await fill_in_privacy(self._world, self._t)
        fullest = max(self._scenario.days, key=_says)
        for day in self._scenario.days:
            self._scenery.show(day)
            self._world.clock.move_to(max(self._world.clock(), day.at))
            before = len(await self._world.posts())
            await self._world.tick()
            if day is fullest:
                await self._shoot("post", self._world.alice, (await self._world.posts())[before])
            await tend_watches(self._world, self._scenario, self._scenery, day)
            if "demand" in day.then:
                await self._demand()

    async def _demand(self) -> None:
        world = self._world
        await open_demand(world)
        await set_goal(world, _GOAL)
        await world.tick()
        announced = (await world.posts())[-1]
        await self._shoot("form", world.alice, await world.press(world.alice, announced, "sign-form"))
        for day in range(_DAYS):
            for number in range(_SIGNERS):
                member = world.join(f"member {day} {number}", world.members)
                await world.submit(member, await world.press(member, announced, "sign-form"))
            await world.tick()
            world.clock.move(days=1)

    async def _look_up(self) -> None:
        world, wanted = self._world, self._scenario.contract
        _, contract = (await world.suggestions(world.alice, "contracts show", "contract", wanted))[0]
        card = await world.slash(world.alice, "contracts show", where=world.news, contract=contract)
        await self._shoot("card", world.alice, card)
        chart = await world.slash(world.alice, "contracts chart")
        (picture,) = [content for name, content in chart.files.items() if name.endswith(".png")]
        self._keep("chart", picture, "\n".join(chart.card.pictures))

    async def _page(self) -> None:
        app = self._world.app
        async with app.database.read() as session:
            rows = await read_rows(session, self._world.server_id, self._t.language)
        key = fingerprint(_KEY)
        now = self._world.clock()
        money = await app.contracts.chart(self._world.server_id, now.date())
        content = page_content(rows.demands[0], rows.server_name, key, now, self._t, money)
        picture = await asyncio.to_thread(compose(content).png)
        self._keep("page", picture, self._t("demo-picture-page", title=content.title))

    async def _board(self) -> None:
        """Take the pictures of the board, opened from disk as somebody without Discord could."""
        (demand,) = await self._world.app.demands.list(self._world.server_id)
        title = self._t.pick(demand.texts)["title"]
        with TemporaryDirectory(prefix="tocsin-") as folder:
            board = DemoBoard(Path(folder) / "board", "")
            await board.publish(self._world)
            page = await self._browser.new_page(viewport=_PHONE, device_scale_factor=2)
            for name, file in (("board", "index.html"), ("board-demand", f"demands/{demand.slug}.html")):
                await page.goto((board.folder / NAME / self._t.language / file).as_uri())
                self._keep(name, await page.screenshot(), self._t(f"demo-picture-{name}", title=title))
            await page.close()

    async def _shoot(self, name: str, viewer: simcord.MemberActor, shown: MessageView | Reply) -> None:
        """Take the picture of a message, or of the form that was opened."""
        reply = shown if isinstance(shown, Reply) else None
        target = reply.result if reply else shown.message  # type: ignore[union-attr]
        capture = await self._preview.screenshot(viewer=viewer, target=target, viewport=(390, 2400))
        text = reply.form.title if reply and reply.form else shown.text
        first = text.strip().splitlines()[0]
        self._keep(name, capture.png or b"", self._t(f"demo-picture-{name}", title=first))

    def _keep(self, name: str, picture: bytes, words: str) -> None:
        stem = f"{name}-{self._t.language}"
        self._files[f"{stem}.png"] = _small(picture)
        self._files[f"{stem}.txt"] = f"{words}\n".encode()


def _says(day: Day) -> int:
    """Return how much a day's posts are expected to say."""
    return sum(len(post.words) + len(post.amounts) + len(post.days) for post in day.posts[:1])


def _small(picture: bytes) -> bytes:
    """Return a picture with few colours, and nothing but pixels."""
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()


@asynccontextmanager
async def _browser() -> AsyncIterator[Any]:
    """Start Chromium. Raises ``DemoError`` with the remedy if it, or what drives it, is missing."""
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        raise DemoError(
            "No Chromium was found to take the pictures with: on Debian and Ubuntu, "
            "run: sudo apt install chromium"
        )
    try:
        from playwright.async_api import async_playwright
    except ImportError as error:
        raise DemoError(
            "What drives the browser is not installed: in the folder of Tocsin, run: "
            "pip install -c constraints.txt '.[record]'"
        ) from error
    sandbox = [] if os.getuid() else ["--no-sandbox"]  # Chromium refuses to start with it as root
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path, args=[*sandbox, "--font-render-hinting=none", "--disable-lcd-text"]
        )
        try:
            yield browser
        finally:
            await browser.close()
