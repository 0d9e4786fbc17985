"""The server of the board: it serves the published files, limits readers, and writes down nothing of them."""

import asyncio
import gzip
import os
import re
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.board.folder import new_version
from bot.board.serving import files as files_module
from bot.board.serving import site as site_module
from bot.board.serving.files import SMALL, TYPES, File, SiteFiles, open_file
from bot.board.serving.readers import MANY, Readers, reader_of
from bot.board.serving.site import serve_site
from bot.errors import StartError
from bot.settings import Address

pytestmark = pytest.mark.wire

ANYWHERE = Address("127.0.0.1", 0)
POLICY = "default-src 'none'; script-src 'sha256-x'; img-src 'self'"
PAGE = (
    f'<html><head><meta http-equiv="Content-Security-Policy" content="{POLICY.replace(chr(39), "&#39;")}">'
    + "<p>Read me.</p>" * 100
).encode()
LARGE = os.urandom(SMALL * 3 + 17)
FILES = {
    "index.html": b"first",
    "test/en/index.html": b"home",
    "test/en/verify.html": PAGE,
    "test/en/feed.atom": b"<feed/>",
    "test/en/feed.json": b"{}",
    "test/data/board.json": b"[]",
    "test/data/contracts.csv": b"a,b",
    "test/images/money-en.png": LARGE,
    "test/verify.py": b"print()",
    "icon.svg": b"<svg/>",
    "style.css": b"p{}",
    "test/a.exe": b"no",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published folder; beside it a file that is not published."""
    (tmp_path / "secret.html").write_text("secret")
    publish(tmp_path / "site", FILES)
    return tmp_path / "site"


def publish(site: Path, files: dict[str, bytes]) -> None:
    async def write() -> None:
        async with new_version(site) as version:
            for path, content in files.items():
                version.write(path, content)

    with ThreadPoolExecutor(1) as thread:  # this one has a running loop
        thread.submit(asyncio.run, write()).result()


@pytest.fixture
async def url(site: Path) -> AsyncIterator[str]:
    async with serve_site(site, ANYWHERE, Readers(burst=100_000)) as url:
        yield url


class Browser:
    """Client that reads each answer whole."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def request(self, method: str, url: str, **options: Any) -> aiohttp.ClientResponse:
        answer = await self._session.request(method, url, **options)
        await answer.read()
        return answer

    async def get(self, url: str, **options: Any) -> aiohttp.ClientResponse:
        return await self.request("GET", url, **options)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession() as session:
        yield Browser(session)


async def raw(url: str, *requests: bytes) -> bytes:
    """Send bytes as they are; return everything that comes until the server hangs up."""
    reader, writer = await asyncio.open_connection(*url.removeprefix("http://").split(":"))
    try:
        writer.write(b"".join(requests))
        async with asyncio.timeout(60):
            return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


def get(path: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: x", "Connection: close", *headers, "", ""]).encode()


def assert_protected(headers: dict[str, str], *, elsewhere: bool = False) -> None:
    """``elsewhere``: whether other sites may show the file."""
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers.get("x-frame-options") == (None if elsewhere else "DENY")
    resource_policy = "cross-origin" if elsewhere else "same-origin"
    assert headers["cross-origin-resource-policy"] == resource_policy
    assert headers["cross-origin-opener-policy"] == "same-origin"
    frames = "" if elsewhere else ".*frame-ancestors 'none'"
    assert re.fullmatch(f"default-src 'none'{frames}", headers["content-security-policy"])
    assert headers["server"] == "Tocsin", "not which versions could be attacked"
    assert "cache-control" in headers
    assert not headers.keys() & {"set-cookie", "last-modified"}


def headers_of(answer: bytes) -> tuple[int, dict[str, str]]:
    head = answer.partition(b"\r\n\r\n")[0].decode()
    status, *lines = head.split("\r\n")
    return int(status.split()[1]), {k.lower(): v for k, _, v in (line.partition(": ") for line in lines)}


# Files


async def test_each_kind_of_file_is_served_with_its_type(browser: Browser, url: str) -> None:
    for path, content in FILES.items():
        answer = await browser.get(f"{url}/{path}")
        if path.endswith(".exe"):
            assert answer.status == 404
            continue
        assert (answer.status, await answer.read()) == (200, content), path
        kind = (
            "application/feed+json; charset=utf-8" if path.endswith("feed.json") else TYPES[Path(path).suffix]
        )
        assert answer.headers["Content-Type"] == kind
        headers = {name.lower(): value for name, value in answer.headers.items()}
        assert_protected(headers, elsewhere=path.endswith(".svg"))
    for path, text in {"/": "first", "/test/en/": "home", "/test/en/?from=mail#x": "home"}.items():
        assert await (await browser.get(url + path)).text() == text


async def test_the_policy_that_a_page_states_is_served_too(browser: Browser, url: str) -> None:
    answer = await browser.get(f"{url}/test/en/verify.html")
    assert answer.headers["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"
    answer = await browser.get(f"{url}/test/verify.py")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


async def test_the_head_of_each_file_is_that_of_the_whole_answer(browser: Browser, url: str) -> None:
    for path in ("/test/en/verify.html", "/test/images/money-en.png", "/nothing.html"):
        whole, head = await browser.get(url + path), await browser.request("HEAD", url + path)
        assert (head.status, await head.read()) == (whole.status, b"")
        for name in ("Content-Length", "Content-Type", "ETag", "Content-Encoding", "Vary"):
            assert head.headers.get(name) == whole.headers.get(name)


async def test_a_page_is_compressed_for_readers_who_take_that(url: str) -> None:
    for accepts, packed in {"gzip": True, "br, gzip;q=0.5": True, "br": False, "gzip;q=0": False}.items():
        answer = await raw(url, get("/test/en/verify.html", f"Accept-Encoding: {accepts}"))
        headers, body = headers_of(answer)[1], answer.partition(b"\r\n\r\n")[2]
        assert (gzip.decompress(body) if packed else body) == PAGE
        assert ("content-encoding" in headers) == packed
        assert headers["vary"] == "Accept-Encoding"


async def test_an_unchanged_file_is_not_sent_again_and_its_tag_tells_no_date(
    browser: Browser, url: str, site: Path
) -> None:
    for path in ("/test/en/verify.html", "/test/images/money-en.png"):
        tag = (await browser.get(url + path)).headers["ETag"]
        for known, status in {
            tag: 304,
            f'"no", W/{tag}': 304,
            "*": 304,
            '"no"': 200,
            "nonsense": 200,
        }.items():
            answer = await browser.get(url + path, headers={"If-None-Match": known})
            assert answer.status == status
            assert_protected({name.lower(): value for name, value in answer.headers.items()})
        publish(site, FILES)  # at another time, in another place
        os.utime(site / path[1:], (1, 1))
        assert (await browser.get(url + path)).headers["ETag"] == tag
    since = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert (await browser.get(f"{url}/style.css", headers=since)).status == 200


async def test_a_part_of_a_file_is_not_served_but_the_whole(browser: Browser, url: str) -> None:
    for ranges in ("bytes=0-1", "bytes=5-", "bytes=" + ",".join(f"{n}-{n + 9}" for n in range(500))):
        answer = await browser.get(f"{url}/test/images/money-en.png", headers={"Range": ranges})
        assert (answer.status, await answer.read()) == (200, LARGE)


async def test_a_folder_without_its_slash_leads_to_the_folder(browser: Browser, url: str) -> None:
    answer = await browser.get(f"{url}/test/en", allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (301, "en/")
    assert await (await browser.get(f"{url}/test/en")).text() == "home"


ELSEWHERE = [
    *("/nothing.html", "/../secret.html", "/%2e%2e/secret.html", "/test/..%2f..%2fsecret.html", "/.."),
    *("/test/%2e%2e%5csecret.html", "/test/..;/secret.html", "//secret.html", "/test//en/index.html"),
    *("/..%c0%af..%c0%afsecret.html", "/%252e%252e/secret.html", "/..\\secret.html", "/test/en/index.html/"),
    *("/test/%00", "/style.css%00.html", "/%ff%fe", "/test/a.exe", "/.versions/", "/test/en/INDEX.html%20"),
    *("/etc/passwd", "/./index.html", "/test/./en/", "/test/data", "/" + "a" * 3000, "/index.html;.css", "*"),
    *("http://x/../secret.html", "/index.html:x.css", "/test/en/%69ndex.html", "/" + "a/" * 2000),
]


async def test_nothing_else_is_served(url: str) -> None:
    for path in ELSEWHERE:
        answer = await raw(url, get(path))
        status, headers = headers_of(answer)
        assert status in (400, 404), path
        assert_protected(headers)
        assert b"secret" not in answer.partition(b"\r\n\r\n")[2], path


async def test_a_link_or_a_pipe_in_the_folder_is_not_followed(browser: Browser, url: str, site: Path) -> None:
    (site.resolve() / "out.html").symlink_to(site.parent / "secret.html")
    (site.resolve() / "elsewhere").symlink_to(site.parent)
    os.mkfifo(site.resolve() / "pipe.html")
    assert (await browser.get(f"{url}/style.css")).status == 200
    (site.resolve() / "style.css").unlink()
    (site.resolve() / "style.css").symlink_to(site.parent / "secret.html")  # after it was read into memory
    for path in ("out.html", "elsewhere/secret.html", "pipe.html", "style.css"):
        assert (await browser.get(f"{url}/{path}")).status == 404, path


async def test_a_plain_folder_is_served_as_it_changes(browser: Browser, tmp_path: Path) -> None:
    async with serve_site(tmp_path / "copied", ANYWHERE) as url:
        assert (await browser.get(f"{url}/")).status == 503
        (tmp_path / "copied").mkdir()
        assert (await browser.get(f"{url}/")).status == 404
        for content in ("one", "two!"):
            (tmp_path / "copied" / "index.html").write_text(content)
            assert await (await browser.get(f"{url}/")).text() == content


# Other answers


async def test_only_reading_is_possible(browser: Browser, url: str) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"):
        answer = await browser.request(method, url)
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
        assert_protected({name.lower(): value for name, value in answer.headers.items()})
    answer = await browser.get(url, data=b"content")
    assert answer.status == 413
    assert_protected({name.lower(): value for name, value in answer.headers.items()})


@pytest.mark.full
async def test_a_body_is_neither_awaited_nor_asked_for(url: str) -> None:
    for more in ("Content-Length: 1000000000", "Transfer-Encoding: chunked"):
        answer = await raw(url, get("/", more, "Expect: 100-continue"))
        assert headers_of(answer)[0] == 413
    for method in (b"POST", b"GET"):
        head = method + b" / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"
        assert (await raw(url, head, b"x" * 100_000))[:12] in (b"HTTP/1.1 405", b"HTTP/1.1 413", b"")


async def test_nonsense_is_refused_with_the_same_headers(url: str) -> None:
    long = "X: " + "x" * 9000
    for sent in (b"nonsense\r\n\r\n", get("/", "A" * 20 + "\x01: x"), get("/", long), get("/\x00")):
        status, headers = headers_of(await raw(url, sent))
        assert status == 400
        assert_protected(headers)
    assert headers_of(await raw(url, get("/", "Upgrade: websocket", "Connection: Upgrade")))[0] == 200


async def test_sentences_are_in_the_language_of_the_address_or_of_the_reader(url: str) -> None:
    for path, accepts, said in (
        ("/test/fr/nothing.html", "de", "Cette page"),
        ("/nothing.html", "xx, de-AT;q=0.5, fr;q=0.1", "Diese Seite"),
        ("/nothing.html", "tlh", "There is no such page"),
    ):
        assert said.encode() in await raw(url, get(path, f"Accept-Language: {accepts}"))


async def test_a_fault_of_the_server_is_told_without_what_it_is(
    browser: Browser, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr(site_module, "_page", broken)
    answer = await browser.get(f"{url}/style.css")
    assert answer.status == 500
    assert "inside" not in await answer.text()
    assert_protected({name.lower(): value for name, value in answer.headers.items()})


# Versions


async def test_a_new_version_is_served_at_once_and_a_folder_that_is_gone_is_said(
    browser: Browser, url: str, site: Path
) -> None:
    assert await (await browser.get(url)).text() == "first"
    publish(site, {"index.html": b"second"})
    assert await (await browser.get(url)).text() == "second"
    assert (await browser.get(f"{url}/style.css")).status == 404
    site.unlink()
    answer = await browser.get(url)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
    assert "no board here" in await answer.text()
    assert_protected({name.lower(): value for name, value in answer.headers.items()})


async def test_readers_of_a_folder_that_is_replaced_get_each_file_whole(
    browser: Browser, url: str, site: Path
) -> None:
    """Each version's files are all of one letter, of a length of their own."""

    def files(number: int) -> dict[str, bytes]:
        letter = b"abc"[number % 3 : number % 3 + 1]
        return {"index.html": letter * (1000 + number), "a.csv": letter * (SMALL * 2 + 1000 + number)}

    async def read(path: str) -> None:
        for _ in range(40):
            answer = await browser.get(f"{url}/{path}")
            content = await answer.read()
            assert answer.status == 200
            assert content == files((len(content) - 1000) % SMALL)[path]

    publish(site, files(0))
    readers = [asyncio.create_task(read(path)) for path in ("index.html", "a.csv") * 3]
    for number in range(1, 40):
        await asyncio.to_thread(publish, site, files(number))
    await asyncio.gather(*readers)


async def test_a_large_file_goes_on_from_the_version_in_which_it_began(url: str, site: Path) -> None:
    reader, writer = await asyncio.open_connection(*url.removeprefix("http://").split(":"), limit=1024)
    writer.write(get("/test/images/money-en.png"))
    begun = await reader.read(100)
    for _ in range(3):
        publish(site, {"index.html": b"another"})
    content = begun + await reader.read()
    assert content.partition(b"\r\n\r\n")[2] == LARGE
    writer.close()


async def test_a_file_that_was_replaced_after_it_was_found_is_not_sent_with_the_head_of_the_other(
    tmp_path: Path,
) -> None:
    (tmp_path / "large.csv").write_bytes(LARGE)
    found = await SiteFiles(tmp_path).find("/large.csv")
    assert isinstance(found, File)
    open_file(found.path, found.version).close()
    (tmp_path / "large.csv").write_bytes(LARGE[:-1])
    with pytest.raises(OSError, match="not that file"):
        open_file(found.path, found.version)


# Readers who take too much


async def closed(url: str, *sent: bytes, drip: bytes = b"") -> bytes:
    """Send bytes, and ``drip`` every few milliseconds; return what comes until the server hangs up."""
    reader, writer = await asyncio.open_connection(*url.removeprefix("http://").split(":"))
    writer.write(b"".join(sent))
    ended = asyncio.create_task(reader.read())
    async with asyncio.timeout(60):
        while not ended.done():
            writer.write(drip)
            await asyncio.wait({ended}, timeout=0.02)
    writer.close()
    return b"" if ended.exception() else ended.result()


async def test_a_connection_is_ended_that_sends_no_whole_request_in_time(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_module, "_WAIT_S", 0.3)
    async with serve_site(site, ANYWHERE) as url:
        assert await closed(url) == b""
        assert await closed(url, b"GET / HTTP/1.1\r\nX: ", drip=b"x") == b""
        assert await closed(url, b"GET / HTTP/1.1\r\n", drip=b"X: x\r\n") in (b"", ANY_400)
        answer = await closed(url, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", drip=b"G")
        assert answer.startswith(b"HTTP/1.1 200"), "after an answer as well"


class Any400(bytes):
    def __eq__(self, other: object) -> bool:
        return isinstance(other, bytes) and other.startswith((b"HTTP/1.0 400", b"HTTP/1.1 400"))

    __hash__ = None  # type: ignore[assignment]


ANY_400 = Any400()


@pytest.mark.full
async def test_a_reader_who_does_not_read_is_hung_up_on(
    site: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_module, "_ANSWER_S", 0.3)
    monkeypatch.setattr(site_module, "_SLOWEST", 1e6)  # for all of it: more than a minute
    publish(site, {"large.csv": bytes(64 * 1024 * 1024), "index.html": b"first"})
    async with serve_site(site, ANYWHERE) as url:
        reader, writer = await asyncio.open_connection(*url.removeprefix("http://").split(":"), limit=1024)
        writer.write(get("/large.csv"))
        assert await (await browser.get(url)).text() == "first", "others are answered meanwhile"
        received = len(await reader.read(1))
        await asyncio.sleep(1)  # in the same loop as the server, whose time was up before this one's
        try:
            while more := await reader.read(1024 * 1024):
                received += len(more)
        except ConnectionError:
            pass
        assert received < 64 * 1024 * 1024
        writer.close()


async def test_bytes_sent_ahead_are_bounded(url: str) -> None:
    assert await raw(url, b"GET / HTTP/1.1\r\n" + b"".join(b"X%d: x\r\n" % n for n in range(10_000))) == b""
    pipelined = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    assert (await raw(url, pipelined * 20, get("/"))).count(b"200 OK") == 21
    assert (await raw(url, pipelined * 20_000)).count(b"200 OK") < 1000


async def test_the_number_of_connections_is_bounded_and_the_idle_make_room(
    site: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_module, "_MAX_CONNECTIONS", 5)
    async with serve_site(site, ANYWHERE) as url:
        opened = [await asyncio.open_connection(*url.removeprefix("http://").split(":")) for _ in range(20)]
        assert await (await browser.get(url)).text() == "first", "who asks is answered"
        for reader, _ in opened[:10]:
            assert await reader.read() == b"", "the first of those that asked nothing made room"
        for _, writer in opened:
            writer.close()


async def test_readers_who_do_not_read_make_room_for_those_who_do(
    site: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_module, "_MAX_CONNECTIONS", 5)
    publish(site, {"large.csv": bytes(64 * 1024 * 1024), "index.html": b"first"})
    async with serve_site(site, ANYWHERE) as url:
        host, port = url.removeprefix("http://").split(":")
        opened = [await asyncio.open_connection(host, port, limit=1024) for _ in range(5)]
        for reader, writer in opened:
            writer.write(get("/large.csv"))
            assert await reader.read(1) == b"H"
        assert await (await browser.get(url)).text() == "first"
        for _, writer in opened:
            writer.close()


async def test_a_large_file_that_many_ask_for_is_read_once_for_its_tag(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, looked = files_module._look, []
    monkeypatch.setattr(files_module, "_look", lambda root, path: looked.append(path) or look(root, path))
    files, picture = SiteFiles(site), "/test/images/money-en.png"
    found = await asyncio.gather(*(files.find(picture) for _ in range(50)))
    assert [each.size for each in found if isinstance(each, File)] == [len(LARGE)] * 50
    assert await files.find(picture) is found[0]
    assert looked == [picture[1:]]


async def test_the_number_of_connections_of_one_reader_is_bounded_and_the_oldest_make_room(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_module, "_MAX_CONNECTIONS_OF_ONE", 2)
    monkeypatch.setattr("bot.board.serving.readers._OF_MANY", ())  # 127.0.0.2 is a reader then
    async with serve_site(site, ANYWHERE) as url:
        host, port = url.removeprefix("http://").split(":")

        async def opened(source: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
            reader, writer = await asyncio.open_connection(host, port, local_addr=(source, 0))
            writer.write(get("/").replace(b"close", b"keep-alive"))
            assert await reader.readexactly(12) == b"HTTP/1.1 200"
            return reader, writer

        other = await opened("127.0.0.3")
        hall = [await opened("127.0.0.2") for _ in range(4)]
        for reader, _ in hall[:2]:
            assert (await reader.read()).endswith(b"first"), "nothing comes after its answer"
        for reader, writer in (*hall[2:], other):
            writer.write(get("/"))
            assert (await reader.read()).count(b"200 OK") == 1
        for _, writer in (*hall, other):
            writer.close()


def requests(readers: Readers, reader: str, count: int) -> list[bool]:
    """Ask so often; return which requests may be answered."""
    return [readers.take(reader) for _ in range(count)]


def test_a_reader_who_asks_too_much_waits_and_others_do_not() -> None:
    now = 0.0
    readers = Readers(burst=3, per_second=1.0, clock=lambda: now)
    assert requests(readers, "203.0.113.7", 5) == [True] * 3 + [False] * 2
    assert requests(readers, "203.0.113.8", 1) == [True]
    now = 1.0
    assert requests(readers, "203.0.113.7", 2) == [True, False]
    now = 100.0
    assert requests(readers, "203.0.113.7", 5) == [True] * 3 + [False] * 2


@pytest.mark.parametrize("each_second", [11, 1000])
def test_a_reader_who_asks_faster_than_allowed_is_served_at_the_allowed_pace(each_second: int) -> None:
    now = 0.0
    readers = Readers(burst=100, per_second=10.0, clock=lambda: now)
    answered = 0
    for number in range(60 * each_second):
        now = number / each_second
        answered += readers.take("203.0.113.7")
    assert answered in range(100 + 59 * 10, 100 + 60 * 10 + 1) or answered == 60 * each_second


def test_each_kind_of_request_has_an_allowance_of_its_own_and_one_may_be_given_back() -> None:
    readers = Readers(burst=1, per_second=0.0)
    assert readers.take("a", "card")
    assert not readers.take("a", "card")
    assert readers.take("a", "sign")
    readers.charge("a", "sign")
    assert not readers.has("a", "sign")


def test_readers_are_forgotten_in_seconds_and_their_key_in_a_day() -> None:
    now = 0.0
    readers = Readers(burst=120, per_second=20.0, clock=lambda: now)
    for number in range(1000):
        requests(readers, f"203.0.113.{number}", 1)
    now = 7.0
    requests(readers, "198.51.100.1", 1)
    now = 14.0
    requests(readers, "198.51.100.1", 1)
    assert readers.remembered == 1
    key = readers._key
    now = 86_500.0
    requests(readers, "198.51.100.1", 1)
    assert readers._key != key, "the same reader has another hash"


@pytest.mark.full
def test_the_memory_of_readers_is_bounded() -> None:
    readers = Readers(clock=lambda: 0.0)
    for number in range(150_000):
        requests(readers, str(number), 1)
    assert readers.remembered <= 100_000


@pytest.mark.parametrize(
    ("peer", "forwarded", "reader"),
    [
        ("203.0.113.7", [], "203.0.113.7"),
        ("::ffff:203.0.113.7", [], "203.0.113.7"),
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),  # no proxy of ours: it is made up
        ("127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("::1", ["198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["10.0.0.1, 198.51.100.2, 198.51.100.1"], "198.51.100.1"),
        (
            "127.0.0.1",
            ["198.51.100.2", "198.51.100.1"],
            "198.51.100.1",
        ),  # a proxy that adds a line of its own
        ("127.0.0.1", [], MANY),
        ("127.0.0.1", ["127.0.0.1"], MANY),  # tor through the proxy
        ("127.0.0.1", ["unknown"], MANY),
        ("127.0.0.1", [""], MANY),
        ("127.0.0.1", ["9" * 100_000], MANY),
        ("10.88.0.1", ["198.51.100.1"], MANY),  # a proxy in another container, or somebody in an office
        ("fe80::1%eth0", [], MANY),
        ("", [], MANY),
    ],
)
def test_readers_are_told_apart_by_the_address_that_a_proxy_here_saw(
    peer: str, forwarded: list[str], reader: str
) -> None:
    assert reader_of(peer, forwarded) == reader


def test_one_household_is_one_reader_also_with_many_addresses() -> None:
    first, second, other = (reader_of(f"2001:db8::{host}") for host in ("1", "ffff:2", "1:0:0:0:1"))
    assert first == second != other
    assert first == reader_of("::1", ["2001:db8::abcd"])


async def test_a_greedy_reader_behind_a_proxy_locks_nobody_out(site: Path, browser: Browser) -> None:
    async with serve_site(site, ANYWHERE, Readers(burst=2, per_second=0.0)) as url:

        async def status(forwarded: str) -> int:
            return (await browser.get(url, headers={"X-Forwarded-For": forwarded})).status

        assert [await status("203.0.113.7") for _ in range(3)] == [200, 200, 429]
        assert await status("203.0.113.8") == 200
        assert await status("203.0.113.8, 203.0.113.7") == 429, "what the reader wrote itself does not count"
        answer = await browser.get(url, headers={"X-Forwarded-For": "203.0.113.7"})
        assert answer.headers["Retry-After"] == "5"
        assert_protected({name.lower(): value for name, value in answer.headers.items()})
        assert (await browser.get(url)).status == 200, "readers by tor have a share of their own"


# Start and end


async def test_an_address_that_is_taken_is_refused_with_a_sentence(site: Path) -> None:
    async with serve_site(site, ANYWHERE) as url:
        taken = Address("127.0.0.1", int(url.rpartition(":")[2]))
        with pytest.raises(StartError, match=r"TOCSIN_SITE is .*another program listens there"):
            async with serve_site(site, taken):
                pass
