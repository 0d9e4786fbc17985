"""The attacker has everything that the server of the board writes, at its highest level: its log, what it
prints, and its folder. They want to know who reads: an address, a program, where they come from, which page,
or when."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.board.test_site import publish
from tests.support.processes import free_port

pytestmark = pytest.mark.crash

READER = "127.0.0.77"
TOLD = (
    "Host: board.example",
    "User-Agent: Marked/1.0",
    "Referer: https://intranet.example/",
    "Cookie: cookie77=1",
    "Forwarded: for=203.0.113.77",
)
REQUESTS = {
    "a page": ("GET", "/test/en/index.html", ()),
    "a page by a proxy": ("GET", "/test/en/index.html", ("X-Forwarded-For: 203.0.113.77",)),
    "a page by a proxy, IPv6": ("GET", "/", ("X-Forwarded-For: 2001:db8::77",)),
    "no page": ("GET", "/marked.html", ()),
    "outside": ("GET", "/../marked", ()),
    "odd bytes": ("GET", "/marked%ff%00", ()),
    "a form": ("POST", "/marked", ("Content-Length: 5",)),
    "a body": ("GET", "/marked", ("Transfer-Encoding: chunked",)),
    "not a method": ("MARKED", "/marked", ()),
    "a long line": ("GET", "/marked" * 3000, ()),
    "a long header": ("GET", "/marked", ("X: " + "Marked" * 3000,)),
    "many headers": ("GET", "/marked", ("Marked: x",) * 500),
    "two lengths": ("GET", "/marked", ("Content-Length: 1", "Content-Length: 2")),
    "a socket": ("GET", "/marked", ("Upgrade: websocket", "Connection: Upgrade")),
    "a tunnel": ("CONNECT", "intranet.example:443", ()),
    "an unreadable proxy": ("GET", "/", ("X-Forwarded-For: Marked\x01",)),
    "a tag": ("GET", "/", ('If-None-Match: "Marked', "Range: bytes=Marked")),
    "a loop of links": ("GET", "/loop.html", ()),
}


@pytest.mark.full
async def test_nothing_that_is_written_tells_of_a_reader(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(
        site, {"test/en/index.html": b"page", "index.html": b"first", "large.csv": bytes(8 * 1024 * 1024)}
    )
    (site.resolve() / "loop.html").symlink_to("loop.html")
    async with tocsin_site(tmp_path, site) as (process, port):
        for method, path, more in REQUESTS.values():
            head = "\r\n".join([f"{method} {path} HTTP/1.1", *TOLD, *more, "", ""]).encode("latin-1")
            await sent(port, head)
            await sent(port, head[:40])
        await sent(port, b"\x16\x03\x01\x00Marked")  # TLS
        await sent(port, b"Marked" * 10_000)
        await reset(port, ("GET /large.csv HTTP/1.1\r\n" + "\r\n".join([*TOLD, "", ""])).encode())
        for _ in range(150):  # more than the limit for one reader
            await sent(port, b"GET / HTTP/1.1\r\nX-Forwarded-For: 203.0.113.77\r\nConnection: close\r\n\r\n")
        site.unlink()
        await sent(port, b"GET /marked HTTP/1.1\r\nConnection: close\r\n\r\n")
        process.send_signal(signal.SIGTERM)
        assert process.stdout is not None
        written = (await process.stdout.read()).decode()
        assert await process.wait() == 0
    assert written == ""
    files = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert files == {"site.versions"}


@asynccontextmanager
async def tocsin_site(folder: Path, site: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, int]]:
    """Run ``tocsin site``; yield it when it has said that it serves, with its port."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-X", "dev", "-m", "bot", "site"),
        cwd=folder,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")},
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "PYTHONASYNCIODEBUG": "1",
            "TOCSIN_LOG": "DEBUG",
            "TOCSIN_BOARD": str(site),
            "TOCSIN_SITE": f"127.0.0.1:{port}",
        },
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(60):
            while line := (await process.stdout.readline()).decode():
                if re.search(rf"the board is served at http://127\.0\.0\.1:{port}\n$", line):
                    break
            else:
                raise AssertionError("it ended")
        yield process, port
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def sent(port: int, request: bytes) -> None:
    """Send a request from the reader's address; read what comes within a moment."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(READER, 0))
    try:
        writer.write(request)
        async with asyncio.timeout(0.05):
            await reader.read()
    except (TimeoutError, ConnectionError):
        pass
    finally:
        writer.close()


async def reset(port: int, request: bytes) -> None:
    """Break a connection off in the middle of an answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(READER, 0), limit=1024)
    writer.write(request)
    assert await reader.read(10)
    writer.transport.abort()
