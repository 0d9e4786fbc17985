"""Differences that may come from how a source publishes, and not from a contract. Pure.

A *shift* is a value that moved without an action that explains it: a corrected amount or day, a total, a
ceiling, an end, a supplier, a status. A single one is a change of its contract; if the same happens to much
of what a watch reads at once, the source has changed its format (``mass``). So shifts are held back
(``without``) until the read is over, and those of a mass until another read confirms them. A new action and
its effects are never shifts.

A *restyling* (``find_restylings``) changes nothing that is announced: other ids, other padding of numbers,
other words. It is applied at once, and only counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import timedelta
from decimal import Decimal

from bot.contracts.diff.action_matching import GUESSED, align_actions, by_id, renamed_ids
from bot.contracts.diff.changes import find_changes, is_ahead
from bot.contracts.model import NO_CURRENCY, Action, Change, ChangeKind, Party, Record, Status

MIN_MASS = 10  # contracts; or, in a watch with few, modifications of several contracts
MIN_SEVERAL = 3
DAY = timedelta(days=1)  # by which nothing is extended
MASS_SHARE = 5  # and one in so many of the contracts watched

AMOUNT, DATE, TOTAL, CEILING, END = "amount", "date", "total", "ceiling", "end"
SUPPLIER, STATUS = "supplier", "status"
CENTS = "cents"  # the sort of rounding

Value = Decimal | Date | Party | Status

_CEILINGS = (ChangeKind.CEILING_RAISED, ChangeKind.CEILING_LOWERED)
_OVER = (ChangeKind.TERMINATED, ChangeKind.CANCELLED, ChangeKind.CLOSED_OUT)
_ENDS = (ChangeKind.EXTENDED, ChangeKind.SHORTENED)


@dataclass(frozen=True, slots=True)
class Shift:
    """One value that moved; ``action_id``, as in the new record, for a value of an action.

    ``amended``: new actions came with it, none of which alone can have moved it. ``ahead``: a total whose
    action may be published later. ``along``: for a total, the amount that it moved with, which decides its
    outcome.
    """

    field: str
    old: Value
    new: Value
    action_id: str | None = None
    amended: bool = False
    ahead: bool = False
    along: "Shift | None" = None

    @property
    def sort(self) -> str:
        """The group in which shifts are counted: a source that drops cents, or counts days from one, does so
        everywhere."""
        if self.along is not None:
            return self.along.sort
        if self.is_rounding:
            return CENTS
        if isinstance(self.old, Date) and isinstance(self.new, Date):
            return f"days {(self.new - self.old).days}"
        if isinstance(self.old, Decimal):
            if self.ahead:
                return TOTAL
            return "zero" if self.new == 0 else "money"
        return self.field

    @property
    def must_stand(self) -> bool:
        """True if even a single shift needs confirmation by a second read: 0 in place of a value, as in
        faults, and a ceiling or total without an action that explains it."""
        if self.along is not None:
            return self.along.must_stand
        if self.is_rounding:
            return False
        return (
            self.ahead
            or (self.field in (CEILING, TOTAL) and not self.amended)
            or (self.new == 0 and isinstance(self.new, Decimal))
        )

    @property
    def is_rounding(self) -> bool:
        """True if only the cents were added or dropped: that is never news."""
        if not isinstance(self.old, Decimal) or not isinstance(self.new, Decimal):
            return False
        whole = [value for value in (self.old, self.new) if value == value.to_integral_value()]
        return len(whole) == 1 and abs(self.old - self.new) < 1

    @property
    def tells_when_it_stands(self) -> bool:
        """True if it is news even in a mass: another company or status is not a way of publishing."""
        if isinstance(self.old, Party) and isinstance(self.new, Party):
            return any(self.old.ids[one] != self.new.ids[one] for one in self.old.ids.keys() & self.new.ids)
        return self.field == STATUS


def is_mass(contracts: float, watched: int, actions: float = 0) -> bool:
    """True if this many shifts of the watched contracts come from the source.

    In a watch with few contracts, half are enough, with at least ``MIN_MASS`` modifications in all. Those of
    one or two contracts are never a mass: all modifications of a contract may be corrected at once.
    """
    if contracts >= MIN_MASS:
        return contracts * MASS_SHARE >= watched
    return contracts >= MIN_SEVERAL and 2 * contracts >= watched and actions >= MIN_MASS


def shifts(old: Record, new: Record) -> tuple[Shift, ...]:
    """Return the values of ``new`` that moved from the known ones without an action that explains them."""
    if NO_CURRENCY not in (old.currency, new.currency) and old.currency != new.currency:
        return ()
    known, listed = align_actions(old, new)
    fresh = _fresh_amounts(known, listed)
    ahead = is_ahead(known, listed)
    found = [
        replace(shift, amended=bool(fresh), ahead=ahead and shift.field == TOTAL)
        for change in find_changes(old, new)
        for shift in _of_change(change, known, new)
    ]
    amounts = [shift for shift in found if shift.field == AMOUNT]
    total, was = new.obligated, known.obligated
    alone = any(shift.field == TOTAL for shift in found) or (any(fresh) and total)
    if amounts and not alone and total is not None and was is not None and total != was:
        along = next((shift for shift in amounts if shift.sort == "money"), amounts[0])
        found.append(Shift(TOTAL, was, total, along=along))  # the sum of the amounts moved, too
    return tuple(found)


def _of_change(change: Change, old: Record, new: Record) -> Iterable[Shift]:
    kind, action_id = change.kind, change.action_id
    if not change.news:
        return
    if kind is ChangeKind.CORRECTED:
        if isinstance(change.old, Decimal) and isinstance(change.new, Decimal):
            yield Shift(AMOUNT if action_id else TOTAL, change.old, change.new, action_id)
        if change.old_date is not None and change.new_date is not None:
            yield Shift(DATE, change.old_date, change.new_date, action_id)
    elif kind in _CEILINGS and isinstance(change.old, Decimal) and isinstance(change.new, Decimal):
        ceiling = Shift(CEILING, change.old, change.new)
        if action_id is None or not change.new or ceiling.is_rounding:
            yield ceiling
    elif kind in _ENDS and isinstance(change.old, Date) and isinstance(change.new, Date):
        if action_id is None or abs(change.new - change.old) <= DAY:
            yield Shift(END, change.old, change.new)
    elif action_id is not None:
        return
    elif kind is ChangeKind.SUPPLIER_CHANGED:
        yield Shift(SUPPLIER, old.supplier, new.supplier)
    elif kind in _OVER and old.status is not None and new.status is not None:
        yield Shift(STATUS, old.status, new.status)


def without(old: Record, new: Record, found: Sequence[Shift]) -> Record:
    """Return ``new`` with the values of ``found`` reset to the old ones.

    If all amounts turned to 0, so did that of a new action: it is left out until its amount is known, unless
    something else moved with it.
    """
    if not found:
        return new
    known, listed = align_actions(old, new)
    actions = _with_values(listed.actions, {(one.field, one.action_id): one.old for one in found})
    before = by_id(known.actions)
    if _is_zeroed(found, known, listed) and not _moved_with_an_action(known, new, found):
        actions = [action for action in actions if action.action_id in before or action.amount]
    values = {
        "obligated" if shift.field == TOTAL else shift.field: shift.old
        for shift in found
        if shift.field not in (AMOUNT, DATE)
    }
    if any(shift.field == TOTAL and shift.must_stand for shift in found) and known.obligated is not None:
        values["obligated"] = known.obligated + sum(_fresh_amounts(known, listed), Decimal(0))
    if any(shift.must_stand for shift in found):
        values |= {
            name: v for name in ("exercised", "paid", "ordered") if (v := _not_zeroed(known, new, name))
        }
    return replace(new, actions=tuple(actions), **values)  # type: ignore[arg-type]


def apply_shifts(record: Record, found: Iterable[Shift]) -> tuple[Record, Record]:
    """Return the known state, ready for comparison, and the same with the shifted values."""
    held = {(shift.field, shift.action_id): shift.new for shift in found}
    values: dict[str, Value | None] = {"obligated": held.get((TOTAL, None))}
    values |= {field: value for (field, _), value in held.items() if field not in (AMOUNT, DATE, TOTAL)}
    actions = tuple(_with_values(record.actions, held))
    moved = replace(record, actions=actions, whole=True, **values)  # type: ignore[arg-type]
    return replace(record, whole=True), moved


def find_restylings(old: Record, new: Record, kept: Record) -> Mapping[str, tuple[str, str, int]]:
    """Return the restylings of a contract by sort: an example (old, new), and the number of actions affected.
    ``kept`` is the state known now."""
    known, listed = align_actions(old, new)
    before = by_id(known.actions)
    both = [(before[a.action_id], a) for a in by_id(listed.actions).values() if a.action_id in before]
    of_contract = {
        "id": (old.source_id, kept.source_id),
        "vehicle": (old.parent_source_id, kept.parent_source_id),
        "name": (old.supplier.name, kept.supplier.name),
        "buyer": (old.buyer.name, kept.buyer.name),
        "title-text": (old.title, kept.title),
    }
    of_actions: dict[str, list[tuple[str | None, str | None]]] = {
        "action-id": [(a, b) for a, b in sorted(renamed_ids(old, new).items()) if not a.endswith(GUESSED)],
        "number": [(was.number, now.number) for was, now in both],
        "description": [(was.description, now.description) for was, now in both],
    }
    found: dict[str, tuple[str, str, int]] = {}
    for sort, (was, now) in of_contract.items():
        if was and now and was != now:
            found[sort] = was, now, 0
    for sort, pairs in of_actions.items():
        others = [(one, other) for one, other in pairs if one and other and one != other]
        if others:
            found[sort] = *others[0], len(others)
    return found


def _with_values(actions: Iterable[Action], values: Mapping[tuple[str, str | None], Value]) -> list[Action]:
    def with_its(action: Action) -> Action:
        amount, day = values.get((AMOUNT, action.action_id)), values.get((DATE, action.action_id))
        return replace(
            action,
            amount=amount if isinstance(amount, Decimal) else action.amount,
            date=day if isinstance(day, Date) else action.date,
        )

    return [with_its(action) for action in actions]


def _fresh_amounts(known: Record, listed: Record) -> list[Decimal]:
    before = by_id(known.actions)
    return [a.amount or Decimal(0) for a in by_id(listed.actions).values() if a.action_id not in before]


def _is_zeroed(found: Iterable[Shift], known: Record, listed: Record) -> bool:
    """True if every amount in an answer is 0, and was not before."""
    if not any(shift.field == AMOUNT and shift.must_stand for shift in found):
        return False
    return not any(action.amount for action in listed.actions)


def _moved_with_an_action(known: Record, new: Record, found: Iterable[Shift]) -> bool:
    """True if the end moved with an action that explains it."""
    end = new.end is not None and known.end is not None and new.end != known.end
    return end and not any(shift.field == END for shift in found)


def _not_zeroed(known: Record, new: Record, name: str) -> Decimal | None:
    was, now = getattr(known, name), getattr(new, name)
    return was if was and now == 0 else None
