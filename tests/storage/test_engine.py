"""Transactions, migrations and leases, on both engines."""

import asyncio
import os
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select, text

from bot.storage import Database, DatabaseError, migrate
from bot.storage.leases import LeaseKeeper
from bot.storage.migrations import HEAD, is_mapped
from bot.storage.tables import Base, Lease, Note, Server, Signature
from bot.storage.types import Hundredths


async def test_concurrent_read_then_write_transactions_lose_no_update(database: Database) -> None:
    async with database.write() as session:
        session.add(Note(name="n", value="0"))

    async def add_one() -> None:
        async with database.write() as session:
            note = (
                await session.execute(select(Note).where(Note.name == "n").with_for_update())
            ).scalar_one()
            note.value = str(int(note.value) + 1)

    await asyncio.gather(*(add_one() for _ in range(40)))
    async with database.read() as session:
        assert (await session.execute(select(Note.value))).scalar_one() == "40"


async def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.write() as session:
            session.add(Note(name="n", value="0"))
            await session.flush()
            raise RuntimeError
    async with database.read() as session:
        assert (await session.execute(select(Note))).all() == []


async def test_the_migrated_tables_are_those_of_the_mappings(database: Database) -> None:
    async with database.engine.connect() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(sync, opts={"include_name": is_mapped}), Base.metadata
            )
        )
    assert differences == []


async def test_upgrading_twice_does_nothing_the_second_time(database: Database) -> None:
    assert await migrate.revision(database) == HEAD
    assert await migrate.upgrade(database) is False


async def test_two_processes_may_migrate_at_once(database_url: str) -> None:
    one, two = await Database.connect(database_url), await Database.connect(database_url)
    try:
        done = await asyncio.gather(migrate.upgrade(one), migrate.upgrade(two))
        assert sorted(done) == [False, True]
    finally:
        await one.close()
        await two.close()


async def test_a_database_of_a_later_version_is_refused_and_left_alone(database: Database) -> None:
    async with database.write() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError) as caught:
        await migrate.upgrade(database)
    assert caught.value.code == "newer"
    assert await migrate.revision(database) == "9999"


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "bot/storage/migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


async def test_a_lease_is_held_by_one_and_taken_over_when_it_ran_out(database: Database) -> None:
    first, second = LeaseKeeper(database, "first"), LeaseKeeper(database, "second")
    assert await first.take("watch")
    assert not await second.take("watch")
    assert await first.take("watch"), "the holder renews"
    async with database.write() as session:
        await session.execute(text("UPDATE leases SET until = until - 3600"))
    assert await second.take("watch")
    assert not await first.take("watch")
    await second.give_back("watch")
    assert await first.take("watch")


async def test_a_lease_of_a_clock_that_ran_ahead_is_not_waited_for(database: Database) -> None:
    dead, alive = LeaseKeeper(database, "dead"), LeaseKeeper(database, "alive")
    assert await dead.take("watch")
    async with database.write() as session:
        await session.execute(text("UPDATE leases SET until = until + 1"))
    assert not await alive.take("watch")
    async with database.write() as session:
        await session.execute(text("UPDATE leases SET until = until + 365 * 86400"))
    assert await alive.take("watch")


async def test_only_one_of_many_takes_a_free_lease(database: Database) -> None:
    taken = await asyncio.gather(*(LeaseKeeper(database, f"p{i}").take("watch") for i in range(8)))
    assert taken.count(True) == 1
    async with database.read() as session:
        assert len((await session.execute(select(Lease))).all()) == 1


async def test_sqlite_is_durable_at_commit_and_overwrites_what_is_deleted(sqlite_database: Database) -> None:
    async with sqlite_database.read() as session:
        for pragma, value in {
            "journal_mode": "wal",
            "synchronous": 2,
            "secure_delete": 1,
            "foreign_keys": 1,
        }.items():
            assert (await session.execute(text(f"PRAGMA {pragma}"))).scalar_one() == value


async def test_a_checkpoint_that_a_reader_blocks_is_short_and_says_so(sqlite_database: Database) -> None:
    log = Path(f"{sqlite_database.url.database}-wal")
    async with sqlite_database.read() as reader:
        await reader.execute(select(Note))
        await LeaseKeeper(sqlite_database, "one").take("watch")
        before = time.monotonic()
        checkpoint = asyncio.create_task(sqlite_database.checkpoint())
        await asyncio.sleep(0.05)
        await LeaseKeeper(sqlite_database, "one").take("watch")
        assert time.monotonic() - before < 3, "who writes waits behind it"
        assert await checkpoint is False
    assert log.stat().st_size > 0
    assert await sqlite_database.checkpoint()
    assert log.stat().st_size == 0
    async with sqlite_database.engine.connect() as connection:
        assert (await connection.execute(text("PRAGMA busy_timeout"))).scalar() == 10_000


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_checkpoint_on_postgresql_waits_for_nobody(database: Database) -> None:
    async with database.read() as reader:
        await reader.execute(select(Signature))
        before = time.monotonic()
        assert await database.checkpoint() is False
        assert time.monotonic() - before < 3
    assert await database.checkpoint()


async def test_the_file_and_the_folder_that_are_made_are_the_bots_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    old = os.umask(0)
    try:
        database = await Database.connect(f"sqlite:///{folder / 'tocsin.db'}")
        await migrate.upgrade(database)
        modes = {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}
        await database.close()
    finally:
        os.umask(old)
    assert modes.pop("data") == 0o700
    assert set(modes) >= {"tocsin.db", "tocsin.db-wal"}
    assert set(modes.values()) == {0o600}


async def test_a_folder_and_a_file_that_exist_keep_their_modes(tmp_path: Path) -> None:
    file = tmp_path / "data" / "tocsin.db"
    file.parent.mkdir(mode=0o750)
    file.touch()
    file.chmod(0o640)
    await (await Database.connect(f"sqlite:///{file}")).close()
    assert (file.parent.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o750, 0o640)


async def test_a_naive_moment_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="naive"):
        async with database.write() as session:
            session.add(Server(id=1, created_at=datetime(2026, 1, 1)))  # noqa: DTZ001


async def test_moments_come_back_aware(database: Database) -> None:
    moment = datetime(2026, 3, 11, 23, 59, 59, 123456, tzinfo=UTC)
    async with database.write() as session:
        session.add(Server(id=2**62, created_at=moment))
    async with database.read() as session:
        assert (await session.execute(select(Server.created_at))).scalar_one() == moment


def test_money_is_whole_hundredths() -> None:
    column = Hundredths()
    assert column.process_bind_param(Decimal("4816782.50"), None) == 481678250  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="two decimal places"):
        column.process_bind_param(Decimal("0.001"), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("nonsense", "bad-url"),
        ("mysql://x/y", "bad-url"),
        ("sqlite+aiosqlite:////proc/nowhere/t.db", "unreachable"),
        ("postgresql://nobody@127.0.0.1:1/none", "unreachable"),
    ],
)
async def test_a_database_that_cannot_be_used_is_an_error_with_a_code(url: str, code: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        await Database.connect(url)
    assert caught.value.code == code
