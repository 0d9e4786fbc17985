"""The key of the box's receipts in a ledger: that of the box that takes the rows, also on another machine."""

from pathlib import Path

import pytest

from bot.errors import BoxAway, UserError
from bot.page.box.api import serve_organisers
from bot.page.box.receipts import Receipts
from bot.page.box.remote import RemoteBox
from bot.page.box.service import BoxService
from bot.settings import Address
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.page_desk import open_page_desk
from tests.support.petition_desk import SERVER
from tests.support.processes import free_port

pytestmark = pytest.mark.wire

SECRET = bytes(range(32))


async def test_a_demand_opens_with_the_key_of_a_box_elsewhere_and_not_without_its_answer(
    sqlite_database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    async def seed() -> bytes:
        return b"\7" * 32

    box, address = BoxService(sqlite_database, Receipts(seed), clock), Address("127.0.0.1", free_port())
    remote = RemoteBox(f"http://{address.host}:{address.port}", SECRET)
    desk = await open_page_desk(sqlite_database, clock, tmp_path / "keys", box=remote)
    await desk.begin_round()
    draft = await desk.draft()
    with pytest.raises(BoxAway, match="refusal-box-away"):
        await desk.demands.open(SERVER, draft.id)
    stranger = RemoteBox(f"http://{address.host}:{address.port}", bytes(32))
    async with serve_organisers(box, SECRET, address):
        with pytest.raises(BoxAway, match="refusal-box-secret"):
            await stranger.receipt_key()
        kept = await desk.demands.get(SERVER, draft.id, include_drafts=True)
        [round_] = await desk.rounds.rounds(SERVER)
        assert (kept.state, {key.state for key in round_.keys}) == ("draft", {"free"})
        demand = await desk.demands.open(SERVER, draft.id)
        [opening] = await desk.entries(demand)
        assert opening.box_key == (await box.receipt_key()).hex()
        assert (await desk.page_of(demand)).box_key.hex() == opening.box_key
    await remote.close_session()
    await stranger.close_session()


async def test_a_key_that_cannot_be_made_opens_nothing(
    sqlite_database: Database, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await open_page_desk(sqlite_database, clock, tmp_path / "keys")
    await desk.begin_round()
    draft = await desk.draft()

    async def none() -> bytes:
        raise UserError("refusal-box-receipt-key")

    monkeypatch.setattr(desk.box, "receipt_key", none)
    with pytest.raises(UserError, match="refusal-box-receipt-key"):
        await desk.demands.open(SERVER, draft.id)
    assert (await desk.demands.get(SERVER, draft.id, include_drafts=True)).state == "draft"
