"""Taking in what a read finds: everything of one contract in one transaction.

The row, its actions, the answers they came from, the changes, who follows it and one announcement for
each channel are stored together or not at all: whatever is interrupted, the next read goes on from there.
A contract about which nothing is new costs no transaction.

Every contract reaches every server once: in the digest of a watch that followed it before its baseline, or
as news by one that had its baseline before. ``WatchedContract.told`` says on every link of that server that
it did: a watch that merely came to follow a contract has told nobody yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import enqueue
from bot.clock import Clock
from bot.contracts.changes import changes, merged, newcomer
from bot.contracts.followers import followers, mark_told
from bot.contracts.model import Change, Record
from bot.contracts.rows import (
    action_of,
    action_values,
    change_values,
    contract_values,
    fingerprint,
    fitted,
    record_of,
    revision,
    snapshot_values,
)
from bot.storage import Database, tables
from bot.storage.tables import Contract, ContractSnapshot, Server, Snapshot, Watch, WatchedContract
from bot.storage.upsert import insert_ignore


class NobodyWatches(Exception):
    """The watches of a read were removed while it went on: there is nothing to read for."""


@dataclass(slots=True)
class _Known:
    """What is remembered during a read of a contract that its watches follow."""

    contract_id: int
    record_hash: str
    missing: bool
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

    async def open(self) -> None:
        """Learn what these watches follow already."""
        links = (
            select(
                Contract.source_id,
                Contract.id,
                Contract.record_hash,
                Contract.missing_since,
                WatchedContract.watch_id,
                WatchedContract.matched,
            )
            .join(WatchedContract, WatchedContract.contract_id == Contract.id)
            .where(Contract.source == self._source, WatchedContract.watch_id.in_(self._watch_ids))
        )
        async with self._database.read() as session:
            for (
                source_id,
                contract_id,
                record_hash,
                missing_since,
                watch_id,
                matched,
            ) in await session.execute(links):
                known = self._known.setdefault(
                    source_id, _Known(contract_id, record_hash, missing_since is not None)
                )
                known.links[watch_id] = matched

    def follows(self, source_id: str) -> bool:
        """Whether any of the watches follows this contract."""
        return source_id in self._known

    def matched_before(self) -> list[str]:
        """The ids of contracts that any of the watches matched, in this read or before."""
        return sorted(source_id for source_id, known in self._known.items() if any(known.links.values()))

    async def take_in(self, record: Record, *, matched: bool | None) -> bool:
        """Store a record; whether anything of the contract was new.

        ``matched`` says why the watches follow it: the search found it (``True``), or only as the parent
        of such a one (``False``); ``None`` leaves as it is who follows it. Raises ``NobodyWatches``.
        """
        record = fitted(record)
        known = self._known.get(record.source_id)
        if known is not None and self._is_linked(known, matched) and not known.missing:
            if fingerprint(record) == known.record_hash:
                return False
            if fingerprint(merged(await self._stored(known.contract_id), record)) == known.record_hash:
                return False  # it differs only by what it leaves out
        snapshots = {row["sha256"]: row for row in (snapshot_values(self._source, a) for a in record.answers)}
        async with self._database.write() as session:
            known, changed = await self._put(session, record, matched, list(snapshots.values()))
        self._known[record.source_id] = known
        return changed

    async def mark_missing(self, source_id: str) -> None:
        """Note that the source no longer knows a contract, the first time it says so."""
        known = self._known.get(source_id)
        if known is None or known.missing:
            return
        async with self._database.write() as session:
            await session.execute(
                update(Contract)
                .where(Contract.id == known.contract_id, Contract.missing_since.is_(None))
                .values(missing_since=self._clock())
            )
        known.missing = True

    def _is_linked(self, known: _Known, matched: bool | None) -> bool:
        if matched is None:
            return True
        return all(known.links.get(watch_id, None) in (True, matched) for watch_id in self._watch_ids)

    async def _stored(self, contract_id: int) -> Record:
        async with self._database.read() as session:
            row = (await session.execute(select(Contract).where(Contract.id == contract_id))).scalar_one()
            return record_of(row, await _actions(session, contract_id))

    async def _put(
        self, session: AsyncSession, record: Record, matched: bool | None, snapshots: list[dict[str, Any]]
    ) -> tuple[_Known, bool]:
        now = self._clock()
        # Held until the end: a watch that an organiser removes meanwhile must not be linked.
        watches = (
            await session.execute(
                select(Watch.id, Watch.server_id, Watch.baseline_at, Watch.unread)
                .where(Watch.id.in_(self._watch_ids))
                .with_for_update(read=True)
            )
        ).all()
        self._watch_ids = tuple(watch.id for watch in watches)
        if not watches:
            raise NobodyWatches
        row = await self._locked(session, record)
        actions = await _actions(session, row.id) if row is not None else []
        old = record_of(row, actions) if row is not None else None
        kept = merged(old, record)
        record_hash = fingerprint(kept)
        changed = row is None or row.record_hash != record_hash
        if row is None:
            contract_id = await self._insert(session, kept, record_hash, now)
        else:
            contract_id = row.id
            if changed:
                await session.execute(
                    update(Contract)
                    .where(Contract.id == contract_id)
                    .values(
                        **contract_values(kept), record_hash=record_hash, changed_at=now, missing_since=None
                    )
                )
            elif row.missing_since is not None:
                await session.execute(
                    update(Contract).where(Contract.id == contract_id).values(missing_since=None)
                )
        if changed:
            await _store_actions(session, contract_id, actions, kept, now)
            await self._store_answers(session, contract_id, snapshots)

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
        found = changes(old, record)
        alone = coming
        hearing = before.hearing
        if old is None:
            hearing, alone = frozenset(coming), set()
            if not hearing:  # part of a baseline, or only a parent: known from now on, but news to no one
                found = tuple(replace(change, news=False) for change in found)
        # Who hears of the contract itself hears of it as it is now: of what changed in the same read too.
        await self._tell(session, contract_id, found, hearing - alone, now)
        for server_id in sorted(alone):
            await self._tell(session, contract_id, (newcomer(kept),), {server_id}, now, only=server_id)
        if coming:
            await mark_told(session, coming, contract_id=contract_id)
        return _Known(contract_id, record_hash, missing=False, links=links), changed

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
                **contract_values(kept),
                record_hash=record_hash,
                first_seen_at=now,
                changed_at=now,
            )
            .returning(Contract.id)
        )
        return inserted.scalar_one()

    async def _store_answers(
        self, session: AsyncSession, contract_id: int, snapshots: list[dict[str, Any]]
    ) -> None:
        for row in snapshots:
            await session.execute(insert_ignore(self._database, Snapshot).values(row))
            await session.execute(
                insert_ignore(self._database, ContractSnapshot).values(
                    contract_id=contract_id, sha256=row["sha256"], read_key=self.key
                )
            )

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
        """Keep the changes, and announce them in the channels of ``servers`` if any is news.

        What is new to one server ``only`` is kept under a key of its own, as if it were a read for it.
        """
        if not found:
            return
        key = self.key if only is None else uuid4().hex
        await session.execute(
            insert(tables.Change),
            [
                {
                    "contract_id": contract_id,
                    "read_key": key,
                    "ordinal": ordinal,
                    "server_id": only,
                    "seen_at": now,
                    **change_values(change),
                }
                for ordinal, change in enumerate(found)
            ],
        )
        if not any(change.news for change in found):
            return
        channels = await session.execute(
            select(Server.id, Server.channel_id)
            .where(Server.id.in_(sorted(servers)))
            .order_by(Server.id)
            .with_for_update(read=True)  # or an organiser's new channel would miss it
        )
        for server_id, channel_id in channels.all():
            if channel_id is None:
                continue  # it is in /updates latest all the same
            await enqueue(
                session,
                self._database,
                server_id=server_id,
                channel_id=channel_id,
                kind="contract",
                subject=f"contract:{contract_id}",
                occasion=key,
                now=now,
            )


async def _actions(session: AsyncSession, contract_id: int) -> Sequence[tables.Action]:
    wanted = select(tables.Action).where(tables.Action.contract_id == contract_id).order_by(tables.Action.id)
    return (await session.execute(wanted)).scalars().all()


async def _store_actions(
    session: AsyncSession, contract_id: int, stored: Sequence[tables.Action], kept: Record, now: datetime
) -> None:
    rows: Mapping[str, tables.Action] = {row.action_id: row for row in stored}
    fresh = [action for action in kept.actions if action.action_id not in rows]
    if fresh:
        await session.execute(
            insert(tables.Action),
            [
                {
                    "contract_id": contract_id,
                    **action_values(action),
                    "first_seen_at": now,
                    "revised_from": [],
                }
                for action in fresh
            ],
        )
    for action in kept.actions:
        row = rows.get(action.action_id)
        if row is None:
            continue
        known = action_of(row)
        if known == action:
            continue
        values = action_values(action)
        if known.amount not in (None, action.amount) or known.date not in (None, action.date):
            values["revised_from"] = [*row.revised_from, revision(known, now)]
        await session.execute(update(tables.Action).where(tables.Action.id == row.id).values(**values))
