"""Posts after a restore: what was posted between the backup and the loss is not posted again by itself, with
real backups and restores, whatever the clock of the machine that restores says."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot.announcements.after_restore import note_restored
from bot.announcements.channel_digest import INTERVAL, Weekly
from bot.announcements.delivery import Delivery
from bot.announcements.outbox import Queued
from bot.contracts.ingest.read_result import Bookkeeper
from bot.contracts.ingest.settlement import EndedRead, settle
from bot.contracts.model import Record
from bot.contracts.sources import NothingNew
from bot.petitions.demands.reminders import Reminders
from bot.servers.settings import Servers
from bot.settings import Settings
from bot.storage import Database
from bot.storage.migrate import make_tables
from bot.storage.models import Announcement, Demand, Server, Watch
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.contracts.ingest.test_held_changes import Rekeying, contracts
from tests.contracts.story.test_subcontracts import World as Subcontracting
from tests.support.contracts import action, order
from tests.support.petition_desk import open_desk
from tests.support.sentences import back_up, restore
from tests.support.subcontracts import sub
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

NEWS = replace(
    contracts()[0],
    actions=(*contracts()[0].actions, action("P00002", "7000.00", "2026-02-14")),
    obligated=Decimal("7150.75"),
)
ZEROED = replace(
    contracts()[0],
    actions=(contracts()[0].actions[0], replace(contracts()[0].actions[1], amount=Decimal(0))),
    obligated=Decimal("100.25"),
)

Made = Callable[[Database, bool], Awaitable[Callable[[], Awaitable[object]]]]
"""Prepares a database, one that was restored if it is true; returns what happens after the backup, and again
after the restore."""


@dataclass
class Channel:
    """Discord's channel, which outlives the machine."""

    posts: list[tuple[int, int, str, str]] = field(default_factory=list)

    async def post(self, queued: Queued, nonce: str) -> int:
        self.posts.append((queued.id, queued.server_id, queued.kind, queued.subject))
        return len(self.posts)

    async def find(self, queued: Queued, since: datetime) -> int | None:
        return next((at for at, (known, *_) in enumerate(self.posts, 1) if known == queued.id), None)


Play = Callable[..., Awaitable[None]]


@pytest.fixture
def play(tmp_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch) -> Play:
    return partial(_play, tmp_path, clock, monkeypatch)


async def _play(
    folder: Path,
    clock: MovableClock,
    monkeypatch: pytest.MonkeyPatch,
    make: Made,
    *,
    ahead: timedelta = timedelta(),
    apart: timedelta = timedelta(hours=1),
) -> None:
    """Back up, let things happen and be posted, lose the machine, restore, and let the same happen again;
    assert that it is uncertain then. A weekly line is put off instead."""
    channel, keys = Channel(), folder / "keys"
    monkeypatch.setattr("bot.cli.admin.backup.utc_now", clock)
    first = Settings(database_url=f"sqlite+aiosqlite:///{folder / 'first.db'}", key_dir=keys)
    second = Settings(database_url=f"sqlite+aiosqlite:///{folder / 'second.db'}", key_dir=keys)
    lost = await Database.connect(first.database_url)
    async with lost.write() as session:
        await make_tables(session)
    happens = await make(lost, False)
    await Delivery(lost, clock, channel).tick()
    await back_up(first, folder / "backup", [])
    before = len(channel.posts)
    await happens()
    await Delivery(lost, clock, channel).tick()
    await lost.close()
    posted = {post[1:] for post in channel.posts[before:]}
    assert posted
    before = len(channel.posts)
    clock.move(seconds=apart.total_seconds())
    right = clock.now
    clock.now = right + ahead
    await restore(second, folder / "backup", None)
    clock.now = right
    found = await Database.connect(second.database_url)
    happens = await make(found, True)
    await happens()
    for _ in range(3):
        await Delivery(found, clock, channel).tick()
        clock.move(hours=7)
    async with found.read() as session:
        uncertain = await session.scalar(
            select(func.count()).select_from(Announcement).where(Announcement.state == "uncertain")
        )
    await found.close()
    again = {post[1:] for post in channel.posts[before:]}
    assert (1, "restored", "server:1") in again
    assert not again & posted
    assert uncertain, "organisers decide"


async def watching(database: Database, clock: MovableClock, *, read: bool) -> Watching:
    world = Watching(database, clock)
    world.source = world.watches._sources["usaspending"] = Rekeying()
    if read:
        await world.watch(1)
        await world.first_read(*contracts())
    return world


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(hours=2), timedelta(days=-8)])
@pytest.mark.parametrize("apart", [timedelta(hours=1), timedelta(days=8)])
async def test_news_of_the_first_read_is_uncertain(
    play: Play, clock: MovableClock, ahead: timedelta, apart: timedelta
) -> None:
    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        world = await watching(database, clock, read=not restored)
        return lambda: world.full_read_of(NEWS, *contracts()[1:])

    await play(make, ahead=ahead, apart=apart)


async def test_a_change_that_a_second_read_confirms_is_uncertain(play: Play, clock: MovableClock) -> None:
    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        world = await watching(database, clock, read=not restored)

        async def happens() -> None:
            await world.full_read_of(ZEROED, *contracts()[1:])
            await world.read_in_full()

        return happens

    await play(make)


@pytest.mark.parametrize("first", ["complete", "incomplete", "failed", "unknown"])
async def test_the_first_answer_to_an_enquiry_is_uncertain(
    play: Play, clock: MovableClock, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        world = Subcontracting(database, clock)
        if restored:
            world.source.show(order())
        else:
            await world.opened()
            await world.wanting_news()
            await world.week(sub())

        async def happens() -> None:
            if restored and first != "complete":
                world.listing.reported = (sub(), sub("S-2")) if first == "failed" else (sub(),)
                world.source.state = "another import"
                clock.move(days=7)
                await world.watcher.tick()
                clock.move(minutes=2)
                with monkeypatch.context() as patched:
                    if first == "failed":
                        patched.setattr(world.listing, "count_subcontracts", away)
                    elif first == "unknown":
                        patched.setattr(world.listing, "unknown", True)
                    else:  # two are reported, and one is listed
                        patched.setattr(world.listing, "count", 2)
                        patched.setattr(world.listing, "complete", False)
                    await world.enquiries.tick()
            await world.week(sub(), sub("S-2"))

        return happens

    async def away(*_: object, **__: object) -> None:
        raise OSError("the host is away")

    await play(make)


async def test_the_digest_of_a_new_watch_is_uncertain(play: Play, clock: MovableClock) -> None:
    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        world = await watching(database, clock, read=False)
        if not restored:
            await world.watch(1)
        return lambda: world.first_read(*contracts())

    await play(make)


async def test_news_of_a_second_look_is_uncertain(play: Play, clock: MovableClock) -> None:
    """Some sources believe a change only then: of a web page, for example."""

    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        world = await watching(database, clock, read=not restored)

        async def happens() -> None:
            if restored:
                await world.full_read_of(*contracts())
            await world.full_read_of(NEWS, *contracts()[1:])

        return happens

    await play(make)


async def nothing_new(*_: object) -> AsyncIterator[Record]:
    raise NothingNew
    yield


async def test_a_first_read_that_asked_nothing_makes_no_news_sure(
    sqlite_database: Database, clock: MovableClock
) -> None:
    """A source whose requests of the day are spent, by the machine that was lost, answers "nothing new"."""
    world, channel = await watching(sqlite_database, clock, read=True), Channel()
    async with sqlite_database.write() as session:
        await note_restored(session, sqlite_database, made_at=clock())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(world.source, "search", nothing_new)
        for _ in range(2):
            await world.read_in_full()
    await world.full_read_of(NEWS, *contracts()[1:])
    await Delivery(sqlite_database, clock, channel).tick()
    assert [kind for _, _, kind, _ in channel.posts].count("contract") == 0


@pytest.mark.parametrize("second", ["all", "all but one", "nothing new"])
async def test_news_after_two_reads_in_full_is_posted(
    sqlite_database: Database, clock: MovableClock, second: str
) -> None:
    world, channel = await watching(sqlite_database, clock, read=True), Channel()
    async with sqlite_database.write() as session:
        await note_restored(session, sqlite_database, made_at=clock())
    await world.full_read_of(*contracts())
    with pytest.MonkeyPatch.context() as patched:
        if second == "all but one":
            patched.setattr(world.source, "unreadable", {contracts()[-1].source_id})
        elif second == "nothing new":
            patched.setattr(world.source, "search", nothing_new)
        await world.full_read_of(*contracts())
    await world.full_read_of(NEWS, *contracts()[1:])
    for _ in range(3):
        await Delivery(sqlite_database, clock, channel).tick()
        clock.move(hours=7)
    assert [kind for _, _, kind, _ in channel.posts].count("contract") == 1


async def test_a_post_that_tells_also_what_a_second_read_confirms_is_uncertain(
    play: Play, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second read brings another change of the same contract, seconds before it confirms the first."""
    plus = replace(action("P00002", "7000.00", "2026-02-14"), action_id=f"{ZEROED.source_id}/P00002")
    more = replace(ZEROED, actions=(*ZEROED.actions, plus), obligated=Decimal("7100.25"))

    async def later(database: Database, read: EndedRead) -> int:
        clock.move(seconds=1)
        return await settle(database, replace(read, now=clock()))

    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        monkeypatch.setattr("bot.contracts.ingest.group_read.settle", later)
        world = await watching(database, clock, read=not restored)

        async def happens() -> None:
            await world.full_read_of(ZEROED, *contracts()[1:])
            await world.full_read_of(more if restored else ZEROED, *contracts()[1:])

        return happens

    await play(make)


async def test_the_digest_of_a_watch_is_uncertain_if_the_channel_is_set_again(
    play: Play, clock: MovableClock
) -> None:
    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        world = await watching(database, clock, read=False)
        if not restored:
            await world.watch(1)
            async with database.write() as session:
                await session.execute(update(Server).values(channel_id=None, organiser_channel_id=71))
            await world.first_read(*contracts())
        servers = Servers(database, clock, Texts.load())

        async def happens() -> None:
            await servers.update(1, channel_id=70)

        return happens

    await play(make)


async def test_an_absence_that_lasted_is_uncertain(play: Play, clock: MovableClock) -> None:
    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        world = await watching(database, clock, read=not restored)

        async def happens() -> None:
            for _ in range(9):
                await world.full_read_of(*contracts()[1:])

        return happens

    await play(make)


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(days=2), timedelta(days=-2)])
async def test_a_reminder_and_the_weekly_line_are_not_posted_again(
    play: Play, clock: MovableClock, tmp_path: Path, ahead: timedelta
) -> None:
    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        if not restored:
            desk = await open_desk(database, clock, tmp_path / "keys")
            await desk.servers.ensure(1, language="en")
            await desk.servers.update(1, channel_id=70, weekly=True)
            demand = await desk.open_demand(server_id=1)
            async with database.write() as session:
                due = {"opened_at": clock() - timedelta(days=60), "closes_at": clock() + timedelta(hours=22)}
                await session.execute(update(Demand).where(Demand.id == demand.id).values(due))
                await session.execute(
                    update(Server).values(weekly_at=clock() + timedelta(hours=1) - INTERVAL)
                )
            await Delivery(database, clock, Channel()).tick()

        async def happens() -> None:
            if not restored:
                clock.move(hours=2)
            await Reminders(database, clock).tick()
            await Weekly(database, clock).tick()

        return happens

    await play(make, ahead=ahead)


OTHER = {"suppliers": ["OTHER"]}


async def test_news_is_uncertain_for_each_server_that_had_not_read_it(
    play: Play, clock: MovableClock
) -> None:
    """Two servers follow a contract by different queries: the read of one finds the news of both."""

    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        world = await watching(database, clock, read=False)
        if not restored:
            await world.watch(1)
            await world.watch(2, query=OTHER)
            await world.first_read(*contracts())
        return lambda: world.full_read_of(NEWS, *contracts()[1:])

    await play(make)


@pytest.mark.parametrize("then", ["another server reads", "another watch is paused", "it is removed"])
async def test_news_of_a_first_read_that_was_killed_is_uncertain(
    play: Play, clock: MovableClock, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        world = await watching(database, clock, read=not restored)
        if not restored:
            await world.watch(2, query=OTHER)
            await world.watch(1, name="other", query=OTHER)
            await world.read_of()

        async def killed(*_: object, **__: object) -> None:
            raise RuntimeError("killed")

        async def happens() -> None:
            if not restored:
                await world.full_read_of(NEWS, *contracts()[1:])
                return
            others = Watch.query_key == select(Watch.query_key).where(Watch.server_id == 2).scalar_subquery()
            async with database.write() as session:
                await session.execute(update(Watch).where(others).values(next_read_at=clock() + INTERVAL))
            with monkeypatch.context() as patched:
                patched.setattr(Bookkeeper, "note", killed)
                await world.full_read_of(NEWS, *contracts()[1:])
            if then == "another watch is paused":
                other = next(watch for watch in await world.watches.list(1) if watch.name == "other")
                await world.watches.pause(1, other.id)
                return
            if then == "it is removed":
                [read] = [watch for watch in await world.watches.list(1) if watch.name != "other"]
                await world.watches.remove(1, read.id)
                return
            async with database.write() as session:
                await session.execute(update(Watch).where(others).values(next_read_at=clock()))
            world.source.show()
            await world.watcher.tick()

        return happens

    await play(make)


async def test_subcontracts_in_a_record_are_uncertain(play: Play, clock: MovableClock) -> None:
    first, *others = contracts()

    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        world = await watching(database, clock, read=False)
        if not restored:
            await world.watch(1)
            async with database.write() as session:
                await session.execute(update(Server).values(subcontract_news=True))
            await world.first_read(replace(first, subcontracts=(sub(),)), *others)
        return lambda: world.full_read_of(replace(first, subcontracts=(sub(), sub("S-2"))), *others)

    await play(make)


async def test_news_that_an_ordinary_read_would_not_see_is_uncertain(play: Play, clock: MovableClock) -> None:
    """After the backup an organiser had the watch checked, which is a read in full."""
    marked = [replace(each, mark="unchanged") for each in contracts()]
    news = [replace(NEWS, mark="unchanged"), *marked[1:]]

    async def make(database: Database, restored: bool) -> Callable[[], Awaitable[object]]:
        world = await watching(database, clock, read=False)
        if not restored:
            await world.watch(1)
            await world.first_read(*marked)

        async def happens() -> None:
            world.source.show(*news)
            if restored:
                clock.move(hours=5)
                await world.watcher.tick()
                await world.full_read_of(*news)
            else:
                clock.move(hours=1)
                [watch] = await world.watches.list(1)
                await world.watches.check(1, watch.id)
                await world.watcher.tick()

        return happens

    await play(make)
