"""Notices for organisers: a round that is three months old, told once for each round, and the objections of
cards' holders, on the day after."""

from datetime import timedelta
from typing import Final

from sqlalchemy import String, cast, exists, func, literal, select
from sqlalchemy.orm import aliased

from bot.announcements.outbox import NewAnnouncement, enqueue, enqueue_untold, waits
from bot.common.clock import Clock
from bot.common.sharding import Shard
from bot.registrar.rounds import OLD_AFTER_DAYS
from bot.storage import Database
from bot.storage.leases import LeaseKeeper
from bot.storage.models import Announcement, IssuingRound, Server

LEASE = "round-reminders"
KIND: Final = "round-old"


class RoundReminders:
    """Periodic task that enqueues a reminder in each server whose newest round is old, once it has a channel,
    and yesterday's objections."""

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
            await self._tell_objections()
            due = await self._due()
            for server_id, number in due:
                await self._remind(server_id, number)
            return len(due)

    async def _due(self) -> list[tuple[int, int]]:
        """Return servers, each with the number of its newest round."""
        newer = aliased(IssuingRound)
        told = exists().where(
            Announcement.server_id == Server.id,
            Announcement.kind == KIND,
            Announcement.subject == literal("round:") + cast(IssuingRound.number, String),
        )
        wanted = (
            select(Server.id, IssuingRound.number)
            .join(IssuingRound, IssuingRound.server_id == Server.id)
            .where(
                IssuingRound.begun_on <= self._clock().date() - timedelta(days=OLD_AFTER_DAYS),
                ~exists().where(newer.server_id == Server.id, newer.number > IssuingRound.number),
                func.coalesce(Server.organiser_channel_id, Server.channel_id).is_not(None),
                Server.removed_at.is_(None),
                self._shard.having(Server.id),
                ~told,
            )
            .order_by(Server.id)
        )
        async with self._database.read() as session:
            return [(row[0], row[1]) for row in await session.execute(wanted)]

    async def _tell_objections(self) -> None:
        found = select(Server.id, Server.untold).where(
            func.coalesce(Server.organiser_channel_id, Server.channel_id).is_not(None),
            Server.removed_at.is_(None),
            self._shard.having(Server.id),
        )
        now = self._clock()
        async with self._database.read() as session:
            rows = (await session.execute(found.order_by(Server.id))).all()
        for server_id in [row.id for row in rows if any(not waits(each, now) for each in row.untold)]:
            async with self._database.write() as session:
                server = await session.get(Server, server_id, with_for_update=True)
                if server is not None:
                    await enqueue_untold(session, self._database, server, now)

    async def _remind(self, server_id: int, number: int) -> None:
        async with self._database.write() as session:
            # Lock order: the server's row first, as everywhere. It has the current channel.
            server = await session.get(Server, server_id, with_for_update={"read": True})
            channel_id = None if server is None else server.organiser_channel_id or server.channel_id
            if channel_id is None:
                return
            announcement = NewAnnouncement(server_id, channel_id, KIND, f"round:{number}", f"{KIND}:{number}")
            await enqueue(session, self._database, announcement, self._clock())
