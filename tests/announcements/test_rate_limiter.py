"""Rate limiter of posts: below Discord's limits in any order of posts, without needless delay."""

import asyncio
from itertools import pairwise
from math import inf

import pytest

from bot.announcements.delivery import PostRateLimiter

pytestmark = pytest.mark.unit


class Clock:
    """A clock that is moved by sleeping."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        until = self.seconds + seconds
        await asyncio.sleep(0)
        self.seconds = max(self.seconds, until)


async def post(limiter: PostRateLimiter, channel_id: int, until: float = inf) -> bool:
    if not await limiter.wait_for_channel(channel_id, until) or not await limiter.wait_for_turn(until):
        return False
    limiter.note_post(channel_id)
    return True


async def test_a_channel_gets_five_posts_in_any_five_seconds() -> None:
    clock, times = Clock(), list[float]()
    limiter = PostRateLimiter(now=clock.now, sleep=clock.sleep)
    for number in range(20):
        assert await post(limiter, 7)
        times.append(clock.seconds)
        clock.seconds += number % 3 / 4  # other work takes time
    assert all(later - first >= 5.0 for first, later in zip(times, times[5:], strict=False))
    assert times[4] - times[0] < 5.0, "the first five need not wait for each other"


async def test_all_channels_together_get_forty_posts_a_second() -> None:
    clock, times = Clock(), list[float]()
    limiter = PostRateLimiter(now=clock.now, sleep=clock.sleep)

    async def one(channel_id: int) -> None:
        assert await post(limiter, channel_id)
        times.append(clock.seconds)

    await asyncio.gather(*(one(channel_id) for channel_id in range(81)))
    assert times == sorted(times)
    assert times[-1] - times[0] == pytest.approx(2.0)


async def test_turns_missed_while_the_event_loop_was_blocked_are_not_made_up_for() -> None:
    clock, times = Clock(), list[float]()
    limiter = PostRateLimiter(now=clock.now, sleep=clock.sleep)
    for _ in range(10):
        await post(limiter, len(times))
        times.append(clock.seconds)
        if len(times) == 5:
            clock.seconds += 10.0
    assert all(later - first >= 0.0249 for first, later in pairwise(times))


async def test_a_wait_beyond_the_deadline_is_refused_at_once() -> None:
    clock = Clock()
    limiter = PostRateLimiter(now=clock.now, sleep=clock.sleep)
    assert [await post(limiter, 7, until=104.0) for _ in range(6)] == [True] * 5 + [False]
    assert clock.seconds < 101.0, "it did not wait for what it cannot have"
    assert await post(limiter, 8, until=104.0), "another channel has room"
    clock.seconds = 104.0
    assert not await limiter.wait_for_turn(104.0)


async def test_channels_without_recent_posts_are_forgotten() -> None:
    clock = Clock()
    limiter = PostRateLimiter(now=clock.now, sleep=clock.sleep)
    for channel_id in range(100):
        await post(limiter, channel_id)
        clock.seconds += 1.0
    assert len(limiter._posted) <= 6
