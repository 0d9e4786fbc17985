"""Requests for time-stamps, and the check of answers (RFC 3161), by ``rfc3161-client``.

It is imported when the first one is made or checked. An answer is at most ``MAX_ANSWER_SIZE`` bytes: its
parser and OpenSSL then have little to do. Only the one root certificate that is given is trusted; the other
certificates come with the answer. They must have been valid at the time of the time-stamp, and that of the
authority must be for time-stamping alone.

Their order: the members of a set are sorted in DER, and the parser refuses any other order. RFC 5652 lets a
signer send its certificates in BER, as OpenSSL does: the signer's own first, then its chain. No signature
covers their order.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import SentenceError

if TYPE_CHECKING:
    from rfc3161_client import TimeStampRequest, TimeStampResponse
from typing import NamedTuple

_CERTIFICATES = 0xA0  # context-specific tag 0, constructed: ``certificates`` of SignedData (RFC 5652, 5.1)
_LONG_LENGTH = 0x80


class _Element(NamedTuple):
    """One element of DER: its tag, and where its header, its content and the next element begin."""

    tag: int
    start: int
    content: int
    end: int


def with_sorted_certificates(answer: bytes) -> bytes:
    """Return a TimeStampResp (RFC 3161) whose certificates are in DER order; other bytes as they are."""
    try:
        response = _elements(answer, 0, len(answer))[0]
        token = _elements(answer, *response[2:])[1]
        signed = _elements(answer, *_elements(answer, *token[2:])[1][2:])[0]
        held = [one for one in _elements(answer, *signed[2:]) if one.tag == _CERTIFICATES]
        inside = [_elements(answer, *one[2:]) for one in held]
    except (IndexError, ValueError):
        return answer
    for certificates, members in zip(held, inside, strict=True):
        in_order = sorted(answer[one.start : one.end] for one in members)
        answer = answer[: certificates.content] + b"".join(in_order) + answer[certificates.end :]
    return answer


def _elements(der: bytes, start: int, end: int) -> list[_Element]:
    """Return the elements between two places. Raises ``IndexError`` or ``ValueError`` for no DER."""
    found = []
    while start < end:
        content, length = start + 2, der[start + 1]
        if length & _LONG_LENGTH:
            content += length & ~_LONG_LENGTH
            length = int.from_bytes(der[start + 2 : content], "big")
        if content + length > end:
            raise ValueError("an element ends beyond its set")
        found.append(_Element(der[start], start, content, content + length))
        start = content + length
    return found


MAX_ANSWER_SIZE = 65_536  # bytes; an answer with its certificates has some 5,000
_MAX_REASON = 200  # characters
_SHA256 = "2.16.840.1.101.3.4.2.1"


class TokenError(SentenceError):
    """An answer that is no valid time-stamp of the bytes."""


@dataclass(frozen=True, slots=True)
class Token:
    """A valid time-stamp: its moment by the authority's clock, the authority as its certificate names it, and
    the SHA-256 of the root certificate in hexadecimal."""

    stamped_at: datetime
    authority: str
    root: str


def request_for(content: bytes) -> "TimeStampRequest":
    """Return a request for a time-stamp of these bytes: their SHA-256, and a random number that the answer
    must repeat."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=True).cert_request(cert_request=True).build()


def check_token(
    answer: bytes, content: bytes, root: bytes, request: "TimeStampRequest | None" = None
) -> Token:
    """Check an authority's answer about ``content``. ``root`` is the trusted certificate (DER); ``request``
    is the one that was answered, if it is known. Takes its time: not for the event loop. Raises
    ``TokenError``."""
    from cryptography.x509 import load_der_x509_certificate
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        response = decode_timestamp_response(with_sorted_certificates(answer))
        status = response.status
    except (ValueError, TypeError) as error:
        raise TokenError("terminal-timestamp-no-answer") from error
    if status != 0:
        raise TokenError("terminal-timestamp-rejected", reason=_line(_reason(response, status)))
    try:
        info = response.tst_info
        imprint = info.message_imprint
        if request is not None and info.nonce != request.nonce:
            raise TokenError("terminal-timestamp-other-request")
        of_these = (imprint.hash_algorithm.dotted_string, imprint.message)
        if of_these != (_SHA256, hashlib.sha256(content).digest()):
            raise TokenError("terminal-timestamp-other-bytes")
        trusted = load_der_x509_certificate(root)
        verifier = VerifierBuilder(roots=[trusted], nonce=info.nonce).build()
        verifier.verify_message(response, content)
        stamped_at = info.gen_time.astimezone(UTC)
        return Token(stamped_at, _authority(response), hashlib.sha256(root).hexdigest())
    except (VerificationError, ValueError, TypeError) as error:
        raise TokenError("terminal-timestamp-untrusted") from error


def root_certificate(path: Path) -> bytes:
    """Return the one certificate (DER) in a file (PEM). Raises ``OSError``, and ``TokenError`` if it holds
    something else."""
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import load_pem_x509_certificates

    try:
        (certificate,) = load_pem_x509_certificates(path.read_bytes())
    except ValueError as error:
        raise TokenError("terminal-timestamp-no-root", file=path) from error
    return certificate.public_bytes(Encoding.DER)


def _authority(response: "TimeStampResponse") -> str:
    """Return the name of the certificate that signed."""
    from cryptography.x509 import load_der_x509_certificate

    (signer,) = response.signed_data.signer_infos
    for raw in response.signed_data.certificates:
        found = load_der_x509_certificate(raw)
        if (found.issuer, found.serial_number) == (signer.issuer, signer.serial_number):
            return _line(found.subject.rfc4514_string())
    raise ValueError("no certificate of the signer")


def _reason(response: "TimeStampResponse", status: int) -> str:
    try:
        said = "; ".join(response.status_string)
    except (ValueError, TypeError):
        said = ""
    return said or f"status {status}"


def _line(text: str) -> str:
    """Return text from outside as one short line."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:_MAX_REASON]
