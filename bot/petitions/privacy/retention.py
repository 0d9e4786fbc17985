"""The end of a demand's key: so many months after signing ended it is destroyed, and with it everything
that can be tied to anyone. Organisers are told before, and can hold it (``holds``).

It is destroyed on the promised day if they have known for two weeks, and two weeks after it at the latest,
whether or not anybody could be told. A clock that jumps destroys nothing by surprise: while it is known to be
wrong nothing is done; and until Discord has shown that it is right, a dozen days on which the bot ran, which
it counts itself, must lie between. A jump of years is one more day.
"""

import calendar
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import enqueue
from bot.audit import UNRECORDED, Recorder
from bot.clock import Clock
from bot.days import days_run
from bot.petitions.keys.keyring import Keys, demand_key
from bot.petitions.privacy.holds import HOLD
from bot.petitions.roster.service import take_off
from bot.petitions.rows import is_held
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

GRACE = timedelta(days=14)
"""After its end a key is kept for so long at most, where organisers could not be told in time."""

LEAST_DAYS = 12
"""On so many days the bot ran in between."""

_WARN_AGAIN = timedelta(days=1)


def retention_end(closed_at: datetime, months: int) -> datetime:
    """So many calendar months after: of 31 January one month is 28 February."""
    year, month = divmod(closed_at.year * 12 + closed_at.month - 1 + months, 12)
    day = min(closed_at.day, calendar.monthrange(year, month + 1)[1])
    return closed_at.replace(year=year, month=month + 1, day=day)


def key_end(closed_at: datetime, months: int, hold_until: datetime | None) -> datetime:
    """When the time of a key is over: as signers were told, or with a hold that ends later, or ended."""
    end = retention_end(closed_at, months)
    return end if hold_until is None else max(end, hold_until)


def earliest_end(end: datetime, told_at: datetime) -> datetime:
    """When a key with this end is destroyed if organisers are told at this moment."""
    return min(max(end, told_at + LEAST_NOTICE), end + GRACE)


@dataclass(frozen=True, slots=True)
class FailedNotice:
    """Organisers cannot be told of the end of a demand's key."""

    server_id: int
    demand_id: int
    slug: str
    why: str  # no-channel, refused
    end: datetime

    @property
    def last(self) -> datetime:
        """When the key is destroyed all the same."""
        return self.end + GRACE


async def failed_notices(
    session: AsyncSession, now: datetime, *more: ColumnElement[bool]
) -> Sequence[FailedNotice]:
    """The notices that were to be posted by now, and could not even be tried or were refused; of demands that
    meet ``more`` conditions, by id."""
    post = and_(
        Announcement.kind == "retention",
        Announcement.server_id == Demand.server_id,
        Announcement.subject == literal("demand:") + cast(Demand.id, String),
        Announcement.occasion == literal("retention:") + cast(Demand.retention_day, String),
    )
    closed = (
        select(
            Demand,
            func.coalesce(Server.organiser_channel_id, Server.channel_id).label("channel"),
            (Announcement.attempts > 0).label("tried"),
        )
        .join(Server, Server.id == Demand.server_id)
        .outerjoin(Announcement, post)
        .where(*_HAS_END, Demand.retention_told_at.is_(None), *more)
        .where(Announcement.state.is_(None) | (Announcement.state != "sent"))
        .order_by(Demand.id)
    )
    found = []
    for demand, channel, tried in await session.execute(closed):
        end = _end(demand)
        if end - NOTICE <= now and (tried or channel is None):
            why = "no-channel" if channel is None else "refused"
            found.append(FailedNotice(demand.server_id, demand.id, demand.slug, why, end))
    return found


_HAS_END = (
    Demand.state == "closed",
    Demand.key_destroyed_at.is_(None),
    Demand.closed_at.is_not(None),
    Demand.retention_months.is_not(None),
)


def _end(demand: Any) -> datetime:
    return key_end(demand.closed_at, demand.retention_months, demand.hold_until)


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
        clock_is_right: Callable[[], bool | None] = lambda: None,
    ) -> None:
        """``clock_is_right`` is ``None`` until there was anything to compare the clock with."""
        self._shard = shard
        self._database = database
        self._clock = clock
        self._keys = keys
        self._leases = leases
        self._withdrawals = Withdrawals(keys.folder)
        self._audit = audit
        self._clock_is_right = clock_is_right
        self._warned_at: dict[int, datetime] = {}  # of a notice that failed, by demand

    async def tick(self) -> int:
        """Tell organisers of ends that come near, and destroy the keys whose time is over; how many were.

        A demand that fails is logged, and the others go on.
        """
        if self._shard.leads:
            await self._keys.sweep()
            await self._withdrawals.compact()
        if self._clock_is_right() is False or not await self._leases.take(LEASE):
            return 0
        destroyed = 0
        try:
            day = await days_run(self._database, self._clock)
            await self._settle_holds()
            for demand_id in await self._near():
                try:
                    destroyed += await self._advance(demand_id, day)
                except CANNOT_STORE:
                    raise
                except Exception:
                    log.exception("demand %s: the end of its key could not be dealt with", demand_id)
            await self._warn()
        finally:
            await self._leases.give_back(LEASE)
        return destroyed

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
            if is_held(demand, self._clock()):
                raise Refusal("refusal-key-held")
            await self._destroy(session, demand)
        await self._clear()

    async def failed(self, server_id: int) -> Sequence[FailedNotice]:
        """The notices of one server that fail."""
        async with self._database.read() as session:
            return await failed_notices(session, self._clock(), Demand.server_id == server_id)

    async def _settle_holds(self) -> None:
        """Give holds of before they had an end a year from now, and tell organisers; and note that a hold has
        ended, which is so by its time alone."""
        now = self._clock()
        changed = Demand.hold_until.is_(None) | (Demand.hold_until <= now)
        held = select(Demand.id).where(Demand.legal_hold, changed, self._shard.having(Demand.server_id))
        async with self._database.read() as session:
            ids = (await session.scalars(held.order_by(Demand.id))).all()
        for demand_id in ids:
            async with self._database.write() as session:
                channel = await self._channel(session, demand_id)
                demand = await _locked(session, demand_id)
                if demand is None or not demand.legal_hold:
                    continue
                subject = f"demand:{demand_id}"
                if demand.hold_until is None:
                    demand.hold_until = now + HOLD
                    demand.stamp += 1
                    await session.flush()
                    if channel is not None:
                        await self._enqueue(session, demand, channel, "hold")
                elif demand.hold_until <= now and self._clock_is_right():
                    demand.legal_hold, demand.hold_reason = False, None
                    demand.stamp += 1
                    await session.flush()
                    await self._audit.record(session, demand.server_id, None, "demand-hold-end", subject)

    async def _warn(self) -> None:
        """Say in the log, once a day, whom the end of a key cannot be told."""
        now = self._clock()
        async with self._database.read() as session:
            failed = await failed_notices(session, now, self._shard.having(Demand.server_id))
        for notice in failed:
            warned = self._warned_at.get(notice.demand_id)
            if warned is None or not timedelta() <= now - warned < _WARN_AGAIN:
                self._warned_at[notice.demand_id] = now
                log.warning(
                    "demand %s of server %s: organisers cannot be told that its key ends (%s); it is "
                    "destroyed by %s all the same",
                    notice.demand_id,
                    notice.server_id,
                    notice.why,
                    notice.last.date(),
                )

    async def _near(self) -> list[int]:
        """The demands whose end is near or past, by id."""
        now = self._clock()
        rows = (
            select(Demand.id, Demand.closed_at, Demand.retention_months, Demand.hold_until)
            .where(*_HAS_END, self._shard.having(Demand.server_id))
            .order_by(Demand.id)
        )
        async with self._database.read() as session:
            return [row.id for row in await session.execute(rows) if _end(row) - NOTICE <= now]

    async def _advance(self, demand_id: int, day: int) -> bool:
        """Tell of one demand, or destroy its key if that is due."""
        now = self._clock()
        async with self._database.write() as session:
            channel = await self._channel(session, demand_id)
            demand = await _locked(session, demand_id)
            if demand is None or demand.key_destroyed_at is not None:
                return False
            if demand.closed_at is None or demand.retention_months is None:
                return False
            end = _end(demand)
            if end - NOTICE > now:  # held since it was found
                return False
            if now < end:
                demand.overdue_day = None
            elif demand.overdue_day is None:
                demand.overdue_day = day
            if not self._is_due(demand, end, now, day):
                told_at = demand.retention_told_at
                if told_at is None:
                    await self._tell(session, demand, channel, day)
                elif told_at > now:  # by a clock that was ahead: they have known since now at the latest
                    demand.retention_told_at, demand.retention_day = now, day
                return False
            await self._destroy(session, demand)
        await self._clear()
        return True

    def _is_due(self, demand: Demand, end: datetime, now: datetime, day: int) -> bool:
        if now < end or is_held(demand, now):
            return False
        told_at = demand.retention_told_at
        if told_at is not None and max(told_at, earliest_end(end, told_at)) <= now:
            known = day - (demand.retention_day or 0)
            if known >= LEAST_DAYS:
                return True
        ran = day - (demand.overdue_day if demand.overdue_day is not None else day)
        return end + GRACE <= now and (self._clock_is_right() is True or ran >= LEAST_DAYS)

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
            await self._enqueue(session, demand, channel, f"retention:{day}")

    async def _enqueue(self, session: AsyncSession, demand: Demand, channel: int, occasion: str) -> None:
        await enqueue(
            session,
            self._database,
            server_id=demand.server_id,
            channel_id=channel,
            kind="retention",
            subject=f"demand:{demand.id}",
            occasion=occasion,
            now=self._clock(),
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
