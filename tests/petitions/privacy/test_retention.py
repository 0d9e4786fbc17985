"""Retention: the end of a demand's key is announced, can be put on hold, and never comes as a surprise."""

import logging
from collections.abc import Awaitable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.audit import Audit
from bot.common.clock import add_months
from bot.errors import UserError
from bot.petitions.demands.service import DemandView
from bot.petitions.privacy.holds import HOLD, Holds
from bot.petitions.privacy.retention import GRACE, MIN_UPTIME_DAYS, Retention
from bot.storage.models import (
    Announcement,
    Demand,
    KeyFingerprint,
    Server,
)
from bot.texts import Texts
from bot.ui.demands.retention import notice_warnings
from tests.support.petition_desk import (
    PRIVACY,
    SERVER,
    TEXTS,
    Desk,
    open_desk,
)
from tests.support.roster_steps import imported, open_with_roster
from tests.support.sentences import report

pytestmark = pytest.mark.storage


def in_english(moment: datetime) -> str:
    return Texts.load().of("en").day(moment.date())


MEMBER = 812_345_678_901_234_567
CHANNEL = 77
ORGANISER = 712_345_678_901_234_567


@pytest.fixture
def retention(desk: Desk) -> Retention:
    """With a clock that Discord has confirmed."""
    return Retention(desk.database, desk.clock, desk.keys, clock_is_right=lambda: True)


@pytest.fixture
def unconfirmed(desk: Desk) -> Retention:
    return Retention(desk.database, desk.clock, desk.keys, clock_is_right=lambda: None)


@pytest.fixture
def holds(desk: Desk) -> Holds:
    return Holds(desk.database, desk.clock, Audit(desk.database, desk.clock, desk.keys))


async def proposed(desk: Desk, holds: Holds, demand: DemandView, *, by: int = ORGANISER) -> str:
    """Propose a hold; return the id of the proposal."""
    await holds.propose(SERVER, demand.id, reason="A court asks for the list.", by=by)
    found = (await desk.demands.get(SERVER, demand.id)).hold_proposal
    assert found is not None
    return str(found["id"])


async def hold(desk: Desk, holds: Holds, demand: DemandView) -> None:
    """Let two organisers hold a demand's key."""
    await holds.confirm(SERVER, demand.id, proposal=await proposed(desk, holds, demand), by=ORGANISER + 1)


async def refusal_of(asking: Awaitable[object]) -> str:
    with pytest.raises(UserError) as refused:
        await asking
    return refused.value.id


async def closed(desk: Desk) -> DemandView:
    """Return a closed and published demand with three signers, in a server with a channel."""
    demand = await desk.open_demand()
    await desk.servers.update(SERVER, channel_id=CHANNEL)
    for number in range(3):
        await desk.sign(demand, MEMBER + number)
    await desk.publish()
    return await desk.demands.close(SERVER, demand.id)


async def posts(desk: Desk) -> list[Announcement]:
    async with desk.database.read() as session:
        kind = Announcement.kind == "retention"
        return list(await session.scalars(select(Announcement).where(kind).order_by(Announcement.id)))


async def deliver(desk: Desk) -> None:
    async with desk.database.write() as session:
        await session.execute(
            update(Announcement)
            .values(state="sent", sent_at=desk.clock())
            .where(Announcement.state != "sent")
        )


async def run_days(desk: Desk, retention: Retention, days: int) -> None:
    """Run the bot on each of these days."""
    for _ in range(days):
        desk.clock.move(days=1)
        await retention.tick()


async def is_destroyed(desk: Desk, demand: DemandView) -> bool:
    return (await desk.demands.get(SERVER, demand.id)).anonymous_at is not None


async def noted_by_day(desk: Desk, demand: DemandView) -> object:
    """Return the number of signatures by day and version as of the last publication."""
    async with desk.database.read() as session:
        return await session.scalar(select(Demand.standing).where(Demand.id == demand.id))


def test_months_are_calendar_months() -> None:
    assert add_months(datetime(2026, 1, 31, 9, tzinfo=UTC), 1) == datetime(2026, 2, 28, 9, tzinfo=UTC)
    assert add_months(datetime(2024, 2, 29, tzinfo=UTC), 12) == datetime(2025, 2, 28, tzinfo=UTC)
    assert add_months(datetime(2026, 11, 5, tzinfo=UTC), 2) == datetime(2027, 1, 5, tzinfo=UTC)
    assert add_months(datetime(2026, 12, 5, tzinfo=UTC), 120) == datetime(2036, 12, 5, tzinfo=UTC)


@pytest.mark.both_engines
async def test_organisers_are_notified_a_month_before_the_key_and_the_rows_are_destroyed(
    desk: Desk, retention: Retention
) -> None:
    demand = await closed(desk)
    assert demand.closed_at is not None
    assert await noted_by_day(desk, demand)
    count = demand.publication
    end = add_months(demand.closed_at, 12)
    desk.clock.now = end - timedelta(days=36)
    await retention.tick()
    assert await posts(desk) == []
    await run_days(desk, retention, 2)
    (post,) = await posts(desk)
    assert (post.channel_id, post.subject) == (CHANNEL, f"demand:{demand.id}")
    assert end - desk.clock() >= timedelta(days=30)
    await deliver(desk)
    await run_days(desk, retention, 34)
    assert desk.clock() == end
    assert await is_destroyed(desk, demand)
    assert len(await posts(desk)) == 1, "told once"
    assert await desk.states(demand) == {}
    assert await noted_by_day(desk, demand) is None
    assert [path.suffix for path in desk.key_dir.iterdir()] == [".destroyed"]
    assert await desk.keys.check() == []
    assert (await desk.demands.get(SERVER, demand.id)).publication == count
    for member in (MEMBER, MEMBER + 50):
        for asking in (desk.withdraw(demand, member), desk.sign(demand, member)):
            with pytest.raises(UserError) as refused:
                await asking
            assert refused.value.id == "refusal-demand-anonymous"


async def test_a_process_with_the_destroyed_key_in_memory_accepts_nothing_more(
    desk: Desk, retention: Retention
) -> None:
    demand = await closed(desk)
    other = await open_desk(desk.database, desk.clock, desk.key_dir)
    await other.keys.reference(demand.id, MEMBER)
    await retention.destroy(demand.id)
    with pytest.raises(UserError) as refused:
        await other.withdraw(demand, MEMBER)
    assert refused.value.id == "refusal-demand-anonymous"
    await Retention(desk.database, desk.clock, other.keys).tick()
    assert await other.keys.reference(demand.id, MEMBER) is None


@pytest.mark.full
async def test_a_late_notice_gives_two_weeks_from_the_promised_day_and_no_more(
    desk: Desk, retention: Retention
) -> None:
    demand = await closed(desk)
    assert demand.closed_at is not None
    await desk.servers.update(SERVER, channel_id=None)
    end = add_months(demand.closed_at, 12)
    desk.clock.now = end - timedelta(days=36)
    await run_days(desk, retention, 40)
    assert await posts(desk) == [], "there is no channel"
    await desk.servers.update(SERVER, channel_id=CHANNEL)
    await run_days(desk, retention, 1)
    await deliver(desk)
    await run_days(desk, retention, 8)
    assert desk.clock() == end + GRACE - timedelta(days=1)
    assert not await is_destroyed(desk, demand)
    await run_days(desk, retention, 1)
    assert await is_destroyed(desk, demand)
    assert len(await posts(desk)) == 1


@pytest.mark.full
@pytest.mark.parametrize("years", [5, -5])
async def test_a_clock_that_jumps_destroys_no_key_early(
    desk: Desk, retention: Retention, unconfirmed: Retention, years: int
) -> None:
    demand = await closed(desk)
    assert demand.closed_at is not None
    desk.clock.now = add_months(demand.closed_at, 12) - timedelta(days=20)
    await retention.tick()
    await deliver(desk)
    await unconfirmed.tick()
    told = desk.clock()
    desk.clock.move(days=365 * years)
    for _ in range(5):
        await unconfirmed.tick()
    assert not await is_destroyed(desk, demand), "an hour has passed since they were told"
    desk.clock.now = told
    await run_days(desk, unconfirmed, MIN_UPTIME_DAYS)
    assert not await is_destroyed(desk, demand), "it is not the day"
    await run_days(desk, unconfirmed, 10)
    assert not await is_destroyed(desk, demand), "this may be a clock that jumped"
    await retention.tick()
    assert await is_destroyed(desk, demand)


@pytest.mark.both_engines
async def test_a_start_with_a_clock_that_is_ahead_destroys_no_key_of_organisers_who_were_told(
    desk: Desk, retention: Retention, unconfirmed: Retention
) -> None:
    demand = await closed(desk)
    assert demand.closed_at is not None
    end = add_months(demand.closed_at, 12)
    desk.clock.now = end - timedelta(days=36)
    await run_days(desk, retention, 2)
    await deliver(desk)
    await run_days(desk, retention, MIN_UPTIME_DAYS + 1)
    right = desk.clock()
    desk.clock.move(days=25)  # after the promised day
    await unconfirmed.tick()
    assert not await is_destroyed(desk, demand), "the bot ran for 12 days since the notice, not since the day"
    desk.clock.now = right
    await run_days(desk, retention, (end - right).days - 1)
    assert not await is_destroyed(desk, demand)
    await run_days(desk, unconfirmed, MIN_UPTIME_DAYS)
    assert not await is_destroyed(desk, demand), "Discord lets the bot in no more: 12 days since that day"
    await run_days(desk, unconfirmed, 1)
    assert await is_destroyed(desk, demand)


async def test_a_second_start_with_a_clock_that_is_ahead_destroys_no_key_either(
    desk: Desk, retention: Retention, unconfirmed: Retention
) -> None:
    demand = await closed(desk)
    await retention.tick()
    for _ in range(2):
        right = desk.clock()
        desk.clock.move(days=800)
        await unconfirmed.tick()
        assert not await is_destroyed(desk, demand)
        desk.clock.now = right
        await run_days(desk, retention, MIN_UPTIME_DAYS + 1)


@pytest.mark.full
async def test_a_notice_from_a_clock_that_ran_ahead_counts_once_the_clock_is_right(
    desk: Desk, retention: Retention, unconfirmed: Retention
) -> None:
    demand = await closed(desk)
    now = desk.clock() + timedelta(days=300)
    desk.clock.now = now + timedelta(days=3650)
    await unconfirmed.tick()
    await deliver(desk)
    await run_days(desk, unconfirmed, 2)
    desk.clock.now = now
    await run_days(desk, retention, 60)
    assert not await is_destroyed(desk, demand)
    await run_days(desk, retention, 40)
    assert await is_destroyed(desk, demand)


@pytest.mark.full
async def test_a_hold_keeps_the_key_and_organisers_are_notified_again_after_its_end(
    desk: Desk, retention: Retention, holds: Holds
) -> None:
    demand = await closed(desk)
    await hold(desk, holds, demand)
    assert await refusal_of(retention.destroy(demand.id)) == "refusal-key-held"
    desk.clock.move(days=300)
    await hold(desk, holds, demand)  # renewed beyond its end
    desk.clock.move(days=290)
    await run_days(desk, retention, 10)
    assert await posts(desk) == []
    assert not await is_destroyed(desk, demand)
    await holds.end(SERVER, demand.id, by=ORGANISER)
    assert not (await desk.demands.get(SERVER, demand.id)).legal_hold
    assert await refusal_of(holds.end(SERVER, demand.id, by=ORGANISER)) == "refusal-not-held"
    ended = desk.clock()
    await run_days(desk, retention, 1)
    await deliver(desk)
    await run_days(desk, retention, 3)
    await hold(desk, holds, demand)
    await run_days(desk, retention, 20)
    await holds.end(SERVER, demand.id, by=ORGANISER)
    assert desk.clock() - ended > GRACE
    await run_days(desk, retention, 12)
    assert len(await posts(desk)) == 2
    assert not await is_destroyed(desk, demand)
    await run_days(desk, retention, 2)
    assert await is_destroyed(desk, demand), "though the second post never arrived"
    assert await refusal_of(proposed(desk, holds, demand)) == "refusal-demand-anonymous"


async def test_a_hold_needs_a_reason_and_a_second_organiser_who_saw_this_proposal(
    desk: Desk, holds: Holds
) -> None:
    demand = await closed(desk)
    for reason in ("", " \n ", "x" * 201):
        asking = holds.propose(SERVER, demand.id, reason=reason, by=ORGANISER)
        assert await refusal_of(asking) == "refusal-hold-reason"
    assert await refusal_of(holds.end(SERVER, demand.id, by=ORGANISER)) == "refusal-not-held"
    seen = await proposed(desk, holds, demand)
    own = holds.confirm(SERVER, demand.id, proposal=seen, by=ORGANISER)
    assert await refusal_of(own) == "refusal-hold-own"
    newer = await proposed(desk, holds, demand)
    old = holds.confirm(SERVER, demand.id, proposal=seen, by=ORGANISER + 1)
    assert await refusal_of(old) == "refusal-hold-changed"
    audit = Audit(desk.database, desk.clock, desk.keys)
    async with desk.database.write() as session:
        await audit.erase_actor(session, ORGANISER)
    at_once = holds.confirm(SERVER, demand.id, proposal=newer, by=ORGANISER)
    assert await refusal_of(at_once) == "refusal-hold-own", "nobody is somebody new the same day"
    desk.clock.move(days=30)
    await audit.tick()
    again = holds.confirm(SERVER, demand.id, proposal=newer, by=ORGANISER)
    assert await refusal_of(again) == "refusal-hold-proposer-gone", "as somebody new to the audit"
    assert not (await desk.demands.get(SERVER, demand.id)).legal_hold
    elsewhere = holds.propose(SERVER + 1, demand.id, reason="x", by=ORGANISER)
    assert await refusal_of(elsewhere) == "refusal-no-such-demand"
    await hold(desk, holds, demand)
    held = await desk.demands.get(SERVER, demand.id)
    assert (held.legal_hold, held.hold_until) == (True, desk.clock() + HOLD)
    assert (held.hold_reason, held.hold_proposal) == ("A court asks for the list.", None)
    acts = [act.act for act in (await audit.page(SERVER)).items]
    assert acts == ["demand-hold", "demand-hold-propose", "audit-erased", *["demand-hold-propose"] * 2]


@pytest.mark.full
async def test_a_hold_expires_after_a_year_and_the_key_is_destroyed(
    desk: Desk, retention: Retention, holds: Holds
) -> None:
    """Its promised day has long passed; there is no grace period, because organisers are notified before."""
    demand = await closed(desk)
    desk.clock.move(days=200)
    await hold(desk, holds, demand)
    until = desk.clock() + HOLD
    desk.clock.now = until - timedelta(days=36)
    await run_days(desk, retention, 2)
    await deliver(desk)
    await run_days(desk, retention, 33)
    assert not await is_destroyed(desk, demand)
    await run_days(desk, retention, 1)
    assert desk.clock() == until
    assert await is_destroyed(desk, demand)


async def test_an_overdue_key_is_destroyed_once_the_clock_is_known_to_be_right(
    desk: Desk,
) -> None:
    demand, right = await closed(desk), None

    def known() -> bool | None:
        return right

    retention = Retention(desk.database, desk.clock, desk.keys, clock_is_right=known)
    desk.clock.move(days=1000)
    await retention.tick()
    assert not await is_destroyed(desk, demand), "this may be a clock that jumped"
    right = False
    await run_days(desk, retention, 20)
    assert not await is_destroyed(desk, demand)
    right = True
    await retention.tick()
    assert await is_destroyed(desk, demand)


async def due_today(desk: Desk, retention: Retention) -> DemandView:
    """Return a demand whose key is destroyed by the next tick, unless it is held."""
    demand = await closed(desk)
    assert demand.closed_at is not None
    desk.clock.now = add_months(demand.closed_at, 12) - timedelta(days=20)
    await retention.tick()
    await deliver(desk)
    await run_days(desk, retention, 19)
    desk.clock.move(days=1)
    assert not await is_destroyed(desk, demand)
    return demand


@pytest.mark.rest_in_full
@pytest.mark.both_engines
@pytest.mark.parametrize("told_anew", [True, False], ids=["by an organiser", "in the database alone"])
async def test_a_hold_just_before_the_destruction_keeps_the_key(
    desk: Desk, retention: Retention, holds: Holds, monkeypatch: pytest.MonkeyPatch, told_anew: bool
) -> None:
    demand = await due_today(desk, retention)
    near = retention._near

    async def held_just_then() -> list[int]:
        found = await near()
        if told_anew:
            await hold(desk, holds, demand)
        else:
            async with desk.database.write() as session:
                until = desk.clock() + HOLD
                await session.execute(update(Demand).values(legal_hold=True, hold_until=until))
        return found

    monkeypatch.setattr(retention, "_near", held_just_then)
    assert await retention.tick() == 0
    assert not await is_destroyed(desk, demand)
    assert len(await posts(desk)) == 1, "nobody is told of an end that will not come"
    assert len(await desk.states(demand)) == 3


async def test_the_steward_cannot_destroy_the_key_of_an_open_demand(desk: Desk, retention: Retention) -> None:
    demand = await desk.open_demand()
    for demand_id, code in ((demand.id, "refusal-key-of-open-demand"), (99, "refusal-no-such-demand")):
        with pytest.raises(UserError) as refused:
            await retention.destroy(demand_id)
        assert refused.value.id == code
    assert (desk.key_dir / f"demand-{demand.id}.key").exists()


async def test_a_key_that_comes_back_with_a_restored_folder_is_removed_at_the_start(
    desk: Desk, retention: Retention, caplog: pytest.LogCaptureFixture
) -> None:
    demand = await closed(desk)
    path = desk.key_dir / f"demand-{demand.id}.key"
    key = path.read_bytes()
    await retention.destroy(demand.id)
    path.write_bytes(key)
    with caplog.at_level(logging.WARNING):
        await open_desk(desk.database, desk.clock, desk.key_dir)
    assert not path.exists()
    assert f"demand-{demand.id}" in caplog.text
    path.write_bytes(b"x" * 32)
    await open_desk(desk.database, desk.clock, desk.key_dir)
    assert path.exists(), "another key of the same name is not ours to remove"


async def test_no_demand_opens_without_a_retention_and_the_promised_one_stays(desk: Desk) -> None:
    await desk.servers.update(SERVER, privacy=replace(PRIVACY, retention_months=None))
    draft = await desk.demands.create(SERVER, {"en": {"title": "A", "body": "b"}})
    with pytest.raises(UserError) as refused:
        await desk.demands.open(SERVER, draft.id)
    assert refused.value.id == "refusal-retention-missing"
    for months in (0, 121):
        with pytest.raises(UserError):
            await desk.servers.update(SERVER, retention_months=months)
    await desk.servers.update(SERVER, retention_months=7)
    opened = await desk.demands.open(SERVER, draft.id)
    assert opened.retention_months == 7
    assert "destroyed 7 months after its end" in (opened.consent or {})["en"]
    await desk.servers.update(SERVER, retention_months=120)
    same = await desk.demands.get(SERVER, draft.id)
    assert (same.retention_months, same.version, same.consent) == (7, opened.version, opened.consent)
    changed = await desk.servers.update(
        SERVER, privacy=replace(PRIVACY, contact="other", retention_months=None)
    )
    assert changed.privacy.retention_months == 120
    after = await desk.demands.get(SERVER, draft.id)
    assert after.version == opened.version + 1
    assert "destroyed 7 months after its end" in (after.consent or {})["en"]


async def test_the_notice_goes_to_the_channel_of_the_organisers(desk: Desk, retention: Retention) -> None:
    await closed(desk)
    await desk.servers.update(SERVER, organiser_channel_id=78)
    desk.clock.move(days=340)
    await retention.tick()
    assert [post.channel_id for post in await posts(desk)] == [78]
    async with desk.database.read() as session:
        names = list(await session.scalars(select(KeyFingerprint.name)))
    assert names == ["demand-1"]


async def test_a_database_from_before_the_destruction_of_a_key_is_updated_at_the_start(
    desk: Desk, retention: Retention
) -> None:
    demand = await closed(desk)
    await desk.open_demand()
    noted = await noted_by_day(desk, demand)
    await retention.destroy(demand.id)
    async with desk.database.write() as session:  # its state before
        name = f"demand-{demand.id}"
        await session.execute(
            update(KeyFingerprint).where(KeyFingerprint.name == name).values(destroyed_at=None)
        )
        as_before = update(Demand).where(Demand.id == demand.id)
        was = {"key_destroyed_at": None, "state": "open", "closed_at": None, "standing": noted}
        await session.execute(as_before.values(was))
    assert await noted_by_day(desk, demand)
    again = await open_desk(desk.database, desk.clock, desk.key_dir)
    after = await again.demands.get(SERVER, demand.id)
    assert (after.state, after.anonymous_at) == ("closed", desk.clock())
    assert await noted_by_day(again, demand) is None
    assert await again.keys.check() == []


async def test_a_link_kept_for_withdrawals_is_deleted_with_the_last_key_that_needs_it(
    desk: Desk, retention: Retention
) -> None:
    _, codes = await imported(desk, ["1001", "1002"])
    for account, number in ((MEMBER, "1001"), (MEMBER + 1, "1002")):
        await desk.roster.join(SERVER, account_id=account, typed=codes[number])
    demands = [await open_with_roster(desk) for _ in range(2)]
    await imported(desk, ["1002"], replace=True)
    for demand, links in zip(demands, (1, 0), strict=True):
        assert len(await desk.roster.linked_entries(MEMBER)) == 1, "they can still withdraw"
        await desk.demands.close(SERVER, demand.id)
        await retention.destroy(demand.id)
        assert len(await desk.roster.linked_entries(MEMBER)) == links
    assert [row.on_roster for row in await desk.roster.linked_entries(MEMBER + 1)] == [True]


async def test_the_check_lists_ends_of_keys_holds_and_undeliverable_notices(
    desk: Desk, retention: Retention, holds: Holds, caplog: pytest.LogCaptureFixture
) -> None:
    async def check_result() -> tuple[bool, str]:
        [(good, sentence)] = await report(desk.database, desk.clock())
        assert f"demand {demand.id} ({demand.slug})" in sentence
        return good, sentence

    demand = await closed(desk)
    end = add_months(desk.clock(), 12)
    assert f"ends on {in_english(end)}; organisers are told 35 days before" in (await check_result())[1]
    await hold(desk, holds, demand)
    assert f"is held until {in_english(desk.clock() + HOLD)}" in (await check_result())[1]
    await holds.end(SERVER, demand.id, by=ORGANISER)
    desk.clock.now = end - timedelta(days=30)
    async with desk.database.write() as session:
        await session.execute(update(Server).values(channel_id=None))
    good, sentence = await check_result()
    assert not good
    assert "no channel" in sentence
    assert f"It is destroyed on {in_english(end + GRACE)} anyway." in sentence
    with caplog.at_level(logging.WARNING):
        await retention.tick()
        await retention.tick()
    assert caplog.text.count("organisers cannot be told that its key ends (no-channel)") == 1
    failed = await retention.failed(SERVER)
    assert [notice.why for notice in failed] == ["no-channel"]
    [warning] = notice_warnings(failed, Texts.load().of("en"))
    assert f"“{TEXTS['en']['title']}”" in warning
    await desk.servers.update(SERVER, channel_id=CHANNEL)
    assert (await check_result())[0]
    await retention.tick()
    assert (await check_result())[0]
    async with desk.database.write() as session:
        await session.execute(update(Announcement).values(attempts=1, fault="forbidden"))
    good, sentence = await check_result()
    assert not good
    assert "Discord refuses the post" in sentence
    assert [notice.why for notice in await retention.failed(SERVER)] == ["refused"]
    assert await retention.failed(SERVER + 1) == []
    await deliver(desk)
    await retention.tick()
    assert (
        f"is to be destroyed on {in_english(end)}, if the bot has run on 12 days" in (await check_result())[1]
    )
    desk.clock.now = end + GRACE
    assert (
        f"was due to be destroyed by {in_english(end + GRACE)}: the bot was off" in (await check_result())[1]
    )
    await retention.destroy(demand.id)
    assert await report(desk.database, desk.clock()) == []
