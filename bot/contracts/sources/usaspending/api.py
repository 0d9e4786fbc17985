"""How USAspending's API is asked: pages, filters it did not use, and when to stop asking."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.clock import Clock
from bot.contracts.model import Answer
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import Fault, SourceError
from bot.contracts.sources.usaspending.parse import bad, section, text

AWARD_SEARCH = "search/spending_by_award/"
ROW_SEARCH = "search/spending_by_transaction/"
LAST_LOAD = "awards/last_updated/"
PAGE = 100  # rows, the most that searches and lists give

UNUSED_FILTERS = re.compile(r"filters from the request were not used:(.*)", re.DOTALL)
FALSELY_REPORTED = "keyword_search"  # the server's own name for "keywords", which it does use

HOST_FAULTS = frozenset({Fault.UNREACHABLE, Fault.TIMEOUT, Fault.BUSY, Fault.RESTING})
HOPELESS = 2  # host faults in a row, each after every retry: the rest would fare no better

Rows = dict[str, Mapping[str, Any]]


class Api:
    """The API below ``base_url``. Every method raises ``SourceError``."""

    def __init__(self, http: SourceHttp, base_url: str, clock: Clock) -> None:
        self._http = http
        # https and the trailing slash of every path: a redirect would turn a POST into a GET.
        self._root = base_url.rstrip("/") + "/api/v2/"
        self._clock = clock

    async def ask(self, method: str, path: str, body: Any = None) -> tuple[Mapping[str, Any], Answer]:
        """One answer that is an object, and whose filters were all used."""
        said, answer = await self._http.request_json(method, self._root + path, body=body)
        if not isinstance(said, dict):
            raise bad(path, said)
        _refuse_ignored_filters(said)
        return said, replace(answer, fetched_at=self._clock())

    async def pages(
        self, path: str, body: Mapping[str, Any], key: str, most: int | None = None
    ) -> tuple[Rows, list[Answer]]:
        """The rows of every page, each once by its ``key``, and the pages as they were read.

        ``TOO_MANY`` as soon as there are more than ``most``.
        """
        rows: Rows = {}
        answers: list[Answer] = []
        while True:
            before = len(rows)
            said, answer = await self.ask("POST", path, {**body, "page": len(answers) + 1})
            answers.append(answer)
            for row in rows_of(said, key):
                rows.setdefault(row[key], row)
            if most is not None and len(rows) > most:
                raise SourceError(Fault.TOO_MANY, f"{path}: more than {most} rows")
            if not has_next(said):
                return rows, answers
            if len(rows) == before:  # or a server that always has a next page would be read for ever
                detail = f"{path}: page {len(answers)} brings nothing new, yet there is a next"
                raise SourceError(Fault.BAD_ANSWER, detail)

    async def last_load(self) -> str:
        """The date of the last load, as written: the cheapest request there is."""
        said, _ = await self.ask("GET", LAST_LOAD)
        found = text(said, "last_updated")
        if found is None:
            raise bad("last_updated", None)
        return found


class Trouble:
    """What went wrong in one read, and whether the host still answers."""

    def __init__(self) -> None:
        self.faults: list[SourceError] = []
        self._in_a_row = 0

    def passed(self) -> None:
        self._in_a_row = 0

    def add(self, fault: SourceError) -> None:
        self.faults.append(fault)
        self._in_a_row = self._in_a_row + 1 if fault.fault in HOST_FAULTS else 0

    @property
    def hopeless(self) -> bool:
        return self._in_a_row >= HOPELESS


def rows_of(answer: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The rows of a page; each has a text under ``key``."""
    results = answer.get("results")
    if not isinstance(results, list):
        raise bad("results", results)
    for row in results:
        if not isinstance(row, dict) or text(row, key) is None:
            raise bad(f"results without {key}", row)
    return results


def has_next(answer: Mapping[str, Any]) -> bool:
    """Whether there is a page after this one. An answer that does not say so may hide the rest."""
    more = section(answer, "page_metadata").get("hasNext")
    if not isinstance(more, bool):
        raise bad("hasNext", more)
    return more


def _refuse_ignored_filters(answer: Mapping[str, Any]) -> None:
    """An answer to a filter that was not used is an answer to another question: it is not used either."""
    messages = answer.get("messages")
    for message in messages if isinstance(messages, list) else []:
        unused = UNUSED_FILTERS.search(str(message))
        if unused and set(re.findall(r"'([^']*)'", unused[1])) != {FALSELY_REPORTED}:
            raise SourceError(Fault.FILTER_IGNORED, str(message)[:300])
