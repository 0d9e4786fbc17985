"""Benchmark: export a demand with 350,000 signatures and 1,000 publications, and 100,000 contracts.

The baseline reads the same rows with Python's own ``sqlite3`` from the same file and writes them with ``csv``
alone: the rest of the time goes to the spreadsheet, the JSON, the page, the hashes, the archive and the
signature. Also measured are the longest hold of the event loop, and the memory used.
"""

import csv
import sqlite3
import tempfile
import time
from collections.abc import Callable, Coroutine
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from benchmarks.boards import NOW, SERVER, action_row, contract_row, watch_row
from benchmarks.machine import peak_memory
from benchmarks.report import Figure
from benchmarks.ticks import at_rest, hold, with_ticks
from bot.audit import Audit
from bot.common.clock import utc_now
from bot.exports import Exports
from bot.keystore.keyring import Keys
from bot.keystore.sealing import SEALED_LENGTH
from bot.petitions.counts.ledger import FORMAT, entry_hash, entry_of
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import (
    Action,
    Contract,
    Demand,
    Publication,
    Server,
    Watch,
    WatchedContract,
)
from bot.texts import Texts

SIGNATURES, PUBLICATIONS, CONTRACTS = 350_000, 1_000, 100_000
MAX_RATIO = 16.0  # of the processor time of the contracts, which depends less on other work than seconds
_A_BATCH = 5_000
_MEBI = 2**20


async def measure() -> list[Figure]:
    """Measure both, each in a database of its own."""
    return [
        *await _one(
            f"{SIGNATURES:,} signatures, {PUBLICATIONS:,} publications", _fill_demand, "publications"
        ),
        *await _one(f"{CONTRACTS:,} contracts, an action each", _fill_contracts, "contracts, actions"),
    ]


async def _one(what: str, fill: Callable[[Database], Coroutine[Any, Any, None]], tables: str) -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = await Database.connect(f"sqlite:///{folder / 'tocsin.db'}")
        try:
            await upgrade(database)
            async with database.write() as session:
                session.add(Server(id=SERVER, name="Server", language="en", created_at=NOW))
            await fill(database)
            keys = await Keys.open(folder / "keys", database, utc_now)
            exports = Exports(database, utc_now, Texts.load(), keys, Audit(database, utc_now, keys))
            await exports.take(SERVER + 1, folder / "warm")  # matplotlib, fonts, the key
            resting = await at_rest()
            before = peak_memory()
            begun, computed = time.perf_counter(), time.process_time()
            longest, taken = await with_ticks(exports.take(SERVER, folder / "out"))
            seconds, computed = time.perf_counter() - begun, time.process_time() - computed
            grown = peak_memory() - before
        finally:
            await database.close()
        begun, bare_computed = time.perf_counter(), time.process_time()
        _bare(folder, tables.split(", "))
        bare, bare_computed = time.perf_counter() - begun, time.process_time() - bare_computed
        packed = taken.archive.stat().st_size / _MEBI
    figure = Figure("export", what, "s", seconds)
    bare_is = "bare sqlite3 and csv"
    processor = replace(
        figure, what=f"{what}: processor time", value=computed, baseline=bare_computed, baseline_is=bare_is
    )
    if fill is _fill_contracts:
        kept = computed <= MAX_RATIO * bare_computed
        processor = replace(processor, target=f"ratio ≤ {MAX_RATIO:.0f}", holds=kept)
    return [
        replace(figure, baseline=bare, baseline_is=bare_is),
        processor,
        hold("export", what, longest, resting),
        replace(figure, what=f"{what}: memory", unit="MiB", value=grown / _MEBI),
        replace(figure, what=f"{what}: the archive", unit="MiB", value=packed),
    ]


def _bare(folder: Path, tables: list[str]) -> None:
    with closing(sqlite3.connect(folder / "tocsin.db")) as connection:
        for table in tables:
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(connection.execute(f"SELECT * FROM {table}"))


async def _fill_demand(database: Database) -> None:
    async with database.write() as session:
        demand = Demand(
            server_id=SERVER,
            slug="demand",
            state="open",
            texts={"en": {"title": "A title", "body": "A text. " * 40}},
            text_hash="0" * 64,
            created_at=NOW,
            opened_at=NOW,
            goal=500_000,
        )
        session.add(demand)
        await session.flush()
        previous, count, each = None, 0, SIGNATURES // PUBLICATIONS
        for number in range(1, PUBLICATIONS + 1):
            count += each
            row = Publication(
                format=FORMAT,
                demand_id=demand.id,
                number=number,
                published_at=NOW + timedelta(hours=number),
                count=count,
                invalidated=0,
                verified_by="role",
                account_days=0,
                server_days=0,
                reason="batch",
                text_hash="0" * 64,
                previous_hash=previous,
            )
            row.hash = previous = entry_hash(entry_of("demand", row))
            session.add(row)
        signed = text(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :many) "
            "INSERT INTO signatures (demand_id, reference, sealed, state) "
            f"SELECT :demand, randomblob(32), randomblob({SEALED_LENGTH}), 'published' FROM n"
        )
        await session.execute(signed, {"many": SIGNATURES, "demand": demand.id})


async def _fill_contracts(database: Database) -> None:
    async with database.write() as session:
        session.add(Watch(**watch_row(1)))
        await session.flush()
        for start in range(1, CONTRACTS + 1, _A_BATCH):
            numbers = range(start, start + _A_BATCH)
            await session.execute(insert(Contract), [contract_row(number) for number in numbers])
            await session.execute(insert(Action), [action_row(number, 0) for number in numbers])
            await session.execute(
                insert(WatchedContract),
                [{"watch_id": 1, "contract_id": number, "matched": True} for number in numbers],
            )
