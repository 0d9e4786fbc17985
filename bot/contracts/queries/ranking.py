"""Ranking of changes, for headlines and the order in digests. Pure."""

from collections.abc import Iterable
from datetime import date as Date
from decimal import Decimal

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


_FOUND = frozenset(
    {
        ChangeKind.NEW_VEHICLE,
        ChangeKind.NEW_CONTRACT,
        ChangeKind.NEW_ORDER,
        ChangeKind.NEW_ORDER_UNDER_VEHICLE,
        ChangeKind.NEW_NOTICE,
        ChangeKind.NEW_ARTICLE,
    }
)

# Days from a record's own date to the first read that finds it, from which it is a late find. These sources
# regularly publish contracts weeks after their date; the others date what they publish.
LATE_DAYS = {"usaspending": 120, "decp": 120, "ocds": 60}
USUAL_LATE_DAYS = 14


def is_late_find(change: Change, source: str, signed: Date | None, read_on: Date) -> bool:
    """True if a record comes so long after its own date that it is not new today, as after a gap."""
    if change.kind not in _FOUND or signed is None:
        return False
    return (read_on - signed).days >= LATE_DAYS.get(source, USUAL_LATE_DAYS)


def weight(kind: ChangeKind, amount: Decimal | None) -> tuple[int, Decimal]:
    """Return the sort key of changes, highest ranking first: by kind, then by amount."""
    return _TIER[kind], -abs(amount or Decimal(0))


def weightiest_first(changes: Iterable[Change]) -> list[Change]:
    """Sort changes in the order of announcement."""
    return sorted(changes, key=lambda change: weight(change.kind, change.amount))
