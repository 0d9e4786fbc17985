"""The two halves of the signing page beside the bot: from a member's first act to a signed row, over HTTP."""

import asyncio
import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import update

from bot.app import open_app
from bot.common.async_utils import cancel
from bot.demo.signing_member import Card, TokenRequest, b64, fingerprint, unb64
from bot.page.box.receipts import KEY_NAME, Receipts
from bot.page.box.service import BoxService
from bot.page.registrar.cards import Cards
from bot.page.registrar.rounds import Rounds
from bot.petitions.roster.roster_import import RosterImport
from bot.runtime.board import board_served
from bot.settings import Address, Settings
from bot.storage.models import Server
from bot.storage.upsert import ensure_server
from tests.page.box.test_receipts import message
from tests.support.ballots import CONSENT, TEXT
from tests.support.processes import command_of, free_port, leaves_no_core

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for the process"),
]

SERVER = 1_000_000_000_000_000_001
DEMAND = "ab" * 32


class Union:
    """A union with a roster, a round and an open demand, whose board is served with the signing page's
    acts."""

    def __init__(
        self,
        url: str,
        codes: dict[str, str],
        round_id: str,
        spkis: list[bytes],
        box: BoxService,
        key: str | None,
    ) -> None:
        self.url = url
        self.codes = codes
        self.round_id = round_id
        self.spkis = spkis
        self.box = box
        self.board = "cgt"
        self.key = str(key)

    def card(self) -> Card:
        """A new card, for this union."""
        return Card(union=self.key)

    async def act(self, name: str, body: object, **headers: str) -> tuple[int, Any]:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.post(f"{self.url}/{self.board}/sign/{name}", data=content) as answer,
        ):
            return answer.status, await answer.json()


@pytest.fixture
async def union(tmp_path: Path) -> AsyncIterator[Union]:
    address = Address("127.0.0.1", free_port())
    settings = Settings(
        database_url=f"sqlite+aiosqlite:///{tmp_path / 't.db'}",
        key_dir=tmp_path / "keys",
        board=tmp_path / "site",
        site=address,
        token="token-of-the-bot",
    )
    async with open_app(settings) as app:
        async with app.database.write() as session:
            await ensure_server(session, app.database, SERVER, app.clock())
            await session.execute(update(Server).values(board="cgt", channel_id=5))
        numbers = [f"N{number}" for number in range(5)]
        importing = RosterImport(app.database, app.keys, SERVER, hand_out=lambda _: None)
        await importing.run(numbers, replace=False)
        codes: dict[str, str] = {}
        await Cards(app.database, app.clock, app.keys).new_codes(SERVER, numbers, codes.update)
        rounds = Rounds(app.database, app.clock, app.keys)
        round_id = (await rounds.begin(SERVER, None)).id
        spkis = [key.spki for round_ in await rounds.rounds(SERVER) for key in round_.keys]
        box = BoxService(app.database, Receipts(partial(app.keys.ensured, KEY_NAME)))
        await app.keys.ensured("signing")
        await box.open(DEMAND, spki=spkis[0], version=1, text_hash=TEXT, consent_hash=CONSENT)
        async with board_served(app):
            yield Union(address.url, codes, round_id, spkis, box, (await app.keys.signing_keys())[0])


def halves_of(pid: int) -> list[int]:
    """Return the servers of the signing page that a process has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(each) for each in children if b"bot.runtime.signing" in command_of(int(each))]


async def killed() -> None:
    """Kill the process as soon as it is there."""
    while not (pids := halves_of(os.getpid())):
        await asyncio.sleep(0.01)
    os.kill(pids[0], signal.SIGKILL)


async def insist(union: Union, name: str, body: object) -> tuple[int, Any]:
    """Send an act until it is answered, as the page lets a member do."""
    async with asyncio.timeout(60):
        while (answer := await union.act(name, body))[0] == 503:
            await asyncio.sleep(0.05)
        return answer


def requests_of(union: Union, card: Card, shares: Any) -> dict[str, TokenRequest]:
    """Return a request for each key, by its fingerprint."""
    named = {fingerprint(spki): spki for spki in union.spkis}
    return {name: card.request(spki, unb64(shares["shares"][name])) for name, spki in named.items()}


async def test_the_process_is_there_before_the_first_act(union: Union) -> None:
    """Its start would tell the moment of that act."""
    async with asyncio.timeout(60):
        while not halves_of(os.getpid()):
            await asyncio.sleep(0.01)


async def test_a_member_registers_gets_tokens_and_signs_through_the_boards_server(union: Union) -> None:
    card = union.card()
    code = union.codes["N1"]
    assert await union.act("card", {"code": code, "key": b64(card.key.public)}) == (200, {"card": "taken"})
    (pid,) = halves_of(os.getpid())
    assert b"token-of-the-bot" not in Path(f"/proc/{pid}/environ").read_bytes()
    assert leaves_no_core(pid)
    status, shares = await union.act("shares", card.shares_request(union.round_id))
    assert status == 200
    requests = {
        fingerprint(spki): card.request(spki, unb64(shares["shares"][fingerprint(spki)]))
        for spki in union.spkis
    }
    status, issued = await union.act("issue", card.issue_request(union.round_id, requests))
    assert status == 200
    token = requests[fingerprint(union.spkis[0])].token(
        unb64(issued["signatures"][fingerprint(union.spkis[0])])
    )
    row = token.row(DEMAND, text=TEXT, consent=CONSENT)
    status, taken = await union.act("sign", row)
    assert (status, taken.keys()) == (200, {"row", "receipt"})
    key = Ed25519PublicKey.from_public_bytes(await union.box.receipt_key())
    key.verify(unb64(taken["receipt"]), message(row, DEMAND))
    assert await union.act("sign", row) == (200, taken), "the same receipt again"
    assert await union.act("sign", b"{") == (400, {"error": "bad-request"})
    union.board = "other"
    assert await union.act("shares", b"{}") == (404, {"error": "bad-request"})


ACTS = ("card", "sign")
AHEAD = 20  # requests of a connection that are sent before their answers


async def flood(host: str, port: int, statuses: Counter[bytes]) -> None:
    """Send acts from one address until it is cancelled, and count the answers by status."""
    body = b'{"code":"2222-2222-2222-2222","key":"AAAA"}'
    head = f"Host: board\r\nX-Forwarded-For: 198.51.100.66\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    requests = b"".join(b"POST /cgt/sign/%s HTTP/1.1\r\n" % act.encode() + head + body for act in ACTS)
    reader, writer = await asyncio.open_connection(host, port)
    try:
        while True:
            writer.write(requests * (AHEAD // len(ACTS)))
            for _ in range(AHEAD):
                answer = await reader.readuntil(b"\r\n\r\n")
                length = answer.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
                await reader.readexactly(int(length))
                statuses[answer[9:12]] += 1
    finally:
        writer.close()


@pytest.mark.full
async def test_a_member_signs_while_one_address_sends_without_end(union: Union) -> None:
    host, port = union.url.removeprefix("http://").split(":")
    statuses = Counter[bytes]()
    begun = time.monotonic()
    floods = [asyncio.create_task(flood(host, int(port), statuses)) for _ in range(10)]
    sender = {"X-Forwarded-For": "203.0.113.7"}
    while statuses[b"429"] < 1_000:  # and on, while the member signs
        await asyncio.sleep(0.01)
    card = union.card()
    registering = {"code": union.codes["N1"], "key": b64(card.key.public)}
    assert await union.act("card", registering, **sender) == (200, {"card": "taken"})
    status, shares = await union.act("shares", card.shares_request(union.round_id), **sender)
    assert status == 200
    requests = requests_of(union, card, shares)
    status, issued = await union.act("issue", card.issue_request(union.round_id, requests), **sender)
    assert status == 200
    name = fingerprint(union.spkis[0])
    row = requests[name].token(unb64(issued["signatures"][name])).row(DEMAND, text=TEXT, consent=CONSENT)
    status, taken = await union.act("sign", row, **sender)
    assert (status, taken["row"]) == (200, "taken")
    for each in floods:
        assert not each.done()
        await cancel(each)
    assert statuses.keys() <= {b"400", b"404", b"429"}
    codes = statuses.total() / len(ACTS)  # the rest are rows, and each of these is read
    tried = 100 + 30 * (time.monotonic() - begun) + len(floods)  # at once, each second, and under way
    assert statuses[b"429"] >= codes - tried


@pytest.mark.full
async def test_each_act_is_carried_out_once_although_the_process_is_killed_meanwhile(union: Union) -> None:
    card = union.card()
    killing = asyncio.create_task(killed())
    code = union.codes["N2"]
    assert (await insist(union, "card", {"code": code, "key": b64(card.key.public)}))[0] == 200
    await cancel(killing)
    answers = []
    for _ in range(2):
        killing = asyncio.create_task(killed())
        status, shares = await insist(union, "shares", card.shares_request(union.round_id))
        assert status == 200
        requests = requests_of(union, card, shares)
        answers.append(await insist(union, "issue", card.issue_request(union.round_id, requests)))
        await cancel(killing)
    assert answers[0] == answers[1]
    assert answers[0][0] == 200
