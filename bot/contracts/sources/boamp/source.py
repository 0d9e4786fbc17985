"""BOAMP source: France's official bulletin of public contracts, from its open data, without a key."""

import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from datetime import date, timedelta
from typing import Any

from bot.common.clock import Clock
from bot.contracts.model import Answer, Record
from bot.contracts.sources.boamp.parse import FIELDS, holders, record
from bot.contracts.sources.boamp.policy import COLUMNS, BoampPolicy
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.keywords import mentions
from bot.contracts.sources.notices import records_of, survey_of
from bot.contracts.sources.opendatasoft import Dataset, Row, day_literal, either, literal
from bot.contracts.sources.protocol import MAX_CONTRACTS, Absent, Match, ReadContext, SourceError, Survey
from bot.contracts.sources.values import day_of, join_names, text_of

DATASET = "boamp"
WINDOW = timedelta(days=3 * 365)
"""Search window by the day of publication; the same as for TED, which most of these notices are on too."""

SURVEYED = ("idweb", "dateparution", *COLUMNS.values())


class Boamp(BoampPolicy):
    """The source "boamp".

    A search covers three years. A notice that is no longer found is not asked for by its number: it has
    become old, not gone.
    """

    def __init__(self, http: SourceHttp, base_url: str, clock: Clock) -> None:
        self._dataset = Dataset(http, base_url, DATASET, clock)
        self._clock = clock

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count the notices of three years. Raises ``SourceError``, including ``TOO_MANY``."""
        winners: Counter[str] = Counter()
        matches: list[Match] = []
        count = 0
        wanted = self.canonical(query)
        async for rows, _ in self._pages(wanted, SURVEYED):
            for row in rows:
                with contextlib.suppress(SourceError):  # the read will report it; here a user is waiting
                    if not _matches(row, wanted):
                        continue
                    count += 1
                    winners.update(holders(row))
                    matches.append(
                        Match(
                            number=_number(row) or "",
                            day=day_of("dateparution", row.get("dateparution")),
                            buyer=text_of("nomacheteur", row.get("nomacheteur")),
                            supplier=join_names(holders(row)) or None,
                        )
                    )
        return survey_of(count, winners, matches)

    async def search(self, query: Mapping[str, Any], reading: ReadContext) -> AsyncIterator[Record]:
        """Yield every notice of three years that matches, newest first. Rows are the records.

        Raises ``NothingNew`` if the portal imported nothing since the last complete read, ``SourceError``
        (``TOO_MANY``) before anything is yielded, ``IncompleteRead`` if a page or a row could not be read.
        """
        loaded = await self._dataset.loaded_since(reading)
        wanted = self.canonical(query)

        def made(row: Row, answer: Answer) -> Record | None:
            return record(row, answer) if _matches(row, wanted) else None

        async for found in records_of(self._pages(wanted, FIELDS), _number, made):
            yield found
        reading.state = loaded

    async def get(self, source_id: str) -> Record | Absent:
        """Return one notice by its number, ``Absent`` if the table has none. Raises ``SourceError``."""
        where = f"idweb={literal(source_id)}"
        async for rows, answer in self._pages_of(where, FIELDS):
            for row in rows:
                if row.get("idweb") == source_id:
                    return record(row, answer)
        return Absent()

    async def probe(self) -> None:
        """Ask for the time of the last import. Raises ``SourceError``."""
        await self._dataset.loaded()

    def _pages(self, query: Mapping[str, Any], select: tuple[str, ...]) -> AsyncIterator[Any]:
        return self._pages_of(condition(query, self._clock().date() - WINDOW), select)

    def _pages_of(self, where: str, select: tuple[str, ...]) -> AsyncIterator[Any]:
        return self._dataset.pages(
            where, select=select, key="idweb", newest="dateparution", most=MAX_CONTRACTS
        )


def condition(query: Mapping[str, Any], since: date) -> str:
    """Return the ODSQL condition of a canonical query, for rows published since a day."""
    terms = [f"dateparution>={day_literal(since)}"]
    for key, column in COLUMNS.items():
        if key in query:
            terms.append(either([f"search({column},{literal(value)})" for value in query[key]]))
    return " and ".join(terms)


def _matches(row: Row, query: Mapping[str, Any]) -> bool:
    """True if a row really contains the words: the portal's ``search`` is fuzzy, and near misses are
    noise."""
    return all(
        mentions(" ".join(holders(row)) if key == "suppliers" else _written(row, column), query[key])
        for key, column in COLUMNS.items()
        if key in query
    )


def _number(row: Row) -> str | None:
    number = row.get("idweb")
    return number if isinstance(number, str) else None


def _written(row: Row, column: str) -> str:
    return text_of(column, row.get(column)) or ""
