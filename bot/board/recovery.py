"""Recovery from the published folder of what the database lacks since it was restored from a backup:
publications of demands signed on the page, whose rows were published, so that nothing of them needs to be
lost; and rounds of issuing keys, whose numbers and keys are not to be used again.

Nothing is taken over but a ledger that this bot signed, that goes on from the last publication in the
database, and whose files of rows are those that it names, verified row by row. If the folder says more than
the database and cannot be trusted, or contradicts it, the demand is held: nothing more is published of it
until somebody puts that right.
"""

import asyncio
import hashlib
import logging
import zlib
from collections.abc import Mapping, Sequence
from datetime import date as Day
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import notify_organisers
from bot.common.clock import Clock
from bot.exports.ledger_file import ROUNDS, chained
from bot.exports.manifest import LEDGERS, ManifestSigner
from bot.keystore.issuing import IssuingFiles
from bot.keystore.keyring import Keys
from bot.page.registrar.rounds import rounds_of
from bot.petitions.counts import milestones
from bot.petitions.counts.checkpoints import Checkpoint, Checkpoints, continues
from bot.petitions.counts.ledger import LedgerEntry, ledgers
from bot.petitions.demand_rows import lock_server_of
from bot.petitions.demands.consent import keep
from bot.petitions.page.ledgers import close
from bot.petitions.page_rows import CONTRADICTED, HELD, RowsError, held_note, standing
from bot.storage import Database
from bot.storage.models import (
    Demand,
    DemandVersion,
    IssuingKey,
    IssuingRound,
    Note,
    PageDemand,
    PageRows,
    Publication,
    RosterMember,
    Server,
)

if TYPE_CHECKING:
    from bot.board.history import Found, Stored

log = logging.getLogger(__name__)

_MAX_OCCASION = 60
_OF_ENTRY = (
    *("format", "demand_id", "number", "count", "invalidated", "verified_by", "account_days", "server_days"),
    *("reason", "text_hash", "breakdown", "previous_hash", "hash", "consent_hash", "issuing_key"),
    *("rows_sha256", "index_sha256", "places", "issued", "box_key"),
)


class LedgerRecovery:
    """Recovery from the published folder ``site``, at a start, before lost publications are settled; ``None``
    if no board is published."""

    def __init__(self, site: Path | None, database: Database, keys: Keys, clock: Clock) -> None:
        self._site = site
        self._database = database
        self._keys = keys
        self._clock = clock

    async def run(self) -> None:
        """Read back the rounds that the database lacks, and what it lacks of each demand whose ledger is
        open, or hold the demand. Raises ``OSError``, ``KeysError``."""
        if self._site is not None:
            await self._recover_rounds(self._site)
        open_ones = (
            select(Demand.id, Demand.slug, Server.board, Note.value)
            .join(PageDemand, PageDemand.demand_id == Demand.id)
            .join(Server, Server.id == Demand.server_id)
            .outerjoin(Note, Note.name == HELD + cast(Demand.id, String))
            .where(PageDemand.ended_at.is_(None))
        )
        async with self._database.read() as session:
            rows = (await session.execute(open_ones.order_by(Demand.id))).all()
        if not rows:
            return
        public_key = await self._public_key()
        heads = await Checkpoints(self._keys.folder, self._database).all()
        for row in rows:
            held = await self._recover(row.id, row.slug, row.board, heads.get(row.id), public_key)
            if held != row.value:
                await self._note(row.id, row.slug, held)

    async def _public_key(self) -> str:
        async with self._database.write() as session:  # the backup may be older than the first board
            return ManifestSigner(await self._keys.ensure(session, "signing")).public_key

    async def _recover_rounds(self, site: Path) -> None:
        """Store the rounds of a file that this bot signed and that goes on from those in the database. Their
        keys are ended: whoever has tokens of them can use none. For any other file the board is withheld."""
        from bot.board.history import content, signed_rounds  # needed with a board

        theirs = select(Server.id, Server.board).where(Server.board.is_not(None))
        async with self._database.read() as session:
            servers = (await session.execute(theirs.order_by(Server.id))).all()
        for server in servers:
            raw = await asyncio.to_thread(content, site / f"{server.board}/{ROUNDS}")
            shown = None if raw is None else signed_rounds(raw, await self._public_key())
            if shown is not None:
                await self._add_rounds(server.id, shown)

    async def _add_rounds(self, server_id: int, shown: Sequence[Mapping[str, Any]]) -> None:
        async with self._database.write() as session:
            await session.execute(select(Server.id).where(Server.id == server_id).with_for_update())
            mine = chained(each.published() for each in await rounds_of(session, server_id))
            if list(shown[: len(mine)]) != mine or len(shown) == len(mine):
                return
            on_roster = select(func.count()).where(RosterMember.server_id == server_id, RosterMember.seen > 0)
            places = await session.scalar(on_roster) or 0
            for each in shown[len(mine) :]:
                round_ = IssuingRound(
                    server_id=server_id,
                    number=each["number"],
                    public_id=each["id"],
                    begun_on=Day.fromisoformat(each["begun_on"]),
                    places=places,
                )
                session.add(round_)
                await session.flush()
                for position, name in enumerate(each["keys"]):
                    named = {"spki": b"", "fingerprint": name, "state": "ended"}  # nobody needs the key
                    session.add(IssuingKey(round_id=round_.id, position=position, **named))
                log.warning("round %s of server %s was read back from the board", each["number"], server_id)
            # As when those rounds began.
            free = select(IssuingKey).join(IssuingRound).where(IssuingRound.server_id == server_id)
            for key in (await session.scalars(free.where(IssuingKey.state == "free"))).all():
                key.state = "ended"

    async def _recover(
        self, demand_id: int, slug: str, board: str | None, head: Checkpoint | None, public_key: str
    ) -> str | None:
        """Read back what the database lacks of a demand; return the note if it is held."""
        if self._site is None or board is None:
            return None
        from bot.board.history import HeldError, content, find  # needed with a board

        # Before the database, which can only be ahead of the folder.
        raw = await asyncio.to_thread(content, self._site / f"{board}/{LEDGERS}{slug}.json")
        stored = await self._stored(demand_id, slug, board, head)
        if raw is None:
            return None
        try:
            found = await asyncio.to_thread(find, stored, raw, public_key, self._site)
            if found is not None:
                await self._take_over(stored, found)
        except HeldError as error:
            return f"{error.why}:{error.file}"
        return None

    async def _stored(self, demand_id: int, slug: str, board: str, head: Checkpoint | None) -> "Stored":
        from bot.board.history import Stored

        async with self._database.read() as session:
            demand = await session.get_one(Demand, demand_id)
            mine = (await ledgers(session, demand_id=demand_id))[demand_id]
            theirs = select(DemandVersion).where(DemandVersion.demand_id == demand_id)
            versions = {
                each.version: (each.text_hash, each.consent_hash) for each in await session.scalars(theirs)
            }
            lost = demand.lost_head and (demand.lost_head["number"], demand.lost_head["hash"])
            is_known = head is None or head.slug != slug or await continues(session, demand_id, head.hash)
            if head is not None and not is_known:
                lost = head.number, head.hash
        return Stored(demand_id, slug, board, mine, versions, lost or None)

    async def _take_over(self, stored: "Stored", found: "Found") -> None:
        """Store publications with their rows and versions; unless another process just did. Raises
        ``HeldError`` if their counts are not those of the rows: they go on from another database's."""
        from bot.board.history import HeldError

        async with self._database.write() as session:
            await lock_server_of(session, stored.id)
            locked = select(Demand).where(Demand.id == stored.id).with_for_update()
            demand = (await session.scalars(locked)).one()
            newest = select(func.max(Publication.number)).where(Publication.demand_id == stored.id)
            if await session.scalar(newest) != stored.ledger[-1].number:
                return
            for entry in found.entries:
                named = {name: getattr(entry, name) for name in _OF_ENTRY}
                session.add(Publication(published_at=datetime.fromisoformat(entry.published_at), **named))
            for number, rows in found.rows.items():
                file = await asyncio.to_thread(zlib.compress, rows)
                session.add(PageRows(demand_id=stored.id, number=number, file=file))
            await session.flush()
            try:
                counted = await standing(session, stored.id)
            except RowsError:  # those of the database are damaged
                counted = -1
            if counted != found.entries[-1].count:
                raise HeldError(CONTRADICTED, stored.file)
            for version in found.versions:
                await _add_version(session, demand, version)
            await self._go_on(session, demand, found.entries)
        first, last = found.entries[0].number, found.entries[-1].number
        log.warning(
            "demand %s: publications %s to %s, which this database lacked, were read back from the board",
            *(stored.id, first, last),
        )

    async def _go_on(self, session: AsyncSession, demand: Demand, entries: Sequence[LedgerEntry]) -> None:
        """Let a demand be as its ledger says."""
        now = self._clock()
        moments = {entry.reason: datetime.fromisoformat(entry.published_at) for entry in entries}
        if "closing" in moments and demand.state == "open":
            close(demand, min(moments["closing"], demand.closes_at or moments["closing"]))
        if ended := moments.get("ended") or moments.get("void"):
            page = await session.get_one(PageDemand, demand.id)
            page.ended_at = ended
        if voided := moments.get("void"):
            demand.voided_at = voided
            close(demand, demand.closed_at or voided)
        counted = [moment for reason, moment in moments.items() if reason != "amended"]
        demand.last_publication_at = max(counted, default=demand.last_publication_at)
        demand.next_look_at = None
        if demand.lost_head is not None and demand.lost_head["number"] <= entries[-1].number:
            demand.lost_head = None
        demand.stamp += 1
        round_ = await session.scalar(
            select(IssuingRound).join(IssuingKey).where(IssuingKey.demand_id == demand.id)
        )
        if round_ is not None:
            round_.places = max(round_.places, *(entry.places or 0 for entry in entries))
            await self._note_issues(round_, max(entry.issued or 0 for entry in entries))
        most = max(entry.count for entry in entries)
        await milestones.note_lost(session, self._database, demand.id, most, now)

    async def _note_issues(self, round_: IssuingRound, published: int) -> None:
        """Note in the key folder, which may have been restored as well, how many issues of a round were
        published, rounded up: else more keys could have rows than that. The round, whose issued places may be
        lost, issues nothing more."""
        if published > round_.issued:
            files = IssuingFiles(self._keys.folder)
            await self._keys.folder.in_thread(
                self._keys.folder.fenced, files.note_issues, round_.public_id, published
            )

    async def _note(self, demand_id: int, slug: str, held: str | None) -> None:
        """Note that a demand is held, and tell the organisers; or that it is not any more."""
        async with self._database.write() as session:
            await session.execute(delete(Note).where(Note.name == held_note(demand_id)))
            if held is None:
                return
            session.add(Note(name=held_note(demand_id), value=held))
            log.error("demand %s: nothing more is published of it, see tocsin check: %s", demand_id, held)
            theirs = select(Server).join(Demand).where(Demand.id == demand_id).with_for_update(of=Server)
            server = (await session.scalars(theirs)).one()
            mark = hashlib.sha256(held.encode()).hexdigest()[:6]
            occasion = f"board-withheld:{held.partition(':')[0]}-{mark}:{slug}"[:_MAX_OCCASION]
            await notify_organisers(session, self._database, server, occasion, self._clock())


async def _add_version(session: AsyncSession, demand: Demand, version: Mapping[str, Any]) -> None:
    consent_hash = await keep(session, version["consent"])
    session.add(
        DemandVersion(
            demand_id=demand.id,
            version=version["version"],
            texts=version["texts"],
            text_hash=version["text_sha256"],
            consent_hash=consent_hash,
            made_at=datetime.fromisoformat(version["since"]),
        )
    )
    if version["version"] > demand.version:
        demand.version, demand.texts, demand.consent = (
            version["version"],
            version["texts"],
            version["consent"],
        )
        demand.text_hash, demand.consent_hash = version["text_sha256"], consent_hash
        demand.proposal = None
