"""Figures against brigading tell of ten people or more, and never of the one who came last."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.petitions.signing.arrivals import Arrivals, Class, classes
from bot.petitions.signing.signer import Signer
from tests.conftest import MovableClock

DEMAND = 5
DAYS = st.lists(st.dates(date(2023, 10, 20), date(2024, 1, 20)), max_size=120)


def sign(arrivals: Arrivals, *members: int, made: date = date(2020, 1, 1)) -> None:
    for member in members:
        at = datetime(made.year, made.month, made.day, tzinfo=UTC)
        signer = Signer(member_id=member, role_ids=frozenset(), account_created_at=at, joined_at=None)
        arrivals.note(DEMAND, member.to_bytes(8, "big") * 4, signer)


@given(DAYS)
def test_every_class_holds_ten_people_and_nobody_is_left_out_or_twice_in(days: list[date]) -> None:
    found, left = classes(days), Counter(days)
    for each in sorted(found, key=length):
        held = [day for day in left.elements() if each.first is None or within(day, each)]
        assert len(held) >= 10
        assert each.about == len(held) // 10 * 10
        left.subtract(held)
    assert left.total() < 10
    assert [each.first for each in found if each.first] == sorted(each.first for each in found if each.first)


@given(DAYS)
def test_no_class_begins_or_ends_on_a_day_because_it_is_somebodys(days: list[date]) -> None:
    """Everybody can look up when the account of each member was made, and when each joined."""
    many = Counter(days)
    for each in classes(days):
        if each.first is None or each.last is None:
            continue
        following = each.last + timedelta(days=1)
        whole_month = each.first.day == following.day == 1 and length(each) < 31
        whole_year = (each.first.month, each.first.day, following) == (1, 1, date(each.first.year + 1, 1, 1))
        assert many[each.first] >= 10 if each.first == each.last else whole_month or whole_year


def within(day: date, found: Class) -> bool:
    return found.first is not None and found.last is not None and found.first <= day <= found.last


def length(found: Class) -> int:
    """Of a class, so that smaller ones come first, and all the other days last."""
    return 10_000 if found.first is None or found.last is None else (found.last - found.first).days


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
    assert [(each.first, each.last) for each in newer.accounts] == [(date(2026, 1, 1), date(2026, 1, 31))]
    assert newer.first == older.last + timedelta(days=1), "whether or not anybody signed on that day"


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
