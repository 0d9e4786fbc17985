"""The whole story of the first campaign's order, from the plan to the sale, day by day: every post and every
edit of one reads as it was written by hand, from the facts, beside this file."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.demo.history import DEFAULT
from bot.demo.scenario import Day, Scenario, load_scenario
from bot.demo.scenery import Scenery
from bot.demo.simulation import WorldClock
from bot.demo.story import fill_in_privacy, import_campaign, open_organisers_channel, tend_watches
from bot.demo.world import World
from bot.texts import Texts

pytestmark = [pytest.mark.behaviour, pytest.mark.full]

EXPECTED = Path(__file__).parent / "whole_story"
_HEAD = re.compile(r"^== (.+)$", re.MULTILINE)
_DAY = timedelta(days=1)
_PORT = re.compile(r"127\.0\.0\.1:\d+")


def expected(language: str) -> list[tuple[str, str]]:
    """Return the day of each post, or of each edit of one, and its text."""
    text = (EXPECTED / f"{language}.txt").read_text(encoding="utf-8")
    _, *parts = _HEAD.split(text)
    return [(head, said.strip()) for head, said in zip(parts[::2], parts[1::2], strict=True)]


class Reader:
    """A reader of the announcements channel, who notes each new post and each edit of an older one."""

    def __init__(self, world: World) -> None:
        self.noted: list[tuple[str, str]] = []
        self._world = world
        self._seen: dict[int, str] = {}

    async def look(self) -> None:
        today = self._world.clock().date()
        for post in await self._world.posts():
            text = _PORT.sub("127.0.0.1", post.text)
            before = self._seen.get(post.message.id)
            if text != before:
                self.noted.append((f"{today}" if before is None else f"{today}, edited", text))
            self._seen[post.message.id] = text


class Story:
    """The story of a scenario. Reads, enquiries and posts come one after the other, as in a real bot."""

    def __init__(self, scenario: Scenario, scenery: Scenery, world: World) -> None:
        self.reader = Reader(world)
        self._scenario = scenario
        self._scenery = scenery
        self._world = world

    def keep_order(self) -> None:
        """Have watches read in the order in which they were added, which a random part of their intervals
        would change."""
        vars(self._world.app.watcher._books)["_jitter"] = lambda low, high: (low + high) / 2

    async def begin(self) -> None:
        self.keep_order()
        t = self._world.app.texts.of(self._world.language)
        await import_campaign(self._world, self._scenario.first_campaign)
        await open_organisers_channel(self._world, t)
        await fill_in_privacy(self._world, t)

    async def play(self) -> None:
        """Play the days: each is read twice, and again a day later unless the next one comes before."""
        for day, after in pairwise([*self._scenario.days, None]):
            assert day is not None
            await self.read(day)
            if day.kind == "docket-changed":  # between the two looks at a page
                await self._world.restart_bot()
                self.keep_order()
            await tend_watches(self._world, self._scenario, self._scenery, day)
            await self.read(day)
            if after is None or after.at - day.at > _DAY:
                self._world.clock.move(days=1)
                await self.read(day)

    async def card(self) -> str:
        """Return the order's card, as a member has it at the end."""
        wanted = self._scenario.contract
        shown = await self._world.slash(self._world.bob, "contracts show", contract=wanted)
        return _PORT.sub("127.0.0.1", shown.text)

    async def read(self, day: Day) -> None:
        """Let the bot read what a day shows, and post; what is known only then edits the posts."""
        self._scenery.show(day)
        self._world.clock.move_to(max(self._world.clock(), day.at))
        with self._world.env.time_context():
            await self._world.app.watcher.tick()
            await self._world.bot.delivery.tick()
        await self._world.env.settle()
        await self.reader.look()
        await self._world.tick()
        await self.reader.look()


@pytest.fixture
async def story(language: str) -> AsyncIterator[Story]:
    """The story in a language, before its first day."""
    scenario = load_scenario(DEFAULT)
    async with Scenery(scenario, Texts.load().of(language)) as scenery:
        clock = WorldClock(scenario.days[0].at)
        async with World(language=language, source_urls=scenery.urls, clock=clock) as world:
            yield Story(scenario, scenery, world)


async def test_every_post_and_every_edit_reads_as_written_by_hand_and_comes_once(
    story: Story, language: str
) -> None:
    await story.begin()
    await story.play()
    *posts, card = expected(language)
    assert story.reader.noted == posts
    assert ("card", await story.card()) == card
