"""SQL conditions for the contracts that a server follows, and the refusal of those that it does not."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, BindParameter, ColumnElement, Select, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.storage.models import Contract, Watch, WatchedContract
from bot.storage.types import can_be_id

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


def told_ids(server_id: int) -> Select[*tuple[Any, ...]]:
    """Return a query for the matched contracts that a server was told of: by a post, or by the first digest
    of one of its watches."""
    return matched_ids(server_id).where(or_(WatchedContract.told, Watch.baseline_at.is_not(None)))


def matched_by(server_id: int) -> ColumnElement[bool]:
    """Return ``matched_ids`` as a condition."""
    return Contract.id.in_(matched_ids(server_id))


def links_to(server_id: int, contract_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """Return a query for the links of a server's watches to contracts."""
    links = WatchedContract
    return (
        select(links.contract_id, links.matched, links.unmatched_since)
        .join(Watch, Watch.id == links.watch_id)
        .where(Watch.server_id == server_id, links.contract_id.in_(contract_ids))
    )


async def must_follow(session: AsyncSession, server_id: int, contract_id: int) -> Sequence[Any]:
    """Return the links of a server's watches to a contract. Refused if there are none."""
    if not can_be_id(contract_id):
        raise UserError("refusal-contract-unknown")
    links = (await session.execute(links_to(server_id, [contract_id]))).all()
    if not links:
        raise UserError("refusal-contract-unknown")
    return links
