"""Tiny issuer of blind tokens, for tests and benchmarks of what is published; not the registrar."""

import hashlib
from functools import cached_property

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.support.signing_member import Card, ThrowawayKey, Token, spki_of, token_message

_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)
_E = 65537


class TokenIssuer:
    """An issuing key that everyone can compute: 2048 bits, from two fixed primes or from new ones."""

    def __init__(self, *, new: bool = False) -> None:
        self.key = rsa.generate_private_key(_E, 2048) if new else _fixed_key()
        self.spki = spki_of(self.key.public_key())

    @cached_property
    def _numbers(self) -> rsa.RSAPrivateNumbers:
        return self.key.private_numbers()

    def sign(self, blinded: bytes) -> bytes:
        """Return the blind signature of a value."""
        n = self._numbers.public_numbers.n
        return pow(int.from_bytes(blinded, "big"), self._numbers.d, n).to_bytes(256, "big")

    def token(self, place: str) -> Token:
        """Return the token of a place, issued blind: the same each time."""
        card = Card(hashlib.sha256(place.encode()).digest()[:16])
        request = card.request(self.spki, hashlib.sha256(b"share " + place.encode()).digest())
        return request.token(self.sign(request.blinded))

    def quick_token(self, number: int) -> Token:
        """Return a valid token that was not issued blind, ten times as fast."""
        key = ThrowawayKey(number)
        return Token(key, self.key.sign(token_message(key.public), _PSS, hashes.SHA384()))


def _fixed_key() -> rsa.RSAPrivateKey:
    p, q = _prime(b"p", 1698), _prime(b"q", 280)
    d = pow(_E, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(_E, p * q)
    return rsa.RSAPrivateNumbers(
        p, q, d, d % (p - 1), d % (q - 1), rsa.rsa_crt_iqmp(p, q), public
    ).private_key()


def _prime(label: bytes, offset: int) -> int:
    """Return the first prime of 1024 bits after a hash, ``offset`` above it."""
    found = int.from_bytes(hashlib.shake_256(b"tocsin test issuer " + label).digest(128), "big")
    return (found | 3 << 1022 | 1) + offset
