"""Attack: whoever has the database deletes a signature that waits, before any publication has it."""

import hashlib
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import delete

from bot.demo.signing_member import unb64
from bot.page.box.service import BoxService
from bot.petitions.page_rows import files_of
from bot.storage import Database
from bot.storage.models import UnpublishedRow
from tests.conftest import MovableClock
from tests.support.page_desk import open_page_desk
from tests.support.token_issuer import row_line

pytestmark = pytest.mark.storage


async def test_a_struck_row_is_proved_by_its_receipt_and_the_ledger_alone(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    """The list closes at two of three, each of them valid. The member has the third row and its receipt."""
    desk = await open_page_desk(database, clock, tmp_path / "keys")
    await desk.begin_round()
    demand = await desk.open_demand()
    assert isinstance(desk.box, BoxService)
    await desk.sign(demand, 2)
    row = await desk.row(demand, (await desk.issue(demand, 1))[0])
    status, answer = await desk.box.answer("sign", json.dumps(row).encode())
    assert (status, answer["row"]) == (200, "taken")
    async with database.write() as session:
        await session.execute(delete(UnpublishedRow).where(UnpublishedRow.key == unb64(row["key"])))
    await desk.close(demand)
    opening, *_, closing = await desk.entries(demand)
    assert (closing.reason, closing.count) == ("closing", 2)
    assert opening.box_key is not None
    line = row_line(row)
    said = f"tocsin receipt 1\n{opening.hash}\n{hashlib.sha256(line.rstrip()).hexdigest()}\n"
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(opening.box_key)).verify(
        unb64(answer["receipt"]), said.encode()
    )
    async with database.read() as session:
        published = b"".join((await files_of(session, demand.id)).values())
    assert published
    assert row["key"].encode() not in published, "neither the row nor a later one of its key"
