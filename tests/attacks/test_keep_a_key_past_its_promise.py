"""Attack: a demand's key is to outlive the day that signers were told.

The attacker prevents the notice of its end, or holds it without a second organiser, or without end. Two
weeks after the promised day it is destroyed, whether or not the notice arrived.
"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.audit import Audit
from bot.common.clock import add_months
from bot.errors import UserError
from bot.petitions.demands.deadlines import Deadline
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.service import DemandView
from bot.petitions.demands.versions import Extensions
from bot.petitions.privacy.retention import Retention
from bot.storage.models import Announcement, Demand
from bot.texts import Texts
from tests.support.petition_desk import SERVER, Desk
from tests.support.sentences import report

pytestmark = pytest.mark.storage

MEMBER, ORGANISER = 812_345_678_901_234_567, 712_345_678_901_234_567
CHANNEL = 77
WEEKS = timedelta(days=14)


@pytest.fixture
def retention(desk: Desk) -> Retention:
    return Retention(desk.database, desk.clock, desk.keys)


async def closed(desk: Desk, *, channel: int | None) -> tuple[DemandView, datetime]:
    """Return a closed demand, and the day that its signers were told."""
    demand = await desk.open_demand()
    await desk.servers.update(SERVER, channel_id=channel)
    await desk.sign(demand, MEMBER)
    demand = await desk.demands.close(SERVER, demand.id)
    assert demand.closed_at is not None
    return demand, add_months(demand.closed_at, 12)


async def run_until(desk: Desk, retention: Retention, moment: datetime) -> None:
    """Run the bot on each day until then; the days before the last weeks are skipped."""
    desk.clock.now = max(desk.clock(), moment - timedelta(days=20))
    while desk.clock() < moment:
        desk.clock.move(days=1)
        await retention.tick()


def key_of(desk: Desk, demand: DemandView) -> Path:
    return desk.key_dir / f"demand-{demand.id}.key"


@pytest.mark.rest_in_full
async def test_without_a_channel_the_key_is_destroyed_two_weeks_after_its_day(
    desk: Desk, retention: Retention
) -> None:
    demand, end = await closed(desk, channel=None)
    await run_until(desk, retention, end + WEEKS - timedelta(days=1))
    assert key_of(desk, demand).exists()
    await run_until(desk, retention, end + WEEKS)
    assert not key_of(desk, demand).exists()
    assert await desk.states(demand) == {}


@pytest.mark.rest_in_full
@pytest.mark.parametrize("fault", ["forbidden", "channel-gone"])
async def test_a_refusing_or_deleted_channel_saves_no_key_and_the_check_warns_at_once(
    desk: Desk, retention: Retention, fault: str
) -> None:
    demand, end = await closed(desk, channel=CHANNEL)
    desk.clock.now = end - timedelta(days=34)
    await retention.tick()
    async with desk.database.write() as session:  # as the delivery does at each refusal
        await session.execute(update(Announcement).values(attempts=1, fault=fault))
    [(good, sentence)] = await report(desk.database, desk.clock())
    assert not good, sentence
    await run_until(desk, retention, end + WEEKS)
    assert not key_of(desk, demand).exists()


@pytest.mark.rest_in_full
async def test_a_hold_that_nobody_renews_ends_after_a_year_with_the_key(
    desk: Desk, retention: Retention
) -> None:
    demand, end = await closed(desk, channel=None)
    async with desk.database.write() as session:
        await session.execute(update(Demand).values(legal_hold=True))
    await retention.tick()
    held_until = desk.clock() + timedelta(days=365)
    await run_until(desk, retention, max(end, held_until) + WEEKS)
    assert not key_of(desk, demand).exists()


@pytest.mark.rest_in_full
async def test_one_organiser_alone_cannot_hold_a_key(desk: Desk, retention: Retention) -> None:
    demand, end = await closed(desk, channel=None)
    await run_until(desk, retention, end)
    await hold_alone(desk, retention, demand)
    await run_until(desk, retention, end + WEEKS)
    assert not key_of(desk, demand).exists()


async def hold_alone(desk: Desk, retention: Retention, demand: DemandView) -> None:
    """Try everything that one organiser can do to hold a key."""
    if hasattr(retention, "hold"):  # before it took two
        await retention.hold(SERVER, demand.id, on=True, by=ORGANISER)
        return
    from bot.petitions.privacy.holds import Holds

    holds = Holds(desk.database, desk.clock, Audit(desk.database, desk.clock, desk.keys))
    await holds.propose(SERVER, demand.id, reason="We may need them.", by=ORGANISER)
    proposal = (await desk.demands.get(SERVER, demand.id)).hold_proposal
    assert proposal is not None
    with pytest.raises(UserError) as refused:
        await holds.confirm(SERVER, demand.id, proposal=proposal["id"], by=ORGANISER)
    assert refused.value.id == "refusal-hold-own"


async def test_one_organiser_alone_cannot_prolong_signing_beyond_what_signers_were_told(desk: Desk) -> None:
    """The key lives as long as signing goes on: whoever moves the last day on and on keeps it for years."""
    demand = await desk.open_demand()
    opened, told = desk.clock(), demand.consent
    audit = Audit(desk.database, desk.clock, desk.keys)
    life = Lifecycle(desk.database, desk.clock, audit=audit)
    extensions = Extensions(desk.database, desk.clock, Texts.load(), audit)
    far = Deadline(opened + timedelta(days=500), "UTC")
    with pytest.raises(UserError) as refused:
        await life.schedule(SERVER, demand.id, closes=far, by=ORGANISER)
    assert refused.value.id == "refusal-deadline-beyond"
    unlimited = await life.schedule(SERVER, demand.id, closes=None, by=ORGANISER)
    assert unlimited.closes_at == unlimited.signing_ends
    desk.clock.now = opened + timedelta(days=300)
    await extensions.propose(SERVER, demand.id, far, by=ORGANISER)
    proposal = (await desk.demands.get(SERVER, demand.id)).extension
    assert proposal is not None
    with pytest.raises(UserError) as own:
        await extensions.confirm(SERVER, demand.id, proposal=proposal["id"], by=ORGANISER)
    assert own.value.id == "refusal-extension-own"
    await extensions.confirm(SERVER, demand.id, proposal=proposal["id"], by=ORGANISER + 1)
    longer = await desk.demands.get(SERVER, demand.id)
    assert (longer.closes_at, longer.version) == (far.moment, demand.version + 1)
    assert longer.consent != told, "who signs from now on agrees to the longer time"
    with pytest.raises(UserError) as stale:
        await desk.sign(demand, 77)
    assert stale.value.id == "refusal-demand-changed"
    with pytest.raises(UserError) as too_long:
        await extensions.propose(
            SERVER, demand.id, Deadline(desk.clock() + timedelta(days=400), "UTC"), by=ORGANISER
        )
    assert too_long.value.id == "refusal-extension-too-long"
