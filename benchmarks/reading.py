"""What a read costs when nothing has changed: 200 watched contracts, SQLite.

The baselines send the same requests: the HTTP access alone, then the client that makes records of the
answers. CPU time is that of this process; the stand-in that answers is another.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import aiohttp

from benchmarks.report import Figure
from benchmarks.statements import recorded
from bot.clock import utc_now
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.usaspending import Usaspending
from bot.contracts.watcher import Watcher
from bot.contracts.watches import Watches
from bot.storage import Database
from bot.storage.leases import LeaseKeeper
from bot.storage.migrate import upgrade

CONTRACTS = 200
RUNS = 5
ROOT = Path(__file__).resolve().parents[1]
QUERY = {
    "suppliers": ["EXAMPLE GOVERNMENT SOLUTIONS"],
    "agencies": ["U.S. Immigration and Customs Enforcement"],
}


async def measure() -> list[Figure]:
    """A first read, then unchanged ones in turns with the baselines; medians."""
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.connect(f"sqlite:///{folder}/tocsin.db")
        try:
            await upgrade(database)
            async with _source() as url, aiohttp.ClientSession() as session:
                http = SourceHttp(session, user_agent="Tocsin benchmark", allow_loopback=True)
                return await _measure(database, http, url)
        finally:
            await database.close()


async def _measure(database: Database, http: SourceHttp, url: str) -> list[Figure]:
    source = Usaspending(http, url, utc_now)
    query = source.canonical(QUERY)
    ahead = timedelta(0)
    poll = timedelta(hours=6)

    def clock() -> Any:
        return utc_now() + ahead

    sources = {source.name: source}
    watches = Watches(database, sources, clock)
    watcher = Watcher(
        database, sources, clock, LeaseKeeper(database, "benchmark"), poll=poll, jitter=lambda low, high: 1.0
    )
    await watches.add(1, "everything", source.name, QUERY)
    first_time, first_cpu = await _cost(watcher.tick)
    (watch,) = await watches.list(1)
    assert watch.last_matched == CONTRACTS, watch
    asked = await _requests(http, source, query)

    async def replay() -> None:
        for method, address, body in asked:
            await http.request_json(method, address, body=body)

    async def parse() -> None:
        async for _ in source.search(query):
            pass

    costs: dict[str, list[tuple[float, float]]] = {"http": [], "client": [], "tick": []}
    written: list[dict[str, int]] = []
    for _ in range(RUNS):
        costs["http"].append(await _cost(replay))
        costs["client"].append(await _cost(parse))
        ahead += 2 * poll
        with recorded(database) as statements:
            costs["tick"].append(await _cost(watcher.tick))
        written.append(statements.written())
    (watch,) = await watches.list(1)
    assert watch.last_matched == CONTRACTS, "the reads were complete"
    wall, cpu = ({name: median(cost[i] for cost in runs) for name, runs in costs.items()} for i in (0, 1))
    lease = max(counted.pop("leases", 0) for counted in written)
    rows = max(sum(counted.values()) for counted in written)
    expected = {"observations": 1, "watches": 1}
    name = f"{CONTRACTS} contracts, nothing changed"
    return [
        Figure(
            benchmark="reading",
            what=f"{name}: rows written (observations, watches)",
            unit="",
            value=rows,
            target="2: one observation, the watch's row",
            holds=all(counted == expected for counted in written),
        ),
        Figure(
            benchmark="reading",
            what=f"{name}: statements about the lease, of one row",
            unit="",
            value=lease,
        ),
        Figure(
            benchmark="reading",
            what=f"{name}: requests to the source",
            unit="",
            value=len(asked),
        ),
        Figure(
            benchmark="reading",
            what=f"{name}: CPU time of the watcher",
            unit="s",
            value=cpu["tick"],
            baseline=cpu["http"],
            baseline_is="HTTP alone",
        ),
        Figure(
            benchmark="reading",
            what=f"{name}: CPU time of the watcher",
            unit="s",
            value=cpu["tick"],
            baseline=cpu["client"],
            baseline_is="the client, records made",
        ),
        Figure(
            benchmark="reading",
            what=f"{name}: time",
            unit="s",
            value=wall["tick"],
            baseline=wall["http"],
            baseline_is="HTTP alone",
        ),
        Figure(
            benchmark="reading",
            what=f"{CONTRACTS} contracts, the first read (all stored): CPU time",
            unit="s",
            value=first_cpu,
            baseline=cpu["http"],
            baseline_is="HTTP alone",
        ),
        Figure(
            benchmark="reading",
            what=f"{CONTRACTS} contracts, the first read (all stored): time",
            unit="s",
            value=first_time,
            baseline=wall["http"],
            baseline_is="HTTP alone",
        ),
    ]


async def _cost(work: Callable[[], Awaitable[Any]]) -> tuple[float, float]:
    """Seconds, and CPU seconds of this process, threads included."""
    wall, cpu = time.perf_counter(), time.process_time()
    await work()
    return time.perf_counter() - wall, time.process_time() - cpu


async def _requests(http: SourceHttp, source: Usaspending, query: Any) -> list[tuple[str, str, Any]]:
    """What one read asks, in order."""
    asked: list[tuple[str, str, Any]] = []
    plain = http.request_json

    async def noting(method: str, url: str, *, body: Any = None) -> Any:
        asked.append((method, url, body))
        return await plain(method, url, body=body)

    vars(http)["request_json"] = noting
    try:
        async for _ in source.search(query):
            pass
    finally:
        del vars(http)["request_json"]
    return asked


@asynccontextmanager
async def _source() -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.source_process", str(CONTRACTS)),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.stdin.close()
        await process.wait()
