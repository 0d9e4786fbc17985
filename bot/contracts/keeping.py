"""What is kept of a contract beside its row: its actions, the answers it was read from, its identifiers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.identity import own_ids
from bot.contracts.model import Record
from bot.contracts.rows import action_of, action_values, revision
from bot.storage import Database, tables
from bot.storage.tables import ContractIdentifier, ContractSnapshot, Snapshot
from bot.storage.upsert import insert_ignore


async def actions_of(session: AsyncSession, contract_id: int) -> Sequence[tables.Action]:
    """The rows of a contract's actions, in the order in which they were first seen."""
    wanted = select(tables.Action).where(tables.Action.contract_id == contract_id).order_by(tables.Action.id)
    return (await session.execute(wanted)).scalars().all()


async def keep_actions(
    session: AsyncSession, contract_id: int, stored: Sequence[tables.Action], kept: Record, now: datetime
) -> None:
    """Bring the rows to what is known now; an amount or a date that was corrected stays on record."""
    rows = {row.action_id: row for row in stored}
    if not rows.keys() <= {action.action_id for action in kept.actions}:
        for guessed, own in own_ids(map(action_of, stored), kept.actions).items():
            rows[own] = rows.pop(guessed)
            await _rename(session, contract_id, guessed, own)
    fresh = [action for action in kept.actions if action.action_id not in rows]
    if fresh:
        await session.execute(
            insert(tables.Action).execution_options(render_nulls=True),  # or those without a code go apart
            [
                {
                    "contract_id": contract_id,
                    **action_values(action),
                    "first_seen_at": now,
                    "revised_from": [],
                }
                for action in fresh
            ],
        )
    for action in kept.actions:
        row = rows.get(action.action_id)
        if row is None:
            continue
        known = replace(action_of(row), action_id=action.action_id)
        if known == action:
            continue
        values = action_values(action)
        if known.amount not in (None, action.amount) or known.date not in (None, action.date):
            values["revised_from"] = [*row.revised_from, revision(known, now)]
        await session.execute(update(tables.Action).where(tables.Action.id == row.id).values(**values))


async def _rename(session: AsyncSession, contract_id: int, guessed: str, own: str) -> None:
    """Keep an action, and what was told of it, under its own id."""
    for table in (tables.Action, tables.Change):
        await session.execute(
            update(table)
            .where(table.contract_id == contract_id, table.action_id == guessed)
            .values(action_id=own)
        )


async def keep_answers(
    session: AsyncSession,
    database: Database,
    contract_id: int,
    snapshots: Iterable[Mapping[str, Any]],
    read_key: str,
) -> None:
    """Keep the answers, each once by its hash, and that this contract was read from them."""
    rows = sorted(snapshots, key=itemgetter("sha256"))
    if not rows:
        return
    await session.execute(insert_ignore(database, Snapshot), rows)
    await session.execute(
        insert_ignore(database, ContractSnapshot),
        [{"contract_id": contract_id, "sha256": row["sha256"], "read_key": read_key} for row in rows],
    )


async def keep_identifiers(
    session: AsyncSession, database: Database, contract_id: int, identifiers: Iterable[str]
) -> None:
    """Keep what proves that a record of another source is of the same contract."""
    rows = [{"contract_id": contract_id, "identifier": identifier} for identifier in sorted(identifiers)]
    if rows:
        await session.execute(insert_ignore(database, ContractIdentifier), rows)
