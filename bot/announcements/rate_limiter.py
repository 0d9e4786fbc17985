"""Rate limiter of posts: keeps below Discord's limits, as refused requests (429) count against a bot.

discord.py waits too, but only when a channel's headers or a refusal tell it to. It knows no limit of all
channels together, and takes a channel to have room for five posts as soon as the oldest of five expires.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

_MAX_POSTS, _WINDOW_S = 5, 5.0
"""Discord's limit of a channel. Where Discord sets a lower one, discord.py keeps to that."""

_MAX_POSTS_PER_S = 40.0
"""Of the 50 requests a second that Discord takes from a bot: the rest is for answers and edits."""


class PostRateLimiter:
    """Sliding window for each channel, and a minimum interval between any two posts.

    ``now`` is a monotonic clock in seconds, by default the event loop's.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._interval = 1 / _MAX_POSTS_PER_S
        self._now = now or (lambda: asyncio.get_running_loop().time())
        self._sleep = sleep
        self._posted: dict[int, deque[float]] = {}  # by channel: when its last posts were answered
        self._turns = asyncio.Lock()
        self._next_at = float("-inf")

    async def wait_for_channel(self, channel_id: int, until: float) -> bool:
        """Wait until the channel has room for a post; ``False``, at once, if that is not before ``until``."""
        times = self._posted.get(channel_id, deque())
        return await self._wait(times[0] + _WINDOW_S if len(times) == _MAX_POSTS else self._now(), until)

    async def wait_for_turn(self, until: float) -> bool:
        """Wait for the next turn of all posts, first come first served; ``False`` if it is not before
        ``until``."""
        async with self._turns:
            # Not booked ahead: after a hold of the event loop, what was booked would be sent at one moment.
            has_turn = await self._wait(self._next_at, until)
            if has_turn:
                self._next_at = self._now() + self._interval
            return has_turn

    def note_post(self, channel_id: int) -> None:
        """Count a post whose answer has come, or was given up: it reached Discord before that."""
        now = self._now()
        if channel_id not in self._posted:
            self._posted = {
                each: times for each, times in self._posted.items() if times[-1] > now - _WINDOW_S
            }
        self._posted.setdefault(channel_id, deque(maxlen=_MAX_POSTS)).append(now)

    async def _wait(self, at: float, until: float) -> bool:
        now = self._now()
        if max(at, now) >= until:
            return False
        if at > now:
            await self._sleep(at - now)
        return True
