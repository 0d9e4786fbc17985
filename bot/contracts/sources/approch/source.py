"""APProch source: purchases that French public buyers plan, from the ministry's portal, without a key."""

import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from typing import Any

from bot.common.clock import Clock
from bot.contracts.model import Answer, Record
from bot.contracts.sources.approch.parse import (
    BUYER,
    DESCRIPTION,
    FIELDS,
    NUMBER,
    PLANNED_DAY,
    TITLE,
    buyer_of,
    number_of,
    record,
    text,
)
from bot.contracts.sources.approch.policy import ApprochPolicy
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.keywords import mentions
from bot.contracts.sources.notices import records_of, survey_of
from bot.contracts.sources.opendatasoft import Dataset, Row, either, literal
from bot.contracts.sources.protocol import MAX_CONTRACTS, Absent, Match, ReadContext, SourceError, Survey
from bot.contracts.sources.warc import absent

DATASET = "projets-dachats-publics"
SURVEYED = (NUMBER, BUYER, TITLE, DESCRIPTION, PLANNED_DAY)


class Approch(ApprochPolicy):
    """The source "approch". The table holds future and past projects, and a search covers all of them."""

    def __init__(self, http: SourceHttp, base_url: str, clock: Clock) -> None:
        self._dataset = Dataset(http, base_url, DATASET, clock)

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count the projects. The days in the table are plans, so none is given as that of the newest.

        Raises ``SourceError``, including ``TOO_MANY``.
        """
        matches: list[Match] = []
        wanted = self.canonical(query)
        async for rows, _ in self._pages(wanted, SURVEYED):
            for row in rows:
                with contextlib.suppress(SourceError):  # the read will report it; here a user is waiting
                    if _matches(row, wanted):
                        matches.append(Match(number=number_of(row) or "", buyer=buyer_of(row).name or None))
        return survey_of(len(matches), Counter(), matches)

    async def search(self, query: Mapping[str, Any], reading: ReadContext) -> AsyncIterator[Record]:
        """Yield every project that matches, the one planned last first. Rows are the records.

        Raises ``NothingNew`` if the portal imported nothing since the last complete read, ``SourceError``
        (``TOO_MANY``) before anything is yielded, ``IncompleteRead`` if a page or a row could not be read.
        """
        loaded = await self._dataset.loaded_since(reading)
        wanted = self.canonical(query)

        def made(row: Row, answer: Answer) -> Record | None:
            return record(row, answer) if _matches(row, wanted) else None

        async for found in records_of(self._pages(wanted, FIELDS), number_of, made):
            yield found
        reading.state = loaded

    async def get(self, source_id: str) -> Record | Absent:
        """Return one project by its number, ``Absent`` if the table has none. Raises ``SourceError``."""
        if not (source_id.isascii() and source_id.isdigit()):
            return Absent()
        rows, answer = await self._dataset.export(f"{NUMBER}={int(source_id)}", select=FIELDS)
        for row in rows:
            if number_of(row) == source_id:
                return record(row, answer)
        return await absent(answer)

    async def probe(self) -> None:
        """Ask for the time of the last import. Raises ``SourceError``."""
        await self._dataset.loaded()

    def _pages(self, query: Mapping[str, Any], select: tuple[str, ...]) -> AsyncIterator[Any]:
        return self._dataset.pages(
            condition(query), select=select, key=NUMBER, newest=PLANNED_DAY, most=MAX_CONTRACTS
        )


def condition(query: Mapping[str, Any]) -> str:
    """Return the ODSQL condition of a canonical query. The column of SIRENs holds numbers."""
    terms = []
    if "buyers" in query:
        terms.append(either([f"{BUYER}={int(siren)}" for siren in query["buyers"]]))
    if "words" in query:
        searched = [
            f"search({column},{literal(words)})"
            for words in query["words"]
            for column in (TITLE, DESCRIPTION)
        ]
        terms.append(either(searched))
    return " and ".join(terms)


def _matches(row: Row, query: Mapping[str, Any]) -> bool:
    """True if a row really contains the words: the portal's ``search`` is fuzzy, and near misses are
    noise."""
    written = " ".join(filter(None, (text(row, TITLE), text(row, DESCRIPTION))))
    return "words" not in query or mentions(written, query["words"])
