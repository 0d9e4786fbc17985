"""Deadline of a demand: the one answer to whether it is over, for the bot and for the box."""

from datetime import datetime
from typing import Protocol


class HasDeadline(Protocol):
    """A demand, or what is known of one: its state, and the moment from which it cannot be signed."""

    @property
    def state(self) -> str: ...

    @property
    def closes_at(self) -> datetime | None: ...


def is_over(demand: HasDeadline, now: datetime) -> bool:
    """True if a demand was open and can no longer be signed: it was closed, or its deadline has passed and
    the next tick closes it. A draft is not over."""
    if demand.state != "open":
        return demand.state != "draft"
    return demand.closes_at is not None and demand.closes_at <= now
