"""Which of the known actions an answer means, where it does not say so by an id. Pure.

A row of a search tells the number of an action and not which of several that share it: its id is made, and
ends in ``GUESSED``. What such a row means is decided by what it says. The ids of a whole history are the
actions' own and decide before anything else; as soon as one is read, what was guessed goes by its own id.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date as Date
from decimal import Decimal
from typing import Any

from bot.contracts.model import Action, Record

GUESSED = "?"
"""The end of an id that was made for an action whose source did not say which of its number it is."""


def is_guessed(action: Action) -> bool:
    return action.action_id.endswith(GUESSED)


def by_id(actions: Iterable[Action]) -> dict[str, Action]:
    """Actions by id, oldest first; of two that share an id the same one whatever their order."""
    return {action.action_id: action for action in sorted(actions, key=in_order)}


def in_order(action: Action) -> tuple[Date, str, str, bool, Decimal, str, str]:
    """What actions are sorted by: their dates, then whatever makes the order the same each time."""
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


def aligned(old: Record, new: Record) -> tuple[Record, Record]:
    """Both with one id for each action.

    A row of which nobody can say whether it is new or one of several that are known in full, corrected, is
    left out of ``new``: the next whole history tells.
    """
    if new.whole:
        own = own_ids(old.actions, new.actions)
        return (replace(old, actions=_renamed(old.actions, own)) if own else old), new
    if any(map(is_guessed, new.actions)):
        return old, replace(new, actions=_by_known_ids(old, by_id(new.actions)))
    return old, new


def own_ids(known: Iterable[Action], history: Iterable[Action]) -> dict[str, str]:
    """The own ids of known actions by those that were guessed for them, from a whole history.

    Each guess is the action of its number that says the same, or else one of those that are left.
    """
    guesses = [action for action in by_id(known).values() if is_guessed(action)]
    if not guesses:
        return {}
    settled = {action.action_id for action in known}
    owned = [a for a in by_id(history).values() if not is_guessed(a) and a.action_id not in settled]
    open_by_number = _by_number(owned)
    found: dict[str, str] = {}
    for number, group in _by_number(guesses).items():
        pairs, guesses_left, owned_left = _pairs(group, open_by_number.get(number, []))
        pairs += zip(guesses_left, owned_left, strict=False)
        found |= {guess.action_id: own.action_id for guess, own in pairs}
    return found


def _renamed(actions: Iterable[Action], ids: Mapping[str, str]) -> tuple[Action, ...]:
    return tuple(replace(a, action_id=ids.get(a.action_id, a.action_id)) for a in actions)


def _by_known_ids(old: Record, listed: Mapping[str, Action]) -> tuple[Action, ...]:
    """Rows with the ids under which their actions are known, new ones with an id that is free."""
    said = [action for action in listed.values() if not is_guessed(action)]
    settled = {action.action_id for action in said}
    known = [action for action in by_id(old.actions).values() if action.action_id not in settled]
    known_by_number = _by_number(known)
    taken = settled | {action.action_id for action in known}
    found = list(said)
    for number, rows in _by_number(action for action in listed.values() if is_guessed(action)).items():
        same_number = known_by_number.get(number, [])
        pairs, rows_left, known_left = _pairs(rows, same_number)
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


def _are_corrected(rows: list[Action], known: list[Action], in_full: int) -> bool:
    """Whether rows that say something else are the known actions that are left of their number.

    Known ``in_full``, only the one of its number can be. Known from rows alone, those that say the same in
    words: a search finds an action by its words, so that others are found by another search.
    """
    if len(rows) != len(known):
        return False
    if in_full:
        return in_full == 1
    return all(row.description == one.description for row, one in zip(rows, known, strict=True))


def _pairs(
    these: Iterable[Action], those: Iterable[Action]
) -> tuple[list[tuple[Action, Action]], list[Action], list[Action]]:
    """Those of each that say the same, as pairs, and what is left of both, in order."""
    pairs: list[tuple[Action, Action]] = []
    left, others = list(these), list(those)
    for says in (_everything, _money):
        left, others = _paired(left, others, says, pairs)
    return pairs, left, others


def _paired(
    these: list[Action],
    those: list[Action],
    says: Callable[[Action], Any],
    pairs: list[tuple[Action, Action]],
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


def _by_number(actions: Iterable[Action]) -> dict[str, list[Action]]:
    found: dict[str, list[Action]] = {}
    for action in actions:
        found.setdefault(action.number, []).append(action)
    return found
