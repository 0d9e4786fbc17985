"""Encryption with a passphrase in age's format, cheap: its cost is a few milliseconds and not a second."""

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_LOG_N = 4


def encrypt_cheaply(content: bytes, passphrase: str) -> bytes:
    """Return up to 64 KiB of content as a file that ``pyrage.passphrase.decrypt`` opens."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    label = b"age-encryption.org/v1/scrypt" + salt
    wrapping = Scrypt(salt=label, length=32, n=1 << _LOG_N, r=8, p=1).derive(passphrase.encode())
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    stanza = b"-> scrypt %s %d\n%s\n" % (_text(salt), _LOG_N, _text(wrapped))
    head = b"age-encryption.org/v1\n" + stanza + b"---"
    mac = hmac.digest(_derived(file_key, None, b"header"), head, hashlib.sha256)
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    return head + b" %s\n" % _text(mac) + nonce + payload.encrypt(bytes(11) + b"\1", content, None)


def _derived(key: bytes, salt: bytes | None, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _text(value: bytes) -> bytes:
    return base64.b64encode(value).rstrip(b"=")
