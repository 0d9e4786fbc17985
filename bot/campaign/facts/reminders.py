"""Reminder for organisers of facts that were not checked for 90 days, told once for each check.

And the question whether a fact is still right, after a contract that it names has changed: one until the fact
is checked. It follows from a mark that is stored together with the change
(``bot.contracts.ingest.fact_marks``): a crash in between loses none, and a server without a channel is asked
when it has one.
"""

from datetime import timedelta

from sqlalchemy import exists, func, or_, select, update

from bot.announcements.reminders import OrganiserReminders
from bot.campaign.facts.named_contracts import find_numbers
from bot.campaign.facts.views import STALE_AFTER
from bot.storage.models import Announcement, Fact, FactContract, Server

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


class FactQuestions(OrganiserReminders):
    """Periodic task that links facts to the contracts that were found since, and enqueues the questions."""

    kind = "fact-changed"

    async def _remind_all(self) -> int:
        await self._find_contracts()
        link = FactContract
        wanted = (
            select(Fact.server_id, Fact.id, func.max(link.change_id))
            .join(Server, Server.id == Fact.server_id)
            .join(link, link.fact_id == Fact.id)
            .where(Fact.retired_at.is_(None), link.change_id.is_not(None), *self._reachable())
            .group_by(Fact.server_id, Fact.id)
            .having(func.count().filter(link.asked) == 0)  # else they have a question about it already
            .order_by(Fact.id)
        )
        async with self._database.read() as session:
            due = (await session.execute(wanted)).all()
        for server_id, fact_id, change_id in due:
            asked = update(link).where(link.fact_id == fact_id, link.change_id.is_not(None))
            await self._remind(server_id, f"fact:{fact_id}", f"{change_id}", asked.values(asked=True))
        return len(due)

    async def _find_contracts(self) -> None:
        """Link the facts whose contracts a watch has found since they were named by number."""
        waiting = (
            select(Fact.server_id)
            .join(FactContract, FactContract.fact_id == Fact.id)
            .where(FactContract.contract_id.is_(None))
            .distinct()
            .order_by(Fact.server_id)
        )
        async with self._database.read() as session:
            servers = (await session.scalars(waiting)).all()
        for server_id in servers:
            async with self._database.write() as session:
                await find_numbers(session, server_id)
