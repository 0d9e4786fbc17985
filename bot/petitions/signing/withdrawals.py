"""Withdrawal journals beside the keys: a database restored from a backup must not undo withdrawals.

Each demand's key has an append-only journal, ``demand-N.withdrawn``, of entries of 33 bytes: a sign and 32
bytes. ``+`` (withdrew) and ``-`` (signed again) have a code, the HMAC-SHA256 of a reference under the
demand's salt, which is only in the database and its backups: without the salt a code says nothing, not even
to someone who has the key. ``=`` has a check value of the salt under which the codes after it are made. An
entry is on disk before the database commits, and the journal is deleted with the key.

Before there was a salt the codes were the references themselves, without a leading ``=``; they are converted
to codes at startup. Codes under a salt that this database does not know are left as they are.
"""

import contextlib
import hmac
import logging
import os
import re
import struct
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.files import folder_lock
from bot.keystore.files import KeyFolder, clear_leftovers, rewrite
from bot.keystore.keyring import Keys
from bot.keystore.sealing import Sealer
from bot.keystore.wipe import overwrite
from bot.petitions.conditions import pending_condition
from bot.petitions.signing.storing import held_sealer, left
from bot.storage import Database
from bot.storage.models import Demand, Signature

log = logging.getLogger(__name__)

_ENTRY = struct.Struct("c32s")
_MAX_NAMED = 500  # references per statement
_PAGE = 10_000  # references compared at a time
_CHECK = b"tocsin journal of withdrawals\0"  # HMAC message; never 32 bytes, unlike a reference
_PLAIN = b""  # stands for a salt's check value: plain references

_Codes = dict[bytes, set[bytes]]  # of standing withdrawals, by the salt's check value
_Version = tuple[int, int, int]  # of a file; changes when another process writes


def code_of(salt: bytes, reference: bytes) -> bytes:
    """Return the journal's code for a reference."""
    return hmac.digest(salt, reference, "sha256")


class Withdrawals:
    """Journals of one key folder."""

    def __init__(self, folder: KeyFolder) -> None:
        self._folder = folder
        self._read: dict[int, tuple[_Version, _Codes]] = {}  # by demand: file version, codes
        self._compacted: dict[int, _Version | None] = {}

    async def prepare(self, demand_ids: Collection[int]) -> None:
        """Read the journals that another process has changed since they were cached. Called before a
        transaction, so that nobody waits for it. Never raises; ``note`` reads what changes afterwards."""
        for demand_id in demand_ids:
            with contextlib.suppress(OSError):
                if self._is_outdated(demand_id, _version(self._path(demand_id))):
                    await self._folder.in_thread(self._codes, demand_id)

    async def note(
        self,
        salts: Mapping[int, bytes],
        *,
        withdrew: Collection[tuple[int, bytes]],
        signed: Collection[tuple[int, bytes]],
        written: dict[int, bytes],
    ) -> None:
        """Append withdrawals, and cancel those of members who signed again, both given as (demand,
        reference); ``salts`` by demand. ``written`` receives the bytes appended to each demand's journal, for
        ``undo``. Costs only a ``stat`` of the file if nobody withdrew. Raises ``OSError``."""
        entries: dict[int, list[tuple[bytes, bytes]]] = defaultdict(list)
        for sign, those in ((b"+", withdrew), (b"-", signed)):
            for demand_id, reference in those:
                known = self.standing(demand_id, salts[demand_id])
                if sign == b"-" and not known:
                    continue
                code = code_of(salts[demand_id], reference)
                if (code in known) == (sign == b"-"):
                    entries[demand_id].append((code, sign))
        for demand_id in sorted(entries):  # in the order of the codes, not of arrival
            content = b"".join(sign + code for code, sign in sorted(entries[demand_id]))
            written[demand_id] = b"=" + _check(salts[demand_id]) + content
        if written:
            await self._folder.in_thread(self._append, dict(written))

    async def undo(self, written: Mapping[int, bytes]) -> None:
        """Restore the previous state of the journals: the database stored nothing, and the members are told
        so. Never raises."""
        for demand_id, content in written.items():
            with contextlib.suppress(OSError):
                await self._folder.in_thread(_undo, self._path(demand_id), content)
            self._read.pop(demand_id, None)

    def standing(self, demand_id: int, salt: bytes) -> set[bytes]:
        """Return the codes of those who withdrew and did not sign again."""
        return self._codes(demand_id).get(_check(salt), set())

    async def compact(self) -> None:
        """Rewrite every journal in the order of the codes, so that none reveals who withdrew when."""
        await self._folder.in_thread(self._compact)

    async def reapply(self, database: Database, keys: Keys) -> int:
        """Apply withdrawals that are missing from the database, and return the number of affected demands.
        Other signatures stay as they are. Raises ``KeysError``."""
        touched = 0
        for demand_id in await self._folder.in_thread(self._demands):
            salt = await self._settled_salt(database, demand_id)
            if salt is None or not await self._withdrawn(database, demand_id, salt):
                continue
            sealer = await held_sealer(keys, demand_id)
            async with database.write() as session:
                struck = await self._strike(session, demand_id, salt, sealer)
            if struck:
                touched += 1
                log.warning(
                    "demand %s: the database lacked some withdrawals (it was restored from before them, or a "
                    "process was killed at them); they are made now, and leave with the next publication",
                    demand_id,
                )
        return touched

    async def _settled_salt(self, database: Database, demand_id: int) -> bytes | None:
        """Return a demand's salt, after converting its journal to it as far as possible; ``None`` if the
        database does not know the demand."""
        async with database.read() as session:
            salt = await session.scalar(select(Demand.salt).where(Demand.id == demand_id))
        if salt is None:
            return None
        await self._folder.in_thread(self._compact_one, self._path(demand_id), salt)
        if self._codes(demand_id).keys() - {_check(salt)}:
            log.warning(
                "demand %s: some withdrawals were noted beside its key with a database that this one is no "
                "copy of; whoever they are of may stand again",
                demand_id,
            )
        return salt

    async def _withdrawn(self, database: Database, demand_id: int, salt: bytes) -> list[bytes]:
        """Return the references that stand in the database although they are withdrawn, in sorted order."""
        async with database.read() as session:
            return await self._among(session, demand_id, salt)

    async def _among(self, session: AsyncSession, demand_id: int, salt: bytes) -> list[bytes]:
        gone, found, last = self.standing(demand_id, salt), [], b""
        theirs = select(Signature.reference).where(Signature.demand_id == demand_id)
        page = theirs.order_by(Signature.reference).limit(_PAGE)
        while gone:
            references = (await session.scalars(page.where(Signature.reference > last))).all()
            if not references:
                break
            found += await self._folder.in_thread(_those_in, gone, salt, references)
            last = references[-1]
        return found

    async def _strike(self, session: AsyncSession, demand_id: int, salt: bytes, sealer: Sealer) -> int:
        """Apply the missing withdrawals, in the caller's transaction, and return their number. Reads them
        again under the lock: another process may have stored new signatures of the same members."""
        held = select(Demand.batch).where(Demand.id == demand_id).with_for_update()
        batch = await session.scalar(held)
        struck, gone = 0, await self._among(session, demand_id, salt)
        for start in range(0, len(gone), _MAX_NAMED):
            theirs = (
                Signature.demand_id == demand_id,
                Signature.reference.in_(gone[start : start + _MAX_NAMED]),
            )
            unpublished = delete(Signature).where(*theirs, pending_condition(batch))
            struck += len((await session.scalars(unpublished.returning(Signature.demand_id))).all())
            published = select(Signature.reference, Signature.sealed).where(*theirs)
            for row in (await session.execute(published.order_by(Signature.reference))).all():
                struck += 1
                values = left(sealer, row.reference, row.sealed)
                await session.execute(
                    update(Signature)
                    .where(Signature.demand_id == demand_id, Signature.reference == row.reference)
                    .values(state="leaving", reference=values["nobody"], sealed=values["anew"], batch=0)
                )
        return struck

    def _codes(self, demand_id: int) -> _Codes:
        version = _version(self._path(demand_id))
        if version is None:
            return {}
        if self._is_outdated(demand_id, version):
            self._read[demand_id] = version, _parsed(self._path(demand_id).read_bytes())
        return self._read[demand_id][1]

    def _is_outdated(self, demand_id: int, version: _Version | None) -> bool:
        return version is not None and (demand_id not in self._read or self._read[demand_id][0] != version)

    def _append(self, written: Mapping[int, bytes]) -> None:
        """Append to the journals and to the cached codes: a journal is read in full only after another
        process wrote to it, so the cost does not grow with its length."""
        with folder_lock(self._folder.path):
            for demand_id, content in written.items():
                codes, path = self._codes(demand_id), self._path(demand_id)
                _append(path, content)
                if (version := _version(path)) is not None:
                    self._read[demand_id] = version, _parsed(content, codes)

    def _compact(self) -> None:
        for demand_id in self._demands():
            path = self._path(demand_id)
            version = _version(path)
            if version is None or version == self._compacted.get(demand_id):
                continue
            content = path.read_bytes()
            tidy = _tidied(content)  # before taking the lock, which withdrawals wait for
            with folder_lock(path.parent):
                clear_leftovers(path)
                if _version(path) != version:  # changed meanwhile: left to the next compaction
                    continue
                if content != tidy:
                    rewrite(path, tidy)
                self._compacted[demand_id] = compacted = _version(path)
                if compacted is not None and not self._is_outdated(demand_id, version):
                    self._read[demand_id] = compacted, self._read[demand_id][1]

    def _compact_one(self, path: Path, salt: bytes) -> None:
        """Compact a journal under the lock; plain references become codes."""
        with folder_lock(path.parent):
            clear_leftovers(path)
            content = path.read_bytes()
            tidy = _tidied(content, salt)
            if content != tidy:
                rewrite(path, tidy)

    def _demands(self) -> list[int]:
        names = (re.fullmatch(r"demand-(\d+)\.withdrawn", path.name) for path in self._folder.path.glob("*"))
        return sorted(int(name[1]) for name in names if name)

    def _path(self, demand_id: int) -> Path:
        return self._folder.path / f"demand-{demand_id:d}.withdrawn"


def _append(path: Path, content: bytes) -> None:
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(size - size % _ENTRY.size)  # a partial entry is from a write that a power cut interrupted
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _undo(path: Path, content: bytes) -> None:
    """Append the inverse entries; if the disk is full, truncate what was appended last."""
    contrary = {b"+": b"-", b"-": b"+", b"=": b"="}
    with folder_lock(path.parent):
        try:
            _append(path, b"".join(contrary[sign] + rest for sign, rest in _entries(content)))
        except OSError:
            with path.open("r+b") as file:
                if file.read().endswith(content):
                    start = file.seek(-len(content), os.SEEK_END)
                    overwrite(file.fileno(), start)
                    file.truncate(start)
                    os.fsync(file.fileno())


def _check(salt: bytes) -> bytes:
    return hmac.digest(salt, _CHECK, "sha256")


def _those_in(codes: set[bytes], salt: bytes, references: Collection[bytes]) -> list[bytes]:
    return [reference for reference in references if code_of(salt, reference) in codes]


def _version(path: Path) -> _Version | None:
    """Return the version of a journal file; ``None`` if there is no file."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns


def _parsed(content: bytes, codes: _Codes | None = None) -> _Codes:
    """Parse a journal, or the end of one: ``codes`` are those of what precedes it, and are updated."""
    codes = {} if codes is None else codes
    check = _PLAIN
    for sign, rest in _entries(content):
        if sign == b"=":
            check = rest
            continue
        standing = codes.setdefault(check, set())
        (standing.add if sign == b"+" else standing.discard)(rest)
    return codes


def _tidied(content: bytes, salt: bytes | None = None) -> bytes:
    """Sort the entries of a journal by code; with the salt, references become codes."""
    codes = _parsed(content)
    if salt is not None and _PLAIN in codes:
        made = {code_of(salt, reference) for reference in codes.pop(_PLAIN)}
        codes[_check(salt)] = made | codes.get(_check(salt), set())
    return b"".join(_section(check, codes[check]) for check in sorted(codes))


def _section(check: bytes, codes: Collection[bytes]) -> bytes:
    if not codes:
        return b""
    return (b"=" + check if check else b"") + b"".join(b"+" + code for code in sorted(codes))


def _entries(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Iterate over the entries, without a partial one at the end."""
    return _ENTRY.iter_unpack(content[: len(content) // _ENTRY.size * _ENTRY.size])
