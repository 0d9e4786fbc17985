"""Number of people who can sign: how many members hold a role, as Discord counts them, and whether they are
enough for a count to be published.

A demand that a few alone can sign tells of each of them: its count is theirs.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, Protocol

from bot.clock import Clock
from bot.refusal import Refusal

Counts = Mapping[int, int]
"""How many members hold each role of a server. A role that is not in it was deleted."""

_FRESH = timedelta(minutes=5)
_KEPT = timedelta(days=1)  # where Discord does not answer: what it said last still holds back a count


class HolderCounts:
    """TTL cache of how many hold the roles of each server. ``fetch`` asks Discord, and gives ``None`` where
    it cannot be told; a service never asks Discord itself."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[int, tuple[datetime, Counts]] = {}
        self.fetch: Callable[[int], Awaitable[Counts | None]] | None = None

    async def of(self, server_id: int) -> Counts | None:
        """By role; ``None`` where nobody can tell."""
        now = self._clock()
        known = self._known.get(server_id)
        if known is not None and timedelta() <= now - known[0] < _FRESH:
            return known[1]
        counts = None if self.fetch is None else await self.fetch(server_id)
        if counts is not None:
            self._known = {key: kept for key, kept in self._known.items() if now - kept[0] < _KEPT}
            self._known[server_id] = (now, counts)
            return counts
        return known[1] if known is not None and now - known[0] < _KEPT else None


class Limited(Protocol):
    """The columns of a demand that say who can sign it."""

    @property
    def role_ids(self) -> Sequence[int] | None: ...
    @property
    def verified_by(self) -> str: ...
    @property
    def roster_size(self) -> int | None: ...
    @property
    def min_eligible(self) -> int: ...


def eligible(demand: Limited, counts: Counts | None) -> Literal["enough", "few", "unchecked"] | None:
    """Whether enough people can sign; ``None`` where anyone in the server can.

    Of several roles the largest counts: who holds two must not be counted twice. Of the roster, its size as
    of the last import.
    """
    numbers: list[int | None] = []
    if demand.role_ids:
        held = None if counts is None else max(counts.get(role_id, 0) for role_id in demand.role_ids)
        numbers.append(held)
    if demand.verified_by == "roster":
        numbers.append(demand.roster_size)
    if not numbers:
        return None
    if any(number is not None and number < demand.min_eligible for number in numbers):
        return "few"
    return "unchecked" if None in numbers else "enough"


def must_be_enough(demand: Limited, counts: Counts | None) -> bool | None:
    """Whether it was checked that enough people can sign; ``None`` where it is not asked. Raises ``Refusal``
    where they are too few."""
    found = eligible(demand, counts)
    if found == "few":
        raise Refusal("refusal-eligible-few", least=demand.min_eligible)
    return None if found is None else found == "enough"
