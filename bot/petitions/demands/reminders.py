"""Reminders of a demand's deadline: a week before, and a day before, each posted once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.after_restore import are_reminders_unsure, hold_unsure, note_reminders
from bot.common.clock import Clock
from bot.petitions.demand_rows import lock_server_of, open_condition
from bot.petitions.posts import post
from bot.storage import Database
from bot.storage.models import Announcement, Demand, Server

BEFORE = (7, 1)
"""Days before the deadline."""

_WHILE = {7: timedelta(hours=24), 1: timedelta(hours=12)}
"""Grace period of a reminder by days: if the bot was off for longer, it is skipped."""


def due(opened_at: datetime | None, closes_at: datetime, now: datetime) -> int | None:
    """Return the reminder that is due, in days before the deadline; None for demands that opened after its
    time."""
    for days in reversed(BEFORE):
        moment = closes_at - timedelta(days=days)
        if moment <= now < min(moment + _WHILE[days], closes_at) and (opened_at or now) <= moment:
            return days
    return None


class Reminders:
    """Periodic task that enqueues the reminders of all servers."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def tick(self) -> int:
        """Enqueue the due reminders that were not posted yet in any channel, and return their number. After a
        restore nobody knows which were."""
        now = self._clock()
        async with self._database.read() as session:
            candidates = await _candidates(session, now)
            restored = await are_reminders_unsure(session)
        if restored:
            async with self._database.write() as session:
                said = [await _remind(session, self._database, demand_id, now) for demand_id in candidates]
                await hold_unsure(session, now)
                await note_reminders(session)
            return sum(said)
        said = []
        for demand_id in candidates:
            async with self._database.write() as session:
                said.append(await _remind(session, self._database, demand_id, now))
        return sum(said)


async def _remind(session: AsyncSession, database: Database, demand_id: int, now: datetime) -> int:
    """Enqueue the due reminders of one demand; return their number."""
    await lock_server_of(session, demand_id)
    demand = await session.get(Demand, demand_id, with_for_update={"read": True})
    if demand is None or demand.state != "open" or demand.closes_at is None:
        return 0
    unsaid = await _unsaid(session, [demand], now)
    for _, occasion in unsaid:
        await post(session, database, demand, "reminder", occasion, now)
    return len(unsaid)


async def _candidates(session: AsyncSession, now: datetime) -> list[int]:
    """Return the open demands with a due reminder, in servers that have a channel."""
    last = now + timedelta(days=max(BEFORE))
    query = (
        select(Demand.id, Demand.server_id, Demand.opened_at, Demand.closes_at)
        .join(Server, Server.id == Demand.server_id)
        .where(
            open_condition(now),
            Demand.closes_at <= last,
            Server.channel_id.is_not(None),
        )
    )
    rows = (await session.execute(query.order_by(Demand.id))).all()
    return [row.id for row, _ in await _unsaid(session, rows, now)]


async def _unsaid(session: AsyncSession, demands: Iterable[Any], now: datetime) -> list[tuple[Any, str]]:
    """Return the demands whose reminder is due and was not enqueued in any channel, each with the reminder's
    idempotency key, which contains the day of the deadline: a moved deadline is announced again."""
    found = [
        (demand, f"reminder:{days}:{demand.closes_at:%Y-%m-%d}")
        for demand in demands
        if (days := due(demand.opened_at, demand.closes_at, now)) is not None
    ]
    known = select(Announcement.subject, Announcement.occasion).where(
        Announcement.server_id.in_({demand.server_id for demand, _ in found}),
        Announcement.subject.in_([f"demand:{demand.id}" for demand, _ in found]),
        Announcement.kind == "reminder",
    )
    said = {tuple(row) for row in await session.execute(known)}
    return [(demand, occasion) for demand, occasion in found if (f"demand:{demand.id}", occasion) not in said]
