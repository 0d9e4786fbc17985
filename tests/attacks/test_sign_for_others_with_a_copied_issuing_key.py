"""Attack: somebody with a copy of an issuing key signs for people who never came, and fills the box so that
nothing can be published any more; or an organiser alone ends a list by saying that the key was copied."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.errors import BoxAway, UserError
from bot.petitions.page_rows import withheld_note
from bot.storage import Database
from bot.storage.models import AuditActor, Note, UnpublishedRow
from tests.conftest import MovableClock
from tests.support.page_desk import PageDesk, open_page_desk
from tests.support.petition_desk import SERVER

pytestmark = [pytest.mark.storage, pytest.mark.full]


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> PageDesk:
    desk = await open_page_desk(database, clock, tmp_path / "keys")
    await desk.begin_round()
    return desk


async def waiting(desk: PageDesk) -> int:
    async with desk.database.read() as session:
        return len((await session.scalars(select(UnpublishedRow.key))).all())


async def test_more_rows_than_tokens_freeze_a_demand_and_voiding_ends_it(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 57)  # of 40 tokens: whoever has a copy of the key made the others
    for _ in range(2):
        assert await desk.publish() == 0
    async with desk.database.read() as session:
        assert await session.get(Note, withheld_note(demand.id)) is not None
    await desk.close(demand)
    desk.clock.move(days=40)
    assert await desk.publish() == 0
    assert await desk.reasons(demand) == [("opening", 0)], "it has no other way out"
    await desk.void(demand)
    assert await desk.reasons(demand) == [("opening", 0), ("void", 0)]
    assert await waiting(desk) == 0
    async with desk.database.read() as session:
        assert await session.get(Note, withheld_note(demand.id)) is None


async def test_the_last_entry_waits_for_no_box(desk: PageDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thief of the key may also keep the box from answering."""
    demand = await desk.open_demand()

    async def away(*_: object, **__: object) -> None:
        raise BoxAway("refusal-box-away")

    with monkeypatch.context() as patched:
        for call in ("open", "amend", "pending", "take", "has", "close", "end", "void"):
            patched.setattr(desk.box, call, away)
        await desk.void(demand)
        assert await desk.reasons(demand) == [("opening", 0), ("void", 0)]
        [entry] = await desk.rounds.rounds(SERVER)
        assert {key.state for key in entry.keys} == {"ended"}
        await desk.publish()
        assert not (await desk.page_of(demand)).ledger_over
    await desk.sign(demand, 2)
    await desk.publish()
    assert (await desk.page_of(demand)).ledger_over
    assert await waiting(desk) == 0


async def test_it_takes_two_organisers_and_the_proposal_that_was_shown(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    voiding = desk.voiding

    async def proposed() -> str:
        found = (await desk.demands.get(SERVER, demand.id)).void_proposal
        assert found is not None
        return str(found["id"])

    for why in ("", " ", "x" * 301):
        with pytest.raises(UserError, match="refusal-void-why"):
            await voiding.propose(SERVER, demand.id, why=why, by=1)
    await voiding.propose(SERVER, demand.id, why="First.", by=1)
    first = await proposed()
    await voiding.propose(SERVER, demand.id, why="Second.", by=1)
    for proposal, by, refusal in ((first, 2, "changed"), (await proposed(), 1, "own")):
        with pytest.raises(UserError, match=f"refusal-void-{refusal}"):
            await voiding.confirm(SERVER, demand.id, proposal=proposal, by=by)
    await voiding.drop(SERVER, demand.id, by=2)
    with pytest.raises(UserError, match="refusal-void-changed"):
        await voiding.drop(SERVER, demand.id, by=2)
    await voiding.propose(SERVER, demand.id, why="Third.", by=1)
    async with desk.database.write() as session:
        for actor in (await session.scalars(select(AuditActor))).all():
            await session.delete(actor)
    with pytest.raises(UserError, match="refusal-void-proposer-gone"):
        await voiding.confirm(SERVER, demand.id, proposal=await proposed(), by=2)
    view = await desk.demands.get(SERVER, demand.id)
    assert (view.state, view.void) == ("open", None)
