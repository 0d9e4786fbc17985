"""Publishers whose data is read by the time of its last change, in windows.

**Find a Tender** (www.find-tender.service.gov.uk/apidocumentation/1.0/GET-ocdsReleasePackages): windows
longer than six hours leave notices out; at most 12 requests in two minutes. **Contracts Finder**
(www.contractsfinder.service.gov.uk/apidocumentation): answers 403 for "too many requests" and then demands a
pause of five minutes; some of its bytes are not UTF-8, whatever it declares.

Such a source is read from the end of the last complete read, with an overlap: a notice may appear some time
after the time it bears. The first read goes back a week, none goes back more than a month. A contract that is
not in the results is not gone, and the results of a process need not be complete.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from yarl import URL

from bot.contracts.model import Kind
from bot.contracts.sources.ocds.values import moment
from bot.contracts.sources.protocol import MAX_CONTRACTS

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
