"""Stored actions that were first known from rows without ids, after the whole history is read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.contracts.model import Action, Record
from bot.storage.models import Action as ActionRow
from bot.storage.models import Change, Contract
from tests.support.contracts import ORDER, action, order
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

BASE = action("0", "4816782.50", "2025-12-18", None)
FIVE, SEVEN = (
    action("P00001", amount, "2026-02-01", action_id=f"TX_P00001_{n}", description=f"PART {n}")
    for n, amount in enumerate(("5", "7"))
)


def rows(*actions: Action) -> Record:
    told = [replace(each, action_id=f"TX_{each.number}_{place}?") for place, each in enumerate(actions)]
    return replace(order(ORDER, *told), obligated=None, end=None, signed=None, whole=False)


async def stored_actions(world: Watching) -> dict[str, tuple[Decimal | None, int]]:
    """Return amounts and numbers of revisions of the stored actions, by id."""
    async with world.database.read() as session:
        found = (await session.execute(select(ActionRow).order_by(ActionRow.id))).scalars()
        return {row.action_id: (row.amount, len(row.revised_from)) for row in found}


async def test_an_action_with_a_guessed_id_gets_its_own_id_without_a_correction(world: Watching) -> None:
    await world.watch()
    await world.read_of(order(ORDER, BASE))
    world.source.show(rows(SEVEN))  # the second of two, only one of which the search finds
    await world.read_in_full()
    assert await world.posts() == [("70CDCR26FR0000024", ["money-added"])]
    whole = order(ORDER, BASE, FIVE, SEVEN)
    for shown in (whole, rows(FIVE), whole, rows(SEVEN), whole):
        await world.full_read_of(shown)
    assert await stored_actions(world) == {
        "TX_0": (Decimal("4816782.50"), 0),
        "TX_P00001_1": (Decimal(7), 0),
        "TX_P00001_0": (Decimal(5), 0),
    }
    assert await world.posts() == [("70CDCR26FR0000024", ["money-added"])] * 2
    async with world.database.read() as session:
        told = (
            await session.execute(select(Change.action_id, Change.amount).where(Change.amount > Decimal(0)))
        ).all()
    assert {tuple(each) for each in told if each.action_id} == {
        ("TX_P00001_1", Decimal(7)),
        ("TX_P00001_0", Decimal(5)),
    }


async def test_the_history_adds_the_effect_of_an_action_first_known_from_a_search(world: Watching) -> None:
    await world.watch()
    moved = action("P00001", "0", "2026-03-11", "M")
    await world.read_of(order(ORDER, BASE))
    await world.full_read_of(rows(moved))
    await world.full_read_of(order(ORDER, BASE, moved, end=date(2026, 5, 14)))
    (news,) = await world.news()
    assert [(change.kind.value, change.number) for change in news.changes] == [("extended", "P00001")]
    contract_id = await world.scalar(select(Contract.id))
    shown = {view.action.number: view for view in (await world.contracts.show(1, contract_id)).actions}
    assert [effect.kind.value for effect in shown["P00001"].effects] == ["extended"]
