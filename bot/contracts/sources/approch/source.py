"""APProch source: purchases that French public buyers plan, from the ministry's portal, without a key."""

from collections.abc import AsyncIterator, Mapping, Sequence
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
from bot.contracts.sources.dataset_search import DatasetSearch
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.keywords import mentions
from bot.contracts.sources.opendatasoft import Dataset, Row, either, literal
from bot.contracts.sources.protocol import MAX_CONTRACTS, Absent, Match
from bot.contracts.sources.warc import absent

DATASET = "projets-dachats-publics"


class Approch(ApprochPolicy, DatasetSearch):
    """The source "approch". The table holds future and past projects, and a search covers all of them. The
    days in it are planned ones, so a survey does not name one as the newest."""

    fields_read = FIELDS
    fields_surveyed = (NUMBER, BUYER, TITLE, DESCRIPTION, PLANNED_DAY)

    def __init__(self, http: SourceHttp, base_url: str, clock: Clock) -> None:
        self._dataset = Dataset(http, base_url, DATASET, clock)

    async def get(self, source_id: str) -> Record | Absent:
        """Return one project by its number, ``Absent`` if the table has none. Raises ``SourceError``."""
        if not (source_id.isascii() and source_id.isdigit()):
            return Absent()
        rows, answer = await self._dataset.export(f"{NUMBER}={int(source_id)}", select=FIELDS)
        for row in rows:
            if number_of(row) == source_id:
                return record(row, answer)
        return await absent(answer)

    def _pages(
        self, query: Mapping[str, Any], select: Sequence[str]
    ) -> AsyncIterator[tuple[list[Row], Answer]]:
        return self._dataset.pages(
            condition(query), select=select, key=NUMBER, newest=PLANNED_DAY, most=MAX_CONTRACTS
        )

    def _matches(self, row: Row, query: Mapping[str, Any]) -> bool:
        written = " ".join(filter(None, (text(row, TITLE), text(row, DESCRIPTION))))
        return "words" not in query or mentions(written, query["words"])

    def _number(self, row: Row) -> str | None:
        return number_of(row)

    def _match(self, row: Row) -> tuple[Match, Sequence[str]]:
        return Match(number=number_of(row) or "", buyer=buyer_of(row).name or None), ()

    def _record(self, row: Row, answer: Answer) -> Record:
        return record(row, answer)


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
