"""Completeness of each source's reads: a list that breaks off, repeats or does not add up leaves no silent
gap.

Each source with pages has three and a half of them, with a disturbance of the second. Either everything is
found, or the source reports missing pages.
"""

import base64
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.contracts.sources.approch import Approch
from bot.contracts.sources.boamp import Boamp
from bot.contracts.sources.decp import DATASET as DECP
from bot.contracts.sources.decp import Decp
from bot.contracts.sources.http import HttpLimits, SourceHttp, open_session
from bot.contracts.sources.ocds.publishers import WINDOWS
from bot.contracts.sources.ocds.source import Ocds
from bot.contracts.sources.protocol import IncompleteRead, ReadContext, Source, SourceError, SourceErrorKind
from bot.contracts.sources.registry import POLICIES
from bot.contracts.sources.ted import Ted
from bot.contracts.sources.usaspending.source import Usaspending
from bot.demo.sources.opendatasoft import Portal
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.contracts.sources.approch import test_parse as test_approch_parse
from tests.contracts.sources.boamp import test_parse
from tests.contracts.sources.decp import test_parse as test_decp_parse
from tests.contracts.sources.ocds.test_source import package, release
from tests.contracts.sources.ted.test_source import notice
from tests.support.faulty_usaspending import FaultyUsaspending
from tests.support.loopback.ocds import LoopbackOcds
from tests.support.loopback.ted import TedServer
from tests.support.loopback.web import Site
from tests.support.usaspending import SEARCH, Faulty, award

pytestmark = pytest.mark.wire

ACME = {"suppliers": ["acme"]}
SOURCES_DOC = Path(__file__).parents[3] / "docs" / "sources.md"

Page = dict[str, Any]


@dataclass
class Disturbance:
    """A change to the second page; ``first`` is the page before it."""

    change: Callable[["Disturbance", Page], Page]
    rows: str = "results"
    total: str | None = None
    first: Page = field(default_factory=dict)

    def __call__(self, number: int, page: Page) -> Page:
        if number == 1 and page[self.rows]:
            self.first = page
        return self.change(self, page) if number == 2 else page


def empty(of: Disturbance, page: Page) -> Page:
    return {**page, of.rows: []}


def short(of: Disturbance, page: Page) -> Page:
    """Return fewer rows than the page has room for; the last page of OCDS data may have any number."""
    if of.rows == "releases" and "links" not in page:
        return page
    return {**page, of.rows: page[of.rows][:60]}


def repeated(of: Disturbance, page: Page) -> Page:
    return {**page, of.rows: of.first[of.rows]}


def said_to_be_the_last(of: Disturbance, page: Page) -> Page:
    """Remove the link, flag or number that points to a further page."""
    last = {key: value for key, value in page.items() if key != "links"}
    if of.total:
        last[of.total] = len(of.first[of.rows]) + len(page[of.rows])
    if "page_metadata" in page:
        last["page_metadata"] = {**page["page_metadata"], "hasNext": False}
    return last


def total_too_small(of: Disturbance, page: Page) -> Page:
    return {**page, of.total: 3} if of.total else said_to_be_the_last(of, page)


Open = Callable[[Disturbance], Any]


@pytest.fixture
async def http(clock: MovableClock) -> AsyncIterator[SourceHttp]:
    async with open_session(True) as session:
        limits = HttpLimits(attempts=1)
        yield SourceHttp(session, user_agent="Tests", allow_loopback=True, limits=limits, clock=clock)


async def counted(source: Source, query: dict[str, Any]) -> int | SourceErrorKind:
    """Return the number of results of a source, or its fault."""
    try:
        return (await source.survey(source.canonical(query))).total
    except SourceError as error:
        return error.fault


async def of_usaspending(
    http: SourceHttp, clock: MovableClock, _folder: Path, made: Disturbance
) -> AsyncIterator[tuple[Source, dict[str, Any]]]:
    faulty = Faulty()
    faulty.plan(SEARCH, lambda _, answer: made(answer["page_metadata"]["page"], answer))
    awards = [award(f"N{number:03}") for number in range(350)]
    async with FaultyUsaspending([{"date": "2026-02-13", "awards": awards}]) as api:
        api.intercept = faulty
        yield Usaspending(http, api.url, clock), ACME


async def of_ted(
    http: SourceHttp, clock: MovableClock, _folder: Path, made: Disturbance
) -> AsyncIterator[tuple[Source, dict[str, Any]]]:
    made.rows, made.total = "notices", "totalNoticeCount"
    async with TedServer(*(notice(number) for number in range(1, 876))) as server:
        server.change = lambda asked, answer: made(asked["page"], answer)
        yield Ted(http, server.url, clock), {"suppliers": ["Capgemini"]}


async def of_boamp(
    http: SourceHttp, clock: MovableClock, _folder: Path, made: Disturbance
) -> AsyncIterator[tuple[Source, dict[str, Any]]]:
    made.total = "total_count"
    row = test_parse.row
    rows = [row(idweb=f"26-{number:05}", donnees=None) for number in range(350)]
    async with Portal(Boamp.dataset, *rows, columns=tuple(row())) as portal:
        portal.change = lambda _, answer: made(int(portal.asked[-1][1]["offset"]) // 100 + 1, answer)
        yield Boamp(http, portal.url, clock), {"suppliers": ["Capgemini"]}


async def of_approch(
    http: SourceHttp, clock: MovableClock, _folder: Path, made: Disturbance
) -> AsyncIterator[tuple[Source, dict[str, Any]]]:
    made.total = "total_count"
    row = test_approch_parse.row
    async with Portal(Approch.dataset, *(row(code=10_000 + number) for number in range(350))) as portal:
        portal.change = lambda _, answer: made(int(portal.asked[-1][1]["offset"]) // 100 + 1, answer)
        yield Approch(http, portal.url, clock), {"buyers": ["110014016"]}


class Publisher(LoopbackOcds):
    """Find a Tender, with the disturbance on the second page of each window."""

    def __init__(self, made: Disturbance) -> None:
        super().__init__()
        self._made = made

    async def _packages(self, request: web.Request) -> web.Response:
        answer = await super()._packages(request)
        place = int(base64.b64decode(request.query.get("cursor", base64.b64encode(b"0"))))
        said = json.loads(answer.text or "")
        return web.json_response(self._made(place // 100 + 1, said))


async def of_ocds(
    http: SourceHttp, clock: MovableClock, folder: Path, made: Disturbance
) -> AsyncIterator[tuple[Source, dict[str, Any]]]:
    made.rows = "releases"
    began = clock() - timedelta(hours=17.5)  # all in one window
    async with Publisher(made) as publisher:
        publisher.releases = [(began + timedelta(seconds=45 * n), release(n)) for n in range(350)]
        windows = {"127.0.0.1": WINDOWS["www.find-tender.service.gov.uk"]}
        yield Ocds(http, clock, folder, windows=windows), {"address": publisher.api, **ACME}


PAGED = {
    "usaspending": (of_usaspending, 350),
    "ted": (of_ted, 875),
    "boamp": (of_boamp, 350),
    "approch": (of_approch, 350),
    "ocds": (of_ocds, 350),
}


@pytest.mark.rest_in_full
@pytest.mark.parametrize("change", [empty, short, repeated, said_to_be_the_last, total_too_small])
@pytest.mark.parametrize("name", PAGED)
async def test_a_disturbed_page_is_recovered_or_reported(
    http: SourceHttp, clock: MovableClock, tmp_path: Path, name: str, change: Any
) -> None:
    opens, count = PAGED[name]
    async for source, query in opens(http, clock, tmp_path, Disturbance(change)):
        assert await counted(source, query) in (count, SourceErrorKind.PAGES_MISSING)


@pytest.mark.parametrize("name", PAGED)
async def test_undisturbed_pages_are_found(
    http: SourceHttp, clock: MovableClock, tmp_path: Path, name: str
) -> None:
    opens, count = PAGED[name]
    async for source, query in opens(http, clock, tmp_path, Disturbance(lambda _, page: page)):
        assert await counted(source, query) == count


async def test_a_premature_last_page_flag_hides_nothing(
    http: SourceHttp, clock: MovableClock, tmp_path: Path
) -> None:
    """USAspending gives no total: the page after a full one is always requested."""
    async for source, query in of_usaspending(http, clock, tmp_path, Disturbance(said_to_be_the_last)):
        assert await counted(source, query) == 350


async def test_halving_a_window_recovers_releases_behind_a_lost_link(
    http: SourceHttp, clock: MovableClock, tmp_path: Path
) -> None:
    async for source, query in of_ocds(http, clock, tmp_path, Disturbance(said_to_be_the_last)):
        assert await counted(source, query) == 350


@pytest.mark.parametrize("lacking", [1, 2])
async def test_an_export_without_all_rows_of_a_contract_is_incomplete(
    http: SourceHttp, clock: MovableClock, lacking: int
) -> None:
    modified = [test_decp_parse.modified(str(number), "2026-03-01") for number in (1, 2)]
    rows = [test_decp_parse.row(), *modified]
    async with Portal(DECP, *rows, columns=tuple(test_decp_parse.row())) as portal:
        asked = 0

        def change(path: str, answer: Any) -> Any:
            nonlocal asked
            asked += path == "/exports/json"
            return answer[:-lacking] if path == "/exports/json" and asked == 2 else answer

        portal.change = change
        source = Decp(http, portal.url, clock)
        query = source.canonical({"suppliers": [test_decp_parse.HOLDER]})
        with pytest.raises(IncompleteRead) as caught:
            _ = [one async for one in source.search(query, ReadContext())]
        assert [fault.fault for fault in caught.value.faults] == [SourceErrorKind.PAGES_MISSING]
        assert len(caught.value.unread) == 1


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (range(20), range(20, 40), SourceErrorKind.PAGES_MISSING),  # as full as the first, and without a link
        (range(20), range(20, 39), 39),
        (range(20), range(20), SourceErrorKind.PAGES_MISSING),  # the first page again
        (range(3), range(3, 6), 6),  # too few to conclude anything
    ],
)
async def test_a_full_page_without_a_link_is_not_the_last_one(
    http: SourceHttp,
    clock: MovableClock,
    tmp_path: Path,
    first: range,
    last: range,
    found: int | SourceErrorKind,
) -> None:
    async with LoopbackOcds() as publisher:
        address = publisher.put("1.json", package(*map(release, first), following="2.json"))
        publisher.put("2.json", package(*map(release, last)))
        assert await counted(Ocds(http, clock, tmp_path), {"address": address, **ACME}) == found


@pytest.mark.parametrize(
    ("pages", "beyond", "found"),
    [
        ([1, 2, 3], package(), 30),
        ([1, 2, 3], None, 30),
        (["", 2, 3], None, 30),
        ([0, 10, 20], None, 30),
        ([1, 2, 3], package(*map(release, range(20, 30))), 30),  # it repeats the last page
        ([1, 2, 3], package(*map(release, range(30, 35))), SourceErrorKind.PAGES_MISSING),
        (["a", "b", "c"], None, SourceErrorKind.PAGES_MISSING),  # no number to count on
    ],
)
async def test_a_full_last_page_is_believed_if_no_page_follows_it(
    http: SourceHttp,
    clock: MovableClock,
    tmp_path: Path,
    pages: list[int | str],
    beyond: dict[str, Any] | None,
    found: int | SourceErrorKind,
) -> None:
    """A publisher with 30 contracts shows ten on a page."""
    async with Site.running() as site:
        paths = ["/data" if page == "" else f"/data?at={page}" for page in pages]
        for place, path in enumerate(paths):
            following = site.at(paths[place + 1]) if place + 1 < len(paths) else None
            releases = map(release, range(10 * place, 10 * place + 10))
            site.shows(path, json.dumps(package(*releases, following=following)), "application/json")
        if beyond is None:
            site.fails("/data?at=4", 404)
        else:
            site.shows("/data?at=4", json.dumps(beyond), "application/json")
        query = {"address": site.at(paths[0]), **ACME}
        assert await counted(Ocds(http, clock, tmp_path), query) == found


async def test_the_page_size_in_an_address_is_trusted(
    http: SourceHttp, clock: MovableClock, tmp_path: Path
) -> None:
    async with LoopbackOcds() as publisher:
        address = publisher.put("all", package(*map(release, range(20))))
        for size, found in ((20, SourceErrorKind.PAGES_MISSING), (100, 20)):
            query = {"address": f"{address}?limit={size}", **ACME}
            assert await counted(Ocds(http, clock, tmp_path), query) == found


@pytest.mark.parametrize("source", [source.name for source in POLICIES])
def test_the_completeness_check_of_each_source_is_documented(source: str) -> None:
    said = Texts.load().of("en")(f"source-complete-{source}")
    assert " ".join(said.split()) in " ".join(SOURCES_DOC.read_text(encoding="utf-8").split())
    assert Texts.load().of("fr").has(f"source-complete-{source}")
