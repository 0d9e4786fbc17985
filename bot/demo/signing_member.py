"""Reference member: what the signing page does in a browser, in Python, for the demo and for tests.

A card gives the keys of a place; a token is an RSABSSA-SHA384-PSS-Deterministic signature (RFC 9474) on a
throwaway key; a row is one act with that key. Slow and not constant in time: no secret of a real person is
ever handled here.
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_SALT_LENGTH = 48
_ECDSA = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)  # so that vectors can be made anew
_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=_SALT_LENGTH)


def b64(value: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def unb64(value: str) -> bytes:
    """Return the bytes of base64url without padding."""
    return base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))


def fingerprint(spki: bytes) -> str:
    """Return the fingerprint F of an issuing key, in hexadecimal."""
    return hashlib.sha256(spki).hexdigest()


def token_message(key: bytes) -> bytes:
    """Return the message that a token signs: the throwaway key X‖Y."""
    return b"tocsin token 1\n" + key


def verify_token(spki: bytes, key: bytes, token: bytes) -> None:
    """Raise ``InvalidSignature`` unless the token is valid for the throwaway key."""
    public = load_der_public_key(spki)
    assert isinstance(public, rsa.RSAPublicKey)
    public.verify(token, token_message(key), _PSS, hashes.SHA384())


def statement(demand: str, turn: int, act: str, version: int, text: str, consent: str) -> bytes:
    """Return the bytes that a row signs. ``text`` and ``consent`` are hashes; ``-`` to withdraw."""
    lines = ("tocsin statement 1", demand, turn, act, version, text, consent)
    return "".join(f"{line}\n" for line in lines).encode()


def card_message(act: str, union: str, round_id: str, *about: str) -> bytes:
    """Return what a card signs for an act at the registrar: ``shares``, ``issue`` (``blinded_lines``),
    ``object`` (the day of the new code) or ``remove``. ``union`` is the public key of the union's files."""
    return "".join(f"{line}\n" for line in (f"tocsin {act} 1", union, round_id, *about)).encode()


def blinded_lines(blinded: Mapping[str, bytes]) -> list[str]:
    """Return the lines of ``issue``; ``blinded`` by fingerprint."""
    return [f"{f} {hashlib.sha256(blinded[f]).hexdigest()}" for f in sorted(blinded)]


@dataclass(frozen=True)
class ThrowawayKey:
    """A P-256 key pair made from a scalar."""

    scalar: int

    @cached_property
    def _private(self) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(self.scalar, ec.SECP256R1())

    @cached_property
    def public(self) -> bytes:
        """The public point as X‖Y, 64 bytes."""
        raw = self._private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return raw[1:]

    def sign(self, message: bytes) -> bytes:
        """Sign with ECDSA and SHA-256; return r‖s, 64 bytes."""
        r, s = decode_dss_signature(self._private.sign(message, _ECDSA))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


@dataclass(frozen=True)
class Token:
    """A throwaway key for one demand, and the union's signature on it."""

    key: ThrowawayKey
    signature: bytes

    def row(
        self, demand: str, *, turn: int = 1, version: int = 1, text: str = "-", consent: str = "-"
    ) -> dict[str, Any]:
        """Return a row: signs this version, or withdraws with version 0."""
        act = "sign" if version else "withdraw"
        signed = self.key.sign(statement(demand, turn, act, version, text, consent))
        return {
            "demand": demand,
            "key": b64(self.key.public),
            "token": b64(self.signature),
            "turn": turn,
            "act": act,
            "version": version,
            "signature": b64(signed),
        }


@dataclass(frozen=True)
class TokenRequest:
    """A blinded throwaway key for one issuing key."""

    spki: bytes
    key: ThrowawayKey
    salt: bytes
    r: int

    @cached_property
    def _n(self) -> int:
        public = load_der_public_key(self.spki)
        assert isinstance(public, rsa.RSAPublicKey)
        return public.public_numbers().n

    @cached_property
    def blinded(self) -> bytes:
        """The value that the registrar signs."""
        return blind(self._n, token_message(self.key.public), self.salt, self.r)

    def token(self, signed: bytes) -> Token:
        """Unblind the registrar's answer. Raises ``InvalidSignature`` for a wrong one."""
        token = Token(self.key, unblind(self._n, signed, self.r))
        verify_token(self.spki, self.key.public, token.signature)
        return token


@dataclass(frozen=True)
class Card:
    """A member's card: 16 secret bytes. ``union`` is the public key of the union that it is used at."""

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    union: str = ""

    @property
    def text(self) -> str:
        """The card as written down: 28 characters in seven groups, the last one the check."""
        number, digits = int.from_bytes(self.secret, "big"), []
        for _ in range(27):
            number, digit = divmod(number, 29)
            digits.append(digit)
        weighed = sum(place * digit for place, digit in enumerate(digits, start=1))
        digits.append(-weighed * pow(28, -1, 29) % 29)
        text = "".join(ALPHABET[digit] for digit in digits)
        return "-".join(text[start : start + 4] for start in range(0, 28, 4))

    @cached_property
    def key(self) -> ThrowawayKey:
        """The card key, which signs requests to the registrar."""
        return ThrowawayKey(_scalar(self._expand(b"card key", 48)))

    def shares_request(self, round_id: str) -> dict[str, Any]:
        """Return the body of ``shares``."""
        return self._signed("shares", {"round": round_id})

    def decision(self, act: str, said: Mapping[str, str]) -> dict[str, Any]:
        """Return the body of ``object`` or ``remove``."""
        return self._signed(act, said, *(said[name] for name in said if name == "day"))

    def issue_request(self, round_id: str, requests: Mapping[str, TokenRequest]) -> dict[str, Any]:
        """Return the body of ``issue``; ``requests`` by fingerprint."""
        return self.issue_of_values(round_id, {f: request.blinded for f, request in requests.items()})

    def issue_of_values(self, round_id: str, blinded: Mapping[str, bytes]) -> dict[str, Any]:
        """Return the body of ``issue`` for blinded values, by fingerprint."""
        sent = {f: b64(value) for f, value in blinded.items()}
        return self._signed("issue", {"round": round_id, "blinded": sent}, *blinded_lines(blinded))

    def request(self, spki: bytes, share: bytes) -> TokenRequest:
        """Return the request of a token for an issuing key and the place's share."""
        public = load_der_public_key(spki)
        assert isinstance(public, rsa.RSAPublicKey)
        tail = b"\x00" + hashlib.sha256(spki).digest() + share
        n = public.public_numbers().n
        factor = self._expand(b"blind" + tail, _length(n) + 32)
        return TokenRequest(
            spki,
            ThrowawayKey(_scalar(self._expand(b"token key" + tail, 48))),
            self._expand(b"salt" + tail, _SALT_LENGTH),
            int.from_bytes(factor, "big") % n,
        )

    def _signed(self, act: str, said: Mapping[str, Any], *about: str) -> dict[str, Any]:
        signed = self.key.sign(card_message(act, self.union, said["round"], *about))
        return {"key": b64(self.key.public), **said, "signature": b64(signed)}

    def _expand(self, label: bytes, length: int) -> bytes:
        return HKDF(hashes.SHA256(), length, b"tocsin card 1", label).derive(self.secret)


def blind(n: int, message: bytes, salt: bytes, r: int, e: int = 65537) -> bytes:
    """Blind a message for the RSA key (RFC 9474, 4.2)."""
    encoded = int.from_bytes(_emsa_pss(message, salt, n.bit_length() - 1), "big")
    return (encoded * pow(r, e, n) % n).to_bytes(_length(n), "big")


def unblind(n: int, signed: bytes, r: int) -> bytes:
    """Return the signature of a blind one, unverified (RFC 9474, 4.4)."""
    return (int.from_bytes(signed, "big") * pow(r, -1, n) % n).to_bytes(_length(n), "big")


def _length(n: int) -> int:
    return -(-n.bit_length() // 8)


def _scalar(value: bytes) -> int:
    return 1 + int.from_bytes(value, "big") % (_P256_ORDER - 1)


def _mgf1(seed: bytes, length: int) -> bytes:
    blocks = (hashlib.sha384(seed + n.to_bytes(4, "big")).digest() for n in range(-(-length // 48)))
    return b"".join(blocks)[:length]


def _emsa_pss(message: bytes, salt: bytes, bits: int) -> bytes:
    """Encode as RFC 8017, 9.1.1, with SHA-384."""
    length = -(-bits // 8)
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    data = bytes(length - len(salt) - len(digest) - 2) + b"\x01" + salt
    masked = bytes(a ^ b for a, b in zip(data, _mgf1(digest, len(data)), strict=True))
    first = masked[0] & (0xFF >> (8 * length - bits))
    return bytes([first]) + masked[1:] + digest + b"\xbc"
