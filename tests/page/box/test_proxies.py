"""A box behind real proxies on this machine, with the files that are in ``deploy/``."""

import json
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest

from bot.board.serving import site as site_module
from bot.board.serving.acts import ACTS_OF_BOX
from bot.board.serving.readers import reader_of
from bot.cli.admin.programs import acts_served
from bot.errors import BoxAway
from bot.page.box.api import serve_organisers
from bot.page.box.remote import RemoteBox
from bot.page.box.service import BoxService
from bot.settings import Address
from bot.storage import Database
from tests.board.test_proxies import DEPLOY, PROXIES, Proxied, program, replaced, self_signed
from tests.support.ballots import receipts, tokens, union
from tests.support.processes import free_port

pytestmark = [pytest.mark.wire, pytest.mark.full]

SECRET = bytes(range(32))
LISTEN, ORGANISERS = "127.0.0.1:8081", "127.0.0.1:8083"
DEMAND = union().demand


class World(Proxied):
    """A box behind a proxy; ``senders`` are those that it told apart."""

    senders: list[str]

    def remote(self, secret: bytes = SECRET) -> RemoteBox:
        """Return the bot's client, which takes the proxy's own certificate."""
        made = RemoteBox(f"https://localhost:{self.port}/organisers", secret)
        made._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False))
        return made


@pytest.fixture(params=PROXIES)
async def world(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    sqlite_database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[World]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed on this machine")
    made = World(free_port(), 0, tmp_path / "log")
    made.senders = []

    def noted(peer: str, forwarded: tuple[str, ...] = ()) -> str:
        if forwarded:
            made.senders.append(",".join(forwarded))
        return reader_of(peer, forwarded)

    monkeypatch.setattr(site_module, "reader_of", noted)
    listen, organisers = Address("127.0.0.1", free_port()), Address("127.0.0.1", free_port())
    ports = {LISTEN: str(listen), ORGANISERS: str(organisers)}
    box = BoxService(sqlite_database, receipts())
    await union().open(box)
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    if request.param == "caddy":
        (tmp_path / "Caddyfile").write_text(
            replaced(
                (DEPLOY / "Caddyfile.box").read_text(),
                {
                    "the box's box.key.\n{\n": "\n{\n\tadmin off\n\tskip_install_trust\n"
                    "\tauto_https disable_redirects\n\tdebug\n",
                    "box.example.org {\n": f"https://localhost:{made.port} {{\n\ttls internal\n",
                    **{
                        f"reverse_proxy {before}": f"reverse_proxy {after}" for before, after in ports.items()
                    },
                },
            )
        )
        command = ["caddy", "run", "--config", "Caddyfile"]
    else:
        self_signed(tmp_path)
        name = "/etc/letsencrypt/live/box.example.org"
        server = replaced(
            (DEPLOY / "nginx-box.conf").read_text(),
            {
                "listen 443 ssl;": f"listen 127.0.0.1:{made.port} ssl;",
                "\tlisten [::]:443 ssl;\n": "",
                f"{name}/fullchain.pem": str(tmp_path / "cert.pem"),
                f"{name}/privkey.pem": str(tmp_path / "key.pem"),
                "server_name box.example.org": "server_name localhost",
                **{f"http://{before}": f"http://{after}" for before, after in ports.items()},
            },
        )
        (tmp_path / "nginx.conf").write_text(
            "daemon off; pid nginx.pid; error_log stderr info; events {}\n"
            "http { access_log /dev/stdout; client_body_temp_path t1; proxy_temp_path t2;\n"
            f"fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;\n{server}}}\n"
        )
        command = ["nginx", "-p", str(tmp_path), "-c", "nginx.conf", "-e", "stderr"]
    async with AsyncExitStack() as stack:

        async def answer(_board: str, act: str, body: bytes) -> tuple[int, dict[str, object]]:
            return await box.answer(act, body)

        await stack.enter_async_context(serve_organisers(box, SECRET, organisers))
        await stack.enter_async_context(acts_served(answer, ACTS_OF_BOX, listen))
        await stack.enter_async_context(program(made, command, tmp_path, home))
        yield made


async def test_members_reach_the_box_and_the_bot_with_the_secret_its_organisers_side(world: World) -> None:
    rows = [union().row(token) for token in tokens()]
    for row in rows:
        answer = await world.get("/sign", method="POST", data=json.dumps(row))
        told = await answer.json()
        assert (answer.status, told["row"], set(told)) == (200, "taken", {"row", "receipt"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    remote, stranger = world.remote(), world.remote(bytes(32))
    assert await remote.pending(DEMAND) == len(rows)
    batch = await remote.take(DEMAND, number=1, after=0, keep=0, fewest=1)
    assert batch is not None
    assert len(batch.rows) > 16_384
    await remote.restore(DEMAND, {1: batch.rows})
    with pytest.raises(BoxAway, match="refusal-box-secret"):
        await stranger.pending(DEMAND)
    for each in (remote, stranger):
        await each.close_session()


async def test_nothing_else_is_reached_and_nothing_of_a_sender_is_told_or_logged(world: World) -> None:
    for path in ("/", "/pending", "/marked", "/sign/marked", "/sign/../forget", f"/restore/{DEMAND}/1"):
        assert (await world.get(path, method="POST", data=b"{}")).status == 404, path
    assert (await world.get("/sign", method="POST", data=b" " * 20_000)).status == 413
    forged = {"X-Forwarded-For": "203.0.113.9"}
    answer = await world.get("/sign", method="POST", data=b"{}", headers=forged)
    assert (answer.status, await answer.json()) == (400, {"error": "bad-request"})
    assert set(world.senders) == {"127.0.0.2"}
    log = world.log.read_text()
    assert "127.0.0.2" not in log
    assert "arked" not in log
