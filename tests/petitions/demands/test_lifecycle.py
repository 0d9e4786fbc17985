"""Lifecycle of a demand besides signing, on both engines."""

from collections.abc import Awaitable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.announcements.card_sync import CardSync
from bot.announcements.outbox import Queued
from bot.announcements.poster_interface import ChannelRefuses, Gone, TryAgain
from bot.audit import Audit
from bot.petitions.counts.paper import Paper
from bot.petitions.demands.deadlines import Deadline, deadline
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.reminders import Reminders
from bot.petitions.demands.service import DemandView
from bot.petitions.demands.versions import Amendments
from bot.storage.models import Announcement, DemandVersion, Milestone
from bot.texts import Texts
from tests.support.databases import statements
from tests.support.petition_desk import (
    PRIVACY,
    SERVER,
    TEXTS,
    Desk,
    refusal_of,
)

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
CHANNEL = 71


@pytest.fixture
def life(desk: Desk) -> Lifecycle:
    return Lifecycle(desk.database, desk.clock)


@pytest.fixture
def amendments(desk: Desk) -> Amendments:
    return Amendments(desk.database, desk.clock, Texts.load())


async def posts(desk: Desk) -> list[tuple[str, str]]:
    async with desk.database.read() as session:
        rows = await session.execute(
            select(Announcement.kind, Announcement.occasion).order_by(Announcement.id)
        )
        return [(row.kind, row.occasion) for row in rows]


async def announced(desk: Desk) -> DemandView:
    """Return an open demand in a server that has a channel."""
    demand = await desk.open_demand()
    await desk.servers.update(SERVER, channel_id=CHANNEL)
    return demand


async def sign_and_publish(desk: Desk, demand: DemandView, members: range) -> None:
    for number in members:
        await desk.sign(demand, MEMBER + number)
    assert await desk.publish() == 1


async def test_a_delivery_on_an_earlier_day_has_the_sheets_that_were_confirmed_by_then(
    desk: Desk, life: Lifecycle
) -> None:
    draft = await desk.demands.create(SERVER, TEXTS, signed_by="paper")
    demand = await desk.demands.open(SERVER, draft.id)
    paper = Paper(desk.database, desk.clock, Audit(desk.database, desk.clock, desk.keys))

    async def confirmed(label: str, count: int) -> int:
        sheet = await paper.enter(SERVER, demand.id, label=label, count=count, scan_sha256=label * 64, by=1)
        await paper.confirm(SERVER, sheet.id, by=2)
        return sheet.id

    await confirmed("a", 20)
    refused = await refusal_of(life.schedule(SERVER, demand.id, goal=19))
    assert refused.id == "refusal-goal-below-count"
    later_withdrawn = await confirmed("b", 7)
    await desk.demands.close(SERVER, demand.id)
    handed_over = desk.clock().date()
    desk.clock.move(days=3)
    await confirmed("c", 480)
    await paper.withdraw(SERVER, later_withdrawn, note="twice", by=2)
    delivered = await life.deliver(SERVER, demand.id, to="The board", day=handed_over)
    assert delivered.delivery is not None
    assert (delivered.delivery.count, delivered.paper) == (27, 500)


async def test_a_delivery_before_the_first_count_is_refused(desk: Desk, life: Lifecycle) -> None:
    demand = await announced(desk)
    closes = desk.clock() + timedelta(days=1)
    await life.schedule(SERVER, demand.id, closes=Deadline(closes, "UTC"))
    for member in range(9):
        await desk.sign(demand, MEMBER + member)
    desk.clock.move(days=4)  # the bot was off
    await desk.publications.tick()

    async def deliver(days: int) -> DemandView:
        day = closes.date() + timedelta(days=days)
        return await life.deliver(SERVER, demand.id, to="The board", day=day)

    assert (await refusal_of(deliver(1))).id == "refusal-delivered-before-count"
    delivery = (await deliver(3)).delivery
    assert delivery is not None
    assert delivery.count == 9


async def test_each_step_of_a_demand_out_of_order_names_the_step_before(desk: Desk, life: Lifecycle) -> None:
    demand = await announced(desk)
    to = {"to": "The works council", "note": "In person."}
    answer = {"outcome": "partly", "text": "We will look into it."}

    def deliver() -> Awaitable[DemandView]:
        return life.deliver(SERVER, demand.id, **to)

    def answered() -> Awaitable[DemandView]:
        return life.answer(SERVER, demand.id, **answer)

    def archive() -> Awaitable[DemandView]:
        return life.archive(SERVER, demand.id)

    assert (await refusal_of(deliver())).id == "refusal-deliver-open"
    assert (await refusal_of(answered())).id == "refusal-answer-undelivered"
    assert (await refusal_of(archive())).id == "refusal-archive-open"
    await sign_and_publish(desk, demand, range(4))
    await desk.demands.close(SERVER, demand.id)
    assert (await refusal_of(answered())).id == "refusal-answer-undelivered"
    delivered = await deliver()
    assert delivered.state == "delivered"
    assert delivered.delivery is not None
    assert (delivered.delivery.to, delivered.delivery.count) == ("The works council", 4)
    assert (await refusal_of(deliver())).id == "refusal-already-delivered"
    done = await answered()
    assert done.state == "answered"
    assert done.answer is not None
    assert (done.answer.outcome, done.answer.text) == ("partly", "We will look into it.")
    assert (await refusal_of(answered())).id == "refusal-already-answered"
    archived = await archive()
    assert archived.state == "archived"
    assert archived.stamp > delivered.stamp > demand.stamp
    for late in (archive(), deliver(), answered()):
        assert (await refusal_of(late)).id == "refusal-demand-archived"
    assert await desk.demands.list(SERVER, include_archived=False) == ()
    assert [view.id for view in await desk.demands.list(SERVER)] == [demand.id]
    assert await desk.demands.suggest(SERVER, "", states=("open", "closed", "delivered", "answered")) == ()
    assert await posts(desk) == [
        ("closed", "closed"),
        ("delivered", "delivered"),
        ("answered", "answered"),
    ]


async def test_corrections_of_a_delivery_and_an_answer_are_posted_and_recorded(
    desk: Desk,
) -> None:
    audit = Audit(desk.database, desk.clock, desk.keys)
    life = Lifecycle(desk.database, desk.clock, audit=audit)
    demand = await announced(desk)
    await sign_and_publish(desk, demand, range(4))
    await desk.demands.close(SERVER, demand.id)
    first = await life.deliver(SERVER, demand.id, to="HR")
    same = life.deliver(SERVER, demand.id, to="HR", corrects=first.stamp)
    assert (await refusal_of(same)).id == "refusal-record-unchanged"
    second = await life.deliver(SERVER, demand.id, to="The board", corrects=first.stamp)
    assert second.delivery is not None
    assert (second.delivery.to, second.delivery.count) == ("The board", 4)
    assert second.stamp > first.stamp, "cards follow"
    late = life.deliver(SERVER, demand.id, to="Nobody", corrects=first.stamp)
    assert (await refusal_of(late)).id == "refusal-record-changed"
    early = life.answer(SERVER, demand.id, outcome="refused", text="No.", corrects=second.stamp)
    assert (await refusal_of(early)).id == "refusal-record-changed"
    answered = await life.answer(SERVER, demand.id, outcome="refused", text="No.")
    desk.clock.move(days=3)
    after = life.deliver(SERVER, demand.id, to="The board", corrects=answered.stamp)
    refusal = await refusal_of(after)
    assert refusal.id == "refusal-delivery-after-answer"
    assert answered.answer is not None
    put_right = await life.answer(
        SERVER,
        demand.id,
        outcome="agreed",
        text="Yes.",
        day=answered.answer.day,
        corrects=answered.stamp,
    )
    assert put_right.answer is not None
    assert (put_right.state, put_right.answer.outcome, put_right.answer.text) == (
        "answered",
        "agreed",
        "Yes.",
    )
    assert await posts(desk) == [
        ("closed", "closed"),
        ("delivered", "delivered"),
        ("delivered", f"delivered-corrected:{second.stamp}"),
        ("answered", "answered"),
        ("answered", f"answered-corrected:{put_right.stamp}"),
    ]
    acts = (await audit.page(SERVER)).items
    delivered = [act for act in reversed(acts) if act.act == "demand-deliver"]
    assert [((act.before or {})["delivered_to"], (act.after or {})["delivered_to"]) for act in delivered] == [
        (None, "HR"),
        ("HR", "The board"),
    ]


async def test_a_delivery_of_an_earlier_day_has_the_count_of_that_day(desk: Desk, life: Lifecycle) -> None:
    demand = await announced(desk)
    await sign_and_publish(desk, demand, range(9))
    await desk.demands.close(SERVER, demand.id)
    closed = desk.clock().date()
    desk.clock.move(days=2)
    for number in range(3):
        await desk.withdraw(demand, MEMBER + number)
    assert await desk.publish() == 1
    delivered = await life.deliver(SERVER, demand.id, to="HR", day=closed)
    assert delivered.delivery is not None
    assert delivered.delivery.count == 9
    assert delivered.publication is not None
    assert delivered.publication.count == 6
    again = await life.deliver(SERVER, demand.id, to="The board", day=closed, corrects=delivered.stamp)
    assert again.delivery is not None
    assert again.delivery.count == 9
    today = await life.deliver(SERVER, demand.id, to="The board", corrects=again.stamp)
    assert today.delivery is not None
    assert today.delivery.count == 6


async def test_a_delivery_is_on_a_day_between_its_closing_and_today(desk: Desk, life: Lifecycle) -> None:
    demand = await desk.open_demand()
    await desk.demands.close(SERVER, demand.id)
    desk.clock.move(days=10)
    closed, today = date(2026, 2, 13), date(2026, 2, 23)
    for day, refusal in (
        (today + timedelta(days=1), "refusal-day-to-come"),
        (closed - timedelta(days=1), "refusal-day-too-early"),
    ):
        assert (await refusal_of(life.deliver(SERVER, demand.id, to="HR", day=day))).id == refusal
    assert (await refusal_of(life.deliver(SERVER, demand.id, to=" \n"))).id == "refusal-delivery-to-nobody"
    for to, note in (("x" * 201, ""), ("HR", "x" * 501)):
        long = life.deliver(SERVER, demand.id, to=to, note=note)
        assert (await refusal_of(long)).id == "refusal-text-too-long"
    delivered = await life.deliver(SERVER, demand.id, to="HR", note="x" * 500, day=closed)
    assert delivered.delivery is not None
    assert delivered.delivery.day == closed


async def test_a_goal_below_the_published_count_and_a_past_deadline_are_refused(
    desk: Desk, life: Lifecycle
) -> None:
    demand = await desk.open_demand()
    await sign_and_publish(desk, demand, range(5))
    below = await refusal_of(life.schedule(SERVER, demand.id, goal=4))
    assert (below.id, below.arguments) == ("refusal-goal-below-count", {"goal": 4, "count": 5})
    assert (await refusal_of(life.schedule(SERVER, demand.id, goal=10_000_001))).id == "refusal-goal-range"
    assert (await life.schedule(SERVER, demand.id, goal=5)).goal == 5
    now = desk.clock()
    past = Deadline(now, "Europe/Paris")
    assert (await refusal_of(life.schedule(SERVER, demand.id, closes=past))).id == "refusal-deadline-past"
    later = Deadline(now + timedelta(days=2), "Europe/Paris")
    moved = await life.schedule(SERVER, demand.id, closes=later)
    assert (moved.closes_at, moved.time_zone, moved.goal) == (later.moment, "Europe/Paris", 5)
    unlimited = await life.schedule(SERVER, demand.id, closes=None, goal=None)
    assert unlimited.closes_at == unlimited.signing_ends, "as signers were told"
    await life.schedule(SERVER, demand.id, closes=later)
    desk.clock.move(days=2)  # past its deadline, and not closed yet
    assert (await refusal_of(life.schedule(SERVER, demand.id, goal=9))).id == "refusal-schedule-closed"


async def test_a_past_deadline_depends_on_its_time_zone(desk: Desk, life: Lifecycle) -> None:
    demand = await desk.open_demand()  # at noon in UTC: 13:00 in Paris, 07:00 in New York
    paris = deadline("2026-02-13", "12:30", "Europe/Paris")
    assert (await refusal_of(life.schedule(SERVER, demand.id, closes=paris))).id == "refusal-deadline-past"
    new_york = deadline("13/02/2026", "12:30", "america/new york")
    moved = await life.schedule(SERVER, demand.id, closes=new_york)
    assert moved.closes_at == datetime(2026, 2, 13, 17, 30, tzinfo=UTC)


async def test_a_changed_text_of_an_open_demand_is_a_new_version_to_sign_again(
    desk: Desk, amendments: Amendments
) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, MEMBER)
    new = {"en": {"title": TEXTS["en"]["title"], "body": "We ask for more."}}
    proposal = await amendments.propose(SERVER, demand.id, new)
    assert proposal.demand.version == 1
    both = await amendments.propose(SERVER, demand.id, {"fr": {"title": "Plus", "body": "Encore."}})
    assert set(both.texts) == {"en", "fr"}
    stale = amendments.confirm(SERVER, demand.id, proposal.token)
    assert (await refusal_of(stale)).id == "refusal-proposal-changed"
    desk.clock.move(days=1)
    amended = await amendments.confirm(SERVER, demand.id, both.token)
    assert (amended.version, amended.texts["en"]) == (2, new["en"])
    assert amended.text_changed_at == desk.clock()
    twice = amendments.confirm(SERVER, demand.id, both.token)
    assert (await refusal_of(twice)).id == "refusal-proposal-changed"
    older_form = desk.sign(demand, MEMBER + 1)
    assert (await refusal_of(older_form)).id == "refusal-demand-changed"

    async def versions() -> list[int]:
        return [content.version for content in (await desk.contents(demand)).values() if content]

    assert await versions() == [1], "the older signature stands, for what was signed"
    await desk.sign(amended, MEMBER)
    assert await versions() == [2]
    same = amendments.propose(SERVER, demand.id, new)
    assert (await refusal_of(same)).id == "refusal-demand-unchanged"
    await desk.demands.close(SERVER, demand.id)
    assert (await refusal_of(amendments.propose(SERVER, demand.id, TEXTS))).id == "refusal-edit-closed"


async def test_every_version_of_text_and_consent_is_stored_with_its_hashes(
    desk: Desk, amendments: Amendments
) -> None:
    demand = await desk.open_demand()
    await desk.servers.update(SERVER, privacy=replace(PRIVACY, recipients="Discord, the works council"))
    text = {"en": {"title": "Other", "body": "Words."}}
    token = (await amendments.propose(SERVER, demand.id, text)).token
    last = await amendments.confirm(SERVER, demand.id, token)
    async with desk.database.read() as session:
        rows = (await session.scalars(select(DemandVersion).order_by(DemandVersion.version))).all()
    assert [row.version for row in rows] == [1, 2, 3]
    assert [row.text_hash for row in rows] == [demand.text_hash, demand.text_hash, last.text_hash]
    assert rows[0].consent_hash == demand.consent_hash
    assert rows[1].consent_hash == rows[2].consent_hash == last.consent_hash != demand.consent_hash
    assert rows[2].texts == last.texts


async def test_several_milestones_at_once_are_one_post_and_none_is_repeated_after_a_fall(
    desk: Desk, life: Lifecycle
) -> None:
    demand = await announced(desk)
    await life.schedule(SERVER, demand.id, goal=20)
    await sign_and_publish(desk, demand, range(11))
    assert await posts(desk) == [("milestone", "milestone:1")]
    for number in range(3):
        await desk.withdraw(demand, MEMBER + number)
    assert await desk.publish() == 1
    await sign_and_publish(desk, demand, range(3))
    assert await posts(desk) == [("milestone", "milestone:1")], "10 and a half were reached before"
    await sign_and_publish(desk, demand, range(20, 30))
    assert (await posts(desk))[1:] == [("milestone", "milestone:4")]
    async with desk.database.read() as session:
        rows = await session.execute(select(Milestone.name, Milestone.number))
        reached = {row.name: row.number for row in rows}
    assert reached == {
        "round:10": 1,
        "percent:25:20": 1,
        "percent:50:20": 1,
        "percent:75:20": 4,
        "percent:100:20": 4,
    }


async def test_reminders_are_posted_a_week_and_a_day_before_the_deadline_once_each(
    desk: Desk, life: Lifecycle
) -> None:
    demand = await announced(desk)
    reminders = Reminders(desk.database, desk.clock)
    await life.schedule(SERVER, demand.id, closes=Deadline(desk.clock() + timedelta(days=30), "UTC"))
    said = []
    for _ in range(31 * 4):
        said.append(await reminders.tick())
        desk.clock.move(hours=6)
    assert sum(said) == 2
    kinds = await posts(desk)
    assert [occasion.rpartition(":")[0] for _, occasion in kinds] == ["reminder:7", "reminder:1"]


@pytest.mark.both_engines
async def test_reminders_of_many_demands_are_looked_for_at_once(desk: Desk, life: Lifecycle) -> None:
    reminders = Reminders(desk.database, desk.clock)
    for _ in range(3):
        demand = await announced(desk)
        await life.schedule(SERVER, demand.id, closes=Deadline(desk.clock() + timedelta(days=8), "UTC"))
    desk.clock.move(days=1)
    assert await reminders.tick() == 3
    with statements(desk.database) as said:
        assert await reminders.tick() == 0
    assert len([one for one in said if one.startswith("SELECT")]) == 3


async def test_a_demand_that_opens_shortly_before_its_deadline_has_no_immediate_reminder(
    desk: Desk, life: Lifecycle
) -> None:
    demand = await announced(desk)
    await life.schedule(SERVER, demand.id, closes=Deadline(desk.clock() + timedelta(days=6, hours=12), "UTC"))
    assert await Reminders(desk.database, desk.clock).tick() == 0


class MessageStore:
    """A Poster that stores the content of each message by its id."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shown: dict[int, list[int]] = {}
        self.failing: list[BaseException] = []

    async def post(self, queued: Queued, nonce: str) -> int:
        raise NotImplementedError

    async def find(self, queued: Queued, since: datetime) -> int | None:
        raise NotImplementedError

    async def edit(self, queued: Queued, message_id: int) -> None:
        if self.failing:
            raise self.failing.pop(0)
        stamp = (await self.desk.demands.get(queued.server_id, queued.subject_id)).stamp
        self.shown.setdefault(message_id, []).append(stamp)


async def posted_cards(desk: Desk, demand: DemandView, many: int) -> None:
    for number in range(many):
        await desk.demands.announce(SERVER, demand.id, request=str(number))
    async with desk.database.write() as session:
        for row in await session.scalars(select(Announcement).order_by(Announcement.id)):
            row.state, row.message_id = "sent", 100 + row.id


async def test_every_copy_of_a_card_is_edited_once_for_each_change(desk: Desk, life: Lifecycle) -> None:
    demand = await announced(desk)
    await posted_cards(desk, demand, 3)
    wall = MessageStore(desk)
    cards = CardSync(desk.database, desk.clock, wall)
    assert await cards.tick() == 0, "they show what there is"
    await life.schedule(SERVER, demand.id, goal=10)
    await life.schedule(SERVER, demand.id, goal=11)
    assert await cards.tick() == 3
    assert await cards.tick() == 0
    assert {tuple(stamps) for stamps in wall.shown.values()} == {(2,)}
    await sign_and_publish(desk, demand, range(3))
    assert await cards.tick() == 3


async def test_a_deleted_card_is_forgotten_and_a_failing_channel_is_retried_later(
    desk: Desk, life: Lifecycle
) -> None:
    demand = await announced(desk)
    await posted_cards(desk, demand, 2)
    wall = MessageStore(desk)
    cards = CardSync(desk.database, desk.clock, wall)
    await life.schedule(SERVER, demand.id, goal=10)
    wall.failing = [Gone()]
    assert await cards.tick() == 1
    await life.schedule(SERVER, demand.id, goal=12)
    wall.failing = [TryAgain(30.0), ChannelRefuses("forbidden")]
    assert await cards.tick() == 0
    assert await cards.tick() == 0
    assert len(wall.failing) == 1, "not before the half minute that Discord asked for"
    desk.clock.move(seconds=30)
    assert await cards.tick() == 0
    desk.clock.move(minutes=5)
    assert await cards.tick() == 1
    assert len(wall.shown) == 1


async def test_a_card_is_edited_again_after_a_kill_before_the_edit_was_stored(
    desk: Desk, life: Lifecycle
) -> None:
    demand = await announced(desk)
    await posted_cards(desk, demand, 1)
    wall = MessageStore(desk)
    await life.schedule(SERVER, demand.id, goal=10)
    dying = CardSync(desk.database, desk.clock, wall)

    async def die(*_: Any) -> None:
        raise SystemError

    dying._note = die  # type: ignore[method-assign]
    with pytest.raises(ExceptionGroup):
        await dying.tick()
    again = CardSync(desk.database, desk.clock, wall)
    assert await again.tick() == 1
    assert await again.tick() == 0
    assert len(next(iter(wall.shown.values()))) == 2


async def test_a_language_that_is_added_to_an_open_demand_gets_its_consent(
    desk: Desk, amendments: Amendments
) -> None:
    await desk.servers.update(SERVER, privacy=PRIVACY)
    draft = await desk.demands.create(SERVER, {"en": {"title": "Stop it", "body": "Now."}})
    opened = await desk.demands.open(SERVER, draft.id)
    await desk.servers.update(SERVER, privacy=replace(PRIVACY, retention_months=3))
    proposal = await amendments.propose(SERVER, opened.id, {"fr": {"title": "Arrêt", "body": "Arrêtez."}})
    amended = await amendments.confirm(SERVER, opened.id, proposal.token)
    assert amended.consent is not None
    assert amended.consent.keys() == {"en", "fr"}
    assert f" {PRIVACY.retention_months} mois" in amended.consent["fr"], "the time that its signers were told"
    again = await amendments.propose(SERVER, opened.id, {"fr": {"title": "Arrêt", "body": "Tout de suite."}})
    same = await amendments.confirm(SERVER, opened.id, again.token)
    assert (same.version, same.consent_hash) == (amended.version + 1, amended.consent_hash)
