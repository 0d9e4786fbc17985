"""Disappearance: contracts that a search no longer finds, or that a source no longer knows.

Absence is not deletion. Rows of public data vanish for days and come back, and a source's pagination drops
rows. So a contract that is missing in a complete search is requested by its id. If the source has it, it *no
longer matches* once it has been missing for a day (mostly because a supplier was renamed or sold), and stays
watched. Only if the source says on seven days with complete searches that it has no such id, it is
*withdrawn*; other contracts that could not be read on these days do not matter. A contract that comes back
before that was never announced as absent.

The answers that prove it are stored: one for each day on which the source did not know the contract until it
counts as withdrawn; for one that no longer matches, the first answer and the one at the time of the
announcement.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.after_restore import hold_unsure, watches_unsure
from bot.contracts.ingest.change_log import log_and_enqueue
from bot.contracts.ingest.persistence import keep_answers
from bot.contracts.ingest.subscriptions import followers, hold_servers
from bot.contracts.model import Change, ChangeKind
from bot.storage import Database
from bot.storage.models import Contract, Watch, WatchedContract

UNMATCHED_FOR = timedelta(days=1)
MISSING_FOR = timedelta(days=7)
MISSING_DAYS = 7


def is_withdrawn(since: datetime, days: int, now: datetime) -> bool:
    """True if a contract counts as withdrawn: the source has denied it for a week, on at least seven days.
    Two answers before and after a week of downtime are not enough."""
    return now - since >= MISSING_FOR and days >= MISSING_DAYS


@dataclass(frozen=True, slots=True)
class LookupResult:
    """A request by id for a contract that a search did not find; ``answers`` are rows of ``snapshots``."""

    contract_id: int
    read_key: str
    now: datetime
    answers: Collection[Mapping[str, Any]] = ()


async def note_missing(session: AsyncSession, database: Database, asked: LookupResult) -> None:
    """Record that the source has no such contract; announce it if it has lasted long enough."""
    contract_id, now = asked.contract_id, asked.now
    row = (
        await session.execute(select(Contract).where(Contract.id == contract_id).with_for_update())
    ).scalar_one()
    today, counted = now.date(), row.missing_on
    if row.missing_since is None or row.missing_since > now:  # recorded while the clock was ahead
        row.missing_since, row.missing_days, row.missing_on = now, 1, today
    elif row.missing_on != today:
        row.missing_days, row.missing_on = row.missing_days + 1, today
    if row.withdrawn_at is not None:
        return
    withdrawn = is_withdrawn(row.missing_since, row.missing_days, now)
    if withdrawn or row.missing_on != counted:
        await keep_answers(session, database, contract_id, asked.answers, asked.read_key)
    if withdrawn:
        row.withdrawn_at = now
        found = (Change(kind=ChangeKind.WITHDRAWN, old=row.missing_since.date()),)
        hearing = (await followers(session, contract_id)).hearing
        await log_and_enqueue(
            session, database, contract_id, found, hearing, read_key=asked.read_key, now=now
        )
        unsure = watches_unsure(contract_id, row.missing_since)
        await hold_unsure(session, now, subject=f"contract:{contract_id}", watches=unsure)


async def note_unmatched(
    session: AsyncSession, database: Database, asked: LookupResult, watch_ids: Collection[int]
) -> None:
    """Record that a search did not find a contract that the source has; announce it if that has lasted."""
    contract_id, now = asked.contract_id, asked.now
    await hold_servers(session, watch_ids)
    link = WatchedContract
    ours = and_(link.contract_id == contract_id, link.watch_id.in_(watch_ids), link.matched)
    noted: Any = await session.execute(
        update(link).where(ours, link.unmatched_since.is_(None)).values(unmatched_since=now)
    )
    if noted.rowcount:
        await keep_answers(session, database, contract_id, asked.answers, asked.read_key)
    standing = (
        select(Watch.server_id, func.min(link.unmatched_since).label("since"))
        .join(link, link.watch_id == Watch.id)
        .where(ours, ~link.unmatched_told, link.unmatched_since <= now - UNMATCHED_FOR)
        .group_by(Watch.server_id)
    )
    since = {row.server_id: row.since for row in await session.execute(standing)}
    servers = set(since)
    if not servers:
        return
    matching_yet = (
        select(Watch.server_id)
        .join(link, link.watch_id == Watch.id)
        .where(link.contract_id == contract_id, link.matched, link.unmatched_since.is_(None))
    )
    servers -= set((await session.execute(matching_yet)).scalars())
    # A server without a baseline first gets the contract in the digest, and is told by a later read.
    servers &= (await followers(session, contract_id)).hearing
    if servers:
        await keep_answers(session, database, contract_id, asked.answers, asked.read_key)
    for server_id in sorted(servers):
        found = (Change(kind=ChangeKind.NO_LONGER_MATCHES),)
        await log_and_enqueue(
            session, database, contract_id, found, server_id, read_key=asked.read_key, now=now
        )
    if servers:
        unsure = watches_unsure(contract_id, min(since[server_id] for server_id in servers))
        await hold_unsure(session, now, subject=f"contract:{contract_id}", watches=unsure)
    theirs = select(Watch.id).where(Watch.server_id.in_(servers))
    await session.execute(
        update(link)
        .where(link.contract_id == contract_id, link.watch_id.in_(theirs))
        .values(unmatched_told=True)
        .execution_options(synchronize_session=False)
    )


async def note_found(
    session: AsyncSession, contract_ids: Collection[int], watch_ids: Collection[int]
) -> None:
    """Record that a search lists contracts again that could not be read: their absence is counted anew."""
    for contract_id in contract_ids:
        await forget_absence(session, contract_id, watch_ids)
    await session.execute(
        update(Contract)
        .where(
            Contract.id.in_(contract_ids),
            Contract.missing_since.is_not(None),
            Contract.withdrawn_at.is_(None),  # its return is announced when it can be read
        )
        .values(missing_since=None, missing_days=0, missing_on=None)
        .execution_options(synchronize_session=False)
    )


async def forget_absence(session: AsyncSession, contract_id: int, watch_ids: Collection[int]) -> None:
    """Record that these watches find a contract (again)."""
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
