"""The rows behind a count: counted by unit, published, and put to rest.

A publication writes no row of those it publishes: the demand begins another batch, and what waited in the
one before waits no more. So it takes the time of counting, however many there are.

Then the rows are put to rest: written anew in the order of their references, since where a row lies on disk
must not tell when it was signed. That takes longer than a publication may; where a crash prevented it, it is
done at the next tick.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import case, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.petitions.rows import waits
from bot.shard import Shard
from bot.storage import Database
from bot.storage.tables import Demand, Signature

_A_PART = 5000  # rows that are put to rest at once on PostgreSQL, while whoever signs waits

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
_FIRST, _LAST = b"", b"\xff" * 33  # before and after every reference


@dataclass(frozen=True, slots=True)
class Rows:
    """How many signatures of a demand are published, wait and leave, by the unit they name (None: none)."""

    published: Counter[int | None] = field(default_factory=Counter)
    pending: Counter[int | None] = field(default_factory=Counter)
    leaving: Counter[int | None] = field(default_factory=Counter)


async def counted(session: AsyncSession, demand: Demand) -> Rows:
    """Count a demand's rows, in one pass over them."""
    found = await session.execute(
        select(
            Signature.unit_id,
            func.count(),
            func.sum(case((waits(demand.batch), 1), else_=0)),
            func.sum(case((Signature.state == "leaving", 1), else_=0)),
        )
        .where(Signature.demand_id == demand.id)
        .group_by(Signature.unit_id)
    )
    rows = Rows()
    for unit_id, every, pending, leaving in found:
        rows.pending[unit_id] = int(pending)
        rows.leaving[unit_id] = int(leaving)
        rows.published[unit_id] = int(every - pending - leaving)
    return rows


async def settle(session: AsyncSession, demand: Demand) -> None:
    """Publish what waits and remove what left, in the caller's transaction, which holds the demand's row."""
    await session.execute(
        delete(Signature).where(Signature.demand_id == demand.id, Signature.state == "leaving")
    )
    demand.batch += 1


async def unrested(session: AsyncSession, shard: Shard) -> Sequence[int]:
    """The demands of a shard's servers of which something was published and not put to rest yet."""
    theirs = shard.having(Demand.server_id)
    found = select(Demand.id).where(theirs, Demand.rested < Demand.batch - 1, Demand.state != "draft")
    return (await session.scalars(found.order_by(Demand.id))).all()


async def rest(database: Database, demand_id: int) -> None:
    """Write what was published anew, in the order of the references.

    SQLite keeps a table's pages in the order of its keys, but puts a new row's bytes wherever its page has
    room: every row of the demand is written anew, those that wait as they are, and all at once, since
    neighbours share a page. PostgreSQL appends, and numbers the transactions: the rows of the batch, and
    those that were signed again for a newer version, are written anew, by parts between which members sign,
    and ``Database.checkpoint`` then puts the whole table in order. There a row's transaction tells its batch
    and part, much as its day and its reference do.
    """
    if database.is_sqlite:
        statements = [
            # Read along the primary key, so that the copy is in order already and needs no sorting.
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
            # Whoever signs or withdraws holds it too: none of the rows changes while they are rewritten.
            demand = await session.get(Demand, demand_id, with_for_update=True)
            if demand is None:
                return
            # Of what is published while the parts go on, the parts that are done hold some.
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
    """The last reference of the part that follows one."""
    theirs = (Signature.demand_id == demand_id, Signature.reference > after)
    found = select(Signature.reference).where(*theirs).order_by(Signature.reference)
    return await session.scalar(found.limit(1).offset(_A_PART - 1)) or _LAST
