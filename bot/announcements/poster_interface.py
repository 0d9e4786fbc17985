"""Interface between delivery and the component that renders announcements and calls Discord."""

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.announcements.outbox import CHANNEL_FAULTS, Queued

T = TypeVar("T")

_MAX_CONCURRENT_CHANNELS = 8
_TICK_TIMEOUT_S = 20.0  # no new requests after this time


class PostError(Exception):
    """An announcement was not posted; base class of a ``Poster``'s errors."""


class ChannelRefuses(PostError):
    """The channel rejects our posts (``code``: "forbidden", "missing"); nothing was posted."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        if code not in CHANNEL_FAULTS:
            raise ValueError(f"{code!r} is not one of {CHANNEL_FAULTS}")
        self.code = code


class TryAgain(PostError):
    """Temporary failure (network, 5xx or 429; ``retry_after`` in seconds if Discord gave it). The message may
    have been posted."""

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class NotPosted(PostError):
    """Permanent failure on our side, certainly not posted: a card that cannot be built, a payload that
    Discord rejects (400)."""


class Gone(PostError):
    """The subject of the announcement no longer exists: a watch or a contract was removed; or, for an edit,
    the message itself was deleted."""


class HistoryHidden(PostError):
    """No permission to read the channel's history, so that our own message cannot be searched for."""


class Poster(Protocol):
    """Renders announcements and calls Discord."""

    async def post(self, queued: Queued, nonce: str) -> int:
        """Post with this enforced nonce; return the message's id.

        Raises ``ChannelRefuses``, ``TryAgain``, ``NotPosted``, ``Gone``. Any other error is a bug, and leaves
        open whether something was posted.
        """
        ...

    async def edit(self, queued: Queued, message_id: int) -> None:
        """Edit our message to show the current state of its subject. Idempotent.

        Raises ``Gone`` if the message was deleted or there is nothing to show, ``ChannelRefuses``,
        ``TryAgain``, ``NotPosted``.
        """
        ...

    async def find(self, queued: Queued, since: datetime) -> int | None:
        """Return the id of our own message for this announcement, not older than ``since``; None if not
        found.

        Raises ``HistoryHidden``, ``ChannelRefuses``, ``TryAgain``.
        """
        ...


class FollowUpPoster(Protocol):
    """Calls Discord for what follows a post. All requests are idempotent, and raise ``Gone`` if there is
    nothing to do any more, ``ChannelRefuses`` if a right is missing, ``TryAgain``, ``NotPosted``."""

    async def open_thread(self, queued: Queued, message_id: int) -> None:
        """Open a thread under our post, named like its headline."""
        ...

    async def edit(self, queued: Queued, message_id: int) -> None:
        """Edit our post to show the current state of its subject."""
        ...

    async def publish(self, queued: Queued, message_id: int) -> None:
        """Publish our post in a news channel to the servers that follow it."""
        ...


def nonce(announcement_id: int) -> str:
    """Return the Discord nonce of this announcement's post: 25 characters, the maximum length."""
    digest = hashlib.sha256(f"tocsin announcement {announcement_id}".encode()).digest()
    return base64.b32encode(digest).decode()[:25]


async def take_groups(
    groups: Iterable[Sequence[T]], take: Callable[[Sequence[T], float], Awaitable[int]]
) -> int:
    """Take groups of requests, some channels at once, and return how many were carried out. ``take`` carries
    out those of one group in turn, and begins none after the moment that it is given."""
    gate = asyncio.Semaphore(_MAX_CONCURRENT_CHANNELS)
    end = asyncio.get_running_loop().time() + _TICK_TIMEOUT_S

    async def taken(group: Sequence[T]) -> int:
        async with gate:
            return await take(group, end)

    async with asyncio.TaskGroup() as tasks:
        running = [tasks.create_task(taken(group)) for group in groups]
    return sum(task.result() for task in running)
