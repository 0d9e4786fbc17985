"""Routing of announcements: the channels that they go to, and the moves to others when a channel changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.storage.models import Announcement, Server

OF_SOURCE = ("stale", "stale-over", "less", "less-over")
TO_ORGANISERS = (
    "failing",
    "working",
    *OF_SOURCE,
    "drift",
    "retention",
    "restored",
    "restyled",
    "unsteady",
    "facts-stale",
    "fact-changed",
    "board-withheld",
    "card-objection",
    "round-old",
)
"""Kinds that go to the organisers' channel, if there is one."""

CHANNEL_FAULTS = ("forbidden", "missing")
"""Reasons why a channel refuses posts (``channel-fault-<value>`` in the texts)."""


async def redirect(
    session: AsyncSession, server_id: int, channel_id: int, now: datetime, *, organisers: bool = False
) -> None:
    """Move pending announcements from other channels of the server to this one, in the caller's transaction:
    either those for everybody, or those for the ``organisers``.

    Announcements that may have been posted already stay: they can be found there, and would be posted twice
    here. Those that this channel has already, or would get twice, are dropped.
    """
    same, there = aliased(Announcement), aliased(Announcement)
    first = select(func.min(same.id)).where(_can_move(same, server_id, channel_id, organisers))
    has_it = exists().where(
        there.channel_id == channel_id,
        there.subject == Announcement.subject,
        there.occasion == Announcement.occasion,
    )
    moving = _can_move(Announcement, server_id, channel_id, organisers)
    await session.execute(
        delete(Announcement)
        .where(moving, or_(Announcement.id.not_in(first.group_by(same.subject, same.occasion)), has_it))
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        update(Announcement)
        .where(moving)
        .values(
            channel_id=channel_id,
            attempts=0,
            first_attempt_at=None,
            last_attempt_at=None,
            next_attempt_at=now,
            fault=None,
        )
        .execution_options(synchronize_session=False)
    )


async def try_again(session: AsyncSession, server_id: int, channel_id: int, now: datetime) -> None:
    """Make the announcements that a channel refused due now, in the caller's transaction: the channel was
    fixed."""
    await session.execute(
        update(Announcement)
        .where(
            Announcement.server_id == server_id,
            Announcement.channel_id == channel_id,
            Announcement.state == "pending",
            Announcement.fault.in_(CHANNEL_FAULTS),
        )
        .values(next_attempt_at=now, fault=None)
        .execution_options(synchronize_session=False)
    )


def _can_move(row: Any, server_id: int, channel_id: int, organisers: bool) -> ColumnElement[bool]:
    """SQL condition: pending elsewhere and certainly not posted, i.e. without a recorded attempt that may
    have succeeded."""
    return and_(
        row.server_id == server_id,
        row.kind.in_(TO_ORGANISERS) if organisers else row.kind.not_in(TO_ORGANISERS),
        row.channel_id != channel_id,
        row.state == "pending",
        row.first_attempt_at.is_(None),
    )


def refused_elsewhere() -> ColumnElement[bool]:
    """SQL condition: held by a channel that is not the one in which its server posts."""
    return Announcement.fault.in_(CHANNEL_FAULTS) & Announcement.channel_id.is_distinct_from(
        Server.channel_id
    )
