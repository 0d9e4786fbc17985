"""Encryption of signatures that an earlier version stored in clear: the part of an upgrade that needs the
keys.

The migration moved those rows to a separate table. They are sealed and moved to ``signatures`` in batches,
one transaction each, so that the process can be killed at any point and continues at the next start. When
none is left, the table is dropped and its pages are cleared from the files. No signature is accepted before
that.
"""

import logging
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    Integer,
    LargeBinary,
    String,
    column,
    delete,
    func,
    insert,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Sentence
from bot.keystore.keyring import Keys, demand_key
from bot.keystore.sealing import SEALED_LENGTH, Content, Sealer
from bot.petitions.counts.invalidation_preview import sealed_standing
from bot.storage import Database
from bot.storage.migrate import hold_lock
from bot.storage.models import Demand, KeyFingerprint, Signature
from bot.storage.purge import purge

log = logging.getLogger(__name__)

NOT_SEALED = Sentence("terminal-not-sealed")

_MAX_ROWS = 5000  # rows per transaction

_unsealed = table(
    "signatures_unsealed",
    column("demand_id", Integer),
    column("reference", LargeBinary),
    column("version", Integer),
    column("consent_hash", String),
    column("signed_on", Date),
    column("unit_id", Integer),
    column("state", String),
    column("batch", Integer),
)


async def has_unsealed(session: AsyncSession) -> bool:
    """True if there are rows to seal."""

    def look(connection: Connection) -> bool:
        return inspect(connection).has_table(_unsealed.name)

    return await (await session.connection()).run_sync(look)


async def seal_unsealed(database: Database, keys: Keys) -> None:
    """Seal all remaining rows, if there are any. Raises ``KeysError``; rows sealed until then stay sealed."""
    async with database.read() as session:
        if not await has_unsealed(session):
            return
        many = await session.scalar(select(func.count()).select_from(_unsealed)) or 0
    log.warning("an earlier version kept %s signatures unencrypted: they are being sealed now", f"{many:,}")
    async with database.write() as session:
        await hold_lock(session)
        await _seal_standings(session, keys)
    while await _seal_part(database, keys):
        pass
    await purge(database)
    log.warning("all signatures are sealed")


async def _seal_part(database: Database, keys: Keys) -> bool:
    """Seal one batch of rows of one demand; ``False`` once all is done, here or by another process."""
    async with database.write() as session:
        await hold_lock(session)
        if not await has_unsealed(session):
            return False
        demand_id = await session.scalar(select(func.min(_unsealed.c.demand_id)))
        if demand_id is None:
            await _drop(session, database)
            return False
        theirs = _unsealed.c.demand_id == demand_id
        rows = (
            await session.execute(
                select(_unsealed).where(theirs).order_by(_unsealed.c.reference).limit(_MAX_ROWS)
            )
        ).all()
        sealer = await keys.sealer(demand_id)
        if sealer is not None or not await _is_destroyed(session, demand_id):
            await session.execute(insert(Signature), _sealed(rows, sealer))
        await session.execute(delete(_unsealed).where(theirs, _unsealed.c.reference <= rows[-1].reference))
    return True


def _sealed(rows: Sequence[Any], sealer: Sealer | None) -> list[dict[str, Any]]:
    """Return the sealed rows. Those of a demand that never had a key, which no released version produces, get
    random content: they are counted and contain nothing."""
    return [
        {
            "demand_id": row.demand_id,
            "reference": row.reference,
            "sealed": secrets.token_bytes(SEALED_LENGTH)
            if sealer is None
            else sealer.seal(row.reference, _content(row)),
            "state": row.state,
            "batch": row.batch,
        }
        for row in rows
    ]


def _content(row: Any) -> Content:
    if row.state == "leaving":
        return Content(unit_id=row.unit_id)
    return Content(row.version, row.signed_on, row.unit_id, row.consent_hash)


async def _is_destroyed(session: AsyncSession, demand_id: int) -> bool:
    """True if a demand had a key that was destroyed: its rows were deleted with it."""
    name = select(KeyFingerprint.name).where(KeyFingerprint.name == demand_key(demand_id))
    return await session.scalar(name) is not None


async def _seal_standings(session: AsyncSession, keys: Keys) -> None:
    demands = await session.scalars(select(Demand).where(Demand.standing.is_not(None)).order_by(Demand.id))
    for demand in demands.all():
        if demand.standing is not None and "lots" in demand.standing:
            sealer = await keys.sealer(demand.id)
            demand.standing = None if sealer is None else sealed_standing(sealer, demand.standing)


async def _drop(session: AsyncSession, database: Database) -> None:
    """Drop the table, whose pages are then overwritten (SQLite) or whose file is deleted (PostgreSQL)."""
    await session.execute(text(f"DROP TABLE {_unsealed.name}"))
    if not database.is_sqlite:  # PostgreSQL keeps old row versions in their page
        await session.execute(text("CLUSTER demands USING pk_demands"))
