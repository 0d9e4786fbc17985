"""Leader election: one process is active, others stand by, and a process that slept commits nothing."""

import asyncio
import logging
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.app import open_app, open_database
from bot.common.sharding import Shard
from bot.errors import RoleLost, StartError
from bot.keystore.files import KeyFolder
from bot.keystore.keyring import demand_key
from bot.keystore.shared_folder_check import SharedFolderCheck
from bot.petitions.privacy.retention import Retention
from bot.runtime.leader_election import PostgresLeadership
from bot.runtime.run import keys_watched
from bot.settings import Settings, Timing
from bot.storage import Database
from bot.storage.leases import LeaseKeeper, holders
from bot.storage.models import Lease as LeaseRow
from bot.storage.models import Note
from tests.conftest import MovableClock
from tests.keystore.test_silent_folder import frozen
from tests.support.petition_desk import SERVER, open_desk

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]


class ManualClock:
    """A clock moved by hand."""

    at = 100.0

    def __call__(self) -> float:
        return self.at


def role(
    database: Database, folder: Path, shard: Shard = Shard(), *, now: Callable[[], float] = time.monotonic
) -> PostgresLeadership:
    folder.mkdir(exist_ok=True)
    sharing = SharedFolderCheck(KeyFolder(folder), database)
    return PostgresLeadership(database, sharing, shard, seconds=15.0, poll=0.01, now=now)


async def test_one_process_has_the_role_and_another_waits_for_it(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    one, two = role(database, tmp_path), role(database, tmp_path)
    with pytest.raises(RoleLost):
        one.check()
    assert await one.take() is False
    one.check()
    waiting = asyncio.create_task(two.take())
    async with asyncio.timeout(60):
        while "standby: another process is active for shard 0/1" not in caplog.text:
            await asyncio.sleep(0.01)
    assert not waiting.done()
    await one.give_back()
    with pytest.raises(RoleLost):
        one.check()
    assert await waiting is True
    two.check()


async def test_shards_have_separate_roles_and_must_agree_on_their_number(
    database: Database, tmp_path: Path
) -> None:
    for number in range(3):
        assert await role(database, tmp_path, Shard(number, 3)).take() is False
    with pytest.raises(StartError, match="TOCSIN_SHARD is 1/2, and a process runs on this database with 0/3"):
        await role(database, tmp_path, Shard(1, 2)).take()


async def test_a_process_that_slept_loses_the_role_before_another_can_take_it(
    database: Database, tmp_path: Path
) -> None:
    hand = ManualClock()
    one = role(database, tmp_path, now=hand)
    await one.take()
    database.guard = one.check
    async with database.write() as session:
        session.add(Note(name="awake", value="1"))
    with pytest.raises(RoleLost):
        async with database.write() as session:
            session.add(Note(name="asleep", value="1"))
            await session.flush()
            hand.at += 12.0  # seconds, of a lease of fifteen
    with pytest.raises(RoleLost):  # a raw transaction neither
        async with database.brief():
            pass
    async with database.read() as session:
        assert list(await session.scalars(select(Note.name))) == ["awake"]
    await asyncio.wait_for(one.keep(), 60)  # it does not try to renew the role
    assert not await LeaseKeeper(database, "another", seconds=15.0).take("active:0/1"), "the lease still runs"


async def test_a_role_taken_by_another_process_is_given_up_at_once(
    database: Database, tmp_path: Path
) -> None:
    one = role(database, tmp_path)
    one._seconds = 0.3  # the interval of its checks
    await one.take()
    async with database.write() as session:
        await session.execute(update(LeaseRow).values(holder="another"))
    await asyncio.wait_for(one.keep(), 60)
    with pytest.raises(RoleLost):
        one.check()


async def test_a_process_whose_key_folder_hangs_gives_the_role_to_one_whose_folder_answers(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.keystore.files.ANSWER_TIMEOUT_S", 0.1)
    monkeypatch.setattr("bot.runtime.leader_election._SILENCE_S", 0.0)
    (tmp_path / "keys").mkdir()
    folder = KeyFolder(tmp_path / "keys")
    one = PostgresLeadership(database, SharedFolderCheck(folder, database), Shard(), seconds=0.6, poll=0.01)
    await one.take()
    two = role(database, tmp_path / "keys")  # reaches the folder on another way
    waiting = asyncio.create_task(two.take())
    with frozen(tmp_path / "keys"):
        await folder.probe()
        await asyncio.wait_for(one.keep(), 60)
        with pytest.raises(RoleLost):
            one.check()
        again = asyncio.create_task(one.take())
        assert await asyncio.wait_for(waiting, 60)
        two.check()
        assert not again.done()
        assert "this process leaves Discord, for another to act" in caplog.text
        await two.give_back()
        await asyncio.sleep(0.1)
        assert not again.done(), "it takes no role with which it could do nothing"
    async with asyncio.timeout(60):
        while not again.done():
            await folder.probe()
    one.check()


@pytest.mark.full
async def test_another_key_folder_and_an_outdated_copy_are_refused(
    database: Database, tmp_path: Path
) -> None:
    one = role(database, tmp_path / "keys")
    await one.take()
    await one.give_back()
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in (tmp_path / "keys").iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    await role(database, tmp_path / "keys").take()  # by another process since the copy was made
    with pytest.raises(StartError, match="copy is not that of the process that is active on this database"):
        await role(database, copy, Shard(0, 1)).take()


async def test_an_outdated_copy_of_the_key_folder_is_refused_before_it_withdraws_a_signature(
    new_postgres_url: Callable[[], str], clock: MovableClock, tmp_path: Path
) -> None:
    """The copy still has a withdrawal of a member who has signed again since."""
    url, keys, copy = new_postgres_url(), tmp_path / "keys", tmp_path / "copy"
    database = await Database.connect(url)
    desk = await open_desk(database, clock, keys)
    demand = await desk.open_demand()
    await desk.sign(demand, 1)
    await desk.withdraw(demand, 1)
    shutil.copytree(keys, copy)
    await desk.sign(demand, 1)
    active = role(database, keys)
    await active.take()
    with pytest.raises(StartError, match="copy is not that of the process that is active on this database"):
        async with open_app(Settings(database_url=url, key_dir=copy)):
            pass
    assert await desk.state_of(demand, 1) == "pending"
    async with open_app(Settings(database_url=url, key_dir=keys)):  # like a standby with the same folder
        pass
    assert await desk.state_of(demand, 1) == "pending"
    await active.give_back()
    await database.close()


async def test_no_migration_runs_under_an_active_process_of_an_older_version(
    postgres_url: str, tmp_path: Path
) -> None:
    settings = Settings(database_url=postgres_url, key_dir=tmp_path / "keys")
    async with open_database(settings) as database:
        await role(database, tmp_path).take()
        async with database.engine.begin() as connection:
            await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0004'")
    with pytest.raises(StartError, match="a process of that version runs on it: stop all of them"):
        async with open_database(settings):
            pass


async def test_a_standby_does_not_take_over_tables_of_another_version(
    database: Database, tmp_path: Path
) -> None:
    one, two = role(database, tmp_path), role(database, tmp_path)
    await one.take()
    waiting = asyncio.create_task(two.take())
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    await one.give_back()
    with pytest.raises(
        StartError, match="brought to the tables of another version while this process waited"
    ):
        await asyncio.wait_for(waiting, 30)
    assert await LeaseKeeper(database, "newer", seconds=15.0).take("active:0/1"), "it does not keep it"


class Deaf:
    """A database that does not answer, and ignores cancellation."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self.asked = 0

    async def take(self, _name: str) -> bool:
        self.asked += 1
        while not self.over.is_set():
            with suppress(asyncio.CancelledError):
                await self.over.wait()
        return False

    async def give_back(self, name: str) -> None:
        await self.take(name)


async def test_a_standby_asks_again_even_if_a_cut_connection_never_ends(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, deaf = role(database, tmp_path), Deaf()
    try:
        with monkeypatch.context() as patched:
            patched.setattr(one, "_leases", deaf)
            patched.setattr(one, "_seconds", 0.05)
            waiting = asyncio.create_task(one.take())
            async with asyncio.timeout(30):
                while deaf.asked < 3:
                    await asyncio.sleep(0.01)
            await asyncio.wait({asyncio.create_task(one.give_back())}, timeout=30)
            assert deaf.asked > 3, "nor does it keep the program from ending"
        assert await asyncio.wait_for(waiting, 30) is True
    finally:
        deaf.over.set()
        await asyncio.sleep(0)


async def test_taking_the_role_is_repeated_if_the_database_goes_away(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, failures = role(database, tmp_path), [ConnectionResetError, TimeoutError]
    asked = holders

    async def sometimes(*words: Any) -> dict[str, str]:
        if failures:
            raise failures.pop()
        return await asked(*words)

    monkeypatch.setattr("bot.runtime.leader_election.holders", sometimes)
    assert await one.take() is True
    one.check()
    assert failures == []


@pytest.mark.parametrize("shard", [Shard(0, 1), Shard(1, 2)], ids=str)
async def test_a_standby_and_another_shard_drop_a_key_destroyed_elsewhere(
    new_postgres_url: Callable[[], str], clock: MovableClock, tmp_path: Path, shard: Shard
) -> None:
    url, folder = new_postgres_url(), tmp_path / "keys"
    database = await Database.connect(url)
    desk = await open_desk(database, clock, folder)
    gone, stays = [await desk.open_demand() for _ in range(2)]
    settings = Settings(database_url=url, key_dir=folder, shard=shard)
    async with open_app(settings, timing=Timing(retention_every=0.01)) as app:
        for demand in (gone, stays):
            assert await app.keys.sealer(demand.id) is not None
            await app.keys.reference(demand.id, 1)
        await desk.demands.close(SERVER, gone.id)
        await Retention(database, clock, desk.keys, LeaseKeeper(database, "another")).destroy(gone.id)
        assert demand_key(gone.id) in app.keys._held, "nobody has told this process"
        async with keys_watched(app), asyncio.timeout(60):
            while demand_key(gone.id) in {*app.keys._held, *app.keys._sealers}:
                await asyncio.sleep(0.01)
        assert await app.keys.sealer(gone.id) is None
        assert demand_key(stays.id) in app.keys._held
    await database.close()
