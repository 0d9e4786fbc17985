"""Settlement at the end of a conclusive read: held changes are applied and announced, held on, or discarded;
deadlines that have come closer are announced."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.after_restore import hold_unsure, watches_unsure
from bot.announcements.outbox import notify_organisers
from bot.contracts.diff.changes import (
    A_MONTH,
    FAR,
    PAST,
    deadline,
    stage,
)
from bot.contracts.evidence_allowance import EvidenceMeter
from bot.contracts.ingest.change_log import log_and_enqueue
from bot.contracts.ingest.comparison import computed, settled
from bot.contracts.ingest.held_changes import (
    MASS,
    TOLD,
    UNSTEADY_FOR,
    UNSTEADY_READS,
    WAITING,
    Settlement,
    count_followed,
    count_moves,
    set_state,
    shift_of,
)
from bot.contracts.ingest.persistence import (
    keep_actions,
    keep_contract,
    keep_figures,
    locked_contract,
    stored_contract,
)
from bot.contracts.ingest.subscriptions import followers
from bot.storage import Database
from bot.storage.engine import rows_of
from bot.storage.models import (
    Contract,
    HeldChange,
    Server,
    Watch,
    WatchedContract,
)

_OUTCOMES = ("silent", "rounded", "news")
_Confirmed = Mapping[str, list[HeldChange]]
"""Rows of one contract that are applied, by outcome: as news, silently with a notice to the organisers, or
silently since only cents were added or dropped."""


@dataclass(frozen=True, slots=True)
class EndedRead:
    """A finished read. ``others``: the keys of reads in progress; ``listed``: the ids of the contracts found;
    ``complete``: true if these are all matches. ``unlisted_stand``: what is not listed is as it was.
    ``evidence`` counts what is stored."""

    key: str
    watch_ids: Collection[int]
    listed: Collection[str]
    others: Collection[str]
    now: datetime
    evidence: EvidenceMeter
    complete: bool = True
    unlisted_stand: bool = False


async def settle(database: Database, read: EndedRead) -> int:
    """Judge the held changes of a read, and apply those that are confirmed; return the number of
    contracts."""
    async with database.read() as session:
        settlement = await Settlement.of_read(
            session, read.watch_ids, read_key=read.key, others=read.others, now=read.now
        )
        if not settlement.rows:
            return 0
        of_rows = {row.contract_id for row in settlement.rows}
        ids = select(Contract.id, Contract.source_id).where(Contract.id.in_(of_rows))
        listed = {row.id async for row in rows_of(session, ids) if row.source_id in read.listed}
        followed = await count_followed(session, read.watch_ids)
        seen = None if read.complete else min(followed, len(read.listed))
    judged = await asyncio.to_thread(
        settlement.judge, followed, listed, seen=seen, unlisted_stand=read.unlisted_stand
    )
    async with database.write() as session:
        await set_state(session, judged.get("mass", ()), MASS, now=read.now)
        await set_state(session, judged.get("waiting", ()), WAITING, now=read.now)
        await set_state(session, judged.get("told", ()), TOLD)
        await set_state(session, judged.get("forget", ()), None)
        await count_moves(session, judged.get("moved", ()))
    confirmed: dict[int, _Confirmed] = {}
    for outcome in _OUTCOMES:
        for row in judged.get(outcome, ()):
            rows = confirmed.setdefault(row.contract_id, {each: [] for each in _OUTCOMES})
            rows[outcome].append(row)
    for contract_id, rows in sorted(confirmed.items()):
        while not await _take_over(database, contract_id, rows, read):
            pass
    return len(confirmed)


async def _take_over(database: Database, contract_id: int, rows: _Confirmed, read: EndedRead) -> bool:
    """Apply confirmed changes to a contract; return ``False`` if it changed meanwhile."""
    this = Contract.id == contract_id
    async with database.read() as session:
        stored = await stored_contract(session, this)
    if stored is None:
        return True
    quiet = [shift_of(row) for row in (*rows["silent"], *rows["rounded"])]
    news = [shift_of(row) for row in rows["news"]]
    new, found = await computed(settled, stored, quiet, news, read.now, about=[stored.record])
    async with database.write() as session:
        row = await locked_contract(session, this)
        if row is None or not stored.is_state_of(row):
            return row is None
        await keep_actions(session, contract_id, new.actions)
        await keep_figures(session, contract_id, stored.record, new.state, read.now)
        await keep_contract(session, row, stored.record.end, new.values, read.now)
        hearing = (await followers(session, contract_id)).hearing
        await log_and_enqueue(session, database, contract_id, found, hearing, read_key=read.key, now=read.now)
        since = min(each.since for outcome in rows.values() for each in outcome)
        await hold_unsure(
            session,
            read.now,
            subject=f"contract:{contract_id}",
            watches=watches_unsure(contract_id, since),
        )
        await set_state(session, rows["silent"], TOLD)
        await set_state(session, [*rows["news"], *rows["rounded"]], None)
    read.evidence.count(new.size)
    return True


async def tell_organisers(
    session: AsyncSession, database: Database, *, read_key: str, others: Collection[str], now: datetime
) -> None:
    """Enqueue notices to the organisers of each server that follows contracts now known to be published
    differently, or with unsteady values, in the caller's transaction: one of each kind."""
    going_on = HeldChange.seen_key.in_(sorted(others))
    otherwise = and_(HeldChange.state == TOLD, HeldChange.notice.is_(None), ~going_on)
    await _notify(session, database, otherwise, f"restyled:{read_key}", now)
    unsteady = and_(
        HeldChange.state.in_((MASS, WAITING)),
        HeldChange.notice.is_(None),
        HeldChange.read_key == read_key,
        or_(HeldChange.moves >= UNSTEADY_READS, HeldChange.since <= now - UNSTEADY_FOR),
    )
    sources = select(Contract.source).join(HeldChange).where(unsteady).distinct()
    for source in (await session.scalars(sources)).all():
        told = (
            select(HeldChange.notice)
            .join(Contract)
            .where(
                Contract.source == source,
                HeldChange.state != TOLD,
                HeldChange.notice.is_not(None),
                HeldChange.held_at > now - UNSTEADY_FOR,
            )
            .limit(1)
        )
        of_source = HeldChange.contract_id.in_(select(Contract.id).where(Contract.source == source))
        occasion = await session.scalar(told) or f"unsteady:{read_key}"  # one notice as long as it lasts
        await _notify(session, database, and_(unsteady, of_source), occasion, now)


async def _notify(
    session: AsyncSession, database: Database, rows: ColumnElement[bool], occasion: str, now: datetime
) -> None:
    """Enqueue a notice on these rows to the followers of their contracts; without a channel, it is kept until
    there is one."""
    if (await session.execute(select(HeldChange.id).where(rows).limit(1))).first() is None:
        return
    following = (
        select(Watch.server_id)
        .join(WatchedContract, WatchedContract.watch_id == Watch.id)
        .join(HeldChange, HeldChange.contract_id == WatchedContract.contract_id)
        .where(rows, WatchedContract.matched)
    )
    servers = (
        select(Server).where(Server.id.in_(following)).order_by(Server.id).with_for_update(key_share=True)
    )
    for server in (await session.scalars(servers)).all():
        await notify_organisers(session, database, server, occasion, now)
    await session.execute(
        update(HeldChange).where(rows).values(notice=occasion).execution_options(synchronize_session=False)
    )


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
