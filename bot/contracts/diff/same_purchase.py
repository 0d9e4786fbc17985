"""Rule for orders that look like one purchase, split among suppliers. Pure.

An agency can solicit once, give several suppliers a vehicle each, and order from all of them at once. No
search finds orders by their solicitation, so candidates are found by what they share: contracting office,
codes, time, and vehicles of one year, the orders' own. Each group is around one order, its seed, and never
chained: what is alike to a member need not be alike to the seed.
"""

import re
from collections.abc import Iterable

from bot.contracts.model import Record

MAX_DAYS = 31
"""Days between the signatures of the seed and of another order. The orders of the purchase of December 2025
that this rule was written from were signed over 31 days."""

_NUMBER = re.compile(r"([0-9A-Z]{6})([0-9]{2})[A-Z][0-9A-Z]{4,8}")  # office, fiscal year, instrument, serial
_OFFICE_AND_YEAR = 8  # characters
_CODES = "psc", "naics"


def can_be_split(order: Record) -> bool:
    """True if an order can be the seed or a member of a group: all that the rule compares is known, and its
    vehicle is one of its own office and fiscal year."""
    number = _NUMBER.fullmatch(order.number)
    return (
        number is not None
        and order.parent_number is not None
        and _NUMBER.fullmatch(order.parent_number) is not None
        and order.parent_number.startswith(f"{number[1]}{number[2]}D")
        and order.signed is not None
        and all(code in order.codes for code in _CODES)
        and supplier_key(order) != ""
    )


def is_alike(seed: Record, other: Record) -> bool:
    """True if ``other`` looks like a part of the purchase that ``seed`` is a part of."""
    return (
        can_be_split(seed)
        and can_be_split(other)
        and other.number[:_OFFICE_AND_YEAR] == seed.number[:_OFFICE_AND_YEAR]
        and all(other.codes[code].code == seed.codes[code].code for code in _CODES)
        and other.parent_number != seed.parent_number
        and not same_supplier(seed, other)
        and seed.signed is not None
        and other.signed is not None
        and abs((other.signed - seed.signed).days) <= MAX_DAYS
    )


def alike(seed: Record, found: Iterable[Record]) -> list[Record]:
    """Return the orders that are alike to ``seed``, each once, in the order of their ids."""
    by_id = {other.source_id: other for other in found if is_alike(seed, other)}
    return [by_id[source_id] for source_id in sorted(by_id)]


def supplier_key(order: Record) -> str:
    """Return a supplier's UEI, else its name without case and punctuation, since names are corrected."""
    return order.supplier.ids.get("uei") or _folded(order.supplier.name)


def same_supplier(one: Record, other: Record) -> bool:
    """True if two orders have one supplier, by UEI or by name: either may be corrected."""
    return supplier_key(one) == supplier_key(other) or (
        _folded(one.supplier.name) == _folded(other.supplier.name) != ""
    )


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
