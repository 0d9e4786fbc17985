"""Persistence of subcontracts: a list that was read replaces the stored one; a subcontract in both keeps the
day it was first seen. A subcontract that was not in the first complete list is news, whatever its date:
reports come late."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import NewAnnouncement, channels_for, enqueue_all
from bot.contracts.diff.subcontracts import matched
from bot.contracts.ingest.subscriptions import followers
from bot.contracts.model import Subcontract
from bot.contracts.row_mapping import subcontract_of, subcontract_values
from bot.storage import Database, models
from bot.storage.models import Server, SubcontractColumns, SubcontractList
from bot.storage.upsert import insert as upsert


def empty_list(contract_id: int, now: datetime) -> dict[str, Any]:
    """Return the row of a first list without subcontracts."""
    row = {"contract_id": contract_id, "read_at": now, "reports": 0, "listed": 0, "complete": True}
    return {**row, "whole_at": now, "begun": {}}


async def keep_subcontracts(
    session: AsyncSession,
    database: Database,
    contract_id: int,
    listed: Sequence[Subcontract],
    now: datetime,
    *,
    reports: int | None = None,
    complete: bool = True,
) -> None:
    """Store the subcontracts of a contract, and when they were read; announce new ones, if this is not the
    first complete list. ``reports``: their number in the source, repetitions included."""
    table = models.Subcontract
    wanted = select(table).where(table.contract_id == contract_id).order_by(table.id)
    stored = (await session.execute(wanted)).scalars().all()
    whole_at = await session.scalar(
        select(SubcontractList.whole_at).where(SubcontractList.contract_id == contract_id)
    )
    occasion = None if whole_at is None else uuid4().hex
    belonging = {"contract_id": contract_id, "occasion": occasion}
    fresh = await reconcile(session, table, stored, listed, belonging, now, complete=complete)
    read = sum(len(one.amounts) for one in listed)
    values = {
        "read_at": now,
        "reports": read if reports is None else reports,
        "listed": read,
        "begun": {},
        "complete": complete,
        "whole_at": whole_at or (now if complete else None),
    }
    new = upsert(database, SubcontractList).values(contract_id=contract_id, **values)
    await session.execute(new.on_conflict_do_update(index_elements=["contract_id"], set_=values))
    if fresh and occasion is not None:
        hearing = (await followers(session, contract_id)).hearing
        announcements = [
            NewAnnouncement(server_id, channel_id, "subcontracts", f"contract:{contract_id}", occasion)
            for server_id, channel_id in await channels_for(session, hearing, Server.subcontract_news)
        ]
        await enqueue_all(session, database, announcements, now)


async def reconcile(
    session: AsyncSession,
    table: Any,
    stored: Sequence[SubcontractColumns],
    listed: Sequence[Subcontract],
    belonging: Mapping[str, Any],
    now: datetime,
    *,
    complete: bool,
) -> int:
    """Store a list in a table: new rows with ``belonging``, the others updated. Return the number of new
    ones.

    Earlier amounts stay in ``revised_from``, unless they are only repeated, as happens every month. A row
    that a complete list lacks is marked, not deleted: each correction withdraws a report and makes it again.
    """
    pairs, gone, fresh = matched([subcontract_of(row) for row in stored], listed)
    for old, new in pairs.items():
        row, values = stored[old], subcontract_values(listed[new])
        amounts, amended = row.amounts, row.amended
        if (set(amounts), amended) != (set(values["amounts"]), values["amended"]):
            before = {
                "amounts": amounts,
                "amended": None if amended is None else str(amended),
                "until": now.isoformat(),
            }
            values["revised_from"] = [*row.revised_from, before]
        values["missing_since"] = None
        if any(getattr(row, name) != value for name, value in values.items()):
            await session.execute(update(table).where(table.id == row.id).values(**values))
    missing = [stored[place].id for place in gone if stored[place].missing_since is None]
    if complete and missing:
        await session.execute(update(table).where(table.id.in_(missing)).values(missing_since=now))
    if fresh:
        await session.execute(
            insert(table).execution_options(render_nulls=True),
            [
                {
                    **belonging,
                    **subcontract_values(listed[place]),
                    "revised_from": [],
                    "first_seen_at": now,
                    "missing_since": None,
                }
                for place in fresh
            ],
        )
    return len(fresh)
