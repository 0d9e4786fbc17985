"""Reminder for organisers of facts that were not checked for 90 days, told once for each check."""

from datetime import timedelta

from sqlalchemy import exists, or_, select, update

from bot.announcements.reminders import OrganiserReminders
from bot.facts.views import STALE_AFTER
from bot.storage.models import Announcement, Fact, Server

MIN_INTERVAL = timedelta(days=7)
"""Time between two reminders in a server: facts that were checked on different days become one."""


class FactReminders(OrganiserReminders):
    """Periodic task that enqueues a reminder in each server that has unchecked facts and a channel."""

    kind = "facts-stale"

    async def _remind_all(self) -> int:
        now = self._clock()
        stale = (Fact.retired_at.is_(None), Fact.checked_on <= now.date() - STALE_AFTER)
        lately = exists().where(
            Announcement.server_id == Server.id,
            Announcement.kind == self.kind,
            Announcement.created_at > now - MIN_INTERVAL,
            Announcement.created_at <= now,
        )
        untold = or_(Fact.reminded_of.is_(None), Fact.reminded_of != Fact.checked_on)
        wanted = (
            select(Server.id)
            .join(Fact, Fact.server_id == Server.id)
            .where(*stale, untold, *self._reachable(), ~lately)
            .distinct()
            .order_by(Server.id)
        )
        async with self._database.read() as session:
            due = (await session.scalars(wanted)).all()
        for server_id in due:
            noting = update(Fact).where(Fact.server_id == server_id, *stale)
            told = noting.values(reminded_of=Fact.checked_on)
            await self._remind(server_id, f"server:{server_id}", f"{now:%Y-%m-%d}", told)
        return len(due)
