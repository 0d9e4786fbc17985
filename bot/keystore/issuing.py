"""Private halves of issuing keys, and the number of issues of each round: files of the key folder that no
backup holds.

A copy of an issuing key could issue without a trace; and with a database that was restored from a backup, a
place could be issued twice. So the keys are not among those that ``Keys`` counts and ``tocsin keys backup``
copies: without them issuing ends, and signing goes on. Beside a round's key is ``round-ID.issued``, of one
byte for each issue: longer than the database knows of, it shows that the database was restored.
"""

import os
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.common.files import PRIVATE, replace_file, sync_folder
from bot.keystore.files import KeyFolder, KeysError, unwritable
from bot.keystore.keyring import round_key

MAX_KEY_BYTES = 4096
_PREFIX = "issuing-"
_DAY_S = 86_400.0
_ORPHAN_AGES_S = {_PREFIX: _DAY_S, "share-": 184 * _DAY_S, "round-": 184 * _DAY_S}


def issuing_key(public_id: str, position: int) -> str:
    return f"{_PREFIX}{public_id}-{position:d}"


class IssuingFiles:
    """Issuing keys in one folder. Every method blocks: call it through ``KeyFolder.in_thread``."""

    def __init__(self, folder: KeyFolder) -> None:
        self._folder = folder

    def put(self, name: str, key: bytes) -> None:
        """Write a new private key, PKCS #8 in DER. Raises ``KeysError``."""
        try:
            self._folder.put(name, key)
        except OSError as error:
            raise unwritable(self._folder.path, error) from error

    def read(self, name: str, spki: bytes) -> Any:
        """Return the ``RSAPrivateKey`` with this public half. Raises ``KeysError``, which says what to do."""
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import (
            Encoding,
            PublicFormat,
            load_der_private_key,
        )

        path = self._folder.key_path(name)
        try:
            content = self._folder.content(name, MAX_KEY_BYTES)
        except KeysError as error:
            if error.code != "key-missing":
                raise
            raise KeysError("key-missing", "terminal-keys-issuing-missing", path=path) from None
        try:
            key = load_der_private_key(content, password=None)
        except (ValueError, TypeError):
            raise KeysError("key-damaged", "terminal-keys-issuing-damaged", path=path) from None
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        if not isinstance(key, RSAPrivateKey) or public != spki:
            raise KeysError("key-foreign", "terminal-keys-foreign", path=path)
        return key

    def exists(self, name: str) -> bool:
        return self._folder.key_path(name).exists()

    def claim(self, public_id: str, position: int, owner: str) -> bool:
        """Reserve an issuing key for its owner, a demand; return ``False`` if it is another's: a demand that
        was opened after this database was backed up. Kept beside the round's key, and as long. Raises
        ``KeysError``."""
        path = self._folder.path / f"{round_key(public_id)}.owner-{position:d}"
        try:
            with suppress(FileNotFoundError):
                return path.read_bytes() == owner.encode()
            replace_file(path, owner.encode())
        except OSError as error:
            raise unwritable(self._folder.path, error) from error
        return True

    def issues(self, public_id: str) -> int:
        """Return the number of issues of a round that were answered, or were about to be."""
        try:
            return self._issued_path(public_id).stat().st_size
        except FileNotFoundError:
            return 0

    def note_issues(self, public_id: str, number: int) -> None:
        """Note durably that there were at least ``number`` issues in a round. Raises ``OSError``."""
        path = self._issued_path(public_id)
        created = not path.exists()
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, PRIVATE)
        try:
            # Never makes the file shorter, whatever other processes note at the same time.
            os.pwrite(descriptor, b"\1", number - 1)
            os.utime(descriptor, (0, 0))  # it would say when the last issue was
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if created:
            sync_folder(path.parent)

    def touch_issues(self) -> None:
        """Let the files of issues change their times now: these would tell the day of the last issue."""
        for path in self._folder.path.glob(f"{round_key('*')}.issued"):
            with suppress(OSError):
                os.utime(path, (0, 0))  # the time of this change cannot be set

    def remove(self, names: Collection[str]) -> None:
        """Overwrite and delete keys, if present. Raises ``KeysError``."""
        there = [name for name in names if self.exists(name)]
        if there:
            self._folder.remove(there)

    def remove_orphans(self, known: Collection[str], now: datetime) -> list[str]:
        """Overwrite and delete the keys of rounds that are not among the ``known`` ids, and return their
        names: a crash left them before the round was stored, or the database was restored from before it.

        Private halves stay for a day, since their round may be about to be stored; the others, without which
        a newer database would not start, for as long as free keys do. Raises ``KeysError``.
        """
        found = []
        for name in (name for names in self.unknown(known).values() for name in names):
            age = next(age for prefix, age in _ORPHAN_AGES_S.items() if name.startswith(prefix))
            with suppress(FileNotFoundError):
                if self._folder.key_path(name).stat().st_mtime < now.timestamp() - age:
                    found.append(name)
        self.remove(found)
        return found

    def unknown(self, known: Collection[str]) -> dict[str, list[str]]:
        """Return the names of the keys of rounds that are not among the ``known`` ids, sorted, by the id."""
        found: dict[str, list[str]] = {}
        for path in sorted(self._folder.path.glob("*.key")):
            kind, _, rest = path.stem.partition("-")
            public_id = rest.partition("-")[0]
            if f"{kind}-" in _ORPHAN_AGES_S and public_id not in known:
                found.setdefault(public_id, []).append(path.stem)
        return found

    def _issued_path(self, public_id: str) -> Path:
        return self._folder.path / f"{round_key(public_id)}.issued"
