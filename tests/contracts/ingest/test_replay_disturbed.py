"""Replay of the captures with failing reads, with changes during and between reads, and with a second
watch.

The second watch reads in full what the first knows from rows. The announcements are the same.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from aiohttp import web

from bot.demo.sources.usaspending import Handler
from bot.storage import Database
from tests.support.faulty_usaspending import InjectedFailure
from tests.support.replay.replay import (
    BRIDGE,
    CAPTURE_BY_CAPTURE,
    DAY_BY_DAY,
    EVENTFUL,
    HISTORY,
    KEYWORD,
    ORDER,
    SKIP_TRACING,
    SUPPLIER,
    Post,
    Replay,
    Snapshots,
    as_captured,
    captures,
    day_by_day,
    moment,
    replay,
    states,
    twice_and_in_any_order,
)
from tests.support.replay.snapshots import ICE, states_by_latency

pytestmark = [pytest.mark.wire, pytest.mark.full]

WHOLE_HISTORY = HISTORY / "real_capgemini_dhs_transactions_fy2021_2026.csv"
BY_NAME = {"suppliers": ["CAPGEMINI"], "agencies": [ICE["name"]]}
SEARCH, ROW_SEARCH, HISTORIES = "spending_by_award", "spending_by_transaction", "/transactions/"

Failures = Sequence[tuple[str, InjectedFailure, int]]

# Failures of the API, each for as many requests as the client retries.
FAULTS: Mapping[str, Failures] = {
    "the search": [(SEARCH, InjectedFailure.CRASH, 3), (ROW_SEARCH, InjectedFailure.CRASH, 3)],
    "one order": [(f"/awards/{ORDER}", InjectedFailure.CRASH, 3)],
    "a history": [(HISTORIES, InjectedFailure.CRASH, 3)],
    "the host, after the search": [
        ("/awards/CONT", InjectedFailure.EMPTY_503, 10),
        (ROW_SEARCH, InjectedFailure.CRASH, 3),
    ],
}


def by_day(posts: Sequence[Post]) -> list[Post]:
    return sorted(posts, key=lambda post: post[:2])


@pytest.mark.parametrize(
    ("fault", "queries"),
    [
        ("the search", (KEYWORD, SUPPLIER)),
        ("one order", (SUPPLIER,)),
        ("a history", (SUPPLIER,)),
        ("the host, after the search", (KEYWORD, SUPPLIER)),
    ],
)
async def test_failing_reads_hide_and_repeat_nothing(
    sqlite_database: Database, fault: str, queries: Sequence[Mapping[str, Any]]
) -> None:
    """Each capture is read with a failure, and again an hour later."""
    made = [captures()[number] for number in EVENTFUL]
    async with replay(sqlite_database, states(twice_and_in_any_order(made))) as world:
        world.clock.now = moment(made[0])
        await world.watch(*queries)
        await world.read(moment(made[0]), 0)
        for step, snapshot in enumerate(made[1:], 1):
            for path, failure, times in FAULTS[fault]:
                world.api.fail(path, failure, times)
            await world.read_somehow(moment(snapshot), step)
            failed = sum(watch.failures for watch in await world.watches.list(1))
            world.api._failures.clear()
            await world.read(moment(snapshot) + timedelta(hours=1), step)
            assert failed
        assert by_day(world.posts) == by_day(CAPTURE_BY_CAPTURE)


@pytest.mark.parametrize("after", [2, 8])
async def test_an_import_during_a_read_is_announced_by_the_next_read_at_the_latest(
    sqlite_database: Database, after: int
) -> None:
    """Each capture appears after so many answers of a read that began with the one before."""
    made = [captures()[number] for number in EVENTFUL]
    async with replay(sqlite_database, states(made)) as world:
        world.clock.now = moment(made[0])
        await world.watch(SUPPLIER)
        await world.read(moment(made[0]), 0)
        for step, snapshot in enumerate(made[1:], 1):
            world.api.intercept = _loads(world, step, after)
            await world.read(moment(snapshot), step - 1)
            world.api.intercept = None
            await world.read(moment(snapshot) + timedelta(minutes=50 * 8), step)
        days = {post[0] for post in CAPTURE_BY_CAPTURE}
        assert {post[0] for post in world.posts} <= days | {"2026-03-17"}
        assert [post[1:] for post in by_day(world.posts)] == [post[1:] for post in by_day(CAPTURE_BY_CAPTURE)]


def _loads(world: Replay, step: int, after: int) -> Callable[[web.Request, Handler], Any]:
    answered = 0

    async def intercept(request: web.Request, handler: Handler) -> web.StreamResponse:
        nonlocal answered
        answered += 1
        if answered > after:
            world.api.show(step)
        return await handler(request)

    return intercept


async def test_captures_between_full_reads_are_announced_on_their_days(
    sqlite_database: Database,
) -> None:
    """The full read is in the morning; each capture appears in the evening, when only rows are read."""
    days, daily = day_by_day()
    async with replay(sqlite_database, states(twice_and_in_any_order(daily))) as world:
        world.clock.now = datetime.combine(days[0], time(23, 30), UTC)
        await world.watch(SUPPLIER)
        await world.read(world.clock.now, 0)
        for step, day in enumerate(days[2:], 2):
            await world.read(datetime.combine(day, time(10), UTC), step - 1)
            await world.read(datetime.combine(day, time(23, 30), UTC), step)
        assert world.posts == DAY_BY_DAY
        assert world.others == [("2026-02-13", "baseline")]


# The earlier sibling of the order that made the news came as the eleventh modification of an order for
# something else, on record since 2023-12-28 with ten modifications before, one of which has two rows. Only
# the eleventh mentions the keyword. The second watch is added when the order itself appears, or the twelfth.
SIBLING: list[Post] = [
    (
        "2025-10-11",
        BRIDGE,
        [("money-added", "P00011", date(2025, 10, 9), {"amount": Decimal("7372680.00")})],
    ),
    ("2025-12-20", SKIP_TRACING, [("new-order", None, None, {"amount": Decimal("4816782.50")})]),
    (
        "2026-02-26",
        BRIDGE,
        [("money-added", "P00012", date(2026, 2, 24), {"amount": Decimal("2295794.15")})],
    ),
    (
        "2026-04-11",
        BRIDGE,
        [("money-added", "P00013", date(2026, 4, 9), {"amount": Decimal("2686283.99")})],
    ),
]


@pytest.mark.parametrize(
    ("shown", "queries", "added"),
    [
        pytest.param(twice_and_in_any_order, (KEYWORD, BY_NAME), "2026-02-26", id="rows, later"),
        pytest.param(as_captured, (BY_NAME, KEYWORD), "2025-12-20", id="whole"),
    ],
)
async def test_the_first_full_read_of_a_contract_known_from_rows_announces_only_newer_actions(
    sqlite_database: Database,
    shown: Callable[[Snapshots], Snapshots],
    queries: tuple[Mapping[str, Any], Mapping[str, Any]],
    added: str,
) -> None:
    if not WHOLE_HISTORY.is_file():
        pytest.skip("the rows are not at hand")
    with WHOLE_HISTORY.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Agency"] == "ICE"]
    (given,) = shown([{"rows": rows}])
    seen = [
        state for state in states_by_latency(given["rows"], timedelta(days=2)) if state["date"] > "2025-09"
    ]
    first, second = queries
    async with replay(sqlite_database, seen) as world:
        for step, state in enumerate(seen):
            world.clock.now = datetime.combine(date.fromisoformat(state["date"]), time(12), UTC)
            if step == 0:
                await world.watches.add(1, "first", "usaspending", first)
            if state["date"] == added:
                await world.watches.add(1, "second", "usaspending", second)
            await world.read(world.clock.now, step)
            await world.read(world.clock.now + timedelta(hours=8), step)
        assert world.posts == SIBLING
        assert world.others == [("2025-09-13", "baseline"), (added, "baseline")]
