"""Backup of all keys in one file, encrypted under a passphrase.

Format: ``TOCSINKEYS1\\n``, 16 bytes of salt, 12 of nonce, then AES-256-GCM of the keys as JSON
(``{"demand-1": "<hexadecimal>", …}``) under scrypt(passphrase, salt, n=2^17, r=8, p=1), with everything
before it as associated data.
"""

import json
import secrets
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from bot.errors import SentenceError
from bot.keystore.files import KEY_BYTES

_HEAD = b"TOCSINKEYS1\n"
_SALT, _NONCE, _TAG = 16, 12, 16
_START = len(_HEAD) + _SALT + _NONCE


class BackupError(SentenceError):
    """The file is not a backup of keys, or not under this passphrase."""


def seal_backup(keys: Mapping[str, bytes], passphrase: str) -> bytes:
    """Return the content of a backup file."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    head = _HEAD + salt + nonce
    content = json.dumps({name: key.hex() for name, key in sorted(keys.items())}).encode()
    return head + AESGCM(_derived(passphrase, salt)).encrypt(nonce, content, head)


def open_backup(content: bytes, passphrase: str) -> dict[str, bytes]:
    """Decrypt the keys in a backup file. Raises ``BackupError``."""
    if not content.startswith(_HEAD) or len(content) < _START + _TAG:
        raise BackupError("terminal-keys-backup-other")
    head, salt = content[:_START], content[len(_HEAD) : len(_HEAD) + _SALT]
    try:
        plain = AESGCM(_derived(passphrase, salt)).decrypt(head[-_NONCE:], content[_START:], head)
    except InvalidTag:
        raise BackupError("terminal-keys-backup-passphrase") from None
    keys = {str(name): bytes.fromhex(key) for name, key in json.loads(plain).items()}
    if any(len(key) != KEY_BYTES for key in keys.values()):
        raise BackupError("terminal-keys-backup-newer")
    return keys


def _derived(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(passphrase.encode())
