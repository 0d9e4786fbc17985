"""Publication of counts in batches: the only numbers that anyone is shown.

A counter that moves with every signature reveals who was online when it moved. So signatures wait until there
are enough of them, and withdrawals wait with them. This is evaluated on a fixed schedule, once a day
(``PublicationRule.every``), and not when a signature arrives: a count that appeared a minute after the tenth
signature would reveal when that one was given. The time of the next evaluation is stored in the database, so
that a restart, a standby or another process that takes over publishes no count any earlier.

Published rows are rewritten in the order of their references: their position on disk must not reveal when
they were signed. That takes longer than a publication may, so it comes after it; if a crash prevents it, the
next tick does it.
"""

import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import case, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock, is_over
from bot.common.made import made_of
from bot.errors import CANNOT_STORE
from bot.keystore.keyring import Keys
from bot.petitions.counts import milestones
from bot.petitions.counts.checkpoints import Checkpoints
from bot.petitions.counts.invalidations import Invalidations, note_standing
from bot.petitions.counts.ledger import FORMAT, entry_hash, entry_of, next_place
from bot.petitions.counts.signature_counts import (
    Fits,
    SignatureGroups,
    by_unit,
    count_signatures,
    delete_signatures,
    sealer_of,
)
from bot.petitions.counts.units import breakdown
from bot.petitions.demand_rows import lock_server_of, pending_condition
from bot.petitions.posts import post
from bot.petitions.signing.account_age_stats import AccountAgeStats
from bot.petitions.signing.eligibility import Counts, HolderCounts, eligible
from bot.settings import PublicationRule
from bot.storage import Database
from bot.storage.models import Demand, Invalidation, Publication, Server, Signature
from bot.storage.purge import PurgeTask, purge_soon


def publication_reason(
    rule: PublicationRule, *, pending: int, last: datetime | None, opened: datetime, now: datetime
) -> Literal["batch", "late"] | None:
    """Return the reason to publish ``pending`` changes (signatures and withdrawals) now, or None to wait.

    ``last`` is the time of the previous publication; until there is one, time counts from ``opened``.
    """
    since = opened if last is None else last
    waited = rule.every if since is None else now - since  # unknown opening: just enough
    if pending >= rule.changes and waited >= rule.every:
        return "batch"
    if pending >= min(rule.fewest, rule.changes) and waited >= rule.latest:
        return "late"
    return None


def next_look(
    rule: PublicationRule, *, stored: datetime | None, last: datetime | None, opened: datetime | None
) -> datetime | None:
    """Return the time of the next evaluation: as ``stored``, else one interval after the previous publication
    or the opening. It depends on no signature, so it may be shown."""
    since = last or opened
    return stored or (None if since is None else since + min(rule.every, rule.latest))


class Schedule:
    """Times of evaluation of demands, by one rule. ``demand`` is a row with the columns that hold them."""

    def __init__(self, rule: PublicationRule) -> None:
        self._rule = rule
        self._turn = min(rule.every, rule.latest)

    def reason(self, demand: Any, pending: int, now: datetime) -> Literal["batch", "late"] | None:
        """Return the reason to publish ``pending`` changes of a demand now, or None to wait."""
        return publication_reason(
            self._rule, pending=pending, last=demand.last_publication_at, opened=demand.opened_at, now=now
        )

    def waits(self, demand: Any, now: datetime) -> bool:
        """True until a demand's next evaluation, unless a clock that was ahead wrote its time."""
        looks = self._next_look(demand)
        return looks is not None and now < looks <= now + self._turn

    def has_turn(self, demand: Any, now: datetime) -> bool:
        """True if ``take_turn`` would evaluate a demand now."""
        looks = self._next_look(demand)
        return looks is not None and looks <= now

    def take_turn(self, demand: Demand, now: datetime) -> bool:
        """Return whether to evaluate a demand now, and advance its next evaluation by whole intervals. Runs
        in the caller's transaction, which holds the demand's row.

        A stored time that is more than one interval away was written by a clock that was ahead: it is reset
        to one interval from now, so that correcting the clock triggers no evaluation. A publication or
        opening in the future was recorded by such a clock too: the time since it counts from now on.
        """
        looks = self._next_look(demand)
        since = demand.last_publication_at or demand.opened_at
        if since is not None and since > now:
            demand.last_publication_at = now
        if self.waits(demand, now):
            return False
        if looks is None or looks > now:
            demand.next_look_at = now + self._turn
            return False
        if self._turn:
            demand.next_look_at = looks + ((now - looks) // self._turn + 1) * self._turn
        return True

    def _next_look(self, demand: Any) -> datetime | None:
        last, opened = demand.last_publication_at, demand.opened_at
        return next_look(self._rule, stored=demand.next_look_at, last=last, opened=opened)


log = logging.getLogger(__name__)

Reason = Literal["batch", "late", "closing", "invalidated"]
"""Reason of a publication. The first one after a restored backup has ``restored`` instead."""
MIN_CHANGES = PublicationRule.fewest

_COLUMNS = (
    *(Demand.id, Demand.server_id, Demand.state, Demand.signed_by, Demand.role_ids),
    *(Demand.opened_at, Demand.closes_at, Demand.last_publication_at, Demand.next_look_at),
    *(Demand.lost_head, Server.removed_at),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCount:
    """A count as published. The numbers of signatures and withdrawals since the one before are not published:
    anyone who caused most of the changes could infer what the others did."""

    number: int  # the demand's first is 1
    published_at: datetime
    count: int
    verified_by: str  # how signers were verified: server (anyone in it), role, roster
    reason: str  # batch, late, closing, invalidated, restored
    invalidated: int = 0
    account_days: int = 0  # weakest requirement for signers
    server_days: int = 0
    breakdown: Sequence[Mapping[str, Any]] | None = None  # see ``Publication.breakdown``
    hash: str | None = None  # in the ledger; None: from before there were hashes


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRequest:
    """A publication to make: when, why, and from how many pending changes on."""

    now: datetime
    reason: Reason
    fewest: int = 0  # fewer pending changes stay pending
    holders: Counts | None = None  # number of holders of each role of the server, if known
    strike: Fits | None = None  # signatures to delete, and to publish as invalidated


@dataclass(frozen=True, slots=True)
class _Tally:
    """Numbers of a publication; ``waits``: what is pending stays pending."""

    added: int
    withdrawn: int
    invalidated: int
    waits: bool


class Publications:
    """Publisher of due counts."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        keys: Keys,
        rule: PublicationRule,
        invalidations: Invalidations | None = None,
        checkpoints: Checkpoints | None = None,
        arrivals: AccountAgeStats | None = None,
        *,
        holders: HolderCounts | None = None,
        clock_is_right: Callable[[], bool] = lambda: True,
    ) -> None:
        self._clock_is_right = clock_is_right
        self._checkpoints = checkpoints
        self._holders = holders or HolderCounts(clock)
        self._arrivals = arrivals
        self._invalidations = invalidations
        self._database = database
        self._clock = clock
        self._keys = keys
        self._schedule = Schedule(rule)
        self._purge_task = PurgeTask(database, clock)

    async def tick(self) -> int:
        """Publish due counts, close demands whose deadline has passed, and return the number of publications.
        Demands that are signed on the page have a task of their own: their box may answer late. A demand that
        fails is logged, and the others continue. A ledger is final: nothing is added to one by itself while
        the clock is known to be wrong. What an organiser does (open, close, void) still adds an entry, dated
        by Discord's clock.

        After a publication its rows are rewritten in a neutral order. Then, and once an hour in any case,
        deleted data is cleared from the disk (``PurgeTask``).
        """
        published = await self._publish_due() if self._clock_is_right() else 0
        rested = await rewrite_due(self._database, self._arrivals)
        if (published or rested) and not await purge_soon(self._database):
            self._purge_task.retry()
        await self._purge_task.tick()
        return published

    async def _publish_due(self) -> int:
        candidates = await self._candidates()
        if not candidates:
            return 0
        published = 0
        for demand_id in candidates:
            try:
                if await self._publish(demand_id, candidates[demand_id]):
                    published += 1
                    if self._checkpoints is not None:
                        await self._checkpoints.note(demand_id)
            except CANNOT_STORE:
                raise
            except Exception:
                log.exception("demand %s: its count could not be published", demand_id)
        return published

    async def history(self, demand_id: int) -> list[PublishedCount]:
        """Return all published counts of a demand, oldest first."""
        async with self._database.read() as session:
            rows = await session.execute(
                select(Publication).where(Publication.demand_id == demand_id).order_by(Publication.number)
            )
            return [published_count(row) for row in rows.scalars()]

    async def reached(self, demand_id: int, number: int) -> list[milestones.MilestoneReached]:
        """Return the milestones that a demand reached with the publication of this number."""
        return await milestones.reached_with(self._database, demand_id, number)

    async def _candidates(self) -> dict[int, Counts | None]:
        """Return the demands that are to be evaluated now, closed or invalidated, with the number of holders
        of each role of their servers."""
        now = self._clock()
        async with self._database.read() as session:
            demands: Sequence[Any] = (
                await session.execute(
                    select(*_COLUMNS)
                    .join(Server, Server.id == Demand.server_id)
                    .where(
                        Demand.state != "draft",
                        Demand.key_destroyed_at.is_(None),
                        Demand.signed_by != "page",
                    )
                    .order_by(Demand.id)
                )
            ).all()
            striking = set() if self._invalidations is None else await self._invalidations.due(session, now)
        due = [
            row
            for row in demands
            if row.id in striking
            or row.lost_head
            or (row.state == "open" and is_over(row, now))
            or (row.signed_by == "discord" and not self._schedule.waits(row, now))
        ]
        return {row.id: await self._holders_for(row) for row in due}

    async def _holders_for(self, row: Any) -> Counts | None:
        """Return the number of holders of each role of a demand's server; none of any role of a server that
        removed the bot: of it Discord says nothing, and whoever removed the bot would have a count published
        that few may sign."""
        if not row.role_ids:
            return None
        return await self._holders.of(row.server_id) if row.removed_at is None else {}

    async def _publish(self, demand_id: int, holders: Counts | None) -> bool:
        now = self._clock()
        async with self._database.write() as session:
            await lock_server_of(session, demand_id)
            demand = await session.get(Demand, demand_id, with_for_update=True)
            if demand is None:
                return False
            if demand.state == "open" and is_over(demand, now):
                await close(session, self._database, self._keys, demand, now=now, holders=holders)
                return True
            if self._invalidations is not None:
                row = await self._invalidations.next_of(session, demand, now)
                if row is not None:
                    await self._strike(session, demand, self._invalidations, row, now, holders)
                    return True
            reason = None
            if self._schedule.take_turn(demand, now) and eligible(demand, holders) != "few":
                reason = self._schedule.reason(demand, await _pending(session, demand), now)
            if reason is None and not demand.lost_head:
                return False
            # After a restored backup the ledger goes on at once, if nothing is due with the count of the
            # backup, so that it nowhere ends before what was published.
            fewest = 0 if reason else sys.maxsize
            request = PublicationRequest(now=now, reason=reason or "batch", fewest=fewest, holders=holders)
            await publish(session, self._database, self._keys, demand, request)
        return True

    async def _strike(
        self,
        session: AsyncSession,
        demand: Demand,
        invalidations: Invalidations,
        row: Invalidation,
        now: datetime,
        holders: Counts | None,
    ) -> None:
        """Run an invalidation: publish the count without its signatures, together with pending changes if
        there are enough."""
        strike = await invalidations.fits(session, row)
        request = PublicationRequest(
            now=now, reason="invalidated", fewest=MIN_CHANGES, holders=holders, strike=strike
        )
        published = await publish(session, self._database, self._keys, demand, request)
        await invalidations.ran(
            session, demand, row, struck=published.invalidated, publication=published.number
        )


async def close(
    session: AsyncSession,
    database: Database,
    keys: Keys,
    demand: Demand,
    *,
    now: datetime,
    holders: Counts | None = None,
) -> None:
    """Close an open demand, as of its last day if that is over, and publish its final count, in the caller's
    transaction, which holds its row.

    Fewer than three pending changes stay unpublished, as always, and so do all of them if too few people can
    sign: the previous count is published again. A demand on paper has no count of the bot's own.
    """
    closed_at = demand.closes_at if demand.closes_at is not None and is_over(demand, now) else now
    if demand.signed_by == "paper":
        demand.state, demand.closed_at = "closed", closed_at
        demand.stamp += 1
        await post(session, database, demand, "closed", "closed", now)
        return
    request = PublicationRequest(now=now, reason="closing", fewest=MIN_CHANGES, holders=holders)
    await publish(session, database, keys, demand, request)
    demand.state = "closed"
    demand.closed_at = closed_at


async def publish(
    session: AsyncSession, database: Database, keys: Keys, demand: Demand, request: PublicationRequest
) -> Publication:
    """Publish a demand's count, in the caller's transaction, which holds the demand's row.

    If fewer changes than the request asks for are pending, or too few people can sign, the changes stay
    pending and the previous count is published again. Signatures to invalidate, pending ones too, are
    deleted, and do not count towards ``fewest`` for the other pending changes, since their number is public.
    If nothing else is published, fewer than ``fewest`` of the deleted pending signatures are left out of all
    numbers: they would be revealed one by one.

    If the database was restored and lacks publications, this one follows the last announced one. It has no
    breakdown, which in combination with a lost one might reveal small numbers.
    """
    latest = select(Publication).where(Publication.demand_id == demand.id).order_by(Publication.number.desc())
    before = (await session.execute(latest.limit(1))).scalar_one_or_none()
    sealer = await sealer_of(keys, demand.id)
    rows = await count_signatures(session, sealer, demand, request.strike)
    await delete_signatures(session, demand.id, rows.found)
    standing = rows.published + rows.pending - (rows.found_published + rows.found_pending)
    can_sign = eligible(demand, request.holders)
    tally = _tally(rows, request.fewest, few=can_sign == "few")
    row = _row(demand, before, tally, request)
    if not tally.waits and not demand.lost_head and sealer is not None:
        row.breakdown = await breakdown(session, demand, by_unit(standing), row)
    row.hash = entry_hash(entry_of(demand.slug, row))
    session.add(row)
    demand.last_publication_at = request.now
    demand.next_look_at = None
    demand.lost_head = None
    demand.eligible_checked = None if can_sign is None else can_sign != "unchecked"
    demand.stamp += 1
    await session.flush()
    closing, count = request.reason == "closing", 0 if before is None else before.count
    await milestones.note(session, database, demand, row, before=count, closing=closing)
    if not tally.waits:
        await _next_batch(session, demand)
        note_standing(sealer, demand, standing)
    return row


async def _next_batch(session: AsyncSession, demand: Demand) -> None:
    """Publish the pending rows and delete the leaving ones, in the caller's transaction, which holds the
    demand's row.

    The published rows are not updated: the demand starts a new batch, and those of older batches are no
    longer pending. So this takes the same time, however many rows there are.
    """
    await session.execute(
        delete(Signature).where(Signature.demand_id == demand.id, Signature.state == "leaving")
    )
    demand.batch += 1


def _tally(rows: SignatureGroups, fewest: int, *, few: bool) -> _Tally:
    """Return the numbers to publish; ``few``: too few people can sign."""
    added, withdrawn = rows.pending.total(), rows.leaving.total()
    struck = rows.found_pending.total()
    waiting, untold = added - struck, 0
    waits = few or max(waiting, withdrawn) < fewest
    if waits:
        added, withdrawn = struck, 0  # only the invalidated ones
        if added < fewest:
            added, untold = 0, added
    return _Tally(added, withdrawn, rows.found_published.total() + struck - untold, waits)


def _row(
    demand: Demand, before: Publication | None, tally: _Tally, request: PublicationRequest
) -> Publication:
    """Return the row of a publication that follows ``before``, without breakdown and hash."""
    number, previous_hash = next_place(demand, before)
    # From the ledger, not from the rows: ``invariants`` checks that they agree, and reports a difference
    # instead of hiding it.
    count = (0 if before is None else before.count) + tally.added - tally.withdrawn - tally.invalidated
    return Publication(
        format=FORMAT,
        demand_id=demand.id,
        number=number,
        published_at=request.now,
        count=count,
        invalidated=tally.invalidated,
        verified_by=demand.verified_by,
        account_days=demand.account_days,
        server_days=demand.server_days,
        reason="restored" if demand.lost_head else request.reason,
        text_hash=demand.text_hash,
        previous_hash=previous_hash,
    )


def published_count(row: Publication) -> PublishedCount:
    """Convert a stored publication for callers."""
    return made_of(PublishedCount, row)


async def _pending(session: AsyncSession, demand: Demand) -> int:
    """Return the number of pending changes, counted so that it is at most the number of people behind them: a
    member who withdraws and signs again has one leaving row and one pending row."""
    signed, left = (
        func.coalesce(func.sum(case((which, 1), else_=0)), 0)
        for which in (pending_condition(demand.batch), Signature.state == "leaving")
    )
    found = (await session.execute(select(signed, left).where(Signature.demand_id == demand.id))).one()
    return int(max(found))


_BATCH_SIZE = 5000  # rows rewritten per transaction on PostgreSQL; signers wait meanwhile
_KEPT = ", ".join(
    column.name for column in Signature.__table__.columns if column.name not in ("state", "batch")
)
_THEIRS = "FROM signatures WHERE demand_id = :demand AND reference > :after AND reference <= :last"
_RESTING = "(batch BETWEEN 1 AND :rested)"
_WRITTEN = (
    f"INSERT INTO signatures ({_KEPT}, state, batch) SELECT {_KEPT}, "
    f"CASE WHEN {_RESTING} AND state = 'pending' THEN 'published' ELSE state END, "
    f"CASE WHEN {_RESTING} THEN 0 ELSE batch END FROM"
)
_FIRST, _LAST = b"", b"\xff" * 33  # sort before and after every reference


async def _due(session: AsyncSession) -> Sequence[int]:
    """Return the demands that have published rows which are not rewritten in a neutral order yet."""
    found = select(Demand.id).where(Demand.rested < Demand.batch - 1, Demand.state != "draft")
    return (await session.scalars(found.order_by(Demand.id))).all()


async def rewrite_due(database: Database, arrivals: AccountAgeStats | None = None) -> int:
    """Rewrite in a neutral order the rows that were published since the last run, and return the number of
    demands. ``arrivals`` computes its figures first. A demand that fails is logged and retried."""
    async with database.read() as session:
        demand_ids = await _due(session)
        if arrivals is not None:
            await arrivals.look(session, demand_ids)
    if not demand_ids:
        return 0
    rested = 0
    for demand_id in demand_ids:
        try:
            await rewrite_rows(database, demand_id)
            rested += 1
        except CANNOT_STORE:
            raise
        except Exception:
            log.exception("demand %s: its rows could not be rewritten in a neutral order", demand_id)
    return rested


async def rewrite_rows(database: Database, demand_id: int) -> None:
    """Rewrite a demand's published rows in the order of their references.

    SQLite orders a table's pages by key, but writes a new row's bytes wherever its page has free space: so
    every row of the demand is rewritten, pending ones unchanged, and in one transaction, since neighbours
    share a page. PostgreSQL appends, and numbers its transactions: only the rows of the batch, and those
    signed again for a newer version, are rewritten, in parts between which members can sign; a purge then
    orders the whole table. On PostgreSQL a row's transaction id reveals its batch and part, about as much as
    its day and its reference do.
    """
    if database.is_sqlite:
        statements = [
            # Read along the primary key, so that the copy needs no sorting.
            f"CREATE TEMPORARY TABLE resting AS SELECT * {_THEIRS} ORDER BY reference",
            f"DELETE {_THEIRS}",
            f"{_WRITTEN} resting ORDER BY rowid",
            "DROP TABLE resting",
        ]
    else:
        statements = [
            f"WITH taken AS (DELETE {_THEIRS} AND {_RESTING} RETURNING *) {_WRITTEN} taken ORDER BY reference"
        ]
    after, rested = _FIRST, None
    while after < _LAST:
        async with database.write() as session:
            # Signing and withdrawing lock the same row: no signature changes while they are rewritten.
            demand = await session.get(Demand, demand_id, with_for_update=True)
            if demand is None:
                return
            # Fixed at the first part: rows that are published meanwhile may be in parts that are already
            # done.
            rested = demand.batch - 1 if rested is None else rested
            last = _LAST if database.is_sqlite else await _end(session, demand_id, after)
            given = {"demand": demand_id, "after": after, "last": last, "rested": rested}
            for statement in statements:
                wanted = {name: value for name, value in given.items() if f":{name}" in statement}
                await session.execute(text(statement), wanted)
            if last == _LAST:
                demand.rested = rested
        after = last


async def _end(session: AsyncSession, demand_id: int, after: bytes) -> bytes:
    """Return the last reference of the part after ``after``."""
    theirs = (Signature.demand_id == demand_id, Signature.reference > after)
    found = select(Signature.reference).where(*theirs).order_by(Signature.reference)
    return await session.scalar(found.limit(1).offset(_BATCH_SIZE - 1)) or _LAST
