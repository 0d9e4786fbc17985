"""Which of several changes matters most, for headlines and for what a digest names first. Pure."""

from collections.abc import Iterable
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


def weight(kind: ChangeKind, amount: Decimal | None) -> tuple[int, Decimal]:
    """What changes are sorted by, the weightiest first: by kind, then by amount."""
    return _TIER[kind], -abs(amount or Decimal(0))


def weightiest_first(changes: Iterable[Change]) -> list[Change]:
    """Changes in the order in which they are told."""
    return sorted(changes, key=lambda change: weight(change.kind, change.amount))
