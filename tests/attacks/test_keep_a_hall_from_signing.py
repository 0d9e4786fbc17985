"""Attack: a stranger wants members to be told "too many" when they sign, from the hall's address or over tor.

They need no code and no card: the published rows are there for everybody, and anything else can be sent, too.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.board.serving.acts import Acts
from bot.board.serving.readers import Readers, Senders
from bot.board.serving.site import serve_site
from bot.demo.signing_member import Token
from bot.page.box.service import BoxService
from bot.settings import Address
from bot.storage import Database
from tests.support.ballots import receipts, tokens, union

pytestmark = pytest.mark.wire

SECONDS = 5
FLOOD = 60  # twice each second: more than the burst of SHARED, ten times that of one address
HALL, SHARED = "203.0.113.7", "10.0.0.5"


def body_of(token: Token) -> bytes:
    return json.dumps({**union().row(token), "demand": union().demand}).encode()


async def public_row(box: BoxService) -> bytes:
    """Return a row of a published file, as a request: anybody can make it."""
    for token in tokens()[:4]:
        await box.answer("sign", body_of(token))
    batch = await box.take(union().demand, number=1, after=0, keep=0, fewest=1)
    assert batch is not None
    return json.dumps({**json.loads(batch.rows.splitlines()[0]), "demand": union().demand}).encode()


@pytest.mark.parametrize("sender", [HALL, SHARED])
@pytest.mark.parametrize("sent", ["public", "nonsense"])
async def test_rows_of_members_are_taken_beside_a_flood_from_their_address(
    sqlite_database: Database, tmp_path: Path, sender: str, sent: str
) -> None:
    box = BoxService(sqlite_database, receipts())
    await union().open(box)
    hostile = await public_row(box) if sent == "public" else b"{"
    now = 0.0
    accepted = Readers(burst=10, per_second=1.0, clock=lambda: now)
    refused = Readers(burst=10, per_second=3.0, clock=lambda: now)

    async def answer(_board: str, act: str, body: bytes) -> tuple[int, Mapping[str, Any]]:
        return await box.answer(act, body)

    (tmp_path / "site").mkdir()
    served = serve_site(
        tmp_path / "site",
        Address("127.0.0.1", 0),
        acts=Acts({"sign": answer}),
        senders=Senders(accepted, refused),
    )
    async with (
        served as url,
        aiohttp.ClientSession(
            headers={"X-Forwarded-For": sender}, connector=aiohttp.TCPConnector(limit=0)
        ) as session,
    ):

        async def send(body: bytes) -> int:
            async with session.post(f"{url}/cgt/sign/sign", data=body) as answer:
                return answer.status

        told, members = Counter[int](), Counter[int]()
        for second in range(SECONDS):
            now = float(second)
            crowd = [hostile] * FLOOD
            member = body_of(tokens()[4 + second])
            *others, own = await asyncio.gather(*map(send, [*crowd, *crowd, member]))
            told.update(others)
            members[own] += 1
        assert members == {200: SECONDS}, told
        assert set(told) == {409 if sent == "public" else 400}
