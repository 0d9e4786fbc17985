"""Rows of demands: their locks, and conditions that several services ask for, of a loaded row or in SQL.

Lock order: the server's row first, everywhere.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.storage.models import Demand, Server, Signature

LIST_OPEN = timedelta(days=30)
"""Time after signing has ended for which signatures on the page can be withdrawn. Nothing shortens it:
whoever chose its end would publish the withdrawals of those whom they had just seen at the page."""


async def lock_demand(session: AsyncSession, server_id: int, demand_id: int) -> tuple[Server, Demand]:
    """Lock and return a server's row and then that of one of its demands, in the caller's transaction.

    Raises ``UserError`` if the server has no such demand.
    """
    server = (
        await session.execute(select(Server).where(Server.id == server_id).with_for_update())
    ).scalar_one_or_none()
    found = select(Demand).where(Demand.server_id == server_id, Demand.id == demand_id).with_for_update()
    demand = (await session.execute(found)).scalar_one_or_none()
    if server is None or demand is None:
        raise UserError("refusal-no-such-demand")
    return server, demand


async def lock_server_of(session: AsyncSession, demand_id: int) -> None:
    """Lock the row of a demand's server, in the caller's transaction, which must not have locked the demand's
    row yet.

    Lock order: the server's row first, as everywhere. A change of settings holds it while it changes the
    demands, and a new channel moves all queued posts.
    """
    await session.execute(
        select(Server.id)
        .join(Demand, Demand.server_id == Server.id)
        .where(Demand.id == demand_id)
        .with_for_update(read=True, of=Server)
    )


def open_condition(now: datetime) -> ColumnElement[bool]:
    """SQL condition for a demand that can be signed: open, and not over (``common.clock.is_over``)."""
    return and_(Demand.state == "open", or_(Demand.closes_at.is_(None), Demand.closes_at > now))


def is_held(demand: Demand, now: datetime) -> bool:
    """True if a legal hold is in force on a demand's key."""
    return demand.legal_hold and demand.hold_until is not None and demand.hold_until > now


def held_condition(now: datetime) -> ColumnElement[bool]:
    """SQL condition equivalent to ``is_held``."""
    return and_(Demand.legal_hold, Demand.hold_until > now)


def pending_condition(batch: Any) -> ColumnElement[bool]:
    """SQL condition: a signature is pending, where ``batch`` is its demand's current batch (a number, a
    column or a parameter). A signature that is neither withdrawn nor pending is published."""
    return and_(Signature.state == "pending", Signature.batch == batch)


def is_list_over(demand: Demand, now: datetime) -> bool:
    """Return whether the list of a demand on the page is over: nothing is withdrawn or removed any more."""
    return demand.closed_at is not None and demand.closed_at + LIST_OPEN <= now
