"""Suppression at the real thresholds, in long series, against an attacker who computes bounds of every
hidden cell and change.
"""

import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.petitions.counts.test_suppression import instead
from tests.support.breakdown_bounds import Network, Series, leaks

pytestmark = pytest.mark.unit

PEOPLE = (3, 9, 12, 20, 30, 60, 120, 400)
LONGEST = 14
STEPS = (0, 0, 0, 0, 1, 3, 4, 5, 5, 6, 7, 10, 12, 30)


def random_campaign(seed: int) -> Series:
    """Generate a random campaign.

    It has few or many sites, large and small batches, some who leave, sites that are added, removed and
    made smaller, and missing tables.
    """
    chance = random.Random(seed)
    people = [chance.choice(PEOPLE) for _ in range(chance.randint(1, 5))]
    series = Series(people)
    units = len(people)
    late = {unit: chance.randint(1, 4) for unit in range(units) if chance.random() < 0.2}
    least, gone = dict(enumerate(people)), set[int]()
    steps = chance.choice((STEPS, STEPS, (0, 5, 7, 10, 30)))
    for number in range(chance.randint(2, LONGEST)):
        for unit in range(units):
            gone |= {unit} if chance.random() < 0.02 else set()
            least[unit] -= least[unit] // 4 if chance.random() < 0.03 else 0
        there_are = [unit for unit in range(units) if unit not in gone and late.get(unit, 0) <= number]
        sizes = {unit: least[unit] for unit in there_are}
        joined, left = [0] * (units + 1), [0] * (units + 1)
        places = (*there_are, units)
        if number and chance.random() < 0.3:  # nearly all of a batch in one unit
            places = (chance.choice(places),)
        for unit in places:
            room = 10**6 if unit == units else people[unit] - series.state[unit]
            more = chance.choice(steps if number else (0, 8, 9, 10, 11, 14, 40, 90))
            joined[unit] = min(room, more if chance.random() < 0.9 or unit == units else room)
            if chance.random() < 0.15:
                left[unit] = min(series.state[unit], chance.choice(steps))
        if sum(joined) + sum(left) >= 3:
            struck = sum(left) if chance.random() < 0.2 else 0
            series.publish(joined, left, sizes, left_out=chance.random() < 0.2, invalidated=struck)
    return series


@given(seed=st.integers(0, 2**32))
@settings(max_examples=200, deadline=None)
def test_no_hidden_cell_and_no_small_change_is_certain_in_a_long_series(seed: int) -> None:
    assert list(leaks(random_campaign(seed))) == []


def test_the_series_are_long_and_have_tables_with_hidden_cells() -> None:
    tables, hidden, later, longest = 0, 0, 0, 0
    for seed in range(200):
        cells = [batch.published.cells for batch in random_campaign(seed).batches]
        shown = [set(each) for each in cells if each is not None]
        tables += len(shown)
        later += any(one < other for one, other in pairwise(shown))
        longest = max(longest, len(shown))
        for batch in random_campaign(seed).batches:
            if batch.published.cells is not None:
                hidden += len(batch.sizes.keys() - batch.published.cells.keys())
    assert (tables > 150, hidden > 300, later > 0, longest >= 5) == (True,) * 4


def test_the_bounds_of_a_small_world_are_those_computed_by_hand() -> None:
    series = Series([30, 5, 60])
    series.publish([12, 2, 20, 10], [0] * 4, {0: 30, 1: 5, 2: 60})
    assert series.batches[0].published.cells == {0: 12, 2: 20}
    network = Network(series)
    few = network.stands[0, 1]
    assert [network.moved(few, by) for by in (-9, 9)] == [2, 3], "none to five"
    rest = network.stands[0, 3]
    assert [network.moved(rest, by) for by in (-9, 9)] == [3, 2], "what is hidden is twelve together"
    series.publish([0, 0, 0, 3], [0] * 4, {0: 30, 1: 5, 2: 60})
    network = Network(series)
    then, now = network.stands[0, 1], network.stands[1, 1]
    assert [network.moved(now, by, then) for by in (-9, 9)] == [0, 3], "three joined somewhere"


MUTANTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "nearly all of a unit": instead("_fits", lambda count, _, rules: count >= rules.floor),
    "one cell is hidden": instead(
        "_rest_is_safe", lambda shown, _, now, rules: now.count - sum(shown.values()) >= rules.floor
    ),
    "too little is hidden": instead(
        "_rest_is_safe", lambda shown, sizes, *_: len(sizes) - len(shown) + 1 >= 2
    ),
    "a cell changed by little": instead("_is_step", lambda *_: True),
}


def test_without_its_rule_a_cell_that_alone_changed_reveals_a_small_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def played() -> Series:
        series = Series([60, 12])
        for joined in ([20, 3, 20], [3, 0, 0], [7, 0, 0]):
            series.publish(joined, [0] * 3, {0: 60, 1: 12})
        return series

    assert [batch.published.cells for batch in played().batches] == [{0: 20}, None, None]
    assert list(leaks(played())) == []
    instead("_was_not_alone", lambda *_: True)(monkeypatch)
    assert played().batches[2].published.cells == {0: 30}
    assert list(leaks(played())) == ["from 0 to 1 unit 0 changed by less than 5, for certain"]


@pytest.mark.parametrize("name", MUTANTS)
def test_without_any_one_rule_something_is_certain(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    MUTANTS[name](monkeypatch)
    assert any(list(leaks(random_campaign(seed))) for seed in range(400))
