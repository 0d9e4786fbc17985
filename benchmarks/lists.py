"""Benchmark: pages of lists, searches and suggestions, on SQLite and on PostgreSQL.

Of what the board's benchmark publishes, with ten times as many contracts. Discord waits three seconds for an
answer.
"""

from collections.abc import Awaitable, Callable
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.boards import SERVER, Site, filled
from benchmarks.report import Figure
from bot.campaign.facts.service import Facts
from bot.common.clock import utc_now
from bot.contracts.queries.service import Contracts

CONTRACTS = 100_000
MAX_S = 3.0
RUNS = 5


async def measure() -> list[Figure]:
    """Measure each list on both engines; medians."""
    figures = []
    for engine in ("sqlite", "postgres"):
        async with filled(CONTRACTS, engine) as site:
            for what, work in _lists(site).items():
                seconds = [await _seconds(work) for _ in range(RUNS + 1)][1:]
                took, name = median(seconds), f"{CONTRACTS:,} contracts, {engine}: {what}"
                figures.append(
                    Figure("lists", name, "s", took, target=f"< {MAX_S:g} s", holds=max(seconds) < MAX_S)
                )
    return figures


def _lists(site: Site) -> dict[str, Callable[[], Awaitable[Any]]]:
    contracts, facts = Contracts(site.database), Facts(site.database, utc_now)
    return {
        "first page": lambda: contracts.page(SERVER),
        "last page": lambda: contracts.page(SERVER, offset=CONTRACTS - 8),
        'search for "services", which is in each': lambda: contracts.search(SERVER, "services"),
        "search for a number": lambda: contracts.search(SERVER, "order001389"),
        'typing "s"': lambda: contracts.suggest(SERVER, "s"),
        'typing "order0013"': lambda: contracts.suggest(SERVER, "order0013"),
        "updates, first page": lambda: contracts.latest(SERVER),
        "facts, first page": lambda: facts.page(SERVER),
    }


async def _seconds(work: Callable[[], Awaitable[Any]]) -> float:
    begun = perf_counter()
    await work()
    return perf_counter() - begun
