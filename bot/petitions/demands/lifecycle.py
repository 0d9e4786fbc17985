"""Life cycle of a demand apart from signing: goal and deadline, widening, delivery, answer, archive."""

from datetime import date as Day
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import UNRECORDED, Recorder
from bot.common.clock import Clock, day_there, is_over
from bot.common.text import one_line, paragraphs
from bot.errors import UserError
from bot.petitions.counts.ledger import is_closed
from bot.petitions.counts.paper import paper_count, paper_count_on
from bot.petitions.demand_rows import lock_demand
from bot.petitions.demands.deadlines import Deadline, check_end_moves, earliest_end
from bot.petitions.demands.views import OUTCOMES, DemandView, signing_end, state_of, view_of
from bot.petitions.page.ledgers import PageLedgers
from bot.petitions.posts import post, record
from bot.petitions.signing.eligibility import HolderCounts, Widening, audit_values, must_be_enough, widen
from bot.storage import Database
from bot.storage.models import Demand, Publication

MAX_GOAL = 10_000_000
RECIPIENT_LENGTH, NOTE_LENGTH, ANSWER_LENGTH = 200, 500, 1000
"""Maximum characters; the last two may have several lines."""


class _Same:
    """Sentinel: leave the value unchanged."""


SAME: Final = _Same()


class Lifecycle:
    """Service for what organisers do with the demands of their servers. ``by`` is the organiser's Discord
    id."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        audit: Recorder = UNRECORDED,
        holders: HolderCounts | None = None,
        on_page: PageLedgers | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit
        self._holders = holders or HolderCounts(clock)
        self._page = on_page

    async def schedule(
        self,
        server_id: int,
        demand_id: int,
        *,
        goal: int | _Same | None = SAME,
        closes: Deadline | _Same | None = SAME,
        by: int | None = None,
    ) -> DemandView:
        """Set, change or (``None``) remove the goal and the deadline of a draft or an open demand.

        Raises ``UserError`` for a goal below the published count, a deadline in the past, on the page for one
        that is too soon, or in the last day of signing, and once the demand is closed or its deadline has
        passed. Without a deadline, an open demand ends with its longest signing time; one beyond that is for
        ``Extensions``.
        """
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            if demand.archived_at is not None or is_over(demand, self._clock()):
                raise UserError("refusal-schedule-closed")
            before = _schedule(demand)
            if not isinstance(goal, _Same):
                demand.goal = await self._checked_goal(session, demand, goal)
            if not isinstance(closes, _Same):
                check_end_moves(demand, self._clock())
                demand.extension = None
            if isinstance(closes, Deadline):
                await self._check_to_come(session, demand, closes)
                _check_within(demand, closes)
                demand.closes_at, demand.time_zone = closes.moment, closes.zone
            elif closes is None:
                demand.closes_at = signing_end(demand)
            after = _schedule(demand)
            if after != before:
                demand.stamp += 1
                await record(self._audit, session, demand, by, "demand-schedule", before=before, after=after)
            view = await view_of(session, server_id, demand_id)
        if self._page is not None and view.signed_by == "page" and view.state == "open":
            await self._page.settle_soon(demand_id)
        return view

    async def widen(
        self, server_id: int, demand_id: int, widening: Widening, *, by: int | None = None
    ) -> DemandView:
        """Permanently relax the conditions for signing an open demand, and post it.

        Raises ``UserError`` if a condition would become stricter, if nothing would change, for a role that
        too few members have, and once the demand is closed or its deadline has passed.
        """
        counts = await self._holders.of(server_id)
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            draft = demand.state == "draft"
            if draft or is_over(demand, self._clock()):
                raise UserError("refusal-demand-not-open" if draft else "refusal-demand-already-closed")
            before = audit_values(demand)
            widen(demand, widening)
            added = widening.role_id
            if added is not None and counts is not None and counts.get(added, 0) < demand.min_eligible:
                # If many had signed already, the few new ones would be the only change of the next count.
                raise UserError("refusal-eligible-few", least=demand.min_eligible)
            demand.eligible_checked = must_be_enough(demand, counts)
            demand.stamp += 1
            await session.flush()
            await post(session, self._database, demand, "widened", _occasion(demand, widening), self._clock())
            after = audit_values(demand)
            await record(self._audit, session, demand, by, "demand-widen", before=before, after=after)
            return await view_of(session, server_id, demand_id)

    async def deliver(
        self,
        server_id: int,
        demand_id: int,
        *,
        to: str,
        day: Day | None = None,
        note: str = "",
        corrects: int | None = None,
        by: int | None = None,
    ) -> DemandView:
        """Record that a closed demand was handed over, with its last published count, or with the one that
        was published by an earlier ``day``; it is posted.

        ``day`` defaults to today. ``corrects`` is the stamp of the demand whose delivery this replaces,
        keeping the count if the day is the same; that is posted as a correction. Raises ``UserError``.
        """
        recipient, note = one_line(to), paragraphs(note)
        if not recipient:
            raise UserError("refusal-delivery-to-nobody")
        _check_length(recipient, RECIPIENT_LENGTH)
        _check_length(note, NOTE_LENGTH)
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            self.check_deliverable(state_of(demand))
            _check_replaces(demand, demand.delivered_on, corrects, "refusal-already-delivered")
            if demand.signed_by == "page" and not await is_closed(session, demand.id):
                raise UserError("refusal-deliver-uncounted")
            checked = self._checked_day(demand, day, demand.closed_at)
            if demand.answered_on is not None and checked > demand.answered_on:
                raise UserError("refusal-delivery-after-answer", day=checked, answered=demand.answered_on)
            after = {
                "delivered_on": checked,
                "delivered_to": recipient,
                "delivered_count": (
                    demand.delivered_count
                    if demand.delivered_on == checked
                    else await self._published_by(session, demand, checked)
                ),
                "delivery_note": note or None,
            }
            return await self._done(session, demand, by, "delivered", "demand-deliver", after, corrects)

    async def answer(
        self,
        server_id: int,
        demand_id: int,
        *,
        outcome: str,
        text: str,
        day: Day | None = None,
        corrects: int | None = None,
        by: int | None = None,
    ) -> DemandView:
        """Record management's answer to a delivered demand; it is posted.

        ``outcome`` is one of OUTCOMES; ``day`` defaults to today; ``corrects`` as in ``deliver``. Raises
        ``UserError``.
        """
        said = paragraphs(text)
        if outcome not in OUTCOMES:
            raise ValueError(f"{outcome!r} is not one of {OUTCOMES}")
        if not said:
            raise UserError("refusal-answer-without-text")
        _check_length(said, ANSWER_LENGTH)
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            self.check_answerable(state_of(demand))
            _check_replaces(demand, demand.answered_on, corrects, "refusal-already-answered")
            checked = self._checked_day(demand, day, demand.delivered_on)
            after = {"answered_on": checked, "answer": outcome, "answer_text": said}
            return await self._done(session, demand, by, "answered", "demand-answer", after, corrects)

    async def archive(self, server_id: int, demand_id: int, *, by: int | None = None) -> DemandView:
        """Permanently remove a demand that is not open from the members' lists.

        Raises ``UserError``. Its signatures can still be withdrawn, from its cards.
        """
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            was = state_of(demand)
            self.check_archivable(was)
            demand.archived_at = self._clock()
            demand.stamp += 1
            before, after = {"state": was}, {"state": "archived"}
            await record(self._audit, session, demand, by, "demand-archive", before=before, after=after)
            return await view_of(session, server_id, demand_id)

    async def _published_by(self, session: AsyncSession, demand: Demand, day: Day) -> int:
        """Return the count that was published by this day: counts change after a demand has closed, and the
        count that was handed over is that of the day of delivery. Raises ``UserError`` for a day before the
        first count."""
        zone = demand.time_zone
        if demand.signed_by == "paper":
            return await paper_count_on(session, demand, day)
        if day < day_there(self._clock(), zone):
            counts = select(Publication.published_at, Publication.count).where(
                Publication.demand_id == demand.id
            )
            rows = (await session.execute(counts.order_by(Publication.number))).all()
            by_then = [count for at, count in rows if day_there(at, zone) <= day]
            if rows and not by_then:
                first = day_there(rows[0][0], zone)
                raise UserError("refusal-delivered-before-count", day=first)
            return by_then[-1] if rows else 0
        return await _published(session, demand)

    def check_deliverable(self, state: str) -> None:
        """Raise ``UserError``, which names the missing step, if a demand in this state cannot be
        delivered."""
        if state in _WHY_NOT_DELIVERED:
            raise UserError(_WHY_NOT_DELIVERED[state])

    def check_answerable(self, state: str) -> None:
        """Raise ``UserError``, which names the missing step, if a demand in this state cannot be answered."""
        if state in _WHY_NOT_ANSWERED:
            raise UserError(_WHY_NOT_ANSWERED[state])

    def check_archivable(self, state: str) -> None:
        """Raise ``UserError`` if a demand in this state cannot be archived."""
        if state in ("open", "archived"):
            raise UserError("refusal-archive-open" if state == "open" else "refusal-demand-archived")

    async def _done(
        self,
        session: AsyncSession,
        demand: Demand,
        by: int | None,
        kind: Any,
        act: str,
        after: dict[str, Any],
        corrects: int | None,
    ) -> DemandView:
        """Store, post and audit a step of the life cycle."""
        before = {name: getattr(demand, name) for name in after}
        if after == before:
            raise UserError("refusal-record-unchanged")
        for name, value in after.items():
            setattr(demand, name, value)
        demand.stamp += 1
        await session.flush()
        occasion = kind if corrects is None else f"{kind}-corrected:{demand.stamp}"
        await post(session, self._database, demand, kind, occasion, self._clock())
        await record(self._audit, session, demand, by, act, before=before, after=after)
        return await view_of(session, demand.server_id, demand.id)

    async def _checked_goal(self, session: AsyncSession, demand: Demand, goal: int | None) -> int | None:
        if goal is None:
            return None
        if not 1 <= goal <= MAX_GOAL:
            raise UserError("refusal-goal-range", most=MAX_GOAL)
        count = await _published(session, demand)
        if goal < count:
            raise UserError("refusal-goal-below-count", goal=goal, count=count)
        return goal

    async def _check_to_come(self, session: AsyncSession, demand: Demand, closes: Deadline) -> None:
        now = self._clock()
        if closes.moment <= now:
            raise UserError("refusal-deadline-past", **_told(closes.moment, closes.zone))
        if demand.signed_by == "page" and demand.state == "open":
            soonest = await earliest_end(session, demand, now)
            if closes.moment < soonest:
                raise UserError("refusal-deadline-soon", **_told(soonest, closes.zone))

    def _checked_day(self, demand: Demand, day: Day | None, earliest: datetime | Day | None) -> Day:
        """Return ``day``, checked to be neither in the future nor before ``earliest`` in the demand's time
        zone."""
        zone = demand.time_zone
        today = day_there(self._clock(), zone)
        first = day_there(earliest, zone) if isinstance(earliest, datetime) else earliest or today
        if day is None:
            return max(today, first)
        if day > today:
            raise UserError("refusal-day-to-come", day=day)
        if day < first:
            raise UserError("refusal-day-too-early", day=day, first=first)
        return day


def _occasion(demand: Demand, widening: Widening) -> str:
    """Return the occasion from which the post is rendered: ``widened:12:987:-:0``, i.e. stamp, role, account
    days and server days."""
    role = "all" if widening.anyone else widening.role_id
    parts = (role, widening.account_days, widening.server_days)
    return ":".join(["widened", str(demand.stamp), *("-" if part is None else str(part) for part in parts)])


_WHY_NOT_DELIVERED = {
    "draft": "refusal-deliver-draft",
    "open": "refusal-deliver-open",
    "void": "refusal-demand-void",
    "archived": "refusal-demand-archived",
}
_WHY_NOT_ANSWERED = {
    "draft": "refusal-answer-undelivered",
    "open": "refusal-answer-undelivered",
    "closed": "refusal-answer-undelivered",
    "void": "refusal-demand-void",
    "archived": "refusal-demand-archived",
}


def _check_replaces(demand: Demand, on_record: Day | None, corrects: int | None, already: str) -> None:
    """Optimistic lock: a record is replaced only by somebody who has seen its current state."""
    if corrects is None and on_record is not None:
        raise UserError(already)
    if corrects is not None and (on_record is None or corrects != demand.stamp):
        raise UserError("refusal-record-changed")


def _check_length(text: str, most: int) -> None:
    if len(text) > most:
        raise UserError("refusal-text-too-long", length=len(text), limit=most)


def _told(moment: datetime, zone: str) -> dict[str, Any]:
    there = moment.astimezone(ZoneInfo(zone))
    return {"day": there.date(), "hour": f"{there:%H:%M}", "zone": zone}


def _check_within(demand: Demand, closes: Deadline) -> None:
    ends = signing_end(demand)
    if ends is not None and closes.moment > ends:
        raise UserError("refusal-deadline-beyond", day=day_there(ends, demand.time_zone))


def _schedule(demand: Demand) -> dict[str, Any]:
    return {"goal": demand.goal, "closes_at": demand.closes_at, "time_zone": demand.time_zone}


async def _published(session: AsyncSession, demand: Demand) -> int:
    """Return the last published count, 0 before the first; of a demand on paper, that of its sheets."""
    if demand.signed_by == "paper":
        return int(await session.scalar(select(paper_count(demand.id))) or 0)
    last = (
        select(Publication.count)
        .where(Publication.demand_id == demand.id)
        .order_by(Publication.number.desc())
        .limit(1)
    )
    return (await session.execute(last)).scalar_one_or_none() or 0
