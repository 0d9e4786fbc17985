"""Certificates of a time-stamping answer in DER order.

The members of a set are sorted in DER, and the parser refuses any other order. RFC 5652 lets a signer send
its certificates in BER, as OpenSSL does: the signer's own first, then its chain. No signature covers their
order.
"""

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
