"""What each source does when its list breaks off, repeats or does not add up: no gap is silent.

The sources with pages hold three and a half of them, and the second is disturbed in a way of its own. Either
all is found all the same, or the source says that pages are missing.
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

from bot.contracts.sources.boamp.source import DATASET as BOAMP
from bot.contracts.sources.boamp.source import Boamp
from bot.contracts.sources.decp.market import DATASET as DECP
from bot.contracts.sources.decp.source import Decp
from bot.contracts.sources.http import HttpLimits, SourceHttp, open_session
from bot.contracts.sources.ocds.source import Ocds
from bot.contracts.sources.ocds.windows import WINDOWS
from bot.contracts.sources.protocol import IncompleteRead, ReadContext, Source, SourceError, SourceErrorKind
from bot.contracts.sources.registry import POLICIES
from bot.contracts.sources.ted.source import Ted
from bot.contracts.sources.usaspending.source import Usaspending
from bot.demo.usaspending import UsaspendingStandIn
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.contracts.sources.boamp import test_parse
from tests.contracts.sources.decp import test_parse as test_decp_parse
from tests.contracts.sources.ocds.test_source import package, release
from tests.contracts.sources.ted.test_source import notice
from tests.support.loopback.ocds import LoopbackOcds
from tests.support.loopback.opendatasoft import Portal
from tests.support.loopback.ted import TedServer
from tests.support.usaspending import SEARCH, Faulty, award

pytestmark = pytest.mark.wire

ACME = {"suppliers": ["acme"]}
SOURCES_DOC = Path(__file__).parents[3] / "docs" / "sources.md"

Page = dict[str, Any]


@dataclass
class Disturbance:
    """What is done to the second page; ``first`` is the one before it."""

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
    """With fewer rows than it has room for. The last of OCDS data may have any number: that shows nothing."""
    if of.rows == "releases" and "links" not in page:
        return page
    return {**page, of.rows: page[of.rows][:60]}


def repeated(of: Disturbance, page: Page) -> Page:
    return {**page, of.rows: of.first[of.rows]}


def said_to_be_the_last(of: Disturbance, page: Page) -> Page:
    """Without the link, the flag or the number that tells of more."""
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
    """What a source finds, or why it cannot say."""
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
    async with UsaspendingStandIn([{"date": "2026-02-13", "awards": awards}]) as api:
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
    async with Portal(BOAMP, *rows, columns=tuple(row())) as portal:
        portal.change = lambda _, answer: made(int(portal.asked[-1][1]["offset"]) // 100 + 1, answer)
        yield Boamp(http, portal.url, clock), {"suppliers": ["Capgemini"]}


class Publisher(LoopbackOcds):
    """As Find a Tender; what is done to a page is done to the second of each window."""

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
    "ocds": (of_ocds, 350),
}


@pytest.mark.parametrize("change", [empty, short, repeated, said_to_be_the_last, total_too_small])
@pytest.mark.parametrize("name", PAGED)
async def test_what_is_missing_in_the_middle_is_found_all_the_same_or_said(
    http: SourceHttp, clock: MovableClock, tmp_path: Path, name: str, change: Any
) -> None:
    opens, count = PAGED[name]
    async for source, query in opens(http, clock, tmp_path, Disturbance(change)):
        assert await counted(source, query) in (count, SourceErrorKind.PAGES_MISSING)


@pytest.mark.parametrize("name", PAGED)
async def test_what_is_not_disturbed_is_found(
    http: SourceHttp, clock: MovableClock, tmp_path: Path, name: str
) -> None:
    opens, count = PAGED[name]
    async for source, query in opens(http, clock, tmp_path, Disturbance(lambda _, page: page)):
        assert await counted(source, query) == count


async def test_a_flag_that_says_too_early_that_a_page_is_the_last_hides_nothing(
    http: SourceHttp, clock: MovableClock, tmp_path: Path
) -> None:
    """USAspending gives no total: the page after a full one is asked for, whatever is said of it."""
    async for source, query in of_usaspending(http, clock, tmp_path, Disturbance(said_to_be_the_last)):
        assert await counted(source, query) == 350


async def test_halves_of_a_window_find_what_a_lost_link_hid(
    http: SourceHttp, clock: MovableClock, tmp_path: Path
) -> None:
    async for source, query in of_ocds(http, clock, tmp_path, Disturbance(said_to_be_the_last)):
        assert await counted(source, query) == 350


@pytest.mark.parametrize("lacking", [1, 2])
async def test_an_export_that_lacks_rows_of_a_contract_does_not_count_as_its_whole(
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
        (range(20), range(20, 40), SourceErrorKind.PAGES_MISSING),  # as full as the first, and no link
        (range(20), range(20, 39), 39),
        (range(20), range(20), SourceErrorKind.PAGES_MISSING),  # the first again
        (range(3), range(3, 6), 6),  # too few to conclude anything from
    ],
)
async def test_a_last_page_as_full_as_the_first_is_none_for_a_publisher_without_windows(
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


async def test_an_address_that_names_the_size_of_its_pages_is_taken_at_its_word(
    http: SourceHttp, clock: MovableClock, tmp_path: Path
) -> None:
    async with LoopbackOcds() as publisher:
        address = publisher.put("all", package(*map(release, range(20))))
        for size, found in ((20, SourceErrorKind.PAGES_MISSING), (100, 20)):
            query = {"address": f"{address}?limit={size}", **ACME}
            assert await counted(Ocds(http, clock, tmp_path), query) == found


@pytest.mark.parametrize("source", [source.name for source in POLICIES])
def test_each_source_says_how_it_knows_that_it_has_read_all(source: str) -> None:
    said = Texts.load().of("en")(f"source-complete-{source}")
    assert " ".join(said.split()) in " ".join(SOURCES_DOC.read_text(encoding="utf-8").split())
    assert Texts.load().of("fr").has(f"source-complete-{source}")
