"""Transactions and migrations, on both engines."""

import asyncio
import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Integer, bindparam, literal, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError, StatementError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import DatabaseAway
from bot.storage import Database, DatabaseError, engine, migrate
from bot.storage.migrations import HEAD
from bot.storage.models import (
    Note,
    Server,
)
from bot.storage.purge import purge
from bot.storage.types import Hundredths
from tests.support.sites import Cable

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]


class ManualClock:
    """A clock moved by hand."""

    at = 100.0

    def __call__(self) -> float:
        return self.at


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


async def test_a_transaction_that_is_cancelled_keeps_no_lock(sqlite_url: str) -> None:
    """At any point: a half-read result would hold the lock as long as anything refers to it."""
    kept, chance = [], random.Random(1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("bot.storage.engine._BUSY_TIMEOUT_S", 0.5)
        database = await Database.connect(sqlite_url)
    await migrate.upgrade(database)

    async def store(name: str) -> None:
        async with database.write() as session:
            await session.execute(select(Note))
            await session.merge(Note(name=name, value="1"))

    for _ in range(40):
        taking = asyncio.create_task(store("work"))
        await asyncio.sleep(chance.uniform(0, 0.006))
        taking.cancel()
        kept += await asyncio.gather(taking, return_exceptions=True)
        await store("other")
    assert any(isinstance(outcome, asyncio.CancelledError) for outcome in kept)
    await database.close()


async def test_a_cancellation_during_the_commit_is_reported_as_nothing_else(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is unknown whether the commit succeeded; any other error would make the caller repeat it or undo
    it.
    """
    mark = text("INSERT INTO notes (name, value) VALUES (:name, :value)")

    async def store() -> None:
        async def cancel(_: object) -> None:
            """Cancel the task just before the commit, so that it takes effect during the commit."""
            storing.cancel()

        monkeypatch.setattr(database, "_check_term", cancel)
        async with database.brief() as transaction:
            await transaction.run(mark, [{"name": "n", "value": "0"}])

    storing = asyncio.create_task(store())
    await asyncio.wait({storing})
    assert storing.cancelled()
    monkeypatch.undo()
    async with database.brief() as transaction:
        await transaction.run(mark, [{"name": "m", "value": "1"}])


async def test_a_second_upgrade_does_nothing(database: Database) -> None:
    assert await migrate.revision(database) == HEAD
    assert await migrate.upgrade(database) is False


@pytest.mark.full
async def test_two_processes_can_migrate_at_once(database_url: str) -> None:
    one, two = await Database.connect(database_url), await Database.connect(database_url)
    try:
        done = await asyncio.gather(migrate.upgrade(one), migrate.upgrade(two))
        assert sorted(done) == [False, True]
    finally:
        await one.close()
        await two.close()


@pytest.mark.parametrize(("found", "code"), [("r9", "newer"), ("0051", "unreleased")])
async def test_a_database_of_another_version_is_refused_and_unchanged(
    database: Database, found: str, code: str
) -> None:
    async with database.write() as session:
        await session.execute(text(f"UPDATE alembic_version SET version_num = '{found}'"))
    with pytest.raises(DatabaseError) as caught:
        await migrate.upgrade(database)
    assert caught.value.code == code
    assert await migrate.revision(database) == found


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "bot/storage/migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


async def test_sqlite_is_durable_at_commit_and_overwrites_deleted_content(sqlite_database: Database) -> None:
    async with sqlite_database.read() as session:
        for pragma, value in {
            "journal_mode": "wal",
            "synchronous": 2,
            "secure_delete": 1,
            "foreign_keys": 1,
        }.items():
            assert (await session.execute(text(f"PRAGMA {pragma}"))).scalar_one() == value


async def test_a_new_file_and_its_folder_are_private(tmp_path: Path) -> None:
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


async def test_an_existing_folder_and_file_keep_their_modes(tmp_path: Path) -> None:
    file = tmp_path / "data" / "tocsin.db"
    file.parent.mkdir(mode=0o750)
    file.touch()
    file.chmod(0o640)
    await (await Database.connect(f"sqlite:///{file}")).close()
    assert (file.parent.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o750, 0o640)


async def test_a_naive_datetime_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="naive"):
        async with database.write() as session:
            session.add(Server(id=1, created_at=datetime(2026, 1, 1)))  # noqa: DTZ001


async def test_datetimes_are_returned_aware(database: Database) -> None:
    moment = datetime(2026, 3, 11, 23, 59, 59, 123456, tzinfo=UTC)
    async with database.write() as session:
        session.add(Server(id=2**62, created_at=moment))
    async with database.read() as session:
        assert (await session.execute(select(Server.created_at))).scalar_one() == moment


def test_money_is_stored_in_hundredths() -> None:
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


async def test_a_select_without_a_session_returns_the_rows_of_a_session(database: Database) -> None:
    moment = datetime(2026, 3, 11, 23, 59, 59, 123456, tzinfo=UTC)
    async with database.write() as session:
        session.add_all(Server(id=number, name=f"S{number}", created_at=moment) for number in (1, 2, 3))
    asked = (
        select(Server.id, Server.name, Server.created_at, literal(Decimal("1.25"), Hundredths))
        .where(Server.id >= bindparam("least", type_=BigInteger), Server.created_at == bindparam("at"))
        .order_by(Server.id)
        .limit(bindparam("limit", type_=Integer))
    )
    for values in ({"least": 1, "limit": 2}, {"least": 3, "limit": 2}, {"least": 4, "limit": 1}):
        found = await database.ask(asked, {**values, "at": moment})
        async with database.read() as session:
            rows = (await session.execute(asked, {**values, "at": moment})).all()
        assert found == [tuple(row) for row in rows]
    with pytest.raises(StatementError, match="least"):
        await database.ask(asked, {"limit": 2, "at": moment})


async def test_a_select_without_a_session_sees_committed_rows(database: Database) -> None:
    question = select(Note.value).where(Note.name == "n")
    for value in ("1", "2"):
        async with database.write() as session:
            await session.merge(Note(name="n", value=value))
        assert await database.ask(question, {}) == [(value,)]


async def test_selects_without_a_session_run_at_once_and_be_cancelled(database: Database) -> None:
    question = select(bindparam("number", type_=Integer))
    tasks = [asyncio.create_task(database.ask(question, {"number": number})) for number in range(60)]
    await asyncio.sleep(0)
    for task in tasks[::3]:
        task.cancel()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert [rows for at, rows in enumerate(done) if at % 3] == [[(at,)] for at in range(60) if at % 3]
    assert await database.ask(question, {"number": 60}) == [(60,)]


async def test_a_cancelled_or_failed_read_blocks_nobody(
    sqlite_database: Database,
) -> None:
    database = sqlite_database
    async with database.write() as session:
        await session.execute(
            text(
                "INSERT INTO notes (name, value) "
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000) "
                "SELECT i, i FROM n"
            )
        )
    slow = text("SELECT name FROM notes WHERE value % 7 > 0 ORDER BY name")

    async def reads() -> None:
        async with database.read() as session:
            await session.execute(slow)

    for number, pause in enumerate((0.0, 0.0005, 0.001, 0.002, 0.005, 0.02) * 2):
        task = asyncio.create_task(reads())
        await asyncio.sleep(pause)
        task.cancel()
        await asyncio.wait({task})
        del task  # its exception has the frames, and these the cursor, which keeps SQLite's snapshot
        async with asyncio.timeout(60):  # its thread may still be at work
            while not await purge(database):
                await asyncio.sleep(0.01)
        with pytest.raises(OperationalError, match="no_such"):
            async with database.read() as session:
                await session.execute(text("SELECT * FROM no_such"))
        async with database.write() as session:
            await session.execute(text(f"CREATE TABLE t{number} (id INTEGER)"))


async def test_an_abandoned_read_blocks_nobody(sqlite_database: Database) -> None:
    async with sqlite_database.write() as session:
        session.add_all(Note(name=str(number), value="") for number in range(500))
    async with sqlite_database.read() as session:
        result = await session.stream(select(Note.name))
        assert (await result.fetchone()) == ("0",)
    assert await purge(sqlite_database)
    del result


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_restarted_server_is_used_at_once(database: Database) -> None:
    question = select(Note.value)

    async def use() -> None:
        await database.ask(question, {})
        async with database.read() as session:
            await session.execute(select(Note))
        async with database.write() as session:
            await session.execute(select(Note).with_for_update())

    await asyncio.gather(*(use() for _ in range(4)))
    own = await _end_connections(database)
    await asyncio.sleep(0.2)  # for the driver to notice it
    await use()
    await own.close()
    await asyncio.gather(*(use() for _ in range(4)))


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
@pytest.mark.parametrize("way", ["write", "brief"])
async def test_a_frozen_writer_blocks_others_for_seconds_at_most(
    database: Database, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_IDLE_TIMEOUT_S", 0.3)
    mark = update(Note).where(Note.name == "n")
    async with database.write() as session:
        session.add(Note(name="n", value="as it was"))
    frozen = await Database.connect(database.url.render_as_string(hide_password=False))
    with pytest.raises(DatabaseAway):
        async with frozen.write() if way == "write" else frozen.brief() as transaction:
            if isinstance(transaction, AsyncSession):
                await transaction.execute(mark.values(value="frozen"))
            else:
                await transaction.run(mark.values(value=bindparam("v")), [{"v": "frozen"}])
            async with asyncio.timeout(60), database.write() as session:  # meanwhile, while the other hangs
                await session.execute(mark.values(value="of the other"))
    async with database.read() as session:
        assert (await session.scalars(select(Note.value).where(Note.name == "n"))).one() == "of the other"
    await frozen.close()


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_server_that_is_shutting_down_is_away(database: Database) -> None:
    question = select(literal(1))

    async def end() -> None:
        await (await _end_connections(database)).close()
        await asyncio.sleep(0.1)  # for the driver to notice it

    async with Cable(database.url) as cable:
        cable.keeps_open = True
        told = await Database.connect(cable.url)
        with pytest.raises(DatabaseAway):
            async with told.write() as session:
                session.add(Note(name="n", value="1"))
                await session.flush()
                await end()
        with pytest.raises(DatabaseAway):
            async with told.brief() as transaction:
                await transaction.run(update(Note).values(value=bindparam("v")), [{"v": "2"}])
                await end()
        assert await told.ask(question, {}) == [(1,)]
        await end()
        with pytest.raises(DatabaseAway):
            await told.ask(question, {})
        assert await told.ask(question, {}) == [(1,)], "over a new connection"
        with pytest.raises(DatabaseAway):
            async with told.read() as session:
                await session.execute(select(Note))
                await end()
                await session.execute(select(Note))
        await told.close()


async def test_a_lost_server_is_distinguished_from_our_own_errors(
    new_postgres_url: Callable[[], str],
) -> None:
    async with Cable(make_url(new_postgres_url())) as cable:
        database = await Database.connect(cable.url)
        question = select(literal(1))
        with pytest.raises(ZeroDivisionError):
            async with database.read():
                raise ZeroDivisionError
        with pytest.raises(DBAPIError, match="no_such_table"):
            async with database.write() as session:
                await session.execute(text("SELECT * FROM no_such_table"))
        assert await database.ask(question, {}) == [(1,)]

        async def reads(_: int) -> None:
            async with database.read() as session:
                await session.execute(select(Note))

        async def writes(_: int) -> None:
            async with database.write() as session:
                session.add(Note(name="n", value="1"))

        async def writes_briefly(_: int) -> None:
            async with database.brief() as transaction:
                await transaction.ask(question, {})

        async def asks(_: int) -> None:
            await database.ask(question, {})

        ways = (reads, writes, writes_briefly, asks)
        with pytest.raises(DatabaseAway):  # the server goes away in the middle
            async with database.brief() as transaction:
                cable.end()
                await transaction.ask(question, {})
        for again in range(6):  # with connections that are closed, and with none
            for way in ways:
                with pytest.raises(DatabaseAway):
                    await way(again)
        assert not await purge(database), "which undoes nothing, and is tried again"
        await database.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite+aiosqlite:///"])
async def test_an_in_memory_database_is_refused(url: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        await Database.connect(url)
    assert caught.value.code == "bad-url"


async def _end_connections(database: Database) -> Database:
    """End every other connection of this database."""
    other = await Database.connect(database.url.render_as_string(hide_password=False))
    async with other.read() as session:
        await session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    return other


async def test_long_reads_leave_sessions_to_those_who_sign(database: Database) -> None:
    """Charts, exports and answers as first read: each holds a session while it computes."""
    reading, ended = 0, asyncio.Event()

    async def read_long() -> None:
        nonlocal reading
        async with database.read_long() as session:
            await session.execute(select(Note.name))
            reading += 1
            await ended.wait()

    tasks = [asyncio.create_task(read_long()) for _ in range(40)]
    async with asyncio.timeout(10):
        while reading < 4:
            await asyncio.sleep(0.01)
        async with database.write() as session:
            session.add(Note(name="n", value=""))
        async with database.read() as session:
            assert (await session.scalars(select(Note.name))).all() == ["n"]
    assert reading == 4
    ended.set()
    await asyncio.gather(*tasks)
