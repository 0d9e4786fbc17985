"""What is kept of a contract beside its row: its actions, the answers it was read from, its identifiers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.deadlines import stage
from bot.contracts.model import Record
from bot.contracts.rows import action_of, action_values, figures, revision, stored_values
from bot.storage import Database, tables
from bot.storage.tables import ContractIdentifier, ContractSnapshot, ContractValues, Snapshot
from bot.storage.upsert import insert_ignore

NOTHING: Mapping[str, str] = {}


async def actions_of(session: AsyncSession, contract_id: int) -> Sequence[tables.Action]:
    """The rows of a contract's actions, in the order in which they were first seen."""
    wanted = select(tables.Action).where(tables.Action.contract_id == contract_id).order_by(tables.Action.id)
    return (await session.execute(wanted)).scalars().all()


async def keep_actions(
    session: AsyncSession,
    contract_id: int,
    stored: Sequence[tables.Action],
    kept: Record,
    now: datetime,
    renamed: Mapping[str, str] = NOTHING,
) -> None:
    """Bring the rows to what is known now; an amount or a date that was corrected stays on record.

    ``renamed``: the ids that known actions have now, by those that they had.
    """
    rows = {renamed.get(row.action_id, row.action_id): row for row in stored}
    await _rename(session, contract_id, renamed, rows)
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


async def _rename(
    session: AsyncSession, contract_id: int, ids: Mapping[str, str], rows: Mapping[str, tables.Action]
) -> None:
    """Keep actions, and what was told and is held of them, under other ids: by way of ids that no action has,
    since one may go by what was another's."""
    aside = {old: f"~{rows[new].id}" for old, new in ids.items()}
    steps = [*aside.items(), *((aside[old], new) for old, new in ids.items())]
    for old, new in steps:
        for table in (tables.Action, tables.Change, tables.HeldChange):
            await session.execute(
                update(table)
                .where(table.contract_id == contract_id, table.action_id == old)
                .values(action_id=new)
                .execution_options(synchronize_session=False)
            )


async def insert_contract(session: AsyncSession, kept: Record, record_hash: str, now: datetime) -> int:
    """Store a contract that is not known; its id."""
    # Two processes cannot both get here: the lease holds one off, and the constraint ends the other's
    # transaction, whose read then takes the contract up as a known one.
    values = {
        "source": kept.source,
        "source_id": kept.source_id,
        **stored_values(kept),
        "record_hash": record_hash,
        "first_seen_at": now,
        "changed_at": now,
        "end_told_for": kept.end,
        "end_stage": stage(kept.end, now.date()),  # an end that is near when it is first seen is no news
    }
    # Beside the statement: in it, an expression for each of forty values takes longer than the rest.
    inserted = await session.execute(insert(tables.Contract).returning(tables.Contract.id), [values])
    return inserted.scalar_one()


async def keep_contract(
    session: AsyncSession,
    row: tables.Contract,
    old: Record,
    kept: Record,
    record_hash: str | None,
    now: datetime,
) -> None:
    """Store what is known now. ``record_hash`` is ``None`` where the record says what it said before."""
    values: dict[str, Any] = {}
    if record_hash is not None:
        values = {**stored_values(kept), "record_hash": record_hash, "changed_at": now}
    if kept.source_id != row.source_id:
        values["source_id"] = kept.source_id
        await session.execute(
            update(tables.Contract)
            .where(tables.Contract.source == row.source, tables.Contract.parent_source_id == row.source_id)
            .values(parent_source_id=kept.source_id)
            .execution_options(synchronize_session=False)
        )
    if row.missing_since is not None:
        values |= {"missing_since": None, "missing_days": 0, "missing_on": None, "withdrawn_at": None}
    if old.end != kept.end:  # the change of the end says when that is
        values |= {"end_told_for": kept.end, "end_stage": stage(kept.end, now.date())}
    if values:
        await session.execute(update(tables.Contract).where(tables.Contract.id == row.id).values(**values))


async def keep_figures(
    session: AsyncSession, contract_id: int, old: Record | None, kept: Record, now: datetime
) -> None:
    """Keep the figures of a contract where one of them changed."""
    if old is None or figures(old) != figures(kept):
        values = {"contract_id": contract_id, "seen_at": now, **figures(kept)}
        await session.execute(insert(ContractValues), [values])


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
