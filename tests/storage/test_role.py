"""Who is the active process, who waits, and that one which slept through it commits nothing more."""

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.app import StartError, open_database
from bot.petitions.keys.files import KeyFolder
from bot.petitions.keys.sharing import Sharing
from bot.role import Lease, OnlyProcess, RoleLost
from bot.settings import Settings
from bot.shard import Shard
from bot.storage import Database
from bot.storage.leases import LeaseKeeper
from bot.storage.tables import Lease as LeaseRow
from bot.storage.tables import Note


class Hand:
    """A clock that is moved by hand."""

    at = 100.0

    def __call__(self) -> float:
        return self.at


def role(
    database: Database, folder: Path, shard: Shard = Shard(), *, now: Callable[[], float] = time.monotonic
) -> Lease:
    folder.mkdir(exist_ok=True)
    sharing = Sharing(KeyFolder(folder), database)
    return Lease(database, sharing, shard, seconds=15.0, poll=0.01, now=now)


async def test_one_has_the_role_and_the_other_waits_until_it_is_given_back(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    one, two = role(database, tmp_path), role(database, tmp_path)
    with pytest.raises(RoleLost):
        one.check()
    assert await one.take() is False
    one.check()
    waiting = asyncio.create_task(two.take())
    async with asyncio.timeout(20):
        while "standby: another process is active for shard 0/1" not in caplog.text:
            await asyncio.sleep(0.01)
    assert not waiting.done()
    await one.give_back()
    with pytest.raises(RoleLost):
        one.check()
    assert await waiting is True
    two.check()


async def test_shards_have_roles_of_their_own_and_count_alike(database: Database, tmp_path: Path) -> None:
    for number in range(3):
        assert await role(database, tmp_path, Shard(number, 3)).take() is False
    with pytest.raises(StartError, match="TOCSIN_SHARD is 1/2, and a process runs on this database with 0/3"):
        await role(database, tmp_path, Shard(1, 2)).take()


async def test_who_slept_has_lost_the_role_before_another_can_have_it(
    database: Database, tmp_path: Path
) -> None:
    hand = Hand()
    one = role(database, tmp_path, now=hand)
    await one.take()
    database.guard = one.check
    async with database.write() as session:
        session.add(Note(name="awake", value="1"))
    with pytest.raises(RoleLost):
        async with database.write() as session:
            session.add(Note(name="asleep", value="1"))
            await session.flush()
            hand.at += 12.1  # of fifteen
    with pytest.raises(RoleLost):  # nor does a signature
        async with database.brief():
            pass
    async with database.read() as session:
        assert list(await session.scalars(select(Note.name))) == ["awake"]
    await asyncio.wait_for(one.keep(), 5)  # it does not try to have it back as if nothing had been
    assert not await LeaseKeeper(database, "another", seconds=15.0).take("active:0/1"), "the lease still runs"


async def test_a_role_that_another_process_has_taken_is_given_up_at_once(
    database: Database, tmp_path: Path
) -> None:
    one = role(database, tmp_path)
    one._seconds = 0.3  # how soon it looks
    await one.take()
    async with database.write() as session:
        await session.execute(update(LeaseRow).values(holder="another"))
    await asyncio.wait_for(one.keep(), 5)
    with pytest.raises(RoleLost):
        one.check()


async def test_another_key_folder_is_refused_and_a_copy_too(database: Database, tmp_path: Path) -> None:
    one = role(database, tmp_path / "keys")
    await one.take()
    await one.give_back()
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in (tmp_path / "keys").iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    await role(database, tmp_path / "keys").take()  # by another process since it was copied
    with pytest.raises(StartError, match="copy is not that of the process that is active on this database"):
        await role(database, copy, Shard(0, 1)).take()


async def test_an_sqlite_file_is_one_process_s_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "tocsin.db"
    one, two = OnlyProcess(file), OnlyProcess(file)
    assert await one.take() is False
    assert await one.take() is False, "the same process may ask again"
    with pytest.raises(StartError, match=r"Another Tocsin runs on .*tocsin.db: stop that one first"):
        await two.take()
    await one.give_back()
    await two.take()
    await two.give_back()
    with pytest.raises(StartError, match="cannot be written"):
        await OnlyProcess(tmp_path / "missing" / "tocsin.db").take()


async def test_tables_are_not_changed_under_a_process_of_an_older_version(
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
