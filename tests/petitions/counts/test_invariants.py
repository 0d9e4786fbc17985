"""Invariants: rows and ledger agree; a difference is reported and never repaired."""

import pytest
from sqlalchemy import text

from bot.petitions.counts.invariants import Invariants, drifts
from tests.support.petition_desk import SERVER, Desk

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567


@pytest.fixture
def invariants(desk: Desk) -> Invariants:
    return Invariants(desk.database, desk.clock, desk.keys)


async def run(desk: Desk, *statements: str) -> None:
    async with desk.database.write() as session:
        for statement in statements:
            await session.execute(text(statement))


async def differences(desk: Desk) -> list[str]:
    async with desk.database.read() as session:
        return [str(drift) for drift in await drifts(session, desk.keys)]


async def notices(desk: Desk) -> int:
    async with desk.database.read() as session:
        asked = "SELECT count(*) FROM announcements WHERE kind = 'drift'"
        return int((await session.execute(text(asked))).scalar_one())


async def test_rows_and_ledger_agree_after_any_actions_of_members(desk: Desk) -> None:
    demand = await desk.open_demand()
    assert await differences(desk) == []
    for number in range(6):
        await desk.sign(demand, MEMBER + number)
    assert await differences(desk) == []
    await desk.publish()
    await desk.withdraw(demand, MEMBER)
    await desk.sign(demand, MEMBER)
    assert await differences(desk) == []
    await desk.publish()
    await desk.demands.close(SERVER, demand.id)
    assert await differences(desk) == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DELETE FROM signatures WHERE length(sealed) > 0", "counts 4 published signatures"),
        ("UPDATE signatures SET sealed = reference", "4 signatures do not open with the demand's key"),
        ("UPDATE publications SET count = 5", "Publication 1: its hash is not that of what it says"),
        ("UPDATE publications SET verified_by = 'roster'", "its hash is not that of what it says"),
        ("DELETE FROM publications", "counts 0 published signatures, the database holds 4"),
    ],
)
async def test_a_difference_is_reported_once_and_not_repaired(
    desk: Desk, invariants: Invariants, harm: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    demand = await desk.open_demand()
    await desk.servers.update(SERVER, channel_id=77)
    for number in range(4):
        await desk.sign(demand, MEMBER + number)
    await desk.publish()
    assert await invariants.tick() == []
    await run(desk, harm)
    for _ in range(2):
        assert await invariants.tick() != []
    assert said in "\n".join(await differences(desk))
    assert said in caplog.text
    assert await notices(desk) == 1
    before = await desk.publications.history(demand.id)
    await invariants.tick()
    assert await desk.publications.history(demand.id) == before


async def test_rows_of_a_destroyed_key_are_no_difference(desk: Desk) -> None:
    demand = await desk.open_demand()
    for number in range(4):
        await desk.sign(demand, MEMBER + number)
    await desk.publish()
    await desk.demands.close(SERVER, demand.id)
    await run(desk, "DELETE FROM signatures", "UPDATE demands SET key_destroyed_at = closed_at")
    assert await differences(desk) == []
    await desk.publish()
    assert (await desk.publications.history(demand.id))[-1].count == 4
