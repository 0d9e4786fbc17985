"""Benchmark: a page of a list with few rows and with many, in statements and time.

The baseline is the same SQL, as captured, sent through Python's own ``sqlite3`` to the same file: the rest is
our own and the library's work for the eight rows shown, whatever the number of rows.
"""

import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert

from benchmarks.report import Figure
from benchmarks.statements import record_statements
from bot.common.clock import utc_now
from bot.contracts.queries.service import Contracts
from bot.facts import Facts
from bot.keystore.keyring import Keys
from bot.petitions.demands.service import Demands
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import (
    Action,
    Base,
    Change,
    Contract,
    Demand,
    Fact,
    Publication,
    Server,
    Watch,
    WatchedContract,
)
from bot.texts import Texts

FEW, MANY = 10, 10_000
MANY_DEMANDS = 1_000  # a list of demands has no pages: a server has a handful
RUNS = 15
SERVER = 1
NOW = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)

Work = Callable[[], Awaitable[Any]]


async def measure() -> list[Figure]:
    """Measure every list, in a database with few rows and in one with many."""
    few, many = await _measure(FEW, FEW), await _measure(MANY, MANY_DEMANDS)
    figures = []
    for name, (statements, ours, bare) in many.items():
        figures.append(
            Figure(
                benchmark="lists",
                what=f"{name}: statements",
                unit="",
                value=statements,
                baseline=few[name][0],
                baseline_is=f"with {FEW} rows",
                target="at most four more",  # if both the followed contracts and the matches are many
                holds=statements <= few[name][0] + 4,
            )
        )
        for rows, (_, time_taken, time_bare) in (("many", (0, ours, bare)), (f"{FEW}", few[name])):
            figures.append(
                Figure(
                    benchmark="lists",
                    what=f"{name}: time with {rows} rows",
                    unit="ms",
                    value=time_taken * 1000,
                    baseline=time_bare * 1000,
                    baseline_is="bare sqlite3",
                )
            )
    return figures


async def _measure(rows: int, demands: int) -> dict[str, tuple[int, float, float]]:
    """Return for each list: statements, seconds, seconds of the same SQL through the plain driver."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/tocsin.db"
        database = await Database.connect(f"sqlite:///{path}")
        try:
            await upgrade(database)
            await _fill(database, rows, demands)
            return {
                f"{name} ({count:,})": await _one(database, path, work)
                for name, count, work in _lists(database, rows, demands)
            }
        finally:
            await database.close()


def _lists(database: Database, rows: int, demands: int) -> list[tuple[str, int, Work]]:
    contracts, facts = Contracts(database), Facts(database, utc_now)
    no_keys = Keys(Path("keys"), database, utc_now)  # a list needs none
    asked = Demands(database, utc_now, Texts.load(), no_keys)
    return [
        ("contracts, first page", MANY, lambda: contracts.page(SERVER)),
        ("contracts, last page", MANY, lambda: contracts.page(SERVER, offset=rows - 8)),
        ("contracts, search", MANY, lambda: contracts.search(SERVER, "tracing 7")),
        ("contracts, suggestions", MANY, lambda: contracts.suggest(SERVER, "order0000")),
        ("updates, first page", MANY, lambda: contracts.latest(SERVER)),
        ("facts, first page", MANY, lambda: facts.page(SERVER)),
        ("demands", MANY_DEMANDS, lambda: asked.list(SERVER)),
    ]


async def _one(database: Database, path: str, work: Work) -> tuple[int, float, float]:
    with record_statements(database) as statements:
        await work()
    queries = statements.queries
    ours, bare = [], []
    with closing(sqlite3.connect(path)) as connection:
        for _ in range(RUNS):
            begun = time.perf_counter()
            await work()
            ours.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            for sql, values in queries:
                connection.execute(sql, values).fetchall()
            bare.append(time.perf_counter() - begun)
    return len(queries), median(ours), median(bare)


async def _fill(database: Database, rows: int, demands: int) -> None:
    wording = {language: {"title": "A title", "body": "A text. " * 40} for language in ("en", "fr")}
    source = {"title": "A source", "publisher": "A registry", "date": "2026-01", "url": None}
    numbers = range(1, rows + 1)
    tables: list[tuple[type[Base], list[dict[str, Any]]]] = [
        (Server, [{"id": SERVER, "name": "Server", "language": "en", "created_at": NOW}]),
        (
            Watch,
            [
                {
                    "id": 1,
                    "server_id": SERVER,
                    "name": "everything",
                    "source": "usaspending",
                    "query": {},
                    "query_key": "0",
                    "created_at": NOW,
                    "next_read_at": NOW,
                    "failures": 0,
                }
            ],
        ),
        (Contract, [_contract(number) for number in numbers]),
        (WatchedContract, [{"watch_id": 1, "contract_id": number, "matched": True} for number in numbers]),
        (Action, [_action(number, index) for number in numbers for index in range(3)]),
        (Change, [_change(number) for number in numbers]),
        (
            Fact,
            [
                {
                    "server_id": SERVER,
                    "slug": f"fact-{number}",
                    "position": number,
                    "state": "confirmed",
                    "texts": wording,
                    "sources": [source],
                    "checked_on": NOW.date(),
                }
                for number in numbers
            ],
        ),
        (
            Demand,
            [
                {
                    "id": number,
                    "server_id": SERVER,
                    "slug": f"demand-{number}",
                    "state": "open",
                    "version": 1,
                    "texts": wording,
                    "verified_by": "server",
                    "created_at": NOW,
                }
                for number in range(1, demands + 1)
            ],
        ),
        (
            Publication,
            [
                {
                    "demand_id": number,
                    "number": index,
                    "published_at": NOW,
                    "count": 10 * index,
                    "verified_by": "server",
                    "reason": "batch",
                }
                for number in range(1, demands + 1)
                for index in (1, 2)
            ],
        ),
    ]
    async with database.write() as session:
        for table, values in tables:
            await session.execute(insert(table), values)


def _contract(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "source": "usaspending",
        "source_id": f"CONT_AWD_ORDER{number:06}",
        "kind": "order",
        "number": f"ORDER{number:06}",
        "title": f"SKIP TRACING SERVICES, REGION {number}",
        "supplier": "EXAMPLE GOVERNMENT SOLUTIONS LLC",
        "supplier_ids": {"uei": "EXAMPLE12345"},
        "buyer": "U.S. Immigration and Customs Enforcement",
        "buyer_ids": {"subtier": "7012"},
        "parent_source_id": f"CONT_AWD_ORDER{number % 20 + 1:06}",
        "currency": "USD",
        "obligated": Decimal(number),
        "ceiling": Decimal(2 * number),
        "signed": date(2025, 1, 1) + timedelta(days=number % 300),
        "codes": {},
        "search": f"order{number:06} {number:06} skip tracing services region {number}",
        "newest_day": date(2025, 2, 1) + timedelta(days=(7 * number + 2) % 300),
        "url": "https://www.usaspending.gov/award/0",
        "record_hash": "0",
        "first_seen_at": NOW,
        "changed_at": NOW,
    }


def _action(number: int, index: int) -> dict[str, Any]:
    return {
        "contract_id": number,
        "action_id": f"{number}-{index}",
        "number": f"P{index:05}",
        "date": date(2025, 2, 1) + timedelta(days=(7 * number + index) % 300),
        "amount": Decimal(1),
        "first_seen_at": NOW,
        "revised_from": [],
    }


def _change(number: int) -> dict[str, Any]:
    return {
        "contract_id": number,
        "read_key": f"read-{number % 50}",
        "ordinal": 0,
        "kind": "money-added",
        "seen_at": NOW + timedelta(hours=number % 50),
        "news": True,
        "amount": Decimal(1),
    }
