"""Receipts: the box's signature over each row that it took, which the signing page keeps beside the row.

With it a member can show that the box took a row that no list has. It names the demand and the row, no day
and no number, so that it says nothing more than the row beside it. Nothing of it is stored: the same row gets
the same receipt again.
"""

import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from bot.common.strict_json import b64
from bot.keystore.files import KeysError
from bot.page.box.rows import Row

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

log = logging.getLogger(__name__)

KEY_NAME = "box-receipt"
"""Name of the seed of the Ed25519 key, in the key folder of whoever runs the box."""


def receipt_message(demand: bytes, row: Row) -> bytes:
    """Return the bytes that a receipt signs: the hash of the demand's opening, and that of the row's line."""
    line = hashlib.sha256(row.line.removesuffix(b"\n")).hexdigest()
    return f"tocsin receipt 1\n{demand.hex()}\n{line}\n".encode()


class Receipts:
    """Signer of receipts. ``seed`` returns the private key, made at its first use; it is asked once."""

    def __init__(self, seed: Callable[[], Awaitable[bytes]]) -> None:
        self._seed = seed
        self._private: Ed25519PrivateKey | None = None
        self._failed = False

    async def public_key(self) -> bytes:
        """Return the raw public key. Raises ``KeysError``, and whatever the database raises."""
        return (await self._key()).public_key().public_bytes_raw()

    async def usable(self) -> "Ed25519PrivateKey | None":
        """Return the key; ``None`` if it cannot be read, which is logged once: rows are taken without."""
        try:
            return await self._key()
        except KeysError as error:
            if not self._failed:
                self._failed = True
                log.error("rows are taken without receipts: %s", error)
            return None

    async def _key(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # no start needs it

        if self._private is None:
            self._private = Ed25519PrivateKey.from_private_bytes(await self._seed())
        return self._private


def sign_receipts(key: "Ed25519PrivateKey", taken: Sequence[tuple[bytes, Row]]) -> list[str]:
    """Return the receipts of rows, each with its demand. Takes 60 µs each: call it in a thread."""
    return [b64(key.sign(receipt_message(demand, row))) for demand, row in taken]
