"""Delivery of the outbox: posts each announcement once, oldest first within a channel.

An attempt is recorded before a post is sent, the message's id after. In between, a crash, a lost reply or a
timeout leaves an *open* attempt: Discord may have the message. The channel is searched for it before the post
is sent again. For two minutes Discord also recognises our nonce, and returns the existing message: that
covers what is still under way, and a channel whose history is hidden. Where it is hidden for longer, the
announcement becomes *uncertain*: organisers decide. If the clock was ahead, no wait becomes longer than the
maximum.
"""

import asyncio
import logging
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, false, func, or_, select, update

from bot.announcements.follow_ups import add_steps
from bot.announcements.outbox import CHANNEL_FAULTS, Queued, select_queued, to_queued
from bot.announcements.poster_interface import (
    ChannelRefuses,
    Gone,
    HistoryHidden,
    NotPosted,
    Poster,
    TryAgain,
    nonce,
)
from bot.common.async_utils import backoff, cancel
from bot.common.clock import Clock
from bot.errors import CANNOT_STORE
from bot.storage import Database
from bot.storage.models import Announcement, Server

log = logging.getLogger(__name__)

NONCE_WINDOW = timedelta(minutes=2)
"""Discord remembers a nonce for "a few minutes"; we rely on two."""

_FIRST_RETRY, _LAST_RETRY = 4.0, 600.0  # seconds; jitter subtracts up to half
_FIRST_PROBE, _LAST_PROBE = timedelta(minutes=15), timedelta(hours=6)
_CLOCK_SKEW = timedelta(minutes=10)  # between this machine and Discord, for searches in a history
_CLOCK_WAS_WRONG = timedelta(days=1)  # range of the search if the attempt's own time cannot be trusted
_POST_TIMEOUT_S = 60.0  # timeout of a post
_TICK_TIMEOUT_S = 30.0  # no new posts after this time, so that a long queue does not block other tasks
_MAX_CONCURRENT_POSTS = 32
_STANDS_ASIDE = 8  # attempts that failed on our side, about a quarter of an hour: then later posts may pass

_NOT_POSTED, _FAILED = "not-posted", "failed"  # faults on our side


_MAX_POSTS, _WINDOW_S = 5, 5.0
"""Discord's limit of a channel. Where Discord sets a lower one, discord.py keeps to that."""

_MAX_POSTS_PER_S = 40.0
"""Of the 50 requests a second that Discord takes from a bot: the rest is for answers and edits."""


class PostRateLimiter:
    """Rate limiter of posts: a sliding window for each channel, and a minimum interval between any two posts,
    to keep below Discord's limits: refused requests (429) count against a bot.

    discord.py waits too, but only when a channel's headers or a refusal tell it to. It knows no limit of all
    channels together, and takes a channel to have room for five posts as soon as the oldest of five expires.

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


@dataclass(frozen=True, slots=True)
class _Due:
    """The oldest pending announcement of a channel, which is due."""

    queued: Queued
    attempts: int
    open_since: datetime | None  # time of the first attempt whose outcome is unknown
    elsewhere: bool  # the channel is not, or no longer, one in which its server posts
    probe_after: timedelta  # delay until the next attempt if the channel refuses


class Delivery:
    """Posts due announcements. ``grace``: seconds that a post in flight has when ``tick`` is cancelled."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        poster: Poster,
        *,
        nonce_window: timedelta = NONCE_WINDOW,
        grace: float = 0.5,
        jitter: Callable[[float, float], float] = random.uniform,
        limiter: PostRateLimiter | None = None,
    ) -> None:
        self._limiter = limiter or PostRateLimiter()
        self._database = database
        self._clock = clock
        self._poster = poster
        self._nonce_window = nonce_window
        self._grace = grace
        self._jitter = jitter
        self._ticking = asyncio.Lock()

    async def tick(self) -> int:
        """Post due announcements, and return the number of messages posted.

        When cancelled, it starts no new post, lets those in flight finish, and stores their results.
        """
        async with self._ticking:
            channels = await self._due_channels()
            if not channels:
                return 0
            return await self._deliver(channels)

    async def _deliver(self, channels: list[int]) -> int:
        gate = asyncio.Semaphore(_MAX_CONCURRENT_POSTS)
        end = asyncio.get_running_loop().time() + _TICK_TIMEOUT_S
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._deliver_channel(channel_id, gate, end)) for channel_id in channels
            ]
        return sum(task.result() for task in tasks)

    async def _deliver_channel(self, channel_id: int, gate: asyncio.Semaphore, end: float) -> int:
        """Post this channel's announcements until one fails."""
        sent = 0
        try:
            while await self._limiter.wait_for_channel(channel_id, end):
                async with gate:
                    if not await self._deliver_next(channel_id, end):
                        break
                sent += 1
        except CANNOT_STORE:
            pass  # the database logs it
        except Exception:
            # An attempt without a stored result is open; the next tick handles it.
            log.exception("delivery to channel %s was interrupted", channel_id)
        return sent

    async def _deliver_next(self, channel_id: int, end: float) -> bool:
        """Post the channel's next announcement. All waits for a rate limit are over before the attempt is
        recorded: it is in doubt as briefly as possible."""
        due = await self._next(channel_id)
        if due is None or not await self._limiter.wait_for_turn(end):
            return False
        try:
            return await self._to_its_end(self._attempt(due))
        finally:
            self._limiter.note_post(channel_id)

    async def _to_its_end(self, attempt: Any) -> bool:
        """Await an attempt; on cancellation, give it ``grace`` seconds to finish and be stored."""
        task: asyncio.Task[bool] = asyncio.ensure_future(attempt)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            try:
                await asyncio.wait({task}, timeout=self._grace)
            finally:
                await cancel(task)
            raise

    async def _attempt(self, due: _Due) -> bool:
        """Try to post one announcement. Return whether it was posted, now or earlier."""
        queued, now = due.queued, self._clock()
        open_since, attempts = due.open_since, due.attempts + 1
        if open_since is not None and open_since > now:
            open_since = now - _CLOCK_WAS_WRONG
        try:
            if open_since is not None:
                recognised = now - open_since < self._nonce_window
                earlier = await self._find(due, open_since, may_be_hidden=recognised)
                if earlier is not None:
                    await self._store_sent(queued, earlier)
                    return True
                if not recognised:
                    open_since = None
            if not await self._begin(due, open_since or now):
                return False
            message_id = await self._post(queued, open_since or now)
        except ChannelRefuses as error:
            await self._hold(due, error.code, open_since)
        except HistoryHidden:
            log.warning(
                "announcement %s may have been posted, and the bot may not read the channel's history",
                queued.id,
            )
            await self._store(queued, state="uncertain", fault="history-hidden")
        except Gone:
            log.warning("announcement %s is dropped: %s no longer exists", queued.id, queued.subject)
            await self._drop(queued)
        except TryAgain as error:
            log.info("announcement %s: Discord could not be reached, attempt %s", queued.id, attempts)
            await self._put_off(queued, attempts, "try-again", error.retry_after, **_doubt(open_since))
        except NotPosted:
            log.exception("announcement %s could not be posted, attempt %s", queued.id, attempts)
            await self._put_off(queued, attempts, _NOT_POSTED, first_attempt_at=open_since)
        except CANNOT_STORE:
            raise
        except Exception:
            log.exception("announcement %s failed, attempt %s", queued.id, attempts)
            await self._put_off(queued, attempts, _FAILED, **_doubt(open_since))
        else:
            await self._store_sent(queued, message_id)
            return True
        return False

    async def _find(self, due: _Due, open_since: datetime, *, may_be_hidden: bool) -> int | None:
        """Return the id of our message from an earlier attempt, if the channel has it."""
        try:
            return await self._poster.find(due.queued, open_since - _CLOCK_SKEW)
        except HistoryHidden:
            if may_be_hidden:
                return None
            raise
        except ChannelRefuses as error:
            if due.elsewhere:  # nobody has a reason to fix that channel
                raise HistoryHidden from error
            raise

    async def _post(self, queued: Queued, open_since: datetime) -> int:
        """Send within the nonce window: a request that reaches Discord later might be posted a second
        time."""
        left = (open_since + self._nonce_window - self._clock()).total_seconds()
        try:
            async with asyncio.timeout(min(_POST_TIMEOUT_S, left)):
                return await self._poster.post(queued, nonce(queued.id))
        except TimeoutError as error:
            raise TryAgain from error

    async def _due_channels(self) -> list[int]:
        async with self._database.read() as session:
            found = await session.execute(
                select(Announcement.channel_id)
                .join(Server, Server.id == Announcement.server_id)
                .where(_has_its_turn(_heads()), self._is_due())
                .group_by(Announcement.channel_id)
                .order_by(func.min(Announcement.id))
            )
            return list(found.scalars())

    async def _next(self, channel_id: int) -> _Due | None:
        """Return the channel's oldest pending announcement that is due, or one that no longer blocks it."""
        columns = (
            Announcement.attempts,
            Announcement.first_attempt_at,
            Announcement.last_attempt_at,
            Announcement.next_attempt_at,
            Announcement.fault,
            (
                Announcement.channel_id.is_distinct_from(Server.channel_id)
                & Announcement.channel_id.is_distinct_from(Server.organiser_channel_id)
            ).label("elsewhere"),
        )
        turn = _has_its_turn(_heads().where(Announcement.channel_id == channel_id))
        async with self._database.read() as session:
            row = (
                await session.execute(
                    select_queued(*columns)
                    .where(Announcement.channel_id == channel_id, turn, self._is_due())
                    .order_by(Announcement.id)
                    .limit(1)
                )
            ).first()
        if row is None:
            return None
        probe_after = _FIRST_PROBE
        if row.fault in CHANNEL_FAULTS and row.last_attempt_at and row.next_attempt_at <= self._clock():
            waited = row.next_attempt_at - row.last_attempt_at
            probe_after = max(_FIRST_PROBE, min(_LAST_PROBE, waited * 2))
        return _Due(to_queued(row), row.attempts, row.first_attempt_at, row.elsewhere, probe_after)

    def _is_due(self) -> Any:
        """SQL condition: the next attempt is due, or organisers have fixed the channel that held it, or its
        times were set by a clock that was ahead; and the bot is still in its server."""
        mended = (
            Announcement.fault.in_(CHANNEL_FAULTS)
            & Server.channel_fault.is_(None)
            & (Announcement.channel_id == Server.channel_id)
        )
        now = self._clock()
        wrong = (Announcement.next_attempt_at > now + _LAST_PROBE + _CLOCK_SKEW) | (
            Announcement.last_attempt_at > now
        )
        return and_(Server.removed_at.is_(None), or_(Announcement.next_attempt_at <= now, wrong, mended))

    async def _begin(self, due: _Due, open_since: datetime) -> bool:
        """Record the start of an attempt; ``False`` if another process has changed the row since."""
        async with self._database.write() as session:
            result: Any = await session.execute(
                update(Announcement)
                .where(
                    Announcement.id == due.queued.id,
                    Announcement.channel_id == due.queued.channel_id,
                    Announcement.state == "pending",
                    Announcement.attempts == due.attempts,
                )
                .values(
                    attempts=due.attempts + 1,
                    first_attempt_at=open_since,
                    last_attempt_at=self._clock(),
                )
            )
        return bool(result.rowcount)

    async def _store_sent(self, queued: Queued, message_id: int) -> None:
        now = self._clock()
        async with self._database.write() as session:
            await session.execute(
                update(Announcement)
                .where(Announcement.id == queued.id)
                .values(state="sent", message_id=message_id, sent_at=now, fault=None)
            )
            await add_steps(session, self._database, queued, now)
            await session.execute(
                update(Server)
                .where(
                    Server.id == queued.server_id,
                    Server.channel_id == queued.channel_id,
                    Server.channel_fault.is_not(None),
                )
                .values(channel_fault=None, channel_fault_at=None)
            )

    async def _hold(self, due: _Due, code: str, open_since: datetime | None) -> None:
        """Stop posting to the channel for a while: many rejected requests would get the bot banned."""
        queued, now = due.queued, self._clock()
        log.warning("channel %s of server %s refuses posts: %s", queued.channel_id, queued.server_id, code)
        async with self._database.write() as session:
            await session.execute(
                update(Announcement)
                .where(Announcement.id == queued.id, Announcement.state == "pending")
                .values(
                    attempts=due.attempts,
                    first_attempt_at=open_since,
                    last_attempt_at=now,
                    next_attempt_at=now + due.probe_after,
                    fault=code,
                )
            )
            await session.execute(
                update(Server)
                .where(Server.id == queued.server_id, Server.channel_id == queued.channel_id)
                .values(channel_fault=code, channel_fault_at=func.coalesce(Server.channel_fault_at, now))
            )

    async def _put_off(
        self, queued: Queued, attempts: int, fault: str, retry_after: float | None = None, **changes: Any
    ) -> None:
        longest = backoff(_FIRST_RETRY, _LAST_RETRY, attempts - 1)
        seconds = max(self._jitter(longest / 2, longest), retry_after or 0.0)
        now = self._clock()
        await self._store(
            queued,
            attempts=attempts,
            fault=fault,
            last_attempt_at=now,
            next_attempt_at=now + timedelta(seconds=seconds),
            **changes,
        )

    async def _store(self, queued: Queued, **values: Any) -> None:
        """Update the announcement unless it is settled."""
        still = (Announcement.id == queued.id, Announcement.state == "pending")
        async with self._database.write() as session:
            await session.execute(update(Announcement).where(*still).values(**values))

    async def _drop(self, queued: Queued) -> None:
        still = (Announcement.id == queued.id, Announcement.state == "pending")
        async with self._database.write() as session:
            await session.execute(delete(Announcement).where(*still))


def _doubt(open_since: datetime | None) -> dict[str, Any]:
    """Return the columns that preserve an earlier attempt's open state; without one, this attempt's own is
    already recorded."""
    return {} if open_since is None else {"first_attempt_at": open_since}


def _stands_aside() -> Any:
    """SQL condition: an announcement that repeatedly failed on our side, and no longer blocks later ones."""
    return (
        (Announcement.state == "pending")
        & Announcement.fault.in_((_NOT_POSTED, _FAILED))
        & (Announcement.attempts >= _STANDS_ASIDE)
    )


def _heads() -> Any:
    """Subquery for the id of the oldest pending announcement of every channel."""
    return (
        select(func.min(Announcement.id))
        .where(
            Announcement.state == "pending",
            ~Announcement.gathering,
            ~Announcement.for_digest,
            ~func.coalesce(_stands_aside(), false()),
        )
        .group_by(Announcement.channel_id)
    )


def _has_its_turn(heads: Any) -> Any:
    return or_(Announcement.id.in_(heads), _stands_aside())
