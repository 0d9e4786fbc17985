"""Watches as they are shown: each with the state of its reading, and the number of its held changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.made import made_of
from bot.contracts.ingest.held_changes import MASS, WAITING
from bot.storage.models import HeldChange, Watch, WatchedContract


@dataclass(frozen=True, slots=True)
class HeldOfWatch:
    """Counts of contracts of a watch: with something held, and with values that keep changing, since when."""

    contracts: int = 0
    unsteady: int = 0
    unsteady_since: datetime | None = None


NOTHING_HELD = HeldOfWatch()


async def held_by_watch(session: AsyncSession, server_id: int) -> dict[int, HeldOfWatch]:
    """Return the numbers of contracts with held changes, by watch of a server."""
    unsteady = HeldChange.notice.is_not(None)
    wanted = (
        select(
            WatchedContract.watch_id,
            func.count(HeldChange.contract_id.distinct()),
            func.count(case((unsteady, HeldChange.contract_id)).distinct()),
            func.min(case((unsteady, HeldChange.since))),
        )
        .join(HeldChange, HeldChange.contract_id == WatchedContract.contract_id)
        .join(Watch, Watch.id == WatchedContract.watch_id)
        .where(Watch.server_id == server_id, HeldChange.state.in_((WAITING, MASS)))
        .group_by(WatchedContract.watch_id)
    )
    return {watch_id: HeldOfWatch(*values) for watch_id, *values in await session.execute(wanted)}


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchInfo:
    """A watch and the state of its reading.

    ``fault`` is the value of a ``SourceErrorKind`` or ``"internal"``, and has a sentence ``fault-<value>``;
    ``failures`` is the number of incomplete reads in a row; if it is 0, ``fault`` names what a complete read
    leaves out. ``baseline_at`` is ``None`` until the first complete read, or the first accepted as such (see
    ``Watcher``).
    """

    id: int
    server_id: int
    name: str
    source: str
    query: Mapping[str, Any]
    created_at: datetime
    baseline_at: datetime | None
    next_read_at: datetime
    last_read_at: datetime | None
    last_complete_at: datetime | None
    last_matched: int | None
    failures: int
    fault: str | None
    paused_at: datetime | None = None
    full_read_at: datetime | None = None
    quiet_since: datetime | None = None
    longest_quiet: timedelta = timedelta(0)
    stale_told_at: datetime | None = None
    less_from: int | None = None
    less_told_at: datetime | None = None
    held: HeldOfWatch = NOTHING_HELD


async def watches_of(session: AsyncSession, server_id: int) -> list[WatchInfo]:
    """Return a server's watches, oldest first."""
    rows = await session.execute(select(Watch).where(Watch.server_id == server_id).order_by(Watch.id))
    held = await held_by_watch(session, server_id)
    return [replace(info_of(watch), held=held.get(watch.id, NOTHING_HELD)) for watch in rows.scalars()]


def info_of(watch: Watch) -> WatchInfo:
    """Return a stored watch, without its held changes."""
    return made_of(WatchInfo, watch, longest_quiet=timedelta(seconds=watch.longest_quiet or 0))
