"""Rehearsal in the browser: the whole bot in a simulated Discord, shown on a page while the story runs."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta

import discord
import simcord
from rich.console import Console

from bot.board.automatic import AutomaticPublishing
from bot.demo.board import COMPANY, ISSUED, SIGNERS, ActRefused, DemoBoard, PageUnion, demo_board
from bot.demo.narrator import Narrator
from bot.demo.scenario import Day, Scenario
from bot.demo.scenery import Scenery
from bot.demo.simulation import WorldClock, act_in_turn, hide_workbench, name_commands, page_is_open
from bot.demo.site import wording
from bot.demo.story import (
    describe_watch,
    fill_in_privacy,
    import_campaign,
    name_site,
    open_demand,
    open_organisers_channel,
    open_page_demand,
    save_watch,
    set_goal,
    tend_watches,
)
from bot.demo.world import World
from bot.errors import Sentence, StartError
from bot.runtime.client import greet
from bot.settings import PublicationRule, Timing
from bot.texts import Texts, Translator

_TIMING = Timing(watch_every=1.0, enquire_every=2.0, deliver_every=1.0, publish_every=3.0)
# Publish a count within seconds of each signature, so that a visitor who signs alone sees one.
_RULE = PublicationRule(changes=1, every=timedelta(0), latest=timedelta(0), fewest=1)

_MANAGES = discord.Permissions(manage_guild=True)  # for /setup
_SECOND_S = 1.0  # length of a second of the story
_READING = 5  # seconds in which the first message is alone on the page
_DAY = 5  # seconds
_QUICK_DAY = 3  # seconds, before the demand: a visitor waits to sign
_WATCHES = frozenset({"notices", "dockets"})  # no quick days: what is added must be read before the next
_ACTS_AFTER = 2  # seconds into a day, when what the day brought is posted
_SIGNERS, _GOAL = 40, 100  # signatures before the visitor's, so that the first count shows no one
_A_SECOND = 6  # members who get their tokens, or sign on the page, in a second of the story


async def run(scenario: Scenario, language: str, port: int, console: Console | None = None) -> int:
    """Serve the page until a signal, or the page's own button, ends it. Raises ``StartError``."""
    t = Texts.load().of(language)
    narrator = Narrator(console or Console(), t)
    stop = asyncio.Event()
    failures: list[str] = []
    with _stopped_by_signals(stop):
        async with AsyncExitStack() as stack:
            scenery = await stack.enter_async_context(Scenery(scenario, t))
            board = await stack.enter_async_context(demo_board())
            world = World(
                language=language,
                source_urls=scenery.urls,
                publication=_RULE,
                timing=_TIMING,
                clock=WorldClock(scenario.days[0].at),
                failures=failures,
            )
            board.tell(world)
            await stack.enter_async_context(world)
            page = _Page(scenario, world, scenery, narrator, t)
            await page.open(port, board)
            try:
                await page.live(stop)
            finally:
                await page.close()
    for failure in failures:
        narrator.line(failure)
    narrator.tell("demo-page-ended")
    return 0


async def run_empty(
    scenario: Scenario,
    language: str,
    port: int,
    console: Console | None = None,
    stop: asyncio.Event | None = None,
) -> int:
    """Serve a server in which nothing is set up, from the bot's greeting on, as who manages it sees it; the
    sources are the stand-ins on the story's last day. Raises ``StartError``."""
    t = Texts.load().of(language)
    narrator, stop = Narrator(console or Console(), t), stop or asyncio.Event()
    failures: list[str] = []
    with _stopped_by_signals(stop):
        async with AsyncExitStack() as stack:
            scenery = await stack.enter_async_context(Scenery(scenario, t))
            day = scenario.days[-1]
            scenery.show(day)
            world = World(
                language=language,
                source_urls=scenery.urls,
                publication=_RULE,
                timing=_TIMING,
                clock=WorldClock(day.at),
                arranged=False,
                failures=failures,
            )
            await stack.enter_async_context(world)
            guild = world.bot.get_guild(world.server_id)
            assert guild is not None, "the bot is in its server"
            await greet(guild, world.app.texts.of(language))
            manages = world.guild.create_role(t("demo-role-managers"), permissions=_MANAGES)
            camille = world.join(t("demo-organiser"), manages)
            preview = await _served(world, world.general, (camille, world.alice), port, t)
            stack.push_async_callback(preview.close)
            narrator.title(t("demo-page-title"), t("demo-page-empty-what", owner=camille.name))
            narrator.tell("demo-page-address")
            narrator.line(preview.url)
            await _pass_time(world, preview, stop)
    for failure in failures:
        narrator.line(failure)
    narrator.tell("demo-page-ended")
    return 0


async def _served(
    world: World,
    channel: simcord.ChannelHandle,
    viewers: tuple[simcord.MemberActor, ...],
    port: int,
    t: Translator,
) -> simcord.Preview:
    """Serve a channel's page. Raises ``StartError`` if the port is not available."""
    locale = "fr" if t.language == "fr" else "en-US"
    try:
        preview = world.env.preview(channel, viewers=viewers, layout="channel", locale=locale, port=port)
        hide_workbench(preview, t("demo-page-you"))
        await preview.__aenter__()
    except simcord.SetupError as error:
        raise StartError(Sentence("terminal-said", text=t("demo-page-port", port=str(port)))) from error
    return preview


async def _pass_time(world: World, preview: simcord.Preview, stop: asyncio.Event) -> None:
    """Let seconds pass, and show what is new, until ``stop`` or the page's own button."""
    turn, requests, seen = asyncio.Lock(), world.env.http_requests, 0
    act_in_turn(preview, turn)
    name_commands(preview, world.simulation.languages)
    ended = asyncio.ensure_future(preview.wait_closed())
    ended.add_done_callback(lambda _: stop.set())
    while not stop.is_set():
        async with turn:
            await world.pass_time(1)
            if len(requests) != seen:
                seen = len(requests)
                await preview.refresh()
        await _wait(stop, _SECOND_S)
    ended.cancel()


class _Page:
    """A preview of the announcements channel, and a ticker that advances the story by a second each
    second."""

    _preview: simcord.Preview
    _publishing: AutomaticPublishing  # of the board
    _board: DemoBoard
    _union: PageUnion
    _code: str  # Alice's, for the union's page

    def __init__(
        self,
        scenario: Scenario,
        world: World,
        scenery: Scenery,
        narrator: Narrator,
        t: Translator,
    ) -> None:
        self._scenario = scenario
        self._world = world
        self._scenery = scenery
        self._narrator = narrator
        self._t = t
        self._due = 0.0  # end of the current second, on the loop's clock
        self._told = 0  # posts that were printed in the terminal
        self._requests = 0  # number of the bot's requests to Discord at the last refresh
        self._turn = asyncio.Lock()  # simcord does one thing at a time
        self._going = 0  # members who are still to get their tokens, …
        self._signing = 0  # … to sign on the page
        self._visits = 0  # rows from the visitor's browser that members followed

    async def open(self, port: int, board: DemoBoard) -> None:
        """Prepare the campaign and serve the page, which links to the board. Raises ``StartError`` if the
        port is not available."""
        world, t = self._world, self._t
        site = self._scenery.site
        await import_campaign(world, self._scenario.first_campaign)
        await open_organisers_channel(world, t)
        await fill_in_privacy(world, t)
        if site is not None:
            _, found = await describe_watch(world, site.watch_name, site.address)
            await save_watch(world, found)
            await name_site(world, site.host, site.name)
        member = world.join(t("demo-alice"), world.members)
        manages = world.guild.create_role(t("demo-role-managers"), permissions=_MANAGES)
        organiser = world.join(t("demo-organiser"), world.organisers, world.members, manages)
        played = self._scenario.notices, self._scenario.protests
        about = [wording(self._scenario.about, t)] if self._scenario.about is not None else []
        about += [site.about] if site is not None else []
        about += [wording(each.about, t) for each in played if each is not None]
        self._board, self._publishing = board, await board.publish(world)
        self._union = board.union(world)
        self._code = await self._union.hand_out_codes()
        url = board.page(t.language)
        welcome = t("demo-page-welcome", site="no" if site is None else "yes", url=url)
        await organiser.send(world.news, welcome)
        self._preview = await _served(world, world.news, (member, organiser), port, t)
        act_in_turn(self._preview, self._turn)
        name_commands(self._preview, world.simulation.languages)
        what = t("demo-page-what", member=member.name, organiser=organiser.name)
        self._narrator.title(t("demo-page-title"), what)
        for each in about:
            self._narrator.said(each)
        self._narrator.tell("demo-page-address")
        self._narrator.line(self._preview.url)
        self._narrator.tell("demo-page-board", url=url)
        self._narrator.tell("demo-page-begins")
        self._narrator.tell("demo-page-empty")

    async def close(self) -> None:
        await self._preview.close()

    async def live(self, stop: asyncio.Event) -> None:
        """Run the story, and keep running until ``stop``."""
        ended = asyncio.ensure_future(self._preview.wait_closed())
        ended.add_done_callback(lambda _: stop.set())
        try:
            await self._wait_for_page(stop)
            await _wait(stop, _READING * _SECOND_S)
            for day, second in _seconds(self._scenario.days):
                if stop.is_set():
                    return
                await self._story(day, second)
                await self._pass_second(stop)
            self._narrator.tell("demo-page-told")
            while not stop.is_set():
                await self._pass_second(stop)
        finally:
            ended.cancel()

    async def _wait_for_page(self, stop: asyncio.Event) -> None:
        while not stop.is_set() and not page_is_open(self._preview):
            await _wait(stop, 0.2)

    async def _story(self, day: Day, second: int) -> None:
        """Move to a day in its first second; people act some seconds later."""
        if second == 0:
            self._turn_to(day)
        if second == _ACTS_AFTER:
            if "round" in day.then:  # makes keys for a second, and nobody waits for it
                await self._world.app.rounds.begin(self._world.server_id, self._world.organiser.id)
                self._going = ISSUED
            async with self._turn:
                await self._act(day)

    async def _act(self, day: Day) -> None:
        """Let people do what they do on this day: organisers with watches and facts, members with the
        demand."""
        await tend_watches(self._world, self._scenario, self._scenery, day)
        if "notices" in day.then:
            await self._world.pass_time(1)
            self._world.clock.move(hours=7)  # a watch is read only after the source's first days
        if "demand" in day.then:
            await open_demand(self._world)
            await set_goal(self._world, _GOAL)
        if "signing" in day.then:
            listed = await self._world.app.demands.list(self._world.server_id)
            for demand in [one for one in listed if one.state == "open"][:1]:
                for number in range(1, _SIGNERS + 1):
                    member = self._world.join(f"member {number}", self._world.members)
                    form = await self._world.slash(member, "demands sign", demand=str(demand.id))
                    await self._world.submit(member, form)
        if "page" in day.then:
            await open_page_demand(self._world, self._union)
            await self._world.pass_time(1)  # post the card above the message
            url = self._board.signing_page(self._t.language)
            how = self._t("demo-page-signing", url=url, code=self._code, line=self._union.line())
            await self._preview.viewers[1].send(self._world.news, how)
            self._narrator.line(how)
            self._signing = SIGNERS

    async def _members_go_on(self) -> None:
        """Let members get their tokens and sign on the page; more of them after the visitor did."""
        self._going -= await self._union.issue(min(self._going, _A_SECOND))
        if self._board.acts.signed > self._visits:
            self._visits = self._board.acts.signed
            self._narrator.tell("demo-page-signed")
            self._signing = max(self._signing, COMPANY)
        if self._signing:
            with contextlib.suppress(ActRefused):  # the visitor closed the demand, or gave it another text
                await self._union.sign(1)
            self._signing -= 1

    def _turn_to(self, day: Day) -> None:
        self._scenery.show(day)
        self._world.clock.move_to(max(self._world.clock(), day.at))
        self._narrator.headline(day.headline(self._t, self._world.clock()))

    async def _pass_second(self, stop: asyncio.Event) -> None:
        requests = self._world.env.http_requests
        async with self._turn:
            await self._publishing.tick()
            await self._members_go_on()
            await self._world.pass_time(1)
            if len(requests) != self._requests:  # without a request nothing can have changed
                self._requests = len(requests)
                await self._preview.refresh()
        posts = await self._world.posts()
        for post in posts[self._told :]:
            self._narrator.post(post, self._world.news.name or "")
        self._told = len(posts)
        loop = asyncio.get_running_loop()
        self._due = max(self._due + _SECOND_S, loop.time())
        await _wait(stop, self._due - loop.time())


def _seconds(days: Sequence[Day]) -> Iterator[tuple[Day, int]]:
    """Yield a day of the story, and the seconds since it began, for each second of the story."""
    quick = True
    for day in days:
        quick = quick and "demand" not in day.then
        length = _QUICK_DAY if quick and _WATCHES.isdisjoint(day.then) else _DAY
        for second in range(length):
            yield day, second


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
