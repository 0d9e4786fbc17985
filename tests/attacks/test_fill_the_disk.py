"""Attack: a source whose answers differ at each read fills the disk, until nobody can sign any more.

A package of 20 MB once added 62 MB a day with one watch, and nothing stopped it.
"""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot.app import open_database
from bot.contracts import evidence_allowance
from bot.contracts.evidence_allowance import MIN_FREE_BYTES, EvidenceMeter, ServerBytes
from bot.contracts.ingest.ingestor import Ingestor
from bot.contracts.model import Answer, Record
from bot.contracts.sources import SourceError
from bot.errors import StartError
from bot.settings import Settings
from bot.storage import Database, errors
from bot.storage.models import Action, Change, Server, Snapshot, Watch
from tests.conftest import MovableClock
from tests.support.contracts import ORDER, action, order
from tests.support.watching import QUERY, Watching

pytestmark = pytest.mark.storage

NOW = MovableClock()()
ANSWER = 100_000  # bytes, which do not compress
SPARE = ANSWER // 2  # for the rows that come of such answers
ROW = 100  # bytes that a row of a few short texts takes at least
OTHER = {"suppliers": ["OTHER"]}


@pytest.fixture
def world(database: Database, clock: MovableClock, monkeypatch: pytest.MonkeyPatch) -> Watching:
    """A world in which a watch may store three answers a day, and a server five."""
    monkeypatch.setattr(evidence_allowance, "MAX_WATCH_BYTES", 3 * ANSWER + SPARE)
    monkeypatch.setattr(evidence_allowance, "MAX_SERVER_BYTES", 5 * ANSWER + SPARE)
    world = Watching(database, clock)
    clock.move(hours=24 - clock().hour)
    return world


def changed(number: int) -> Record:
    """Return the order as it is at this read, with an answer like no other."""
    record = order(ORDER, action("0", f"{number}.00"), obligated=None)
    answer = Answer(url="https://a.example/", query="", fetched_at=NOW, content=os.urandom(ANSWER))
    return replace(record, answers=(answer,))


async def read_again(world: Watching, number: int) -> int:
    """Run a read an hour later, of a source that changed."""
    world.source.show(changed(number))
    async with world.database.write() as session:
        await session.execute(update(Watch).values(next_read_at=world.clock()))
    return await world.watcher.tick()


async def stored_bytes(world: Watching) -> int:
    async with world.database.read() as session:
        return sum(map(len, await session.scalars(select(Snapshot.content))))


async def test_a_watch_is_held_until_tomorrow_and_organisers_are_told(world: Watching) -> None:
    watch = await world.watch()
    assert [await read_again(world, number) for number in range(4)] == [1, 1, 1, 1]
    told = await world.info(watch)
    assert told.fault == "allowance", "the fourth answer has no room"
    assert told.next_read_at.date() > world.clock().date()
    assert [await read_again(world, number) for number in (5, 6)] == [0, 0], "nothing more is asked"
    assert await stored_bytes(world) <= 3 * ANSWER + SPARE
    assert [row.kind for row in await world.announced()].count("failing") == 1
    world.clock.move(hours=24)
    assert await read_again(world, 7) == 1
    assert (await world.info(watch)).fault is None
    assert [row.kind for row in await world.announced()][-1] == "working"


async def test_the_watches_of_one_server_share_an_allowance_that_others_do_not_pay(world: Watching) -> None:
    await world.watch(1, "first")
    await world.watch(1, "second", OTHER)
    theirs = await world.watch(2, "theirs", {"suppliers": ["THIRD"]})
    for number in range(8):
        await read_again(world, number)
    async with world.database.read() as session:
        held = await session.get_one(Watch, theirs.id)
        assert held.evidence_bytes > 0
    assert await stored_bytes(world) <= 9 * ANSWER + 2 * SPARE


async def test_a_removed_watch_that_is_added_again_gives_its_server_no_more_room(world: Watching) -> None:
    for number in range(12):
        watch = await world.watch(1, f"{number}", QUERY)
        await read_again(world, number)
        await world.watches.remove(1, watch.id)
    assert await stored_bytes(world) <= 5 * ANSWER + SPARE


async def test_a_server_that_has_nearly_used_up_its_room_holds_up_no_other(world: Watching) -> None:
    ours, theirs = await world.watch(1), await world.watch(2)
    await read_again(world, 0)
    async with world.database.write() as session:
        nearly = evidence_allowance.MAX_SERVER_BYTES - ANSWER // 2
        spent = update(Server).where(Server.id == 1)
        await session.execute(spent.values(evidence_bytes=nearly, evidence_on=world.clock().date()))
    assert await read_again(world, 1) == 2
    held, free = await world.info(ours), await world.info(theirs)
    assert (held.fault, free.fault) == ("allowance", None)
    tomorrow = world.clock().date() + timedelta(days=1)
    assert (held.next_read_at.date(), free.next_read_at.date()) == (tomorrow, world.clock().date())
    assert [row.server_id for row in await world.announced() if row.kind == "failing"] == [1]
    assert await read_again(world, 2) == 1
    world.clock.move(hours=24)
    assert await read_again(world, 3) == 2
    assert [row.server_id for row in await world.announced() if row.kind == "working"] == [1]


async def test_reads_in_parallel_share_the_room_of_their_server(world: Watching) -> None:
    watches = [await world.watch(1, "first"), await world.watch(1, "second", OTHER)]
    servers: ServerBytes = {}
    meters = [EvidenceMeter(servers), EvidenceMeter(servers)]
    async with world.database.read() as session:
        for meter, watch in zip(meters, watches, strict=True):
            await meter.open(session, [watch.id], world.clock().date())
    meters[0].take([{"sha256": f"{number}", "content": bytes(ANSWER)} for number in range(3)])
    meters[1].take([{"sha256": f"{number}", "content": bytes(ANSWER)} for number in range(2)])
    with pytest.raises(SourceError):
        meters[1].take([{"sha256": "2", "content": bytes(ANSWER)}])
    assert (meters[0].is_used_up, meters[1].is_used_up) == (False, True)


async def test_answers_that_are_not_stored_take_no_room(world: Watching) -> None:
    """Amounts that all move at once are held back until a second read confirms them, whose answer is not
    stored."""
    watch = await world.watch()
    for amount in ("4.00", "5.00", "5.00"):
        answers = changed(0).answers
        moved = [order(f"CONT_AWD_O{n:02}_7012", action("0", amount), obligated=None) for n in range(12)]
        world.source.show(*(replace(record, answers=answers) for record in moved))
        assert await world.read() == 1
    async with world.database.read() as session:
        charged = (await session.get_one(Watch, watch.id)).evidence_bytes
    stored = await stored_bytes(world)
    assert stored < charged < stored + SPARE < 3 * ANSWER


async def test_answers_whose_transaction_failed_take_no_room(
    world: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = await world.watch()
    await read_again(world, 0)

    async def fail(*_: object) -> None:
        raise RuntimeError("after the answers")

    for name, record in (
        ("_announce", changed(1)),
        ("_announce_new", replace(changed(1), source_id=f"{ORDER}_NEW")),
    ):
        with monkeypatch.context() as broken:
            broken.setattr(Ingestor, name, fail)
            world.source.show(record)
            assert await world.read() == 1
    async with world.database.read() as session:
        charged = (await session.get_one(Watch, watch.id)).evidence_bytes
    stored = await stored_bytes(world)
    assert stored < charged < stored + SPARE < 2 * ANSWER
    assert [await read_again(world, number) for number in (2, 3)] == [1, 1]
    assert (await world.info(watch)).fault is None, "there is room for two more"


async def test_rows_that_come_of_an_answer_are_counted_as_well(
    world: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small answer lists actions with other ids at each read, all of which are kept."""
    monkeypatch.setattr(evidence_allowance, "MAX_WATCH_BYTES", SPARE)
    watch = await world.watch()
    for number in range(30):
        listed = [action(f"{number}-{place}", "0.00") for place in range(10)]
        answer = Answer(url="https://a.example/", query="", fetched_at=NOW, content=b"%d" % number)
        world.source.show(replace(order(ORDER, *listed, obligated=None), answers=(answer,)))
        async with world.database.write() as session:
            await session.execute(update(Watch).values(next_read_at=world.clock()))
        await world.watcher.tick()
    assert (await world.info(watch)).fault == "allowance"
    async with world.database.read() as session:
        actions = await session.scalar(select(func.count()).select_from(Action))
        changes = await session.scalar(select(func.count()).select_from(Change))
    assert 0 < ROW * (actions + changes) <= evidence_allowance.MAX_WATCH_BYTES


async def test_nothing_is_read_while_the_disk_has_little_room(
    world: Watching, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await world.watch()
    free = [MIN_FREE_BYTES - 1]
    monkeypatch.setattr(world.database, "free_bytes", lambda: free[0])
    assert [await read_again(world, number) for number in range(3)] == [0, 0, 0]
    assert world.source.searches == []
    assert len([row for row in caplog.records if "nothing is read" in row.message]) == 1
    free[0] = MIN_FREE_BYTES
    assert await read_again(world, 4) == 1


async def test_a_disk_that_becomes_low_during_a_tick_ends_its_reads(
    world: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.watch(1, "first")
    await world.watch(1, "second", OTHER)
    searches = world.source.searches
    monkeypatch.setattr(world.database, "free_bytes", lambda: MIN_FREE_BYTES - len(searches))
    await read_again(world, 1)
    assert len(searches) == 1


async def test_the_free_space_is_that_of_the_disk_of_the_file(database: Database) -> None:
    free = database.free_bytes()
    assert (free is not None and free > 0) == database.is_sqlite


async def test_a_full_disk_is_called_that(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """SQLite says "disk I/O error" where it cannot lengthen the file that its connections share."""
    settings = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path}")  # a folder, which cannot be opened
    for free, sentence in ((0, "terminal-not-stored-full"), (2**30, "terminal-database-unusable")):
        monkeypatch.setattr(errors, "free_bytes", lambda _path, free=free: free)
        with pytest.raises(StartError) as caught:
            async with open_database(settings):
                pass
        assert caught.value.sentence.id == sentence
