"""Eligibility for an open demand: widening it, and the number of eligible members, on both engines."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.audit import Audit
from bot.errors import UserError
from bot.petitions.counts.publications import Publications
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.service import Demands, DemandView
from bot.petitions.signing.eligibility import MAX_ROLES, HolderCounts, Widening
from bot.settings import PublicationRule
from bot.storage import Database
from bot.storage.models import Announcement, Demand
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.petition_desk import (
    SERVER,
    Desk,
    open_desk,
    signer_with,
)
from tests.support.roster_steps import imported

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
ROLE, OTHER, FEW = 901, 902, 903
MIN_HOLDERS = 20


class Discord:
    """Counts the holders of roles; no answer if ``counts`` is None."""

    def __init__(self) -> None:
        self.counts: Mapping[int, int] | None = {ROLE: 25, OTHER: 20, FEW: 3}
        self.asked = 0

    async def count(self, _server_id: int) -> Mapping[int, int] | None:
        self.asked += 1
        return self.counts


@pytest.fixture
def discord() -> Discord:
    return Discord()


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path, discord: Discord) -> Desk:
    desk = await open_desk(database, clock, tmp_path / "keys", rule=PublicationRule())
    holders = HolderCounts(clock)
    holders.fetch = discord.count
    desk.demands = Demands(
        database, clock, Texts.load(), desk.keys, holders=holders, min_eligible=MIN_HOLDERS
    )
    desk.publications = Publications(database, clock, desk.keys, desk.rule, holders=holders)
    return desk


@pytest.fixture
def lifecycle(desk: Desk, discord: Discord) -> Lifecycle:
    holders = HolderCounts(desk.clock)
    holders.fetch = discord.count
    audit = Audit(desk.database, desk.clock, desk.keys)
    return Lifecycle(desk.database, desk.clock, audit=audit, holders=holders)


async def open_for(desk: Desk, role_id: int | None, *, account_days: int = 0) -> DemandView:
    await desk.servers.update(
        SERVER, member_role_id=role_id, min_account_days=account_days, min_server_days=account_days
    )
    return await desk.open_demand()


async def sign(desk: Desk, demand: DemandView, first: int, count: int, *, role: int = ROLE) -> None:
    for number in range(first, first + count):
        await desk.sign(demand, MEMBER + number, roles=frozenset({role}))


async def refused(lifecycle: Lifecycle, demand: DemandView, widening: Widening) -> str:
    with pytest.raises(UserError) as caught:
        await lifecycle.widen(SERVER, demand.id, widening, by=1)
    return caught.value.id


async def test_another_role_may_sign_after_a_widening_that_is_posted_and_recorded(
    desk: Desk, lifecycle: Lifecycle
) -> None:
    demand = await open_for(desk, ROLE)
    await desk.servers.update(SERVER, channel_id=77)
    with pytest.raises(UserError, match="refusal-role-needed"):
        await sign(desk, demand, 0, 1, role=OTHER)
    widened = await lifecycle.widen(SERVER, demand.id, Widening(role_id=OTHER), by=1)
    assert (widened.role_ids, widened.verified_by, widened.stamp) == ((ROLE, OTHER), "role", demand.stamp + 1)
    await sign(desk, demand, 0, 1, role=OTHER)
    await sign(desk, demand, 1, 1, role=ROLE)
    async with desk.database.read() as session:
        posts = (await session.execute(select(Announcement.kind, Announcement.occasion))).all()
    assert [tuple(post) for post in posts] == [("widened", f"widened:{widened.stamp}:{OTHER}:-:-")]
    [act] = (await Audit(desk.database, desk.clock, desk.keys).page(SERVER, limit=1)).items
    assert (act.act, act.before["role_ids"], act.after["role_ids"]) == (
        "demand-widen",
        [str(ROLE)],
        [str(ROLE), str(OTHER)],
    )


async def test_a_widened_demand_claims_only_its_remaining_conditions(
    desk: Desk, lifecycle: Lifecycle
) -> None:
    demand = await open_for(desk, ROLE, account_days=30)
    less = Widening(anyone=True, account_days=10, server_days=0)
    widened = await lifecycle.widen(SERVER, demand.id, less, by=1)
    assert (widened.verified_by, widened.account_days, widened.server_days) == ("server", 10, 0)
    assert (widened.role_ids, widened.min_account_days, widened.min_server_days) == ((), 10, 0)
    await sign(desk, demand, 0, 1, role=FEW)


async def test_a_demand_of_an_earlier_version_keeps_its_required_years(desk: Desk) -> None:
    demand = await open_for(desk, None, account_days=90)
    async with desk.database.write() as session:
        await session.execute(update(Demand).values(min_account_days=1990, account_days=1990))
    await desk.sign(demand, MEMBER)
    younger = signer_with(MEMBER + 1, frozenset(), desk.clock() + timedelta(days=20))
    with pytest.raises(UserError) as caught:
        await desk.sign(demand, MEMBER + 1, signer=younger)
    assert (caught.value.id, caught.value.arguments["days"]) == ("refusal-account-young", 1990)


async def test_conditions_of_a_demand_are_never_narrowed(desk: Desk, lifecycle: Lifecycle) -> None:
    demand = await open_for(desk, ROLE, account_days=30)
    more = (Widening(account_days=31), Widening(server_days=31), Widening(role_id=OTHER, server_days=31))
    for widening in more:
        assert await refused(lifecycle, demand, widening) == "refusal-widen-narrows"
    for widening in (Widening(), Widening(role_id=ROLE), Widening(account_days=30)):
        assert await refused(lifecycle, demand, widening) == "refusal-widen-nothing"
    anyone = await lifecycle.widen(SERVER, demand.id, Widening(anyone=True), by=1)
    assert await refused(lifecycle, anyone, Widening(role_id=ROLE)) == "refusal-widen-narrows"
    await desk.demands.close(SERVER, demand.id)
    assert await refused(lifecycle, demand, Widening(account_days=0)) == "refusal-demand-already-closed"


async def test_a_role_with_few_holders_and_too_many_roles_are_refused(
    desk: Desk, lifecycle: Lifecycle, discord: Discord
) -> None:
    discord.counts = {FEW: 19, **dict.fromkeys((ROLE, *range(1, MAX_ROLES + 1)), 30)}
    demand = await open_for(desk, ROLE)
    assert await refused(lifecycle, demand, Widening(role_id=FEW)) == "refusal-eligible-few"
    for role_id in range(1, MAX_ROLES):
        await lifecycle.widen(SERVER, demand.id, Widening(role_id=role_id), by=1)
    assert await refused(lifecycle, demand, Widening(role_id=MAX_ROLES)) == "refusal-widen-roles"


async def test_the_roster_stays_required_after_a_widening(desk: Desk, lifecycle: Lifecycle) -> None:
    await imported(desk, [f"M{number}" for number in range(25)])
    await desk.servers.update(SERVER, roster=True)
    demand = await open_for(desk, ROLE)
    assert demand.role_ids == (), "beside the roster no role is asked: nobody could count who has both"
    with pytest.raises(UserError, match="refusal-widen-nothing"):
        await lifecycle.widen(SERVER, demand.id, Widening(anyone=True), by=1)
    await sign(desk, demand, 0, 1)
    assert await desk.states(demand) == {}, "without a link it does not count"


async def test_no_demand_opens_with_a_small_roster(desk: Desk) -> None:
    await imported(desk, [f"M{number}" for number in range(19)])
    await desk.servers.update(SERVER, roster=True)
    with pytest.raises(UserError, match="refusal-eligible-few"):
        await open_for(desk, None)


async def test_a_demand_opens_if_the_role_has_enough_holders_or_cannot_be_counted(
    desk: Desk, discord: Discord
) -> None:
    assert (await open_for(desk, OTHER)).eligible_checked is True
    assert (await open_for(desk, None)).eligible_checked is None
    with pytest.raises(UserError, match="refusal-eligible-few"):
        await open_for(desk, FEW)
    with pytest.raises(UserError, match="refusal-eligible-few"):
        await open_for(desk, 999)  # a deleted role
    discord.counts = None
    desk.clock.move(days=2)
    unchecked = await open_for(desk, FEW)
    assert unchecked.eligible_checked is False


async def test_a_count_waits_until_enough_members_are_eligible(desk: Desk, discord: Discord) -> None:
    demand = await open_for(desk, ROLE)
    await sign(desk, demand, 0, 10)
    discord.counts = {ROLE: 19}
    desk.clock.move(days=8)
    assert await desk.publications.tick() == 0
    discord.counts = {ROLE: 20}
    assert await desk.publications.tick() == 0, "looked at once in each turn"
    desk.clock.move(days=1)
    assert await desk.publications.tick() == 1
    [published] = await desk.publications.history(demand.id)
    assert published.count == 10


async def test_a_demand_that_closes_while_few_are_eligible_repeats_its_count(
    desk: Desk, discord: Discord
) -> None:
    demand = await open_for(desk, ROLE)
    await sign(desk, demand, 0, 10)
    desk.clock.move(days=2)
    assert await desk.publications.tick() == 1
    await sign(desk, demand, 10, 5)
    discord.counts = {ROLE: 3}
    desk.clock.move(hours=1)
    closed = await desk.demands.close(SERVER, demand.id)
    assert closed.publication is not None
    assert closed.publication.count == 10
    discord.counts = {ROLE: 20}
    desk.clock.move(days=8)
    assert await desk.publications.tick() == 1
    assert (await desk.publications.history(demand.id))[-1].count == 15


async def test_many_publications_ask_discord_once_and_its_last_answer_holds_for_a_day(
    desk: Desk, discord: Discord
) -> None:
    demands = [await open_for(desk, ROLE) for _ in range(3)]
    for demand in demands:
        await sign(desk, demand, 0, 10)
    desk.clock.move(days=2)
    discord.asked = 0
    assert await desk.publications.tick() == 3
    assert discord.asked == 1
    for demand in demands:
        await sign(desk, demand, 10, 10)
    discord.counts = {ROLE: 3}
    desk.clock.move(days=1)
    assert await desk.publications.tick() == 0
    discord.counts = None
    desk.clock.move(hours=23)
    assert await desk.publications.tick() == 0
    desk.clock.move(days=2)
    assert await desk.publications.tick() == 3
    assert (await desk.demands.get(SERVER, demands[0].id)).eligible_checked is False
