"""Replay of dated captures of the real API in the stand-in, for one server that watches it."""

import json
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from bot.contracts.ingest.watcher import Watcher
from bot.contracts.model import Change as Found
from bot.contracts.queries.service import Contracts
from bot.contracts.sources.http import HttpLimits, SourceHttp
from bot.contracts.sources.usaspending.source import Usaspending
from bot.contracts.watches.service import Watches
from bot.storage import Database
from bot.storage.models import Announcement, Server
from tests.conftest import SHARED_DATA, MovableClock
from tests.support.faulty_usaspending import FaultyUsaspending
from tests.support.replay.snapshots import ICE, UEI, states_from_snapshots

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

# The expected changes, written by hand. The captures show, beyond those of the first day:
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


# Expected posts for a read each day. Deadlines of the skip-tracing order: 2026-03-15 is thirty days after the
# first read, which announces nothing; seven days before it is 2026-03-08. 2026-05-14 is thirty days after
# 2026-04-14 and seven after 2026-05-07; a week later is 2026-05-22.
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
# Expected posts for reads on the days of the captures alone: deadlines are announced on the first such day on
# or after their date.
CAPTURE_BY_CAPTURE: list[Post] = [
    ("2026-02-24", BRIDGE, [FUNDED]),
    ("2026-03-10", SKIP_TRACING, [near("ends-within-7-days", "2026-03-15")]),
    ("2026-03-16", SKIP_TRACING, [EXTENDED]),
    ("2026-04-20", BRIDGE, [FUNDED_AGAIN, CORRECTED]),
    ("2026-04-20", SKIP_TRACING, [near("ends-within-30-days", "2026-05-14")]),
    ("2026-05-05", NEWCOMER, [ARRIVED]),
    ("2026-07-08", SKIP_TRACING, [near("lapsed", "2026-05-14")]),
]
EVENTFUL = (0, 1, 4, 5, 7, 8, 9)
"""Numbers of the captures that show something new, or are the first on or after the day of a post."""
LAST = EVENTFUL[-1]
KEPT = [("2026-03-16", SKIP_TRACING, "action", "P00001")]


def captures() -> Snapshots:
    if not CAPTURES.is_file():
        pytest.skip("the captures are not at hand")
    found: Snapshots = json.loads(CAPTURES.read_text(encoding="utf-8"))["snapshots"]
    return found


def states(snapshots: Snapshots) -> list[dict[str, Any]]:
    """Return the captures as states; they have no ends, so those that P00001 moved are added to its order."""
    shown = states_from_snapshots(snapshots)
    for state in shown:
        for award in state["awards"]:
            if award["id"] == ORDER:
                numbers = [row["number"] for row in award["transactions"]]
                award["end"] = "2026-05-14" if "P00001" in numbers else "2026-03-15"
    return shown


def moment(snapshot: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(snapshot["observed_at"]).astimezone(UTC)


def day_by_day() -> tuple[list[date], Snapshots]:
    """Return every day of a capture or of a post, with the day before and after it, and what each shows."""
    made = captures()[: LAST + 1]
    eventful = {moment(each).date() for each in made} | {date.fromisoformat(day) for day, *_ in DAY_BY_DAY}
    days = sorted({day + timedelta(days=beside) for day in eventful for beside in (-1, 0, 1)})[1:]
    return days, [max((each for each in made if moment(each).date() <= day), key=moment) for day in days]


def values_of(change: Any) -> Mapping[str, Any]:
    names = ("amount", "old", "new", "old_date", "new_date")
    return {name: getattr(change, name) for name in names if getattr(change, name) is not None}


def expected_form(change: Found) -> tuple[Any, ...]:
    return (change.kind.value, change.number, change.date, values_of(change))


@dataclass
class Replay:
    """One server that watches a stand-in, and the posts it received."""

    api: FaultyUsaspending
    database: Database
    clock: MovableClock
    watches: Watches
    contracts: Contracts
    watcher: Watcher
    posts: list[Post] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)  # day and kind of every other post
    _done: int = 0

    async def watch(self, *queries: Mapping[str, Any]) -> None:
        for number, query in enumerate(queries):
            await self.watches.add(1, f"watch {number}", "usaspending", query)

    async def read(self, now: datetime, step: int | None = None) -> None:
        """Read at a moment, with the API in the state of a step, and record the announcements."""
        await self.read_somehow(now, step)
        for watch in await self.watches.list(1):
            assert (watch.failures, watch.fault) == (0, None)

    async def read_somehow(self, now: datetime, step: int | None = None) -> None:
        """Do the same, whether the read is complete or not."""
        self.clock.now = now
        if step is not None:
            self.api.show(step)
        assert await self.watcher.tick() >= 1
        await self._note(f"{now:%Y-%m-%d}")

    async def _note(self, day: str) -> None:
        async with self.database.read() as session:
            rows = (await session.execute(select(Announcement).order_by(Announcement.id))).scalars().all()
        assert not any(row.gathering for row in rows)
        rows = [row for row in rows if row.id > self._done]
        found: list[Any] = []
        for row in rows:
            if row.kind == "contract":
                number = int(row.subject.partition(":")[2])
                found.append(await self.contracts.news(number, row.occasion))
            elif row.kind == "changes":
                self.others.append((day, row.kind))
                page = await self.contracts.digest_of_changes(row.id, server_id=1, limit=100)
                found += page.items
            else:
                self.others.append((day, row.kind))
        posts = [
            (day, news.contract.number, [expected_form(change) for change in news.changes]) for news in found
        ]
        self.posts += sorted(posts, key=lambda post: post[1])
        self._done = max([self._done, *(row.id for row in rows)])


@asynccontextmanager
async def replay(database: Database, shown: Sequence[Mapping[str, Any]]) -> AsyncIterator[Replay]:
    clock = MovableClock()
    async with FaultyUsaspending(shown) as api, aiohttp.ClientSession() as session:
        http = SourceHttp(
            session,
            user_agent="test",
            allow_loopback=True,
            limits=HttpLimits(wait_initial=0.001, wait_max=0.01),
            time=lambda: clock.now.timestamp(),  # circuit breakers follow the replayed time
        )
        sources = {"usaspending": Usaspending(http, api.url, clock)}
        async with database.write() as write:
            write.add(Server(id=1, channel_id=10, created_at=clock()))
        yield Replay(
            api=api,
            database=database,
            clock=clock,
            watches=Watches(database, sources, clock),
            contracts=Contracts(database),
            watcher=Watcher(database, sources, clock, poll=timedelta(hours=6), jitter=lambda *_: 1.0),
        )


async def played(
    database: Database, snapshots: Snapshots, *queries: Mapping[str, Any], days: Sequence[int] = EVENTFUL
) -> list[Post]:
    """Return the announcements of reads of the captures numbered ``days``, each on its day."""
    async with replay(database, states(snapshots)) as world:
        world.clock.now = moment(snapshots[days[0]])
        await world.watch(*(queries or (SUPPLIER,)))
        for step in days:
            await world.read(moment(snapshots[step]), step)
        return world.posts


# Variations of the API's order: shuffled rows of equal amounts, repeated rows.


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


def twice_and_in_any_order(snapshots: Snapshots) -> Snapshots:
    chance = random.Random(2)
    return [
        {**snapshot, "rows": chance.sample(snapshot["rows"] * 2, 2 * len(snapshot["rows"]))}
        for snapshot in snapshots
    ]
