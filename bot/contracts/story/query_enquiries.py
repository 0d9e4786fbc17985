"""Enquiries about queries: questions about what a watch looks for rather than about one contract.

As ``enquiries``: asked once after a watch's first complete read, and again after an ``interval``, but only if
the source has imported anything since; identical queries of several servers are asked once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import and_, delete, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.contracts.evidence_allowance import is_disk_low
from bot.contracts.story.enquiries import EnquiryLog
from bot.errors import CANNOT_STORE
from bot.storage import Database, models
from bot.storage.models import Watch

MAX_PER_ROUND = 4  # queries


@dataclass(frozen=True, slots=True)
class Answered:
    """Result of an enquiry about a query; ``complete``: the value is all there is."""

    value: Any
    complete: bool = True


class QueryEnquiry(Protocol):
    """A question about a query. ``topic`` is stored; ``source`` is the source whose queries it is about."""

    topic: str
    source: str
    interval: timedelta

    async def ask(self, query: dict[str, Any]) -> Answered:
        """Ask the source. Raises ``SourceError``."""
        ...

    async def store(self, session: AsyncSession, query_key: str, found: Answered, now: datetime) -> None:
        """Store what was found, in the transaction that notes the enquiry as done."""
        ...

    async def forget(self, session: AsyncSession, query_keys: Sequence[str]) -> None:
        """Delete what was found for queries that nobody watches any more."""
        ...


@dataclass(frozen=True, slots=True)
class _Due:
    query_key: str
    query: dict[str, Any]
    state: str | None


class QueryEnquiries:
    """Periodic task that asks the due enquiries about queries; one process does, for all servers."""

    def __init__(self, database: Database, enquiries: Sequence[QueryEnquiry], clock: Clock) -> None:
        self._database = database
        self._enquiries = enquiries
        self._clock = clock
        self._log = EnquiryLog(database, clock, models.QueryEnquiry)

    async def tick(self) -> int:
        """Ask what is due, a few queries of each topic; return their number. Nothing is asked while the disk
        is low."""
        if is_disk_low(self._database):
            return 0
        asked = 0
        for enquiry in self._enquiries:
            await self._forget_unwatched(enquiry)
            for due in await self._due(enquiry):
                asked += 1
                if not await self._ask(enquiry, due):
                    break
        return asked

    async def _due(self, enquiry: QueryEnquiry) -> list[_Due]:
        row = models.QueryEnquiry
        watched = (
            select(
                Watch.query_key, func.min(Watch.id).label("watch_id"), func.max(Watch.state).label("state")
            )
            .where(Watch.source == enquiry.source, Watch.paused_at.is_(None), Watch.baseline_at.is_not(None))
            .group_by(Watch.query_key)
            .subquery()
        )
        its = and_(
            row.source == enquiry.source,
            row.query_key == watched.c.query_key,
            row.topic == enquiry.topic,
        )
        news = or_(row.failures > 0, row.state.is_(None), row.state.is_distinct_from(watched.c.state))
        wanted = (
            select(watched.c.query_key, Watch.query, watched.c.state)
            .join(Watch, Watch.id == watched.c.watch_id)
            .outerjoin(row, its)
            .where(or_(row.query_key.is_(None), and_(row.due_at <= self._clock(), news)))
            .order_by(row.due_at.asc().nulls_first(), watched.c.query_key)
            .limit(MAX_PER_ROUND)
        )
        async with self._database.read() as session:
            return [_Due(*found) for found in await session.execute(wanted)]

    async def _ask(self, enquiry: QueryEnquiry, due: _Due) -> bool:
        """Ask about one query and store the result; return whether the host answers."""
        key = {"source": enquiry.source, "query_key": due.query_key, "topic": enquiry.topic}
        try:
            found = await enquiry.ask(due.query)
            async with self._database.write() as session:
                now = self._clock()
                await enquiry.store(session, due.query_key, found, now)
                known = await session.get(models.QueryEnquiry, key)
                whole_at = None if known is None else known.whole_at
                more = {
                    "answered_at": now,
                    "incomplete": not found.complete,
                    "whole_at": whole_at or (now if found.complete else None),
                }
                await self._log.note(session, key, now, enquiry.interval, due.state, **more)
        except CANNOT_STORE:
            raise
        except Exception as error:
            return await self._log.note_failure(key, error)
        return True

    async def _forget_unwatched(self, enquiry: QueryEnquiry) -> None:
        row = models.QueryEnquiry
        watched = exists().where(Watch.source == row.source, Watch.query_key == row.query_key)
        ours = row.source == enquiry.source, row.topic == enquiry.topic
        async with self._database.read() as session:
            left = list(await session.scalars(select(row.query_key).where(*ours, ~watched)))
        if not left:
            return
        async with self._database.write() as session:
            left = list(await session.scalars(select(row.query_key).where(*ours, ~watched)))
            await enquiry.forget(session, left)
            await session.execute(delete(row).where(*ours, row.query_key.in_(left)))
