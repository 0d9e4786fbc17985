"""Ledgers of demands that are signed on the page: opening, amendments, publications, closing and end.

What an organiser does is committed first. What follows from it, in the ledger, in the box and at the
registrar, is worked out from the database, step by step: after the act, and at each tick until everything is
done. Each step can be repeated, so that a process that is killed loses nothing and publishes nothing twice.
Box and registrar are called outside transactions, which they would wait for: before an entry is written, its
number is checked again.
"""

import asyncio
import hashlib
import logging
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock, is_over
from bot.common.strict_json import b64
from bot.errors import CANNOT_STORE, BoxAway, UserError
from bot.petitions.counts import milestones
from bot.petitions.counts.checkpoints import Checkpoints
from bot.petitions.counts.ledger import PAGE_FORMAT, entry_hash, entry_of, is_closed, next_place
from bot.petitions.counts.publications import Schedule
from bot.petitions.demand_rows import is_list_over, lock_server_of
from bot.petitions.page.services import Batch, Box, Registrar
from bot.petitions.page_rows import (
    FORGET,
    PageFault,
    RowsError,
    files_of,
    forget_note,
    held_faults,
    held_note,
    index_of,
    net_change,
    withheld_note,
)
from bot.settings import PublicationRule
from bot.storage import Database
from bot.storage.models import Demand, DemandVersion, Note, PageDemand, PageRows, Publication, Server

log = logging.getLogger(__name__)


KEPT_BACK = 3
"""Rows, drawn by chance, that go on waiting at a publication; and the fewest that go out with one."""

_MAX_STEPS = 12  # of one demand at once


@dataclass(frozen=True, slots=True)
class _Keys:
    """Public keys that each entry of a demand's ledger has: of its tokens (SPKI), and of the box's receipts
    (raw)."""

    issuing: bytes
    box: bytes


@dataclass(frozen=True, slots=True)
class _Entry:
    """A publication to make: why, and with which rows; ``then`` is done with the demand in the same
    transaction."""

    reason: str
    batch: Batch | None = None
    then: Callable[[Demand, PageDemand], None] | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A demand as it was read, with the last entry of its ledger and the last one that has rows."""

    demand: Demand
    page: PageDemand
    last: Publication
    with_rows: int  # 0: none

    @property
    def next(self) -> int:
        """Number of the next entry."""
        return next_place(self.demand, self.last)[0]


class PageLedgers:
    """Service for the demands that are signed on the page, of all servers. ``site`` is the public address of
    the boards, empty if there is none; ``None`` if that is of no interest."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        rule: PublicationRule,
        checkpoints: Checkpoints,
        *,
        box: Box,
        registrar: Registrar,
        site: str | None = None,
        clock_is_right: Callable[[], bool] = lambda: True,
    ) -> None:
        self._database = database
        self._clock = clock
        self._schedule = Schedule(rule)
        self._checkpoints = checkpoints
        self._box = box
        self._registrar = registrar
        self._site = site
        self._clock_is_right = clock_is_right
        self._settling: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)  # by demand
        self._failing: dict[int, PageFault] = {}  # by demand
        self._untold: list[int] | None = None  # demands of which the box is yet to be told; None: all
        self._compared: set[int] = set()  # demands of which the box was seen to have all published rows

    async def receipt_key(self) -> bytes:
        """Return the key of the box's receipts, which each entry of a ledger names. Asked before the
        transaction that opens a demand: the box may be on another machine. Raises what the box raises."""
        return await self._box.receipt_key()

    async def open(self, session: AsyncSession, demand: Demand, receipt_key: bytes) -> None:
        """Give a demand that opens its issuing key, and write the opening entry of its ledger, in the
        transaction that opens it. Raises ``UserError`` if the registrar has no key for it, the server has no
        board with a public address, where the page would be, or the demand was open before the database was
        restored."""
        if demand.lost_head is not None:
            raise UserError("refusal-page-was-open")
        server = await session.get_one(Server, demand.server_id)
        if self._site is not None and not (self._site and server.board):
            raise UserError("refusal-page-no-board")
        spki = await self._registrar.take_key(session, demand.server_id, demand.id)
        keys = _Keys(spki, receipt_key)
        opening = await self._write(session, demand, keys, None, _Entry("opening"), self._clock())
        session.add(
            PageDemand(demand_id=demand.id, opening=opening.hash, issuing_key=keys.issuing, box_key=keys.box)
        )
        await session.flush()

    async def tick(self) -> int:
        """Close demands whose deadline has passed, publish due counts, do what is still to be done, and
        return the number of publications. A demand that fails is logged, and the others continue."""
        published = 0
        if self._untold != []:
            await self.tell()
        if not self._clock_is_right():
            return 0
        demand_ids, forgotten = await self._candidates()
        for demand_id in demand_ids:
            published += await self._settle_or_log(demand_id, regular=True)
        for opening in forgotten:
            await self._forget(opening)
        return published

    async def tell(self) -> None:
        """Tell the box all that it should know of each demand, also of those that have ended: at a start,
        before this machine's box takes an act, since either database may have been restored from before a
        closing. A demand that fails is logged, and the others continue. If the box is away, the next tick
        goes on.

        Nothing is published, and the registrar is told nothing: it destroys keys, and the machine's clock may
        be wrong until Discord has answered."""
        if self._untold is None:
            async with self._database.read() as session:
                self._untold = sorted(await session.scalars(select(PageDemand.demand_id)))
        while self._untold:
            demand_id = self._untold[0]
            async with self._settling[demand_id]:
                try:
                    async with self._database.read() as session:
                        seen = await _found(session, demand_id)
                    if seen is not None:
                        void = seen.demand.voided_at is not None
                        await (self._void_box(seen.page) if void else self._tell_box(seen))
                except (BoxAway, *CANNOT_STORE):
                    return
                except Exception as error:
                    log.warning("demand %s: the box could not be told of it: %r", demand_id, error)
            if demand_id in self._untold:  # else it was told meanwhile by another call
                self._untold.remove(demand_id)

    async def settle_soon(self, demand_id: int) -> None:
        """Do what follows from an organiser's act, if that is possible now; else the next tick does it."""
        await self._settle_or_log(demand_id)

    async def _settle_or_log(self, demand_id: int, *, regular: bool = False) -> int:
        try:
            if regular:
                await self._close_if_over(demand_id)
            published = await self.settle(demand_id, regular=regular)
        except CANNOT_STORE:
            raise
        except Exception as error:
            log.exception("demand %s: its signatures on the page are not up to date", demand_id)
            before = self._failing.get(demand_id)
            since = self._clock() if before is None else before.since
            self._failing[demand_id] = PageFault(error.id if isinstance(error, UserError) else "late", since)
            return 0
        self._failing.pop(demand_id, None)
        return published

    async def faults(self, server_id: int) -> dict[int, PageFault]:
        """Return the demands of a server that make no progress, by id."""
        async with self._database.read() as session:
            held = await held_faults(session, server_id)
        failing = {id: fault for id, fault in self._failing.items() if id in held}
        return failing | {id: fault for id, fault in held.items() if fault is not None}

    async def settle(self, demand_id: int, *, regular: bool = False) -> int:
        """Do all that is to be done for one demand, and return the number of publications. ``regular``:
        publish a count if one is due. What the box gave out and cannot be right is not published, and told to
        the person who runs the bot."""
        # Else a call to the box that was made late could undo what another one did meanwhile.
        async with self._settling[demand_id]:
            try:
                return await self._settle(demand_id, regular)
            except RowsError as error:
                self._compared.discard(demand_id)
                await self._withhold(demand_id, str(error))
                return 0
            except UserError:
                self._compared.discard(demand_id)
                raise

    async def _settle(self, demand_id: int, regular: bool) -> int:
        published = 0
        for _ in range(_MAX_STEPS):
            seen = await self._read(demand_id)
            if seen is None:
                break
            void = seen.demand.voided_at is not None
            if not void:
                await self._tell(seen)
            entry = await self._due(seen, regular)
            if entry is None and void:  # its last entry waits for no box: a thief may have filled it
                await self._tell_void(seen)
            if entry is None:
                break
            if await self._publish(seen, entry):
                published += 1
                await self._checkpoints.note(demand_id)
        return published

    async def _withhold(self, demand_id: int, why: str) -> None:
        """Note that rows are withheld, until the next publication, and log it once."""
        async with self._database.write() as session:
            note = await session.get(Note, withheld_note(demand_id))
            if note is None:
                session.add(note := Note(name=withheld_note(demand_id), value=""))
            is_new, note.value = note.value != why, why
        if is_new:
            log.error("demand %s: its signatures on the page are not published: %s", demand_id, why)

    async def _candidates(self) -> tuple[list[int], list[str]]:
        """Return the demands whose ledger is open, or of which the registrar has yet to be told, by id; and
        the openings of those that the box has yet to forget."""
        going_on = or_(PageDemand.ended_at.is_(None), PageDemand.ledger_over.is_(False))
        query = select(PageDemand.demand_id).where(going_on).order_by(PageDemand.demand_id)
        notes = select(Note.value).where(Note.name.startswith(FORGET))
        async with self._database.read() as session:
            demand_ids = list(await session.scalars(query))
            return demand_ids, list(await session.scalars(notes))

    async def _forget(self, opening: str) -> None:
        try:
            await self._box.forget(opening)
        except CANNOT_STORE:
            raise
        except Exception:
            log.exception("the box could not forget a deleted demand; it is told again")
            return
        async with self._database.write() as session:
            await session.execute(delete(Note).where(Note.name == forget_note(opening)))

    async def _read(self, demand_id: int) -> _Seen | None:
        async with self._database.read() as session:
            found = await _found(session, demand_id)
        is_done = found is not None and found.page.ended_at is not None and found.page.ledger_over
        return None if is_done else found

    async def _close_if_over(self, demand_id: int) -> None:
        """Close a demand whose deadline has passed."""
        now = self._clock()
        async with self._database.read() as session:
            demand = await session.get(Demand, demand_id)
            if demand is None or demand.state != "open" or not is_over(demand, now):
                return
        async with self._database.write() as session:
            found = await self._locked(session, demand_id)
            if found is not None and found.demand.state == "open" and is_over(found.demand, now):
                close(found.demand, found.demand.closes_at or now)

    async def _tell(self, seen: _Seen) -> None:
        """Tell the box and the registrar what they do not know yet. Raises whatever they raise: the next tick
        tries again."""
        version = await self._tell_box(seen)
        if is_over := seen.page.ended_at is not None:
            await self._registrar.ledger_over(seen.demand.id)
        await self._note_told(seen.page, version, is_over)

    async def _tell_box(self, seen: _Seen) -> int:
        """Tell the box texts, deadline and state; return the newest version."""
        demand, page = seen.demand, seen.page
        versions = await self._versions(seen)
        told, closes_at = page.told_version, demand.closes_at
        if told == 0 or demand.id not in self._compared:
            await self._box.open(
                page.opening, spki=page.issuing_key, closes_at=closes_at, **_told_of(versions[0])
            )
            told = versions[0].version
        for version in versions:  # the newest each time: the box may have been restored from before it
            if version.version > told or version is versions[-1]:
                await self._box.amend(page.opening, closes_at=closes_at, **_told_of(version))
        if demand.id not in self._compared:
            await self._compare(seen)
            self._compared.add(demand.id)
        if demand.state == "closed":
            await self._box.close(page.opening)
        if page.ended_at is not None:
            await self._box.end(page.opening)
        return versions[-1].version

    async def _tell_void(self, seen: _Seen) -> None:
        """Let the registrar issue nothing more in the round, and the box forget what waits."""
        await self._registrar.key_copied(seen.demand.id)
        await self._void_box(seen.page)
        await self._note_told(seen.page, seen.page.told_version, True)

    async def _void_box(self, page: PageDemand) -> None:
        try:
            await self._box.void(page.opening)
        except UserError as error:
            if error.id != "refusal-box-unknown":  # it takes nothing of this demand in
                raise

    async def _note_told(self, page: PageDemand, version: int, is_over: bool) -> None:
        if (version, is_over) == (page.told_version, page.ledger_over):
            return
        async with self._database.write() as session:
            row = await session.get(PageDemand, page.demand_id, with_for_update=True)
            if row is not None:
                row.told_version, row.ledger_over = version, is_over

    async def _versions(self, seen: _Seen) -> list[DemandVersion]:
        """Return the versions that the ledger knows, oldest first: rows may name only those."""
        theirs = select(DemandVersion).where(DemandVersion.demand_id == seen.demand.id)
        async with self._database.read() as session:
            rows = list(await session.scalars(theirs.order_by(DemandVersion.version)))
            entries = select(Publication.text_hash, Publication.consent_hash).where(
                Publication.demand_id == seen.demand.id
            )
            known = {tuple(row) for row in await session.execute(entries)}
        return [row for row in rows if (row.text_hash, row.consent_hash) in known]

    async def _compare(self, seen: _Seen) -> None:
        """Give the box the published rows that it lacks, since it was restored from a backup."""
        if seen.with_rows and not await self._box.has(seen.page.opening, seen.with_rows):
            async with self._database.read() as session:
                files = await files_of(session, seen.demand.id)
            await self._box.restore(seen.page.opening, files)

    async def _due(self, seen: _Seen, regular: bool) -> _Entry | None:
        """Return what is to be published next. Raises whatever the box raises."""
        demand, page, last = seen.demand, seen.page, seen.last
        if page.ended_at is not None or await self._is_held(demand.id):
            return None
        if demand.voided_at is not None:
            # What waits, or was lost with another database, may be made with the copied key: no rows.
            return _Entry("restored") if demand.lost_head else _Entry("void", then=self._end)
        if demand.lost_head:
            # What was published before the database was restored stays published, at once; nothing new.
            return _Entry("restored", await self._take(seen, keep=sys.maxsize))
        if demand.state == "open":
            if (last.text_hash, last.consent_hash) != (demand.text_hash, demand.consent_hash):
                return _Entry("amended")
            return await self._regular(seen) if regular else None
        if not await self._is_closed(demand.id):
            batch = await self._take(seen, keep=0)
            waits = batch is not None and await self._box.pending(page.opening, signatures=True)
            # A publication that was not finished kept rows back: they go out with the closing itself.
            return _Entry("batch" if waits else "closing", batch)
        if not is_list_over(demand, self._clock()):
            return await self._regular(seen) if regular else None
        await self._box.end(page.opening)
        batch = await self._take(seen, keep=0)
        if batch is not None and await self._box.pending(page.opening, signatures=False):
            return _Entry("batch", batch)
        return _Entry("ended", batch, self._end)

    def _end(self, _: Demand, page: PageDemand) -> None:
        page.ended_at = self._clock()

    async def _regular(self, seen: _Seen) -> _Entry | None:
        """Return the publication that the rule asks for, if enough rows wait."""
        demand, now = seen.demand, self._clock()
        if self._schedule.waits(demand, now):
            return None
        if self._schedule.has_turn(demand, now):
            signatures = not await self._is_closed(demand.id)
            pending = await self._box.pending(seen.page.opening, signatures=signatures) - KEPT_BACK
            reason = self._schedule.reason(demand, pending, now)
            # Without a reason, only what was taken for a publication that was not finished.
            fewest = sys.maxsize if reason is None else KEPT_BACK
            if (batch := await self._take(seen, keep=KEPT_BACK, fewest=fewest)) is not None:
                return _Entry(reason or "batch", batch)
        async with self._database.write() as session:
            found = await self._locked(session, demand.id)
            if found is not None:
                self._schedule.take_turn(found.demand, now)
        return None

    async def _take(self, seen: _Seen, *, keep: int, fewest: int = 1) -> Batch | None:
        """Return verified rows. Raises ``RowsError``."""
        opening = seen.page.opening
        await self._compare(seen)
        asked: Any = {"number": seen.next, "after": seen.with_rows, "keep": keep, "fewest": fewest}
        # A box that was restored from before the closing may have taken signatures since.
        asked["signatures"] = not await self._is_closed(seen.demand.id)
        restored = seen.demand.lost_head is not None
        try:
            batch = await self._box.take(opening, **asked, restored=restored)
        except UserError as error:
            if error.id != "refusal-box-number" or await self._is_overtaken(seen):
                raise
            batch = await self._box.take(opening, **asked, restored=True)
        if batch is not None:
            if not (batch.rows or restored):  # entries without end, and never the last one
                raise RowsError("the box gave out no row")
            await self._verify(seen, batch)
        return batch

    async def _is_overtaken(self, seen: _Seen) -> bool:
        """True if another entry was written since a demand was read."""
        now = await self._read(seen.demand.id)
        return now is None or now.next != seen.next

    async def _verify(self, seen: _Seen, batch: Batch) -> None:
        """Verify rows before they are published, since a publication is final. Raises ``RowsError``."""
        opening, spki = seen.page.opening, seen.page.issuing_key
        versions = {
            row.version: (row.text_hash, row.consent_hash or "") for row in await self._versions(seen)
        }
        try:
            await asyncio.to_thread(self._box.check, batch.rows, opening, spki, versions)
        except ValueError as error:
            raise RowsError("the box gave out a row that is not valid") from error
        async with self._database.read() as session:
            change, keys = await net_change(session, seen.demand.id, batch.rows)
            closed = await is_closed(session, seen.demand.id)
            # What was published with the closing stays true, whatever the registrar knows by then: others go
            # on getting tokens, and with the round it forgets how many it issued.
            issued = seen.last.issued or 0
            if not closed:
                issued = await self._registrar.issued(session, seen.demand.server_id, seen.demand.id)
        if closed and b'"act":"sign"' in batch.rows:
            raise RowsError("the box gave out a signature after the closing")
        count = seen.last.count + change
        if count != batch.count:
            raise RowsError(f"the box counts otherwise: with its rows there are {count}")
        if keys > issued:  # those that withdrew had a token, too
            # Without the number: the log would have a line for each that is issued meanwhile.
            raise RowsError(f"{keys} keys have rows, and fewer people have tokens")

    async def _figures(
        self, session: AsyncSession, demand: Demand, before: Publication | None
    ) -> tuple[int, int]:
        """Return the places and those issued, for the entry that follows ``before``. From the closing on,
        when no token is signed any more, both stay as they were. Raises ``RowsError`` if they fell."""
        known = (0, 0) if before is None else (before.places or 0, before.issued or 0)
        if await is_closed(session, demand.id):
            return known
        places, issued = await self._registrar.figures(session, demand.server_id, demand.id)
        if places < known[0] or issued < known[1]:
            raise RowsError(f"{issued} people with tokens and {places} places, and there were {known}")
        return places, issued

    async def _is_closed(self, demand_id: int) -> bool:
        async with self._database.read() as session:
            return await is_closed(session, demand_id)

    async def _is_held(self, demand_id: int) -> bool:
        async with self._database.read() as session:
            return await session.get(Note, held_note(demand_id)) is not None

    async def _publish(self, seen: _Seen, entry: _Entry) -> bool:
        """Commit an entry; return ``False`` if another one was written meanwhile, so that what is to be done
        has to be worked out anew. The box merges rows that it assigned to this one with a later one."""
        async with self._database.write() as session:
            found = await self._locked(session, seen.demand.id)
            now = self._clock()  # entries of one server are dated in the order in which they are written
            if found is None or (found.next, *_decided(found)) != (seen.next, *_decided(seen)):
                return False
            demand = found.demand
            keys = _Keys(found.page.issuing_key, found.page.box_key)
            row = await self._write(session, demand, keys, found.last, entry, now)
            if entry.then is not None:
                entry.then(demand, found.page)
            demand.lost_head = None
            if entry.reason != "amended":  # else whoever changes the text would choose when a count is due
                demand.next_look_at = None
            await session.execute(delete(Note).where(Note.name == withheld_note(demand.id)))
            before, closing = found.last.count, entry.reason == "closing"
            await milestones.note(session, self._database, demand, row, before=before, closing=closing)
        return True

    async def _write(
        self,
        session: AsyncSession,
        demand: Demand,
        keys: _Keys,
        before: Publication | None,
        entry: _Entry,
        now: datetime,
    ) -> Publication:
        """Add an entry that follows ``before``, in the caller's transaction, which holds the demand's row.
        Raises ``RowsError`` for figures that no ledger may have."""
        number, previous_hash = next_place(demand, before)
        counted = count = 0 if before is None else before.count
        rows = None
        if entry.batch is not None:
            count, rows = entry.batch.count, entry.batch.rows
            file = await asyncio.to_thread(zlib.compress, rows)
            session.add(PageRows(demand_id=demand.id, number=number, file=file))
        index = None if rows is None else await asyncio.to_thread(index_of, rows, counted)
        places, issued = await self._figures(session, demand, before)
        if not count <= issued <= places:
            raise RowsError(f"{count} signatures, {issued} people with tokens and {places} places")
        row = Publication(
            format=PAGE_FORMAT,
            demand_id=demand.id,
            number=number,
            published_at=now,
            count=count,
            invalidated=0,
            verified_by="roster",
            account_days=0,
            server_days=0,
            reason=entry.reason,
            text_hash=demand.text_hash,
            previous_hash=previous_hash,
            consent_hash=demand.consent_hash,
            issuing_key=b64(keys.issuing),
            rows_sha256=None if rows is None else hashlib.sha256(rows).hexdigest(),
            index_sha256=None if index is None else hashlib.sha256(index).hexdigest(),
            places=places,
            issued=issued,
            box_key=keys.box.hex(),
        )
        row.hash = entry_hash(entry_of(demand.slug, row))
        session.add(row)
        if entry.reason != "amended":  # members see when the text changed; counts keep their rhythm
            demand.last_publication_at = now
        if entry.reason in ("opening", "amended", "closing"):  # cards of void demands lead to the same text
            void = Demand.server_id == demand.server_id, Demand.voided_at.is_not(None)
            await session.execute(update(Demand).where(*void).values(stamp=Demand.stamp + 1))
        demand.stamp += 1
        await session.flush()
        return row

    async def _locked(self, session: AsyncSession, demand_id: int) -> _Seen | None:
        await lock_server_of(session, demand_id)
        await session.execute(select(Demand.id).where(Demand.id == demand_id).with_for_update())
        return await _found(session, demand_id)


def close(demand: Demand, closed_at: datetime) -> None:
    """Close a demand for signing, in the caller's transaction, which holds its row. Its closing entry follows
    once the box takes no more signatures."""
    demand.state, demand.closed_at = "closed", closed_at
    demand.stamp += 1


async def _found(session: AsyncSession, demand_id: int) -> _Seen | None:
    query = (
        select(Demand, PageDemand, Publication)
        .join(PageDemand, PageDemand.demand_id == Demand.id)
        .join(Publication, Publication.demand_id == Demand.id)
        .where(Demand.id == demand_id)
        .order_by(Publication.number.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    row = (await session.execute(query)).one_or_none()
    if row is None:
        return None
    newest = select(func.max(PageRows.number)).where(PageRows.demand_id == demand_id)
    return _Seen(row[0], row[1], row[2], await session.scalar(newest) or 0)


def _decided(seen: _Seen) -> tuple[str, datetime | None]:
    """Return what organisers decided on which the next entry depends."""
    return seen.demand.state, seen.demand.voided_at


def _told_of(version: DemandVersion) -> dict[str, Any]:
    return {name: getattr(version, name) for name in ("version", "text_hash", "consent_hash")}
