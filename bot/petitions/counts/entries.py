"""Conversion of stored publications to ledger entries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.made import made_of
from bot.petitions.counts.ledger import LedgerEntry, moment
from bot.storage.models import Demand, Publication


def entry_of(slug: str, row: Publication) -> LedgerEntry:
    """Return the ledger entry of a stored publication of the demand with this slug."""
    return made_of(LedgerEntry, row, demand=slug, published_at=moment(row.published_at))


async def ledgers(
    session: AsyncSession, *, server_id: int | None = None, demand_id: int | None = None
) -> Mapping[int, Sequence[LedgerEntry]]:
    """Return all ledger entries by demand id, oldest first: of one demand, of one server, or of all. Demands
    that were never published are absent."""
    query = (
        select(Demand.slug, Publication)
        .join(Publication, Publication.demand_id == Demand.id)
        .order_by(Publication.demand_id, Publication.number)
    )
    if server_id is not None:
        query = query.where(Demand.server_id == server_id)
    if demand_id is not None:
        query = query.where(Demand.id == demand_id)
    found: dict[int, list[LedgerEntry]] = defaultdict(list)
    for slug, row in await session.execute(query):
        found[row.demand_id].append(entry_of(slug, row))
    return found
