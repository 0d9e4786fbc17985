"""Attack: somebody reads the public ledgers each day, in order to see that the union has a new member."""

from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.exports.ledger_file import ledger_file
from bot.exports.manifest import ManifestSigner
from bot.exports.queries import read_rows
from bot.petitions.roster.roster_import import RosterImport
from bot.storage import Database
from bot.storage.models import IssuingRound
from tests.conftest import MovableClock
from tests.support.page_desk import PageDesk, open_page_desk
from tests.support.petition_desk import SERVER

pytestmark = pytest.mark.storage


async def joins(desk: PageDesk, members: int) -> None:
    """Let members join until the union has so many."""
    roster = RosterImport(desk.database, desk.keys, SERVER, hand_out=lambda _: None)
    await roster.run([f"N{number}" for number in range(members)], replace=False)


async def test_no_figure_of_a_round_changes_when_members_join(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desk = await open_page_desk(database, clock, tmp_path / "keys")
    await desk.begin_round()
    demand = await desk.open_demand()
    await desk.sign(demand, 5)

    async def public() -> bytes:
        async with database.read() as session:
            (asked,) = (await read_rows(session, SERVER, None)).demands
        return ledger_file(asked, ManifestSigner(bytes(32)))

    before = await public()
    for members in range(61, 75):
        await joins(desk, members)
        await desk.ledgers.tick()
        assert await public() == before
    await desk.sign(demand, 5)
    await desk.publish()
    opening, *_, last = await desk.entries(demand)
    assert last.number > opening.number
    assert (last.places, last.issued) == (opening.places, opening.issued)


async def test_one_of_ten_who_join_changes_the_figure_of_the_next_round(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desk = await open_page_desk(database, clock, tmp_path / "keys")
    await desk.begin_round()
    demand = await desk.open_demand()
    shown = []
    for members in range(60, 81):
        await joins(desk, members)
        places = (await desk.rounds.next(SERVER)).places
        assert places == members, "organisers see the exact number"
        async with database.write() as session:
            await session.execute(update(IssuingRound).values(places=places))  # as the next round has it
            shown.append((await desk.rounds.figures(session, SERVER, demand.id))[0])
    changes = sum(before != after for before, after in pairwise(shown))
    assert changes == 2
    assert shown == sorted(shown)
    assert all(public - 10 < members <= public for members, public in enumerate(shown, 60)), "up to nine more"
