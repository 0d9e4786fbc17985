"""Source protocol: the interface between the watcher and every kind of public data."""

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from bot.contracts.model import NO_CURRENCY, Answer, Kind, Record, Subcontract, SubcontractUnder

MAX_CONTRACTS = 1000
"""Limit on the matches of a watch: a query that matches more is refused, because it is too wide."""

MAX_MATCHES = 3
"""Matches that a survey shows of a query."""


class SourceErrorKind(StrEnum):
    """Kind of a failed read; each has a sentence in every language (``fault-<value>``)."""

    UNREACHABLE = "unreachable"  # no connection, or it was dropped, after every retry
    TIMEOUT = "timeout"
    BUSY = "busy"  # 429, 503, 504 after every retry
    SERVER_ERROR = "server-error"  # 500, and again at both retries
    REFUSED = "refused"  # another 4xx: our request is at fault
    BAD_ANSWER = "bad-answer"  # not JSON, truncated JSON, a value of the wrong shape
    FILTER_IGNORED = "filter-ignored"  # the source ignored a filter that we sent
    TOO_MANY = "too-many"  # more than MAX_CONTRACTS match
    GONE = "gone"  # the source no longer knows the id, or the address
    TOO_BIG = "too-big"  # the body exceeds the size limit
    NOT_PUBLIC = "not-public"  # the address is of this machine or a private network
    NOT_LOOPBACK = "not-loopback"  # the rehearsal reads this machine only
    MOVED = "moved"  # redirected to another host, or in a circle
    NOT_ALLOWED = "not-allowed"  # the host's robots.txt asks robots to stay away
    PAGES_MISSING = "pages-missing"  # pages break off, repeat or do not add up: there is more than was read
    LEFT_OUT = "left-out"  # there is more than is read, and nothing tells whether it is new
    TOO_COMPLEX = "too-complex"  # it would take too much memory or time to parse
    NO_HOST = "no-host"  # the name has no public address
    RESTING = "resting"  # circuit breaker open: the host failed too often
    NO_KEY = "no-key"  # the source needs a key, and none is set
    KEY_REFUSED = "key-refused"
    QUOTA = "quota"  # the source accepts no more requests with our key today, although we sent fewer
    ALLOWANCE = "allowance"  # its answers of today take up all the room that they may
    INTERNAL = "internal"  # a bug in Tocsin


HOST_FAULTS = frozenset(
    {SourceErrorKind.UNREACHABLE, SourceErrorKind.TIMEOUT, SourceErrorKind.BUSY, SourceErrorKind.RESTING}
)
"""Failures of the host itself. Each comes after every retry, so the next request to the host would fail,
too."""


class SourceError(Exception):
    """A read that failed. ``detail`` is for the log, never for Discord; ``answer`` is the source's answer to
    a request that ended with ``GONE``."""

    def __init__(self, fault: SourceErrorKind, detail: str = "", *, answer: Answer | None = None) -> None:
        super().__init__(f"{fault.value}: {detail}" if detail else fault.value)
        self.fault = fault
        self.detail = detail
        self.answer = answer


class IncompleteRead(Exception):
    """Raised at the end of a search that could not read everything; the records it yielded are valid.

    ``whole_search``: the list of matches is complete, and each was asked for; only those with an id in
    ``unread`` are missing.
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
    (``query-<reason>`` in the texts), ``value`` the given value."""

    def __init__(self, key: str, reason: str, value: object = None) -> None:
        super().__init__(f"{key}: {reason} ({value!r})" if value is not None else f"{key}: {reason}")
        self.key = key
        self.reason = reason
        self.value = value


Cleaner = Callable[[str, Any], Any]
"""Returns a value of a query, given with its key, in the one form that is compared and sent. Raises
``QueryError``."""


@dataclass(frozen=True, slots=True)
class Field:
    """One entry of a query, as a form asks for it.

    Its label and an example are ``source-field-<source>-<key>`` in the texts, with the attribute
    ``.placeholder``. With ``many``, several values are given, one a line. A query needs a value of at least
    one field that ``finds``; the others only narrow it.
    """

    key: str
    clean: Cleaner = lambda _key, value: str(value)
    many: bool = True
    required: bool = False
    longest: int = 200
    finds: bool = True


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier that a query finds: ``id`` in the source's scheme, ``parent`` the group it belongs to, and
    how many of the matches are its own, with the sum of their amounts if each has one."""

    name: str
    id: str | None = None
    parent: str | None = None
    contracts: int = field(default=0, compare=False)
    amount: Decimal | None = field(default=None, compare=False)
    currency: str = field(default=NO_CURRENCY, compare=False)


@dataclass(frozen=True, slots=True)
class Match:
    """A match as a source's list shows it, before the contract itself is read; ``amount`` is what the list
    has, not what a full read may find."""

    number: str
    day: date | None = None
    buyer: str | None = None
    supplier: str | None = None
    amount: Decimal | None = None
    currency: str = NO_CURRENCY


def newest_matches(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return the ``MAX_MATCHES`` newest."""
    ordered = sorted(matches, key=lambda match: (match.day or date.min, match.number), reverse=True)
    return tuple(ordered[:MAX_MATCHES])


@dataclass(frozen=True, slots=True)
class Survey:
    """Summary of the current matches of a query, without a full read. Suppliers: most frequent first;
    ``matches``: a few, newest first, where the source lists them. ``stored``: the source was not asked; the
    matches come from what was read of it until ``read_at``."""

    counts: Mapping[Kind, int]
    newest: date | None = None
    suppliers: tuple[Supplier, ...] = ()
    matches: tuple[Match, ...] = ()
    stored: bool = False
    read_at: datetime | None = None

    @property
    def total(self) -> int:
        """The number of matching contracts."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A match whose row in the source's list is the one it was last read from, so that it is not read again.

    ``whole`` as in ``Record``: true if this is as good as a full read.
    """

    source_id: str
    parent_source_id: str | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Absent:
    """Result of ``Source.get`` for an unknown id; ``answers`` are the source's answers that say so."""

    answers: tuple[Answer, ...] = ()


class NothingNew(Exception):
    """Raised by a search before it yields anything: the source says that nothing changed since
    ``ReadContext.state``, so the matches are those of that read."""


class NotAsked(NothingNew):
    """Raised by a search before any request: by ``ReadContext.state`` it is too early to ask again. This does
    not count as a read; ``ReadContext.next_in`` is the time until the next one."""


@dataclass(slots=True)
class ReadContext:
    """Context of one read of a query: the state of earlier reads, and the state for the next.

    In a ``full`` read every contract is read again, whatever its mark; only a "not modified" answer is as
    good. ``known`` are the marks of all records that matched before, by id (see ``Record.mark``); ``marks``
    those that need not be read again: none in a full read. ``state`` is an opaque checkpoint of the source
    from the last complete read (the date of the last import, an ETag), which the source replaces; with
    ``stands`` its new state is stored even if the read is incomplete. ``next_in`` is set by a source that
    wants an interval other than the default.
    """

    full: bool = True
    state: str | None = None
    marks: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    next_in: timedelta | None = None
    stands: bool = False


class SourcePolicy(Protocol):
    """Policy of a source: the part that forms, queries and exports need, without a parser.

    ``fields`` are the entries of a form, at most four. ``pick`` is the entry of a query whose values are
    replaced by the ids of suppliers that an organiser picked from a survey, ``None`` if the source has no
    such choice. ``asks_by_id``: true if ``get`` can tell that a contract is gone; otherwise a contract that a
    search no longer finds has merely moved out of sight. A source whose answers are lists of contracts says
    so in a class attribute ``kept`` (``AnswerPolicy``); without it, every answer is of one contract alone.
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
        """Check a query and return its canonical form, which identical queries share.

        Raises ``QueryError``. The result is JSON-serialisable and is the input of a source's methods.
        """
        ...


class Source(SourcePolicy, Protocol):
    """A kind of public data: its policy, and reading it."""

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count the matches of a query. Raises ``SourceError``."""
        ...

    def search(self, query: Mapping[str, Any], reading: ReadContext) -> AsyncIterator[Record | Unchanged]:
        """Yield every contract that matches: whole, or as unchanged where ``reading`` allows it.

        A record that cannot be read is skipped and the search goes on. ``IncompleteRead`` is raised at the
        end; unless it has ``whole_search``, absence of a contract from the results then means nothing. Raises
        ``NothingNew``.
        """
        ...

    async def get(self, source_id: str) -> Record | Absent:
        """Return one contract by its id, or ``Absent`` if the source does not know it. Raises
        ``SourceError``."""
        ...

    async def probe(self) -> None:
        """Check by a cheap request that the source answers. Raises ``SourceError``. A source whose addresses
        are in its queries has nothing to ask, and returns."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPolicy:
    """Access rules for a source's stored answers, used before one is shown to a server that did not ask.

    ``lists``: true for the address of an answer that may be about other contracts as well. ``part``: returns
    the part of such an answer (given decoded and as bytes) that is about the contract with an id: its rows,
    with the same bytes for the same rows; the whole content if all of it is of this contract; ``None`` if
    nothing is. ``chosen``: true if a contract may have been read from an address that only its watch names.
    ``public_id``: returns the id that the source itself uses, given a stored one.
    ``exchanges``: true if answers are stored with the whole exchange, as a WARC record.
    """

    lists: Callable[[str], bool] = lambda _url: False
    part: Callable[[Any, str, bytes], bytes | None] = lambda _said, _source_id, content: content
    public_id: Callable[[str], str] = lambda stored_id: stored_id
    chosen: bool = False
    exchanges: bool = False


@dataclass(frozen=True, slots=True)
class ReadTimes:
    """Times of a source's last read and of the earliest next one."""

    at: datetime
    again_at: datetime


@runtime_checkable
class HasMinInterval(Protocol):
    """A source with a minimum interval between reads, however often a read is due."""

    def read_times(self, state: str | None) -> ReadTimes | None:
        """Return the times of the last complete read, by its ``ReadContext.state``, while it is too early to
        ask again (a search would raise ``NotAsked``); ``None`` if a search would ask."""
        ...


@runtime_checkable
class ListsChanges(Protocol):
    """A source of which some queries yield only changes since the last read: their counts go up and down, and
    say nothing of what the source holds."""

    def lists_changes(self, query: Mapping[str, Any]) -> bool:
        """True if a canonical query yields only changes."""
        ...


@runtime_checkable
class HasNaturalKeys(Protocol):
    """A source that may give its contracts new ids, and can match two records by a natural key."""

    def same_contract(self, known: Record, listed: Record) -> bool:
        """True if ``listed``, whose id is unknown, is the contract ``known`` by its natural key. Both have
        the same number. Pure."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SubcontractList:
    """Subcontracts reported for one contract, the number of reports (repetitions included), and the answers
    they were read from; ``complete``: these are all. ``begun``, if not empty, is a checkpoint in JSON: the
    list was not read to its end, and the next read continues from it."""

    subcontracts: tuple[Subcontract, ...] = ()
    reports: int = 0
    answers: tuple[Answer, ...] = ()
    complete: bool = True
    begun: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubcontractsUnder:
    """Subcontracts that companies have under others; ``complete``: these are all. ``requests``: the number
    that it took."""

    subcontracts: tuple[SubcontractUnder, ...] = ()
    complete: bool = True
    requests: int = 0


@runtime_checkable
class ListsSubcontracts(Protocol):
    """A source that can list the subcontracts reported for a contract, and those that a query's suppliers
    have under others. Every method raises ``SourceError``."""

    async def count_subcontracts(self, source_id: str) -> int | None:
        """Return the number of reports for a contract, repetitions included: the cheap first question.
        ``None``: the source does not know the contract, which says nothing of its subcontracts."""
        ...

    async def list_subcontracts(
        self, source_id: str, begun: Mapping[str, Any] | None = None
    ) -> SubcontractList:
        """Return the subcontracts reported for a contract. A call reads only part of a long list. The next
        call is given this one's ``begun``, and its result includes both parts."""
        ...

    async def subcontracts_under(self, query: Mapping[str, Any]) -> SubcontractsUnder:
        """Return the subcontracts that a query's suppliers have under others."""
        ...


class Proof(StrEnum):
    """Result of comparing an order's solicitation with that of the order that it looks alike to."""

    SAME = "same"  # one purchase
    OTHER = "other"  # two purchases, however alike
    UNSTATED = "unstated"  # one of the two is not on record
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersAlike:
    """Orders that look like parts of the purchase of another, each with its proof. ``complete``: no proof is
    left to be asked for. ``unread`` are the ids of orders that the list has and that cannot be read.
    ``solicitation``: the one to compare with, as stated. ``requests``: the number that it took."""

    orders: Sequence[tuple[Record, Proof]]
    unread: frozenset[str] = frozenset()
    solicitation: str | None = None
    answers: tuple[Answer, ...] = ()
    requests: int = 0
    complete: bool = True


@runtime_checkable
class FindsPurchases(Protocol):
    """A source that can find the orders of one purchase that is split among suppliers."""

    async def orders_alike(self, seed: Record, known: Mapping[str, Proof], max_requests: int) -> OrdersAlike:
        """Return the orders of other suppliers that look like parts of the purchase of ``seed``. ``known``
        are the proofs asked for earlier, by id, which are not asked for again. Takes at most so many
        requests. Raises ``SourceError`` if the list cannot be read in full."""
        ...
