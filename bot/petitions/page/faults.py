"""Reasons why nothing is published of a demand on the page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.petitions.page_rows import HELD
from bot.storage.models import Demand, Note, PageDemand


@dataclass(frozen=True, slots=True)
class PageFault:
    """Reason why nothing is published of a demand. ``why``: ``held-altered`` or ``held-contradicted``, as the
    board's folder is; the id of the error that the box tells; or ``late`` for what only the log has.
    ``since``: the first failure in this process, ``None`` if it is held."""

    why: str
    since: datetime | None = None


async def held_faults(session: AsyncSession, server_id: int) -> dict[int, PageFault | None]:
    """Return a server's demands on the page by id, in order, each with the fault that holds it, if any."""
    theirs = (
        select(Demand.id, Note.value)
        .join(PageDemand, PageDemand.demand_id == Demand.id)
        .outerjoin(Note, Note.name == HELD + cast(Demand.id, String))
        .where(Demand.server_id == server_id)
    )
    rows = (await session.execute(theirs.order_by(Demand.id))).all()
    return {row.id: PageFault(f"held-{row.value.partition(':')[0]}") if row.value else None for row in rows}
