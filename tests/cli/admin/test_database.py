"""``tocsin db copy``: PostgreSQL gets the same rows, or nothing."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, inspect, select, text, update
from sqlalchemy.exc import OperationalError

from bot.errors import StartError
from bot.settings import Settings
from bot.storage import Database, copier
from bot.storage.copier import DatabaseRows, Row, Shape
from bot.storage.leader import FileLock
from bot.storage.migrate import revision
from bot.storage.migrations import HEAD
from bot.storage.models import Server, Signature, Term
from tests.cli.test_main import Command
from tests.storage.test_copier import tallies
from tests.support.rows_of_all_kinds import announcement, fill
from tests.support.sentences import copy_database

pytestmark = pytest.mark.storage


@pytest.fixture
async def settings(sqlite_database: Database, tmp_path: Path) -> Settings:
    """Settings of an SQLite file with rows of every kind."""
    await fill(sqlite_database)
    return Settings(
        database_url=f"sqlite+aiosqlite:///{sqlite_database.url.database}", key_dir=tmp_path / "keys"
    )


async def tables_in(url: str) -> list[str]:
    database = await Database.connect(url)
    async with database.engine.connect() as connection:
        found = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await database.close()
    return found


@pytest.mark.full
async def test_every_row_is_copied_and_ids_continue(
    settings: Settings, sqlite_database: Database, postgres_url: str
) -> None:
    lines = await copy_database(settings, postgres_url)
    assert lines[0].startswith("Copied: ")
    assert "They were read back and are identical." in lines[0]
    copied = await Database.connect(postgres_url)
    try:
        here, there = await tallies(sqlite_database), await tallies(copied)
        assert (here.pop("terms").rows, there.pop("terms").rows) == (1, 0), "its processes are not there"
        assert here == there
        assert await revision(copied) == HEAD
        async with copied.read() as session:  # in the order of the references, not of signing, and at once
            stored = await session.execute(text("SELECT reference, xmin::text FROM signatures ORDER BY ctid"))
            references, times = zip(*stored, strict=True)
        assert list(references) == sorted(references)
        assert len(set(times)) == 1
        for database in (sqlite_database, copied):  # the highest id belonged to a deleted row
            async with database.write() as session:
                again = announcement("server:2")
                session.add(again)
                await session.flush()
                assert again.id == 3
        async with copied.read() as session:
            statistics = (
                "SELECT attstattarget FROM pg_attribute "
                "WHERE attrelid = 'signatures'::regclass AND attname = 'reference'"
            )
            assert (await session.execute(text(statistics))).scalar_one() == 0
    finally:
        await copied.close()
    with pytest.raises(StartError, match="The new database is not empty"):
        await copy_database(settings, postgres_url)


async def test_nothing_is_copied_while_a_bot_runs_on_the_file(settings: Settings, postgres_url: str) -> None:
    running = FileLock(Path(settings.database_url.partition("///")[2]))
    await running.take()
    with pytest.raises(StartError, match=r"A Tocsin runs on .*: stop it first"):
        await copy_database(settings, postgres_url)
    await running.give_back()
    assert await tables_in(postgres_url) == []


@pytest.mark.full
async def test_a_row_that_cannot_be_copied_is_named_and_nothing_is_copied(
    settings: Settings, sqlite_database: Database, postgres_url: str
) -> None:
    async with sqlite_database.write() as session:
        await session.execute(update(Server).values(contact="nought \0"))
    with pytest.raises(StartError, match="The table servers holds something that PostgreSQL does not accept"):
        await copy_database(settings, postgres_url)
    assert await tables_in(postgres_url) == []
    async with sqlite_database.write() as session:
        await session.execute(update(Server).values(contact="none"))
    await copy_database(settings, postgres_url)  # and then a copy of the same file to the same database


@pytest.mark.full
@pytest.mark.parametrize("harm", ["changed", "lost", "given again"])
async def test_a_copy_that_differs_is_undone(
    settings: Settings, postgres_url: str, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    put: Callable[..., Any] = copier.put

    async def damaged(session: Any, shape: Shape, batch: list[Row]) -> None:
        if shape.name == "signatures" and harm == "changed":
            place = shape.names.index("batch")
            batch = [[*row[:place], row[place] + 1, *row[place + 1 :]] for row in batch]
        if shape.name != "signatures" or harm != "lost" or len(batch) > 1:
            await put(session, shape, batch)

    async def forgets(*_: Any) -> None:
        pass

    monkeypatch.setattr(copier, "put", damaged)
    told = "The copied table signatures differs from the original"
    if harm == "given again":
        monkeypatch.setattr(copier, "set_last_ids", forgets)
        told = "The copied table announcements differs from the original"
    with pytest.raises(StartError, match=told):
        await copy_database(settings, postgres_url)
    assert await tables_in(postgres_url) == []


@pytest.mark.full
async def test_a_fault_of_the_old_file_is_reported_as_such(
    settings: Settings, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches = DatabaseRows.batches

    async def damaged(self: DatabaseRows, shape: Shape) -> Any:
        if shape.name == "signatures":
            broken = sqlite3.OperationalError("disk I/O error")
            broken.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise OperationalError("SELECT", None, broken)
        async for batch in batches(self, shape):
            yield batch

    monkeypatch.setattr(DatabaseRows, "batches", damaged)
    told = "The old file cannot be read, in the table signatures: disk I/O error. Nothing was copied"
    with pytest.raises(StartError, match=told):
        await copy_database(settings, postgres_url)
    assert await tables_in(postgres_url) == []


@pytest.mark.full
@pytest.mark.parametrize("step", ["put", "set_last_ids"])
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("SELECT pg_terminate_backend(pg_backend_pid())", "The connection to the new database was lost"),
        (
            "DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$",
            "The new database cannot be written. Nothing was copied. Nothing can be stored: the disk is full",
        ),
    ],
)
async def test_a_fault_of_the_new_database_is_reported_as_such(
    settings: Settings,
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    statement: str,
    told: str,
) -> None:
    done: Callable[..., Any] = getattr(copier, step)

    async def damaged(session: Any, *rest: Any) -> None:
        await session.execute(text(statement))
        await done(session, *rest)

    monkeypatch.setattr(copier, step, damaged)
    with pytest.raises(StartError, match=told):
        await copy_database(settings, postgres_url)
    assert await tables_in(postgres_url) == []


async def test_missing_requirements_are_reported_before_anything_is_copied(
    settings: Settings, postgres_url: str, tmp_path: Path
) -> None:
    for address in (settings.database_url, "elsewhere", "postgresql://u@h:port/d"):
        with pytest.raises(StartError, match="not the address of a PostgreSQL"):
            await copy_database(settings, address)
    with pytest.raises(StartError, match="names a PostgreSQL database already"):
        await copy_database(Settings(database_url=postgres_url), postgres_url)
    missing = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'missing.db'}")
    with pytest.raises(StartError, match=r"missing\.db does not exist"):
        await copy_database(missing, postgres_url)
    with pytest.raises(StartError, match="cannot be opened") as caught:
        await copy_database(settings, "postgresql://u:pw-secret@127.0.0.1:9/d")
    assert "secret" not in f"{caught.value}{caught.value.__cause__}"


@pytest.mark.full
async def test_the_command_reads_the_address_from_the_environment(tmp_path: Path, postgres_url: str) -> None:
    tocsin = Command(tmp_path)
    await tocsin.know(7)
    outcome = await tocsin("db", "copy", TOCSIN_COPY_TO=postgres_url)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.lines[1].startswith("Now set DATABASE_URL to the new address")
    copied = await Database.connect(postgres_url)
    async with copied.read() as session:
        assert list(await session.scalars(select(Server.id))) == [7]
        assert await session.scalar(select(func.count()).select_from(Signature)) == 0
        assert await session.scalar(select(func.count()).select_from(Term)) == 0
    await copied.close()
    again = await tocsin("db", "copy", TOCSIN_COPY_TO=postgres_url)
    assert (again.code, again.err.strip().splitlines()) == (
        1,
        ["The new database is not empty. Nothing was changed in either. Name one that was just created."],
    )
