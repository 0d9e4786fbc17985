"""USAspending: what the United States government awards, from its public API, without a key."""

import re
import unicodedata
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from bot.clock import Clock
from bot.contracts.model import Answer, Record
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import (
    MOST_CONTRACTS,
    Fault,
    IncompleteRead,
    QueryError,
    SourceError,
    Survey,
)
from bot.contracts.sources.usaspending_parse import SOURCE, bad, day, record, section, text, without_pay

VEHICLE_TYPES = ("IDV_A", "IDV_B", "IDV_B_A", "IDV_B_B", "IDV_B_C", "IDV_C", "IDV_D", "IDV_E")
ORDER_TYPES = ("A", "B", "C", "D")  # purchase-agreement calls, purchase and delivery orders, contracts

SEARCH_FIELDS = ("Award ID", "Recipient Name", "Base Obligation Date")
SEARCH_PAGE = 100  # the most it gives
SEARCH = "search/spending_by_award/"
HISTORY_PAGE = 5000  # the most it gives, and more than any award has: ties on a day are in any order

MOST_VALUES = 20
SHORTEST = {"suppliers": 2, "agencies": 1, "keywords": 3}
CONTROL = ("Cc", "Cf", "Cs", "Co", "Cn")

UNUSED_FILTERS = re.compile(r"filters from the request were not used:(.*)", re.DOTALL)
FALSELY_REPORTED = "keyword_search"  # the server's own name for "keywords", which it does use

HOST_FAULTS = frozenset({Fault.UNREACHABLE, Fault.TIMEOUT, Fault.BUSY})
HOPELESS = 2  # host faults in a row, each after every retry: the rest would fare no better

Rows = dict[str, Mapping[str, Any]]


class Usaspending:
    """The source "usaspending".

    A query has ``suppliers`` (names, parts of names or UEIs), ``agencies`` (exact names of sub-agencies,
    each a text or ``{"name", "toptier"}`` where two departments have one of that name) and ``keywords``.
    Values of one key are alternatives, the keys are conditions; suppliers or keywords are required.
    Amounts are US dollars. An award's answer is kept without ``executive_details`` (see ``without_pay``).
    """

    name = SOURCE

    def __init__(self, http: SourceHttp, base_url: str, clock: Clock) -> None:
        self._http = http
        self._api = base_url.rstrip("/") + "/api/v2/"
        self._clock = clock

    @staticmethod
    def canonical(query: Mapping[str, Any]) -> dict[str, Any]:
        """Check a query; trimmed, in order, without repetitions, empty keys left out.

        Raises ``QueryError`` with one of the reasons ``unknown-key``, ``not-text``, ``empty``,
        ``control-characters`` (the API answers 500 to them), ``too-short``, ``too-many-values`` and
        ``nothing-to-find`` (neither supplier nor keyword: an agency alone is too wide to be watched).
        """
        for key, value in query.items():
            if key not in SHORTEST:
                raise QueryError(key, "unknown-key", value)
        found = {
            "suppliers": _values(query, "suppliers", lambda value: _clean("suppliers", value).upper()),
            "agencies": _values(query, "agencies", _agency),
            "keywords": _values(query, "keywords", lambda value: _clean("keywords", value)),
        }
        if not found["suppliers"] and not found["keywords"]:
            raise QueryError("suppliers", "nothing-to-find")
        return {key: values for key, values in found.items() if values}

    async def survey(self, query: Mapping[str, Any]) -> Survey:
        """Count what a query matches, from search rows alone. Raises ``SourceError``, ``TOO_MANY`` too."""
        rows: Rows = {}
        for filters in _searches(self.canonical(query)):
            await self._find(filters, rows)
        vehicles = sum(source_id.startswith("CONT_IDV_") for source_id in rows)
        dates = [signed for row in rows.values() if (signed := day(row, "Base Obligation Date"))]
        names = Counter(name for row in rows.values() if (name := text(row, "Recipient Name")))
        return Survey(
            orders=len(rows) - vehicles,
            vehicles=vehicles,
            newest=max(dates, default=None),
            suppliers=tuple(name for name, _ in names.most_common()),
        )

    async def search(self, query: Mapping[str, Any]) -> AsyncIterator[Record]:
        """Yield every contract that matches, vehicles first.

        Raises ``IncompleteRead`` at the end with everything that went wrong, be it with a search or with
        one contract. Two contracts or searches in a row that the host does not answer end the read. A
        query that matches more than ``MOST_CONTRACTS`` ends it with ``TOO_MANY`` before any is read.
        """
        trouble = _Trouble()
        matching = await self._matching(self.canonical(query), trouble)
        whole = not trouble.faults
        unread: list[str] = []
        for source_id in matching:
            if trouble.hopeless:
                whole = False
                break
            try:
                found = await self._read(source_id)
            except SourceError as fault:
                trouble.add(fault)
                unread.append(source_id)
            else:
                trouble.passed()
                yield found
        if trouble.faults:
            raise IncompleteRead(trouble.faults, unread=unread, whole_search=whole)

    async def get(self, source_id: str) -> Record | None:
        """One contract by its generated id, ``None`` only if the API itself says that it has none.

        Raises ``SourceError``; ``GONE`` for a 404 in other words, as a wrong address gives.
        """
        try:
            return await self._read(source_id)
        except SourceError as fault:
            if fault.fault is Fault.GONE and "No Award found" in fault.detail:
                return None
            raise

    async def probe(self) -> None:
        """Ask for the date of the last load, the cheapest request there is. Raises ``SourceError``."""
        said, _ = await self._ask("GET", "awards/last_updated/")
        if text(said, "last_updated") is None:
            raise bad("last_updated", None)

    async def _matching(self, query: Mapping[str, Any], trouble: "_Trouble") -> Rows:
        """The rows of all searches that could be read, by generated id."""
        rows: Rows = {}
        for filters in _searches(query):
            try:
                await self._find(filters, rows)
            except SourceError as fault:
                trouble.add(fault)
                if fault.fault is Fault.TOO_MANY:
                    return {}
                if trouble.hopeless:
                    break
            else:
                trouble.passed()
        return rows

    async def _find(self, filters: Mapping[str, Any], rows: Rows) -> None:
        """Add the rows of one search to those found before."""
        body = {
            "filters": filters,
            "fields": SEARCH_FIELDS,
            "sort": SEARCH_FIELDS[0],  # the API breaks its ties, so that pages neither repeat nor skip
            "order": "asc",
            "limit": SEARCH_PAGE,
            "subawards": False,
        }
        found, _ = await self._pages(SEARCH, body, "generated_internal_id", MOST_CONTRACTS)
        rows.update(found)
        if len(rows) > MOST_CONTRACTS:
            raise SourceError(Fault.TOO_MANY, f"more than {MOST_CONTRACTS} contracts")

    async def _read(self, source_id: str) -> Record:
        """One contract, whole. Raises ``SourceError``, whose detail names the contract."""
        body = {"award_id": source_id, "limit": HISTORY_PAGE, "sort": "action_date", "order": "asc"}
        try:
            award, answer = await self._ask("GET", f"awards/{quote(source_id, safe='')}/")
            kept = replace(answer, content=without_pay(answer.content))
            history, answers = await self._pages("transactions/", body, "id")
            return record(source_id, award, history.values(), [kept, *answers])
        except SourceError as fault:
            raise SourceError(fault.fault, f"{source_id}: {fault.detail}") from fault

    async def _pages(
        self, path: str, body: Mapping[str, Any], key: str, most: int | None = None
    ) -> tuple[Rows, list[Answer]]:
        """The rows of every page, each once by its ``key``, and the pages as they were read."""
        rows: Rows = {}
        answers: list[Answer] = []
        while True:
            before = len(rows)
            said, answer = await self._ask("POST", path, {**body, "page": len(answers) + 1})
            _refuse_ignored_filters(said)
            answers.append(answer)
            for row in _rows(said, key):
                rows.setdefault(row[key], row)
            if most is not None and len(rows) > most:
                raise SourceError(Fault.TOO_MANY, f"more than {most} contracts")
            if not section(said, "page_metadata").get("hasNext"):
                return rows, answers
            if len(rows) == before:  # or a server that always has a next page would be read for ever
                detail = f"{path}: page {len(answers)} brings nothing new, yet there is a next"
                raise SourceError(Fault.BAD_ANSWER, detail)

    async def _ask(self, method: str, path: str, body: Any = None) -> tuple[Mapping[str, Any], Answer]:
        said, answer = await self._http.request_json(method, self._api + path, body=body)
        if not isinstance(said, dict):
            raise bad(path, said)
        return said, replace(answer, fetched_at=self._clock())


class _Trouble:
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


def _searches(query: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The filters of every search that a canonical query needs, to be united.

    The API takes types of one group and one supplier at a time, and takes an awarding and a funding
    agency together for "both", not for "either".
    """
    for types in (VEHICLE_TYPES, ORDER_TYPES):
        for supplier in query.get("suppliers", [None]):
            for role in ("awarding", "funding") if "agencies" in query else (None,):
                filters: dict[str, Any] = {"award_type_codes": types}
                if supplier is not None:
                    filters["recipient_search_text"] = [supplier]
                if role is not None:
                    filters["agencies"] = [_agency_filter(role, agency) for agency in query["agencies"]]
                if "keywords" in query:
                    filters["keywords"] = query["keywords"]
                yield filters


def _agency_filter(role: str, agency: str | Mapping[str, str]) -> dict[str, str]:
    wanted = {"name": agency} if isinstance(agency, str) else agency
    found = {"type": role, "tier": "subtier", "name": wanted["name"]}
    return {**found, "toptier_name": wanted["toptier"]} if "toptier" in wanted else found


def _refuse_ignored_filters(answer: Mapping[str, Any]) -> None:
    """An answer to a filter that was not used is an answer to another question: it is not used either."""
    for message in answer.get("messages") or []:
        unused = UNUSED_FILTERS.search(str(message))
        if unused and set(re.findall(r"'([^']*)'", unused[1])) != {FALSELY_REPORTED}:
            raise SourceError(Fault.FILTER_IGNORED, str(message)[:300])


def _rows(answer: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    results = answer.get("results")
    if not isinstance(results, list):
        raise bad("results", results)
    for row in results:
        if not isinstance(row, dict) or text(row, key) is None:
            raise bad(f"results without {key}", row)
    return results


def _values(query: Mapping[str, Any], key: str, clean: Callable[[Any], Any]) -> list[Any]:
    """One key's values, checked, each once, in order; a single value may stand without its list."""
    given = query.get(key, [])
    if isinstance(given, (str, Mapping)):
        given = [given]
    if not isinstance(given, (list, tuple)):
        raise QueryError(key, "not-text", given)
    values: list[Any] = []
    for value in given:
        cleaned = clean(value)
        if cleaned not in values:
            values.append(cleaned)
    if len(values) > MOST_VALUES:
        raise QueryError(key, "too-many-values", len(values))
    return sorted(values, key=str)


def _clean(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise QueryError(key, "not-text", value)
    trimmed = value.strip()
    if any(unicodedata.category(character) in CONTROL for character in trimmed):
        raise QueryError(key, "control-characters", value)
    if not trimmed:
        raise QueryError(key, "empty", value)
    if len(trimmed) < SHORTEST[key]:
        raise QueryError(key, "too-short", value)
    return " ".join(trimmed.split())


def _agency(value: Any) -> str | dict[str, str]:
    if not isinstance(value, Mapping):
        return _clean("agencies", value)
    for key in value:
        if key not in {"name", "toptier"}:
            raise QueryError(f"agencies.{key}", "unknown-key", value[key])
    name = _clean("agencies", value.get("name", ""))
    if value.get("toptier") is None:
        return name
    return {"name": name, "toptier": _clean("agencies", value["toptier"])}
