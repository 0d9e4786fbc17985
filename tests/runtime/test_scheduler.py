"""Periodic tasks: they survive failures, and end without interrupting a tick."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise

import pytest

from bot.common.async_utils import backoff
from bot.runtime.scheduler import PeriodicTask

pytestmark = pytest.mark.unit


async def at_once() -> None:
    """A start that is ready at once."""


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.001)


def logged(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.name == "bot.runtime.scheduler"]


def periodic_task(tick: Callable[[], Awaitable[object]], every: float = 0.001) -> PeriodicTask:
    return PeriodicTask("testing", every, tick)


@pytest.mark.parametrize("error", [RuntimeError("no"), OSError("no"), TimeoutError(), KeyError("no")])
async def test_a_failing_tick_is_logged_and_repeated(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    count = 0

    async def tick() -> None:
        nonlocal count
        count += 1
        if count < 3:
            raise error

    beating = periodic_task(tick)
    beating.start(at_once)
    await until(lambda: count >= 5)
    await beating.close(1)
    first, second = logged(caplog)
    assert first.getMessage() == "testing failed; it will be tried again"
    assert first.levelno == second.levelno == logging.ERROR
    assert first.exc_info


async def test_a_seldom_task_begins_after_those_that_answer_and_post(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.runtime.scheduler._SELDOM_S", 0.05)
    ticks: list[str] = []

    async def tidy() -> None:
        ticks.append("tidied")

    async def post() -> None:
        ticks.append("posted")

    seldom, often = periodic_task(tidy, every=0.5), periodic_task(post, every=0.01)
    for beating in (seldom, often):
        beating.start(at_once)
    await until(lambda: ticks.count("tidied") == 2)
    for beating in (seldom, often):
        await beating.close(1)
    assert ticks[0] == "posted"


async def test_a_repeated_failure_is_logged_with_a_traceback_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    script = [OSError("no"), OSError("no"), OSError("no"), OSError("other"), None, OSError("other")]
    count = 0

    async def tick() -> None:
        nonlocal count
        count += 1
        error = script[count - 1] if count <= len(script) else None
        if error is not None:
            raise error

    beating = periodic_task(tick)
    beating.start(at_once)
    await until(lambda: count > len(script))
    await beating.close(1)
    assert [bool(record.exc_info) for record in logged(caplog)] == [True, False, False, True, False, True]
    assert "3 times" in logged(caplog)[2].getMessage()
    assert "works again after 4 failures" in logged(caplog)[4].getMessage()


async def test_failures_in_a_row_back_off_until_a_success(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.runtime.scheduler._MAX_BACKOFF_S", 0.2)
    began: list[float] = []
    failures: list[int] = []

    def noted(first: float, most: float, failed: int) -> float:
        failures.append(failed)
        return backoff(first, most, failed)

    monkeypatch.setattr("bot.runtime.scheduler.backoff", noted)

    async def tick() -> None:
        began.append(time.monotonic())
        if len(began) <= 6:
            raise OSError

    beating = periodic_task(tick, every=0.02)
    beating.start(at_once)
    await until(lambda: len(began) >= 10)
    await beating.close(1)
    pauses = [after - before for before, after in pairwise(began)]
    for pause, least in zip(pauses, (0.04, 0.08, 0.16, 0.2, 0.2, 0.2), strict=False):
        assert pause >= least - 0.005
    assert failures == [1, 2, 3, 4, 5, 6], "and none after a success"


async def test_missed_ticks_are_not_made_up_for() -> None:
    began: list[float] = []

    async def tick() -> None:
        began.append(time.monotonic())
        if len(began) == 1:
            await asyncio.sleep(0.5)  # ten intervals

    beating = periodic_task(tick, every=0.05)
    beating.start(at_once)
    await until(lambda: len(began) >= 6)
    await beating.close(1)
    pauses = [after - before for before, after in pairwise(began)]
    assert sum(pauses[1:]) > 0.1


async def test_a_clock_that_is_set_back_does_not_stop_the_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0
    behind = timedelta()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.fromtimestamp(time.time(), tz) - behind

    async def tick() -> None:
        nonlocal count, behind
        count += 1
        if count == 2:
            behind = timedelta(days=365)

    monkeypatch.setattr("datetime.datetime", Clock)
    beating = periodic_task(tick)
    beating.start(at_once)
    await until(lambda: count >= 5)
    await beating.close(1)
    ended = count
    await asyncio.sleep(0.02)
    assert count == ended


async def test_no_tick_before_the_bot_is_ready() -> None:
    ready = asyncio.Event()
    count = 0

    async def tick() -> None:
        nonlocal count
        count += 1

    beating = periodic_task(tick)
    beating.start(ready.wait)
    await asyncio.sleep(0.02)
    assert count == 0
    ready.set()
    await until(lambda: count > 1)
    await beating.close(1)


async def test_ticks_never_overlap() -> None:
    under_way, most, count = 0, 0, 0

    async def tick() -> None:
        nonlocal under_way, most, count
        under_way, count = under_way + 1, count + 1
        most = max(most, under_way)
        await asyncio.sleep(0.005)
        under_way -= 1

    beating = periodic_task(tick)
    beating.start(at_once)
    await until(lambda: count > 3)
    await beating.close(1)
    assert most == 1


async def test_closing_lets_a_tick_finish_and_begins_no_other() -> None:
    begun, finished = 0, 0
    gate = asyncio.Event()

    async def tick() -> None:
        nonlocal begun, finished
        begun += 1
        await gate.wait()
        finished += 1

    beating = periodic_task(tick)
    beating.start(at_once)
    await until(lambda: begun == 1)
    closing = asyncio.create_task(beating.close(60))
    await asyncio.sleep(0.01)
    assert not closing.done()
    gate.set()
    await closing
    await asyncio.sleep(0.01)
    assert (begun, finished) == (1, 1)


async def test_closing_cancels_a_tick_that_takes_too_long() -> None:
    begun, cut = 0, 0

    async def tick() -> None:
        nonlocal begun, cut
        begun += 1
        try:
            await asyncio.Event().wait()
        finally:
            cut += 1

    beating = periodic_task(tick)
    beating.start(at_once)
    await until(lambda: begun == 1)
    await beating.close(0.02)
    assert (begun, cut) == (1, 1)


async def test_closing_does_not_wait_for_the_next_tick() -> None:
    count = 0

    async def tick() -> None:
        nonlocal count
        count += 1

    beating = periodic_task(tick, every=59)
    beating.start(at_once)
    await until(lambda: count == 1)
    await asyncio.sleep(0.01)
    async with asyncio.timeout(60):
        await beating.close(600)
    assert count == 1


async def test_closing_before_the_start_or_before_ready_is_no_error() -> None:
    async def tick() -> None:
        raise AssertionError

    never_started, not_ready = periodic_task(tick), periodic_task(tick)
    not_ready.start(asyncio.Event().wait)
    await asyncio.sleep(0)
    await asyncio.gather(never_started.close(1), not_ready.close(1))
