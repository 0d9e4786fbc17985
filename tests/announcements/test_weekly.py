"""Weekly line "Still watching", for servers that want it."""

import re
from collections.abc import AsyncIterator, Mapping
from typing import Any

import discord
import pytest
from sqlalchemy import select, update

from bot.announcements.channel_digest import INTERVAL, Weekly
from bot.contracts.model import NO_CURRENCY, Kind, Record
from bot.contracts.sources import SourceError, SourceErrorKind
from bot.contracts.sources.protocol import ReadContext, Unchanged
from bot.servers.settings import Servers
from bot.storage import Database
from bot.storage.models import Announcement, Server
from bot.texts import Texts
from bot.ui.watches.posts import weekly_card
from tests.conftest import MovableClock
from tests.support.contracts import FakeSource, order
from tests.support.databases import statements
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

CHANNEL = 70


class World:
    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.database = database
        self.clock = clock
        self.weekly = Weekly(database, clock)
        self.servers = Servers(database, clock, Texts.load())

    async def server(self, server_id: int, **settings: Any) -> None:
        chosen = {"channel_id": server_id * 10, "weekly": True, **settings}
        await self.servers.update(server_id, **chosen)

    async def lines(self) -> list[tuple[int, int, str]]:
        """Server, channel and occasion of each line."""
        async with self.database.read() as session:
            rows = (await session.execute(select(Announcement).order_by(Announcement.id))).scalars().all()
        for row in rows:
            assert (row.kind, row.subject) == ("weekly", f"server:{row.server_id}")
            assert (row.state, row.gathering, row.next_attempt_at) == ("pending", False, row.created_at)
        return [(row.server_id, row.channel_id, row.occasion) for row in rows]


@pytest.fixture
def world(database: Database, clock: MovableClock) -> World:
    return World(database, clock)


@pytest.mark.both_engines
async def test_the_lines_of_many_servers_are_stored_at_once(world: World) -> None:
    for server_id in range(1, 11):
        await world.server(server_id)
    with statements(world.database) as said:
        assert await world.weekly.tick() == 10
    assert sum(statement.startswith("INSERT") for statement in said) == 1
    assert [server_id for server_id, *_ in await world.lines()] == [*range(1, 11)]


async def test_the_line_is_posted_at_once_and_then_each_week(world: World) -> None:
    await world.server(7)
    assert await world.weekly.tick() == 1
    assert await world.lines() == [(7, CHANNEL, "weekly:2026-02-13")]
    world.clock.move(days=6, hours=23)
    assert await world.weekly.tick() == 0
    world.clock.move(hours=1)
    assert await world.weekly.tick() == 1
    assert await world.weekly.tick() == 0
    assert [occasion for *_, occasion in await world.lines()] == ["weekly:2026-02-13", "weekly:2026-02-20"]


async def test_after_weeks_of_downtime_the_line_is_posted_once(world: World) -> None:
    await world.server(7)
    await world.weekly.tick()
    world.clock.move(days=40)
    assert await world.weekly.tick() == 1
    assert await world.weekly.tick() == 0
    world.clock.move(days=6)
    assert await world.weekly.tick() == 0


async def test_nothing_is_posted_if_switched_off_without_a_channel_or_without_the_bot(world: World) -> None:
    await world.server(7, weekly=False)
    await world.server(8, channel_id=None)
    await world.server(9)
    async with world.database.write() as session:
        await session.execute(update(Server).where(Server.id == 9).values(removed_at=world.clock()))
    assert await world.weekly.tick() == 0
    assert await world.lines() == []
    await world.servers.update(8, channel_id=80)
    assert await world.weekly.tick() == 1, "no week of waiting, since nothing was said"
    assert await world.lines() == [(8, 80, "weekly:2026-02-13")]


async def test_each_server_has_its_own_week(world: World) -> None:
    await world.server(7)
    await world.weekly.tick()
    world.clock.move(days=3)
    await world.server(8)
    assert await world.weekly.tick() == 1
    world.clock.move(days=4)
    assert await world.weekly.tick() == 1
    assert [server_id for server_id, *_ in await world.lines()] == [7, 8, 7]


async def test_switching_it_off_and_on_posts_nothing_early(world: World) -> None:
    await world.server(7)
    await world.weekly.tick()
    await world.servers.update(7, weekly=False)
    world.clock.move(days=1)
    await world.servers.update(7, weekly=True)
    assert await world.weekly.tick() == 0
    await world.servers.update(7, weekly=False)
    world.clock.move(days=30)
    assert await world.weekly.tick() == 0
    await world.servers.update(7, weekly=True)
    assert await world.weekly.tick() == 1


async def test_a_clock_that_ran_ahead_does_not_stop_it_for_years(world: World) -> None:
    await world.server(7)
    async with world.database.write() as session:
        await session.execute(update(Server).values(weekly_at=world.clock() + 100 * INTERVAL))
    assert await world.weekly.tick() == 0, "it may have been said a moment ago"
    world.clock.move(days=7)
    assert await world.weekly.tick() == 1
    assert await world.weekly.tick() == 0


async def test_a_pending_line_moves_to_a_new_channel_and_not_to_the_organisers(world: World) -> None:
    await world.server(7)
    await world.weekly.tick()
    await world.servers.update(7, organiser_channel_id=90)
    assert [channel for _, channel, _ in await world.lines()] == [CHANNEL]
    await world.servers.update(7, channel_id=71)
    assert [channel for _, channel, _ in await world.lines()] == [71]


async def test_nothing_is_written_while_nothing_is_due(world: World) -> None:
    await world.server(7)
    await world.weekly.tick()
    write, begun = world.database.write, []

    def counted(**how: Any) -> Any:
        begun.append("write")
        return write(**how)

    world.database.write = counted  # type: ignore[method-assign]
    assert await world.weekly.tick() == 0
    assert begun == []


class Mixed(FakeSource):
    """A source that fails for the given queries."""

    def __init__(self) -> None:
        super().__init__()
        self.down: set[str] = set()

    async def search(
        self, query: Mapping[str, Any], reading: ReadContext
    ) -> AsyncIterator[Record | Unchanged]:
        if self.down & set(query["suppliers"]):
            raise SourceError(SourceErrorKind.UNREACHABLE)
        async for found in super().search(query, reading):
            yield found


class TestContent:
    """The line after a week in which reads failed."""

    @pytest.fixture
    async def watching(self, database: Database, clock: MovableClock) -> Watching:
        world = Watching(database, clock)
        source = Mixed()
        world.source = source
        world.watcher._sources = {"usaspending": source}
        await world.watch(1, "ICE", {"suppliers": ["A"]})
        await world.watch(1, "CBP", {"suppliers": ["B"]})
        source.show(order(end=None))
        await world.watcher.tick()
        return world

    @staticmethod
    async def a_week(world: Watching, *down: str) -> None:
        assert isinstance(world.source, Mixed)
        world.source.down = set(down)
        for _ in range(15):
            world.clock.move(hours=12)
            await world.watcher.tick()

    @staticmethod
    async def line(world: Watching, language: str = "en") -> str:
        since = world.clock() - INTERVAL
        week = await world.contracts.weekly(1, since)
        card = weekly_card(week, since, Texts.load().of(language), "mark")
        texts = [item.content for item in card.walk_children() if isinstance(item, discord.ui.TextDisplay)]
        return "\n".join(texts)

    async def test_no_change_is_claimed_of_days_before_the_first_read(self, watching: Watching) -> None:
        t = Texts.load().of("en")
        began, before = watching.clock().date(), (watching.clock() - INTERVAL).date()
        assert t("weekly-changes", count=0, since=began, read="all") in await self.line(watching)
        assert t.day(before) not in await self.line(watching)
        await self.a_week(watching)
        week = (watching.clock() - INTERVAL).date()
        assert t("weekly-changes", count=0, since=week, read="all") in await self.line(watching)

    async def test_a_week_of_failed_reads_is_not_called_a_week_without_change(
        self, watching: Watching
    ) -> None:
        last = watching.clock()
        await self.a_week(watching, "A", "B")
        for language in ("en", "fr"):
            t = Texts.load().of(language)
            since, line = (watching.clock() - INTERVAL).date(), await self.line(watching, language)
            assert t("weekly-changes", count=0, since=since, read="none") in line
            assert t("weekly-changes", count=0, since=since, read="all") not in line
            for name in ("ICE", "CBP"):
                assert t("weekly-failing-watch", name=name, moment=t.moment(last)) in line
        assert "not known" in await self.line(watching)

    async def test_failed_reads_are_listed_with_their_watch_and_since_when(self, watching: Watching) -> None:
        last = watching.clock()
        await self.a_week(watching, "B")
        line = await self.line(watching)
        t = Texts.load().of("en")
        assert t("weekly-failing-watch", name="CBP", moment=t.moment(last)) in line
        assert "ICE" not in line
        assert re.search(r"No change since .* in what could be read\.", line)

    async def test_a_week_without_faults_and_changes_is_called_one(self, watching: Watching) -> None:
        await self.a_week(watching)
        assert re.search(r"No change since [^.]*\d\.", await self.line(watching))

    @pytest.mark.full
    async def test_changes_of_articles_and_pages_are_not_counted_as_contracts(
        self, watching: Watching
    ) -> None:
        one = {"en": "News of one entry since", "fr": "Du nouveau pour une entrée depuis"}
        two = {"en": "News of 2 entries since", "fr": "Du nouveau pour 2 entrées depuis"}
        articles = [
            order(f"FEED_OF_{at}", kind=Kind.ARTICLE, currency=NO_CURRENCY, end=None) for at in range(3)
        ]
        for shown, lines in ((articles[:1], one), (articles, two)):
            watching.source.show(order(end=None), *shown)
            watching.clock.move(days=1)
            await self.a_week(watching)
            for language, line in lines.items():
                assert line in await self.line(watching, language)

    async def test_a_watch_without_a_complete_read_is_named_without_a_date(self, watching: Watching) -> None:
        assert isinstance(watching.source, Mixed)
        watching.source.down = {"C"}
        await watching.watch(1, "NEW", {"suppliers": ["C"]})
        await watching.watcher.tick()
        assert "NEW: not read in full yet" in await self.line(watching)

    async def test_many_failing_watches_are_counted(self, watching: Watching) -> None:
        assert isinstance(watching.source, Mixed)
        watching.source.down = {"C"}
        for number in range(7):
            await watching.watch(1, f"NEW{number}", {"suppliers": ["C", f"C{number}"]})
        await watching.watcher.tick()
        assert "and 3 more watches" in await self.line(watching)
