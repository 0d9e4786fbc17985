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
    vanished = [a for a in before.values() if a.action_id not in listed and a.action_id not in found]
    fresh = [a for a in listed.values() if a.action_id not in taken]
    for action in vanished:
        own = _renumbered(action, fresh, in_part=in_part)
        if own is not None:
            found[action.action_id] = own.action_id
            fresh.remove(own)
    return {action_id: own for action_id, own in found.items() if action_id != own}


def _renumbered(action: Action, fresh: Iterable[Action], *, in_part: bool) -> Action | None:
    """Return the listed action that is a known one with or without letters: "1" and "P00001"."""
    same = [one for one in fresh if _is_lettered_otherwise(action.number, one.number)]
    alike = [one for one in same if _money(one) == _money(action)]
    return next(iter(alike if in_part else alike or same), None)


def _is_lettered_otherwise(number: str, other: str) -> bool:
    one, two = plain_number(number), plain_number(other)
    return one != two and (one.isdigit() or two.isdigit()) and one.lstrip("p") == two.lstrip("p")


def _under(actions: Iterable[Action], ids: Mapping[str, str]) -> tuple[Action, ...]:
    return tuple(replace(a, action_id=ids.get(a.action_id, a.action_id)) for a in actions)


def _by_known_ids(old: Record, listed: Mapping[str, Action]) -> tuple[Action, ...]:
    """Return rows with the known ids of their actions, new ones with an unused id."""
    said = [action for action in listed.values() if not is_guessed(action)]
    settled = {action.action_id for action in said}
    known = [action for action in by_id(old.actions).values() if action.action_id not in settled]
    known_by_number = _by_number(known)
    taken = settled | {action.action_id for action in known}
    found = list(said)
    for number, rows in _by_number(action for action in listed.values() if is_guessed(action)).items():
        same_number = known_by_number.get(number) or _lettered_otherwise(rows, known)
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


def _lettered_otherwise(rows: Iterable[Action], known: Iterable[Action]) -> list[Action]:
    """Return the known actions that rows of an unknown number show without their letters."""
    said = {(row.number, *_money(row)) for row in rows}
    return [
        one
        for one in known
        if any(_is_lettered_otherwise(number, one.number) and _money(one) == tuple(m) for number, *m in said)
    ]


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
    left = []
    for one in these:
        other = next((other for other in those if says(other) == says(one)), None)
        if other is None:
            left.append(one)
        else:
            pairs.append((one, other))
            those = [each for each in those if each is not other]
    return left, those


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
