"""Contracts that a search no longer finds, or that a source no longer knows. Absence is not deletion.

Rows of public data vanish for days and come back, and a source's paging drops rows. So a contract that a
complete search lacks is asked for by its id. Present, it *no longer matches* once that has stood for a day
(a supplier that was renamed or sold, mostly), and stays watched. Only if the source says of its id that
there is none, on seven days with complete reads, it is *withdrawn*. What comes back before was never told
to be away.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.followers import followers
from bot.contracts.model import Change, ChangeKind
from bot.contracts.telling import tell
from bot.storage import Database
from bot.storage.tables import Contract, Watch, WatchedContract

UNMATCHED_FOR = timedelta(days=1)
MISSING_FOR = timedelta(days=7)
MISSING_DAYS = 7


def is_withdrawn(since: datetime, days: int, now: datetime) -> bool:
    """Whether a contract counts as withdrawn: the source has said for a week that it has none with this
    id, on at least seven days. One answer before and one after a week without the machine are not enough."""
    return now - since >= MISSING_FOR and days >= MISSING_DAYS


async def note_missing(
    session: AsyncSession, database: Database, contract_id: int, *, read_key: str, now: datetime
) -> None:
    """Note that a complete read was told that there is no such contract; tell of it when that stands."""
    row = (
        await session.execute(select(Contract).where(Contract.id == contract_id).with_for_update())
    ).scalar_one()
    today = now.date()
    if row.missing_since is None or row.missing_since > now:  # later than now: of a clock that was ahead
        row.missing_since, row.missing_days, row.missing_on = now, 1, today
    elif row.missing_on != today:
        row.missing_days, row.missing_on = row.missing_days + 1, today
    if row.withdrawn_at is None and is_withdrawn(row.missing_since, row.missing_days, now):
        row.withdrawn_at = now
        found = (Change(kind=ChangeKind.WITHDRAWN, old=row.missing_since.date()),)
        hearing = (await followers(session, contract_id)).hearing
        await tell(session, database, contract_id, found, hearing, read_key=read_key, now=now)


async def note_unmatched(
    session: AsyncSession,
    database: Database,
    contract_id: int,
    watch_ids: Collection[int],
    *,
    now: datetime,
) -> None:
    """Note that a complete search lacked a contract that the source has; tell of it when that stands."""
    link = WatchedContract
    ours = and_(link.contract_id == contract_id, link.watch_id.in_(watch_ids), link.matched)
    await session.execute(
        update(link).where(ours, link.unmatched_since.is_(None)).values(unmatched_since=now)
    )
    standing = (
        select(Watch.server_id)
        .join(link, link.watch_id == Watch.id)
        .where(ours, ~link.unmatched_told, link.unmatched_since <= now - UNMATCHED_FOR)
        .distinct()
    )
    servers = set((await session.execute(standing)).scalars())
    if not servers:
        return
    matching_yet = (
        select(Watch.server_id)
        .join(link, link.watch_id == Watch.id)
        .where(link.contract_id == contract_id, link.matched, link.unmatched_since.is_(None))
    )
    servers -= set((await session.execute(matching_yet)).scalars())
    told = (await followers(session, contract_id)).told
    for server_id in sorted(servers & told):
        await tell(
            session,
            database,
            contract_id,
            (Change(kind=ChangeKind.NO_LONGER_MATCHES),),
            {server_id},
            read_key=uuid4().hex,
            now=now,
            only=server_id,
        )
    theirs = select(Watch.id).where(Watch.server_id.in_(servers))
    await session.execute(
        update(link)
        .where(link.contract_id == contract_id, link.watch_id.in_(theirs))
        .values(unmatched_told=True)
        .execution_options(synchronize_session=False)
    )


async def forget_absence(session: AsyncSession, contract_id: int, watch_ids: Collection[int]) -> None:
    """Note that these watches find a contract (again)."""
    link = WatchedContract
    await session.execute(
        update(link)
        .where(
            link.contract_id == contract_id,
            link.watch_id.in_(watch_ids),
            link.unmatched_since.is_not(None),
        )
        .values(unmatched_since=None, unmatched_told=False)
    )
