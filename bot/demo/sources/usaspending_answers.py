"""Answers of the USAspending stand-in about an award. See ``usaspending`` for the keys of one.

An award's ``subawards`` are ``{"number", "name", "uei", "date", "amount", "description"}``, amounts as text;
an ``id`` may be given, or follows from the place. The API repeats what a prime contractor reports again: a
report given twice is answered twice.
"""

import random
import uuid
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.demo.sources.usaspending_checks import (
    TYPES,
    Award,
    RejectedRequest,
    any_of,
    award_matches,
    in_periods,
    number,
    type_of,
)

MAX_DESCRIPTION_LENGTH = 250  # characters that the public record keeps

ROW_FIELDS = {
    "Action Date",
    "Action Type",
    "Award ID",
    "Award Type",
    "Awarding Agency",
    "Awarding Sub Agency",
    "Funding Agency",
    "Funding Sub Agency",
    "Last Date to Order",
    "Mod",
    "Recipient Name",
    "Recipient UEI",
    "Transaction Amount",
    "Transaction Description",
    "naics_code",
    "product_or_service_code",
}
CHILD_SORTS = {
    "award_type",
    "description",
    "last_date_to_order",
    "obligated_amount",
    "period_of_performance_current_end_date",
    "period_of_performance_start_date",
    "piid",
}


def row(award: Award, fields: Iterable[str]) -> dict[str, Any]:
    """Return a search row; a field that the API does not know is null, not an error."""
    supplier = award.get("supplier") or {}
    awarding = award.get("awarding") or {}
    funding = award.get("funding") or {}
    vehicle = type_of(award).startswith("IDV")
    known = {
        "Award ID": number(award),
        "Recipient Name": supplier.get("name"),
        "Recipient UEI": supplier.get("uei"),
        "Start Date": award.get("start"),
        "End Date": None if vehicle else award.get("end"),
        "Last Date to Order": award.get("end") if vehicle else None,
        "Award Amount": _dollars(_obligated(award)),
        "Total Outlays": _dollars(award.get("paid")),
        "Contract Award Type": TYPES[type_of(award)],
        "Description": _cut(award.get("title")),
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
    vehicle = type_of(award).startswith("IDV")
    parent = award.get("parent")
    pay: list[dict[str, Any]] = [{"name": None, "amount": None}] * 5
    potential_end = None if vehicle else award.get("potential_end")
    return {
        "id": _internal_id(award),
        "generated_unique_award_id": award["id"],
        "piid": number(award),
        "category": "idv" if vehicle else "contract",
        "type": type_of(award),
        "type_description": TYPES[type_of(award)],
        "description": _cut(award.get("title")),
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
            "solicitation_identifier": award.get("solicitation"),
        },
        "funding_agency": _agency(award.get("funding")),
        "awarding_agency": _agency(award.get("awarding")),
        "period_of_performance": {
            "start_date": award.get("start"),
            "end_date": award.get("end"),
            "last_modified_date": _last_action(award),
            "potential_end_date": potential_end,
        },
        "recipient": {
            "recipient_name": supplier.get("name"),
            "recipient_uei": supplier.get("uei"),
            "parent_recipient_name": supplier.get("parent"),
            "parent_recipient_uei": supplier.get("parent_uei"),
        },
        "executive_details": {"officers": pay},
        "total_outlay": _dollars(award.get("paid")),
        "psc_hierarchy": {"toptier_code": {}},
        "naics_hierarchy": {},
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
        "type": type_of(award),
        "type_description": TYPES[type_of(award)],
        "action_date": facts.get("date"),
        "action_type": facts.get("code"),
        "modification_number": facts.get("number"),
        "description": _cut(facts.get("description")),
        "federal_action_obligation": _dollars(facts.get("amount")),
        "face_value_loan_guarantee": 0.0,
        "original_loan_subsidy_cost": 0.0,
    }


def transaction_row(award: Award, facts: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """Return a row of the search for transactions. Its ids are those of the award, the same for all its
    rows."""
    supplier = award.get("supplier") or {}
    awarding = award.get("awarding") or {}
    funding = award.get("funding") or {}
    vehicle = type_of(award).startswith("IDV")
    known = {
        "Action Date": facts.get("date"),
        "Action Type": facts.get("code"),
        "Award ID": number(award),
        "Award Type": TYPES[type_of(award)],
        "Awarding Agency": awarding.get("toptier"),
        "Awarding Sub Agency": awarding.get("name"),
        "Funding Agency": funding.get("toptier"),
        "Funding Sub Agency": funding.get("name"),
        "Last Date to Order": award.get("end") if vehicle else None,
        "Mod": facts.get("number"),
        "Recipient Name": supplier.get("name"),
        "Recipient UEI": supplier.get("uei"),
        "Transaction Amount": _dollars(facts.get("amount")),
        "Transaction Description": _cut(facts.get("description")),
        "naics_code": (award.get("naics") or (None,))[0],
        "product_or_service_code": (award.get("psc") or (None,))[0],
    }
    asked = {field: known[field] for field in fields}
    return {**asked, "generated_internal_id": award["id"], "internal_id": _internal_id(award)}


def child(award: Award) -> dict[str, Any]:
    """Return a row of the orders under a vehicle: it has the departments, and no supplier."""
    vehicle = type_of(award).startswith("IDV")
    return {
        "award_id": _internal_id(award),
        "award_type": TYPES[type_of(award)],
        "description": _cut(award.get("title")),
        "funding_agency": (award.get("funding") or {}).get("toptier"),
        "awarding_agency": (award.get("awarding") or {}).get("toptier"),
        "generated_unique_award_id": award["id"],
        "last_date_to_order": award.get("end") if vehicle else None,
        "obligated_amount": _dollars(_obligated(award)),
        "period_of_performance_current_end_date": award.get("end"),
        "period_of_performance_start_date": award.get("start"),
        "piid": number(award),
    }


def amounts(award: Award, orders: Sequence[Award]) -> dict[str, Any]:
    """Return the totals of a vehicle's orders; null if the data here lack a part of one."""
    obligated = [_obligated(order) for order in orders]
    ceilings = [order.get("ceiling") for order in orders]
    return {
        "award_id": _internal_id(award),
        "generated_unique_award_id": award["id"],
        "child_idv_count": 0,
        "child_award_count": len(orders) if None not in obligated else None,
        "child_award_total_obligation": _total(obligated),
        "child_award_base_and_all_options_value": _total(ceilings),
        "grandchild_award_count": 0,
        "grandchild_award_total_obligation": 0.0,
    }


def recipients(awards: Iterable[Award]) -> list[dict[str, Any]]:
    """Return the recipient entries: a company may be listed as neither (R), as parent (P) and as child (C);
    they are in the order R, P, C."""
    found: dict[str, dict[str, Any]] = {}
    for award in awards:
        supplier = award.get("supplier") or {}
        parent = {"name": supplier.get("parent"), "uei": supplier.get("parent_uei")}
        levels = [("R", supplier), *([("C", supplier), ("P", parent)] if parent["name"] else [])]
        for level, party in levels:
            if name := party.get("name"):
                key = f"{_hash(name, party.get('uei'))}-{level}"
                found[key] = {
                    "id": key,
                    "duns": None,
                    "uei": party.get("uei"),
                    "name": name,
                    "recipient_level": level,
                    "amount": 0.0,
                }
    return [found[key] for key in sorted(found, key=lambda key: ("RPC".index(key[-1]), key))]


def profile(recipient_id: str, awards: Iterable[Award]) -> dict[str, Any] | None:
    """Return the profile of a company; as a child, with its parent."""
    awards = list(awards)
    for one in recipients(awards):
        if one["id"] != recipient_id:
            continue
        parents = [
            {"parent_id": None, "parent_duns": None, "parent_uei": uei, "parent_name": name}
            for name, uei in dict.fromkeys(
                (supplier["parent"], supplier.get("parent_uei"))
                for supplier in (award.get("supplier") or {} for award in awards)
                if (supplier.get("name"), supplier.get("uei")) == (one["name"], one["uei"])
                and supplier.get("parent")
            )
        ]
        shown = parents if one["recipient_level"] == "C" else []
        return {
            "name": one["name"],
            "alternate_names": [],
            "duns": None,
            "uei": one["uei"],
            "recipient_id": recipient_id,
            "recipient_level": one["recipient_level"],
            "parents": shown,
            "location": _place(one, awards),
        }
    return None


def _place(recipient: Mapping[str, Any], awards: Iterable[Award]) -> dict[str, str | None]:
    """Return the place of a company, of which the data here know the country and the city at most."""
    for supplier in (award.get("supplier") or {} for award in awards):
        for prefix, name in (("", "name"), ("parent_", "parent")):
            named = supplier.get(name), supplier.get(f"{prefix}uei")
            if named == (recipient["name"], recipient["uei"]):
                country, city = supplier.get(f"{prefix}country"), supplier.get(f"{prefix}city")
                return {"country_code": country, "city_name": city}
    return {"country_code": None, "city_name": None}


def children(uei: str, awards: Iterable[Award]) -> list[dict[str, Any]]:
    """Return the companies whose parent has a UEI; none if it is no parent."""
    suppliers = [award.get("supplier") or {} for award in awards]
    found = {
        (one["name"], one.get("uei")): {
            "recipient_id": f"{_hash(one['name'], one.get('uei'))}-C",
            "name": one["name"],
            "duns": None,
            "uei": one.get("uei"),
            "amount": 0.0,
        }
        for one in suppliers
        if one.get("name") and one.get("parent_uei") == uei
    }
    return list(found.values())


def _hash(name: str, uei: str | None) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{name} {uei}"))


def _total(values: Iterable[str | None]) -> float | None:
    given = list(values)
    if None in given:
        return None
    return float(sum((Decimal(value) for value in given if value is not None), Decimal(0)))


def _cut(described: str | None) -> str | None:
    return described[:MAX_DESCRIPTION_LENGTH] if described else described


def _obligated(award: Award) -> str | None:
    if "obligated" in award:
        given: str | None = award["obligated"]
        return given
    amounts = {row["id"]: Decimal(row.get("amount") or 0) for row in award.get("transactions") or []}
    return str(sum(amounts.values(), Decimal(0)))


def _dollars(amount: str | None) -> float | None:
    """Return an amount as a float, as the API does."""
    return None if amount is None else float(amount)


def _internal_id(award: Award) -> int:
    return zlib.crc32(award["id"].encode())


def _last_action(award: Award) -> str | None:
    dates = [row["date"] for row in award.get("transactions") or [] if row.get("date")]
    return max(dates, default=None)


def _classification(award: Award, scheme: str) -> dict[str, str | None] | None:
    given = award.get(scheme)
    return {"code": given[0], "description": given[1]} if given else None


def in_order(rows: Iterable[dict[str, Any]], field: str, order: str) -> list[dict[str, Any]]:
    """Sort rows by one field; nulls come last in both orders, and the sort is stable."""
    given = list(rows)
    present = [one for one in given if one[field] is not None]
    absent = [one for one in given if one[field] is None]
    return sorted(present, key=lambda one: one[field], reverse=order == "desc") + absent


SUBAWARD_SORTS = {"id", "subaward_number", "description", "action_date", "amount", "recipient_name"}
SUBAWARD_FIELDS = {
    "Sub-Award ID": "number",
    "Sub-Awardee Name": "name",
    "Sub-Recipient UEI": "uei",
    "Sub-Award Date": "date",
    "Sub-Award Amount": "amount",
    "Sub-Award Description": "description",
}


def list_subawards(awards: Sequence[Award], asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of one award, sorted with the id as tie-break; those of all awards without an id."""
    sort = asked.get("sort", "subaward_number")
    if sort not in SUBAWARD_SORTS:
        raise RejectedRequest(
            422, {"detail": f"Field 'sort' is outside valid values {sorted(SUBAWARD_SORTS)}"}
        )
    rows = [
        {
            "id": one.get("id", 1000 + place),
            "subaward_number": one.get("number"),
            "description": one.get("description"),
            "action_date": one.get("date"),
            "amount": _dollars(one.get("amount")),
            "recipient_name": one.get("name"),
        }
        for place, (award, one) in enumerate(_all_subawards(awards))
        if asked.get("award_id") in (None, award["id"])
    ]
    rows.sort(key=lambda row: row["id"])
    return sorted(rows, key=lambda row: str(row[sort] or ""), reverse=asked.get("order", "desc") == "desc")


def search_subawards(
    awards: Sequence[Award], filters: Mapping[str, Any], fields: Sequence[str], turn: int
) -> list[dict[str, Any]]:
    """Return the rows of a search for subawards, whose text is the subcontractor's. Equal values of one award
    are in another order at every ``turn``."""
    rest = {key: value for key, value in filters.items() if key not in {"recipient_search_text", "keywords"}}
    rows = [
        _subaward_row(award, one, fields)
        for award, one in _all_subawards(awards)
        if award_matches(award, rest)
        and in_periods(one.get("date"), filters)
        and any_of(_subaward_is_named(one, text) for text in filters.get("recipient_search_text", []))
        and any_of(_subaward_mentions(one, text) for text in filters.get("keywords", []))
    ]
    random.Random(turn).shuffle(rows)  # noqa: S311 - not a secret, only a random order
    return rows


def _all_subawards(awards: Sequence[Award]) -> Iterator[tuple[Award, Mapping[str, Any]]]:
    for award in awards:
        for one in award.get("subawards") or []:
            yield award, one


def _subaward_row(award: Award, one: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    supplier, awarding = award.get("supplier") or {}, award.get("awarding") or {}
    known = {
        **{field: one.get(key) for field, key in SUBAWARD_FIELDS.items()},
        "Sub-Award Amount": _dollars(one.get("amount")),
        "Sub-Award Type": "sub-contract",
        "Prime Award ID": number(award),
        "Prime Recipient Name": supplier.get("name"),
        "Prime Award Recipient UEI": supplier.get("uei"),
        "Awarding Agency": awarding.get("toptier"),
        "Awarding Sub Agency": awarding.get("name"),
    }
    return {
        "internal_id": None,
        "prime_award_internal_id": None,
        **{field: known.get(field) for field in fields},
        "prime_award_generated_internal_id": award["id"],
    }


def _subaward_is_named(one: Mapping[str, Any], text: str) -> bool:
    wanted = text.upper()
    return wanted in (one.get("name") or "").upper() or (one.get("uei") or "").startswith(wanted)


def _subaward_mentions(one: Mapping[str, Any], text: str) -> bool:
    return any(text.upper() in (one.get(key) or "").upper() for key in ("name", "number", "description"))
