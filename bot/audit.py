"""What organisers did: an append-only record that only its key opens, and that nobody can rewrite unseen.

An entry says when, what and on what in the open; who did it stands behind a random token, and what it was
before and after is sealed. Each entry's hash covers the one before, over the ciphertext, so that the chain
is checked without the key, and still holds when an organiser's data was erased: that deletes who stands
behind the token, not the entry.
"""

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from sqlalchemy import delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit_subjects import Names, names_of
from bot.clock import Clock
from bot.paging import Page
from bot.petitions.keys.keyring import Keys
from bot.storage import Database
from bot.storage.tables import AuditActor, AuditEntry

KEY = "audit"
START = bytes(32)
"""What the first entry of a server has in place of the hash before it."""

_NONCE, _TOKEN = 12, 16  # bytes
_ACTOR, _SEALING = b"tocsin audit actor\0", b"tocsin audit sealing\0"
_LOCK = 7_065_105  # any number, as long as every Tocsin asks for the same
_MOST_VERSIONS = 255  # of the key: the version is one byte
_A_BATCH = 1000  # entries that a check reads at a time

Detail = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An entry, opened. ``actor`` is the Discord id of the organiser where ``by`` says so."""

    number: int  # 1, 2, 3 … in each server
    at: datetime
    by: Literal["organiser", "steward", "erased"]
    actor: int | None
    act: str
    subject: str
    names: Names | None  # of the subject, as it is called now; None: it does not exist any more, or has none
    before: Detail | None
    after: Detail | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Where a server's chain does not hold: at this entry. ``why``: missing, changed, sealed."""

    server_id: int
    number: int
    why: Literal["missing", "changed", "sealed"]


class Recorder(Protocol):
    """Where services put what organisers do."""

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
        """See ``Audit.record``."""

    async def forget(self, session: AsyncSession, server_id: int) -> None:
        """See ``Audit.forget``."""


class Unrecorded:
    """For services that work for no organisers: in tests and benchmarks."""

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
        """Nothing."""

    async def forget(self, session: AsyncSession, server_id: int) -> None:
        """Nothing."""


UNRECORDED = Unrecorded()


class Audit:
    """The audit of every server."""

    def __init__(self, database: Database, clock: Clock, keys: Keys) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys

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
        """Put an act on record, in the transaction that does it and as the last thing there.

        ``by`` is the Discord id of the organiser, ``None`` for the steward and for the bot itself; ``act``
        has a text ``audit-act-<act>``, ``subject`` is "demand:5" or the like. ``before`` and ``after`` hold
        what JSON can hold, and days and moments.
        """
        actor = None if by is None else await self.token(session, server_id, by)
        await self._take_turn(session, server_id)
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
            sealed=_seal(key, detail.encode(), _place(server_id, number, act, subject)),
        )
        entry.hash = entry_hash(previous, entry)
        session.add(entry)
        await session.flush()

    async def token(self, session: AsyncSession, server_id: int, by: int) -> bytes:
        """The 16 random bytes that stand for an organiser in one server, in the caller's transaction."""
        newest = await self._keys.newest(session, KEY)
        reference = _reference(newest[1], by)
        earlier = await self._references(by, before=newest[0])
        await self._take_turn(session, server_id)
        known = (
            await session.scalars(
                select(AuditActor.token).where(
                    AuditActor.server_id == server_id,
                    AuditActor.reference.in_([reference, *earlier]),
                )
            )
        ).first()
        if known is not None:
            return known
        token = secrets.token_bytes(_TOKEN)
        sealed = _seal(newest, str(by).encode(), _ACTOR + token)
        session.add(AuditActor(token=token, server_id=server_id, reference=reference, sealed=sealed))
        await session.flush()
        return token

    async def page(self, server_id: int, *, offset: int = 0, limit: int = 10) -> Page[Act]:
        """A server's acts, the newest first."""
        theirs = AuditEntry.server_id == server_id
        async with self._database.read() as session:
            total = (
                await session.execute(select(func.count()).select_from(AuditEntry).where(theirs))
            ).scalar_one()
            entries = (
                await session.scalars(
                    select(AuditEntry)
                    .where(theirs)
                    .order_by(AuditEntry.number.desc())
                    .offset(offset)
                    .limit(limit)
                )
            ).all()
            acts = await self._opened(session, entries)
        return Page(items=tuple(acts), total=total, offset=offset, limit=limit)

    async def acts_of(self, member_id: int) -> list[tuple[int, Act]]:
        """What one person did as an organiser, oldest first, each with the server's id."""
        async with self._database.read() as session:
            tokens = await self._tokens(session, member_id)
            entries = (
                await session.scalars(
                    select(AuditEntry)
                    .where(AuditEntry.actor.in_(tokens))
                    .order_by(AuditEntry.server_id, AuditEntry.number)
                )
            ).all()
            acts = await self._opened(session, entries)
        return [(entry.server_id, act) for entry, act in zip(entries, acts, strict=True)]

    async def erase_actor(self, session: AsyncSession, member_id: int) -> None:
        """Delete what ties a person to their acts, in the caller's transaction. The acts stay."""
        tokens = await self._tokens(session, member_id)
        await session.execute(delete(AuditActor).where(AuditActor.token.in_(tokens)))

    async def forget(self, session: AsyncSession, server_id: int) -> None:
        """Delete a server's audit, in the caller's transaction."""
        for table in (AuditEntry, AuditActor):
            await session.execute(delete(table).where(table.server_id == server_id))

    async def head(self, server_id: int) -> tuple[int, bytes]:
        """The number and hash of a server's last entry; 0 and ``START`` where there is none."""
        newest = (
            select(AuditEntry.number, AuditEntry.hash)
            .where(AuditEntry.server_id == server_id)
            .order_by(AuditEntry.number.desc())
            .limit(1)
        )
        async with self._database.read() as session:
            row = (await session.execute(newest)).first()
        return (0, START) if row is None else (row.number, row.hash)

    async def verify(self) -> list[Break]:
        """The first break of each server's chain; none where all hold. Needs the key to try what is sealed.

        A chain that lost its newest entries still holds: compare ``head`` with that of an export.
        """
        async with self._database.read() as session:
            servers = await session.scalars(select(AuditEntry.server_id).distinct())
            breaks = [await self._first_break(session, server_id) for server_id in servers.all()]
        return [found for found in breaks if found is not None]

    async def _first_break(self, session: AsyncSession, server_id: int) -> Break | None:
        number, previous = 0, START
        while True:
            entries = (
                await session.scalars(
                    select(AuditEntry)
                    .where(AuditEntry.server_id == server_id, AuditEntry.number > number)
                    .order_by(AuditEntry.number)
                    .limit(_A_BATCH)
                )
            ).all()
            for entry in entries:
                number += 1
                if entry.number != number:
                    return Break(server_id=server_id, number=number, why="missing")
                if entry.hash != entry_hash(previous, entry):
                    return Break(server_id=server_id, number=number, why="changed")
                if await self._detail(entry) is None:
                    return Break(server_id=server_id, number=number, why="sealed")
                previous = entry.hash
            session.expunge_all()
            if len(entries) < _A_BATCH:
                return None
            await asyncio.sleep(0)

    async def _opened(self, session: AsyncSession, entries: Sequence[AuditEntry]) -> list[Act]:
        tokens = {entry.actor for entry in entries if entry.actor is not None}
        found = await session.scalars(select(AuditActor).where(AuditActor.token.in_(tokens)))
        actors = {row.token: await self._open(row.sealed, _ACTOR + row.token) for row in found}
        subjects: dict[int, set[str]] = {}
        for entry in entries:
            subjects.setdefault(entry.server_id, set()).add(entry.subject)
        names = {
            (server_id, subject): found
            for server_id, theirs in subjects.items()
            for subject, found in (await names_of(session, server_id, theirs)).items()
        }
        return [_act(entry, await self._detail(entry), actors, names) for entry in entries]

    async def _tokens(self, session: AsyncSession, member_id: int) -> list[bytes]:
        """The tokens of one person, in every server."""
        references = await self._references(member_id)
        theirs = AuditActor.reference.in_(references)
        return list(await session.scalars(select(AuditActor.token).where(theirs)))

    async def _references(self, member_id: int, *, before: int = _MOST_VERSIONS + 1) -> list[bytes]:
        """What stands for a person under each version of the key: whoever acted before it was renewed is
        the same person after."""
        references = []
        for version in range(1, before):
            key = await self._keys.of_version(KEY, version)
            if key is None:
                break
            references.append(_reference(key, member_id))
        return references

    async def _detail(self, entry: AuditEntry) -> dict[str, Any] | None:
        place = _place(entry.server_id, entry.number, entry.act, entry.subject)
        opened = await self._open(entry.sealed, place)
        return None if opened is None else dict(json.loads(opened))

    async def _open(self, sealed: bytes, place: bytes) -> bytes | None:
        """What was sealed for this place; ``None`` if it was not, or the key is gone."""
        key = await self._keys.of_version(KEY, sealed[0]) if sealed else None
        if key is None:
            return None
        nonce, content = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        try:
            return _cipher(key).decrypt(nonce, content, place)
        except (InvalidTag, ValueError):
            return None

    async def _take_turn(self, session: AsyncSession, server_id: int) -> None:
        """Two acts of one server at once get two numbers. On SQLite writers take turns anyway."""
        if not self._database.is_sqlite:
            turn = text(f"SELECT pg_advisory_xact_lock({_LOCK}, hashint8(:server))")
            await session.execute(turn, {"server": server_id})


def entry_hash(previous: bytes, entry: AuditEntry) -> bytes:
    """SHA-256 of the hash before and of the entry as canonical JSON, both as docs/audit.md says."""
    stored = {
        "server": str(entry.server_id),
        "number": entry.number,
        "at": entry.at.isoformat(),
        "actor": None if entry.actor is None else entry.actor.hex(),
        "act": entry.act,
        "subject": entry.subject,
        "sealed": entry.sealed.hex(),
    }
    canonical = json.dumps(stored, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + canonical.encode()).digest()


def _act(
    entry: AuditEntry,
    detail: Detail | None,
    actors: Mapping[bytes, bytes | None],
    names: Mapping[tuple[int, str], Names],
) -> Act:
    opened = None if entry.actor is None else actors.get(entry.actor)
    by: Literal["organiser", "steward", "erased"] = "organiser"
    if opened is None:
        by = "steward" if entry.actor is None else "erased"
    return Act(
        number=entry.number,
        at=entry.at,
        by=by,
        actor=None if opened is None else int(opened),
        act=entry.act,
        subject=entry.subject,
        names=names.get((entry.server_id, entry.subject)),
        before=(detail or {}).get("before"),
        after=(detail or {}).get("after"),
    )


def _place(server_id: int, number: int, act: str, subject: str) -> bytes:
    """Where a sealed text belongs: it does not open anywhere else."""
    return "\0".join(("tocsin audit", str(server_id), str(number), act, subject)).encode()


def _reference(key: bytes, member_id: int) -> bytes:
    return hmac.digest(key, _ACTOR + str(member_id).encode(), "sha256")


def _seal(newest: tuple[int, bytes], content: bytes, place: bytes) -> bytes:
    """The version of the key, a nonce, and the ciphertext, which opens for this place only."""
    version, key = newest
    nonce = secrets.token_bytes(_NONCE)
    return bytes([version]) + nonce + _cipher(key).encrypt(nonce, content, place)


def _cipher(key: bytes) -> AESGCMSIV:
    """A key of its own for sealing, since the other makes references."""
    return AESGCMSIV(hmac.digest(key, _SEALING, "sha256"))
