"""Invalidation: removal of signatures for a stated reason, agreed by two organisers, selected by day, version
or roster, never by person or unit.

One organiser proposes it and sees approximately how many published signatures match; another confirms it, and
the next publication after an hour removes them, including matching ones that were added since. Until then any
organiser can cancel. Fewer than ten would point at individuals: that is refused at the preview and again when
it runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Audit
from bot.common.clock import Clock
from bot.common.made import made_of
from bot.errors import UserError
from bot.keystore.keyring import Keys
from bot.keystore.sealing import Group
from bot.petitions.counts.invalidation_criteria import Criteria
from bot.petitions.counts.invalidation_preview import leave_out, preview
from bot.petitions.counts.signature_counts import Fits, count_signatures, sealer_of
from bot.petitions.roster.members import round_down, signatures_off_roster
from bot.petitions.row_locks import lock_demand
from bot.storage import Database
from bot.storage.models import AuditEntry, Demand, Invalidation

REASONS = ("duplicate-accounts", "not-members", "brigading", "roster-left", "organiser-error", "other")
MIN_SIGNATURES = 10
MAX_PREVIEWS = 5
"""Maximum previews of one demand within ``_PREVIEWS_IN``: many previews with slightly different criteria
would count people one by one."""
NOTE_LENGTH = 500

_PREVIEWS_IN = timedelta(days=1)
_DELAY = timedelta(hours=1)
_PREVIEW = "invalidation-preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidationView:
    """Read model of an invalidation, for organisers."""

    id: int
    demand_id: int
    reason: str  # one of REASONS
    criteria: Criteria
    previewed: int  # approximate number, rounded down to tens
    state: str  # proposed, confirmed, cancelled, overtaken, ran
    proposed_at: datetime
    runs_at: datetime | None
    struck: int | None
    publication: int | None
    overtaken_by: int | None  # the invalidation that ran first and removed some of the same signatures


class Invalidations:
    """Service for the invalidations of all servers. Each call names a server and sees only that server's
    demands."""

    def __init__(self, database: Database, clock: Clock, keys: Keys, audit: Audit) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self._audit = audit

    async def propose(
        self, server_id: int, demand_id: int, reason: str, criteria: Criteria, *, by: int, note: str = ""
    ) -> InvalidationView:
        """Propose to invalidate the signatures that match ``criteria``; ``note`` is stored in the audit log
        only.

        Raises ``UserError``: for criteria that match nothing or include today, for fewer than ten signatures,
        and after five previews of one demand within a day, including refused ones.
        """
        self._check(reason, criteria, note)
        now = self._clock()
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            if demand.signed_by != "discord":
                raise UserError(f"refusal-invalidation-{demand.signed_by}")
            if demand.state == "draft" or demand.key_destroyed_at is not None:
                raise UserError("refusal-invalidation-nothing")
            if criteria.off_roster and demand.verified_by != "roster":
                raise UserError("refusal-invalidation-no-roster")
            if await self._previews(session, server_id, demand_id, now) >= MAX_PREVIEWS:
                raise UserError("refusal-invalidation-previews", most=MAX_PREVIEWS)
            fitting = await preview(session, self._keys, demand, criteria)
            row = None
            if fitting >= MIN_SIGNATURES:
                row = Invalidation(
                    demand_id=demand_id,
                    reason=reason,
                    criteria=criteria.stored(),
                    previewed=round_down(fitting),
                    proposed_by=await self._audit.token(session, server_id, by),
                    proposed_at=now,
                )
                session.add(row)
                await session.flush()
            about = {"about": round_down(fitting) if row else 0, "reason": reason, "note": note}
            after = {**criteria.stored(), **about, "invalidation": None if row is None else row.id}
            await self._audit.record(session, server_id, by, _PREVIEW, f"demand:{demand_id}", after=after)
            view = None if row is None else _view(row)
        if view is None:  # refused after the commit: the preview stays in the audit log
            raise UserError("refusal-invalidation-few", fewest=MIN_SIGNATURES)
        return view

    async def confirm(self, server_id: int, invalidation_id: int, *, by: int) -> InvalidationView:
        """Confirm another organiser's proposal: it runs with the first publication that is at least an hour
        later."""
        async with self._database.write() as session:
            row = await _found(session, server_id, invalidation_id)
            _check_state(row, "proposed")
            row.confirmed_by = await self._audit.second_person(
                session, server_id, by, [row.proposed_by], kind="invalidation"
            )
            row.confirmed_at = self._clock()
            row.runs_at = self._clock() + _DELAY
            await self._record(session, server_id, by, "invalidation-confirm", row)
            return _view(row)

    async def cancel(self, server_id: int, invalidation_id: int, *, by: int) -> InvalidationView:
        """Cancel an invalidation that has not run."""
        async with self._database.write() as session:
            row = await _found(session, server_id, invalidation_id)
            _check_state(row, "proposed", "confirmed")
            row.cancelled_at = self._clock()
            await self._record(session, server_id, by, "invalidation-cancel", row)
            return _view(row)

    async def list(self, server_id: int) -> Sequence[InvalidationView]:
        """Return all invalidations of the server's demands, newest first."""
        async with self._database.read() as session:
            rows = await session.scalars(
                select(Invalidation)
                .join(Demand, Demand.id == Invalidation.demand_id)
                .where(Demand.server_id == server_id)
                .order_by(Invalidation.id.desc())
            )
            return [_view(row) for row in rows]

    async def due(self, session: AsyncSession, now: datetime) -> set[int]:
        """Return the ids of the demands that have a due invalidation."""
        return set(await session.scalars(select(Invalidation.demand_id).where(*_is_due(now))))

    async def next_of(self, session: AsyncSession, demand: Demand, now: datetime) -> Invalidation | None:
        """Return the invalidation to run with the publication that is being made of this demand, in its
        transaction. One that would by now remove fewer than ten is cancelled instead. None runs while the
        demand's key is unavailable."""
        rows = await session.scalars(
            select(Invalidation)
            .where(Invalidation.demand_id == demand.id, *_is_due(now))
            .order_by(Invalidation.id)
            .with_for_update()
        )
        for row in rows.all():
            sealer = await sealer_of(self._keys, demand.id)
            if sealer is None:
                return None
            standing = await count_signatures(session, sealer, demand, await self.fits(session, row))
            if len(standing.found) >= MIN_SIGNATURES:
                return row
            row.cancelled_at = now
            await self._record(session, demand.server_id, None, "invalidation-void", row)
        return None

    async def fits(self, session: AsyncSession, row: Invalidation) -> Fits:
        """Return the predicate that selects the standing signatures to invalidate. Withdrawn ones are gone
        already."""
        criteria = Criteria.read(row.criteria)
        if not criteria.off_roster:
            return lambda _, group: criteria.fits(group.signed_on)
        left = await signatures_off_roster(session, self._keys, row.demand_id)

        def both(reference: bytes, group: Group) -> bool:
            return reference in left and criteria.fits(group.signed_on)

        return both

    async def ran(
        self, session: AsyncSession, demand: Demand, row: Invalidation, *, struck: int, publication: int
    ) -> None:
        """Record what a publication removed, in its transaction. Other open invalidations that overlap with
        it were proposed for a number that is no longer right: they are cancelled."""
        row.ran_at = self._clock()
        row.struck, row.publication = struck, publication
        criteria = Criteria.read(row.criteria)
        leave_out(await sealer_of(self._keys, demand.id), demand, criteria)
        await self._record(session, demand.server_id, None, "invalidation-run", row)
        open_still = select(Invalidation).where(
            Invalidation.demand_id == demand.id,
            Invalidation.cancelled_at.is_(None),
            Invalidation.ran_at.is_(None),
        )
        for other in (await session.scalars(open_still.order_by(Invalidation.id).with_for_update())).all():
            if criteria.overlaps(Criteria.read(other.criteria)):
                other.cancelled_at, other.overtaken_by = row.ran_at, row.id
                await self._record(session, demand.server_id, None, "invalidation-overtaken", other)

    def _check(self, reason: str, criteria: Criteria, note: str) -> None:
        if reason not in REASONS or len(note) > NOTE_LENGTH or (reason == "other" and not note.strip()):
            raise UserError("refusal-invalidation-reason", most=NOTE_LENGTH)
        days = (criteria.first, criteria.last)
        if (criteria.first is None) != (criteria.last is None):
            raise UserError("refusal-invalidation-days")
        if days == (None, None) and not criteria.off_roster:
            raise UserError("refusal-invalidation-criteria")
        if criteria.first is not None and criteria.last is not None:
            in_order = criteria.first <= criteria.last
            if not in_order or criteria.last >= self._clock().date():
                raise UserError("refusal-invalidation-days")

    async def _previews(self, session: AsyncSession, server_id: int, demand_id: int, now: datetime) -> int:
        looked = select(func.count()).where(
            AuditEntry.server_id == server_id,
            AuditEntry.act == _PREVIEW,
            AuditEntry.subject == f"demand:{demand_id}",
            AuditEntry.at > now - _PREVIEWS_IN,
        )
        return int((await session.execute(looked)).scalar_one())

    async def _record(
        self, session: AsyncSession, server_id: int, by: int | None, act: str, row: Invalidation
    ) -> None:
        after = {"invalidation": row.id, "reason": row.reason, "struck": row.struck}
        await session.flush()
        await self._audit.record(session, server_id, by, act, f"demand:{row.demand_id}", after=after)


def _is_due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Invalidation.runs_at <= now,
        Invalidation.cancelled_at.is_(None),
        Invalidation.ran_at.is_(None),
    )


async def _found(session: AsyncSession, server_id: int, invalidation_id: int) -> Invalidation:
    found = await session.execute(
        select(Invalidation)
        .join(Demand, Demand.id == Invalidation.demand_id)
        .where(Invalidation.id == invalidation_id, Demand.server_id == server_id)
        .with_for_update(of=Invalidation)
    )
    row = found.scalar_one_or_none()
    if row is None:
        raise UserError("refusal-no-such-invalidation")
    return row


def _check_state(row: Invalidation, *states: str) -> None:
    state = _state(row)
    if state not in states:
        raise UserError("refusal-invalidation-state", state=state)


def _state(row: Invalidation) -> str:
    if row.ran_at is not None:
        return "ran"
    if row.cancelled_at is not None:
        return "cancelled" if row.overtaken_by is None else "overtaken"
    return "proposed" if row.confirmed_at is None else "confirmed"


def _view(row: Invalidation) -> InvalidationView:
    return made_of(InvalidationView, row, criteria=Criteria.read(row.criteria), state=_state(row))
