"""Ingest: stores the result of a read, everything of one contract in one transaction.

The row, its actions, the answers they came from, the changes, its followers and one announcement for each
channel are stored together or not at all: after any interruption, the next read continues from there. A
contract without changes costs no transaction; those of a first read share some (see ``Batch``).

Every server gets every contract: as news, once, by a watch that had its baseline before, or else in the
digest of a watch that followed it before its baseline. ``WatchedContract.told`` on every link of that server
records that it did (a watch that merely came to follow a contract has told nobody yet), ``listed_at`` that it
was in a digest only. A digest takes no news away from another watch of the server: contracts that it finds at
its next read are announced, even if a digest since its last read listed them. Later ones were on record.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.contracts.diff.changes import find_changes
from bot.contracts.evidence_allowance import EvidenceMeter
from bot.contracts.ingest.change_log import (
    enqueue_announcements,
    log_and_enqueue,
    store_first,
)
from bot.contracts.ingest.comparison import Comparison, Surroundings, compare, computed
from bot.contracts.ingest.disappearance import forget_absence
from bot.contracts.ingest.held_changes import contracts_with_held_changes, note_shifts
from bot.contracts.ingest.links import keep_links
from bot.contracts.ingest.persistence import (
    NewContract,
    NewRecord,
    StoredContract,
    insert_contracts,
    keep_actions,
    keep_answers,
    keep_contract,
    keep_figures,
    keep_identifiers,
    keep_subcontracts,
    locked_contract,
    stored_contract,
)
from bot.contracts.ingest.subscriptions import (
    Audience,
    Link,
    audience_of,
    followers,
    hold_servers,
    mark_told,
    told_of_twins,
    watched_vehicles,
)
from bot.contracts.model import Change, ChangeKind, Record
from bot.contracts.row_mapping import fingerprint, snapshots_of
from bot.storage import Database
from bot.storage.engine import rows_of
from bot.storage.models import Contract, Watch, WatchedContract


class NobodyWatches(Exception):
    """Raised when all watches of a read were removed or paused while it was in progress."""


@dataclass(slots=True)
class _Known:
    """State of a followed contract during a read."""

    contract_id: int
    record_hash: str
    absent: bool  # recorded as missing, or as one that a watch no longer matches
    held: bool = False  # has held changes, so it is read again even if its row is the same
    links: dict[int, Link] = field(default_factory=dict)  # by watch


@dataclass(frozen=True, slots=True)
class _Reading:
    """A record that a read brings: see ``Ingestor.take_in``. ``snapshots``: the rows of its answers."""

    record: Record
    matched: bool | None
    known_as: str | None
    snapshots: Sequence[Mapping[str, Any]] = ()

    @property
    def stored_id(self) -> str:
        """The id under which the contract is stored."""
        return self.known_as or self.record.source_id


class Ingestor:
    """Ingest of one read of one query, for the watches that share it. ``key`` identifies the read; ``first``:
    they have no baseline yet."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        evidence: EvidenceMeter,
        *,
        source: str,
        watch_ids: Sequence[int],
        first: bool,
    ) -> None:
        self.key = uuid4().hex
        self.began = clock()
        self._database = database
        self._clock = clock
        self._source = source
        self.watch_ids = tuple(watch_ids)  # without those that were removed or paused meanwhile
        self._known: dict[str, _Known] = {}  # by the contract's id in the source
        self._moved_marks: dict[int, str | None] = {}  # by our id
        self.evidence = evidence
        self.first = first

    async def open(self) -> None:
        """Load the contracts that these watches follow already."""
        links = (
            select(
                Contract.source_id,
                Contract.id,
                Contract.record_hash,
                Contract.missing_since,
                WatchedContract.watch_id,
                WatchedContract.matched,
                WatchedContract.mark,
                WatchedContract.unmatched_since,
            )
            .join(WatchedContract, WatchedContract.contract_id == Contract.id)
            .where(Contract.source == self._source, WatchedContract.watch_id.in_(self.watch_ids))
        )
        async with self._database.read() as session:
            await self.evidence.open(session, self.watch_ids, self.began.date())
            held = await contracts_with_held_changes(session, self.watch_ids)
            async for row in rows_of(session, links):
                fresh = _Known(row.id, row.record_hash, absent=False, held=row.id in held)
                known = self._known.setdefault(row.source_id, fresh)
                known.links[row.watch_id] = Link(row.matched, row.mark)
                known.absent |= row.missing_since is not None or row.unmatched_since is not None

    def follows(self, source_id: str) -> bool:
        """True if any of the watches follows this contract."""
        return source_id in self._known

    def is_absent(self, source_id: str) -> bool:
        """True if the contract is recorded as lost by the source, or as no longer matching."""
        known = self._known.get(source_id)
        return known is not None and known.absent

    def matched_before(self) -> Iterator[str]:
        """Yield the ids of contracts that any of the watches matched, in this read or before."""
        for source_id, known in self._known.items():
            if any(link.matched for link in known.links.values()):
                yield source_id

    def marks(self) -> Mapping[str, str]:
        """Return the marks of contracts that need not be read again while their mark is the same: those that
        all the watches matched by the same row."""
        marks: dict[str, str] = {}
        for source_id, known in self._known.items():
            mark, *others = {link.mark for link in known.links.values()}
            again = known.absent or known.held
            if mark is not None and not others and not again and self._is_linked(known, True):
                marks[source_id] = mark
        return marks

    def known_marks(self) -> Mapping[str, str]:
        """Return the mark by which each contract was matched last, by any of the watches."""
        marks: dict[str, str] = {}
        for source_id, known in self._known.items():
            for _, link in sorted(known.links.items()):
                if link.matched and link.mark is not None and not known.absent:
                    marks[source_id] = link.mark
        return marks

    def contract_id(self, source_id: str) -> int | None:
        """Return our id of a contract that the watches follow."""
        known = self._known.get(source_id)
        return None if known is None else known.contract_id

    async def take_in(self, record: Record, *, matched: bool | None, known_as: str | None = None) -> bool:
        """Store a record as the database can (see ``fitted``); return whether anything of the contract was
        new.

        ``matched`` tells why the watches follow it: the search found it (``True``), or only as the vehicle of
        a match (``False``); ``None`` leaves its followers as they are. ``known_as``: the id that the contract
        had until now. Raises ``NobodyWatches``.
        """
        known = self._steady(record.source_id, matched)
        if known is not None:
            record_hash = await computed(fingerprint, record, about=[record])
            if record_hash == known.record_hash and not await self._is_missing(known):
                self._note_unchanged(known, record, matched)
                return False
        reading = _Reading(record, matched, known_as)
        stored = None
        while stored is None:
            prepared = await self._prepared(reading)
            if known is not None and not _has_changed(prepared) and not await self._is_missing(known):
                self._note_unchanged(known, record, matched)  # it only leaves out values
                return False
            if not reading.snapshots:
                rows = await asyncio.to_thread(snapshots_of, self._source, record.answers)
                reading = replace(reading, snapshots=rows)
            async with self._transaction() as session:
                stored = await self._put(session, reading, prepared)
        if known_as is not None:
            self._known.pop(known_as, None)
        self._known[record.source_id], changed = stored
        return changed

    def _steady(self, source_id: str, matched: bool | None) -> _Known | None:
        """Return what is known of a contract, unless there is something to store even if its record is the
        same."""
        known = self._known.get(source_id)
        if known is None or known.held or (known.absent and matched) or not self._is_linked(known, matched):
            return None
        return known

    def _note_unchanged(self, known: _Known, record: Record, matched: bool | None) -> None:
        if matched:
            self._move_mark(known, record.mark)

    async def _prepared(self, reading: _Reading) -> Comparison | NewContract:
        """Compute what is to be stored of a contract, by its state now."""
        record, now = reading.record, self._clock()
        async with self._database.read() as session:
            stored = await stored_contract(session, self._is(reading.stored_id))
            if stored is not None:
                watches = await self._watches(session, locked=False)
                around = await self._surroundings(session, stored, watches, reading)
        if stored is None:
            return await computed(NewContract.of, record, about=[record])
        terms = around.terms(rekeyed=reading.known_as is not None)
        return await computed(compare, stored, record, terms, now, about=[stored.record, record])

    async def alike(self, new: Collection[NewRecord]) -> tuple[set[str], set[str]]:
        """Return the ids of records whose contracts are stored, since watches of others follow them, and the
        numbers that a stored contract has."""
        ids = Contract.source_id.in_([one.record.source_id for one in new])
        numbers = Contract.number.in_([one.record.number for one in new])
        ours = Contract.source == self._source
        async with self._database.read() as session:
            return (
                set(await session.scalars(select(Contract.source_id).where(ours, ids))),
                set(await session.scalars(select(Contract.number).where(ours, numbers))),
            )

    async def take_in_new(self, new: Sequence[NewRecord]) -> int:
        """Store records of contracts that are not stored yet, in one transaction; return their number.
        Raises ``NobodyWatches``."""
        contracts = await asyncio.to_thread(self._contracts_of, new)
        async with self._transaction() as session:
            watches = await self._hold_watches(session)
            known = await self._put_new(session, watches, new, contracts)
        self._known |= known
        return len(known)

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncSession]:
        """Begin a transaction that stores contracts; one that fails takes no room for answers."""
        with self.evidence.transaction():
            async with self._database.write() as session:
                yield session

    def _contracts_of(self, new: Sequence[NewRecord]) -> list[NewContract]:
        return [NewContract.of(one.record, snapshots_of(self._source, one.record.answers)) for one in new]

    def forget_marks(self, source_ids: Iterable[str]) -> None:
        """Let the next read read contracts again that could not be read, even if their rows are the same."""
        for source_id in source_ids:
            known = self._known.get(source_id)
            if known is not None:
                self._move_mark(known, None)

    def _move_mark(self, known: _Known, mark: str | None) -> None:
        if any(link.matched and link.mark != mark for link in known.links.values()):
            self._moved_marks[known.contract_id] = mark
            known.links = {
                watch_id: link._replace(mark=mark) if link.matched else link
                for watch_id, link in known.links.items()
            }

    async def store_marks(self, session: AsyncSession) -> None:
        """Store the new marks of contracts that were read again and are unchanged."""
        link = WatchedContract
        for contract_id, mark in self._moved_marks.items():
            ours = and_(link.watch_id.in_(self.watch_ids), link.matched)
            await session.execute(
                update(link)
                .where(link.contract_id == contract_id, ours)
                .values(mark=mark)
                .execution_options(synchronize_session=False)
            )
        self._moved_marks.clear()

    async def _is_missing(self, known: _Known) -> bool:
        if not known.absent:
            return False
        async with self._database.read() as session:
            since = select(Contract.missing_since).where(Contract.id == known.contract_id)
            return (await session.execute(since)).scalar_one() is not None

    def _is_linked(self, known: _Known, matched: bool | None) -> bool:
        if matched is None:
            return True
        links = [known.links.get(watch_id) for watch_id in self.watch_ids]
        return all(link is not None and (link.matched or not matched) for link in links)

    async def _put(
        self, session: AsyncSession, reading: _Reading, prepared: Comparison | NewContract
    ) -> tuple[_Known, bool] | None:
        """Store what was prepared; return what is known, and whether it is new. ``None``, and nothing is
        stored, if the contract, or who follows it, has changed meanwhile."""
        now, record = self._clock(), reading.record
        watches = await self._hold_watches(session)
        row = await locked_contract(session, self._is(reading.stored_id))
        if isinstance(prepared, NewContract):
            if row is not None:
                return None
            contract = replace(prepared, snapshots=reading.snapshots)
            new = NewRecord(record, reading.matched)
            return (await self._put_new(session, watches, [new], [contract]))[record.source_id], True
        if row is None or not prepared.stored.is_state_of(row):
            return None
        around = await self._surroundings(session, prepared.stored, watches, reading)
        if around.terms(rekeyed=prepared.terms.rekeyed) != prepared.terms:
            return None
        if reading.matched:
            await forget_absence(session, row.id, self.watch_ids)
        withdrawn_at = row.withdrawn_at
        fresh, held = await self._keep(session, row, prepared, now)
        if prepared.writes is not None or fresh:
            self.evidence.take(reading.snapshots, 0 if prepared.writes is None else prepared.writes.size)
            await keep_answers(session, self._database, row.id, reading.snapshots, self.key)
        links = around.links
        if reading.matched is not None:
            links = await self._link(session, row.id, record.mark, reading.matched, around)
        await self._announce(session, prepared, around, withdrawn_at, now)
        known = _Known(row.id, prepared.record_hash, absent=False, held=held, links=dict(links))
        return known, prepared.writes is not None

    async def _put_new(
        self,
        session: AsyncSession,
        watches: Sequence[Any],
        new: Sequence[NewRecord],
        contracts: Sequence[NewContract],
    ) -> dict[str, _Known]:
        now, key = self._clock(), self.key
        answers = (row for one in contracts for row in one.snapshots)
        self.evidence.take(answers, sum(one.size for one in contracts))
        ids = await insert_contracts(session, self._database, contracts, read_key=key, now=now)
        known = {
            contract.state.source_id: _Known(contract_id, contract.record_hash, absent=False, links=links)
            for one, contract, contract_id in zip(new, contracts, ids, strict=True)
            for links in [self._new_links(one)]
        }
        links = [
            {"watch_id": watch_id, "contract_id": one.contract_id, **link._asdict()}
            for one in known.values()
            for watch_id, link in one.links.items()
        ]
        vehicles = await watched_vehicles(session, [one.record for one in new], self.watch_ids)
        if links:
            await (await session.connection()).execute(insert(WatchedContract), links)
        found: dict[int, Sequence[Change]] = {}
        for one, contract_id in zip(new, ids, strict=True):
            watched = one.record.parent_source_id in vehicles
            found[contract_id] = await self._announce_new(session, contract_id, one, watches, watched, now)
            if one.matched:  # watched from now on
                vehicles.add(one.record.source_id)
        await store_first(session, found, read_key=key, now=now)
        return known

    def _new_links(self, new: NewRecord) -> dict[int, Link]:
        if new.matched is None:
            return {}
        link = Link(new.matched, new.record.mark if new.matched else None)
        return dict.fromkeys(self.watch_ids, link)

    async def _announce_new(
        self,
        session: AsyncSession,
        contract_id: int,
        new: NewRecord,
        watches: Sequence[Any],
        watched: bool,
        now: datetime,
    ) -> Sequence[Change]:
        """Announce a new contract to each server to which it is news; return the changes to store."""
        record = new.record
        found = find_changes(None, record, vehicle_watched=watched)
        audience = audience_of(watches, record) if new.matched else Audience()
        coming = hearing = audience.coming
        if coming and record.identifiers:
            hearing &= audience.unknown_to(await told_of_twins(session, contract_id))
        if not hearing:  # part of a baseline, only a parent, or known from another source
            also = Change(kind=ChangeKind.ALSO_LISTED, news=False)
            found = (also,) if coming else tuple(_only_kept(change) for change in found)
        await enqueue_announcements(
            session, self._database, contract_id, found, hearing, read_key=self.key, now=now
        )
        if coming:
            await mark_told(session, coming, contract_id=contract_id)
        return found

    async def _hold_watches(self, session: AsyncSession) -> Sequence[Any]:
        """Lock the watches until the end: one that an organiser removes meanwhile must not be linked."""
        await hold_servers(session, self.watch_ids)
        watches = await self._watches(session, locked=True)
        self.watch_ids = tuple(watch.id for watch in watches)
        if not watches:
            raise NobodyWatches
        return watches

    async def _watches(self, session: AsyncSession, *, locked: bool) -> Sequence[Any]:
        wanted = (
            select(Watch.id, Watch.server_id, Watch.baseline_at, Watch.unread, Watch.whole_read_at)
            .where(Watch.id.in_(self.watch_ids), Watch.paused_at.is_(None))
            .order_by(Watch.id)
        )
        return (await session.execute(wanted.with_for_update(read=True) if locked else wanted)).all()

    async def _surroundings(
        self, session: AsyncSession, stored: StoredContract, watches: Sequence[Any], reading: _Reading
    ) -> Surroundings:
        links = await self._links(session, stored.contract_id)
        told = await followers(session, stored.contract_id)
        audience = audience_of(watches, reading.record, links, told) if reading.matched else Audience()
        under = reading.record if reading.record.parent_source_id else stored.record
        watched = bool(await watched_vehicles(session, [under], self.watch_ids))
        return Surroundings(watches, told, links, audience, watched)

    async def _keep(
        self, session: AsyncSession, row: Contract, compared: Comparison, now: datetime
    ) -> tuple[bool, bool]:
        """Store the new state; return whether a held change is new and any is held."""
        old, writes = compared.stored.record, compared.writes
        fresh, held = await note_shifts(session, row.id, compared.noted, read_key=self.key, now=now)
        values = {} if writes is None else writes.values
        if compared.terms.rekeyed:
            values = {**values, "source_id": compared.state.source_id}
        await keep_contract(session, row, old.end, values, now)
        if writes is not None:
            new = writes.state
            await keep_actions(session, row.id, writes.actions)
            await keep_figures(session, row.id, old, new, now)
            if old.identifiers != new.identifiers:
                await keep_identifiers(session, self._database, row.id, new.identifiers)
            await keep_links(session, row.id, old, new)
            if new.subcontracts is not None:
                await keep_subcontracts(session, self._database, row.id, new.subcontracts, now)
        return fresh, held

    async def _announce(
        self,
        session: AsyncSession,
        compared: Comparison,
        around: Surroundings,
        withdrawn_at: datetime | None,
        now: datetime,
    ) -> None:
        """Announce what is new to each server."""
        contract_id, coming, found = compared.stored.contract_id, around.audience.coming, compared.found
        if withdrawn_at is not None:
            found = (Change(kind=ChangeKind.RETURNED, old=withdrawn_at.date()), *found)
        alone, hearing = coming, around.followers.hearing
        if coming and compared.state.identifiers:
            twins = await told_of_twins(session, contract_id)
            alone = around.audience.unknown_to(twins) & coming
        # Servers told of the contract itself get its current state, including changes of the same read.
        database, key = self._database, self.key
        await log_and_enqueue(session, database, contract_id, found, hearing - alone, read_key=key, now=now)
        arrived = compared.arrived
        for server_id in sorted(alone):
            await log_and_enqueue(session, database, contract_id, arrived, server_id, read_key=key, now=now)
        if coming:
            await mark_told(session, coming, contract_id=contract_id)

    def _is(self, source_id: str) -> ColumnElement[bool]:
        """SQL condition: the contract with this id in the source."""
        return and_(Contract.source == self._source, Contract.source_id == source_id)

    async def _links(self, session: AsyncSession, contract_id: int) -> dict[int, Link]:
        link = WatchedContract
        stored = await session.execute(
            select(link.watch_id, link.matched, link.mark).where(
                link.contract_id == contract_id, link.watch_id.in_(self.watch_ids)
            )
        )
        return {row.watch_id: Link(row.matched, row.mark) for row in stored}

    async def _link(
        self,
        session: AsyncSession,
        contract_id: int,
        mark: str | None,
        matched: bool,
        around: Surroundings,
    ) -> dict[int, Link]:
        """Let these watches follow the contract; one that matched stays matched."""
        links, before = around.links, around.followers
        servers = {watch.id: watch.server_id for watch in around.watches}
        now = Link(matched, mark if matched else None)
        new = [watch_id for watch_id in self.watch_ids if watch_id not in links]
        if new:
            await session.execute(
                insert(WatchedContract),
                [
                    {
                        "watch_id": watch_id,
                        "contract_id": contract_id,
                        "matched": now.matched,
                        "mark": now.mark,
                        "told": servers[watch_id] in before.told,
                        "listed_at": before.listed.get(servers[watch_id]),
                    }
                    for watch_id in new
                ],
            )
        moved = [watch_id for watch_id, was in links.items() if matched and was != now]
        if moved:
            await session.execute(
                update(WatchedContract)
                .where(WatchedContract.contract_id == contract_id, WatchedContract.watch_id.in_(moved))
                .values(matched=True, mark=mark)
            )
        return {**links, **dict.fromkeys([*new, *moved], now)}


def _has_changed(prepared: Comparison | NewContract) -> bool:
    """True unless a record leaves the known state as it is, and nothing new is held back."""
    return isinstance(prepared, NewContract) or prepared.writes is not None or bool(prepared.noted.shifts)


def _only_kept(change: Change) -> Change:
    return replace(change, news=False)
