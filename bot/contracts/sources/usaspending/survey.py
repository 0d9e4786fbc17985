"""Suppliers for the survey of a query, which an organiser judges before it is watched."""

import contextlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.contracts.sources.protocol import HOST_FAULTS, Match, SourceError, Supplier, newest_matches
from bot.contracts.sources.usaspending.api import Api, named_rows
from bot.contracts.sources.usaspending.ids import is_vehicle
from bot.contracts.sources.usaspending.parse import CURRENCY, day, money, text
from bot.contracts.sources.usaspending.query import AWARD
from bot.contracts.sources.values import bad

MAX_PARENTS = 10  # suppliers whose parent is looked up: two requests each


def suppliers_in(rows: Iterable[Mapping[str, Any]]) -> list[Supplier]:
    """Return the suppliers in rows, most frequent first, each with its most frequent name.

    One without a UEI is identified by its name.
    """
    names: dict[str, Counter[str]] = {}
    ids: dict[str, str | None] = {}
    sums: dict[str, Decimal | None] = {}
    for row in rows:
        name, uei = text(row, "Recipient Name"), text(row, "Recipient UEI")
        if name or uei:
            key = uei or f"name: {name}"
            ids[key] = uei
            names.setdefault(key, Counter())[name or str(uei)] += 1
            if not is_vehicle(str(row[AWARD])):  # what was ordered under it is in its orders
                before, amount = sums.get(key, Decimal()), _amount(row)
                sums[key] = None if before is None or amount is None else before + amount
    ordered = sorted(names, key=lambda key: (-names[key].total(), key))
    return [
        Supplier(
            name=names[key].most_common(1)[0][0],
            id=ids[key],
            contracts=names[key].total(),
            amount=sums.get(key),
            currency=CURRENCY,
        )
        for key in ordered
    ]


def matches_in(rows: Iterable[Mapping[str, Any]]) -> tuple[Match, ...]:
    """Return the newest awards in the rows of a search for awards."""
    found = []
    for row in rows:
        with contextlib.suppress(SourceError):  # the read will report it; here a user is waiting
            found.append(
                Match(
                    number=text(row, "Award ID") or str(row[AWARD]),
                    day=day(row, "Base Obligation Date"),
                    buyer=text(row, "Awarding Sub Agency"),
                    supplier=text(row, "Recipient Name"),
                    amount=None if is_vehicle(str(row[AWARD])) else money(row, "Award Amount"),
                    currency=CURRENCY,
                )
            )
    return newest_matches(found)


def _amount(row: Mapping[str, Any]) -> Decimal | None:
    with contextlib.suppress(SourceError):
        return money(row, "Award Amount")
    return None


async def with_parents(api: Api, suppliers: Iterable[Supplier]) -> tuple[Supplier, ...]:
    """Return suppliers with their parent, looked up for the first ``MAX_PARENTS``.

    The parent only helps to choose and is not watched, so it is left out if it cannot be read.
    """
    found: list[Supplier] = []
    asked = 0
    for supplier in suppliers:
        parent = None
        if supplier.id is not None and asked < MAX_PARENTS:
            asked += 1
            try:
                parent = await _parent_of(api, supplier.id)
            except SourceError as fault:
                if fault.fault in HOST_FAULTS:
                    asked = MAX_PARENTS  # the next would fail, too, and a user is waiting
        found.append(replace(supplier, parent=parent))
    return tuple(found)


async def _parent_of(api: Api, uei: str) -> str | None:
    """Return the name of a supplier's parent. One company may be listed as parent (P), as child (C) and as
    neither (R): only the child entry has a parent, which may be the company itself."""
    body = {
        "keyword": uei,
        "limit": 50,
        "page": 1,
        "sort": "amount",
        "order": "desc",
        "award_type": "all",
    }
    said, _ = await api.ask("POST", "recipient/", body)
    rows, _ = named_rows(said, "id")
    for row in rows:
        if text(row, "uei") == uei and text(row, "recipient_level") == "C":
            profile, _ = await api.ask("GET", f"recipient/{row['id']}/")
            return _named_parent(profile, uei)
    return None


def _named_parent(profile: Mapping[str, Any], uei: str) -> str | None:
    parents = profile.get("parents") or []
    if not isinstance(parents, list) or not all(isinstance(parent, dict) for parent in parents):
        raise bad("parents", parents)
    for parent in parents:
        name = text(parent, "parent_name")
        if name and text(parent, "parent_uei") != uei:
            return name
    return None
