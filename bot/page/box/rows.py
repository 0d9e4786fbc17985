"""Rows of the box: strict parsing, verification and the canonical lines of published files.

A row is one act (``sign`` or ``withdraw``) of a throwaway key. Its token is the union's RSA-PSS signature on
that key, so anyone can check that a verified member made it, and nobody whose it is.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.common.strict_json import b64, read_object, unb64

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import rsa

SIGN, WITHDRAW = "sign", "withdraw"
MAX_TURN = 99
MAX_VERSION = 2**31 - 1

KEY_LENGTH = 64
"""Bytes of a throwaway key."""

_TOKEN_BYTES, _SIGNATURE_BYTES = 256, 64
_MAX_LINE = 1000  # bytes of a row's line, as in ``board/verify.py``
_MODULUS_BITS, _EXPONENT = 2048, 65537
_MEMBERS = ("act", "key", "signature", "token", "turn", "version")
_HEX = re.compile("[0-9a-f]{64}")


class BadRequest(ValueError):
    """A body that is no JSON object with exactly the members of an act."""


class BadRow(ValueError):
    """A row whose form, token, statement or signature is wrong."""


class Row(NamedTuple):
    """A row as it is stored and published. Of equal keys and turns, only equal rows are the same."""

    key: bytes  # X‖Y of a point on P-256
    turn: int
    act: str
    version: int  # 0 for a withdrawal
    token: bytes
    signature: bytes  # r‖s

    @property
    def line(self) -> bytes:
        """The row as one line of a published file: canonical JSON."""
        value = {
            "act": self.act,
            "key": b64(self.key),
            "signature": b64(self.signature),
            "token": b64(self.token),
            "turn": self.turn,
            "version": self.version,
        }
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode() + b"\n"


class Hashes(NamedTuple):
    """Hashes of one version's text and consent, in hexadecimal."""

    text: str
    consent: str


_NOTHING = Hashes("-", "-")  # of a withdrawal


def parse_request(body: bytes) -> tuple[bytes, Row]:
    """Return the demand and the row of a request. Raises ``BadRequest`` and ``BadRow``."""
    try:
        value = read_object(body, (*_MEMBERS, "demand"))
    except ValueError as error:
        raise BadRequest from error
    demand = value["demand"]
    if not isinstance(demand, str) or not _HEX.fullmatch(demand):
        raise BadRow
    return bytes.fromhex(demand), _row(value)


def parse_file(content: bytes) -> Iterator[Row]:
    """Yield the rows of a published file, which may be made by whoever runs a box. Raises ``BadRow`` unless
    it is canonical and sorted by unique keys."""
    lines, last = io.BytesIO(content), b""
    while line := lines.readline(_MAX_LINE):
        try:
            value = read_object(line, _MEMBERS)
        except ValueError as error:
            raise BadRow from error
        row = _row(value)
        if row.line != line or last >= row.key:
            raise BadRow
        last = row.key
        yield row


def verified(content: bytes, demand: bytes, spki: bytes, versions: Mapping[int, Hashes]) -> list[Row]:
    """Return the rows of a published file. Raises ``BadRow``, and ``KeyError`` for an unknown version, at the
    first that is not valid: there are no more of the others than tokens."""
    rows = []
    for row in parse_file(content):
        verify(row, demand, spki, versions)
        rows.append(row)
    return rows


def check_file(content: bytes, demand: str, spki: bytes, versions: Mapping[int, tuple[str, str]]) -> None:
    """Verify every row of a file that a box gave out, with the hashes of text and consent by version. Raises
    ``BadRow``."""
    known = {version: Hashes(*named) for version, named in versions.items()}
    try:
        verified(content, bytes.fromhex(demand), spki, known)
    except KeyError as error:
        raise BadRow from error


def file_of(rows: Iterable[Row]) -> bytes:
    """Return the published file of rows that are sorted by key."""
    return b"".join(row.line for row in rows)


@lru_cache(maxsize=256)
def issuing_key(spki: bytes) -> "rsa.RSAPublicKey":
    """Return the public issuing key. Raises ``ValueError`` for any other than RSA-2048 with e = 65537, or
    another encoding of it."""
    from cryptography.hazmat.primitives.asymmetric import rsa  # no start needs it
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

    key = load_der_public_key(spki)
    if (
        not isinstance(key, rsa.RSAPublicKey)
        or key.key_size != _MODULUS_BITS
        or key.public_numbers().e != _EXPONENT
        or key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) != spki
    ):
        raise ValueError("no issuing key")
    return key


def verify(row: Row, demand: bytes, spki: bytes, versions: Mapping[int, Hashes]) -> None:
    """Verify a row's token and statement. Raises ``BadRow``; ``KeyError`` for a good token with a version
    that is unknown."""
    from cryptography.exceptions import InvalidSignature  # no start needs it
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)
    r, s = row.signature[:32], row.signature[32:]
    try:
        issuing_key(spki).verify(row.token, b"tocsin token 1\n" + row.key, pss, hashes.SHA384())
        named = versions[row.version] if row.act == SIGN else _NOTHING
        said = (demand.hex(), row.turn, row.act, row.version, named.text, named.consent)
        statement = "".join(f"{line}\n" for line in ("tocsin statement 1", *said)).encode()
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + row.key)
        signature = encode_dss_signature(int.from_bytes(r), int.from_bytes(s))
        key.verify(signature, statement, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError) as error:
        raise BadRow from error


def _row(value: Mapping[str, Any]) -> Row:
    act, turn, version = value["act"], value["turn"], value["version"]
    # A bool is an int in Python.
    if type(turn) is not int or type(version) is not int or not 1 <= turn <= MAX_TURN:
        raise BadRow
    if not (act == SIGN and 1 <= version <= MAX_VERSION) and not (act == WITHDRAW and version == 0):
        raise BadRow
    return Row(
        key=_bytes(value["key"], KEY_LENGTH),
        turn=turn,
        act=act,
        version=version,
        token=_bytes(value["token"], _TOKEN_BYTES),
        signature=_bytes(value["signature"], _SIGNATURE_BYTES),
    )


def _bytes(value: object, length: int) -> bytes:
    """Return so many bytes of base64url. Raises ``BadRow``."""
    try:
        return unb64(value, length)
    except ValueError as error:
        raise BadRow from error
