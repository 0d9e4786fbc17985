"""Row locks for organisers' actions, in the one common lock order, and query conditions shared by the
services."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.storage.models import Demand, Server, Signature


async def locked(session: AsyncSession, server_id: int, demand_id: int) -> tuple[Server, Demand]:
    """Lock and return a server's row and then that of one of its demands, in the caller's transaction.

    Raises ``UserError`` if the server has no such demand.
    """
    server = (await session.execute(_for_update(Server, Server.id == server_id))).scalar_one_or_none()
    found = _for_update(Demand, Demand.server_id == server_id, Demand.id == demand_id)
    demand = (await session.execute(found)).scalar_one_or_none()
    if server is None or demand is None:
        raise UserError("refusal-no-such-demand")
    return server, demand


def is_over(demand: Demand, now: datetime) -> bool:
    """True if an open demand's deadline has passed: it is closed at the next tick, and cannot be signed any
    more."""
    return demand.state == "open" and demand.closes_at is not None and demand.closes_at <= now


def is_held(demand: Demand, now: datetime) -> bool:
    """True if a legal hold is in force on a demand's key."""
    return demand.legal_hold and (demand.hold_until is None or demand.hold_until > now)


def held(now: datetime) -> ColumnElement[bool]:
    """SQL condition equivalent to ``is_held``."""
    return and_(Demand.legal_hold, or_(Demand.hold_until.is_(None), Demand.hold_until > now))


def waits(batch: Any) -> ColumnElement[bool]:
    """SQL condition: a signature is pending, where ``batch`` is its demand's current batch (a number, a
    column or a parameter). A signature that is neither withdrawn nor pending is published."""
    return and_(Signature.state == "pending", Signature.batch == batch)


def _for_update(table: Any, *conditions: Any) -> Any:
    return select(table).where(*conditions).with_for_update()
