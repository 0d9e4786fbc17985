"""The role on an SQLite file: one process has it, and the next may connect to Discord first."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.runtime.sqlite_leadership import SqliteLeadership

pytestmark = pytest.mark.unit


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """A database that a process has had open."""
    file = tmp_path / "tocsin.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE key_fingerprints (name, destroyed_at)")
        connection.execute("INSERT INTO key_fingerprints VALUES ('audit', NULL), ('demand-1', '2026-01-01')")
    (tmp_path / "audit.key").touch()
    before = SqliteLeadership(file)
    await before.take()
    before.note_opened()
    await before.give_back()
    return file


async def test_an_sqlite_file_is_used_by_one_process_only(tmp_path: Path) -> None:
    file = tmp_path / "tocsin.db"
    one, two = SqliteLeadership(file), SqliteLeadership(file)
    assert await one.take() is False
    assert await one.take() is False, "the same process may ask again"
    with pytest.raises(StartError, match=r"Another Tocsin runs on .*tocsin.db: stop that one first"):
        await two.take()
    await one.give_back()
    await two.take()
    await two.give_back()
    with pytest.raises(StartError, match="cannot be written"):
        await SqliteLeadership(tmp_path / "missing" / "tocsin.db").take()


async def test_the_role_of_a_process_that_opened_everything_is_taken_again_once(file: Path) -> None:
    first, second = SqliteLeadership(file), SqliteLeadership(file)
    assert await first.take_again(file.parent)
    assert not await second.take_again(file.parent), "the first has not opened everything"
    first.note_opened()
    with pytest.raises(StartError, match="Another Tocsin runs on "):
        await second.take_again(file.parent)
    await first.give_back()
    assert await second.take_again(file.parent)
    await second.give_back()


async def test_another_version_opens_everything_first(file: Path) -> None:
    file.with_name("tocsin.db-opened").write_bytes(b"0.0.1\xff")
    role = SqliteLeadership(file)
    assert not await role.take_again(file.parent)
    await role.give_back()


async def test_with_a_mark_that_cannot_be_read_everything_is_opened_first(tmp_path: Path) -> None:
    assert not await SqliteLeadership(tmp_path / ("x" * 300)).take_again(tmp_path)


async def test_a_process_without_the_role_notes_nothing(tmp_path: Path) -> None:
    SqliteLeadership(tmp_path / "tocsin.db").note_opened()
    assert list(tmp_path.iterdir()) == []


@contextmanager
def locked(file: Path) -> Iterator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


async def test_a_database_that_another_program_locks_is_opened_first(file: Path) -> None:
    role = SqliteLeadership(file)
    with locked(file):
        assert not await role.take_again(file.parent)
    await role.give_back()


@pytest.mark.parametrize("name", ["tocsin.db", "audit.key"])
async def test_with_a_missing_file_everything_is_opened_first(file: Path, name: str) -> None:
    file.with_name(name).unlink()
    role = SqliteLeadership(file)
    assert not await role.take_again(file.parent)
    assert not file.with_name(name).exists()
    await role.give_back()
