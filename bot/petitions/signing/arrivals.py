"""Figures against brigading: how old the accounts of signers are, and since when they are in the server.

In memory only: nothing of it is written, and a restart forgets it. A figure is of people who signed on days
that are over, at least ten of them, and in classes of at least ten; it never changes once it is there, so
that two looks cannot be compared to find the one who signed in between.
"""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime

from bot.clock import Clock
from bot.petitions.signing.signer import Signer

LEAST = 10
"""People in one figure, and in one of its classes."""

_MOST_FIGURES = 100  # of one demand that are kept


@dataclass(frozen=True, slots=True)
class Class:
    """Neighbouring days that hold at least ten people together; ``about`` is rounded down to tens."""

    first: Day
    last: Day
    about: int


@dataclass(frozen=True, slots=True)
class Figure:
    """Those who signed from ``first`` to ``last``: the days on which their accounts were made, and those on
    which they joined the server."""

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
        figure = Figure(
            first=min(arrival.signed for arrival in over),
            last=max(arrival.signed for arrival in over),
            accounts=classes(arrival.account for arrival in over),
            joined=classes(arrival.joined for arrival in over if arrival.joined is not None),
        )
        self._figures.setdefault(demand_id, deque(maxlen=_MOST_FIGURES)).append(figure)


def classes(days: Iterable[Day], least: int = LEAST) -> tuple[Class, ...]:
    """Days in their order, neighbours together until each class holds at least ``least``; what is left over
    joins the last class. None where there are fewer than ``least`` in all."""
    found: list[tuple[Day, Day, int]] = []
    first: Day | None = None
    count = 0
    last = None
    for day, many in sorted(Counter(days).items()):
        first, last, count = first or day, day, count + many
        if count >= least:
            found.append((first, last, count))
            first, count = None, 0
    if count and last is not None and found:
        begin, _, before = found.pop()
        found.append((begin, last, before + count))
    return tuple(Class(begin, end, many // 10 * 10) for begin, end, many in found)
