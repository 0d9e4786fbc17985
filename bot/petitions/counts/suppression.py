"""Cell suppression: selects the cells of a breakdown by unit that may be published, so that nobody can
compute a suppressed one.

The attacker is assumed to have every table and total that was ever published, to know the sizes of the units
and these rules, and perhaps how many signed and withdrew. The rules follow the usual practice for tables
(threshold, dominance, secondary suppression), and add what a series of tables needs:

* a cell that was shown once stays shown, or no table is published at all: its disappearance would reveal the
  reason;
* a new cell could have been small before, as far as anyone knows, or its past could be computed;
* no cell may have been the only part that changed between two tables.

The numbers of signatures and withdrawals are not published. A rule that needs them assumes the minimum that
the totals allow, so that no table reveals more about them than the totals do.

Pure: the decision depends only on what was published before and on the current counts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Suppression thresholds. The tests attack smaller ones, which they can search exhaustively."""

    floor: int = 10  # minimum of a cell, and of the sum of the hidden cells
    share: int = 90  # maximum percentage of a unit that may be known to have signed
    step: int = 5  # minimum change of a cell that changed
    changes: int = 10  # minimum changes since the table before


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCount:
    """A publication as seen by the public. ``cells`` are the counts that were shown, by unit."""

    count: int
    invalidated: int = 0
    cells: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Since:
    """Interval from an earlier publication to now, with the minimum numbers that can have joined and left."""

    then: PublishedCount
    now: PublishedCount
    added: int
    removed: int  # withdrawn and invalidated


def choose(
    sizes: Mapping[int, int],
    counts: Mapping[int, int],
    now: PublishedCount,
    past: Sequence[PublishedCount],
    rules: Thresholds = Thresholds(),
) -> Mapping[int, int] | None:
    """Return the cells to publish with ``now``, or None for no table.

    ``sizes`` are those of the existing units, ``counts`` the number of signers who name each (the difference
    to ``now.count`` named none of them), ``past`` all earlier publications, oldest first.
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
    # Secondary suppression hides the smallest cells: try the largest first.
    for unit in sorted(sizes.keys() - kept, key=lambda unit: (-counts.get(unit, 0), unit)):
        more = {**shown, unit: counts.get(unit, 0)}
        if not _fits(more[unit], sizes[unit], rules) or not _rest_is_safe(more, sizes, now, rules):
            continue
        if all(_new_are_safe(more, more.keys() - kept, span, rules) for span in tables):
            shown = more
    return shown or None


def _spans(now: PublishedCount, past: Sequence[PublishedCount]) -> list[_Since]:
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
    """True if a count is neither small nor nearly the whole unit."""
    return count >= rules.floor and count * 100 <= rules.share * size


def _rest_is_safe(
    shown: Mapping[int, int], sizes: Mapping[int, int], now: PublishedCount, rules: Thresholds
) -> bool:
    """True if the hidden cells are safe together. Their sum can be computed: it must be large enough, and of
    more than one cell. Signers without a unit are one hidden cell, which is never shown."""
    hidden_cells = len(sizes) - len(shown) + 1
    return hidden_cells >= 2 and now.count - sum(shown.values()) >= rules.floor


def _changes_are_safe(shown: Mapping[int, int], span: _Since, rules: Thresholds) -> bool:
    """Compare with one earlier table: each cell in both tables, and all the others together, must be
    unchanged or have changed by a full step, and no common cell may account for the whole change."""
    then = span.then.cells or {}
    both = {unit: shown[unit] - then[unit] for unit in shown.keys() & then.keys()}
    others = (span.now.count - span.then.count) - sum(both.values())
    return all(_is_step(change, rules) for change in (*both.values(), others)) and all(
        _was_not_alone(change, span, rules) for change in both.values()
    )


def _is_step(change: int, rules: Thresholds) -> bool:
    return change == 0 or abs(change) >= rules.step


def _was_not_alone(change: int, span: _Since, rules: Thresholds) -> bool:
    """True if others made enough of the changes that a small batch in between can have been theirs."""
    if change > 0:
        return span.added - change >= rules.step - 1
    return change == 0 or span.removed + change >= rules.step - 1


def _new_are_safe(shown: Mapping[int, int], new: Collection[int], span: _Since, rules: Thresholds) -> bool:
    """Compare with one earlier table: every new cell could have been small at that time, in several ways."""
    then = span.then.cells or {}
    room = span.added - sum(max(0, shown[unit] - then[unit]) for unit in shown.keys() & then.keys())
    return sum(shown[unit] - (rules.floor - 1) for unit in new) + rules.step - 1 <= room
