"""Benchmark: export 100,000 contracts, and export a small server 300 times.

The baseline reads the same rows with Python's own ``sqlite3`` from the same file and writes them with ``csv``
alone: the rest of the time goes to the spreadsheet, the JSON, the page, the hashes, the archive and the
signature. Also measured are the longest hold of the event loop, and the memory used.
"""

import csv
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import insert

from benchmarks.boards import NOW, SERVER, action_row, contract_row, watch_row
from benchmarks.machine import peak_memory, resident_memory
from benchmarks.report import Figure
from benchmarks.ticks import at_rest, hold, with_ticks
from bot.audit import Audit
from bot.common.clock import utc_now
from bot.exports import Exports
from bot.keystore.keyring import Keys
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Action, Contract, Server, Watch, WatchedContract
from bot.texts import Texts

CONTRACTS = 100_000
MAX_RATIO = 16.0  # of the processor time, which depends less on other work than seconds
REPEATS = 300
MAX_GROWTH = 10.0  # MiB, from the tenth export of a small server to the last
_A_BATCH = 5_000
_MEBI = 2**20


async def measure() -> list[Figure]:
    """Measure both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = await Database.connect(f"sqlite:///{folder / 'tocsin.db'}")
        try:
            await upgrade(database)
            await _fill(database)
            keys = await Keys.open(folder / "keys", database, utc_now)
            exports = Exports(database, utc_now, Texts.load(), keys, Audit(database, utc_now, keys))
            repeated = await _repeated(exports, folder)  # loads matplotlib, fonts and the key, too
            large = await _large(exports, folder)
        finally:
            await database.close()
    return [*large, repeated]


async def _repeated(exports: Exports, folder: Path) -> Figure:
    memory = []
    for _ in range(REPEATS):
        await exports.take(SERVER + 1, folder / "small")
        memory.append(resident_memory())
    grown = memory[-1] - memory[9]
    return Figure(
        "export",
        f"a small server {REPEATS} times: memory gained since the tenth",
        "MiB",
        grown,
        target=f"< {MAX_GROWTH:g} MiB",
        holds=grown < MAX_GROWTH,
    )


async def _large(exports: Exports, folder: Path) -> list[Figure]:
    resting = await at_rest()
    before = peak_memory()
    begun, computed = time.perf_counter(), time.process_time()
    longest, taken = await with_ticks(exports.take(SERVER, folder / "out"))
    seconds, computed = time.perf_counter() - begun, time.process_time() - computed
    grown = peak_memory() - before
    begun, bare_computed = time.perf_counter(), time.process_time()
    _bare(folder, ["contracts", "actions"])
    bare, bare_computed = time.perf_counter() - begun, time.process_time() - bare_computed
    what, bare_is = f"{CONTRACTS:,} contracts, an action each", "bare sqlite3 and csv"
    figure = Figure("export", what, "s", seconds, bare, bare_is)
    return [
        figure,
        replace(
            figure,
            what=f"{what}: processor time",
            value=computed,
            baseline=bare_computed,
            target=f"ratio ≤ {MAX_RATIO:.0f}",
            holds=computed <= MAX_RATIO * bare_computed,
        ),
        hold("export", what, longest, resting),
        Figure("export", f"{what}: memory", "MiB", grown / _MEBI),
        Figure("export", f"{what}: the archive", "MiB", taken.archive.stat().st_size / _MEBI),
    ]


def _bare(folder: Path, tables: list[str]) -> None:
    with closing(sqlite3.connect(folder / "tocsin.db")) as connection:
        for table in tables:
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(connection.execute(f"SELECT * FROM {table}"))


async def _fill(database: Database) -> None:
    async with database.write() as session:
        session.add(Server(id=SERVER, name="Server", language="en", created_at=NOW))
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
