"""Statistics against brigading: age of signers' accounts, and time since they joined the server.

In memory only: nothing about a signer is written to disk, and a restart clears it. A figure is computed with
a publication, over at least fifty people who signed since the figure before. Each signature is in one figure
only, so that comparing two figures reveals nothing about anyone. The classes are fixed, and a class is shown
as a share in tenths if it has at least twenty people: everyone's Discord profile shows when their account was
created, and in a smaller class somebody with nine accounts of their own could tell whether a tenth person
signed.

Whether a figure is computed depends on published counts only: the count must have grown by fifty.
"""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.petitions.signing.eligibility import Signer
from bot.storage.models import Demand, Publication

MIN_FIGURE = 50
"""Minimum number of people in a figure."""

MIN_CLASS = 20
"""Minimum number of people in a class that is shown."""

CLASSES = ("week", "month", "half-year", "year", "three-years", "older")
_UNDER_DAYS = (7, 30, 182, 365, 3 * 365)

MAX_FIGURES = 4  # per demand


@dataclass(frozen=True, slots=True)
class ClassShare:
    """Share of one of ``CLASSES``, in tenths of the people."""

    name: str
    tenths: int


@dataclass(frozen=True, slots=True)
class Figure:
    """Statistics of those whose signatures were published after ``since`` and up to ``until``, the times of
    two publications. Classes of fewer than ``MIN_CLASS`` people are left out."""

    since: datetime
    until: datetime
    accounts: tuple[ClassShare, ...]
    joined: tuple[ClassShare, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """State of a demand after a publication: its current ``batch``, and the publication."""

    batch: int
    number: int
    count: int
    at: datetime


@dataclass(frozen=True, slots=True)
class _Arrival:
    batch: int
    account: int = field(repr=False)  # index into CLASSES
    joined: int | None = field(repr=False)


class AccountAgeStats:
    """In-memory record of those who signed since the bot started."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.since: datetime = clock()
        self._known: dict[int, set[int]] = {}
        self._waiting: dict[int, dict[int, _Arrival]] = {}
        self._figures: dict[int, deque[Figure]] = {}
        self._begun: dict[int, Standing] = {}  # by demand: the publication at which the next figure begins
        self._batches: dict[int, int] = {}  # by demand: its batch at the last publication that was processed

    def note(self, demand_id: int, reference: bytes, signer: Signer, *, batch: int) -> None:
        """Record a stored signature in this batch; only the first of each member."""
        known, member = self._known.setdefault(demand_id, set()), _member(reference)
        if member in known:
            return
        known.add(member)
        today = self._clock().date()
        joined = None if signer.joined_at is None else _class(signer.joined_at.date(), today)
        arrival = _Arrival(batch, _class(signer.account_created_at.date(), today), joined)
        self._waiting.setdefault(demand_id, {})[member] = arrival

    def forget(self, demand_id: int, reference: bytes) -> None:
        """Remove a member after their withdrawal was stored."""
        member = _member(reference)
        self._known.get(demand_id, set()).discard(member)
        self._waiting.get(demand_id, {}).pop(member, None)

    async def look(self, session: AsyncSession, demand_ids: Sequence[int]) -> None:
        """Compute the figures of demands that were published, by any process."""
        columns = (Publication.number, Publication.count.label("total"), Publication.published_at)
        for demand_id in demand_ids:
            demand, begun = await session.get_one(Demand, demand_id), self._begun.get(demand_id)
            since = 0 if begun is None else begun.number
            rows = await session.execute(
                select(*columns, Publication.invalidated)
                .where(Publication.demand_id == demand_id, Publication.number > since)
                .order_by(Publication.number)
            )
            if made := rows.all():
                last = made[-1]
                now = Standing(demand.batch, last.number, last.total, last.published_at)
                struck = any(row.invalidated for row in made)
                self.publish(demand_id, now, opened_at=demand.opened_at, struck=struck)

    def publish(self, demand_id: int, now: Standing, *, opened_at: datetime | None, struck: bool) -> None:
        """Compute a figure of those whose signatures were published, if there are enough; otherwise they wait
        for the next one. Start over if signatures were invalidated since, or another process published."""
        begun, batch = self._begun.get(demand_id), self._batches.get(demand_id)
        if begun is None and opened_at is not None and opened_at >= self.since:
            begun, batch = Standing(1, 0, 0, opened_at), 1
        if batch == now.batch:
            return
        self._batches[demand_id] = now.batch
        waiting = self._waiting.get(demand_id, {})
        over = {member: each for member, each in waiting.items() if each.batch < now.batch}
        if begun is not None and batch == now.batch - 1 and not struck:
            if now.count - begun.count < MIN_FIGURE or len(over) < MIN_FIGURE:
                self._begun[demand_id] = begun
                return
            figure = Figure(
                since=begun.at,
                until=now.at,
                accounts=shares(each.account for each in over.values()),
                joined=shares(each.joined for each in over.values() if each.joined is not None),
            )
            self._figures.setdefault(demand_id, deque(maxlen=MAX_FIGURES)).append(figure)
        for member in over:
            del waiting[member]
        self._begun[demand_id] = now

    def figures(self, demand_id: int) -> Sequence[Figure]:
        """Return the figures of a demand, newest first."""
        return tuple(reversed(self._figures.get(demand_id, ())))


def shares(found: Iterable[int]) -> tuple[ClassShare, ...]:
    """Return the share of each class that is large enough, rounded to tenths, youngest first; empty if there
    are too few people."""
    many = Counter(found)
    total = many.total()
    if total < MIN_FIGURE:
        return ()
    return tuple(
        ClassShare(name, (20 * many[index] + total) // (2 * total))
        for index, name in enumerate(CLASSES)
        if many[index] >= MIN_CLASS
    )


def _class(since: Day, today: Day) -> int:
    days = (today - since).days
    return next((index for index, under in enumerate(_UNDER_DAYS) if days < under), len(_UNDER_DAYS))


def _member(reference: bytes) -> int:
    return int.from_bytes(reference[:8], "big")
