"""One organiser watches a member at the signing page, and acts right before and after: changes the text,
ends signing, delivers, or signs with tokens of their own. No row and no count then shows the member."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.audit import Audit
from bot.errors import UserError
from bot.petitions.demands.deadlines import Deadline
from bot.petitions.demands.service import DemandView
from bot.petitions.demands.versions import Extensions
from bot.settings import PublicationRule
from bot.storage import Database
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.page_desk import PageDesk, open_page_desk
from tests.support.petition_desk import PRIVACY, SERVER

pytestmark = [pytest.mark.storage, pytest.mark.full]


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


async def test_no_demand_is_open_for_the_visit_of_one_member(desk: PageDesk) -> None:
    draft, week = await desk.draft(), desk.clock() + timedelta(days=7)
    soon = Deadline(week - timedelta(minutes=1), "UTC")
    await desk.lifecycle.schedule(SERVER, draft.id, closes=soon)
    with pytest.raises(UserError, match="refusal-signing-short"):
        await desk.demands.open(SERVER, draft.id)
    await desk.lifecycle.schedule(SERVER, draft.id, closes=Deadline(week, "UTC"))
    await desk.demands.open(SERVER, draft.id)
    with pytest.raises(UserError, match="refusal-deadline-soon"):
        await desk.lifecycle.schedule(SERVER, draft.id, closes=soon)
    assert (await desk.demands.close(SERVER, draft.id)).closes_at == week


@pytest.mark.parametrize("target_signs", [False, True])
async def test_no_count_comes_forward_by_a_change_of_text(desk: PageDesk, target_signs: bool) -> None:
    """Two of the organiser's own wait, and whether a third came would show two minutes after the visit."""
    demand = await desk.open_demand()
    await desk.sign(demand, 13)
    for _ in range(9):
        await next_look(desk)
    await desk.sign(demand, 2)
    await next_look(desk)
    before = await desk.reasons(demand)
    await desk.sign(demand, int(target_signs))
    await amend(desk, demand, "A comma, added.")
    desk.clock.move(minutes=1)
    await desk.ledgers.tick()
    assert (await desk.reasons(demand))[len(before) :] == [("amended", 10)]


async def test_nobody_ends_signing_right_after_one_member_came(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 16)
    await next_look(desk)
    desk.clock.move(days=7)
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


async def test_two_organisers_do_not_put_off_an_end_that_was_decided(desk: PageDesk) -> None:
    """They would let it be once the member came: then the closing shows that one alone."""
    demand = await desk.open_demand()
    await desk.sign(demand, 16)
    await next_look(desk)
    desk.clock.move(days=7)
    await next_look(desk)
    audit = Audit(desk.database, desk.clock, desk.keys)
    extensions = Extensions(desk.database, desk.clock, Texts.load(), audit, desk.ledgers)
    later = Deadline(desk.clock() + timedelta(days=364), "UTC")
    await extensions.propose(SERVER, demand.id, later, by=1)
    proposed = (await desk.demands.get(SERVER, demand.id)).extension
    assert proposed is not None
    ends = (await desk.lifecycle.schedule(SERVER, demand.id, goal=100)).closes_at
    assert ends is not None
    desk.clock.now = ends - timedelta(hours=23)
    with pytest.raises(UserError, match="refusal-deadline-stands"):
        await extensions.confirm(SERVER, demand.id, proposal=proposed["id"], by=2)
    with pytest.raises(UserError, match="refusal-deadline-stands"):
        await extensions.propose(SERVER, demand.id, later, by=1)
    await desk.sign(demand, 1)
    desk.clock.now = ends
    await desk.ledgers.tick()
    assert (await desk.reasons(demand))[-1] == ("closing", 17)


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


async def test_no_board_is_opened_for_the_visit_of_one_member(desk: PageDesk) -> None:
    """Off, on while the member is at the page, and off again: the next count, or the end of the list, would
    tell what the member did."""
    await desk.servers.update(SERVER, board="cgt")
    demand = await desk.open_demand()

    async def off() -> None:
        with pytest.raises(UserError, match="refusal-board-signing"):
            await desk.servers.update(SERVER, board=None, by=1)
        assert (await desk.servers.get(SERVER)).board == "cgt"

    await off()
    desk.clock.move(days=7)
    await desk.demands.close(SERVER, demand.id)
    await desk.ledgers.tick()
    await off()
    for days in (1, 29):  # signing goes on for a day
        desk.clock.move(days=days)
        await desk.ledgers.tick()
        await off()
    desk.clock.move(days=1)  # also while the box is away, so that the last count is not published
    await desk.servers.update(SERVER, board=None, by=1)
    assert (await desk.servers.get(SERVER)).board is None
