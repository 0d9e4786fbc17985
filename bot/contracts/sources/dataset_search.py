"""Search of an Opendatasoft data set in which each row is a record (APProch and BOAMP)."""

import contextlib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, ClassVar

from bot.contracts.model import Answer, Record
from bot.contracts.sources.notices import records_of, survey_of
from bot.contracts.sources.opendatasoft import Dataset, Row
from bot.contracts.sources.protocol import Match, ReadContext, SourceError, Survey
from bot.contracts.sources.values import reading_one


class DatasetSearch(ABC):
    """Base class of such a source. A subclass defines which rows are asked for and what a row means."""

    fields_read: ClassVar[Sequence[str]]
    fields_surveyed: ClassVar[Sequence[str]]
    _dataset: Dataset

    @abstractmethod
    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Check and normalise a query. Raises ``QueryError``."""

    @abstractmethod
    def _pages(
        self, query: Mapping[str, Any], select: Sequence[str]
    ) -> AsyncIterator[tuple[list[Row], Answer]]:
        """Yield pages of rows for a canonical query. Raises ``SourceError``, including ``TOO_MANY``."""

    @abstractmethod
    def _matches(self, row: Row, query: Mapping[str, Any]) -> bool:
        """True if a row really contains the words: the portal's ``search`` is fuzzy, and near misses are
        noise."""

    @abstractmethod
    def _number(self, row: Row) -> str | None:
        """Return the number of a row's record, ``None`` if it has none."""

    @abstractmethod
    def _match(self, row: Row) -> tuple[Match, Sequence[str]]:
        """Return what a survey says of a row, with the names of its suppliers."""

    @abstractmethod
    def _record(self, row: Row, answer: Answer) -> Record:
        """Return a row's record. Raises ``SourceError``."""

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count the rows that match. Raises ``SourceError``, including ``TOO_MANY``."""
        winners: Counter[str] = Counter()
        matches: list[Match] = []
        count = 0
        wanted = self.canonical(query)
        async for rows, _ in self._pages(wanted, self.fields_surveyed):
            for row in rows:
                # The read will report it; here a user is waiting.
                with contextlib.suppress(SourceError), reading_one(self._number(row)):
                    if self._matches(row, wanted):
                        count += 1
                        match, suppliers = self._match(row)
                        winners.update(suppliers)
                        matches.append(match)
        return survey_of(count, winners, matches)

    async def search(self, query: Mapping[str, Any], reading: ReadContext) -> AsyncIterator[Record]:
        """Yield the record of every row that matches, the one with the latest day first.

        Raises ``NothingNew`` if the portal imported nothing since the last complete read, ``SourceError``
        (``TOO_MANY``) before anything is yielded, ``IncompleteRead`` if a page or a row could not be read.
        """
        loaded = await self._dataset.loaded_since(reading)
        wanted = self.canonical(query)

        def made(row: Row, answer: Answer) -> Record | None:
            return self._record(row, answer) if self._matches(row, wanted) else None

        async for found in records_of(self._pages(wanted, self.fields_read), self._number, made):
            yield found
        reading.state = loaded

    async def probe(self) -> None:
        """Ask for the time of the last import. Raises ``SourceError``."""
        await self._dataset.loaded()
