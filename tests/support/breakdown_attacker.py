"""Attacker model by brute force: knows every published table and the rules, and tries every history.

The attacker also knows how many signed and withdrew each time, which is not published: an attacker who knows
less is certain of less.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np

from bot.petitions.counts.suppression import PublishedCount, Thresholds, choose

State = tuple[int, ...]  # signers of each unit there ever was, then those without a unit


@dataclass(frozen=True)
class Step:
    """One publication: the public part, and the part that only the bot knows."""

    published: PublishedCount
    sizes: Mapping[int, int]  # of the units that organisers have at that time
    state: State
    added: int
    removed: int  # withdrawn and invalidated


class Campaign:
    """A demand with units 0, 1, …; ``people`` are their true sizes, which are public knowledge."""

    def __init__(self, people: Sequence[int], rules: Thresholds) -> None:
        self.people = tuple(people)
        self.rules = rules
        self.steps: list[Step] = []

    def publish(
        self,
        state: State,
        added: int,
        removed: int,
        sizes: Mapping[int, int],
        *,
        left_out: bool = False,
        invalidated: int = 0,
    ) -> None:
        bare = PublishedCount(count=sum(state), invalidated=invalidated)
        cells = None if left_out else choose(sizes, _counts(state, sizes), bare, self.past(), self.rules)
        self.steps.append(Step(replace(bare, cells=cells), dict(sizes), state, added, removed))

    def past(self, upto: int | None = None) -> list[PublishedCount]:
        return [step.published for step in self.steps[:upto]]


def leaks(campaign: Campaign) -> Iterator[str]:
    """Yield in words everything that the attacker is certain of and should not be."""
    rules, people = campaign.rules, campaign.people
    states = [_consistent(campaign, number) for number in range(len(campaign.steps))]
    moves = [
        _reachable(before, after, step)
        for before, after, step in zip(states, states[1:], campaign.steps[1:], strict=False)
    ]
    possible = _possible(states, moves)
    shown_last: dict[int, int] = {}
    for number, step in enumerate(campaign.steps):
        cells = step.published.cells
        for unit in step.sizes:
            values = set(states[number][possible[number]][:, unit].tolist())
            assert step.state[unit] in values, "the attacker never excludes the truth"
            if cells is not None and unit in cells:
                if cells[unit] < rules.floor or cells[unit] * 100 > rules.share * people[unit]:
                    yield f"publication {number}: few or nearly all of unit {unit} are shown"
                continue
            unchanged = cells is None and values == {shown_last.get(unit)}
            if len(values) == 1 and step.published.count and not unchanged:
                yield f"publication {number}: unit {unit} is hidden, but is {values}"
            if min(values) * 100 > rules.share * people[unit]:
                yield f"publication {number}: nearly all of unit {unit} signed"
        if cells is not None:
            values = set(states[number][possible[number]][:, -1].tolist())
            if len(values) == 1:
                yield f"publication {number}: those who name no unit are {values}"
            yield from _small_rests(campaign, number)
        shown_last.update(cells or {})
    for first in range(len(states)):
        reach = np.diag(possible[first])
        for last in range(first + 1, len(states)):
            reach = (reach.astype(np.int32) @ moves[last - 1].astype(np.int32)) > 0
            one, other = np.nonzero(reach & possible[last])
            for unit in range(len(people)):
                changes = set((states[last][other, unit] - states[first][one, unit]).tolist())
                if all(0 < abs(change) < rules.step for change in changes):
                    yield f"from {first} to {last} unit {unit} changed by one of {changes}"


def _small_rests(campaign: Campaign, number: int) -> Iterator[str]:
    """Yield leaks by differences of two tables: the rest that both do not show is too small, or changed by
    too little."""
    now, rules = campaign.steps[number].published, campaign.rules
    if now.count - sum((now.cells or {}).values()) < rules.floor:
        yield f"publication {number}: what is hidden is too little"
    for earlier in range(number):
        then = campaign.steps[earlier].published
        if then.cells is not None and now.cells is not None:
            both = then.cells.keys() & now.cells.keys()
            change = now.count - then.count - sum(now.cells[unit] - then.cells[unit] for unit in both)
            if 0 < abs(change) < rules.step:
                yield f"from {earlier} to {number} all the others changed by {change}"


def _counts(state: State, sizes: Mapping[int, int]) -> dict[int, int]:
    return {unit: state[unit] for unit in sizes}


def _consistent(campaign: Campaign, number: int) -> Any:
    """Return every state that the rules would have published like this. A missing table carries no
    information, because tables are left out at random."""
    step, past = campaign.steps[number], campaign.past(number)
    bare = replace(step.published, cells=None)
    found = []
    shown = step.published.cells or {}
    ranges = [
        (shown[unit],) if unit in shown else range(min(size, bare.count) + 1)
        for unit, size in enumerate(campaign.people)
    ]
    for named in product(*ranges):
        if sum(named) <= bare.count:
            state = (*named, bare.count - sum(named))
            if not shown or shown == choose(
                step.sizes, _counts(state, step.sizes), bare, past, campaign.rules
            ):
                found.append(state)
    return np.array(found, dtype=np.int32)


def _reachable(before: Any, after: Any, step: Step) -> Any:
    """Return a matrix of the states that can follow each other, given the numbers of joins and departures;
    only signers who stood before can leave."""
    change = after[None, :, :] - before[:, None, :]
    joined, left = np.maximum(change, 0).sum(axis=2), np.maximum(-change, 0)
    turned_over = step.added - joined  # joined and left again in one unit
    room = (before[:, None, :] - left).sum(axis=2)
    return (turned_over >= 0) & (turned_over == step.removed - left.sum(axis=2)) & (turned_over <= room)


def _possible(states: Sequence[Any], moves: Sequence[Any]) -> list[Any]:
    """Return for each publication which states lie on a whole history."""
    forward = [np.ones(len(states[0]), dtype=bool)]
    for move in moves:
        forward.append((forward[-1][:, None] & move).any(axis=0))
    backward = [np.ones(len(states[-1]), dtype=bool)]
    for move in reversed(moves):
        backward.append((move & backward[-1][None, :]).any(axis=1))
    return [one & other for one, other in zip(forward, reversed(backward), strict=True)]
