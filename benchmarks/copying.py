"""Benchmark: ``tocsin db copy`` to PostgreSQL with 350,000 signatures, beside a minimal script.

Measured is also the size of a signature in either database.
"""

import asyncio
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert

from benchmarks.postgres import postgres
from benchmarks.report import Figure
from bot.common.clock import utc_now
from bot.keystore.sealing import SEALED_LENGTH
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Demand, Server, Signature
from bot.storage.purge import purge

FEW, MANY = 50_000, 350_000
ROOT = Path(__file__).resolve().parents[1]


async def measure() -> list[Figure]:
    """Measure on a PostgreSQL server started for it."""
    with tempfile.TemporaryDirectory() as name:
        async with postgres(Path(name)) as (url, connection):
            return await _figures(Path(name), url, connection)


async def _figures(folder: Path, url: str, connection: Any) -> list[Figure]:
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
            benchmark="copying",
            what=f"tocsin db copy, {MANY:,} signatures",
            unit="s",
            value=seconds[MANY],
            baseline=bare,
            baseline_is="bare sqlite3 and COPY, unchecked",
        ),
        Figure(
            benchmark="copying",
            what=f"its memory beyond that for {FEW:,}",
            unit="MiB",
            value=peaks[MANY] - peaks[FEW],
            target="below 32 MiB",
            holds=peaks[MANY] - peaks[FEW] < 32,
        ),
        Figure(
            benchmark="copying",
            what="a signature on SQLite, which is its own index",
            unit="bytes",
            value=round(_bytes_in(folder / f"{MANY}.db") / MANY),
        ),
        Figure(
            benchmark="copying",
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
    await purge(database)
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
    import asyncpg  # type: ignore[import-untyped]

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
