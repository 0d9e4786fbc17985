"""Suppression in breakdowns by unit, against an attacker with every published table who tries every
history.

The worlds and thresholds are small, so that every history can be tried.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.petitions.counts import suppression
from bot.petitions.counts.suppression import PublishedCount, Thresholds, choose
from tests.support import breakdown_attacker
from tests.support.breakdown_attacker import Campaign, leaks

pytestmark = pytest.mark.unit

SMALL = Thresholds(floor=3, share=80, step=3, changes=4)
MAX_SIGNERS = 14

Story = Sequence[tuple[tuple[int, ...], int, int]]  # states, each with how many joined and left before it

STEPS = st.fixed_dictionaries(
    {
        "joins": st.lists(st.integers(0, 3), max_size=9),
        "leaves": st.lists(st.integers(0, 3), max_size=4),
        "left_out": st.sampled_from([False, False, False, True]),
        "units": st.sampled_from(["same"] * 6 + ["removed", "smaller", "back to size"]),
        "unit": st.integers(0, 2),
        "struck": st.sampled_from([False, False, False, True]),
    }
)


def campaign_of(people: Sequence[int], late: int, steps: Sequence[Any]) -> Campaign:
    """Play a campaign with any possible steps; the last ``late`` units are added after the first step."""
    campaign = Campaign(people, SMALL)
    units = len(people)
    sizes = dict(enumerate(people[: units - late]))
    least = dict(enumerate(people))
    state = [0] * (units + 1)
    for number, step in enumerate(steps):
        if number == 1:
            sizes.update({unit: people[unit] for unit in range(units - late, units)})
        unit = step["unit"]
        if unit in sizes and step["units"] == "removed":
            del sizes[unit]
        elif unit in sizes and step["units"] == "smaller":
            sizes[unit] = least[unit] = max(1, least[unit] - 2)
        elif unit in sizes and step["units"] == "back to size":
            sizes[unit] = least[unit]  # its smallest size so far
        before, removed, added = list(state), 0, 0
        for place in step["leaves"]:
            if place <= units and state[place]:
                state[place], removed = state[place] - 1, removed + 1
        for place in step["joins"]:
            there = place == units or (place in sizes and state[place] < people[place])
            if place <= units and there and sum(state) < MAX_SIGNERS:
                state[place], added = state[place] + 1, added + 1
        if added + removed < 2:
            state = before
            continue
        struck = removed if step["struck"] else 0
        campaign.publish(tuple(state), added, removed, sizes, left_out=step["left_out"], invalidated=struck)
    return campaign


@given(
    people=st.lists(st.sampled_from([2, 3, 4, 6, 8, 12]), min_size=1, max_size=2),
    late=st.integers(0, 1),
    steps=st.lists(STEPS, min_size=1, max_size=6),
)
@settings(max_examples=150, deadline=None)
def test_no_hidden_cell_and_no_small_change_can_be_computed(
    people: list[int], late: int, steps: list[Any]
) -> None:
    campaign = campaign_of(people, late, steps)
    if campaign.steps:
        assert list(leaks(campaign)) == []


@given(
    people=st.lists(st.sampled_from([3, 6, 8]), min_size=3, max_size=3),
    steps=st.lists(STEPS, min_size=2, max_size=4),
)
@settings(max_examples=20, deadline=None)
def test_no_hidden_cell_of_three_units_can_be_computed(people: list[int], steps: list[Any]) -> None:
    campaign = campaign_of(people, 0, steps)
    if campaign.steps:
        assert list(leaks(campaign)) == []


def mutated(text: str, other: str) -> Callable[[pytest.MonkeyPatch], None]:
    """Return a patch that replaces a piece of the source of ``choose``."""

    def change(patch: pytest.MonkeyPatch) -> None:
        source = inspect.getsource(choose)
        assert text in source
        scope = dict(vars(suppression))
        exec(source.replace(text, other), scope)
        patch.setattr(breakdown_attacker, "choose", scope["choose"])

    return change


def instead(name: str, rule: Callable[..., bool]) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(suppression, name, rule)


MUTANTS: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], tuple[int, ...], Story]] = {
    "nearly all of a unit": (
        instead("_fits", lambda count, _, rules: count >= rules.floor),
        (6, 4),
        [((6, 2, 2), 10, 0)],
    ),
    "few of a unit": (
        instead("_fits", lambda count, size, rules: 0 < count * 100 <= rules.share * size),
        (2, 4),
        [((0, 0, 2), 2, 0), ((0, 0, 0), 0, 2), ((1, 2, 6), 9, 0)],
    ),
    "too little is hidden": (
        instead("_rest_is_safe", lambda shown, sizes, *_: len(sizes) - len(shown) + 1 >= 2),
        (6, 8),
        [((0, 3, 0), 3, 0)],
    ),
    "one cell is hidden": (
        instead("_rest_is_safe", lambda shown, _, now, rules: now.count - sum(shown.values()) >= rules.floor),
        (8, 8),
        [((4, 4, 4), 12, 0)],
    ),
    "a cell changed by little": (
        instead("_is_step", lambda *_: True),
        (12, 6),
        [((3, 0, 3), 6, 0), ((5, 2, 3), 4, 0)],
    ),
    "all the others changed by little": (
        mutated("_changes_are_safe(shown, span, rules)", "all(_is_step(shown[unit] - count, rules)"
                " for unit, count in span.then.cells.items() if unit in shown)"),
        (12, 6),
        [((3, 0, 3), 6, 0), ((6, 0, 5), 5, 0)],
    ),
    "a cell was all that changed": (
        instead("_was_not_alone", lambda *_: True),
        (12, 6),
        [((5, 1, 4), 10, 0), ((7, 1, 4), 2, 0), ((9, 1, 4), 2, 0)],
    ),
    "a new cell tells what it was": (
        instead("_new_are_safe", lambda *_: True),
        (6, 4, 12),
        [((1, 0, 1, 0), 2, 0), ((2, 4, 3, 1), 9, 1), ((4, 4, 3, 1), 2, 0), ((3, 4, 3, 0), 0, 2)],
    ),
    "a cell that vanishes tells why": (
        mutated("& sizes.keys()", "& {unit for unit in sizes if _fits(counts[unit], sizes[unit], rules)}"),
        (12, 6),
        [((0, 2, 1), 3, 0), ((2, 3, 4), 7, 1), ((5, 5, 6), 7, 0)],
    ),
    "only the last table is looked at": (
        mutated("span in tables)", "span in tables[-1:])"),
        (12, 6),
        [((5, 1, 3), 9, 0), ((9, 1, 6), 7, 0), ((6, 1, 3), 0, 6)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTANTS)
def test_without_any_one_rule_something_can_be_computed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change, people, story = MUTANTS[name]

    def played() -> Campaign:
        campaign = Campaign(people, SMALL)
        for state, added, removed in story:
            campaign.publish(state, added, removed, dict(enumerate(people)))
        return campaign

    assert list(leaks(played())) == []
    with monkeypatch.context() as patch:
        change(patch)
        assert list(leaks(played())) != []


def first(count: int) -> PublishedCount:
    return PublishedCount(count=count)


def test_a_unit_of_three_people_is_never_shown() -> None:
    for signed in range(4):
        cells = choose({1: 100, 2: 3}, {1: 40, 2: signed}, first(80), [])
        assert cells == {1: 40}


@pytest.mark.parametrize(
    ("count", "size", "shown"), [(9, 100, False), (10, 100, True), (90, 100, True), (91, 100, False)]
)
def test_a_shown_cell_has_ten_signers_and_at_most_nine_tenths_of_its_unit(
    count: int, size: int, shown: bool
) -> None:
    cells = choose({1: size, 2: 100}, {1: count, 2: 5}, first(count + 20), [])
    assert (cells is not None) == shown


def test_another_cell_is_hidden_if_the_others_would_reveal_the_smallest() -> None:
    assert choose({1: 100, 2: 100}, {1: 40, 2: 30}, first(90), []) == {1: 40}
    assert choose({1: 100, 2: 100, 3: 100}, {1: 40, 2: 30, 3: 4}, first(76), []) == {1: 40}
    assert choose({1: 100}, {1: 40}, first(90), []) is None, "the rest would be one cell"
    assert choose({}, {}, first(90), []) is None


def test_a_next_table_needs_ten_changes_and_no_cell_with_one_to_four() -> None:
    sizes = {1: 100, 2: 100, 3: 5}
    table = PublishedCount(count=100, cells={1: 40, 2: 30})

    def next_table(one: int, two: int, more: int, invalidated: int = 0) -> Any:
        now = PublishedCount(count=100 + more, invalidated=invalidated)
        return choose(sizes, {1: one, 2: two, 3: 2}, now, [table])

    assert next_table(45, 30, 10) == {1: 45, 2: 30}
    assert next_table(40, 30, 9) is None
    assert next_table(40, 30, 0, 5) == {1: 40, 2: 30}, "five were struck, so five joined"
    assert next_table(40, 30, 0) is None, "as many may have joined as withdrew: nobody is told"
    assert next_table(44, 30, 20) is None
    assert next_table(45, 30, 12) is not None
    assert next_table(46, 32, 20) is None
    assert next_table(50, 30, 12) is None, "the others changed by two"


def test_cells_of_twenty_six_units_are_chosen_quickly() -> None:
    sizes = dict.fromkeys(range(26), 1000)
    counts = {unit: 5 + 10 * unit for unit in sizes}
    cells = choose(sizes, counts, first(sum(counts.values()) + 50), [])
    assert cells == {unit: counts[unit] for unit in sizes if unit > 0}
