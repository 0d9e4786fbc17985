"""Benchmark: a publication with 350,000 signatures and twenty units, on SQLite and on PostgreSQL.

The baseline is the least SQL that marks pending rows as published and counts them by unit: an ``UPDATE`` and
a ``GROUP BY`` in one transaction, through the bare driver on a table of the same rows in the same run, with
the unit in clear. It leaves rows on disk in the order of signing; rewriting them in a neutral order after a
publication is timed by itself.
"""

import secrets
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from sqlalchemy import insert, select, text

from benchmarks.postgres import postgres
from benchmarks.report import Figure
from benchmarks.ticks import at_rest, hold, with_ticks
from bot.keystore.keyring import Keys
from bot.keystore.sealing import Content
from bot.petitions.counts import units
from bot.petitions.counts.invariants import drifts
from bot.petitions.counts.neutral_order import rewrite_rows
from bot.petitions.counts.publications import PublicationRequest, publish
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import (
    Demand,
    Publication,
    Server,
    Signature,
    Unit,
)
from bot.storage.purge import purge

SIGNATURES = 350_000
A_DAY = 10_000
UNITS = 20
NOW = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)

Bare = Callable[[tuple[str, ...]], Awaitable[None]]

_COPIED = (
    f"CREATE TABLE bare AS SELECT *, row_number() OVER () % {UNITS + 1} AS unit_id FROM signatures",
    "CREATE UNIQUE INDEX b ON bare (demand_id, reference)",
)
_BARE = (
    "UPDATE bare SET state = 'published' WHERE demand_id = 1 AND state = 'pending'",
    "SELECT unit_id, count(*) FROM bare WHERE demand_id = 1 GROUP BY unit_id",
)


_COUNTED = ("SELECT demand_id, count(*) FROM bare WHERE state = 'published' GROUP BY demand_id",)


async def measure() -> list[Figure]:
    """Measure on both databases a day's changes among many standing signatures, and everything at once."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for pending in (A_DAY, SIGNATURES):
            path = f"{folder}/{pending}.db"
            with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as plain:

                async def run_sqlite(statements: tuple[str, ...], plain: Any = plain) -> None:
                    plain.execute("BEGIN IMMEDIATE")
                    for statement in statements:
                        plain.execute(statement).fetchall()
                    plain.execute("COMMIT")

                figures += await _figures("SQLite", f"sqlite:///{path}", folder, pending, run_sqlite)
        async with postgres(Path(folder)) as (url, connection):

            async def run_postgres(statements: tuple[str, ...]) -> None:
                async with connection.transaction():
                    for statement in statements:
                        await connection.fetch(statement)

            for pending in (A_DAY, SIGNATURES):
                figures += await _figures("PostgreSQL", url, folder, pending, run_postgres)
                await connection.execute("DROP TABLE bare; TRUNCATE servers, key_fingerprints CASCADE")
    return figures


async def _figures(engine: str, url: str, folder: str, pending: int, bare: Bare) -> list[Figure]:
    database = await Database.connect(url)
    try:
        keys = await _fill(database, folder, pending)
        await bare(_COPIED)
        baseline = await _timed(lambda: bare(_BARE))
        resting = await at_rest()
        began, computing = time.perf_counter(), time.process_time()
        longest, _ = await with_ticks(_publish(database, keys))
        took, computed = time.perf_counter() - began, time.process_time() - computing
        counting = await _timed(lambda: bare(_COUNTED))
        recounted = await _timed(lambda: _recount(database, keys))
        rested = await _timed(lambda: rewrite_rows(database, 1))
        cleared = await _timed(lambda: purge(database))
    finally:
        await database.close()
    what = f"{engine}, {SIGNATURES:,} signatures, {pending:,} of them new"
    return [
        Figure(
            "publishing",
            f"{what}: counted, broken down, published",
            "s",
            took,
            baseline,
            "bare UPDATE and GROUP BY",
            "below 3 s",
            took < 3,
        ),
        Figure("publishing", f"{what}: processor time of the bot for that", "s", computed),
        hold("publishing", what, longest, resting),
        Figure(
            "publishing", f"{what}: recounted, and the ledger with it", "s", recounted, counting, "bare count"
        ),
        Figure("publishing", f"{what}: its rows put to rest after it", "s", rested),
        Figure("publishing", f"{what}: the disk cleared after that", "s", cleared),
    ]


async def _timed(work: Callable[[], Awaitable[Any]]) -> float:
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


async def _publish(database: Database, keys: Keys) -> None:
    with patch.object(units, "is_left_out", lambda: False):
        async with database.write() as session:
            demand = (await session.execute(select(Demand).with_for_update())).scalar_one()
            request = PublicationRequest(now=NOW, reason="batch")
            published = await publish(session, database, keys, demand, request)
            if published.count != SIGNATURES or not published.breakdown:
                raise AssertionError("this is not the publication that was to be measured")


async def _recount(database: Database, keys: Keys) -> None:
    """Run the hourly check that the rows match the counts in the ledger."""
    async with database.read() as session:
        await drifts(session, keys)


async def _fill(database: Database, folder: str, pending: int) -> Keys:
    await upgrade(database)
    keys = await Keys.open(Path(folder) / f"keys-{secrets.token_hex(4)}", database, lambda: NOW)
    random = Random(7)
    opened = NOW - timedelta(days=30)
    async with database.write() as session:
        await session.execute(insert(Server).values(id=1, created_at=opened))
        demand = {"id": 1, "server_id": 1, "slug": "a", "state": "open", "texts": {}}
        await session.execute(insert(Demand).values(**demand, created_at=opened, opened_at=opened))
        for one in range(1, UNITS + 1):
            unit = {"id": one, "server_id": 1, "slug": f"u{one}", "names": {"en": f"u{one}"}}
            await session.execute(
                insert(Unit).values(**unit, size=10**6, least_size=10**6, state="confirmed")
            )
        await keys.create_for_demand(session, (await session.execute(select(Demand))).scalar_one())
    sealer = await keys.sealer(1)
    assert sealer is not None
    async with database.write() as session:
        for start in range(0, SIGNATURES, 50_000):
            rows = [
                {
                    "demand_id": 1,
                    "reference": (reference := random.randbytes(32)),
                    "sealed": sealer.seal(
                        reference,
                        Content(
                            version=1,
                            signed_on=date(2026, 2, 12) if number < pending else date(2026, 1, 20),
                            unit_id=random.randrange(UNITS + 1) or None,
                            consent_hash="a" * 64,
                        ),
                    ),
                    "state": "pending" if number < pending else "published",
                }
                for number in range(start, min(start + 50_000, SIGNATURES))
            ]
            await session.execute(insert(Signature), rows)
        if pending < SIGNATURES:
            standing = SIGNATURES - pending
            counts = {"count": standing, "number": 1}
            before = {"demand_id": 1, "published_at": NOW - timedelta(days=2), "reason": "batch"}
            await session.execute(insert(Publication).values(**counts, **before, verified_by="server"))
    if not database.is_sqlite:
        async with database.write() as session:
            await session.execute(text("ANALYZE signatures"))
    await purge(database)
    return keys
