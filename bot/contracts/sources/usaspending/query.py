"""Policy of the source "usaspending": its queries, their translation to filters, and an award's part of an
answer. Without parser.

Values that the API answers with HTTP 500 are refused here: text with control characters, and dates before the
first that a search knows.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from bot.common.text import has_control_characters
from bot.contracts.sources.json_text import canonical_bytes
from bot.contracts.sources.policy import Policy, check_keys
from bot.contracts.sources.protocol import AnswerPolicy, Cleaner, Field, QueryError
from bot.contracts.sources.values import rows_in

SOURCE = "usaspending"
AWARD = "generated_internal_id"
VEHICLE_TYPES = ("IDV_A", "IDV_B", "IDV_B_A", "IDV_B_B", "IDV_B_C", "IDV_C", "IDV_D", "IDV_E")
ORDER_TYPES = ("A", "B", "C", "D")  # purchase-agreement calls, purchase and delivery orders, contracts

EARLIEST = date(2007, 10, 1)  # a search from an earlier day is answered with HTTP 500

QUOTES = ('""', "“”", "«»")


def _of_award(said: Any, source_id: str, _content: bytes) -> bytes | None:
    rows = [row for row in rows_in(said, "results") if row.get(AWARD) == source_id]
    return canonical_bytes({"results": rows}) if rows else None


def _text(shortest: int, normalise: Callable[[str], str] = str) -> Cleaner:
    """Return a cleaner for texts of at least ``shortest`` characters, without quotes around them."""

    def clean(key: str, value: Any) -> str:
        if not isinstance(value, str):
            raise QueryError(key, "not-text", value)
        trimmed = _unquoted(value.strip())
        if has_control_characters(trimmed):
            raise QueryError(key, "control-characters", value)
        if not trimmed:  # an empty text makes the API drop the filter and answer with everything
            raise QueryError(key, "empty", value)
        if len(trimmed) < shortest:
            raise QueryError(key, "too-short", value)
        return normalise(" ".join(trimmed.split()))

    return clean


def _unquoted(value: str) -> str:
    """Remove quotes around a value. The API documents them as an exact match, but its code passes them on to
    the search as part of the name: such a watch would find nothing, without an error."""
    while len(value) > 1 and value[0] + value[-1] in QUOTES:
        value = value[1:-1].strip()
    return value


def _agency(key: str, value: Any) -> Any:
    """Return a name, or the name with that of the department. Raises ``QueryError``."""
    clean = _text(1)
    if not isinstance(value, Mapping):
        return clean(key, value)
    check_keys({f"{key}.{part}": given for part, given in value.items()}, {f"{key}.name", f"{key}.toptier"})
    name = clean(key, value.get("name", ""))
    return name if value.get("toptier") is None else {"name": name, "toptier": clean(key, value["toptier"])}


class UsaspendingPolicy(Policy):
    """Policy of awards of the United States government.

    A query has ``suppliers`` (names, parts of names or UEIs), ``agencies`` (exact names of sub-agencies, each
    a text, or ``{"name", "toptier"}`` if two departments have one of that name) and ``keywords``. Suppliers
    or keywords are required: an agency alone is too wide to be watched. Amounts are US dollars.
    """

    name = SOURCE
    fields = (
        Field("suppliers", _text(2, str.upper)),
        Field("agencies", _agency, finds=False),
        Field("keywords", _text(3)),
    )
    pick = "suppliers"
    asks_by_id = True
    # Only search results are lists.
    kept = AnswerPolicy(lists=lambda url: "/search/" in urlsplit(url).path, part=_of_award)


def asks_rows(query: Mapping[str, Any]) -> bool:
    """True for keywords without suppliers: such a query searches single transactions."""
    return "suppliers" not in query


def searches(query: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the filters of every award search that a canonical query needs; the results are to be united.

    The API takes types of one group and one supplier at a time, and reads an awarding and a funding agency
    together as "both", not as "either".
    """
    for types in (VEHICLE_TYPES, ORDER_TYPES):
        for supplier in query.get("suppliers", ()):
            for rest in _rest(query):
                yield {"award_type_codes": types, "recipient_search_text": [supplier], **rest}


def subaward_searches(query: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the filters of every search for subcontracts of a query's suppliers; none for keywords alone.

    This search takes types of both groups at once. Its supplier is the subcontractor, and its keywords are
    looked for in the subcontract; agencies are those of the contract.
    """
    for supplier in query.get("suppliers", ()):
        for rest in _rest(query):
            yield {
                "award_type_codes": (*VEHICLE_TYPES, *ORDER_TYPES),
                "recipient_search_text": [supplier],
                **rest,
            }


def row_searches(query: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield the types and the other filters of every transaction search that a query needs."""
    for types in (VEHICLE_TYPES, ORDER_TYPES):
        for rest in _rest(query):
            yield types, rest


def window(today: date, lookback: timedelta) -> tuple[date, date]:
    """Return the first and the last day to search: none before the first that the API knows."""
    last = max(today, EARLIEST)
    return max(last - lookback, EARLIEST), last


def _rest(query: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield keyword filters, once for each role (awarding, funding) if there are agencies."""
    keywords = {"keywords": query["keywords"]} if "keywords" in query else {}
    if "agencies" not in query:
        yield keywords
        return
    for role in ("awarding", "funding"):
        yield {**keywords, "agencies": [_agency_filter(role, agency) for agency in query["agencies"]]}


def _agency_filter(role: str, agency: str | Mapping[str, str]) -> dict[str, str]:
    wanted = {"name": agency} if isinstance(agency, str) else agency
    found = {"type": role, "tier": "subtier", "name": wanted["name"]}
    return {**found, "toptier_name": wanted["toptier"]} if "toptier" in wanted else found
