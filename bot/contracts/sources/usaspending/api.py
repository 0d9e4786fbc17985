"""Client for USAspending's API: pagination, detection of ignored filters, when to give up on the host, and
the search for every transaction that mentions a keyword.

That search sorts by one field and orders ties at random, differently on each page: with several pages, some
rows come twice and others never. So no second page is ever requested. The period is bisected until one page
holds all rows of a part.
"""

import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from bot.common.clock import Clock
from bot.contracts.model import Answer
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import MAX_CONTRACTS, SourceError, SourceErrorKind
from bot.contracts.sources.search import Shortfall
from bot.contracts.sources.usaspending.parse import ROW_FIELDS, Seen, key_of, text
from bot.contracts.sources.usaspending.query import AWARD, row_searches
from bot.contracts.sources.values import bad, rows_with_id, section

AWARD_SEARCH = "search/spending_by_award/"
ROW_SEARCH = "search/spending_by_transaction/"
LAST_LOAD = "awards/last_updated/"
PAGE = 100  # rows, the maximum of searches and lists

UNUSED_FILTERS = re.compile(r"filters from the request were not used:(.*)", re.DOTALL)
FALSELY_REPORTED = "keyword_search"  # the server's own name for "keywords", which it does use

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


MAX_ROWS = 5000
BY_DATE, BY_AWARD = "Action Date", "Award ID"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A range of days and a set of award types."""

    types: tuple[str, ...]
    rest: Mapping[str, Any]
    first: date
    last: date

    @property
    def filters(self) -> dict[str, Any]:
        period = {"start_date": self.first.isoformat(), "end_date": self.last.isoformat()}
        return {"award_type_codes": self.types, "time_period": [period], **self.rest}

    def parts(self) -> "list[_Piece]":
        """Return smaller pieces, earlier days first; none for one type and one day."""
        if self.first < self.last:
            middle = self.first + (self.last - self.first) // 2
            return [replace(self, last=middle), replace(self, first=middle + timedelta(days=1))]
        return [replace(self, types=(one,)) for one in self.types] if len(self.types) > 1 else []


class KeywordSearch:
    """The rows of one read. ``rows`` holds each once, even if the API repeats it."""

    def __init__(self, api: Api, lacks: Shortfall) -> None:
        self._api = api
        self._lacks = lacks
        self._awards: set[str] = set()
        self.rows: dict[tuple[str, ...], Seen] = {}

    async def read(self, query: Mapping[str, Any], first: date, last: date) -> None:
        """Collect the rows of these days; errors are added to the given ``lacks``.

        More than ``MAX_ROWS`` rows or ``MAX_CONTRACTS`` contracts are ``TOO_MANY``, and clear all rows.
        """
        waiting = [_Piece(types, rest, first, last) for types, rest in row_searches(query)][::-1]
        while waiting and not self._lacks.hopeless:
            piece = waiting.pop()
            try:
                if not await self._fits(piece):
                    parts = piece.parts()
                    if not parts:
                        await self._from_both_ends(piece)
                    waiting += reversed(parts)
            except SourceError as fault:
                self._lacks.add(fault)
            if len(self.rows) > MAX_ROWS or len(self._awards) > MAX_CONTRACTS:
                self.rows.clear()
                detail = f"{ROW_SEARCH}: more than {MAX_ROWS} rows or {MAX_CONTRACTS} contracts"
                self._lacks.add(SourceError(SourceErrorKind.TOO_MANY, detail))
                return

    async def _fits(self, piece: _Piece) -> bool:
        said, answer = await self._page(piece, BY_DATE, "asc")
        named_rows(said, AWARD)
        if has_next(said) or len(said["results"]) >= PAGE:  # a full page may falsely claim to be the last
            return False
        self._keep(said, answer)
        return True

    async def _from_both_ends(self, piece: _Piece) -> None:
        """Collect all rows of one day and type, up to about two pages.

        Sorted by award, the first page has every row below its last award, and the first page in descending
        order every row above its first: if the two ranges overlap, they include every row, in whatever order
        ties are.
        """
        ends: list[str] = []
        for order, outermost in (("asc", max), ("desc", min)):
            said, answer = await self._page(piece, BY_AWARD, order)
            rows = self._keep(said, answer)
            ends.append(outermost((str(row.get(BY_AWARD) or "") for row in rows), default=""))
        highest_of_the_lower, lowest_of_the_upper = ends
        if not lowest_of_the_upper < highest_of_the_lower:
            detail = f"{ROW_SEARCH}: {piece.first} has too many rows of type {piece.types[0]}"
            raise SourceError(SourceErrorKind.TOO_MANY, detail)

    async def _page(self, piece: _Piece, sort: str, order: str) -> tuple[Mapping[str, Any], Answer]:
        body = {
            "filters": piece.filters,
            "fields": ROW_FIELDS,
            "sort": sort,
            "order": order,
            "limit": PAGE,
            "page": 1,
        }
        return await self._api.ask("POST", ROW_SEARCH, body)

    def _keep(self, said: Mapping[str, Any], answer: Answer) -> list[Mapping[str, Any]]:
        """Add a page; return its rows that have an award id."""
        rows, unnamed = named_rows(said, AWARD)
        for fault in unnamed:
            self._lacks.leave_out(None, fault)
        for row in rows:
            self.rows.setdefault(key_of(row), Seen(row, answer))
            self._awards.add(row[AWARD])
        return rows
