"""Retention of demand keys: a fixed number of months after signing ended the key is destroyed, and with it
everything that can be tied to a person. Organisers are notified before, and can hold it (``holds``).

The key is destroyed on the promised day if they were notified two weeks before, and two weeks after that day
at the latest, whether or not anybody could be notified. A clock that jumps must not destroy a key early, nor
one whose hold it makes seem over: while the clock is known to be wrong nothing happens; and until Discord has
confirmed it, the bot must have run on twelve days since the key was first overdue, which it counts itself. A
jump of years counts as one more day.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import UNRECORDED, Recorder
from bot.common.clock import Clock, add_months
from bot.errors import CANNOT_STORE, UserError
from bot.keystore.keyring import Keys, demand_key
from bot.petitions.demand_rows import held_condition, is_held, lock_server_of
from bot.petitions.posts import post, record
from bot.petitions.roster.members import remove_members
from bot.petitions.signing.withdrawals import Withdrawals
from bot.storage import Database
from bot.storage.models import (
    Announcement,
    Demand,
    KeyFingerprint,
    PageDemand,
    RosterMember,
    Server,
    Signature,
)
from bot.storage.notes import days_run
from bot.storage.purge import purge_soon

NOTICE = timedelta(days=35)
"""Lead time of the notice to organisers: some days more than thirty, since the bot may be off for some."""

MIN_NOTICE = timedelta(days=14)
"""Minimum time between the notice and the destruction."""

GRACE = timedelta(days=14)
"""Grace period after the end of a key, if organisers could not be notified in time."""

MIN_UPTIME_DAYS = 12
"""Minimum number of days in between on which the bot ran."""


def key_end(closed_at: datetime, months: int, hold_until: datetime | None) -> datetime:
    """Return the end of a key's retention: as signers were told, or later because of a hold."""
    end = add_months(closed_at, months)
    return end if hold_until is None else max(end, hold_until)


def earliest_end(end: datetime, told_at: datetime) -> datetime:
    """Return the time at which a key with this end is destroyed if organisers are notified at ``told_at``."""
    return min(max(end, told_at + MIN_NOTICE), end + GRACE)


log = logging.getLogger(__name__)

_WARNING_INTERVAL = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FailedNotice:
    """A notice about the end of a demand's key that could not be delivered."""

    server_id: int
    demand_id: int
    texts: Mapping[str, Any]  # of the demand
    why: str  # one of no-channel, refused
    end: datetime

    @property
    def last(self) -> datetime:
        """Time at which the key is destroyed regardless."""
        return self.end + GRACE


async def failed_notices(
    session: AsyncSession, now: datetime, *more: ColumnElement[bool]
) -> Sequence[FailedNotice]:
    """Return the notices that are due but could not be attempted or were rejected, of demands that meet
    ``more`` conditions, by id."""
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
            found.append(FailedNotice(demand.server_id, demand.id, demand.texts, why, end))
    return found


_HAS_END = (
    Demand.state == "closed",
    Demand.key_destroyed_at.is_(None),
    Demand.closed_at.is_not(None),
    Demand.retention_months.is_not(None),
    Demand.signed_by != "page",  # whose rows stay nobody's once its ledger is closed
)


def _end(demand: Any) -> datetime:
    return key_end(demand.closed_at, demand.retention_months, demand.hold_until)


class Retention:
    """Periodic task for retention notices and destruction of keys."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        keys: Keys,
        *,
        audit: Recorder = UNRECORDED,
        withdrawals: Withdrawals | None = None,
        clock_is_right: Callable[[], bool | None] = lambda: None,
    ) -> None:
        """``clock_is_right`` returns ``None`` until there was anything to compare the clock with."""
        self._database = database
        self._clock = clock
        self._keys = keys
        self._withdrawals = withdrawals or Withdrawals(keys.folder)
        self._audit = audit
        self._clock_is_right = clock_is_right
        self._warned_at: dict[int, datetime] = {}  # last warning about a failed notice, by demand

    async def tick(self) -> int:
        """Notify organisers of approaching ends, destroy the keys that are due, and return the number
        destroyed.

        A demand that fails is logged, and the others continue.
        """
        await self._keys.sweep()
        await self._withdrawals.compact()
        if self._clock_is_right() is False:
            return 0
        return await self._advance_all()

    async def _advance_all(self) -> int:
        destroyed = 0
        day = await days_run(self._database, self._clock)
        await self._settle_holds()
        for demand_id in [*await self._near(), *await self._ended_on_page()]:
            try:
                destroyed += await self._advance(demand_id, day)
            except CANNOT_STORE:
                raise
            except Exception:
                log.exception("demand %s: the end of its key could not be handled", demand_id)
        await self._warn()
        return destroyed

    async def destroy(self, demand_id: int) -> None:
        """Destroy a closed demand's key now, at the steward's request.

        Raises ``UserError`` if it has no key, is open or held.
        """
        async with self._database.write() as session:
            demand = await session.get(Demand, demand_id, with_for_update=True)
            if demand is None or demand.state == "draft":
                raise UserError("refusal-no-such-demand")
            if demand.key_destroyed_at is not None:
                raise UserError("refusal-demand-anonymous", day=demand.key_destroyed_at.date())
            if demand.state == "open":
                raise UserError("refusal-key-of-open-demand")
            if is_held(demand, self._clock()):
                raise UserError("refusal-key-held")
            page = await session.get(PageDemand, demand_id)
            if page is not None and not page.ledger_over:
                raise UserError("refusal-key-of-open-ledger")
            await self._destroy(session, demand)
        await self._clear()

    async def failed(self, server_id: int) -> Sequence[FailedNotice]:
        """Return the failed notices of one server."""
        async with self._database.read() as session:
            return await failed_notices(session, self._clock(), Demand.server_id == server_id)

    async def _settle_holds(self) -> None:
        """Record expired holds as ended, which they are already by time."""
        now = self._clock()
        if not self._clock_is_right():
            return
        held = select(Demand.id).where(Demand.legal_hold, Demand.hold_until <= now)
        async with self._database.read() as session:
            ids = (await session.scalars(held.order_by(Demand.id))).all()
        for demand_id in ids:
            async with self._database.write() as session:
                await lock_server_of(session, demand_id)
                demand = await session.get(Demand, demand_id, with_for_update=True)
                if demand is None or not demand.legal_hold or is_held(demand, now):
                    continue
                demand.legal_hold, demand.hold_reason = False, None
                demand.stamp += 1
                await record(self._audit, session, demand, None, "demand-hold-end")

    async def _warn(self) -> None:
        """Log failed notices, once a day each."""
        now = self._clock()
        async with self._database.read() as session:
            failed = await failed_notices(session, now)
        for notice in failed:
            warned = self._warned_at.get(notice.demand_id)
            if warned is None or not timedelta() <= now - warned < _WARNING_INTERVAL:
                self._warned_at[notice.demand_id] = now
                log.warning(
                    "demand %s of server %s: organisers cannot be told that its key ends (%s); it is "
                    "destroyed by %s anyway",
                    notice.demand_id,
                    notice.server_id,
                    notice.why,
                    notice.last.date(),
                )

    async def _near(self) -> list[int]:
        """Return the demands whose end is near or past, or was by a clock that was ahead, by id."""
        now = self._clock()
        rows = (
            select(
                Demand.id,
                Demand.closed_at,
                Demand.retention_months,
                Demand.hold_until,
                Demand.overdue_day,
            )
            .where(*_HAS_END)
            .order_by(Demand.id)
        )
        async with self._database.read() as session:
            return [
                row.id
                for row in await session.execute(rows)
                if _end(row) - NOTICE <= now or row.overdue_day is not None
            ]

    async def _ended_on_page(self) -> list[int]:
        """Return the demands signed on the page whose ledger is closed, and whose registrar was told so. It
        keeps what could find a row by a card only under a legal hold."""
        over = select(PageDemand.demand_id).where(PageDemand.ended_at.is_not(None), PageDemand.ledger_over)
        query = select(Demand.id).where(
            Demand.id.in_(over),
            Demand.key_destroyed_at.is_(None),
            ~held_condition(self._clock()) | Demand.overdue_day.is_not(None),
        )
        async with self._database.read() as session:
            return list(await session.scalars(query.order_by(Demand.id)))

    async def _advance(self, demand_id: int, day: int) -> bool:
        """Notify organisers of one demand, or destroy its key if due. Return whether it was destroyed."""
        now = self._clock()
        async with self._database.write() as session:
            await lock_server_of(session, demand_id)
            demand = await session.get(Demand, demand_id, with_for_update=True)
            if demand is None or demand.key_destroyed_at is not None:
                return False
            if demand.closed_at is None or demand.retention_months is None:
                return False
            on_page = demand.signed_by == "page"  # overdue since it was closed, or since the end of a hold
            end = key_end(demand.closed_at, 0, demand.hold_until) if on_page else _end(demand)
            if now < end or is_held(demand, now):
                demand.overdue_day = None  # also what a clock set that was ahead for a moment
            elif demand.overdue_day is None:
                demand.overdue_day = day
            if is_held(demand, now) if on_page else end - NOTICE > now:  # held in the meantime
                return False
            if not self._is_due(demand, end, now, day):
                told_at = demand.retention_told_at
                if on_page:
                    return False
                if told_at is None:
                    await self._tell(session, demand, day)
                elif told_at > now:  # stored by a clock that was ahead: count from now at the latest
                    demand.retention_told_at, demand.retention_day = now, day
                return False
            await self._destroy(session, demand)
        await self._clear()
        return True

    def _is_due(self, demand: Demand, end: datetime, now: datetime, day: int) -> bool:
        if now < end or is_held(demand, now):
            return False
        ran = day - (demand.overdue_day if demand.overdue_day is not None else day)
        if self._clock_is_right() is not True and ran < MIN_UPTIME_DAYS:
            return False
        if demand.signed_by == "page" or end + GRACE <= now:
            return True
        told_at = demand.retention_told_at
        if told_at is None or day - (demand.retention_day or 0) < MIN_UPTIME_DAYS:
            return False
        return max(told_at, earliest_end(end, told_at)) <= now

    async def _tell(self, session: AsyncSession, demand: Demand, day: int) -> None:
        """Enqueue the notice; once it is posted, record the time."""
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
        elif not found and await post(session, self._database, demand, "retention", f"retention:{day}", now):
            demand.retention_day = day

    async def _destroy(self, session: AsyncSession, demand: Demand) -> None:
        """Delete the signatures and mark the key as destroyed, in the caller's transaction, which holds the
        demand's row. The file is deleted in ``_clear``, or at the next start after a crash in between."""
        now = self._clock()
        await session.execute(delete(Signature).where(Signature.demand_id == demand.id))
        await session.execute(
            update(KeyFingerprint)
            .where(KeyFingerprint.name == demand_key(demand.id))
            .values(destroyed_at=now)
        )
        demand.key_destroyed_at = now
        demand.standing = None  # contains counts by day, which no publication did
        demand.stamp += 1
        await session.flush()
        # Members who left the roster kept a link to withdraw from this demand; perhaps no other needs it.
        await remove_members(session, demand.server_id, RosterMember.seen == 0)
        await record(self._audit, session, demand, None, "demand-anonymous")

    async def _clear(self) -> None:
        await self._keys.sweep()
        await purge_soon(self._database)
