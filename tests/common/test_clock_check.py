"""Check of the machine's clock, by the dates of Discord's answers."""

import logging
from datetime import timedelta
from email.utils import format_datetime

import pytest

from bot.common.clock_check import ClockCheck
from tests.conftest import MovableClock

pytestmark = pytest.mark.unit

ELAPSED = 1000.0


class Machine:
    """A machine whose clock can be set; time also passes for Discord's clock."""

    def __init__(self) -> None:
        self.clock = MovableClock()
        self.right = self.clock()
        self.elapsed = ELAPSED
        self.check = ClockCheck(self.clock, elapsed=lambda: self.elapsed)

    def passes(self, **amount: float) -> None:
        self.clock.move(**amount)
        self.right += timedelta(**amount)
        self.elapsed += timedelta(**amount).total_seconds()

    def answered(self) -> None:
        self.check.note(format_datetime(self.right, usegmt=True))


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_a_clock_counts_as_right_before_the_first_answer(machine: Machine) -> None:
    machine.clock.move(days=900)
    assert machine.check.is_right()


@pytest.mark.parametrize(
    "off", [{"minutes": 6}, {"minutes": -6}, {"hours": 5}, {"days": -900}, {"days": 900}]
)
def test_a_clock_that_is_set_while_the_bot_runs_is_wrong_at_once(
    machine: Machine, off: dict[str, float], caplog: pytest.LogCaptureFixture
) -> None:
    machine.answered()
    machine.passes(hours=3)
    assert machine.check.is_right()
    machine.clock.move(**off)
    assert not machine.check.is_right(), "before another answer comes"
    for _ in range(3):
        machine.passes(minutes=1)
        machine.answered()
    assert not machine.check.is_right()
    machine.clock.now = machine.right
    assert machine.check.is_right()
    machine.passes(minutes=1)
    machine.answered()
    told = [(record.levelno, record.getMessage()) for record in caplog.records]
    assert [level for level, _ in told] == [logging.ERROR, logging.WARNING], "each is told once"
    assert ("ahead" if timedelta(**off) > timedelta() else "behind") in told[0][1]


def test_a_machine_that_slept_has_the_right_time(machine: Machine) -> None:
    machine.answered()
    machine.passes(days=3)
    assert machine.check.is_right()


def test_the_moment_is_discords_only_while_the_clock_is_wrong(machine: Machine) -> None:
    machine.answered()
    machine.passes(hours=3)
    machine.clock.move(minutes=2)
    assert machine.check.now() == machine.clock()
    for days in (40, -80):
        machine.clock.move(days=days)
        assert abs(machine.check.now() - machine.right) < timedelta(seconds=1)


def test_a_process_that_does_not_speak_to_discord_follows_one_that_does(machine: Machine) -> None:
    other = ClockCheck(machine.clock, elapsed=lambda: machine.elapsed)
    assert machine.check.booted_at() == ""
    machine.answered()
    other.follow(machine.check.booted_at())
    assert other.is_right()
    machine.passes(days=9)
    machine.clock.move(days=40)
    assert not other.is_right()
    assert abs(other.now() - machine.right) <= timedelta(minutes=1)


def test_a_difference_of_a_few_minutes_is_ignored(machine: Machine, caplog: pytest.LogCaptureFixture) -> None:
    machine.clock.move(minutes=4)
    machine.answered()
    assert machine.check.is_right()
    for said in ("yesterday", "Fri, 31 Dec 9999 23:59:59 -1400", None):
        machine.passes(minutes=1)
        machine.check.note(said)
        assert machine.check.is_right()
    assert caplog.records == []
