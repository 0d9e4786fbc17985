"""BOAMP source: France's official bulletin of public contracts, from its open data, without a key."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bot.common.clock import Clock
from bot.contracts.model import Answer, Record
from bot.contracts.sources.boamp.parse import FIELDS, holders, record
from bot.contracts.sources.boamp.policy import COLUMNS, BoampPolicy
from bot.contracts.sources.dataset_search import DatasetSearch
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.keywords import mentions
from bot.contracts.sources.opendatasoft import Dataset, Row, day_literal, either, literal
from bot.contracts.sources.protocol import MAX_CONTRACTS, Absent, Match
from bot.contracts.sources.values import day_of, join_names, text_of

DATASET = "boamp"
WINDOW = timedelta(days=3 * 365)
"""Search window by the day of publication; the same as for TED, which most of these notices are on too."""


class Boamp(BoampPolicy, DatasetSearch):
    """The source "boamp".

    A search covers three years. A notice that is no longer found is not asked for by its number: it has
    become old, not gone.
    """

    fields_read = FIELDS
    fields_surveyed = ("idweb", "dateparution", *COLUMNS.values())

    def __init__(self, http: SourceHttp, base_url: str, clock: Clock) -> None:
        self._dataset = Dataset(http, base_url, DATASET, clock)
        self._clock = clock

    async def get(self, source_id: str) -> Record | Absent:
        """Return one notice by its number, ``Absent`` if the table has none. Raises ``SourceError``."""
        where = f"idweb={literal(source_id)}"
        async for rows, answer in self._pages_of(where, FIELDS):
            for row in rows:
                if row.get("idweb") == source_id:
                    return record(row, answer)
        return Absent()

    def _pages(
        self, query: Mapping[str, Any], select: Sequence[str]
    ) -> AsyncIterator[tuple[list[Row], Answer]]:
        return self._pages_of(condition(query, self._clock().date() - WINDOW), select)

    def _pages_of(self, where: str, select: Sequence[str]) -> AsyncIterator[tuple[list[Row], Answer]]:
        return self._dataset.pages(
            where, select=select, key="idweb", newest="dateparution", most=MAX_CONTRACTS
        )

    def _matches(self, row: Row, query: Mapping[str, Any]) -> bool:
        return all(
            mentions(" ".join(holders(row)) if key == "suppliers" else _written(row, column), query[key])
            for key, column in COLUMNS.items()
            if key in query
        )

    def _number(self, row: Row) -> str | None:
        number = row.get("idweb")
        return number if isinstance(number, str) else None

    def _match(self, row: Row) -> tuple[Match, Sequence[str]]:
        suppliers = holders(row)
        match = Match(
            number=self._number(row) or "",
            day=day_of("dateparution", row.get("dateparution")),
            buyer=text_of("nomacheteur", row.get("nomacheteur")),
            supplier=join_names(suppliers) or None,
        )
        return match, suppliers

    def _record(self, row: Row, answer: Answer) -> Record:
        return record(row, answer)


def condition(query: Mapping[str, Any], since: date) -> str:
    """Return the ODSQL condition of a canonical query, for rows published since a day."""
    terms = [f"dateparution>={day_literal(since)}"]
    for key, column in COLUMNS.items():
        if key in query:
            terms.append(either([f"search({column},{literal(value)})" for value in query[key]]))
    return " and ".join(terms)


def _written(row: Row, column: str) -> str:
    return text_of(column, row.get(column)) or ""
