"""Rehearsal in the browser: the whole bot in a simulated Discord, shown on a page while the story runs."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from datetime import timedelta

import simcord
from rich.console import Console

from bot.demo.history import load_history
from bot.demo.narrator import Narrator
from bot.demo.simulation import WorldClock, act_in_turn, name_commands, page_is_open
from bot.demo.site import RehearsalSite
from bot.demo.story import (
    Day,
    days,
    describe_watch,
    fill_in_privacy,
    import_campaign,
    open_demand,
    save_watch,
    set_goal,
)
from bot.demo.usaspending import UsaspendingStandIn
from bot.demo.world import World
from bot.errors import StartError
from bot.settings import PublicationRule, Timing
from bot.texts import Texts, Translator

_TIMING = Timing(watch_every=1.0, deliver_every=1.0, publish_every=3.0)
# Publish a count within seconds of each signature, so that a visitor who signs alone sees one.
_RULE = PublicationRule(changes=1, every=timedelta(0), latest=timedelta(0), fewest=1)

_SECOND_S = 1.0  # length of a second of the story
_FIRST_DAY, _BETWEEN_DAYS = 5, 5  # seconds
_PAGE_TIMEOUT_S = 15.0  # seconds; then the story begins without an open page


async def run(language: str, port: int, console: Console | None = None) -> int:
    """Serve the page until a signal, or the page's own button, ends it. Raises ``StartError``."""
    t = Texts.load().of(language)
    narrator = Narrator(console or Console(), t)
    stop = asyncio.Event()
    states = load_history()
    failures: list[str] = []
    with _stopped_by_signals(stop):
        async with (
            UsaspendingStandIn(states) as stand_in,
            RehearsalSite(t) as site,
            World(
                language=language,
                usaspending_url=stand_in.url,
                publication=_RULE,
                timing=_TIMING,
                clock=WorldClock(days(states)[0].at),
                failures=failures,
            ) as world,
        ):
            page = _Page(world, stand_in, site, narrator, t)
            await page.open(port)
            try:
                await page.live(stop)
            finally:
                await page.close()
    for failure in failures:
        narrator.line(failure)
    narrator.tell("demo-page-ended")
    return 0


class _Page:
    """A preview of the announcements channel, and a ticker that advances the story by a second each
    second."""

    _preview: simcord.Preview

    def __init__(
        self,
        world: World,
        stand_in: UsaspendingStandIn,
        site: RehearsalSite,
        narrator: Narrator,
        t: Translator,
    ) -> None:
        self._world = world
        self._stand_in = stand_in
        self._site = site
        self._narrator = narrator
        self._t = t
        self._told = 0  # posts that were printed in the terminal
        self._requests = 0  # number of the bot's requests to Discord at the last refresh
        self._turn = asyncio.Lock()  # simcord does one thing at a time

    async def open(self, port: int) -> None:
        """Prepare the campaign and serve the page. Raises ``StartError`` if the port is not available."""
        world, t = self._world, self._t
        await import_campaign(world)
        await fill_in_privacy(world, t)
        _, found = await describe_watch(world, t, self._site.url)
        await save_watch(world, found)
        await open_demand(world)
        await set_goal(world)
        member = world.join(t("demo-alice"), world.members)
        organiser = world.join(t("demo-organiser"), world.organisers, world.members)
        try:
            self._preview = world.env.preview(
                world.news,
                viewers=(member, organiser),
                layout="channel",
                locale="fr" if t.language == "fr" else "en-US",
                port=port,
            )
            await self._preview.__aenter__()
        except simcord.SetupError as error:
            raise StartError(t("demo-page-port", port=str(port))) from error
        act_in_turn(self._preview, self._turn)
        name_commands(self._preview, world.simulation.languages)
        what = t("demo-page-what", member=member.name, organiser=organiser.name)
        self._narrator.title(t("demo-page-title"), what)
        self._narrator.tell("demo-told-page")
        self._narrator.tell("demo-page-address")
        self._narrator.line(self._preview.url)
        self._narrator.tell("demo-page-begins")

    async def close(self) -> None:
        await self._preview.close()

    async def live(self, stop: asyncio.Event) -> None:
        """Run the story, and keep running until ``stop``."""
        ended = asyncio.ensure_future(self._preview.wait_closed())
        ended.add_done_callback(lambda _: stop.set())
        try:
            await self._wait_for_page(stop)
            second = 0
            while not stop.is_set():
                self._story(second)
                await self._pass_second()
                await _wait(stop, _SECOND_S)
                second += 1
        finally:
            ended.cancel()

    async def _wait_for_page(self, stop: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        latest = loop.time() + _PAGE_TIMEOUT_S
        while not stop.is_set() and not page_is_open(self._preview) and loop.time() < latest:
            await _wait(stop, 0.2)

    def _story(self, second: int) -> None:
        """Move to the next day of the story when it is due."""
        story = days(self._stand_in.states)
        step, rest = divmod(second - _FIRST_DAY, _BETWEEN_DAYS)
        step += 1
        if second < _FIRST_DAY or rest or step > len(story):
            return
        if step == len(story):
            self._narrator.tell("demo-page-told")
            return
        self._turn_to(story[step])

    def _turn_to(self, day: Day) -> None:
        self._stand_in.show(day.record)
        self._site.page = day.page
        self._world.clock.move_to(max(self._world.clock(), day.at))
        self._narrator.step(f"demo-step-{day.name}", day=self._world.clock().date())

    async def _pass_second(self) -> None:
        requests = self._world.env.http_requests
        async with self._turn:
            await self._world.pass_time(1)
            if len(requests) != self._requests:  # without a request nothing can have changed
                self._requests = len(requests)
                await self._preview.refresh()
        posts = await self._world.posts()
        for post in posts[self._told :]:
            self._narrator.post(post, self._world.news.name or "")
        self._told = len(posts)


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


@contextlib.contextmanager
def _stopped_by_signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGINT, signal.SIGTERM)
    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C arrives as KeyboardInterrupt
        for number in numbers:
            loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError):
            for number in numbers:
                loop.remove_signal_handler(number)
