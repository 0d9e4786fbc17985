"""Requests of the signing page: strict JSON, base64url, points of P-256, signatures of cards."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from bot.common.act_server import MAX_BODY
from bot.common.strict_json import read_object, unb64

_ALGORITHM = ec.ECDSA(hashes.SHA256())
_HEX_16, _HEX_32 = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{64}")


class ActError(Exception):
    """An act is refused: the HTTP status, and the name of the error that the page has a sentence for."""

    def __init__(self, status: int, name: str) -> None:
        super().__init__(name)
        self.status = status
        self.name = name


def bad_request() -> ActError:
    return ActError(400, "bad-request")


def read_body(body: bytes, members: Collection[str]) -> dict[str, Any]:
    """Return the JSON object of a body, with exactly these members. Raises ``ActError``."""
    if len(body) > MAX_BODY:
        raise bad_request()
    try:
        return read_object(body, members)
    except ValueError:
        raise bad_request() from None


def read_bytes(value: Any, length: int | None = None) -> bytes:
    """Return the bytes of canonical base64url without padding. Raises ``ActError``."""
    try:
        return unb64(value, length)
    except ValueError:
        raise bad_request() from None


def read_round_id(value: Any) -> str:
    """Return a round's id. Raises ``ActError``."""
    if not isinstance(value, str) or not _HEX_16.fullmatch(value):
        raise bad_request()
    return value


def read_blinded(value: Any) -> Mapping[str, bytes]:
    """Return blinded values, of any length, by the fingerprint of their issuing key. Raises ``ActError``."""
    if not isinstance(value, dict) or not value or not all(map(_HEX_32.fullmatch, value)):
        raise bad_request()
    return {name: read_bytes(each) for name, each in value.items()}


def read_card_key(value: Any) -> bytes:
    """Return a card's public key X‖Y, a point of P-256. Raises ``ActError``."""
    key = read_bytes(value, 64)
    _point(key)
    return key


def check_signature(key: bytes, signature: Any, message: bytes) -> None:
    """Raise ``ActError`` unless this is a card's signature r‖s of a request."""
    signed = read_bytes(signature, 64)
    r, s = (int.from_bytes(half, "big") for half in (signed[:32], signed[32:]))
    try:
        _point(key).verify(encode_dss_signature(r, s), message, _ALGORITHM)
    except InvalidSignature:
        raise ActError(403, "bad-signature") from None


def _point(key: bytes) -> ec.EllipticCurvePublicKey:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\4" + key)
    except ValueError:
        raise bad_request() from None
