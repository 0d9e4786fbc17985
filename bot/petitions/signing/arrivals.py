"""Figures against brigading: how old the accounts of signers are, and since when they are in the server.

In memory only: nothing of it is written, and a restart forgets it. A figure is of people who signed on days
that are over, at least ten of them, and in classes of at least ten; it never changes once it is there, so
that two looks cannot be compared to find the one who signed in between.

Everybody's profile in Discord shows when their account was made and when they joined. So where a class begins
and ends is the calendar's alone: bounds that were somebody's days would name them.
"""

import calendar
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.petitions.signing.signer import Signer

LEAST = 10
"""People in one figure, and in one of its classes."""

_MOST_FIGURES = 100  # of one demand that are kept


@dataclass(frozen=True, slots=True)
class Class:
    """At least ten people of one day, month or year, without those of a smaller class; ``about`` is rounded
    down to tens. ``None``: of all days that are in no other class."""

    first: Day | None
    last: Day | None
    about: int


@dataclass(frozen=True, slots=True)
class Figure:
    """Those who signed from ``first``, the day after the figure before, to ``last``: the days on which their
    accounts were made, and those on which they joined the server."""

    first: Day
    last: Day
    accounts: tuple[Class, ...]
    joined: tuple[Class, ...]


@dataclass(frozen=True, slots=True)
class _Arrival:
    signed: Day
    account: Day = field(repr=False)
    joined: Day | None = field(repr=False)


class Arrivals:
    """What is remembered of those who signed since the bot started."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.since: datetime = clock()
        self._known: dict[int, set[int]] = {}
        self._waiting: dict[int, list[_Arrival]] = {}
        self._figures: dict[int, deque[Figure]] = {}
        self._concluded: dict[int, Day] = {}  # by demand: when it was last looked what is over

    def note(self, demand_id: int, reference: bytes, signer: Signer) -> None:
        """Somebody's signature of a demand is stored; of the same member once only."""
        known = self._known.setdefault(demand_id, set())
        member = int.from_bytes(reference[:8], "big")
        if member in known:
            return
        known.add(member)
        self._conclude(demand_id)
        joined = None if signer.joined_at is None else signer.joined_at.date()
        arrival = _Arrival(self._clock().date(), signer.account_created_at.date(), joined)
        self._waiting.setdefault(demand_id, []).append(arrival)

    def figures(self, demand_id: int) -> tuple[Figure, ...]:
        """What can be shown of a demand, the newest first."""
        self._conclude(demand_id)
        return tuple(reversed(self._figures.get(demand_id, ())))

    def _conclude(self, demand_id: int) -> None:
        """Make a figure of those who signed on days that are over, if they are enough; they wait for others
        if not."""
        today = self._clock().date()
        if self._concluded.get(demand_id) == today:  # of a day that goes on, nothing is over
            return
        self._concluded[demand_id] = today
        waiting = self._waiting.get(demand_id, [])
        over = [arrival for arrival in waiting if arrival.signed != today]
        if len(over) < LEAST:
            return
        self._waiting[demand_id] = [arrival for arrival in waiting if arrival.signed == today]
        figures = self._figures.setdefault(demand_id, deque(maxlen=_MOST_FIGURES))
        last = max(arrival.signed for arrival in over)
        first = figures[-1].last + timedelta(days=1) if figures else self.since.date()
        figures.append(
            Figure(
                first=min(first, last),  # of a clock that was set back
                last=last,
                accounts=classes(arrival.account for arrival in over),
                joined=classes(arrival.joined for arrival in over if arrival.joined is not None),
            )
        )


_Bounds = tuple[Day, Day]


def classes(days: Iterable[Day], least: int = LEAST) -> tuple[Class, ...]:
    """Days that hold at least ``least`` by themselves; of the others the months that do, then the years; then
    all that are left, if they are enough. In the order of the calendar, those that are left first."""
    left = Counter(days)
    found: dict[_Bounds, int] = {}
    for period in (_day, _month, _year):
        many: Counter[_Bounds] = Counter()
        for day, count in left.items():
            many[period(day)] += count
        enough = {bounds: count for bounds, count in many.items() if count >= least}
        found |= enough
        left = Counter({day: count for day, count in left.items() if period(day) not in enough})
    shown = [Class(first, last, many // 10 * 10) for (first, last), many in sorted(found.items())]
    rest = left.total()
    return (*([Class(None, None, rest // 10 * 10)] if rest >= least else []), *shown)


def _day(day: Day) -> _Bounds:
    return day, day


def _month(day: Day) -> _Bounds:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _year(day: Day) -> _Bounds:
    return Day(day.year, 1, 1), Day(day.year, 12, 31)
