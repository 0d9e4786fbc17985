"""``tocsin registrar`` as a real process: its acts, its limits, and nothing of who sent them."""

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import update

from bot.demo.signing_member import b64, unb64
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Server
from tests.board.test_acts import overrun
from tests.cli.test_main import Command
from tests.conftest import MovableClock
from tests.support.processes import Running, free_port, leaves_no_core, start, without_addresses
from tests.support.registrar_desk import SERVER, Member, open_registrar

TAKEN = (200, {"card": "taken"})


async def prepared(folder: Path) -> tuple[str, Member, str, str]:
    """Store a roster with a round; return the database's URL, a member, their code and the round."""
    url = f"sqlite+aiosqlite:///{folder / 'tocsin.db'}"
    database = await Database.connect(url)
    await upgrade(database)
    desk = await open_registrar(database, MovableClock(), folder / "keys")
    await desk.import_numbers(["N1", "N2"])
    async with database.write() as session:
        await session.execute(update(Server).where(Server.id == SERVER).values(board="cgt"))
    member, code = Member(desk), (await desk.codes("N1"))["N1"]
    return url, member, code, (await desk.begin()).id


async def sent(session: aiohttp.ClientSession, address: str, body: object) -> tuple[int, Any]:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    for _ in range(1200):
        try:
            async with session.post(address, data=content) as answer:
                return answer.status, await answer.json()
        except aiohttp.ClientConnectorError:
            await asyncio.sleep(0.05)
    raise AssertionError("nobody answers")


async def launched(folder: Path, url: str, listen: str) -> Running:
    return await start(
        "bot",
        "registrar",
        "--listen",
        listen,
        folder=folder,
        environ={"DATABASE_URL": url},
        out=folder / "out",
    )


@pytest.mark.wire
@pytest.mark.full
async def test_a_member_registers_and_gets_tokens_over_http_and_nothing_of_it_is_logged(
    tmp_path: Path,
) -> None:
    url, member, code, round_id = await prepared(tmp_path)
    at = f"127.0.0.1:{free_port()}"
    process = await launched(tmp_path, url, at)
    try:
        async with aiohttp.ClientSession() as session:
            card = {"code": code, "key": b64(member.card.key.public)}
            assert await sent(session, f"http://{at}/sign/cgt/card", card) == TAKEN
            assert leaves_no_core(process.pid)
            status, answer = await sent(
                session, f"http://{at}/cgt/shares", member.card.shares_request(round_id)
            )
            assert (status, len(answer["shares"])) == (200, 6)
            [entry] = await member.desk.rounds.rounds(SERVER)
            spkis = {key.fingerprint: key.spki for key in entry.keys}
            requests = {f: member.card.request(spkis[f], unb64(s)) for f, s in answer["shares"].items()}
            body = member.card.issue_request(round_id, requests)
            status, answer = await sent(session, f"http://{at}/cgt/issue", body)
            assert status == 200
            for name, signed in answer["signatures"].items():
                requests[name].token(unb64(signed))  # verifies it
            wrong = {**card, "code": "2222-2222-2222-2222"}
            assert await sent(session, f"http://{at}/cgt/card", wrong) == (404, {"error": "code-unknown"})
            assert (await sent(session, f"http://{at}/other/card", card))[0] == 404
            assert await sent(session, f"http://{at}/cgt/card", b" " * 16_385) == (
                413,
                {"error": "bad-request"},
            )
            async with session.post(f"http://{at}/cgt/card", data=b"{") as said:
                assert said.status == 400
                assert said.headers["Access-Control-Allow-Origin"] == "*"
                assert said.headers["Cache-Control"] == "no-store"
                assert "Set-Cookie" not in said.headers
            async with session.get(f"http://{at}/cgt/card") as said:
                assert said.status in (404, 405, 503)
            async with overrun(*at.split(":"), "/cgt/card") as told:
                assert told == (429, {"error": "too-many"})
                assert await sent(session, f"http://{at}/cgt/card", card) == TAKEN, "others come in meanwhile"
    finally:
        process.terminate()
        assert await process.wait() == 0
    said = (tmp_path / "out").read_text()
    assert at in said, "it says where it listens"
    said = without_addresses(said)
    assert not [word for word in ("card", "issue", "404", "429", "POST", round_id) if word in said]


@pytest.mark.unit
async def test_faults_of_the_command_are_sentences(tmp_path: Path) -> None:
    tocsin = Command(tmp_path)
    assert "tocsin registrar --listen" in (await tocsin("registrar")).sentence
    assert "write an IP address" in (await tocsin("registrar", "--listen", "example.org:80")).sentence
