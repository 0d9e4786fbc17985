"""A source that changes how it publishes is no news: the same history, shown otherwise from one day on, tells
members the same, and its organisers once.

Each way is tried from a day on which something really changed as well.
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


async def told(
    database: Database, shown: States, *queries: dict[str, Any]
) -> tuple[list[Post], list[tuple[str, str]]]:
    """What members are told of a history, and every other post."""
    async with replay(database, shown) as world:
        for step, state in enumerate(shown):
            world.clock.now = datetime.combine(date.fromisoformat(state["date"]), time(12), UTC)
            if step == 0:
                await world.watch(*(queries or (SUPPLIER,)))
            await world.read(world.clock.now, step)
        return [_plain(post) for post in world.posts], world.others


def _plain(post: Post) -> Post:
    """With the numbers of actions as they are padded in the history that is shown as it was."""
    day, number, changes = post
    # An order whose vehicle is left out when it comes is a contract.
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
def as_it_was(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[Post]]:
    """What members are told of a history that is shown as it was, played once."""

    @cache
    def play(history: str) -> list[Post]:
        file = tmp_path_factory.mktemp("played") / "tocsin.db"
        shutil.copyfile(migrated_file, file)

        async def run() -> list[Post]:
            database = await Database.connect(f"sqlite+aiosqlite:///{file}")
            posts, _ = await told(database, shown(history))
            await database.close()
            return posts

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, run()).result()

    return play


def shown(history: str) -> States:
    return followed_by_days(HISTORIES[history](), 3)


SINCE = {"demo": 3, "real": 2}
"""Days on which money was added, corrected, and an order was new."""


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize("ways", WAYS.values(), ids=WAYS.keys())
async def test_members_are_told_what_really_changed_and_nothing_of_how_it_is_published(
    sqlite_database: Database,
    as_it_was: Callable[[str], list[Post]],
    history: str,
    ways: tuple[Way, ...],
) -> None:
    posts, others = await told(sqlite_database, rewritten(shown(history), SINCE[history], *ways))
    assert posts == as_it_was(history) != []
    assert [kind for _, kind in others].count(OTHERWISE) <= 1


@pytest.mark.parametrize("history", HISTORIES)
async def test_rows_that_vanish_for_a_day_and_return_are_no_news(
    sqlite_database: Database, as_it_was: Callable[[str], list[Post]], history: str
) -> None:
    since = SINCE[history] + 1
    posts, _ = await told(sqlite_database, rewritten(shown(history), since, rows_vanish, days=1))
    assert sorted(posts, key=repr) == sorted(as_it_was(history), key=repr)


def _items(posts: list[Post]) -> list[str]:
    """What was told, whichever day; without how near an end is, which a day more moves."""
    near = "ends-within-7-days"
    return sorted(repr((number, one)) for _, number, found in posts for one in found if one[0] != near)


@pytest.mark.parametrize("history", HISTORIES)
async def test_a_day_on_which_every_amount_is_zero_tells_nothing_but_what_changed(
    sqlite_database: Database, as_it_was: Callable[[str], list[Post]], history: str
) -> None:
    since = SINCE[history] + 1  # an order that is new on such a day would be told without its amount
    posts, others = await told(sqlite_database, rewritten(shown(history), since, amounts_zero, days=1))
    assert _items(posts) == _items(as_it_was(history))
    assert OTHERWISE not in [kind for _, kind in others]


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize("way", [whole_dollars, a_day_later, amounts_zero])
async def test_amounts_or_days_that_shift_for_good_are_told_to_the_organisers_once(
    sqlite_database: Database, as_it_was: Callable[[str], list[Post]], history: str, way: Way
) -> None:
    states = shown(history)
    since = len(states) - 3  # after the last real change
    posts, others = await told(sqlite_database, rewritten(states, since, way))
    assert _items(posts) == _items(as_it_was(history))
    assert [kind for _, kind in others].count(OTHERWISE) == 1
