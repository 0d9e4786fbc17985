"""Rewriting of published rows in a neutral order, that of their references: their position on disk must not
reveal when they were signed.

It takes longer than a publication may, so it comes after it; if a crash prevents it, the next tick does it.
"""

import logging
from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import CANNOT_STORE
from bot.petitions.signing.account_age_stats import AccountAgeStats
from bot.storage import Database
from bot.storage.models import Demand, Signature

log = logging.getLogger(__name__)

_BATCH_SIZE = 5000  # rows rewritten per transaction on PostgreSQL; signers wait meanwhile
_KEPT = ", ".join(
    column.name for column in Signature.__table__.columns if column.name not in ("state", "batch")
)
_THEIRS = "FROM signatures WHERE demand_id = :demand AND reference > :after AND reference <= :last"
_RESTING = "(batch BETWEEN 1 AND :rested)"
_WRITTEN = (
    f"INSERT INTO signatures ({_KEPT}, state, batch) SELECT {_KEPT}, "
    f"CASE WHEN {_RESTING} AND state = 'pending' THEN 'published' ELSE state END, "
    f"CASE WHEN {_RESTING} THEN 0 ELSE batch END FROM"
)
_FIRST, _LAST = b"", b"\xff" * 33  # sort before and after every reference


async def _due(session: AsyncSession) -> Sequence[int]:
    """Return the demands that have published rows which are not rewritten in a neutral order yet."""
    found = select(Demand.id).where(Demand.rested < Demand.batch - 1, Demand.state != "draft")
    return (await session.scalars(found.order_by(Demand.id))).all()


async def rewrite_due(database: Database, arrivals: AccountAgeStats | None = None) -> int:
    """Rewrite in a neutral order the rows that were published since the last run, and return the number of
    demands. ``arrivals`` computes its figures first. A demand that fails is logged and retried."""
    async with database.read() as session:
        demand_ids = await _due(session)
        if arrivals is not None:
            await arrivals.look(session, demand_ids)
    if not demand_ids:
        return 0
    rested = 0
    for demand_id in demand_ids:
        try:
            await rewrite_rows(database, demand_id)
            rested += 1
        except CANNOT_STORE:
            raise
        except Exception:
            log.exception("demand %s: its rows could not be rewritten in a neutral order", demand_id)
    return rested


async def rewrite_rows(database: Database, demand_id: int) -> None:
    """Rewrite a demand's published rows in the order of their references.

    SQLite orders a table's pages by key, but writes a new row's bytes wherever its page has free space: so
    every row of the demand is rewritten, pending ones unchanged, and in one transaction, since neighbours
    share a page. PostgreSQL appends, and numbers its transactions: only the rows of the batch, and those
    signed again for a newer version, are rewritten, in parts between which members can sign; a purge then
    orders the whole table. On PostgreSQL a row's transaction id reveals its batch and part, about as much as
    its day and its reference do.
    """
    if database.is_sqlite:
        statements = [
            # Read along the primary key, so that the copy needs no sorting.
            f"CREATE TEMPORARY TABLE resting AS SELECT * {_THEIRS} ORDER BY reference",
            f"DELETE {_THEIRS}",
            f"{_WRITTEN} resting ORDER BY rowid",
            "DROP TABLE resting",
        ]
    else:
        statements = [
            f"WITH taken AS (DELETE {_THEIRS} AND {_RESTING} RETURNING *) {_WRITTEN} taken ORDER BY reference"
        ]
    after, rested = _FIRST, None
    while after < _LAST:
        async with database.write() as session:
            # Signing and withdrawing lock the same row: no signature changes while they are rewritten.
            demand = await session.get(Demand, demand_id, with_for_update=True)
            if demand is None:
                return
            # Fixed at the first part: rows that are published meanwhile may be in parts that are already
            # done.
            rested = demand.batch - 1 if rested is None else rested
            last = _LAST if database.is_sqlite else await _end(session, demand_id, after)
            given = {"demand": demand_id, "after": after, "last": last, "rested": rested}
            for statement in statements:
                wanted = {name: value for name, value in given.items() if f":{name}" in statement}
                await session.execute(text(statement), wanted)
            if last == _LAST:
                demand.rested = rested
        after = last


async def _end(session: AsyncSession, demand_id: int, after: bytes) -> bytes:
    """Return the last reference of the part after ``after``."""
    theirs = (Signature.demand_id == demand_id, Signature.reference > after)
    found = select(Signature.reference).where(*theirs).order_by(Signature.reference)
    return await session.scalar(found.limit(1).offset(_BATCH_SIZE - 1)) or _LAST
