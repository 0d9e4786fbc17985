"""Attack: one member withdraws and signs again to be counted twice, so that the next batch holds one other
person.
"""

from pathlib import Path

import pytest

from bot.settings import PublicationRule
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.petition_desk import SERVER, open_desk

pytestmark = pytest.mark.storage

TARGET, ATTACKER = 812_345_678_901_234_567, 812_345_678_901_234_568
CROWD = range(812_345_678_901_234_600, 812_345_678_901_234_620)


@pytest.mark.parametrize("ending", ["late", "closing"])
async def test_the_target_is_not_counted_alone(
    database: Database, clock: MovableClock, tmp_path: Path, ending: str
) -> None:
    desk = await open_desk(database, clock, tmp_path / "keys", rule=PublicationRule())
    demand = await desk.open_demand()
    for member in (ATTACKER, *CROWD):
        await desk.sign(demand, member)
    clock.move(days=1, minutes=1)
    await desk.publications.tick()
    (before,) = await desk.publications.history(demand.id)
    await desk.withdraw(demand, ATTACKER)
    await desk.sign(demand, ATTACKER)
    await desk.sign(demand, TARGET)
    if ending == "late":
        for _ in range(9):
            clock.move(days=1)
            await desk.publications.tick()
    else:
        await desk.demands.close(SERVER, demand.id)
    assert {one.count for one in await desk.publications.history(demand.id)} == {before.count}
