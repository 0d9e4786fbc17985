"""Keyword search: every transaction that mentions a keyword, for all suppliers.

The search for transactions sorts by one field and orders ties at random, differently on each page: with
several pages, some rows come twice and others never. So no second page is ever requested. The period is
bisected until one page holds all rows of a part.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.contracts.model import Answer
from bot.contracts.sources.protocol import MAX_CONTRACTS, SourceError, SourceErrorKind
from bot.contracts.sources.usaspending.api import PAGE, ROW_SEARCH, Api, ReadFaults, has_next, named_rows
from bot.contracts.sources.usaspending.query import AWARD, row_searches
from bot.contracts.sources.usaspending.rows import FIELDS, Seen, key_of

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

    def __init__(self, api: Api, trouble: ReadFaults) -> None:
        self._api = api
        self._trouble = trouble
        self._awards: set[str] = set()
        self.rows: dict[tuple[str, ...], Seen] = {}

    async def read(self, query: Mapping[str, Any], first: date, last: date) -> None:
        """Collect the rows of these days; errors are added to the given ``trouble``.

        More than ``MAX_ROWS`` rows or ``MAX_CONTRACTS`` contracts are ``TOO_MANY``, and clear all rows.
        """
        waiting = [_Piece(types, rest, first, last) for types, rest in row_searches(query)][::-1]
        while waiting and not self._trouble.hopeless:
            piece = waiting.pop()
            try:
                if not await self._fits(piece):
                    parts = piece.parts()
                    if not parts:
                        await self._from_both_ends(piece)
                    waiting += reversed(parts)
            except SourceError as fault:
                self._trouble.add(fault)
            else:
                self._trouble.passed()
            if len(self.rows) > MAX_ROWS or len(self._awards) > MAX_CONTRACTS:
                self.rows.clear()
                detail = f"{ROW_SEARCH}: more than {MAX_ROWS} rows or {MAX_CONTRACTS} contracts"
                self._trouble.add(SourceError(SourceErrorKind.TOO_MANY, detail))
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
            "fields": FIELDS,
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
            self._trouble.unread(fault)
        for row in rows:
            self.rows.setdefault(key_of(row), Seen(row, answer))
            self._awards.add(row[AWARD])
        return rows
