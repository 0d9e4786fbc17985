"""Organisers are reminded once of facts that were not checked for 90 days."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.campaign.facts.reminders import FactReminders
from bot.storage import Database
from bot.storage.models import Announcement, Fact, Server
from tests.conftest import MovableClock

pytestmark = pytest.mark.storage

HERE, CHANNEL, ORGANISERS = 1, 10, 11


@pytest.fixture
async def reminders(database: Database, clock: MovableClock) -> FactReminders:
    async with database.write() as session:
        session.add(Server(id=HERE, channel_id=CHANNEL, created_at=datetime(2026, 1, 1, tzinfo=UTC)))
    return FactReminders(database, clock)


async def add(database: Database, slug: str, checked_on: date, **more: object) -> None:
    async with database.write() as session:
        text = {"en": {"title": slug, "body": "…"}}
        values = {"state": "stated", "texts": text, "sources": [], "checked_on": checked_on, **more}
        session.add(Fact(server_id=HERE, slug=slug, position=1, **values))


async def told(database: Database) -> Sequence[Announcement]:
    async with database.read() as session:
        return (await session.scalars(select(Announcement).order_by(Announcement.id))).all()


async def test_the_reminder_comes_after_ninety_days_and_once(
    database: Database, clock: MovableClock, reminders: FactReminders
) -> None:
    await add(database, "order", clock().date())
    clock.move(days=89)
    assert await reminders.tick() == 0
    clock.move(days=1)
    assert await reminders.tick() == 1
    (post,) = await told(database)
    assert (post.kind, post.channel_id, post.subject) == ("facts-stale", CHANNEL, f"server:{HERE}")
    for _ in range(30):
        clock.move(days=1)
        assert await reminders.tick() == 0, "it was told"


async def test_a_fact_that_was_checked_again_is_reminded_of_again(
    database: Database, clock: MovableClock, reminders: FactReminders
) -> None:
    await add(database, "order", clock().date() - timedelta(days=90))
    assert await reminders.tick() == 1
    async with database.write() as session:
        await session.execute(update(Fact).values(checked_on=clock().date()))
    assert await reminders.tick() == 0
    clock.move(days=90)
    assert await reminders.tick() == 1


async def test_facts_that_grow_old_one_by_one_are_told_of_once_a_week(
    database: Database, clock: MovableClock, reminders: FactReminders
) -> None:
    for day in range(10):
        await add(database, f"f{day}", clock().date() - timedelta(days=90 - day))
    counts = []
    for _ in range(20):
        counts.append(await reminders.tick())
        clock.move(days=1)
    assert sum(counts) == 3
    assert counts[0] == counts[7] == counts[14] == 1


async def test_a_retired_fact_a_server_without_channel_and_one_that_left_are_passed_over(
    database: Database, clock: MovableClock, reminders: FactReminders
) -> None:
    await add(database, "order", clock().date() - timedelta(days=90), retired_at=clock())
    assert await reminders.tick() == 0
    await add(database, "bonus", clock().date() - timedelta(days=90))
    for values in ({"channel_id": None}, {"channel_id": CHANNEL, "removed_at": clock()}):
        async with database.write() as session:
            await session.execute(update(Server).values(**values))
        assert await reminders.tick() == 0
    async with database.write() as session:
        await session.execute(update(Server).values(removed_at=None, organiser_channel_id=ORGANISERS))
    assert await reminders.tick() == 1, "and is told once there is a channel"
    assert [post.channel_id for post in await told(database)] == [ORGANISERS]
    async with database.write() as session:
        await session.execute(update(Fact).values(retired_at=None))
    clock.move(days=7)
    assert await reminders.tick() == 1, "nobody was told of the one that was retired then"
