"""Client for USAspending's API: pagination, detection of ignored filters, and when to give up on the host."""

import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from bot.common.clock import Clock
from bot.contracts.model import Answer
from bot.contracts.sources.answers import rows_with_id
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import HOST_FAULTS, SourceError, SourceErrorKind
from bot.contracts.sources.usaspending.parse import text
from bot.contracts.sources.values import bad, section

AWARD_SEARCH = "search/spending_by_award/"
ROW_SEARCH = "search/spending_by_transaction/"
LAST_LOAD = "awards/last_updated/"
PAGE = 100  # rows, the maximum of searches and lists

UNUSED_FILTERS = re.compile(r"filters from the request were not used:(.*)", re.DOTALL)
FALSELY_REPORTED = "keyword_search"  # the server's own name for "keywords", which it does use

HOPELESS = 2  # host failures in a row, each after every retry: the next request would fail, too

Rows = dict[str, Mapping[str, Any]]


class Api:
    """The API below ``base_url``. Every method raises ``SourceError``. ``requests`` counts them."""

    def __init__(self, http: SourceHttp, base_url: str, clock: Clock) -> None:
        self._http = http
        # https and the trailing slash of every path: a redirect would turn a POST into a GET.
        self._root = base_url.rstrip("/") + "/api/v2/"
        self._clock = clock
        self.requests = 0

    @property
    def today(self) -> date:
        """The last day to search: the API has a limit of its own some time in the future."""
        return self._clock().date()

    async def ask(self, method: str, path: str, body: Any = None) -> tuple[Mapping[str, Any], Answer]:
        """Return one answer that is an object and used all filters."""
        self.requests += 1
        said, answer = await self._http.request_json(method, self._root + path, body=body)
        if not isinstance(said, dict):
            raise bad(path, said)
        _refuse_ignored_filters(said)
        return said, replace(answer, fetched_at=self._clock())

    async def pages(
        self,
        path: str,
        body: Mapping[str, Any],
        key: str,
        most: int | None = None,
        *,
        faults: list[SourceError],
    ) -> AsyncGenerator[tuple[Rows, Answer], None]:
        """Yield for each page the rows that no page before had, by their ``key``, and the answer.

        Raises ``TOO_MANY`` as soon as there are more than ``most`` rows, ``PAGES_MISSING`` if a short page is
        followed by another, or a page has no new row. The API gives no total: after a full page the next one
        is requested even if the API says there is none. ``faults`` gets an error for each row without a key.
        """
        seen: set[str] = set()
        limit, said_last = body["limit"], False
        for page in count(1):
            said, answer = await self.ask("POST", path, {**body, "page": page})
            rows: Rows = {}
            given, unnamed = named_rows(said, key)
            faults += unnamed
            for row in given:
                if row[key] not in seen:
                    rows.setdefault(row[key], row)
            seen |= rows.keys()
            if most is not None and len(seen) > most:
                raise SourceError(SourceErrorKind.TOO_MANY, f"{path}: more than {most} rows")
            more, length = has_next(said), len(said["results"])
            if page > 1 and not more and said_last and not rows and not unnamed:
                return  # the API was right: there is none
            yield rows, answer
            if (more and length < limit) or (page > 1 and not rows):
                detail = f"{path}: page {page} brings {len(rows)} new of {length} rows, next: {more}"
                raise SourceError(SourceErrorKind.PAGES_MISSING, detail)
            if length < limit:
                return
            said_last = not more

    async def last_load(self) -> str:
        """Return the time of the last import, as written: the cheapest request there is."""
        said, _ = await self.ask("GET", LAST_LOAD)
        found = text(said, "last_updated")
        if found is None:
            raise bad("last_updated", None)
        return found


class ReadFaults:
    """Errors of one read, and a circuit breaker for a host that no longer answers."""

    def __init__(self) -> None:
        self.faults: list[SourceError] = []
        self.whole = True  # every request has been answered
        self._in_a_row = 0

    def passed(self) -> None:
        self._in_a_row = 0

    def add(self, fault: SourceError) -> None:
        self.whole = False
        self.unread(fault)

    def unread(self, fault: SourceError) -> None:
        """Add the error of one record, which does not affect the list of matches."""
        self.faults.append(fault)
        self._in_a_row = self._in_a_row + 1 if fault.fault in HOST_FAULTS else 0

    @property
    def hopeless(self) -> bool:
        return self._in_a_row >= HOPELESS


def named_rows(answer: Mapping[str, Any], key: str) -> tuple[list[Mapping[str, Any]], list[SourceError]]:
    """Return the rows of a page that have a text under ``key``, and an error for each that has none. If
    several rows have none and no row has one, it is not the page that was asked for."""
    results = answer.get("results")
    if not isinstance(results, list):
        raise bad("results", results)
    return rows_with_id(results, lambda row: isinstance(row.get(key), str) and bool(row[key].strip()), key)


def has_next(answer: Mapping[str, Any]) -> bool:
    """True if there is a page after this one. Raises ``SourceError`` if the answer does not say so, because
    it may hide the rest."""
    more = section(answer, "page_metadata").get("hasNext")
    if not isinstance(more, bool):
        raise bad("hasNext", more)
    return more


def _refuse_ignored_filters(answer: Mapping[str, Any]) -> None:
    """Raise ``SourceError`` for an answer that ignored a filter: it answers another query."""
    messages = answer.get("messages")
    for message in messages if isinstance(messages, list) else []:
        unused = UNUSED_FILTERS.search(str(message))
        if unused and set(re.findall(r"'([^']*)'", unused[1])) != {FALSELY_REPORTED}:
            raise SourceError(SourceErrorKind.FILTER_IGNORED, str(message)[:300])
