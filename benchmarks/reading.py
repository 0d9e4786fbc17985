"""Benchmark: the first read of 1,000 contracts, which stores all, and reads without any change, SQLite.

Once a day every contract is read in full; in between only rows of the source's list are read, and nothing if
the source has imported nothing. The baseline sends the same requests: bare aiohttp that decodes the JSON of
the answers. CPU time is that of this process; the stand-in that answers is another.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import aiohttp
from sqlalchemy import select

from benchmarks.report import Figure
from bot.common.clock import utc_now
from bot.contracts.ingest.watcher import FULL_READ_INTERVAL, Watcher
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import NothingNew, ReadContext, Source
from bot.contracts.sources.usaspending.source import Usaspending
from bot.contracts.watches.service import Watches
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Contract, Watch, WatchedContract

CONTRACTS = 1000  # as many as one watch may match
RUNS = 5
FIRST_READS = 3
MAX_TIMES = 5.0  # the first read, of the HTTP access alone
MAX_CPU = 2.0  # seconds of a full read beyond the HTTP access
ROOT = Path(__file__).resolve().parents[1]
QUERY = {
    "suppliers": ["EXAMPLE GOVERNMENT SOLUTIONS"],
    "agencies": ["U.S. Immigration and Customs Enforcement"],
}
POLL = timedelta(hours=6)
_MARKS = select(Contract.source_id, WatchedContract.mark).join(WatchedContract)

Request = tuple[str, str, Any]


async def measure() -> list[Figure]:
    """Measure first reads, then unchanged ones in turns with the baselines; medians."""
    firsts: list[float] = []
    for _ in range(FIRST_READS - 1):
        async with _Bench.opened(CONTRACTS) as bench:
            firsts.append(await _cost(bench.watcher.tick))
    async with _Bench.opened(CONTRACTS) as bench:
        firsts.append(await _cost(bench.watcher.tick))
        return await _costs(bench, median(firsts))


async def _costs(bench: "_Bench", first: float) -> list[Figure]:
    full, row, none = _Kind("in full"), _Kind("after a load, in between"), _Kind("without a load, in between")
    for _ in range(RUNS):
        bench.wait(FULL_READ_INTERVAL)
        await bench.compare(full, ReadContext())
        bench.wait(POLL)
        await bench.load()
        await bench.compare(row, await bench.quick())
        bench.wait(POLL)
        await bench.compare(none, await bench.quick())
    figures = [
        Figure(
            "reading",
            f"{CONTRACTS} contracts, the first read (all stored): CPU time",
            "s",
            first,
            full.cpu("http"),
            "HTTP alone",
            f"ratio ≤ {MAX_TIMES:.0f}",
            first <= MAX_TIMES * full.cpu("http"),
        )
    ]
    for kind in (full, row, none):
        figures += _of_kind(kind)
    return figures


def _of_kind(kind: "_Kind") -> list[Figure]:
    name = f"{CONTRACTS} contracts, read {kind.name}"
    return [
        Figure("reading", f"{name}: requests to the source", "", kind.requests),
        Figure(
            "reading",
            f"{name}: CPU time",
            "s",
            kind.cpu("tick"),
            kind.cpu("http"),
            "HTTP alone",
            f"below {MAX_CPU:.0f} s beyond it",
            kind.cpu("tick") - kind.cpu("http") < MAX_CPU,
        ),
    ]


@dataclass(slots=True)
class _Kind:
    """Costs of reads of one kind, and of their baselines."""

    name: str
    costs: dict[str, list[float]] = field(default_factory=lambda: {"http": [], "tick": []})
    requests: int = 0

    def cpu(self, what: str) -> float:
        return median(self.costs[what])


class _Bench:
    """A watch of the stand-in's contracts, and a clock that can be advanced."""

    def __init__(
        self, database: Database, session: aiohttp.ClientSession, process: Any, url: str, contracts: int
    ) -> None:
        self._database = database
        self._session = session
        self._http = SourceHttp(session, user_agent="Tocsin benchmark", allow_loopback=True)
        self._process = process
        self._contracts = contracts
        self._ahead = timedelta(0)
        self._source = Usaspending(self._http, url, self._clock)
        sources: dict[str, Source] = {self._source.name: self._source}
        self._watches = Watches(database, sources, self._clock)
        self.watcher = Watcher(
            database,
            sources,
            self._clock,
            poll=POLL,
            jitter=lambda low, high: 1.0,
        )

    @classmethod
    @asynccontextmanager
    async def opened(cls, contracts: int) -> "AsyncIterator[_Bench]":
        with tempfile.TemporaryDirectory() as folder:
            database = await Database.connect(f"sqlite:///{folder}/tocsin.db")
            try:
                await upgrade(database)
                async with _source(contracts) as (process, url), aiohttp.ClientSession() as session:
                    bench = cls(database, session, process, url, contracts)
                    await bench._watches.add(1, "everything", bench._source.name, QUERY)
                    yield bench
            finally:
                await database.close()

    def _clock(self) -> datetime:
        return utc_now() + self._ahead

    def wait(self, how_long: timedelta) -> None:
        self._ahead += how_long + timedelta(minutes=1)

    async def load(self) -> None:
        """Let the source report a new import of its data, which have not changed."""
        self._process.stdin.write(b"\n")
        await self._process.stdout.readline()

    async def quick(self) -> ReadContext:
        """Return the context of a read between two full ones, as the watcher builds it."""
        async with self._database.read() as session:
            (state,) = (await session.execute(select(Watch.state))).scalars()
            marks = {row.source_id: row.mark or "" for row in await session.execute(_MARKS)}
        return ReadContext(full=False, state=state, marks=marks)

    async def compare(self, kind: _Kind, reading: ReadContext) -> None:
        """Run one read by the watcher, and the same requests without it."""

        async def search() -> None:
            again = ReadContext(full=reading.full, state=reading.state, marks=reading.marks)
            try:
                async for _ in self._source.search(self._source.canonical(QUERY), again):
                    pass
            except NothingNew:
                pass

        asked = await self._requests(search)

        async def replay() -> None:
            for method, address, body in asked:
                async with self._session.request(method, address, json=body) as response:
                    await response.json()

        kind.requests = len(asked)
        kind.costs["http"].append(await _cost(replay))
        kind.costs["tick"].append(await _cost(self.watcher.tick))
        (watch,) = await self._watches.list(1)
        assert watch.last_matched == self._contracts, watch
        assert watch.fault is None, watch

    async def _requests(self, work: Callable[[], Awaitable[None]]) -> list[Request]:
        """Return the requests that ``work`` sends, in order."""
        asked: list[Request] = []
        plain = self._http.request_json

        async def noting(method: str, url: str, *, body: Any = None) -> Any:
            asked.append((method, url, body))
            return await plain(method, url, body=body)

        vars(self._http)["request_json"] = noting
        try:
            await work()
        finally:
            del vars(self._http)["request_json"]
        return asked


async def _cost(work: Callable[[], Awaitable[Any]]) -> float:
    """Return the seconds of the processor that work takes, threads included."""
    begun = time.process_time()
    await work()
    return time.process_time() - begun


@asynccontextmanager
async def _source(contracts: int) -> AsyncIterator[tuple[Any, str]]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.source_process", str(contracts)),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process, (await process.stdout.readline()).decode().strip()
    finally:
        process.stdin.close()
        await process.wait()
