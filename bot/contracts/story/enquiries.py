"""Enquiries: questions beside a contract's own record, asked seldom, few at a time, for all servers at once.

A watch reads contracts; an enquiry asks for what stands beside one, such as its subcontracts. It is asked
once when the contract is first watched, and again after its ``interval``, but only if the source has imported
anything since: without an import there is no further request. No contract of a query is asked about again
before all were. All enquiries about the contracts of one query stay below ``MAX_REQUESTS_PER_DAY`` a host.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import uuid4

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.after_restore import following, hold_unsure
from bot.common.async_utils import backoff
from bot.common.clock import Clock
from bot.contracts.evidence_allowance import is_disk_low
from bot.contracts.ingest.persistence import keep_answers
from bot.contracts.model import Answer, Record
from bot.contracts.row_mapping import record_of, snapshots_of
from bot.contracts.sources.protocol import HOST_FAULTS, SourceError, SourceErrorKind
from bot.errors import CANNOT_STORE
from bot.storage import Database
from bot.storage.models import Contract, ContractEnquiry, QueryEnquiry, Watch, WatchedContract
from bot.storage.upsert import insert

log = logging.getLogger(__name__)


MAX_REQUESTS_PER_DAY = 40
"""Requests to one host about the contracts of one query in a day; with those of searches by name, less than
60. The topics that have contracts to ask about share them equally."""

MAX_PER_ROUND = 4  # contracts of one query and topic, so that the requests of a day are spread
RETRY_INTERVAL, MAX_RETRY_INTERVAL = timedelta(hours=1), timedelta(days=2)

_DAY = timedelta(days=1)
_UNFINISHED = or_(ContractEnquiry.failures > 0, ContractEnquiry.state.is_(None))


@dataclass(frozen=True, slots=True)
class Finding:
    """Result of an enquiry: its value, the source's answers that it was read from, to be kept as evidence,
    and the number of requests that it took. What is not ``complete`` is asked for again the next day; what
    is not ``whole`` lacks some of what the source has."""

    value: Any
    answers: tuple[Answer, ...] = ()
    requests: int = 1
    complete: bool = True
    whole: bool = True


class Enquiry(Protocol):
    """A question about a contract. ``topic`` is stored; ``source`` is the source whose contracts it is
    about, and ``host`` what is asked about them, which may be a register; ``max_requests`` is the limit of
    requests about one."""

    topic: str
    source: str
    host: str
    interval: timedelta
    max_requests: int

    def concerns(self) -> ColumnElement[bool]:
        """Return the condition for the contracts that are asked about."""
        ...

    async def ask(self, contract: Record) -> Finding:
        """Ask the source. Raises ``SourceError``."""
        ...

    async def store(self, session: AsyncSession, contract_id: int, finding: Finding, now: datetime) -> None:
        """Store what was found, in the transaction that notes the enquiry as done."""
        ...


class EnquiryLog:
    """Table of enquiries with the time that each was asked, its result, and when it is due again."""

    def __init__(
        self, database: Database, clock: Clock, table: type[ContractEnquiry] | type[QueryEnquiry]
    ) -> None:
        self._database = database
        self._clock = clock
        self._table = table

    async def is_held(self, session: AsyncSession, key: dict[str, Any]) -> bool:
        """Lock the contract of an enquiry until the end of the transaction; ``False`` if it was purged
        meanwhile, so that nothing can be stored about it. An enquiry about a query has no such row, and is
        always held."""
        contract_id = key.get("contract_id")
        there = select(Contract.id).where(Contract.id == contract_id)
        held = there.with_for_update(read=True, key_share=True)
        return contract_id is None or await session.scalar(held) is not None

    async def note(
        self,
        session: AsyncSession,
        key: dict[str, Any],
        now: datetime,
        interval: timedelta,
        state: str | None,
        **values: Any,
    ) -> None:
        """Store that an enquiry was answered, and is due again after an ``interval``."""
        values |= {"due_at": now + interval, "state": state, "failures": 0, "fault": None}
        await self._store(session, key, now, values)

    async def note_failure(self, key: dict[str, Any], error: Exception, **values: Any) -> bool:
        """Store that an enquiry failed, and is due again after a longer interval each time; return whether
        the host answers."""
        fault = error.fault if isinstance(error, SourceError) else SourceErrorKind.INTERNAL
        if fault is SourceErrorKind.INTERNAL:
            log.error("the enquiry %s failed", key, exc_info=error)
        async with self._database.write() as session:
            if await self.is_held(session, key):
                known, now = await session.get(self._table, key), self._clock()
                failures: int = getattr(known, "failures", 0)
                due_at = now + backoff(RETRY_INTERVAL, MAX_RETRY_INTERVAL, failures)
                values |= {"due_at": due_at, "failures": failures + 1, "fault": fault.value}
                await self._store(session, key, now, values)
        return fault not in HOST_FAULTS

    async def _store(
        self, session: AsyncSession, key: dict[str, Any], now: datetime, values: dict[str, Any]
    ) -> None:
        values["asked_at"] = now
        new = insert(self._database, self._table).values(**key, **values)
        await session.execute(new.on_conflict_do_update(index_elements=list(key), set_=values))


@dataclass(frozen=True, slots=True)
class _Group:
    """Watches with one query to one source, and the source's state after their last read."""

    source: str
    query_key: str
    state: str | None


class _Questions:
    """Queries for the contracts of a group that are to be asked about, and for the requests about them."""

    def __init__(self, group: _Group, now: datetime) -> None:
        self._state = group.state
        self._now = now
        self._theirs = (
            select(WatchedContract.contract_id)
            .join(Watch, Watch.id == WatchedContract.watch_id)
            .where(
                WatchedContract.matched,
                Watch.source == group.source,
                Watch.query_key == group.query_key,
                Watch.paused_at.is_(None),
                Watch.baseline_at.is_not(None),
            )
        )

    def spent(self, enquiries: Iterable[Enquiry]) -> Select[str, int]:
        """Return the requests of the last day, by topic."""
        row = ContractEnquiry
        return (
            select(row.topic, func.sum(row.requests).label("requests"))
            .where(
                row.contract_id.in_(self._theirs),
                row.topic.in_([enquiry.topic for enquiry in enquiries]),
                row.asked_at > self._now - _DAY,
            )
            .group_by(row.topic)
        )

    def never(self, enquiry: Enquiry) -> Select[Contract]:
        """Return the contracts that were never asked about, the newest first."""
        wanted = self._wanted(enquiry).where(ContractEnquiry.contract_id.is_(None))
        return wanted.order_by(Contract.newest_day.desc(), Contract.id)

    def unfinished(self, enquiry: Enquiry) -> Select[Contract]:
        """Return those whose last enquiry failed or brought a part, and that are due."""
        return self._due(enquiry).where(_UNFINISHED)

    def again(self, enquiry: Enquiry) -> Select[Contract]:
        """Return those that are due again, because the source imported something since."""
        changed = ContractEnquiry.state.is_distinct_from(self._state)
        return self._due(enquiry).where(not_(_UNFINISHED), changed)

    def any_due(self, enquiry: Enquiry) -> Select[bool]:
        """Return whether there is any of these."""
        three = (self.never(enquiry), self.unfinished(enquiry), self.again(enquiry))
        return select(or_(*(each.order_by(None).exists() for each in three)))

    def _due(self, enquiry: Enquiry) -> Select[Contract]:
        due = self._wanted(enquiry).where(ContractEnquiry.due_at <= self._now)
        return due.order_by(ContractEnquiry.due_at, Contract.id)

    def _wanted(self, enquiry: Enquiry) -> Select[Contract]:
        row = ContractEnquiry
        return (
            select(Contract)
            .outerjoin(row, and_(row.contract_id == Contract.id, row.topic == enquiry.topic))
            .where(Contract.id.in_(self._theirs), Contract.missing_since.is_(None), enquiry.concerns())
        )


class Enquiries:
    """Periodic task that asks the due enquiries; one process does, for all servers."""

    def __init__(self, database: Database, enquiries: Sequence[Enquiry], clock: Clock) -> None:
        self._database = database
        self._enquiries = enquiries
        self._clock = clock
        self._log = EnquiryLog(database, clock, ContractEnquiry)

    async def tick(self) -> int:
        """Ask what is due, a few of each topic; return the number of contracts asked about. A host that does
        not answer is asked no more in this round, and nothing is asked while the disk is low."""
        if not self._enquiries or is_disk_low(self._database):
            return 0
        asked, away = 0, set[str]()
        for group in await self._groups():
            for enquiry in self._enquiries:
                if enquiry.source != group.source:
                    continue
                for contract in await self._due(enquiry, group):
                    if enquiry.host in away:
                        break
                    asked += 1
                    if not await self._ask(enquiry, contract, group.state):
                        away.add(enquiry.host)
        return asked

    async def _groups(self) -> list[_Group]:
        watches = (
            select(Watch.source, Watch.query_key, func.max(Watch.state).label("state"))
            .where(
                Watch.paused_at.is_(None),
                Watch.baseline_at.is_not(None),
                Watch.source.in_({enquiry.source for enquiry in self._enquiries}),
            )
            .group_by(Watch.source, Watch.query_key)
            .order_by(Watch.source, Watch.query_key)
        )
        async with self._database.read() as session:
            return [_Group(*row) for row in await session.execute(watches)]

    async def _due(self, enquiry: Enquiry, group: _Group) -> Sequence[Contract]:
        """Return the contracts to ask about now: those never asked about, the newest first, with up to half
        of the places for those whose enquiry failed or is not finished. Once there are none of the first,
        those due again."""
        questions = _Questions(group, self._clock())
        hosts = [one for one in self._enquiries if (one.source, one.host) == (group.source, enquiry.host)]
        async with self._database.read() as session:
            waiting = [one for one in hosts if await session.scalar(questions.any_due(one))]
            if enquiry not in waiting:
                return []
            spent = {row.topic: row.requests for row in await session.execute(questions.spent(hosts))}
            share = MAX_REQUESTS_PER_DAY // len(waiting) - spent.get(enquiry.topic, 0)
            room = min(share, MAX_REQUESTS_PER_DAY - sum(spent.values()))
            contracts = min(room // enquiry.max_requests, MAX_PER_ROUND)
            if contracts <= 0:
                return []
            new = (await session.scalars(questions.never(enquiry).limit(contracts))).all()
            places = max(contracts - len(new), contracts // 2)
            begun = (await session.scalars(questions.unfinished(enquiry).limit(places))).all()
            found = [*new[: contracts - len(begun)], *begun]
            if not new:
                again = questions.again(enquiry).limit(contracts - len(found))
                found += (await session.scalars(again)).all()
            return found

    async def _ask(self, enquiry: Enquiry, contract: Contract, state: str | None) -> bool:
        """Ask about one contract and store the result; return whether the host answers."""
        key = {"contract_id": contract.id, "topic": enquiry.topic}
        try:
            finding = await enquiry.ask(record_of(contract, ()))
            snapshots = await asyncio.to_thread(snapshots_of, contract.source, finding.answers)
            async with self._database.write() as session:
                if not await self._log.is_held(session, key):
                    return True
                now = self._clock()
                known = await session.get(ContractEnquiry, key)
                await enquiry.store(session, contract.id, finding, now)
                if known is not None and known.unsure:
                    await hold_unsure(session, now, watches=following(contract.id))
                    stored = finding.value is not None and finding.complete and finding.whole
                    known.unsure = not stored
                await keep_answers(session, self._database, contract.id, snapshots, uuid4().hex)
                # An incomplete result is due again even if the source imported nothing.
                due = (enquiry.interval, state) if finding.complete else (_DAY, None)
                await self._log.note(session, key, now, *due, requests=finding.requests)
        except CANNOT_STORE:
            raise
        except Exception as error:
            return await self._log.note_failure(key, error, requests=enquiry.max_requests)
        return True
