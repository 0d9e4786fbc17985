"""Blind signing of RSABSSA-SHA384-PSS (RFC 9474, 4.3): the private RSA operation on a value that the caller
has blinded.

With gmpy2 (the extra ``issuing``) by ``powmod_sec``, whose time does not depend on exponent and base;
otherwise by Python's ``pow``, four times slower. The base is blinded again here in either case, so that no
time measured outside depends on a value that a caller chose; and a result that does not verify never leaves:
one wrong bit in a result made by the Chinese remainder theorem gives the key away.
"""

import secrets
from collections.abc import Callable
from math import gcd
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

try:
    import gmpy2
except ImportError:
    gmpy2 = None

MODULUS_BITS, EXPONENT = 2048, 65537
LENGTH = MODULUS_BITS // 8
"""Bytes of a blinded value and of a signature."""

Power = Callable[[Any, Any, Any], Any]
"""``base ** exponent % modulus``."""

SECURE_POWER: Power = pow if gmpy2 is None else gmpy2.powmod_sec


class BlindSigningError(Exception):
    """The result of the private operation is wrong: a fault of the machine or of the key."""


def generate_key() -> tuple[bytes, bytes]:
    """Return a new issuing key: PKCS #8 and SubjectPublicKeyInfo, in DER."""
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key  # no start needs it
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )

    key = generate_private_key(EXPONENT, MODULUS_BITS)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return private, key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def is_blinded(modulus: int, value: bytes) -> bool:
    """Return whether a value may be signed: of the modulus's length, above 1 and below n − 1, and prime to
    n."""
    number = int.from_bytes(value, "big")
    return (
        len(value) == (modulus.bit_length() + 7) // 8
        and 1 < number < modulus - 1
        and gcd(number, modulus) == 1
    )


class BlindSigner:
    """The private half of one issuing key."""

    def __init__(self, key: "RSAPrivateKey", power: Power = SECURE_POWER) -> None:
        numbers = key.private_numbers()
        self._number: Callable[[int], Any] = int if gmpy2 is None or power is pow else gmpy2.mpz
        self._public = numbers.public_numbers
        self._power = power
        self._n, self._e, self._p, self._q, self._dp, self._dq, self._inverse = map(
            self._number,
            (
                self._public.n,
                self._public.e,
                numbers.p,
                numbers.q,
                numbers.dmp1,
                numbers.dmq1,
                numbers.iqmp,
            ),
        )

    @property
    def modulus(self) -> int:
        return self._public.n

    def sign(self, blinded: bytes) -> bytes:
        """Return the signature of a value. Raises ``ValueError`` for one that ``is_blinded`` refuses, and
        ``BlindSigningError``."""
        if not is_blinded(self._public.n, blinded):
            raise ValueError("the value must be blinded: above 1, below n - 1, prime to n, of n's length")
        value = self._number(int.from_bytes(blinded, "big"))
        while True:
            factor = self._number(secrets.randbelow(self._public.n - 2) + 2)
            if gcd(int(factor), self._public.n) == 1:
                break
        base = value * pow(factor, self._e, self._n) % self._n
        of_p = self._power(base % self._p, self._dp, self._p)
        of_q = self._power(base % self._q, self._dq, self._q)
        signed = of_q + (of_p - of_q) * self._inverse % self._p * self._q
        signed = signed * pow(factor, -1, self._n) % self._n
        if pow(signed, self._e, self._n) != value:
            raise BlindSigningError("a blind signature does not verify")
        return int(signed).to_bytes(len(blinded), "big")
