"""Receipts of rows: what they sign, and that they tell nothing else."""

import asyncio
import hashlib
import json
import logging
import shutil
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import text

from bot.cli.admin.programs import newest_row
from bot.demo.signing_member import unb64
from bot.errors import StartError, UserError
from bot.keystore.files import KeysError
from bot.page.box.receipts import Receipts
from bot.page.box.service import BoxService
from bot.settings import Settings
from bot.storage import Database
from tests.support.ballots import other_union, receipts, tokens, union
from tests.support.token_issuer import row_line

pytestmark = pytest.mark.storage


async def hand_in(box: BoxService, row: dict[str, Any]) -> dict[str, Any]:
    _, answer = await box.answer("sign", json.dumps(row).encode())
    return answer


def message(row: dict[str, Any], demand: str) -> bytes:
    line = hashlib.sha256(row_line(row).rstrip(b"\n")).hexdigest()
    return f"tocsin receipt 1\n{demand}\n{line}\n".encode()


async def test_a_receipt_signs_the_demand_and_the_row_and_is_the_same_again(box: BoxService) -> None:
    row = union().row(tokens()[0])
    given = [await hand_in(box, row) for _ in range(3)]
    public = Ed25519PublicKey.from_public_bytes(await box.receipt_key())
    public.verify(unb64(given[0]["receipt"]), message(row, union().demand))
    await box.close(union().demand)
    await box.end(union().demand)
    given.append(await hand_in(box, row))
    assert given == [given[0]] * 4
    assert given[0].keys() == {"row", "receipt"}


async def test_each_row_of_a_batch_has_its_own_receipt_and_a_refused_one_has_none(box: BoxService) -> None:
    rows = [union().row(token) for token in tokens()[:12]]
    wrong = union().row(tokens()[12]) | {"demand": other_union().demand}
    answers = await asyncio.gather(*(hand_in(box, row) for row in [*rows, wrong]))
    public = Ed25519PublicKey.from_public_bytes(await box.receipt_key())
    for row, answer in zip(rows, answers, strict=False):
        public.verify(unb64(answer["receipt"]), message(row, union().demand))
    assert answers[-1] == {"error": "demand-unknown"}


async def test_nothing_of_a_receipt_is_stored(box: BoxService, database: Database) -> None:
    signed = unb64((await hand_in(box, union().row(tokens()[0])))["receipt"])
    async with database.read() as session:
        for table in ("box_demands", "box_versions", "box_unpublished", "box_rows"):
            for row in await session.execute(text(f"SELECT * FROM {table}")):
                assert not any(isinstance(cell, bytes) and signed[:16] in cell for cell in row)


async def test_a_row_is_taken_without_a_receipt_where_the_key_cannot_be_read(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken() -> bytes:
        raise KeysError("key-missing", "terminal-keys-missing", path="box-receipt.key")

    box = BoxService(database, Receipts(broken))
    await union().open(box)
    with caplog.at_level(logging.ERROR):
        for token in tokens()[:2]:
            assert await hand_in(box, union().row(token)) == {"row": "taken"}
    assert len(caplog.records) == 1, "a line for each would have the times at which people sign"
    with pytest.raises(UserError, match="refusal-box-receipt-key"):
        await box.receipt_key()


async def test_the_public_key_is_that_of_the_seed() -> None:
    seed = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    assert await receipts().public_key() == seed.public_key().public_bytes_raw()


async def test_the_newest_row_of_a_key_answers_the_receipt_of_an_earlier_one(
    migrated_file: Path, tmp_path: Path
) -> None:
    """A signature that was withdrawn before any count had it is in no list, and its receipt is valid."""
    file = tmp_path / "box.db"
    shutil.copyfile(migrated_file, file)
    url = f"sqlite+aiosqlite:///{file}"
    database = await Database.connect(url)
    box, settings = BoxService(database, receipts()), Settings(database_url=url, key_dir=tmp_path)
    await union().open(box)
    token = tokens()[0]
    signed, withdrawn = union().row(token), union().row(token, turn=2, version=0)
    for row in (signed, withdrawn):
        assert "receipt" in await hand_in(box, row)
    await box.close(union().demand)
    await box.end(union().demand)
    assert await box.take(union().demand, number=1, after=0, keep=0, fewest=1) is None
    await database.close()
    assert await newest_row(settings, signed["key"]) == row_line(withdrawn).decode().rstrip()
    for key, why in ((tokens()[1].row("d1" * 32)["key"], "no row"), ("x", "not the key of a row")):
        with pytest.raises(StartError, match=why):
            await newest_row(settings, key)
