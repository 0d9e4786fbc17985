"""Stored answers of sources, as far as a server may see them, the history of a contract's figures from our
own reads, and its first known state with the answers that it was read from.

An answer is stored once for all servers. A server may see an answer in full if a read for its own watches
fetched it. If it was fetched for others only, or for a watch that has been removed, a server may see the part
about a contract that it follows: a page of search results would reveal the queries of others.
"""

import asyncio
import hashlib
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.made import made_of
from bot.contracts.following import must_follow
from bot.contracts.model import Answer
from bot.contracts.row_mapping import FIGURES
from bot.contracts.sources.registry import is_chosen, may_hold_others, part_of, says_none
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import (
    Contract,
    ContractSnapshot,
    ContractValues,
    Observation,
    Snapshot,
    Watch,
    WatchGroup,
)


class AnswerShare(StrEnum):
    """Share of an answer that a server may see, and whether the answer is a denial."""

    WHOLE = "whole"
    PART = "part"  # the part of a list about one contract, as JSON
    NONE = "none"  # whole too: the source's statement that it has no such contract


@dataclass(frozen=True, slots=True)
class AccessibleAnswer:
    """``content`` as far as the server may see it, with its own SHA-256."""

    content: bytes
    sha256: str
    share: AnswerShare


def ids_of(source_id: str, identifiers: Iterable[str]) -> list[str]:
    """Return the current and former ids of a contract: each identifies it to other sources, too."""
    return [source_id, *(one.partition(":")[2] for one in identifiers)]


def own_reads(server_id: int) -> Select[*tuple[Any, ...]]:
    """Return a query for the keys of the reads that were made for a server's watches."""
    return (
        select(Observation.read_key)
        .join(WatchGroup, WatchGroup.group_key == Observation.group_key)
        .join(Watch, Watch.id == WatchGroup.watch_id)
        .where(Watch.server_id == server_id)
    )


def is_in_part(source: str, url: str, media: str, *, mine: bool) -> bool:
    """True if a server may see only its contracts' part of an answer. ``mine``: one of its reads fetched
    it."""
    return not mine and may_hold_others(source, url, media)


def share_of(source: str, media: str) -> AnswerShare:
    """Return the share for an answer that a server may see in full."""
    return AnswerShare.NONE if says_none(source, media) else AnswerShare.WHOLE


def had_in_part(
    content: bytes, sha256: str, source: str, source_ids: Iterable[str]
) -> AccessibleAnswer | None:
    """Return the part of an answer about a contract with these ids; ``None`` if there is none."""
    parts = (part_of(source, source_id, content) for source_id in source_ids)
    part = next((each for each in parts if each is not None), None)
    if part is None:
        return None
    if part == content:
        return AccessibleAnswer(content, sha256, AnswerShare.WHOLE)
    return AccessibleAnswer(part, hashlib.sha256(part).hexdigest(), AnswerShare.PART)


def shown_address(source: str, url: str, public: Collection[str], *, mine: bool) -> str:
    """Return the address of an answer without its query; empty if it belongs to another server.

    The query may contain the words of another server's watch, so ``Snapshot.query`` is never shown. Only the
    address of one of the contracts themselves, ``public``, is whole: the parameters of a page may identify
    it.
    """
    if not mine and is_chosen(source):
        return ""
    if url in public:
        return url
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


_NAMES = ("seen_at", *FIGURES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesAt:
    """A contract's figures from ``seen_at`` on. Amounts are in ``currency``; ``None``: not stated."""

    seen_at: datetime
    currency: str
    obligated: Decimal | None
    exercised: Decimal | None
    ceiling: Decimal | None
    paid: Decimal | None
    ordered: Decimal | None
    end: Date | None


async def values_over_time(session: AsyncSession, contract_id: int) -> tuple[ValuesAt, ...]:
    """Return the history of a contract's figures, oldest first: an entry for each time one of them
    changed."""
    return tuple(made_of(ValuesAt, row) for row in await session.execute(_values([contract_id])))


async def _oldest_values(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, Any]:
    """Return the first row of figures of each contract that has one."""
    oldest: dict[int, Any] = {}
    for row in await session.execute(_values(contract_ids)):
        oldest.setdefault(row.contract_id, row)
    return oldest


def _values(contract_ids: Collection[int]) -> Any:
    return (
        select(ContractValues.contract_id, *(getattr(ContractValues, name) for name in _NAMES))
        .where(ContractValues.contract_id.in_(contract_ids))
        .order_by(ContractValues.seen_at, ContractValues.id)
    )


_CONTRACT = (
    *(Contract.id, Contract.source_id, Contract.identifiers, Contract.url),
    *(Contract.first_seen_at, Contract.currency),
)


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
    async with database.read_long() as session:
        await must_follow(session, server_id, contract_id)
        return (await first_seen_of(session, server_id, [contract_id]))[contract_id]


async def first_seen_of(
    session: AsyncSession, server_id: int, contract_ids: Collection[int]
) -> dict[int, FirstSeen]:
    """Return the first known state of contracts that the server follows, by id. As many queries as for one,
    and one for each answer of which the server may see a part: at most some hundred contracts at once."""
    rows = (await session.execute(select(*_CONTRACT).where(Contract.id.in_(contract_ids)))).all()
    figures = await _oldest_values(session, [row.id for row in rows])
    answers = await _first_answers(session, server_id, {row.id: row for row in rows})
    return {row.id: _first_seen(row, figures.get(row.id), answers.get(row.id, ())) for row in rows}


def _first_seen(contract: Any, figures: Any, answers: tuple[StoredAnswer, ...]) -> FirstSeen:
    """Return the first known state of a contract, with no figures if none are stored."""
    if figures is not None:
        return made_of(FirstSeen, figures, answers=answers)
    none: dict[str, Any] = dict.fromkeys(FIGURES) | {"currency": contract.currency}
    return FirstSeen(**none, seen_at=contract.first_seen_at, answers=answers)


async def snapshot(database: Database, server_id: int, contract_id: int, stored: str) -> Answer:
    """Return a stored answer of a contract, as far as this server may see it: its bytes, its address as
    returned by ``shown_address``, and never its query. Refused if there is none, or this server does not
    follow the contract."""
    async with database.read_long() as session:
        await must_follow(session, server_id, contract_id)
        contract = (await session.scalars(select(Contract).where(Contract.id == contract_id))).one()
        answer = _links(server_id, [contract_id]).where(Snapshot.sha256 == stored)
        link = (await session.execute(answer)).all()
        if not link:
            raise UserError("refusal-contract-unknown")
        mine = any(each.mine for each in link)
        found = await _had(link[0], await _content(session, stored), contract, mine=mine)
    if found is None:
        raise UserError("refusal-contract-unknown")
    return Answer(
        url=shown_address(link[0].source, link[0].url, {contract.url}, mine=mine),
        query="",
        fetched_at=link[0].fetched_at,
        content=found.content,
        media=link[0].media,
    )


def _links(server_id: int, contract_ids: Collection[int]) -> Any:
    """Return a query for the answers of contracts with their reads, without their content."""
    return (
        select(
            ContractSnapshot.contract_id,
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
        .where(ContractSnapshot.contract_id.in_(contract_ids))
    )


async def _first_answers(
    session: AsyncSession, server_id: int, contracts: Mapping[int, Any]
) -> dict[int, tuple[StoredAnswer, ...]]:
    """Return the answers of each contract's read whose last answer is older than that of any other read.

    Not of the read with the oldest answer: bytes that came later for this contract may have come earlier for
    another, and are stored with the first time.
    """
    links = _links(server_id, list(contracts)).order_by(Snapshot.fetched_at, Snapshot.sha256)
    reads: dict[int, dict[str, list[Any]]] = {}
    for link in await session.execute(links):
        reads.setdefault(link.contract_id, {}).setdefault(link.read_key, []).append(link)
    first = {contract_id: _first_read(found) for contract_id, found in reads.items()}
    in_part = await _in_part(session, [link for found in first.values() for link in found], contracts)
    answers: dict[int, tuple[StoredAnswer, ...]] = {}
    for contract_id, found in first.items():
        kept = (_kept(link, contracts[contract_id].url, in_part) for link in found)
        answers[contract_id] = tuple(answer for answer in kept if answer is not None)
    return answers


def _first_read(reads: Mapping[str, list[Any]]) -> list[Any]:
    return reads[min(reads, key=lambda key: (reads[key][-1].fetched_at, key))]


async def _in_part(
    session: AsyncSession, links: Iterable[Any], contracts: Mapping[int, Any]
) -> dict[tuple[int, str], AccessibleAnswer | None]:
    """Return what a server may see of those answers that must be decompressed for it, by contract and hash:
    each is read once."""
    wanted: dict[str, list[Any]] = {}
    for link in links:
        if link.size is None or is_in_part(link.source, link.url, link.media, mine=link.mine):
            wanted.setdefault(link.sha256, []).append(link)
    found = {}
    for sha256, about in wanted.items():
        content = await _content(session, sha256)
        for link in about:
            found[link.contract_id, sha256] = await _had(
                link, content, contracts[link.contract_id], mine=link.mine
            )
    return found


def _kept(
    link: Any, address: str, in_part: Mapping[tuple[int, str], AccessibleAnswer | None]
) -> StoredAnswer | None:
    """Return one answer as far as the server may see it. ``address`` is the contract's own."""
    sha256, size, share = link.sha256, link.size, share_of(link.source, link.media)
    if (link.contract_id, sha256) in in_part:
        found = in_part[link.contract_id, sha256]
        if found is None:
            return None
        sha256, size, share = found.sha256, len(found.content), found.share
    url = shown_address(link.source, link.url, {address}, mine=link.mine)
    return made_of(StoredAnswer, link, sha256=sha256, url=url, size=size, share=share, stored=link.sha256)


async def _content(session: AsyncSession, sha256: str) -> bytes:
    packed = await session.scalar(select(Snapshot.content).where(Snapshot.sha256 == sha256))
    return await asyncio.to_thread(zlib.decompress, packed or b"")


async def _had(link: Any, content: bytes, contract: Any, *, mine: bool) -> AccessibleAnswer | None:
    """Return an answer as far as a server may see it, given the whole."""
    if not is_in_part(link.source, link.url, link.media, mine=mine):
        return AccessibleAnswer(content, link.sha256, share_of(link.source, link.media))
    ids = ids_of(contract.source_id, contract.identifiers)
    return await asyncio.to_thread(had_in_part, content, link.sha256, link.source, ids)
