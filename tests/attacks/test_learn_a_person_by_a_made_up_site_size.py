"""Attack: an organiser states a large size for a small site, to see whether all of it signed.

A large size would evade the rule that hides a site of which nearly all signed.
"""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.audit import Audit
from bot.errors import UserError
from bot.petitions.counts.units import Units, token
from bot.petitions.demands.service import DemandView
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.petition_desk import SERVER, Desk, open_desk

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
ATTACKER = 11
REAL, MADE_UP = 12, 5000  # people at the site


@pytest.fixture
async def desk(
    database: Database, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setattr("bot.petitions.counts.units.is_left_out", lambda: False)
    return await open_desk(database, clock, tmp_path / "keys")


@pytest.fixture
def units(desk: Desk) -> Units:
    return Units(desk.database, desk.clock, audit=Audit(desk.database, desk.clock, desk.keys))


@pytest.fixture(autouse=True)
async def another_site(units: Units) -> None:
    """Add a second site: with one alone, the hidden site could be computed, and would be hidden for that."""
    await units.add(SERVER, {"en": "Lyons"}, 100, by=ATTACKER)


async def sign(desk: Desk, demand: DemandView, first: int, count: int, unit_id: int | None) -> int:
    """Sign with ``count`` accounts; return the number of accepted signatures."""
    signing = (desk.sign(demand, MEMBER + first + number, unit_id=unit_id) for number in range(count))
    answers = await asyncio.gather(*signing, return_exceptions=True)
    return sum(not isinstance(answer, UserError) for answer in answers)


async def shown_of(desk: Desk, demand: DemandView) -> Any:
    await desk.publish()
    return (await desk.publications.history(demand.id))[-1].breakdown


async def test_a_size_stated_by_one_organiser_is_in_no_breakdown(desk: Desk, units: Units) -> None:
    site = await units.add(SERVER, {"en": "Night shift"}, MADE_UP, by=ATTACKER)
    demand = await desk.open_demand()
    assert await sign(desk, demand, 0, REAL, site.id) in (0, REAL)
    assert await sign(desk, demand, 100, 20, None) == 20
    assert not await shown_of(desk, demand), "all of a site of twelve: whoever works there signed"


async def test_a_size_corrected_by_one_organiser_shows_nothing_more(desk: Desk, units: Units) -> None:
    """The attacker removes a site of known size, and adds it again with another."""
    site = await units.add(SERVER, {"en": "Night shift"}, REAL, by=12)
    await units.remove(SERVER, site.id, by=ATTACKER)
    again = await units.add(SERVER, {"en": "Night shift"}, MADE_UP, by=ATTACKER)
    demand = await desk.open_demand()
    await sign(desk, demand, 0, REAL, again.id)
    await sign(desk, demand, 100, 20, None)
    assert not await shown_of(desk, demand)


async def test_a_correction_by_another_lets_nobody_confirm_their_own_size(desk: Desk, units: Units) -> None:
    """Another organiser corrects the name of the site, and so proposes it; the attacker confirms."""
    site = await units.add(SERVER, {"en": "Nihgt shift"}, MADE_UP, by=ATTACKER)
    site = await units.edit(SERVER, site.id, names={"en": "Night shift"}, by=12)
    assert site.proposal is not None
    with pytest.raises(UserError) as refused:
        await units.confirm(SERVER, site.id, token(site.proposal), by=ATTACKER)
    assert refused.value.id == "refusal-unit-own"
    corrected = await units.edit(SERVER, site.id, size=REAL, by=12)
    assert corrected.proposal is not None
    with pytest.raises(UserError):
        await units.confirm(SERVER, site.id, token(corrected.proposal), by=12)
    assert (await units.confirm(SERVER, site.id, token(corrected.proposal), by=13)).size == REAL
