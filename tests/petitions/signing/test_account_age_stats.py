"""Account age statistics against brigading: fixed classes, from fifty signers on, made only at
publication.
"""

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
from bot.petitions.signing.eligibility import Signer
from tests.conftest import MovableClock

pytestmark = pytest.mark.unit

DEMAND = 5


def ref(member: int) -> bytes:
    return member.to_bytes(8, "big") * 4


class Stats:
    """A demand with its statistics, opened ``opened`` days before the bot started."""

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
def stats(clock: MovableClock) -> Stats:
    return Stats(clock)


@given(st.lists(st.integers(0, len(CLASSES) - 1), max_size=300))
def test_a_share_is_of_at_least_twenty_people_out_of_at_least_fifty(found: list[int]) -> None:
    many = Counter(found)
    expected = {
        CLASSES[index]: round(10 * count / len(found) + 1e-9) for index, count in many.items() if count >= 20
    }
    assert named(shares(found)) == (expected if len(found) >= 50 else {})


@given(st.lists(st.integers(1, 5), min_size=50, max_size=120), st.integers(0, 9))
def test_nine_accounts_and_one_person_alone_are_no_class(found: list[int], alts: int) -> None:
    for people in (alts, alts + 1):
        assert CLASSES[0] not in named(shares([*found, *[0] * people]))


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (0, "week"), (6, "week"), (7, "month"), (29, "month"), (30, "half-year"), (181, "half-year"),
        (182, "year"), (364, "year"), (365, "three-years"), (1094, "three-years"), (1095, "older"),
    ],
)  # fmt: skip
def test_classes_are_fixed(stats: Stats, days: int, name: str) -> None:
    stats.sign(*range(50), days=days, joined=None)
    stats.publish(50)
    assert stats.figures == [({name: 10}, {})]


def test_a_figure_counts_signers_since_the_previous_figure(stats: Stats) -> None:
    stats.sign(*range(60))
    stats.publish(60)
    assert stats.figures == [({"older": 10}, {"three-years": 10})]
    stats.sign(*range(60, 109), days=3, joined=1)
    stats.publish(109)
    assert len(stats.figures) == 1, "forty-nine more"
    stats.sign(109, days=3, joined=1)
    stats.publish(110)
    assert stats.figures[0] == ({"week": 10}, {"week": 10})
    newer, older = stats.arrivals.figures(DEMAND)
    assert newer.since == older.until < newer.until == stats.clock()
    for more in range(1, 6):
        stats.sign(*range(1000 * more, 1000 * more + 50))
        stats.publish(110 + 50 * more)
    assert len(stats.figures) == MAX_FIGURES


def test_the_presence_of_a_figure_depends_only_on_the_count(stats: Stats) -> None:
    """Otherwise the presence of a figure would reveal how many came and went."""
    stats.sign(*range(60))
    stats.publish(49)
    assert stats.figures == []
    stats.publish(50)
    assert stats.figures == [({"older": 10}, {"three-years": 10})]


def test_pending_signatures_are_in_no_figure(stats: Stats) -> None:
    stats.sign(*range(50))
    late = stats.batch
    stats.publish(50)
    assert len(stats.figures) == 1
    stats.sign(*range(50, 99))
    stats.batch += 1
    stats.sign(*range(100, 151), days=3)
    stats.batch = late + 1
    stats.publish(100)
    assert len(stats.figures) == 1, "forty-nine are published, whatever the count says"


def test_after_a_restart_figures_begin_with_the_first_publication(clock: MovableClock) -> None:
    stats = Stats(clock, opened=30)
    stats.sign(*range(80))
    stats.publish(400)
    assert stats.figures == []
    stats.sign(*range(100, 150), days=3)
    stats.publish(450)
    assert [accounts for accounts, _ in stats.figures] == [{"week": 10}]


@pytest.mark.parametrize("harm", [{"struck": True}, {"batches": 2}])
def test_an_invalidation_or_a_publication_by_another_process_resets_the_figures(
    stats: Stats, harm: dict[str, int]
) -> None:
    stats.sign(*range(30))
    stats.publish(60, **harm)  # type: ignore[arg-type]
    stats.sign(*range(100, 149))
    stats.publish(109)
    assert stats.figures == []
    stats.sign(149)
    stats.publish(110)
    assert len(stats.figures) == 1


def test_withdrawn_signers_are_forgotten_and_repeated_ones_counted_once(stats: Stats) -> None:
    stats.sign(*range(50))
    stats.sign(*range(50), days=3)
    stats.arrivals.forget(DEMAND, ref(0))
    stats.publish(50)
    assert stats.figures == [], "forty-nine"
    stats.sign(0, days=3)
    stats.publish(51)
    assert stats.figures == [({"older": 10}, {"three-years": 10})]


def test_neither_figures_nor_pending_data_identify_anybody(clock: MovableClock) -> None:
    stats = Stats(clock)
    stats.sign(812_345_678_901_234_567, days=3)
    assert "account" not in repr(stats.arrivals._waiting)
    assert not any(name in repr(stats.arrivals._waiting) for name in CLASSES)
