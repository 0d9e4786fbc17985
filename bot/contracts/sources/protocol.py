"""What the watcher asks of every source."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from bot.contracts.model import Record

MOST_CONTRACTS = 500
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
    GONE = "gone"  # the source no longer knows the id


class SourceError(Exception):
    """One thing that went wrong while reading. ``detail`` is for the log, never for Discord."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault.value}: {detail}" if detail else fault.value)
        self.fault = fault
        self.detail = detail


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
class Survey:
    """What a query would match now, from search rows alone."""

    orders: int  # orders and contracts that stand alone
    vehicles: int
    newest: date | None  # of the base dates
    suppliers: tuple[str, ...]  # names, most frequent first


class Source(Protocol):
    """A kind of public data."""

    name: str

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Check a query and bring it to the one form that identical queries share.

        Raises ``QueryError``. The result is JSON-serialisable and is what the other methods take.
        """
        ...

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count what a query matches. Raises ``SourceError``."""
        ...

    def search(self, query: Mapping[str, Any]) -> AsyncIterator[Record]:
        """Yield every contract that matches, whole.

        A record that cannot be read is left out and the search goes on; ``IncompleteRead`` is raised
        at the end, and nothing may then be concluded from what is absent.
        """
        ...

    async def get(self, source_id: str) -> Record | None:
        """One contract by its id, ``None`` if the source says it does not know it. Raises ``SourceError``."""
        ...

    async def probe(self) -> None:
        """A cheap request that shows the source answers. Raises ``SourceError``."""
        ...
