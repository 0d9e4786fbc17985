"""Taking the rows that an organiser's act changes, in the one order in which everybody takes them; and
which signatures wait to be published."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.refusal import Refusal
from bot.storage.tables import Demand, Server, Signature


async def locked(session: AsyncSession, server_id: int, demand_id: int) -> tuple[Server, Demand]:
    """A server's row and then that of one of its demands, both locked in the caller's transaction.

    Raises ``Refusal`` if the server has no such demand.
    """
    server = (await session.execute(_for_update(Server, Server.id == server_id))).scalar_one_or_none()
    found = _for_update(Demand, Demand.server_id == server_id, Demand.id == demand_id)
    demand = (await session.execute(found)).scalar_one_or_none()
    if server is None or demand is None:
        raise Refusal("refusal-no-such-demand")
    return server, demand


def is_over(demand: Demand, now: datetime) -> bool:
    """Whether an open demand's last moment is past: it is closed at the next look, and signs no more."""
    return demand.state == "open" and demand.closes_at is not None and demand.closes_at <= now


def is_held(demand: Demand, now: datetime) -> bool:
    """Whether a legal hold keeps a demand's key."""
    return demand.legal_hold and (demand.hold_until is None or demand.hold_until > now)


def held(now: datetime) -> ColumnElement[bool]:
    """The same, in a query."""
    return and_(Demand.legal_hold, or_(Demand.hold_until.is_(None), Demand.hold_until > now))


def waits(batch: Any) -> ColumnElement[bool]:
    """Whether a signature waits to be published, where ``batch`` is what its demand gathers (a number, a
    column or a parameter). What was not withdrawn and does not wait is published."""
    return and_(Signature.state == "pending", Signature.batch == batch)


def _for_update(table: Any, *conditions: Any) -> Any:
    return select(table).where(*conditions).with_for_update()
