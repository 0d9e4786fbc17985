"""Document of a day, whose SHA-256 is time-stamped, its parts, and the files that go with a server's own.

The document lists the SHA-256 of its parts and nothing else. Each part belongs to one server: the heads of
its ledgers, or the SHA-256 of answers of sources. A part holds a random salt, so that the document, which
goes with every server's files, tells nothing of the parts of others: none can be guessed from its hash. Both
are JSON in one form (keys in order, no spaces), so that anyone can recompute them.

A server's files have a folder for each day, ``timestamps/2026-05-05/``: ``document.json``, ``heads.json`` or
``evidence.json``, and for each authority ``1.tsr`` and ``1.pem``: its answer and the root certificate. A day
is left out if the days before it prove all that it does.
"""

import asyncio
import hashlib
import json
import zlib
from base64 import encodebytes
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import TimestampDay, TimestampPart, TimestampProof

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


FOLDER = "timestamps/"
DOCUMENT = "document.json"


@dataclass(frozen=True, slots=True)
class StampedDay:
    """A day that an authority time-stamped, with a server's part of its document."""

    day: Day
    document: bytes
    part: bytes


async def heads_files(session: AsyncSession, server_id: int) -> Mapping[str, bytes]:
    """Return the files about a server's ledgers, by name."""
    return await _files(session, server_id, HEADS, heads_of)


async def evidence_files(
    session: AsyncSession, server_id: int, wanted: Collection[str]
) -> Mapping[str, bytes]:
    """Return the files about those of a server's answers that are ``wanted``, by their SHA-256."""
    known = set(wanted)
    return await _files(session, server_id, EVIDENCE, lambda part: known.intersection(sums_of(part)))


async def _files(
    session: AsyncSession, server_id: int, kind: str, proves: Callable[[bytes], Iterable[Hashable]]
) -> Mapping[str, bytes]:
    """Return the files of the days that an authority time-stamped and that are needed."""
    query = (
        select(TimestampDay.day, TimestampDay.document, TimestampPart.content)
        .join(TimestampPart, TimestampPart.day == TimestampDay.day)
        .where(TimestampPart.server_id == server_id, TimestampPart.kind == kind)
        .where(TimestampDay.day.in_(select(TimestampProof.day)))
        .order_by(TimestampDay.day)
    )
    rows = (await session.execute(query)).all()
    days = await asyncio.to_thread(lambda: list(_needed(rows, proves)))
    proofs = (
        select(TimestampProof.day, TimestampProof.answer, TimestampProof.root)
        .where(TimestampProof.day.in_([each.day for each in days]))
        .order_by(TimestampProof.day, TimestampProof.authority)
    )
    files: dict[str, bytes] = {}
    for each in days:
        folder = _folder(each.day)
        files |= {f"{folder}{DOCUMENT}": each.document, f"{folder}{kind}.json": each.part}
    for day, of_day in groupby(await session.execute(proofs), key=lambda row: row.day):
        for number, proof in enumerate(of_day, 1):
            name = f"{_folder(day)}{number}"
            files |= {f"{name}.tsr": proof.answer, f"{name}.pem": _pem(proof.root)}
    return files


def _needed(rows: Iterable[Any], proves: Callable[[bytes], Iterable[Hashable]]) -> Iterator[StampedDay]:
    """Yield the days that prove something earlier days do not, the oldest first. Slow: not for the event
    loop."""
    proven: set[Hashable] = set()
    for day, document, content in rows:
        part = zlib.decompress(content)
        more = set(proves(part)) - proven
        if more:
            proven |= more
            yield StampedDay(day, document, part)


def _folder(day: Day) -> str:
    return f"{FOLDER}{day.isoformat()}/"


def _pem(certificate: bytes) -> bytes:
    """Return a certificate as programs take it, without importing a library for that."""
    begin, end = b"-----BEGIN CERTIFICATE-----\n", b"-----END CERTIFICATE-----\n"
    return begin + _lines(encodebytes(certificate).replace(b"\n", b"")) + end


def _lines(text: bytes) -> bytes:
    return b"".join(text[start : start + 64] + b"\n" for start in range(0, len(text), 64))
