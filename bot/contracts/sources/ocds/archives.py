"""Publishers that give whole files, each of one day, week or month.

**Germany** (oeffentlichevergabe.de/documentation/swagger-ui/opendata): a ZIP archive a day, with a package
for each notice, by days of Berlin. A day can be asked for once it is over, and is amended for some days.
**Scotland** (api.publiccontractsscotland.gov.uk/v1) and **Wales** (api.sell2wales.gov.wales/v1): a package
for each month and type of notice, the present month included.

Such a source is read file by file from the end of the last complete read. Files that may still be amended are
asked for again, with the validators of the version that was read last. A contract that is not in the results
is not gone, and the results of a process need not be complete.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from yarl import URL

MAX_AGE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Archive:
    """A file and its period. ``key`` names it in the state of a read."""

    key: str
    address: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Archives:
    """Access parameters of one publisher. ``name`` is part of the ids of its stored records; ``called`` are
    the names by which people can give its ``address``; ``pace`` is in seconds.

    ``period`` is the parameter that takes a day, or if ``monthly`` a month, written as ``written``, in
    ``zone``; the present month is published, too. ``kinds`` are the values of the parameter ``kind``, each
    with files of its own, unless the address has some of them. ``fixed`` are further parameters, ``drops``
    those that an address may have instead of a period.

    ``first``: time that the first read goes back. ``amended``: time after its end in which a file may change.
    ``zipped``: the files are ZIP archives. ``eforms``: the ids of releases are those of eForms notices, by
    which TED knows them, too.
    """

    name: str
    called: tuple[str, ...]
    address: str
    pace: float
    period: str
    written: str
    zone: str
    monthly: bool = False
    kind: str = ""
    kinds: tuple[str, ...] = ("",)
    fixed: Mapping[str, str] = field(default_factory=dict)
    drops: frozenset[str] = frozenset()
    first: timedelta = timedelta(days=7)
    amended: timedelta = timedelta(days=3)
    zipped: bool = False
    eforms: bool = False

    def is_asked(self, address: URL) -> bool:
        """True for an address of these files; others on the host are packages like any other."""
        return address.path.rstrip("/") == URL(self.address).path

    def canonical(self, address: URL) -> str:
        """Return the address without what selects a period."""
        selects = {self.period, *self.fixed, *self.drops}
        kept = [(key, value) for key, value in address.query.items() if key not in selects]
        return str(URL(self.address).with_query(kept))

    def begin(self, until: datetime | None, now: datetime) -> datetime:
        """Return the time from which to read, given the end of the last complete read: earlier by the time in
        which archives are amended."""
        if until is None:
            return now - self.first
        return max(min(until, now), now - MAX_AGE) - self.amended

    def files(self, address: URL, begin: datetime, now: datetime) -> list[Archive]:
        """Return the files of the time from ``begin`` to ``now``, oldest first: of days that are over, or of
        months that have begun."""
        zone = ZoneInfo(self.zone)
        day, end = begin.astimezone(zone).date(), now.astimezone(zone).date()
        if self.monthly:
            day, end = day.replace(day=1), end + timedelta(days=1)
        found = []
        while day < end:
            following = _month_after(day) if self.monthly else day + timedelta(days=1)
            found += self._files_of(address, day, _midnight(day, zone), _midnight(following, zone))
            day = following
        return found

    def _files_of(self, address: URL, day: date, since: datetime, until: datetime) -> list[Archive]:
        period = day.strftime(self.written)
        given = address.query.getall(self.kind, [])
        found = []
        for kind in given or self.kinds:
            query = {**self.fixed, self.period: period, **({self.kind: kind} if self.kind else {})}
            key = f"{period}/{kind}" if kind else period
            found.append(Archive(key, str(address.update_query(query)), since, until))
        return found


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time_of_day(), zone).astimezone(UTC)


def _month_after(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


GERMANY = Archives(
    name="germany",
    called=("Germany", "Deutschland", "Allemagne"),
    address="https://www.oeffentlichevergabe.de/api/notice-exports",
    pace=5.0,
    period="pubDay",
    written="%Y-%m-%d",
    zone="Europe/Berlin",
    fixed={"format": "ocds.zip"},
    drops=frozenset({"pubMonth"}),
    zipped=True,
    eforms=True,
)
SCOTLAND = Archives(
    name="scotland",
    called=("Scotland", "Écosse"),
    address="https://api.publiccontractsscotland.gov.uk/v1/Notices",
    pace=5.0,
    period="dateFrom",
    written="%m-%Y",
    zone="Europe/London",
    monthly=True,
    kind="noticeType",
    kinds=("101", "102", "103", "104"),
    fixed={"outputType": "0"},
)
WALES = Archives(
    name="wales",
    called=("Wales", "Cymru", "Pays de Galles"),
    address="https://api.sell2wales.gov.wales/v1/Notices",
    pace=5.0,
    period="dateFrom",
    written="%m-%Y",
    zone="Europe/London",
    monthly=True,
    kind="noticeType",
    kinds=("51", "52", "53", "54", "55", "56"),
    fixed={"outputType": "0"},
)

ARCHIVES: Mapping[str, Archives] = {
    "www.oeffentlichevergabe.de": GERMANY,
    "oeffentlichevergabe.de": GERMANY,
    "api.publiccontractsscotland.gov.uk": SCOTLAND,
    "api.sell2wales.gov.wales": WALES,
}
"""By host."""
