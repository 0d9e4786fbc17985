"""Acts of the signing page through the board's server: handed on without anything of the sender."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.settings import Address
from bot.web.serving import site as site_module
from bot.web.serving.acts import MAX_BODY, Halves, acts_behind
from bot.web.serving.readers import Readers
from bot.web.serving.site import serve_site

pytestmark = pytest.mark.wire

ANYWHERE = Address("127.0.0.1", 0)
BURST = 3
AT_ONCE = 16
Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def half(path: Path, handler: Handler) -> AsyncIterator[None]:
    """A server behind a socket, as the registrar and the box are."""
    runner = web.ServerRunner(web.Server(handler))
    await runner.setup()
    try:
        await web.UnixSite(runner, str(path)).start()
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def crowded(host: str, port: str | int, path: str) -> AsyncIterator[tuple[int, Any]]:
    """Begin as many acts from one address as are answered at once, and end none; yield the answer to
    another one from there."""
    sender = "203.0.113.9"
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {sender}\r\nContent-Length: 9\r\n\r\n"
    async with AsyncExitStack() as stack:
        for _ in range(AT_ONCE):
            _, writer = await asyncio.open_connection(host, int(port))
            stack.callback(writer.close)
            writer.write(head.encode())
        session = await stack.enter_async_context(aiohttp.ClientSession(headers={"X-Forwarded-For": sender}))
        while True:
            async with session.post(f"http://{host}:{port}{path}", data=b"{") as answer:
                if answer.status != 400:
                    yield answer.status, await answer.json()
                    return


class World:
    """A served board whose two halves answer with their own name, and keep what they were sent."""

    def __init__(self, folder: Path) -> None:
        self.registrar, self.box = folder / "registrar", folder / "box"
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        self.url = ""

    def handler(self, name: str) -> Handler:
        async def answer(request: web.BaseRequest) -> web.StreamResponse:
            headers = {key.lower(): value for key, value in request.headers.items()}
            self.seen.append((name, request.path, headers, await request.read()))
            return web.json_response({"half": name}, status=201)

        return answer

    async def post(self, path: str, body: bytes = b"{}", **headers: str) -> tuple[int, Any]:
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.url}{path}", data=body, headers=headers) as answer,
        ):
            assert answer.headers["Cache-Control"] == "no-store"
            if answer.content_type == "application/json":
                assert answer.headers["Access-Control-Allow-Origin"] == "*"
                return answer.status, await answer.json()
            return answer.status, await answer.text()


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    (tmp_path / "site" / "cgt" / "fr").mkdir(parents=True)
    for path in ("index.html", "cgt/fr/index.html", "cgt/fr/sign.html"):
        (tmp_path / "site" / path).write_text(f"<p>{path}</p>")
    (tmp_path / "site" / "cgt" / "sign").mkdir()
    (tmp_path / "site" / "cgt" / "sign" / "state.json").write_text("{}")
    made = World(tmp_path)
    async with AsyncExitStack() as stack:
        for name in ("registrar", "box"):
            await stack.enter_async_context(half(tmp_path / name, made.handler(name)))
        halves = Halves(registrar=made.registrar, box=made.box)
        acts = await stack.enter_async_context(acts_behind(halves))
        served = serve_site(
            tmp_path / "site", ANYWHERE, acts=acts, senders=Readers(burst=BURST, per_second=0.0)
        )
        made.url = await stack.enter_async_context(served)
        yield made


@pytest.mark.parametrize("act", ["card", "shares", "issue", "object", "remove", "sign"])
async def test_an_act_reaches_its_half_and_nothing_else_of_the_sender_does(world: World, act: str) -> None:
    body = json.dumps({"secret": act}).encode()
    found = await world.post(
        f"/cgt/sign/{act}",
        body,
        **{
            "User-Agent": "a browser",
            "Referer": "https://intranet.example/",
            "X-Forwarded-For": "203.0.113.7",
        },
        **{"Cookie": "a=b", "Accept-Language": "fr", "Content-Type": "text/plain"},
    )
    name = "box" if act == "sign" else "registrar"
    assert found == (201, {"half": name})
    [(seen, path, headers, content)] = world.seen
    assert (seen, path, content) == (name, f"/cgt/{act}", body)
    assert set(headers) == {"host", "content-length"}


async def test_other_posts_are_refused(world: World) -> None:
    for path in ("/cgt/sign/", "/cgt/sign/other", "/sign/card", "/cgt/sign/card/", "/cgt/../sign/card", "/"):
        assert (await world.post(path))[0] == 405
    assert world.seen == []


async def test_too_much_content_is_refused_and_never_read_whole(world: World) -> None:
    assert await world.post("/cgt/sign/card", bytes(MAX_BODY)) == (201, {"half": "registrar"})
    assert await world.post("/cgt/sign/card", bytes(MAX_BODY + 1)) == (413, {"error": "bad-request"})

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield bytes(1024)

    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientError):
            await session.post(f"{world.url}/cgt/sign/card", data=pieces())
    assert len(world.seen) == 1


async def test_content_that_does_not_come_is_not_waited_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_module, "_WAIT_S", 0.3)
    host, port = world.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(b"POST /cgt/sign/card HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
    async with asyncio.timeout(30):
        answer = await reader.readuntil(b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 408")
    writer.close()
    assert world.seen == []


async def test_a_half_that_is_away_or_answers_nonsense_is_said_as_not_stored(tmp_path: Path) -> None:
    async def nonsense(_: web.BaseRequest) -> web.StreamResponse:
        return web.Response(text="<html>")

    (tmp_path / "site").mkdir()
    async with (
        half(tmp_path / "box", nonsense),
        acts_behind(Halves(registrar=tmp_path / "none", box=tmp_path / "box")) as acts,
        serve_site(tmp_path / "site", ANYWHERE, acts=acts) as url,
        aiohttp.ClientSession() as session,
    ):
        for act in ("card", "sign"):
            async with session.post(f"{url}/cgt/sign/{act}", data=b"{}") as answer:
                assert (answer.status, await answer.json()) == (503, {"error": "not-stored"})


async def test_a_board_without_halves_takes_nothing_in(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    async with serve_site(tmp_path / "site", ANYWHERE) as url, aiohttp.ClientSession() as session:
        assert (await session.post(f"{url}/cgt/sign/card", data=b"{}")).status == 405


async def test_a_sender_of_too_much_is_told_and_others_sign_meanwhile(world: World) -> None:
    found = [(await world.post("/cgt/sign/sign", **{"X-Forwarded-For": "203.0.113.7"})) for _ in range(5)]
    assert found == [(201, {"half": "box"})] * BURST + [(429, {"error": "too-many"})] * (5 - BURST)
    assert (await world.post("/cgt/sign/sign", **{"X-Forwarded-For": "203.0.113.8"}))[0] == 201


async def test_a_hall_of_members_behind_one_address_signs_at_once(tmp_path: Path) -> None:
    served = asyncio.Event()

    async def slow(_: web.BaseRequest) -> web.StreamResponse:
        await served.wait()
        return web.json_response({})

    (tmp_path / "site").mkdir()
    async with (
        half(tmp_path / "box", slow),
        acts_behind(Halves(box=tmp_path / "box")) as acts,
        serve_site(tmp_path / "site", ANYWHERE, acts=acts) as url,
        aiohttp.ClientSession(headers={"X-Forwarded-For": "203.0.113.7"}) as session,
    ):

        async def one() -> int:
            async with session.post(f"{url}/cgt/sign/sign", data=b"{}") as answer:
                return answer.status

        hall = {asyncio.create_task(one()) for _ in range(AT_ONCE + 1)}
        (too_many,), _ = await asyncio.wait(hall, return_when=asyncio.FIRST_COMPLETED)
        served.set()
        assert await too_many == 429
        assert await asyncio.gather(*(hall - {too_many})) == [200] * AT_ONCE


@pytest.mark.parametrize("path", ["/cgt/fr/sign.html", "/cgt/sign/state.json"])
async def test_nothing_of_signing_is_kept_by_a_browser(world: World, path: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{world.url}{path}") as answer:
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
        assert answer.headers["Access-Control-Allow-Origin"] == "*", "the page works from disk too"
