"""Time-stamps that go with a server's files: of each day the document, the server's part of it, and each
authority's answer with the root certificate.

A folder for each day, ``timestamps/2026-05-05/``: ``document.json``, ``heads.json`` or ``evidence.json``, and
for each authority ``1.tsr`` and ``1.pem``. A day is left out if the days before it prove all that it does.
"""

import zlib
from base64 import encodebytes
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

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
    days = await _stamped_days(session, server_id, HEADS)
    return await _files_of(session, list(_needed(days, heads_of)), HEADS)


async def evidence_files(
    session: AsyncSession, server_id: int, wanted: Collection[str]
) -> Mapping[str, bytes]:
    """Return the files about those of a server's answers that are ``wanted``, by their SHA-256."""
    days = await _stamped_days(session, server_id, EVIDENCE)
    known = set(wanted)
    return await _files_of(
        session, list(_needed(days, lambda part: known.intersection(sums_of(part)))), EVIDENCE
    )


async def _stamped_days(session: AsyncSession, server_id: int, kind: str) -> list[StampedDay]:
    """Return the days that an authority time-stamped, the oldest first."""
    query = (
        select(TimestampDay.day, TimestampDay.document, TimestampPart.content)
        .join(TimestampPart, TimestampPart.day == TimestampDay.day)
        .where(TimestampPart.server_id == server_id, TimestampPart.kind == kind)
        .where(TimestampDay.day.in_(select(TimestampProof.day)))
        .order_by(TimestampDay.day)
    )
    return [
        StampedDay(day, document, zlib.decompress(content))
        for day, document, content in await session.execute(query)
    ]


def _needed(
    days: Iterable[StampedDay], proves: Callable[[bytes], Iterable[Hashable]]
) -> Iterator[StampedDay]:
    """Yield the days that prove something which those before them do not."""
    proven: set[Hashable] = set()
    for day in days:
        more = set(proves(day.part)) - proven
        if more:
            proven |= more
            yield day


async def _files_of(session: AsyncSession, days: Sequence[StampedDay], kind: str) -> Mapping[str, bytes]:
    files: dict[str, bytes] = {}
    for day in days:
        folder = f"{FOLDER}{day.day.isoformat()}/"
        files |= {f"{folder}{DOCUMENT}": day.document, f"{folder}{kind}.json": day.part}
        proofs = (
            select(TimestampProof.answer, TimestampProof.root)
            .where(TimestampProof.day == day.day)
            .order_by(TimestampProof.authority)
        )
        for number, (answer, root) in enumerate(await session.execute(proofs), 1):
            files |= {f"{folder}{number}.tsr": answer, f"{folder}{number}.pem": _pem(root)}
    return files


def _pem(certificate: bytes) -> bytes:
    """Return a certificate as programs take it, without importing a library for that."""
    begin, end = b"-----BEGIN CERTIFICATE-----\n", b"-----END CERTIFICATE-----\n"
    return begin + _lines(encodebytes(certificate).replace(b"\n", b"")) + end


def _lines(text: bytes) -> bytes:
    return b"".join(text[start : start + 64] + b"\n" for start in range(0, len(text), 64))
