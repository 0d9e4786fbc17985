"""Replay of the history with a changed format of the source from one day on.

Members get the same announcements, and organisers one notice. Each variation also begins on a day with a
real change.
"""

import asyncio
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.storage import Database
from tests.support.replay.replay import Post, replay
from tests.support.replay.restyling import (
    HISTORIES,
    WAYS,
    States,
    Way,
    a_day_later,
    amounts_zero,
    followed_by_days,
    rewritten,
    rows_vanish,
    whole_dollars,
)
from tests.support.replay.snapshots import UEI

pytestmark = [pytest.mark.wire, pytest.mark.full]

SUPPLIER = {"suppliers": [UEI]}
OTHERWISE = "restyled"


async def announcements(
    database: Database, shown: States, *queries: dict[str, Any]
) -> tuple[list[Post], list[tuple[str, str]]]:
    """Return the announcements to members for a history, and all other posts."""
    async with replay(database, shown) as world:
        for step, state in enumerate(shown):
            world.clock.now = datetime.combine(date.fromisoformat(state["date"]), time(12), UTC)
            if step == 0:
                await world.watch(*(queries or (SUPPLIER,)))
            await world.read(world.clock.now, step)
        return [_plain(post) for post in world.posts], world.others


def _plain(post: Post) -> Post:
    """Pad the numbers of actions as in the unchanged history."""
    day, number, changes = post
    # An order whose vehicle is missing when it appears is a contract.
    return (
        day,
        number,
        [
            (kind.replace("new-contract", "new-order"), _number(action), *rest)
            for kind, action, *rest in changes
        ],
    )


def _number(number: str | None) -> str | None:
    if number is None:
        return None
    digits = number.lstrip("P").lstrip("0")
    return f"P{int(digits):05}" if digits else "0"


@pytest.fixture(scope="module")
def unchanged_history(
    migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], list[Post]]:
    """The announcements to members for the unchanged history."""

    @cache
    def play(history: str) -> list[Post]:
        file = tmp_path_factory.mktemp("played") / "tocsin.db"
        shutil.copyfile(migrated_file, file)

        async def run() -> list[Post]:
            database = await Database.connect(f"sqlite+aiosqlite:///{file}")
            posts, _ = await announcements(database, states_of(history))
            await database.close()
            return posts

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, run()).result()

    return play


def states_of(history: str) -> States:
    return followed_by_days(HISTORIES[history](), 3)


SINCE = {"demo": 3, "real": 2}
"""Return days on which money was added or corrected, and on which an order was new."""


ON_BOTH = pytest.mark.parametrize("history", ["demo", pytest.param("real", marks=pytest.mark.long)])
IN_ALL = ("numbers without letters", "awards without their vehicles")  # a fault is seen in "all of it" too
APART = [
    pytest.param(ways, id=name, marks=[pytest.mark.long] if name in IN_ALL else [])
    for name, ways in WAYS.items()
]


@ON_BOTH
@pytest.mark.parametrize("ways", APART)
async def test_members_get_real_changes_and_none_of_the_format(
    sqlite_database: Database,
    unchanged_history: Callable[[str], list[Post]],
    history: str,
    ways: tuple[Way, ...],
) -> None:
    posts, others = await announcements(sqlite_database, rewritten(states_of(history), SINCE[history], *ways))
    assert posts == unchanged_history(history) != []
    assert [kind for _, kind in others].count(OTHERWISE) <= 1


@ON_BOTH
async def test_rows_that_disappear_for_a_day_are_not_announced(
    sqlite_database: Database, unchanged_history: Callable[[str], list[Post]], history: str
) -> None:
    since = SINCE[history] + 1
    posts, _ = await announcements(sqlite_database, rewritten(states_of(history), since, rows_vanish, days=1))
    assert sorted(posts, key=repr) == sorted(unchanged_history(history), key=repr)


def _items(posts: list[Post]) -> list[str]:
    """Return the announcements without days and without the time to an end, which another day changes."""
    near = "ends-within-7-days"
    return sorted(repr((number, one)) for _, number, found in posts for one in found if one[0] != near)


@ON_BOTH
async def test_a_day_on_which_every_amount_is_zero_announces_only_real_changes(
    sqlite_database: Database, unchanged_history: Callable[[str], list[Post]], history: str
) -> None:
    since = SINCE[history] + 1  # an order that is new on such a day would be announced without its amount
    posts, others = await announcements(
        sqlite_database, rewritten(states_of(history), since, amounts_zero, days=1)
    )
    assert _items(posts) == _items(unchanged_history(history))
    assert OTHERWISE not in [kind for _, kind in others]


@ON_BOTH
@pytest.mark.parametrize("way", [whole_dollars, a_day_later, amounts_zero])
async def test_a_lasting_shift_of_amounts_or_days_is_announced_to_organisers_once(
    sqlite_database: Database, unchanged_history: Callable[[str], list[Post]], history: str, way: Way
) -> None:
    states = states_of(history)
    since = len(states) - 3  # after the last real change
    posts, others = await announcements(sqlite_database, rewritten(states, since, way))
    assert _items(posts) == _items(unchanged_history(history))
    assert [kind for _, kind in others].count(OTHERWISE) == 1
