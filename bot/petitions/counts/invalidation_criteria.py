"""Criteria of an invalidation: the signatures that it removes, by whole days and roster."""

from dataclasses import dataclass
from datetime import date as Day
from typing import Any


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
