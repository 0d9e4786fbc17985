"""Diff: the changes between the known state of a contract and a new record, and those by date alone, of a
contract that ends soon or has ended without extension. Pure.

``None`` means "the source does not say": a value that appears or disappears is learnt or forgotten, which is
no change of the contract. ``merge_record`` therefore keeps the last known value, so that one that comes back
does not look new. A value that an answer leaves out is never treated as deleted either.

A source may store totals and actions separately, and publish one before the other. So if actions have
amounts, a total that moves without an action is held until a second read (``is_ahead``): the action that
explains it may come with the next answer, and the same money would be announced twice.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeVar

from bot.common.text import plain_name
from bot.contracts.diff.action_matching import align_actions, by_id, in_order, plain_number, told_ids
from bot.contracts.diff.parties import is_other, merged_buyer, merged_supplier, with_ids
from bot.contracts.diff.text import line_changes
from bot.contracts.model import (
    MOVED_TO,
    NO_CURRENCY,
    Action,
    Change,
    ChangeKind,
    Code,
    Kind,
    Party,
    Record,
    Status,
)

NEW_KINDS = {
    Kind.VEHICLE: ChangeKind.NEW_VEHICLE,
    Kind.ORDER: ChangeKind.NEW_ORDER,
    Kind.CONTRACT: ChangeKind.NEW_CONTRACT,
    Kind.NOTICE: ChangeKind.NEW_NOTICE,
    Kind.ARTICLE: ChangeKind.NEW_ARTICLE,
    Kind.PAGE: ChangeKind.NEW_PAGE,
}

T = TypeVar("T")

# Reason codes in USAspending's ``action_type``. A code takes precedence; the description of an action is
# never interpreted.
_USASPENDING = {
    "E": ChangeKind.TERMINATED,  # for default
    "F": ChangeKind.TERMINATED,  # for convenience
    "X": ChangeKind.TERMINATED,  # for cause
    "N": ChangeKind.CANCELLED,
    "K": ChangeKind.CLOSED_OUT,
    "G": ChangeKind.OPTION_EXERCISED,
    "J": ChangeKind.NOVATED,
    "P": ChangeKind.SUPPLIER_MERGED,
    "V": ChangeKind.SUPPLIER_RENAMED,
}
ADDITIONAL_WORK = "A"
OWNERSHIP = frozenset("JPV")
NO_NEW_TERMS = frozenset("CKW")  # funding only, close-out, address: they move neither a date nor a ceiling
BASE_AWARD = "0"

OF_STATUS = {
    Status.TERMINATED: ChangeKind.TERMINATED,
    Status.CANCELLED: ChangeKind.CANCELLED,
    Status.CLOSED: ChangeKind.CLOSED_OUT,
    Status.REMOVED: ChangeKind.PAGE_REMOVED,
    Status.MOVED: ChangeKind.PAGE_MOVED,
}
NOT_THERE = frozenset({Status.REMOVED, Status.MOVED})


_AMOUNTS = ("obligated", "exercised", "ceiling", "paid", "ordered")
_KEPT = (
    *_AMOUNTS,
    *("buyer_unit", "funder", "parent_source_id", "parent_number", "orders", "status", "text"),
    *("signed", "start", "end", "potential_end"),
)
"""Fields of a record whose known value stays if the source does not say."""


def find_changes(
    old: Record | None,
    new: Record,
    *,
    vehicle_watched: bool = False,
    read_on: Date | None = None,
) -> tuple[Change, ...]:
    """Return the differences of ``new`` from ``old``, all that was known before (see ``merge_record``).

    Neither the order of the actions nor their repetition matters. The result is empty if nothing of interest
    differs, although other columns may. ``vehicle_watched``: true if the vehicle of an order is itself
    watched, and not only known. ``read_on``: the day of the last complete read before this one: when actions
    are read in full for the first time, older ones are history.
    """
    if old is None:
        return entering_changes(new, vehicle_watched=vehicle_watched)
    told = told_ids(old, new)
    old, new = align_actions(old, new)
    before, listed = by_id(old.actions), by_id(new.actions)
    fresh = [action for action_id, action in listed.items() if action_id not in before]
    # An action known from rows only: its effects on the contract are read for the first time now.
    since = [action for action_id, action in listed.items() if action_id not in told]
    one_currency = _is_one_currency(old, new)

    of_actions = [_of_new_action(new.source, action) for action in fresh]
    if new.whole and not old.whole:
        of_actions = _without_history(of_actions, old, read_on)
    of_terms = _of_terms(old, new, since)
    moved = {change.action_id for change in of_terms}
    of_actions = [_unless_idle(change) if change.action_id in moved else change for change in of_actions]
    if is_other(old.supplier, new.supplier) and _knows_parties(old, new):
        of_actions, of_terms = _with_supplier(old.supplier, new.supplier, of_actions, of_terms, since)
    for action_id, action in listed.items():
        if action_id in before:
            of_actions += _correction(before[action_id], action, amounts=one_currency)
    if not one_currency:
        of_terms.append(Change(kind=ChangeKind.CORRECTED, old=_with_currency(old), new=_with_currency(new)))
    elif (total := _total_change(old, new, told)) is not None:
        with_one = len(since) == 1 and total.kind is not ChangeKind.CORRECTED
        of_terms.append(_with_action(total, since[0]) if with_one else total)
        if with_one:
            of_actions = [_unless_idle(change) for change in of_actions]
    found = [*of_actions, *of_terms, *_of_status(old, new), *_of_text(old, new)]
    return tuple(_in_currency(change, new.currency) for change in found)


def entering_change(record: Record, *, vehicle_watched: bool = False) -> Change:
    """Return the change by which a contract enters; its amount is the obligated total so far."""
    kind = NEW_KINDS[record.kind]
    if kind is ChangeKind.NEW_ORDER and vehicle_watched:
        kind = ChangeKind.NEW_ORDER_UNDER_VEHICLE
    amount = record.obligated
    if amount is None and not record.whole:
        known = [action.amount for action in by_id(record.actions).values() if action.amount is not None]
        amount = sum(known, Decimal(0)) if known else None
    return _in_currency(Change(kind=kind, amount=amount), record.currency)


def entering_changes(record: Record, *, vehicle_watched: bool = False) -> tuple[Change, ...]:
    """Return the changes by which a contract enters.

    A contract of which only some actions were read, without the base award, is not itself new: only these
    actions are. (The order that made the news in 2026 had an earlier sibling that came as the eleventh
    modification of an order for something else.)
    """
    based = any(plain_number(action.number) == BASE_AWARD for action in record.actions)
    if record.whole or based or not record.actions:
        return (entering_change(record, vehicle_watched=vehicle_watched),)
    actions = by_id(record.actions).values()
    return tuple(_in_currency(_of_new_action(record.source, action), record.currency) for action in actions)


def merge_record(old: Record | None, new: Record) -> Record:
    """Merge a record into the known state: the new values, and the old ones where ``new`` has none.

    Amounts are not carried over into another currency, nor if they are now of shares. Actions are sorted by
    date, each once.
    """
    if old is None:
        return replace(new, actions=tuple(by_id(new.actions).values()))
    old, new = align_actions(old, new)
    parties = _knows_parties(old, new)
    kept = old if _is_one_currency(old, new) and not new.in_shares else _without_money(old)
    values: dict[str, Any] = {name: _known(getattr(new, name), getattr(kept, name)) for name in _KEPT}
    record = replace(
        new,
        **values,
        # An order stays an order even if its vehicle is left out.
        kind=old.kind if new.parent_source_id is None and old.parent_source_id is not None else new.kind,
        title=old.title if old.title and (new.title in ("", new.number) or not new.whole) else new.title,
        buyer=merged_buyer(old.buyer, new.buyer) if parties else old.buyer,
        supplier=merged_supplier(old.supplier, new.supplier) if parties else old.supplier,
        currency=old.currency if new.currency == NO_CURRENCY else new.currency,
        codes={
            **old.codes,
            **{scheme: _merged_code(old, scheme, code) for scheme, code in new.codes.items()},
        },
        identifiers=old.identifiers | new.identifiers,
        whole=old.whole or new.whole,
        said_at=new.said_at or old.said_at,
        actions=_merged_actions(kept.actions, new.actions),
    )
    return _with_totals(record, kept, new)


def kind_by_code(source: str, code: str | None) -> ChangeKind | None:
    """Return the kind that a source's reason code stands for, ``None`` if the amount decides."""
    return _USASPENDING.get(code or "") if source == "usaspending" else None


def _of_new_action(source: str, action: Action) -> Change:
    """Classify an action by its code, or else by its amount; one with neither is without effect."""
    kind, amount = kind_by_code(source, action.code), action.amount or None
    if kind is None and amount:
        kind = ChangeKind.MONEY_ADDED if amount > 0 else ChangeKind.MONEY_REMOVED
    elif kind is None and action.code == ADDITIONAL_WORK:
        kind = ChangeKind.SCOPE_CHANGED
    return _with_action(Change(kind=kind or ChangeKind.ACTION, amount=amount), action)


def _unless_idle(change: Change) -> Change:
    """Return the change of an action, as no news if its effect is told by another one."""
    return replace(change, news=False) if change.kind is ChangeKind.ACTION else change


def _without_history(found: list[Change], old: Record, read_on: Date | None) -> list[Change]:
    """Mark old actions as no news when actions are read in full for the first time: those not newer than the
    known ones, or older than the last read, existed before."""
    newest = _newest(old.actions)
    return [
        change
        if newest is not None
        and change.date is not None
        and change.date > newest
        and (read_on is None or change.date >= read_on)
        else replace(change, news=False)
        for change in found
    ]


def _with_supplier(
    old: Party, new: Party, of_actions: list[Change], of_terms: list[Change], since: list[Action]
) -> tuple[list[Change], list[Change]]:
    """Add a change of supplier: to the one action whose code explains it, or as a change of its own."""
    names = (old.name, new.name)
    # Only an identifier tells them apart.
    if not (old.name and new.name) or plain_name(old.name) == plain_name(new.name):
        names = (with_ids(old), with_ids(new))
    able = [change for change in of_actions if change.code in OWNERSHIP]
    if len(able) != 1:
        change = Change(kind=ChangeKind.SUPPLIER_CHANGED, old=names[0], new=names[1])
        explained = [action for action in since if action.code in OWNERSHIP]
        if not able and len(explained) == 1:
            change = _with_action(change, explained[0])
        return of_actions, [*of_terms, change]
    named = replace(able[0], old=names[0], new=names[1], news=True)
    return [named if change is able[0] else change for change in of_actions], of_terms


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


def _of_terms(old: Record, new: Record, since: list[Action]) -> list[Change]:
    """Return changes of the ceiling and the end, with the action that moved them if only one can have.

    ``since``: the actions that are new, or were known from rows only.
    """
    found: list[Change] = []
    if _is_one_currency(old, new) and old.ceiling is not None and new.ceiling is not None:
        if new.ceiling > old.ceiling:
            found.append(Change(kind=ChangeKind.CEILING_RAISED, old=old.ceiling, new=new.ceiling))
        elif new.ceiling < old.ceiling:
            found.append(Change(kind=ChangeKind.CEILING_LOWERED, old=old.ceiling, new=new.ceiling))
    if old.end is not None and new.end is not None and old.end != new.end:
        kind = ChangeKind.EXTENDED if new.end > old.end else ChangeKind.SHORTENED
        found.append(Change(kind=kind, old=old.end, new=new.end))
    able = since if len(since) == 1 else [action for action in since if action.code not in NO_NEW_TERMS]
    return [_with_action(change, able[0]) for change in found] if len(able) == 1 else found


def _total_change(old: Record, new: Record, told: Collection[str]) -> Change | None:
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


def _with_totals(record: Record, old: Record, new: Record) -> Record:
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


def _of_status(old: Record, new: Record) -> list[Change]:
    """Return changes of the source's own status; a status that appears for the first time is no change."""
    if old.status is None or new.status is None or old.status is new.status:
        return []
    if old.status in NOT_THERE and new.status not in NOT_THERE:
        return [Change(kind=ChangeKind.RETURNED)]
    if new.status is Status.ACTIVE:
        amount = new.obligated if old.obligated is None else None  # a pending one commits none
        return [Change(kind=ChangeKind.IN_FORCE, old=old.status.value, amount=amount)]
    kind = OF_STATUS.get(new.status)
    to = new.codes.get(MOVED_TO) if new.status is Status.MOVED else None
    return [] if kind is None else [Change(kind=kind, new=to.code if to else None)]


def _of_text(old: Record, new: Record) -> list[Change]:
    """Return removed and added lines. Edits of notices and articles are stored, but are no news."""
    if old.text is None or new.text is None:
        return []
    went, came = line_changes(old.text, new.text)
    if not went and not came:
        return []
    page = new.kind is Kind.PAGE
    return [
        Change(
            kind=ChangeKind.PAGE_CHANGED if page else ChangeKind.TEXT_CHANGED,
            old="\n".join(went) or None,
            new="\n".join(came) or None,
            news=page,
        )
    ]


def _with_action(change: Change, action: Action) -> Change:
    return replace(
        change,
        action_id=action.action_id,
        number=action.number or None,
        code=action.code,
        description=action.description,
        date=action.date,
    )


def _merged_actions(old: Iterable[Action], new: Iterable[Action]) -> tuple[Action, ...]:
    known = by_id(old)
    for action_id, action in by_id(new).items():
        before = known.get(action_id, action)
        known[action_id] = replace(
            action,
            number=action.number or before.number,
            date=_known(action.date, before.date),
            code=_known(action.code, before.code),
            description=_known(action.description, before.description),
            amount=_known(action.amount, before.amount),
        )
    return tuple(sorted(known.values(), key=in_order))


def _without_money(record: Record) -> Record:
    actions = tuple(replace(action, amount=None) for action in record.actions)
    nothing: dict[str, Any] = dict.fromkeys(_AMOUNTS)
    return replace(record, actions=actions, **nothing)


def _merged_code(old: Record, scheme: str, code: Code) -> Code:
    known = old.codes.get(scheme)
    return known if known is not None and known.code == code.code and not code.description else code


def _knows_parties(old: Record, new: Record) -> bool:
    """True if a record tells who the parties are now. With rows alone, the newest row found may be older than
    a change of the supplier in another row."""
    if new.whole:
        return True
    if old.whole:
        return False
    listed = by_id(new.actions)
    newest = _newest({**by_id(old.actions), **listed}.values())
    return newest is None or _newest(listed.values()) == newest


def _newest(actions: Iterable[Action]) -> Date | None:
    return max((action.date for action in actions if action.date), default=None)


def _is_one_currency(old: Record, new: Record) -> bool:
    """True if amounts can be compared; a record without money has no currency."""
    return NO_CURRENCY in (old.currency, new.currency) or old.currency == new.currency


def _in_currency(change: Change, currency: str) -> Change:
    return change if currency == NO_CURRENCY else replace(change, currency=currency)


def _with_currency(record: Record) -> str:
    return record.currency if record.obligated is None else f"{record.obligated:.2f} {record.currency}"


def _differ(old: object | None, new: object | None) -> bool:
    return old is not None and new is not None and old != new


def _known(new: T | None, old: T | None) -> T | None:
    return old if new is None else new


FAR, MONTH, WEEK, PAST = range(4)
"""Stages of an end, as stored in ``contracts.end_stage``: each is announced once for each end."""

A_MONTH, A_WEEK = timedelta(days=30), timedelta(days=7)
LATENCY = timedelta(days=7)
"""Grace period after which an end counts as lapsed: nine actions in ten are on record within six days of
their date (measured on USAspending in August 2026), including extensions on the last day."""

_TOLD_AS = {
    MONTH: ChangeKind.ENDS_WITHIN_30_DAYS,
    WEEK: ChangeKind.ENDS_WITHIN_7_DAYS,
    PAST: ChangeKind.LAPSED,
}
_OVER = frozenset({Status.TERMINATED, Status.CANCELLED, Status.CLOSED})
_ENDED_BY = frozenset({ChangeKind.TERMINATED, ChangeKind.CANCELLED, ChangeKind.CLOSED_OUT})
_WITH_AN_END = frozenset({Kind.CONTRACT, Kind.ORDER, Kind.VEHICLE})


def stage(end: Date | None, today: Date) -> int:
    """Return the stage of an end: ``FAR``, ``MONTH``, ``WEEK`` (its last day included) or ``PAST``."""
    if end is None or end - today > A_MONTH:
        return FAR
    if today - end > LATENCY:
        return PAST
    return MONTH if end - today > A_WEEK else WEEK


def deadline(record: Record, told: int, today: Date) -> Change | None:
    """Return the change to announce for a contract's end today, given the last announced stage of this end.

    ``None`` for a contract that was ended otherwise; an end is not announced as near when it is over.
    """
    now = stage(record.end, today)
    if now <= told or record.kind not in _WITH_AN_END or _is_over(record):
        return None
    if now == WEEK and record.end is not None and record.end < today:
        return None
    return Change(kind=_TOLD_AS[now], new=record.end)


def _is_over(record: Record) -> bool:
    """True if a contract was terminated, cancelled or closed out, without later actions other than removals
    of money, which return what is left over. If only a part was ended, the other parts continue."""
    if record.status in _OVER:
        return True
    ended = [a.date for a in record.actions if a.date and kind_by_code(record.source, a.code) in _ENDED_BY]
    went_on = [a.date for a in record.actions if a.date and not (a.amount is not None and a.amount < 0)]
    return bool(ended) and max(ended) >= max(went_on, default=Date.min)
