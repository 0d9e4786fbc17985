"""Action matching: pairs the actions in an answer with the known ones. Pure.

The *natural key* of an action within its contract is its number: ids are internal to the source, and a source
that is refilled from another system gives all its actions new ids at once. So if not all known ids of a
number are listed, actions are matched by content first, and by id second. Numbers with different padding
("P00001", "P1", "1") are equal.

A row of a search has the number of an action, but not which of several with this number it is: its id is
guessed, and ends in ``GUESSED``. Such a row is matched by content. As soon as a whole history is read,
guessed ids are replaced by the real ones.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date as Date
from decimal import Decimal
from typing import Any

from bot.contracts.model import Action, Record

GUESSED = "?"
"""Suffix of a guessed id: the source did not say which action of its number it is."""

_PADDING = re.compile(r"(?<!\d)0+(?=\d)")


def plain_number(number: str) -> str:
    """Return an action's number without case, spaces and leading zeros: "P00001" and "p1" are equal."""
    return _PADDING.sub("", "".join(number.casefold().split()))


def is_guessed(action: Action) -> bool:
    return action.action_id.endswith(GUESSED)


def by_id(actions: Iterable[Action]) -> dict[str, Action]:
    """Return actions by id, oldest first; of two that share an id always the same one, whatever their
    order."""
    return {action.action_id: action for action in sorted(actions, key=in_order)}


def in_order(action: Action) -> tuple[Date, str, str, bool, Decimal, str, str]:
    """Sort key of actions: by date, then by everything else, so that the order is deterministic."""
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


def align_actions(old: Record, new: Record) -> tuple[Record, Record]:
    """Return both records with one id for each action.

    A row that may be new, or a correction of one of several fully known actions, is removed from ``new``: the
    next whole history decides.
    """
    if not new.whole and any(map(is_guessed, new.actions)):
        return old, replace(new, actions=_by_known_ids(old, by_id(new.actions)))
    own = renamed_ids(old, new)
    return (replace(old, actions=_under(old.actions, own)) if own else old), new


def renamed_ids(old: Record, new: Record) -> dict[str, str]:
    """Return the new ids of known actions in ``new``, by their known ids, where they differ."""
    if not new.whole and any(map(is_guessed, new.actions)):
        return {}
    return own_ids(old.actions, new.actions, in_part=not new.whole)


def told_ids(old: Record, new: Record) -> set[str]:
    """Return the ids, as in ``new``, of the actions that were known under real ids: a row with a guessed id
    did not show the action's effects."""
    own = renamed_ids(old, new)
    return {
        own.get(a.action_id, a.action_id) for a in old.actions if a.action_id not in own or not is_guessed(a)
    }


def own_ids(known: Iterable[Action], history: Iterable[Action], *, in_part: bool = False) -> dict[str, str]:
    """Return the ids under which a history lists known actions, by their known ids, where they differ.

    Each known action is matched to the listed one of its number with the same content, or with its id, or
    else to one of those that are left. ``in_part``: the history may be incomplete, so nothing is concluded
    from what is left.
    """
    listed, before = by_id(history), by_id(known)
    if before.keys() <= listed.keys():
        return {}
    listed_by_number = _by_number(listed.values())
    found: dict[str, str] = {}
    for number, group in _by_number(before.values()).items():
        if all(action.action_id in listed for action in group):
            continue
        pairs, left, others = _pairs(group, listed_by_number.get(number, []), _SAYS_AND_ID)
        if in_part:
            pairs = [(one, other) for one, other in pairs if None not in _money(other)]
        elif number:
            pairs += zip(left, others, strict=False)
        found |= {action.action_id: own.action_id for action, own in pairs}
    taken = {*found.values(), *(action_id for action_id in before if action_id not in found)}
    fresh = _FreshActions((a for a in listed.values() if a.action_id not in taken), in_part=in_part)
    for action in before.values():
        if action.action_id not in listed and action.action_id not in found:
            own = fresh.take(action)
            if own is not None:
                found[action.action_id] = own.action_id
    return {action_id: own for action_id, own in found.items() if action_id != own}


class _FreshActions:
    """Listed actions that no known one was matched to, to be found by a number with or without letters: "1"
    and "P00001"."""

    def __init__(self, actions: Iterable[Action], *, in_part: bool) -> None:
        self._in_part = in_part
        self._by_number: dict[Any, deque[Action]] = {}
        self._by_money: dict[Any, deque[Action]] = {}
        self._taken: set[str] = set()
        for action in actions:
            key = _letters(action)
            self._by_number.setdefault(key, deque()).append(action)
            self._by_money.setdefault((key, _money(action)), deque()).append(action)

    def take(self, action: Action) -> Action | None:
        """Return the action that a known one is, and remove it: one with the same money, or else, if the
        history is complete, the first."""
        stem, is_plain = _letters(action)
        key = stem, not is_plain
        own = self._first(self._by_money.get((key, _money(action))))
        if own is None and not self._in_part:
            own = self._first(self._by_number.get(key))
        if own is not None:
            self._taken.add(own.action_id)
        return own

    def _first(self, actions: deque[Action] | None) -> Action | None:
        while actions and actions[0].action_id in self._taken:
            actions.popleft()
        return actions[0] if actions else None


def _letters(action: Action) -> tuple[str, bool]:
    """Return the number of an action without its letters, and whether it has none."""
    plain = plain_number(action.number)
    return plain.lstrip("p"), plain.isdigit()


def _under(actions: Iterable[Action], ids: Mapping[str, str]) -> tuple[Action, ...]:
    return tuple(replace(a, action_id=ids.get(a.action_id, a.action_id)) for a in actions)


def _by_known_ids(old: Record, listed: Mapping[str, Action]) -> tuple[Action, ...]:
    """Return rows with the known ids of their actions, new ones with an unused id."""
    said = [action for action in listed.values() if not is_guessed(action)]
    settled = {action.action_id for action in said}
    known = [action for action in by_id(old.actions).values() if action.action_id not in settled]
    known_by_number = _by_number(known)
    known_by_money: dict[Any, list[Action]] = {}
    for action in known:
        known_by_money.setdefault((*_letters(action), *_money(action)), []).append(action)
    taken = settled | {action.action_id for action in known}
    found = list(said)
    for number, rows in _by_number(action for action in listed.values() if is_guessed(action)).items():
        same_number = known_by_number.get(number) or _lettered_otherwise(rows, known_by_money)
        pairs, rows_left, known_left = _pairs(rows, same_number, _SAYS)
        if rows_left and _are_corrected(rows_left, known_left, old.whole and len(same_number)):
            pairs += zip(rows_left, known_left, strict=True)
            rows_left = []
        elif known_left and old.whole:
            rows_left = []
        found += (replace(row, action_id=one.action_id) for row, one in pairs)
        for row in rows_left:
            free = row.action_id
            while free in taken:
                free += GUESSED
            taken.add(free)
            found.append(replace(row, action_id=free))
    return tuple(found)


def _lettered_otherwise(rows: Iterable[Action], known: Mapping[Any, list[Action]]) -> list[Action]:
    """Return the known actions, by ``_letters`` and money, that rows of an unknown number show without their
    letters, or with them."""
    said = {(stem, not is_plain, *_money(row)) for row in rows for stem, is_plain in [_letters(row)]}
    return sorted((one for key in said for one in known.get(key, ())), key=in_order)


def _are_corrected(rows: list[Action], known: list[Action], in_full: int) -> bool:
    """True if rows with other content are corrections of the unmatched known actions of their number.

    If these are known ``in_full``, only a single one of its number can be. If they are known from rows alone,
    only those with the same description: a search finds an action by its words, so others are found by
    another search.
    """
    if len(rows) != len(known):
        return False
    if in_full:
        return in_full == 1
    return all(row.description == one.description for row, one in zip(rows, known, strict=True))


Says = Callable[[Action], Any]


def _pairs(
    these: Iterable[Action], those: Iterable[Action], ways: Iterable[Says]
) -> tuple[list[tuple[Action, Action]], list[Action], list[Action]]:
    """Pair the actions of both with equal content, by each of ``ways`` in turn; return the pairs and the rest
    of both, in order."""
    pairs: list[tuple[Action, Action]] = []
    left, others = list(these), list(those)
    for says in ways:
        left, others = _paired(left, others, says, pairs)
    return pairs, left, others


def _paired(
    these: list[Action], those: list[Action], says: Says, pairs: list[tuple[Action, Action]]
) -> tuple[list[Action], list[Action]]:
    waiting: dict[Any, deque[Action]] = {}
    for other in those:
        waiting.setdefault(says(other), deque()).append(other)
    left, paired = [], set[int]()
    for one in these:
        alike = waiting.get(says(one))
        if alike:
            pairs.append((one, alike.popleft()))
            paired.add(id(pairs[-1][1]))
        else:
            left.append(one)
    return left, [other for other in those if id(other) not in paired]


def _everything(action: Action) -> tuple[Any, ...]:
    return action.date, action.amount, action.code, action.description


def _money(action: Action) -> tuple[Any, ...]:
    return action.date, action.amount


def _id_and_money(action: Action) -> tuple[Any, ...]:
    return action.action_id, *_money(action)


def _id(action: Action) -> str:
    return action.action_id


_SAYS: tuple[Says, ...] = (_everything, _money)
_SAYS_AND_ID: tuple[Says, ...] = (_id_and_money, *_SAYS, _id)


def _by_number(actions: Iterable[Action]) -> dict[str, list[Action]]:
    found: dict[str, list[Action]] = {}
    for action in actions:
        found.setdefault(plain_number(action.number), []).append(action)
    return found
