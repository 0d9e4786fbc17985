"""Which cells of a breakdown by unit may be published, so that nobody can compute one that may not.

Whoever attacks has every table and every total that was ever published, knows the sizes of the units and
these rules, and may know how many signed and withdrew. The rules follow the usual practice for tables (a
threshold, dominance, secondary suppression), and add what a series of tables needs:

* what is shown once stays shown, or no table is published at all. That a cell vanished would tell why;
* a cell that is new must have been able to be small before, or its past could be computed;
* of what changed between two tables no cell may have been the only part.

How many signed and withdrew is published nowhere. A rule that needs it takes the fewest that the totals
allow, so that no table tells more of it than they do.

Pure: a table is decided from what was published before and the counts of now.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What is too small. The tests attack smaller ones, which they can search in full."""

    floor: int = 10  # a cell, and what the hidden ones make together, is at least this
    share: int = 90  # percent of a unit that may be known to have signed
    step: int = 5  # a cell that changed, changed by at least this
    changes: int = 10  # since the table before


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A publication as anybody has it. ``cells`` are the counts that were shown, by unit."""

    count: int
    invalidated: int = 0
    cells: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Since:
    """From an earlier publication to now, and the fewest that can have joined and left."""

    then: Published
    now: Published
    added: int
    removed: int  # withdrawn and invalidated


def choose(
    sizes: Mapping[int, int],
    counts: Mapping[int, int],
    now: Published,
    past: Sequence[Published],
    rules: Thresholds = Thresholds(),
) -> Mapping[int, int] | None:
    """The cells to publish with ``now``, or None for no table.

    ``sizes`` are those of the units there are, ``counts`` how many signers name each (who names none of
    them is the difference to ``now.count``), ``past`` all publications before, oldest first.
    """
    tables = [span for span in _spans(now, past) if span.then.cells is not None]
    if tables and not _enough_changed(tables[-1], rules):
        return None
    kept = {unit for span in tables for unit in span.then.cells or ()} & sizes.keys()
    if not all(_fits(counts.get(unit, 0), sizes[unit], rules) for unit in kept):
        return None
    shown = {unit: counts.get(unit, 0) for unit in sorted(kept)}
    if shown and not _rest_is_safe(shown, sizes, now, rules):
        return None
    if not all(_changes_are_safe(shown, span, rules) for span in tables):
        return None
    # Hidden for the sake of others are the smallest: the largest come first.
    for unit in sorted(sizes.keys() - kept, key=lambda unit: (-counts.get(unit, 0), unit)):
        more = {**shown, unit: counts.get(unit, 0)}
        if not _fits(more[unit], sizes[unit], rules) or not _rest_is_safe(more, sizes, now, rules):
            continue
        if all(_new_are_safe(more, more.keys() - kept, span, rules) for span in tables):
            shown = more
    return shown or None


def _spans(now: Published, past: Sequence[Published]) -> list[_Since]:
    spans: list[_Since] = []
    added = removed = 0
    for then, following in reversed([*pairwise((*past, now))]):
        net = following.count - then.count
        joined = max(0, net + following.invalidated)
        added, removed = added + joined, removed + joined - net
        spans.append(_Since(then, now, added, removed))
    return spans[::-1]


def _enough_changed(span: _Since, rules: Thresholds) -> bool:
    return span.added + span.removed >= rules.changes


def _fits(count: int, size: int, rules: Thresholds) -> bool:
    """Neither few nor nearly all."""
    return count >= rules.floor and count * 100 <= rules.share * size


def _rest_is_safe(
    shown: Mapping[int, int], sizes: Mapping[int, int], now: Published, rules: Thresholds
) -> bool:
    """What is hidden can be computed together: it must be enough, and more than one cell. Those who name no
    unit are one, and are never shown."""
    hidden_cells = len(sizes) - len(shown) + 1
    return hidden_cells >= 2 and now.count - sum(shown.values()) >= rules.floor


def _changes_are_safe(shown: Mapping[int, int], span: _Since, rules: Thresholds) -> bool:
    """Against one earlier table: each cell of both, and all the others together, stayed or changed by much,
    and no cell of both is all there was to change."""
    then = span.then.cells or {}
    both = {unit: shown[unit] - then[unit] for unit in shown.keys() & then.keys()}
    others = (span.now.count - span.then.count) - sum(both.values())
    return all(_is_step(change, rules) for change in (*both.values(), others)) and all(
        _was_not_alone(change, span, rules) for change in both.values()
    )


def _is_step(change: int, rules: Thresholds) -> bool:
    return change == 0 or abs(change) >= rules.step


def _was_not_alone(change: int, span: _Since, rules: Thresholds) -> bool:
    """Others made at least so many of the changes that a small batch on the way can have been theirs."""
    if change > 0:
        return span.added - change >= rules.step - 1
    return change == 0 or span.removed + change >= rules.step - 1


def _new_are_safe(shown: Mapping[int, int], new: Collection[int], span: _Since, rules: Thresholds) -> bool:
    """Against one earlier table: every cell that is new can have been small then, in several ways."""
    then = span.then.cells or {}
    room = span.added - sum(max(0, shown[unit] - then[unit]) for unit in shown.keys() & then.keys())
    return sum(shown[unit] - (rules.floor - 1) for unit in new) + rules.step - 1 <= room
