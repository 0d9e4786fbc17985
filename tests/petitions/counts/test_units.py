"""Units and their published breakdowns, on both engines."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest
from sqlalchemy import delete

from bot.audit import Audit
from bot.campaign import CampaignError, parse
from bot.contracts.watches.service import Watches
from bot.errors import UserError
from bot.petitions.counts.units import MAX_UNIT_SIZE, Units, UnitView, is_left_out, token
from bot.petitions.demands.service import DemandView
from bot.storage.models import AuditActor
from bot.storage.upsert import ensure_server
from tests.conftest import MovableClock
from tests.support.petition_desk import SERVER, Desk
from tests.support.sentences import apply

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
ONE, OTHER, THIRD = 11, 12, 13  # organisers


@pytest.fixture
def units(desk: Desk) -> Units:
    return Units(desk.database, desk.clock, audit=Audit(desk.database, desk.clock, desk.keys))


@pytest.fixture(autouse=True)
def none_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.petitions.counts.units.is_left_out", lambda: False)


async def confirmed(units: Units, unit: UnitView, *, by: int = OTHER) -> UnitView:
    assert unit.proposal is not None
    return await units.confirm(SERVER, unit.id, token(unit.proposal), by=by)


async def add(units: Units, names: dict[str, str], size: int) -> UnitView:
    return await confirmed(units, await units.add(SERVER, names, size, by=ONE))


async def edit(units: Units, unit: UnitView, **changes: Any) -> UnitView:
    return await confirmed(units, await units.edit(SERVER, unit.id, by=ONE, **changes))


async def refused(attempt: Awaitable[object]) -> str:
    with pytest.raises(UserError) as caught:
        await attempt
    return caught.value.id


async def sign_many(desk: Desk, demand: DemandView, first: int, count: int, unit: UnitView | None) -> None:
    unit_id = None if unit is None else unit.id
    signing = (desk.sign(demand, MEMBER + first + number, unit_id=unit_id) for number in range(count))
    await asyncio.gather(*signing)


async def last_cells(desk: Desk, demand: DemandView) -> dict[str, int] | None:
    last = (await desk.publications.history(demand.id))[-1]
    return None if last.breakdown is None else {cell["unit"]: cell["count"] for cell in last.breakdown}


async def test_units_are_added_edited_and_removed(units: Units) -> None:
    paris = await add(units, {"fr": "Paris  La Défense"}, 400)
    lyon = await add(units, {"en": "Lyons", "fr": "Lyon"}, 3)
    assert (paris.slug, paris.names, paris.size) == ("paris-la-defense", {"fr": "Paris La Défense"}, 400)
    assert await units.list(SERVER) == (lyon, paris)
    edited = await edit(units, paris, names={"en": "Paris"}, size=380)
    assert (edited.names, edited.size) == ({"fr": "Paris La Défense", "en": "Paris"}, 380)
    grown = await edit(units, paris, size=900)
    assert (grown.size, grown.least_size) == (900, 380), "what the smaller one hid stays hidden"
    assert [unit.id for unit in await units.suggest(SERVER, "defense")] == [paris.id]
    assert await units.suggest(SERVER + 1, "") == []
    await units.remove(SERVER, lyon.id)
    again = await add(units, {"fr": "Lyon"}, 30)
    assert again.id != lyon.id


async def test_the_size_of_a_unit_needs_two_organisers(units: Units) -> None:
    paris = await units.add(SERVER, {"en": "Paris"}, 100, by=ONE)
    assert not paris.is_confirmed
    assert await units.suggest(SERVER, "", offered=True) == []
    assert await refused(confirmed(units, paris, by=ONE)) == "refusal-unit-own"
    assert (await confirmed(units, paris)).is_confirmed
    assert await refused(confirmed(units, paris)) == "refusal-unit-confirmed"
    larger = await units.edit(SERVER, paris.id, size=5000, by=ONE)
    assert (larger.size, larger.is_confirmed) == (100, True), "until another confirms it"
    renamed = await units.edit(SERVER, paris.id, names={"en": "Payroll"}, by=OTHER)
    assert renamed.names == {"en": "Paris"}
    assert renamed.proposal == {"names": {"en": "Payroll"}, "size": 5000}
    assert await refused(confirmed(units, larger, by=ONE)) == "refusal-unit-proposal-changed"
    assert await refused(confirmed(units, renamed, by=OTHER)) == "refusal-unit-own"
    assert await refused(units.add(SERVER, {"en": "payroll"}, 5, by=ONE)) == "refusal-unit-name-taken"
    assert await refused(confirmed(units, renamed, by=ONE)) == "refusal-unit-own", "the size is ONE's"
    assert (await confirmed(units, renamed, by=THIRD)).names == {"en": "Payroll"}
    unchanged = units.edit(SERVER, paris.id, size=5000, by=ONE)
    assert await refused(unchanged) == "refusal-unit-unchanged"


async def test_an_erased_organiser_is_not_a_second_one(desk: Desk, units: Units) -> None:
    paris = await units.add(SERVER, {"en": "Paris"}, 100, by=ONE)
    async with desk.database.write() as session:
        await session.execute(delete(AuditActor))
    assert await refused(confirmed(units, paris, by=ONE)) == "refusal-unit-proposer-gone"
    assert await refused(units.edit(SERVER, paris.id, size=90, by=OTHER)) == "refusal-unit-proposer-gone"


async def test_a_proposal_for_a_confirmed_unit_can_be_dropped(desk: Desk, units: Units) -> None:
    paris = await add(units, {"en": "Paris"}, 100)
    await units.edit(SERVER, paris.id, size=5000, by=ONE)
    dropped = await units.edit(SERVER, paris.id, size=100, by=OTHER)
    assert (dropped.size, dropped.proposal) == (100, None)
    await units.edit(SERVER, paris.id, size=5000, by=ONE)
    async with desk.database.write() as session:
        await session.execute(delete(AuditActor))
    renamed = await units.edit(SERVER, paris.id, names={"en": "Payroll"}, by=OTHER)
    assert renamed.proposal == {"names": {"en": "Payroll"}, "size": 100}, "without what is gone"


@pytest.mark.parametrize(
    ("names", "size", "refusal"),
    [
        ({}, 5, "refusal-unit-without-name"),
        ({"en": "  "}, 5, "refusal-unit-without-name"),
        ({"en": "x" * 81}, 5, "refusal-unit-name-long"),
        ({"en": "PÂRIS"}, 5, "refusal-unit-name-taken"),
        ({"en": "Lyons"}, 0, "refusal-unit-size"),
        ({"en": "Lyons"}, MAX_UNIT_SIZE + 1, "refusal-unit-size"),
    ],
)
async def test_an_invalid_unit_is_refused(
    units: Units, names: dict[str, str], size: int, refusal: str
) -> None:
    await add(units, {"fr": "Paris", "en": "x" * 80}, 10)
    assert await refused(units.add(SERVER, names, size, by=ONE)) == refusal


async def test_a_unit_of_another_server_is_unknown(desk: Desk, units: Units) -> None:
    unit = await add(units, {"en": "Paris"}, 10)
    async with desk.database.write() as session:
        await ensure_server(session, desk.database, SERVER + 1, desk.clock())
    for attempt in (
        units.get(SERVER + 1, unit.id),
        units.edit(SERVER + 1, unit.id, size=5, by=ONE),
        units.confirm(SERVER + 1, unit.id, "", by=ONE),
        units.remove(SERVER + 1, unit.id),
    ):
        assert await refused(attempt) == "refusal-no-such-unit"


async def test_cells_are_published_if_they_identify_nobody(desk: Desk, units: Units) -> None:
    paris = await add(units, {"en": "Paris"}, 100)
    lyon = await add(units, {"en": "Lyons"}, 100)
    tiny = await add(units, {"en": "Night desk"}, 3)
    demand = await desk.open_demand()
    await sign_many(desk, demand, 0, 14, paris)
    await sign_many(desk, demand, 100, 8, lyon)
    await sign_many(desk, demand, 200, 3, tiny)
    await sign_many(desk, demand, 300, 2, None)
    await desk.publish()
    assert await last_cells(desk, demand) == {"paris": 14}
    await sign_many(desk, demand, 120, 8, lyon)
    await sign_many(desk, demand, 320, 6, None)
    await desk.publish()
    assert await last_cells(desk, demand) == {"paris": 14, "lyons": 16}
    await desk.withdraw(demand, MEMBER)
    await sign_many(desk, demand, 340, 12, None)
    await desk.publish()
    assert await last_cells(desk, demand) is None, "one of Paris left, and that would be seen"
    history = await desk.publications.history(demand.id)
    assert [publication.count for publication in history] == [27, 41, 52]


async def test_signatures_of_a_removed_unit_count_as_without_unit(desk: Desk, units: Units) -> None:
    paris = await add(units, {"en": "Paris"}, 100)
    lyon = await add(units, {"en": "Lyons"}, 100)
    await add(units, {"en": "Nantes"}, 100)
    demand = await desk.open_demand()
    await sign_many(desk, demand, 0, 20, paris)
    await sign_many(desk, demand, 100, 20, lyon)
    await sign_many(desk, demand, 200, 20, None)
    await desk.publish()
    assert await last_cells(desk, demand) == {"paris": 20, "lyons": 20}
    await units.remove(SERVER, lyon.id)
    await sign_many(desk, demand, 300, 10, None)
    await desk.publish()
    assert await last_cells(desk, demand) == {"paris": 20}


async def test_a_unit_removed_during_signing_fails_only_signatures_with_it(desk: Desk, units: Units) -> None:
    paris = await add(units, {"en": "Paris"}, 100)
    lyon = await add(units, {"en": "Lyons"}, 100)
    elsewhere = await units.add(SERVER + 1, {"en": "Nantes"}, 100, by=ONE)
    demand = await desk.open_demand()
    await units.remove(SERVER, lyon.id)
    named = (paris, lyon, None, elsewhere)
    signing = (
        desk.sign(demand, MEMBER + number, unit_id=unit and unit.id) for number, unit in enumerate(named)
    )
    answers = await asyncio.gather(*signing, return_exceptions=True)
    ids = [answer.id if isinstance(answer, UserError) else answer for answer in answers]
    assert ids == [None, "refusal-no-such-unit", None, "refusal-no-such-unit"]
    assert len(await desk.states(demand)) == 2


async def test_breakdowns_are_left_out_at_random(
    desk: Desk, units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    paris = await add(units, {"en": "Paris"}, 100)
    await add(units, {"en": "Lyons"}, 100)
    demand = await desk.open_demand()
    await sign_many(desk, demand, 0, 20, paris)
    await sign_many(desk, demand, 100, 20, None)
    monkeypatch.setattr("bot.petitions.counts.units.is_left_out", lambda: True)
    await desk.publish()
    assert await last_cells(desk, demand) is None
    monkeypatch.undo()
    assert {is_left_out() for _ in range(200)} == {True, False}


async def test_a_signature_keeps_its_unit_until_it_is_withdrawn(desk: Desk, units: Units) -> None:
    paris = await add(units, {"en": "Paris"}, 100)
    lyon = await add(units, {"en": "Lyons"}, 100)
    demand = await desk.open_demand()
    await sign_many(desk, demand, 0, 12, paris)
    await sign_many(desk, demand, 100, 12, None)
    await desk.publish()
    await sign_many(desk, demand, 0, 12, lyon)
    await sign_many(desk, demand, 200, 10, None)
    await desk.publish()
    assert await last_cells(desk, demand) == {"paris": 12}


FILE = """
title = "Sites"
language = "en"

[[unit]]
slug = "paris"
size = {size}
en = "Paris head office"
fr = "Siège de Paris"
"""


async def test_a_campaign_file_adds_units_and_a_larger_size_shows_nothing_more(
    desk: Desk, units: Units, clock: MovableClock
) -> None:
    audit = Audit(desk.database, clock, desk.keys)

    async def load(size: int) -> list[str]:
        return await apply(
            parse(FILE.format(size=size), clock=clock),
            SERVER,
            servers=desk.servers,
            watches=Watches(desk.database, {}, clock),
            database=desk.database,
            clock=clock,
            audit=audit,
        )

    assert "sites: 1 added, 0 updated, 0 unchanged." in await load(420)
    assert "sites: 0 added, 0 updated, 1 unchanged." in await load(420)
    assert "sites: 0 added, 1 updated, 0 unchanged." in await load(500)
    (unit,) = await units.list(SERVER)
    assert not unit.is_confirmed, "one organiser confirms it"
    unit = await confirmed(units, unit, by=ONE)
    assert (unit.slug, unit.names["fr"], unit.size, unit.least_size) == ("paris", "Siège de Paris", 500, 420)
    assert "sites: 0 added, 0 updated, 1 unchanged." in await load(500)
    assert (await units.list(SERVER)) == (unit,)
    acts = [act for act in reversed((await audit.page(SERVER)).items) if act.by == "steward"]
    assert [(act.act, act.by, act.subject) for act in acts] == [
        ("unit-add", "steward", f"unit:{unit.id}"),
        ("unit-edit", "steward", f"unit:{unit.id}"),
    ]
    assert (acts[1].before, acts[1].after) == ({"size": 420}, {"size": 500})
    assert acts[0].names == {"en": "Paris head office", "fr": "Siège de Paris"}


def test_a_unit_without_size_or_name_is_a_fault(clock: MovableClock) -> None:
    with pytest.raises(CampaignError) as refused:
        parse('title = "Sites"\nlanguage = "en"\n[[unit]]\nslug = "paris"\n', clock=clock)
    assert len(refused.value.faults) == 2
