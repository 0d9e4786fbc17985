"""Subcontracts: folding repeated reports, matching two lists, and doubts about an amount. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.contracts.model import Subcontract

_NOT_WORD = re.compile(r"\W+")
_MIN_NUMBER_LENGTH = 5  # digits from which a number equals an amount hardly by chance


class Doubt(StrEnum):
    """Reason why a reported amount is implausible; each has a sentence ``subcontract-doubt-<value>``."""

    OWN_NUMBER = "own-number"  # the subcontract's own number was typed as its amount
    ABOVE_CEILING = "above-ceiling"  # more than the contract may ever reach
    ABOVE_CONTRACT = "above-contract"  # more than the contract itself has committed so far


def doubt(
    subcontract: Subcontract, *, committed: Decimal | None = None, ceiling: Decimal | None = None
) -> Doubt | None:
    """Return why the amount is implausible, ``None`` if nothing speaks against it.

    ``committed`` and ``ceiling`` are those of the contract, in the same currency; ``None``: unknown.
    """
    amount = subcontract.amount
    if amount is None or amount <= 0:
        return None
    digits = _NOT_WORD.sub("", subcontract.number).lstrip("0")
    if len(digits) >= _MIN_NUMBER_LENGTH and digits == f"{amount:.0f}":
        return Doubt.OWN_NUMBER
    if ceiling is not None and 0 < ceiling < amount:
        return Doubt.ABOVE_CEILING
    if committed is not None and committed > 0 and amount > committed:
        return Doubt.ABOVE_CONTRACT
    return None


def folded(reports: Iterable[Subcontract]) -> tuple[Subcontract, ...]:
    """Return each subcontract once, with the amounts of all its reports, the latest date first.

    Holders report all their subcontracts again each month, and the source repeats some of these reports. A
    subcontract is identified by number, subcontractor and date; of another name for the same identifier, the
    last report counts.
    """
    found: dict[tuple[str, str, date | None], Subcontract] = {}
    amounts: dict[tuple[str, str, date | None], list[Decimal | None]] = {}
    for one in reports:
        found[one.key] = one
        amounts.setdefault(one.key, []).extend(one.amounts)
    once = (replace(one, amounts=tuple(sorted(amounts[key], key=_ascending))) for key, one in found.items())
    return tuple(sorted(once, key=_latest_first))


def matched(
    known: Sequence[Subcontract], listed: Sequence[Subcontract]
) -> tuple[dict[int, int], list[int], list[int]]:
    """Match two lists of subcontracts of one contract: return the positions of pairs (listed by known), those
    of ``known`` alone and those of ``listed`` alone.

    Sources replace a name by the company's current one, on old reports too: of what is left over, one with
    the same number and date is the same subcontract if only one can be meant.
    """
    by_key = {one.key: place for place, one in enumerate(listed)}
    pairs: dict[int, int] = {}
    for place, one in enumerate(known):
        other = by_key.get(one.key)
        if other is not None:
            pairs[place] = other
    taken = set(pairs.values())
    gone = [place for place in range(len(known)) if place not in pairs]
    fresh = [place for place in range(len(listed)) if place not in taken]
    alike = _by_number_and_date(listed, fresh)
    for number_and_date, rivals in _by_number_and_date(known, gone).items():
        found = alike.get(number_and_date, [])
        if len(found) == 1 and len(rivals) == 1:
            pairs[rivals[0]] = found[0]
    taken = set(pairs.values())
    return (
        pairs,
        [place for place in gone if place not in pairs],
        [place for place in fresh if place not in taken],
    )


def _by_number_and_date(
    subcontracts: Sequence[Subcontract], places: Iterable[int]
) -> dict[tuple[str, date | None], list[int]]:
    found: dict[tuple[str, date | None], list[int]] = {}
    for place in places:
        one = subcontracts[place]
        found.setdefault((one.number, one.date), []).append(place)
    return found


def _ascending(amount: Decimal | None) -> tuple[bool, Decimal]:
    return amount is not None, amount or Decimal(0)


def _latest_first(one: Subcontract) -> tuple[int, str, str]:
    return -(one.date or date.min).toordinal(), *one.key[:2]
