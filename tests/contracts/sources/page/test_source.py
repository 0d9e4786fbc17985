"""The page source, against a site on this machine: changes, removals, and stored answers."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from bot.contracts.diff.text import line_changes
from bot.contracts.model import MOVED_TO, Answer, Kind, Record, Status
from bot.contracts.sources.page.robots import MAX_SITES, Robots
from bot.contracts.sources.page.source import WebPages
from bot.contracts.sources.protocol import (
    IncompleteRead,
    NotAsked,
    NothingNew,
    QueryError,
    ReadContext,
    ReadTimes,
    SourceError,
    SourceErrorKind,
    Unchanged,
)
from tests.conftest import MovableClock
from tests.support.loopback.web import (
    NOT_FOUND,
    USER_AGENT,
    Site,
    source_http,
)

pytestmark = pytest.mark.wire

FIRST = "We find people for the agency, day and night, in every state of the country."
SECOND = "Our staff is proud of the contract of $4.5 million that the agency gave us."
THIRD = "Our offices are in Reston, and we are always looking for people to join us there."
FOURTH = "We are part of a group that works in fifty countries for governments and for companies."
OUR_WORK = "/en/our-work/agency"


def page(
    *paragraphs: str, title: str = "Our work for the agency | Corp", note: str = "Updated 3 days ago"
) -> str:
    said = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
    <script>var visit = {len(said)};</script></head>
    <body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/jobs">Jobs</a></li></ul></nav></header>
    <main><h1>Our work for the agency</h1>{said}<p>{note}</p></main>
    <footer><p>© 2026 Corp. All rights reserved.</p></footer></body></html>"""


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site.running() as running:
        running.shows("/", page("Welcome to our group, which works all over the world.", title="Corp"))
        running.shows(OUR_WORK, page(FIRST, SECOND, THIRD, FOURTH))
        yield running


@pytest.fixture
async def pages(clock: MovableClock) -> AsyncIterator[WebPages]:
    async with source_http(clock) as http:
        yield WebPages(http, clock)


class Follower:
    """Reads a page as the watcher does: the state of a complete read is passed to the next."""

    def __init__(self, pages: WebPages, clock: MovableClock, address: str) -> None:
        self.pages, self.clock, self.address = pages, clock, address
        self.state: str | None = None
        self.next_in: timedelta | None = None
        self.asked = False

    async def read(self, *, full: bool = True) -> Record | Unchanged | None:
        """Return the result of a read, or ``None`` if there is nothing new."""
        reading = ReadContext(full=full, state=self.state)
        found: list[Record | Unchanged] = []
        try:
            async for seen in self.pages.search({"address": self.address}, reading):
                found.append(seen)
        except NothingNew as told:
            assert not found
            self.asked = not isinstance(told, NotAsked)
        else:
            self.asked = True
        self.state, self.next_in = reading.state, reading.next_in
        assert len(found) <= 1
        return found[0] if found else None

    async def record(self) -> Record:
        """Return the record of the page, after a second read if the first must be confirmed."""
        found = await self.read()
        if isinstance(found, Unchanged) and self.next_in == timedelta(hours=1):
            self.clock.move(hours=1)
            found = await self.read()
        assert isinstance(found, Record)
        return found

    async def tomorrow(self) -> Record | Unchanged | None:
        self.clock.move(days=1)
        return await self.read()

    async def fault(self) -> SourceErrorKind:
        with pytest.raises(IncompleteRead) as caught:
            await self.read()
        (error,) = caught.value.faults
        assert caught.value.unread == {self.address}
        return error.fault


@pytest.fixture
def follower(pages: WebPages, clock: MovableClock, site: Site) -> Follower:
    return Follower(pages, clock, site.at(OUR_WORK))


def archived(answer: Answer) -> list[tuple[str, str, str, str, bytes]]:
    """Return parts of a stored answer: type, address, date, first line, body."""
    assert answer.media == "application/warc"
    return [
        (
            record.rec_type,
            record.rec_headers["WARC-Target-URI"],
            record.rec_headers["WARC-Date"],
            f"{record.http_headers.protocol} {record.http_headers.statusline}",
            record.content_stream().read(),
        )
        for record in ArchiveIterator(BytesIO(answer.content))
    ]


async def test_two_removed_paragraphs_and_a_later_removal_are_noticed_and_stored(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    survey = await follower.pages.survey({"address": follower.address})
    assert (dict(survey.counts), survey.newest) == ({Kind.PAGE: 1}, None)
    first = await follower.record()
    assert (first.kind, first.status, first.title) == (
        Kind.PAGE,
        Status.ACTIVE,
        "Our work for the agency | Corp",
    )
    assert first.text == f"Our work for the agency\n{FIRST}\n{SECOND}\n{THIRD}\n{FOURTH}"
    assert (first.url, first.source_id) == (follower.address, follower.address)

    site.shows(OUR_WORK, page(THIRD, FOURTH))
    clock.move(days=1)
    second = await follower.record()
    assert line_changes(first.text or "", second.text or "") == ([FIRST, SECOND], [])

    site.fails(OUR_WORK, 404)
    clock.move(days=1)
    assert await follower.read() == Unchanged(first.source_id)
    assert follower.next_in == timedelta(hours=1)
    clock.move(hours=1)
    third = await follower.record()
    assert (third.status, third.source_id, third.text) == (Status.REMOVED, first.source_id, None)
    assert follower.next_in == timedelta(days=1)

    kept = [archived(record.answers[0]) for record in (first, second, third)]
    assert [[(kind, line) for kind, _, _, line, _ in answer] for answer in kept] == [
        [("response", "HTTP/1.1 200 OK"), ("request", f"GET {OUR_WORK} HTTP/1.1")],
        [("response", "HTTP/1.1 200 OK"), ("request", f"GET {OUR_WORK} HTTP/1.1")],
        [("response", "HTTP/1.1 404 Not Found"), ("request", f"GET {OUR_WORK} HTTP/1.1")],
    ]
    assert [answer[0][1:3] for answer in kept] == [
        (follower.address, "2026-02-13T12:00:00Z"),
        (follower.address, "2026-02-14T13:00:00Z"),
        (follower.address, "2026-02-15T14:00:00Z"),
    ]
    assert [answer[0][4].decode() for answer in kept] == [
        page(FIRST, SECOND, THIRD, FOURTH),
        page(THIRD, FOURTH),
        NOT_FOUND,
    ]


async def test_a_stored_answer_has_the_user_agent_and_no_cookie(
    site: Site, follower: Follower, tmp_path: Any
) -> None:
    site.shows(OUR_WORK, page(FIRST, SECOND), packed=True, X_Powered_By="Société 1.0")
    (answer,) = (await follower.record()).answers
    request, response = None, None
    for record in ArchiveIterator(BytesIO(answer.content)):
        if record.rec_type == "request":
            request = dict(record.http_headers.headers)
        else:
            response = dict(record.http_headers.headers)
            assert record.content_stream().read().decode() == page(FIRST, SECOND)
    assert request is not None
    assert response is not None
    assert request["User-Agent"] == USER_AGENT
    assert request["Host"] == f"127.0.0.1:{site.port}"
    assert not {"set-cookie", "cookie"} & {name.lower() for name in {**request, **response}}
    assert response["X-Archive-Orig-content-encoding"] == "gzip"
    file = tmp_path / "page.warc.gz"
    file.write_bytes(answer.content)

    checker = Checker(SimpleNamespace(inputs=[str(file)], verbose=False))
    checker.process_all()
    assert checker.exit_value == 0


async def test_a_long_page_served_for_a_removed_one_is_stored_whole(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    await follower.record()
    long = NOT_FOUND.replace("<main>", f"<main><script>{'x' * 200_000}</script>")
    site.fails(OUR_WORK, 404, long)
    await follower.tomorrow()
    clock.move(hours=1)
    assert archived((await follower.record()).answers[0])[0][4].decode() == long


async def test_an_unchanged_page_is_not_sent_again(site: Site, follower: Follower) -> None:
    await follower.record()
    assert await follower.tomorrow() is None
    assert follower.next_in == timedelta(days=1)
    assert [bool(r.headers.get("If-None-Match")) for r in site.asked if r.path == OUR_WORK] == [False, True]


async def test_an_unchanged_page_without_validators_is_nothing_new(site: Site, follower: Follower) -> None:
    site.shows(OUR_WORK, page(FIRST, SECOND), validators=False)
    await follower.record()
    assert await follower.tomorrow() is None


async def test_order_dates_and_counters_are_no_change(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    first = await follower.record()
    moved = page(SECOND, FIRST, THIRD, FOURTH, note="Updated 4 days ago").replace("© 2026", "© 2027")
    site.shows(OUR_WORK, moved)
    clock.move(days=1)
    assert line_changes(first.text or "", (await follower.record()).text or "") == ([], [])


@pytest.mark.parametrize("full", [True, False])
async def test_a_page_is_requested_once_a_day(
    site: Site, follower: Follower, clock: MovableClock, full: bool
) -> None:
    await follower.record()
    began = clock()
    clock.move(hours=6)
    assert await follower.read(full=full) is None
    assert follower.next_in == timedelta(hours=18)
    assert site.paths() == [OUR_WORK]
    assert not follower.asked, "that is no read"
    assert follower.pages.read_times(follower.state) == ReadTimes(began, began + timedelta(hours=24))
    clock.move(hours=15)
    assert follower.pages.read_times(follower.state) is None
    await follower.read(full=full)
    assert site.paths() == [OUR_WORK] * 2
    assert follower.asked


async def test_a_page_that_moves_and_is_then_gone_has_both_states(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    await follower.record()
    site.moves(OUR_WORK, "https://münchen.example/elsewhere")
    await follower.tomorrow()
    clock.move(hours=1)
    moved = await follower.record()
    assert (moved.status, moved.codes[MOVED_TO].code, moved.url) == (
        Status.MOVED,
        "münchen.example",
        follower.address,
    )
    site.fails(OUR_WORK, 404)
    await follower.tomorrow()
    clock.move(hours=1)
    gone = await follower.read()
    assert isinstance(gone, Record)
    assert (gone.status, dict(gone.codes)) == (Status.REMOVED, {})


async def test_a_missing_page_is_not_requested_again_within_minutes(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    await follower.record()
    site.fails(OUR_WORK, 410)
    assert isinstance(await follower.tomorrow(), Unchanged)
    clock.move(minutes=5)
    assert await follower.read() is None
    assert follower.next_in == timedelta(minutes=55)
    clock.move(minutes=55)
    assert (await follower.record()).status is Status.REMOVED


async def test_a_page_that_returns_before_the_second_read_was_never_removed(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    first = await follower.record()
    site.fails(OUR_WORK, 404)
    assert isinstance(await follower.tomorrow(), Unchanged)
    site.shows(OUR_WORK, page(FIRST, SECOND, THIRD, FOURTH))
    clock.move(hours=1)
    assert await follower.record() == first
    site.fails(OUR_WORK, 404)
    assert isinstance(await follower.tomorrow(), Unchanged)


async def test_a_removed_page_stays_removed_and_can_return(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    first = await follower.record()
    site.fails(OUR_WORK, 404)
    await follower.tomorrow()
    removed = await follower.tomorrow()
    assert await follower.tomorrow() == removed
    site.shows(OUR_WORK, page(FIRST, SECOND, THIRD, FOURTH))
    clock.move(days=1)
    assert await follower.record() == first


async def test_a_redirect_to_the_front_page_is_a_removal(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    await follower.record()
    site.moves(OUR_WORK, "/", 302)
    assert isinstance(await follower.tomorrow(), Unchanged)
    clock.move(hours=1)
    removed = await follower.record()
    assert (removed.status, removed.codes[MOVED_TO].code) == (Status.MOVED, "127.0.0.1/")
    assert [line for kind, _, _, line, _ in archived(removed.answers[0]) if kind == "response"] == [
        "HTTP/1.1 302 Found",
        "HTTP/1.1 200 OK",
    ]


async def test_a_redirect_to_another_site_is_a_removal_and_not_followed(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    await follower.record()
    async with Site.running() as other:
        other.shows("/", page(FIRST))
        site.moves(OUR_WORK, other.at("/"))
        assert isinstance(await follower.tomorrow(), Unchanged)
        clock.move(hours=1)
        removed = await follower.record()
        assert other.asked == []
    assert (removed.status, removed.codes[MOVED_TO].code) == (Status.MOVED, "127.0.0.1")
    assert archived(removed.answers[0])[0][3] == "HTTP/1.1 301 Moved Permanently"


async def test_a_page_that_moved_within_its_site_is_followed(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    first = await follower.record()
    site.moves(OUR_WORK, "/en/activity/agency")
    site.shows("/en/activity/agency", page(FIRST, SECOND, THIRD, FOURTH))
    assert await follower.tomorrow() is None, "the same page, at another address"
    assert first.url == follower.address
    site.shows("/en/activity/agency", page(FIRST))
    clock.move(days=1)
    assert (await follower.record()).status is Status.ACTIVE


@pytest.mark.parametrize("place", ["/en/activity", "/en-us/home/?from=404", "/"])
async def test_a_redirect_to_another_page_of_the_site_is_no_change_of_the_page(
    site: Site, follower: Follower, clock: MovableClock, place: str
) -> None:
    first = await follower.record()
    site.moves(OUR_WORK, place, 302)
    site.shows(place, page("Everything that we do for public services."))
    assert isinstance(await follower.tomorrow(), Unchanged)
    clock.move(hours=1)
    moved = await follower.record()
    assert (moved.status, moved.text) == (Status.MOVED, None)
    assert moved.codes[MOVED_TO].code == f"127.0.0.1{place}"
    site.shows(OUR_WORK, page(FIRST, SECOND, THIRD, FOURTH))
    clock.move(days=1)
    back = await follower.record()
    assert (back.status, back.text) == (Status.ACTIVE, first.text)


NOT_THERE = page("We could not find what you were looking for.", title="Page not found | Corp", note="")
INTROUVABLE = page("Cette page n’existe plus.", title="Erreur 404", note="")


@pytest.mark.parametrize("answer", [NOT_THERE, INTROUVABLE])
async def test_not_found_with_status_200_is_a_removal(
    site: Site, follower: Follower, clock: MovableClock, answer: str
) -> None:
    first = await follower.record()
    site.shows(OUR_WORK, answer)
    assert isinstance(await follower.tomorrow(), Unchanged)
    clock.move(hours=1)
    assert (await follower.record()).status is Status.REMOVED
    site.shows(OUR_WORK, page(FIRST, SECOND, THIRD, FOURTH))
    clock.move(days=1)
    assert await follower.record() == first


async def test_a_short_page_that_always_said_not_found_is_followed(site: Site, follower: Follower) -> None:
    site.shows(OUR_WORK, page("No contracts.", title="Evidence not found"))
    await follower.record()
    site.shows(OUR_WORK, page("No contracts at all.", title="Evidence not found"))
    follower.clock.move(days=1)
    assert (await follower.record()).status is Status.ACTIVE


TEST = """<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><p>Ray {ray}: enable
JavaScript and cookies to continue.</p><script>window._cf_chl_opt = {};</script></body></html>"""


async def test_a_robot_check_changes_nothing_and_is_reported(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    await follower.record()
    for number in range(3):
        site.shows(OUR_WORK, TEST.replace("{ray}", str(number)))
        clock.move(days=1)
        assert await follower.fault() is SourceErrorKind.REFUSED
    site.shows(OUR_WORK, page(FIRST, SECOND, THIRD, FOURTH))
    clock.move(days=1)
    assert await follower.read() is None
    with pytest.raises(SourceError, match="robots"):
        site.shows("/guarded", TEST)
        await follower.pages.survey({"address": site.at("/guarded")})


async def test_a_change_that_reverts_within_an_hour_is_dropped(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    first = await follower.record()
    site.shows(OUR_WORK, page(FIRST)[:-40], validators=False)  # half of the page, with a correct length
    assert isinstance(await follower.tomorrow(), Unchanged)
    assert follower.next_in == timedelta(hours=1)
    site.shows(OUR_WORK, page(FIRST, SECOND, THIRD, FOURTH))
    clock.move(hours=1)
    assert await follower.read() == first
    assert follower.next_in == timedelta(days=1)


async def test_a_page_that_differs_in_each_read_is_a_change_at_the_third(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    await follower.record()
    clock.move(days=1)
    seen = []
    for number in range(3):
        site.shows(OUR_WORK, page(FIRST, f"Read {number} times by people who work here."))
        seen.append(type(await follower.read()))
        clock.move(hours=1)
    assert seen == [Unchanged, Unchanged, Record]


async def test_a_page_followed_since_an_earlier_version_is_confirmed_too(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    await follower.record()
    old = json.loads(follower.state or "")
    follower.state = json.dumps({key: old[key] for key in ("http", "fetched_at", "at", "gone", "ended")})
    site.shows(OUR_WORK, page(FIRST))
    assert isinstance(await follower.tomorrow(), Unchanged)
    clock.move(hours=1)
    assert isinstance(await follower.read(), Record)


async def test_an_address_that_always_redirected_to_the_front_page_is_that_page(
    site: Site, pages: WebPages, clock: MovableClock
) -> None:
    site.moves("/welcome", "/")
    follower = Follower(pages, clock, site.at("/welcome"))
    assert (await follower.record()).title == "Corp"
    assert await follower.tomorrow() is None


async def test_a_site_that_moves_to_www_is_the_same_site(
    site: Site, pages: WebPages, clock: MovableClock
) -> None:
    follower = Follower(pages, clock, site.at(OUR_WORK, "corp.example"))
    first = await follower.record()
    original = site._replies[OUR_WORK]

    async def by_host(request: Any) -> Any:
        if request.host.startswith("www."):
            return await original(request)
        return web.Response(status=301, headers={"Location": site.at(OUR_WORK, "www.corp.example")})

    site._replies[OUR_WORK] = by_host
    clock.move(days=1)
    assert await follower.record() == first
    assert await follower.tomorrow() is None  # the state is that of the address that answered


@pytest.mark.parametrize(
    ("status", "fault"),
    [(500, SourceErrorKind.SERVER_ERROR), (503, SourceErrorKind.BUSY), (403, SourceErrorKind.REFUSED)],
)
async def test_a_failing_server_is_no_removal(
    site: Site, follower: Follower, status: int, fault: SourceErrorKind
) -> None:
    await follower.record()
    before = follower.state
    site.fails(OUR_WORK, status)
    follower.clock.move(days=1)
    assert await follower.fault() is fault
    assert follower.state == before


async def test_half_a_page_is_not_read(site: Site, follower: Follower) -> None:
    await follower.record()
    site.halves(OUR_WORK, page(FIRST, SECOND, THIRD, FOURTH))
    follower.clock.move(days=1)
    assert await follower.fault() is SourceErrorKind.UNREACHABLE


@pytest.mark.parametrize("first_line", ["HTTP/1.1 200 OK", "HTTP/1.0 200 OK"])
async def test_half_a_page_without_a_declared_length_is_not_read(
    pages: WebPages, clock: MovableClock, first_line: str
) -> None:
    whole = page(FIRST, SECOND, THIRD, FOURTH).encode()
    body = whole

    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        head = f"{first_line}\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n".encode()
        missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        writer.write(missing if b"/robots.txt" in asked else head + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(reply, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        follower = Follower(pages, clock, f"http://127.0.0.1:{port}/p")
        first = await follower.record()
        body = whole[: len(whole) // 2]
        clock.move(days=1)
        assert await follower.fault() is SourceErrorKind.BAD_ANSWER
        body = whole
        assert await follower.read() is None
        assert first.text


@pytest.mark.parametrize("shell", ["", "<html><body><script>app()</script></body></html>"])
async def test_a_page_that_suddenly_has_no_text_is_not_a_change(
    site: Site, follower: Follower, clock: MovableClock, shell: str
) -> None:
    await follower.record()
    site.shows(OUR_WORK, shell)
    clock.move(days=1)
    assert await follower.fault() is SourceErrorKind.BAD_ANSWER
    site.shows(OUR_WORK, page(FIRST, THIRD))
    assert SECOND not in (str((await follower.record()).text))


async def test_a_page_that_redirects_to_a_private_address_is_not_read(site: Site, follower: Follower) -> None:
    await follower.record()
    site.moves(OUR_WORK, "http://10.0.0.1/admin")
    follower.clock.move(days=1)
    assert await follower.fault() is SourceErrorKind.NOT_PUBLIC


async def test_a_page_that_redirects_in_a_circle_is_not_read(site: Site, follower: Follower) -> None:
    await follower.record()
    site.moves(OUR_WORK, OUR_WORK)
    follower.clock.move(days=1)
    assert await follower.fault() is SourceErrorKind.MOVED


async def test_a_page_above_the_limit_is_not_read(site: Site, follower: Follower) -> None:
    site.shows(OUR_WORK, b"<html>" + bytes(11 * 1024 * 1024), packed=True)
    assert await follower.fault() is SourceErrorKind.TOO_BIG


@pytest.mark.parametrize(
    ("status", "fault"),
    [(404, SourceErrorKind.GONE), (410, SourceErrorKind.GONE), (301, SourceErrorKind.MOVED)],
)
async def test_a_page_that_never_existed_cannot_be_removed(
    site: Site, follower: Follower, status: int, fault: SourceErrorKind
) -> None:
    if status == 301:
        site.moves(OUR_WORK, "https://other.example/")
    else:
        site.fails(OUR_WORK, status)
    assert await follower.fault() is fault
    with pytest.raises(SourceError) as caught:
        await follower.pages.survey({"address": follower.address})
    assert caught.value.fault is fault


async def test_a_changed_file_is_a_changed_line(site: Site, follower: Follower, clock: MovableClock) -> None:
    site.shows(OUR_WORK, b"%PDF-1.7 one", "application/pdf")
    first = await follower.record()
    assert first.title == f"127.0.0.1{OUR_WORK}"
    site.shows(OUR_WORK, b"%PDF-1.7 another", "application/pdf")
    clock.move(days=1)
    went, came = line_changes(first.text or "", (await follower.record()).text or "")
    assert went[0].startswith("application/pdf, 12 bytes, SHA-256 ")
    assert came[0].startswith("application/pdf, 16 bytes, SHA-256 ")


class TestRobots:
    async def test_a_page_closed_to_robots_is_not_requested(self, site: Site, follower: Follower) -> None:
        site.rules("User-agent: *\nDisallow: /en/\n")
        assert await follower.fault() is SourceErrorKind.NOT_ALLOWED
        assert site.paths() == []
        with pytest.raises(SourceError) as caught:
            await follower.pages.survey({"address": follower.address})
        assert caught.value.fault is SourceErrorKind.NOT_ALLOWED

    async def test_a_page_that_redirects_to_a_closed_one_is_not_read(
        self, site: Site, follower: Follower
    ) -> None:
        site.rules("User-agent: *\nDisallow: /closed\n")
        site.moves(OUR_WORK, "/closed/page")
        site.shows("/closed/page", page(FIRST))
        assert await follower.fault() is SourceErrorKind.NOT_ALLOWED

    @pytest.mark.parametrize("status", [403, 404])
    async def test_missing_rules_forbid_nothing(self, site: Site, follower: Follower, status: int) -> None:
        site.fails("/robots.txt", status)
        await follower.record()

    @pytest.mark.parametrize(
        ("status", "fault"),
        [(500, SourceErrorKind.SERVER_ERROR), (503, SourceErrorKind.BUSY), (429, SourceErrorKind.BUSY)],
    )
    async def test_no_page_is_read_while_the_rules_are_unreadable(
        self, site: Site, follower: Follower, status: int, fault: SourceErrorKind
    ) -> None:
        site.fails("/robots.txt", status)
        assert await follower.fault() is fault
        assert site.paths() == []

    async def test_rules_are_requested_once_a_day(
        self, site: Site, pages: WebPages, clock: MovableClock
    ) -> None:
        site.shows("/a", page(FIRST))
        site.shows("/b", page(SECOND))
        for path in ("/a", "/b"):
            await Follower(pages, clock, site.at(path)).record()
        assert sum(request.path == "/robots.txt" for request in site.asked) == 1
        clock.move(days=1)
        site.rules("User-agent: *\nDisallow: /\n")
        assert await Follower(pages, clock, site.at("/a")).fault() is SourceErrorKind.NOT_ALLOWED

    async def test_the_number_of_remembered_rules_is_bounded(self, site: Site, clock: MovableClock) -> None:
        async with source_http(clock) as http:
            robots = Robots(http, clock)
            for number in range(MAX_SITES + 1):
                await robots.check(site.at("/a", f"s{number}.example"))
                await robots.check(site.at("/a", "s0.example"))
            asked = len(site.asked)
            assert asked == MAX_SITES + 1
            await robots.check(site.at("/a", "s0.example"))
            assert len(site.asked) == asked, "asked about last"
            await robots.check(site.at("/a", "s1.example"))
            assert len(site.asked) == asked + 1

    async def test_rules_may_redirect_to_another_host(self, site: Site, follower: Follower) -> None:
        async with Site.running() as other:
            other.rules("User-agent: Tocsin\nDisallow: /\n")
            site.moves("/robots.txt", other.at("/robots.txt"))
            assert await follower.fault() is SourceErrorKind.NOT_ALLOWED


async def test_faults_do_not_show_the_key_in_the_address(site: Site, pages: WebPages) -> None:
    site.rules("User-agent: *\nDisallow: /closed\n")
    site.shows("/app", "<!DOCTYPE html><html><body><div id=root></div></body></html>")
    site.moves("/moved", "https://other.example/")
    site.fails("/gone", 410)
    for path in ("/closed", "/app", "/moved", "/gone"):
        with pytest.raises(SourceError) as caught:
            await pages.survey({"address": site.at(f"{path}?token=secret")})
        assert path in caught.value.detail
        assert "secret" not in caught.value.detail


async def test_far_too_long_rules_close_the_page(site: Site, pages: WebPages) -> None:
    site.rules("#" * 600_000)
    with pytest.raises(SourceError) as caught:
        await pages.survey({"address": site.at(OUR_WORK)})
    assert caught.value.fault is SourceErrorKind.TOO_BIG


async def test_pages_are_not_read_by_id(pages: WebPages) -> None:
    assert not pages.asks_by_id
    await pages.probe()
    with pytest.raises(SourceError):
        await pages.get("https://corp.example/")


async def test_an_invalid_state_is_ignored(follower: Follower) -> None:
    for follower.state in (
        "",
        "{",
        "[]",
        '{"http": 1}',
        '{"http": null, "fetched_at": "?", "at": "", "gone": 0}',
    ):
        await follower.record()


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        (" HTTPS://Corp.Example:443/A?b=C#d ", "https://corp.example/A?b=C"),
        ("corp.example/a", "https://corp.example/a"),
        ("http://corp.example:80", "http://corp.example/"),
        ("https://société.example/à", "https://xn--socit-esab.example/%C3%A0"),
        ("feed://corp.example/rss", "https://corp.example/rss"),
        ("feed:http://corp.example/rss", "http://corp.example/rss"),
        ("https://corp.example:8443/x", "https://corp.example:8443/x"),
    ],
)
def test_addresses_are_normalised(pages: WebPages, given: str, canonical: str) -> None:
    assert pages.canonical({"address": given}) == {"address": canonical}
    assert pages.canonical({"address": canonical}) == {"address": canonical}


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({}, "address-missing"),
        ({"address": " "}, "address-missing"),
        ({"address": 7}, "not-text"),
        ({"address": "https://a.example/\x00"}, "control-characters"),
        ({"address": "https://a.example/" + "x" * 500}, "address-too-long"),
        ({"address": "ftp://a.example/x"}, "address-not-web"),
        ({"address": "javascript:alert(1)"}, "address-not-web"),
        ({"address": "our page"}, "address-not-web"),
        ({"address": "https://"}, "address-not-web"),
        ({"address": "https://a.example:99999/"}, "address-not-web"),
        ({"address": "https://[::1"}, "address-not-web"),
        ({"address": "https://me:secret@a.example/"}, "address-user-info"),
        ({"address": "http://10.0.0.1/"}, "address-not-public"),
        ({"address": "http://169.254.169.254/latest"}, "address-not-public"),
        ({"address": "http://[fd00::1]/"}, "address-not-public"),
        ({"address": "http://3232235777/"}, "address-not-public"),
        ({"address": "https://a.example/", "words": []}, "unknown-key"),
    ],
)
def test_an_invalid_address_is_refused(pages: WebPages, query: dict[str, Any], reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        pages.canonical(query)
    assert caught.value.reason == reason


async def test_a_page_counts_as_removed_only_by_two_looks_in_a_row(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    await follower.record()
    site.fails(OUR_WORK, 404)
    clock.move(days=1)
    assert not isinstance(await follower.read(), Record)
    site.shows(OUR_WORK, page(THIRD, FOURTH))
    clock.move(hours=1)
    assert not isinstance(await follower.read(), Record)
    site.fails(OUR_WORK, 404)
    clock.move(hours=1)
    assert not isinstance(await follower.read(), Record)


async def test_a_page_leads_elsewhere_only_by_two_looks_that_agree(
    site: Site, follower: Follower, clock: MovableClock
) -> None:
    await follower.record()
    site.fails(OUR_WORK, 404)
    clock.move(days=1)
    assert not isinstance(await follower.read(), Record)
    for agrees in (False, True):
        site.moves(OUR_WORK, "https://other.example/")
        clock.move(hours=1)
        assert isinstance(await follower.read(), Record) == agrees
