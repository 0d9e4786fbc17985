"""Reminder for organisers of facts that were not checked for 90 days, told once for each check."""

from datetime import timedelta
from typing import Final

from sqlalchemy import exists, func, or_, select, update

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.common.clock import Clock
from bot.common.sharding import Shard
from bot.facts.views import STALE_AFTER
from bot.storage import Database
from bot.storage.leases import LeaseKeeper
from bot.storage.models import Announcement, Fact, Server

LEASE = "fact-reminders"
KIND: Final = "facts-stale"
MIN_INTERVAL = timedelta(days=7)
"""Time between two reminders in a server: facts that were checked on different days become one."""


class FactReminders:
    """Periodic task that enqueues a reminder in each server that has unchecked facts and a channel."""

    def __init__(
        self, database: Database, clock: Clock, leases: LeaseKeeper, *, shard: Shard = Shard()
    ) -> None:
        self._database = database
        self._clock = clock
        self._leases = leases
        self._shard = shard

    async def tick(self) -> int:
        """Enqueue the due reminders, and return their number."""
        async with self._leases.holding(LEASE) as held:
            if held is None:
                return 0
            due = await self._due()
            for server_id in due:
                await self._remind(server_id)
            return len(due)

    async def _due(self) -> list[int]:
        now = self._clock()
        lately = exists().where(
            Announcement.server_id == Server.id,
            Announcement.kind == KIND,
            Announcement.created_at > now - MIN_INTERVAL,
            Announcement.created_at <= now,
        )
        wanted = (
            select(Server.id)
            .join(Fact, Fact.server_id == Server.id)
            .where(
                Fact.retired_at.is_(None),
                Fact.checked_on <= now.date() - STALE_AFTER,
                or_(Fact.reminded_of.is_(None), Fact.reminded_of != Fact.checked_on),
                func.coalesce(Server.organiser_channel_id, Server.channel_id).is_not(None),
                Server.removed_at.is_(None),
                self._shard.having(Server.id),
                ~lately,
            )
            .distinct()
            .order_by(Server.id)
        )
        async with self._database.read() as session:
            return list(await session.scalars(wanted))

    async def _remind(self, server_id: int) -> None:
        now = self._clock()
        async with self._database.write() as session:
            # Lock order: the server's row first, as everywhere. It has the current channel.
            server = (
                await session.scalars(select(Server).where(Server.id == server_id).with_for_update(read=True))
            ).one_or_none()
            channel_id = None if server is None else server.organiser_channel_id or server.channel_id
            if channel_id is None:
                return
            await session.execute(
                update(Fact)
                .where(
                    Fact.server_id == server_id,
                    Fact.retired_at.is_(None),
                    Fact.checked_on <= now.date() - STALE_AFTER,
                )
                .values(reminded_of=Fact.checked_on)
            )
            announcement = NewAnnouncement(
                server_id, channel_id, KIND, f"server:{server_id}", f"{KIND}:{now:%Y-%m-%d}"
            )
            await enqueue(session, self._database, announcement, now)
