"""The keys that turn a member into a reference: files apart from the database, one for each demand.

The database holds only their fingerprints, so that a missing key or that of another database is noticed
before anyone signs with it. Without the key a reference says nothing about anyone.
"""

import asyncio
import hashlib
import hmac
import os
import secrets
import shlex
import stat
from collections.abc import Collection, Mapping
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.storage import Database
from bot.storage.tables import KeyFingerprint
from bot.storage.upsert import insert

_BYTES = 32
_MEMBER = b"tocsin member\0"  # what the HMAC is of: nothing else will ever be taken for a member's id
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeysError(Exception):
    """The keys cannot be used. ``code`` names the fault; the message is a sentence that says how to mend it.

    ``folder-open``, ``folder-missing``, ``not-a-folder``, ``key-open``, ``key-missing``, ``key-damaged``,
    ``key-foreign``, ``unreadable``, ``unwritable``.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Keys:
    """The keys in one folder, for one database. ``Keys.open`` in the composition root."""

    def __init__(self, key_dir: Path, database: Database, clock: Clock) -> None:
        self._folder = key_dir
        self._database = database
        self._clock = clock
        self._held: dict[int, bytes] = {}
        self._loading = asyncio.Lock()

    @classmethod
    async def open(cls, key_dir: Path, database: Database, clock: Clock) -> "Keys":
        """Make sure that every key the database needs is there and is read by nobody else.

        The folder is made (mode 0700) where it does not exist and no key was ever made. Raises ``KeysError``.
        """
        keys = cls(key_dir, database, clock)
        if not await keys._recorded():
            await asyncio.to_thread(keys._make_folder)
        for fault in await keys.check():
            raise fault
        return keys

    async def check(self) -> list[KeysError]:
        """Everything that is wrong with the folder and with the keys the database needs."""
        return await asyncio.to_thread(self._faults, await self._recorded())

    async def create_for_demand(self, session: AsyncSession, demand_id: int) -> None:
        """Make a demand's key, and record its fingerprint in the caller's transaction.

        The caller holds the demand's row, so that no two processes do this for one demand at once. The
        file comes first: a crash in between leaves a key that the next attempt uses. Raises ``KeysError``.
        """
        key = await asyncio.to_thread(self._make, _name(demand_id))
        await session.execute(
            insert(self._database, KeyFingerprint).values(
                name=_name(demand_id), fingerprint=_fingerprint(key), created_at=self._clock()
            )
        )

    async def reference(self, demand_id: int, member_id: int) -> bytes | None:
        """What stands for a member in one demand: HMAC-SHA256 of the id, 32 bytes.

        ``None`` while the demand has no key, which it gets when it opens. Raises ``KeysError`` if the
        key is gone or was made for another database.
        """
        key = self._held.get(demand_id) or await self._load(demand_id)
        return None if key is None else hmac.digest(key, _MEMBER + str(member_id).encode(), "sha256")

    async def forget(self, session: AsyncSession, demand_ids: Collection[int]) -> None:
        """Forget the fingerprints of demands that are deleted, in the caller's transaction."""
        names = [_name(demand_id) for demand_id in demand_ids]
        await session.execute(delete(KeyFingerprint).where(KeyFingerprint.name.in_(names)))

    async def discard(self, demand_ids: Collection[int]) -> None:
        """Destroy the key files of demands that are deleted, once that is committed."""
        for demand_id in demand_ids:
            self._held.pop(demand_id, None)
        await asyncio.to_thread(self._remove, [_name(demand_id) for demand_id in demand_ids])

    async def _load(self, demand_id: int) -> bytes | None:
        """A key that this process does not hold yet: another process may have made it."""
        name = _name(demand_id)
        async with self._loading:
            if demand_id not in self._held:
                fingerprint = (await self._recorded(name)).get(name)
                if fingerprint is None:
                    return None
                self._held[demand_id] = await asyncio.to_thread(self._read_checked, name, fingerprint)
            return self._held[demand_id]

    async def _recorded(self, name: str | None = None) -> Mapping[str, str]:
        query = select(KeyFingerprint.name, KeyFingerprint.fingerprint).order_by(KeyFingerprint.name)
        if name is not None:
            query = query.where(KeyFingerprint.name == name)
        async with self._database.read() as session:
            return {row.name: row.fingerprint for row in await session.execute(query)}

    def _faults(self, recorded: Mapping[str, str]) -> list[KeysError]:
        folder = shlex.quote(str(self._folder))
        try:
            mode = self._folder.stat().st_mode
        except FileNotFoundError:
            if not recorded:
                return []
            return [
                KeysError(
                    "folder-missing",
                    f"The key folder {folder} is missing, and this database has signatures that need it: "
                    "restore it from your copy of the keys, or set TOCSIN_KEY_DIR to where it is.",
                )
            ]
        except OSError as error:
            return [_unreadable(self._folder, error)]
        if not stat.S_ISDIR(mode):
            return [_not_a_folder(self._folder)]
        faults = []
        if _is_open(mode):
            sentence = f"Other users of this machine can enter the key folder: run chmod 700 {folder}."
            faults.append(KeysError("folder-open", sentence))
        for name, fingerprint in recorded.items():
            try:
                self._read_checked(name, fingerprint)
            except KeysError as fault:
                faults.append(fault)
        return faults

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.key"

    def _read_checked(self, name: str, fingerprint: str) -> bytes:
        key = self._read(name)
        if not hmac.compare_digest(_fingerprint(key), fingerprint):
            raise KeysError(
                "key-foreign",
                f"The key {self._path(name)} was not made for this database: set TOCSIN_KEY_DIR to the keys "
                "of this database, or DATABASE_URL to the database of these keys.",
            )
        return key

    def _read(self, name: str) -> bytes:
        path = self._path(name)
        try:
            with path.open("rb") as file:
                mode = os.fstat(file.fileno()).st_mode
                key = file.read(_BYTES + 1)
        except FileNotFoundError:
            raise KeysError(
                "key-missing",
                f"The key {path} is missing, and signatures in this database were made with it: "
                "restore it from your copy of the keys, or set TOCSIN_KEY_DIR to where they are.",
            ) from None
        except OSError as error:
            raise _unreadable(path, error) from error
        if _is_open(mode):
            raise KeysError(
                "key-open",
                f"Other users of this machine can read the key {path}: "
                f"run chmod 600 {shlex.quote(str(path))}, and find out who may have read it.",
            )
        # A file whose content never reached the disk can come back as zeros.
        if len(key) != _BYTES or key == bytes(_BYTES):
            raise KeysError(
                "key-damaged",
                f"The key {path} is damaged, it does not hold {_BYTES} random bytes: "
                "restore it from your copy of the keys.",
            )
        return key

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise _not_a_folder(self._folder) from error
        except OSError as error:
            raise _unwritable(self._folder, error) from error

    def _make(self, name: str) -> bytes:
        """Write a new key, or take the one that an attempt before this one left without a fingerprint."""
        path = self._path(name)
        try:
            if path.exists():
                try:
                    key = self._read(name)
                except KeysError as fault:
                    if fault.code != "key-damaged":
                        raise
                    path.unlink()  # half-written: nothing can have been signed with it
                else:
                    self._sync(path)
                    return key
            key = secrets.token_bytes(_BYTES)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "wb") as file:
                file.write(key)
            self._sync(path)
        except OSError as error:
            raise _unwritable(self._folder, error) from error
        return key

    def _sync(self, path: Path) -> None:
        """Make sure that a key outlives a power cut before the database relies on it."""
        with path.open("r+b") as file:
            os.fsync(file.fileno())
        self._sync_folder()

    def _sync_folder(self) -> None:
        if os.name == "posix":
            descriptor = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def _remove(self, names: Collection[str]) -> None:
        try:
            for name in names:
                self._path(name).unlink(missing_ok=True)
            self._sync_folder()
        except OSError as error:
            raise _unwritable(self._folder, error) from error


def _name(demand_id: int) -> str:
    return f"demand-{demand_id:d}"


def _fingerprint(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()


def _is_open(mode: int) -> bool:
    return os.name == "posix" and bool(mode & _OTHERS)


def _not_a_folder(folder: Path) -> KeysError:
    return KeysError(
        "not-a-folder", f"TOCSIN_KEY_DIR names {folder}, which is not a folder: give it a folder of its own."
    )


def _unreadable(path: Path, error: OSError) -> KeysError:
    return KeysError(
        "unreadable",
        f"{path} cannot be read ({error.strerror}): make the user that runs Tocsin its owner, with chown.",
    )


def _unwritable(folder: Path, error: OSError) -> KeysError:
    return KeysError(
        "unwritable",
        f"No key can be written in {folder} ({error.strerror}): make the user that runs Tocsin its owner, "
        "with chown, and see that the disk is neither full nor read-only.",
    )
