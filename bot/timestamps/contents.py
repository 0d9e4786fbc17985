"""Contents of a day's document: the heads of all published ledgers, and the answers that are not yet
time-stamped.

A server's part has the SHA-256 of an answer only if that server may see all of it: the hash of a list that
was read for others would tell of their watches.
"""

import asyncio
import secrets
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.following import followed_ids
from bot.contracts.queries.evidence_access import is_in_part, own_reads
from bot.storage.models import (
    ContractSnapshot,
    Demand,
    Publication,
    Server,
    Snapshot,
    TimestampPart,
    TimestampProof,
)
from bot.timestamps.document import (
    EVIDENCE,
    HEADS,
    StampedHead,
    document_of,
    evidence_part,
    heads_part,
    sums_of,
)

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class DayPart:
    """A server's part of a day's document."""

    server_id: int
    kind: str
    content: bytes


async def read_parts(session: AsyncSession, day: Day) -> list[DayPart]:
    """Return the parts of a day's document, of all servers that have something to prove."""
    parts = []
    there = select(Server.id).where(Server.removed_at.is_(None)).order_by(Server.id)
    for server_id in (await session.scalars(there)).all():
        if heads := await _heads(session, server_id):
            parts.append(DayPart(server_id, HEADS, heads_part(day, _salt(), heads)))
        if sums := await _new_sums(session, server_id):
            content = await asyncio.to_thread(evidence_part, day, _salt(), sums)
            parts.append(DayPart(server_id, EVIDENCE, content))
    return parts


def written(day: Day, parts: Sequence[DayPart]) -> tuple[bytes, list[TimestampPart]]:
    """Return the document with these parts, and their rows. Takes its time: not for the event loop."""
    rows = [
        TimestampPart(day=day, server_id=part.server_id, kind=part.kind, content=zlib.compress(part.content))
        for part in parts
    ]
    return document_of(day, (part.content for part in parts)), rows


async def _heads(session: AsyncSession, server_id: int) -> list[StampedHead]:
    """Return the newest publication of each demand of a server: public, on the board and in posts."""
    newest = (
        select(Publication.demand_id, func.max(Publication.number).label("number"))
        .join(Demand, Demand.id == Publication.demand_id)
        .where(Demand.server_id == server_id)
        .group_by(Publication.demand_id)
        .subquery()
    )
    query = (
        select(Demand.slug, Publication.number, Publication.hash)
        .join(Publication, Publication.demand_id == Demand.id)
        .join(
            newest,
            (newest.c.demand_id == Publication.demand_id) & (newest.c.number == Publication.number),
        )
    )
    return [
        StampedHead(slug, number, hash)
        for slug, number, hash in await session.execute(query)
        if hash is not None
    ]


async def _new_sums(session: AsyncSession, server_id: int) -> set[str]:
    """Return the SHA-256 of a server's answers that no time-stamp covers yet."""
    mine = func.max(case((ContractSnapshot.read_key.in_(own_reads(server_id)), 1), else_=0))
    query = (
        select(Snapshot.sha256, Snapshot.source, Snapshot.url, Snapshot.media, mine)
        .join(ContractSnapshot, ContractSnapshot.sha256 == Snapshot.sha256)
        .where(ContractSnapshot.contract_id.in_(followed_ids(server_id)))
        .group_by(Snapshot.sha256, Snapshot.source, Snapshot.url, Snapshot.media)
    )
    found = set()
    async for sha256, source, url, media, own in await session.stream(query):
        if not is_in_part(source, url, media, mine=bool(own)):
            found.add(sha256)
    proven = (
        select(TimestampPart.content)
        .where(TimestampPart.server_id == server_id, TimestampPart.kind == EVIDENCE)
        .where(TimestampPart.day.in_(select(TimestampProof.day)))
    )
    return found - await asyncio.to_thread(_all_sums, (await session.scalars(proven)).all())


def _all_sums(packed: Iterable[bytes]) -> set[str]:
    return {sha256 for content in packed for sha256 in sums_of(zlib.decompress(content))}


def _salt() -> str:
    return secrets.token_hex(_SALT_BYTES)
