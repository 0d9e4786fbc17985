"""Client for one data set of an Opendatasoft portal: Explore API, version 2.1, without a key."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from bot.common.clock import Clock
from bot.contracts.model import Answer
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import NothingNew, ReadContext, SourceError, SourceErrorKind
from bot.contracts.sources.values import bad, text_of

API = "/api/explore/v2.1/catalog/datasets/"
PAGE = 100  # records, the maximum of a page; a page may not end beyond record 10,000

Row = Mapping[str, Any]


class Dataset:
    """A data set of the portal at ``base_url``. Every method raises ``SourceError``.

    A request that the API does not understand (an unknown field, a date without its quotes) is ``REFUSED``,
    with the API's own message in the detail.
    """

    def __init__(self, http: SourceHttp, base_url: str, name: str, clock: Clock) -> None:
        self._http = http
        self._root = base_url.rstrip("/") + API + quote(name, safe="")
        self._clock = clock

    async def loaded(self) -> str | None:
        """Return the time of the portal's last import, as it writes it; ``None`` if it does not say."""
        said, _ = await self._ask("", {})
        if not isinstance(said, dict):
            raise bad("dataset", said)
        metas = said.get("metas")
        default = metas.get("default") if isinstance(metas, dict) else None
        return text_of("data_processed", default.get("data_processed")) if isinstance(default, dict) else None

    async def loaded_since(self, reading: ReadContext) -> str | None:
        """Return the time of the last import, for ``reading.state``. Raises ``NothingNew`` if it is the one
        of the last complete read and the read need not be full: it would find the same again."""
        loaded = await self.loaded()
        if loaded is not None and loaded == reading.state and not reading.full:
            raise NothingNew
        return loaded

    async def count(self, where: str) -> int:
        """Return the number of rows that match a condition."""
        said, _ = await self._ask("/records", {"where": where, "limit": "1"})
        return _total(said)

    async def pages(
        self, where: str, *, select: Sequence[str], key: str, newest: str, most: int
    ) -> AsyncIterator[tuple[list[Row], Answer]]:
        """Yield for each page the rows that were on no page before it, newest first, and the answer.

        Rows are sorted by the day ``newest`` and then by the unique ``key``: by the day alone, rows of one
        day could change places between two pages. Raises ``TOO_MANY`` before yielding anything if there are
        more than ``most``, and ``PAGES_MISSING`` at the end if the pages bring another number of rows than
        the API counts, or counted.
        """
        seen: set[str] = set()
        offset = total = 0
        while True:
            asked = {
                "select": ",".join(select),
                "where": where,
                "order_by": f"{newest} desc,{key} desc",
                "limit": str(PAGE),
                "offset": str(offset),
            }
            said, answer = await self._ask("/records", asked)
            total = max(total, _total(said))  # the highest count so far, if it drops meanwhile
            if total > most:
                raise SourceError(SourceErrorKind.TOO_MANY, f"{total} records")
            rows = _rows(said.get("results"))
            fresh = []
            for position, row in enumerate(rows, offset):
                name = str(row.get(key) or f"row {position}")
                if name not in seen:
                    seen.add(name)
                    fresh.append(row)
            yield fresh, answer
            offset += PAGE
            if len(seen) == total:
                return
            if offset >= total or not rows or len(seen) > total:
                raise SourceError(
                    SourceErrorKind.PAGES_MISSING, f"pages bring {len(seen)} of {total} records"
                )

    async def export(self, where: str, *, select: Sequence[str] = ()) -> tuple[list[Row], Answer]:
        """Return all rows that match a condition, in one answer and in no order: exports are not
        paginated."""
        asked = {"where": where, **({"select": ",".join(select)} if select else {})}
        said, answer = await self._ask("/exports/json", asked)
        return _rows(said), answer

    async def _ask(self, path: str, asked: Mapping[str, str]) -> tuple[Any, Answer]:
        query = "?" + urlencode(asked, quote_via=quote) if asked else ""
        said, answer = await self._http.request_json("GET", self._root + path + query)
        return said, replace(answer, fetched_at=self._clock())


def literal(text: str) -> str:
    """Quote a text as a string literal of the query language (ODSQL), with escapes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def day_literal(day: date) -> str:
    """Return a day as a date literal of ODSQL; in double quotes, or in none, it is an error or a string."""
    return f"date'{day.isoformat()}'"


def either(conditions: Sequence[str]) -> str:
    """Join conditions with "or", in parentheses."""
    return "(" + " or ".join(conditions) + ")"


def _total(said: Any) -> int:
    total = said.get("total_count") if isinstance(said, dict) else None
    if isinstance(total, bool) or not isinstance(total, int):
        raise bad("total_count", total)
    return total


def _rows(rows: Any) -> list[Row]:
    if not isinstance(rows, list):
        raise bad("records", rows)
    return [row if isinstance(row, dict) else {} for row in rows]  # counted, but without any value
