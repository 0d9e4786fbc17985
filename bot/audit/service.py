"""Audit service: an append-only log of what organisers did, encrypted and chained under a key of its own.

Time, act and subject of an entry are in clear; the actor is behind a random token, and the values before and
after are encrypted. Its hash is an HMAC that covers the previous hash and the ciphertext: without the key
nobody can forge a chain. The chain stays valid when an organiser's data is erased: that deletes the identity
behind the token, not the entry, and is an entry itself, so that nobody else can make acts anonymous.
"""

import json
import logging
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit.chain import START, actor_place, entry_hash, place_of, reference_of, seal, who
from bot.audit.labels import Names, names_of
from bot.audit.verification import ERASED, ERASURE_DELAY, KEY, AuditChains, Break
from bot.common.clock import Clock
from bot.common.made import made_of
from bot.common.pagination import Page
from bot.errors import UserError
from bot.keystore.keyring import Keys
from bot.storage import Database
from bot.storage.models import AuditActor, AuditEntry, Server
from bot.storage.purge import purge_soon

Detail = Mapping[str, Any]


class Recorder:
    """Base of ``Audit``. By itself it records nothing, for tests and benchmarks."""

    async def record(
        self,
        session: AsyncSession,
        server_id: int,
        by: int | None,
        act: str,
        subject: str,
        *,
        before: Detail | None = None,
        after: Detail | None = None,
    ) -> None:
        """Record an act; see ``Audit.record``."""

    async def forget(self, session: AsyncSession, server_id: int) -> None:
        """Delete a server's record; see ``Audit.forget``."""


UNRECORDED = Recorder()


log = logging.getLogger(__name__)

_TOKEN_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A decrypted entry. ``actor`` is the Discord id of the organiser if ``by`` is "organiser"."""

    number: int  # 1, 2, 3 … per server
    at: datetime
    by: Literal["organiser", "steward", "erased"]
    actor: int | None
    act: str
    subject: str
    names: Names | None  # current name of the subject; None: it no longer exists, or has none
    before: Detail | None
    after: Detail | None


class Audit(Recorder):
    """Audit log of all servers."""

    def __init__(self, database: Database, clock: Clock, keys: Keys) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self._chains = AuditChains(database, keys)
        self._grown: set[int] = set()  # servers with entries since their last checkpoint

    async def record(
        self,
        session: AsyncSession,
        server_id: int,
        by: int | None,
        act: str,
        subject: str,
        *,
        before: Detail | None = None,
        after: Detail | None = None,
    ) -> None:
        """Record an act, in the transaction that performs it, as its last statement.

        ``by`` is the Discord id of the organiser, ``None`` for the steward and for the bot itself; ``act``
        has a text ``audit-act-<act>``, ``subject`` is "demand:5" or the like. ``before`` and ``after`` are
        JSON, dates and times.
        """
        actor = None if by is None else await self.token(session, server_id, by)
        await self._chains.take_turn(session, server_id)
        last = (
            await session.execute(
                select(AuditEntry.number, AuditEntry.hash)
                .where(AuditEntry.server_id == server_id)
                .order_by(AuditEntry.number.desc())
                .limit(1)
            )
        ).first()
        number, previous = (1, START) if last is None else (last.number + 1, last.hash)
        detail = json.dumps({"before": before, "after": after}, default=str, ensure_ascii=False)
        key = await self._keys.newest(session, KEY)
        entry = AuditEntry(
            server_id=server_id,
            number=number,
            at=self._clock(),
            actor=actor,
            act=act,
            subject=subject,
            sealed=b"",
        )
        entry.sealed = seal(key, detail.encode(), place_of(entry))
        entry.hash = entry_hash(key[1], previous, entry)
        session.add(entry)
        await session.flush()
        self._grown.add(server_id)

    async def second_person(
        self, session: AsyncSession, server_id: int, by: int, proposers: Collection[bytes], *, kind: str
    ) -> bytes:
        """Return the token of an organiser who confirms a proposal of others (four-eyes rule).

        Runs in the caller's transaction. ``proposers`` are the tokens of all who contributed to the proposal.
        Raises ``UserError`` with the sentence ``refusal-<kind>-own`` for one of them, and
        ``refusal-<kind>-proposer-gone`` if one of them erased their data: they have a new token since, and
        could confirm their own proposal.
        """
        token = await self.token(session, server_id, by)
        # After the token was taken, which holds the server's chain: nobody is erased in between.
        people = await self._people(session, proposers)
        if by in people.values():  # under whichever token: what finds theirs can be changed in the database
            raise UserError(f"refusal-{kind}-own")
        if None in people.values():
            raise UserError(f"refusal-{kind}-proposer-gone")
        return token

    async def proposal(
        self, session: AsyncSession, server_id: int, by: int, **proposed: Any
    ) -> dict[str, Any]:
        """Return a proposal to store, for another organiser to confirm: what it is about, with an ``id``, by
        which ``shown_proposal`` knows it again, and the token of who made it."""
        token = await self.token(session, server_id, by)
        return {"id": secrets.token_hex(4), **proposed, "by": token.hex()}

    async def confirm(
        self, session: AsyncSession, server_id: int, by: int, proposal: Mapping[str, Any], *, kind: str
    ) -> None:
        """Check that ``by`` may confirm a ``proposal``. Raises ``UserError`` like ``second_person``."""
        await self.second_person(session, server_id, by, [bytes.fromhex(proposal["by"])], kind=kind)

    async def are_known(self, session: AsyncSession, tokens: Collection[bytes]) -> bool:
        """Return whether none of the organisers with these tokens has erased their data."""
        return None not in (await self._people(session, tokens)).values()

    async def token(self, session: AsyncSession, server_id: int, by: int) -> bytes:
        """Return the 16 random bytes that identify an organiser in one server, created if necessary, in the
        caller's transaction."""
        newest = await self._keys.newest(session, KEY)
        keys = {**await self._chains.keys(before=newest[0]), newest[0]: newest[1]}
        references = [reference_of(key, by) for key in keys.values()]
        await self._chains.take_turn(session, server_id)
        theirs = AuditActor.server_id == server_id, AuditActor.reference.in_(references)
        found = (await session.scalars(select(AuditActor).where(*theirs))).all()
        known = next((row for row in found if who(row, keys) == by), None)
        if known is None and found:
            log.error("server %d: somebody changed in the database who acted", server_id)
            for row in found:
                row.reference = secrets.token_bytes(len(row.reference))
            await session.flush()
        if known is not None:
            return known.token
        token = secrets.token_bytes(_TOKEN_BYTES)
        sealed = seal(newest, str(by).encode(), actor_place(token, None))
        session.add(AuditActor(token=token, server_id=server_id, reference=references[-1], sealed=sealed))
        await session.flush()
        return token

    async def page(self, server_id: int, *, offset: int = 0, limit: int = 10) -> Page[Act]:
        """Return a page of a server's acts, newest first."""
        theirs = AuditEntry.server_id == server_id
        async with self._database.read() as session:
            total = await session.scalar(select(func.count()).where(theirs)) or 0
            newest = select(AuditEntry).where(theirs).order_by(AuditEntry.number.desc())
            entries = (await session.scalars(newest.offset(offset).limit(limit))).all()
            acts = await self._opened(session, entries)
        return Page(items=tuple(acts), total=total, offset=offset, limit=limit)

    async def acts_of(self, member_id: int) -> list[tuple[int, Act]]:
        """Return what one person did as an organiser, oldest first, with the server's id."""
        async with self._database.read() as session:
            tokens = [row.token for row in await self._rows(session, member_id)]
            theirs = select(AuditEntry).where(AuditEntry.actor.in_(tokens))
            by_server = theirs.order_by(AuditEntry.server_id, AuditEntry.number)
            entries = (await session.scalars(by_server)).all()
            acts = await self._opened(session, entries)
        return [(entry.server_id, act) for entry, act in zip(entries, acts, strict=True)]

    async def erase_actor(self, session: AsyncSession, member_id: int) -> None:
        """Schedule the deletion of a person's identity after ``ERASURE_DELAY``, in the caller's transaction;
        each later act puts it off. The acts stay."""
        for row in await self._rows(session, member_id):
            if row.erase_at is None:
                newest = await self._keys.newest(session, KEY)
                row.erase_at = self._clock() + ERASURE_DELAY
                row.sealed = seal(newest, str(member_id).encode(), actor_place(row.token, row.erase_at))
        await session.flush()

    async def tick(self) -> None:
        """Write checkpoints of new entries beside the keys, and delete the identities that are due."""
        now = self._clock()
        async with self._database.read() as session:
            rows = (await session.scalars(select(AuditActor).where(*_due(now)))).all()
        keys = await self._chains.keys() if rows else {}
        due = [row for row in rows if who(row, keys) is not None]
        if due:
            await self._erase(due, now)
            await purge_soon(self._database)
        for server_id in sorted(self._grown):
            self._grown.discard(server_id)
            try:
                await self._chains.note_head(server_id)
            except OSError:
                self._grown.add(server_id)
                raise

    async def _erase(self, due: Sequence[AuditActor], now: datetime) -> None:
        """Delete the rows that are unchanged since they were read, and still due, and record it."""
        async with self._database.write() as session:
            for server_id in sorted({row.server_id for row in due}):
                await self._chains.take_turn(session, server_id)
                theirs = [row.sealed for row in due if row.server_id == server_id]
                same = delete(AuditActor).where(
                    AuditActor.server_id == server_id, AuditActor.sealed.in_(theirs), *_due(now)
                )
                erased = await session.scalars(same.returning(AuditActor.token))
                if tokens := sorted(token.hex() for token in erased):
                    await self.record(session, server_id, None, ERASED, "audit", after={"tokens": tokens})

    async def settle(self) -> None:
        """Reconcile the chains and their checkpoints at startup.

        If a chain is shorter than its checkpoint, because a backup was restored or somebody truncated it, an
        entry records that. Raises ``OSError``.
        """
        heads = await self._chains.noted()
        async with self._database.read() as session:
            known = set(await session.scalars(select(AuditEntry.server_id).distinct()))
            servers = known | set(await session.scalars(select(Server.id)))
        for server_id in sorted(known | (heads.keys() & servers)):
            head = heads.get(server_id)
            if head is not None and not await self._chains.holds(server_id, head):
                log.error(
                    "server %d: the record of organisers' acts lacks entries up to %d: a "
                    "backup was restored, or somebody removed it; an entry says so from now on",
                    server_id,
                    head.number,
                )
                lost = {"number": head.number, "hash": head.hash}
                async with self._database.write() as session:
                    await self.record(session, server_id, None, "audit-cut", "audit", before=lost)
            await self._chains.write_head(server_id)
        self._grown.clear()

    async def forget(self, session: AsyncSession, server_id: int) -> None:
        """Delete a server's audit log, in the caller's transaction."""
        for table in (AuditEntry, AuditActor):
            await session.execute(delete(table).where(table.server_id == server_id))
        self._grown.discard(server_id)
        await self._chains.drop_head(server_id)  # the next start rewrites it after a rollback

    async def head(self, server_id: int) -> tuple[int, bytes]:
        """Return the number and hash of a server's last entry; 0 and ``START`` if there is none."""
        return await self._chains.head(server_id)

    async def verify(self) -> list[Break]:
        """See ``AuditChains.verify``."""
        return await self._chains.verify()

    async def _opened(self, session: AsyncSession, entries: Sequence[AuditEntry]) -> list[Act]:
        actors = await self._people(session, {entry.actor for entry in entries if entry.actor is not None})
        subjects: dict[int, set[str]] = {}
        for entry in entries:
            subjects.setdefault(entry.server_id, set()).add(entry.subject)
        names = {
            (server_id, subject): found
            for server_id, theirs in subjects.items()
            for subject, found in (await names_of(session, server_id, theirs)).items()
        }
        return [_act(entry, await self._detail(entry), actors, names) for entry in entries]

    async def _people(self, session: AsyncSession, tokens: Collection[bytes]) -> dict[bytes, int | None]:
        """Return the people behind tokens; ``None`` for those who erased their data."""
        keys = await self._chains.keys()
        found = await session.scalars(select(AuditActor).where(AuditActor.token.in_(tokens)))
        return {**dict.fromkeys(tokens), **{row.token: who(row, keys) for row in found}}

    async def _rows(self, session: AsyncSession, member_id: int) -> list[AuditActor]:
        """Return the rows of one person in all servers, in the order in which every erasure locks them."""
        keys = await self._chains.keys()
        references = [reference_of(key, member_id) for key in keys.values()]
        theirs = select(AuditActor).where(AuditActor.reference.in_(references)).order_by(AuditActor.token)
        return [row for row in await session.scalars(theirs) if who(row, keys) == member_id]

    async def _detail(self, entry: AuditEntry) -> dict[str, Any] | None:
        opened = await self._chains.open(entry.sealed, place_of(entry))
        return None if opened is None else dict(json.loads(opened))


def _act(
    entry: AuditEntry,
    detail: Detail | None,
    actors: Mapping[bytes, int | None],
    names: Mapping[tuple[int, str], Names],
) -> Act:
    opened = None if entry.actor is None else actors.get(entry.actor)
    by: Literal["organiser", "steward", "erased"] = "organiser"
    if opened is None:
        by = "steward" if entry.actor is None else "erased"
    return made_of(
        Act,
        entry,
        by=by,
        actor=opened,
        names=names.get((entry.server_id, entry.subject)),
        before=(detail or {}).get("before"),
        after=(detail or {}).get("after"),
    )


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for the deletion of an identity. The acts are asked, not the row: an older one
    can be put back."""
    theirs = AuditEntry.server_id == AuditActor.server_id, AuditEntry.actor == AuditActor.token
    acted_since = exists().where(*theirs, AuditEntry.at > now - ERASURE_DELAY)
    return AuditActor.erase_at <= now, ~acted_since


def shown_proposal(stored: Mapping[str, Any] | None, id: str, *, kind: str) -> Mapping[str, Any]:
    """Return the stored ``proposal``. Raises ``UserError`` with the sentence ``refusal-<kind>-changed`` if
    it is not the one that was shown."""
    if stored is None or stored["id"] != id:
        raise UserError(f"refusal-{kind}-changed")
    return stored
