"""Options and fixtures for all tests: their kinds, their folder, and a movable clock."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

pytest_plugins = ["tests.support.databases", "tests.support.discord_world", "tests.support.servers"]

HARNESSES = frozenset({"unit", "storage", "wire", "behaviour", "crash", "fuzz"})
"""Markers that say what a test runs on; each test has one of them. See ``pyproject.toml``."""

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
"""Recorded answers of real sources, if available; tests that need them are skipped otherwise."""

# Whatever the environment says: compiling the tests and the program anew takes each worker ten seconds, and
# each process that a test starts a part of one.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_QUICK = ("unit", "fuzz")  # of these all run, unless they say that they take seconds
_ON_EITHER = ("database", "database_url", "other_url", "kept_in")  # fixtures that can be of either engine
_MEMORY = Path("/dev/shm")
_ROOM = 2 * 2**30  # bytes


settings.register_profile("same", derandomize=True, deadline=None, database=None, max_examples=25)
"""The same few generated cases in every run: ``--hypothesis-profile=default`` looks for others."""


def pytest_sessionstart() -> None:
    """Disable garbage collection while modules are imported: nothing of them is garbage. The terminal speaks
    English, whatever language the person speaks who runs the tests."""
    gc.disable()
    os.environ["LC_ALL"] = "C.UTF-8"


def pytest_xdist_auto_num_workers() -> int:
    """Return three workers for two cores: one often waits for a server, a process, a browser or the disk. A
    fourth would save less waiting than it takes to import and collect everything once more."""
    return -(-(os.cpu_count() or 1) * 3 // 2)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process that runs tests whether all tests were asked for."""
    node.workerinput["all_asked"] = _all_asked(node.config)


def _all_asked(config: pytest.Config) -> bool:
    """True if the command names no file or folder."""
    if hasattr(config, "workerinput"):
        return bool(config.workerinput["all_asked"])
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse a test that does not say what it runs on, and mark as ``full`` what the short run leaves out:
    repetitions, and, if all tests were asked for, all but the first test of a file that runs on more than
    the program's own code."""
    tried: set[str] = set()
    first: dict[Path, str] = {}
    is_short = _all_asked(config)
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        if len(HARNESSES & marks) != 1:
            raise pytest.UsageError(f"{item.nodeid}: mark it with one of {', '.join(sorted(HARNESSES))}")
        test = item.nodeid.partition("[")[0]
        is_quick = not is_short or not marks.isdisjoint({*_QUICK, "full"})
        is_repeated = _repeats(item) or ("rest_in_full" in marks and test in tried)
        if is_repeated or (not is_quick and first.setdefault(item.path, test) != test):
            item.add_marker("full")
        elif "full" not in marks:
            tried.add(test)


def _repeats(item: pytest.Item) -> bool:
    """True if a test repeats on PostgreSQL what it shows on SQLite, or in French what the whole bot does in
    English."""
    values = _parameters(item)
    on_postgres = "postgres" in [values.get(name) for name in _ON_EITHER]
    in_french = item.get_closest_marker("behaviour") is not None and values.get("language") == "fr"
    return on_postgres or in_french


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
        help="What tests run on that are not marked both_engines.",
    )


def pytest_configure(config: pytest.Config) -> None:
    _work_in_memory()


def _work_in_memory() -> None:
    """Put temporary folders into memory where there is room, unless ``TMPDIR`` says otherwise: databases and
    key files wait for the disk at every commit, and no test cuts the power."""
    if "TMPDIR" in os.environ or not _MEMORY.is_dir() or os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC:
        return
    if shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)


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
