"""Verification of the audit's hash chains, and their checkpoints: the newest entry of each server, stored
beside the keys.

A hash chain without its newest entries is still valid. ``audit-SERVER.head`` records its last known entry, so
that write access to the database alone is not enough to truncate it unnoticed. The file is JSON: ``number``
and ``hash`` of the entry.
"""

import asyncio
import hmac
import json
import logging
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit.chain import START, entry_hash, place_of, reference_of, unseal, who
from bot.common.files import replace_file
from bot.keystore.files import KeyFolder
from bot.keystore.keyring import Keys
from bot.storage import Database
from bot.storage.models import AuditActor, AuditEntry, Server

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AuditCheckpoint:
    """Checkpoint: newest recorded entry of a server's audit log."""

    number: int
    hash: str


class AuditCheckpoints:
    """Checkpoint files of one key folder."""

    def __init__(self, folder: KeyFolder) -> None:
        self._folder = folder

    async def all(self) -> dict[int, AuditCheckpoint]:
        """Return the checkpoints by server. Raises ``OSError``."""
        return await self._folder.in_thread(self._all)

    async def of(self, server_id: int) -> AuditCheckpoint | None:
        """Return one server's checkpoint. Raises ``OSError``."""
        return await self._folder.in_time(_read, self._path(server_id))

    async def write(self, server_id: int, head: AuditCheckpoint) -> None:
        """Write a checkpoint durably. Raises ``OSError``."""
        content = json.dumps(asdict(head), sort_keys=True).encode() + b"\n"
        await self._folder.in_time(self._folder.fenced, replace_file, self._path(server_id), content)

    async def drop(self, server_id: int) -> None:
        """Delete a server's checkpoint: its file name would reveal that the bot was in the server. Raises
        ``OSError``."""
        await self._folder.in_thread(
            self._folder.fenced, lambda: self._path(server_id).unlink(missing_ok=True)
        )

    def _all(self) -> dict[int, AuditCheckpoint]:
        found = {}
        for path in self._folder.path.glob("audit-*.head"):
            name = re.fullmatch(r"audit-(\d+)\.head", path.name)
            if name and (head := _read(path)) is not None:
                found[int(name[1])] = head
        return found

    def _path(self, server_id: int) -> Path:
        return self._folder.path / f"audit-{server_id:d}.head"


def _read(path: Path) -> AuditCheckpoint | None:
    try:
        head = AuditCheckpoint(**json.loads(path.read_bytes()))
        return head if type(head.number) is int and re.fullmatch("[0-9a-f]{64}", head.hash) else None
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        log.warning("%s is damaged, and is written again", path)
        return None


KEY = "audit"
ERASED = "audit-erased"
"""Act that records the deletion of organisers' identities; it contains their former ``tokens``."""

ERASURE_DELAY = timedelta(days=30)
"""Delay between the request and the deletion of an organiser's identity, and between their last act and it:
nobody can act and be anonymous within a minute."""

_LOCK = 7_065_105  # arbitrary advisory lock id, the same in every Tocsin
_BATCH_SIZE = 1000  # entries read at a time
_MAX_VERSIONS = 255  # of the key: the version is one byte

Fault = Literal["missing", "changed", "sealed", "cut", "actor", "reference", "early"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """First invalid entry of a server's chain. ``cut``: the entries up to this one were written and are
    missing now; ``actor``: the identity of the actor is missing without a recorded erasure; ``reference``: it
    is stored as somebody else's; ``early``: this one records the erasure of an actor who had just acted."""

    server_id: int
    number: int
    why: Fault


class AuditChains:
    """Hash chains of all servers."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._database = database
        self._keys = keys
        self._heads = AuditCheckpoints(keys.folder)

    async def head(self, server_id: int) -> tuple[int, bytes]:
        """Return the number and hash of a server's last entry; 0 and ``START`` if there is none."""
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
        """Return the first break of each server's chain; empty if all are intact. Needs the key. Raises
        ``OSError``.

        The removal of entries that were added within the last minute is not detected: compare ``head`` with
        an export's.
        """
        heads = await self._heads.all()
        async with self._database.read() as session:
            servers = set(await session.scalars(select(AuditEntry.server_id).distinct()))
            servers |= heads.keys() & set(await session.scalars(select(Server.id)))
            breaks = [
                await self._first_break(session, server_id, heads.get(server_id))
                for server_id in sorted(servers)
            ]
        return [found for found in breaks if found is not None]

    async def _first_break(
        self, session: AsyncSession, server_id: int, head: AuditCheckpoint | None
    ) -> Break | None:
        number, previous = 0, START
        while entries := await self._entries_after(session, server_id, number):
            for entry in entries:
                number += 1
                why = await self._fault(entry, number, previous)
                if why is not None:
                    return Break(server_id=server_id, number=number, why=why)
                if head is not None and number == head.number and entry.hash.hex() != head.hash:
                    return Break(server_id=server_id, number=number, why="cut")
                previous = entry.hash
            session.expunge_all()
            await asyncio.sleep(0)
        if head is not None and number < head.number:
            return Break(server_id=server_id, number=head.number, why="cut")
        faults = await self._faults_of_actors(session, server_id)
        first = min(faults, default=None)
        return None if first is None else Break(server_id=server_id, number=first, why=faults[first])

    async def _faults_of_actors(self, session: AsyncSession, server_id: int) -> dict[int, Fault]:
        """Return the first entry of each token without an identity and without a recorded erasure, and of
        each that its actor's reference does not find, and the erasures of actors who had just acted."""
        theirs = AuditEntry.server_id == server_id
        acted = await session.execute(
            select(AuditEntry.actor, func.min(AuditEntry.number), func.max(AuditEntry.at))
            .where(theirs, AuditEntry.actor.is_not(None))
            .group_by(AuditEntry.actor)
        )
        unknown, last_acts = {}, {}
        for token, number, last_act in acted:
            unknown[token], last_acts[token] = number, last_act
        faults: dict[int, Fault] = {}
        keys = await self.keys()
        for row in await session.scalars(select(AuditActor).where(AuditActor.server_id == server_id)):
            actor = who(row, keys)
            if actor is None or row.token not in unknown:
                continue
            first = unknown.pop(row.token)
            if row.reference not in [reference_of(key, actor) for key in keys.values()]:
                faults[first] = "reference"
        erasures = select(AuditEntry).where(theirs, AuditEntry.act == ERASED, AuditEntry.actor.is_(None))
        for entry in await session.scalars(erasures):
            detail = json.loads(await self.open(entry.sealed, place_of(entry)) or b"{}")
            for token in map(bytes.fromhex, (detail.get("after") or {}).get("tokens", ())):
                unknown.pop(token, None)
                if token in last_acts and last_acts[token] > entry.at - ERASURE_DELAY:
                    faults[entry.number] = "early"
        for first in unknown.values():
            faults[first] = "actor"
        return faults

    async def _fault(self, entry: AuditEntry, number: int, previous: bytes) -> Fault | None:
        if entry.number != number:
            return "missing"
        key = await self._key_of(entry.sealed)
        if key is None or not hmac.compare_digest(entry.hash, entry_hash(key, previous, entry)):
            return "changed"
        return "sealed" if unseal(key, entry.sealed, place_of(entry)) is None else None

    async def noted(self) -> dict[int, AuditCheckpoint]:
        """Return the stored checkpoints by server. Raises ``OSError``."""
        return await self._heads.all()

    async def drop_head(self, server_id: int) -> None:
        """Delete a server's checkpoint. Raises ``OSError``."""
        await self._heads.drop(server_id)

    async def _entries_after(
        self, session: AsyncSession, server_id: int, number: int
    ) -> Sequence[AuditEntry]:
        page = select(AuditEntry).where(AuditEntry.server_id == server_id, AuditEntry.number > number)
        return (await session.scalars(page.order_by(AuditEntry.number).limit(_BATCH_SIZE))).all()

    async def holds(self, server_id: int, head: AuditCheckpoint) -> bool:
        """True if the checkpointed entry is still in the chain."""
        theirs = (AuditEntry.server_id == server_id, AuditEntry.number == head.number)
        async with self._database.read() as session:
            found = await session.scalar(select(AuditEntry.hash).where(*theirs))
        return found is not None and found.hex() == head.hash

    async def note_head(self, server_id: int) -> None:
        """Write a checkpoint of the newest entry, unless the chain lacks the previously checkpointed one,
        which ``verify`` reports."""
        noted = await self._heads.of(server_id)
        if noted is None or await self.holds(server_id, noted):
            await self.write_head(server_id)

    async def write_head(self, server_id: int) -> None:
        """Write a checkpoint of the newest entry."""
        number, digest = await self.head(server_id)
        if number:
            await self._heads.write(server_id, AuditCheckpoint(number, digest.hex()))

    async def open(self, sealed: bytes, place: bytes) -> bytes | None:
        """Decrypt what was sealed for this place; ``None`` if it was not, or the key is missing."""
        key = await self._key_of(sealed)
        return None if key is None else unseal(key, sealed, place)

    async def keys(self, *, before: int = _MAX_VERSIONS + 1) -> dict[int, bytes]:
        """Return the versions of the key, up to one of them: the same person may have acted before it was
        rotated."""
        keys: dict[int, bytes] = {}
        for version in range(1, before):
            key = await self._keys.of_version(KEY, version)
            if key is None:
                break
            keys[version] = key
        return keys

    async def _key_of(self, sealed: bytes) -> bytes | None:
        """Return the key version that sealed this; ``None`` if there is none."""
        return await self._keys.of_version(KEY, sealed[0]) if sealed else None

    async def take_turn(self, session: AsyncSession, server_id: int) -> None:
        """Serialise concurrent entries of one server, so that each gets its own number. SQLite serialises
        writers anyway."""
        if not self._database.is_sqlite:
            turn = text(f"SELECT pg_advisory_xact_lock({_LOCK}, hashint8(:server))")
            await session.execute(turn, {"server": server_id})
