"""Settlement at the end of a conclusive read: held changes are applied and announced, held on, or
discarded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import notify_organisers
from bot.contracts.diff.changes import find_changes, merge_record
from bot.contracts.diff.shifts import apply_shifts
from bot.contracts.ingest.change_log import log_and_enqueue
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
    actions_of,
    keep_actions,
    keep_contract,
    keep_figures,
)
from bot.contracts.ingest.subscriptions import followers
from bot.contracts.model import Change
from bot.contracts.row_mapping import fingerprint, record_of
from bot.storage import Database
from bot.storage.models import (
    Contract,
    HeldChange,
    Server,
    Watch,
    WatchedContract,
)


@dataclass(frozen=True, slots=True)
class EndedRead:
    """A finished read. ``others``: the keys of reads in progress; ``listed``: the ids of the contracts found;
    ``complete``: true if these are all matches."""

    key: str
    watch_ids: Collection[int]
    listed: Collection[str]
    others: Collection[str]
    now: datetime
    complete: bool = True


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
        ids = await session.execute(select(Contract.id, Contract.source_id).where(Contract.id.in_(of_rows)))
        listed = {row.id for row in ids if row.source_id in read.listed}
        followed = await count_followed(session, read.watch_ids)
        seen = None if read.complete else min(followed, len(read.listed))
        judged = settlement.judge(followed, listed, seen=seen)
    async with database.write() as session:
        await set_state(session, judged.get("mass", ()), MASS, now=read.now)
        await set_state(session, judged.get("waiting", ()), WAITING, now=read.now)
        await set_state(session, judged.get("told", ()), TOLD)
        await set_state(session, judged.get("forget", ()), None)
        await count_moves(session, judged.get("moved", ()))
    news, silent = _by_contract(judged.get("news", ())), _by_contract(judged.get("silent", ()))
    rounded = _by_contract(judged.get("rounded", ()))
    contracts = sorted({*news, *silent, *rounded})
    for contract_id in contracts:
        async with database.write() as session:
            quiet = [*silent.get(contract_id, ()), *rounded.get(contract_id, ())]
            await _take_over(session, database, contract_id, news.get(contract_id, []), quiet, read)
            await set_state(session, silent.get(contract_id, ()), TOLD)
            await set_state(session, [*news.get(contract_id, ()), *rounded.get(contract_id, ())], None)
    return len(contracts)


async def _take_over(
    session: AsyncSession,
    database: Database,
    contract_id: int,
    news: Sequence[HeldChange],
    quiet: Sequence[HeldChange],
    read: EndedRead,
) -> None:
    wanted = select(Contract).where(Contract.id == contract_id).with_for_update()
    row = (await session.execute(wanted)).scalar_one()
    stored = await actions_of(session, contract_id)
    known = old = record_of(row, stored)
    found: list[Change] = []
    for rows, is_news in ((quiet, False), (news, True)):
        if rows:
            before, moved = apply_shifts(known, map(shift_of, rows))
            told = find_changes(before, moved)
            found += (
                told if is_news else [replace(change, news=False, administrative=False) for change in told]
            )
            known = replace(merge_record(before, moved), whole=old.whole)
    await keep_actions(session, contract_id, stored, known, read.now)
    await keep_figures(session, contract_id, old, known, read.now)
    await keep_contract(session, row, old, known, fingerprint(known), read.now)
    hearing = (await followers(session, contract_id)).hearing
    await log_and_enqueue(session, database, contract_id, found, hearing, read_key=read.key, now=read.now)


def _by_contract(rows: Sequence[HeldChange]) -> dict[int, list[HeldChange]]:
    found: dict[int, list[HeldChange]] = {}
    for row in rows:
        found.setdefault(row.contract_id, []).append(row)
    return found


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
