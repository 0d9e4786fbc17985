"""Options and fixtures for all tests: their kinds, their folder, and a movable clock."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import fastpath

pytest_plugins = ["tests.support.databases", "tests.support.discord_world", "tests.support.servers"]

HARNESSES = frozenset({"unit", "storage", "wire", "behaviour", "crash", "fuzz"})
"""Markers that say what a test runs on; each test has one of them. See ``pyproject.toml``."""

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
"""Recorded answers of real sources, if available; tests that need them are skipped otherwise."""

# Whatever the environment says: compiling the tests and the program anew takes each worker ten seconds, and
# each process that a test starts a part of one.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_ON_BOTH = ("database", "database_url", "kept_in")  # fixtures that run a test once on each engine
_LONGEST = ("real", "usual", "0", "word ", "*")  # usual words of cards, and the longest once escaped
_MEMORY = Path("/dev/shm")
_ROOM = 2 * 2**30  # bytes


def pytest_sessionstart() -> None:
    """Disable garbage collection while modules are imported: nothing of them is garbage. The terminal speaks
    English, whatever language the person speaks who runs the tests."""
    gc.disable()
    os.environ["LC_ALL"] = "C.UTF-8"


def pytest_xdist_auto_num_workers() -> int:
    """Return three workers for two cores: one often waits for a server, a process, a browser or the disk. A
    fourth would save less waiting than it takes to import and collect everything once more."""
    return -(-(os.cpu_count() or 1) * 3 // 2)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test that does not say what it runs on, and mark repetitions as ``full``."""
    tried: set[str] = set()
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        if len(HARNESSES & marks) != 1:
            raise pytest.UsageError(f"{item.nodeid}: mark it with one of {', '.join(sorted(HARNESSES))}")
        test = item.nodeid.partition("[")[0]
        if _repeats(item, marks) or ("rest_in_full" in marks and test in tried):
            item.add_marker("full")
            in_french = _in_french(item, marks) and "in_french" not in marks
            on_postgres = _on_postgres(item, marks) and "long_on_postgres" in marks
            if in_french or on_postgres or _in_hostile_words(item):
                item.add_marker("long")
        elif "full" not in marks:
            tried.add(test)


def _repeats(item: pytest.Item, marks: set[str]) -> bool:
    """True if a test repeats on PostgreSQL what it shows on SQLite, unless it is about what differs between
    them; in French what the whole bot does in English, since catalogues and layouts have tests of their own,
    which is ``long`` but for tests marked ``in_french``; or in further languages what a layout does in
    English."""
    further = _parameters(item).get("t", "en") != "en"  # the translator of a card
    return further or _on_postgres(item, marks) or _in_french(item, marks)


def _on_postgres(item: pytest.Item, marks: set[str]) -> bool:
    """True if a test repeats on PostgreSQL what it shows on SQLite."""
    values = _parameters(item)
    return "both_engines" not in marks and "postgres" in [values.get(name) for name in _ON_BOTH]


def _in_french(item: pytest.Item, marks: set[str]) -> bool:
    """True if a behaviour test runs in French."""
    return "behaviour" in marks and _parameters(item).get("language") == "fr"


def _in_hostile_words(item: pytest.Item) -> bool:
    """True if a card of a further language holds hostile words. Its own texts decide there whether a card is
    too long: the usual and the longest words show it."""
    values = _parameters(item)
    words = [values[name] for name in ("case", "letter") if name in values]
    return values.get("t", "en") not in ("en", "fr") and any(word not in _LONGEST for word in words)


def _parameters(item: pytest.Item) -> Mapping[str, object]:
    return getattr(getattr(item, "callspec", None), "params", {})


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
    _work_in_memory()
    if config.getoption("fast_path") == "off":
        os.environ["TOCSIN_FAST_PATH"] = "no"
        fastpath.TRIED.update(dict.fromkeys(fastpath.TRIED, "none"))


def _work_in_memory() -> None:
    """Put temporary folders into memory where there is room, unless ``TMPDIR`` says otherwise: databases and
    key files wait for the disk at every commit, and no test cuts the power."""
    if "TMPDIR" in os.environ or not _MEMORY.is_dir() or os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC:
        return
    if shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)


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
