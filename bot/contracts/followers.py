"""Which servers follow a contract, and which of them have been told of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.contracts.model import Record
from bot.storage.tables import Contract, ContractIdentifier, Watch, WatchedContract


@dataclass(frozen=True, slots=True)
class Followers:
    """Servers that follow a contract."""

    told: frozenset[int]  # of the contract itself
    hearing: frozenset[int]  # of its changes: those, and those with a watch that has had its baseline


async def mark_told(
    session: AsyncSession,
    server_ids: Iterable[int],
    *,
    contract_id: int | None = None,
    digest_of: int | None = None,
) -> None:
    """Note that servers were told of one contract, or of all that the digest of a watch is about."""
    wanted = WatchedContract.contract_id == contract_id
    if digest_of is not None:
        of_digest = aliased(WatchedContract)
        wanted = WatchedContract.contract_id.in_(
            select(of_digest.contract_id).where(of_digest.watch_id == digest_of, of_digest.matched)
        )
    # Held until the end, so that none of them is removed, with its links, at the same time.
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
        update(WatchedContract)
        .where(wanted, WatchedContract.watch_id.in_(theirs), WatchedContract.told.is_(False))
        .values(told=True)
        .execution_options(synchronize_session=False)
    )


async def followers(session: AsyncSession, contract_id: int) -> Followers:
    """Who follows one contract now."""
    rows = (
        await session.execute(
            select(
                Watch.server_id,
                WatchedContract.told,
                and_(WatchedContract.matched, Watch.baseline_at.is_not(None)).label("heard"),
            )
            .join(WatchedContract, WatchedContract.watch_id == Watch.id)
            .where(WatchedContract.contract_id == contract_id)
        )
    ).all()
    told = frozenset(row.server_id for row in rows if row.told)
    return Followers(told=told, hearing=told | {row.server_id for row in rows if row.heard})


async def watches_vehicle(session: AsyncSession, record: Record, watch_ids: Collection[int]) -> bool:
    """Whether one of the watches found the vehicle of an order, and not only the order."""
    if record.parent_source_id is None:
        return False
    found = (
        select(WatchedContract.contract_id)
        .join(Contract, Contract.id == WatchedContract.contract_id)
        .where(
            Contract.source == record.source,
            Contract.source_id == record.parent_source_id,
            WatchedContract.watch_id.in_(watch_ids),
            WatchedContract.matched,
        )
    )
    return (await session.execute(found.limit(1))).first() is not None


async def told_of_twins(session: AsyncSession, contract_id: int) -> set[int]:
    """The servers that were told of this contract as another source shows it, proven by an identifier."""
    own, other = aliased(ContractIdentifier), aliased(ContractIdentifier)
    here, there = aliased(Contract), aliased(Contract)
    twins = (
        select(Watch.server_id)
        .join(WatchedContract, WatchedContract.watch_id == Watch.id)
        .join(other, other.contract_id == WatchedContract.contract_id)
        .join(own, own.identifier == other.identifier)
        .join(here, here.id == own.contract_id)
        .join(there, there.id == other.contract_id)
        .where(own.contract_id == contract_id, there.source != here.source, WatchedContract.told)
    )
    return set((await session.execute(twins)).scalars())
