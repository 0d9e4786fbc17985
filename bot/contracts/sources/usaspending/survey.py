"""What a query would match, for an organiser to judge before it is watched."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from bot.contracts.sources.protocol import SourceError, Supplier
from bot.contracts.sources.usaspending.api import Api, rows_of
from bot.contracts.sources.usaspending.parse import text
from bot.contracts.sources.values import HOST_FAULTS, bad

MOST_PARENTS = 10  # suppliers whose parent is looked up: two requests each


def suppliers_in(rows: Iterable[Mapping[str, Any]]) -> list[Supplier]:
    """The suppliers that rows name, most frequent first, each with the name it goes by most often.

    One without a UEI is known by its name.
    """
    names: dict[str, Counter[str]] = {}
    ids: dict[str, str | None] = {}
    for row in rows:
        name, uei = text(row, "Recipient Name"), text(row, "Recipient UEI")
        if name or uei:
            key = uei or f"name: {name}"
            ids[key] = uei
            names.setdefault(key, Counter())[name or str(uei)] += 1
    ordered = sorted(names, key=lambda key: (-names[key].total(), key))
    return [Supplier(name=names[key].most_common(1)[0][0], id=ids[key]) for key in ordered]


async def with_parents(api: Api, suppliers: Iterable[Supplier]) -> tuple[Supplier, ...]:
    """The same, the first of them with the group they belong to as far as the API says it.

    A parent is a help to choose by, not what is watched: where it cannot be had it is left out.
    """
    found: list[Supplier] = []
    asked = 0
    for supplier in suppliers:
        parent = None
        if supplier.id is not None and asked < MOST_PARENTS:
            asked += 1
            try:
                parent = await _parent_of(api, supplier.id)
            except SourceError as fault:
                if fault.fault in HOST_FAULTS:
                    asked = MOST_PARENTS  # the next would fare no better, and somebody waits
        found.append(Supplier(supplier.name, supplier.id, parent))
    return tuple(found)


async def _parent_of(api: Api, uei: str) -> str | None:
    """The name of a supplier's parent. The same company may be listed as parent (P), as child (C) and as
    neither (R): only as a child does it have one, which may be itself."""
    body = {
        "keyword": uei,
        "limit": 50,
        "page": 1,
        "sort": "amount",
        "order": "desc",
        "award_type": "all",
    }
    said, _ = await api.ask("POST", "recipient/", body)
    rows, _ = rows_of(said, "id")
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
