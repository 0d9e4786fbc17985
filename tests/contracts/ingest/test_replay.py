"""Replay of dated captures of the real API through the real client and the watcher.

The expected announcements are written by hand from the record: exactly these, however the API orders and
repeats its rows, and on whatever days the machine is off.
"""

import csv
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from bot.contracts.queries.service import Contracts
from bot.contracts.row_mapping import change_of
from bot.storage import Database
from bot.storage.models import Change, Contract
from tests.support.replay.replay import (
    ARRIVED,
    BRIDGE,
    CAPTURE_BY_CAPTURE,
    CORRECTED,
    DAY_BY_DAY,
    ECCO,
    EXTENDED,
    FUNDED,
    FUNDED_AGAIN,
    FUNDED_AS_CORRECTED,
    KEPT,
    KEYWORD,
    NEWCOMER,
    SKIP_TRACING,
    SKIP_TRACING_ROWS,
    SUPPLIER,
    Post,
    Snapshots,
    as_captured,
    captures,
    day_by_day,
    expected_form,
    moment,
    near,
    played,
    replay,
    shuffled_within_equal_amounts,
    states,
    twice_and_in_any_order,
)
from tests.support.replay.snapshots import states_by_latency

pytestmark = [pytest.mark.wire, pytest.mark.full]


async def test_the_real_history_read_daily_is_announced_once_and_in_order(sqlite_database: Database) -> None:
    """Each day shows the state of the last capture, in its own order."""
    days, daily = day_by_day()
    async with replay(sqlite_database, states(twice_and_in_any_order(daily))) as world:
        for step, day in enumerate(days):
            world.clock.now = datetime.combine(day, time(23), UTC)  # after the time of the day's capture
            if step == 0:
                await world.watch(SUPPLIER)
            await world.read(world.clock.now, step)
        assert world.posts == DAY_BY_DAY
        assert world.others == [("2026-02-13", "baseline")]


async def test_the_real_history_read_on_the_days_of_captures_is_announced_once_and_in_order(
    sqlite_database: Database,
) -> None:
    shown = shuffled_within_equal_amounts(captures())
    assert await played(sqlite_database, shown, days=range(14)) == CAPTURE_BY_CAPTURE


@pytest.mark.parametrize(("shown", "supplier_first"), [(as_captured, True), (twice_and_in_any_order, False)])
async def test_a_keyword_watch_beside_the_supplier_watch_adds_nothing(
    sqlite_database: Database, shown: Callable[[Snapshots], Snapshots], supplier_first: bool
) -> None:
    """It reads the same from other answers.

    Rows show no ends: P00001, first known from a row, is named once its effect is read.
    """
    queries = (SUPPLIER, KEYWORD) if supplier_first else (KEYWORD, SUPPLIER)
    assert await played(sqlite_database, shown(captures()), *queries) == CAPTURE_BY_CAPTURE


async def test_the_stored_rows_of_the_real_history(sqlite_database: Database) -> None:
    await played(sqlite_database, captures())
    contracts = Contracts(sqlite_database)
    async with sqlite_database.read() as session:
        kept = (
            await session.execute(
                select(Change, Contract.number)
                .join(Contract, Contract.id == Change.contract_id)
                .where(~Change.news, Change.action_id.is_not(None))
                .order_by(Change.id)
            )
        ).all()
    assert [
        (f"{change.seen_at:%Y-%m-%d}", number, change_of(change).kind.value, change.number)
        for change, number in kept
    ] == KEPT
    latest = await contracts.latest(1, limit=20)
    posts = [
        (f"{news.seen_at:%Y-%m-%d}", news.contract.number, [expected_form(change) for change in news.changes])
        for news in latest.items
    ]
    assert sorted(posts, key=lambda post: post[:2]) == CAPTURE_BY_CAPTURE
    by_number = {news.contract.number: news.contract for news in latest.items}
    assert by_number[SKIP_TRACING].parent_ceiling == Decimal("365821218.75")
    bridge = await contracts.show(1, by_number[BRIDGE].id)
    corrected = next(view for view in bridge.actions if view.action.number == "P00012")
    assert corrected.action.amount == Decimal("2295794.15")
    assert [(was.amount, was.date) for was in corrected.revised_from] == [
        (Decimal("2306976.66"), date(2026, 2, 19))
    ]


# Days of downtime. The numbers are those of the captures, from 0 (2026-02-13) to 13.

UNREAD: list[tuple[set[int], list[Post]]] = [
    # Changes first seen on a missing day are announced on the next: on 2026-02-28, on 2026-03-24, …
    (
        {1, 5, 8},
        [
            ("2026-02-28", BRIDGE, [FUNDED]),
            CAPTURE_BY_CAPTURE[1],
            ("2026-03-24", SKIP_TRACING, [EXTENDED]),
            *CAPTURE_BY_CAPTURE[3:5],
            ("2026-07-08", SKIP_TRACING, [near("lapsed", "2026-05-14")]),
            ("2026-07-08", NEWCOMER, [ARRIVED]),
        ],
    ),
    # Without 2026-03-10 there was no read in the week before the first end.
    (
        {4, 7},
        [
            CAPTURE_BY_CAPTURE[0],
            CAPTURE_BY_CAPTURE[2],
            ("2026-05-05", BRIDGE, [FUNDED_AGAIN, CORRECTED]),
            ("2026-05-05", SKIP_TRACING, [near("ends-within-30-days", "2026-05-14")]),
            *CAPTURE_BY_CAPTURE[5:],
        ],
    ),
    # The first value of P00012 was visible only until 2026-03-24: it is never announced.
    (
        {1, 2, 3, 4, 5, 6},
        [
            ("2026-04-20", BRIDGE, [FUNDED_AS_CORRECTED, FUNDED_AGAIN]),
            ("2026-04-20", SKIP_TRACING, [EXTENDED]),
            *CAPTURE_BY_CAPTURE[5:],
        ],
    ),
    # The content of the first capture is not announced.
    ({0}, CAPTURE_BY_CAPTURE[1:]),
    # From the first to the last: every change at once, and an order that ended long ago.
    (
        set(range(1, 13)),
        [
            ("2026-08-06", BRIDGE, [FUNDED_AS_CORRECTED, FUNDED_AGAIN]),
            ("2026-08-06", SKIP_TRACING, [EXTENDED]),
            ("2026-08-06", NEWCOMER, [ARRIVED]),
        ],
    ),
]


@pytest.mark.parametrize(("left_out", "announced"), UNREAD, ids=lambda each: "")
async def test_missing_days_hide_only_states_visible_on_those_days(
    sqlite_database: Database, left_out: set[int], announced: list[Post]
) -> None:
    days = [day for day in range(14) if day not in left_out]
    assert await played(sqlite_database, twice_and_in_any_order(captures()), days=days) == announced


# Rows that disappear and return.


def without(snapshots: Snapshots, days: set[int], **row: str) -> Snapshots:
    """Return the captures, of which these lack every row with such entries."""
    wanted = {name.replace("_", " "): value for name, value in row.items()}
    return [
        {**snapshot, "rows": [each for each in snapshot["rows"] if not wanted.items() <= each.items()]}
        if day in days
        else snapshot
        for day, snapshot in enumerate(snapshots)
    ]


@pytest.mark.parametrize(
    ("row", "days", "queries"),
    [
        ({"Award_ID": BRIDGE, "Modification": "P00011"}, {1, 5, 8}, (KEYWORD, SUPPLIER)),
        ({"Award_ID": SKIP_TRACING, "Modification": "0"}, {1, 8}, (KEYWORD, SUPPLIER)),
        ({"Award_ID": ECCO}, {1, 4}, (SUPPLIER,)),
    ],
    ids=["an action, again and again", "the base award", "a contract"],
)
async def test_rows_that_disappear_and_return_are_announced_once(
    sqlite_database: Database,
    row: Mapping[str, str],
    days: set[int],
    queries: tuple[Mapping[str, Any], ...],
) -> None:
    snapshots = without(captures(), days, **row)
    found = await played(sqlite_database, snapshots, *queries)
    assert found == CAPTURE_BY_CAPTURE


async def test_a_contract_missing_for_a_week_of_reads_is_withdrawn_and_returns(
    sqlite_database: Database,
) -> None:
    snapshots = without(captures(), {1}, Award_ID=ECCO)
    async with replay(sqlite_database, states(snapshots)) as world:
        world.clock.now = moment(snapshots[0])
        await world.watch(SUPPLIER)
        await world.read(moment(snapshots[0]), 0)
        for days in range(9):
            await world.read(moment(snapshots[1]) + timedelta(days=days), 1)
        await world.read(moment(snapshots[5]), 5)
        assert world.posts == [
            ("2026-02-24", BRIDGE, [FUNDED]),
            ("2026-03-03", ECCO, [("withdrawn", None, None, {"old": date(2026, 2, 24)})]),
            ("2026-03-16", ECCO, [("returned", None, None, {"old": date(2026, 3, 3)})]),
            ("2026-03-16", SKIP_TRACING, [EXTENDED]),
        ]


# The keyword watch across all suppliers, over every row that mentioned them in a fiscal year.

LATENCY = timedelta(days=2)  # days from an action's date to its first sight: the measured minimum and median
ISAP, RECOVERY = "70CDCR25FR0000127", "70CDCR26FR0000003"
NEW_ORDERS = {
    "2025-10-29": {RECOVERY: "1288462.00"},
    "2025-12-18": {
        "70CDCR26FR0000013": "34552.00",
        "70CDCR26FR0000014": "348000.00",
        "70CDCR26FR0000015": "636500.00",
        "70CDCR26FR0000016": "427500.00",
        "70CDCR26FR0000018": "741000.00",
        "70CDCR26FR0000020": "127920.00",
    },
    "2025-12-20": {
        "70CDCR26FR0000017": "1642226.25",
        "70CDCR26FR0000019": "2656327.50",
        "70CDCR26FR0000021": "1624500.00",
        "70CDCR26FR0000022": "909750.00",
        "70CDCR26FR0000023": "767468.75",
        SKIP_TRACING: "4816782.50",
        "70CDCR26FR0000025": "1487580.00",
    },
    "2026-01-18": {"70CDCR26FR0000032": "2812500.00"},
}
# Rows have neither ends nor, here, codes: extensions without money are without effect for this watch.
EXTENSIONS = {
    "2026-03-12": ["70CDCR26FR0000013"],
    "2026-03-13": [f"70CDCR26FR00000{n}" for n in (14, 15, 17, 18, 19, 20, 21, 22, 23, 24, 25)],
}


def money(number: str, day: str, amount: str) -> tuple[Any, ...]:
    return ("money-added", number, date.fromisoformat(day), {"amount": Decimal(amount)})


MENTIONED: list[Post] = sorted(
    [
        ("2025-10-23", "70CDCR26C00000001", [("new-contract", None, None, {"amount": Decimal("0.00")})]),
        # Not a new order, but money for another purpose on one that was unknown.
        ("2025-11-01", ISAP, [money("P00002", "2025-10-30", "690000.00")]),
        ("2025-12-19", ISAP, [money("P00003", "2025-12-17", "9660000.00")]),
        ("2026-01-29", ISAP, [money("P00004", "2026-01-27", "76011425.00")]),
        ("2026-03-08", RECOVERY, [money("P00001", "2026-03-06", "4390375.00")]),
        *(
            (day, number, [("new-order", None, None, {"amount": Decimal(amount)})])
            for day, orders in NEW_ORDERS.items()
            for number, amount in orders.items()
        ),
    ],
    key=lambda post: post[:2],
)
ON_DEMAND: list[Post] = [
    (day, number, [("action", "P00001", date.fromisoformat(day) - LATENCY, {})])
    for day, numbers in EXTENSIONS.items()
    for number in numbers
]


async def test_every_row_with_a_keyword_is_announced_once_for_any_supplier(sqlite_database: Database) -> None:
    if not SKIP_TRACING_ROWS.is_file():
        pytest.skip("the rows are not at hand")
    with SKIP_TRACING_ROWS.open(encoding="utf-8", newline="") as file:
        (rows,) = twice_and_in_any_order([{"rows": list(csv.DictReader(file))}])
    seen = states_by_latency(rows["rows"], LATENCY)
    async with replay(sqlite_database, seen) as world:
        for step, state in enumerate(seen):
            now = datetime.combine(date.fromisoformat(state["date"]), time(12), UTC)
            if step == 0:
                world.clock.now = now
                await world.watch(KEYWORD)
            await world.read(now, step)
            await world.read(now + timedelta(hours=8))  # a quick read, without a new import
        assert world.posts == MENTIONED
        assert world.others == [
            ("2025-10-11", "baseline"),
            ("2025-12-18", "changes"),
            ("2025-12-20", "changes"),
        ]
        shown = [
            (f"{news.seen_at:%Y-%m-%d}", news.contract.number, [expected_form(one) for one in news.changes])
            for news in (await world.contracts.latest(1, limit=100)).items
        ]
        assert sorted(shown, key=lambda post: post[:2]) == sorted(
            [*MENTIONED, *ON_DEMAND], key=lambda post: post[:2]
        )
