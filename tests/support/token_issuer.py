"""Tiny issuer of blind tokens, for tests and benchmarks of what is published; not the registrar."""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from itertools import combinations
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.demo.signing_member import Card, ThrowawayKey, Token, token_message

_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)
_E = 65537


class TokenIssuer:
    """An issuing key that everyone can compute: 2048 bits, from two fixed primes; ``another`` is a second
    one."""

    def __init__(self, *, another: bool = False) -> None:
        self.key = _private_key(*(_OTHER_PRIMES if another else _PRIMES))
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


def six_keys() -> list[rsa.RSAPrivateKey]:
    """Return the keys of a round, each of two of four fixed primes: making one takes a tenth of a second."""
    return [_private_key(p, q) for p, q in combinations((*_PRIMES, *_OTHER_PRIMES), 2)]


def spki_of(key: rsa.RSAPublicKey) -> bytes:
    """Return the SubjectPublicKeyInfo of an issuing key, in DER."""
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def row_line(row: Mapping[str, Any]) -> bytes:
    """Return a row's line of a published file."""
    value = {name: row[name] for name in row if name != "demand"}
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def verify_signature(key: bytes, signature: bytes, message: bytes) -> None:
    """Raise ``InvalidSignature`` unless ``signature`` (r‖s) is that of ``key`` (X‖Y)."""
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + key)
    parts = (int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
    public.verify(encode_dss_signature(*parts), message, ec.ECDSA(hashes.SHA256()))


def _private_key(p: int, q: int) -> rsa.RSAPrivateKey:
    d = pow(_E, -1, (p - 1) * (q - 1))
    numbers = rsa.RSAPrivateNumbers(
        p, q, d, d % (p - 1), d % (q - 1), rsa.rsa_crt_iqmp(p, q), rsa.RSAPublicNumbers(_E, p * q)
    )
    return numbers.private_key(unsafe_skip_rsa_key_validation=True)


def _prime(label: bytes, offset: int) -> int:
    """Return the first prime of 1024 bits after a hash, ``offset`` above it."""
    found = int.from_bytes(hashlib.shake_256(label).digest(128), "big")
    return (found | 3 << 1022 | 1) + offset


_PRIMES = _prime(b"tocsin test issuer p", 1698), _prime(b"tocsin test issuer q", 280)
_OTHER_PRIMES = _prime(b"other issuer p", 1008), _prime(b"other issuer q", 710)
