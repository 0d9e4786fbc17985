"""Acts of the signing page through the board's server: handed on without anything of the sender."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.board.serving import site as site_module
from bot.board.serving.acts import MAX_BODY, Halves, acts_behind
from bot.board.serving.readers import Readers, Senders
from bot.board.serving.site import serve_site
from bot.settings import Address

pytestmark = pytest.mark.wire

ANYWHERE = Address("127.0.0.1", 0)
BURST = 3
HALL = {"X-Forwarded-For": "203.0.113.7"}
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
async def overrun(host: str, port: str | int, path: str) -> AsyncIterator[tuple[int, Any]]:
    """Send acts that are refused from one address until there is another answer; yield that."""
    async with aiohttp.ClientSession(headers={"X-Forwarded-For": "203.0.113.9"}) as session:
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
            tmp_path / "site", ANYWHERE, acts=acts, senders=Senders(Readers(burst=BURST, per_second=0.0))
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
    async with asyncio.timeout(60):
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


class Hall:
    """Members and others behind one address, before a server whose clock the test moves. The registrar knows
    one code, ``right``; both halves answer slowly."""

    def __init__(self) -> None:
        self.now = 0.0
        self.url = ""
        self.seen: list[bytes] = []
        self._session: aiohttp.ClientSession

    @asynccontextmanager
    async def meeting(self, folder: Path) -> AsyncIterator[None]:
        async def answer(request: web.BaseRequest) -> web.StreamResponse:
            content = await request.read()
            self.seen.append(content)
            await asyncio.sleep(0.02)
            known = request.path == "/cgt/sign" or content == b"right"
            return (
                web.json_response({}) if known else web.json_response({"error": "code-unknown"}, status=404)
            )

        accepted = Readers(burst=100, per_second=10.0, clock=lambda: self.now)
        refused = Readers(burst=100, per_second=30.0, clock=lambda: self.now)
        (folder / "site").mkdir()
        async with (
            half(folder / "half", answer),
            acts_behind(Halves(folder / "half", folder / "half")) as acts,
            serve_site(folder / "site", ANYWHERE, acts=acts, senders=Senders(accepted, refused)) as self.url,
            aiohttp.ClientSession(headers=HALL, connector=aiohttp.TCPConnector(limit=0)) as self._session,
        ):
            yield

    async def send(self, act: str, body: bytes = b"right") -> int:
        async with self._session.post(f"{self.url}/cgt/sign/{act}", data=body) as answer:
            return answer.status

    async def send_many(self, count: int, act: str, body: bytes = b"right") -> Counter[int]:
        """Send so many in the same moment; return how many got each status."""
        return Counter(await asyncio.gather(*(self.send(act, body) for _ in range(count))))


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    made = Hall()
    async with made.meeting(tmp_path):
        yield made


async def test_a_hall_of_members_behind_one_address_signs_at_once(hall: Hall) -> None:
    first = await hall.send_many(120, "sign")
    assert 100 <= first[200] < 108, "those that are carried out at once may be more"
    assert first.keys() == {200, 429}
    signed = first[200]
    for second in range(1, 4):
        hall.now = second
        signed += (await hall.send_many(20, "sign"))[200]
    assert 130 <= signed < 138, "the pace goes on above the limit"


async def test_members_sign_beside_somebody_at_their_address_who_sends_wrong_codes(hall: Hall) -> None:
    signed, registered = Counter[int](), Counter[int]()
    for second in range(20):
        hall.now = second
        assert await hall.send_many(25, "card", b"wrong") == {404: 25}
        signed += await hall.send_many(1, "sign")
        registered += await hall.send_many(1, "card")
    assert (signed, registered) == ({200: 20}, {200: 20})


async def test_a_flood_of_wrong_codes_keeps_nobody_at_the_same_address_from_signing(hall: Hall) -> None:
    flooding = sum([await hall.send_many(20, "card", b"wrong") for _ in range(15)], Counter[int]())
    assert set(flooding) == {404, 429}
    assert await hall.send("card") == 429, "right or wrong is not known before the registrar is asked"
    assert await hall.send_many(100, "sign") == {200: 100}
    hall.now = 1.0
    assert await hall.send_many(10, "card") == {200: 10}, "and right codes took nothing yet"
    asked = len(hall.seen)
    await hall.send_many(200, "card", b"wrong")
    hall.now = 2.0
    await hall.send_many(200, "card", b"wrong")
    assert len(hall.seen) - asked < 2 * 130, "the registrar is asked no faster than allowed"


@pytest.mark.parametrize("count", [16, 120])
async def test_contents_that_trickle_in_keep_nobody_at_the_same_address_out(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr("bot.board.serving.readers._OF_MANY", ())  # 127.0.0.1 is a reader then
    host, port = hall.url.removeprefix("http://").split(":")
    async with AsyncExitStack() as stack:
        for _ in range(count):
            _, writer = await asyncio.open_connection(host, port)
            stack.callback(writer.close)
            head = "POST /cgt/sign/sign HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.7"
            writer.write(f"{head}\r\nContent-Length: 9\r\n\r\n{{".encode())
        assert await hall.send_many(10, "sign") == {200: 10}


@pytest.mark.parametrize("path", ["/cgt/fr/sign.html", "/cgt/sign/state.json"])
async def test_nothing_of_signing_is_kept_by_a_browser(world: World, path: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{world.url}{path}") as answer:
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
        assert answer.headers["Access-Control-Allow-Origin"] == "*", "the page works from disk too"
