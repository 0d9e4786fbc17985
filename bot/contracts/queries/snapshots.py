"""Stored answers of sources, as far as a server may see them, and the first known state of a contract with
the answers that it was read from."""

import asyncio
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.following import must_follow
from bot.contracts.model import Answer
from bot.contracts.queries.evidence_access import (
    AccessibleAnswer,
    AnswerShare,
    had_in_part,
    ids_of,
    is_in_part,
    own_reads,
    share_of,
    shown_address,
)
from bot.contracts.queries.figures import ValuesAt, oldest_values
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import Contract, ContractSnapshot, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """A stored answer of a source: ``size`` bytes with this SHA-256, and where and when it was read.

    Identical bytes are stored once: ``url`` and ``fetched_at`` are of their first occurrence. ``url`` is as
    returned by ``shown_address``. ``share`` tells how much of the answer this is; ``stored`` is its key for
    ``snapshot``, the hash of the whole, and is not shown.
    """

    sha256: str
    url: str
    fetched_at: datetime
    media: str
    size: int
    share: AnswerShare
    stored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSeen(ValuesAt):
    """A contract's first known figures, and the answers they were read from."""

    answers: tuple[StoredAnswer, ...]


async def first_seen(database: Database, server_id: int, contract_id: int) -> FirstSeen:
    """Return the first known state of a contract. Refused if no watch of this server follows it."""
    async with database.read() as session:
        await must_follow(session, server_id, contract_id)
        contract = (await session.scalars(select(Contract).where(Contract.id == contract_id))).one()
        figures = await oldest_values(session, contract)
        answers = await _first_answers(session, server_id, contract)
    return FirstSeen(**figures, answers=answers)


async def snapshot(database: Database, server_id: int, contract_id: int, stored: str) -> Answer:
    """Return a stored answer of a contract, as far as this server may see it: its bytes, its address as
    returned by ``shown_address``, and never its query. Refused if there is none, or this server does not
    follow the contract."""
    async with database.read() as session:
        await must_follow(session, server_id, contract_id)
        contract = (await session.scalars(select(Contract).where(Contract.id == contract_id))).one()
        link = (await session.execute(_links(server_id, contract_id).where(Snapshot.sha256 == stored))).all()
        if not link:
            raise UserError("refusal-contract-unknown")
        mine = any(each.mine for each in link)
        found = await _had(session, link[0], contract, mine=mine)
    if found is None:
        raise UserError("refusal-contract-unknown")
    return Answer(
        url=shown_address(link[0].source, link[0].url, {contract.url}, mine=mine),
        query="",
        fetched_at=link[0].fetched_at,
        content=found.content,
        media=link[0].media,
    )


def _links(server_id: int, contract_id: int) -> Any:
    """Return a query for the answers of a contract with their reads, without their content."""
    return (
        select(
            ContractSnapshot.read_key,
            ContractSnapshot.read_key.in_(own_reads(server_id)).label("mine"),
            Snapshot.sha256,
            Snapshot.source,
            Snapshot.url,
            Snapshot.fetched_at,
            Snapshot.media,
            Snapshot.size,
        )
        .join(Snapshot, Snapshot.sha256 == ContractSnapshot.sha256)
        .where(ContractSnapshot.contract_id == contract_id)
    )


async def _first_answers(
    session: AsyncSession, server_id: int, contract: Contract
) -> tuple[StoredAnswer, ...]:
    """Return the answers of the read whose last answer is older than that of any other read.

    Not of the read with the oldest answer: bytes that came later for this contract may have come earlier for
    another, and are stored with the first time.
    """
    links = _links(server_id, contract.id).order_by(Snapshot.fetched_at, Snapshot.sha256)
    reads: dict[str, list[Any]] = {}
    for link in await session.execute(links):
        reads.setdefault(link.read_key, []).append(link)
    if not reads:
        return ()
    first = min(reads, key=lambda key: (reads[key][-1].fetched_at, key))
    found = [await _kept(session, link, contract) for link in reads[first]]
    return tuple(kept for kept in found if kept is not None)


async def _kept(session: AsyncSession, link: Any, contract: Contract) -> StoredAnswer | None:
    """Return one answer as far as this server may see it. Most need not be decompressed for it."""
    sha256, size, share = link.sha256, link.size, share_of(link.source, link.media)
    if size is None or is_in_part(link.source, link.url, link.media, mine=link.mine):
        found = await _had(session, link, contract, mine=link.mine)
        if found is None:
            return None
        sha256, size, share = found.sha256, len(found.content), found.share
    return StoredAnswer(
        sha256=sha256,
        url=shown_address(link.source, link.url, {contract.url}, mine=link.mine),
        fetched_at=link.fetched_at,
        media=link.media,
        size=size,
        share=share,
        stored=link.sha256,
    )


async def _had(
    session: AsyncSession, link: Any, contract: Contract, *, mine: bool
) -> AccessibleAnswer | None:
    packed = await session.scalar(select(Snapshot.content).where(Snapshot.sha256 == link.sha256))
    content = await asyncio.to_thread(zlib.decompress, packed or b"")
    if not is_in_part(link.source, link.url, link.media, mine=mine):
        return AccessibleAnswer(content, link.sha256, share_of(link.source, link.media))
    ids = ids_of(contract.source_id, contract.identifiers)
    return await asyncio.to_thread(had_in_part, content, link.sha256, link.source, ids)
