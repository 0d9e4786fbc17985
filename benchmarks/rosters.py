"""Benchmark: import a roster of 350,000 members, beside a minimal script."""

import asyncio
import csv
import hmac
import json
import os
import resource
import secrets
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TextIO

from benchmarks.report import Figure
from bot.common.clock import utc_now
from bot.keystore.keyring import Keys
from bot.petitions.roster.file import examine
from bot.petitions.roster.roster_import import Codes, RosterImport
from bot.servers.settings import Servers
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.texts import Texts

FEW, MANY = 50_000, 350_000
MAX_SECONDS = 60.0
MAX_GROWTH = 32.0  # MiB from the small roster to the large one: SQLite's cache of 16, and its log's index
SERVER = 1
ROOT = Path(__file__).resolve().parents[1]


async def measure() -> list[Figure]:
    """Import from a file into SQLite, each time in a new process: ours, and the bare script."""
    runs = {(how, count): await _run(how, count) for how in ("ours", "bare") for count in (FEW, MANY)}
    ours, bare = runs["ours", MANY], runs["bare", MANY]
    growth = ours["peak"] - runs["ours", FEW]["peak"]
    bare_growth = bare["peak"] - runs["bare", FEW]["peak"]
    is_bare = "csv, HMAC, executemany"
    return [
        Figure(
            "rosters",
            "350,000 new members, with a code each",
            "s",
            ours["seconds"],
            bare["seconds"],
            is_bare,
            f"below {MAX_SECONDS:.0f} s",
            ours["seconds"] < MAX_SECONDS,
        ),
        Figure("rosters", "both imports, CPU time", "s", ours["cpu"], bare["cpu"], is_bare),
        Figure(
            "rosters",
            "the same file again, nobody new",
            "s",
            ours["again"],
            bare["again"],
            is_bare,
            f"below {MAX_SECONDS:.0f} s",
            ours["again"] < MAX_SECONDS,
        ),
        Figure(
            "rosters",
            "peak memory, beyond that of 50,000",
            "MiB",
            growth,
            bare_growth,
            is_bare,
            f"below {MAX_GROWTH:.0f} MiB",
            growth < MAX_GROWTH,
        ),
        Figure("rosters", "peak memory of the process", "MiB", ours["peak"]),
    ]


async def _run(how: str, count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "roster.csv").write_text("".join(f"{number:07d}\n" for number in range(count)))
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.rosters", how, folder),
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await child.communicate()
        result: dict[str, float] = json.loads(said)
        return result


async def _ours(folder: Path) -> list[float]:
    """Return the seconds of the first import and of the second."""
    database = await Database.connect(f"sqlite:///{folder / 'tocsin.db'}")
    try:
        await upgrade(database)
        keys = await Keys.open(folder / "keys", database, utc_now)
        await Servers(database, utc_now, Texts.load()).ensure(SERVER)
        seconds = []
        for name in ("codes.csv", "none.csv"):
            with (folder / name).open("w", newline="") as file:
                begun = time.perf_counter()
                found = examine(folder / "roster.csv", None)
                roster_import = RosterImport(database, keys, SERVER, hand_out=partial(_hand_out, file))
                await roster_import.run(found.numbers(), replace=False)
                seconds.append(time.perf_counter() - begun)
        return seconds
    finally:
        await database.close()


def _hand_out(file: TextIO, codes: Codes) -> None:
    """Write and sync codes as ``tocsin roster import`` does."""
    csv.writer(file).writerows(codes)
    file.flush()
    os.fsync(file.fileno())


def _bare(folder: Path) -> list[float]:
    """Fill the same table in one durable transaction, with unchecked numbers and all rows in memory at
    once."""
    seconds = []
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as connection:
        connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE members (reference BLOB PRIMARY KEY, code BLOB UNIQUE, account BLOB) WITHOUT ROWID"
        )
        key = secrets.token_bytes(32)
        for name in ("codes.csv", "none.csv"):
            begun = time.perf_counter()
            with (folder / "roster.csv").open(newline="") as file, (folder / name).open("w") as codes:
                written = csv.writer(codes)
                connection.execute("BEGIN IMMEDIATE")
                rows = []
                for (number,) in csv.reader(file):
                    code = secrets.token_hex(9)
                    reference = hmac.digest(key, number.encode(), "sha256")
                    rows.append((reference, hmac.digest(key, code.encode(), "sha256")))
                    written.writerow((number, code))
                connection.executemany("INSERT OR IGNORE INTO members VALUES (?, ?, NULL)", rows)
                connection.execute("COMMIT")
            seconds.append(time.perf_counter() - begun)
    return seconds


def main() -> None:
    """Run one import in this process; print its time and memory as JSON."""
    how, folder = sys.argv[1], Path(sys.argv[2])
    first, again = asyncio.run(_ours(folder)) if how == "ours" else _bare(folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = used.ru_maxrss / 1024
    print(json.dumps({"seconds": first, "again": again, "cpu": used.ru_utime + used.ru_stime, "peak": peak}))


if __name__ == "__main__":
    main()
