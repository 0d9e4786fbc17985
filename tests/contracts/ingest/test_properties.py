"""Property test of reads: with any source, order and failure, each change is announced once.

Scripts contain changes at the source, some of which its lists do not show, and reads that fail in every
possible way while the source changes. ``tests.support.watch_properties.oracle`` judges every post, and the
required posts after every undisturbed read. With ``TOCSIN_LONG_PROPERTIES=10`` in the environment, ten
times as many scripts are tried.
"""

import asyncio
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.announcements import digest_batching
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.purge import purge
from tests.support.watch_properties.source import CONTRACTS, QUERIES, ROWS
from tests.support.watch_properties.world import ENOUGH, Script, World

pytestmark = [pytest.mark.storage, pytest.mark.full]

SERVERS = (1, 2)
LONG = int(os.environ.get("TOCSIN_LONG_PROPERTIES", "1"))

contracts_ = st.integers(0, len(CONTRACTS) - 1)
queries_ = st.sampled_from(QUERIES)
servers_ = st.sampled_from(SERVERS)
amounts_ = st.integers(-9, 9)
quiet_ = st.sampled_from([False, False, True])
breaks_ = st.dictionaries(
    queries_,
    st.tuples(st.sampled_from(["incomplete", "source", "bug", "killed"]), st.integers(0, 4)),
    max_size=2,
)
failing_ = st.sets(contracts_, max_size=2)
changes_ = st.one_of(
    st.tuples(st.just("act"), contracts_, amounts_, st.booleans(), quiet_),
    st.tuples(st.just("correct"), contracts_, st.integers(0, 3), amounts_, quiet_),
    st.tuples(st.just("move_end"), contracts_, st.integers(-99, 99), quiet_),
    st.tuples(st.just("run_ahead"), contracts_, amounts_, quiet_),
    st.tuples(st.just("catch_up"), contracts_, quiet_),
)
hours_ = st.sampled_from([1.0, 6.5, 6.5, 24.0, 60.0])
seeds_ = st.integers(0, 99)
clean_ = st.builds(
    lambda hours, seed, says: ("read", hours, {}, set(), None, seed, says), hours_, seeds_, st.booleans()
)
reads_ = st.tuples(
    st.just("read"),
    hours_,
    breaks_,
    failing_,
    st.none() | st.integers(0, 6),
    seeds_,
    st.booleans(),
    st.none() | st.tuples(st.integers(0, 3), changes_),
)
whole_steps_ = [
    st.tuples(st.just("appear"), contracts_, queries_),
    changes_,
    changes_,
    st.tuples(st.just("drop"), contracts_, st.integers(0, 3)),
    st.tuples(st.just("leave"), contracts_, queries_),
    st.tuples(st.just("hide"), contracts_),
    st.tuples(st.just("follow"), servers_, queries_),
    st.tuples(st.sampled_from(["pause", "resume"]), servers_, queries_),
    st.tuples(st.just("days"), st.sampled_from([1, 2, ENOUGH])),
    clean_,
    clean_,
]
steps_ = st.one_of(
    *whole_steps_,
    st.tuples(st.just("struggle"), st.just(3), breaks_, failing_),
    reads_,
    reads_,
    reads_,
)

BEGINNING: Script = [
    ("appear", 0, "A"),
    ("appear", 1, "A"),
    ("appear", 1, "B"),
    ("appear", 1, ROWS),
    ("follow", 1, "A"),
]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database, which is copied for every example."""
    path = tmp_path_factory.mktemp("properties") / "empty.db"

    async def make() -> None:
        database = await Database.connect(f"sqlite+aiosqlite:///{path}")
        await upgrade(database)
        await purge(database)
        await database.close()

    asyncio.run(make())
    return path


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Silence the log: every fault of a script is logged with a traceback."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two contracts that change in one read count as many: there are only four."""
    monkeypatch.setattr(digest_batching, "MAX_DAILY_POSTS", 1)


def run(empty: Path, play: Callable[[World], Any], order: int = 0) -> None:
    path = empty.with_name("example.db")
    for old in path.parent.glob("example.db*"):
        old.unlink()
    shutil.copy(empty, path)

    async def open_and_play() -> None:
        database = await Database.connect(f"sqlite+aiosqlite:///{path}")
        try:
            await play(World(database, order))
        finally:
            await database.close()

    asyncio.run(open_and_play())


GENERATED = settings(
    deadline=None,
    derandomize=True,
    database=None,
    # A failing script is short enough to read; shrinking it takes minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

CLEAN: tuple[Any, ...] = ("read", 6.5, {}, set(), None, 1, True)
SOON: tuple[Any, ...] = ("read", 1.0, {}, set(), None, 1, True)


def failing(hours: float, *which: int) -> tuple[Any, ...]:
    """A read that lacks single contracts."""
    return ("read", hours, {}, set(which), None, 1, True)


def broken(how: str, after: int, hours: float = 6.5, query: str = "A") -> tuple[Any, ...]:
    """A read that is broken off."""
    return ("read", hours, {query: (how, after)}, set(), None, 1, True)


def not_stored(hours: float, at: int) -> tuple[Any, ...]:
    """A read of which one transaction fails."""
    return ("read", hours, {}, set(), at, 1, True)


def act(which: int, *, named: bool = False, quiet: bool = False) -> tuple[Any, ...]:
    return ("act", which, 3, named, quiet)


# Histories that reveal single faults of the bookkeeping. The bare script of each.
HISTORIES: dict[str, Script] = {
    # The cost of a contract: the next read reads it, even if nothing was imported and its row is the same.
    "one that could not be read": [act(0), failing(6.5, 0), SOON],
    "one that could not be read, and whose row is the same": [act(0, quiet=True), failing(24.0, 0), SOON],
    "one that could not be stored": [act(0, quiet=True), act(1, quiet=True), not_stored(24.0, 0), SOON],
    "what no list shows": [act(0, quiet=True), CLEAN, ("days", 1)],
    # An interrupted read does not count: changes before it and during it are announced by the next.
    "broken off at the start": [act(0), act(1), broken("incomplete", 0), SOON],
    "killed in the middle": [act(0), act(1), broken("killed", 1), ("correct", 0, 1, 5, False), CLEAN],
    "a full read that is broken off": [act(0, quiet=True), broken("source", 0, 24.0), SOON],
    "a change while it is read": [("read", 6.5, {}, set(), None, 1, True, (1, act(0))), SOON],
    "a change while a read fails": [("read", 6.5, {}, {0}, None, 1, True, (0, act(1))), SOON],
    "a read that could not be noted": [act(0), act(1), not_stored(6.5, 2), SOON],
    "two reads that could not be noted": [act(0), not_stored(6.5, 1), act(0), not_stored(6.5, 1), SOON],
    # No conclusion from omissions of an interrupted read, and none at once from those of a complete one.
    "broken off day after day": [CLEAN, ("struggle", 3, {"A": ("incomplete", 0)}, set())],
    "unread day after day": [("struggle", 3, {}, {0}), CLEAN],
    "unread day after day, though its id is answered": [("struggle", 3, {}, {1}), CLEAN],
    "gone, and asked for in vain": [("hide", 0), ("struggle", 9, {}, {0}), ("hide", 0), CLEAN],
    "gone for two days": [("hide", 0), ("days", 2), ("hide", 0), CLEAN, ("hide", 0), ("days", 9)],
    "gone, listed unread, and gone again": [
        *(("hide", 0), ("days", 5), ("hide", 0), failing(24.0, 0), ("hide", 0), ("days", 5)),
        *(("hide", 0), CLEAN),
    ],
    "gone for good, and back": [("hide", 0), ("days", 9), ("days", 2), ("hide", 0), CLEAN],
    "gone, and the machine off for a week": [("hide", 0), CLEAN, ("read", 200.0, {}, set(), None, 1, True)],
    "out of sight, back by the same row, and out of sight again": [
        *(("leave", 0, "A"), CLEAN, ("days", 9), ("appear", 0, "A"), CLEAN, ("leave", 0, "A"), ("days", 9)),
    ],
    "out of sight for hours": [
        *(("leave", 0, "A"), CLEAN, ("appear", 0, "A"), CLEAN, ("leave", 0, "A"), ("days", 1)),
    ],
    "out of sight before the baseline": [
        *(("appear", 2, "B"), ("follow", 2, "B"), broken("bug", 2, query="B"), ("leave", 2, "B")),
        *(("struggle", 3, {}, {1}), ("days", 9)),
    ],
    "out of sight after a baseline that lacked it": [
        *(("appear", 2, "A"), ("follow", 2, "A"), failing(6.5, 0), failing(6.5, 0), failing(6.5, 0), CLEAN),
        *(("leave", 0, "A"), ("days", 9)),
    ],
    "out of the sight of one": [("follow", 1, "B"), CLEAN, ("leave", 1, "A"), ("days", 9)],
    # Contracts missing from a baseline belong to it; later ones do not, in whichever digest they are.
    "a baseline that lacks one": [
        *(("appear", 2, "A"), ("follow", 2, "A"), failing(6.5, 0), failing(6.5, 0), failing(6.5, 0), CLEAN),
    ],
    "a baseline that could not store one": [("follow", 2, "A"), *[not_stored(6.5, 0)] * 4, CLEAN],
    "a baseline that could not store what others read": [("follow", 2, "A"), *[not_stored(6.5, 1)] * 3, SOON],
    "no baseline of a broken search": [
        *(("follow", 2, "A"), broken("incomplete", 1), broken("bug", 1, 60.0), broken("bug", 1), CLEAN),
    ],
    "new to two watches of a server": [
        *(("follow", 1, "B"), CLEAN, ("appear", 2, "A"), ("appear", 2, "B"), CLEAN, CLEAN),
    ],
    "new to a watch while another begins": [
        *(("appear", 2, "A"), ("appear", 2, "B"), ("follow", 1, "B"), broken("source", 0), SOON, CLEAN),
    ],
    "a second watch of what is known": [("follow", 1, "B"), CLEAN, act(1), CLEAN],
    "a server that comes while a read is killed": [
        *(("follow", 2, "B"), act(1), broken("killed", 1), ("follow", 2, "A"), CLEAN),
    ],
    "a server that comes where others read on": [
        *(act(0), ("follow", 2, "A"), broken("source", 1), act(0, quiet=True), SOON, SOON),
    ],
    "a change that all hear of": [("follow", 2, "A"), ("follow", 2, "B"), CLEAN, act(1), CLEAN],
    # The first full read of a contract first known from rows announces newer actions, and none of the older.
    "first rows, then all of it": [
        *(("appear", 2, "B"), act(2), act(2, named=True), act(2), ("appear", 2, ROWS), ("follow", 2, ROWS)),
        *(CLEAN, act(2), ("follow", 1, "B"), CLEAN),
    ],
    "rows beside all of it": [
        *(("follow", 2, ROWS), CLEAN, act(1, named=True, quiet=True), ("appear", 3, ROWS), CLEAN),
        *(("correct", 1, 1, 7, False), CLEAN),
    ],
    "rows of what another server knows in full": [
        *(("appear", 2, "A"), ("follow", 2, ROWS), CLEAN, ("appear", 2, ROWS), act(2, named=True), CLEAN),
    ],
    "rows alone": [
        *(("follow", 2, ROWS), CLEAN, ("appear", 2, ROWS), act(2, named=True), CLEAN, act(2, named=True)),
        *(CLEAN, ("correct", 2, 1, 9, False), CLEAN),
    ],
    # A total ahead of its action: the action may come with the next read.
    "a total ahead of its action, read by two watches at once": [
        *(("follow", 1, "B"), CLEAN, ("run_ahead", 1, 5, False), CLEAN, ("catch_up", 1, False), CLEAN),
    ],
    "a total that no action explains": [("run_ahead", 0, 5, False), CLEAN, ("days", 2)],
    # A paused watch gets nothing, and everything when it is resumed; a standby asks nothing.
    "paused while others read": [
        *(("follow", 2, "A"), CLEAN, ("pause", 1, "A"), act(0), act(1), CLEAN, act(0), CLEAN),
        *(("resume", 1, "A"), CLEAN),
    ],
    "paused alone": [("pause", 1, "A"), act(0), CLEAN, ("resume", 1, "A"), CLEAN],
    "paused while another watch is told": [
        *(("appear", 0, "B"), ("follow", 1, "B"), CLEAN, ("pause", 1, "A"), act(0), act(1), CLEAN),
        *(("resume", 1, "A"), CLEAN),
    ],
    "much at once": [("appear", 2, "A"), ("appear", 3, "A"), act(0), CLEAN, act(0), act(2), CLEAN],
    "paused before its baseline": [("follow", 2, "A"), ("pause", 2, "A"), CLEAN, ("resume", 2, "A"), CLEAN],
}


@pytest.mark.parametrize("script", HISTORIES.values(), ids=HISTORIES.keys())
def test_each_of_these_histories_is_announced_once(empty: Path, script: Script) -> None:
    run(empty, lambda world: world.play([*BEGINNING, ("days", 1), *script], marked=True))


@given(script=st.lists(steps_, min_size=8, max_size=30), marked=st.booleans())
@settings(GENERATED, max_examples=8 * LONG)
def test_every_change_is_announced_once_to_every_server_under_any_failures(
    empty: Path, script: Script, marked: bool
) -> None:
    beginning = [*BEGINNING, ("days", 1)] if marked else BEGINNING
    run(empty, lambda world: world.play([*beginning, *script], marked=marked))


@given(script=st.lists(st.one_of(*whole_steps_), min_size=6, max_size=16), marked=st.booleans())
@settings(GENERATED, max_examples=3 * LONG)
def test_the_order_and_repetition_of_rows_do_not_change_the_announcements(
    empty: Path, script: Script, marked: bool
) -> None:
    told: list[list[Any]] = []

    async def play(world: World) -> None:
        await world.play([*BEGINNING, ("follow", 2, ROWS), *script], marked=marked)
        told.append(sorted(map(repr, world.oracle.told)))

    for order in (0, 1000):
        run(empty, play, order)
    assert told[0] == told[1]


@given(
    script=st.lists(steps_, min_size=4, max_size=12),
    seeds=st.lists(st.integers(0, 99), min_size=3, max_size=3),
)
@settings(GENERATED, max_examples=3 * LONG)
def test_reading_the_same_state_again_in_any_order_changes_nothing(
    empty: Path, script: Script, seeds: list[int]
) -> None:
    async def play(world: World) -> None:
        await world.play([*BEGINNING, *script], marked=bool(seeds[0] % 2))
        kept = ("announcements", "changes", "actions", "contract_values", "snapshots", "contract_snapshots")
        before = await world.rows(*kept)
        for seed in seeds:
            await world.read(24.0, {}, set(), None, seed, says_loads=False)
        assert await world.rows(*kept) == before
        assert len(await world.rows("contracts")) == 1

    run(empty, play)
