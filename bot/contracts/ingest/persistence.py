"""Persistence of a contract: its row, actions, figures, stored answers and identifiers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.diff.deadlines import stage
from bot.contracts.model import Record
from bot.contracts.row_mapping import (
    action_of,
    action_values,
    figures,
    revision,
    stored_values,
)
from bot.storage import Database, models
from bot.storage.models import (
    ContractIdentifier,
    ContractSnapshot,
    ContractValues,
    Snapshot,
)
from bot.storage.upsert import insert_ignore

NOTHING: Mapping[str, str] = {}


async def actions_of(session: AsyncSession, contract_id: int) -> Sequence[models.Action]:
    """Return the rows of a contract's actions, in the order in which they were first seen."""
    wanted = select(models.Action).where(models.Action.contract_id == contract_id).order_by(models.Action.id)
    return (await session.execute(wanted)).scalars().all()


async def keep_actions(
    session: AsyncSession,
    contract_id: int,
    stored: Sequence[models.Action],
    kept: Record,
    now: datetime,
    renamed: Mapping[str, str] = NOTHING,
) -> None:
    """Update the rows of actions to the known state; corrected amounts and dates stay in ``revised_from``.

    ``renamed``: the new ids of known actions, by their old ones.
    """
    rows = {renamed.get(row.action_id, row.action_id): row for row in stored}
    await _rename(session, contract_id, renamed, rows)
    fresh = [action for action in kept.actions if action.action_id not in rows]
    if fresh:
        await session.execute(
            insert(models.Action).execution_options(render_nulls=True),  # one statement for all rows
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
        await session.execute(update(models.Action).where(models.Action.id == row.id).values(**values))


async def _rename(
    session: AsyncSession, contract_id: int, ids: Mapping[str, str], rows: Mapping[str, models.Action]
) -> None:
    """Rename actions in their rows, announced changes and held changes. Uses temporary ids, because one
    action may take the old id of another."""
    aside = {old: f"~{rows[new].id}" for old, new in ids.items()}
    steps = [*aside.items(), *((aside[old], new) for old, new in ids.items())]
    for old, new in steps:
        for table in (models.Action, models.Change, models.HeldChange):
            await session.execute(
                update(table)
                .where(table.contract_id == contract_id, table.action_id == old)
                .values(action_id=new)
                .execution_options(synchronize_session=False)
            )


async def insert_contract(session: AsyncSession, kept: Record, record_hash: str, now: datetime) -> int:
    """Insert a new contract; return its id."""
    # Two processes cannot both get here: the lease keeps one out, and the constraint aborts the other's
    # transaction, whose read then finds the contract as a known one.
    values = {
        "source": kept.source,
        "source_id": kept.source_id,
        **stored_values(kept),
        "record_hash": record_hash,
        "first_seen_at": now,
        "changed_at": now,
        "end_told_for": kept.end,
        "end_stage": stage(kept.end, now.date()),  # an end that is near at first sight is no news
    }
    # As parameters: building an expression for each of forty values would take longer than the rest.
    inserted = await session.execute(insert(models.Contract).returning(models.Contract.id), [values])
    return inserted.scalar_one()


async def keep_contract(
    session: AsyncSession,
    row: models.Contract,
    old: Record,
    kept: Record,
    record_hash: str | None,
    now: datetime,
) -> None:
    """Store the known state. ``record_hash`` is ``None`` if the record is unchanged."""
    values: dict[str, Any] = {}
    if record_hash is not None:
        values = {**stored_values(kept), "record_hash": record_hash, "changed_at": now}
    if kept.source_id != row.source_id:
        values["source_id"] = kept.source_id
        await session.execute(
            update(models.Contract)
            .where(models.Contract.source == row.source, models.Contract.parent_source_id == row.source_id)
            .values(parent_source_id=kept.source_id)
            .execution_options(synchronize_session=False)
        )
    if row.missing_since is not None:
        values |= {"missing_since": None, "missing_days": 0, "missing_on": None, "withdrawn_at": None}
    if old.end != kept.end:  # the change of the end announces the new deadline
        values |= {"end_told_for": kept.end, "end_stage": stage(kept.end, now.date())}
    if values:
        await session.execute(update(models.Contract).where(models.Contract.id == row.id).values(**values))


async def keep_figures(
    session: AsyncSession, contract_id: int, old: Record | None, kept: Record, now: datetime
) -> None:
    """Store the figures of a contract if one of them changed."""
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
    """Store the answers, each once by its hash, and link them to this contract."""
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
    """Store the identifiers by which records of other sources are matched to this contract."""
    rows = [{"contract_id": contract_id, "identifier": identifier} for identifier in sorted(identifiers)]
    if rows:
        await session.execute(insert_ignore(database, ContractIdentifier), rows)
