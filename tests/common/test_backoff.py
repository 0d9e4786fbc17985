"""Exponential backoff: delays double with each failure, up to a limit."""

from datetime import timedelta

import pytest

from bot.common.backoff import backoff

pytestmark = pytest.mark.unit


def test_each_failure_doubles_the_delay_up_to_the_limit() -> None:
    assert [backoff(4.0, 30.0, failures) for failures in range(5)] == [4.0, 8.0, 16.0, 30.0, 30.0]
    assert backoff(60.0, 30.0, 0) == 30.0


def test_a_delay_stays_at_the_limit_after_any_number_of_failures() -> None:
    assert backoff(timedelta(minutes=15), timedelta(hours=6), 10**9) == timedelta(hours=6)
