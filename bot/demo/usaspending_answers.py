"""What the USAspending API answers about an award, and what it refuses. See ``usaspending`` for the facts."""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
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
KNOWN_FILTERS = {"award_type_codes", "agencies", "recipient_search_text", "keywords", "award_ids"}
ALWAYS_SORTABLE = {"NAICS", "PSC", "Recipient UEI", "Contract Award Type"}
MOST_ROWS = {"search": 100, "transactions": 5000}


class Refusal(Exception):
    """An answer other than 200: its status and its body."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


def checked_filters(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    filters = asked.get("filters")
    if not filters:
        raise Refusal(422, {"detail": "Missing value: 'filters' is a required field"})
    if not filters.get("award_type_codes"):
        raise Refusal(422, {"detail": "Missing value: 'filters|award_type_codes' is a required field"})
    if not asked.get("fields"):
        raise Refusal(422, {"detail": "Missing value: 'fields' is a required field"})
    for name in ("recipient_search_text", "keywords", "award_ids"):
        values = filters.get(name, [])
        if not isinstance(values, list):
            said = f"Invalid value in 'filters|{name}'. '{values}' is not a valid type (lis)."
            raise Refusal(422, {"detail": said})
        if re.search(r"[\x00-\x1f]", "".join(values)):
            raise Refusal(500, {"detail": "An unexpected error occurred"})
    if any(len(keyword) < 3 for keyword in filters.get("keywords", [])):
        raise Refusal(422, {"detail": "Field 'filters|keywords' has a value below the minimum of 3"})
    if not any(group.keys() >= set(filters["award_type_codes"]) for group in GROUPS.values()):
        said = "'award_type_codes' must only contain types from one group."
        raise Refusal(422, {"message": said, "award_type_groups": GROUPS})  # no "detail" here
    checked: Mapping[str, Any] = filters
    return checked


def checked_page(asked: Mapping[str, Any], most: int) -> tuple[int, int]:
    limit, page = asked.get("limit", 10), asked.get("page", 1)
    if limit > most:
        raise Refusal(422, {"detail": f"Field 'limit' value '{limit}' is above max '{most}'"})
    if page < 1:
        raise Refusal(500, {"detail": "An unexpected error occurred"})
    return limit, page


def matches(award: Award, filters: Mapping[str, Any]) -> bool:
    return (
        _type(award) in filters["award_type_codes"]
        and _agencies_match(award, filters.get("agencies", []))
        and _any(_supplier_matches(award, text) for text in filters.get("recipient_search_text", []))
        and _any(_mentions(award, keyword) for keyword in filters.get("keywords", []))
        and _any(wanted == number(award) for wanted in filters.get("award_ids", []))
    )


def _any(alternatives: Iterable[bool]) -> bool:
    """Whether one alternative holds, or there is none to hold."""
    found = list(alternatives)
    return not found or any(found)


def _agencies_match(award: Award, wanted: Sequence[Mapping[str, str]]) -> bool:
    """Agencies of one role are alternatives, the two roles are both required; names match exactly."""
    for role in ("awarding", "funding"):
        agency = award.get(role) or {}
        named = [filter_ for filter_ in wanted if filter_["type"] == role]
        if not _any(
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


def _mentions(award: Award, keyword: str) -> bool:
    supplier = award.get("supplier") or {}
    texts = [supplier.get("name"), supplier.get("uei"), award.get("title"), number(award)]
    texts += [*(award.get("naics") or ()), *(award.get("psc") or ())]
    texts += [row.get("description") for row in award.get("transactions") or []]
    phrase = re.compile(r"(?<!\w)" + re.escape(keyword), re.IGNORECASE)
    return any(phrase.search(text) for text in texts if text)


def row(award: Award, fields: Iterable[str]) -> dict[str, Any]:
    """A search row; a field that the API does not know is null, not an error."""
    supplier = award.get("supplier") or {}
    awarding = award.get("awarding") or {}
    funding = award.get("funding") or {}
    vehicle = _type(award).startswith("IDV")
    known = {
        "Award ID": number(award),
        "Recipient Name": supplier.get("name"),
        "Recipient UEI": supplier.get("uei"),
        "Start Date": award.get("start"),
        "End Date": None if vehicle else award.get("end"),
        "Last Date to Order": award.get("end") if vehicle else None,
        "Award Amount": _dollars(_obligated(award)),
        "Total Outlays": _dollars(award.get("paid")),
        "Contract Award Type": TYPES[_type(award)],
        "Description": award.get("title"),
        "Last Modified Date": _last_action(award),
        "Base Obligation Date": award.get("signed"),
        "Awarding Agency": awarding.get("toptier"),
        "Awarding Sub Agency": awarding.get("name"),
        "Awarding Sub Agency Code": awarding.get("code"),
        "Funding Sub Agency": funding.get("name"),
        "NAICS": _classification(award, "naics"),
        "PSC": _classification(award, "psc"),
    }
    asked = {field: known.get(field) for field in fields}
    return {"internal_id": _internal_id(award), **asked, "generated_internal_id": award["id"]}


def header(award: Award, parent_number: str | None) -> dict[str, Any]:
    supplier = award.get("supplier") or {}
    naics = award.get("naics") or (None, None)
    psc = award.get("psc") or (None, None)
    vehicle = _type(award).startswith("IDV")
    parent = award.get("parent")
    return {
        "id": _internal_id(award),
        "generated_unique_award_id": award["id"],
        "piid": number(award),
        "category": "idv" if vehicle else "contract",
        "type": _type(award),
        "type_description": TYPES[_type(award)],
        "description": award.get("title"),
        "total_obligation": _dollars(_obligated(award)),
        "date_signed": award.get("signed"),
        "base_exercised_options": None if vehicle else _dollars(award.get("exercised")),
        "base_and_all_options": _dollars(award.get("ceiling")),
        "parent_award": {"generated_unique_award_id": parent, "piid": parent_number} if parent else None,
        "latest_transaction_contract_data": {
            "naics": naics[0],
            "naics_description": naics[1],
            "product_or_service_code": psc[0],
            "product_or_service_description": psc[1],
        },
        "funding_agency": _agency(award.get("funding")),
        "awarding_agency": _agency(award.get("awarding")),
        "period_of_performance": {
            "start_date": award.get("start"),
            "end_date": award.get("end"),
            "last_modified_date": _last_action(award),
            "potential_end_date": award.get("potential_end"),
        },
        "recipient": {
            "recipient_name": supplier.get("name"),
            "recipient_uei": supplier.get("uei"),
            "parent_recipient_name": supplier.get("parent"),
            "parent_recipient_uei": supplier.get("parent_uei"),
        },
        "executive_details": {"officers": [{"name": None, "amount": None}] * 5},
        "total_outlay": _dollars(award.get("paid")),
    }


def _agency(facts: Mapping[str, str] | None) -> dict[str, Any] | None:
    if not facts:
        return None
    return {
        "toptier_agency": {"name": facts.get("toptier"), "code": facts.get("toptier_code")},
        "subtier_agency": {"name": facts.get("name"), "code": facts.get("code")},
        "office_agency_name": facts.get("office"),
    }


def transaction(award: Award, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": facts["id"],
        "type": _type(award),
        "type_description": TYPES[_type(award)],
        "action_date": facts.get("date"),
        "action_type": facts.get("code"),
        "modification_number": facts.get("number"),
        "description": facts.get("description"),
        "federal_action_obligation": _dollars(facts.get("amount")),
        "face_value_loan_guarantee": 0.0,
        "original_loan_subsidy_cost": 0.0,
    }


def _obligated(award: Award) -> str | None:
    if "obligated" in award:
        given: str | None = award["obligated"]
        return given
    amounts = {row["id"]: Decimal(row.get("amount") or 0) for row in award.get("transactions") or []}
    return str(sum(amounts.values(), Decimal(0)))


def _dollars(amount: str | None) -> float | None:
    """The API stores and writes floats."""
    return None if amount is None else float(amount)


def _type(award: Award) -> str:
    given: str | None = award.get("type")
    return given or ("IDV_B" if award["id"].startswith("CONT_IDV_") else "C")


def number(award: Award) -> str:
    given: str | None = award.get("number")
    return given or str(award["id"]).split("_")[2]


def _internal_id(award: Award) -> int:
    return zlib.crc32(award["id"].encode())


def _last_action(award: Award) -> str | None:
    dates = [row["date"] for row in award.get("transactions") or [] if row.get("date")]
    return max(dates, default=None)


def _classification(award: Award, scheme: str) -> dict[str, str | None] | None:
    given = award.get(scheme)
    return {"code": given[0], "description": given[1]} if given else None


def in_order(rows: Iterable[dict[str, Any]], field: str, order: str) -> list[dict[str, Any]]:
    """Rows by one field; nulls come last either way, and ties keep the order they came in."""
    given = list(rows)
    present = [one for one in given if one[field] is not None]
    absent = [one for one in given if one[field] is None]
    return sorted(present, key=lambda one: one[field], reverse=order == "desc") + absent
