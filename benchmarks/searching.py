"""Benchmark: search among 100,000 stored contracts on both engines, for a server that follows all of them and
for one that follows ten.

The baseline is one query, or two for a page (its rows and their number), written by hand without regard to
the size, over the same tables and indexes. It uses Tocsin's driver, ``aiosqlite`` or ``asyncpg``, on an open
connection and in a transaction of its own, as every read of Tocsin does, and returns plain rows. The results
of both are compared.
"""

import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import aiosqlite
from sqlalchemy import insert, text

from benchmarks.lists import NOW
from benchmarks.postgres import postgres
from benchmarks.report import Figure
from bot.contracts.model import Action as ModelAction
from bot.contracts.model import Kind, Party, Record
from bot.contracts.queries.service import Contracts
from bot.contracts.row_mapping import action_values, stored_values
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import (
    Action,
    Contract,
    ContractIdentifier,
    Server,
    Watch,
    WatchedContract,
)
from bot.storage.search_terms import number_key

CONTRACTS = 100_000
EVERYTHING, TEN = 1, 2  # servers, by the contracts they follow
RUNS, MAX_RUNS = 7, 100
LONG = 1.0  # seconds after which the minimum of runs suffices
LIMIT = 1.5

_BATCH = 5_000
_WORK = ("SKIP TRACING", "DETENTION", "PROGRAM SUPPORT", "SOFTWARE", "BRIDGE", "DATA", "UPKEEP", "TRAINING")
_PLACES = (
    "ATLANTA",
    "BOSTON",
    "CHICAGO",
    "DALLAS",
    "EL PASO",
    "HOUSTON",
    "MIAMI",
    "SEATTLE",
    "NÎMES",
    "LYON",
)

Statements = Sequence[tuple[str, Sequence[Any]]]
Ask = Callable[[Statements], Awaitable[list[Any]]]
"""Send statements through the plain driver, in one transaction; return the rows of the last."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One search: ``ours`` returns the results as ids or names, ``bare`` has statements whose last finds the
    same."""

    name: str
    ours: Callable[[], Awaitable[list[Any]]]
    bare: Statements


async def measure() -> list[Figure]:
    """Measure searches, suggestions for each typed text, and pages of the list."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/tocsin.db"
        async with (
            _filled(f"sqlite:///{path}") as database,
            aiosqlite.connect(path, isolation_level=None) as connection,
        ):

            async def ask_sqlite(statements: Statements) -> list[Any]:
                await connection.execute("BEGIN")
                rows = [await connection.execute_fetchall(sql, values) for sql, values in statements]
                await connection.commit()
                return list(rows[-1])

            figures += await _figures("SQLite", database, ask_sqlite)
        async with postgres(Path(folder)) as (url, plain), _filled(url) as database:

            async def ask_postgres(statements: Statements) -> list[Any]:
                async with plain.transaction(isolation="repeatable_read"):
                    rows = [await plain.fetch(sql, *values) for sql, values in statements]
                return list(rows[-1])

            figures += await _figures("PostgreSQL", database, ask_postgres)
    return figures


async def _figures(engine: str, database: Database, ask: Ask) -> list[Figure]:
    figures = []
    for case in _cases(database):
        ours: list[float] = []
        bare: list[float] = []
        while len(ours) < RUNS or (len(ours) < MAX_RUNS and sum(ours) + sum(bare) < LONG):
            begun = time.perf_counter()
            found = await case.ours()
            ours.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            rows = await ask(case.bare)
            bare.append(time.perf_counter() - begun)
        if found != [row[0] for row in rows]:
            raise AssertionError(f"{engine}, {case.name}: {found} is not {rows}")
        value, baseline = median(ours) * 1000, median(bare) * 1000
        figures.append(
            Figure(
                benchmark="search",
                what=f"{engine}: {case.name}",
                unit="ms",
                value=value,
                baseline=baseline,
                baseline_is="bare",
                target=f"at most {LIMIT}",
                holds=value <= LIMIT * baseline,
            )
        )
    return figures


def _cases(database: Database) -> list[_Case]:
    contracts = Contracts(database)
    mark = "?" if database.is_sqlite else "$1"
    cases = []
    for server, follows in ((EVERYTHING, "of all"), (TEN, "of ten")):
        shared = _Bare(database, server)

        def page(server: int = server, **more: Any) -> Callable[[], Awaitable[list[Any]]]:
            async def ours() -> list[Any]:
                return [line.id for line in (await contracts.page(server, **more)).items]

            return ours

        def search(words: str, server: int = server) -> Callable[[], Awaitable[list[Any]]]:
            async def ours() -> list[Any]:
                return [line.id for line in (await contracts.search(server, words)).items]

            return ours

        def suggest(typed: str, server: int = server) -> Callable[[], Awaitable[list[Any]]]:
            async def ours() -> list[Any]:
                return [line.id for line in await contracts.suggest(server, typed)]

            return ours

        cases.append(_Case(f"list {follows}, first page", page(), shared.page("c.kind = 'order'", [])))
        if server == EVERYTHING:
            last = CONTRACTS - 8
            bare = shared.page("c.kind = 'order'", [], offset=last)
            cases.append(_Case(f"list {follows}, last page", page(offset=last), bare))
        for words, found in (("services", "all"), ("skip atlanta", "1,389"), ("fr0000024", "one")):
            bare = shared.page(shared.hold, [shared.query(words)])
            cases.append(_Case(f"search {follows}, {words!r} ({found})", search(words), bare))
        for typed in ("s", "skip", "70cdcr", "70cdcr21fr0000024"):
            cases.append(_Case(f"typing {follows}, {typed!r}", suggest(typed), shared.suggest(typed)))
    for typed in ("example", "office 4"):

        async def buyers(typed: str = typed) -> list[Any]:
            return list(await contracts.suggest_buyers(EVERYTHING, typed))

        like = " AND ".join(f"(' ' || lower(buyer)) LIKE '% {word}%'" for word in typed.split())
        order = f"CASE WHEN lower(buyer) LIKE {mark} THEN 0 ELSE 1 END, buyer"
        rule = f"{like} AND buyer <> '' AND kind NOT IN ('page', 'article')"
        sql = f"SELECT buyer FROM contracts WHERE {rule} GROUP BY buyer ORDER BY {order} LIMIT 25"
        cases.append(_Case(f"typing of buyers, {typed!r}", buyers, [(sql, [f"{typed}%"])]))
    return cases


class _Bare:
    """Handwritten statements for one server."""

    def __init__(self, database: Database, server: int) -> None:
        self._sqlite = database.is_sqlite
        self._columns = (
            "c.id, c.source, c.kind, c.number, c.title, c.supplier, c.buyer, c.buyer_unit, c.currency, "
            "c.obligated, c.ceiling, c.ordered, c.orders, c.status, c.signed, c.start, "
            'c."end", c.url, coalesce(p.number, c.parent_number), p.ceiling, c.changed_at, '
            "(SELECT max(a.date) FROM actions a WHERE a.contract_id = c.id)"
        )
        follows = (
            "SELECT w.contract_id FROM watched_contracts w JOIN watches x ON x.id = w.watch_id "
            f"WHERE x.server_id = {server} AND w.matched"
        )
        self._here = (
            f"c.id IN ({follows}) AND NOT EXISTS (SELECT 1 FROM contract_identifiers i "
            "JOIN contract_identifiers o ON o.identifier = i.identifier AND o.contract_id < i.contract_id "
            "JOIN contracts t ON t.id = o.contract_id WHERE i.contract_id = c.id "
            f"AND t.source <> c.source AND t.kind = c.kind AND +t.id IN ({follows}))"
        )
        self._parent = (
            "LEFT JOIN contracts p ON p.source = c.source AND p.source_id = c.parent_source_id "
            "AND p.currency = c.currency"
        )
        self.hold = (
            "c.id IN (SELECT rowid FROM contract_words WHERE contract_words MATCH ?)"
            if self._sqlite
            else "c.words @@ $1::text::tsquery"
        )

    def query(self, typed: str) -> str:
        words = typed.split()
        return (
            " ".join(f'"{word}"*' for word in words)
            if self._sqlite
            else " & ".join(f"{word}:*" for word in words)
        )

    def page(self, condition: str, values: list[Any], offset: int = 0) -> Statements:
        where = f"WHERE {condition} AND {self._here}"
        rows = (
            f"SELECT {self._columns} FROM contracts c {self._parent} {where} "
            f"ORDER BY c.newest_day DESC, c.id DESC LIMIT 8 OFFSET {offset}"
        )
        return [(f"SELECT count(*) FROM contracts c {where}", values), (rows, values)]

    def suggest(self, typed: str) -> Statements:
        key = number_key(typed)
        nearness = f"WHEN c.search LIKE '{key} %' THEN 0 WHEN c.search LIKE '{key}%' THEN 1 ELSE 2"
        sql = (
            f"SELECT {self._columns} FROM contracts c {self._parent} WHERE {self.hold} AND {self._here} "
            f"ORDER BY CASE {nearness} END, c.newest_day DESC, c.id DESC LIMIT 25"
        )
        return [(sql, [self.query(typed)])]


@asynccontextmanager
async def _filled(url: str) -> AsyncIterator[Database]:
    database = await Database.connect(url)
    try:
        await upgrade(database)
        await _fill(database)
        yield database
    finally:
        await database.close()


async def _fill(database: Database) -> None:
    servers = [EVERYTHING, TEN]
    watch = {"name": "w", "source": "usaspending", "query": {}, "query_key": "0", "created_at": NOW}
    async with database.write() as session:
        await session.execute(insert(Server), [{"id": each, "created_at": NOW} for each in servers])
        await session.execute(
            insert(Watch), [{**watch, "id": each, "server_id": each, "next_read_at": NOW} for each in servers]
        )
        for first in range(1, CONTRACTS + 1, _BATCH):
            records = {number: _record(number) for number in range(first, first + _BATCH)}
            row = {"record_hash": "0", "first_seen_at": NOW, "changed_at": NOW}
            await session.execute(
                insert(Contract),
                [
                    {
                        "id": number,
                        "source": each.source,
                        "source_id": each.source_id,
                        **stored_values(each),
                        **row,
                    }
                    for number, each in records.items()
                ],
            )
            await session.execute(
                insert(Action),
                [
                    {"contract_id": number, **action_values(action), "first_seen_at": NOW, "revised_from": []}
                    for number, each in records.items()
                    for action in each.actions
                ],
            )
            await session.execute(
                insert(ContractIdentifier),
                [
                    {"contract_id": number, "identifier": identifier}
                    for number, each in records.items()
                    for identifier in each.identifiers
                ],
            )
            links = [
                {"watch_id": server, "contract_id": number, "matched": True}
                for number in records
                for server in servers
                if server == EVERYTHING or number % (CONTRACTS // 10) == 0
            ]
            await session.execute(insert(WatchedContract), links)
    if not database.is_sqlite:
        async with database.write() as session:
            await session.execute(text("ANALYZE"))  # as autovacuum does by itself after a while


def _record(number: int) -> Record:
    moved = date(2015, 1, 1) + timedelta(days=number * 7 % 4111)
    return Record(
        source="usaspending",
        source_id=f"CONT_AWD_{number}",
        kind=Kind.ORDER,
        number=f"70CDCR{17 + number % 10}FR{number:07}",
        title=f"{_WORK[number % 8]} SERVICES, {_PLACES[number % 9]}, PHASE {number % 97}",
        buyer=Party(name=f"OFFICE {number % 499} OF EXAMPLE"),
        supplier=Party(name=f"SUPPLIER {number % 20011} LLC", ids={"uei": f"U{number % 20011:011}"}),
        parent_source_id=f"CONT_AWD_{number % 20 + 1}",
        currency="USD",
        obligated=Decimal(number * 137 % 9_999_991),
        ceiling=Decimal(number * 331 % 99_999_989),
        signed=moved,
        identifiers=frozenset({f"us:{number}"}),
        url="https://www.usaspending.gov/award/0",
        actions=tuple(
            ModelAction(
                action_id=f"{index}",
                number=f"P{index:05}",
                date=moved + timedelta(days=index),
                amount=Decimal(number * 17 % 999_983),
            )
            for index in range(2)
        ),
    )
