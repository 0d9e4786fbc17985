"""Work in the background: it outlives its failures, and ends without cutting anything short."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

import pytest

from bot.beats import Beat


async def at_once() -> None:
    """Ready."""


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.001)


def beat(tick: Callable[[], Awaitable[object]], every: float = 0.001) -> Beat:
    return Beat("testing", every, tick)


@pytest.mark.parametrize("error", [RuntimeError("no"), OSError("no"), TimeoutError(), KeyError("no")])
async def test_a_tick_that_fails_is_logged_and_comes_again(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    count = 0

    async def tick() -> None:
        nonlocal count
        count += 1
        if count < 3:
            raise error

    beating = beat(tick)
    beating.start(at_once)
    await until(lambda: count >= 5)
    await beating.close(1)
    failures = [record for record in caplog.records if record.name == "bot.beats"]
    assert [record.getMessage() for record in failures] == ["testing failed; it is tried again"] * 2
    assert all(record.levelno == logging.ERROR and record.exc_info for record in failures)


async def test_nothing_ticks_before_all_is_ready() -> None:
    ready = asyncio.Event()
    count = 0

    async def tick() -> None:
        nonlocal count
        count += 1

    beating = beat(tick)
    beating.start(ready.wait)
    await asyncio.sleep(0.02)
    assert count == 0
    ready.set()
    await until(lambda: count > 1)
    await beating.close(1)


async def test_two_ticks_are_never_under_way_at_once() -> None:
    under_way, most, count = 0, 0, 0

    async def tick() -> None:
        nonlocal under_way, most, count
        under_way, count = under_way + 1, count + 1
        most = max(most, under_way)
        await asyncio.sleep(0.005)
        under_way -= 1

    beating = beat(tick)
    beating.start(at_once)
    await until(lambda: count > 3)
    await beating.close(1)
    assert most == 1


async def test_closing_lets_a_tick_under_way_finish_and_begins_no_other() -> None:
    begun, finished = 0, 0
    gate = asyncio.Event()

    async def tick() -> None:
        nonlocal begun, finished
        begun += 1
        await gate.wait()
        finished += 1

    beating = beat(tick)
    beating.start(at_once)
    await until(lambda: begun == 1)
    closing = asyncio.create_task(beating.close(5))
    await asyncio.sleep(0.01)
    assert not closing.done()
    gate.set()
    await closing
    await asyncio.sleep(0.01)
    assert (begun, finished) == (1, 1)


async def test_closing_cuts_a_tick_short_that_takes_too_long() -> None:
    begun, cut = 0, 0

    async def tick() -> None:
        nonlocal begun, cut
        begun += 1
        try:
            await asyncio.Event().wait()
        finally:
            cut += 1

    beating = beat(tick)
    beating.start(at_once)
    await until(lambda: begun == 1)
    await beating.close(0.02)
    assert (begun, cut) == (1, 1)


async def test_closing_does_not_wait_for_the_next_tick() -> None:
    count = 0

    async def tick() -> None:
        nonlocal count
        count += 1

    beating = beat(tick, every=3600)
    beating.start(at_once)
    await until(lambda: count == 1)
    await asyncio.sleep(0.01)
    before = time.monotonic()
    await beating.close(30)
    assert time.monotonic() - before < 5, "it did not wait out its patience"
    assert count == 1


async def test_closing_before_it_began_and_before_it_was_ready_is_no_error() -> None:
    async def tick() -> None:
        raise AssertionError

    never_started, not_ready = beat(tick), beat(tick)
    not_ready.start(asyncio.Event().wait)
    await asyncio.sleep(0)
    await asyncio.gather(never_started.close(1), not_ready.close(1))
