"""Figures against brigading tell of ten people or more, and never of the one who came last."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.petitions.signing.arrivals import Arrivals, classes
from bot.petitions.signing.signer import Signer
from tests.conftest import MovableClock

DEMAND = 5
DAYS = st.lists(st.dates(date(2024, 1, 1), date(2024, 3, 1)), max_size=120)


def sign(arrivals: Arrivals, *members: int, made: date = date(2020, 1, 1)) -> None:
    for member in members:
        at = datetime(made.year, made.month, made.day, tzinfo=UTC)
        signer = Signer(member_id=member, role_ids=frozenset(), account_created_at=at, joined_at=None)
        arrivals.note(DEMAND, member.to_bytes(8, "big") * 4, signer)


@given(DAYS)
def test_every_class_holds_ten_people_and_nobody_is_left_out_or_twice_in(days: list[date]) -> None:
    found = classes(days)
    if len(days) < 10:
        assert found == ()
        return
    many = Counter(days)
    held = [sum(many[day] for day in many if each.first <= day <= each.last) for each in found]
    assert sum(held) == len(days)
    assert min(held) >= 10
    assert [each.about for each in found] == [number // 10 * 10 for number in held]
    assert all(before.last < after.first for before, after in pairwise(found))


def test_nothing_is_shown_of_a_day_that_is_not_over_nor_of_fewer_than_ten(clock: MovableClock) -> None:
    arrivals = Arrivals(clock)
    sign(arrivals, *range(9))
    clock.move(days=1)
    assert arrivals.figures(DEMAND) == ()
    sign(arrivals, *range(100, 150))
    assert arrivals.figures(DEMAND) == ()
    clock.move(days=1)
    (figure,) = arrivals.figures(DEMAND)
    assert figure.last - figure.first == timedelta(days=1)
    assert [each.about for each in figure.accounts] == [50]
    assert figure.joined == ()


def test_a_figure_stays_as_it_is_whoever_signs_later(clock: MovableClock) -> None:
    arrivals = Arrivals(clock)
    sign(arrivals, *range(10))
    clock.move(days=1)
    first = arrivals.figures(DEMAND)
    sign(arrivals, 500, made=date(2026, 1, 1))
    clock.move(days=1)
    assert arrivals.figures(DEMAND) == first
    sign(arrivals, *range(600, 609), made=date(2026, 1, 2))
    clock.move(days=1)
    newer, older = arrivals.figures(DEMAND)
    assert (older,) == first
    assert [(each.first, each.last) for each in newer.accounts] == [(date(2026, 1, 1), date(2026, 1, 2))]


def test_who_signs_again_is_counted_once(clock: MovableClock) -> None:
    arrivals = Arrivals(clock)
    for _ in range(4):
        sign(arrivals, *range(5))
        clock.move(days=1)
    assert arrivals.figures(DEMAND) == ()


def test_neither_the_figures_nor_what_waits_for_them_names_anybody(clock: MovableClock) -> None:
    arrivals = Arrivals(clock)
    sign(arrivals, 812_345_678_901_234_567)
    assert "2020" not in repr(arrivals._waiting)
    assert "812345678901234567" not in repr(vars(arrivals)["_waiting"])
