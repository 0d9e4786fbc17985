"""Document of a day, whose SHA-256 is time-stamped, and its parts.

The document lists the SHA-256 of its parts and nothing else. Each part belongs to one server: the heads of
its ledgers, or the SHA-256 of answers of sources. A part holds a random salt, so that the document, which
goes with every server's files, tells nothing of the parts of others: none can be guessed from its hash. Both
are JSON in one form (keys in order, no spaces), so that anyone can recompute them.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

FORMAT = 1
KIND = "tocsin-timestamp"
HEADS, EVIDENCE = "heads", "evidence"


class NotADocument(Exception):
    """Bytes that are no document, or no part of one."""


@dataclass(frozen=True, slots=True, order=True)
class StampedHead:
    """The newest publication of a demand on the day: its number and hash."""

    demand: str
    number: int
    hash: str


def document_of(day: Day, parts: Iterable[bytes]) -> bytes:
    """Return the document of a day with these parts."""
    sums = sorted(hashlib.sha256(part).hexdigest() for part in parts)
    return _written({"format": FORMAT, "kind": KIND, "day": day.isoformat(), "parts": sums})


def heads_part(day: Day, salt: str, heads: Iterable[StampedHead]) -> bytes:
    """Return the part with the heads of a server's ledgers."""
    listed = [{"demand": head.demand, "number": head.number, "hash": head.hash} for head in sorted(heads)]
    return _part(HEADS, day, salt, listed)


def evidence_part(day: Day, salt: str, sums: Iterable[str]) -> bytes:
    """Return the part with the SHA-256 of answers that a server may see in full."""
    return _part(EVIDENCE, day, salt, sorted(sums))


def parts_of(document: bytes) -> Sequence[str]:
    """Return the SHA-256 of each part of a document. Raises ``NotADocument``."""
    return _texts(_read(document, KIND), "parts")


def sums_of(part: bytes) -> Sequence[str]:
    """Return the SHA-256 of each answer in a part. Raises ``NotADocument``."""
    return _texts(_read(part, f"{KIND}-{EVIDENCE}"), EVIDENCE)


def heads_of(part: bytes) -> Sequence[StampedHead]:
    """Return the heads in a part. Raises ``NotADocument``."""
    try:
        heads = [
            StampedHead(each["demand"], each["number"], each["hash"])
            for each in _read(part, f"{KIND}-{HEADS}")[HEADS]
        ]
    except (KeyError, TypeError) as error:
        raise NotADocument from error
    for head in heads:
        if type(head.number) is not int or not isinstance(head.demand, str) or not isinstance(head.hash, str):
            raise NotADocument
    return heads


def _part(kind: str, day: Day, salt: str, listed: Sequence[Any]) -> bytes:
    return _written(
        {"format": FORMAT, "kind": f"{KIND}-{kind}", "day": day.isoformat(), "salt": salt, kind: listed}
    )


def _texts(value: Mapping[str, Any], key: str) -> Sequence[str]:
    found = value.get(key)
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise NotADocument
    return found


def _read(content: bytes, kind: str) -> Mapping[str, Any]:
    try:
        value = json.loads(content)
        good = isinstance(value, dict) and (value["format"], value["kind"]) == (FORMAT, kind)
    except (ValueError, KeyError, RecursionError) as error:
        raise NotADocument from error
    if not good or _written(value) != content:
        raise NotADocument
    return value  # type: ignore[no-any-return]


def _written(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
