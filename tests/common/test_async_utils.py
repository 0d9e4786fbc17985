"""Cancellation of tasks that do not react to it at once, and exponential backoff."""

import asyncio
from datetime import timedelta

import pytest

from bot.common.async_utils import backoff, cancel

pytestmark = pytest.mark.unit


async def test_a_task_that_swallows_a_cancellation_is_cancelled_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.common.async_utils._CANCEL_AGAIN_S", 0.01)
    swallowed = 0

    async def deaf() -> None:
        nonlocal swallowed
        while swallowed < 3:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                swallowed += 1
        await asyncio.sleep(3600)

    async def failing() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            raise RuntimeError("broken")

    tasks = [asyncio.create_task(work()) for work in (deaf, failing)]
    await asyncio.sleep(0)
    await cancel(*tasks)
    assert swallowed == 3
    assert all(task.done() for task in tasks)


def test_each_failure_doubles_the_delay_up_to_the_limit() -> None:
    assert [backoff(4.0, 30.0, failures) for failures in range(5)] == [4.0, 8.0, 16.0, 30.0, 30.0]
    assert backoff(60.0, 30.0, 0) == 30.0


def test_a_delay_stays_at_the_limit_after_any_number_of_failures() -> None:
    assert backoff(timedelta(minutes=15), timedelta(hours=6), 10**9) == timedelta(hours=6)
