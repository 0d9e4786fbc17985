"""Several processes on one database: one is active, another takes over, and nothing is posted twice."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.keystore.files import KeyFolder
from bot.runtime.run import until_silent
from bot.settings import Settings
from bot.storage import Database
from bot.storage.leader import lock_of
from bot.storage.migrate import upgrade
from bot.storage.models import Server, Signature
from tests.keystore.test_silent_folder import frozen
from tests.runtime.health.test_server import get
from tests.support.loopback import LoopbackDiscord, hold, shown
from tests.support.loopback.seed import TICKED, one_change, open_demand
from tests.support.processes import free_port
from tests.support.sites import TIMEOUT_S, Cable, Sites

pytestmark = [pytest.mark.crash, pytest.mark.full]

ACTIVE, STANDBY, READY = (
    "bot.runtime.run: active",
    "bot.storage.leader: standby",
    "bot.runtime.client: ready in",
)
LOST = "sends and stores nothing more"
MEMBER = 424242


@pytest.fixture
async def loopback() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as loopback:
        yield loopback


@pytest.fixture
async def sites(postgres_url: str, loopback: LoopbackDiscord, tmp_path: Path) -> AsyncIterator[Sites]:
    database = await Database.connect(postgres_url)
    await upgrade(database)
    yield Sites(loopback, database, tmp_path)
    await database.close()


@pytest.fixture
async def on_sqlite(loopback: LoopbackDiscord, tmp_path: Path) -> AsyncIterator[Sites]:
    database = await Database.connect(f"sqlite:///{tmp_path / 'tocsin.db'}")
    await upgrade(database)
    yield Sites(loopback, database, tmp_path)
    await database.close()


@pytest.fixture(params=["sites", "on_sqlite"])
def either(request: pytest.FixtureRequest) -> Sites:
    """On each engine."""
    sites: Sites = request.getfixturevalue(request.param)
    return sites


async def test_a_standby_takes_over_from_a_process_killed_during_delivery(sites: Sites) -> None:
    for number in range(1, 9):
        await one_change(sites.database, sites.loopback, number=number)
    held = hold(after=True)  # posted, but the process gets no reply
    posts = sites.loopback.messages[sites.loopback.channel.id]
    async with sites.bot("first") as first:
        await first.says(ACTIVE)
        async with sites.bot("second") as second:
            await second.says(STANDBY)
            async with asyncio.timeout(TIMEOUT_S):
                while len(posts) < 2:
                    await asyncio.sleep(0)
            sites.loopback.fail(held)
            await asyncio.wait_for(held.reached.wait(), TIMEOUT_S)
            assert 2 < len(posts) < 8, "in mid-delivery"
            first.kill()
            assert READY not in second.log, "it is not connected while it waits"
            await second.says(READY)
            await sites.until(sites.all_posted)
            await asyncio.sleep(0.5)  # two more ticks
    await sites.assert_each_posted_once()
    assert sites.loopback.gateway.identified == 2


async def test_a_process_that_is_stopped_gives_the_role_to_the_one_that_waits(on_sqlite: Sites) -> None:
    async with on_sqlite.bot("first") as first:
        await first.says(READY)
        async with on_sqlite.bot("second") as second:
            await second.says(STANDBY)
            first.stop()
            assert await first.ended() == 0
            await second.says(READY)
    assert "Traceback" not in first.log + second.log


async def test_a_frozen_process_that_goes_on_stores_and_posts_nothing(either: Sites) -> None:
    loopback = either.loopback
    settings = Settings(database_url=either.url, key_dir=either.folder / "keys")
    form = await open_demand(settings, loopback.guild.id)
    async with either.database.write() as session:  # a known server, which is not greeted
        await session.execute(text("UPDATE servers SET name = 'Server'"))
    async with either.bot("first") as first:
        await first.says(READY)
        async with either.bot("second") as second:
            await second.says(STANDBY)
            held = hold()  # in flight, and not arrived yet
            loopback.fail(held)
            await one_change(either.database, loopback, number=1)
            await asyncio.wait_for(held.reached.wait(), TIMEOUT_S)
            first.pause()
            await one_change(either.database, loopback, number=2)
            if either.database.is_sqlite:  # a lock of the file system's: only a person can take it away
                await asyncio.sleep(1.0)
                assert ACTIVE not in second.log
                (either.folder / "tocsin.db-running").unlink()
            await second.says(READY)
            await either.until(either.all_posted)
            # Discord sends the events to both; the first process finds them when it wakes.
            signed = await loopback.submit(form, TICKED, user_id=MEMBER)
            assert "Your signature is recorded" in shown(await signed.replied())
            listed = await loopback.command("facts list", user_id=MEMBER)
            assert shown(await listed.replied())
            await one_change(either.database, loopback, number=3)  # both would post it
            await either.until(either.all_posted)
            posts, before = len(loopback.messages[loopback.channel.id]), await _rows(either.database)
            held.release()
            first.wake()
            assert await first.ended() == 1
            await asyncio.sleep(0.5)
            assert LOST in first.log
            assert len(loopback.messages[loopback.channel.id]) == posts
            assert await _rows(either.database) == before
            await either.assert_each_posted_once()
    async with either.database.read() as session:
        assert len((await session.scalars(select(Signature.state))).all()) == 1
    assert "Traceback" not in second.log, "the first is cut off in the middle of what it does"


async def _rows(database: Database) -> object:
    async with database.read() as session:
        return [
            (await session.execute(text(f"SELECT {columns}"))).all()
            for columns in (
                "id, state, message_id, attempts FROM announcements ORDER BY id",
                "reference FROM signatures",
                "number FROM terms",
            )
        ]


async def test_a_frozen_process_asks_nothing_of_discord_when_it_goes_on(sites: Sites) -> None:
    async with sites.database.write() as session:  # a known server, which is not greeted
        session.add(Server(id=sites.loopback.guild.id, name="Server", created_at=datetime.now(UTC)))
    async with sites.bot("first") as first:
        await first.says(READY)
        async with sites.bot("second") as second:
            await second.says(STANDBY)
            first.pause()
            await second.says(READY)
            await one_change(sites.database, sites.loopback, number=1)
            await sites.until(sites.all_posted)
            pressed = await sites.loopback.command("privacy notice", user_id=MEMBER)
            assert shown(await pressed.replied())
            requests = len(sites.loopback.requests)
            first.wake()
            assert await first.ended() == 1
            assert len(sites.loopback.requests) == requests
    assert sites.loopback.gateway.identified == 2


async def test_a_withdrawal_during_which_a_process_froze_takes_no_later_signature_away(sites: Sites) -> None:
    form = await open_demand(
        Settings(database_url=sites.url, key_dir=sites.folder / "keys"), sites.loopback.guild.id
    )
    demand_id = int(form.split(":")[1])
    journal = sites.folder / "keys" / f"demand-{demand_id}.withdrawn"
    async with sites.bot("first") as first:
        await first.says(READY)
        async with sites.bot("second") as second:
            await second.says(STANDBY)
            async with sites.database.engine.connect() as holder, sites.database.engine.connect() as watch:
                await holder.execute(text("SELECT id FROM demands FOR UPDATE"))  # anything that is slow
                await sites.loopback.press(f"withdraw:{demand_id}", user_id=MEMBER)
                waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                async with asyncio.timeout(TIMEOUT_S):
                    while not await watch.scalar(waiting):
                        await watch.rollback()
                        await asyncio.sleep(0.02)
                first.pause()
                await holder.rollback()
            await second.says(READY)
            signed = await sites.loopback.submit(form, TICKED, user_id=MEMBER)
            assert "Your signature is recorded" in shown(await signed.replied())
            first.wake()
            await first.ended()
            assert journal.read_bytes() == b""
            second.stop()
            await second.ended()
    async with sites.bot("third") as third:
        await third.says(READY)
        async with sites.database.read() as session:
            assert len((await session.scalars(select(Signature.state))).all()) == 1, "it was acknowledged"


async def test_a_process_that_waits_opens_nothing_and_makes_the_tables_when_it_takes_over(
    loopback: LoopbackDiscord, tmp_path: Path
) -> None:
    database = await Database.connect(f"sqlite:///{tmp_path / 'tocsin.db'}")
    sites = Sites(loopback, database, tmp_path)
    lock = lock_of(sites.url)
    assert await lock.take()
    async with sites.bot("new") as new:
        await new.says(STANDBY)
        await asyncio.sleep(0.3)
        async with database.read() as session:
            assert await session.scalar(text("SELECT count(*) FROM sqlite_master")) == 0
        assert not list((tmp_path / "keys").glob("*.key"))
        await lock.give_back()
        await new.says(READY)
    await database.close()


async def test_a_process_that_waits_says_so_at_its_address_and_is_ready_there_when_it_takes_over(
    on_sqlite: Sites,
) -> None:
    addresses = [f"127.0.0.1:{free_port()}" for _ in range(2)]

    async def says(address: str, *wanted: object) -> bool:
        return await get(address, "/ready") == wanted

    async with on_sqlite.bot("first", TOCSIN_HTTP=addresses[0]) as first:
        await first.says(READY)
        async with on_sqlite.bot("second", TOCSIN_HTTP=addresses[1]) as second:
            await second.says(STANDBY)
            await on_sqlite.until(lambda: says(addresses[1], 503, "standby\n"))
            assert await get(addresses[1], "/live") == (200, "live\n")
            status, page = await get(addresses[1], "/health")
            assert (status, json.loads(page)) == (200, {"state": "standby"})
            assert "tocsin_standby 1.0" in (await get(addresses[1], "/metrics"))[1]
            async with on_sqlite.bot("third", TOCSIN_HTTP=addresses[0]) as third:
                await third.says("Until this process is active, it serves no health.")
                await third.says(STANDBY)
            first.kill()
            await second.says(READY)
            await on_sqlite.until(lambda: says(addresses[1], 200, "ready\n"))


async def test_a_process_without_its_database_leaves_discord_before_another_is_active(
    sites: Sites,
) -> None:
    async with Cable(sites.database.url) as cable, sites.bot("first", DATABASE_URL=cable.url) as first:
        await first.says(READY)
        async with sites.bot("second") as second:
            await second.says(STANDBY)
            cable.cut()
            assert await first.ended() == 1
            assert LOST in first.log
            assert ACTIVE not in second.log, "the first has left before the second comes"
            await second.says(READY)
            pressed = await sites.loopback.command("facts list", user_id=MEMBER)
            assert await pressed.replied()
            cable.mend()
            async with sites.bot("again", DATABASE_URL=cable.url) as again:
                await again.says(STANDBY)
                second.kill()
                await again.says(READY)
    assert sites.loopback.gateway.identified == 3
    assert "Traceback" not in first.log + second.log + again.log


async def test_a_process_without_its_database_can_be_stopped(sites: Sites) -> None:
    async with Cable(sites.database.url) as cable, sites.bot("first", DATABASE_URL=cable.url) as first:
        await first.says(READY)
        cable.cut()
        first.stop()
        assert await first.ended() == 0
        assert first.log.endswith("INFO bot.runtime.run: stopped\n")
        assert "Traceback" not in first.log


async def test_a_process_whose_lock_was_ended_by_the_server_ends_at_once(sites: Sites) -> None:
    async with sites.bot("first") as first:
        await first.says(READY)
        async with sites.database.engine.connect() as connection:
            await connection.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
            )
        assert await first.ended() == 1
        assert LOST in first.log
        assert "Traceback" not in first.log


async def test_a_press_without_a_database_is_answered_and_not_logged(
    sites: Sites,
) -> None:
    form = await open_demand(
        Settings(database_url=sites.url, key_dir=sites.folder / "keys"), sites.loopback.guild.id
    )
    async with Cable(sites.database.url) as cable:
        async with sites.bot("first", DATABASE_URL=cable.url) as first:
            await first.says(READY)
            cable.end()
            pressed = [
                await sites.loopback.submit(form, TICKED, user_id=MEMBER),
                await sites.loopback.press(form.replace("sign:", "withdraw:")[:10], user_id=MEMBER),
                await sites.loopback.command("demands list", user_id=MEMBER),
            ]
            for one in pressed:
                assert "It is not certain that this was stored." in shown(await one.replied())
            assert await first.ended() == 1
        assert "the lock of the active process is lost" in first.log, "the steward is told all the same"
        assert "bot.ui" not in first.log
        assert "cogs" not in first.log


async def test_a_process_with_an_older_copy_of_the_key_folder_is_refused(on_sqlite: Sites) -> None:
    async with on_sqlite.bot("first") as first:
        await first.says(READY)
        async with on_sqlite.bot("second", TOCSIN_KEY_DIR=str(on_sqlite.folder / "copy")) as second:
            await second.says(STANDBY)
            (on_sqlite.folder / "copy").mkdir(mode=0o700)
            (on_sqlite.folder / "copy" / "term").write_text("0")
            first.kill()
            assert await second.ended() == 1
        assert "copy is older than this database" in second.log.splitlines()[-1]
    async with on_sqlite.bot("third") as third:
        await third.says(READY)


async def test_a_key_folder_that_does_not_answer_is_left_to_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.keystore.files.ANSWER_TIMEOUT_S", 0.1)
    monkeypatch.setattr("bot.runtime.run._SILENCE_S", 0.5)
    folder = KeyFolder(tmp_path)
    leaving = asyncio.create_task(until_silent(folder))
    await folder.probe()
    await asyncio.sleep(1.2)
    assert not leaving.done()
    with frozen(tmp_path):
        await folder.probe()
        await asyncio.wait_for(leaving, TIMEOUT_S)
    assert "the key folder does not answer: this process leaves Discord" in caplog.text
