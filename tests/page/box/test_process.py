"""``tocsin box`` as a real process: what it takes in, its limits, and being killed anywhere."""

import asyncio
import json
import random
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo.signing_member import Token
from bot.keystore.files import KEY_BYTES, KeyFolder
from bot.page.box.remote import RemoteBox
from tests.cli.test_main import Command
from tests.support.ballots import CONSENT, TEXT, tokens, union
from tests.support.processes import Running, free_port, leaves_no_core, start, without_addresses
from tests.support.token_issuer import row_line

DEMAND = union().demand
Row = dict[str, Any]


class Box:
    """A process on a database of its own, which can be killed and started again."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.out = folder, folder / "out"
        self.port, self.organisers = free_port(), free_port()
        self._environ = {"DATABASE_URL": url}
        self._process: Running | None = None

    async def start(self) -> None:
        given = ("--listen", f"127.0.0.1:{self.port}", "--organisers", f"127.0.0.1:{self.organisers}")
        self._process = await start(
            "bot", "box", *given, folder=self.folder, environ=self._environ, out=self.out
        )

    async def end(self, *, kill: bool) -> None:
        if self._process is not None:
            (self._process.kill if kill else self._process.terminate)()
            code = await self._process.wait()
            assert kill or code == 0, self.out.read_text()
            self._process = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def remote(self) -> RemoteBox:
        """Return the client of its organisers' side, once it answers."""
        for _ in range(1200):
            if KeyFolder(self.folder / "keys").key_path("box").exists():
                secret = KeyFolder(self.folder / "keys").content("box", KEY_BYTES + 1)
                remote = RemoteBox(f"http://127.0.0.1:{self.organisers}", secret)
                try:
                    await remote.open(
                        DEMAND, spki=union().spki, version=1, text_hash=TEXT, consent_hash=CONSENT
                    )
                    return remote
                except Exception:
                    await remote.close_session()
            await asyncio.sleep(0.05)
        raise AssertionError(self.out.read_text())

    async def hand_in(self, session: aiohttp.ClientSession, row: Row | bytes) -> tuple[int, Any]:
        body = row if isinstance(row, bytes) else json.dumps(row)
        async with session.post(f"http://127.0.0.1:{self.port}/sign", data=body) as answer:
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert answer.headers["Cache-Control"] == "no-store"
            said = await answer.json()
            assert ("receipt" in said) == (answer.status == 200)
            said.pop("receipt", None)
            return answer.status, said


@asynccontextmanager
async def running(folder: Path, url: str) -> AsyncIterator[Box]:
    box = Box(folder, url)
    await box.start()
    try:
        yield box
    finally:
        await box.end(kill=True)


TAKEN = (200, {"row": "taken"})


@pytest.mark.wire
@pytest.mark.full
async def test_a_box_of_its_own_takes_rows_in_and_tells_nothing_of_who_sent_them(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'box.db'}"
    async with running(tmp_path, url) as box:
        remote = await box.remote()
        async with aiohttp.ClientSession() as session:
            row = union().row(tokens()[0])
            assert await box.hand_in(session, row) == TAKEN
            assert await box.hand_in(session, b"{") == (400, {"error": "bad-request"})
            assert await box.hand_in(session, b" " * 16_385) == (413, {"error": "bad-request"})
            for _ in range(200):
                assert await box.hand_in(session, b"{") == (400, {"error": "bad-request"})
            assert await box.hand_in(session, row) == TAKEN, "whoever else is at that address"
        assert leaves_no_core(box.pid)
        batch = await remote.take(DEMAND, number=1, after=0, keep=0, fewest=1)
        assert batch is not None
        assert batch.rows == row_line(row)
        await remote.close_session()
        await box.end(kill=False)
    said = box.out.read_text()
    assert "127.0.0.1:" in said, "it says where it listens"
    said = without_addresses(said)
    assert not [word for word in ("/sign", "400", "413", "429", "POST") if word in said]


@pytest.mark.full
@pytest.mark.unit
async def test_faults_of_the_command_are_sentences(tmp_path: Path) -> None:
    tocsin = Command(tmp_path)
    assert "tocsin box --listen" in (await tocsin("box")).sentence
    assert "write an IP address" in (await tocsin("box", "--listen", "example.org:80")).sentence
    french = await tocsin("box", "--listen", "8081", LC_ALL="fr_FR.UTF-8")
    assert "écrivez une adresse" in french.err
    assert "write an IP address" in (await tocsin("box", "--listen", "nothing/box.sock")).sentence


async def _killed_anywhere(folder: Path, url: str, rounds: int, taken: Callable[[], None]) -> None:
    """Members hand rows in, the bot takes publications, and the box is killed at any moment, over and over.

    Every row that was answered with "taken", and no other than those sent, is in exactly one publication,
    or overtaken by a newer one of its key that was sent; a row once withdrawn is never published after that.
    """
    chance = random.Random(rounds)
    sent: dict[str, list[Row]] = {}
    acknowledged: dict[str, Row] = {}
    files: list[bytes] = []
    box = Box(folder, url)
    turns = dict.fromkeys(range(len(tokens())), 0)
    for _ in range(rounds):
        await box.start()
        remote = await box.remote()

        async def member(place: int, token: Token, session: aiohttp.ClientSession) -> None:
            turns[place] += 1
            row = union().row(token, turns[place], chance.choice((0, 1, 1)))
            sent.setdefault(row["key"], []).append(row)
            if await box.hand_in(session, row) == TAKEN:
                acknowledged[row["key"]] = row

        async def publish(remote: RemoteBox) -> None:
            while True:
                number = len(files) + 1
                batch = await remote.take(DEMAND, number=number, after=number - 1, keep=0, fewest=1)
                if batch is not None:
                    files.append(batch.rows)

        async def press() -> None:
            async with aiohttp.ClientSession() as session:
                await asyncio.gather(
                    *(member(place, token, session) for place, token in enumerate(tokens())),
                    return_exceptions=True,
                )

        work = [asyncio.create_task(press()), asyncio.create_task(publish(remote))]
        await asyncio.sleep(chance.uniform(0, 0.25))
        await box.end(kill=True)
        await asyncio.wait({work[0]})
        work[1].cancel()
        await asyncio.gather(*work, return_exceptions=True)
        await remote.close_session()
        taken()
    await box.start()
    remote = await box.remote()
    await remote.end(DEMAND)
    # As the bot does: a publication whose answer was lost is given again first, without what came after it.
    while batch := await remote.take(DEMAND, number=len(files) + 1, after=len(files), keep=0, fewest=1):
        files.append(batch.rows)
    await remote.close_session()
    await box.end(kill=False)
    _check(files, sent, acknowledged)


def _check(files: list[bytes], sent: dict[str, list[Row]], acknowledged: dict[str, Row]) -> None:
    lines = [line for content in files for line in content.splitlines(keepends=True)]
    assert len(lines) == len(set(lines)), "published twice"
    assert set(lines) <= {row_line(row) for rows in sent.values() for row in rows}
    last: dict[str, Row] = {}
    for line in lines:
        row = json.loads(line)
        assert row["turn"] > last.get(row["key"], {"turn": 0})["turn"]
        last[row["key"]] = row
    for key, row in acknowledged.items():
        newest = last.get(key)
        if newest is None:
            assert row["act"] == "withdraw" or sent[key][-1]["act"] == "withdraw", "a row is lost"
        elif newest["turn"] < row["turn"]:
            assert newest["act"] == "withdraw", "a newer row is lost"
            later = [one for one in sent[key] if one["turn"] >= row["turn"]]
            assert any(one["act"] == "withdraw" for one in later), "a newer row is lost"


@pytest.mark.crash
async def test_a_box_killed_once_loses_no_row(tmp_path: Path) -> None:
    await _killed_anywhere(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'box.db'}", 1, lambda: None)


@pytest.mark.crash
@pytest.mark.full
async def test_a_box_killed_anywhere_loses_no_row_and_publishes_none_twice(tmp_path: Path) -> None:
    def whole() -> None:
        with sqlite3.connect(tmp_path / "box.db") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()

    await _killed_anywhere(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'box.db'}", 12, whole)


@pytest.mark.crash
@pytest.mark.full
async def test_a_box_on_postgresql_killed_anywhere_loses_no_row(
    migrated_postgres_url: Callable[[], str], tmp_path: Path
) -> None:
    await _killed_anywhere(tmp_path, migrated_postgres_url(), 8, lambda: None)
