"""Notices for organisers: a round that is three months old, told once for each round, and the objections of
cards' holders, on the day after."""

from datetime import timedelta

from sqlalchemy import String, cast, exists, literal, select
from sqlalchemy.orm import aliased

from bot.announcements.outbox import enqueue_untold, waits
from bot.announcements.reminders import OrganiserReminders
from bot.registrar.rounds import OLD_AFTER_DAYS
from bot.storage.models import Announcement, IssuingRound, Server


class RoundReminders(OrganiserReminders):
    """Periodic task that enqueues a reminder in each server whose newest round is old, once it has a channel,
    and yesterday's objections."""

    kind = "round-old"

    async def _remind_all(self) -> int:
        await self._tell_objections()
        newer = aliased(IssuingRound)
        told = exists().where(
            Announcement.server_id == Server.id,
            Announcement.kind == self.kind,
            Announcement.subject == literal("round:") + cast(IssuingRound.number, String),
        )
        wanted = (
            select(Server.id, IssuingRound.number)
            .join(IssuingRound, IssuingRound.server_id == Server.id)
            .where(
                IssuingRound.begun_on <= self._clock().date() - timedelta(days=OLD_AFTER_DAYS),
                ~exists().where(newer.server_id == Server.id, newer.number > IssuingRound.number),
                *self._reachable(),
                ~told,
            )
            .order_by(Server.id)
        )
        async with self._database.read() as session:
            due = (await session.execute(wanted)).all()
        for row in due:
            await self._remind(row.id, f"round:{row.number}", str(row.number))
        return len(due)

    async def _tell_objections(self) -> None:
        found, now = select(Server.id, Server.untold).where(*self._reachable()), self._clock()
        async with self._database.read() as session:
            rows = (await session.execute(found.order_by(Server.id))).all()
        for server_id in [row.id for row in rows if any(not waits(each, now) for each in row.untold)]:
            async with self._database.write() as session:
                server = await session.get(Server, server_id, with_for_update=True)
                if server is not None:
                    await enqueue_untold(session, self._database, server, now)
