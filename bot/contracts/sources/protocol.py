"""What the watcher asks of every source."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from bot.contracts.model import Answer, Kind, Record

MOST_CONTRACTS = 1000
"""A watch that matches more contracts than this is refused: its query is too wide to be a watch."""


class Fault(StrEnum):
    """Why a read went wrong, in a form that has a sentence in every language (``fault-<value>``)."""

    UNREACHABLE = "unreachable"  # no connection, or it was dropped, after every retry
    TIMEOUT = "timeout"
    BUSY = "busy"  # 429, 503, 504 after every retry
    SERVER_ERROR = "server-error"  # 500, and again at both retries
    REFUSED = "refused"  # another 4xx: our request is at fault
    BAD_ANSWER = "bad-answer"  # not JSON, half a JSON, a value of the wrong shape
    FILTER_IGNORED = "filter-ignored"  # the source did not use a filter we sent
    TOO_MANY = "too-many"  # more than MOST_CONTRACTS match
    GONE = "gone"  # the source no longer knows the id, or the address
    TOO_BIG = "too-big"  # the body is longer than what is read
    NOT_PUBLIC = "not-public"  # the address is of this machine or a private network
    NOT_LOOPBACK = "not-loopback"  # the rehearsal reads this machine only
    MOVED = "moved"  # redirected to another host, or in a circle
    NOT_ALLOWED = "not-allowed"  # the host's robots.txt asks robots to stay away
    PAGES_MISSING = (
        "pages-missing"  # its pages break off, repeat or do not add up: there is more than was read
    )
    LEFT_OUT = "left-out"  # there is more than is read, and nothing tells whether it is new
    TOO_COMPLEX = "too-complex"  # it would take too much memory or time to parse
    NO_HOST = "no-host"  # the name has no public address
    RESTING = "resting"  # the host failed too often: it is left alone for a while
    INTERNAL = "internal"  # an error of ours


class SourceError(Exception):
    """One thing that went wrong while reading. ``detail`` is for the log, never for Discord. ``answer``: what
    the source said, of ``GONE``."""

    def __init__(self, fault: Fault, detail: str = "", *, answer: Answer | None = None) -> None:
        super().__init__(f"{fault.value}: {detail}" if detail else fault.value)
        self.fault = fault
        self.detail = detail
        self.answer = answer


class IncompleteRead(Exception):
    """Raised at the end of a search that could not read everything; what it yielded stands.

    ``whole_search``: what matches is known to the last contract, and each was asked for; only those with
    an id in ``unread`` are missing.
    """

    def __init__(
        self,
        faults: Sequence[SourceError],
        *,
        unread: Collection[str] = (),
        whole_search: bool = False,
    ) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
        self.unread = frozenset(unread)
        self.whole_search = whole_search


class QueryError(ValueError):
    """A watch's query that cannot be used. ``key`` names the wrong entry, ``reason`` its sentence
    (``query-<reason>`` in the texts), ``value`` what was given."""

    def __init__(self, key: str, reason: str, value: object = None) -> None:
        super().__init__(f"{key}: {reason} ({value!r})" if value is not None else f"{key}: {reason}")
        self.key = key
        self.reason = reason
        self.value = value


@dataclass(frozen=True, slots=True)
class Field:
    """One entry of a query, as a form asks for it.

    Its label and an example are ``source-field-<source>-<key>`` in the texts, with the attribute
    ``.placeholder``. The values of one that takes ``many`` are given a line each.
    """

    key: str
    many: bool = False
    required: bool = False
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier that a query finds: ``id`` in the source's scheme, ``parent`` the group it belongs to."""

    name: str
    id: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """What a query would match now, without reading any of it in full. Suppliers: most frequent first."""

    counts: Mapping[Kind, int]
    newest: date | None = None
    suppliers: tuple[Supplier, ...] = ()

    @property
    def total(self) -> int:
        """How many contracts match."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A contract that matches, and whose row in the source's list is the one it was last read from.

    ``whole`` as in ``Record``: whether that is as good as having read it in full.
    """

    source_id: str
    parent_source_id: str | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Absent:
    """What a source says of an id that it does not know; ``answers`` are those in which it says so."""

    answers: tuple[Answer, ...] = ()


class NothingNew(Exception):
    """Raised by a search before it yields anything: the source says that nothing changed since
    ``Reading.state``, so that what matched then matches now."""


class NotAsked(NothingNew):
    """Raised by a search before it asks for anything: by ``Reading.state`` it is too early to ask again. That
    is no read; ``Reading.next_in`` says when the next one is."""


@dataclass(slots=True)
class Reading:
    """One read of a query: what earlier reads left to it, and what it leaves to the next.

    In a ``full`` read every contract is read again, whatever its mark; only an answer that says "not
    modified" is as good. ``known`` are the marks of all records that matched before, by id (see
    ``Record.mark``); ``marks`` those that need not be read again: none in a full read. ``state`` is
    whatever the source gave it at the last complete read: the date of the last load, an ETag; the source
    replaces it; with ``stands`` it says that its state holds even if the read is not complete. ``next_in``
    is set by a source that wants to be read later, or sooner, than the others. ``pages`` gives an empty
    mapping for what a source lists: that of the watcher is on disk (see ``contracts.notebook``).
    """

    full: bool = True
    state: str | None = None
    marks: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    next_in: timedelta | None = None
    stands: bool = False
    pages: Callable[[], MutableMapping[str, str]] = dict


class Source(Protocol):
    """A kind of public data.

    ``fields`` are what a form asks for, at most four. ``pick`` is the entry of a query whose values are
    replaced by the ids of suppliers that an organiser picked from a survey, ``None`` where there is no
    such choice. ``asks_by_id``: whether ``get`` can tell that a contract is gone; where it cannot, what a
    search leaves out has merely moved out of sight. A source whose answers are lists of contracts says so in
    a member ``kept`` of its class (``Kept``); without it, an answer is taken to be of one contract alone.
    """

    @property
    def name(self) -> str: ...

    @property
    def fields(self) -> tuple[Field, ...]: ...

    @property
    def pick(self) -> str | None: ...

    @property
    def asks_by_id(self) -> bool: ...

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Check a query and bring it to the one form that identical queries share.

        Raises ``QueryError``. The result is JSON-serialisable and is what the other methods take.
        """
        ...

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count what a query matches. Raises ``SourceError``."""
        ...

    def search(self, query: Mapping[str, Any], reading: Reading) -> AsyncIterator[Record | Unchanged]:
        """Yield every contract that matches: whole, or as unchanged where ``reading`` allows it.

        A record that cannot be read is left out and the search goes on; ``IncompleteRead`` is raised
        at the end, and unless it says ``whole_search``, nothing is then concluded from what is absent. Raises
        ``NothingNew``.
        """
        ...

    async def get(self, source_id: str) -> Record | Absent:
        """One contract by its id, or that the source says it does not know it. Raises ``SourceError``."""
        ...

    async def probe(self) -> None:
        """A cheap request that shows the source answers. Raises ``SourceError``. A source whose addresses
        are in its queries has none to ask, and returns."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is to be known of a source's answers before one is shown to a server that did not ask for it.

    ``lists``: whether an answer from this address may be about other contracts as well; ``part``: what such
    an answer, as it is decoded and as bytes, says of the contract with an id: its rows, the same bytes for
    the same rows; the bytes themselves where all of it is of this contract, ``None`` where nothing is.
    ``chosen``: whether a contract may have been read from an address that only its watch names.
    ``exchanges``: whether answers are kept with the whole exchange, as a WARC record.
    """

    lists: Callable[[str], bool] = lambda _url: False
    part: Callable[[Any, str, bytes], bytes | None] = lambda _said, _source_id, content: content
    chosen: bool = False
    exchanges: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """When a source was last asked, and when it is to be asked again."""

    at: datetime
    again_at: datetime


@runtime_checkable
class Unhurried(Protocol):
    """A source that is not asked again before a while has passed, however often a read is due."""

    def looked(self, state: str | None) -> Looked | None:
        """By the ``Reading.state`` of the last complete read: when that was, while it is too early to ask
        again (a search would raise ``NotAsked``); ``None`` where it would be asked."""
        ...


@runtime_checkable
class ListsChanges(Protocol):
    """A source of which some queries yield only what changed since the last read: their numbers go up and
    down, and say nothing of what the source holds."""

    def lists_changes(self, query: Mapping[str, Any]) -> bool:
        """Whether a canonical query is one of these."""
        ...


@runtime_checkable
class HasNaturalKeys(Protocol):
    """A source that may give its contracts other ids, and says what proves that two records are of one."""

    def same_contract(self, known: Record, listed: Record) -> bool:
        """Whether ``listed``, whose id is not known, is the contract ``known`` by its natural key. Both have
        the same number. Pure."""
        ...
