"""Invalidations of signatures for a reason, on both engines."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Audit
from bot.errors import UserError
from bot.petitions.counts.invalidations import MAX_PREVIEWS, Criteria, Invalidations
from bot.petitions.counts.invariants import drifts
from bot.petitions.counts.ledger import faults_of, ledgers
from bot.petitions.counts.publications import Publications
from bot.petitions.demands.service import DemandView
from bot.settings import PublicationRule
from bot.storage import Database
from bot.storage.models import AuditActor
from tests.conftest import MovableClock
from tests.support.petition_desk import SERVER, Desk, open_desk

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
ONE, OTHER = 11, 12  # organisers


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    return await open_desk(database, clock, tmp_path / "keys", rule=PublicationRule())


@pytest.fixture
def audit(desk: Desk) -> Audit:
    return Audit(desk.database, desk.clock, desk.keys)


@pytest.fixture
def invalidations(desk: Desk, audit: Audit) -> Invalidations:
    made = Invalidations(desk.database, desk.clock, desk.keys, audit)
    desk.publications = Publications(desk.database, desk.clock, desk.keys, desk.rule, made)
    return made


@pytest.fixture
async def demand(desk: Desk) -> DemandView:
    return await desk.open_demand()


async def sign(desk: Desk, demand: DemandView, first: int, count: int) -> None:
    await asyncio.gather(*(desk.sign(demand, MEMBER + first + number) for number in range(count)))


def days_of(desk: Desk, first: int, last: int) -> Criteria:
    """Return the criteria of days from ``first`` to ``last`` days ago."""
    today = desk.clock().date()
    return Criteria(first=today - timedelta(days=first), last=today - timedelta(days=last))


async def refusal(attempt: object) -> str:
    with pytest.raises(UserError) as refused:
        await attempt  # type: ignore[misc]
    return refused.value.id


async def test_two_organisers_invalidate_the_signatures_of_some_days(
    desk: Desk, demand: DemandView, invalidations: Invalidations, audit: Audit
) -> None:
    await sign(desk, demand, 0, 12)
    desk.clock.move(days=1)
    await desk.publications.tick()
    await sign(desk, demand, 100, 27)
    await desk.withdraw(demand, MEMBER)
    desk.clock.move(days=1)
    await desk.publications.tick()
    await sign(desk, demand, 200, 1)
    proposed = await invalidations.propose(SERVER, demand.id, "brigading", days_of(desk, 1, 1), by=ONE)
    assert (proposed.previewed, proposed.state) == (20, "proposed"), "rounded down to tens"
    assert await refusal(invalidations.confirm(SERVER, proposed.id, by=ONE)) == "refusal-invalidation-own"
    confirmed = await invalidations.confirm(SERVER, proposed.id, by=OTHER)
    assert confirmed.runs_at == desk.clock() + timedelta(hours=1)
    desk.clock.move(minutes=59)
    assert await desk.publications.tick() == 0
    desk.clock.move(minutes=1)
    assert await desk.publications.tick() == 1
    assert await desk.publications.tick() == 0
    last = (await desk.publications.history(demand.id))[-1]
    assert (last.count, last.invalidated) == (11, 27), "one waits on"
    assert last.reason == "invalidated"
    (ran,) = await invalidations.list(SERVER)
    assert (ran.state, ran.struck, ran.publication) == ("ran", 27, last.number)
    assert sorted((await desk.states(demand)).values()) == ["pending"] + ["published"] * 11
    async with desk.database.read() as session:
        entries = (await ledgers(session))[demand.id]
    assert (entries[-1].count, faults_of(entries)) == (11, [])
    page = await audit.page(SERVER)
    assert [act.act for act in page.items] == [
        "invalidation-run",
        "invalidation-confirm",
        "invalidation-preview",
    ]
    await sign(desk, demand, 100, 27)
    desk.clock.move(days=1)
    await desk.publications.tick()
    assert (await desk.publications.history(demand.id))[-1].count == 39, "they may sign again"


async def test_unpublished_signatures_are_added_and_invalidated_at_once(
    desk: Desk, demand: DemandView, invalidations: Invalidations
) -> None:
    await sign(desk, demand, 0, 15)
    desk.clock.move(days=1)
    await desk.publications.tick()
    await sign(desk, demand, 100, 8)
    desk.clock.move(days=1)
    every = days_of(desk, 2, 1)
    proposed = await invalidations.propose(SERVER, demand.id, "other", every, by=ONE, note="x")
    assert proposed.previewed == 10, "of those that are published"
    await invalidations.confirm(SERVER, proposed.id, by=OTHER)
    desk.clock.move(hours=1)
    await desk.publications.tick()
    last = (await desk.publications.history(demand.id))[-1]
    assert (last.count, last.invalidated) == (0, 23)
    assert await desk.states(demand) == {}


@pytest.mark.parametrize(("since", "told"), [(1, 0), (2, 0), (3, 3)])
async def test_one_or_two_unpublished_signatures_are_invalidated_without_being_counted(
    desk: Desk, demand: DemandView, invalidations: Invalidations, since: int, told: int
) -> None:
    """Otherwise the number would show that one person signed since the last publication."""
    await sign(desk, demand, 0, 15)
    desk.clock.move(days=1)
    await desk.publications.tick()
    await sign(desk, demand, 100, since)
    desk.clock.move(days=1)
    every = days_of(desk, 2, 1)
    proposed = await invalidations.propose(SERVER, demand.id, "brigading", every, by=ONE)
    await invalidations.confirm(SERVER, proposed.id, by=OTHER)
    desk.clock.move(hours=1)
    await desk.publications.tick()
    last = (await desk.publications.history(demand.id))[-1]
    assert (last.count, last.invalidated) == (0, 15 + told)
    assert (await invalidations.list(SERVER))[0].struck == 15 + told
    assert await desk.states(demand) == {}
    async with desk.database.read() as session:
        assert await drifts(session, desk.keys) == []


async def test_no_preview_changes_with_one_unpublished_signature_or_withdrawal(
    desk: Desk, demand: DemandView, invalidations: Invalidations
) -> None:
    """Somebody with nine accounts previews near the limit of ten and at a multiple of ten, to learn of a
    tenth signer.
    """
    day = desk.clock().date()
    eve = day - timedelta(days=1)

    async def previews() -> list[object]:
        """Return the results of previews by one day, and by one day more."""
        seen: list[object] = []
        for criteria in (Criteria(first=day, last=day), Criteria(first=eve, last=day)):
            try:
                found = await invalidations.propose(SERVER, demand.id, "brigading", criteria, by=ONE)
            except UserError as refused:
                seen.append(refused.id)
            else:
                seen.append(found.previewed)
                await invalidations.cancel(SERVER, found.id, by=ONE)
        desk.clock.move(days=1)  # the limit is five previews a day
        return seen

    await sign(desk, demand, 0, 10)
    desk.clock.move(days=1)
    assert await previews() == ["refusal-invalidation-few"] * 2, "nothing is published yet"
    await desk.publications.tick()
    before = await previews()
    assert before == [10] * 2
    await desk.withdraw(demand, MEMBER + 9)
    assert await previews() == before
    await desk.sign(demand, MEMBER + 9)
    await sign(desk, demand, 100, 1)
    assert await previews() == before
    await desk.withdraw(demand, MEMBER + 9)
    await desk.withdraw(demand, MEMBER + 8)
    assert await desk.publications.tick() == 0
    assert await previews() == before
    await sign(desk, demand, 101, 2)
    desk.clock.move(days=7)
    assert await desk.publications.tick() == 1
    assert await previews() == ["refusal-invalidation-few"] * 2


async def test_an_invalidation_that_runs_overtakes_others_of_the_same_signatures(
    desk: Desk, demand: DemandView, invalidations: Invalidations, audit: Audit
) -> None:
    await sign(desk, demand, 0, 15)
    desk.clock.move(days=1)
    await desk.publications.tick()
    await sign(desk, demand, 100, 15)
    desk.clock.move(days=1)
    await desk.publications.tick()
    every = days_of(desk, 2, 1)
    older, apart, runs = [
        await invalidations.propose(SERVER, demand.id, "brigading", criteria, by=ONE)
        for criteria in (every, days_of(desk, 1, 1), days_of(desk, 2, 2))
    ]
    for each in (apart, runs):
        await invalidations.confirm(SERVER, each.id, by=OTHER)
        await desk.withdraw(demand, MEMBER + 100)  # waits: too few to be published with it
    await invalidations.cancel(SERVER, apart.id, by=ONE)
    left = await invalidations.propose(SERVER, demand.id, "brigading", days_of(desk, 1, 1), by=ONE)
    desk.clock.move(hours=1)
    assert await desk.publications.tick() == 1
    states = {view.id: (view.state, view.overtaken_by) for view in await invalidations.list(SERVER)}
    assert states[runs.id] == ("ran", None)
    assert states[older.id] == ("overtaken", runs.id), "it may have been for a number that is not right now"
    assert states[left.id] == ("proposed", None)
    assert await refusal(invalidations.confirm(SERVER, older.id, by=OTHER)) == "refusal-invalidation-state"
    assert (await audit.page(SERVER)).items[0].act == "invalidation-overtaken"
    again = await invalidations.propose(SERVER, demand.id, "brigading", every, by=ONE)
    assert again.previewed == 10, "without those that were struck, and with who withdrew since"


async def test_signatures_of_a_closed_demand_can_be_invalidated(
    desk: Desk, demand: DemandView, invalidations: Invalidations
) -> None:
    await sign(desk, demand, 0, 15)
    await desk.demands.close(SERVER, demand.id)
    desk.clock.move(days=1)
    closed = days_of(desk, 1, 1)
    proposed = await invalidations.propose(SERVER, demand.id, "not-members", closed, by=ONE)
    await invalidations.confirm(SERVER, proposed.id, by=OTHER)
    desk.clock.move(hours=1)
    assert await desk.publications.tick() == 1
    assert (await desk.publications.history(demand.id))[-1].count == 0


async def test_any_organiser_can_cancel_before_it_runs_and_nobody_after(
    desk: Desk, demand: DemandView, invalidations: Invalidations
) -> None:
    await sign(desk, demand, 0, 15)
    desk.clock.move(days=2)
    await desk.publications.tick()
    first, second = [
        await invalidations.propose(SERVER, demand.id, "brigading", days_of(desk, 2, 1), by=ONE)
        for _ in range(2)
    ]
    await invalidations.confirm(SERVER, first.id, by=OTHER)
    await invalidations.cancel(SERVER, first.id, by=13)
    desk.clock.move(hours=2)
    assert await desk.publications.tick() == 0
    assert await refusal(invalidations.confirm(SERVER, first.id, by=OTHER)) == "refusal-invalidation-state"
    await invalidations.confirm(SERVER, second.id, by=OTHER)
    desk.clock.move(hours=2)
    assert await desk.publications.tick() == 1
    assert await refusal(invalidations.cancel(SERVER, second.id, by=ONE)) == "refusal-invalidation-state"


async def test_fewer_than_ten_signatures_are_refused_in_a_preview_and_skipped_in_a_run(
    desk: Desk, demand: DemandView, invalidations: Invalidations
) -> None:
    await sign(desk, demand, 0, 9)
    desk.clock.move(days=7)
    await desk.publications.tick()
    attempt = invalidations.propose(SERVER, demand.id, "brigading", days_of(desk, 7, 1), by=ONE)
    assert await refusal(attempt) == "refusal-invalidation-few"
    await sign(desk, demand, 9, 3)
    desk.clock.move(days=7)
    await desk.publications.tick()
    for member in (9, 10):
        await desk.withdraw(demand, MEMBER + member)
    proposed = await invalidations.propose(SERVER, demand.id, "brigading", days_of(desk, 14, 1), by=ONE)
    await invalidations.confirm(SERVER, proposed.id, by=OTHER)
    await desk.withdraw(demand, MEMBER)
    desk.clock.move(hours=1)
    assert await desk.publications.tick() == 0
    (dropped,) = await invalidations.list(SERVER)
    assert dropped.state == "cancelled"
    assert list((await desk.states(demand)).values()).count("published") == 9


async def test_a_demand_has_five_previews_a_day(
    desk: Desk, demand: DemandView, invalidations: Invalidations
) -> None:
    await sign(desk, demand, 0, 5)
    desk.clock.move(days=1)

    async def preview() -> str:
        return await refusal(
            invalidations.propose(SERVER, demand.id, "brigading", days_of(desk, 1, 1), by=ONE)
        )

    assert [await preview() for _ in range(MAX_PREVIEWS)] == ["refusal-invalidation-few"] * MAX_PREVIEWS
    assert await preview() == "refusal-invalidation-previews"
    desk.clock.move(days=1)
    assert await preview() == "refusal-invalidation-few"


async def test_an_erased_organiser_cannot_confirm_their_own_proposal(
    desk: Desk, demand: DemandView, invalidations: Invalidations, audit: Audit
) -> None:
    await sign(desk, demand, 0, 15)
    desk.clock.move(days=1)
    await desk.publications.tick()
    proposed = await invalidations.propose(SERVER, demand.id, "brigading", days_of(desk, 1, 1), by=ONE)
    async with desk.database.write() as session:
        await audit.erase_actor(session, ONE)
    attempt = invalidations.confirm(SERVER, proposed.id, by=ONE)
    assert await refusal(attempt) == "refusal-invalidation-own", "nobody is somebody new the same day"
    desk.clock.move(days=30)
    await audit.tick()
    attempt = invalidations.confirm(SERVER, proposed.id, by=ONE)
    assert await refusal(attempt) == "refusal-invalidation-proposer-gone"


async def test_an_organiser_erased_during_the_confirmation_cannot_confirm_their_own_proposal(
    desk: Desk,
    demand: DemandView,
    invalidations: Invalidations,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On PostgreSQL, another transaction may come between two statements."""
    await sign(desk, demand, 0, 15)
    desk.clock.move(days=1)
    await desk.publications.tick()
    proposed = await invalidations.propose(SERVER, demand.id, "brigading", days_of(desk, 1, 1), by=ONE)
    token = Audit.token

    async def erased_before(self: Audit, session: AsyncSession, server_id: int, by: int) -> bytes:
        await session.execute(delete(AuditActor))  # as a tick does when its time has come
        return await token(self, session, server_id, by)

    monkeypatch.setattr(Audit, "token", erased_before)
    attempt = invalidations.confirm(SERVER, proposed.id, by=ONE)
    assert await refusal(attempt) == "refusal-invalidation-proposer-gone"


async def test_invalid_criteria_and_reasons_are_refused(
    desk: Desk, demand: DemandView, invalidations: Invalidations
) -> None:
    today = desk.clock().date()
    for reason, criteria, expected in (
        ("brigading", Criteria(), "refusal-invalidation-criteria"),
        ("brigading", Criteria(first=today, last=today), "refusal-invalidation-days"),
        ("brigading", Criteria(first=today - timedelta(days=3)), "refusal-invalidation-days"),
        ("brigading", days_of(desk, 1, 2), "refusal-invalidation-days"),
        ("dislike", days_of(desk, 2, 1), "refusal-invalidation-reason"),
        ("other", days_of(desk, 2, 1), "refusal-invalidation-reason"),
        ("roster-left", Criteria(off_roster=True), "refusal-invalidation-no-roster"),
    ):
        attempt = invalidations.propose(SERVER, demand.id, reason, criteria, by=ONE)
        assert await refusal(attempt) == expected
    attempt = invalidations.propose(SERVER + 1, demand.id, "brigading", days_of(desk, 2, 1), by=ONE)
    assert await refusal(attempt) == "refusal-no-such-demand"
    assert await refusal(invalidations.cancel(SERVER, 99, by=ONE)) == "refusal-no-such-invalidation"


async def test_withdrawn_rows_are_not_invalidated_by_the_day_that_replaces_theirs(
    desk: Desk, demand: DemandView, invalidations: Invalidations
) -> None:
    await sign(desk, demand, 0, 12)
    desk.clock.move(days=1)
    await desk.publications.tick()
    ever = Criteria(first=date(1970, 1, 1), last=days_of(desk, 1, 1).last)
    proposed = await invalidations.propose(SERVER, demand.id, "brigading", ever, by=ONE)
    await invalidations.confirm(SERVER, proposed.id, by=OTHER)
    await desk.withdraw(demand, MEMBER)
    desk.clock.move(hours=1)
    await desk.publications.tick()
    last = (await desk.publications.history(demand.id))[-1]
    assert (last.count, last.invalidated) == (1, 11), "who withdrew leaves with others"
