"""Benchmark: cost and benefit of a standby, a second process that waits to take over.

Measured are the time without an active process after the active one is killed, or stopped, and the number of
database transactions of the two while idle.
"""

import asyncio
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.loopback import client
from benchmarks.loopback.client import Bot, Loopback
from benchmarks.postgres import postgres
from benchmarks.report import Figure

RUNS = 3
QUIET = 20.0  # seconds in which the transactions of idle processes are counted
MAX_SECONDS = 3.0  # until another process is connected


async def measure() -> list[Figure]:
    """Measure on a PostgreSQL server started for it."""
    with tempfile.TemporaryDirectory() as name:
        async with postgres(Path(name)) as (url, connection):
            return await _figures(Path(name), url, connection)


async def _figures(folder: Path, url: str, connection: Any) -> list[Figure]:
    killed: list[float] = []
    stopped: list[float] = []
    async with client.running() as loopback:
        bot = await loopback.bot("tocsin")
        times = 1
        async with _started(loopback, bot, folder, url) as alone:
            await client.ready(alone)
            idle = await _transactions(connection)
            async with _started(loopback, bot, folder, url) as waiting:
                await _says(waiting, b"standby")
                both = await _transactions(connection)
        for gaps, ask in ((killed, "kill"), (stopped, "terminate")):
            for _ in range(RUNS):
                async with _started(loopback, bot, folder, url) as active:
                    times += 1
                    await client.ready(active)
                    async with _started(loopback, bot, folder, url) as standby:
                        await _says(standby, b"standby")
                        begun = time.perf_counter()
                        getattr(active, ask)()
                        times += 1
                        ago = await loopback.connected(bot, times)
                        gaps.append(time.perf_counter() - ago - begun)
    return [
        Figure(
            benchmark="standby",
            what=f"the active process is killed: until another is connected, median of {RUNS}",
            unit="s",
            value=median(killed),
            target=f"≤ {MAX_SECONDS:.0f} s",
            holds=median(killed) <= MAX_SECONDS,
        ),
        Figure(
            benchmark="standby",
            what=f"the active process is stopped: until another is connected, median of {RUNS}",
            unit="s",
            value=median(stopped),
        ),
        Figure(
            benchmark="standby",
            what="transactions of an idle active process and a standby",
            unit="/s",
            value=both,
            baseline=idle,
            baseline_is="the active one alone",
        ),
    ]


def _started(loopback: Loopback, bot: Bot, folder: Path, url: str) -> Any:
    keys = str(folder / "keys")
    return client.start_process("tocsin", loopback, bot, folder, DATABASE_URL=url, TOCSIN_KEY_DIR=keys)


async def _says(process: asyncio.subprocess.Process, words: bytes) -> None:
    assert process.stderr is not None
    while words not in (line := await process.stderr.readline()):
        if not line:
            raise RuntimeError("the process ended")


async def _transactions(connection: Any) -> float:
    """Return the transactions a second, including the few of this measurement."""
    count = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()"
    before, begun = await connection.fetchval(count), time.perf_counter()
    await asyncio.sleep(QUIET)
    await connection.execute("SELECT pg_stat_clear_snapshot()")
    after = await connection.fetchval(count)
    return float(after - before) / (time.perf_counter() - begun)
