"""Figures against brigading: fixed classes, from fifty signers on, made with publications alone."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.petitions.signing.account_age_stats import (
    CLASSES,
    MAX_FIGURES,
    AccountAgeStats,
    ClassShare,
    Standing,
    shares,
)
from bot.petitions.signing.signer import Signer
from tests.conftest import MovableClock

pytestmark = pytest.mark.unit

DEMAND = 5


def ref(member: int) -> bytes:
    return member.to_bytes(8, "big") * 4


class Told:
    """A demand that was opened while the bot ran, or before."""

    def __init__(self, clock: MovableClock, *, opened: int = 0) -> None:
        self.clock, self.arrivals = clock, AccountAgeStats(clock)
        self.opened_at: datetime = clock() - timedelta(days=opened)
        self.batch, self.number, self.count = 1, 0, 0

    def sign(self, *members: int, days: int = 2000, joined: int | None = 500) -> None:
        now = self.clock()
        for member in members:
            joined_at = None if joined is None else now - timedelta(days=joined)
            made = now - timedelta(days=days)
            signer = Signer(
                member_id=member, role_ids=frozenset(), account_created_at=made, joined_at=joined_at
            )
            self.arrivals.note(DEMAND, ref(member), signer, batch=self.batch)

    def publish(self, count: int, *, struck: bool = False, batches: int = 1) -> None:
        self.clock.move(days=1)
        self.batch, self.number, self.count = self.batch + batches, self.number + 1, count
        now = Standing(self.batch, self.number, count, self.clock())
        self.arrivals.publish(DEMAND, now, opened_at=self.opened_at, struck=struck)

    @property
    def figures(self) -> list[tuple[dict[str, int], dict[str, int]]]:
        return [(named(figure.accounts), named(figure.joined)) for figure in self.arrivals.figures(DEMAND)]


def named(found: tuple[ClassShare, ...]) -> dict[str, int]:
    return {share.name: share.tenths for share in found}


@pytest.fixture
def told(clock: MovableClock) -> Told:
    return Told(clock)


@given(st.lists(st.integers(0, len(CLASSES) - 1), max_size=300))
def test_a_share_is_of_twenty_people_or_more_out_of_fifty_or_more(found: list[int]) -> None:
    many = Counter(found)
    expected = {
        CLASSES[index]: round(10 * count / len(found) + 1e-9) for index, count in many.items() if count >= 20
    }
    assert named(shares(found)) == (expected if len(found) >= 50 else {})


@given(st.lists(st.integers(1, 5), min_size=50, max_size=120), st.integers(0, 9))
def test_nine_accounts_and_one_person_are_no_class_wherever_there_is_nobody_else(
    found: list[int], alts: int
) -> None:
    for people in (alts, alts + 1):
        assert CLASSES[0] not in named(shares([*found, *[0] * people]))


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (0, "week"), (6, "week"), (7, "month"), (29, "month"), (30, "half-year"), (181, "half-year"),
        (182, "year"), (364, "year"), (365, "three-years"), (1094, "three-years"), (1095, "older"),
    ],
)  # fmt: skip
def test_classes_are_fixed(told: Told, days: int, name: str) -> None:
    told.sign(*range(50), days=days, joined=None)
    told.publish(50)
    assert told.figures == [({name: 10}, {})]


def test_a_figure_is_of_those_who_signed_since_the_one_before(told: Told) -> None:
    told.sign(*range(60))
    told.publish(60)
    assert told.figures == [({"older": 10}, {"three-years": 10})]
    told.sign(*range(60, 109), days=3, joined=1)
    told.publish(109)
    assert len(told.figures) == 1, "forty-nine more"
    told.sign(109, days=3, joined=1)
    told.publish(110)
    assert told.figures[0] == ({"week": 10}, {"week": 10})
    newer, older = told.arrivals.figures(DEMAND)
    assert newer.since == older.until < newer.until == told.clock()
    for more in range(1, 6):
        told.sign(*range(1000 * more, 1000 * more + 50))
        told.publish(110 + 50 * more)
    assert len(told.figures) == MAX_FIGURES


def test_whether_there_is_one_depends_on_the_count_alone(told: Told) -> None:
    """Or that it is there would tell how many came and went."""
    told.sign(*range(60))
    told.publish(49)
    assert told.figures == []
    told.publish(50)
    assert told.figures == [({"older": 10}, {"three-years": 10})]


def test_what_waits_for_the_next_publication_is_in_no_figure(told: Told) -> None:
    told.sign(*range(50))
    late = told.batch
    told.publish(50)
    assert len(told.figures) == 1
    told.sign(*range(50, 99))
    told.batch += 1
    told.sign(*range(100, 151), days=3)
    told.batch = late + 1
    told.publish(100)
    assert len(told.figures) == 1, "forty-nine are published, whatever the count says"


def test_after_a_restart_it_begins_with_the_first_publication(clock: MovableClock) -> None:
    told = Told(clock, opened=30)
    told.sign(*range(80))
    told.publish(400)
    assert told.figures == []
    told.sign(*range(100, 150), days=3)
    told.publish(450)
    assert [accounts for accounts, _ in told.figures] == [{"week": 10}]


@pytest.mark.parametrize("harm", [{"struck": True}, {"batches": 2}])
def test_where_somebody_was_struck_or_another_process_published_it_begins_anew(
    told: Told, harm: dict[str, int]
) -> None:
    told.sign(*range(30))
    told.publish(60, **harm)  # type: ignore[arg-type]
    told.sign(*range(100, 149))
    told.publish(109)
    assert told.figures == []
    told.sign(149)
    told.publish(110)
    assert len(told.figures) == 1


def test_whoever_withdraws_is_remembered_no_more_and_who_signs_again_is_counted_once(told: Told) -> None:
    told.sign(*range(50))
    told.sign(*range(50), days=3)
    told.arrivals.forget(DEMAND, ref(0))
    told.publish(50)
    assert told.figures == [], "forty-nine"
    told.sign(0, days=3)
    told.publish(51)
    assert told.figures == [({"older": 10}, {"three-years": 10})]


def test_neither_the_figures_nor_what_waits_for_them_names_anybody(clock: MovableClock) -> None:
    told = Told(clock)
    told.sign(812_345_678_901_234_567, days=3)
    assert "account" not in repr(told.arrivals._waiting)
    assert not any(name in repr(told.arrivals._waiting) for name in CLASSES)
