"""Attack: an organiser with two accounts narrows a demand to these and one person, to read the person's
choice in the count.
"""

from datetime import timedelta
from pathlib import Path

import discord
import pytest

from bot.demo.world import World
from bot.errors import UserError
from bot.petitions.demands.service import DemandView
from bot.servers.settings import Changes
from bot.settings import PublicationRule
from bot.storage import Database
from tests.conftest import MovableClock
from tests.support.demand_steps import PRIVACY, TEXTS
from tests.support.petition_desk import (
    SERVER,
    Desk,
    open_desk,
    signer_with,
)

pytestmark = pytest.mark.behaviour

MEMBERS, TRAP = 900_000_000_000_000_001, 900_000_000_000_000_002  # roles
TARGET, ALTS = 812_345_678_901_234_567, (812_345_678_901_234_568, 812_345_678_901_234_569)
OTHERS = range(812_345_678_901_234_600, 812_345_678_901_234_607)


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    return await open_desk(database, clock, tmp_path / "keys", rule=PublicationRule())


async def signs(desk: Desk, demand: DemandView, member_id: int, role_id: int) -> bool:
    try:
        await desk.sign(demand, member_id, roles=frozenset({role_id}))
    except UserError:
        return False
    return True


async def test_another_role_in_the_settings_changes_nothing_in_an_open_demand(desk: Desk) -> None:
    await desk.servers.update(SERVER, member_role_id=MEMBERS)
    demand = await desk.open_demand()
    await desk.servers.update(SERVER, member_role_id=TRAP)
    trapped = [await signs(desk, demand, member_id, TRAP) for member_id in (TARGET, *ALTS)]
    others = [await signs(desk, demand, member_id, MEMBERS) for member_id in OTHERS]
    assert (trapped, others) == ([False] * 3, [True] * len(OTHERS))
    desk.clock.move(days=8)
    await desk.publications.tick()
    [published] = await desk.publications.history(demand.id)
    assert published.count == len(OTHERS), "those three are not the whole of it"


async def test_days_in_the_settings_do_not_narrow_an_open_demand(desk: Desk) -> None:
    demand = await desk.open_demand()
    await desk.servers.update(SERVER, min_account_days=90, min_server_days=90)
    young = signer_with(OTHERS[0], frozenset(), desk.clock() + timedelta(days=1950))
    try:
        await desk.sign(demand, OTHERS[0], signer=young)
    except UserError as refusal:
        pytest.fail(f"only the target's account is old enough: {refusal.id}")


async def test_no_demand_requires_years_that_only_one_person_has(desk: Desk) -> None:
    for days in (Changes(min_account_days=3000), Changes(min_server_days=3000)):
        with pytest.raises(UserError):
            await desk.servers.update(SERVER, **days)


@pytest.fixture
def holders(monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """The number of holders of each role, as Discord counts them."""
    counts: dict[int, int] = {}

    async def counted(guild: discord.Guild) -> dict[discord.Object, int]:
        return {discord.Object(role_id): count for role_id, count in counts.items()}

    monkeypatch.setattr(discord.Guild, "role_member_counts", counted)
    return counts


async def test_a_demand_for_a_role_that_few_hold_does_not_open(holders: dict[int, int]) -> None:
    async with World() as world:
        holders[world.members.id] = 3
        await world.app.servers.update(world.server_id, privacy=PRIVACY, member_role_id=world.members.id)
        draft = await world.app.demands.create(world.server_id, TEXTS)
        with pytest.raises(UserError):
            await world.app.demands.open(world.server_id, draft.id)


async def test_no_count_is_published_once_few_hold_the_role(holders: dict[int, int]) -> None:
    async with World() as world:
        holders[world.members.id] = 25
        await world.app.servers.update(world.server_id, privacy=PRIVACY, member_role_id=world.members.id)
        draft = await world.app.demands.create(world.server_id, TEXTS)
        demand = await world.app.demands.open(world.server_id, draft.id)
        holders[world.members.id] = 3  # all others lost the role
        roles = frozenset({world.members.id})
        for member_id in (TARGET, *ALTS):
            await world.app.signing.sign(
                demand.id,
                server_id=world.server_id,
                version=demand.version,
                signer=signer_with(member_id, roles, world.clock()),
            )
        world.clock.move(days=8)
        await world.tick()
        assert await world.app.publications.history(demand.id) == []
        closed = await world.app.demands.close(world.server_id, demand.id)
        assert closed.publication is not None
        assert closed.publication.count == 0, "what waits is in no last count either"


async def test_no_count_is_published_while_the_bot_is_out_of_the_server(holders: dict[int, int]) -> None:
    """Discord then says nothing of who holds the role."""
    async with World() as world:
        holders[world.members.id] = 25
        app, server_id, roles = world.app, world.server_id, frozenset({world.members.id})
        await app.servers.update(server_id, privacy=PRIVACY, member_role_id=world.members.id)
        draft = await app.demands.create(server_id, TEXTS)
        demand = await app.demands.open(server_id, draft.id)
        holders[world.members.id] = 3
        for member_id in (TARGET, *ALTS):
            signer = signer_with(member_id, roles, world.clock())
            await app.signing.sign(demand.id, server_id=server_id, version=demand.version, signer=signer)
        await app.removals.note(server_id)
        holders.clear()
        app.holders.fetch = None
        world.clock.move(days=8)
        await app.publications.tick()
        assert await app.publications.history(demand.id) == []
        world.clock.move(days=400)
        await app.publications.tick()
        assert [one.count for one in await app.publications.history(demand.id)] == [0], "it is closed"
