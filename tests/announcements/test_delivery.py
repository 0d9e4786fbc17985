"""Delivery from the outbox to a channel: in order, once, and without loss."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from bot.announcements.delivery import Delivery, PostRateLimiter
from bot.announcements.digest_batching import release_batched
from bot.announcements.outbox import NewAnnouncement, Outbox, Queued, enqueue
from bot.announcements.poster_interface import ChannelRefuses, Gone, HistoryHidden, NotPosted, TryAgain, nonce
from bot.common.news_class import NewsClass
from bot.errors import UserError
from bot.servers.settings import Servers
from bot.storage import Database
from bot.storage.models import Announcement, Server
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.contracts import order
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

SERVER, CHANNEL, OTHER = 7, 70, 71
WINDOW = timedelta(minutes=2)


class Channels:
    """A Poster in the role of Discord: remembers the messages of each channel, and fails on command.

    ``script`` holds the outcome of each coming post: an exception (nothing is posted), a ``Lost`` (posted,
    but the exception reaches the caller), or ``None``.
    """

    def __init__(self) -> None:
        self.posts: list[tuple[int, str, str]] = []  # channel, subject, nonce
        self.asked: list[str] = []  # the nonce of every request
        self.searches: list[tuple[int, datetime]] = []
        self.script: list[BaseException | Lost | None] = []
        self.refusing: dict[int, BaseException] = {}
        self.history: BaseException | None = None
        self.remembers_nonces = True
        self.before: Callable[[], Any] | None = None
        self.after: Callable[[], Any] | None = None

    async def post(self, queued: Queued, nonce: str) -> int:
        self.asked.append(nonce)
        if self.before is not None:
            await self.before()
        if queued.channel_id in self.refusing:
            raise self.refusing[queued.channel_id]
        outcome = self.script.pop(0) if self.script else None
        if isinstance(outcome, BaseException):
            raise outcome
        message_id = self._put(queued, nonce)
        if self.after is not None:
            await self.after()
        if isinstance(outcome, Lost):
            raise outcome.error
        return message_id

    def _put(self, queued: Queued, nonce: str) -> int:
        if self.remembers_nonces:
            for index, post in enumerate(self.posts):
                if post[2] == nonce:
                    return 1000 + index
        self.posts.append((queued.channel_id, queued.subject, nonce))
        return 1000 + len(self.posts) - 1

    async def find(self, queued: Queued, since: datetime) -> int | None:
        self.searches.append((queued.id, since))
        if self.history is not None:
            raise self.history
        for index, (channel_id, subject, _) in enumerate(self.posts):
            if (channel_id, subject) == (queued.channel_id, queued.subject):
                return 1000 + index
        return None

    def subjects(self, channel_id: int) -> list[str]:
        return [subject for channel, subject, _ in self.posts if channel == channel_id]


class Lost:
    """The message was posted, but the reply was lost."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


class World:
    """One server, a delivery, and access to the state of both."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.database = database
        self.clock = clock
        self.discord = Channels()
        self.outbox = Outbox(database, clock)
        self.delivery = self.another("one")

    def another(self, holder: str, **options: Any) -> Delivery:
        options = {"jitter": lambda _low, high: high, **options}
        return Delivery(self.database, self.clock, self.discord, **options)

    async def enqueue(self, *subjects: str, channel: int = CHANNEL) -> None:
        async with self.database.write() as session:
            for subject in subjects:
                announcement = NewAnnouncement(
                    *(SERVER, channel, "contract", subject, "read-1"), news_class=NewsClass.AT_ONCE
                )
                await enqueue(session, self.database, announcement, self.clock())

    async def row(self, subject: str) -> Announcement:
        async with self.database.read() as session:
            found = await session.execute(select(Announcement).where(Announcement.subject == subject))
            return found.scalar_one()

    async def server(self) -> Server:
        async with self.database.read() as session:
            return (await session.execute(select(Server))).scalar_one()

    async def choose_channel(self, channel_id: int) -> None:
        """Change the channel as ``Servers.update(channel_id=…)`` does."""
        async with self.database.write() as session:
            await session.execute(
                update(Server).values(channel_id=channel_id, channel_fault=None, channel_fault_at=None)
            )
            await session.execute(
                update(Announcement).where(Announcement.state == "pending").values(channel_id=channel_id)
            )


@pytest.fixture
async def world(database: Database, clock: MovableClock) -> World:
    async with database.write() as session:
        session.add(Server(id=SERVER, language="fr", channel_id=CHANNEL, created_at=clock()))
    return World(database, clock)


async def test_a_channel_gets_its_announcements_oldest_first(world: World) -> None:
    await world.enqueue("contract:3", "contract:1", "contract:2")
    assert await world.delivery.tick() == 3
    assert world.discord.subjects(CHANNEL) == ["contract:3", "contract:1", "contract:2"]
    row = await world.row("contract:1")
    assert (row.state, row.message_id, row.sent_at) == ("sent", 1001, world.clock())
    assert await world.delivery.tick() == 0


async def test_the_poster_gets_the_content_to_render(world: World) -> None:
    await world.enqueue("contract:12")
    queued = await world.outbox.get((await world.row("contract:12")).id)
    assert queued is not None
    assert (queued.language, queued.kind, queued.subject_id) == ("fr", "contract", 12)
    assert (queued.occasion, queued.channel_id, queued.created_at) == ("read-1", CHANNEL, world.clock())
    assert await world.outbox.get(queued.id + 1) is None


async def test_an_announcement_that_is_enqueued_twice_is_posted_once(world: World) -> None:
    await world.enqueue("contract:1", "contract:1")
    await world.enqueue("contract:1")
    await world.enqueue("contract:1", channel=OTHER)
    assert await world.delivery.tick() == 2
    await world.enqueue("contract:1")
    assert await world.delivery.tick() == 0, "nor is it enqueued again once it was sent"


async def test_the_attempt_is_on_record_before_the_post_is_sent(world: World) -> None:
    seen: list[Announcement] = []

    async def look() -> None:
        seen.append(await world.row("contract:1"))

    world.discord.before = look
    await world.enqueue("contract:1")
    await world.delivery.tick()
    assert (seen[0].attempts, seen[0].state, seen[0].message_id) == (1, "pending", None)
    assert seen[0].first_attempt_at == seen[0].last_attempt_at == world.clock()


async def test_no_attempt_is_on_record_while_a_post_waits_for_its_turn(world: World) -> None:
    await world.enqueue("contract:1")
    waits, goes_on = asyncio.Event(), asyncio.Event()

    async def sleep(_: float) -> None:
        waits.set()
        await goes_on.wait()

    limiter = PostRateLimiter(now=lambda: 0.0, sleep=sleep)
    assert await limiter.wait_for_turn(1.0)
    task = asyncio.create_task(world.another("two", limiter=limiter).tick())
    await asyncio.wait_for(waits.wait(), 60)
    assert (await world.row("contract:1")).first_attempt_at is None
    goes_on.set()
    assert await task == 1


async def test_later_announcements_wait_for_a_failed_one(world: World) -> None:
    await world.enqueue("contract:1", "contract:2")
    world.discord.script = [TryAgain()]
    assert await world.delivery.tick() == 0
    assert await world.delivery.tick() == 0, "the second is due, but not first"
    world.clock.move(seconds=4)
    assert await world.delivery.tick() == 2
    assert world.discord.subjects(CHANNEL) == ["contract:1", "contract:2"]


@pytest.mark.parametrize("error", [TryAgain(), ChannelRefuses("forbidden"), RuntimeError(), NotPosted()])
async def test_a_failing_channel_does_not_hold_up_another(world: World, error: Exception) -> None:
    world.discord.refusing[CHANNEL] = error
    await world.enqueue("contract:1")
    await world.enqueue("contract:2", "contract:3", channel=OTHER)
    assert await world.delivery.tick() == 2
    assert world.discord.subjects(OTHER) == ["contract:2", "contract:3"]


async def test_a_channel_that_hangs_does_not_hold_up_another(world: World) -> None:
    hanging = asyncio.Event()

    async def hang_once() -> None:
        if len(world.discord.asked) == 1:
            await hanging.wait()

    world.discord.before = hang_once
    await world.enqueue("contract:1")
    await world.enqueue("contract:2", channel=OTHER)
    tick = asyncio.create_task(world.delivery.tick())
    async with asyncio.timeout(60):
        while not world.discord.posts:  # of the channel that came second
            await asyncio.sleep(0.01)
    hanging.set()
    assert await tick == 2


async def test_retries_back_off_up_to_ten_minutes(world: World) -> None:
    await world.enqueue("contract:1")
    delays = []
    for _ in range(10):
        world.discord.script = [TryAgain()]
        await world.delivery.tick()
        delays.append(((await world.row("contract:1")).next_attempt_at - world.clock()).total_seconds())
        world.clock.move(seconds=delays[-1])
    assert delays == [4, 8, 16, 32, 64, 128, 256, 512, 600, 600]
    assert await world.delivery.tick() == 1


async def test_the_shortest_retry_is_two_seconds_with_jitter(world: World) -> None:
    asked: list[tuple[float, float]] = []

    def lowest(low: float, high: float) -> float:
        asked.append((low, high))
        return low

    world.discord.script = [TryAgain()]
    await world.enqueue("contract:1")
    await world.another("one", jitter=lowest).tick()
    assert asked == [(2.0, 4.0)]
    assert (await world.row("contract:1")).next_attempt_at == world.clock() + timedelta(seconds=2)


async def test_the_retry_after_of_discord_is_honoured(world: World) -> None:
    world.discord.script = [TryAgain(90.5)]
    await world.enqueue("contract:1")
    await world.delivery.tick()
    assert (await world.row("contract:1")).next_attempt_at == world.clock() + timedelta(seconds=90.5)


async def test_a_bug_of_ours_is_logged_and_retried_and_loses_nothing(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.discord.script = [KeyError("title")]
    await world.enqueue("contract:1")
    with caplog.at_level(logging.ERROR):
        assert await world.delivery.tick() == 0
    assert "KeyError" in caplog.text
    row = await world.row("contract:1")
    assert (row.state, row.attempts, row.fault) == ("pending", 1, "failed")
    world.clock.move(seconds=4)
    assert await world.delivery.tick() == 1
    assert (await world.row("contract:1")).fault is None


async def test_an_announcement_that_cannot_be_built_lets_others_pass_eventually(world: World) -> None:
    await world.enqueue("contract:1")
    for _ in range(8):
        await world.enqueue("contract:2")
        world.discord.script = [NotPosted()]
        assert await world.delivery.tick() == 0
        world.clock.move(minutes=10)
    world.discord.script = [NotPosted(), None]
    assert await world.delivery.tick() == 0
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:2"]
    world.clock.move(minutes=10)
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:2", "contract:1"]


async def test_an_announcement_of_something_deleted_is_dropped(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.discord.script = [TryAgain(), Gone("contract:1 is gone")]
    await world.enqueue("contract:1", "contract:2")
    await world.delivery.tick()
    world.clock.move(seconds=4)
    await world.delivery.tick()
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:2"]
    assert (await world.outbox.backlog(SERVER)).pending == 0
    assert "Traceback" not in caplog.text


# Clocks that are wrong


async def test_a_clock_that_was_set_back_does_not_post_twice(world: World) -> None:
    """The nonce was forgotten long ago, even if the clock says that no time has passed."""
    world.discord.script = [Lost(TryAgain())]
    world.clock.move(hours=1)
    await world.enqueue("contract:1")
    await world.delivery.tick()
    world.discord.remembers_nonces = False
    world.clock.move(minutes=-59, seconds=-50)
    posted_at = world.clock()
    world.clock.move(minutes=30)
    for _ in range(7):
        await world.delivery.tick()
        world.clock.move(minutes=5)
    assert world.discord.subjects(CHANNEL) == ["contract:1"]
    assert (await world.row("contract:1")).state == "sent"
    assert world.discord.searches[0][1] <= posted_at, "nor does the search begin when the clock said"


async def test_a_search_that_fails_after_a_clock_was_set_back_is_repeated(world: World) -> None:
    world.discord.script = [Lost(TryAgain())]
    world.clock.move(hours=1)
    await world.enqueue("contract:1")
    await world.delivery.tick()
    world.discord.remembers_nonces = False
    world.discord.history = TryAgain()
    world.clock.move(minutes=-30)
    for _ in range(3):
        await world.delivery.tick()
    assert len(world.discord.searches) == 1, "with the usual pauses"
    world.clock.move(minutes=30, seconds=10)  # past the time of the attempt by this clock
    await world.delivery.tick()
    world.discord.history = None
    world.clock.move(minutes=10)
    await world.delivery.tick()
    assert world.discord.subjects(CHANNEL) == ["contract:1"]
    assert (await world.row("contract:1")).state == "sent"


async def test_a_clock_that_ran_ahead_does_not_block_a_channel_for_years(world: World) -> None:
    world.clock.move(days=3650)
    world.discord.refusing[CHANNEL] = ChannelRefuses("forbidden")
    await world.enqueue("contract:1")
    await world.delivery.tick()
    world.clock.move(days=-3650)
    await world.delivery.tick()
    assert (await world.row("contract:1")).next_attempt_at == world.clock() + timedelta(minutes=15)
    world.discord.refusing.clear()
    await world.enqueue("contract:2")
    async with world.database.write() as session:
        never_tried = Announcement.subject == "contract:2"
        ahead = world.clock() + timedelta(days=3650)
        await session.execute(update(Announcement).where(never_tried).values(next_attempt_at=ahead))
    world.clock.move(minutes=15)
    assert await world.delivery.tick() == 2


async def test_the_longest_possible_pause_is_honoured(world: World) -> None:
    world.discord.refusing[CHANNEL] = ChannelRefuses("forbidden")
    await world.enqueue("contract:1")
    async with world.database.write() as session:
        await session.execute(
            update(Announcement).values(next_attempt_at=world.clock() + timedelta(hours=6, minutes=5))
        )
    await world.delivery.tick()
    assert world.discord.asked == []


# The nonce


def test_a_nonce_belongs_to_one_announcement_and_fits() -> None:
    assert nonce(1) == nonce(1) != nonce(2)
    assert len(nonce(2**62)) <= 25
    assert nonce(1).isalnum()


@pytest.mark.parametrize("hidden", [True, False])
async def test_a_lost_reply_is_retried_with_the_same_nonce_after_a_search(world: World, hidden: bool) -> None:
    """The nonce alone would not do: Discord has forgotten it if the clock was set back meanwhile."""
    world.discord.remembers_nonces = hidden
    world.discord.script = [Lost(TryAgain())]
    world.discord.history = HistoryHidden() if hidden else None
    await world.enqueue("contract:1")
    assert await world.delivery.tick() == 0
    world.clock.move(seconds=4)
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:1"]
    assert len(world.discord.asked) == (2 if hidden else 1)
    assert len(set(world.discord.asked)) == 1
    assert (await world.row("contract:1")).message_id == 1000


async def test_after_the_window_our_message_is_searched_and_not_sent_again(world: World) -> None:
    world.discord.remembers_nonces = False
    world.discord.script = [Lost(OSError())]
    await world.enqueue("contract:1")
    began = world.clock()
    await world.delivery.tick()
    world.clock.move(hours=1)
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:1"]
    assert (await world.row("contract:1")).message_id == 1000
    [(_, since)] = world.discord.searches
    assert since <= began, "clocks may differ"


async def test_a_message_that_is_not_found_is_sent_in_a_new_window(world: World) -> None:
    world.discord.remembers_nonces = False
    world.discord.script = [OSError(), Lost(OSError())]
    await world.enqueue("contract:1")
    await world.delivery.tick()
    world.clock.move(hours=1)
    assert await world.delivery.tick() == 0
    assert (await world.row("contract:1")).first_attempt_at == world.clock()
    world.discord.remembers_nonces = True
    world.clock.move(seconds=60)
    assert await world.delivery.tick() == 1
    assert len(world.discord.searches) == 2
    assert world.discord.subjects(CHANNEL) == ["contract:1"]


async def test_an_attempt_that_was_certainly_refused_needs_no_search(world: World) -> None:
    world.discord.script = [NotPosted(), ChannelRefuses("forbidden")]
    await world.enqueue("contract:1")
    for _ in range(2):
        assert await world.delivery.tick() == 0
        assert (await world.row("contract:1")).first_attempt_at is None
        world.clock.move(hours=1)
    assert await world.delivery.tick() == 1
    assert world.discord.searches == []


async def test_a_later_refusal_does_not_resolve_an_earlier_doubt(world: World) -> None:
    world.discord.remembers_nonces = False
    world.discord.script = [Lost(TryAgain()), ChannelRefuses("forbidden")]
    world.discord.history = HistoryHidden()
    await world.enqueue("contract:1")
    await world.delivery.tick()
    world.clock.move(seconds=4)
    await world.delivery.tick()
    world.discord.history = None
    world.clock.move(minutes=15)
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:1"]


async def test_a_search_that_fails_is_tried_again(world: World) -> None:
    world.discord.remembers_nonces = False
    world.discord.script = [Lost(TryAgain())]
    await world.enqueue("contract:1")
    await world.delivery.tick()
    world.clock.move(minutes=5)
    world.discord.history = TryAgain()
    assert await world.delivery.tick() == 0
    world.clock.move(minutes=5)
    world.discord.history = ChannelRefuses("missing")
    assert await world.delivery.tick() == 0
    world.clock.move(minutes=15)
    world.discord.history = None
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:1"]


async def test_a_post_that_hangs_to_the_end_of_its_window_counts_as_lost(world: World) -> None:
    delivery = world.another("one", nonce_window=timedelta(seconds=0.1))
    never = asyncio.Event()
    world.discord.after = never.wait
    await world.enqueue("contract:1")
    async with asyncio.timeout(60):
        assert await delivery.tick() == 0
    world.discord.remembers_nonces = False
    world.clock.move(seconds=4)
    assert await delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:1"]


# Uncertain posts


async def test_with_a_hidden_history_a_post_is_uncertain_and_not_sent_again(world: World) -> None:
    world.discord.remembers_nonces = False
    world.discord.history = HistoryHidden()
    world.discord.script = [Lost(TryAgain())]
    await world.enqueue("contract:1", "contract:2")
    await world.delivery.tick()
    world.clock.move(minutes=3)
    while await world.delivery.tick() or (await world.row("contract:2")).state == "pending":
        pass
    assert world.discord.subjects(CHANNEL) == ["contract:1", "contract:2"], "others no longer wait for it"
    assert (await world.row("contract:1")).state == "uncertain"
    world.clock.move(days=1)
    assert await world.delivery.tick() == 0
    held = await world.outbox.backlog(SERVER)
    assert (held.pending, held.uncertain, held.channel_fault) == (0, 1, None)
    assert held.oldest == (await world.row("contract:1")).created_at


async def test_organisers_can_have_uncertain_posts_posted_again(world: World) -> None:
    world.discord.history = HistoryHidden()
    world.discord.script = [TryAgain()]
    await world.enqueue("contract:1")
    await world.delivery.tick()
    world.clock.move(minutes=3)
    await world.delivery.tick()
    assert await world.outbox.retry_uncertain(SERVER + 1) == 0
    assert await world.outbox.retry_uncertain(SERVER) == 1
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:1"]


async def test_organisers_decide_only_about_the_uncertain_posts_that_they_were_shown(world: World) -> None:
    await world.enqueue("contract:1", "contract:2", "contract:3")

    async def hold(*subjects: str) -> None:
        async with world.database.write() as session:
            await session.execute(
                update(Announcement).where(Announcement.subject.in_(subjects)).values(state="uncertain")
            )

    for later in ("contract:1", "contract:3"):  # whichever was enqueued first
        first = {"contract:1", "contract:2", "contract:3"} - {later}
        await hold(*first)
        shown = (await world.outbox.backlog(SERVER)).doubts
        await hold(later)
        for decide in (world.outbox.settle_uncertain, world.outbox.retry_uncertain):
            with pytest.raises(UserError, match="refusal-other-doubts"):
                await decide(SERVER, shown=shown)
        assert (await world.outbox.backlog(SERVER)).uncertain == 3, "nobody has looked for it"
        shown = (await world.outbox.backlog(SERVER)).doubts
        assert await world.outbox.settle_uncertain(SERVER, shown=shown) == 3
        assert await world.outbox.retry_uncertain(SERVER, shown=shown) == 0


async def test_of_two_organisers_with_one_card_the_second_has_nothing_posted_twice(world: World) -> None:
    world.discord.history = HistoryHidden()
    world.discord.remembers_nonces = False
    await world.enqueue("contract:1")

    async def until_uncertain() -> None:
        while (await world.row("contract:1")).state != "uncertain":
            await world.delivery.tick()
            world.clock.move(minutes=3)

    world.discord.script = [TryAgain()]
    await until_uncertain()
    shown = (await world.outbox.backlog(SERVER)).doubts
    world.discord.script = [Lost(TryAgain())]
    assert await world.outbox.retry_uncertain(SERVER, shown=shown) == 1
    await until_uncertain()
    with pytest.raises(UserError, match="refusal-other-doubts"):
        await world.outbox.retry_uncertain(SERVER, shown=shown)
    assert world.discord.subjects(CHANNEL) == ["contract:1"]


async def test_organisers_can_confirm_that_uncertain_posts_exist(world: World) -> None:
    world.discord.history = HistoryHidden()
    world.discord.script = [Lost(TryAgain())]
    await world.enqueue("contract:1")
    await world.delivery.tick()
    world.clock.move(minutes=3)
    await world.delivery.tick()
    assert await world.outbox.settle_uncertain(SERVER + 1) == 0
    assert await world.outbox.settle_uncertain(SERVER) == 1
    assert await world.outbox.settle_uncertain(SERVER) == await world.outbox.retry_uncertain(SERVER) == 0
    row = await world.row("contract:1")
    assert (row.state, row.message_id, row.fault) == ("sent", None, None)
    world.clock.move(days=1)
    assert await world.delivery.tick() == 0
    assert world.discord.subjects(CHANNEL) == ["contract:1"]


async def test_an_uncertain_post_in_a_former_channel_is_left_to_the_organisers(world: World) -> None:
    """Nobody repairs a channel that the server no longer uses: the post would wait there for ever."""
    world.discord.script = [Lost(TryAgain())]
    await world.enqueue("contract:1")
    await world.delivery.tick()
    world.discord.history = world.discord.refusing[CHANNEL] = ChannelRefuses("missing")
    world.discord.remembers_nonces = False
    world.clock.move(hours=1)
    await world.delivery.tick()
    assert (await world.row("contract:1")).state == "pending", "while it is the server's, it may be mended"
    await Servers(world.database, world.clock, Texts.load()).update(SERVER, channel_id=OTHER)
    world.clock.move(hours=6)
    assert await world.delivery.tick() == 0
    assert world.discord.subjects(OTHER) == []
    row = await world.row("contract:1")
    assert (row.state, row.channel_id) == ("uncertain", CHANNEL)
    await world.outbox.retry_uncertain(SERVER)
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(OTHER) == ["contract:1"], "in the channel of now"


# Channels that refuse


async def test_a_channel_that_refuses_holds_everything_and_stores_the_reason(world: World) -> None:
    world.discord.refusing[CHANNEL] = ChannelRefuses("forbidden")
    await world.enqueue("contract:1", "contract:2")
    began = world.clock()
    await world.delivery.tick()
    await world.enqueue("contract:3")
    assert len(world.discord.asked) == 1, "one probe for the channel, not one for each"
    server = await world.server()
    assert (server.channel_fault, server.channel_fault_at) == ("forbidden", began)
    held = await world.outbox.backlog(SERVER)
    assert (held.pending, held.uncertain, held.oldest, held.channel_fault) == (3, 0, began, "forbidden")
    assert (await world.row("contract:1")).attempts == 0, "a refusal is no attempt"


async def test_probes_of_a_channel_that_refuses_back_off(world: World) -> None:
    world.discord.refusing[CHANNEL] = ChannelRefuses("missing")
    await world.enqueue("contract:1", "contract:2", "contract:3")
    minutes: list[float] = []
    began = last = world.clock()
    for _ in range(240):
        if await world.delivery.tick() == 0 and len(world.discord.asked) > len(minutes):
            minutes.append((world.clock() - last).total_seconds() / 60)
            last = world.clock()
        world.clock.move(minutes=5)
    assert minutes == [0, 15, 30, 60, 120, 240, 360, 360]
    assert (await world.server()).channel_fault_at == began, "since when, not when last"


async def test_a_probe_that_gets_through_releases_everything(world: World) -> None:
    world.discord.refusing[CHANNEL] = ChannelRefuses("forbidden")
    await world.enqueue("contract:1", "contract:2")
    await world.delivery.tick()
    world.discord.refusing.clear()
    assert await world.delivery.tick() == 0
    world.clock.move(minutes=15)
    assert await world.delivery.tick() == 2
    server = await world.server()
    assert (server.channel_fault, server.channel_fault_at) == (None, None)
    assert (await world.outbox.backlog(SERVER)).channel_fault is None


@pytest.mark.rest_in_full
@pytest.mark.both_engines
@pytest.mark.parametrize("channel", [CHANNEL, OTHER])
async def test_choosing_a_channel_releases_everything_at_once(world: World, channel: int) -> None:
    world.discord.refusing[CHANNEL] = ChannelRefuses("missing")
    await world.enqueue("contract:1", "contract:2")
    for _ in range(6):
        world.clock.move(hours=6)
        await world.delivery.tick()
    world.discord.refusing.clear()
    world.clock.move(minutes=1)
    assert await world.delivery.tick() == 0, "the next probe is hours away"
    await world.choose_channel(channel)
    assert (await world.outbox.backlog(SERVER)).channel_fault is None
    assert await world.delivery.tick() == 2
    assert world.discord.subjects(channel) == ["contract:1", "contract:2"]


async def test_two_refusing_channels_of_a_server_are_distinguished(world: World) -> None:
    world.discord.refusing[OTHER] = ChannelRefuses("missing")
    await world.enqueue("contract:1", channel=OTHER)
    await world.enqueue("contract:2")
    assert await world.delivery.tick() == 1
    assert (await world.server()).channel_fault is None
    assert (await world.outbox.backlog(SERVER)).channel_fault == "missing"
    world.clock.move(minutes=14)
    assert await world.delivery.tick() == 0
    assert len(world.discord.asked) == 2


# Concurrency


@pytest.mark.both_engines
async def test_ticks_of_one_delivery_at_once_do_not_post_twice(world: World) -> None:
    begun = asyncio.Event()

    async def be_slow() -> None:
        begun.set()
        await asyncio.sleep(0.1)

    world.discord.remembers_nonces = False
    world.discord.before = be_slow
    await world.enqueue("contract:1", "contract:2")
    first = asyncio.create_task(world.delivery.tick())
    await begun.wait()
    assert sum(await asyncio.gather(first, *(world.delivery.tick() for _ in range(3)))) == 2
    assert len(world.discord.asked) == len(world.discord.posts) == 2


@pytest.mark.both_engines
async def test_an_announcement_that_another_process_took_meanwhile_is_left_to_it(world: World) -> None:
    """The row itself decides who may begin, also while a process that was frozen goes on."""
    await world.enqueue("contract:1")
    begin = world.delivery._begin  # the last moment before the attempt is on record

    async def interfere(*arguments: Any) -> bool:
        async with world.database.write() as session:
            await session.execute(update(Announcement).values(attempts=1))
        return await begin(*arguments)

    world.delivery._begin = interfere  # type: ignore[method-assign, assignment]
    assert await world.delivery.tick() == 0
    assert world.discord.asked == []


@pytest.mark.parametrize(
    "error", [TryAgain(), ChannelRefuses("forbidden"), NotPosted(), RuntimeError(), Gone(), HistoryHidden()]
)
@pytest.mark.both_engines
async def test_a_post_settled_by_another_process_stays_settled(world: World, error: Exception) -> None:
    async def another_settles_it() -> None:
        async with world.database.write() as session:
            await session.execute(update(Announcement).values(state="sent", message_id=5))

    world.discord.before = another_settles_it
    world.discord.script = [error]
    await world.enqueue("contract:1")
    assert await world.delivery.tick() == 0
    row = await world.row("contract:1")
    assert (row.state, row.message_id, row.fault) == ("sent", 5, None)


async def test_an_announcement_that_was_redirected_meanwhile_is_not_posted_in_the_old_channel(
    world: World,
) -> None:
    await world.enqueue("contract:1")
    begin = world.delivery._begin

    async def redirect(*arguments: Any) -> bool:
        await world.choose_channel(OTHER)
        return await begin(*arguments)

    world.delivery._begin = redirect  # type: ignore[method-assign, assignment]
    await world.delivery.tick()
    assert world.discord.asked == []
    world.delivery._begin = begin  # type: ignore[method-assign]
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(OTHER) == ["contract:1"]


# Shutdown


async def test_a_post_in_flight_at_cancellation_has_its_id_stored(world: World) -> None:
    posted = asyncio.Event()

    async def slow_reply() -> None:
        posted.set()
        await asyncio.sleep(0.1)

    world.discord.after = slow_reply
    await world.enqueue("contract:1", "contract:2")
    tick = asyncio.create_task(world.another("one", grace=10).tick())
    await posted.wait()
    tick.cancel()
    with pytest.raises(asyncio.CancelledError):
        await tick
    row = await world.row("contract:1")
    assert (row.state, row.message_id) == ("sent", 1000)
    assert world.discord.subjects(CHANNEL) == ["contract:1"], "nothing more is begun"


async def test_cancellation_while_discord_hangs_is_quick_and_keeps_the_post_uncertain(world: World) -> None:
    posted = asyncio.Event()

    async def hang() -> None:
        posted.set()
        await asyncio.Event().wait()

    world.discord.after = hang
    await world.enqueue("contract:1")
    tick = asyncio.create_task(world.another("one", grace=0.05).tick())
    await posted.wait()
    tick.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(tick, 60)
    row = await world.row("contract:1")
    assert (row.state, row.first_attempt_at) == ("pending", world.clock())
    world.discord.after = None
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:1"]


async def test_a_server_that_is_deleted_meanwhile_is_no_failure(world: World) -> None:
    async def forget() -> None:
        async with world.database.write() as session:
            await session.execute(text("DELETE FROM servers"))

    world.discord.before = forget
    await world.enqueue("contract:1")
    await world.delivery.tick()
    assert await world.outbox.backlog(SERVER) is not None


# Announcements that wait for the end of a read, and those for organisers


ORGANISERS = 79


async def test_announcements_of_an_unfinished_read_are_not_posted_and_block_nothing(world: World) -> None:
    await world.enqueue("contract:1", "contract:2")
    async with world.database.write() as session:
        await session.execute(
            update(Announcement).where(Announcement.subject == "contract:1").values(gathering=True)
        )
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:2"]
    world.clock.move(days=2)
    assert await world.delivery.tick() == 0, "however long it takes"
    held = await world.outbox.backlog(SERVER)
    assert (held.pending, held.oldest) == (1, world.clock() - timedelta(days=2))
    async with world.database.write() as session:
        await release_batched(session, world.database, occasion="read-2", now=world.clock())
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:2", "contract:1"]


async def test_announcements_of_an_unfinished_read_move_with_the_channel(world: World) -> None:
    await world.enqueue("contract:1")
    async with world.database.write() as session:
        await session.execute(update(Announcement).values(gathering=True))
    await Servers(world.database, world.clock, Texts.load()).update(SERVER, channel_id=OTHER)
    row = await world.row("contract:1")
    assert (row.channel_id, row.gathering) == (OTHER, True)
    assert await world.delivery.tick() == 0


async def test_faults_are_posted_to_organisers_while_the_other_channel_refuses(world: World) -> None:
    world.discord.refusing[CHANNEL] = ChannelRefuses("missing")
    await world.enqueue("contract:1")
    await fault(world, ORGANISERS)
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(ORGANISERS) == ["watch:1"]
    assert (await world.server()).channel_fault == "missing", "no post elsewhere mends it"


async def test_an_organisers_channel_that_refuses_does_not_affect_the_other(world: World) -> None:
    world.discord.refusing[ORGANISERS] = ChannelRefuses("forbidden")
    await world.enqueue("contract:1")
    await fault(world, ORGANISERS)
    assert await world.delivery.tick() == 1
    assert world.discord.subjects(CHANNEL) == ["contract:1"]
    assert (await world.server()).channel_fault is None
    assert (await world.outbox.backlog(SERVER)).channel_fault == "forbidden"
    world.discord.refusing.clear()
    world.clock.move(minutes=15)
    assert await world.delivery.tick() == 1


async def fault(world: World, channel_id: int) -> None:
    """Enqueue the fault of a watch, which is for organisers."""
    async with world.database.write() as session:
        await session.execute(update(Server).values(organiser_channel_id=ORGANISERS))
        announcement = NewAnnouncement(SERVER, channel_id, "failing", "watch:1", "failing")
        await enqueue(session, world.database, announcement, world.clock())


async def test_the_digest_of_a_watch_is_not_posted_again_in_another_channel(
    database: Database, clock: MovableClock
) -> None:
    await Watching(database, clock).begin(order())
    discord = Channels()
    delivery, servers = Delivery(database, clock, discord), Servers(database, clock, Texts.load())
    await delivery.tick()
    clock.move(days=200)
    await servers.update(1, channel_id=None)
    await servers.update(1, channel_id=99)
    await delivery.tick()
    assert [subject for _, subject, _ in discord.posts] == ["watch:1"]
