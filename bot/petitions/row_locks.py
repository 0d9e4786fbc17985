"""Row locks of servers and demands, in the one common lock order: the server's row first."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.storage.models import Demand, Server


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
