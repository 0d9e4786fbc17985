"""A union's issuing key for tests of the box, and members with tokens under it."""

import secrets
from datetime import datetime
from functools import cache, cached_property
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa

from bot.demo.signing_member import Card, Token, unb64
from bot.page.box.receipts import Receipts
from bot.page.box.service import BoxService
from bot.petitions.page.services import Box
from tests.support.token_issuer import row_line, spki_of

TEXT, CONSENT = "1a" * 32, "2b" * 32
NEW_TEXT, NEW_CONSENT = "3c" * 32, "4d" * 32
_HASHES = {0: ("-", "-"), 1: (TEXT, CONSENT), 2: (NEW_TEXT, NEW_CONSENT)}


def receipts() -> Receipts:
    """Receipts of a box whose key is always the same."""

    async def seed() -> bytes:
        return bytes(range(32))

    return Receipts(seed)


class Union:
    """An issuing key, and one demand that it is for."""

    def __init__(self, demand: str = "00" * 31 + "d1") -> None:
        self.demand = demand
        self._key = rsa.generate_private_key(65537, 2048)

    @cached_property
    def spki(self) -> bytes:
        return spki_of(self._key.public_key())

    async def open(self, box: BoxService, closes_at: datetime | None = None) -> None:
        """Open the demand at a box, with version 1."""
        hashes = {"text_hash": TEXT, "consent_hash": CONSENT}
        await box.open(self.demand, spki=self.spki, version=1, closes_at=closes_at, **hashes)

    async def amend(self, box: BoxService) -> None:
        """Make version 2 the current one."""
        await box.amend(self.demand, version=2, text_hash=NEW_TEXT, consent_hash=NEW_CONSENT)

    def token(self) -> Token:
        """Issue a token to a new member."""
        numbers = self._key.private_numbers()
        request = Card().request(self.spki, secrets.token_bytes(32))
        n, p, q = numbers.public_numbers.n, numbers.p, numbers.q
        value = int.from_bytes(request.blinded, "big")
        at_p, at_q = pow(value, numbers.dmp1, p), pow(value, numbers.dmq1, q)
        signed = at_q + q * ((at_p - at_q) * numbers.iqmp % p)
        return request.token((signed % n).to_bytes(256, "big"))

    def row(self, token: Token, turn: int = 1, version: int = 1, demand: str = "") -> dict[str, Any]:
        """Return a row of a token: it signs this version, or withdraws with version 0."""
        text, consent = _HASHES[version]
        named = demand or self.demand
        return token.row(named, turn=turn, version=version, text=text, consent=consent)


@cache
def union() -> Union:
    """The same union for all tests: making a key takes a tenth of a second."""
    return Union()


@cache
def other_union() -> Union:
    """Another demand with another issuing key."""
    return Union("00" * 31 + "d2")


@cache
def tokens() -> tuple[Token, ...]:
    """Thirty tokens of ``union``, each of another member."""
    return tuple(union().token() for _ in range(30))


def file_of(*rows: dict[str, Any]) -> bytes:
    """Return the published file of these rows."""
    return b"".join(row_line(row) for row in sorted(rows, key=lambda row: unb64(row["key"])))


async def published_file(box: Box, demand: str, number: int) -> bytes | None:
    """Return the file of a publication as a box in this process has it; ``None`` without rows."""
    assert isinstance(box, BoxService)
    return await box._file(bytes.fromhex(demand), number) or None
