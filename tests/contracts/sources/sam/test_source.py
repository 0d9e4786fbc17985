"""The SAM.gov source over real HTTP, against a stand-in for the API, with its pages in a database."""

import asyncio
import json
import logging
import threading
import traceback
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import select

from bot.contracts.ingest.notice_pages import StoredNoticePages
from bot.contracts.model import Record, Status
from bot.contracts.sources.protocol import (
    IncompleteRead,
    NotAsked,
    NothingNew,
    ReadContext,
    SourceError,
    SourceErrorKind,
    Unchanged,
)
from bot.contracts.sources.sam import source as sam_source
from bot.contracts.sources.sam.parse import LIST
from bot.contracts.sources.sam.progress import Step, StoredPage, packed
from bot.contracts.sources.sam.source import MIN_WAIT, Sam
from bot.storage import Database
from bot.storage.models import Note, NoticePage
from bot.ui.markdown import plain
from tests.conftest import MovableClock
from tests.support.loopback.sam import KEY, SamServer, echoing, notice
from tests.support.scripted_server import source_http

pytestmark = pytest.mark.wire

ICE = {"buyers": ["immigration customs"]}
NOTHING = {"words": ["no such words"]}
TYPES = ("Presolicitation", "Solicitation", "Award Notice")
READY = datetime(2026, 2, 16, 23, 0, tzinfo=UTC)
"""Time when the first thirty days are read, from the clock's noon of 13 February."""


@pytest.fixture
async def server() -> AsyncIterator[SamServer]:
    async with SamServer(notice()) as running:
        yield running


@pytest.fixture
def pages(database: Database) -> StoredNoticePages:
    return StoredNoticePages(database)


def sam(
    session: aiohttp.ClientSession, server: SamServer, pages: Any, clock: MovableClock, key: str | None = KEY
) -> Sam:
    """Return the source as a start of the program makes it."""
    return Sam(source_http(session), server.url, key, pages, clock)


@pytest.fixture
def source(
    session: aiohttp.ClientSession, server: SamServer, pages: StoredNoticePages, clock: MovableClock
) -> Sam:
    return sam(session, server, pages, clock)


async def read(source: Sam, query: Any = ICE, reading: ReadContext | None = None) -> list[Record]:
    found = [one async for one in source.search(query, reading or ReadContext())]
    return [one for one in found if isinstance(one, Record)]


async def until_ready(source: Sam, clock: MovableClock) -> None:
    """Read until the first thirty days are stored, four times a day."""
    for _ in range(20):
        try:
            await read(source, NOTHING)
        except NotAsked:
            clock.move(hours=6)
        else:
            return
    raise AssertionError("it is never ready")


async def refused(source: Sam, query: Any = ICE) -> SourceError:
    with pytest.raises((SourceError, IncompleteRead)) as caught:
        await read(source, query)
    return caught.value.faults[0] if isinstance(caught.value, IncompleteRead) else caught.value


async def test_the_first_days_are_read_within_ten_requests_a_day_and_a_watch_waits_for_them(
    server: SamServer, source: Sam, clock: MovableClock
) -> None:
    first = ReadContext()
    with pytest.raises(NotAsked):
        await read(source, reading=first)
    assert len(server.asked) == 8, "at noon, with ten a day spread over it"
    assert first.next_in is not None
    await until_ready(source, clock)
    assert len(server.asked) == 10, "ten windows of three days"
    assert [one.number for one in await read(source)] == ["70CDCR26R00000001"]
    assert server.asked[0]["limit"] == "1000"
    assert server.asked[0]["postedFrom"] == "02/10/2026"


async def test_a_watch_that_waits_for_the_first_days_is_not_read_again_within_minutes(
    source: Sam, clock: MovableClock
) -> None:
    clock.now = datetime(2026, 2, 13, 14, 59, tzinfo=UTC)  # a minute before the next request
    reading = ReadContext()
    with pytest.raises(NotAsked):
        await read(source, reading=reading)
    assert reading.next_in == MIN_WAIT


async def test_one_request_serves_all_watches_of_all_servers(
    server: SamServer, source: Sam, clock: MovableClock
) -> None:
    await until_ready(source, clock)
    count = len(server.asked)
    for query in (ICE, {"words": ["skip tracing"]}, {"buyers": ["7012"]}, {"words": ["detention"]}):
        await read(source, query)
        await source.survey(query)
    assert len(server.asked) == count
    assert all("skip" not in json.dumps(asked).lower() for asked in server.asked)


async def test_the_offset_is_the_index_of_a_page_and_every_notice_is_found(
    server: SamServer, source: Sam, clock: MovableClock
) -> None:
    server.notices = [notice(n, type=TYPES[n % 3]) for n in range(1, 2301)]
    server.notices += [notice(5000, title="The last one")]
    await until_ready(source, clock)
    assert server.offsets[:3] == [0, 1, 2]
    assert [one.title for one in await read(source, {"words": ["last one"]})] == ["The last one"]


async def test_a_preview_is_made_from_what_is_stored_and_costs_no_request(
    server: SamServer, source: Sam, clock: MovableClock
) -> None:
    empty = await source.survey(ICE)
    assert (empty.total, empty.stored, empty.read_at) == (0, True, None)
    assert server.asked == []
    await until_ready(source, clock)
    found = await source.survey(ICE)
    assert (found.total, found.stored) == (1, True)
    assert found.read_at is not None
    (match,) = found.matches
    assert (match.buyer, match.supplier) == ("US IMMIGRATION AND CUSTOMS ENFORCEMENT", None)
    assert found.suppliers == ()


async def test_stored_notices_are_read_beside_the_event_loop(
    server: SamServer, source: Sam, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await until_ready(source, clock)
    threads = []

    def noting(made: Any) -> Any:
        def called(*given: Any) -> Any:
            threads.append(threading.current_thread())
            return made(*given)

        return called

    for name in ("record", "version_of"):
        made = getattr(sam_source, name)
        monkeypatch.setattr(sam_source, name, noting(made))
    await source.survey(ICE)
    assert len(threads) == 3
    assert threading.current_thread() not in threads


async def test_the_budget_survives_a_restart_and_goes_on_the_next_day(
    session: aiohttp.ClientSession, server: SamServer, pages: StoredNoticePages, clock: MovableClock
) -> None:
    server.notices = [notice(n, postedDate=f"2026-02-{1 + n % 12:02}") for n in range(1, 8_100)]
    clock.now = datetime(2026, 2, 13, 23, 0, tzinfo=UTC)
    for _ in range(3):  # each start has nothing but the database
        with pytest.raises(NotAsked):
            await read(sam(session, server, pages, clock))
    assert len(server.asked) == 10
    before = server.asked[-1]
    clock.now = datetime(2026, 2, 14, 0, 1, tzinfo=UTC)
    with pytest.raises(NotAsked):
        await read(sam(session, server, pages, clock))
    assert len(server.asked) == 14
    assert server.asked[10] != before, "it goes on where it ended"


async def test_a_request_is_counted_before_it_is_sent_so_that_a_killed_process_has_counted_it(
    session: aiohttp.ClientSession, pages: StoredNoticePages, clock: MovableClock
) -> None:
    counted = []

    class Looking(SamServer):
        async def _search(self, request: web.Request) -> web.StreamResponse:
            counted.append((await pages.progress()).requests)
            return await super()._search(request)

    async with Looking(notice()) as server:
        with pytest.raises(NotAsked):
            await read(sam(session, server, pages, clock))
    assert counted == [1, 2, 3, 4, 5, 6, 7, 8]


async def test_two_reads_at_once_ask_for_each_page_once(server: SamServer, source: Sam) -> None:
    await asyncio.gather(read(source, ICE), read(source, NOTHING), return_exceptions=True)
    asked = [str(each) for each in server.asked]
    assert len(asked) == len(set(asked)) == 8


async def test_two_processes_together_do_not_exceed_the_budget(
    session: aiohttp.ClientSession, server: SamServer, pages: StoredNoticePages, clock: MovableClock
) -> None:
    clock.now = datetime(2026, 2, 13, 23, 0, tzinfo=UTC)
    await pages.change(lambda progress: replace(progress, day=clock().date(), requests=7))
    processes = [sam(session, server, pages, clock) for _ in range(3)]
    await asyncio.gather(*(read(one) for one in processes), return_exceptions=True)
    assert len(server.asked) == 3
    assert (await pages.progress()).requests == 10


async def test_a_process_that_is_killed_after_a_windows_last_page_asks_for_none_beyond_it(
    session: aiohttp.ClientSession, server: SamServer, pages: StoredNoticePages, clock: MovableClock
) -> None:
    class Killed(StoredNoticePages):
        async def forget(self, before: date) -> None:
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        await read(sam(session, server, Killed(pages._database), clock))
    await until_ready(sam(session, server, pages, clock), clock)
    assert set(server.offsets) == {0}
    assert len(server.asked) == 10, "no window is asked for twice"


async def test_pages_of_an_earlier_longer_try_do_not_make_a_window_whole(
    server: SamServer, source: Sam, clock: MovableClock, pages: StoredNoticePages
) -> None:
    old = StoredPage(0, Step(date(2026, 2, 10), date(2026, 2, 12), 1), clock(), packed([notice(9)]))
    await pages.change(lambda p: replace(p, pages=p.pages + 1), old)
    server.notices = [notice(1), notice(1)]
    assert (await refused(source)).fault is SourceErrorKind.PAGES_MISSING


@pytest.mark.parametrize("status", [None, 200, 400, 401, 403, 404, 429, 500, 503])
async def test_the_key_is_in_no_error_no_log_and_no_stored_row_although_the_answer_repeats_it(
    database: Database,
    source: Sam,
    server: SamServer,
    clock: MovableClock,
    caplog: pytest.LogCaptureFixture,
    status: int | None,
) -> None:
    server.change = echoing(status) if status else lambda request, _: web.Response(text=f"<p>{request.url}")
    clock.move(days=3)
    with caplog.at_level(logging.DEBUG), pytest.raises((SourceError, NotAsked)) as caught:
        await read(source)
    await _refuse_key(database, caught.value, caplog)
    assert len(server.asked) == 1, "nothing is tried again at once"


@pytest.mark.parametrize("said", ["closed", "no http"])
async def test_the_key_is_in_no_error_of_a_connection_that_fails(
    database: Database,
    session: aiohttp.ClientSession,
    pages: StoredNoticePages,
    clock: MovableClock,
    caplog: pytest.LogCaptureFixture,
    said: str,
) -> None:
    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        if said == "no http":
            writer.write(asked)  # the request itself, with its address
            await writer.drain()
        writer.close()

    running = await asyncio.start_server(reply, "127.0.0.1", 0)
    async with running:
        url = f"http://127.0.0.1:{running.sockets[0].getsockname()[1]}"
        source = Sam(source_http(session), url, KEY, pages, clock)
        with caplog.at_level(logging.DEBUG), pytest.raises(SourceError) as caught:
            await read(source)
    assert caught.value.fault is SourceErrorKind.UNREACHABLE
    await _refuse_key(database, caught.value, caplog)


async def _refuse_key(database: Database, error: BaseException, log: pytest.LogCaptureFixture) -> None:
    chain, each = [], error
    while each is not None:
        chain.append(repr(each))
        each = each.__cause__ or each.__context__  # type: ignore[assignment]
    async with database.read() as session:
        notes = [note.value for note in (await session.execute(select(Note))).scalars()]
        stored = [page.content for page in (await session.execute(select(NoticePage))).scalars()]
    everything = "\n".join([*chain, *traceback.format_exception(error), log.text, *notes, *map(repr, stored)])
    for secret in (KEY, KEY[:12], KEY.replace("/", "%2F").replace("+", "%2B"), "api_key="):
        assert secret not in everything


async def test_the_evidence_has_the_notice_and_an_address_without_the_key(
    source: Sam, clock: MovableClock
) -> None:
    await until_ready(source, clock)
    (found,) = await read(source)
    (answer,) = found.answers
    assert "api_key" not in answer.url
    assert KEY not in answer.url
    assert "postedFrom=" in answer.url
    assert json.loads(answer.content)["noticeId"] == f"{1:032x}"
    assert b"Ada" not in answer.content
    assert answer.exchange is None


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (403, "{}", SourceErrorKind.KEY_REFUSED),
        (401, "{}", SourceErrorKind.KEY_REFUSED),
        (404, "", SourceErrorKind.KEY_REFUSED),
        (404, '{"message": "No Data found"}', SourceErrorKind.BAD_ANSWER),
        (400, '{"message": "PostedFrom and PostedTo are mandatory"}', SourceErrorKind.REFUSED),
        (400, '{"message": "No api_key was supplied"}', SourceErrorKind.KEY_REFUSED),
        (500, "oops", SourceErrorKind.SERVER_ERROR),
        (503, "", SourceErrorKind.BUSY),
        (200, "<html><body>We are down for maintenance</body></html>", SourceErrorKind.BAD_ANSWER),
        (200, '{"totalRecords": 1, "opportunities": [{}]}', SourceErrorKind.BAD_ANSWER),
        (200, '{"totalRecords": 1, "data": [{}]}', SourceErrorKind.BAD_ANSWER),
        (200, '{"opportunitiesData": []}', SourceErrorKind.BAD_ANSWER),
        (200, json.dumps({"totalRecords": 11, LIST: [{"id": 1}] * 11}), SourceErrorKind.BAD_ANSWER),
        (
            200,
            json.dumps(
                {"totalRecords": 20, LIST: [notice(n, title=[f"{n}"]) for n in range(12)] + [notice()] * 8}
            ),
            SourceErrorKind.BAD_ANSWER,
        ),
        (200, '{"totalRecords": 1500, "opportunitiesData": []}', SourceErrorKind.PAGES_MISSING),
        (200, json.dumps({"totalRecords": 0, LIST: [notice()] * 1000}), SourceErrorKind.PAGES_MISSING),
        (200, '{"totalRecords": 0, "offset": 1, "opportunitiesData": []}', SourceErrorKind.PAGES_MISSING),
        (302, "", SourceErrorKind.MOVED),
    ],
)
@pytest.mark.rest_in_full
async def test_an_answer_that_is_no_page_has_a_sentence_and_loses_nothing(
    server: SamServer,
    source: Sam,
    clock: MovableClock,
    pages: StoredNoticePages,
    status: int,
    body: str,
    fault: Any,
) -> None:
    server.change = lambda *_: web.Response(
        status=status, text=body, content_type="text/html", headers={"Location": "/elsewhere"}
    )
    assert (await refused(source)).fault is fault
    assert len(server.asked) == 1
    progress = await pages.progress()
    assert (progress.pages, progress.fault) == (0, fault.value)
    server.change = None
    clock.move(days=1)
    await until_ready(source, clock)
    assert len(await read(source)) == 1


async def test_pages_that_repeat_are_read_again(
    server: SamServer, source: Sam, clock: MovableClock, pages: StoredNoticePages
) -> None:
    server.notices = [notice(n) for n in range(1, 1501)]

    def repeats(request: web.Request, said: dict[str, Any]) -> Any:
        """Take the offset for that of a row, as other programs do."""
        page = int(request.query["offset"])
        return {**said, "opportunitiesData": server.notices[page : page + 1000]}

    server.change = repeats
    assert (await refused(source)).fault is SourceErrorKind.PAGES_MISSING
    assert (await pages.progress()).through is None, "the window is not read"
    server.change = None
    clock.move(hours=12)
    await until_ready(source, clock)
    found = await read(source, {"words": [notice(1500)["solicitationNumber"]]})
    assert len(found) == 1


async def test_a_count_that_stays_wrong_although_every_page_is_full_stops_nothing_for_ever(
    server: SamServer, source: Sam, clock: MovableClock
) -> None:
    server.notices = [notice(1), notice(1), notice(2)]  # one that comes twice is counted twice
    for _ in range(2):
        assert (await refused(source)).fault is SourceErrorKind.PAGES_MISSING
        clock.move(hours=6)
    await until_ready(source, clock)
    assert len(await read(source)) == 2


async def test_429_is_obeyed_until_its_next_access_time(
    server: SamServer, source: Sam, clock: MovableClock, pages: StoredNoticePages
) -> None:
    server.change = echoing(429, nextAccessTime="2026-Feb-14 00:00:00+0000 UTC")
    error = await refused(source)
    assert error.fault is SourceErrorKind.QUOTA
    clock.now = datetime(2026, 2, 13, 23, 59, tzinfo=UTC)
    await refused(source)
    assert len(server.asked) == 1
    server.change = None
    clock.now = datetime(2026, 2, 14, 0, 1, tzinfo=UTC)
    with pytest.raises(NotAsked):
        await read(source)
    assert len(server.asked) == 5
    assert (await pages.progress()).fault is None


@pytest.mark.parametrize(
    ("body", "after", "until"),
    [
        ('{"fault": {"nextAccessTime": "2026-02-14T06:00:00Z"}}', "", datetime(2026, 2, 14, 6, tzinfo=UTC)),
        ("", "7200", datetime(2026, 2, 13, 14, tzinfo=UTC)),
        ("", "Sat, 14 Feb 2026 08:00:00 GMT", datetime(2026, 2, 14, 8, tzinfo=UTC)),
        ("[" * 5000, "soon", datetime(2026, 2, 14, tzinfo=UTC)),
    ],
)
async def test_429_is_obeyed_however_its_end_is_said(
    server: SamServer, source: Sam, pages: StoredNoticePages, body: str, after: str, until: datetime
) -> None:
    server.change = lambda *_: web.Response(status=429, text=body, headers={"Retry-After": after})
    assert (await refused(source)).fault is SourceErrorKind.QUOTA
    assert (await pages.progress()).paused_until == until


async def test_nothing_new_is_said_without_a_request_and_only_if_no_request_failed(
    server: SamServer, source: Sam, clock: MovableClock
) -> None:
    await until_ready(source, clock)
    first = ReadContext()
    await read(source, reading=first)
    count = len(server.asked)
    with pytest.raises(NothingNew):
        await read(source, reading=ReadContext(full=False, state=first.state))
    assert len(server.asked) == count
    server.change = echoing(403)
    clock.move(days=1)
    with pytest.raises(IncompleteRead) as caught:
        await read(source, reading=ReadContext(full=False, state=first.state))
    assert [fault.fault for fault in caught.value.faults] == [SourceErrorKind.KEY_REFUSED]


@pytest.mark.parametrize("state", ["999", "-1", "²", "of another version"])
async def test_a_state_from_before_a_backup_was_restored_is_that_of_a_first_read(
    source: Sam, clock: MovableClock, state: str
) -> None:
    await until_ready(source, clock)
    assert len(await read(source, reading=ReadContext(full=False, state=state))) == 1


async def test_an_amendment_takes_the_place_of_its_notice_and_an_older_version_never_does(
    server: SamServer, source: Sam, clock: MovableClock
) -> None:
    await until_ready(source, clock)
    first = ReadContext()
    (before,) = await read(source, reading=first)
    amended = notice(
        2, solicitationNumber=before.number, title="Skip tracing: amendment 1", postedDate="2026-02-15"
    )
    server.notices = [amended]
    clock.now = READY
    later = ReadContext(full=False, state=first.state)
    (after,) = await read(source, reading=later)
    assert after.source_id == before.source_id
    assert after.title == "Skip tracing: amendment 1"
    (whole,) = await read(source)
    assert whole.title == after.title, "of all stored versions the last one is given"
    newer = ReadContext(known={after.source_id: "2026-12-31 another version"})
    assert [one async for one in source.search(ICE, newer)] == [Unchanged(after.source_id)]
    same = ReadContext(marks={after.source_id: after.mark})
    assert [one async for one in source.search(ICE, same)] == [Unchanged(after.source_id)]


async def test_an_older_version_on_a_page_that_is_read_later_is_not_the_last_one(
    server: SamServer, source: Sam, clock: MovableClock
) -> None:
    older = notice(2, title="Skip tracing: first version", postedDate="2026-01-20")
    server.notices = [notice(1), {**older, "solicitationNumber": notice(1)["solicitationNumber"]}]
    await until_ready(source, clock)  # the last days come first
    assert [one.title for one in await read(source)] == [notice(1)["title"]]


async def test_more_notices_than_a_watch_may_have_are_refused(
    server: SamServer, source: Sam, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.contracts.sources.sam.source.MAX_CONTRACTS", 2)
    server.notices = [notice(1), notice(2)]
    await until_ready(source, clock)
    assert len(await read(source)) == 2
    server.notices.append(notice(3, postedDate="2026-02-15"))
    clock.now = READY
    assert (await refused(source)).fault is SourceErrorKind.TOO_MANY
    with pytest.raises(SourceError):
        await source.survey(ICE)


async def test_a_plan_and_its_call_for_offers_are_two_notices_with_one_solicitation(
    server: SamServer, source: Sam, clock: MovableClock
) -> None:
    number = "26-SOL-EX-01"
    server.notices = [
        notice(1, solicitationNumber=number, type="Sources Sought", postedDate="2026-01-20"),
        notice(2, solicitationNumber=number, type="Solicitation", baseType="Presolicitation"),
    ]
    await until_ready(source, clock)
    found = {one.status: one for one in await read(source)}
    assert set(found) == {Status.PLANNED, Status.ACTIVE}
    assert {one.codes["solicitation"].code for one in found.values()} == {number}


async def test_a_notice_that_cannot_be_read_costs_no_other(
    server: SamServer, source: Sam, clock: MovableClock
) -> None:
    server.notices = [notice(1), notice(2, title={"text": "a"}), {**notice(3), "noticeId": None}]
    with pytest.raises(IncompleteRead) as caught:
        await until_ready(source, clock)
    assert caught.value.whole_search
    assert caught.value.unread == {f"{2:032x}"}
    assert (await source.survey({"words": ["skip tracing"]})).total == 1


async def test_without_a_key_nothing_is_asked_and_the_fault_says_so(
    session: aiohttp.ClientSession, server: SamServer, pages: StoredNoticePages, clock: MovableClock
) -> None:
    source = sam(session, server, pages, clock, key=None)
    assert (await refused(source)).fault is SourceErrorKind.NO_KEY
    for asked in (source.survey(ICE), source.probe()):
        with pytest.raises(SourceError) as caught:
            await asked
        assert caught.value.fault is SourceErrorKind.NO_KEY
    assert server.asked == []


async def test_a_check_with_a_key_costs_no_request(server: SamServer, source: Sam) -> None:
    await source.probe()
    assert server.asked == []


async def test_markup_and_text_that_runs_backwards_stay_text(
    server: SamServer, source: Sam, clock: MovableClock
) -> None:
    title = "<b>@everyone</b> \u202eevil\u202c [x](https://evil.example) \x07\n\n# Big"
    server.notices = [notice(1, title=title)]
    await until_ready(source, clock)
    (found,) = await read(source)
    shown = plain(found.title)
    assert "\n" not in found.title
    for raw in ("@everyone", "\u202e", "[x]("):
        assert raw in found.title, "it is kept as it is"
        assert raw not in shown


async def test_pages_are_kept_for_four_months(
    server: SamServer, source: Sam, clock: MovableClock, pages: StoredNoticePages
) -> None:
    old, kept = Step(date(2025, 9, 1), date(2025, 9, 3)), Step(date(2025, 11, 1), date(2025, 11, 3))
    for step in (old, kept):
        page = StoredPage(0, step, clock(), packed([]))
        await pages.change(lambda p: replace(p, pages=p.pages + 1), page)
    await until_ready(source, clock)
    steps = [page.step async for page in pages.after(0)]
    assert kept in steps
    assert old not in steps
