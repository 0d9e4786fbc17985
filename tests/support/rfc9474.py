"""Test vectors of RFC 9474, appendix A: an RSA key of 4096 bits, an answer for each variant of RSABSSA."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa

FILE = Path(__file__).with_name("rfc9474.json")


@dataclass(frozen=True)
class Vector:
    """Known answer of one variant. ``message`` is prepared; ``inverse`` is that of the blinding factor."""

    name: str
    message: bytes
    salt: bytes
    inverse: bytes
    blinded: bytes
    blind_signature: bytes
    signature: bytes


@cache
def vectors() -> tuple[Vector, ...]:
    """Return the four variants."""
    read = json.loads(FILE.read_text())["vectors"]
    return tuple(
        Vector(**{name: value if name == "name" else bytes.fromhex(value) for name, value in each.items()})
        for each in read
    )


@cache
def private_key() -> rsa.RSAPrivateKey:
    """Return the key of all vectors."""
    p, q, n, e, d = (int(value, 16) for value in json.loads(FILE.read_text())["key"].values())
    numbers = rsa.RSAPrivateNumbers(
        p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), rsa.RSAPublicNumbers(e, n)
    )
    return numbers.private_key(unsafe_skip_rsa_key_validation=True)  # which takes seconds
