"""Taking in what a read finds: everything of one contract in one transaction.

The row, its actions, the answers they came from, the changes, who follows it and one announcement for
each channel are stored together or not at all: whatever is interrupted, the next read goes on from there.
A contract about which nothing is new costs no transaction.

Every contract reaches every server once: in the digest of a watch that followed it before its baseline, or
as news by one that had its baseline before. ``WatchedContract.told`` says on every link of that server that
it did: a watch that merely came to follow a contract has told nobody yet.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.contracts.absence import forget_absence
from bot.contracts.changes import arrival, changes, merged
from bot.contracts.deadlines import stage
from bot.contracts.followers import followers, mark_told, told_of_twins, watches_vehicle
from bot.contracts.keeping import actions_of, keep_actions, keep_answers, keep_identifiers
from bot.contracts.model import Answer, Change, ChangeKind, Record
from bot.contracts.rows import figures, fingerprint, fitted, record_of, snapshot_values, stored_values
from bot.contracts.telling import tell
from bot.storage import Database
from bot.storage.tables import Contract, ContractValues, Watch, WatchedContract


class NobodyWatches(Exception):
    """The watches of a read were removed or paused while it went on: there is nothing to read for."""


@dataclass(slots=True)
class _Known:
    """What is remembered during a read of a contract that its watches follow."""

    contract_id: int
    record_hash: str
    absent: bool  # noted as missing, or as one that a watch does not match any more
    mark: str | None = None
    links: dict[int, bool] = field(default_factory=dict)  # matched, by watch


class Intake:
    """One read of one query, for the watches that share it. ``key`` names the read."""

    def __init__(self, database: Database, clock: Clock, *, source: str, watch_ids: Sequence[int]) -> None:
        self.key = uuid4().hex
        self._database = database
        self._clock = clock
        self._source = source
        self._watch_ids = tuple(watch_ids)
        self._known: dict[str, _Known] = {}
        self._moved_marks: dict[int, str | None] = {}

    async def open(self) -> None:
        """Learn what these watches follow already."""
        links = (
            select(
                Contract.source_id,
                Contract.id,
                Contract.record_hash,
                Contract.mark,
                Contract.missing_since,
                WatchedContract.watch_id,
                WatchedContract.matched,
                WatchedContract.unmatched_since,
            )
            .join(WatchedContract, WatchedContract.contract_id == Contract.id)
            .where(Contract.source == self._source, WatchedContract.watch_id.in_(self._watch_ids))
        )
        async with self._database.read() as session:
            for row in await session.execute(links):
                known = self._known.setdefault(
                    row.source_id,
                    _Known(row.id, row.record_hash, row.missing_since is not None, row.mark),
                )
                known.links[row.watch_id] = row.matched
                known.absent = known.absent or row.unmatched_since is not None

    def follows(self, source_id: str) -> bool:
        """Whether any of the watches follows this contract."""
        return source_id in self._known

    def is_absent(self, source_id: str) -> bool:
        """Whether it was noted before that the source has lost it, or that it does not match any more."""
        return source_id in self._known and self._known[source_id].absent

    def matched_before(self) -> list[str]:
        """The ids of contracts that any of the watches matched, in this read or before."""
        return sorted(source_id for source_id, known in self._known.items() if any(known.links.values()))

    def marks(self) -> dict[str, str]:
        """The marks of contracts that need not be read again as long as theirs is the same."""
        return {
            source_id: known.mark
            for source_id, known in self._known.items()
            if known.mark is not None and not known.absent and self._is_linked(known, True)
        }

    def contract_id(self, source_id: str) -> int | None:
        """Our id of a contract that the watches follow."""
        return self._known[source_id].contract_id if source_id in self._known else None

    @property
    def watch_ids(self) -> tuple[int, ...]:
        """The watches that are left of those that share the read."""
        return self._watch_ids

    async def take_in(self, record: Record, *, matched: bool | None) -> bool:
        """Store a record; whether anything of the contract was new.

        ``matched`` says why the watches follow it: the search found it (``True``), or only as the parent
        of such a one (``False``); ``None`` leaves as it is who follows it. Raises ``NobodyWatches``.
        """
        record = fitted(record)
        known = self._known.get(record.source_id)
        if known is not None and self._is_linked(known, matched) and not (known.absent and matched):
            same = fingerprint(record) == known.record_hash
            if not same:  # perhaps only by what it leaves out
                same = fingerprint(merged(await self._stored(known.contract_id), record)) == known.record_hash
            if same and not await self._is_missing(known):
                if matched and record.mark != known.mark:
                    self._moved_marks[known.contract_id] = known.mark = record.mark
                return False
        snapshots = await asyncio.to_thread(_snapshots, self._source, record.answers)
        async with self._database.write() as session:
            known, changed = await self._put(session, record, matched, list(snapshots.values()))
        self._known[record.source_id] = known
        return changed

    async def store_marks(self, session: AsyncSession) -> None:
        """Note the rows by which contracts that were read again unchanged are found now."""
        for contract_id, mark in self._moved_marks.items():
            await session.execute(update(Contract).where(Contract.id == contract_id).values(mark=mark))
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
        return all(known.links.get(watch_id, None) in (True, matched) for watch_id in self._watch_ids)

    async def _stored(self, contract_id: int) -> Record:
        async with self._database.read() as session:
            row = (await session.execute(select(Contract).where(Contract.id == contract_id))).scalar_one()
            return record_of(row, await actions_of(session, contract_id))

    async def _put(
        self, session: AsyncSession, record: Record, matched: bool | None, snapshots: list[dict[str, Any]]
    ) -> tuple[_Known, bool]:
        now = self._clock()
        # Held until the end: a watch that an organiser removes meanwhile must not be linked.
        watches = (
            await session.execute(
                select(Watch.id, Watch.server_id, Watch.baseline_at, Watch.unread)
                .where(Watch.id.in_(self._watch_ids), Watch.paused_at.is_(None))
                .order_by(Watch.id)
                .with_for_update(read=True)
            )
        ).all()
        self._watch_ids = tuple(watch.id for watch in watches)
        if not watches:
            raise NobodyWatches
        row = await self._locked(session, record)
        actions = await actions_of(session, row.id) if row is not None else []
        old = record_of(row, actions) if row is not None else None
        kept = merged(old, record)
        record_hash = fingerprint(kept)
        changed = row is None or row.record_hash != record_hash
        found: tuple[Change, ...] = ()
        if row is None:
            contract_id = await self._insert(session, kept, record_hash, now)
        else:
            contract_id = row.id
            if row.withdrawn_at is not None:
                found = (Change(kind=ChangeKind.RETURNED, old=row.withdrawn_at.date()),)
            await self._update(session, row, old, kept, record_hash if changed else None, now)
        if changed:
            await keep_actions(session, contract_id, actions, kept, now)
            await keep_answers(session, self._database, contract_id, snapshots, self.key)
            if old is None or figures(old) != figures(kept):
                values = {"contract_id": contract_id, "seen_at": now, **figures(kept)}
                await session.execute(insert(ContractValues).values(values))
            if old is None or old.identifiers != kept.identifiers:
                await keep_identifiers(session, self._database, contract_id, kept.identifiers)
        if matched:
            await forget_absence(session, contract_id, self._watch_ids)

        before = await followers(session, contract_id)
        links = await self._link(
            session, contract_id, matched, {watch.id: watch.server_id in before.told for watch in watches}
        )
        coming = {
            watch.server_id
            for watch in watches
            # What could not be read for a baseline belongs to it all the same, and is not new when it comes.
            if matched and watch.baseline_at is not None and record.source_id not in watch.unread
        } - before.told
        watched = await watches_vehicle(session, kept, self._watch_ids)
        found = (*found, *changes(old, record, vehicle_watched=watched))
        twins = await told_of_twins(session, contract_id) if coming and kept.identifiers else set()
        alone, hearing = coming - twins, before.hearing
        if old is None:
            hearing, alone = frozenset(alone), set()
            if not hearing:  # part of a baseline, only a parent, or known from another source
                also = Change(kind=ChangeKind.ALSO_LISTED, news=False)
                found = (also,) if coming else tuple(_only_kept(change) for change in found)
        # Who hears of the contract itself hears of it as it is now: of what changed in the same read too.
        await self._tell(session, contract_id, found, hearing - alone, now)
        for server_id in sorted(alone):
            # As the read that brought it saw it: rows alone do not make an old contract new.
            arrived = arrival(kept if record.whole else record, vehicle_watched=watched)
            await self._tell(session, contract_id, arrived, {server_id}, now, only=server_id)
        if coming:
            await mark_told(session, coming, contract_id=contract_id)
        known = _Known(contract_id, record_hash, absent=False, mark=record.mark, links=links)
        return known, changed

    async def _locked(self, session: AsyncSession, record: Record) -> Contract | None:
        wanted = (
            select(Contract)
            .where(Contract.source == record.source, Contract.source_id == record.source_id)
            .with_for_update()
        )
        return (await session.execute(wanted)).scalar_one_or_none()

    async def _insert(self, session: AsyncSession, kept: Record, record_hash: str, now: datetime) -> int:
        # Two processes cannot both get here: the lease holds one off, and the constraint ends the other's
        # transaction, whose read then takes the contract up as a known one.
        inserted = await session.execute(
            insert(Contract)
            .values(
                source=kept.source,
                source_id=kept.source_id,
                **stored_values(kept),
                record_hash=record_hash,
                mark=kept.mark,
                first_seen_at=now,
                changed_at=now,
                end_told_for=kept.end,
                end_stage=stage(kept.end, now.date()),  # an end that is near when it is first seen is no news
            )
            .returning(Contract.id)
        )
        return inserted.scalar_one()

    async def _update(
        self,
        session: AsyncSession,
        row: Contract,
        old: Record | None,
        kept: Record,
        record_hash: str | None,
        now: datetime,
    ) -> None:
        """Store what is known now. ``record_hash`` is ``None`` where the record says what it said before."""
        values: dict[str, Any] = {}
        if record_hash is not None:
            values = {**stored_values(kept), "record_hash": record_hash, "changed_at": now}
        if kept.mark is not None and kept.mark != row.mark:
            values["mark"] = kept.mark
        if row.missing_since is not None:
            values |= {"missing_since": None, "missing_days": 0, "missing_on": None, "withdrawn_at": None}
        if old is not None and old.end != kept.end:  # the change of the end says when that is
            values |= {"end_told_for": kept.end, "end_stage": stage(kept.end, now.date())}
        if values:
            await session.execute(update(Contract).where(Contract.id == row.id).values(**values))

    async def _link(
        self, session: AsyncSession, contract_id: int, matched: bool | None, told: Mapping[int, bool]
    ) -> dict[int, bool]:
        """Make these watches follow the contract; one that matched stays matched.

        ``told``: by watch, whether its server has been told of the contract.
        """
        stored = await session.execute(
            select(WatchedContract.watch_id, WatchedContract.matched).where(
                WatchedContract.contract_id == contract_id, WatchedContract.watch_id.in_(self._watch_ids)
            )
        )
        links: dict[int, bool] = {row.watch_id: row.matched for row in stored}
        if matched is None:
            return links
        new = [watch_id for watch_id in self._watch_ids if watch_id not in links]
        if new:
            await session.execute(
                insert(WatchedContract),
                [
                    {
                        "watch_id": watch_id,
                        "contract_id": contract_id,
                        "matched": matched,
                        "told": told[watch_id],
                    }
                    for watch_id in new
                ],
            )
        raised = [watch_id for watch_id, was in links.items() if matched and not was]
        if raised:
            await session.execute(
                update(WatchedContract)
                .where(WatchedContract.contract_id == contract_id, WatchedContract.watch_id.in_(raised))
                .values(matched=True)
            )
        return {**links, **dict.fromkeys([*new, *raised], matched)}

    async def _tell(
        self,
        session: AsyncSession,
        contract_id: int,
        found: Sequence[Change],
        servers: Iterable[int],
        now: datetime,
        *,
        only: int | None = None,
    ) -> None:
        """What is new to one server ``only`` is kept under a key of its own, as if it were a read for it."""
        key = self.key if only is None else uuid4().hex
        await tell(session, self._database, contract_id, found, servers, read_key=key, now=now, only=only)


def _snapshots(source: str, answers: Sequence[Answer]) -> dict[str, dict[str, Any]]:
    """The rows of answers by their hashes; compressing megabytes takes too long for the event loop."""
    return {row["sha256"]: row for row in (snapshot_values(source, answer) for answer in answers)}


def _only_kept(change: Change) -> Change:
    return replace(change, news=False, administrative=False)
