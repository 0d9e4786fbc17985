"""Watches of one company in every source: the values that each is asked for, and their cost."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.contracts.ingest.notice_pages import StoredNoticePages
from bot.contracts.ingest.watcher import Watcher
from bot.contracts.registers.protocol import Candidate
from bot.contracts.sources.boamp import Boamp
from bot.contracts.sources.decp import DATASET, Decp
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import Source
from bot.contracts.sources.sam.source import Sam
from bot.contracts.sources.ted import Ted
from bot.contracts.sources.usaspending.source import Usaspending
from bot.contracts.watches.company import MAX_NAMES, MAX_VALUES, search_names, values_for
from bot.contracts.watches.service import Watches
from bot.demo.sources.opendatasoft import Portal
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.storage import Database
from bot.storage.models import Server
from tests.conftest import MovableClock
from tests.contracts.sources.boamp.test_parse import row as boamp_row
from tests.contracts.sources.decp.test_parse import row as decp_row
from tests.support.loopback.sam import KEY, SamServer
from tests.support.loopback.ted import TedServer
from tests.support.watching import POLL

MAX_REQUESTS_A_DAY = 60  # of the watches of one company, beside those of its contracts


def entry(name: str, scheme: str = "siren", id: str = "", parent: str | None = None) -> Candidate:
    return Candidate(
        register="test", scheme=scheme, id=id or name, name=name, parent=parent, url="https://example.org"
    )


@pytest.mark.unit
@pytest.mark.parametrize(
    ("names", "searched"),
    [
        (["CAPGEMINI SE", "CAPGEMINI FRANCE SAS", "Sogeti, Inc."], ["CAPGEMINI", "Sogeti"]),
        (["L'Oréal S.A.", "L'OREAL USA, INC."], ["L'Oréal"]),
        (["ATLAS LLC", "ATLANTIC LLC"], ["ATLAS", "ATLANTIC"]),
        (["SA", "3M Company"], []),
        ([f"COMPANY{number} PLC" for number in range(9)], [f"COMPANY{n}" for n in range(MAX_NAMES)]),
    ],
)
def test_names_are_searched_without_legal_forms_and_none_that_another_finds(
    names: list[str], searched: list[str]
) -> None:
    assert search_names([entry(name) for name in names]) == searched


@pytest.mark.unit
def test_each_source_is_asked_by_the_numbers_that_it_knows_with_parents_first() -> None:
    children = [entry(f"C{number}", "uei", f"CHILD{number:07}", "PARENT000001") for number in range(20)]
    chosen = [*children, entry("P", "uei", "PARENT000001"), entry("ACME SAS", "siren", "330703844")]
    assert values_for("usaspending", chosen)[0] == "PARENT000001"
    assert len(values_for("usaspending", chosen)) == MAX_VALUES["uei"]
    assert values_for("decp", chosen) == ["330703844"]
    assert values_for("boamp", chosen) == values_for("ted", chosen) == search_names(chosen)


@dataclass(frozen=True)
class Counted:
    """The four sources that find companies, and SAM.gov, on this machine, and the requests that they got."""

    usaspending: UsaspendingStandIn
    ted: TedServer
    boamp: Portal
    decp: Portal
    sam: SamServer

    @property
    def requests(self) -> int:
        named = self.ted, self.boamp, self.decp, self.sam
        return len(self.usaspending.requests) + sum(len(each.asked) for each in named)

    def load(self, hours: int) -> None:
        """Let the portals import something at every read, and USAspending each night."""
        self.boamp.loaded = self.decp.loaded = f"2026-02-{13 + hours // 24}T{hours % 24:02}:00:00+00:00"
        self.usaspending.show(hours // 24)


@pytest.fixture
async def counted() -> AsyncIterator[Counted]:
    async with AsyncExitStack() as stack:
        states = [{"date": f"2026-02-{day}", "awards": []} for day in (13, 14, 15, 16)]
        yield Counted(
            await stack.enter_async_context(UsaspendingStandIn(states)),
            await stack.enter_async_context(TedServer()),
            await stack.enter_async_context(Portal("boamp", columns=tuple(boamp_row()))),
            await stack.enter_async_context(Portal(DATASET, columns=tuple(decp_row()))),
            await stack.enter_async_context(SamServer()),
        )


@pytest.mark.wire
@pytest.mark.full
async def test_the_watches_of_one_company_cost_at_most_sixty_requests_a_day(
    sqlite_database: Database, clock: MovableClock, counted: Counted, http: SourceHttp
) -> None:
    chosen = [entry(f"COMPANY{n} PLC", "uei", f"COMPANY{n:05}") for n in range(MAX_VALUES["uei"])]
    chosen += [entry(f"SOCIETE{n} SA", "siren", f"{n:09}") for n in range(MAX_VALUES["siren"])]
    sources: dict[str, Source] = {
        "usaspending": Usaspending(http, counted.usaspending.url, clock),
        "ted": Ted(http, counted.ted.url, clock),
        "boamp": Boamp(http, counted.boamp.url, clock),
        "decp": Decp(http, counted.decp.url, clock),
        "sam": Sam(http, counted.sam.url, KEY, StoredNoticePages(sqlite_database), clock),
    }
    watches = Watches(sqlite_database, sources, clock)
    watcher = Watcher(sqlite_database, sources, clock, poll=POLL, jitter=lambda *_: 1.0)
    async with sqlite_database.write() as writing:
        writing.add(Server(id=1, channel_id=10, created_at=clock()))
    for source in sources:
        query = (
            {"words": search_names(chosen)} if source == "sam" else {"suppliers": values_for(source, chosen)}
        )
        await watches.add(1, source, source, query)
    await watcher.tick()
    begun = counted.requests
    for hours in range(1, 73):
        clock.now += timedelta(hours=1)
        counted.load(hours)
        await watcher.tick()
    assert all(watch.fault is None for watch in await watches.list(1))
    assert 0 < (counted.requests - begun) / 3 <= MAX_REQUESTS_A_DAY
