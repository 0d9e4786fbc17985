"""HTTP access of all sources, against a misbehaving server on this machine."""

import asyncio
import socket
from datetime import timedelta
from decimal import Decimal
from email.utils import format_datetime

import aiohttp
import pytest
from aiohttp import web

from bot.contracts.sources.http import SourceHttp, open_session
from bot.contracts.sources.protocol import SourceErrorKind
from tests.support.scripted_server import (
    GOOD,
    NOON,
    Names,
    Reply,
    Scripted,
    drops,
    failure,
    says,
    source_http,
    truncates,
)

pytestmark = pytest.mark.wire


async def test_numbers_are_parsed_as_decimals_and_never_as_floats(server: Scripted, http: SourceHttp) -> None:
    server.answers(says('{"a": 2306976.66, "b": 36588.829999999998, "c": 7, "d": 1e2}'))
    said, _ = await http.request_json("GET", server.url)
    assert said == {
        "a": Decimal("2306976.66"),
        "b": Decimal("36588.829999999998"),
        "c": 7,
        "d": Decimal("1e2"),
    }
    assert [type(value) for value in said.values()] == [Decimal, Decimal, int, Decimal]


async def test_the_answer_is_returned_unchanged(server: Scripted, http: SourceHttp) -> None:
    server.answers(says('{ "ok" :1.50}'))
    _, answer = await http.request_json("POST", f"{server.url}x/", body={"name": "Société"})
    assert answer.content == b'{ "ok" :1.50}'
    assert (answer.url, answer.query, answer.fetched_at) == (f"{server.url}x/", '{"name": "Société"}', NOON)
    assert server.bodies == ['{"name": "Société"}'.encode()]


async def test_a_request_has_the_user_agent_and_keeps_its_path(server: Scripted, http: SourceHttp) -> None:
    server.answers(GOOD)
    await http.request_json("GET", f"{server.url}awards/A%2FB%20C/")
    [asked] = server.asked
    assert asked.headers["User-Agent"] == "Tocsin tests"
    assert asked.headers["Accept"] == "application/json"
    assert asked.rel_url.raw_path == "/awards/A%2FB%20C/"
    assert "Content-Type" not in asked.headers


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
async def test_invalid_numbers_in_json_are_a_bad_answer(
    server: Scripted, http: SourceHttp, constant: str
) -> None:
    server.answers(says(f'{{"amount": {constant}}}'))
    assert (await failure(http, server.url)).fault is SourceErrorKind.BAD_ANSWER


BROKEN: dict[str, str | bytes] = {
    "html": "<!doctype html><title>Maintenance</title>",
    "half": '{"results": [1, 2',
    "not text": b'{"a": "\xff\xfe\xfa"}',
    "nested too deep": "[" * 200_000,
    "arrays too deep": "[" * 200_000 + "]" * 200_000,
    "an exponent too long": '{"a": 1e9999999999999999999999}',
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN.keys())
async def test_a_broken_body_is_retried_a_limited_number_of_times(
    server: Scripted, http: SourceHttp, body: str | bytes
) -> None:
    server.answers(says(body))
    assert (await failure(http, server.url)).fault is SourceErrorKind.BAD_ANSWER
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("reply", "fault", "tries"),
    [
        (says("", 429), SourceErrorKind.BUSY, 4),
        (says("", 502), SourceErrorKind.BUSY, 4),
        (says("", 504), SourceErrorKind.BUSY, 4),
        (says("", 200), SourceErrorKind.BAD_ANSWER, 4),
        (says("oops", 500), SourceErrorKind.SERVER_ERROR, 3),
        (says("oops", 501), SourceErrorKind.SERVER_ERROR, 3),
        (says("", 400), SourceErrorKind.REFUSED, 1),
        (says("", 422), SourceErrorKind.REFUSED, 1),
        (says("", 404), SourceErrorKind.GONE, 1),
        (says("", 410), SourceErrorKind.GONE, 1),
        (says("", 304), SourceErrorKind.BAD_ANSWER, 3),
        (says('{"results":', 206), SourceErrorKind.BAD_ANSWER, 3),
        (drops, SourceErrorKind.UNREACHABLE, 4),
        (truncates, SourceErrorKind.UNREACHABLE, 4),
    ],
)
async def test_a_lasting_failure_has_its_fault_and_number_of_attempts(
    server: Scripted, session: aiohttp.ClientSession, reply: Reply, fault: SourceErrorKind, tries: int
) -> None:
    server.answers(reply)
    error = await failure(source_http(session, attempts=4), server.url, "POST", {})
    assert (error.fault, len(server.asked)) == (fault, tries)


async def test_a_port_without_a_listener_is_unreachable(http: SourceHttp) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but not listening
        error = await failure(http, f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert error.fault is SourceErrorKind.UNREACHABLE


async def test_silence_is_a_timeout(server: Scripted, session: aiohttp.ClientSession) -> None:
    async def sleeps(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(1)
        return web.Response()

    server.answers(sleeps)
    error = await failure(source_http(session, timeout=0.3, attempts=2), server.url)
    assert (error.fault, len(server.asked)) == (SourceErrorKind.TIMEOUT, 2)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{\"detail\": \"Field 'limit' value '101' is above max '100'\"}", "value '101' is above max"),
        ('{"message": "only contain types from one group.", "award_type_groups": {}}', "one group."),
        ('{"detail": {"odd": 1}}', "422"),
        ('["odd"]', "422"),
        ("<html>", "422"),
    ],
)
async def test_a_refusal_has_the_message_of_the_server(
    server: Scripted, http: SourceHttp, body: str, words: str
) -> None:
    server.answers(says(body, 422))
    assert words in (await failure(http, server.url)).detail


async def test_the_message_of_a_refusal_is_one_short_printable_line(
    server: Scripted, http: SourceHttp
) -> None:
    server.answers(says('{"detail": "one\\ntwo\\u001b[31m ' + "x" * 5000 + '"}', 400))
    detail = (await failure(http, server.url)).detail
    assert detail.isprintable()
    assert "one two[31m" in detail
    assert len(detail) < 600


async def test_an_error_does_not_show_the_query_of_an_address(server: Scripted, http: SourceHttp) -> None:
    server.answers(says("", 400))
    assert "secret" not in str(await failure(http, f"{server.url}search?api_key=secret"))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_reported_and_not_followed(
    server: Scripted, http: SourceHttp, status: int
) -> None:
    server.answers(says("", status, Location="https://elsewhere.example/"), GOOD)
    error = await failure(http, server.url, "POST", {})
    assert error.fault is SourceErrorKind.MOVED
    assert "https://elsewhere.example/" in error.detail
    assert len(server.asked) == 1


async def test_a_body_above_the_limit_is_refused_at_once(
    server: Scripted, session: aiohttp.ClientSession
) -> None:
    server.answers(says(b'"' + b"x" * 5000 + b'"'))
    error = await failure(source_http(session, max_bytes=5000), server.url)
    assert (error.fault, len(server.asked)) == (SourceErrorKind.TOO_BIG, 1)
    said, _ = await source_http(session, max_bytes=5002).request_json("GET", server.url)
    assert said == "x" * 5000


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0.0.0.0",
        "localhost",
        "LOCALHOST.",
        "api.localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "10.0.0.8",
        "192.168.1.1",
        "169.254.169.254",
    ],
)
async def test_addresses_of_this_machine_and_its_network_are_refused(
    session: aiohttp.ClientSession, host: str
) -> None:
    error = await failure(source_http(session, allow_loopback=False), f"http://{host}:9/")
    assert error.fault is SourceErrorKind.NOT_PUBLIC
    assert "public" in error.detail


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "/relative", "", "http://[bad/"])
async def test_other_addresses_are_refused(http: SourceHttp, url: str) -> None:
    assert (await failure(http, url)).fault is SourceErrorKind.REFUSED


async def test_retry_after_is_honoured(server: Scripted, session: aiohttp.ClientSession) -> None:
    server.answers(says("", 429, Retry_After="0.3"), GOOD)
    before = asyncio.get_running_loop().time()
    await source_http(session).request_json("GET", server.url)
    assert asyncio.get_running_loop().time() - before >= 0.3


async def test_retry_after_may_be_a_date(server: Scripted, http: SourceHttp) -> None:
    later = format_datetime(NOON + timedelta(hours=1), usegmt=True)
    server.answers(says("", 503, Retry_After=later), GOOD)
    assert (await failure(http, server.url)).fault is SourceErrorKind.BUSY
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "value",
    [
        *("0", "soon", "-5", "Fri, 13 Feb 2026 11:00:00 GMT", "Fri, 13 Feb 2026 13:00:00 -0000", ""),
        "Fri, 13 Feb 99999999999999999999 13:00:00 GMT",
    ],
)
async def test_an_invalid_retry_after_is_ignored(server: Scripted, http: SourceHttp, value: str) -> None:
    server.answers(says("", 503, Retry_After=value), GOOD)
    assert (await http.request_json("GET", server.url))[0] == {"ok": True}


async def test_a_host_sees_one_connection_at_a_time(server: Scripted, http: SourceHttp) -> None:
    running = most = 0

    async def counts(_: web.Request) -> web.StreamResponse:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.01)
        running -= 1
        return web.json_response({})

    server.answers(counts)
    await asyncio.gather(*(http.request_json("GET", server.url) for _ in range(5)))
    assert (most, len(server.asked)) == (1, 5)


async def test_requests_to_loopback_are_not_throttled(
    server: Scripted, session: aiohttp.ClientSession
) -> None:
    server.answers(GOOD)
    http = source_http(session, pace=3600)
    async with asyncio.timeout(60):
        for _ in range(3):
            await http.request_json("GET", server.url)


async def test_requests_to_a_public_host_are_throttled_separately_from_others(server: Scripted) -> None:
    server.answers(GOOD)
    port = server.port
    async with open_session(True, resolver=Names(["127.0.0.1"])) as session:
        http = source_http(session, allow_loopback=False, pace=0.2)
        now = asyncio.get_running_loop().time
        before = now()
        for _ in range(3):
            await http.request_json("GET", f"http://api.example:{port}")
        assert now() - before >= 0.4

        slow = source_http(session, allow_loopback=False, pace=3600)
        async with asyncio.timeout(60):
            await slow.request_json("GET", f"http://one.example:{port}")
            await slow.request_json("GET", f"http://two.example:{port}")
