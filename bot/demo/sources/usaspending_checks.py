"""Validation and filters of the USAspending stand-in. See ``usaspending`` for the keys of an award."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

Award = Mapping[str, Any]

TYPES = {
    "A": "BPA CALL",
    "B": "PURCHASE ORDER",
    "C": "DELIVERY ORDER",
    "D": "DEFINITIVE CONTRACT",
    "IDV_A": "GWAC GOVERNMENT WIDE ACQUISITION CONTRACT",
    "IDV_B": "IDC INDEFINITE DELIVERY CONTRACT",
    "IDV_B_A": "INDEFINITE DELIVERY / REQUIREMENTS",
    "IDV_B_B": "INDEFINITE DELIVERY / INDEFINITE QUANTITY",
    "IDV_B_C": "INDEFINITE DELIVERY / DEFINITE QUANTITY",
    "IDV_C": "FSS FEDERAL SUPPLY SCHEDULE",
    "IDV_D": "BOA BASIC ORDERING AGREEMENT",
    "IDV_E": "BPA BLANKET PURCHASE AGREEMENT",
}
GROUPS = {
    "contracts": {code: name for code, name in TYPES.items() if not code.startswith("IDV")},
    "idvs": {code: name for code, name in TYPES.items() if code.startswith("IDV")},
}
TEXT_FILTERS = ("recipient_search_text", "keywords", "award_ids")
AWARD_FILTERS = {"award_type_codes", "agencies", "naics_codes", "psc_codes", "time_period", *TEXT_FILTERS}
ROW_FILTERS = {"award_type_codes", "agencies", "time_period", *TEXT_FILTERS}
ALWAYS_SORTABLE = {"NAICS", "PSC", "Recipient UEI", "Contract Award Type"}
MAX_ROWS = {"search": 100, "transactions": 5000, "idvs": 100, "recipients": 1000}
LAST_ROW = 50_000  # that a search shows
EARLIEST = "2007-10-01"


class RejectedRequest(Exception):
    """An answer other than 200: its status and its body, ``None`` for an empty one."""

    def __init__(self, status: int, body: Mapping[str, Any] | None) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


def crash() -> RejectedRequest:
    """Return the answer of the API when its own error formatter fails."""
    return RejectedRequest(500, {"detail": "An unexpected error occurred"})


def checked_filters(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    filters = asked.get("filters")
    if not filters:
        raise RejectedRequest(422, {"detail": "Missing value: 'filters' is a required field"})
    if not filters.get("award_type_codes"):
        raise RejectedRequest(
            422, {"detail": "Missing value: 'filters|award_type_codes' is a required field"}
        )
    if not asked.get("fields"):
        raise RejectedRequest(422, {"detail": "Missing value: 'fields' is a required field"})
    for name in TEXT_FILTERS:
        values = filters.get(name, [])
        if not isinstance(values, list):
            said = f"Invalid value in 'filters|{name}'. '{values}' is not a valid type (lis)."
            raise RejectedRequest(422, {"detail": said})
        if re.search(r"[\x00-\x1f]", "".join(values)):
            raise crash()
    if any(len(keyword) < 3 for keyword in filters.get("keywords", [])):
        raise RejectedRequest(422, {"detail": "Field 'filters|keywords' has a value below the minimum of 3"})
    # A list of one empty text drops the filter.
    return {name: value for name, value in filters.items() if name not in TEXT_FILTERS or value != [""]}


def check_group(filters: Mapping[str, Any]) -> None:
    """Raise ``RejectedRequest`` for award types of several groups, as the search for awards does."""
    if not any(group.keys() >= set(filters["award_type_codes"]) for group in GROUPS.values()):
        said = "'award_type_codes' must only contain types from one group."
        raise RejectedRequest(422, {"message": said, "award_type_groups": GROUPS})  # no "detail" here


def check_periods(filters: Mapping[str, Any]) -> None:
    for period in filters.get("time_period", []):
        if not period.keys() >= {"start_date", "end_date"}:
            raise RejectedRequest(
                422, {"detail": "Missing value: 'filters' is a required field"}
            )  # misleading
        try:
            first, last = (date.fromisoformat(period[key]) for key in ("start_date", "end_date"))
        except ValueError:
            raise crash() from None
        if first > last or first.isoformat() < EARLIEST:
            raise crash()


def checked_page(asked: Mapping[str, Any], most: int) -> tuple[int, int]:
    limit, page = asked.get("limit", 10), asked.get("page", 1)
    if limit > most:
        raise RejectedRequest(422, {"detail": f"Field 'limit' value '{limit}' is above max '{most}'"})
    if page < 1 or asked.get("order", "desc") not in {"asc", "desc"}:
        raise crash()
    if (page - 1) * limit >= LAST_ROW:
        said = f"Page #{page} of size {limit} is over the maximum result limit ({LAST_ROW})."
        raise RejectedRequest(422, {"detail": said})
    return limit, page


def matches(award: Award, filters: Mapping[str, Any]) -> bool:
    """True if the search for awards finds it."""
    told = [award.get("title"), *(row.get("description") for row in award.get("transactions") or [])]
    return (
        award_matches(award, filters)
        and any_of(_mentions(award, told, keyword) for keyword in filters.get("keywords", []))
        and any_of(code == (award.get("naics") or [None])[0] for code in filters.get("naics_codes", []))
        and any_of(code == (award.get("psc") or [None])[0] for code in filters.get("psc_codes", []))
        and in_periods(award.get("signed"), filters)
    )


def row_matches(award: Award, row: Mapping[str, Any], filters: Mapping[str, Any]) -> bool:
    """True if the search for transactions finds this one of an award."""
    return (
        in_periods(row.get("date"), filters)
        and award_matches(award, filters)
        and any_of(
            _mentions(award, [row.get("description")], keyword) for keyword in filters.get("keywords", [])
        )
    )


def in_periods(day: str | None, filters: Mapping[str, Any]) -> bool:
    return any_of(
        period["start_date"] <= (day or "") <= period["end_date"] for period in filters.get("time_period", [])
    )


def award_matches(award: Award, filters: Mapping[str, Any]) -> bool:
    return (
        type_of(award) in filters["award_type_codes"]
        and _agencies_match(award, filters.get("agencies", []))
        and any_of(_supplier_matches(award, text) for text in filters.get("recipient_search_text", []))
        and any_of(wanted == number(award) for wanted in filters.get("award_ids", []))
    )


def any_of(alternatives: Iterable[bool]) -> bool:
    """True if an alternative holds, or there are none."""
    found = list(alternatives)
    return not found or any(found)


def _agencies_match(award: Award, wanted: Sequence[Mapping[str, str]]) -> bool:
    """True if the agencies match: those of one role are alternatives, both roles are required, names are
    exact."""
    for role in ("awarding", "funding"):
        agency = award.get(role) or {}
        named = [filter_ for filter_ in wanted if filter_["type"] == role]
        if not any_of(
            agency.get("name" if filter_["tier"] == "subtier" else "toptier") == filter_["name"]
            and filter_.get("toptier_name", agency.get("toptier")) == agency.get("toptier")
            for filter_ in named
        ):
            return False
    return True


def _supplier_matches(award: Award, text: str) -> bool:
    supplier = award.get("supplier") or {}
    wanted = text.upper()
    names = (supplier.get("name"), supplier.get("parent"))
    ids = (supplier.get("uei"), supplier.get("parent_uei"))
    return any(wanted in (name or "").upper() for name in names) or any(
        (uei or "").startswith(wanted) for uei in ids
    )


def _mentions(award: Award, told: Sequence[str | None], keyword: str) -> bool:
    supplier = award.get("supplier") or {}
    texts = [supplier.get("name"), supplier.get("uei"), number(award), *told]
    texts += [*(award.get("naics") or ()), *(award.get("psc") or ())]
    phrase = re.compile(r"(?<!\w)" + re.escape(keyword), re.IGNORECASE)
    return any(phrase.search(text) for text in texts if text)


def type_of(award: Award) -> str:
    given: str | None = award.get("type")
    return given or ("IDV_B" if award["id"].startswith("CONT_IDV_") else "C")


def number(award: Award) -> str:
    given: str | None = award.get("number")
    return given or str(award["id"]).split("_")[2]
