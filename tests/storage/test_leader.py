"""Lock and role of the active process: one has it, others wait, and one that slept knows that it lost it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import StaticPool

from bot.app import open_app, open_database
from bot.errors import RoleLost, StartError
from bot.settings import Settings
from bot.storage import Database, DatabaseError
from bot.storage.errors import is_away
from bot.storage.leader import FileLock, Leader, SessionLock, lock_of

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]

TIMEOUT_S = 120.0


@pytest.fixture(params=["sqlite", "postgres"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database in which there is nothing."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tocsin.db'}"
    made: str = request.getfixturevalue("new_postgres_url")()
    return made


@pytest.fixture
async def server(postgres_url: str) -> AsyncIterator[Callable[..., SessionLock]]:
    """Makes locks on one PostgreSQL, and gives them back."""
    made: list[SessionLock] = []

    def lock(**options: Any) -> SessionLock:
        made.append(SessionLock(make_url(postgres_url), **options))
        return made[-1]

    yield lock
    for each in made:
        await each.give_back()


class ManualClock:
    """A clock moved by hand."""

    at = 100.0

    def __call__(self) -> float:
        return self.at


async def test_one_process_has_the_role_and_another_waits_for_it(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    one, two = (Leader(lock_of(url), poll=0.01) for _ in range(2))
    assert await one.take()
    one.check()
    assert not await two.take()
    waiting = asyncio.create_task(two.wait())
    await asyncio.sleep(0.1)
    assert not waiting.done()
    assert "standby: another Tocsin is active on " in caplog.text
    await one.give_back()
    await asyncio.wait_for(waiting, TIMEOUT_S)
    two.check()
    assert not await one.take()
    for each in (one, two):
        await each.give_back()


async def test_a_process_that_cannot_reach_its_keys_leaves_the_role_to_another(url: str) -> None:
    reaches = asyncio.Event()

    async def answers() -> bool:
        return reaches.is_set()

    one, two = Leader(lock_of(url), answers=answers, poll=0.01), Leader(lock_of(url), poll=0.01)
    assert not await one.take()
    waiting = asyncio.create_task(one.wait())
    async with asyncio.timeout(TIMEOUT_S):
        while not await two.take():
            await asyncio.sleep(0.01)
    reaches.set()
    await asyncio.sleep(0.1)
    assert not waiting.done()
    await two.give_back()
    await asyncio.wait_for(waiting, TIMEOUT_S)
    await one.give_back()


async def test_a_lock_file_that_cannot_be_written_is_an_error_of_the_database(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseError, match="unreachable: "):
        await FileLock(tmp_path / "file" / "tocsin.db").take()


async def test_no_migration_runs_under_a_process_of_an_older_version(url: str, tmp_path: Path) -> None:
    settings = Settings(database_url=url, key_dir=tmp_path / "keys")
    async with open_database(settings) as database, database.engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0004'")
    active = lock_of(url)
    assert await active.take()
    with pytest.raises(StartError, match="a process of that version runs on it: stop it, or start the new"):
        async with open_database(settings):
            pass
    await active.give_back()
    with pytest.raises(StartError, match="from before the first release"):  # it would be migrated
        async with open_database(settings):
            pass
    assert await active.take(), "the lock was given back"
    await active.give_back()


async def test_a_terminal_command_waits_for_nobody(url: str, tmp_path: Path) -> None:
    settings = Settings(database_url=url, key_dir=tmp_path / "keys")
    async with open_database(settings):
        active = lock_of(url)
        assert await active.take()
        async with open_app(settings) as app:
            assert app.database.term is None
        await active.give_back()


# What only a server can do


async def test_a_process_that_slept_has_lost_the_role_and_does_not_ask_for_it(
    server: Callable[..., SessionLock],
) -> None:
    hand = ManualClock()
    leader = Leader(server(), now=hand)
    with pytest.raises(RoleLost):
        leader.check()
    await leader.take()
    leader.check()
    hand.at += 12.0  # seconds, of the fifteen after which the server takes the lock away
    with pytest.raises(RoleLost):
        leader.check()
    await asyncio.wait_for(leader.keep(), TIMEOUT_S)
    with pytest.raises(RoleLost):
        leader.check()


async def test_a_process_that_lives_keeps_the_role(server: Callable[..., SessionLock]) -> None:
    leader = Leader(server(idle=2.0), idle=2.0)
    await leader.take()
    keeping = asyncio.create_task(leader.keep())
    for _ in range(25):
        await asyncio.sleep(0.1)
        leader.check()
        assert not await server().take()
    assert not keeping.done()
    await leader.give_back()
    await asyncio.wait_for(keeping, TIMEOUT_S)
    assert await server().take()


async def test_the_server_takes_the_lock_from_a_silent_process(server: Callable[..., SessionLock]) -> None:
    one, two = server(idle=0.5), server()
    assert await one.take()
    async with asyncio.timeout(TIMEOUT_S):
        while not await two.take():
            await asyncio.sleep(0.05)
    with pytest.raises(DBAPIError) as lost:
        await one.ping()
    assert is_away(lost.value)


async def test_a_lock_that_the_server_ends_is_lost_at_once(
    server: Callable[..., SessionLock], postgres_url: str
) -> None:
    leader = Leader(server(idle=1.2), idle=1.2, now=ManualClock())  # no time is up: it ends by the lost lock
    await leader.take()
    database = await Database.connect(postgres_url)
    keeping = asyncio.create_task(leader.keep())
    async with database.engine.connect() as connection:
        ending = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        await connection.execute(text(ending))
    await asyncio.wait_for(keeping, TIMEOUT_S)
    leader.check()  # so that members who wait are answered
    await database.close()


async def test_a_server_that_is_too_old_is_refused(
    server: Callable[..., SessionLock], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.leader._MIN_POSTGRESQL", (99,))
    with pytest.raises(DatabaseError, match="too-old"):
        await server().take()


async def test_a_pooler_that_lends_connections_by_the_transaction_is_refused(
    server: Callable[..., SessionLock], postgres_url: str
) -> None:
    """Two sessions on one connection of the server, as behind such a pooler while it has one client."""
    lock = server()
    lent = create_async_engine(
        postgres_url.replace("postgresql:", "postgresql+asyncpg:"),
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
    )
    lock._engine = lent
    with pytest.raises(DatabaseError, match="pooler"):
        await lock.take()
    await lent.dispose()


async def test_a_session_that_turns_out_not_to_hold_the_lock_is_a_poolers(
    server: Callable[..., SessionLock],
) -> None:
    lock = server()
    assert await lock.take()
    assert lock._connection is not None
    await lock._connection.exec_driver_sql("SELECT pg_advisory_unlock_all()")
    with pytest.raises(DatabaseError, match="pooler"):
        await lock.ping()


class Deaf:
    """A lock on a server that does not answer, and whose connection ignores cancellation."""

    lasts, place = False, "a server that is gone"

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self.asked = 0

    async def take(self) -> bool:
        self.asked += 1
        while not self.over.is_set():
            with suppress(asyncio.CancelledError):
                await self.over.wait()
        return True

    async def give_back(self) -> None:
        await self.take()


async def test_a_waiting_process_asks_again_even_if_a_cut_connection_never_ends() -> None:
    deaf = Deaf()
    leader = Leader(deaf, idle=0.05, poll=0.01)  # type: ignore[arg-type]
    waiting = asyncio.create_task(leader.wait())
    async with asyncio.timeout(TIMEOUT_S):
        while deaf.asked < 3:
            await asyncio.sleep(0.01)
    await asyncio.wait({asyncio.create_task(leader.give_back())}, timeout=TIMEOUT_S)
    assert deaf.asked > 3, "nor does it keep the program from ending"
    deaf.over.set()
    await asyncio.wait_for(waiting, TIMEOUT_S)


async def test_a_waiting_process_asks_again_if_the_database_goes_away(
    server: Callable[..., SessionLock], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lock, failures = server(), [ConnectionResetError, TimeoutError]
    take = lock.take

    async def sometimes() -> bool:
        if failures:
            raise failures.pop()
        return await take()

    monkeypatch.setattr(lock, "take", sometimes)
    leader = Leader(lock, poll=0.01)
    await asyncio.wait_for(leader.wait(), TIMEOUT_S)
    leader.check()
    assert caplog.text.count("the database does not answer (TimeoutError); trying again") == 1
