"""Schedule of counts: when a demand is evaluated, and whether a count is then due."""

from datetime import datetime
from typing import Any, Literal

from bot.settings import PublicationRule
from bot.storage.models import Demand


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
