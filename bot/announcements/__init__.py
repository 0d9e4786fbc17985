"""Announcements: the outbox, which a change enters in its own transaction, and the delivery of posts.

May import: ``audit``, ``storage`` and what is below.
Never: imports Discord; a ``Poster`` renders and sends what is due.
"""

from bot.announcements.delivery import Delivery
from bot.announcements.outbox import Backlog, NewAnnouncement, Outbox, Queued, enqueue
from bot.announcements.poster_interface import (
    ChannelRefuses,
    Gone,
    HistoryHidden,
    NotPosted,
    Poster,
    PostError,
    TryAgain,
    nonce,
)
from bot.announcements.routing import CHANNEL_FAULTS

__all__ = [
    "CHANNEL_FAULTS",
    "Backlog",
    "ChannelRefuses",
    "Delivery",
    "Gone",
    "HistoryHidden",
    "NewAnnouncement",
    "NotPosted",
    "Outbox",
    "PostError",
    "Poster",
    "Queued",
    "TryAgain",
    "enqueue",
    "nonce",
]
