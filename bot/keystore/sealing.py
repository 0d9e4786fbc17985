"""Encryption (AEAD) under a demand's key: the version, consent, day and unit of each signature, and the table
of counts by day.

The database or a backup alone, without the keys, shows only references and ciphertexts of equal length. The
cipher is AES-256-GCM-SIV under a subkey that is used for nothing else. Demand and reference are associated
data: a ciphertext of one row does not decrypt in another.
"""

import hmac
import secrets
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

MARK_LENGTH = 16
FORMAT = 1
"""First byte of every ciphertext. A change of ``Content`` requires a new one."""

NO_MARK = bytes(MARK_LENGTH)

_SUBKEY = b"tocsin signature sealing\0"
_NONCE_LENGTH = 12
_GROUP = struct.Struct(">IIQ")  # version, day, unit
_REST = struct.Struct(f">32s{MARK_LENGTH}s")  # consent, mark of the link
SEALED_LENGTH = 1 + _NONCE_LENGTH + _GROUP.size + _REST.size + 16
"""Length of every row: format, nonce, content, tag."""

_TABLE_BLOCK = 1024  # tables are padded to a multiple of these bytes, to hide their length


@dataclass(frozen=True, slots=True)
class Content:
    """Sealed content of a signature's row. A leaving row has only its unit."""

    version: int = 0  # version of the demand's text; 0: leaving
    signed_on: Day | None = None
    unit_id: int | None = None
    consent_hash: str = ""
    # Mark of the roster link under which it was given (``Keys.link_mark``); zeros: without the roster, or
    # from before links were marked.
    link_mark: bytes = NO_MARK


@dataclass(frozen=True, slots=True)
class Group:
    """Part of the content that is counted; empty for a row that does not decrypt."""

    version: int = 0
    signed_on: Day | None = None
    unit_id: int | None = None

    @classmethod
    def read(cls, group: bytes) -> "Group":
        """Parse the result of ``Sealer.groups``."""
        if not group:
            return cls()
        version, day, unit = _GROUP.unpack(group)
        return cls(version, Day.fromordinal(day) if day else None, unit or None)


class Sealer:
    """Cipher for the signatures of one demand."""

    def __init__(self, key: bytes, demand_id: int) -> None:
        # Imported with the first key: it takes 6 MiB, and most starts encrypt nothing.
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

        # The last two are raised for truncated content, or if SQLite returns text instead of bytes.
        self._not_opened = (InvalidTag, ValueError, IndexError, TypeError)
        self._cipher = AESGCMSIV(hmac.digest(key, _SUBKEY, "sha256"))
        self._format = bytes([FORMAT])
        self._row = self._format + demand_id.to_bytes(8, "big") + b"row\0"
        self._table = self._format + demand_id.to_bytes(8, "big") + b"table\0"

    def seal(self, reference: bytes, content: Content) -> bytes:
        """Encrypt the content of the row with this reference. The length is constant."""
        day = 0 if content.signed_on is None else content.signed_on.toordinal()
        plain = _GROUP.pack(content.version, day, content.unit_id or 0) + _REST.pack(
            _hash_bytes(content.consent_hash), content.link_mark
        )
        nonce = secrets.token_bytes(_NONCE_LENGTH)
        return self._format + nonce + self._cipher.encrypt(nonce, plain, self._row + reference)

    def open(self, reference: bytes, sealed: bytes) -> Content | None:
        """Decrypt a row; ``None`` if it was not sealed for this row under this key."""
        plain = self._opened(sealed, self._row + reference)
        if plain is None:
            return None
        group = Group.read(plain[: _GROUP.size])
        consent, mark = _REST.unpack_from(plain, _GROUP.size)
        consent_hash = consent.hex() if any(consent) else ""
        return Content(group.version, group.signed_on, group.unit_id, consent_hash, mark)

    def groups(self, rows: Iterable[Sequence[Any]]) -> list[bytes]:
        """Decrypt many rows, each beginning with reference and sealed content, into bytes for ``Group.read``:
        equal bytes for equal groups, empty if a row does not decrypt. A single loop, because it dominates the
        time of counting."""
        decrypt, row_place, size, start = self._cipher.decrypt, self._row, _GROUP.size, 1 + _NONCE_LENGTH
        found = []
        for row in rows:
            reference, sealed = row[0], row[1]
            try:
                if sealed[0] != FORMAT:
                    raise ValueError(sealed[0])
                found.append(decrypt(sealed[1:start], sealed[start:], row_place + reference)[:size])
            except self._not_opened:
                found.append(b"")
        return found

    def seal_table(self, content: bytes) -> bytes:
        """Encrypt a table of the demand, padded with spaces."""
        padded = content + b" " * (-len(content) % _TABLE_BLOCK)
        nonce = secrets.token_bytes(_NONCE_LENGTH)
        return self._format + nonce + self._cipher.encrypt(nonce, padded, self._table)

    def open_table(self, sealed: bytes) -> bytes | None:
        """Decrypt a table, still padded with spaces; ``None`` as in ``open``."""
        return self._opened(sealed, self._table)

    def _opened(self, sealed: bytes, place: bytes) -> bytes | None:
        try:
            if sealed[0] != FORMAT:
                return None
            return self._cipher.decrypt(sealed[1 : 1 + _NONCE_LENGTH], sealed[1 + _NONCE_LENGTH :], place)
        except self._not_opened:
            return None


def _hash_bytes(consent_hash: str) -> bytes:
    """Return the 32 bytes of a consent hash; empty bytes if none is known (packed as zeros)."""
    try:
        return bytes.fromhex(consent_hash)[:32]
    except ValueError:
        return b""
