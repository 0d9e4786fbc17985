"""Dated captures of the real API, replayed through the real client and the watcher.

What must be announced is written by hand from the record: that, all of that, and nothing else, however
the API orders and repeats its rows, and whatever days the machine is off.
"""

import csv
import json
import random
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from bot.contracts.model import Change as Found
from bot.contracts.queries import Contracts
from bot.contracts.rows import change_of
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.usaspending import Usaspending
from bot.contracts.watcher import Watcher
from bot.contracts.watches import Watches
from bot.demo.usaspending import UsaspendingStandIn
from bot.storage import Database
from bot.storage.leases import LeaseKeeper
from bot.storage.tables import Announcement, Change, Contract, Server
from tests.conftest import SHARED_DATA, MovableClock
from tests.wire.snapshots import ICE, UEI, states_by_latency, states_from_snapshots

HISTORY = SHARED_DATA / "usaspending" / "history"
CAPTURES = HISTORY / "capgemini_ice_fy2026_snapshots.json"
SKIP_TRACING_ROWS = HISTORY / "real_ice_skip_tracing_transactions_fy2026.csv"
ORDER = "CONT_AWD_70CDCR26FR0000024_7012_70CDCR26D00000015_7012"
SKIP_TRACING, BRIDGE, NEWCOMER = "70CDCR26FR0000024", "70CDCR24FR0000006", "70CTD021FR0000248"
ECCO = "70CDCR19FC0000007"
SUPPLIER = {"suppliers": [UEI], "agencies": [ICE["name"]]}
KEYWORD = {"keywords": ["skip tracing"], "agencies": [ICE["name"]]}

Post = tuple[str, str, list[tuple[Any, ...]]]  # day, contract, and of each change: kind, action, its date, …
Snapshots = list[dict[str, Any]]

# The record, by hand. The captures show, of what was not there on the first of their days:
#   2026-02-24  P00012 of the bridge order, dated 2026-02-19, of $2,306,976.66
#   2026-03-16  P00001 of the skip-tracing order, dated 2026-03-11, of $0, which moves its end from 2026-03-15
#               to 2026-05-14
#   2026-04-20  P00013 of the bridge order, dated 2026-04-09, of $2,686,283.99; P00012 now dated 2026-02-24
#               and of $2,295,794.15
#   2026-05-05  an order that no capture had before, with a close-out of $0
FUNDED = ("money-added", "P00012", date(2026, 2, 19), {"amount": Decimal("2306976.66")})
EXTENDED = (
    "extended",
    "P00001",
    date(2026, 3, 11),
    {"old": date(2026, 3, 15), "new": date(2026, 5, 14)},
)
FUNDED_AGAIN = ("money-added", "P00013", date(2026, 4, 9), {"amount": Decimal("2686283.99")})
CORRECTED = (
    "corrected",
    "P00012",
    date(2026, 2, 24),
    {
        "old": Decimal("2306976.66"),
        "new": Decimal("2295794.15"),
        "old_date": date(2026, 2, 19),
        "new_date": date(2026, 2, 24),
    },
)
FUNDED_AS_CORRECTED = ("money-added", "P00012", date(2026, 2, 24), {"amount": Decimal("2295794.15")})
ARRIVED: tuple[Any, ...] = ("new-order", None, None, {})


def near(kind: str, end: str) -> tuple[Any, ...]:
    return (kind, None, None, {"new": date.fromisoformat(end)})


# Read once a day, with the ends of the skip-tracing order as the calendar has them: 2026-03-15 is thirty days
# after the first read, which tells nothing; seven days before it is 2026-03-08. 2026-05-14 is thirty days
# after 2026-04-14 and seven after 2026-05-07; a week has passed since on 2026-05-22.
DAY_BY_DAY: list[Post] = [
    ("2026-02-24", BRIDGE, [FUNDED]),
    ("2026-03-08", SKIP_TRACING, [near("ends-within-7-days", "2026-03-15")]),
    ("2026-03-16", SKIP_TRACING, [EXTENDED]),
    ("2026-04-14", SKIP_TRACING, [near("ends-within-30-days", "2026-05-14")]),
    ("2026-04-20", BRIDGE, [FUNDED_AGAIN, CORRECTED]),
    ("2026-05-05", NEWCOMER, [ARRIVED]),
    ("2026-05-07", SKIP_TRACING, [near("ends-within-7-days", "2026-05-14")]),
    ("2026-05-22", SKIP_TRACING, [near("lapsed", "2026-05-14")]),
]
# Read on the days of the captures alone: what the calendar says, on the first of these days that it holds.
CAPTURE_BY_CAPTURE: list[Post] = [
    ("2026-02-24", BRIDGE, [FUNDED]),
    ("2026-03-10", SKIP_TRACING, [near("ends-within-7-days", "2026-03-15")]),
    ("2026-03-16", SKIP_TRACING, [EXTENDED]),
    ("2026-04-20", BRIDGE, [FUNDED_AGAIN, CORRECTED]),
    ("2026-04-20", SKIP_TRACING, [near("ends-within-30-days", "2026-05-14")]),
    ("2026-05-05", NEWCOMER, [ARRIVED]),
    ("2026-07-08", SKIP_TRACING, [near("lapsed", "2026-05-14")]),
]
KEPT = [("2026-03-16", SKIP_TRACING, "action", "P00001")]


def captures() -> Snapshots:
    if not CAPTURES.is_file():
        pytest.skip("the captures are not at hand")
    found: Snapshots = json.loads(CAPTURES.read_text(encoding="utf-8"))["snapshots"]
    return found


def states(snapshots: Snapshots) -> list[dict[str, Any]]:
    """The captures as states; they hold no ends, so those that P00001 moved are added to its order."""
    shown = states_from_snapshots(snapshots)
    for state in shown:
        for award in state["awards"]:
            if award["id"] == ORDER:
                numbers = [row["number"] for row in award["transactions"]]
                award["end"] = "2026-05-14" if "P00001" in numbers else "2026-03-15"
    return shown


def moment(snapshot: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(snapshot["observed_at"]).astimezone(UTC)


def said(change: Any) -> Mapping[str, Any]:
    names = ("amount", "old", "new", "old_date", "new_date")
    return {name: getattr(change, name) for name in names if getattr(change, name) is not None}


def told(change: Found) -> tuple[Any, ...]:
    return (change.kind.value, change.number, change.date, said(change))


@dataclass
class Replay:
    """One server that watches a stand-in, and what it was told, post by post."""

    api: UsaspendingStandIn
    database: Database
    clock: MovableClock
    watches: Watches
    contracts: Contracts
    watcher: Watcher
    posts: list[Post] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)  # day and kind of every other post
    administrative: bool = False
    _done: int = 0

    async def watch(self, *queries: Mapping[str, Any]) -> None:
        for number, query in enumerate(queries):
            await self.watches.add(1, f"watch {number}", "usaspending", query)

    async def read(self, now: datetime, step: int | None = None) -> None:
        """Read at a moment, with the API as it is at a step, and note what is announced of it."""
        self.clock.now = now
        if step is not None:
            self.api.show(step)
        assert await self.watcher.tick() >= 1
        await self._note(f"{now:%Y-%m-%d}")
        for watch in await self.watches.list(1):
            assert (watch.failures, watch.fault) == (0, None)

    async def _note(self, day: str) -> None:
        async with self.database.read() as session:
            rows = (await session.execute(select(Announcement).order_by(Announcement.id))).scalars().all()
        assert not any(row.gathering for row in rows)
        rows = [row for row in rows if row.id > self._done]
        found: list[Any] = []
        for row in rows:
            if row.kind == "contract":
                number = int(row.subject.partition(":")[2])
                found.append(
                    await self.contracts.news(number, row.occasion, administrative=self.administrative)
                )
            elif row.kind == "changes":
                self.others.append((day, row.kind))
                page = await self.contracts.digest_of_changes(
                    row.id, server_id=1, limit=100, administrative=self.administrative
                )
                found += page.items
            else:
                self.others.append((day, row.kind))
        posts = [(day, news.contract.number, [told(change) for change in news.changes]) for news in found]
        self.posts += sorted(posts, key=lambda post: post[1])
        self._done = max([self._done, *(row.id for row in rows)])


@asynccontextmanager
async def replay(database: Database, shown: Sequence[Mapping[str, Any]]) -> AsyncIterator[Replay]:
    clock = MovableClock()
    async with UsaspendingStandIn(shown) as api, aiohttp.ClientSession() as session:
        http = SourceHttp(session, user_agent="test", allow_loopback=True)
        sources = {"usaspending": Usaspending(http, api.url, clock)}
        leases = LeaseKeeper(database, "test")
        async with database.write() as write:
            write.add(Server(id=1, channel_id=10, created_at=clock()))
        yield Replay(
            api=api,
            database=database,
            clock=clock,
            watches=Watches(database, sources, clock),
            contracts=Contracts(database),
            watcher=Watcher(database, sources, clock, leases, poll=timedelta(hours=6), jitter=lambda *_: 1.0),
        )


async def played(
    database: Database, snapshots: Snapshots, *queries: Mapping[str, Any], days: Sequence[int] | None = None
) -> list[Post]:
    """What is announced when the captures are read, each on its day, or those numbered ``days`` alone."""
    async with replay(database, states(snapshots)) as world:
        chosen = list(range(len(snapshots))) if days is None else list(days)
        world.clock.now = moment(snapshots[chosen[0]])
        await world.watch(*(queries or (SUPPLIER,)))
        for step in chosen:
            await world.read(moment(snapshots[step]), step)
        return world.posts


# The ways in which the API shows the same: another order of rows of equal amounts, rows that come twice.


def as_captured(snapshots: Snapshots) -> Snapshots:
    return snapshots


def shuffled_within_equal_amounts(snapshots: Snapshots, seed: int = 1) -> Snapshots:
    chance = random.Random(seed)
    return [{**snapshot, "rows": _shuffled(snapshot["rows"], chance)} for snapshot in snapshots]


def _shuffled(rows: Sequence[Any], chance: random.Random) -> list[Any]:
    found: list[Any] = []
    for _, equal in groupby(rows, key=lambda row: row["Federal Action Obligation"]):
        ties = list(equal)
        chance.shuffle(ties)
        found += ties
    return found


def every_row_twice(snapshots: Snapshots) -> Snapshots:
    return [{**snapshot, "rows": [*snapshot["rows"], *snapshot["rows"]]} for snapshot in snapshots]


def twice_and_in_any_order(snapshots: Snapshots) -> Snapshots:
    chance = random.Random(2)
    doubled = every_row_twice(snapshots)
    return [
        {**snapshot, "rows": chance.sample(snapshot["rows"], len(snapshot["rows"]))} for snapshot in doubled
    ]


AS_THE_API_MAY = [as_captured, shuffled_within_equal_amounts, every_row_twice, twice_and_in_any_order]


@pytest.mark.parametrize("shown", [as_captured, twice_and_in_any_order])
async def test_the_real_history_read_day_by_day_is_told_once_and_in_order(
    sqlite_database: Database, shown: Callable[[Snapshots], Snapshots]
) -> None:
    """Each day shows what the last capture did, and in its own order."""
    made = captures()
    first, last = moment(made[0]).date(), moment(made[-1]).date()
    days = [first + timedelta(days=days) for days in range((last - first).days + 1)]
    daily = [max((each for each in made if moment(each).date() <= day), key=moment) for day in days]
    async with replay(sqlite_database, states(shown(daily))) as world:
        for step, day in enumerate(days):
            world.clock.now = datetime.combine(day, time(23), UTC)  # when the day's capture has been made
            if step == 0:
                await world.watch(SUPPLIER)
            await world.read(world.clock.now, step)
        assert world.posts == DAY_BY_DAY
        assert world.others == [("2026-02-13", "baseline")]


@pytest.mark.parametrize("shown", AS_THE_API_MAY)
async def test_the_real_history_read_on_the_days_of_the_captures_is_told_once_and_in_order(
    sqlite_database: Database, shown: Callable[[Snapshots], Snapshots]
) -> None:
    assert await played(sqlite_database, shown(captures())) == CAPTURE_BY_CAPTURE


@pytest.mark.parametrize("shown", [as_captured, twice_and_in_any_order])
@pytest.mark.parametrize("supplier_first", [True, False])
async def test_a_watch_of_keywords_beside_that_of_the_supplier_adds_nothing(
    sqlite_database: Database, shown: Callable[[Snapshots], Snapshots], supplier_first: bool
) -> None:
    """It reads the same from other answers. Rows show no ends: where they are read first, P00001 is known
    when its effect is read, and is named with it all the same."""
    queries = (SUPPLIER, KEYWORD) if supplier_first else (KEYWORD, SUPPLIER)
    assert await played(sqlite_database, shown(captures()), *queries) == CAPTURE_BY_CAPTURE


async def test_what_is_kept_of_the_real_history(sqlite_database: Database) -> None:
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
        (f"{news.seen_at:%Y-%m-%d}", news.contract.number, [told(change) for change in news.changes])
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


# Days on which the machine is off. The numbers are those of the captures, from 0 (2026-02-13) to 13.

UNREAD: list[tuple[set[int], list[Post]]] = [
    # Days on which nothing new is seen hide nothing.
    ({2, 3, 6, 10, 11, 12}, CAPTURE_BY_CAPTURE),
    # What is first seen on a day that is left out is told on the next: on 2026-02-28, on 2026-03-24, …
    ({1}, [("2026-02-28", BRIDGE, [FUNDED]), *CAPTURE_BY_CAPTURE[1:]]),
    (
        {5},
        [*CAPTURE_BY_CAPTURE[:2], ("2026-03-24", SKIP_TRACING, [EXTENDED]), *CAPTURE_BY_CAPTURE[3:]],
    ),
    (
        {7},
        [
            *CAPTURE_BY_CAPTURE[:3],
            ("2026-05-05", BRIDGE, [FUNDED_AGAIN, CORRECTED]),
            ("2026-05-05", SKIP_TRACING, [near("ends-within-30-days", "2026-05-14")]),
            *CAPTURE_BY_CAPTURE[5:],
        ],
    ),
    (
        {8},
        [
            *CAPTURE_BY_CAPTURE[:5],
            ("2026-07-08", SKIP_TRACING, [near("lapsed", "2026-05-14")]),
            ("2026-07-08", NEWCOMER, [ARRIVED]),
        ],
    ),
    # Without 2026-03-10 nobody looked at the calendar in the week before the first end.
    ({4}, [CAPTURE_BY_CAPTURE[0], *CAPTURE_BY_CAPTURE[2:]]),
    # The first value of P00012 was only to be seen until 2026-03-24: it was never anything else.
    (
        {1, 2, 3, 4, 5, 6},
        [
            ("2026-04-20", BRIDGE, [FUNDED_AS_CORRECTED, FUNDED_AGAIN]),
            ("2026-04-20", SKIP_TRACING, [EXTENDED]),
            *CAPTURE_BY_CAPTURE[5:],
        ],
    ),
    # What the first capture that is read shows is no news.
    ({0}, CAPTURE_BY_CAPTURE[1:]),
    # From the first to the last: every change at once, and an order that ended long since.
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
@pytest.mark.parametrize("shown", [as_captured, twice_and_in_any_order])
async def test_days_that_are_left_out_hide_only_what_was_to_be_seen_on_them_alone(
    sqlite_database: Database,
    shown: Callable[[Snapshots], Snapshots],
    left_out: set[int],
    announced: list[Post],
) -> None:
    days = [day for day in range(14) if day not in left_out]
    assert await played(sqlite_database, shown(captures()), days=days) == announced


# Rows that vanish and return.


def without(snapshots: Snapshots, days: set[int], **row: str) -> Snapshots:
    """The captures, of which these lack every row with such entries."""
    wanted = {name.replace("_", " "): value for name, value in row.items()}
    return [
        {**snapshot, "rows": [each for each in snapshot["rows"] if not wanted.items() <= each.items()]}
        if day in days
        else snapshot
        for day, snapshot in enumerate(snapshots)
    ]


@pytest.mark.parametrize("queries", [(SUPPLIER,), (KEYWORD, SUPPLIER)])
@pytest.mark.parametrize(
    ("row", "days"),
    [
        ({"Award_ID": BRIDGE, "Modification": "P00012"}, {3, 4}),
        ({"Award_ID": BRIDGE, "Modification": "P00011"}, {2, 7, 9}),
        ({"Award_ID": SKIP_TRACING, "Modification": "0"}, {1, 8}),
        ({"Award_ID": ECCO}, {2, 3, 4}),
        ({"Award_ID": SKIP_TRACING}, {6}),
    ],
    ids=["an action", "an action, again and again", "the base award", "a contract", "a contract once"],
)
async def test_what_vanishes_and_returns_is_told_once(
    sqlite_database: Database,
    row: Mapping[str, str],
    days: set[int],
    queries: tuple[Mapping[str, Any], ...],
) -> None:
    snapshots = without(captures(), days, **row)
    found = await played(sqlite_database, snapshots, *queries)
    assert found == CAPTURE_BY_CAPTURE


async def test_a_contract_that_is_away_for_a_week_of_reads_is_withdrawn_and_returns(
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


# The watch of keywords across all suppliers, over every row that mentioned them in a fiscal year.

LATENCY = timedelta(days=2)  # from an action's date to its first sight: the least and the median measured
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
# Rows tell neither ends nor, here, codes: extensions without money are administrative to this watch.
EXTENSIONS = {
    "2026-03-12": ["70CDCR26FR0000013"],
    "2026-03-13": [f"70CDCR26FR00000{n}" for n in (14, 15, 17, 18, 19, 20, 21, 22, 23, 24, 25)],
}


def money(number: str, day: str, amount: str) -> tuple[Any, ...]:
    return ("money-added", number, date.fromisoformat(day), {"amount": Decimal(amount)})


MENTIONED: list[Post] = sorted(
    [
        ("2025-10-23", "70CDCR26C00000001", [("new-contract", None, None, {"amount": Decimal("0.00")})]),
        # Not a new order but the funding of one for something else, of which nothing was known.
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
ADMINISTRATIVE: list[Post] = [
    (day, number, [("action", "P00001", date.fromisoformat(day) - LATENCY, {})])
    for day, numbers in EXTENSIONS.items()
    for number in numbers
]


@pytest.mark.parametrize(
    ("shown", "administrative"),
    [(as_captured, False), (shuffled_within_equal_amounts, True), (twice_and_in_any_order, False)],
)
async def test_every_row_that_mentions_a_keyword_is_told_once_whoever_the_supplier_is(
    sqlite_database: Database, shown: Callable[[Snapshots], Snapshots], administrative: bool
) -> None:
    if not SKIP_TRACING_ROWS.is_file():
        pytest.skip("the rows are not at hand")
    with SKIP_TRACING_ROWS.open(encoding="utf-8", newline="") as file:
        (rows,) = shown([{"rows": list(csv.DictReader(file))}])
    seen = states_by_latency(rows["rows"], LATENCY)
    async with replay(sqlite_database, seen) as world:
        world.administrative = administrative
        async with sqlite_database.write() as session:
            (await session.get_one(Server, 1)).administrative_news = administrative
        for step, state in enumerate(seen):
            now = datetime.combine(date.fromisoformat(state["date"]), time(12), UTC)
            if step == 0:
                world.clock.now = now
                await world.watch(KEYWORD)
            await world.read(now, step)
            await world.read(now + timedelta(hours=8))  # not in full, and nothing was loaded since
        expected = [*MENTIONED, *(ADMINISTRATIVE if administrative else [])]
        assert world.posts == sorted(expected, key=lambda post: post[:2])
        digests = [("2026-03-13", "changes")] if administrative else []  # eleven in one read are one post
        assert world.others == [("2025-10-11", "baseline"), *digests]
