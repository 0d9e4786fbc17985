"""Data sets of Opendatasoft portals: Explore API, version 2.1, without a key."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from bot.common.clock import Clock
from bot.contracts.model import Answer, Record
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import Absent, ReadContext
from bot.contracts.sources.search import Page, Row, SearchSource, counted_pages, mentions, rows_of, total_of
from bot.contracts.sources.values import Cells, bad, text_of
from bot.contracts.sources.warc import absent

API = "/api/explore/v2.1/catalog/datasets/"
PAGE = 100  # records, the maximum of a page; a page may not end beyond record 10,000

Condition = Callable[[str], list[str]]
"""Returns the conditions of a value in the query language (ODSQL), any of which is enough."""


class Words:
    """Condition that columns contain words. The portal's ``search`` is fuzzy, so near misses are sorted out.
    ``lists``: the columns have lists of texts."""

    def __init__(self, *columns: str, lists: bool = False) -> None:
        self.columns = columns
        self.lists = lists

    def __call__(self, value: str) -> list[str]:
        return [f"search({column},{literal(value)})" for column in self.columns]

    def read(self, cells: Cells) -> str:
        """Return the text of the columns. Raises ``SourceError``."""
        texts = [cells.texts(column) if self.lists else [cells.text(column)] for column in self.columns]
        return " ".join(text for column in texts for text in column if text)


def begins(*columns: str) -> Condition:
    """Return the condition that a column begins with a value."""
    return lambda value: [f"startswith({column},{literal(value)})" for column in columns]


def is_number(column: str) -> Condition:
    """Return the condition that a column of numbers is a value."""
    return lambda value: [f"{column}={int(value)}"]


class OpendatasoftSource(SearchSource):
    """A ``dataset`` of the portal at ``base_url``, whose rows have a day ``newest``.

    ``where`` are the conditions by the keys of a query, ``window`` the time that a search goes back. A
    request that the API does not understand (an unknown column) is ``REFUSED``, with the API's own message in
    the detail.
    """

    dataset: ClassVar[str]
    newest: ClassVar[str]
    where: ClassVar[Mapping[str, Condition]]
    window: ClassVar[timedelta | None] = None

    def __init__(self, http: SourceHttp, base_url: str, clock: Clock) -> None:
        self._http = http
        self._root = base_url.rstrip("/") + API + quote(self.dataset, safe="")
        self._clock = clock

    @classmethod
    def id_condition(cls, source_id: str) -> str | None:
        """Return the ODSQL condition of an id; ``None`` if no row can have it."""
        return f"{cls.key}={literal(source_id)}"

    @classmethod
    def condition(cls, query: Mapping[str, Any], since: date | None = None) -> str:
        """Return the ODSQL condition of a canonical query, for rows since a day."""
        terms = [] if since is None else [f"{cls.newest}>={day_literal(since)}"]
        for key, condition in cls.where.items():
            if key in query:
                terms.append(either([each for value in query[key] for each in condition(value)]))
        return " and ".join(terms)

    def fits(self, row: Row, query: Mapping[str, Any]) -> bool:
        """True if a row really contains the words."""
        cells = self.cells(row)
        for key, condition in self.where.items():
            if key not in query or not isinstance(condition, Words):
                continue
            if not mentions(condition.read(cells), query[key]):
                return False
        return True

    def pages(
        self, query: Mapping[str, Any], columns: Sequence[str], reading: ReadContext
    ) -> AsyncIterator[Page]:
        """Yield the rows of a query, by the day and then by the unique key: by the day alone, rows of one day
        could change places between two pages."""
        since = None if self.window is None else self._clock().date() - self.window
        where = self.condition(query, since)

        async def ask(number: int) -> Page:
            said, answer = await self.ask(
                "/records",
                select=",".join(columns),
                where=where,
                order_by=f"{self.newest} desc,{self.key} desc",
                limit=str(PAGE),
                offset=str(number * PAGE),
            )
            total = total_of(said)
            return Page(rows_of(said.get("results")), answer, total)

        return counted_pages(ask, self.id_of, PAGE)

    async def get(self, source_id: str) -> Record | Absent:
        """Return one record by its key, ``Absent`` if the table has none. Raises ``SourceError``."""
        where = self.id_condition(source_id)
        if where is None:
            return Absent()
        rows, answer = await self.export(where, (*self.columns, *self.unkept))
        for row in rows:
            if self.id_of(row) == source_id:
                return self.record(row, answer)
        return await absent(answer) if self.asks_by_id else Absent()

    async def loaded(self) -> str | None:
        """Return the time of the portal's last import, as it writes it; ``None`` if it does not say."""
        said, _ = await self.ask("")
        if not isinstance(said, dict):
            raise bad("dataset", said)
        metas = said.get("metas")
        default = metas.get("default") if isinstance(metas, dict) else None
        return text_of("data_processed", default.get("data_processed")) if isinstance(default, dict) else None

    async def count(self, where: str) -> int:
        """Return the number of rows that match a condition."""
        said, _ = await self.ask("/records", where=where, limit="1")
        return total_of(said)

    async def export(self, where: str, columns: Sequence[str] = ()) -> tuple[list[Row], Answer]:
        """Return all rows that match a condition, in one answer and in no order: exports have no pages."""
        select = {"select": ",".join(columns)} if columns else {}
        said, answer = await self.ask("/exports/json", where=where, **select)
        return rows_of(said), answer

    async def ask(self, path: str, **asked: str) -> tuple[Any, Answer]:
        """Return one answer of the data set. Raises ``SourceError``."""
        query = "?" + urlencode(asked, quote_via=quote) if asked else ""
        said, answer = await self._http.request_json("GET", self._root + path + query)
        return said, replace(answer, fetched_at=self._clock())


def literal(text: str) -> str:
    """Quote a text as a string literal of ODSQL, with escapes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def day_literal(day: date) -> str:
    """Return a day as a date literal of ODSQL; in double quotes, or in none, it is an error or a string."""
    return f"date'{day.isoformat()}'"


def either(conditions: Sequence[str]) -> str:
    """Join conditions with "or", in parentheses."""
    return "(" + " or ".join(conditions) + ")"
