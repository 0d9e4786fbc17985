"""A contract as it was first seen, and what it said from then on, from our own snapshots.

Sources show what is true now and keep no history of a contract's figures: this is the only one.
"""

import asyncio
import zlib
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.kept import Had, Share, had_in_part, ids_of, is_in_part, own_reads, share_of, shown_address
from bot.contracts.model import Answer
from bot.refusal import Refusal
from bot.storage import Database
from bot.storage.tables import Contract, ContractSnapshot, ContractValues, Snapshot, Watch, WatchedContract

_MOST_ID = 2**31 - 1  # what any database takes for an id
_FIGURES = ("obligated", "exercised", "ceiling", "paid", "ordered", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer of a source that is kept: ``size`` bytes with this SHA-256, and where and when it was read.

    The same bytes are kept once: ``url`` and ``fetched_at`` are of the first time they came. ``url`` is as
    ``shown_address`` gives it. ``share`` says how much of the answer this is; ``stored`` names it to
    ``snapshot`` and is not shown: it is the hash of the whole.
    """

    sha256: str
    url: str
    fetched_at: datetime
    media: str
    size: int
    share: Share
    stored: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesAt:
    """What a contract's figures were from ``seen_at`` on. Amounts are in ``currency``; ``None``: not said."""

    seen_at: datetime
    currency: str
    obligated: Decimal | None
    exercised: Decimal | None
    ceiling: Decimal | None
    paid: Decimal | None
    ordered: Decimal | None
    end: Date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSeen(ValuesAt):
    """A contract's figures when they were first seen, and the answers that it was first read from."""

    answers: tuple[Kept, ...]


async def first_seen(database: Database, server_id: int, contract_id: int) -> FirstSeen:
    """What was first seen of a contract. Refused if no watch of this server follows it."""
    async with database.read() as session:
        await _must_follow(session, server_id, contract_id)
        contract = (await session.scalars(select(Contract).where(Contract.id == contract_id))).one()
        oldest = (await session.scalars(_values(contract_id).limit(1))).first()
        figures = _unknown(contract) if oldest is None else _figures(oldest)
        answers = await _first_answers(session, server_id, contract)
    return FirstSeen(**figures, answers=answers)


async def values_over_time(session: AsyncSession, contract_id: int) -> tuple[ValuesAt, ...]:
    """What a contract's figures were, oldest first: a value for each time that any of them changed."""
    return tuple(ValuesAt(**_figures(row)) for row in await session.scalars(_values(contract_id)))


async def snapshot(database: Database, server_id: int, contract_id: int, stored: str) -> Answer:
    """An answer that is kept of a contract, as far as this server has it: its bytes, its address as
    ``shown_address`` gives it, and never its query. Refused if there is none, or this server does not follow
    the contract."""
    async with database.read() as session:
        await _must_follow(session, server_id, contract_id)
        contract = (await session.scalars(select(Contract).where(Contract.id == contract_id))).one()
        link = (await session.execute(_links(server_id, contract_id).where(Snapshot.sha256 == stored))).all()
        if not link:
            raise Refusal("refusal-contract-unknown")
        mine = any(each.mine for each in link)
        found = await _had(session, link[0], contract, mine=mine)
    if found is None:
        raise Refusal("refusal-contract-unknown")
    return Answer(
        url=shown_address(link[0].source, link[0].url, {contract.url}, mine=mine),
        query="",
        fetched_at=link[0].fetched_at,
        content=found.content,
        media=link[0].media,
    )


async def _must_follow(session: AsyncSession, server_id: int, contract_id: int) -> None:
    link = exists().where(
        Watch.id == WatchedContract.watch_id,
        Watch.server_id == server_id,
        WatchedContract.contract_id == contract_id,
    )
    if not 0 < contract_id <= _MOST_ID or not await session.scalar(select(link)):
        raise Refusal("refusal-contract-unknown")


def _values(contract_id: int) -> Any:
    return (
        select(ContractValues)
        .where(ContractValues.contract_id == contract_id)
        .order_by(ContractValues.seen_at, ContractValues.id)
    )


def _figures(row: ContractValues) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("seen_at", "currency", *_FIGURES)}


def _unknown(contract: Contract) -> dict[str, Any]:
    return {
        "seen_at": contract.first_seen_at,
        "currency": contract.currency,
        **dict.fromkeys(_FIGURES),
    }


def _links(server_id: int, contract_id: int) -> Any:
    """The answers of a contract by the reads that it was read from them in, without their content."""
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


async def _first_answers(session: AsyncSession, server_id: int, contract: Contract) -> tuple[Kept, ...]:
    """The answers of the read whose last answer came before those of any other.

    Not of the read with the oldest answer: bytes that came later for this contract may have come before
    for another, and are kept with the first moment.
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


async def _kept(session: AsyncSession, link: Any, contract: Contract) -> Kept | None:
    """What this server has of one answer. Most need not be unpacked for it."""
    sha256, size, share = link.sha256, link.size, share_of(link.source, link.media)
    if size is None or is_in_part(link.source, link.url, link.media, mine=link.mine):
        found = await _had(session, link, contract, mine=link.mine)
        if found is None:
            return None
        sha256, size, share = found.sha256, len(found.content), found.share
    return Kept(
        sha256=sha256,
        url=shown_address(link.source, link.url, {contract.url}, mine=link.mine),
        fetched_at=link.fetched_at,
        media=link.media,
        size=size,
        share=share,
        stored=link.sha256,
    )


async def _had(session: AsyncSession, link: Any, contract: Contract, *, mine: bool) -> Had | None:
    packed = await session.scalar(select(Snapshot.content).where(Snapshot.sha256 == link.sha256))
    content = await asyncio.to_thread(zlib.decompress, packed or b"")
    if not is_in_part(link.source, link.url, link.media, mine=mine):
        return Had(content, link.sha256, share_of(link.source, link.media))
    ids = ids_of(contract.source_id, contract.identifiers)
    return await asyncio.to_thread(had_in_part, content, link.sha256, link.source, ids)
