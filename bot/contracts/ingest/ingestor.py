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
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.contracts.diff.action_matching import renamed_ids
from bot.contracts.diff.changes import entering_changes, find_changes, merge_record
from bot.contracts.diff.shifts import TOTAL, Shift, shifts, without
from bot.contracts.diff.totals import is_later_read
from bot.contracts.ingest.change_log import (
    enqueue_announcements,
    log_and_enqueue,
    log_and_enqueue_for_one_server,
    store_first,
)
from bot.contracts.ingest.disappearance import forget_absence
from bot.contracts.ingest.first_read_batch import Batch, NewRecord
from bot.contracts.ingest.held_changes import contracts_with_held_changes, note_shifts
from bot.contracts.ingest.links import keep_links
from bot.contracts.ingest.persistence import (
    NewContract,
    actions_of,
    insert_contracts,
    keep_actions,
    keep_answers,
    keep_contract,
    keep_figures,
    keep_identifiers,
)
from bot.contracts.ingest.subcontracts import keep_subcontracts
from bot.contracts.ingest.subscriptions import (
    Subscriptions,
    followers,
    hold_servers,
    mark_told,
    told_of_twins,
    watched_vehicles,
)
from bot.contracts.model import Change, ChangeKind, Record
from bot.contracts.row_mapping import (
    fingerprint,
    record_of,
    snapshots_of,
)
from bot.storage import Database, models
from bot.storage.models import Contract, Watch, WatchedContract


class NobodyWatches(Exception):
    """Raised when all watches of a read were removed or paused while it was in progress."""


class _Link(NamedTuple):
    """Link of a watch to a contract: whether it matched, and the mark of its row in the list."""

    matched: bool
    mark: str | None = None


@dataclass(slots=True)
class _Known:
    """State of a followed contract during a read."""

    contract_id: int
    record_hash: str
    absent: bool  # recorded as missing, or as one that a watch no longer matches
    held: bool = False  # has held changes, so it is read again even if its row is the same
    links: dict[int, _Link] = field(default_factory=dict)  # by watch


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """A contract as it is stored before a record of it is."""

    row: Contract
    record: Record
    withdrawn_at: datetime | None
    actions: Sequence[models.Action]
    later: bool  # see ``is_later_read``
    followers: Subscriptions
    links: dict[int, _Link]  # of the watches of this read


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A record, compared with the stored state."""

    read: Record  # as it was read
    record: Record  # without what is held back
    held: Sequence[Shift]
    state: Record  # what is known now
    record_hash: str  # of ``state``
    changed: bool


@dataclass(frozen=True, slots=True)
class _Audience:
    """Servers whose watches match a contract, with the last complete read of a watch that only begins to
    (``matching``), and those of them that are to be told of it (``coming``)."""

    matching: frozenset[tuple[int, datetime | None]] = frozenset()
    coming: frozenset[int] = frozenset()

    def unknown_to(self, told: Subscriptions) -> frozenset[int]:
        """Return the servers that need to be told."""
        return frozenset(
            server_id for server_id, read_at in self.matching if not told.knows(server_id, read_at)
        )


class Ingestor:
    """Ingest of one read of one query, for the watches that share it. ``key`` identifies the read; ``first``:
    they have no baseline yet."""

    def __init__(
        self, database: Database, clock: Clock, *, source: str, watch_ids: Sequence[int], first: bool
    ) -> None:
        self.key = uuid4().hex
        self.began = clock()
        self._database = database
        self._clock = clock
        self._source = source
        self._watch_ids = tuple(watch_ids)
        self._known: dict[str, _Known] = {}  # by the contract's id in the source
        self._moved_marks: dict[int, str | None] = {}  # by our id
        self.batch = Batch()
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
            .where(Contract.source == self._source, WatchedContract.watch_id.in_(self._watch_ids))
        )
        async with self._database.read() as session:
            held = await contracts_with_held_changes(session, self._watch_ids)
            async for row in await session.stream(links):
                fresh = _Known(row.id, row.record_hash, absent=False, held=row.id in held)
                known = self._known.setdefault(row.source_id, fresh)
                known.links[row.watch_id] = _Link(row.matched, row.mark)
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

    @property
    def watch_ids(self) -> tuple[int, ...]:
        """The remaining watches of those that share the read."""
        return self._watch_ids

    async def take_in(self, record: Record, *, matched: bool | None, known_as: str | None = None) -> bool:
        """Store a record as the database can (see ``fitted``); return whether anything of the contract was
        new.

        ``matched`` tells why the watches follow it: the search found it (``True``), or only as the vehicle of
        a match (``False``); ``None`` leaves its followers as they are. ``known_as``: the id that the contract
        had until now. Raises ``NobodyWatches``.
        """
        known = self._known.get(record.source_id)
        if (
            known is not None
            and not known.held
            and self._is_linked(known, matched)
            and not (known.absent and matched)
        ):
            same = fingerprint(record) == known.record_hash
            if not same:  # perhaps only by values that it leaves out
                same = fingerprint(await self._merged(known.contract_id, record)) == known.record_hash
            if same and not await self._is_missing(known):
                if matched:
                    self._move_mark(known, record.mark)
                return False
        snapshots = await asyncio.to_thread(snapshots_of, self._source, record.answers)
        async with self._database.write() as session:
            known, changed = await self._put(session, record, matched, snapshots, known_as)
        if known_as is not None:
            self._known.pop(known_as, None)
        self._known[record.source_id] = known
        return changed

    def batches(self, record: Record) -> bool:
        """True if a record is stored with others: in a first read, of a contract that is not followed yet."""
        return self.first and record.source_id not in self._known

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
        async with self._database.write() as session:
            watches = await self._hold_watches(session)
            known = await self._put_new(session, watches, new, contracts)
        self._known |= known
        return len(known)

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
            ours = and_(link.watch_id.in_(self._watch_ids), link.matched)
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
        links = [known.links.get(watch_id) for watch_id in self._watch_ids]
        return all(link is not None and (link.matched or not matched) for link in links)

    async def _merged(self, contract_id: int, record: Record) -> Record:
        """Return the state that would be known of a contract with this record."""
        async with self._database.read() as session:
            row = (await session.execute(select(Contract).where(Contract.id == contract_id))).scalar_one()
            old = record_of(row, await actions_of(session, contract_id))
        return merge_record(old, record, later=is_later_read(row.changed_at, self._clock()))

    async def _put(
        self,
        session: AsyncSession,
        record: Record,
        matched: bool | None,
        snapshots: list[dict[str, Any]],
        known_as: str | None,
    ) -> tuple[_Known, bool]:
        now = self._clock()
        watches = await self._hold_watches(session)
        stored = await self._stored(session, known_as or record.source_id, matched, now)
        if stored is None:
            new, contract = NewRecord(record, matched), NewContract.of(record, snapshots)
            return (await self._put_new(session, watches, [new], [contract]))[record.source_id], True
        audience = _audience(watches, record, stored) if matched else _Audience()
        # Servers to which a contract is new are told its current state: nothing of it is held.
        compared = _compare(stored, record, holds=not audience.coming, rekeyed=known_as is not None)
        fresh, held = await self._keep(session, stored, compared, now)
        contract_id, links = stored.row.id, stored.links
        if compared.changed or fresh:
            await keep_answers(session, self._database, contract_id, snapshots, self.key)
        if matched is not None:
            servers = {watch.id: watch.server_id for watch in watches}
            links = await self._link(session, contract_id, record.mark, matched, servers, stored)
        read_at = min((watch.whole_read_at for watch in watches if watch.whole_read_at), default=None)
        await self._announce(session, stored, compared, audience, read_at, now)
        known = _Known(contract_id, compared.record_hash, absent=False, held=held, links=links)
        return known, compared.changed

    async def _put_new(
        self,
        session: AsyncSession,
        watches: Sequence[Any],
        new: Sequence[NewRecord],
        contracts: Sequence[NewContract],
    ) -> dict[str, _Known]:
        now, key = self._clock(), self.key
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
        vehicles = await watched_vehicles(session, [one.record for one in new], self._watch_ids)
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

    def _new_links(self, new: NewRecord) -> dict[int, _Link]:
        if new.matched is None:
            return {}
        link = _Link(new.matched, new.record.mark if new.matched else None)
        return dict.fromkeys(self._watch_ids, link)

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
        audience = _audience(watches, record) if new.matched else _Audience()
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
        await hold_servers(session, self._watch_ids)
        watches = (
            await session.execute(
                select(Watch.id, Watch.server_id, Watch.baseline_at, Watch.unread, Watch.whole_read_at)
                .where(Watch.id.in_(self._watch_ids), Watch.paused_at.is_(None))
                .order_by(Watch.id)
                .with_for_update(read=True)
            )
        ).all()
        self._watch_ids = tuple(watch.id for watch in watches)
        if not watches:
            raise NobodyWatches
        return watches

    async def _stored(
        self, session: AsyncSession, source_id: str, matched: bool | None, now: datetime
    ) -> _Stored | None:
        row = await self._locked(session, source_id)
        if row is None:
            return None
        actions = await actions_of(session, row.id)
        if matched:
            await forget_absence(session, row.id, self._watch_ids)
        return _Stored(
            row=row,
            record=record_of(row, actions),
            withdrawn_at=row.withdrawn_at,
            actions=actions,
            later=is_later_read(row.changed_at, now),
            followers=await followers(session, row.id),
            links=await self._links(session, row.id),
        )

    async def _keep(
        self, session: AsyncSession, stored: _Stored, compared: _Comparison, now: datetime
    ) -> tuple[bool, bool]:
        """Store the new state; return whether a held change is new and any is held."""
        old, new, contract_id = stored.record, compared.state, stored.row.id
        states = (old, compared.read, new)
        fresh, held = await note_shifts(
            session, contract_id, states, compared.held, read_key=self.key, now=now
        )
        record_hash = compared.record_hash if compared.changed else None
        await keep_contract(session, stored.row, old, new, record_hash, now)
        if compared.changed:
            ids = renamed_ids(old, compared.record)
            await keep_actions(session, contract_id, stored.actions, new, now, ids)
            await keep_figures(session, contract_id, old, new, now)
            if old.identifiers != new.identifiers:
                await keep_identifiers(session, self._database, contract_id, new.identifiers)
            await keep_links(session, contract_id, old, new)
            if new.subcontracts is not None:
                await keep_subcontracts(session, self._database, contract_id, new.subcontracts, now)
        return fresh, held

    async def _announce(
        self,
        session: AsyncSession,
        stored: _Stored,
        compared: _Comparison,
        audience: _Audience,
        read_at: datetime | None,
        now: datetime,
    ) -> None:
        """Announce what is new to each server; ``read_at``: the first of the watches' last complete reads."""
        record, state, coming = compared.record, compared.state, audience.coming
        contract_id = stored.row.id
        watched = bool(await watched_vehicles(session, [state], self._watch_ids))
        found = find_changes(
            stored.record,
            record,
            vehicle_watched=watched,
            later=stored.later,
            read_on=read_at.date() if read_at is not None else None,
        )
        if stored.withdrawn_at is not None:
            found = (Change(kind=ChangeKind.RETURNED, old=stored.withdrawn_at.date()), *found)
        alone, hearing = coming, stored.followers.hearing
        if coming and state.identifiers:
            twins = await told_of_twins(session, contract_id)
            alone = audience.unknown_to(twins) & coming
        # Servers told of the contract itself get its current state, including changes of the same read.
        database, key = self._database, self.key
        await log_and_enqueue(session, database, contract_id, found, hearing - alone, read_key=key, now=now)
        for server_id in sorted(alone):
            # As the read saw it: rows alone do not make an old contract new.
            arrived = entering_changes(state if record.whole else record, vehicle_watched=watched)
            await log_and_enqueue_for_one_server(
                session, database, contract_id, arrived, server_id, read_key=key, now=now
            )
        if coming:
            await mark_told(session, coming, contract_id=contract_id)

    async def _locked(self, session: AsyncSession, source_id: str) -> Contract | None:
        wanted = (
            select(Contract)
            .where(Contract.source == self._source, Contract.source_id == source_id)
            .with_for_update()
        )
        return (await session.execute(wanted)).scalar_one_or_none()

    async def _links(self, session: AsyncSession, contract_id: int) -> dict[int, _Link]:
        link = WatchedContract
        stored = await session.execute(
            select(link.watch_id, link.matched, link.mark).where(
                link.contract_id == contract_id, link.watch_id.in_(self._watch_ids)
            )
        )
        return {row.watch_id: _Link(row.matched, row.mark) for row in stored}

    async def _link(
        self,
        session: AsyncSession,
        contract_id: int,
        mark: str | None,
        matched: bool,
        servers: Mapping[int, int],
        stored: _Stored,
    ) -> dict[int, _Link]:
        """Let these watches (``servers``: of each) follow the contract; one that matched stays matched."""
        links, before = stored.links, stored.followers
        now = _Link(matched, mark if matched else None)
        new = [watch_id for watch_id in self._watch_ids if watch_id not in links]
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


def _audience(watches: Sequence[Any], record: Record, stored: _Stored | None = None) -> _Audience:
    """Return the servers of the watches that match a contract, and may be told of it."""
    links: Mapping[int, _Link] = {} if stored is None else stored.links
    matching = {
        # A watch that now begins to match it may announce it even if a recent digest listed it.
        (watch.server_id, None if link is not None and link.matched else watch.whole_read_at)
        for watch in watches
        # Contracts that could not be read for a baseline belong to it, and are not new when they come.
        if watch.baseline_at is not None and record.source_id not in watch.unread
        for link in [links.get(watch.id)]
    }
    audience = _Audience(frozenset(matching))
    return replace(
        audience, coming=audience.unknown_to(Subscriptions() if stored is None else stored.followers)
    )


def _compare(stored: _Stored, read: Record, *, holds: bool, rekeyed: bool) -> _Comparison:
    """Compare a record with the stored state; if ``holds``, hold back changes that may be the source's."""
    old = stored.record
    held = shifts(old, read, later=stored.later) if holds else ()
    record = without(old, read, held)
    state = merge_record(old, record, later=stored.later)
    if any(shift.field == TOTAL for shift in held):
        state = replace(state, unsettled=read.obligated)
    record_hash = fingerprint(state)
    changed = record_hash != stored.row.record_hash or rekeyed
    return _Comparison(read, record, held, state, record_hash, changed)


def _only_kept(change: Change) -> Change:
    return replace(change, news=False, administrative=False)
