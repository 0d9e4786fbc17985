"""Ranking of changes: by kind for the headline of one contract, and by money among contracts. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.contracts.diff.news import CEILINGS
from bot.contracts.model import Change, ChangeKind

_TIERS: tuple[tuple[ChangeKind, ...], ...] = (
    (ChangeKind.NEW_VEHICLE,),
    (ChangeKind.NEW_CONTRACT, ChangeKind.NEW_ORDER, ChangeKind.NEW_ORDER_UNDER_VEHICLE),
    (ChangeKind.TERMINATED, ChangeKind.CANCELLED),
    (ChangeKind.IN_FORCE,),
    (ChangeKind.PAGE_REMOVED, ChangeKind.PAGE_MOVED),
    (ChangeKind.WITHDRAWN,),
    (ChangeKind.NOVATED,),
    (ChangeKind.SUPPLIER_CHANGED,),
    (ChangeKind.SUPPLIER_MERGED, ChangeKind.SUPPLIER_RENAMED),
    (ChangeKind.MONEY_ADDED, ChangeKind.OPTION_EXERCISED),
    (ChangeKind.MONEY_REMOVED,),
    (ChangeKind.CEILING_RAISED,),
    (ChangeKind.CEILING_LOWERED,),
    (ChangeKind.EXTENDED,),
    (ChangeKind.SHORTENED,),
    (ChangeKind.SCOPE_CHANGED,),
    (ChangeKind.LAPSED,),
    (ChangeKind.ENDS_WITHIN_7_DAYS,),
    (ChangeKind.ENDS_WITHIN_30_DAYS,),
    (ChangeKind.CLOSED_OUT,),
    (ChangeKind.PAGE_CHANGED,),
    (ChangeKind.NEW_NOTICE,),
    (ChangeKind.NEW_ARTICLE,),
    (ChangeKind.NEW_PAGE,),
    (ChangeKind.RETURNED,),
    (ChangeKind.NO_LONGER_MATCHES,),
    (ChangeKind.CORRECTED,),
    (ChangeKind.TEXT_CHANGED,),
    (ChangeKind.ALSO_LISTED,),
    (ChangeKind.ACTION,),
)
_TIER = {kind: tier for tier, kinds in enumerate(_TIERS) for kind in kinds}

# The money that these concern is all that is committed.
_OF_ALL = frozenset(
    {
        ChangeKind.TERMINATED,
        ChangeKind.CANCELLED,
        ChangeKind.WITHDRAWN,
        ChangeKind.SUPPLIER_CHANGED,
        ChangeKind.NOVATED,
    }
)
MEASURED = frozenset({ChangeKind.CORRECTED, *CEILINGS})
"""Kinds whose old and new values may be amounts."""


def weightiest_first(changes: Iterable[Change]) -> list[Change]:
    """Sort the changes of one contract in the order of announcement: by kind, then by amount."""
    return sorted(changes, key=lambda change: (_TIER[change.kind], -abs(change.amount or Decimal(0))))


def moved(change: Change) -> Decimal:
    """Return the amount by which a change moves what is committed, or by which a ceiling moves; zero if it
    moves no money."""
    if change.kind in MEASURED and isinstance(change.old, Decimal) and isinstance(change.new, Decimal):
        return change.new - change.old
    return change.amount or Decimal(0)


def money_at_stake(change: Change, committed: Decimal | None) -> Decimal:
    """Return the absolute amount that a change is about, by which contracts are compared: what it moves, or
    all that is ``committed`` if the contract ends early or gets another holder. A ceiling is no money."""
    if change.kind in CEILINGS:
        return Decimal(0)
    return abs(moved(change)) or (abs(committed or Decimal(0)) if change.kind in _OF_ALL else Decimal(0))


@dataclass(frozen=True, slots=True)
class Stake:
    """Changes of one contract, with what is committed on it."""

    changes: Sequence[Change]
    currency: str
    committed: Decimal | None

    @property
    def money(self) -> Decimal:
        """The greatest amount that is at stake."""
        return max(money_at_stake(change, self.committed) for change in self.changes)


def biggest_first(stakes: Mapping[int, Stake]) -> list[int]:
    """Return the ids of contracts in the order of the money at stake; those without any follow, by the kind
    of their changes. Amounts of two currencies are not compared: the one of most contracts comes first."""
    currencies = Counter(stake.currency for stake in stakes.values() if stake.money)

    def place(contract_id: int) -> tuple[Any, ...]:
        stake = stakes[contract_id]
        if stake.money:
            return 0, -currencies[stake.currency], stake.currency, -stake.money, contract_id
        first = weightiest_first(stake.changes)[0]
        return 1, _TIER[first.kind], -abs(moved(first)), contract_id

    return sorted(stakes, key=place)
