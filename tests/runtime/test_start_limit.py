"""Discord's limit of starts: a bot that ends again and again leaves half of them."""

import configparser
from collections.abc import Callable
from itertools import count

import pytest

from bot.runtime.client import pause_before_start
from tests.test_deploy import UNIT

pytestmark = pytest.mark.unit

TOTAL, DAY_S = 1000, 86_400.0
RUNS_S = 2.0  # from its start until it ends again


def starts_in_a_day(delay_of: Callable[[int], float], processes: int = 1) -> int:
    """Return how many starts Discord counts in a day of programs that end soon after each start. A supervisor
    starts each of them again ``delay_of(n)`` seconds after its n-th end."""
    remaining, ready = TOTAL, [(0.0, 0)] * processes
    while True:
        ready.sort()
        now, times = ready.pop(0)
        if now >= DAY_S or remaining == 0:
            return TOTAL - remaining
        connects = now + pause_before_start(TOTAL, remaining, DAY_S - now)
        remaining -= connects < DAY_S
        ready.append((connects + RUNS_S + delay_of(times), times + 1))


def delay_of_the_unit(times: int) -> float:
    """Return systemd's delay, which grows exponentially in so many steps."""
    unit = configparser.RawConfigParser(strict=False)
    unit.read(UNIT)
    first = float(unit["Service"]["RestartSec"].removesuffix("s"))
    longest = 60 * float(unit["Service"]["RestartMaxDelaySec"].removesuffix("min"))
    return first * (longest / first) ** min(times / int(unit["Service"]["RestartSteps"]), 1)


def test_few_starts_cost_nothing() -> None:
    assert [pause_before_start(TOTAL, left, DAY_S) for left in (1000, 950, 900)] == [0.0] * 3
    assert 0 < pause_before_start(TOTAL, 899, DAY_S) < 300, "less than the watchdog waits"


@pytest.mark.parametrize("delay", [0.0, 30.0, 60.0])
@pytest.mark.parametrize("processes", [1, 8])
def test_a_crash_loop_under_any_supervisor_leaves_half_of_a_days_starts(delay: float, processes: int) -> None:
    assert 100 < starts_in_a_day(lambda _: delay, processes) <= TOTAL / 2


def test_the_unit_starts_it_less_often_than_that_by_itself() -> None:
    starts, now = 0, 0.0
    for times in count():
        if now >= DAY_S:
            break
        starts, now = starts + 1, now + RUNS_S + delay_of_the_unit(times)
    assert starts < TOTAL / 3


def test_more_starts_are_never_counted_than_there_are() -> None:
    assert pause_before_start(TOTAL, 500, DAY_S) == pause_before_start(TOTAL, 0, DAY_S) == DAY_S
