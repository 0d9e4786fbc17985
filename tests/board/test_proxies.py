"""The board behind real proxies on this machine, with the files that are in ``deploy/``."""

import asyncio
import contextlib
import os
import re
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.board.serving.acts import MAX_BODY, Halves, acts_behind
from bot.board.serving.readers import Readers
from bot.board.serving.site import SiteServer, serve_site
from bot.settings import Address
from tests.board.test_acts import half
from tests.board.test_site import FILES, LARGE, PAGE, publish
from tests.support.processes import free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
PROXIES = ("caddy", "nginx")
BURST = 30
ONE_TRY = aiohttp.ClientTimeout(total=5)  # seconds
TOLD = {"User-Agent": "Marked/1.0", "Referer": "https://intranet.example/", "Cookie": "marked=1"}

pytestmark = [pytest.mark.wire, pytest.mark.full]


@dataclass
class Proxied:
    """The board behind a proxy; ``seen`` are the headers of the requests that came through."""

    port: int
    for_tor: int
    log: Path
    seen: list[Mapping[str, str]] = field(default_factory=list)

    async def get(self, path: str, source: str = "127.0.0.2", **options: Any) -> aiohttp.ClientResponse:
        """Ask through TLS, from an address of this machine."""
        return await self.ask(f"https://localhost:{self.port}{path}", source, **options)

    async def ask(self, url: str, source: str, method: str = "GET", **options: Any) -> aiohttp.ClientResponse:
        connector = aiohttp.TCPConnector(local_addr=(source, 0), family=socket.AF_INET, ssl=False)
        async with aiohttp.ClientSession(connector=connector, headers=TOLD) as session:
            answer = await session.request(method, url, **options)
            await answer.read()
            return answer


@pytest.fixture(params=PROXIES)
async def proxied(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Proxied]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed on this machine")
    publish(tmp_path / "site", FILES)
    monkeypatch.setattr("bot.board.serving.readers._OF_MANY", ())  # 127.0.0.2 and 127.0.0.3 are two readers
    board = free_port()
    made = Proxied(free_port(), free_port(), tmp_path / "log")
    answered = SiteServer._response

    async def noted(self: SiteServer, asked: web.BaseRequest, reader: str) -> Any:
        made.seen.append({name.lower(): value for name, value in asked.headers.items()})
        return await answered(self, asked, reader)

    async def registrar(asked: web.BaseRequest) -> web.StreamResponse:
        return web.json_response({"size": len(await asked.read())})

    monkeypatch.setattr(SiteServer, "_response", noted)
    start = {"caddy": caddy, "nginx": nginx}[request.param]
    readers = Readers(burst=BURST, per_second=0.0)
    async with (
        half(tmp_path / "registrar", registrar),
        acts_behind(Halves(registrar=tmp_path / "registrar")) as acts,
        serve_site(tmp_path / "site", Address("127.0.0.1", board), readers, acts),
        start(tmp_path, made, board),  # after the board, for which Caddy lets a request wait five seconds
    ):
        yield made


def replaced(text: str, changes: Mapping[str, str]) -> str:
    for before, after in changes.items():
        assert before in text, before
        text = text.replace(before, after)
    return text


@asynccontextmanager
async def caddy(folder: Path, made: Proxied, board: int) -> AsyncIterator[None]:
    here = "\n{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tdebug\n"
    (folder / "Caddyfile").write_text(
        replaced(
            (DEPLOY / "Caddyfile").read_text(),
            {
                "docs/board.md says more.\n{\n": here,
                "board.example.org {\n": f"https://localhost:{made.port} {{\n\ttls internal\n",
                "http://:8081": f"http://:{made.for_tor}",
                "127.0.0.1:8080 {": f"127.0.0.1:{board} {{",
            },
        )
    )
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    async with program(made, ["caddy", "run", "--config", "Caddyfile"], folder, home):
        yield


@asynccontextmanager
async def nginx(folder: Path, made: Proxied, board: int) -> AsyncIterator[None]:
    name = "/etc/letsencrypt/live/board.example.org"
    self_signed(folder)
    server = replaced(
        (DEPLOY / "nginx.conf").read_text(),
        {
            "listen 443 ssl;": f"listen 127.0.0.1:{made.port} ssl;",
            "\tlisten [::]:443 ssl;\n": "",
            f"{name}/fullchain.pem": str(folder / "cert.pem"),
            f"{name}/privkey.pem": str(folder / "key.pem"),
            "server_name board.example.org": "server_name localhost",
            "http://127.0.0.1:8080": f"http://127.0.0.1:{board}",
        },
    )
    (folder / "nginx.conf").write_text(
        "daemon off; pid nginx.pid; error_log stderr info; events {}\n"
        "http { access_log /dev/stdout; client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3;\n"
        f"uwsgi_temp_path t4; scgi_temp_path t5;\n{server}}}\n"
    )
    command = ["nginx", "-p", str(folder), "-c", "nginx.conf", "-e", "stderr"]
    async with program(made, command, folder, {}):
        yield


def self_signed(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@asynccontextmanager
async def program(
    made: Proxied, command: list[str], folder: Path, environment: Mapping[str, str]
) -> AsyncIterator[None]:
    """Run a proxy until it answers; everything that it prints is in the log."""
    with made.log.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=folder, env={**os.environ, **environment}, stdout=log, stderr=log
        )
    try:
        await until_answered(made, process)
        yield
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def until_answered(made: Proxied, process: asyncio.subprocess.Process) -> None:
    """Ask a proxy until it answers. Each try has little time, so that one that is never answered does not
    take the time of those after it."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(60):
            while process.returncode is None:
                with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                    await made.get("/", source="127.0.0.1", timeout=ONE_TRY)
                    return
                await asyncio.sleep(0.1)
    pytest.fail(f"the proxy does not answer:\n{made.log.read_text()}")


async def test_pages_come_whole_and_with_their_headers(proxied: Proxied) -> None:
    for path, status in {
        "/": 200,
        "/test/en/": 200,
        "/test/en/verify.html": 200,
        "/nothing.html": 404,
    }.items():
        answer = await proxied.get(path)
        assert answer.status == status
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in answer.headers
    page = await proxied.get("/test/en/verify.html", headers={"Accept-Encoding": "gzip"})
    assert (page.headers["Content-Encoding"], await page.read()) == ("gzip", PAGE)
    assert await (await proxied.get("/test/images/money-en.png")).read() == LARGE
    again = await proxied.get("/test/en/verify.html", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status == 304
    moved = await proxied.get("/test/en", allow_redirects=False)
    assert moved.headers["Location"] == "en/"
    refused = await proxied.get("/", method="POST", data=b"x")
    assert refused.status == 405


async def test_an_act_of_the_signing_page_comes_whole(proxied: Proxied) -> None:
    answer = await proxied.get("/test/sign/issue", method="POST", data=bytes(MAX_BODY))
    assert (answer.status, await answer.json()) == (200, {"size": MAX_BODY})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


async def test_one_greedy_reader_locks_nobody_else_out_and_cannot_hide(proxied: Proxied) -> None:
    statuses = [(await proxied.get("/")).status for _ in range(BURST + 5)]
    assert statuses == [200] * BURST + [429] * 5
    assert (await proxied.get("/", source="127.0.0.3")).status == 200
    for forged in ("203.0.113.9", "203.0.113.9, 127.0.0.3", "127.0.0.3"):
        answer = await proxied.get("/", headers={"X-Forwarded-For": forged})
        assert answer.status == 429, "its own address counts, whatever it says"


async def test_the_board_is_told_only_the_address_of_a_reader(proxied: Proxied) -> None:
    await proxied.get("/test/en/", headers={"X-Forwarded-For": "203.0.113.9"})
    seen = proxied.seen[-1]
    assert seen["x-forwarded-for"] == "127.0.0.2"
    assert not seen.keys() & {"referer", "cookie"}
    assert seen.get("user-agent") in (None, "Go-http-client/1.1"), "Caddy's own"


async def test_the_log_of_the_proxy_has_no_reader(proxied: Proxied) -> None:
    for path in ("/marked", "/test/en/", "/marked%00", "/" + "marked" * 5000, "/../marked"):
        with contextlib.suppress(aiohttp.ClientError):
            await proxied.get(path)
    for sent in (b"GET /marked HTTP/1.1\r\n\r\n", b"\x16\x03\x01marked", b""):
        _, writer = await asyncio.open_connection("127.0.0.1", proxied.port, local_addr=("127.0.0.2", 0))
        writer.write(sent)
        writer.transport.abort()
    with contextlib.suppress(aiohttp.ClientError, TimeoutError):
        await proxied.get("/test/images/money-en.png", timeout=aiohttp.ClientTimeout(total=0.02))
    log = proxied.log.read_text()
    assert not re.search(r"127\.0\.0\.2\b|[Mm]arked|intranet\.example", log), log


async def test_a_board_that_is_away_is_told_in_a_sentence_and_not_logged(
    proxied: Proxied, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(self: SiteServer, asked: web.BaseRequest, _: str) -> Any:
        assert asked.transport is not None
        asked.transport.abort()
        return web.Response(), None

    monkeypatch.setattr(SiteServer, "_response", away)
    answer = await proxied.get("/marked")
    assert answer.status == 502
    assert "127.0.0.2" not in proxied.log.read_text()
    assert "marked" not in proxied.log.read_text().lower()


async def test_readers_by_tor_cannot_make_up_an_address(proxied: Proxied, request: Any) -> None:
    if "caddy" not in request.node.name:
        pytest.skip("only the Caddyfile has a port for tor")
    url = f"http://127.0.0.1:{proxied.for_tor}/test/en/"
    answer = await proxied.ask(
        url, "127.0.0.1", headers={"X-Forwarded-For": "203.0.113.9", "Host": "x.onion"}
    )
    assert answer.status == 200
    assert "Strict-Transport-Security" not in answer.headers
    assert proxied.seen[-1]["x-forwarded-for"] == "127.0.0.1"


@pytest.mark.skipif(shutil.which("tor") is None, reason="tor is not installed on this machine")
def test_tor_takes_the_onion_service(tmp_path: Path) -> None:
    onion = tmp_path / "tocsin"
    text = replaced((DEPLOY / "torrc").read_text(), {"/var/lib/tor/tocsin/\n": f"{onion}/\n"})
    (tmp_path / "torrc").write_text(f"DataDirectory {tmp_path}\n{text}")
    done = subprocess.run(
        ["tor", "--verify-config", "-f", str(tmp_path / "torrc"), "--defaults-torrc", "/dev/null"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    port = re.search(r"127\.0\.0\.1:(\d+)$", text, re.MULTILINE)
    assert port is not None
    assert f"http://:{port[1]} {{" in (DEPLOY / "Caddyfile").read_text()
