"""What is different between what was known of a contract and what a source shows now. Pure.

``None`` is "the source does not say": a value that appears or goes away is learnt or forgotten, which is
no change of the contract. ``merged`` therefore keeps the last value that was known, so that one that
comes back is not taken for a new one. What an answer leaves out is never taken for deleted either.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as Date
from decimal import Decimal
from typing import TypeVar

from bot.contracts.model import Action, Change, ChangeKind, Kind, Party, Record

NEW_KINDS = {
    Kind.VEHICLE: ChangeKind.NEW_VEHICLE,
    Kind.ORDER: ChangeKind.NEW_ORDER,
    Kind.CONTRACT: ChangeKind.NEW_CONTRACT,
}

T = TypeVar("T")

# Reason codes as USAspending gives them in ``action_type``.
ADDITIONAL_WORK = "A"
OWNERSHIP = frozenset("JPV")  # novation, merger, change of name
TERMINATION = frozenset("EFNX")  # for default, for convenience, legal cancellation, for cause
NO_NEW_TERMS = frozenset("CKW")  # funding only, close-out, address: they move neither a date nor a ceiling


def changes(old: Record | None, new: Record) -> tuple[Change, ...]:
    """The differences of ``new`` from ``old``, which holds everything known before (see ``merged``).

    Neither the order of the actions nor their repetition matters. The result is empty when nothing of
    interest differs, although other columns may.
    """
    if old is None:
        return (newcomer(new),)
    before, listed = _by_id(old.actions), _by_id(new.actions)
    fresh = [action for action_id, action in listed.items() if action_id not in before]
    replaced = _is_other(old.supplier, new.supplier)
    one_currency = old.currency == new.currency

    of_actions = [_of_new_action(action, supplier_replaced=replaced) for action in fresh]
    for action_id, action in listed.items():
        if action_id in before:
            of_actions += _correction(before[action_id], action, amounts=one_currency)
    of_terms = _of_terms(old, new, fresh)
    if replaced:
        of_terms.append(_of_supplier(old.supplier, new.supplier, fresh))
    if not one_currency:
        of_terms.append(Change(kind=ChangeKind.CORRECTED, old=_with_currency(old), new=_with_currency(new)))
    elif not of_actions:
        of_terms += _of_total(old, new)
    return (*of_actions, *of_terms)


def newcomer(record: Record) -> Change:
    """The change by which a contract enters: its amount is what is obligated on it so far."""
    return Change(kind=NEW_KINDS[record.kind], amount=record.obligated)


def merged(old: Record | None, new: Record) -> Record:
    """What is known after reading ``new``: its values, and the old ones where it says nothing.

    Amounts are not carried into another currency. Actions are in order of date, each once.
    """
    if old is None:
        return replace(new, actions=tuple(_by_id(new.actions).values()))
    same_supplier = not _is_other(old.supplier, new.supplier)
    kept = (
        old
        if old.currency == new.currency
        else replace(
            old,
            obligated=None,
            exercised=None,
            ceiling=None,
            paid=None,
            actions=_without_amounts(old.actions),
        )
    )
    return replace(
        new,
        title=old.title if new.title in ("", new.number) and old.title else new.title,
        buyer=_merged_party(old.buyer, new.buyer) if new.buyer.name in ("", old.buyer.name) else new.buyer,
        buyer_unit=_known(new.buyer_unit, old.buyer_unit),
        funder=_known(new.funder, old.funder),
        supplier=_merged_party(old.supplier, new.supplier) if same_supplier else new.supplier,
        parent_source_id=_known(new.parent_source_id, old.parent_source_id),
        parent_number=_known(new.parent_number, old.parent_number),
        obligated=_known(new.obligated, kept.obligated),
        exercised=_known(new.exercised, kept.exercised),
        ceiling=_known(new.ceiling, kept.ceiling),
        paid=_known(new.paid, kept.paid),
        signed=_known(new.signed, old.signed),
        start=_known(new.start, old.start),
        end=_known(new.end, old.end),
        potential_end=_known(new.potential_end, old.potential_end),
        codes={**old.codes, **new.codes},
        actions=_merged_actions(kept.actions, new.actions),
    )


def _of_new_action(action: Action, *, supplier_replaced: bool) -> Change:
    kind, amount, news = ChangeKind.ACTION, None, False
    if action.code in TERMINATION:  # with or without money, the end is what matters
        kind, amount, news = ChangeKind.TERMINATED, action.amount or None, True
    elif action.amount:
        kind = ChangeKind.MONEY_ADDED if action.amount > 0 else ChangeKind.MONEY_REMOVED
        amount, news = action.amount, True
    elif action.code == ADDITIONAL_WORK:
        kind, news = ChangeKind.SCOPE_CHANGED, True
    elif action.code in OWNERSHIP:
        news = not supplier_replaced  # else SUPPLIER_CHANGED says it better
    return _with_action(Change(kind=kind, amount=amount, news=news), action)


def _correction(known: Action, listed: Action, *, amounts: bool) -> list[Change]:
    amount = amounts and _differ(known.amount, listed.amount)
    date = _differ(known.date, listed.date)
    if not amount and not date:
        return []
    change = Change(
        kind=ChangeKind.CORRECTED,
        old=known.amount if amount else None,
        new=listed.amount if amount else None,
        old_date=known.date if date else None,
        new_date=listed.date if date else None,
    )
    return [_with_action(change, replace(listed, date=_known(listed.date, known.date)))]


def _of_terms(old: Record, new: Record, fresh: list[Action]) -> list[Change]:
    """The ceiling and the end, with the action that moved them where only one can have."""
    found: list[Change] = []
    if old.currency == new.currency and old.ceiling is not None and new.ceiling is not None:
        if new.ceiling > old.ceiling:
            found.append(Change(kind=ChangeKind.CEILING_RAISED, old=old.ceiling, new=new.ceiling))
        elif new.ceiling < old.ceiling:
            found.append(Change(kind=ChangeKind.CEILING_LOWERED, old=old.ceiling, new=new.ceiling))
    if old.end is not None and new.end is not None and old.end != new.end:
        kind = ChangeKind.EXTENDED if new.end > old.end else ChangeKind.SHORTENED
        found.append(Change(kind=kind, old=old.end, new=new.end))
    able = fresh if len(fresh) == 1 else [action for action in fresh if action.code not in NO_NEW_TERMS]
    return [_with_action(change, able[0]) for change in found] if len(able) == 1 else found


def _of_supplier(old: Party, new: Party, fresh: list[Action]) -> Change:
    names = (old.name, new.name)
    if not (old.name and new.name) or _plain(old.name) == _plain(new.name):  # an identifier tells them apart
        names = (_with_ids(old), _with_ids(new))
    change = Change(kind=ChangeKind.SUPPLIER_CHANGED, old=names[0], new=names[1])
    able = [action for action in fresh if action.code in OWNERSHIP]
    return _with_action(change, able[0]) if len(able) == 1 else change


def _of_total(old: Record, new: Record) -> list[Change]:
    """A total that moved although no action did.

    When it is the sum of what the source lists, all of it known before with these amounts, then actions
    were left out and came back: that is kept, but nothing is concluded from it.
    """
    if not _differ(old.obligated, new.obligated):
        return []
    before, listed = _by_id(old.actions), _by_id(new.actions)
    known = all(before[action_id].amount is not None for action_id in listed)
    summed = sum((before[action_id].amount or Decimal(0) for action_id in listed), Decimal(0))
    news = not (known and summed == new.obligated)
    return [Change(kind=ChangeKind.CORRECTED, old=old.obligated, new=new.obligated, news=news)]


def _with_action(change: Change, action: Action) -> Change:
    return replace(
        change,
        action_id=action.action_id,
        number=action.number or None,
        code=action.code,
        description=action.description,
        date=action.date,
    )


def _by_id(actions: Iterable[Action]) -> dict[str, Action]:
    """Actions by id, oldest first; of two that share an id the same one whatever their order."""
    return {action.action_id: action for action in sorted(actions, key=_order)}


def _order(action: Action) -> tuple[Date, str, str, bool, Decimal, str, str]:
    amount = action.amount
    return (
        action.date or Date.min,
        action.number,
        action.action_id,
        amount is not None,
        amount or Decimal(0),
        action.code or "",
        action.description or "",
    )


def _merged_actions(old: Iterable[Action], new: Iterable[Action]) -> tuple[Action, ...]:
    known = _by_id(old)
    for action_id, action in _by_id(new).items():
        before = known.get(action_id, action)
        known[action_id] = replace(
            action,
            number=action.number or before.number,
            date=_known(action.date, before.date),
            code=_known(action.code, before.code),
            description=_known(action.description, before.description),
            amount=_known(action.amount, before.amount),
        )
    return tuple(sorted(known.values(), key=_order))


def _without_amounts(actions: Iterable[Action]) -> tuple[Action, ...]:
    return tuple(replace(action, amount=None) for action in actions)


def _merged_party(old: Party, new: Party) -> Party:
    """One party as two answers describe it."""
    return Party(
        name=new.name or old.name,
        ids={**old.ids, **new.ids},
        parent=_known(new.parent, old.parent),
    )


def _is_other(old: Party, new: Party) -> bool:
    """Whether a party was replaced or renamed; "GLOCK, INC." and "Glock Inc" are the same."""
    if any(old.ids[scheme] != new.ids[scheme] for scheme in old.ids.keys() & new.ids.keys()):
        return True
    return bool(old.name and new.name) and _plain(old.name) != _plain(new.name)


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _with_ids(party: Party) -> str:
    return f"{party.name} ({', '.join(party.ids[scheme] for scheme in sorted(party.ids))})".strip()


def _with_currency(record: Record) -> str:
    return record.currency if record.obligated is None else f"{record.obligated:.2f} {record.currency}"


def _differ(old: object | None, new: object | None) -> bool:
    return old is not None and new is not None and old != new


def _known(new: T | None, old: T | None) -> T | None:
    return old if new is None else new
