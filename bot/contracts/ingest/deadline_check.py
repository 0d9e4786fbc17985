"""Deadline check after a read: contracts that end soon, or have ended."""

from collections.abc import Collection
from datetime import date as Date
from datetime import datetime

from sqlalchemy import select, update

from bot.contracts.diff.deadlines import (
    A_MONTH,
    FAR,
    PAST,
    deadline,
    stage,
)
from bot.contracts.ingest.change_log import log_and_enqueue
from bot.contracts.ingest.comparison import computed
from bot.contracts.ingest.persistence import locked_contract, stored_contract
from bot.contracts.ingest.subscriptions import followers
from bot.storage import Database
from bot.storage.models import Contract, WatchedContract


async def tell_deadlines(
    database: Database,
    watch_ids: Collection[int],
    *,
    seen: Collection[str],
    read_key: str,
    now: datetime,
) -> None:
    """Announce each deadline that has come closer, for contracts that these watches matched.

    Only for contracts that the read has just seen in full (``seen``, ids in the source): the end of any other
    may have been moved.
    """
    today = now.date()
    matched = select(WatchedContract.contract_id).where(
        WatchedContract.watch_id.in_(watch_ids), WatchedContract.matched
    )
    near = select(Contract.id, Contract.source_id).where(
        Contract.id.in_(matched),
        Contract.end <= today + A_MONTH,
        Contract.end_stage < PAST,
        Contract.missing_since.is_(None),
    )
    async with database.read() as session:
        found = (await session.execute(near.order_by(Contract.id))).all()
    for contract_id in [row.id for row in found if row.source_id in seen]:
        while not await _look_at(database, contract_id, today, read_key, now):
            pass


async def _look_at(database: Database, contract_id: int, today: Date, read_key: str, now: datetime) -> bool:
    """Announce the deadline of one contract; return ``False`` if the contract changed, or the deadline was
    announced, meanwhile."""
    this = Contract.id == contract_id
    async with database.read() as session:
        row = (await session.execute(select(Contract).where(this))).scalar_one()
        before = row.end_told_for, row.end_stage
        told = row.end_stage if row.end_told_for == row.end else FAR
        if stage(row.end, today) == told and row.end_told_for == row.end:
            return True
        stored = await stored_contract(session, this)
    if stored is None:
        return True
    change = await computed(deadline, stored.record, told, today, about=[stored.record])
    async with database.write() as session:
        locked = await locked_contract(session, this)
        if locked is None or not stored.is_state_of(locked):
            return locked is None
        if (locked.end_told_for, locked.end_stage) != before:
            return False
        await session.execute(
            update(Contract)
            .where(this)
            .values(end_told_for=stored.record.end, end_stage=stage(stored.record.end, today))
        )
        if change is not None:
            hearing = (await followers(session, contract_id)).hearing
            await log_and_enqueue(
                session, database, contract_id, (change,), hearing, read_key=read_key, now=now
            )
    return True
