"""Watches of TED, BOAMP, DECP and Germany, from the wire to the outbox: the announcements of a server."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from bot.contracts.ingest.watcher import Watcher
from bot.contracts.queries.service import Contracts
from bot.contracts.sources.boamp import Boamp
from bot.contracts.sources.decp import DATASET, Decp
from bot.contracts.sources.ocds.publishers import GERMANY
from bot.contracts.sources.ocds.source import Ocds
from bot.contracts.sources.protocol import Source
from bot.contracts.sources.ted import Ted
from bot.contracts.watches.service import Watches
from bot.demo.sources.opendatasoft import Portal
from bot.storage import Database
from bot.storage.models import Announcement, Server, Watch
from tests.conftest import MovableClock
from tests.contracts.sources.boamp.test_parse import UUID
from tests.contracts.sources.boamp.test_parse import row as boamp_row
from tests.contracts.sources.decp.test_parse import HOLDER, modified
from tests.contracts.sources.decp.test_parse import row as decp_row
from tests.contracts.sources.ocds.test_source import package, release
from tests.contracts.sources.ted.test_source import notice
from tests.support.loopback.ocds_archives import LoopbackArchives, zipped
from tests.support.loopback.ted import TedServer
from tests.support.scripted_server import source_http
from tests.support.watching import POLL

pytestmark = pytest.mark.wire


class Europe:
    """The three sources on this machine, and the announcements of a server."""

    def __init__(self, database: Database, clock: MovableClock, sources: dict[str, Source]) -> None:
        self._database = database
        self._clock = clock
        self._contracts = Contracts(database)
        self.watches = Watches(database, sources, clock)
        self.watcher = Watcher(database, sources, clock, poll=POLL, jitter=lambda *_: 1.0)

    async def watch(self, source: str, query: Any) -> None:
        async with self._database.write() as session:
            if not (await session.execute(select(Server.id))).first():
                session.add(Server(id=1, channel_id=10, created_at=self._clock()))
        await self.watches.add(1, source, source, query)

    async def days(self, count: float) -> None:
        self._clock.move(hours=24 * count)
        await self.watcher.tick()

    async def faults(self) -> list[str]:
        async with self._database.read() as session:
            return [fault for fault in (await session.execute(select(Watch.fault))).scalars() if fault]

    async def posts(self) -> list[tuple[str, list[str]]]:
        async with self._database.read() as session:
            rows = (await session.execute(select(Announcement).order_by(Announcement.id))).scalars().all()
        found = []
        for row in rows:
            if row.kind == "contract":
                news = await self._contracts.news(int(row.subject.partition(":")[2]), row.occasion)
                assert news is not None
                found.append((news.contract.number, [change.kind.value for change in news.changes]))
        return found


@pytest.fixture
async def ted() -> AsyncIterator[TedServer]:
    async with TedServer() as server:
        yield server


@pytest.fixture
async def boamp() -> AsyncIterator[Portal]:
    async with Portal("boamp", columns=tuple(boamp_row())) as server:
        yield server


@pytest.fixture
async def decp() -> AsyncIterator[Portal]:
    async with Portal(DATASET, columns=tuple(decp_row())) as server:
        yield server


@pytest.fixture
async def germany(clock: MovableClock) -> AsyncIterator[LoopbackArchives]:
    async with LoopbackArchives(clock=clock) as server:
        yield server


@pytest.fixture
async def europe(
    sqlite_database: Database,
    clock: MovableClock,
    ted: TedServer,
    boamp: Portal,
    decp: Portal,
    tmp_path: Path,
) -> AsyncIterator[Europe]:
    clock.now = datetime(2026, 9, 22, 12, 0, tzinfo=UTC)
    async with AsyncExitStack() as stack:
        http = source_http(await stack.enter_async_context(aiohttp.ClientSession()))
        sources: dict[str, Source] = {
            "ted": Ted(http, ted.url, clock),
            "boamp": Boamp(http, boamp.url, clock),
            "decp": Decp(http, decp.url, clock),
            "ocds": Ocds(http, clock, tmp_path, windows={"127.0.0.1": GERMANY}),
        }
        yield Europe(sqlite_database, clock, sources)


async def test_a_new_notice_is_announced_once_and_an_old_one_is_not_withdrawn(
    europe: Europe, ted: TedServer
) -> None:
    await europe.watch("ted", {"suppliers": ["capgemini"]})
    ted.notices = [notice(1), notice(2, publication_date="2023-09-25+02:00")]
    await europe.days(0)
    ted.notices.append(notice(3))
    for days in (0.3, 1, 1, 40, 1, 1, 7, 1):
        await europe.days(days)
    assert await europe.posts() == [("3-2026", ["new-notice"])]
    assert await europe.faults() == []


async def test_a_timeout_of_ted_announces_nothing(europe: Europe, ted: TedServer) -> None:
    await europe.watch("ted", {"suppliers": ["capgemini"]})
    ted.notices = [notice(1), notice(2)]
    await europe.days(0)
    ted.change = lambda _, answer: {**answer, "timedOut": True, "notices": []}
    for _ in range(9):
        await europe.days(1)
    assert await europe.faults() == ["timeout"]
    ted.change = None
    await europe.days(1)
    assert (await europe.posts(), await europe.faults()) == ([], [])


async def test_a_modification_is_money_added_and_a_longer_contract(europe: Europe, decp: Portal) -> None:
    await europe.watch("decp", {"suppliers": [HOLDER[:9]]})
    recent = {"datenotification": "2026-01-05", "datepublicationdonnees": "2026-02-01"}
    decp.rows = [decp_row(**recent), decp_row(id="AC", techniques="Accord-cadre", **recent)]
    await europe.days(0)
    decp.loaded = "2026-09-23"
    decp.rows.append(modified("1", "2026-09-20", "100000", "48", **recent))
    decp.rows.append(modified("1", "2026-09-20", "90000", id="AC", techniques="Accord-cadre", **recent))
    await europe.days(0.3)
    await europe.days(0.3)
    await europe.days(1)
    assert sorted(await europe.posts()) == [
        ("2024M001", ["money-added", "extended"]),
        ("AC", ["ceiling-raised"]),
    ]


async def test_a_further_lot_under_the_same_number_corrects_no_amount(europe: Europe, decp: Portal) -> None:
    await europe.watch("decp", {"suppliers": [HOLDER[:9]]})
    recent = {"datenotification": "2026-09-20", "datepublicationdonnees": "2026-09-22"}
    decp.rows = [decp_row(**recent)]
    await europe.days(0)
    lots = [decp_row(id="L", objet="Lot 1", montant=20000, **recent)]
    lots.append({**lots[0], "objet": "Lot 2", "montant": 500000, "datepublicationdonnees": "2026-09-25"})
    for count in (1, 2, 2):
        decp.loaded = f"2026-09-{24 + count}"
        decp.rows = [decp_row(**recent), *lots[:count]]
        await europe.days(1)
        await europe.days(1)
    assert await europe.posts() == [("L", ["new-contract"])]


async def test_an_earlier_modification_that_comes_late_corrects_the_later_ones_part(
    europe: Europe, decp: Portal
) -> None:
    await europe.watch("decp", {"suppliers": [HOLDER[:9]]})
    recent = {"datenotification": "2026-09-01", "datepublicationdonnees": "2026-09-10"}
    second = modified("2", "2026-09-24", "130000", **recent)
    first = modified("1", "2026-09-23", "110000", **recent)
    decp.rows = [decp_row(**recent)]
    await europe.days(0)
    for day, rows in ((25, [second]), (26, [second, first])):
        decp.loaded, decp.rows = f"2026-09-{day}", [decp_row(**recent), *rows]
        await europe.days(1)
        await europe.days(1)
    assert await europe.posts() == [("2024M001", ["money-added"]), ("2024M001", ["money-added", "corrected"])]


async def test_a_contract_missing_from_the_table_is_withdrawn_after_a_week_and_not_before(
    europe: Europe, decp: Portal
) -> None:
    await europe.watch("decp", {"suppliers": [HOLDER[:9]]})
    decp.rows = [decp_row(), decp_row(id="stays")]
    await europe.days(0)
    decp.rows.pop(0)
    for day in range(8):
        assert await europe.posts() == [], day
        await europe.days(1)
    assert await europe.posts() == [("2024M001", ["withdrawn"])]


async def test_a_notice_in_two_bulletins_is_announced_once(
    europe: Europe, ted: TedServer, boamp: Portal
) -> None:
    await europe.watch("ted", {"suppliers": ["capgemini"]})
    await europe.watch("boamp", {"suppliers": ["capgemini"]})
    await europe.days(0)
    ted.notices = [notice(443934, notice_identifier=[UUID])]
    await europe.days(1)
    boamp.rows, boamp.loaded = [boamp_row()], "2026-09-24"
    await europe.days(1)
    assert await europe.posts() == [("443934-2026", ["new-notice"])]


@pytest.mark.rest_in_full
@pytest.mark.parametrize("first", ["ted", "germany"])
async def test_a_german_notice_that_is_on_ted_too_is_announced_once(
    europe: Europe, ted: TedServer, germany: LoopbackArchives, first: str
) -> None:
    await europe.watch("ted", {"suppliers": ["capgemini"]})
    await europe.watch("ocds", {"address": germany.api, "suppliers": ["capgemini"]})
    await europe.days(0)
    award = {"id": "a", "suppliers": [{"name": "Capgemini SE"}]}
    awarded = release(id=f"{UUID}-01", date="2026-09-22T10:00:00Z", awards=[award], parties=[])
    for source in (first, "germany" if first == "ted" else "ted"):
        if source == "ted":
            ted.notices = [notice(443934, notice_identifier=[f"{UUID}-01"])]
        else:
            germany.days["2026-09-22"] = zipped((f"{UUID}-01.json", package(awarded)))
        await europe.days(1)
    posts = await europe.posts()
    assert posts == [("443934-2026", ["new-notice"]) if first == "ted" else ("contract", ["new-contract"])]
    assert await europe.faults() == []
