"""Withdrawal journals beside the keys: a database restored from a backup must not undo withdrawals.

Each demand's key has an append-only journal, ``demand-N.withdrawn``, of entries of 33 bytes: a sign and 32
bytes. ``+`` (withdrew) and ``-`` (signed again) have a code, the HMAC-SHA256 of a reference under the
demand's salt, which is only in the database and its backups: without the salt a code says nothing, not even
to someone who has the key. ``=`` has a check value of the salt under which the codes after it are made. A
``+`` is on disk before the database commits, a ``-`` after that and before the member is answered: if a
process is killed between, nobody was told of the signature, and the next start withdraws it. The journal is
deleted with the key. Codes under a salt that this database does not know are left as they are.
"""

import asyncio
import contextlib
import hmac
import os
import re
import struct
import threading
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from bot.errors import NotStored
from bot.keystore.files import ANSWER_TIMEOUT_S, KeyFolder, clear_leftovers, overwrite, rewrite
from bot.keystore.keyring import demand_key

_ENTRY = struct.Struct("c32s")
_CHECK = b"tocsin journal of withdrawals\0"  # HMAC message; never 32 bytes, unlike a reference

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
        self._undoing: set[asyncio.Task[None]] = set()

    async def prepare(self, demand_ids: Collection[int]) -> None:
        """Read the journals that another process has changed since they were cached. Called before a
        transaction, so that nobody waits for it. Never raises; ``note`` reads what changes afterwards."""
        for demand_id in demand_ids:
            with contextlib.suppress(OSError, NotStored):
                await self._folder.in_time(self._codes, demand_id)

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
        ``undo``. Raises ``OSError``, and ``NotStored`` if the folder does not answer: then nothing is
        appended, not even later."""
        if not withdrew and not signed:
            return
        if self._undoing:  # what they take back must not be taken for what is there
            _, late = await asyncio.wait(self._undoing, timeout=ANSWER_TIMEOUT_S)
            if late:
                raise NotStored("silent")
        entries: dict[int, list[tuple[bytes, bytes]]] = defaultdict(list)
        demands = {demand_id: salts[demand_id] for demand_id, _ in (*withdrew, *signed)}
        standing = await self._folder.in_time(self._standing, demands)
        for sign, those in ((b"+", withdrew), (b"-", signed)):
            for demand_id, reference in those:
                known = standing[demand_id]
                if sign == b"-" and not known:
                    continue
                code = code_of(salts[demand_id], reference)
                if (code in known) == (sign == b"-"):
                    entries[demand_id].append((code, sign))
        for demand_id in sorted(entries):  # in the order of the codes, not of arrival
            content = b"".join(sign + code for code, sign in sorted(entries[demand_id]))
            written[demand_id] = b"=" + _check(salts[demand_id]) + content
        if not written:
            return
        settled = threading.Lock()  # held by whoever decides whether these entries stand
        try:
            await self._folder.in_time(self._append, dict(written), settled)
        except NotStored:
            if settled.acquire(blocking=False):
                written.clear()
                raise

    async def among(
        self, salts: Mapping[int, bytes], places: Collection[tuple[int, bytes]]
    ) -> list[tuple[int, bytes]]:
        """Return those of these places, each (demand, reference), that are withdrawn. Raises ``OSError``, and
        ``NotStored`` if the folder does not answer."""
        demands = {demand_id: salts[demand_id] for demand_id, _ in places}
        standing = await self._folder.in_time(self._standing, demands)
        return [
            (demand_id, reference)
            for demand_id, reference in places
            if standing[demand_id] and code_of(salts[demand_id], reference) in standing[demand_id]
        ]

    async def undo(self, written: Mapping[int, bytes]) -> None:
        """Restore the previous state of the journals: the database stored nothing, and the members are told
        so. Never raises."""
        undoing = asyncio.create_task(self._undo(written))
        self._undoing.add(undoing)  # a folder that does not answer undoes it once it does
        undoing.add_done_callback(self._undoing.discard)
        await asyncio.wait({undoing}, timeout=ANSWER_TIMEOUT_S)

    async def _undo(self, written: Mapping[int, bytes]) -> None:
        for demand_id, content in written.items():
            with contextlib.suppress(OSError):
                await self._folder.in_thread(self._folder.fenced, _take_back, self._path(demand_id), content)
            self._read.pop(demand_id, None)

    def standing(self, demand_id: int, salt: bytes) -> set[bytes]:
        """Return the codes of those who withdrew and did not sign again. Reads a file."""
        return self._codes(demand_id).get(_check(salt), set())

    def _standing(self, salts: Mapping[int, bytes]) -> dict[int, set[bytes]]:
        return {demand_id: self.standing(demand_id, salt) for demand_id, salt in salts.items()}

    async def compact(self) -> None:
        """Rewrite every journal in the order of the codes, so that none reveals who withdrew when."""
        await self._folder.in_thread(self._compact)

    async def demands(self) -> Sequence[int]:
        """Return the demands that have a journal, by id."""
        return await self._folder.in_thread(self._demands)

    async def missing(self) -> Sequence[int]:
        """Return the demands whose key has no journal beside it, by id. Raises ``OSError``, also for one that
        cannot be read."""
        return await self._folder.in_thread(self._missing)

    async def begin(self, demand_id: int) -> None:
        """Begin a demand's journal anew, after it was lost. Raises ``OSError``."""
        await self._folder.in_thread(self._folder.fenced, self._folder.begin_journal, demand_key(demand_id))

    async def is_under(self, demand_id: int, salt: bytes) -> bool:
        """Return whether all codes of a demand are made under this salt."""
        return (await self._folder.in_thread(self._codes, demand_id)).keys() <= {_check(salt)}

    async def withdrawn(self, demand_id: int, salt: bytes, references: Sequence[bytes]) -> list[bytes]:
        """Return those of the references that are withdrawn and did not sign again."""

        def found() -> list[bytes]:
            codes = self.standing(demand_id, salt)
            return [each for each in references if code_of(salt, each) in codes] if codes else []

        return await self._folder.in_thread(found)

    def _codes(self, demand_id: int) -> _Codes:
        version = _version(self._path(demand_id))
        if version is None:
            return {}
        if self._is_outdated(demand_id, version):
            self._read[demand_id] = version, _parsed(self._path(demand_id).read_bytes())
        return self._read[demand_id][1]

    def _is_outdated(self, demand_id: int, version: _Version | None) -> bool:
        return version is not None and (demand_id not in self._read or self._read[demand_id][0] != version)

    def _append(self, written: Mapping[int, bytes], settled: threading.Lock) -> None:
        """Append to the journals and to the cached codes: a journal is read in full only after another
        process wrote to it, so the cost does not grow with its length. What is on disk only after the caller
        gave up is taken back: members were told that nothing was stored."""
        with self._folder.writing():
            if settled.locked():
                return
            try:
                for demand_id, content in written.items():
                    codes, path = self._codes(demand_id), self._path(demand_id)
                    _append(path, content)
                    if (version := _version(path)) is not None:
                        self._read[demand_id] = version, _parsed(content, codes)
            finally:
                if not settled.acquire(blocking=False):
                    for demand_id, content in written.items():
                        _take_back(self._path(demand_id), content)
                        self._read.pop(demand_id, None)

    def _compact(self) -> None:
        for demand_id in self._demands():
            path = self._path(demand_id)
            version = _version(path)
            if version is None or version == self._compacted.get(demand_id):
                continue
            content = path.read_bytes()
            tidy = _tidied(content)  # before taking the lock, which withdrawals wait for
            with self._folder.writing():
                clear_leftovers(path)
                if _version(path) != version:  # changed meanwhile: left to the next compaction
                    continue
                if content != tidy:
                    rewrite(path, tidy)
                self._compacted[demand_id] = compacted = _version(path)
                if compacted is not None and not self._is_outdated(demand_id, version):
                    self._read[demand_id] = compacted, self._read[demand_id][1]

    def _demands(self) -> list[int]:
        names = (re.fullmatch(r"demand-(\d+)\.withdrawn", path.name) for path in self._folder.path.glob("*"))
        return sorted(int(name[1]) for name in names if name)

    def _missing(self) -> list[int]:
        there = set(self._demands())
        for demand_id in there:
            self._codes(demand_id)
        with_key = (
            demand_id
            for demand_id, names in self._folder.demands().items()
            if f"{demand_key(demand_id)}.key" in names
        )
        return [demand_id for demand_id in with_key if demand_id not in there]

    def _path(self, demand_id: int) -> Path:
        return self._folder.journal_path(demand_key(demand_id))


def _append(path: Path, content: bytes) -> None:
    """Append entries: all of them, or none if the disk takes no more."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with open(descriptor, "r+b", buffering=0) as file:  # a buffer would be written at the end all the same
        size = file.seek(0, os.SEEK_END)
        start = file.seek(size - size % _ENTRY.size)  # a partial entry is of a write that a power cut ended
        try:
            while content:
                content = content[file.write(content) :]
            file.truncate()
            os.fsync(descriptor)
        except OSError:
            _cut_off(descriptor, start)
            raise


def _take_back(path: Path, content: bytes) -> None:
    """Append the inverse entries; if the disk is full, cut off what was appended last."""
    contrary = {b"+": b"-", b"-": b"+", b"=": b"="}
    try:
        _append(path, b"".join(contrary[sign] + rest for sign, rest in _entries(content)))
    except OSError:
        with path.open("r+b") as file:
            if file.read().endswith(content):
                _cut_off(file.fileno(), file.seek(-len(content), os.SEEK_END))


def _cut_off(descriptor: int, start: int) -> None:
    """Overwrite what stands from a place on, and cut it off: neither needs room."""
    overwrite(descriptor, start)
    os.ftruncate(descriptor, start)
    os.fsync(descriptor)


def _check(salt: bytes) -> bytes:
    return hmac.digest(salt, _CHECK, "sha256")


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
    check = b""
    for sign, rest in _entries(content):
        if sign == b"=":
            check = rest
            continue
        standing = codes.setdefault(check, set())
        (standing.add if sign == b"+" else standing.discard)(rest)
    return codes


def _tidied(content: bytes) -> bytes:
    """Sort the entries of a journal by code."""
    codes = _parsed(content)
    return b"".join(_section(check, codes[check]) for check in sorted(codes))


def _section(check: bytes, codes: Collection[bytes]) -> bytes:
    if not codes:
        return b""
    return (b"=" + check if check else b"") + b"".join(b"+" + code for code in sorted(codes))


def _entries(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Iterate over the entries, without a partial one at the end."""
    return _ENTRY.iter_unpack(content[: len(content) // _ENTRY.size * _ENTRY.size])
