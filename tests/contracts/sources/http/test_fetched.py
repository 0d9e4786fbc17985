"""Fetching of pages: conditional requests, redirects, and bodies of every kind."""

import gzip
import json
import zlib

import aiohttp
import pytest
from yarl import URL

from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.http.addresses import next_hop
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from tests.support.scripted_server import (
    GOOD,
    NOON,
    Reply,
    Scripted,
    drops,
    failure,
    says,
    source_http,
    speaking,
    truncates,
    unfetched,
)

pytestmark = pytest.mark.wire

MODIFIED = "Fri, 13 Feb 2026 11:00:00 GMT"


async def test_a_page_is_returned_unchanged(server: Scripted, http: SourceHttp) -> None:
    server.answers(says("<p>né</p>", Content_Type="text/html; charset=ISO-8859-1", X_Odd="1"))
    page = await http.fetch(f"{server.url}a?b=c", accept="text/html", headers={"X-Mine": "yes"})
    assert (page.status, page.url, page.content) == (200, f"{server.url}a?b=c", "<p>né</p>".encode())
    assert (page.charset, page.fetched_at, page.not_modified) == ("iso-8859-1", NOON, False)
    assert page.headers["x-odd"] == "1"
    [asked] = server.asked
    assert (asked.method, asked.headers["Accept"], asked.headers["X-Mine"]) == ("GET", "text/html", "yes")
    assert asked.headers["User-Agent"] == "Tocsin tests"
    assert asked.headers["Accept-Encoding"] == "gzip, deflate"
    assert not {"If-None-Match", "If-Modified-Since", "Cookie"} & set(asked.headers)


async def test_cookies_are_not_stored(server: Scripted, http: SourceHttp) -> None:
    server.answers(says("x", Set_Cookie="seen=1"))
    await http.fetch(server.url)
    await http.fetch(server.url)
    assert "Cookie" not in server.asked[1].headers


@pytest.mark.parametrize("etag", ['"abc"', 'W/"abc"', "unquoted"])
async def test_an_unchanged_page_is_not_sent_again(server: Scripted, http: SourceHttp, etag: str) -> None:
    server.answers(says("page", ETag=etag, Last_Modified=MODIFIED), says("", 304))
    first = await http.fetch(server.url)
    again = await http.fetch(server.url, state=first.state)
    third = await http.fetch(server.url, state=again.state)
    for page, asked in ((again, server.asked[1]), (third, server.asked[2])):
        assert (page.status, page.not_modified, page.content) == (304, True, b"")
        assert asked.headers["If-None-Match"] == etag
        assert asked.headers["If-Modified-Since"] == MODIFIED


async def test_a_304_may_have_new_validators(server: Scripted, http: SourceHttp) -> None:
    server.answers(says("page", ETag='"a"', Last_Modified=MODIFIED), says("", 304, ETag='"b"'))
    first = await http.fetch(server.url)
    again = await http.fetch(server.url, state=first.state)
    await http.fetch(server.url, state=again.state)
    assert server.asked[2].headers["If-None-Match"] == '"b"'
    assert server.asked[2].headers["If-Modified-Since"] == MODIFIED


async def test_a_changed_page_is_returned_with_its_new_state(server: Scripted, http: SourceHttp) -> None:
    server.answers(says("old", ETag='"a"'), says("new", ETag='"b"'), says("", 304))
    old = await http.fetch(server.url)
    new = await http.fetch(server.url, state=old.state)
    assert (new.content, new.not_modified) == (b"new", False)
    assert (await http.fetch(server.url, state=new.state)).not_modified
    assert server.asked[2].headers["If-None-Match"] == '"b"'


async def test_without_validators_the_same_bytes_count_as_not_modified(
    server: Scripted, http: SourceHttp
) -> None:
    server.answers(says("page"), says(gzip.compress(b"page"), Content_Encoding="gzip"), says("pages"))
    first = await http.fetch(server.url)
    same = await http.fetch(server.url, state=first.state)
    assert (same.status, same.content, same.not_modified) == (200, b"page", True)
    assert not (await http.fetch(server.url, state=same.state)).not_modified


@pytest.mark.parametrize("state", ["", "no json", "[1]", '{"etag": "x"}', '{"of": 5}', "[" * 100_000])
async def test_an_invalid_state_is_ignored(server: Scripted, http: SourceHttp, state: str) -> None:
    server.answers(says("page"))
    assert not (await http.fetch(server.url, state=state)).not_modified
    assert "If-None-Match" not in server.asked[0].headers


async def test_a_state_is_used_only_for_its_own_address(server: Scripted, http: SourceHttp) -> None:
    server.answers(says("page", ETag='"a"'))
    one = await http.fetch(f"{server.url}one")
    other = await http.fetch(f"{server.url}other", state=one.state)
    assert not other.not_modified
    assert "If-None-Match" not in server.asked[1].headers


async def test_the_length_in_a_304_is_not_checked_against_the_limit(
    server: Scripted, session: aiohttp.ClientSession
) -> None:
    answer = b'HTTP/1.1 304 Not Modified\r\nContent-Length: 99999999\r\nETag: "a"\r\n\r\n'
    http = source_http(session)
    async with speaking(answer) as url:
        state = json.dumps({"of": url, "at": url, "etag": '"a"'})
        assert (await http.fetch(url, state=state)).not_modified


@pytest.mark.parametrize("etag", ["x" * 5000, "\udcff"])
async def test_an_invalid_validator_is_not_stored(server: Scripted, http: SourceHttp, etag: str) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nETag: %b\r\n\r\nx"
    async with speaking(answer % etag.encode("utf-8", "surrogateescape")) as url:
        assert json.loads((await http.fetch(url)).state).keys() == {"of", "at", "sha256"}


@pytest.mark.parametrize("status", [404, 410])
async def test_a_missing_page_is_a_fault(server: Scripted, http: SourceHttp, status: int) -> None:
    server.answers(says("<h1>Not here</h1>", status))
    assert (await unfetched(http, server.url)).fault is SourceErrorKind.GONE
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [404, 410])
async def test_the_answer_that_a_page_is_gone_is_returned_on_request(
    server: Scripted, http: SourceHttp, status: int
) -> None:
    server.answers(says("page", ETag='"a"'), says("gone", status), says("gone", status))
    first = await http.fetch(server.url)
    gone = await http.fetch(server.url, state=first.state, gone_is_answer=True)
    assert (gone.status, gone.content, gone.not_modified) == (status, b"gone", False)
    assert not (await http.fetch(server.url, state=gone.state, gone_is_answer=True)).not_modified
    damaged = says(b"garbage", status, Content_Encoding="gzip")
    server.answers(damaged)
    gone = await http.fetch(server.url, gone_is_answer=True)
    assert (gone.status, gone.content) == (status, b"")


async def test_the_target_of_a_moved_page_is_returned_on_request(server: Scripted, http: SourceHttp) -> None:
    server.answers(says("", 301, Location="/b"), says("moved", 302, Location="https://elsewhere.example/"))
    moved = await http.fetch(f"{server.url}a", gone_is_answer=True)
    assert (moved.status, moved.url, moved.content) == (302, f"{server.url}b", b"moved")
    assert moved.headers["location"] == "https://elsewhere.example/"
    assert [(made.url, made.status) for made in moved.exchanges] == [
        (f"{server.url}a", 301),
        (f"{server.url}b", 302),
    ]
    assert moved.exchanges[0].sent["User-Agent"] == "Tocsin tests"
    server.answers(says("", 302, Location="http://10.0.0.8/"))
    assert (await unfetched(http, server.url, gone_is_answer=True)).fault is SourceErrorKind.NOT_PUBLIC
    server.answers(says("", 302, Location="/round"))
    assert (await unfetched(http, server.url, gone_is_answer=True)).fault is SourceErrorKind.MOVED


@pytest.mark.parametrize("status", [202, 204, 206])
async def test_a_partial_page_is_a_bad_answer(server: Scripted, http: SourceHttp, status: int) -> None:
    server.answers(says(b"" if status == 204 else b"part", status))
    assert (await unfetched(http, server.url)).fault is SourceErrorKind.BAD_ANSWER


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_within_a_host_is_followed(server: Scripted, http: SourceHttp, status: int) -> None:
    server.answers(says("", status, Location="/page/?x=1#part"), says("page"))
    page = await http.fetch(f"{server.url}page")
    assert (page.content, page.url) == (b"page", f"{server.url}page/?x=1")
    assert [asked.path for asked in server.asked] == ["/page", "/page/"]


async def test_validators_are_sent_only_to_the_address_that_set_them(
    server: Scripted, http: SourceHttp
) -> None:
    moved = says("", 302, Location="/b")
    server.answers(moved, says("page", ETag='"b"'), moved, says("", 304))
    first = await http.fetch(f"{server.url}a")
    assert (await http.fetch(f"{server.url}a", state=first.state)).not_modified
    assert ["If-None-Match" in asked.headers for asked in server.asked] == [False, False, False, True]

    server.answers(says("", 302, Location="/c"), says("page"))
    page = await http.fetch(f"{server.url}a", state=first.state)
    assert (page.status, page.url, page.not_modified) == (200, f"{server.url}c", True)
    assert "If-None-Match" not in server.asked[-1].headers


async def test_at_most_five_redirects_are_followed(server: Scripted, http: SourceHttp) -> None:
    hops = [says("", 302, Location=f"/{number}") for number in range(5)]
    server.answers(*hops, says("page"))
    assert (await http.fetch(server.url)).content == b"page"
    server.answers(says("", 302, Location="/round"))
    server.asked.clear()
    assert (await unfetched(http, server.url)).fault is SourceErrorKind.MOVED
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("location", "fault"),
    [
        ("https://elsewhere.example/page", SourceErrorKind.MOVED),
        ("//elsewhere.example/", SourceErrorKind.MOVED),
        ("http://127.0.0.1:1/", SourceErrorKind.MOVED),
        ("http://me:secret@127.0.0.1/", SourceErrorKind.MOVED),
        ("ftp://127.0.0.1/", SourceErrorKind.MOVED),
        ("http://[bad/", SourceErrorKind.MOVED),
        ("", SourceErrorKind.MOVED),
        ("http://10.0.0.8/", SourceErrorKind.NOT_PUBLIC),
        ("http://169.254.169.254/latest/meta-data/", SourceErrorKind.NOT_PUBLIC),
        ("http://[::ffff:10.0.0.8]/", SourceErrorKind.NOT_PUBLIC),
    ],
)
async def test_a_redirect_to_another_host_is_not_followed(
    server: Scripted, http: SourceHttp, location: str, fault: SourceErrorKind
) -> None:
    server.answers(says("", 302, Location=location), GOOD)
    assert (await unfetched(http, server.url)).fault is fault
    assert len(server.asked) == 1


async def test_a_redirect_without_a_target_is_a_fault(server: Scripted, http: SourceHttp) -> None:
    server.answers(says("", 302))
    assert (await unfetched(http, server.url)).fault is SourceErrorKind.MOVED


@pytest.mark.parametrize(
    ("start", "location", "target"),
    [
        ("http://a.example/x", "https://a.example/x", "https://a.example/x"),
        ("http://a.example/x", "http://A.example./y", "http://a.example./y"),
        ("http://a.example/x", "https://a.example:8443/x", "https://a.example:8443/x"),
        ("https://a.example/x", "http://a.example/x", None),
        ("https://a.example/x", "https://a.example:8443/x", None),
        ("http://a.example/x", "http://www.a.example/x", None),
        ("https://a.example/x", "https://a.example.evil.example/x", None),
    ],
)
def test_a_redirect_from_http_to_https_is_followed_but_not_back(
    start: str, location: str, target: str | None
) -> None:
    if target is not None:
        assert str(next_hop(URL(start), location, False)) == target
    else:
        with pytest.raises(SourceError) as caught:
            next_hop(URL(start), location, False)
        assert caught.value.fault is SourceErrorKind.MOVED


async def test_a_post_is_not_redirected_to_its_path_with_a_slash(server: Scripted, http: SourceHttp) -> None:
    server.answers(says("", 301, Location="/search/?api_key=secret"), GOOD)
    error = await failure(http, f"{server.url}search", "POST", {})
    assert (error.fault, len(server.asked)) == (SourceErrorKind.MOVED, 1)
    assert "/search/" in error.detail
    assert "secret" not in error.detail


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (gzip.compress(b"page"), "gzip"),
        (gzip.compress(b"page"), "X-GZIP"),
        (gzip.compress(b"pa") + gzip.compress(b"ge"), "gzip"),
        (b"".join(gzip.compress(bytes([byte])) for byte in b"page"), "gzip"),
        (gzip.compress(b"page") + b"\0\0\0", "gzip"),
        (zlib.compress(b"page"), "deflate"),
        (zlib.compress(b"page")[2:-4], "deflate"),
        (b"page", "identity"),
    ],
    ids=["gzip", "x-gzip", "two members", "four members", "padded", "deflate", "bare deflate", "identity"],
)
async def test_a_compressed_page_is_decompressed(
    server: Scripted, http: SourceHttp, content: bytes, encoding: str
) -> None:
    server.answers(says(content, Content_Encoding=encoding))
    assert (await http.fetch(server.url)).content == b"page"


@pytest.mark.parametrize("size", [65_535, 65_536, 65_537, 131_072, 3_000_000])
async def test_a_compressed_page_is_decompressed_to_the_last_byte(
    server: Scripted, http: SourceHttp, size: int
) -> None:
    for content in (b"x" * size, bytes(number * number % 251 for number in range(size))):
        for packed, encoding in (
            (gzip.compress(content), "gzip"),
            (zlib.compress(content), "deflate"),
            (zlib.compress(content)[2:-4], "deflate"),  # which has no checksum at its end
        ):
            server.answers(says(packed, Content_Encoding=encoding))
            assert (await http.fetch(server.url)).content == content


WRONGLY_PACKED = {
    "garbage": (b"no gzip at all", "gzip"),
    "cut off": (gzip.compress(b"page" * 100)[:-12], "gzip"),
    "wrong sum": (gzip.compress(b"page")[:-8] + b"\0" * 8, "gzip"),
    "not asked for": (b"\x0b\x01\x80page\x03", "br"),
    "twice": (gzip.compress(gzip.compress(b"page")), "gzip, gzip"),
    "cut off deflate": (zlib.compress(b"page" * 100)[:-5], "deflate"),
}


@pytest.mark.parametrize(("content", "encoding"), WRONGLY_PACKED.values(), ids=WRONGLY_PACKED.keys())
async def test_invalid_compression_of_a_page_is_a_bad_answer(
    server: Scripted, http: SourceHttp, content: bytes, encoding: str
) -> None:
    server.answers(says(content, Content_Encoding=encoding))
    assert (await unfetched(http, server.url)).fault is SourceErrorKind.BAD_ANSWER
    assert len(server.asked) == 3


async def test_an_error_with_invalid_compression_keeps_its_status(server: Scripted, http: SourceHttp) -> None:
    server.answers(says(b"garbage", 404, Content_Encoding="gzip"))
    assert (await unfetched(http, server.url)).fault is SourceErrorKind.GONE
    packed = gzip.compress(b'{"detail": "field x"}')
    server.answers(says(packed, 422, Content_Encoding="gzip"))
    assert "field x" in (await failure(http, server.url)).detail


async def test_an_error_with_half_a_page_keeps_its_status(http: SourceHttp) -> None:
    async with speaking(b"HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\nhalf") as url:
        assert (await unfetched(http, url)).fault is SourceErrorKind.GONE


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
NO_HTTP = {
    "nothing": (b"", SourceErrorKind.UNREACHABLE),
    "half a status line": (b"HTTP/1.1 20", SourceErrorKind.UNREACHABLE),
    "half the headers": (b"HTTP/1.1 200 OK\r\nContent-Le", SourceErrorKind.UNREACHABLE),
    "half a body": (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", SourceErrorKind.UNREACHABLE),
    "half a chunk": (CHUNKED + b"9\r\nhalf", SourceErrorKind.UNREACHABLE),
    "no last chunk": (CHUNKED + b"4\r\npage\r\n", SourceErrorKind.UNREACHABLE),
    "another protocol": (b"SSH-2.0-OpenSSH_9.7\r\n", SourceErrorKind.UNREACHABLE),
    "a length that is none": (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", SourceErrorKind.UNREACHABLE),
    "a header too long": (
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        SourceErrorKind.UNREACHABLE,
    ),
    "headers without end": (
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000 + b"\r\n",
        SourceErrorKind.UNREACHABLE,
    ),
}


@pytest.mark.parametrize(("answer", "fault"), NO_HTTP.values(), ids=NO_HTTP.keys())
async def test_an_incomplete_answer_is_never_accepted(
    http: SourceHttp, answer: bytes, fault: SourceErrorKind
) -> None:
    async with speaking(answer) as url:
        error = await unfetched(http, f"{url}?api_key=secret")
    assert error.fault is fault
    assert "secret" not in str(error)
    assert str(error).isprintable()


@pytest.mark.parametrize("first", [says("", 429), says("", 503), says("", 500), drops, truncates])
async def test_a_temporary_failure_of_a_page_is_retried_successfully(
    server: Scripted, http: SourceHttp, first: Reply
) -> None:
    server.answers(first, says("page"))
    assert (await http.fetch(server.url)).content == b"page"
