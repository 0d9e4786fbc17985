"""Number of people who can sign: the number of members with a role, from Discord, and whether it is enough
for a count to be published.

If only a few people can sign a demand, its count reveals what each of them did.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, Protocol

from bot.common.clock import Clock
from bot.errors import UserError

Counts = Mapping[int, int]
"""Number of members with each role of a server. A role that is missing was deleted."""

_FRESH = timedelta(minutes=5)
_KEPT = timedelta(days=1)  # used while Discord does not answer: an old number still holds back a count


class HolderCounts:
    """TTL cache of the number of members with each role, by server. ``fetch`` asks Discord, and returns
    ``None`` if the numbers are unavailable; a service never asks Discord itself."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[int, tuple[datetime, Counts]] = {}
        self.fetch: Callable[[int], Awaitable[Counts | None]] | None = None

    async def of(self, server_id: int) -> Counts | None:
        """Return the numbers by role; ``None`` if unavailable."""
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


class HasSignerLimit(Protocol):
    """Columns of a demand that determine who can sign it."""

    @property
    def role_ids(self) -> Sequence[int] | None: ...
    @property
    def verified_by(self) -> str: ...
    @property
    def roster_size(self) -> int | None: ...
    @property
    def min_eligible(self) -> int: ...


def eligible(demand: HasSignerLimit, counts: Counts | None) -> Literal["enough", "few", "unchecked"] | None:
    """Return whether enough people can sign; ``None`` if anyone in the server can.

    Of several roles the largest counts, since members with two roles must not be counted twice. For the
    roster it is the size at the last import.
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


def must_be_enough(demand: HasSignerLimit, counts: Counts | None) -> bool | None:
    """Return True if it was verified that enough people can sign, False if the number is unavailable,
    ``None`` if there is no limit. Raises ``UserError`` if there are too few."""
    found = eligible(demand, counts)
    if found == "few":
        raise UserError("refusal-eligible-few", least=demand.min_eligible)
    return None if found is None else found == "enough"
