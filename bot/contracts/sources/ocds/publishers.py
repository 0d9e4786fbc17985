"""Publishers of OCDS data: those that are read by time, in windows or in archives, and all of them as part of
the ids of contracts. Pure.

Anybody can write any ocid into a file of their own: a process is identified by its ocid and its publisher, so
that data from one address never changes the records of another.

**In windows**, by the time of the last change. Find a Tender
(www.find-tender.service.gov.uk/apidocumentation/1.0/GET-ocdsReleasePackages): windows longer than six hours
leave notices out; at most 12 requests in two minutes. Contracts Finder
(www.contractsfinder.service.gov.uk/apidocumentation): answers 403 for "too many requests" and then demands a
pause of five minutes; some of its bytes are not UTF-8, whatever it declares. Such a source is read from the
end of the last complete read, with an overlap: a notice may appear some time after the time it bears. The
first read goes back a week, none goes back more than a month.

**In archives**, files of one day, week or month. Germany
(oeffentlichevergabe.de/documentation/swagger-ui/opendata): a ZIP archive a day, with a package for each
notice, by days of Berlin. A day can be asked for once it is over, and is amended for some days. Scotland
(api.publiccontractsscotland.gov.uk/v1) and Wales (api.sell2wales.gov.wales/v1): a package for each month and
type of notice, the present month included. Québec
(www.donneesquebec.ca/recherche/dataset/systeme-electronique-dappel-doffres-seao): a catalogue lists a package
for each week, and one for each month. Italy (dati.anticorruzione.it/opendata): a catalogue lists a very large
package for each month, in which releases may lack their ocid; programs whose name is not that of a browser
get a page "Request Rejected", with status 200. Such a source is read file by file from the end of the last
complete read. Files that may still be amended are asked for again, with the validators of the version that
was read last.

Of both, a contract that is not in the results is not gone, and the results of a process need not be complete.
"""

import hashlib
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from typing import Any, Self
from zoneinfo import ZoneInfo

from yarl import URL

from bot.common.text import fold
from bot.contracts.model import Kind, Record
from bot.contracts.sources.ocds.values import moment
from bot.contracts.sources.protocol import MAX_CONTRACTS, SourceError, SourceErrorKind

FIRST = timedelta(days=7)
MAX_WINDOW = timedelta(days=30)
OVERLAP = timedelta(hours=1)
OVERLAP_OF_A_FULL_READ = timedelta(days=1)
SURVEYED = timedelta(days=1)
"""Period of a survey. A user waits for it: at ten seconds a request only the last day can be covered."""
MIN_WINDOW = timedelta(minutes=1)
"""Minimum window length: shorter windows are not halved. Some publishers change a hundred releases in a
second."""
RETRY_PERIOD = timedelta(days=2)
"""Period for which a window is retried because of a release in it that cannot be read."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Access parameters of one publisher. ``name`` is part of the ids of its stored records; ``called`` are
    the names by which people can give its address. ``pace`` and ``forbidden_wait`` (the pause after a 403)
    are in seconds. ``page`` is the maximum number of releases on a page."""

    name: str
    path: str
    since: str
    until: str
    length: timedelta
    pace: float
    page: int = 100
    forbidden_wait: float | None = None
    latin: bool = False
    called: tuple[str, ...] = ()

    def is_asked(self, address: URL) -> bool:
        """True for the address of the changes; others on the host are packages like any other."""
        return address.path.rstrip("/") == self.path

    def pieces(self, begin: datetime, end: datetime) -> list["Piece"]:
        """Split the period from ``begin`` to ``end`` into windows, oldest first."""
        found: list[Piece] = []
        while begin < end:
            found.append(Piece(begin, min(begin + self.length, end)))
            begin = found[-1].until
        return found

    def first_page(self, address: URL, piece: "Piece") -> str:
        """Return the address of the first page of a window."""
        query = {
            self.since: _written(piece.since),
            self.until: _written(piece.until),
            "limit": str(self.page),
        }
        kept = {key: value for key, value in address.query.items() if key not in {*query, "cursor"}}
        return str(address.with_query({**kept, **query}))


@dataclass(frozen=True, slots=True)
class Piece:
    """A window of time."""

    since: datetime
    until: datetime

    def halves(self) -> tuple["Piece", ...]:
        """Return the two halves, the earlier first; none for a window of the minimum length."""
        half = timedelta(seconds=(self.until - self.since).total_seconds() // 2)  # whole seconds
        if half < MIN_WINDOW:
            return ()
        return Piece(self.since, self.since + half), Piece(self.since + half, self.until)


WINDOWS: Mapping[str, Windows] = {
    "www.find-tender.service.gov.uk": Windows(
        name="find-tender",
        path="/api/1.0/ocdsReleasePackages",
        since="updatedFrom",
        until="updatedTo",
        length=timedelta(hours=6),
        pace=10.0,
        called=("Find a Tender",),
    ),
    "www.contractsfinder.service.gov.uk": Windows(
        name="contracts-finder",
        path="/Published/Notices/OCDS/Search",
        since="publishedFrom",
        until="publishedTo",
        length=timedelta(days=1),
        pace=10.0,
        forbidden_wait=300.0,
        latin=True,
        called=("Contracts Finder",),
    ),
}
"""By host."""


@dataclass(slots=True)
class Progress:
    """Checkpoint of a complete read: the time it reached, and the records that matched so far.

    ``known`` are the ids of the latest, with their kinds; later releases of their processes concern the watch
    even if they repeat neither the supplier nor the title. ``versions`` are the archives that were read, by
    their keys, each as the state of its fetch.
    """

    until: datetime | None = None
    known: dict[str, Kind] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, state: str | None) -> "Progress":
        """Parse a state; return an empty checkpoint if it is invalid."""
        try:
            held = json.loads(state or "{}")
            known = {source_id: Kind(kind) for source_id, kind in held.get("known", {}).items()}
            versions = {str(key): str(version) for key, version in held.get("versions", {}).items()}
            return cls(moment(held.get("until")), known, versions)
        except (ValueError, AttributeError, TypeError):  # the state of another kind of address
            return cls()

    def begin(self, now: datetime, *, full: bool) -> datetime:
        """Return the time from which to read."""
        if self.until is None:
            return now - FIRST
        overlap = OVERLAP_OF_A_FULL_READ if full else OVERLAP
        return max(min(self.until, now) - overlap, now - MAX_WINDOW)

    def learn(self, source_id: str, kind: Kind) -> None:
        """Add a record that matched."""
        self.known.pop(source_id, None)
        self.known[source_id] = kind
        if len(self.known) > MAX_CONTRACTS:
            del self.known[next(iter(self.known))]

    def state(self, until: datetime) -> str:
        """Return the state for the next read."""
        versions = {"versions": self.versions} if self.versions else {}
        return json.dumps({"until": until.isoformat(), "known": self.known, **versions})


def process_of(source_id: str) -> str:
    """Return the id of the process of a record."""
    return source_id.partition("/")[0]


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


MAX_AGE = timedelta(days=30)
MAX_PERIOD_DAYS = 366  # of one file


@dataclass(frozen=True, slots=True)
class Archive:
    """A file and its period. ``key`` names it in the state of a read."""

    key: str
    address: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Archives(ABC):
    """Access parameters of one publisher. ``name`` is part of the ids of its stored records; ``called`` are
    the names by which people can give its ``address``; ``pace`` is in seconds. Periods are in ``zone``.

    ``first``: time that the first read goes back. ``amended``: time after its end in which a file may change.
    ``zipped``: the files are ZIP archives. ``gone_is_empty``: where there is nothing, there is no file.
    ``accept`` is a header of the requests. ``notice_pages``: the ids of releases are those of eForms notices,
    by which TED knows them, too, and whose pages for people are at this address. ``derive_ocid``: a release
    without an ocid has that in its id. ``as_browser``: the host answers only programs whose name begins as
    that of a browser.
    """

    name: str
    called: tuple[str, ...]
    address: str
    pace: float
    zone: str
    first: timedelta = timedelta(days=7)
    amended: timedelta = timedelta(days=3)
    zipped: bool = False
    notice_pages: str | None = None
    gone_is_empty: bool = False
    accept: str = "*/*"
    derive_ocid: bool = False
    as_browser: bool = False

    def is_asked(self, address: URL) -> bool:
        """True for an address of these files; others on the host are packages like any other."""
        return address.path.rstrip("/") == URL(self.address).path

    @abstractmethod
    def canonical(self, address: URL) -> str:
        """Return the address without what selects some of the files."""

    def begin(self, until: datetime | None, now: datetime) -> datetime:
        """Return the time from which to read, given the end of the last complete read: earlier by the time in
        which archives are amended."""
        if until is None:
            return now - self.first
        return max(min(until, now), now - MAX_AGE) - self.amended


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedArchives(Archives):
    """Archives that are asked for by their period.

    ``period`` is the parameter that takes a day, or if ``monthly`` a month, written as ``written``; the
    present month is published, too. ``kinds`` are the values of the parameter ``kind``, each with files of
    its own, unless the address has some of them. ``fixed`` are further parameters, ``drops`` those that an
    address may have instead of a period.
    """

    period: str
    written: str
    monthly: bool = False
    kind: str = ""
    kinds: tuple[str, ...] = ("",)
    fixed: Mapping[str, str] = field(default_factory=dict)
    drops: frozenset[str] = frozenset()

    def canonical(self, address: URL) -> str:
        """Return the address without what selects a period."""
        selects = {self.period, *self.fixed, *self.drops}
        kept = [(key, value) for key, value in address.query.items() if key not in selects]
        return str(URL(self.address).with_query(kept))

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedArchives(Archives):
    """Archives that a catalogue of CKAN lists, with their period in their names.

    ``names`` are patterns of their addresses, with the groups ``since`` and ``until``, or ``month``, and
    ``key``: files of a later pattern are read only for days without one of an earlier. ``pages`` are the
    paths of pages for people that stand for the catalogue.
    """

    names: tuple[re.Pattern[str], ...]
    pages: tuple[str, ...] = ()

    def is_asked(self, address: URL) -> bool:
        """True for the catalogue itself, with the same parameters, and for its pages."""
        own, path = URL(self.address), address.path.rstrip("/")
        return path in self.pages or (path == own.path and own.query.items() <= address.query.items())

    def canonical(self, address: URL) -> str:
        """Return the address of the catalogue."""
        return self.address

    def listed(self, said: Any, begin: datetime) -> list[Archive]:
        """Return the files in a catalogue's answer whose time is not before ``begin``, or that were published
        since then: a file may come again, with other content, under the same name but another key.

        Oldest first. Raises ``SourceError``, ``BAD_ANSWER``, for an answer that lists none at all.
        """
        resources = list(_resources(said))
        found: dict[str, Archive] = {}
        covered: set[date] = set()
        for pattern in self.names:
            days: set[date] = set()
            for resource in resources:
                match = pattern.search(resource["url"])
                period = _period(match) if match else None
                if match is None or period is None or covered.issuperset(_days(*period)):
                    continue
                days |= _days(*period)
                since, until = (_midnight(day, ZoneInfo(self.zone)) for day in period)
                published = [moment(resource.get(key)) for key in ("last_modified", "created")]
                if max([until, *filter(None, published)]) > begin:
                    found[match["key"]] = Archive(match["key"], resource["url"], since, until)
            covered |= days
        if not covered:
            raise SourceError(SourceErrorKind.BAD_ANSWER, f"{self.name}: no files in the catalogue")
        return sorted(found.values(), key=lambda file: (file.since, file.until))


def _resources(said: Any) -> Iterator[Mapping[str, Any]]:
    """Yield what the datasets of a catalogue's answer list: of one dataset, or of several that were found."""
    result = said.get("result") if isinstance(said, Mapping) else None
    found = result.get("results", [result]) if isinstance(result, Mapping) else None
    for dataset in found if isinstance(found, list) else []:
        listed = dataset.get("resources") if isinstance(dataset, Mapping) else None
        for resource in listed if isinstance(listed, list) else []:
            if isinstance(resource, Mapping) and isinstance(resource.get("url"), str):
                yield resource


def _period(match: re.Match[str]) -> tuple[date, date] | None:
    """Return the first day of a file and the first after it, ``None`` for days that do not exist."""
    parts = match.groupdict()
    try:
        if month := parts.get("month"):
            first = datetime.strptime(month, "%Y/%m").date()  # noqa: DTZ007 - a day
            return first, _month_after(first)
        first, last = (date.fromisoformat(parts[key]) for key in ("since", "until"))
    except ValueError:
        return None
    return (first, last + timedelta(days=1)) if first <= last else None


def _days(first: date, end: date) -> set[date]:
    return {first + timedelta(days=n) for n in range(min((end - first).days, MAX_PERIOD_DAYS))}


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time_of_day(), zone).astimezone(UTC)


def _month_after(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


GERMANY = DatedArchives(
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
    notice_pages="https://oeffentlichevergabe.de/ui/de/search/details?noticeId=",
    gone_is_empty=True,
    accept="application/vnd.bekanntmachungsservice.ocds.zip+zip, application/zip;q=0.9, */*;q=0.1",
)
SCOTLAND = DatedArchives(
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
WALES = replace(
    SCOTLAND,
    name="wales",
    called=("Wales", "Cymru", "Pays de Galles"),
    address="https://api.sell2wales.gov.wales/v1/Notices",
    kinds=("51", "52", "53", "54", "55", "56"),
)

_SEAO = "d23b2e02-085d-43e5-9e6e-e1d558ebfdd5"
QUEBEC = ListedArchives(
    name="quebec",
    called=("Québec", "SEAO"),
    address=f"https://www.donneesquebec.ca/recherche/api/3/action/package_show?id={_SEAO}",
    pages=(
        f"/recherche/dataset/{_SEAO}",
        "/recherche/dataset/systeme-electronique-dappel-doffres-seao",
    ),
    pace=5.0,
    zone="America/Toronto",
    names=tuple(
        re.compile(rf"/resource/(?P<key>[\w-]+)/download/{kind}_(?P<since>\d{{8}})_(?P<until>\d{{8}})\.json$")
        for kind in ("hebdo", "mensuel")
    ),
    first=timedelta(days=21),
    amended=timedelta(days=7),
)

ITALY = ListedArchives(
    name="italy",
    called=("Italy", "Italia", "Italie", "ANAC"),
    address="https://dati.anticorruzione.it/opendata/api/3/action/package_search?q=ocds",
    pages=("/opendata/dataset/ocds",),
    pace=10.0,
    zone="Europe/Rome",
    names=(re.compile(r"/ocds/filesystem/bulk/(?P<key>(?P<month>\d{4}/\d{2}))\.json$"),),
    first=timedelta(days=40),
    amended=timedelta(days=7),
    derive_ocid=True,
    as_browser=True,
)

ARCHIVES: Mapping[str, Archives] = {
    "www.oeffentlichevergabe.de": GERMANY,
    "oeffentlichevergabe.de": GERMANY,
    "api.publiccontractsscotland.gov.uk": SCOTLAND,
    "api.sell2wales.gov.wales": WALES,
    "www.donneesquebec.ca": QUEBEC,
    "dati.anticorruzione.it": ITALY,
}
"""By host."""


PUBLISHERS: Mapping[str, Windows | Archives] = {**WINDOWS, **ARCHIVES}
"""By host."""

FILES = "files"
NAME_LENGTH = 32  # hexadecimal digits of SHA-256: nobody finds an address of their own with the same


@dataclass(frozen=True, slots=True)
class Publisher:
    """Publisher of the data that a query reads. ``name``: a fixed one from ``PUBLISHERS``, or a digest of
    ``place``.

    ``place`` is the address without its query string: that selects among the data of one publisher, and may
    contain a key.
    """

    name: str
    place: str

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Self:
        """Return the publisher of a canonical query. All local files have one: the steward."""
        if "address" not in query:
            return cls(FILES, FILES)
        address = URL(query["address"])
        known = publisher_of(address)
        if known is not None:
            return cls(known.name, str(address.origin()))
        place = str(address.with_query(None))
        return cls(hashlib.sha256(place.encode()).hexdigest()[:NAME_LENGTH], place)

    def stored_id(self, source_id: str) -> str:
        """Return the id to store; ``source_id`` is unique within this publisher's data."""
        return f"{self.name}:{source_id}"

    def stored(self, record: Record) -> Record:
        """Return a record with the ids to store."""
        parent = record.parent_source_id
        return replace(
            record,
            source_id=self.stored_id(record.source_id),
            parent_source_id=None if parent is None else self.stored_id(parent),
        )


def publisher_of(address: URL) -> Windows | Archives | None:
    """Return the publisher of the data at an address, if it is one of ``PUBLISHERS``."""
    known = PUBLISHERS.get(address.host or "")
    if known is None or address.scheme != "https" or not address.is_default_port():
        return None
    return known if isinstance(known, Windows) or known.is_asked(address) else None


def address_called(given: Any) -> Any:
    """Return the address of a publisher for one of its names, and any other value as it is."""
    return _CALLED.get(fold(given.strip()), given) if isinstance(given, str) else given


def canonical_address(address: str) -> str:
    """Return an address without what selects some of a publisher's archives: each read selects its own."""
    known = publisher_of(URL(address))
    return known.canonical(URL(address)) if isinstance(known, Archives) else address


def public_id(stored_id: str) -> str:
    """Return the id that the publisher itself uses, which people can quote."""
    return stored_id.partition(":")[2]


_CALLED = {
    fold(name): address
    for called, address in (
        *((each.called, f"https://{host}{each.path}") for host, each in WINDOWS.items()),
        *((each.called, each.address) for each in ARCHIVES.values()),
    )
    for name in called
}
