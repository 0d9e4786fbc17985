"""Shared parts of queries: contracts of a server, and lines by many ids at once."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import BigInteger, BindParameter, ColumnElement, Select, and_, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.contracts.views import ContractLine, line_of, lines
from bot.storage.models import Contract, Watch, WatchedContract

SERVER_ID: BindParameter[int] = bindparam("server_id", type_=BigInteger)
"""Parameter of conditions that are built once for many servers."""


def followed_ids(server_id: int | BindParameter[int]) -> Select[*tuple[Any, ...]]:
    """Return a query for the contracts that a server's watches follow, including vehicles of orders."""
    return (
        select(WatchedContract.contract_id)
        .join(Watch, Watch.id == WatchedContract.watch_id)
        .where(Watch.server_id == server_id)
    )


def matched_ids(server_id: int | BindParameter[int]) -> Select[*tuple[Any, ...]]:
    """Return a query for the followed contracts that a watch matched."""
    return followed_ids(server_id).where(WatchedContract.matched)


def matched_by(server_id: int) -> ColumnElement[bool]:
    """Return ``matched_ids`` as a condition."""
    return Contract.id.in_(matched_ids(server_id))


async def count_of(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> int:
    """Return the number of rows of a query."""
    return int((await session.execute(select(func.count()).select_from(query.subquery()))).scalar_one())


async def lines_of(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> list[ContractLine]:
    """Return the lines of a query based on ``views.lines``."""
    return [line_of(row) for row in await session.execute(query)]


async def lines_by_id(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, ContractLine]:
    """Return lines by contract id."""
    found = await lines_of(session, lines().where(Contract.id.in_(contract_ids)))
    return {line.id: line for line in found}


async def parents_of(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, ContractLine]:
    """Return the known vehicles of contracts, by contract id."""
    child = aliased(Contract)
    pairs = await session.execute(
        select(child.id.label("child_id"), Contract.id)
        .join(Contract, and_(Contract.source == child.source, Contract.source_id == child.parent_source_id))
        .where(child.id.in_(contract_ids))
    )
    parent_ids: dict[int, int] = {row.child_id: row.id for row in pairs}
    by_id = await lines_by_id(session, set(parent_ids.values()))
    return {child_id: by_id[parent_id] for child_id, parent_id in parent_ids.items()}
