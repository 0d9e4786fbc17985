"""Subcontracts that a watch's suppliers have under others: the enquiry for them, and what is stored as plain
values.

An enquiry about a query is like those of ``enquiries``: asked once after a watch's first complete read, and
again after its interval, but only if the source has imported anything since; identical queries of several
servers are asked once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.announcements.after_restore import hold_unsure
from bot.announcements.outbox import NewAnnouncement, channels_for, enqueue_all
from bot.common.clock import Clock
from bot.common.made import made_of
from bot.common.pagination import Page
from bot.contracts.diff.subcontracts import doubt
from bot.contracts.evidence_allowance import is_disk_low
from bot.contracts.following import matched_ids
from bot.contracts.ingest.persistence import reconcile
from bot.contracts.model import SubcontractUnder as Listed
from bot.contracts.row_mapping import NUMBER, fitted_id, fitted_party, fitted_text, subcontract_of
from bot.contracts.sources.protocol import ListsSubcontracts, Source, SubcontractsUnder
from bot.contracts.story.enquiries import EnquiryLog
from bot.contracts.story.subcontracts import Reported, reported
from bot.errors import CANNOT_STORE
from bot.storage import Database
from bot.storage.models import Contract, QueryEnquiry, Server, SubcontractList, SubcontractUnder, Watch

SOURCE, TOPIC = "usaspending", "under-others"
INTERVAL = timedelta(days=7)
MAX_PER_ROUND = 4  # queries


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderOthers:
    """A subcontract that a watched company has of another's contract: its number, holder, buyer and page."""

    reported: Reported
    source: str
    prime_number: str
    prime: str
    buyer: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderOthersPage:
    """A page of them. ``read_at``: when the query of the server's that was asked longest ago was; ``None`` if
    none was. ``complete``: all was read."""

    page: Page[UnderOthers]
    read_at: datetime | None
    complete: bool


@dataclass(frozen=True, slots=True)
class _Due:
    query_key: str
    query: dict[str, Any]
    state: str | None


class UnderOthersEnquiry:
    """Periodic task that asks about the due queries, by the names and identifiers of their suppliers; one
    process does, for all servers."""

    def __init__(self, database: Database, sources: Mapping[str, Source], clock: Clock) -> None:
        self._database = database
        self._sources = sources
        self._clock = clock
        self._log = EnquiryLog(database, clock, QueryEnquiry)

    async def tick(self) -> int:
        """Ask what is due, a few queries; return their number. Nothing is asked while the disk is low."""
        if is_disk_low(self._database):
            return 0
        asked = 0
        await self._forget_unwatched()
        for due in await self._due():
            asked += 1
            if not await self._ask(due):
                break
        return asked

    async def _due(self) -> list[_Due]:
        row = QueryEnquiry
        watched = (
            select(
                Watch.query_key, func.min(Watch.id).label("watch_id"), func.max(Watch.state).label("state")
            )
            .where(Watch.source == SOURCE, Watch.paused_at.is_(None), Watch.baseline_at.is_not(None))
            .group_by(Watch.query_key)
            .subquery()
        )
        its = and_(row.source == SOURCE, row.query_key == watched.c.query_key, row.topic == TOPIC)
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

    async def _ask(self, due: _Due) -> bool:
        """Ask about one query and store the result; return whether the host answers."""
        key = {"source": SOURCE, "query_key": due.query_key, "topic": TOPIC}
        try:
            found = await self.ask(due.query)
            async with self._database.write() as session:
                now = self._clock()
                await self.store(session, due.query_key, found, now)
                known = await session.get(QueryEnquiry, key)
                if known is not None and known.unsure:
                    asking = and_(Watch.source == SOURCE, Watch.query_key == due.query_key)
                    await hold_unsure(session, now, watches=asking)
                    known.unsure = not found.complete
                whole_at = None if known is None else known.whole_at
                more = {
                    "answered_at": now,
                    "incomplete": not found.complete,
                    "whole_at": whole_at or (now if found.complete else None),
                }
                await self._log.note(session, key, now, INTERVAL, due.state, **more)
        except CANNOT_STORE:
            raise
        except Exception as error:
            return await self._log.note_failure(key, error)
        return True

    async def ask(self, query: dict[str, Any]) -> SubcontractsUnder:
        source = self._sources[SOURCE]
        if not isinstance(source, ListsSubcontracts):
            return SubcontractsUnder(complete=False)
        return await source.subcontracts_under(query)

    async def store(
        self, session: AsyncSession, query_key: str, found: SubcontractsUnder, now: datetime
    ) -> None:
        """Store the subcontracts, and announce new ones if a complete list was stored before."""
        table, asked = SubcontractUnder, QueryEnquiry
        key = asked.source == SOURCE, asked.query_key == query_key, asked.topic == TOPIC
        whole_at = await session.scalar(select(asked.whole_at).where(*key))
        occasion = None if whole_at is None else uuid4().hex
        ours = table.source == SOURCE, table.query_key == query_key
        stored: dict[str, list[SubcontractUnder]] = {}
        for row in await session.scalars(select(table).where(*ours).order_by(table.id)):
            stored.setdefault(row.prime_id, []).append(row)
        listed: dict[str, list[Listed]] = {}
        for one in found.subcontracts:
            listed.setdefault(fitted_id(one.prime_id), []).append(one)
        fresh = 0
        for prime_id in sorted({*stored, *listed}):
            rows, under = stored.get(prime_id, []), listed.get(prime_id, [])
            belonging = _belonging(query_key, prime_id, under[0]) if under else {}
            if any(getattr(row, name) != value for row in rows for name, value in belonging.items()):
                of_prime = update(table).where(*ours, table.prime_id == prime_id)
                await session.execute(of_prime.values(**belonging))  # its holder's name has changed
            fresh += await reconcile(
                session,
                table,
                rows,
                [one.subcontract for one in under],
                {**belonging, "occasion": occasion},
                now,
                complete=found.complete,
            )
        if fresh and occasion is not None:
            await self._enqueue(session, query_key, occasion, now)

    async def _enqueue(self, session: AsyncSession, query_key: str, occasion: str, now: datetime) -> None:
        hearing = select(Watch.server_id).where(
            Watch.source == SOURCE,
            Watch.query_key == query_key,
            Watch.paused_at.is_(None),
            Watch.baseline_at.is_not(None),
        )
        servers = set(await session.scalars(hearing))
        announcements = [
            NewAnnouncement(server_id, channel_id, "under-others", f"server:{server_id}", occasion)
            for server_id, channel_id in await channels_for(session, servers, Server.subcontract_news)
        ]
        await enqueue_all(session, self._database, announcements, now)

    async def _forget_unwatched(self) -> None:
        """Delete what was found for queries that nobody watches any more."""
        row, table = QueryEnquiry, SubcontractUnder
        watched = exists().where(Watch.source == row.source, Watch.query_key == row.query_key)
        ours = row.source == SOURCE, row.topic == TOPIC
        unwatched = select(row.query_key).where(*ours, ~watched)
        async with self._database.read() as session:
            if not (await session.scalars(unwatched)).all():
                return
        async with self._database.write() as session:
            left = (await session.scalars(unwatched)).all()
            await session.execute(delete(table).where(table.source == SOURCE, table.query_key.in_(left)))
            await session.execute(delete(row).where(*ours, row.query_key.in_(left)))


def _belonging(query_key: str, prime_id: str, one: Listed) -> dict[str, Any]:
    """Return the columns that say of which contract and for which query a row is."""
    prime = fitted_party(one.prime)
    return {
        "source": SOURCE,
        "query_key": query_key,
        "prime_id": prime_id,
        "prime_number": fitted_text(one.prime_number, NUMBER),
        "prime": prime.name,
        "prime_ids": dict(prime.ids),
        "buyer": fitted_text(one.buyer),
        "url": fitted_text(one.url),
    }


async def under_others(
    session: AsyncSession, server_id: int, *, offset: int = 0, limit: int = 8
) -> UnderOthersPage:
    """Return the subcontracts that companies of a server's watches have under others, the latest first, those
    that are no longer listed last; what several of its watches find, once."""
    table = SubcontractUnder
    first = (
        select(func.min(table.id))
        .where(_watched(table, server_id))
        .group_by(table.source, table.prime_id, table.number, table.supplier, table.date)
    )
    ours = table.id.in_(first)
    total = (await session.execute(select(func.count()).select_from(table).where(ours))).scalar_one()
    offset = offset if 0 <= offset < total else 0
    latest = table.missing_since.is_not(None), table.date.desc().nulls_last(), table.id.desc()
    rows = await session.scalars(select(table).where(ours).order_by(*latest).offset(offset).limit(limit))
    incomplete = func.max(case((QueryEnquiry.incomplete, 1), else_=0))
    asked = select(func.min(QueryEnquiry.answered_at), incomplete).where(
        QueryEnquiry.topic == TOPIC, QueryEnquiry.answered_at.is_not(None), _watched(QueryEnquiry, server_id)
    )
    read_at, partly = (await session.execute(asked)).one()
    return UnderOthersPage(
        page=Page(items=tuple(map(_under, rows)), total=total, offset=offset, limit=limit),
        read_at=read_at,
        complete=not partly,
    )


async def new_under_others(session: AsyncSession, server_id: int, occasion: str) -> list[UnderOthers]:
    """Return the content of an announcement to a server of new subcontracts under others, the largest first
    and the implausible ones last. Left out: those that a query of the server found before, perhaps under
    another id of the same contract, and those of contracts that it watches, which are announced with the
    contract."""
    table, other = SubcontractUnder, aliased(SubcontractUnder)
    same = [getattr(other, name) == getattr(table, name) for name in ("source", "prime_number", "number")]
    before = exists().where(
        *same,
        other.supplier == table.supplier,
        other.date.is_not_distinct_from(table.date),
        other.id < table.id,
        _watched(other, server_id),
    )
    watched = exists().where(
        Contract.source == table.source,
        Contract.source_id == table.prime_id,
        Contract.id.in_(matched_ids(server_id)),
        SubcontractList.contract_id == Contract.id,
        SubcontractList.whole_at.is_not(None),
    )
    wanted = (
        select(table)
        .where(table.occasion == occasion, table.missing_since.is_(None), _watched(table, server_id))
        .where(~before.correlate(table), ~watched.correlate(table))
        .order_by(table.amount.desc().nulls_last(), table.id)
    )
    found = map(_under, await session.scalars(wanted))
    return sorted(found, key=lambda one: one.reported.doubt is not None)


async def has_under_others(session: AsyncSession, server_id: int) -> bool:
    """True if any such subcontract is on record for a server."""
    one = select(SubcontractUnder.id).where(_watched(SubcontractUnder, server_id)).limit(1)
    return await session.scalar(one) is not None


def _watched(table: Any, server_id: int) -> ColumnElement[bool]:
    """Return the condition for rows of a query that a watch of the server has."""
    theirs = Watch.server_id == server_id, Watch.source == table.source, Watch.query_key == table.query_key
    return exists().where(*theirs).correlate(table)


def _under(row: SubcontractUnder) -> UnderOthers:
    one = subcontract_of(row)
    return made_of(UnderOthers, row, reported=reported(row, one, doubt(one)))
