"""The server of the board: it serves the published files, limits readers, and writes down nothing of them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer, unused_port

from bot.errors import StartError
from bot.settings import Address
from bot.web.folder import new_version
from bot.web.site import RateLimiter, application, serve_site

pytestmark = pytest.mark.wire

FILES = {"index.html": "first", "test/en/index.html": "home", "test/verify.py": "print()", "test/a.exe": "no"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published folder; beside it a file that is not published."""
    (tmp_path / "secret.html").write_text("secret")
    with new_version(tmp_path / "site") as version:
        for path, content in FILES.items():
            version.write(path, content.encode())
    return tmp_path / "site"


@pytest.fixture
async def client(site: Path) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(application(site, RateLimiter(burst=1000)))) as client:
        yield client


async def test_files_are_served_with_headers_that_protect_readers(client: TestClient) -> None:
    for path, text in {"/": "first", "/test/en/": "home", "/test/en/index.html": "home"}.items():
        answer = await client.get(path)
        assert (answer.status, await answer.text()) == (200, text)
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in answer.headers
    assert (await client.get("/test/verify.py")).headers["Content-Type"] == "text/plain; charset=utf-8"


ELSEWHERE = [
    *("/nothing.html", "/../secret.html", "/%2e%2e/secret.html", "/test/..%2f..%2fsecret.html"),
    *("/test", "/test/a.exe", "/.versions/", "//secret.html", "/test/%00", "/test/en/index.html/"),
]


@pytest.mark.parametrize("path", ELSEWHERE)
async def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    url = client.make_url("/")
    answer = await client.session.get(aiohttp.client.URL(f"{url}".rstrip("/") + path, encoded=True))
    assert answer.status == 404
    assert "secret" not in await answer.text()


async def test_a_link_out_of_the_folder_is_not_followed(client: TestClient, site: Path) -> None:
    (site.resolve() / "out.html").symlink_to(site.parent / "secret.html")
    assert (await client.get("/out.html")).status == 404


async def test_only_reading_is_possible(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert (await client.request(method, "/")).status == 405
    assert (await client.request("GET", "/", data=b"content")).status == 413


async def test_a_new_version_is_served_at_once_and_a_folder_that_is_gone_is_said(
    client: TestClient, site: Path
) -> None:
    with new_version(site) as version:
        version.write("index.html", b"second")
    assert await (await client.get("/")).text() == "second"
    site.unlink()
    assert (await client.get("/")).status == 404


def test_a_reader_who_asks_too_much_waits_and_others_do_not() -> None:
    now = 0.0
    limiter = RateLimiter(burst=3, per_second=1.0, clock=lambda: now)
    assert [limiter.allows("203.0.113.7") for _ in range(5)] == [True] * 3 + [False] * 2
    assert limiter.allows("203.0.113.8")
    now = 1.0
    assert [limiter.allows("203.0.113.7") for _ in range(2)] == [True, False]
    now = 100_000.0
    assert limiter.allows("203.0.113.7"), "a day later its key is another one, and nothing is known of before"


async def test_readers_are_told_apart_behind_a_proxy_on_this_machine(site: Path) -> None:
    async with TestClient(TestServer(application(site, RateLimiter(burst=2, per_second=0.0)))) as client:

        async def status(forwarded: str) -> int:
            return (await client.get("/", headers={"X-Forwarded-For": forwarded})).status

        assert [await status("203.0.113.7") for _ in range(3)] == [200, 200, 429]
        assert await status("203.0.113.8") == 200
        assert await status("203.0.113.8, 203.0.113.7") == 429, "what the reader wrote itself does not count"


async def test_no_log_has_a_readers_address_agent_or_page(
    site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    address = Address("127.0.0.1", unused_port())
    told = {"User-Agent": "Marked/1.0", "Referer": "https://intranet.example/"}
    async with serve_site(site, address), aiohttp.ClientSession(headers=told) as session:
        assert (await session.get(f"{address.url}/test/en/")).status == 200
        assert (await session.get(f"{address.url}/nothing.html")).status == 404
        assert (await session.post(f"{address.url}/test/en/")).status == 405
        reader, writer = await asyncio.open_connection(address.host, address.port)
        writer.write(b"Marked nonsense /test/en\r\n\r\n")  # no HTTP: the library has lines for that
        assert b"400" in await reader.readline()
        writer.close()
    written = [record.getMessage() for record in caplog.records if not record.name.startswith("asyncio")]
    assert written == [f"the board is served at {address.url}"]


async def test_an_address_that_is_taken_is_refused_with_a_sentence(site: Path) -> None:
    address = Address("127.0.0.1", unused_port())
    async with serve_site(site, address):
        with pytest.raises(StartError, match=r"TOCSIN_SITE is .*another program listens there"):
            async with serve_site(site, address):
                pass
