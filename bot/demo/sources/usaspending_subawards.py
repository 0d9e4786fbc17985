"""Subawards of the USAspending stand-in.

An award's ``subawards`` are ``{"number", "name", "uei", "date", "amount", "description"}``, amounts as text;
an ``id`` may be given, or follows from the place. The API repeats what a prime contractor reports again: a
report given twice is answered twice.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.demo.sources.usaspending_checks import (
    Award,
    RejectedRequest,
    any_of,
    award_matches,
    in_periods,
    number,
)

SORTS = {"id", "subaward_number", "description", "action_date", "amount", "recipient_name"}
FIELDS = {
    "Sub-Award ID": "number",
    "Sub-Awardee Name": "name",
    "Sub-Recipient UEI": "uei",
    "Sub-Award Date": "date",
    "Sub-Award Amount": "amount",
    "Sub-Award Description": "description",
}


def listed(awards: Sequence[Award], asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of one award, sorted with the id as tie-break; those of all awards without an id."""
    sort = asked.get("sort", "subaward_number")
    if sort not in SORTS:
        raise RejectedRequest(422, {"detail": f"Field 'sort' is outside valid values {sorted(SORTS)}"})
    rows = [
        {
            "id": one.get("id", 1000 + place),
            "subaward_number": one.get("number"),
            "description": one.get("description"),
            "action_date": one.get("date"),
            "amount": _dollars(one.get("amount")),
            "recipient_name": one.get("name"),
        }
        for place, (award, one) in enumerate(_all(awards))
        if asked.get("award_id") in (None, award["id"])
    ]
    rows.sort(key=lambda row: row["id"])
    return sorted(rows, key=lambda row: str(row[sort] or ""), reverse=asked.get("order", "desc") == "desc")


def found(
    awards: Sequence[Award], filters: Mapping[str, Any], fields: Sequence[str], turn: int
) -> list[dict[str, Any]]:
    """Return the rows of a search for subawards, whose text is the subcontractor's. Equal values of one award
    are in another order at every ``turn``."""
    rest = {key: value for key, value in filters.items() if key not in {"recipient_search_text", "keywords"}}
    rows = [
        _row(award, one, fields)
        for award, one in _all(awards)
        if award_matches(award, rest)
        and in_periods(one.get("date"), filters)
        and any_of(_is_named(one, text) for text in filters.get("recipient_search_text", []))
        and any_of(_mentions(one, text) for text in filters.get("keywords", []))
    ]
    random.Random(turn).shuffle(rows)  # noqa: S311 - not a secret, only a random order
    return rows


def _all(awards: Sequence[Award]) -> Iterator[tuple[Award, Mapping[str, Any]]]:
    for award in awards:
        for one in award.get("subawards") or []:
            yield award, one


def _row(award: Award, one: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    supplier, awarding = award.get("supplier") or {}, award.get("awarding") or {}
    known = {
        **{field: one.get(key) for field, key in FIELDS.items()},
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


def _is_named(one: Mapping[str, Any], text: str) -> bool:
    wanted = text.upper()
    return wanted in (one.get("name") or "").upper() or (one.get("uei") or "").startswith(wanted)


def _mentions(one: Mapping[str, Any], text: str) -> bool:
    return any(text.upper() in (one.get(key) or "").upper() for key in ("name", "number", "description"))


def _dollars(amount: str | None) -> float | None:
    return None if amount is None else float(amount)
