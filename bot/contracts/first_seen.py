"""A contract as it was first seen, and what it said from then on, from our own snapshots.

Sources show what is true now and keep no history of a contract's figures: this is the only one.
"""

import asyncio
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.model import Answer
from bot.contracts.selects import followed_ids
from bot.refusal import Refusal
from bot.storage import Database
from bot.storage.tables import Contract, ContractSnapshot, ContractValues, Snapshot, Watch, WatchedContract

_MOST_ID = 2**31 - 1  # what any database takes for an id
_FIGURES = ("obligated", "exercised", "ceiling", "paid", "ordered", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer of a source that is kept: ``size`` bytes with this SHA-256, and where and when it was read.

    The same bytes are kept once: ``url`` and ``fetched_at`` are of the first time they came. ``url`` is as
    ``shown_address`` gives it.
    """

    sha256: str
    url: str
    fetched_at: datetime
    media: str
    size: int


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


def shown_address(url: str, own: Collection[str]) -> str:
    """The address that an answer was read from, without what was asked there.

    An answer is kept once for all servers, and was perhaps read for the watch of another: its question holds
    that server's words. So whoever shows or exports answers gives their address as this returns it, and
    never ``Snapshot.query``. Only the address of one of the contracts themselves, ``own``, is whole: a
    page's parameters may be what names it.
    """
    if url in own:
        return url
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


async def first_seen(database: Database, server_id: int, contract_id: int) -> FirstSeen:
    """What was first seen of a contract. Refused if no watch of this server follows it."""
    async with database.read() as session:
        if not 0 < contract_id <= _MOST_ID or not await _follows(
            session, server_id, WatchedContract.contract_id == contract_id
        ):
            raise Refusal("refusal-contract-unknown")
        oldest = (await session.scalars(_values(contract_id).limit(1))).first()
        figures = await _unknown(session, contract_id) if oldest is None else _figures(oldest)
        rows = await _first_answers(session, contract_id)
        own = (await session.scalars(select(Contract.url).where(Contract.id == contract_id))).all()
    # Sizes are of what was read, which is kept compressed.
    return FirstSeen(**figures, answers=await asyncio.to_thread(_all_kept, rows, own))


async def values_over_time(session: AsyncSession, contract_id: int) -> tuple[ValuesAt, ...]:
    """What a contract's figures were, oldest first: a value for each time that any of them changed."""
    return tuple(ValuesAt(**_figures(row)) for row in await session.scalars(_values(contract_id)))


async def snapshot(database: Database, server_id: int, sha256: str) -> Answer:
    """An answer that is kept: its bytes as they were read, its address as ``shown_address`` gives it, and
    never its query. Refused if it is of no contract that this server follows."""
    of_it = select(ContractSnapshot.contract_id).where(ContractSnapshot.sha256 == sha256)
    followed = select(Contract.url).where(Contract.id.in_(of_it), Contract.id.in_(followed_ids(server_id)))
    async with database.read() as session:
        own = (await session.scalars(followed)).all()
        if not own:
            raise Refusal("refusal-contract-unknown")
        row = (await session.scalars(select(Snapshot).where(Snapshot.sha256 == sha256))).one()
    return Answer(
        url=shown_address(row.url, own),
        query="",
        fetched_at=row.fetched_at,
        content=await asyncio.to_thread(zlib.decompress, row.content),
        media=row.media,
    )


async def _follows(session: AsyncSession, server_id: int, which: Any) -> bool:
    link = exists().where(Watch.id == WatchedContract.watch_id, Watch.server_id == server_id, which)
    return bool(await session.scalar(select(link)))


def _values(contract_id: int) -> Any:
    return (
        select(ContractValues)
        .where(ContractValues.contract_id == contract_id)
        .order_by(ContractValues.seen_at, ContractValues.id)
    )


def _figures(row: ContractValues) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("seen_at", "currency", *_FIGURES)}


async def _unknown(session: AsyncSession, contract_id: int) -> dict[str, Any]:
    contract = (await session.scalars(select(Contract).where(Contract.id == contract_id))).one()
    return {
        "seen_at": contract.first_seen_at,
        "currency": contract.currency,
        **dict.fromkeys(_FIGURES),
    }


async def _first_answers(session: AsyncSession, contract_id: int) -> Sequence[Snapshot]:
    """The answers of the read whose last answer came before those of any other.

    Not of the read with the oldest answer: bytes that came later for this contract may have come before
    for another, and are kept with the first moment.
    """
    first_read = (
        select(ContractSnapshot.read_key)
        .join(Snapshot, Snapshot.sha256 == ContractSnapshot.sha256)
        .where(ContractSnapshot.contract_id == contract_id)
        .group_by(ContractSnapshot.read_key)
        .order_by(func.max(Snapshot.fetched_at), ContractSnapshot.read_key)
        .limit(1)
        .scalar_subquery()
    )
    wanted = (
        select(Snapshot)
        .join(ContractSnapshot, ContractSnapshot.sha256 == Snapshot.sha256)
        .where(ContractSnapshot.contract_id == contract_id, ContractSnapshot.read_key == first_read)
        .order_by(Snapshot.fetched_at, Snapshot.sha256)
    )
    return (await session.scalars(wanted)).all()


def _all_kept(rows: Sequence[Snapshot], own: Collection[str]) -> tuple[Kept, ...]:
    return tuple(
        Kept(
            sha256=row.sha256,
            url=shown_address(row.url, own),
            fetched_at=row.fetched_at,
            media=row.media,
            size=len(zlib.decompress(row.content)),
        )
        for row in rows
    )
