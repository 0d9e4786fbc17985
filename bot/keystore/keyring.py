"""Keyring: the keys that derive references of members, seal rows and the audit log, and sign exports. Keys
are files apart from the database.

The database holds only their fingerprints, so that a missing key or one of another database is detected
before anyone signs with it. Without the key a reference reveals nothing about anyone.

Names: ``demand-N``, ``roster-SERVER``, ``privacy`` (access requests), ``round-ID`` and ``share-ID-POSITION``
(``bot.page.registrar``), ``audit``, and the seeds of Ed25519 keys: ``box-receipt``, and ``signing``.
``audit`` and ``signing`` can be rotated: ``audit-2`` follows ``audit``, and data made with an older version
stays readable.
Beside a demand's key is a file with its owner, ``demand-N.owner``: a hash of the server, the id and the time
at which the demand was drafted; the key is used for no other demand. Of a deleted server only a mark for each
of its keys remains, which reveals nothing by itself.
"""

import asyncio
import hashlib
import hmac
import json
import logging
import re
import secrets
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.clock import Clock
from bot.keystore.files import KeyFolder, KeysError, fingerprint
from bot.keystore.sealing import MARK_LENGTH, Sealer
from bot.storage import Database
from bot.storage.models import Demand, IssuingKey, IssuingRound, KeyFingerprint, Note, Server, Signature
from bot.storage.upsert import insert_ignore

log = logging.getLogger(__name__)

__all__ = ["Keys", "KeysError"]

RENEWABLE = ("audit", "signing")
"""Kinds of keys that can be rotated; the newest version is used."""

_MEMBER = b"tocsin member\0"  # HMAC domain separation: nothing else can be mistaken for a member's id
_ON_ROSTER = b"tocsin member of the roster\0"
_LINK = b"tocsin link to the roster\0"
# A restored database may contain anything.
_OF_A_SERVER = re.compile(r"(demand|roster)-\d{1,20}|round-[0-9a-f]{32}|(share|issuing)-[0-9a-f]{32}-\d")
_TO_DISCARD = "discard:"  # prefix of notes that hold keys to delete, with their fingerprints, if any
_EXPECTED = select(KeyFingerprint.fingerprint).where(
    KeyFingerprint.name == bindparam("a_name"), KeyFingerprint.destroyed_at.is_(None)
)


class Keys:
    """Keys of one folder, for one database. Created by ``Keys.open`` in the composition root."""

    def __init__(self, key_dir: Path, database: Database, clock: Clock) -> None:
        self.folder = KeyFolder(key_dir)
        self._database = database
        self._clock = clock
        self._held: dict[str, bytes] = {}
        self._sealers: dict[str, Sealer] = {}
        self._loading = asyncio.Lock()

    @classmethod
    async def open(cls, key_dir: Path, database: Database, clock: Clock) -> "Keys":
        """Open the keyring, and verify that every key that the database needs exists and is private.

        The folder is created (mode 0700) if it does not exist and no key was ever made. Raises ``KeysError``.
        """
        keys = cls(key_dir, database, clock)
        if not await keys._recorded():
            await keys.folder.in_thread(keys.folder.make_folder)
        await keys._settle_destroyed()
        for fault in await keys.check():
            raise fault
        await keys.sweep()
        return keys

    async def check(self) -> list[KeysError]:
        """Return all errors of the folder and of the keys that the database needs. Keys of servers that are
        to be deleted again (``forgotten``) are not needed."""
        recorded = await self._recorded()
        gone = {name for names in (await self.forgotten()).values() for name in names}
        needed = {name: expected for name, expected in recorded.items() if name not in gone}
        return await self.folder.in_thread(self.folder.faults, needed)

    async def forgotten(self) -> Mapping[int, Collection[str]]:
        """Return the servers that this database knows although they were deleted after its backup was made,
        with the names of their keys."""
        async with self._database.read() as session:
            made = await session.execute(select(KeyFingerprint.name, KeyFingerprint.fingerprint))
            fingerprints = {row.name: row.fingerprint for row in made}
            marked = await self.folder.in_thread(self.folder.forgotten, fingerprints)
            if not marked:
                return {}
            demands = await session.execute(select(Demand.id, Demand.server_id))
            owners = {demand_key(demand.id): demand.server_id for demand in demands}
            owners |= {
                roster_key(server_id): server_id for server_id in await session.scalars(select(Server.id))
            }
            owners |= dict(await _of_rounds(session))
        gone = {owners[name] for name in marked if name in owners}
        return {
            server_id: [name for name in fingerprints if owners.get(name) == server_id]
            for server_id in sorted(gone)
        }

    async def sweep(self) -> None:
        """Delete the files of keys that were destroyed on purpose and of deleted servers, if a crash
        prevented it or a restored folder brought them back. Raises ``KeysError``."""
        destroyed = select(KeyFingerprint.name, KeyFingerprint.fingerprint).where(
            KeyFingerprint.destroyed_at.is_not(None)
        )
        await self.discard()
        async with self._database.read() as session:
            rows = {row.name: row.fingerprint for row in await session.execute(destroyed)}
        for name in rows:
            self._let_go(name)
        for name in await self.folder.in_thread(self.folder.fenced, self.folder.sweep, rows):
            log.warning("the key %s was destroyed on purpose: its file is removed", name)
        for name in await self.folder.in_thread(self.folder.fenced, self.folder.sweep_forgotten):
            self._let_go(name)
            log.warning("the key %s is of a server whose data was deleted: its file is removed", name)

    async def drop_destroyed(self) -> None:
        """Drop keys from memory that have been destroyed or forgotten, by whichever process."""
        for name in {*self._held} - (await self._recorded()).keys():
            self._let_go(name)

    async def _settle_destroyed(self) -> None:
        """Repeat the destruction of keys in a database that was restored from before it: without a demand's
        key its signatures are meaningless."""
        names = await self.folder.in_thread(self.folder.destroyed, await self._recorded())
        for name in names:
            now = self._clock()
            async with self._database.write() as session:
                destroyed = update(KeyFingerprint).where(KeyFingerprint.name == name)
                await session.execute(destroyed.values(destroyed_at=now))
                if name.startswith("demand-"):
                    await _end_demand(session, int(name.removeprefix("demand-")), now)
            log.warning(
                "the key %s was destroyed after this database was backed up: that is noted again", name
            )

    async def key(self, name: str) -> bytes | None:
        """Return a key by its name; of ``audit`` and ``signing`` the newest version. ``None`` if it was never
        made, or was destroyed on purpose. A key made in a transaction is visible after the commit.

        Raises ``KeysError`` if the key file is missing or was made for another database.
        """
        if name in RENEWABLE:  # another process may have rotated it
            async with self._database.read() as session:
                name = versioned_name(name, await _newest(session, name))
        return self._held.get(name) or await self._load(name)

    async def signing_keys(self) -> list[str]:
        """Return the public halves of the signing key and of the one before it, newest first, in hexadecimal,
        without reading their files."""
        async with self._database.read() as session:
            newest = await _newest(session, "signing")
            names = [versioned_name("signing", version) for version in (newest, newest - 1)]
            found = select(KeyFingerprint.name, KeyFingerprint.public_key).where(
                KeyFingerprint.name.in_(names)
            )
            known = {row.name: row.public_key for row in await session.execute(found)}
        return [known[name] for name in names if known.get(name)]

    async def ensure(self, session: AsyncSession, name: str) -> bytes:
        """Return a key by its name, created if it does not exist, with its fingerprint recorded in the
        caller's transaction.

        The file is written first: a crash in between leaves a key that the next attempt uses. Raises
        ``KeysError``, also for a key that was destroyed on purpose.
        """
        return (await self.newest(session, name))[1]

    async def ensured(self, name: str) -> bytes:
        """Return a key like ``ensure``, in a transaction of its own if it has to be created."""
        key = await self.key(name)
        if key is None:
            async with self._database.write() as session:
                key = await self.ensure(session, name)
        return key

    async def newest(self, session: AsyncSession, name: str) -> tuple[int, bytes]:
        """Return the version (1, 2, 3 …) and the key like ``ensure``; ``of_version`` returns it again
        later."""
        version = await _newest(session, name) if name in RENEWABLE else 1
        name = versioned_name(name, version)
        found = select(KeyFingerprint.fingerprint, KeyFingerprint.destroyed_at).where(
            KeyFingerprint.name == name
        )
        row = (await session.execute(found)).one_or_none()
        if row is None:
            await self._make(session, name)
            row = (await session.execute(found)).one()  # perhaps recorded by another process
        if row.destroyed_at is not None:
            raise KeysError("key-missing", "terminal-keys-destroyed", name=name)
        if name in self._held:
            return version, self._held[name]
        return version, await self.folder.in_time(self.folder.read, name, row.fingerprint)

    async def renew(self, session: AsyncSession, name: str) -> int:
        """Rotate ``audit`` or ``signing`` in the caller's transaction, and return the new version, which is
        used from then on. Raises ``KeysError``."""
        version = await _newest(session, name)
        if await session.get(KeyFingerprint, name) is not None:
            version += 1
        await self._make(session, versioned_name(name, version))
        return version

    async def _make(self, session: AsyncSession, name: str) -> None:
        await self._record(
            session, name, await self.folder.in_time(self.folder.fenced, self.folder.make, name)
        )

    async def _record(self, session: AsyncSession, name: str, made: bytes) -> None:
        await session.execute(
            insert_ignore(self._database, KeyFingerprint).values(
                name=name,
                fingerprint=fingerprint(made),
                created_at=self._clock(),
                public_key=public_key(made) if name.startswith("signing") else None,
            )
        )

    async def of_version(self, name: str, version: int) -> bytes | None:
        """Return a specific version of ``audit`` or ``signing``. See ``key``."""
        name = versioned_name(name, version)
        return self._held.get(name) or await self._load(name)

    async def create_for_demand(self, session: AsyncSession, demand: Demand) -> None:
        """Create a demand's key, in the transaction that holds its row. Like ``ensure``, but a key that
        exists for another demand is never used: this database may have been restored from before that demand
        was opened, and have assigned its id again."""
        name = demand_key(demand.id)
        if await session.get(KeyFingerprint, name) is None:
            owner = demand_owner(demand.server_id, demand.id, demand.created_at)
            await self._record(
                session,
                name,
                await self.folder.in_time(self.folder.fenced, self.folder.make_for, name, owner),
            )
        await self.ensure(session, name)

    async def reference(self, demand_id: int, member_id: int) -> bytes | None:
        """Return the reference of a member in one demand: HMAC-SHA256 of the member's id, 32 bytes.

        ``None`` while the demand has no key, which is created when it opens, and once the key is destroyed.
        Raises ``KeysError`` if the key file is missing or was made for another database.
        """
        key = await self.key(demand_key(demand_id))
        return None if key is None else hmac.digest(key, _MEMBER + str(member_id).encode(), "sha256")

    async def roster_reference(self, demand_id: int, member: bytes) -> bytes | None:
        """Return the reference of a roster member in one demand, independent of their accounts: HMAC-SHA256
        of the member's roster reference, 32 bytes. See ``reference``."""
        key = await self.key(demand_key(demand_id))
        return None if key is None else hmac.digest(key, _ON_ROSTER + member, "sha256")

    async def sealer(self, demand_id: int) -> Sealer | None:
        """Return the sealer of one demand's rows. See ``reference``."""
        name = demand_key(demand_id)
        sealer = self._sealers.get(name)
        if sealer is None:
            key = await self.key(name)
            if key is None:
                return None
            sealer = self._sealers[name] = Sealer(key, demand_id)
        return sealer

    async def link_mark(self, demand_id: int, member: bytes, account: bytes) -> bytes | None:
        """Return the mark of signatures that are given under one link between a roster member and an account,
        both given as roster references: 16 bytes. See ``reference``."""
        key = await self.key(demand_key(demand_id))
        return None if key is None else hmac.digest(key, _LINK + member + account, "sha256")[:MARK_LENGTH]

    async def forget(self, session: AsyncSession, names: Collection[str]) -> None:
        """Delete the key records of a deleted server, in the caller's transaction, and note the keys for
        ``discard``, in case of a crash before it."""
        gone = await session.execute(
            delete(KeyFingerprint)
            .where(KeyFingerprint.name.in_(names))
            .returning(KeyFingerprint.name, KeyFingerprint.fingerprint)
        )
        fingerprints = {**dict.fromkeys(names), **{row.name: row.fingerprint for row in gone}}
        session.add(Note(name=f"{_TO_DISCARD}{secrets.token_hex(8)}", value=json.dumps(fingerprints)))

    async def discard(self) -> None:
        """Delete the files of the keys noted by ``forget``, after its commit, and leave marks so that a
        restored older database deletes their server again. Raises ``KeysError``."""
        noted = select(Note.name, Note.value).where(Note.name.startswith(_TO_DISCARD))
        async with self._database.read() as session:
            notes = {row.name: json.loads(row.value) for row in await session.execute(noted)}
            in_use = set(await session.scalars(select(KeyFingerprint.name))) if notes else set()
        for note, fingerprints in notes.items():
            # A key in use belongs to a server that came back in the meantime.
            names = [name for name in fingerprints if _OF_A_SERVER.fullmatch(name) and name not in in_use]
            for name in names:
                self._let_go(name)
            made = {name: fingerprints[name] for name in names if fingerprints[name] is not None}
            await self.folder.in_thread(self.folder.fenced, self.folder.forget, made)
            await self.folder.in_thread(self.folder.fenced, self.folder.remove, names)
            async with self._database.write() as session:
                await session.execute(delete(Note).where(Note.name == note))

    def _let_go(self, name: str) -> None:
        self._held.pop(name, None)
        self._sealers.pop(name, None)

    async def _load(self, name: str) -> bytes | None:
        """Load a key that this process does not hold yet: another process may have made it."""
        async with self._loading:
            if name not in self._held:
                expected = await self._database.ask(_EXPECTED, {"a_name": name})
                if not expected:
                    return None
                self._held[name] = await self.folder.in_time(self.folder.read, name, expected[0][0])
            return self._held[name]

    async def _recorded(self) -> Mapping[str, str]:
        """Return the fingerprints of the keys that must exist, by name."""
        query = (
            select(KeyFingerprint.name, KeyFingerprint.fingerprint)
            .where(KeyFingerprint.destroyed_at.is_(None))
            .order_by(KeyFingerprint.name)
        )
        async with self._database.read() as session:
            return {row.name: row.fingerprint for row in await session.execute(query)}


def demand_key(demand_id: int) -> str:
    return f"demand-{demand_id:d}"


def demand_owner(server_id: int, demand_id: int, created_at: datetime) -> str:
    """Return the hash that distinguishes a demand from every other one, also if a restored database assigned
    its number again."""
    which = f"{server_id} {demand_id} {created_at.astimezone(UTC).isoformat()}"
    return hashlib.sha256(which.encode()).hexdigest()


def roster_key(server_id: int) -> str:
    return f"roster-{server_id:d}"


def round_key(public_id: str) -> str:
    """Return the name of the key that makes the references of a round's places."""
    return f"round-{public_id}"


def share_key(public_id: str, position: int) -> str:
    """Return the name of the key that makes the shares for one issuing key of a round."""
    return f"share-{public_id}-{position:d}"


def versioned_name(name: str, version: int) -> str:
    """Return the name of one version of a key: ``audit``, ``audit-2``, …"""
    return name if version == 1 else f"{name}-{version:d}"


def public_key(seed: bytes) -> str:
    """Return the public half of an Ed25519 key, in hexadecimal."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # no start needs it

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


async def _of_rounds(session: AsyncSession) -> list[tuple[str, int]]:
    """Return the names of the keys of all rounds, with their servers."""
    keys = select(IssuingRound.public_id, IssuingKey.position, IssuingRound.server_id).join(IssuingKey)
    rows = (await session.execute(keys)).all()
    return [
        *((round_key(row.public_id), row.server_id) for row in rows),
        *((share_key(row.public_id, row.position), row.server_id) for row in rows),
    ]


async def _end_demand(session: AsyncSession, demand_id: int, now: datetime) -> None:
    """Delete the signatures of a demand whose key is destroyed, and record that."""
    await session.execute(delete(Signature).where(Signature.demand_id == demand_id))
    ended = update(Demand).where(Demand.id == demand_id)
    await session.execute(
        ended.values(
            state="closed",
            closed_at=func.coalesce(Demand.closed_at, now),
            key_destroyed_at=now,
            standing=None,
            stamp=Demand.stamp + 1,
        )
    )


async def _newest(session: AsyncSession, name: str) -> int:
    """Return the newest version of ``audit`` or ``signing``; 1 if there is none yet."""
    made = await session.scalars(
        select(KeyFingerprint.name).where(
            (KeyFingerprint.name == name) | KeyFingerprint.name.startswith(f"{name}-", autoescape=True)
        )
    )
    return max((int(row.removeprefix(name).lstrip("-") or 1) for row in made), default=1)
