"""Benchmark: publish a board with 10,000 contracts and 1,000 publications, all of it and after each change.

The baseline writes the same files again with their contents at hand, or, after a change, links them: the
rest is reading, rendering and comparing. ``python -m benchmarks.boards CONTRACTS`` measures another size.
"""

import asyncio
import os
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.machine import peak_memory
from benchmarks.report import Figure, show
from benchmarks.ticks import at_rest, hold, with_ticks
from bot.board.contents import BoardReader
from bot.board.publish import Publisher
from bot.campaign.facts.glossary import Glossary
from bot.campaign.facts.service import Facts
from bot.common.clock import utc_now
from bot.contracts.queries.service import Contracts
from bot.keystore.keyring import Keys
from bot.petitions.counts.ledger import FORMAT, entry_hash, entry_of
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import (
    Action,
    Announcement,
    Base,
    Change,
    Contract,
    ContractSnapshot,
    ContractValues,
    Demand,
    DemandVersion,
    Fact,
    GlossaryEntry,
    Observation,
    Publication,
    Server,
    ShortName,
    Snapshot,
    Watch,
    WatchedContract,
)
from bot.texts import Texts

SERVER, NOW = 1, datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
CONTRACTS, PUBLICATIONS = 10_000, 1_000
FAMILY = 20  # orders under a vehicle
MAX_WHOLE_S, MAX_CHANGE_CPU_S = 90.0, 3.0
SOURCES = ("usaspending", "ted", "decp", "feed")
_A_BATCH = 5_000
_MEBI = 2**20


Apply = Callable[[Database], Awaitable[object]]


async def measure(contracts: int = CONTRACTS) -> list[Figure]:
    """Measure a board of that many contracts, in English and French."""
    async with filled(contracts) as site:
        resting = await at_rest()
        before, name = peak_memory(), f"{contracts:,} contracts"
        longest, (wall, cpu) = await with_ticks(_timed(site))
        grown = peak_memory() - before
        bare, linked = await asyncio.to_thread(_bare, site.folder)
        whole = Figure("board", f"{name}: whole", "s", wall)
        figures = [
            replace(
                whole,
                baseline=bare,
                baseline_is="writing the same bytes",
                target=f"< {MAX_WHOLE_S:g} s",
                holds=wall < MAX_WHOLE_S,
            ),
            replace(whole, what=f"{name}: whole, processor time", value=cpu),
            replace(whole, what=f"{name}: whole, memory", unit="MiB", value=grown / _MEBI),
            hold("board", f"{name}: whole", longest, resting),
        ]
        for what, change in _CHANGES.items():
            await change(site.database)
            longest, (wall, cpu) = await with_ticks(_timed(site))
            figure = Figure("board", f"{name}: after {what}", "s", wall)
            figures += [
                replace(figure, baseline=linked, baseline_is="linking the same files"),
                replace(
                    figure,
                    what=f"{figure.what}, processor time",
                    value=cpu,
                    target=f"< {MAX_CHANGE_CPU_S:g} s",
                    holds=cpu < MAX_CHANGE_CPU_S,
                ),
                hold("board", f"{name}: after {what}", longest, resting),
            ]
        return figures


async def _timed(site: "Site") -> tuple[float, float]:
    """Publish; return seconds, and those of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    await site.publisher.publish(site.folder / "site")
    return time.perf_counter() - wall, time.process_time() - cpu


async def _nothing(database: Database) -> None:
    pass


async def _new_count(database: Database) -> None:
    async with database.write() as session:
        await _count(session, 1)


async def _new_contract(database: Database) -> None:
    """Announce a new order of a family, by a change of its own, which is the newest of all."""
    async with database.read() as session:
        number = int(await session.scalar(select(func.max(Contract.id))) or 0) + 1
    read = {"contract_id": number, "sha256": f"{0:064x}", "read_key": "read-0"}
    vehicle = contract_row(FAMILY)
    family = {"source": vehicle["source"], "parent_source_id": vehicle["source_id"], "kind": "order"}
    new = {**contract_row(number), **family, "newest_day": date(2026, 2, 14)}
    late = NOW + timedelta(days=60)
    sent = {"created_at": late, "sent_at": late, "next_attempt_at": late}
    await _insert(
        database,
        [
            (Contract, [new]),
            (WatchedContract, [_watched(number)]),
            (Action, [action_row(number, 0)]),
            (Change, [{**_change(number, 0), "kind": "new-order", "seen_at": late}]),
            (Announcement, [{**_announcement(number, 0), **sent}]),
            (ContractValues, [_values(number, 0)]),
            (ContractSnapshot, [read]),
        ],
    )


_CHANGES: dict[str, Apply] = {
    "nothing": _nothing,
    "a count": _new_count,
    "a new contract": _new_contract,
}


def _bare(folder: Path) -> tuple[float, float]:
    """Write the site's files again, and link them; return the seconds of both."""
    root = (folder / "site").resolve()
    files = [(path.relative_to(root), path.read_bytes()) for path in root.rglob("*") if path.is_file()]
    places = {"written": folder / "written", "linked": folder / "linked"}
    for place in places.values():
        for parent in {path.parent for path, _ in files}:
            (place / parent).mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    for path, content in files:
        (places["written"] / path).write_bytes(content)
    os.sync()
    written = time.perf_counter() - begun
    begun = time.perf_counter()
    for path, _ in files:
        os.link(root / path, places["linked"] / path)
    linked = time.perf_counter() - begun
    for place in places.values():
        shutil.rmtree(place)
    return written, linked


@dataclass(frozen=True, slots=True)
class Site:
    """A filled database with a publisher, and the folder that it publishes to."""

    database: Database
    publisher: Publisher
    folder: Path


@asynccontextmanager
async def filled(contracts: int) -> AsyncIterator[Site]:
    """Fill a database with a server that has a board of this many contracts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = await Database.connect(f"sqlite:///{folder / 'tocsin.db'}")
        try:
            await upgrade(database)
            await _fill(database, contracts)
            texts = Texts.load()
            keys = await Keys.open(folder / "keys", database, utc_now)
            reader = BoardReader(
                database, texts, Contracts(database), Facts(database, utc_now), Glossary(database, utc_now)
            )
            publisher = Publisher(database, utc_now, texts, keys, reader, address="https://board.example/")
            yield Site(database, publisher, folder)
        finally:
            await database.close()


async def _fill(database: Database, contracts: int) -> None:
    words = {
        language: {"title": "A title of the demand", "body": "A sentence of the text. " * 30}
        for language in ("en", "fr")
    }
    await _insert(
        database,
        [
            (Server, [_server()]),
            (Watch, [watch_row(number) for number in range(1, len(SOURCES) + 1)]),
            (
                ShortName,
                [
                    {"server_id": SERVER, "key": f"name:buyer{n}", "party": f"BUYER {n}", "short": f"B{n}"}
                    for n in range(20)
                ],
            ),
            (Fact, [_fact(number, words) for number in range(30)]),
            (
                GlossaryEntry,
                [
                    {
                        "server_id": SERVER,
                        "slug": f"word-{n}",
                        "texts": {"en": {"word": f"Word {n}", "meaning": "What it means."}},
                    }
                    for n in range(20)
                ],
            ),
            (Observation, [_observation(number) for number in range(1, len(SOURCES) + 1)]),
            (Snapshot, [_snapshot(number) for number in range(contracts // 100 + 1)]),
            (Demand, [_demand(number, words) for number in (1, 2, 3)]),
            (
                DemandVersion,
                [
                    {
                        "demand_id": n,
                        "version": 1,
                        "texts": words,
                        "text_hash": "0" * 64,
                        "consent_hash": "0" * 64,
                        "made_at": NOW,
                    }
                    for n in (1, 2, 3)
                ],
            ),
        ],
    )
    for start in range(1, contracts + 1, _A_BATCH):
        numbers = range(start, min(start + _A_BATCH, contracts + 1))
        await _insert(
            database,
            [
                (Contract, [contract_row(number) for number in numbers]),
                (WatchedContract, [_watched(number) for number in numbers]),
                (Action, [action_row(number, index) for number in numbers for index in range(3)]),
                (Change, [_change(number, index) for number in numbers for index in range(number % 3)]),
                (
                    Announcement,
                    [_announcement(number, index) for number in numbers for index in range(number % 3)],
                ),
                (ContractValues, [_values(number, index) for number in numbers for index in range(2)]),
                (
                    ContractSnapshot,
                    [
                        {"contract_id": number, "sha256": f"{number // 100:064x}", "read_key": "read-0"}
                        for number in numbers
                    ],
                ),
            ],
        )
    async with database.write() as session:
        for demand in (1, 2, 3):
            for _ in range(1, (PUBLICATIONS if demand == 1 else 5) + 1):
                await _count(session, demand)


async def _insert(database: Database, tables: Sequence[tuple[type[Base], Sequence[dict[str, Any]]]]) -> None:
    async with database.write() as session:
        for table, values in tables:
            await session.execute(insert(table), values)


async def _count(session: AsyncSession, demand: int) -> None:
    """Publish a count of a demand, a little higher than the one before."""
    before = await session.scalar(
        select(Publication)
        .where(Publication.demand_id == demand)
        .order_by(Publication.number.desc())
        .limit(1)
    )
    number = 1 if before is None else before.number + 1
    row = Publication(
        format=FORMAT,
        demand_id=demand,
        number=number,
        published_at=NOW + timedelta(hours=number),
        count=20 if before is None else before.count + 7,
        invalidated=0,
        verified_by="role",
        account_days=0,
        server_days=0,
        reason="batch",
        text_hash="0" * 64,
        previous_hash=None if before is None else before.hash,
    )
    row.hash = entry_hash(entry_of(f"demand-{demand}", row))
    session.add(row)
    await session.flush()


def _server() -> dict[str, Any]:
    return {"id": SERVER, "name": "Server", "language": "en", "created_at": NOW, "board": "board"}


def watch_row(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "server_id": SERVER,
        "name": f"watch {number}",
        "source": SOURCES[number - 1],
        "query": {},
        "query_key": str(number),
        "created_at": NOW,
        "next_read_at": NOW,
        "failures": 0,
    }


def _observation(watch: int) -> dict[str, Any]:
    return {
        "group_key": f"group-{watch}",
        "read_key": f"read-{watch - 1}",
        "read_at": NOW,
        "complete": True,
        "matched": 1,
        "changed": 0,
        "faults": [],
    }


def _fact(number: int, words: dict[str, Any]) -> dict[str, Any]:
    source = {
        "title": "A source",
        "publisher": "A registry",
        "date": "2026-01",
        "url": "https://fact.example/",
    }
    return {
        "server_id": SERVER,
        "slug": f"fact-{number}",
        "position": number,
        "state": "confirmed",
        "texts": words,
        "sources": [source],
        "checked_on": NOW.date(),
    }


def _snapshot(number: int) -> dict[str, Any]:
    return {
        "sha256": f"{number:064x}",
        "source": SOURCES[number % len(SOURCES)],
        "url": f"https://source.example/{number}",
        "query": "",
        "fetched_at": NOW,
        "media": "application/json",
        "content": zlib.compress(b"{}"),
        "size": 1000,
    }


def _demand(number: int, words: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": number,
        "server_id": SERVER,
        "slug": f"demand-{number}",
        "state": "open",
        "version": 1,
        "texts": words,
        "text_hash": "0" * 64,
        "verified_by": "role",
        "created_at": NOW,
        "opened_at": NOW,
        "goal": 10_000,
    }


def contract_row(number: int) -> dict[str, Any]:
    """Return a contract. Of each family, the first is the vehicle of the others."""
    source = SOURCES[number // FAMILY % len(SOURCES)]
    first = number % FAMILY == 0
    return {
        "id": number,
        "source": source,
        "source_id": f"CONTRACT{number:06}",
        "kind": "vehicle" if first else ("article" if source == "feed" else "order"),
        "number": f"ORDER{number:06}",
        "title": f"SKIP TRACING SERVICES, REGION {number}",
        "supplier": f"EXAMPLE GOVERNMENT SOLUTIONS {number % 50} LLC",
        "supplier_ids": {"uei": "EXAMPLE12345"},
        "buyer": f"BUYER {number % 100}",
        "buyer_ids": {"subtier": "7012"},
        "parent_source_id": None if first else f"CONTRACT{number // FAMILY * FAMILY:06}",
        "currency": "USD",
        "obligated": Decimal(number * 100),
        "ceiling": Decimal(2 * number * 100),
        "signed": date(2020, 1, 1) + timedelta(days=number % 2000),
        "end": date(2027, 1, 1) + timedelta(days=number % 300),
        "codes": {"naics": {"code": "541512", "description": "Computer systems design"}},
        "search": f"skip tracing services region {number} order{number:06} example solutions buyer",
        "newest_day": date(2020, 1, 1) + timedelta(days=7 * number % 2000),
        "url": f"https://www.usaspending.gov/award/{number}",
        "record_hash": "0",
        "first_seen_at": NOW,
        "changed_at": NOW,
    }


def action_row(number: int, index: int) -> dict[str, Any]:
    return {
        "contract_id": number,
        "action_id": f"{number}-{index}",
        "number": f"P{index:05}",
        "date": date(2020, 1, 1) + timedelta(days=(7 * number + index) % 2000),
        "code": "A",
        "description": f"EXERCISE OPTION PERIOD {index}",
        "amount": Decimal(1000 + number),
        "first_seen_at": NOW,
        "revised_from": [],
    }


def _change(number: int, index: int) -> dict[str, Any]:
    return {
        "contract_id": number,
        "read_key": f"read-{index}-{number % 500}",
        "ordinal": 0,
        "kind": "money-added",
        "seen_at": NOW + timedelta(hours=number % 500 + 500 * index),
        "news": True,
        "amount": Decimal(1000),
        "currency": "USD",
    }


def _announcement(number: int, index: int) -> dict[str, Any]:
    change = _change(number, index)
    return {
        "server_id": SERVER,
        "channel_id": 5,
        "kind": "contract",
        "subject": f"contract:{number}",
        "occasion": change["read_key"],
        "state": "sent",
        "created_at": change["seen_at"],
        "sent_at": change["seen_at"],
        "next_attempt_at": change["seen_at"],
    }


def _values(number: int, index: int) -> dict[str, Any]:
    return {
        "contract_id": number,
        "seen_at": NOW + timedelta(days=index),
        "currency": "USD",
        "obligated": Decimal(number * 50 * (index + 1)),
    }


def _watched(number: int) -> dict[str, Any]:
    return {"watch_id": number % len(SOURCES) + 1, "contract_id": number, "matched": True, "told": True}


def _main() -> None:
    contracts = int(sys.argv[1]) if len(sys.argv) > 1 else CONTRACTS
    figures = asyncio.run(measure(contracts))
    console = Console()
    console.width = max(console.width, 130)
    show(figures, console)


if __name__ == "__main__":
    _main()
