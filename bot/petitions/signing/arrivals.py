"""Figures against brigading: how old the accounts of signers are, and how long they have been in the server.

In memory only: nothing of a signer is written, and a restart forgets it. A figure is made with a publication,
of those who signed since the figure before: at least fifty people. Each signature is in one alone, so that
comparing two figures says nothing of anyone. Its classes are fixed, and a class is shown as a share in tenths
from twenty people on: everybody's profile in Discord shows when their account was made, and in a smaller
class somebody with nine accounts of their own could tell whether a tenth person signed.

Whether there is a figure depends on published counts alone: the count must have grown by fifty.
"""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.petitions.signing.signer import Signer
from bot.storage.tables import Demand, Publication

MIN_FIGURE = 50
"""People in a figure."""

MIN_CLASS = 20
"""People in a class that is shown."""

CLASSES = ("week", "month", "half-year", "year", "three-years", "older")
_UNDER_DAYS = (7, 30, 182, 365, 3 * 365)

MAX_FIGURES = 4  # of one demand that are kept


@dataclass(frozen=True, slots=True)
class Share:
    """One of ``CLASSES``, and how many tenths of the people are in it."""

    name: str
    tenths: int


@dataclass(frozen=True, slots=True)
class Figure:
    """Those whose signatures were published after ``since`` and up to ``until``, two publications. Without
    classes of fewer than ``MIN_CLASS`` people."""

    since: datetime
    until: datetime
    accounts: tuple[Share, ...]
    joined: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A demand after a publication: the ``batch`` it gathers now, and the publication."""

    batch: int
    number: int
    count: int
    at: datetime


@dataclass(frozen=True, slots=True)
class _Arrival:
    batch: int
    account: int = field(repr=False)  # an index into CLASSES
    joined: int | None = field(repr=False)


class Arrivals:
    """What is remembered of those who signed since the bot started."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.since: datetime = clock()
        self._known: dict[int, set[int]] = {}
        self._waiting: dict[int, dict[int, _Arrival]] = {}
        self._figures: dict[int, deque[Figure]] = {}
        self._begun: dict[int, Standing] = {}  # by demand: the publication after which the next figure begins
        self._batches: dict[int, int] = {}  # by demand: the batch that it gathered when it was last looked at

    def note(self, demand_id: int, reference: bytes, signer: Signer, *, batch: int) -> None:
        """Somebody's signature of a demand is stored, in this batch; of the same member once only."""
        known, member = self._known.setdefault(demand_id, set()), _member(reference)
        if member in known:
            return
        known.add(member)
        today = self._clock().date()
        joined = None if signer.joined_at is None else _class(signer.joined_at.date(), today)
        arrival = _Arrival(batch, _class(signer.account_created_at.date(), today), joined)
        self._waiting.setdefault(demand_id, {})[member] = arrival

    def forget(self, demand_id: int, reference: bytes) -> None:
        """Somebody's withdrawal is stored."""
        member = _member(reference)
        self._known.get(demand_id, set()).discard(member)
        self._waiting.get(demand_id, {}).pop(member, None)

    async def look(self, session: AsyncSession, demand_ids: Sequence[int]) -> None:
        """Make the figures of demands of which something was published, by whichever process."""
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
        """Make a figure of those whose signatures were published, if they are enough; they wait for others if
        not. Where somebody was struck since, or another process published, it begins anew."""
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
        """What can be shown of a demand, the newest first."""
        return tuple(reversed(self._figures.get(demand_id, ())))


def shares(found: Iterable[int]) -> tuple[Share, ...]:
    """The share of each class that holds enough, rounded to tenths, the youngest first; of too few people
    none."""
    many = Counter(found)
    total = many.total()
    if total < MIN_FIGURE:
        return ()
    return tuple(
        Share(name, (20 * many[index] + total) // (2 * total))
        for index, name in enumerate(CLASSES)
        if many[index] >= MIN_CLASS
    )


def _class(since: Day, today: Day) -> int:
    days = (today - since).days
    return next((index for index, under in enumerate(_UNDER_DAYS) if days < under), len(_UNDER_DAYS))


def _member(reference: bytes) -> int:
    return int.from_bytes(reference[:8], "big")
