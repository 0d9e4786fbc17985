"""Persistence of contracts: their rows, actions, figures, stored answers, identifiers and subcontracts.

A list of subcontracts that was read replaces the stored one; a subcontract in both keeps the day it was first
seen. A subcontract that was not in the first complete list is news, whatever its date: reports come late.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.after_restore import hold_unsure, watches_unsure
from bot.announcements.outbox import NewAnnouncement, channels_for, enqueue_all
from bot.common.async_utils import off_loop
from bot.contracts.diff.changes import merge_record, stage
from bot.contracts.diff.subcontracts import matched
from bot.contracts.evidence_allowance import size_of_rows
from bot.contracts.ingest.links import link_rows
from bot.contracts.ingest.subscriptions import followers
from bot.contracts.model import Action, Record, Subcontract
from bot.contracts.row_mapping import (
    action_of,
    action_values,
    figures,
    fingerprint,
    record_of,
    revision,
    stored_values,
    subcontract_of,
    subcontract_values,
)
from bot.storage import Database, models
from bot.storage.engine import rows_of, write_rows
from bot.storage.models import (
    ContractIdentifier,
    ContractLink,
    ContractSnapshot,
    ContractValues,
    Server,
    Snapshot,
    SubcontractColumns,
    SubcontractList,
)
from bot.storage.upsert import insert as upsert
from bot.storage.upsert import insert_ignore

NOTHING: Mapping[str, str] = {}
MAX_ROWS_ON_LOOP = 200  # converted in a millisecond


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record of a contract that is not followed yet, and why it will be: see ``Ingestor.take_in``."""

    record: Record
    matched: bool | None


@dataclass(frozen=True, slots=True)
class NewContract:
    """A contract to insert: its state, the columns of it, and the rows of the answers it was read from.
    ``size``: the bytes of its other rows, roughly."""

    state: Record
    record_hash: str
    values: Mapping[str, Any]
    snapshots: Sequence[Mapping[str, Any]]
    size: int

    @classmethod
    def of(cls, record: Record, snapshots: Sequence[Mapping[str, Any]] = ()) -> "NewContract":
        """Return the contract of a record. It takes a third of a millisecond, and more for one with many
        actions."""
        state = merge_record(None, record)
        values = stored_values(state)
        subcontracts = map(subcontract_values, state.subcontracts or ())
        size = size_of_rows([values, *map(action_values, state.actions), *subcontracts])
        return cls(state, fingerprint(state), values, snapshots, size)


@dataclass(frozen=True, slots=True)
class StoredContract:
    """A contract as it is stored, and the rows of its actions (``id`` and ``revised_from``, besides the
    columns of an action)."""

    contract_id: int
    record: Record
    record_hash: str
    changed_at: datetime
    actions: Sequence[Any]

    def is_state_of(self, row: models.Contract) -> bool:
        """True if a row, read later, is of the same state."""
        state = self.contract_id, self.record_hash, self.changed_at
        return state == (row.id, row.record_hash, row.changed_at)


@dataclass(frozen=True, slots=True)
class ActionWrites:
    """Rows to write so that the stored actions of a contract become those of its new state. ``renamed``: for
    known actions with new ids, the id of the row, the old and the new one."""

    renamed: Sequence[tuple[int, str, str]]
    new: Sequence[Mapping[str, Any]]
    changed: Sequence[Mapping[str, Any]]

    @classmethod
    def of(
        cls, stored: StoredContract, state: Record, now: datetime, renamed: Mapping[str, str] = NOTHING
    ) -> "ActionWrites":
        """Return what to write; corrected amounts and dates stay in ``revised_from``. ``renamed``: the new
        ids of known actions, by their old ones."""
        rows = {renamed.get(row.action_id, row.action_id): row for row in stored.actions}
        new, changed = [], []
        for action in state.actions:
            row = rows.get(action.action_id)
            if row is None:
                new.append(_new_action(stored.contract_id, action, now))
                continue
            known = replace(action_of(row), action_id=action.action_id)
            if known == action:
                continue
            corrected = known.amount not in (None, action.amount) or known.date not in (None, action.date)
            before = [revision(known, now)] if corrected else []
            revised_from = [*row.revised_from, *before]
            changed.append({**action_values(action), "row": row.id, "revised_from": revised_from})
        own = [(row.id, row.action_id, action_id) for action_id, row in rows.items()]
        return cls([one for one in own if one[1] != one[2]], new, changed)


async def stored_contract(session: AsyncSession, which: ColumnElement[bool]) -> StoredContract | None:
    """Return a contract as it is stored, in one snapshot of the database; ``None`` if there is none."""
    row = (await session.execute(select(models.Contract).where(which))).scalar_one_or_none()
    if row is None:
        return None
    actions = await actions_of(session, row.id)
    record = await off_loop(record_of, row, actions, small=len(actions) <= MAX_ROWS_ON_LOOP)
    return StoredContract(row.id, record, row.record_hash, row.changed_at, actions)


async def locked_contract(session: AsyncSession, which: ColumnElement[bool]) -> models.Contract | None:
    """Return the row of a contract, locked until the end of the transaction."""
    wanted = select(models.Contract).where(which).with_for_update()
    return (await session.execute(wanted)).scalar_one_or_none()


async def actions_of(session: AsyncSession, contract_id: int) -> list[Any]:
    """Return the rows of a contract's actions, in the order in which they were first seen."""
    row = models.Action
    columns = (row.id, row.action_id, row.number, row.date, row.code, row.description, row.amount)
    wanted = select(*columns, row.revised_from).where(row.contract_id == contract_id).order_by(row.id)
    return [found async for found in rows_of(session, wanted)]


async def keep_actions(session: AsyncSession, contract_id: int, writes: ActionWrites) -> None:
    """Store the actions of a contract's new state."""
    await _rename(session, contract_id, writes.renamed)
    await write_rows(session, insert(models.Action), writes.new)
    corrected = update(models.Action).where(models.Action.id == bindparam("row"))
    await write_rows(session, corrected, writes.changed)


def _new_action(contract_id: int, action: Action, now: datetime) -> dict[str, Any]:
    return {"contract_id": contract_id, **action_values(action), "first_seen_at": now, "revised_from": []}


async def _rename(session: AsyncSession, contract_id: int, renamed: Sequence[tuple[int, str, str]]) -> None:
    """Rename actions in their rows, announced changes and held changes. An action whose old id another one
    takes has a temporary id meanwhile."""
    if not renamed:
        return
    new_ids = {old: new for _, old, new in renamed}
    taken = set(new_ids.values())
    aside = [{"row": row_id, "action_id": f"~{row_id}"} for row_id, old, _ in renamed if old in taken]
    moved = [{"row": row_id, "action_id": new} for row_id, _, new in renamed]
    for rows in (aside, moved):
        await write_rows(session, update(models.Action).where(models.Action.id == bindparam("row")), rows)
    for table in (models.Change, models.HeldChange):
        wanted = select(table.id, table.action_id).where(
            table.contract_id == contract_id, table.action_id.is_not(None)
        )
        rows = [
            {"row": row.id, "action_id": new_ids[row.action_id]}
            async for row in rows_of(session, wanted)
            if row.action_id in new_ids
        ]
        await write_rows(session, update(table).where(table.id == bindparam("row")), rows)


async def insert_contracts(
    session: AsyncSession, database: Database, new: Sequence[NewContract], *, read_key: str, now: datetime
) -> list[int]:
    """Insert contracts that are not stored yet, with everything read of them; return their ids in order.

    One statement for each table, on the connection: the session would convert each row of forty values.
    """
    # Two reads cannot both insert a contract: the constraint aborts the other's transaction, and its next
    # try finds the contract as a known one.
    connection = await session.connection()
    inserted = await connection.execute(
        insert(models.Contract).returning(models.Contract.source_id, models.Contract.id),
        [_new_row(one, now) for one in new],
    )
    by_source_id: dict[str, int] = {row.source_id: row.id for row in inserted}
    ids = [by_source_id[one.state.source_id] for one in new]
    stored = list(zip(ids, new, strict=True))
    rows: list[tuple[Any, Iterable[Mapping[str, Any]]]] = [
        (
            insert(models.Action),
            (_new_action(i, action, now) for i, one in stored for action in one.state.actions),
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
        await write_rows(session, statement, values)
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
    session: AsyncSession, row: models.Contract, end: Date | None, values: Mapping[str, Any], now: datetime
) -> None:
    """Store the columns of a contract's new state (none, if it is unchanged). ``end`` is the one known
    before."""
    kept = dict(values)
    if kept.get("source_id", row.source_id) != row.source_id:
        await session.execute(
            update(models.Contract)
            .where(models.Contract.source == row.source, models.Contract.parent_source_id == row.source_id)
            .values(parent_source_id=kept["source_id"])
            .execution_options(synchronize_session=False)
        )
    if row.missing_since is not None:
        kept |= {"missing_since": None, "missing_days": 0, "missing_on": None, "withdrawn_at": None}
    if kept.get("end", end) != end:  # the change of the end announces the new deadline
        kept |= {"end_told_for": kept["end"], "end_stage": stage(kept["end"], now.date())}
    if kept:
        await session.execute(update(models.Contract).where(models.Contract.id == row.id).values(**kept))


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
        subject = f"contract:{contract_id}"
        await hold_unsure(session, now, subject=subject, watches=watches_unsure(contract_id, now))


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
