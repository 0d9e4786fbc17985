"""About how many signatures an invalidation would strike: as of the last publication, never of this moment.

Who sees a preview may control all but one of the signatures it is about, and the limit of ten is an edge:
one that moved with a single signature or withdrawal would tell of it. What a publication leaves is noted
with it, by day and version; of members who left the roster it is noted at the first look after one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.petitions.keys.keyring import Keys
from bot.petitions.roster.service import last_import, off_the_roster
from bot.petitions.rows import waits
from bot.storage.tables import Demand, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Which signatures: all that fit everything that is given."""

    first: Day | None = None  # both or neither: signed from this day …
    last: Day | None = None  # … to this one, which is over; days as signatures keep them, in UTC
    version: int | None = None
    off_roster: bool = False  # of members who are no longer on the roster

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "first": None if self.first is None else self.first.isoformat(),
            "last": None if self.last is None else self.last.isoformat(),
            "version": self.version,
            "off_roster": self.off_roster,
        }

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Criteria":
        """From what ``stored`` made."""
        first, last = stored["first"], stored["last"]
        return cls(
            first=None if first is None else Day.fromisoformat(first),
            last=None if last is None else Day.fromisoformat(last),
            version=stored["version"],
            off_roster=stored["off_roster"],
        )

    def fits(self, signed_on: Day, version: int) -> bool:
        """Whether a signature of this day and version fits, but for the roster."""
        first, last = self._days
        return first <= signed_on <= last and self.version in (None, version)

    def overlaps(self, other: "Criteria") -> bool:
        """Whether one signature can fit both."""
        (first, last), (others_first, others_last) = self._days, other._days
        apart = last < others_first or others_last < first
        return not apart and (None in (self.version, other.version) or self.version == other.version)

    @property
    def _days(self) -> tuple[Day, Day]:
        return self.first or Day.min, self.last or Day.max


Lot = tuple[str, int, int]
"""A day, a version, and how many signatures of both are published."""


async def note(session: AsyncSession, demand: Demand) -> None:
    """Note what is published of a demand, in the publication's transaction."""
    demand.standing = {"lots": await _published(session, demand)}


def leave_out(demand: Demand, criteria: Criteria) -> None:
    """Note that all that fit were struck, where nothing else was published with that. Of members off the
    roster the lots do not tell: until the next publication a preview may say too many."""
    if demand.standing is not None and not criteria.off_roster:
        lots: Sequence[Lot] = demand.standing["lots"]
        kept = [lot for lot in lots if not criteria.fits(Day.fromisoformat(lot[0]), lot[1])]
        demand.standing = {"lots": kept}


async def preview(session: AsyncSession, keys: Keys, demand: Demand, criteria: Criteria) -> int:
    """How many published signatures fit. The caller's transaction holds the demand's row."""
    if demand.last_publication_at is None:
        return 0
    if demand.standing is None:  # published by a version that did not note it
        await note(session, demand)
    standing: dict[str, Any] = demand.standing or {}
    lots = standing["lots"]
    if criteria.off_roster:
        imported = await last_import(session, demand.server_id)
        left = standing.get("off_roster")
        if left is None or left["import"] != imported:
            found = await _published(session, demand, await off_the_roster(session, keys, demand.id))
            left = {"import": imported, "lots": found}
            demand.standing = {**standing, "off_roster": left}
        lots = left["lots"]
    return sum(many for day, version, many in lots if criteria.fits(Day.fromisoformat(day), version))


async def _published(
    session: AsyncSession, demand: Demand, only: Iterable[bytes] | None = None
) -> Sequence[Lot]:
    theirs = (Signature.demand_id == demand.id, Signature.state != "leaving", ~waits(demand.batch))
    columns = (Signature.signed_on, Signature.version)
    if only is None:
        rows = await session.execute(select(*columns, func.count()).where(*theirs).group_by(*columns))
        return sorted((row[0].isoformat(), row[1], row[2]) for row in rows)
    wanted, lots = set(only), Counter[tuple[Day, int]]()
    for reference, day, version in await session.execute(
        select(Signature.reference, *columns).where(*theirs)
    ):
        if reference in wanted:
            lots[day, version] += 1
    return sorted((day.isoformat(), version, many) for (day, version), many in lots.items())
