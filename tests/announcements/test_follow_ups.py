"""Steps after a post: its thread and its publication come once, and wait for what is missing."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.announcements.delivery import Delivery
from bot.announcements.follow_ups import PUBLISHED_AN_HOUR, FollowUps, edit_posts
from bot.announcements.outbox import NewAnnouncement, Outbox, Queued, enqueue
from bot.announcements.poster_interface import ChannelRefuses, Gone, NotPosted, TryAgain
from bot.storage import Database
from bot.storage.models import Announcement, PostStep, Server
from tests.announcements.test_delivery import Channels, Lost
from tests.conftest import MovableClock

pytestmark = pytest.mark.storage

SERVER, CHANNEL = 7, 70


class Steps:
    """Discord for what follows a post: it counts publications by its own clock, and fails on command."""

    def __init__(self, clock: MovableClock) -> None:
        self.clock = clock
        self.threads: list[int] = []
        self.published: list[int] = []
        self.edited: list[int] = []
        self.ahead = timedelta()  # of our clock before Discord's
        self.asked = 0
        self.limited = 0  # requests beyond the limit, which count against a bot
        self.script: list[BaseException | Lost | None] = []
        self.refuses: dict[str, BaseException] = {}
        self._times: list[Any] = []

    async def open_thread(self, queued: Queued, message_id: int) -> None:
        self._ask("thread", self.threads, message_id)

    async def edit(self, queued: Queued, message_id: int) -> None:
        self._ask("edit", self.edited, message_id)

    async def publish(self, queued: Queued, message_id: int) -> None:
        now = self.clock() - self.ahead
        self._times = [at for at in self._times if at > now - timedelta(hours=1)]
        if len(self._times) >= 10:
            self.limited += 1
            raise TryAgain(3600)
        self._ask("publish", self.published, message_id)
        self._times.append(now)

    def _ask(self, step: str, done: list[int], message_id: int) -> None:
        self.asked += 1
        if step in self.refuses:
            raise self.refuses[step]
        outcome = self.script.pop(0) if self.script else None
        if isinstance(outcome, BaseException):
            raise outcome
        if message_id not in done:
            done.append(message_id)
        if isinstance(outcome, Lost):
            raise outcome.error


class World:
    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.database = database
        self.clock = clock
        self.channels = Channels()
        self.discord = Steps(clock)
        self.outbox = Outbox(database, clock)
        self.follow_ups = self.another("one")
        self.delivery = Delivery(database, clock, self.channels, jitter=lambda _, high: high)

    def another(self, holder: str) -> FollowUps:
        return FollowUps(self.database, self.clock, self.discord)

    async def choose(self, **settings: Any) -> None:
        async with self.database.write() as session:
            await session.execute(update(Server).values(**settings))

    async def post(self, number: int = 1, *, kind: str = "contract", first: int = 1) -> None:
        async with self.database.write() as session:
            for n in range(first, first + number):
                announcement = NewAnnouncement(SERVER, CHANNEL, kind, f"{kind}:{n}", "read-1")
                await enqueue(session, self.database, announcement, self.clock())
        while await self.delivery.tick():
            self.clock.move(seconds=1)

    async def message_ids(self) -> list[int | None]:
        async with self.database.read() as session:
            return list(await session.scalars(select(Announcement.message_id).order_by(Announcement.id)))

    async def steps(self) -> list[tuple[str, str | None]]:
        async with self.database.read() as session:
            waiting = select(PostStep.step, PostStep.fault).where(PostStep.done_at.is_(None))
            rows = await session.execute(waiting.order_by(PostStep.announcement_id, PostStep.step))
            return [(row.step, row.fault) for row in rows]


@pytest.fixture
async def world(database: Database, clock: MovableClock, monkeypatch: pytest.MonkeyPatch) -> World:
    async with database.write() as session:
        session.add(Server(id=SERVER, channel_id=CHANNEL, created_at=clock(), threads=True, publish=True))
    monkeypatch.setattr("bot.announcements.delivery._WINDOW_S", 0.0)
    return World(database, clock)


async def test_a_post_of_the_last_week_is_edited_when_more_is_known_and_an_older_one_is_not(
    world: World,
) -> None:
    await world.choose(threads=False, publish=False)
    await world.post()
    world.clock.move(days=8)
    await world.post(first=2)

    async def more_is_known() -> None:
        async with world.database.write() as session:
            for subject in ("contract:1", "contract:2", "contract:3"):
                await edit_posts(session, world.database, subject, world.clock())

    await more_is_known()
    await more_is_known()
    world.discord.refuses["edit"] = ChannelRefuses("forbidden")
    assert await world.follow_ups.tick() == 0
    assert (await world.outbox.backlog(SERVER)).refused_steps == frozenset(), "nothing is missing in the post"
    del world.discord.refuses["edit"]
    world.clock.move(minutes=6)
    assert await world.follow_ups.tick() == 1
    assert world.discord.edited == (await world.message_ids())[1:]
    assert await world.steps() == []


async def test_news_that_comes_while_a_post_is_edited_is_shown_by_another_edit(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.choose(threads=False, publish=False)
    await world.post()
    shown: list[int] = []

    async def more_is_known() -> None:
        world.clock.move(seconds=1)
        async with world.database.write() as session:
            await edit_posts(session, world.database, "contract:1", world.clock())

    async def edit(queued: Queued, message_id: int) -> None:
        shown.append(message_id)
        if len(shown) == 1:
            await more_is_known()

    monkeypatch.setattr(world.discord, "edit", edit)
    await more_is_known()
    for _ in range(3):
        await world.follow_ups.tick()
    assert len(shown) == 2
    assert await world.steps() == []


async def test_news_that_comes_while_a_post_is_sent_is_shown_by_an_edit(world: World) -> None:
    await world.choose(threads=False, publish=False)

    async def more_is_known() -> None:
        async with world.database.write() as session:
            await edit_posts(session, world.database, "contract:1", world.clock())
        assert await world.follow_ups.tick() == 0

    world.channels.after = more_is_known
    await world.post()
    assert await world.follow_ups.tick() == 1
    assert world.discord.edited == await world.message_ids()
    assert await world.steps() == []


async def test_a_post_gets_its_thread_and_is_published_once(world: World) -> None:
    await world.post(2)
    assert await world.follow_ups.tick() == 4
    assert world.discord.threads == world.discord.published == await world.message_ids()
    assert await world.follow_ups.tick() == 0
    assert world.discord.asked == 4


async def test_nothing_follows_where_organisers_did_not_choose_it(world: World) -> None:
    await world.choose(threads=False, publish=False)
    await world.post()
    await world.choose(threads=True, publish=True)
    assert await world.follow_ups.tick() == 0, "nor later, under old posts"


@pytest.mark.parametrize("kind", ["demand", "milestone", "answered", "failing", "weekly"])
async def test_only_news_of_contracts_is_followed(world: World, kind: str) -> None:
    await world.post(kind=kind)
    assert await world.follow_ups.tick() == 0


async def test_an_eleventh_publication_in_an_hour_waits_and_is_not_asked_for(world: World) -> None:
    await world.post(23)
    assert await world.follow_ups.tick() == 23 + PUBLISHED_AN_HOUR
    assert (await world.outbox.backlog(SERVER)).unpublished == 13
    for hours in (1, 2):
        assert await world.follow_ups.tick() == 0
        world.clock.move(hours=1, minutes=1)
        assert await world.follow_ups.tick() == (10 if hours == 1 else 3)
    assert world.discord.published == await world.message_ids(), "in the order of the posts, each once"
    assert (world.discord.asked, world.discord.limited) == (46, 0)
    assert await world.steps() == []


async def test_the_limit_holds_through_a_restart_and_for_publications_by_hand(world: World) -> None:
    await world.post(12)
    assert await world.follow_ups.tick() == 22
    assert await world.another("two").tick() == 0
    world.clock.move(minutes=61)
    world.discord.script = [TryAgain(1800)]
    assert await world.follow_ups.tick() == 0
    assert await world.follow_ups.tick() == 0, "the wait that Discord asks for is kept"
    world.clock.move(minutes=31)
    assert await world.follow_ups.tick() == 2


async def test_a_missing_right_is_told_and_costs_neither_post_nor_step(world: World) -> None:
    world.discord.refuses = {"thread": ChannelRefuses("forbidden")}
    await world.post(3)
    assert await world.follow_ups.tick() == 3, "they are published all the same"
    backlog = await world.outbox.backlog(SERVER)
    assert (backlog.refused_steps, backlog.pending, backlog.channel_fault) == ({"thread"}, 0, None)
    assert await world.follow_ups.tick() == 0
    assert world.discord.asked == 4, "one request for all threads"
    world.discord.refuses = {}
    world.clock.move(minutes=6)
    assert await world.follow_ups.tick() == 3
    assert (await world.outbox.backlog(SERVER)).refused_steps == frozenset()


@pytest.mark.parametrize("error", [TryAgain(), NotPosted(), TimeoutError(), ValueError("a bug")])
async def test_a_failed_step_is_tried_again(world: World, error: BaseException) -> None:
    await world.choose(publish=False)
    await world.post()
    world.discord.script = [error, None]
    assert await world.follow_ups.tick() == 0
    world.clock.move(minutes=1)
    assert await world.follow_ups.tick() == 1


async def test_a_lost_reply_leads_to_no_second_thread(world: World) -> None:
    await world.choose(publish=False)
    await world.post()
    world.discord.script = [Lost(TryAgain())]
    assert await world.follow_ups.tick() == 0
    world.clock.move(minutes=1)
    assert await world.another("after a crash").tick() == 1
    assert len(world.discord.threads) == 1


async def test_a_post_that_is_found_after_a_crash_gets_its_thread(world: World) -> None:
    await world.choose(publish=False)
    world.channels.script = [Lost(ValueError("killed"))]
    await world.post()
    assert await world.follow_ups.tick() == 0
    world.clock.move(hours=1)
    assert await world.delivery.tick() == 1
    assert await world.follow_ups.tick() == 1
    assert world.discord.threads == [1000]


async def test_a_deleted_post_and_a_setting_switched_off_end_the_wait(world: World) -> None:
    await world.post()
    world.discord.script = [Gone("deleted")]
    await world.choose(publish=False)
    assert await world.follow_ups.tick() == 0
    assert await world.steps() == []


async def test_a_right_that_never_comes_is_given_up_after_a_week(world: World) -> None:
    world.discord.refuses = {name: ChannelRefuses("forbidden") for name in ("thread", "publish")}
    await world.post()
    await world.follow_ups.tick()
    world.clock.move(days=8)
    assert await world.follow_ups.tick() == 0
    assert await world.steps() == []


@pytest.mark.parametrize("wrong", [timedelta(days=3), timedelta(days=300)])
async def test_a_clock_that_was_wrong_stops_nothing_for_long(world: World, wrong: timedelta) -> None:
    await world.post(12)
    world.clock.now += wrong
    world.discord.ahead = wrong
    world.discord.refuses = {"thread": ChannelRefuses("forbidden")}
    await world.follow_ups.tick()
    world.clock.now -= wrong
    world.discord.ahead = timedelta()
    world.discord.refuses = {}
    world.clock.move(hours=2)
    await world.follow_ups.tick()
    world.clock.move(hours=2)
    await world.follow_ups.tick()
    assert await world.steps() == []
    if wrong < timedelta(days=7):
        assert len(world.discord.threads) == len(world.discord.published) == 12
