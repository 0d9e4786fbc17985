"""TED source: public notices of the European Union, from the search API, version 3, without a key."""

import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.common.clock import Clock
from bot.contracts.model import Answer, Record
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.notices import records_of, survey_of
from bot.contracts.sources.protocol import (
    MAX_CONTRACTS,
    Absent,
    Match,
    ReadContext,
    SourceError,
    SourceErrorKind,
    Survey,
)
from bot.contracts.sources.ted.parse import AMOUNTS, FIELDS, OF_PLANNING, match_of, record
from bot.contracts.sources.ted.policy import TedPolicy, normalise_number, publication_number
from bot.contracts.sources.values import bad, names, reading_one

SEARCH = "/v3/notices/search"
PAGE = 250  # the maximum; a page is also limited to 10,000 members: notices times fields
WINDOW = timedelta(days=3 * 365)
"""Search window by the day of publication. It is the same for every read, so that the matches do not depend
on the kind of read: the four pages that a watch may fill cost no more than a shorter window would."""

SURVEYED = (
    "publication-number",
    "publication-date",
    "buyer-name",
    "winner-name",
    *(field for pair in AMOUNTS for field in pair),
)


class Ted(TedPolicy):
    """The source "ted".

    A search covers three years. A notice that is no longer found is not asked for by its number: it has
    become old, not gone.
    """

    def __init__(self, http: SourceHttp, base_url: str, clock: Clock) -> None:
        self._http = http
        self._url = base_url.rstrip("/") + SEARCH
        self._clock = clock
        self._of_planning: tuple[str, ...] = OF_PLANNING  # empty once TED has refused them

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count the notices of three years. Raises ``SourceError``, including ``TOO_MANY``."""
        winners: Counter[str] = Counter()
        matches: list[Match] = []
        count = 0
        async for rows, _ in self._pages(self.canonical(query), SURVEYED):
            count += len(rows)
            for row in rows:
                # The read will report it; here a user is waiting.
                with contextlib.suppress(SourceError), reading_one(publication_number(row)):
                    winners.update(names("winner-name", row.get("winner-name")))
                    matches.append(match_of(row))
        return survey_of(count, winners, matches)

    async def search(self, query: Mapping[str, Any], reading: ReadContext) -> AsyncIterator[Record]:
        """Yield every notice of three years that matches, the newest number first.

        Every read is a full one: its rows are the records. Raises ``IncompleteRead`` if a page or a row could
        not be read, or TED reports that its search timed out; ``SourceError`` (``TOO_MANY``) before anything
        is yielded. TED does not say whether it imported anything since ``reading.state``.
        """
        pages = self._pages(self.canonical(query), (*FIELDS, *self._of_planning))
        async for found in records_of(pages, publication_number, record):
            yield found

    async def get(self, source_id: str) -> Record | Absent:
        """Return one notice by its publication number, ``Absent`` if TED has none. Raises ``SourceError``."""
        number = normalise_number(source_id)
        if number is None:
            return Absent()
        fields = (*FIELDS, *self._of_planning)
        said, answer = await self._ask(f"publication-number IN ({number})", fields, 1)
        _refuse_late(said)
        for row in _rows(said):
            if publication_number(row) == number:
                return record(row, answer)
        return Absent()

    async def probe(self) -> None:
        """Ask for one notice of the last days. Raises ``SourceError``."""
        day = self._clock().date() - timedelta(days=7)
        said, _ = await self._ask(f"publication-date>={day:%Y%m%d}", SURVEYED[:1], 1, limit=1)
        _total(said)

    async def _pages(
        self, query: Mapping[str, Any], fields: Sequence[str]
    ) -> AsyncIterator[tuple[list[Mapping[str, Any]], Answer]]:
        """Yield for each page the rows that were on no page before it, and the answer.

        Raises ``SourceError``: ``TOO_MANY`` before the first page, ``TIMEOUT`` after a page on which TED's
        search timed out, ``PAGES_MISSING`` at the end if the pages bring another number of notices than TED
        counts, or counted.
        """
        asked = expert_query(query, self._clock().date() - WINDOW)
        seen: set[str] = set()
        page, total = 1, 0
        while True:
            said, answer = await self._ask(asked, fields, page)
            total = max(total, _total(said))  # the highest count so far, if it drops meanwhile
            if total > MAX_CONTRACTS:
                raise SourceError(SourceErrorKind.TOO_MANY, f"{total} notices")
            given = _rows(said)
            fresh = []
            for row in given:
                key = publication_number(row) or f"row {len(seen)} of page {page}"
                if key not in seen:
                    seen.add(key)
                    fresh.append(row)
            yield fresh, answer
            _refuse_late(said)
            if len(seen) == total:
                return
            if not fresh or len(seen) > total:
                raise SourceError(
                    SourceErrorKind.PAGES_MISSING, f"pages bring {len(seen)} of {total} notices"
                )
            page += 1

    async def _ask(
        self, query: str, fields: Sequence[str], page: int, *, limit: int = PAGE
    ) -> tuple[Mapping[str, Any], Answer]:
        body = {
            "query": query,
            "fields": list(fields),
            "limit": limit,
            "page": page,
            "scope": "ALL",
            "paginationMode": "PAGE_NUMBER",
        }
        try:
            said, answer = await self._http.request_json("POST", self._url, body=body)
        except SourceError as error:
            refused = error.fault is SourceErrorKind.REFUSED and "fields" in error.detail
            if not refused or not set(OF_PLANNING) & set(fields):
                raise
            found = await self._ask(query, [each for each in fields if each not in OF_PLANNING], page)
            self._of_planning = ()
            return found
        if not isinstance(said, dict):
            raise bad("answer", said)
        return said, replace(answer, fetched_at=self._clock())


def expert_query(query: Mapping[str, Any], since: date) -> str:
    """Translate a canonical query to TED's expert query language, for notices published since a day.

    Its grammar knows dates as YYYYMMDD only, and puts the order into the query, where "ASC" is an error.
    Publication numbers are unique, so that pages neither repeat nor skip.
    """
    terms = []
    for key, field in (("suppliers", "winner-name"), ("buyers", "buyer-name"), ("words", "FT")):
        if key in query:
            terms.append("(" + " OR ".join(f'{field} ~ "{value}"' for value in query[key]) + ")")
    if "countries" in query:
        terms.append(f"buyer-country IN ({' '.join(query['countries'])})")
    terms.append(f"publication-date>={since:%Y%m%d}")
    return " AND ".join(terms) + " SORT BY publication-number DESC"


def _total(said: Mapping[str, Any]) -> int:
    total = said.get("totalNoticeCount")
    if isinstance(total, bool) or not isinstance(total, int):
        raise bad("totalNoticeCount", total)
    return total


def _rows(said: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rows = said.get("notices")
    if not isinstance(rows, list):
        raise bad("notices", rows)
    return [row if isinstance(row, dict) else {} for row in rows]  # counted, but without any value


def _refuse_late(said: Mapping[str, Any]) -> None:
    """Raise ``SourceError`` (``TIMEOUT``) for partial results: TED answers 200 when its search times out."""
    if said.get("timedOut"):
        raise SourceError(SourceErrorKind.TIMEOUT, "TED ran out of time")
