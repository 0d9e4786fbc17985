"""Time-stamps that go with a server's files: of each day the document, the server's part of it, and each
authority's answer with the root certificate.

A folder for each day, ``timestamps/2026-05-05/``: ``document.json``, ``heads.json`` or ``evidence.json``, and
for each authority ``1.tsr`` and ``1.pem``. A day is left out if the days before it prove all that it does.
"""

import asyncio
import zlib
from base64 import encodebytes
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import TimestampDay, TimestampPart, TimestampProof
from bot.timestamps.document import EVIDENCE, HEADS, heads_of, sums_of

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
