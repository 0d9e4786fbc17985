"""One organiser watches a member at the signing page, and acts right before and after: changes the text,
ends signing, delivers, or signs with tokens of their own. No row and no count then shows the member."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.audit import Audit
from bot.errors import UserError
from bot.petitions.demands.deadlines import Deadline
from bot.petitions.demands.extensions import Extensions
from bot.petitions.demands.service import DemandView
from bot.settings import PublicationRule
from bot.storage import Database
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.page_desk import PageDesk, open_page_desk
from tests.support.petition_desk import PRIVACY, SERVER

pytestmark = pytest.mark.storage


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> PageDesk:
    desk = await open_page_desk(database, clock, tmp_path / "keys", rule=PublicationRule())
    await desk.begin_round()
    return desk


async def amend(desk: PageDesk, demand: DemandView, body: str) -> None:
    texts = {"en": {"title": "Another title", "body": body}}
    proposal = await desk.amendments.propose(SERVER, demand.id, texts)
    await desk.amendments.confirm(SERVER, demand.id, proposal.token)


async def next_look(desk: PageDesk) -> None:
    desk.clock.move(hours=25)
    await desk.ledgers.tick()


@pytest.mark.parametrize("target_signs", [False, True])
async def test_no_text_stands_for_the_visit_of_one_member(desk: PageDesk, target_signs: bool) -> None:
    """Also if nobody signed it, which would tell that the member did not."""
    demand = await desk.open_demand()
    with pytest.raises(UserError, match="refusal-version-few"):
        await amend(desk, demand, "Before anybody signed.")
    await desk.sign(demand, 13)
    with pytest.raises(UserError, match="refusal-version-few"):
        await amend(desk, demand, "Before those who signed are published.")
    await next_look(desk)
    await amend(desk, demand, "A comma, added.")
    await desk.sign(demand, int(target_signs))
    audit = Audit(desk.database, desk.clock, desk.keys)
    extensions = Extensions(desk.database, desk.clock, Texts.load(), audit, desk.ledgers)
    for _ in range(2):
        with pytest.raises(UserError, match="refusal-version-few"):
            await amend(desk, demand, "A comma added.")
        with pytest.raises(UserError, match="refusal-version-few"):
            later = Deadline(desk.clock() + timedelta(days=300), "UTC")
            await extensions.propose(SERVER, demand.id, later, by=1)
        await next_look(desk)
    await desk.servers.update(SERVER, privacy=replace(PRIVACY, contact="another@example.org"))
    assert (await desk.demands.get(SERVER, demand.id)).version == 2
    await desk.sign(demand, 13)
    await next_look(desk)
    await amend(desk, demand, "A comma added.")


async def test_the_last_text_stands_for_a_week(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 13)
    await next_look(desk)
    await amend(desk, demand, "A comma, added.")
    in_a_week = desk.clock() + timedelta(days=7)
    with pytest.raises(UserError, match="refusal-deadline-soon"):
        soon = Deadline(in_a_week - timedelta(minutes=1), "UTC")
        await desk.lifecycle.schedule(SERVER, demand.id, closes=soon)
    assert (await desk.demands.close(SERVER, demand.id)).closes_at == in_a_week
    await desk.sign(demand, 13)
    await next_look(desk)
    with pytest.raises(UserError, match="refusal-version-late"):
        await amend(desk, demand, "A comma added.")


async def test_nobody_ends_signing_right_after_one_member_came(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 16)
    await next_look(desk)
    before = await desk.reasons(demand)
    await desk.sign(demand, 1)
    now = desk.clock()
    with pytest.raises(UserError, match="refusal-deadline-soon"):
        soon = Deadline(now + timedelta(hours=23), "UTC")
        await desk.lifecycle.schedule(SERVER, demand.id, closes=soon)
    for _ in range(2):
        closing = await desk.demands.close(SERVER, demand.id)
        assert (closing.state, closing.closes_at) == ("open", now + timedelta(days=1))
        desk.clock.move(hours=1)
    await desk.ledgers.tick()
    assert await desk.reasons(demand) == before, "nothing moves for a day"
    later = Deadline(now + timedelta(days=2), "UTC")
    for closes in (later, None):
        with pytest.raises(UserError, match="refusal-deadline-stands"):
            await desk.lifecycle.schedule(SERVER, demand.id, closes=closes)
    await desk.sign(demand, 2)
    desk.clock.now = now + timedelta(days=1)
    await desk.ledgers.tick()
    assert (await desk.reasons(demand))[-1] == ("closing", 19)


async def test_delivery_publishes_nobodys_withdrawal(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    tokens = await desk.sign(demand, 16)
    await desk.close(demand)
    before = await desk.reasons(demand)
    assert await desk.act(demand, tokens[0], turn=2, withdraw=True) == 200
    await desk.lifecycle.deliver(SERVER, demand.id, to="The board")
    for _ in range(28):
        await next_look(desk)
    assert await desk.reasons(demand) == before
    assert await desk.act(demand, tokens[1], turn=2, withdraw=True) == 200
    desk.clock.move(days=2)
    await desk.ledgers.tick()
    assert (await desk.reasons(demand))[-1] == ("ended", 14)


async def test_nine_new_signatures_are_no_batch_of_ten_with_the_three_that_waited(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 13)
    await next_look(desk)
    before = await desk.reasons(demand)
    assert before[-1] == ("batch", 10)
    await desk.sign(demand, 9)
    await next_look(desk)
    assert await desk.reasons(demand) == before
    await desk.sign(demand, 1)
    await next_look(desk)
    assert (await desk.reasons(demand))[-1] == ("batch", 20)
