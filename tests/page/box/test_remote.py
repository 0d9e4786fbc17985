"""A box on another machine: the same calls, a secret, and lost answers."""

import asyncio
import contextlib
import json
import logging
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from bot.errors import BoxAway, StartError, UserError
from bot.keystore.files import KeyFolder
from bot.page.box.api import COUNT, serve_organisers
from bot.page.box.remote import RemoteBox
from bot.page.box.service import BoxService
from bot.settings import Address
from bot.storage import Database
from bot.storage.models import BoxDemand
from tests.page.box.test_intake import TAKEN, hand_in
from tests.support.ballots import (
    CONSENT,
    NEW_CONSENT,
    NEW_TEXT,
    TEXT,
    published_file,
    receipts,
    tokens,
    union,
)
from tests.support.processes import free_port

pytestmark = pytest.mark.wire

DEMAND = union().demand
SECRET = bytes(range(32))


class LossyProxy:
    """Proxy before a box that loses the answer of the calls that it is told to, after some bytes of it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.losing = False
        self.after = 0
        self.url = ""

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._port)

        async def up() -> None:
            while piece := await reader.read(65536):
                back.write(piece)
                await back.drain()

        sending = asyncio.create_task(up())
        with contextlib.suppress(ConnectionError):
            while piece := await there.read(65536):
                if self.losing:  # the box has answered, and so has done it
                    writer.write(piece[: self.after])
                    await writer.drain()
                    break
                writer.write(piece)
                await writer.drain()
        sending.cancel()
        back.close()
        writer.close()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield
        server.close()


class World:
    def __init__(
        self, database: Database, box: BoxService, remote: RemoteBox, proxy: LossyProxy, address: Address
    ) -> None:
        self.database = database
        self.box, self.remote, self.proxy, self.address = box, remote, proxy, address


@pytest.fixture
async def world(sqlite_database: Database) -> AsyncIterator[World]:
    box = BoxService(sqlite_database, receipts())
    address = Address("127.0.0.1", free_port())
    proxy = LossyProxy(address.port)
    async with serve_organisers(box, SECRET, address), proxy.running():
        remote = RemoteBox(proxy.url, SECRET)
        yield World(sqlite_database, box, remote, proxy, address)
        await remote.close_session()


async def test_a_key_of_the_box_in_whose_name_anybody_signs_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def weak() -> bytes:
        return bytes([1, *bytes(31)])

    monkeypatch.setattr(world.box, "receipt_key", weak)
    with pytest.raises(BoxAway):
        await world.remote.receipt_key()


async def test_every_call_does_the_same_as_in_a_database_of_ours(world: World) -> None:
    box, remote = world.box, world.remote
    with pytest.raises(UserError, match="refusal-box-unknown"):
        await remote.pending(DEMAND)
    assert await remote.receipt_key() == await box.receipt_key()
    await remote.open(DEMAND, spki=union().spki, version=1, text_hash=TEXT, consent_hash=CONSENT)
    for token in tokens()[:4]:
        assert await hand_in(box, union().row(token)) == TAKEN
    assert await remote.pending(DEMAND) == 4
    assert await remote.take(DEMAND, number=1, after=0, keep=3, fewest=3) is None
    first = await remote.take(DEMAND, number=1, after=0, keep=1, fewest=3)
    assert first is not None
    assert first == await box.take(DEMAND, number=1, after=0, keep=1, fewest=3)
    assert [await remote.has(DEMAND, number) for number in (1, 2)] == [True, False]
    await remote.amend(DEMAND, version=2, text_hash=NEW_TEXT, consent_hash=NEW_CONSENT)
    assert await hand_in(box, union().row(tokens()[5], version=2)) == TAKEN
    with pytest.raises(UserError, match="refusal-box-differs"):
        await remote.amend(DEMAND, version=2, text_hash=TEXT, consent_hash=CONSENT)
    newest = {"version": 2, "text_hash": NEW_TEXT, "consent_hash": NEW_CONSENT}
    for hours, answer in ((0, (410, "closed")), (1, TAKEN)):
        closes_at = datetime.now(UTC) + timedelta(hours=hours)
        await remote.amend(DEMAND, closes_at=closes_at, **newest)  # type: ignore[arg-type]
        assert await hand_in(box, union().row(tokens()[7], version=2)) == answer
        assert (await _closes_at(world.database)) == closes_at
    with pytest.raises(ValueError, match="does not accept"):
        await remote.amend(DEMAND, closes_at=closes_at.replace(tzinfo=None), **newest)  # type: ignore[arg-type]
    await remote.close(DEMAND)
    assert await hand_in(box, union().row(tokens()[6], version=2)) == (410, "closed")
    await remote.end(DEMAND)
    assert await hand_in(box, union().row(tokens()[0], 2, 0)) == (410, "closed")
    await remote.void(DEMAND)
    assert await remote.pending(DEMAND) == 0
    await remote.forget(DEMAND)
    await remote.open(DEMAND, spki=union().spki, version=1, text_hash=TEXT, consent_hash=CONSENT)
    await remote.restore(DEMAND, {2: first.rows})
    with pytest.raises(UserError, match="refusal-box-number"):
        await remote.take(DEMAND, number=1, after=0, keep=0, fewest=1)
    assert await remote.take(DEMAND, number=1, after=0, keep=0, fewest=1, restored=True) == first
    assert await published_file(box, DEMAND, 1) == first.rows
    with pytest.raises(UserError, match="refusal-box-file"):
        await remote.restore(DEMAND, {2: first.rows[:-1]})
    with pytest.raises(ValueError, match="does not accept"):
        await remote.take(DEMAND, number=1, after=1, keep=0, fewest=1)


ARGUMENTS: dict[str, object] = {"demand": DEMAND, "number": 1, "after": 0, "keep": 0, "fewest": 1}
ARGUMENTS |= {"signatures": True, "restored": False}


@pytest.mark.parametrize(
    "change",
    [
        *({"number": wrong} for wrong in (True, 1.0, "1", None, [1])),
        *({"restored": wrong} for wrong in (0, "", None)),
        *({"demand": wrong} for wrong in (7, None, DEMAND.upper(), f"{DEMAND}\n", [DEMAND])),
        {"by": "somebody"},
        {"self": 1},
    ],
    ids=repr,
)
async def test_a_call_with_other_arguments_than_its_own_is_not_made(
    world: World, change: dict[str, object]
) -> None:
    await union().open(world.box)
    headers = {"Authorization": world.remote._bearer}
    async with aiohttp.ClientSession(headers=headers) as session:
        for given, status in ((ARGUMENTS, 204), (ARGUMENTS | change, 400)):
            async with session.post(f"{world.address.url}/take", json=given) as answer:
                assert answer.status == status
        for left_out in ARGUMENTS:
            given = {name: value for name, value in ARGUMENTS.items() if name != left_out}
            async with session.post(f"{world.address.url}/take", json=given) as answer:
                assert answer.status == 400
        twice = json.dumps(ARGUMENTS).replace("{", '{"number": 2, ', 1)
        async with session.post(f"{world.address.url}/take", data=twice) as answer:
            assert answer.status == 400
        for other in ("answer", "check", "finish", "tick", "_file", "restore", "take/", "pending|has"):
            async with session.post(f"{world.address.url}/{other}", json={}) as answer:
                assert answer.status == 404


@pytest.mark.parametrize(
    "said", [7.0, "7", "00" * 32, None, [], {}, b"{", b"[]", b"[" * 20_000], ids=lambda said: str(said)[:20]
)
async def test_a_box_that_answers_something_else_is_away(
    world: World, monkeypatch: pytest.MonkeyPatch, said: object
) -> None:
    """It may be somebody else's: of another type, nothing it answers is taken."""
    body = said if isinstance(said, bytes) else json.dumps({"pending": said, "receipt_key": said}).encode()

    async def posted(*_: object) -> tuple[int, dict[str, str], bytes]:
        return 200, {COUNT: "x"}, body

    monkeypatch.setattr(world.remote, "_post", posted)
    for call in (
        world.remote.pending(DEMAND),
        world.remote.has(DEMAND, 1),
        world.remote.receipt_key(),
        world.remote.take(DEMAND, number=1, after=0, keep=0, fewest=1),
    ):
        with pytest.raises(BoxAway, match="refusal-box-away"):
            await call


async def _closes_at(database: Database) -> datetime | None:
    async with database.read() as session:
        return await session.scalar(select(BoxDemand.closes_at))


async def test_a_lost_answer_loses_no_row_and_publishes_none_twice(world: World) -> None:
    box, remote, proxy = world.box, world.remote, world.proxy
    opened = {"spki": union().spki, "version": 1, "text_hash": TEXT, "consent_hash": CONSENT}
    files: list[bytes] = []
    proxy.losing = True
    with pytest.raises(BoxAway, match="refusal-box-away"):
        await remote.open(DEMAND, **opened)  # type: ignore[arg-type]
    proxy.losing = False
    await remote.open(DEMAND, **opened)  # type: ignore[arg-type]
    for number in (1, 2, 3):
        for token in tokens()[5 * number : 5 * number + 5]:
            assert await hand_in(box, union().row(token)) == TAKEN
        proxy.losing = True
        with pytest.raises(BoxAway):
            await remote.take(DEMAND, number=number, after=number - 1, keep=0, fewest=1)
        assert await hand_in(box, union().row(tokens()[20 + number])) == TAKEN, "taken in meanwhile"
        proxy.losing = False
        batch = await remote.take(DEMAND, number=number, after=number - 1, keep=0, fewest=1)
        assert batch is not None
        files.append(batch.rows)
    last = await remote.take(DEMAND, number=4, after=3, keep=0, fewest=1)
    assert last is not None
    lines = [line for content in (*files, last.rows) for line in content.splitlines()]
    assert len(lines) == len(set(lines)) == last.count == 18


async def test_a_box_that_is_away_is_told(world: World) -> None:
    remote = RemoteBox(f"http://127.0.0.1:{free_port()}", SECRET)
    with pytest.raises(BoxAway, match="refusal-box-away"):
        await remote.pending(DEMAND)
    await remote.close_session()


async def assert_away(answer: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> None:
    """Assert that a box that answers so is as if it were away."""
    application = web.Application()
    application.router.add_post("/pending", answer)
    async with TestServer(application) as server:
        remote = RemoteBox(str(server.make_url("/")), SECRET)
        with pytest.raises(BoxAway, match="refusal-box-away"):
            await remote.pending(DEMAND)
        await remote.close_session()


@pytest.mark.parametrize(
    "said",
    [
        {"error": "refusal-box-number", "arguments": {"number": "[free](https://example.org)"}},
        {"error": "refusal-box-number", "arguments": {"number": 10**400}},
        {"error": "refusal-box-number", "arguments": {"number": True}},
        {"error": "refusal-box-your-money-back", "arguments": {}},
        {"error": ["refusal-box-unknown"], "arguments": {}},
    ],
    ids=str,
)
async def test_a_box_chooses_no_words_that_organisers_read(said: dict[str, object]) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.json_response(said, status=409)

    await assert_away(answer)


@pytest.mark.parametrize("headers", [{"Content-Encoding": "gzip"}, {}])
async def test_an_answer_that_is_too_long_or_packed_is_not_read_to_its_end(headers: dict[str, str]) -> None:
    """A box that somebody took over could make the bot unpack more than there is memory for."""
    sent = 0

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        part = zlib.compress(bytes(1 << 20), wbits=31) if headers else bytes(1 << 16)
        while sent < 1 << 28:
            await response.write(part)
            sent += len(part)
        return response

    await assert_away(answer)
    assert sent < 1 << 25


async def test_nobody_without_the_secret_gets_an_answer(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await union().open(world.box)
    stranger = RemoteBox(world.proxy.url, bytes(32))
    with pytest.raises(BoxAway, match="refusal-box-secret"):
        await stranger.forget(DEMAND)
    await stranger.close_session()
    url, body = world.address.url, f'{{"demand":"{DEMAND}"}}'
    headers: list[dict[str, str]] = [{}, {"Authorization": "Bearer "}, {"Authorization": "é"}]
    async with aiohttp.ClientSession() as session:
        for header in headers:
            for path in ("forget", "pending", f"restore/{DEMAND}/1", "nothing"):
                async with session.post(f"{url}/{path}", data=body, headers=header) as answer:
                    assert answer.status == 401
        good = {"Authorization": world.remote._bearer}
        for wrong in (b"", b"[]", b"{", b'{"demand":"x"}', b'{"demand":7}', b'{"demand":"a","b":1}'):
            async with session.post(f"{url}/pending", data=wrong, headers=good) as answer:
                assert answer.status == 400
    assert await world.box.pending(DEMAND) == 0
    assert "pending" not in caplog.text.replace("test_remote", "")
    assert not [record for record in caplog.records if record.name.startswith("aiohttp")]


async def test_the_secret_is_a_file_in_the_folder_of_the_keys(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path / "keys")
    address = "https://box.example/"

    async def open_it() -> None:
        async with RemoteBox.opened(address, folder) as remote:
            assert remote._bearer != RemoteBox(address, bytes(32))._bearer
            assert remote._bearer == RemoteBox(address, secret)._bearer

    with pytest.raises(StartError, match=r"box\.key"):
        await open_it()
    folder.make_folder()
    secret = folder.make("box")
    await open_it()
    folder.key_path("box").write_bytes(secret[:-1])
    with pytest.raises(StartError, match="32"):
        await open_it()
