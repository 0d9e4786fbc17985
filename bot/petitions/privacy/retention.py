"""The end of a demand's key: so many months after signing ended it is destroyed, and with it everything
that can be tied to anyone. Organisers are told before, and can hold it.

A clock that jumps destroys nothing by surprise. Between telling and destroying lie two weeks by the clock
and a dozen days on which the bot ran, which it counts itself: a jump of years is one more day.
"""

import calendar
import logging
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import enqueue
from bot.audit import UNRECORDED, Recorder
from bot.clock import Clock
from bot.days import days_run
from bot.petitions.keys.keyring import Keys, demand_key
from bot.petitions.roster.service import take_off
from bot.petitions.signing.withdrawals import Withdrawals
from bot.refusal import CANNOT_STORE, Refusal
from bot.shard import Shard
from bot.storage import Database
from bot.storage.leases import LeaseKeeper
from bot.storage.tables import Announcement, Demand, KeyFingerprint, RosterMember, Server, Signature

log = logging.getLogger(__name__)

LEASE = "retention"
NOTICE = timedelta(days=35)
"""Before the end organisers are told: some days more than thirty, since the bot may be off for some."""

LEAST_NOTICE = timedelta(days=14)
"""Organisers have known for so long at least before anything is destroyed."""

LEAST_DAYS = 12
"""On so many days the bot ran in between."""


def retention_end(closed_at: datetime, months: int) -> datetime:
    """So many calendar months after: of 31 January one month is 28 February."""
    year, month = divmod(closed_at.year * 12 + closed_at.month - 1 + months, 12)
    day = min(closed_at.day, calendar.monthrange(year, month + 1)[1])
    return closed_at.replace(year=year, month=month + 1, day=day)


def earliest_end(closed_at: datetime, months: int, told_at: datetime) -> datetime:
    """When the key may be destroyed if organisers are told at this moment."""
    return max(retention_end(closed_at, months), told_at + LEAST_NOTICE)


class Retention:
    """Tells, holds and destroys. One process at a time does it, under a lease."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        keys: Keys,
        leases: LeaseKeeper,
        *,
        audit: Recorder = UNRECORDED,
        shard: Shard = Shard(),
    ) -> None:
        self._shard = shard
        self._database = database
        self._clock = clock
        self._keys = keys
        self._leases = leases
        self._withdrawals = Withdrawals(keys.folder)
        self._audit = audit

    async def tick(self) -> int:
        """Tell organisers of ends that come near, and destroy the keys whose time is over; how many were.

        A demand that fails is logged, and the others go on.
        """
        if self._shard.leads:
            await self._keys.sweep()
            await self._withdrawals.compact()
        if not await self._leases.take(LEASE):
            return 0
        destroyed = 0
        try:
            day = await days_run(self._database, self._clock)
            for demand_id in await self._near():
                try:
                    destroyed += await self._advance(demand_id, day)
                except CANNOT_STORE:
                    raise
                except Exception:
                    log.exception("demand %s: the end of its key could not be dealt with", demand_id)
        finally:
            await self._leases.give_back(LEASE)
        return destroyed

    async def hold(self, server_id: int, demand_id: int, *, on: bool, by: int | None = None) -> None:
        """Keep a demand's key whatever its retention says, or no longer. Once it is lifted, organisers are
        told anew before the key is destroyed.

        Raises ``Refusal`` if there is no such demand, or its key is destroyed already.
        """
        async with self._database.write() as session:
            demand = await _locked(session, demand_id)
            if demand is None or demand.server_id != server_id:
                raise Refusal("refusal-no-such-demand")
            if demand.key_destroyed_at is not None:
                raise Refusal("refusal-demand-anonymous", day=demand.key_destroyed_at.date())
            if demand.legal_hold != on:
                demand.legal_hold = on
                demand.retention_told_at = demand.retention_day = None
                act = "demand-hold" if on else "demand-release"
                await self._audit.record(session, server_id, by, act, f"demand:{demand_id}")

    async def destroy(self, demand_id: int) -> None:
        """Destroy a closed demand's key now, because the steward asks for it.

        Raises ``Refusal`` if it has no key, is open or held.
        """
        async with self._database.write() as session:
            demand = await _locked(session, demand_id)
            if demand is None or demand.state == "draft":
                raise Refusal("refusal-no-such-demand")
            if demand.key_destroyed_at is not None:
                raise Refusal("refusal-demand-anonymous", day=demand.key_destroyed_at.date())
            if demand.state == "open":
                raise Refusal("refusal-key-of-open-demand")
            if demand.legal_hold:
                raise Refusal("refusal-key-held")
            await self._destroy(session, demand)
        await self._clear()

    async def _near(self) -> list[int]:
        """The demands whose end is near or past, by id."""
        now = self._clock()
        rows = (
            select(Demand.id, Demand.closed_at, Demand.retention_months)
            .where(
                Demand.state == "closed",
                Demand.key_destroyed_at.is_(None),
                Demand.legal_hold.is_(False),
                Demand.closed_at.is_not(None),
                Demand.retention_months.is_not(None),
                self._shard.having(Demand.server_id),
            )
            .order_by(Demand.id)
        )
        async with self._database.read() as session:
            return [
                row.id
                for row in await session.execute(rows)
                if retention_end(row.closed_at, row.retention_months) - NOTICE <= now
            ]

    async def _advance(self, demand_id: int, day: int) -> bool:
        """Tell of one demand, or destroy its key if that is due."""
        now = self._clock()
        async with self._database.write() as session:
            channel = await self._channel(session, demand_id)
            demand = await _locked(session, demand_id)
            if demand is None or demand.legal_hold or demand.key_destroyed_at is not None:
                return False
            told_at = demand.retention_told_at
            if told_at is None:
                await self._tell(session, demand, channel, day)
                return False
            if told_at > now:  # by a clock that was ahead: they have known since now at the latest
                demand.retention_told_at, demand.retention_day = now, day
                return False
            if demand.closed_at is None or demand.retention_months is None:
                return False
            if now < earliest_end(demand.closed_at, demand.retention_months, told_at):
                return False
            if day - (demand.retention_day or 0) < LEAST_DAYS:
                return False
            await self._destroy(session, demand)
        await self._clear()
        return True

    async def _channel(self, session: AsyncSession, demand_id: int) -> int | None:
        """Where the organisers are told. Their server's row is held first, as everywhere."""
        server: Any = (
            await session.execute(
                select(Server.organiser_channel_id, Server.channel_id)
                .where(Server.id == select(Demand.server_id).where(Demand.id == demand_id).scalar_subquery())
                .with_for_update(read=True)
            )
        ).one_or_none()
        return None if server is None else server.organiser_channel_id or server.channel_id

    async def _tell(self, session: AsyncSession, demand: Demand, channel: int | None, day: int) -> None:
        """Put the post on its way; once it is posted, note that they were told."""
        now = self._clock()
        posts = select(Announcement.state, Announcement.sent_at).where(
            Announcement.server_id == demand.server_id,
            Announcement.subject == f"demand:{demand.id}",
            Announcement.occasion == f"retention:{demand.retention_day}",
        )
        found = (await session.execute(posts)).all()
        if sent := [post for post in found if post.state == "sent"]:
            demand.retention_told_at = min(max(post.sent_at or now for post in sent), now)
            demand.retention_day = day
        elif not found and channel is not None:
            demand.retention_day = day
            await enqueue(
                session,
                self._database,
                server_id=demand.server_id,
                channel_id=channel,
                kind="retention",
                subject=f"demand:{demand.id}",
                occasion=f"retention:{day}",
                now=now,
            )

    async def _destroy(self, session: AsyncSession, demand: Demand) -> None:
        """In the caller's transaction, which holds the demand's row. The file goes in ``_clear``, or at the
        next start if a crash comes in between."""
        now = self._clock()
        await session.execute(delete(Signature).where(Signature.demand_id == demand.id))
        await session.execute(
            update(KeyFingerprint)
            .where(KeyFingerprint.name == demand_key(demand.id))
            .values(destroyed_at=now)
        )
        demand.key_destroyed_at = now
        demand.standing = None  # it tells of each day, which no publication did
        demand.stamp += 1
        await session.flush()
        # Of who left the roster a link was kept, to withdraw from this demand; perhaps from none any more.
        await take_off(session, demand.server_id, RosterMember.seen == 0)
        await self._audit.record(session, demand.server_id, None, "demand-anonymous", f"demand:{demand.id}")

    async def _clear(self) -> None:
        await self._keys.sweep()
        await self._database.checkpoint()


async def _locked(session: AsyncSession, demand_id: int) -> Demand | None:
    return (
        await session.execute(select(Demand).where(Demand.id == demand_id).with_for_update())
    ).scalar_one_or_none()
