"""Announcements: the transactional outbox and its delivery to Discord."""

from bot.announcements.delivery import Delivery
from bot.announcements.outbox import CHANNEL_FAULTS, Held, Outbox, Queued, enqueue
from bot.announcements.poster import (
    ChannelRefuses,
    Gone,
    HistoryHidden,
    NotPosted,
    Poster,
    PostError,
    TryAgain,
    nonce,
)

__all__ = [
    "CHANNEL_FAULTS",
    "ChannelRefuses",
    "Delivery",
    "Gone",
    "Held",
    "HistoryHidden",
    "NotPosted",
    "Outbox",
    "PostError",
    "Poster",
    "Queued",
    "TryAgain",
    "enqueue",
    "nonce",
]
