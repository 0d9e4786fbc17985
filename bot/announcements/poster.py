"""What delivery asks of the one who renders announcements and speaks with Discord."""

import base64
import hashlib
from datetime import datetime
from typing import Protocol

from bot.announcements.outbox import CHANNEL_FAULTS, Queued


class PostError(Exception):
    """Why an announcement was not posted, as a ``Poster`` says it."""


class ChannelRefuses(PostError):
    """The channel takes no post of ours (``code``: "forbidden", "missing"); nothing was posted."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        if code not in CHANNEL_FAULTS:
            raise ValueError(f"{code!r} is not one of {CHANNEL_FAULTS}")
        self.code = code


class TryAgain(PostError):
    """The network, a 5xx or a 429, ``retry_after`` in seconds if Discord gave it; perhaps it was posted."""

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class NotPosted(PostError):
    """Our own fault, and certain: a card that cannot be built, a payload that Discord refuses (400)."""


class Gone(PostError):
    """What the announcement would tell of is no longer there: a watch or a contract that was removed; or,
    at an edit, the message itself."""


class HistoryHidden(PostError):
    """We may not read the channel's history, so that our own message cannot be looked for."""


class Poster(Protocol):
    """Renders announcements and speaks with Discord."""

    async def post(self, queued: Queued, nonce: str) -> int:
        """Post with this nonce, enforced; return the message's id.

        Raises ``ChannelRefuses``, ``TryAgain``, ``NotPosted``, ``Gone``. Anything else is a fault of
        ours, which leaves open whether something was posted.
        """
        ...

    async def edit(self, queued: Queued, message_id: int) -> None:
        """Let a message of ours show what its announcement shows now; to do it twice does no harm.

        Raises ``Gone`` where the message was deleted or there is nothing to show, ``ChannelRefuses``,
        ``TryAgain``, ``NotPosted``.
        """
        ...

    async def find(self, queued: Queued, since: datetime) -> int | None:
        """The id of our own message about this announcement, not older than ``since``.

        Raises ``HistoryHidden``, ``ChannelRefuses``, ``TryAgain``.
        """
        ...


def nonce(announcement_id: int) -> str:
    """What Discord knows this announcement's post by: 25 characters, its longest."""
    digest = hashlib.sha256(f"tocsin announcement {announcement_id}".encode()).digest()
    return base64.b32encode(digest).decode()[:25]
