"""Signatures on paper: shown on a line of their own beside the count, never added to it.

One organiser enters a bundle of sheets, another confirms it after looking at the same scan: the bot sees
neither the sheets nor the scan, so two people must vouch for the number. The bot stores the scan's SHA-256,
which proves later that a scan is the one that was counted; the scan itself, which is full of names, stays
with the union.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Audit
from bot.common.clock import Clock, day_there
from bot.common.made import made_of
from bot.common.pagination import Page
from bot.common.text import fold, one_line
from bot.errors import UserError
from bot.petitions.demand_rows import lock_demand
from bot.storage import Database
from bot.storage.models import Demand, PaperBatch

LABEL_LENGTH = 100
NOTE_LENGTH = 300
MAX_SIGNATURES = 1_000_000
"""Maximum signatures in one bundle of sheets."""

MAX_SUGGESTIONS = 25

_SHA256 = re.compile(r"[0-9a-f]{64}")
_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """Read model of a bundle of sheets. It counts while it is confirmed and not withdrawn."""

    id: int
    demand_id: int
    slug: str  # of the demand
    texts: Mapping[str, Any]  # of the demand
    label: str
    count: int
    scan_sha256: str
    entered_at: datetime
    confirmed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_for: str | None

    @property
    def state(self) -> str:
        """One of entered, confirmed, withdrawn."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "entered" if self.confirmed_at is None else "confirmed"


class Paper:
    """Service for the paper sheets of all servers. Each call names a server and sees only that server's
    sheets."""

    def __init__(self, database: Database, clock: Clock, audit: Audit) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit

    async def enter(
        self, server_id: int, demand_id: int, *, label: str, count: int, scan_sha256: str, by: int
    ) -> PaperView:
        """Enter a bundle of sheets, which does not count until another organiser confirms it.

        Raises ``UserError``: for a draft or an archived demand, an impossible count or hash, and a scan that
        this demand has already.
        """
        label, scan = one_line(label), _hash(scan_sha256)
        if not label or len(label) > LABEL_LENGTH:
            raise UserError("refusal-paper-label", limit=LABEL_LENGTH)
        if not 1 <= count <= MAX_SIGNATURES:
            raise UserError("refusal-paper-count", most=MAX_SIGNATURES)
        async with self._database.write() as session:
            _, demand = await lock_demand(session, server_id, demand_id)
            if demand.state == "draft":
                raise UserError("refusal-demand-not-open")
            _check_not_archived(demand)
            twin = await session.scalars(
                select(PaperBatch.label).where(
                    PaperBatch.demand_id == demand_id,
                    PaperBatch.scan_sha256 == scan,
                    PaperBatch.withdrawn_at.is_(None),
                )
            )
            if (known := twin.first()) is not None:
                raise UserError("refusal-paper-twice", label=known)
            row = PaperBatch(
                demand_id=demand_id,
                label=label,
                count=count,
                scan_sha256=scan,
                entered_by=await self._audit.token(session, server_id, by),
                entered_at=self._clock(),
            )
            session.add(row)
            await self._record(session, by, "paper-enter", row, demand, scan_sha256=scan)
            return _view(row, demand)

    async def confirm(self, server_id: int, paper_id: int, *, by: int) -> PaperView:
        """Confirm a bundle, so that it counts. Raises ``UserError``, also if ``by`` entered it."""
        async with self._database.write() as session:
            row, demand = await _locked(session, server_id, paper_id)
            _check_not_archived(demand)
            _check_standing(row)
            if row.confirmed_at is not None:
                raise UserError("refusal-paper-confirmed")
            row.confirmed_by = await self._audit.second_person(
                session, server_id, by, [row.entered_by], kind="paper"
            )
            row.confirmed_at = self._clock()
            demand.stamp += 1
            await self._record(session, by, "paper-confirm", row, demand)
            return _view(row, demand)

    async def withdraw(self, server_id: int, paper_id: int, *, note: str, by: int) -> PaperView:
        """Withdraw a bundle, so that it no longer counts, for a reason that is included in the exports.
        Raises ``UserError``."""
        note = one_line(note)
        if not note or len(note) > NOTE_LENGTH:
            raise UserError("refusal-paper-note", limit=NOTE_LENGTH)
        async with self._database.write() as session:
            row, demand = await _locked(session, server_id, paper_id)
            _check_standing(row)
            row.withdrawn_at = self._clock()
            row.withdrawn_for = note
            demand.stamp += row.confirmed_at is not None  # if it was never confirmed, no card shows it
            await self._record(session, by, "paper-withdraw", row, demand, note=note)
            return _view(row, demand)

    async def _record(
        self, session: AsyncSession, by: int, act: str, row: PaperBatch, demand: Demand, **more: str
    ) -> None:
        after: dict[str, Any] = {"demand": demand.slug, "sheets": row.label, "signatures": row.count, **more}
        await session.flush()
        await self._audit.record(session, demand.server_id, by, act, f"paper:{row.id}", after=after)

    async def get(self, server_id: int, paper_id: int) -> PaperView:
        """Return one bundle. Raises ``UserError`` if the server has none with this id."""
        async with self._database.read() as session:
            row = (await session.execute(_select(server_id).where(PaperBatch.id == paper_id))).one_or_none()
        if row is None:
            raise UserError("refusal-no-such-paper")
        return _view(*row)

    async def page(self, server_id: int, *, offset: int = 0, limit: int = 6) -> Page[PaperView]:
        """Return a page of the server's bundles, newest first; the first page if ``offset`` is beyond the
        last."""
        async with self._database.read() as session:
            total = await session.scalar(
                select(func.count()).select_from(_select(server_id).order_by(None).subquery())
            )
            total = total or 0
            offset = offset if offset < total else 0
            rows = await session.execute(_select(server_id).offset(offset).limit(limit))
            items = tuple(_view(*row) for row in rows)
        return Page(items=items, total=total, offset=offset, limit=limit)

    async def suggest(self, server_id: int, typed: str, *, states: Collection[str]) -> list[PaperView]:
        """Return up to 25 bundles in one of ``states`` whose label or demand contains the typed text."""
        wanted = fold(typed.strip())
        async with self._database.read() as session:
            views = [_view(*row) for row in await session.execute(_select(server_id))]
        return [view for view in views if view.state in states and wanted in _searched(view)][
            :MAX_SUGGESTIONS
        ]


def _searched(view: PaperView) -> str:
    """Return what a bundle is found by: its label, and its demand."""
    titles = (text["title"] for text in view.texts.values())
    return fold(" ".join([view.label, view.slug, *titles]))


def paper_count(demand_id: Any) -> Any:
    """Scalar subquery for the paper signatures of a demand that are confirmed and not withdrawn, for a query
    that has ``demand_id`` as another column."""
    return (
        select(func.coalesce(func.sum(PaperBatch.count), 0))
        .where(
            PaperBatch.demand_id == demand_id,
            PaperBatch.confirmed_at.is_not(None),
            PaperBatch.withdrawn_at.is_(None),
        )
        .scalar_subquery()
    )


async def paper_count_on(session: AsyncSession, demand: Demand, day: Day) -> int:
    """Return how many paper signatures of a demand were confirmed, and not withdrawn, at the end of a day."""
    zone = demand.time_zone
    sheets = await session.scalars(select(PaperBatch).where(PaperBatch.demand_id == demand.id))
    return sum(
        sheet.count
        for sheet in sheets
        if sheet.confirmed_at is not None
        and day_there(sheet.confirmed_at, zone) <= day
        and (sheet.withdrawn_at is None or day_there(sheet.withdrawn_at, zone) > day)
    )


def _hash(typed: str) -> str:
    """Normalise a SHA-256 as printed by common tools: ``certutil`` with spaces, PowerShell in capitals,
    ``sha256sum`` followed by the file name. Raises ``UserError``."""
    text = typed.strip().lower()
    first = text.split(maxsplit=1)[0] if text else ""
    found = first if len(first) == 64 else "".join(text.split())
    if not _SHA256.fullmatch(found):
        raise UserError("refusal-paper-hash")
    if found == _OF_NOTHING:
        raise UserError("refusal-paper-hash-empty")
    return found


def _check_not_archived(demand: Demand) -> None:
    if demand.archived_at is not None:
        raise UserError("refusal-demand-archived")


def _check_standing(row: PaperBatch) -> None:
    if row.withdrawn_at is not None:
        raise UserError("refusal-paper-withdrawn")


def _select(server_id: int) -> Any:
    return (
        select(PaperBatch, Demand)
        .join(Demand, Demand.id == PaperBatch.demand_id)
        .where(Demand.server_id == server_id)
        .order_by(PaperBatch.id.desc())
    )


async def _locked(session: AsyncSession, server_id: int, paper_id: int) -> tuple[PaperBatch, Demand]:
    """Return a bundle and its demand. The demand's row is locked first, as everywhere. Raises
    ``UserError``."""
    demand = (
        await session.execute(
            select(Demand)
            .where(
                Demand.server_id == server_id,
                Demand.id == select(PaperBatch.demand_id).where(PaperBatch.id == paper_id).scalar_subquery(),
            )
            .with_for_update()
        )
    ).scalar_one_or_none()
    if demand is None:
        raise UserError("refusal-no-such-paper")
    row = await session.get_one(PaperBatch, paper_id, with_for_update=True)
    return row, demand


def _view(row: PaperBatch, demand: Demand) -> PaperView:
    return made_of(PaperView, row, slug=demand.slug, texts=demand.texts)
