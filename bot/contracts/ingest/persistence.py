"""Persistence of contracts: their rows, actions, figures, stored answers and identifiers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.diff.changes import merge_record
from bot.contracts.diff.deadlines import stage
from bot.contracts.ingest.links import link_rows
from bot.contracts.ingest.subcontracts import empty_list, keep_subcontracts
from bot.contracts.model import Action, Record
from bot.contracts.row_mapping import (
    action_of,
    action_values,
    figures,
    fingerprint,
    revision,
    stored_values,
)
from bot.storage import Database, models
from bot.storage.models import (
    ContractIdentifier,
    ContractLink,
    ContractSnapshot,
    ContractValues,
    Snapshot,
    SubcontractList,
)
from bot.storage.upsert import insert_ignore

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class NewContract:
    """A contract to insert: its state, the columns of it, and the rows of the answers it was read from."""

    state: Record
    record_hash: str
    values: Mapping[str, Any]
    snapshots: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, record: Record, snapshots: Sequence[Mapping[str, Any]] = ()) -> "NewContract":
        """Return the contract of a record. It takes a third of a millisecond: for many, not on the event
        loop."""
        state = merge_record(None, record)
        return cls(state, fingerprint(state), stored_values(state), snapshots)


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
            [_new_action(contract_id, action, now) for action in fresh],
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


def _new_action(contract_id: int, action: Action, now: datetime) -> dict[str, Any]:
    return {"contract_id": contract_id, **action_values(action), "first_seen_at": now, "revised_from": []}


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


async def insert_contracts(
    session: AsyncSession, database: Database, new: Sequence[NewContract], *, read_key: str, now: datetime
) -> list[int]:
    """Insert contracts that are not stored yet, with everything read of them; return their ids in order.

    One statement for each table, on the connection: the session would convert each row of forty values.
    """
    # Two processes cannot both get here: the lease keeps one out, and the constraint aborts the other's
    # transaction, whose read then finds the contract as a known one.
    connection = await session.connection()
    inserted = await connection.execute(
        insert(models.Contract).returning(models.Contract.source_id, models.Contract.id),
        [_new_row(one, now) for one in new],
    )
    by_source_id: dict[str, int] = {row.source_id: row.id for row in inserted}
    ids = [by_source_id[one.state.source_id] for one in new]
    stored = list(zip(ids, new, strict=True))
    rows: list[tuple[Any, Sequence[Mapping[str, Any]]]] = [
        (
            insert(models.Action),
            [_new_action(i, action, now) for i, one in stored for action in one.state.actions],
        ),
        (insert(ContractValues), [_new_figures(i, one.state, now) for i, one in stored]),
        (
            insert_ignore(database, ContractIdentifier),
            [row for i, one in stored for row in _identifiers(i, one.state.identifiers)],
        ),
        (insert(ContractLink), [row for i, one in stored for row in link_rows(i, one.state)]),
        (
            insert(SubcontractList),
            [empty_list(i, now) for i, one in stored if one.state.subcontracts == ()],
        ),
        (insert_ignore(database, Snapshot), _once(row for one in new for row in one.snapshots)),
        (
            insert_ignore(database, ContractSnapshot),
            [row for i, one in stored for row in _links(i, one.snapshots, read_key)],
        ),
    ]
    for statement, values in rows:
        if values:
            await connection.execute(statement, values)
    for i, one in stored:
        if one.state.subcontracts:
            await keep_subcontracts(session, database, i, one.state.subcontracts, now)
    return ids


def _new_row(new: NewContract, now: datetime) -> dict[str, Any]:
    state = new.state
    return {
        "source": state.source,
        "source_id": state.source_id,
        **new.values,
        "record_hash": new.record_hash,
        "first_seen_at": now,
        "changed_at": now,
        "end_told_for": state.end,
        "end_stage": stage(state.end, now.date()),  # an end that is near at first sight is no news
    }


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
    session: AsyncSession, contract_id: int, old: Record, kept: Record, now: datetime
) -> None:
    """Store the figures of a contract if one of them changed."""
    if figures(old) != figures(kept):
        await session.execute(insert(ContractValues), [_new_figures(contract_id, kept, now)])


def _new_figures(contract_id: int, state: Record, now: datetime) -> dict[str, Any]:
    return {"contract_id": contract_id, "seen_at": now, **figures(state)}


async def keep_answers(
    session: AsyncSession,
    database: Database,
    contract_id: int,
    snapshots: Iterable[Mapping[str, Any]],
    read_key: str,
) -> None:
    """Store the answers, each once by its hash, and link them to this contract."""
    rows = _once(snapshots)
    if not rows:
        return
    await session.execute(insert_ignore(database, Snapshot), rows)
    await session.execute(insert_ignore(database, ContractSnapshot), _links(contract_id, rows, read_key))


def _once(snapshots: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return each answer once, in the order in which every transaction locks them."""
    return sorted({row["sha256"]: row for row in snapshots}.values(), key=itemgetter("sha256"))


def _links(contract_id: int, snapshots: Iterable[Mapping[str, Any]], read_key: str) -> list[dict[str, Any]]:
    return [{"contract_id": contract_id, "sha256": row["sha256"], "read_key": read_key} for row in snapshots]


async def keep_identifiers(
    session: AsyncSession, database: Database, contract_id: int, identifiers: Iterable[str]
) -> None:
    """Store the identifiers by which records of other sources are matched to this contract."""
    rows = _identifiers(contract_id, identifiers)
    if rows:
        await session.execute(insert_ignore(database, ContractIdentifier), rows)


def _identifiers(contract_id: int, identifiers: Iterable[str]) -> list[dict[str, Any]]:
    return [{"contract_id": contract_id, "identifier": identifier} for identifier in sorted(identifiers)]
