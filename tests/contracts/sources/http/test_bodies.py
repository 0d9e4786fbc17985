"""Limits of response bodies: endless bodies and compression bombs. Also JSON in other encodings."""

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import Iterator

import aiohttp
import pytest
from aiohttp import web

from bot.contracts.sources.http import SourceHttp, json_of
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from tests.support.scripted_server import (
    Scripted,
    failure,
    says,
    source_http,
    speaking,
    unfetched,
)

pytestmark = pytest.mark.wire

MEGABYTE = 1024 * 1024


@pytest.fixture
def http(session: aiohttp.ClientSession) -> SourceHttp:
    return source_http(session, max_bytes=4 * MEGABYTE)


@pytest.fixture
def memory() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


class Sender:
    """Sends the same block repeatedly, and counts how many were accepted."""

    def __init__(self, block: bytes, times: int, **headers: str) -> None:
        self.block, self.times = block, times
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.sent = 0
        self.ended = asyncio.Event()

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=self.headers)
        try:
            await response.prepare(request)
            for _ in range(self.times):
                await response.write(self.block)
                self.sent += 1
        finally:
            self.ended.set()
        return response


async def test_a_body_of_500_megabytes_is_cut_at_the_limit(server: Scripted, http: SourceHttp) -> None:
    sender = Sender(b"x" * MEGABYTE, 500)
    server.answers(sender)
    error = await unfetched(http, server.url)
    await sender.ended.wait()
    assert (error.fault, len(server.asked)) == (SourceErrorKind.TOO_BIG, 1)
    assert sender.sent < 100  # the limit and the buffers on the way


async def test_a_body_with_too_long_a_declared_length_is_not_read(http: SourceHttp) -> None:
    async with speaking(b"HTTP/1.1 200 OK\r\nContent-Length: 500000000\r\n\r\n") as url:
        assert (await unfetched(http, url)).fault is SourceErrorKind.TOO_BIG


async def test_a_caller_can_lower_the_limit_but_not_raise_it(server: Scripted, http: SourceHttp) -> None:
    server.answers(says(b"x" * 1000))
    assert (await unfetched(http, server.url, max_bytes=999)).fault is SourceErrorKind.TOO_BIG
    assert len((await http.fetch(server.url, max_bytes=1000)).content) == 1000
    server.answers(says(b"x" * 5 * MEGABYTE))
    assert (await unfetched(http, server.url, max_bytes=6 * MEGABYTE)).fault is SourceErrorKind.TOO_BIG


class Dripper:
    """Sends a byte now and then, never silent for long, for longer than the limit."""

    def __init__(self) -> None:
        self.sent = 0

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(1000):
            if request.transport is None or request.transport.is_closing():
                break
            await response.write(b"x")
            self.sent += 1
            await asyncio.sleep(0.01)
        return response


@pytest.mark.full
async def test_a_slow_body_is_cut_although_the_server_is_never_silent(
    server: Scripted, session: aiohttp.ClientSession
) -> None:
    dripper = Dripper()
    server.answers(dripper)
    http = source_http(session, timeout=0.5, attempts=5)
    error = await unfetched(http, server.url)
    assert (error.fault, len(server.asked)) == (SourceErrorKind.TIMEOUT, 2), (
        "each try takes minutes: two are enough"
    )
    assert 2 < dripper.sent < 2000


def bomb(container: int) -> bytes:
    """Return 96 megabytes of zeros, a thousandth of that when compressed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, container)
    return b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(96)) + packer.flush()


@pytest.mark.parametrize(("encoding", "container"), [("gzip", 31), ("deflate", 15), ("deflate", -15)])
@pytest.mark.usefixtures("memory")
async def test_decompression_stops_at_the_limit(
    server: Scripted, http: SourceHttp, encoding: str, container: int
) -> None:
    packed = bomb(container)
    assert len(packed) < MEGABYTE
    server.answers(says(packed, Content_Encoding=encoding))
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    error = await unfetched(http, server.url)
    peak = tracemalloc.get_traced_memory()[1] - before
    assert (error.fault, len(server.asked)) == (SourceErrorKind.TOO_BIG, 1)
    assert peak < 32 * MEGABYTE  # of 96; the limit is 4


async def test_an_endless_body_that_decompresses_to_nothing_is_cut(
    server: Scripted, http: SourceHttp
) -> None:
    sender = Sender(gzip.compress(b"") * 10_000, 10_000, Content_Encoding="gzip")
    server.answers(sender)
    assert (await unfetched(http, server.url)).fault is SourceErrorKind.TOO_COMPLEX
    await sender.ended.wait()
    assert sender.sent < 1000


async def test_only_the_beginning_of_an_error_page_is_read(server: Scripted, http: SourceHttp) -> None:
    class Refuses(Sender):
        async def __call__(self, request: web.Request) -> web.StreamResponse:
            response = web.StreamResponse(status=403)
            try:
                await response.prepare(request)
                for _ in range(self.times):
                    await response.write(self.block)
                    self.sent += 1
            finally:
                self.ended.set()
            return response

    sender = Refuses(b"x" * MEGABYTE, 500)
    server.answers(sender)
    assert (await unfetched(http, server.url)).fault is SourceErrorKind.REFUSED
    await sender.ended.wait()
    assert sender.sent < 100


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ('{"name": "£ Société"}'.encode(), None),
        (
            '{"name": "£ Société"}'.encode(),
            "iso-8859-1",
        ),  # declared wrongly: text in Latin-1 is never valid UTF-8 by chance
        ('{"name": "£ Société"}'.encode("utf-8-sig"), None),
        ('{"name": "£ Société"}'.encode("utf-16"), None),
        ('{"name": "£ Société"}'.encode("latin-1"), "ISO-8859-1"),
        ('{"name": "£ Société"}'.encode("cp1252"), "windows-1252"),
    ],
)
def test_json_is_utf_8_unless_declared_as_latin_1(content: bytes, charset: str | None) -> None:
    assert json_of(content, "a.example", charset=charset) == {"name": "£ Société"}


@pytest.mark.parametrize("charset", [None, "utf-8", "nonsense", "rot13", "unicode_escape", "zlib"])
def test_other_encodings_are_never_guessed(charset: str | None) -> None:
    with pytest.raises(SourceError, match=r"bad-answer: a\.example: .*; begins b'") as caught:
        json_of('{"name": "Société"}'.encode("latin-1"), "a.example", charset=charset)
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER


def test_latin_1_is_decoded_as_browsers_do() -> None:
    assert json_of(b'"\x93x\x94 \x80 \x81"', "", charset="latin-1") == "“x” € \ufffd"


async def test_an_api_that_declares_latin_1_is_read(server: Scripted, http: SourceHttp) -> None:
    body = '{"title": "Café £"}'.encode("latin-1")
    server.answers(says(body, Content_Type="application/json; charset=ISO-8859-1"))
    said, answer = await http.request_json("GET", server.url)
    assert said == {"title": "Café £"}
    assert answer.content == body
    server.answers(says(body, Content_Type="application/json"))
    assert (await failure(http, server.url)).fault is SourceErrorKind.BAD_ANSWER
    page = await http.fetch(server.url)
    assert json_of(page.content, page.url, charset="iso-8859-1") == {"title": "Café £"}
