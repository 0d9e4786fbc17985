"""Digests: of a watch at its baseline, and of all watches of a server once a week."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.following import matched_by
from bot.contracts.model import NO_CURRENCY, Kind
from bot.contracts.queries.lines import count_of, lines, lines_of
from bot.contracts.queries.updates import changed_since
from bot.contracts.queries.views import Digest, Failing, WeeklySummary
from bot.storage.models import Contract, Watch, WatchedContract

NEWEST = 5  # orders listed in a digest
MAX_VEHICLES = 5  # listed in a digest

_COMMITTING = [Kind.ORDER.value, Kind.CONTRACT.value]


async def baseline_digest(session: AsyncSession, watch_id: int) -> Digest | None:
    """Return the content of a watch's baseline announcement; ``None`` before the baseline, and for a removed
    watch."""
    watch = (await session.execute(select(Watch).where(Watch.id == watch_id))).scalar_one_or_none()
    if watch is None or watch.baseline_at is None:
        return None
    matched = Contract.id.in_(
        select(WatchedContract.contract_id).where(
            WatchedContract.watch_id == watch_id, WatchedContract.matched
        )
    )
    counts = await session.execute(select(Contract.kind, func.count()).where(matched).group_by(Contract.kind))
    by_kind = {Kind(kind): int(number) for kind, number in counts}
    sums = await session.execute(
        select(Contract.currency, func.sum(Contract.obligated), func.count(Contract.obligated))
        .where(matched, Contract.kind.in_(_COMMITTING))
        .group_by(Contract.currency)
        .order_by(Contract.currency)
    )
    by_currency: dict[str, Decimal] = {}
    known = 0
    for currency, amount, number in sums:
        if currency != NO_CURRENCY and amount is not None:
            known += number
            by_currency[currency] = amount
    signed_last = Contract.signed.desc().nulls_last(), Contract.id.desc()
    newest = lines().where(matched, Contract.kind != Kind.VEHICLE.value)
    vehicles = lines().where(matched, Contract.kind == Kind.VEHICLE.value)
    return Digest(
        watch_id=watch.id,
        name=watch.name,
        source=watch.source,
        read_at=watch.last_complete_at or watch.baseline_at,
        counts=by_kind,
        obligated=by_currency,
        unknown=sum(by_kind.get(Kind(kind), 0) for kind in _COMMITTING) - known,
        unread=await _never_read(session, watch),
        newest=tuple(await lines_of(session, newest.order_by(*signed_last).limit(NEWEST))),
        vehicles=tuple(await lines_of(session, vehicles.order_by(*signed_last).limit(MAX_VEHICLES))),
    )


async def weekly(
    session: AsyncSession, server_id: int, since: datetime, *, administrative: bool
) -> WeeklySummary:
    """Return a summary of a server's watches since a moment."""
    of_server = select(Watch.name, Watch.paused_at, Watch.failures, Watch.last_complete_at, Watch.baseline_at)
    rows = (await session.execute(of_server.where(Watch.server_id == server_id).order_by(Watch.id))).all()
    active = [row for row in rows if row.paused_at is None]
    contracts: Select[*tuple[Any, ...]] = select(Contract.id).where(matched_by(server_id))
    return WeeklySummary(
        watches=len(active),
        paused=len(rows) - len(active),
        unread=sum(row.last_complete_at is None for row in active),
        blind=sum(row.last_complete_at is None or row.last_complete_at < since for row in active),
        failing=tuple(Failing(name=row.name, since=row.last_complete_at) for row in active if row.failures),
        read_at=min((row.last_complete_at for row in active if row.last_complete_at), default=None),
        contracts=await count_of(session, contracts),
        changed=await count_of(session, changed_since(server_id, since, administrative=administrative)),
        began=max((row.baseline_at for row in active if row.baseline_at), default=None),
    )


async def _never_read(session: AsyncSession, watch: Watch) -> int:
    """Return the number of contracts that were unread at a watch's baseline and still are."""
    if not watch.unread:
        return 0
    since = (
        select(func.count())
        .select_from(WatchedContract)
        .join(Contract, Contract.id == WatchedContract.contract_id)
        .where(
            WatchedContract.watch_id == watch.id,
            WatchedContract.matched,
            Contract.source_id.in_(watch.unread),
        )
    )
    return len(watch.unread) - int((await session.execute(since)).scalar_one())
