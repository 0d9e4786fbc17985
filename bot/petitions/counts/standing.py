"""The rows behind a count: counted by unit, and put to rest when they are published."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date as Day

from sqlalchemy import case, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage import Database
from bot.storage.tables import Signature

_KEPT = ", ".join(column.name for column in Signature.__table__.columns if column.name != "state")
_THEIRS = "FROM signatures WHERE demand_id = :demand"
_WRITTEN = f"INSERT INTO signatures ({_KEPT}, state) SELECT {_KEPT}, 'published' FROM"


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows of a demand are in each state, by the unit they name (None: none)."""

    published: Counter[int | None] = field(default_factory=Counter)
    pending: Counter[int | None] = field(default_factory=Counter)
    leaving: Counter[int | None] = field(default_factory=Counter)


async def counted(session: AsyncSession, demand_id: int) -> Rows:
    """Count a demand's rows, in one pass over them."""
    found = await session.execute(
        select(
            Signature.unit_id,
            func.count(),
            func.sum(case((Signature.state == "pending", 1), else_=0)),
            func.sum(case((Signature.state == "leaving", 1), else_=0)),
        )
        .where(Signature.demand_id == demand_id)
        .group_by(Signature.unit_id)
    )
    rows = Rows()
    for unit_id, every, pending, leaving in found:
        rows.pending[unit_id] = int(pending)
        rows.leaving[unit_id] = int(leaving)
        rows.published[unit_id] = int(every - pending - leaving)
    return rows


async def settle(session: AsyncSession, database: Database, demand_id: int, *, since: Day) -> None:
    """Make what stands published and remove what left, in the order of the references: where a row lies
    on disk must not tell when it was signed.

    SQLite keeps a table's pages in the order of its keys, but puts a new row's bytes wherever its page has
    room: every row of the demand is written anew. PostgreSQL appends, and numbers the transactions: the
    rows of this batch, and those that were signed again for a newer version, are written anew by one
    transaction, and ``Database.checkpoint`` then puts the whole table in order. There a row's transaction
    tells its batch, much as its day does. ``since`` is the day of the publication before.
    """
    if database.is_sqlite:
        statements = [
            # Read along the primary key, so that the copy is in order already and needs no sorting.
            f"CREATE TEMPORARY TABLE standing AS SELECT {_KEPT} {_THEIRS} AND state <> 'leaving'"
            " ORDER BY reference",
            f"DELETE {_THEIRS}",
            f"{_WRITTEN} standing ORDER BY rowid",
            "DROP TABLE standing",
        ]
    else:
        statements = [
            f"WITH taken AS (DELETE {_THEIRS} AND (state <> 'published' OR signed_on >= :since)"
            " RETURNING *)"
            f" {_WRITTEN} taken WHERE state <> 'leaving' ORDER BY reference"
        ]
    given = {"demand": demand_id, "since": since}
    for statement in statements:
        wanted = {name: value for name, value in given.items() if f":{name}" in statement}
        await session.execute(text(statement), wanted)
