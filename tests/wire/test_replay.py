"""Dated captures of the real API, replayed through the real client and the watcher."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

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
from tests.wire.snapshots import ICE, UEI, states_from_snapshots

CAPTURES = SHARED_DATA / "usaspending" / "history" / "capgemini_ice_fy2026_snapshots.json"
ORDER = "CONT_AWD_70CDCR26FR0000024_7012_70CDCR26D00000015_7012"
SKIP_TRACING, BRIDGE, NEWCOMER = "70CDCR26FR0000024", "70CDCR24FR0000006", "70CTD021FR0000248"

# Written by hand from the captures: day seen, contract, kind, action, its date, and what it says.
ANNOUNCED = [
    ("2026-02-24", BRIDGE, "money-added", "P00012", date(2026, 2, 19), {"amount": Decimal("2306976.66")}),
    (
        "2026-03-16",
        SKIP_TRACING,
        "extended",
        "P00001",
        date(2026, 3, 11),
        {"old": date(2026, 3, 15), "new": date(2026, 5, 14)},
    ),
    (
        "2026-04-20",
        BRIDGE,
        "money-added",
        "P00013",
        date(2026, 4, 9),
        {"amount": Decimal("2686283.99")},
    ),
    (
        "2026-04-20",
        BRIDGE,
        "corrected",
        "P00012",
        date(2026, 2, 24),
        {
            "old": Decimal("2306976.66"),
            "new": Decimal("2295794.15"),
            "old_date": date(2026, 2, 19),
            "new_date": date(2026, 2, 24),
        },
    ),
    ("2026-05-05", NEWCOMER, "new-order", None, None, {}),
]
KEPT = [("2026-03-16", SKIP_TRACING, "action", "P00001")]


def captures() -> list[dict[str, Any]]:
    if not CAPTURES.is_file():
        pytest.skip("the captures are not at hand")
    found: list[dict[str, Any]] = json.loads(CAPTURES.read_text(encoding="utf-8"))["snapshots"]
    return found


def states(snapshots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The captures as states; they hold no ends, so those that P00001 moved are added to its order."""
    shown = states_from_snapshots(snapshots)
    for state in shown:
        for award in state["awards"]:
            if award["id"] == ORDER:
                numbers = [row["number"] for row in award["transactions"]]
                award["end"] = "2026-05-14" if "P00001" in numbers else "2026-03-15"
    return shown


def said(change: Any) -> Mapping[str, Any]:
    names = ("amount", "old", "new", "old_date", "new_date")
    return {name: getattr(change, name) for name in names if getattr(change, name) is not None}


async def test_the_real_history_is_told_once_and_in_order(sqlite_database: Database) -> None:
    snapshots = captures()
    clock = MovableClock()
    announced: list[Any] = []
    posts: list[tuple[str, str]] = []
    async with (
        UsaspendingStandIn(states(snapshots)) as api,
        aiohttp.ClientSession() as session,
    ):
        http = SourceHttp(session, user_agent="test", allow_loopback=True)
        sources = {"usaspending": Usaspending(http, api.url, clock)}
        watches, contracts = Watches(sqlite_database, sources, clock), Contracts(sqlite_database)
        leases = LeaseKeeper(sqlite_database, "test")
        watcher = Watcher(sqlite_database, sources, clock, leases, poll=timedelta(hours=6))
        async with sqlite_database.write() as write:
            write.add(Server(id=1, channel_id=10, created_at=clock()))
        query = {"suppliers": [UEI], "agencies": [ICE["name"]]}
        clock.now = datetime.fromisoformat(snapshots[0]["observed_at"]).astimezone(UTC)
        watch = await watches.add(1, "ICE", "usaspending", query)

        done = 0
        for step, snapshot in enumerate(snapshots):
            clock.now = datetime.fromisoformat(snapshot["observed_at"]).astimezone(UTC)
            api.show(step)
            assert await watcher.tick() == 1
            async with sqlite_database.read() as read:
                rows = (await read.execute(select(Announcement).order_by(Announcement.id))).scalars().all()
            for row in rows[done:]:
                posts.append((snapshot["observed_at"][:10], row.kind))
                if row.kind == "contract":
                    news = await contracts.news(int(row.subject.partition(":")[2]), row.occasion)
                    assert news is not None
                    announced += [
                        (
                            snapshot["observed_at"][:10],
                            news.contract.number,
                            change.kind.value,
                            change.number,
                            change.date,
                            said(change),
                        )
                        for change in news.changes
                    ]
            done = len(rows)

        assert announced == ANNOUNCED
        assert posts == [
            ("2026-02-13", "baseline"),
            ("2026-02-24", "contract"),
            ("2026-03-16", "contract"),
            ("2026-04-20", "contract"),
            ("2026-05-05", "contract"),
        ]
        (info,) = await watches.list(1)
        assert (info.id, info.failures, info.fault) == (watch.id, 0, None)
        await check_what_is_kept(sqlite_database, contracts)


async def check_what_is_kept(database: Database, contracts: Contracts) -> None:
    async with database.read() as session:
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
    latest = await contracts.latest(1)
    assert [news.contract.number for news in latest.items] == [NEWCOMER, BRIDGE, SKIP_TRACING, BRIDGE]
    assert latest.items[2].contract.parent_ceiling == Decimal("365821218.75")
    bridge = await contracts.show(1, latest.items[1].contract.id)
    corrected = next(view for view in bridge.actions if view.action.number == "P00012")
    assert corrected.action.amount == Decimal("2295794.15")
    assert [(was.amount, was.date) for was in corrected.revised_from] == [
        (Decimal("2306976.66"), date(2026, 2, 19))
    ]
