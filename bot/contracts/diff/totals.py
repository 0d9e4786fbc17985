"""Changes of a contract's total that its actions do not explain. Pure.

A source may store totals and actions separately, and publish one before the other. So if actions have
amounts, a total that moves without an action is held until a second read (``is_ahead``): the action that
explains it may come with the next answer, and the same money would be announced twice.
"""

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from bot.contracts.diff.action_matching import by_id
from bot.contracts.model import Change, ChangeKind, Kind, Record


def total_change(old: Record, new: Record, told: Collection[str]) -> Change | None:
    """Return the change of a total that no action explains, in one currency; both records aligned.

    ``told`` are the ids by which actions were known before. If actions have no amounts (amendments in OCDS),
    a total that moves with a new one means that money was added or removed; without a new action, or for a
    notice, which is published once, another value is a correction. If the new total is the sum of the listed
    actions with their known amounts, actions were left out and came back: that change is stored, but is no
    news.
    """
    if not _is_unexplained(old, new, told) or old.obligated is None or new.obligated is None:
        return None
    amended = any(action_id not in told for action_id in by_id(new.actions))
    if amended and not _carry_amounts(old, new) and new.kind is not Kind.NOTICE:
        moved = new.obligated - old.obligated
        kind = ChangeKind.MONEY_ADDED if moved > 0 else ChangeKind.MONEY_REMOVED
        return Change(kind=kind, amount=moved)
    news = not _adds_up(old, new)
    return Change(kind=ChangeKind.CORRECTED, old=old.obligated, new=new.obligated, news=news)


def with_totals(record: Record, old: Record, new: Record) -> Record:
    """Return a merged record with the totals known after reading ``new``.

    If rows alone bring money, they move a total that they do not show, which is then unknown.
    """
    if not new.whole and _is_overtaken(old, new):
        return replace(record, obligated=new.obligated, exercised=new.exercised)
    return record


def is_ahead(old: Record, new: Record) -> bool:
    """True if a total that moved may be explained by an action that the source is yet to publish; both
    records aligned."""
    return _carry_amounts(old, new) and not _adds_up(old, new)


def _is_unexplained(old: Record, new: Record, told: Collection[str]) -> bool:
    """True if a total moved, and neither an action that is new or has another amount explains it, nor the sum
    of those known from rows only."""
    if old.obligated is None or new.obligated is None or old.obligated == new.obligated:
        return False
    if _is_overtaken(old, new):
        return False
    listed = by_id(new.actions)
    since = [action.amount or 0 for action_id, action in listed.items() if action_id not in told]
    return old.obligated + sum(since) != new.obligated


def _is_overtaken(old: Record, new: Record) -> bool:
    """True if an action has money that the old total did not include, or another amount than before."""
    known = by_id(old.actions)
    for action_id, action in by_id(new.actions).items():
        before = known[action_id].amount if action_id in known else Decimal(0)
        if action.amount is not None and before is not None and action.amount != before:
            return True
    return False


def _carry_amounts(old: Record, new: Record) -> bool:
    return any(action.amount is not None for action in (*old.actions, *new.actions))


def _adds_up(old: Record, new: Record) -> bool:
    before = by_id(old.actions)
    amounts = [before.get(action_id, action).amount for action_id, action in by_id(new.actions).items()]
    known = [amount for amount in amounts if amount is not None]
    return len(known) == len(amounts) and sum(known, Decimal(0)) == new.obligated
