"""Invalidation: removal of signatures for a stated reason, agreed by two organisers, selected by day, version
or roster, never by person or unit.

One organiser proposes it and sees approximately how many published signatures match; another confirms it, and
the next publication after an hour removes them, including matching ones that were added since. Until then any
organiser can cancel. Fewer than ten would point at individuals: that is refused at the preview and again when
it runs.

The viewer of a preview may control all but one of the matching signatures, and the minimum of ten is a sharp
threshold: if it moved with a single signature or withdrawal, it would reveal that one. So each publication
stores a snapshot of its published signatures by day; the snapshot of members who left the roster is taken at
the first preview after a publication. All of it is sealed under the demand's key.
"""

import base64
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Audit
from bot.common.clock import Clock
from bot.common.made import made_of
from bot.errors import UserError
from bot.keystore.keyring import Keys
from bot.keystore.sealing import Group, Sealer
from bot.petitions.counts.signature_counts import Fits, count_signatures, sealer_of
from bot.petitions.demand_rows import lock_demand
from bot.petitions.roster.members import last_import, round_down, signatures_off_roster
from bot.storage import Database
from bot.storage.models import AuditEntry, Demand, Invalidation


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Filter for signatures; all given criteria must match."""

    first: Day | None = None  # both or neither: signed from this day (UTC, as stored with signatures) …
    last: Day | None = None  # … to this one, inclusive, which must be in the past
    off_roster: bool = False  # only signatures of members who are no longer on the roster

    def stored(self) -> dict[str, Any]:
        """Return the criteria as JSON."""
        return {
            "first": None if self.first is None else self.first.isoformat(),
            "last": None if self.last is None else self.last.isoformat(),
            "off_roster": self.off_roster,
        }

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Criteria":
        """Parse the result of ``stored``."""
        first, last = stored["first"], stored["last"]
        return cls(
            first=None if first is None else Day.fromisoformat(first),
            last=None if last is None else Day.fromisoformat(last),
            off_roster=stored["off_roster"],
        )

    def fits(self, signed_on: Day | None) -> bool:
        """True if a signature of this day matches, disregarding the roster. A signature whose day cannot be
        read matches only criteria that name none."""
        first, last = self._days
        return first <= (signed_on or Day.min) <= last

    def overlaps(self, other: "Criteria") -> bool:
        """True if a signature can match both criteria."""
        (first, last), (others_first, others_last) = self._days, other._days
        return first <= others_last and others_first <= last

    @property
    def _days(self) -> tuple[Day, Day]:
        return self.first or Day.min, self.last or Day.max


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
            fitting = await _preview(session, self._keys, demand, criteria)
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
        _leave_out(await sealer_of(self._keys, demand.id), demand, criteria)
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


Lot = tuple[str, int]
"""Day, and the number of its published signatures."""


def note_standing(sealer: Sealer | None, demand: Demand, published: Counter[Group]) -> None:
    """Store the snapshot of a demand's published signatures, in the publication's transaction."""
    _write(sealer, demand, {"lots": _lots(published)})


def _leave_out(sealer: Sealer | None, demand: Demand, criteria: Criteria) -> None:
    """Remove the matching signatures from the snapshot, after an invalidation with which nothing else was
    published. Snapshots do not tell who left the roster: until the next publication such a preview may be too
    high."""
    standing = _read(sealer, demand)
    if standing is not None and not criteria.off_roster:
        lots: Sequence[Lot] = standing["lots"]
        kept = [lot for lot in lots if not criteria.fits(Day.fromisoformat(lot[0]))]
        _write(sealer, demand, {"lots": kept})


async def _preview(session: AsyncSession, keys: Keys, demand: Demand, criteria: Criteria) -> int:
    """Return the number of published signatures that match, as of the last publication, never as of now.
    The caller's transaction holds the demand's row."""
    if demand.last_publication_at is None:
        return 0
    sealer = await keys.sealer(demand.id)
    standing = _read(sealer, demand)
    if standing is None:  # published by a version without snapshots
        standing = {"lots": _lots((await count_signatures(session, sealer, demand)).published)}
        _write(sealer, demand, standing)
    lots = standing["lots"]
    if criteria.off_roster:
        imported = await last_import(session, demand.server_id)
        left = standing.get("off_roster")
        if left is None or left["import"] != imported:
            gone = await signatures_off_roster(session, keys, demand.id)
            rows = await count_signatures(session, sealer, demand, lambda reference, _: reference in gone)
            left = {"import": imported, "lots": _lots(rows.found_published)}
            _write(sealer, demand, {**standing, "off_roster": left})
        lots = left["lots"]
    return sum(many for day, many in lots if criteria.fits(Day.fromisoformat(day)))


def sealed_standing(sealer: Sealer, standing: dict[str, Any]) -> dict[str, Any]:
    """Encrypt a snapshot for the database."""
    content = sealer.seal_table(json.dumps(standing).encode())
    return {"sealed": base64.b64encode(content).decode()}


def _write(sealer: Sealer | None, demand: Demand, standing: dict[str, Any]) -> None:
    demand.standing = None if sealer is None else sealed_standing(sealer, standing)


def _read(sealer: Sealer | None, demand: Demand) -> dict[str, Any] | None:
    """Decrypt the stored snapshot; ``None`` if there is none or it does not decrypt."""
    if sealer is None or demand.standing is None:
        return None
    content = sealer.open_table(base64.b64decode(demand.standing.get("sealed", "")))
    standing: dict[str, Any] | None = None if content is None else json.loads(content)
    return standing


def _lots(groups: Counter[Group]) -> Sequence[Lot]:
    lots: Counter[str] = Counter()
    for group, many in groups.items():
        if group.signed_on is not None:
            lots[group.signed_on.isoformat()] += many
    return sorted(lots.items())
