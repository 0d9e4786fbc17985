"""Conversion of stored publications to ledger entries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.petitions.counts.ledger import LedgerEntry, moment
from bot.storage.models import Demand, Publication


def entry_of(slug: str, row: Publication) -> LedgerEntry:
    """Return the ledger entry of a stored publication of the demand with this slug."""
    return LedgerEntry(
        format=row.format,
        demand=slug,
        demand_id=row.demand_id,
        text_hash=row.text_hash,
        number=row.number,
        published_at=moment(row.published_at),
        count=row.count,
        invalidated=row.invalidated,
        verified_by=row.verified_by,
        account_days=row.account_days,
        server_days=row.server_days,
        reason=row.reason,
        breakdown=row.breakdown,
        previous_hash=row.previous_hash,
        hash=row.hash,
        consent_hash=row.consent_hash,
        issuing_key=row.issuing_key,
        rows_sha256=row.rows_sha256,
        index_sha256=row.index_sha256,
        places=row.places,
        issued=row.issued,
        box_key=row.box_key,
    )


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
