"""Milestones: published counts that are worth a post, and the most important of several."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.petitions.counts.milestones import (
    MilestoneReached,
    milestones_between,
    most_telling,
    parse_milestone,
)

pytestmark = pytest.mark.unit


def names(before: int, after: int, goal: int | None = None) -> list[str]:
    return [reached.name for reached in milestones_between(before, after, goal)]


@pytest.mark.parametrize(
    ("before", "after", "goal", "expected"),
    [
        (0, 9, None, []),
        (0, 10, None, ["round:10"]),
        (10, 10, None, []),
        (10, 24, None, []),
        (9, 260, None, ["round:10", "round:25", "round:50", "round:100", "round:250"]),
        (260, 9, None, []),
        (999, 1000, None, ["round:1000"]),
        (2_400, 10_000, None, ["round:2500", "round:5000", "round:10000"]),
        (26, 49, 100, []),
        (26, 50, 100, ["round:50", "percent:50:100"]),
        (0, 3, 3, ["percent:25:3", "percent:50:3", "percent:75:3", "percent:100:3"]),
        (250, 251, 1001, ["percent:25:1001"]),  # a quarter of 1,001 is more than 250
        (250, 250, 1001, []),
        (2_000, 2_100, 1000, []),
    ],
)
def test_milestones_reached_by_a_rise(before: int, after: int, goal: int | None, expected: list[str]) -> None:
    assert names(before, after, goal) == expected


def test_the_goal_is_more_important_than_its_shares_and_these_than_round_numbers() -> None:
    assert most_telling(milestones_between(0, 1_200, 1_000)) == MilestoneReached(percent=100, goal=1_000)
    assert most_telling(milestones_between(0, 600, 1_000)) == MilestoneReached(percent=50, goal=1_000)
    assert most_telling(milestones_between(0, 600, None)) == MilestoneReached(number=500)


@given(st.lists(st.integers(0, 400_000), max_size=6), st.none() | st.integers(1, 10_000_000))
def test_a_rise_in_steps_reaches_the_milestones_of_one_leap(steps: list[int], goal: int | None) -> None:
    way = [0, *sorted(steps)]
    in_steps = [name for before, after in pairwise(way) for name in names(before, after, goal)]
    assert sorted(in_steps) == sorted(names(0, way[-1], goal))


@given(st.integers(0, 400_000), st.integers(1, 10_000_000))
def test_a_stored_name_is_read_back_and_fits_its_column(count: int, goal: int) -> None:
    for reached in milestones_between(0, count, goal):
        assert parse_milestone(reached.name) == reached
        assert len(reached.name) <= 24
