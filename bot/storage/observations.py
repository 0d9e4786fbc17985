"""Observations: one row for each read, which the watches that it served share, until it ends."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CTE, bindparam, delete, exists, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage import Database
from bot.storage.engine import rows_of, write_rows
from bot.storage.models import ContractSnapshot, Observation, WatchGroup
from bot.storage.upsert import insert_ignore

KEPT_FOR = timedelta(days=90)
"""Age at which an observation ends, unless an answer that its read brought is stored: it tells whose answer
that is."""

_AT_ONCE = 1000  # rows deleted in one transaction


async def note_observation(
    session: AsyncSession, database: Database, watch_ids: Sequence[int], values: Mapping[str, Any]
) -> None:
    """Store the observation of a read for these watches."""
    key = _group_key(watch_ids)
    known = select(WatchGroup.watch_id).where(WatchGroup.group_key == key)
    lacking = set(watch_ids) - set(await session.scalars(known))
    if lacking:
        rows = [{"group_key": key, "watch_id": watch_id} for watch_id in sorted(lacking)]
        await session.execute(insert_ignore(database, WatchGroup), rows)
    await session.execute(insert(Observation), [{"group_key": key, **values}])


async def forget_unwatched(session: AsyncSession) -> None:
    """Delete the observations of watches that are all removed. Takes time by the number of groups, and not of
    observations."""
    keys = _observed_groups()
    watched = exists().where(WatchGroup.group_key == keys.c.key)
    unwatched = select(keys.c.key).where(keys.c.key.is_not(None), ~watched)
    for key in (await session.scalars(unwatched)).all():
        ended = delete(Observation).where(Observation.group_key == key)
        await session.execute(ended.execution_options(synchronize_session=False))


async def end_observations(database: Database, now: datetime) -> None:
    """Delete the observations whose time is over."""
    brought = exists().where(ContractSnapshot.read_key == Observation.read_key)
    over = select(Observation.id).where(Observation.read_at < now - KEPT_FOR, ~brought)
    async with database.read() as session:
        rows = [{"row": row.id} async for row in rows_of(session, over)]
    for start in range(0, len(rows), _AT_ONCE):
        async with database.write() as session:
            ended = delete(Observation).where(Observation.id == bindparam("row"))
            await write_rows(session, ended, rows[start : start + _AT_ONCE])


def _observed_groups() -> CTE:
    """Return the keys of groups that have observations, and a null: each is the next one in the index."""
    first = select(func.min(Observation.group_key).label("key")).cte("observed_groups", recursive=True)
    after = select(func.min(Observation.group_key)).where(Observation.group_key > first.c.key)
    return first.union_all(select(after.scalar_subquery()).where(first.c.key.is_not(None)))


def _group_key(watch_ids: Iterable[int]) -> str:
    return hashlib.sha256(",".join(map(str, sorted(watch_ids))).encode()).hexdigest()
