"""Subscriptions: the servers that follow a contract, those that have been told of it, and those that a read
has to tell of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.contracts.following import is_elsewhere
from bot.contracts.model import Record
from bot.storage.models import (
    Contract,
    ContractIdentifier,
    Server,
    Watch,
    WatchedContract,
)


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Servers that follow a contract. A server that has paused every watch on it gets no announcements."""

    told: frozenset[int] = frozenset()  # of the contract itself
    listed: Mapping[int, datetime] = field(default_factory=dict)  # servers that had it in a digest only
    hearing: frozenset[int] = frozenset()  # of its changes: these, and servers with the baseline of a watch

    def knows(self, server_id: int, read_at: datetime | None = None) -> bool:
        """True if a server need not be told of the contract.

        ``read_at``: the last read of a watch that now begins to match it. If a digest listed the contract
        after that read, it is still news by this watch: without the digest it would have been.
        """
        listed = self.listed.get(server_id)
        return server_id in self.told and (listed is None or read_at is None or read_at >= listed)


class Link(NamedTuple):
    """Link of a watch to a contract: whether it matched, and the mark of its row in the list."""

    matched: bool
    mark: str | None = None


NO_LINKS: Mapping[int, Link] = MappingProxyType({})
NOBODY = Subscriptions()


@dataclass(frozen=True, slots=True)
class Audience:
    """Servers whose watches match a contract, with the last complete read of a watch that only begins to
    (``matching``), and those of them that are to be told of it (``coming``)."""

    matching: frozenset[tuple[int, datetime | None]] = frozenset()
    coming: frozenset[int] = frozenset()

    def unknown_to(self, told: Subscriptions) -> frozenset[int]:
        """Return the servers that need to be told."""
        return frozenset(
            server_id for server_id, read_at in self.matching if not told.knows(server_id, read_at)
        )


def audience_of(
    watches: Sequence[Any],
    record: Record,
    links: Mapping[int, Link] = NO_LINKS,
    told: Subscriptions = NOBODY,
) -> Audience:
    """Return the servers of the watches that match a contract, and may be told of it."""
    matching = {
        # A watch that now begins to match it may announce it even if a recent digest listed it.
        (watch.server_id, None if link is not None and link.matched else watch.whole_read_at)
        for watch in watches
        # Contracts that could not be read for a baseline belong to it, and are not new when they come.
        if watch.baseline_at is not None and record.source_id not in watch.unread
        for link in [links.get(watch.id)]
    }
    audience = Audience(frozenset(matching))
    return replace(audience, coming=audience.unknown_to(told))


async def hold_servers(session: AsyncSession, watch_ids: Collection[int], *, alone: bool = False) -> None:
    """Lock the rows of the servers of these watches until the end of the transaction.

    Lock them before any dependent row in every transaction that takes both: the removal of a server locks its
    row first and then all the others, so another order would deadlock. ``alone``: excludes other holders of
    this lock.
    """
    of_watches = select(Watch.server_id).where(Watch.id.in_(watch_ids))
    await session.execute(
        select(Server.id)
        .where(Server.id.in_(of_watches))
        .order_by(Server.id)
        .with_for_update(read=not alone, key_share=alone)
    )


async def mark_told(
    session: AsyncSession,
    server_ids: Iterable[int],
    *,
    contract_id: int | None = None,
    digest_of: int | None = None,
    now: datetime | None = None,
) -> None:
    """Record that servers were told of one contract, or of all that a watch's digest lists ``now``."""
    link = WatchedContract
    if digest_of is not None:
        of_digest = aliased(WatchedContract)
        wanted = and_(
            link.told.is_(False),
            link.contract_id.in_(
                select(of_digest.contract_id).where(of_digest.watch_id == digest_of, of_digest.matched)
            ),
        )
    else:
        wanted = and_(link.contract_id == contract_id, or_(link.told.is_(False), link.listed_at.is_not(None)))
    # Locked until the end, so that none of them is removed with its links at the same time.
    theirs = (
        (
            await session.execute(
                select(Watch.id)
                .where(Watch.server_id.in_(sorted(server_ids)))
                .order_by(Watch.id)
                .with_for_update(read=True)
            )
        )
        .scalars()
        .all()
    )
    await session.execute(
        update(link)
        .where(wanted, link.watch_id.in_(theirs))
        .values(told=True, listed_at=now if digest_of is not None else None)
        .execution_options(synchronize_session=False)
    )


async def followers(session: AsyncSession, contract_id: int) -> Subscriptions:
    """Return the current followers of a contract."""
    rows = (
        await session.execute(
            select(
                Watch.server_id,
                WatchedContract.told,
                WatchedContract.listed_at,
                and_(Watch.paused_at.is_(None), heard_of()).label("hears"),
            )
            .join(WatchedContract, WatchedContract.watch_id == Watch.id)
            .where(WatchedContract.contract_id == contract_id)
        )
    ).all()
    told = _told(row for row in rows if row.told)
    return replace(told, hearing=frozenset(row.server_id for row in rows if row.hears))


def _told(links: Iterable[Any]) -> Subscriptions:
    """Return the servers of links that are marked as told."""
    told: set[int] = set()
    as_news: set[int] = set()
    listed: dict[int, datetime] = {}
    for link in links:
        told.add(link.server_id)
        if link.listed_at is None:
            as_news.add(link.server_id)
        else:
            listed[link.server_id] = min(link.listed_at, listed.get(link.server_id, link.listed_at))
    return Subscriptions(
        told=frozenset(told),
        listed={server_id: since for server_id, since in listed.items() if server_id not in as_news},
    )


def heard_of() -> ColumnElement[bool]:
    """SQL condition: the server of a link between a watch and a contract knows the contract by it."""
    return or_(WatchedContract.told, and_(WatchedContract.matched, Watch.baseline_at.is_not(None)))


async def watched_vehicles(
    session: AsyncSession, records: Iterable[Record], watch_ids: Collection[int]
) -> set[str]:
    """Return the ids of the vehicles of orders, all from one source, that one of the watches found itself,
    and not only by an order."""
    parents = {record.parent_source_id: record.source for record in records if record.parent_source_id}
    if not parents:
        return set()
    found = (
        select(Contract.source_id)
        .join(WatchedContract, WatchedContract.contract_id == Contract.id)
        .where(
            Contract.source.in_(set(parents.values())),
            Contract.source_id.in_(parents),
            WatchedContract.watch_id.in_(watch_ids),
            WatchedContract.matched,
        )
    )
    return set(await session.scalars(found))


async def told_of_twins(session: AsyncSession, contract_id: int) -> Subscriptions:
    """Return the servers told of this contract as another source or publisher shows it, by an identifier."""
    own, other = aliased(ContractIdentifier), aliased(ContractIdentifier)
    here, there = aliased(Contract), aliased(Contract)
    twins = (
        select(Watch.server_id, WatchedContract.listed_at)
        .join(WatchedContract, WatchedContract.watch_id == Watch.id)
        .join(other, other.contract_id == WatchedContract.contract_id)
        .join(own, own.identifier == other.identifier)
        .join(here, here.id == own.contract_id)
        .join(there, there.id == other.contract_id)
        .where(
            own.contract_id == contract_id,
            there.id != here.id,
            is_elsewhere(there, here),
            WatchedContract.told,
        )
    )
    return _told(await session.execute(twins))
