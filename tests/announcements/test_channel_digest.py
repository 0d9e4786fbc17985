"""A channel's daily or weekly digest: everything that waits is in it once, at its hour, whatever happens."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.announcements.after_restore import note_restored
from bot.announcements.channel_digest import ChannelDigests, scheduled_after, scheduled_before
from bot.announcements.delivery import Delivery
from bot.announcements.outbox import Outbox
from bot.contracts.model import ChangeKind, Record
from bot.runtime.health.report import ask
from bot.servers.settings import Servers
from bot.storage import Database
from bot.storage.models import Announcement, Change, DigestEntry, Server
from bot.texts import Texts
from tests.announcements.test_delivery import Channels, Lost
from tests.conftest import MovableClock
from tests.support.contracts import action, order
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

SERVER, CHANNEL = 1, 10
MONDAY = 0


def contracts(actions: int, *, count: int = 4, first: str = "100.00", corrected: int = 1) -> list[Record]:
    """Contracts of which each has so many modifications beside its award: of ``first`` dollars in those that
    are ``corrected``."""
    return [
        order(
            f"CONT_AWD_N{n:04}_7012_X_7012",
            action("0", first if n < corrected else "100.00", action_id=f"TX_{n}"),
            *(action(f"P{m:05}", f"{n + 1}.00", action_id=f"TX_{n}_{m}") for m in range(1, actions + 1)),
            parent_source_id=None,
            number=f"N{n:04}",
            end=None,
        )
        for n in range(count)
    ]


class World(Watching):
    """A server with a weekly digest on Mondays at eight in Paris. It begins on a Friday at noon in UTC."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        super().__init__(database, clock)
        self.servers = Servers(database, clock, Texts.load())
        self.digests = ChannelDigests(database, clock)
        self.discord = Channels()
        self.outbox = Outbox(database, clock)

    async def begin(self, **chosen: Any) -> None:
        await self.watch()
        settings: dict[str, Any] = {"digest": "week", "digest_weekday": MONDAY, "digest_hour": 8, **chosen}
        await self.servers.update(SERVER, time_zone="Europe/Paris", **settings)
        self.source.show(*contracts(0))
        await self.watcher.tick()

    async def find(self, actions: int, **changed: Any) -> None:
        """Read contracts with so many modifications."""
        self.source.show(*contracts(actions, **changed))
        await self.read()

    def delivery(self, holder: str = "one") -> Delivery:
        return Delivery(self.database, self.clock, self.discord, jitter=lambda _, high: high)

    async def waiting(self) -> list[Announcement]:
        return [row for row in await self.announced() if row.kind != "baseline"]

    async def told(self, digest: Announcement) -> list[tuple[str, list[str]]]:
        page = await self.contracts.digest_of_changes(digest.id, server_id=SERVER, limit=50)
        assert page.total == len(page.items)
        return [(news.contract.number, [change.kind.value for change in news.changes]) for news in page.items]


@pytest.fixture
async def world(database: Database, clock: MovableClock) -> World:
    return World(database, clock)


def moment(day: int, hour: float = 0.0, *, month: int = 2) -> datetime:
    return datetime(2026, month, day, tzinfo=UTC) + timedelta(hours=hour)


async def test_the_news_of_a_week_is_one_post_on_its_day_and_hour(world: World) -> None:
    await world.begin()
    await world.find(1)
    await world.find(2)
    assert [row.for_digest for row in await world.waiting()] == [True] * 8
    assert await world.digests.tick() == 0
    assert await world.delivery().tick() == 1, "only the first read of the watch is posted"
    world.clock.now = moment(16, 6.99)  # eight in Paris is seven in UTC
    assert await world.digests.tick() == 0
    world.clock.now = moment(16, 7)
    assert await world.digests.tick() == 1
    assert await world.digests.tick() == 0
    (digest,) = await world.waiting()
    assert (digest.kind, digest.channel_id, digest.for_digest) == ("digest", CHANNEL, False)
    expected = [(f"N{n:04}", ["money-added"] * 2) for n in (3, 2, 1, 0)]
    assert await world.told(digest) == expected, "each contract once, the weightiest first"
    assert await world.contracts.digest_began(digest.id) == moment(13, 18.5)
    assert await world.delivery().tick() == 1
    world.clock.move(days=30)
    assert await world.digests.tick() == 0, "a week without news has no post"


@pytest.mark.both_engines
async def test_news_that_comes_while_another_process_posts_the_digest_waits_for_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.begin()
    await world.find(1)
    world.clock.now = moment(16, 7)
    plain = world.database.write

    @asynccontextmanager
    async def overtaken() -> AsyncIterator[Any]:
        monkeypatch.setattr(world.database, "write", plain)
        assert await ChannelDigests(world.database, world.clock).tick() == 1
        await world.find(2)
        async with plain() as session:
            yield session

    monkeypatch.setattr(world.database, "write", overtaken)
    assert await world.digests.tick() == 0
    assert [row.for_digest for row in await world.waiting()] == [False, *[True] * 4]
    world.clock.now = moment(23, 7)
    assert await world.digests.tick() == 1


async def test_a_daily_digest_comes_each_day(world: World) -> None:
    await world.begin(digest="day", digest_hour=20)
    await world.find(1)
    assert await world.digests.tick() == 0
    world.clock.now = moment(13, 19)
    assert await world.digests.tick() == 1
    await world.find(2)
    assert await world.digests.tick() == 0
    world.clock.now = moment(14, 19)
    assert await world.digests.tick() == 1
    first, second = await world.waiting()
    assert [len(await world.told(each)) for each in (first, second)] == [4, 4]


async def test_a_single_piece_of_news_is_posted_as_itself(world: World) -> None:
    await world.begin()
    world.source.show(*contracts(1)[:1], *contracts(0)[1:])
    await world.read()
    await world.servers.ensure(SERVER + 1)
    async with world.database.write() as session:  # what corrects it is no news, or that of another server
        told = (await session.scalars(select(Change).order_by(Change.id.desc()))).first()
        assert told is not None
        shared = {"contract_id": told.contract_id, "kind": "corrected", "seen_at": told.seen_at}
        for number, more in enumerate(({"news": False}, {"news": True, "server_id": SERVER + 1})):
            session.add(Change(**shared, **more, read_key=f"later {number}", ordinal=0))
    world.clock.now = moment(16, 7)
    assert await world.digests.tick() == 1
    (post,) = await world.waiting()
    assert (post.kind, post.for_digest) == ("contract", False)
    assert post.created_at == moment(16, 7), "it is late by nothing, as the metrics count it"
    assert await world.delivery().tick() == 2


async def test_a_correction_is_posted_at_once_and_stands_beside_what_it_corrects(world: World) -> None:
    await world.begin()
    await world.find(1)
    await world.find(1, first="900.00")
    (post,) = [row for row in await world.waiting() if not row.for_digest]
    assert await world.delivery().tick() == 2
    news = await world.contracts.news(int(post.subject.partition(":")[2]), post.occasion)
    assert news is not None
    assert [change.kind for change in news.changes] == [ChangeKind.CORRECTED]
    world.clock.now = moment(16, 7)
    assert await world.digests.tick() == 1
    digest = (await world.waiting())[-1]
    assert dict(await world.told(digest))["N0000"] == ["money-added", "corrected"]


async def test_all_corrections_are_added_to_a_digest_at_once(world: World) -> None:
    await world.begin()
    await world.find(1)
    await world.find(1, first="900.00", corrected=3)
    world.clock.now = moment(16, 7)
    with world.written() as written:
        assert await world.digests.tick() == 1
    assert written.count("INSERT digest_entries") == 2, "the news, and the corrections"
    told = await world.told((await world.waiting())[-1])
    assert [kinds for _, kinds in told].count(["money-added", "corrected"]) == 3


async def test_a_single_piece_of_news_that_was_corrected_meanwhile_says_so(world: World) -> None:
    await world.begin()
    unchanged = contracts(0)[1:]
    world.source.show(*contracts(1)[:1], *unchanged)
    await world.read()
    world.source.show(*contracts(1, first="900.00")[:1], *unchanged)
    await world.read()
    assert await world.delivery().tick() == 2
    world.clock.now = moment(16, 7)
    assert await world.digests.tick() == 1
    digest = (await world.waiting())[-1]
    assert await world.told(digest) == [("N0000", ["money-added", "corrected"])]


async def test_switching_back_posts_what_waits(world: World) -> None:
    await world.begin()
    await world.find(1)
    await world.servers.update(SERVER, digest=None)
    (digest,) = await world.waiting()
    assert digest.kind == "digest"
    assert await world.digests.tick() == 0
    await world.find(2)
    rows = await world.waiting()
    assert [(row.kind, row.for_digest) for row in rows[1:]] == [("changes", False)]
    assert await world.delivery().tick() == 3


async def test_another_channel_gets_what_waits(world: World) -> None:
    await world.begin()
    await world.find(1)
    await world.servers.update(SERVER, channel_id=11)
    world.clock.now = moment(16, 7)
    assert await world.digests.tick() == 1
    (digest,) = await world.waiting()
    assert (digest.kind, digest.channel_id) == ("digest", 11)


async def test_a_channel_that_was_taken_back_gets_no_digest_and_the_next_one_does(world: World) -> None:
    await world.begin()
    await world.find(1)
    await world.servers.update(SERVER, channel_id=None)
    world.clock.now = moment(16, 7)
    assert await world.digests.tick() == 0
    await world.servers.update(SERVER, channel_id=20)
    assert await world.digests.tick() == 1
    assert {row.channel_id for row in await world.waiting()} == {20}


async def test_news_that_waits_for_its_digest_is_no_backlog(world: World) -> None:
    await world.begin()
    await world.find(1)
    await world.delivery().tick()
    backlog = await world.outbox.backlog(SERVER)
    assert (backlog.gathered, backlog.pending, backlog.oldest) == (4, 0, None)
    report = await ask(world.database, world.clock())
    assert report is not None
    assert (report.waiting, report.oldest) == (0, 0)


async def test_a_pause_of_the_watch_leaves_its_news_to_the_digest(world: World) -> None:
    class PowerCut(BaseException):
        pass

    await world.begin()
    world.source.show(*contracts(1))
    world.source.fault, world.source.breaks_after = PowerCut(), 3
    with pytest.raises(PowerCut):
        await world.read()
    (watch,) = await world.watches.list(SERVER)
    await world.watches.pause(SERVER, watch.id)
    rows = await world.waiting()
    assert rows
    assert {(row.gathering, row.for_digest) for row in rows} == {(False, True)}


@pytest.mark.full
async def test_a_digest_of_more_news_than_a_statement_takes_is_one_post(world: World) -> None:
    await world.begin()
    await world.find(1)
    (pattern, *_) = await world.waiting()
    copied = "server_id channel_id kind subject state attempts next_attempt_at created_at for_digest"
    values = {name: getattr(pattern, name) for name in copied.split()}
    keys = [f"read-{number}" for number in range(33_000)]
    change = {"contract_id": int(pattern.subject.partition(":")[2]), "ordinal": 0, "kind": "new-action"}
    change |= {"seen_at": world.clock(), "news": True}
    async with world.database.write() as session:
        await session.execute(insert(Announcement), [{**values, "occasion": key} for key in keys])
        await session.execute(insert(Change), [{**change, "read_key": key} for key in keys])
    world.clock.now = moment(16, 7)
    assert await world.digests.tick() == 1
    assert len(await world.waiting()) == 1
    assert len(await _entries(world.database)) == 33_004


# Exactly once


@pytest.mark.both_engines
async def test_a_digest_of_two_processes_is_one(world: World, database: Database) -> None:
    await world.begin()
    await world.find(1)
    world.clock.now = moment(16, 7)
    others = [ChannelDigests(database, world.clock) for _ in range(4)]
    assert sum(await asyncio.gather(*(each.tick() for each in others))) == 1
    (digest,) = await world.waiting()
    assert len(await world.told(digest)) == 4


async def test_a_kill_while_the_digest_is_made_leaves_everything_for_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    async def killed(*_: object) -> None:
        raise Killed

    await world.begin()
    await world.find(1)
    world.clock.now = moment(16, 7)
    with monkeypatch.context() as patch:
        patch.setattr("bot.announcements.channel_digest._add_corrections", killed)
        with pytest.raises(Killed):
            await world.digests.tick()
    assert [row.kind for row in await world.waiting()] == ["contract"] * 4
    assert await world.digests.tick() == 1
    (digest,) = await world.waiting()
    assert len(await world.told(digest)) == 4


async def test_a_digest_whose_reply_was_lost_is_posted_once(world: World) -> None:
    await world.begin()
    await world.find(1)
    world.clock.now = moment(16, 7)
    await world.digests.tick()
    await world.delivery().tick()
    posted = len(world.discord.posts)
    await world.find(2)
    world.clock.now = moment(23, 7)
    await world.digests.tick()
    world.discord.script = [Lost(ConnectionResetError())]
    await world.delivery("one").tick()
    world.clock.move(seconds=60)
    assert await world.delivery("two").tick() == 1
    assert len(world.discord.posts) == posted + 1


@pytest.mark.parametrize("wrong", [timedelta(days=5), timedelta(days=400)])
async def test_a_clock_that_ran_ahead_neither_loses_nor_delays_news(world: World, wrong: timedelta) -> None:
    await world.begin()
    world.clock.now += wrong
    await world.find(1)
    world.clock.now -= wrong
    assert await world.digests.tick() == 0
    world.clock.now = moment(16, 7)
    assert await world.digests.tick() == 1
    (digest,) = await world.waiting()
    assert len(await world.told(digest)) == 4


async def test_a_digest_that_came_early_by_a_wrong_clock_is_not_repeated(world: World) -> None:
    await world.begin()
    await world.find(1)
    world.clock.move(days=7)
    assert await world.digests.tick() == 1
    world.clock.move(days=-7)
    await world.find(2)
    world.clock.now = moment(16, 7)
    assert await world.digests.tick() == 1
    first, second = await world.waiting()
    entries = await _entries(world.database)
    assert len(entries) == len(set(entries)) == 8
    assert [len(await world.told(each)) for each in (first, second)] == [4, 4]


async def test_after_a_restore_the_digest_is_for_organisers_to_decide(
    world: World, database: Database
) -> None:
    await world.begin()
    await world.find(1)
    await world.delivery().tick()
    async with database.write() as session:
        await note_restored(session, database, made_at=world.clock())
    (digest, notice) = await world.waiting()
    assert (digest.kind, digest.state, notice.kind) == ("digest", "uncertain", "restored")
    assert await world.outbox.retry_uncertain(SERVER) == 1
    assert await world.delivery().tick() == 2


async def test_no_digest_is_made_for_a_server_without_the_bot(world: World) -> None:
    await world.begin()
    await world.find(1)
    async with world.database.write() as session:
        await session.execute(update(Server).values(removed_at=world.clock()))
    world.clock.now = moment(16, 7)
    assert await world.digests.tick() == 0


async def _entries(database: Database) -> Sequence[tuple[int, str]]:
    async with database.read() as session:
        rows = await session.execute(select(DigestEntry.contract_id, DigestEntry.read_key))
        return [(row.contract_id, row.read_key) for row in rows]


# Its hour


@pytest.mark.parametrize(
    ("now", "before", "after"),
    [
        (moment(16, 7), moment(16, 7), moment(23, 7)),
        (moment(16, 6.9), moment(9, 7), moment(16, 7)),
        (moment(30, 5.9, month=3), moment(23, 7, month=3), moment(30, 6, month=3)),  # summer time
        (moment(26, 7.5, month=10), moment(26, 7, month=10), datetime(2026, 11, 2, 7, tzinfo=UTC)),
    ],
)
def test_a_weekly_digest_keeps_its_hour_through_the_year(
    now: datetime, before: datetime, after: datetime
) -> None:
    chosen: dict[str, Any] = {"weekday": MONDAY, "hour": 8, "zone": "Europe/Paris"}
    assert scheduled_before(now, "week", **chosen) == before
    assert scheduled_after(now, "week", **chosen) == after


@pytest.mark.parametrize("zone", ["Europe/Paris", "Pacific/Kiritimati", "America/Los_Angeles", "UTC"])
def test_a_daily_digest_is_due_once_a_day_whatever_the_clocks_do(zone: str) -> None:
    now, seen = moment(1, month=3), set()
    while now < moment(5, month=4):
        last = scheduled_before(now, "day", weekday=MONDAY, hour=2, zone=zone)
        assert last <= now < scheduled_after(now, "day", weekday=MONDAY, hour=2, zone=zone)
        seen.add(last)
        now += timedelta(minutes=30)
    assert len(seen) in (35, 36)
