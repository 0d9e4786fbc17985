"""Sources that show a publication once, or an older one again: nothing true is held for ever, nothing older
undoes what is known, and ends are told."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

from bot.contracts.ingest.watcher import Watcher
from bot.contracts.model import Kind
from bot.contracts.sources.http import open_session
from bot.contracts.sources.ocds.publishers import GERMANY, WINDOWS, Archives, Windows
from bot.contracts.sources.ocds.source import Ocds
from bot.contracts.sources.protocol import Source
from bot.contracts.watches.service import Watches
from bot.storage import Database
from bot.storage.models import Change, Contract, Server, Watch
from tests.conftest import MovableClock
from tests.contracts.sources.ocds.test_source import ACME, package, release
from tests.support.loopback.ocds import LoopbackOcds, says
from tests.support.loopback.ocds_archives import LoopbackArchives, zipped
from tests.support.scripted_server import source_http
from tests.support.watching import POLL

pytestmark = pytest.mark.wire

FIND_A_TENDER = replace(WINDOWS["www.find-tender.service.gov.uk"], pace=0.0)
FAR = "2030-12-31"


def of_process(number: int, said: str, *, end: str = FAR, amount: int = 10, **more: Any) -> dict[str, Any]:
    """Return a release of a process, published at ``said``."""
    found = release(number, id=f"{number}-{said}", date=said, **more)
    found["contracts"][0]["period"] = {"startDate": "2026-01-01", "endDate": end}
    found["contracts"][0]["value"] = {"amount": amount, "currency": "GBP"}
    return found


@dataclass
class Reads:
    """Reads of the watches of two servers."""

    database: Database
    clock: MovableClock
    folder: Path
    session: aiohttp.ClientSession

    def of(self, publisher: Windows | Archives | None = None) -> "Reads":
        http = source_http(self.session, attempts=1, clock=self.clock)
        own = {} if publisher is None else {"127.0.0.1": publisher}
        sources: dict[str, Source] = {"ocds": Ocds(http, self.clock, self.folder, windows=own)}
        self.watches = Watches(self.database, sources, self.clock)
        self._watcher = Watcher(self.database, sources, self.clock, poll=POLL, jitter=lambda *_: 1.0)
        return self

    async def watch(self, server_id: int = 1, **query: Any) -> None:
        async with self.database.write() as session:
            await session.merge(Server(id=server_id, channel_id=server_id, created_at=self.clock()))
        await self.watches.add(server_id, "W", "ocds", {**ACME, **query})
        await self.read(0)

    async def read(self, *hours: float) -> None:
        for each in hours:
            self.clock.move(hours=each, minutes=5)
            await self._watcher.tick()

    async def news(self) -> list[str]:
        """Return the kinds of all news, oldest first."""
        async with self.database.read() as session:
            found = select(Change.kind).where(Change.news).order_by(Change.id)
            return list(await session.scalars(found))

    async def contract(self) -> Contract:
        async with self.database.read() as session:
            return (await session.scalars(select(Contract).order_by(Contract.id))).first()


@pytest.fixture
async def reads(sqlite_database: Database, clock: MovableClock, tmp_path: Path) -> AsyncIterator[Reads]:
    async with open_session(True) as session:
        yield Reads(sqlite_database, clock, tmp_path, session)


async def test_an_archive_that_is_amended_by_another_notice_undoes_no_later_one(reads: Reads) -> None:
    award = of_process(1, "2026-02-11T10:00:00Z", end="2027-12-31")
    async with LoopbackArchives(clock=reads.clock) as publisher:
        publisher.days = {"2026-02-11": zipped(("1.json", package(award)))}
        await reads.of(GERMANY).watch(address=publisher.api)
        changed = package(of_process(1, "2026-02-12T10:00:00Z", end="2028-12-31"))
        publisher.days["2026-02-12"] = zipped(("2.json", changed))
        await reads.read(7, 7)
        other = package(of_process(7, "2026-02-11T12:00:00Z"))
        publisher.days["2026-02-11"] = zipped(("1.json", package(award)), ("7.json", other))
        await reads.read(7, 7, 7)
    assert await reads.news() == ["extended", "new-contract"]
    assert str((await reads.contract()).end) == "2028-12-31"


async def test_a_daily_read_that_breaks_off_undoes_and_repeats_nothing(reads: Reads) -> None:
    async with LoopbackOcds() as publisher:
        at = reads.clock() - timedelta(hours=1)
        publisher.releases = [(at, of_process(1, at.isoformat(), end="2027-12-31"))]
        await reads.of(FIND_A_TENDER).watch(address=publisher.api)
        reads.clock.move(hours=7)
        at = reads.clock() - timedelta(hours=1)
        publisher.releases.append((at, of_process(1, at.isoformat(), end="2028-12-31")))
        await reads.read(0, 6, 6)
        publisher.faults.extend([None, *[says(b"", 503)] * 12])  # the daily read goes back a day
        await reads.read(6)
        publisher.faults.clear()
        await reads.read(6, 6)
    assert await reads.news() == ["extended"]
    assert str((await reads.contract()).end) == "2028-12-31"


async def test_another_servers_older_file_undoes_nothing(reads: Reads) -> None:
    for year, end in ((2025, "2027-12-31"), (2026, "2028-12-31")):
        (reads.folder / f"{year}.json").write_text(
            json.dumps(package(of_process(1, f"{year}-02-01T00:00:00Z", end=end)))
        )
    await reads.of().watch(1, file="2026.json")
    await reads.watch(2, file="2025.json")
    await reads.read(7, 7, 7)
    assert await reads.news() == []
    assert str((await reads.contract()).end) == "2028-12-31"


async def test_another_servers_watch_makes_no_ceiling_money_spent(reads: Reads) -> None:
    async with LoopbackOcds() as publisher:
        at = reads.clock() - timedelta(hours=30)
        framework = of_process(1, at.isoformat(), amount=100_000_000)
        framework["tender"]["techniques"] = {"hasFrameworkAgreement": True}
        publisher.releases = [(at, framework)]
        await reads.of(FIND_A_TENDER).watch(1, address=publisher.api)
        reads.clock.move(days=9)
        at = reads.clock() - timedelta(hours=30)
        update = {**of_process(1, at.isoformat(), amount=100_000_000), "tag": ["contractUpdate"]}
        del update["tender"]
        publisher.releases.append((at, update))
        await reads.read(0)
        await reads.watch(2, address=publisher.api)
        await reads.read(7, 7, 7)
    known = await reads.contract()
    assert (known.kind, known.obligated, known.ceiling) == (Kind.VEHICLE, None, 100_000_000)
    assert await reads.news() == []


@pytest.mark.parametrize("busy", [False, True], ids=["quiet", "with news each day"])
async def test_a_total_in_an_archive_stands_when_later_reads_do_not_take_it_back(
    reads: Reads, busy: bool
) -> None:
    async with LoopbackArchives(clock=reads.clock) as publisher:
        publisher.days = {"2026-02-11": zipped(("1.json", package(of_process(1, "2026-02-11T10:00:00Z"))))}
        await reads.of(GERMANY).watch(address=publisher.api)
        changed = package(of_process(1, "2026-02-12T10:00:00Z", amount=30))
        publisher.days["2026-02-12"] = zipped(("2.json", changed))
        for number in range(12):
            await reads.read(6)
            day = (reads.clock().date() - timedelta(days=1)).isoformat()
            if busy and day not in publisher.days:
                other = package(of_process(100 + number, f"{day}T10:00:00Z"))
                publisher.days[day] = zipped(("3.json", other))
    assert (await reads.news()).count("corrected") == 1
    assert (await reads.contract()).obligated == 30


async def test_a_total_that_is_taken_back_is_no_news(reads: Reads) -> None:
    async with LoopbackArchives(clock=reads.clock) as publisher:
        publisher.days = {"2026-02-10": zipped(("1.json", package(of_process(1, "2026-02-10T10:00:00Z"))))}
        await reads.of(GERMANY).watch(address=publisher.api)
        wrong = of_process(1, "2026-02-11T10:00:00Z", amount=30)
        right = of_process(1, "2026-02-11T18:00:00Z")
        publisher.days["2026-02-11"] = zipped(("2.json", package(wrong)))
        await reads.read(7)
        publisher.days["2026-02-11"] = zipped(("2.json", package(wrong)), ("3.json", package(right)))
        await reads.read(7, 7, 7, 7)
    assert await reads.news() == []
    assert (await reads.contract()).obligated == 10


async def test_a_total_at_an_address_that_is_not_sent_again_stands(reads: Reads) -> None:
    async with LoopbackOcds() as publisher:
        address = publisher.put("p.json", package(of_process(1, "2026-02-11T10:00:00Z")))
        await reads.of().watch(address=address)
        publisher.put("p.json", package(of_process(1, "2026-02-12T10:00:00Z", amount=30)))
        await reads.read(*[6] * 12)
    assert await reads.news() == ["corrected"]
    assert (await reads.contract()).obligated == 30


async def test_ends_are_told_though_each_day_brings_something(reads: Reads) -> None:
    async with LoopbackOcds() as publisher:
        at = reads.clock() - timedelta(hours=30)
        end = (reads.clock().date() + timedelta(days=33)).isoformat()
        publisher.releases = [(at, of_process(1, at.isoformat(), end=end))]
        await reads.of(FIND_A_TENDER).watch(address=publisher.api)
        for number in range(45):
            at = reads.clock() - timedelta(hours=2)
            publisher.releases.append((at, of_process(100 + number, at.isoformat())))
            await reads.read(24)
    told = [kind for kind in await reads.news() if kind != "new-contract"]
    assert told == ["ends-within-30-days", "ends-within-7-days", "lapsed"]


async def test_a_long_pause_is_read_in_parts(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    async with LoopbackOcds() as publisher:
        at = reads.clock() - timedelta(hours=2)
        publisher.releases = [(at, of_process(1, at.isoformat()))]
        await reads.of(FIND_A_TENDER).watch(address=publisher.api)
        reads.clock.move(days=5)
        at = reads.clock() - timedelta(hours=2)
        publisher.releases.append((at, of_process(2, at.isoformat())))
        monkeypatch.setattr("bot.contracts.sources.ocds.paging.GATHERING_S", 0.0)  # a window in each read
        await reads.read(0, 1)
        async with reads.database.read() as session:
            assert (await session.scalars(select(Watch.fault))).one() == "pages-missing"
        assert await reads.news() == []
        monkeypatch.undo()
        await reads.read(6)
    assert await reads.news() == ["new-contract"]
