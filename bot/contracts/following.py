"""SQL conditions for the contracts that a server follows, and the refusal of those that it does not."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, BindParameter, ColumnElement, Select, bindparam, select
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


def matched_by(server_id: int) -> ColumnElement[bool]:
    """Return ``matched_ids`` as a condition."""
    return Contract.id.in_(matched_ids(server_id))


async def must_follow(session: AsyncSession, server_id: int, contract_id: int) -> Sequence[Any]:
    """Return the links of a server's watches to a contract. Refused if there are none."""
    if not can_be_id(contract_id):
        raise UserError("refusal-contract-unknown")
    follows = (
        select(WatchedContract.matched, WatchedContract.unmatched_since)
        .join(Watch, Watch.id == WatchedContract.watch_id)
        .where(Watch.server_id == server_id, WatchedContract.contract_id == contract_id)
    )
    links = (await session.execute(follows)).all()
    if not links:
        raise UserError("refusal-contract-unknown")
    return links
