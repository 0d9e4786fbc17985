"""Hash chain and encryption of audit entries: pure functions of a key and an entry.

``docs/audit.md`` specifies both byte by byte.
"""

import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from bot.storage.models import AuditActor, AuditEntry

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

START = bytes(32)
"""Previous hash of a server's first entry."""

_NONCE_BYTES = 12
_SEALING, _CHAINING = b"tocsin audit sealing\0", b"tocsin audit chain\0"
_ACTOR = b"tocsin audit actor\0"


def entry_hash(key: bytes, previous: bytes, entry: AuditEntry) -> bytes:
    """HMAC-SHA256 of the previous hash and the entry, under a key derived from the audit's."""
    return hmac.digest(hmac.digest(key, _CHAINING, "sha256"), previous + _canonical(entry), "sha256")


def place_of(entry: AuditEntry) -> bytes:
    """Return the associated data of an entry's ciphertext: it decrypts with no other number, act, actor or
    time."""
    actor = "" if entry.actor is None else entry.actor.hex()
    at = entry.at.isoformat()
    parts = ("tocsin audit 2", str(entry.server_id), str(entry.number), entry.act, entry.subject, actor, at)
    return "\0".join(parts).encode()


def actor_place(token: bytes, erase_at: datetime | None) -> bytes:
    """Return the associated data of the identity behind a token: it decrypts with no other token, nor with a
    day of erasure that the person did not request."""
    return _ACTOR + token + (b"" if erase_at is None else erase_at.isoformat().encode())


def reference_of(key: bytes, member_id: int) -> bytes:
    """Return what finds a person's row again: it says nothing without the key, and the sealed identity
    decides."""
    return hmac.digest(key, _ACTOR + str(member_id).encode(), "sha256")


def who(actor: AuditActor, keys: Mapping[int, bytes]) -> int | None:
    """Return the Discord id behind a token; ``None`` if the row was tampered with, or its key, by version, is
    missing."""
    key = keys.get(actor.sealed[0]) if actor.sealed else None
    opened = None if key is None else unseal(key, actor.sealed, actor_place(actor.token, actor.erase_at))
    return None if opened is None else int(opened)


def seal(newest: tuple[int, bytes], content: bytes, place: bytes) -> bytes:
    """Encrypt with AES-256-GCM-SIV: one byte with the version of the key, the nonce, the ciphertext with its
    tag."""
    version, key = newest
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return bytes([version]) + nonce + _cipher(key).encrypt(nonce, content, place)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes | None:
    """Decrypt; ``None`` if it was not sealed with this key for this place."""
    from cryptography.exceptions import InvalidTag

    nonce, content = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return _cipher(key).decrypt(nonce, content, place)
    except (InvalidTag, ValueError):
        return None


def _canonical(entry: AuditEntry) -> bytes:
    """Return the entry as canonical JSON in UTF-8, with sorted keys and no spaces."""
    stored = {
        "server": str(entry.server_id),
        "number": entry.number,
        "at": entry.at.isoformat(),
        "actor": None if entry.actor is None else entry.actor.hex(),
        "act": entry.act,
        "subject": entry.subject,
        "sealed": entry.sealed.hex(),
    }
    return json.dumps(stored, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _cipher(key: bytes) -> "AESGCMSIV":
    """Return the cipher, under a separate subkey, since the audit's key also derives references. It is
    imported with the first entry: it takes 6 MiB, and a start needs none."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

    return AESGCMSIV(hmac.digest(key, _SEALING, "sha256"))
