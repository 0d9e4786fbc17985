"""SQL conditions for the contracts that a server follows, each once if several sources or publishers show it
(by a shared identifier, never by name), and the refusal of those that it does not."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, BindParameter, ColumnElement, Select, bindparam, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.errors import UserError
from bot.storage.models import Contract, ContractIdentifier, Watch, WatchedContract

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
    links = (await session.execute(links_to(server_id, [contract_id]))).all()
    if not links:
        raise UserError("refusal-contract-unknown")
    return links


OCDS = "ocds"

# Made once: an alias refers to itself, so that each would wait for the garbage collector.
_link = aliased(WatchedContract)
_own, _shared = aliased(ContractIdentifier), aliased(ContractIdentifier)
_here, _twin = aliased(Contract), aliased(Contract)


def first_of_its_kind(server_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """SQL condition for lists of a server: the contract represents all sources that show it, because it was
    known first of those of its kind that the server's watches match."""
    of_server = (
        select(_link.watch_id).join(Watch, Watch.id == _link.watch_id).where(Watch.server_id == server_id)
    )
    # A condition of its own: in a join, SQLite would begin with all matches of the server's watches.
    is_listed = exists(of_server.where(_link.contract_id == _twin.id, _link.matched).correlate(_twin))
    return ~exists(
        select(_twin.id)
        .join(_shared, _shared.contract_id == _twin.id)
        .join(_own, _own.identifier == _shared.identifier)
        .where(
            _own.contract_id == Contract.id,
            _shared.contract_id < Contract.id,
            is_elsewhere(_twin, Contract),
            _twin.kind == Contract.kind,
            is_listed,
        )
        .correlate(Contract)
    )


def is_elsewhere(one: type[Contract], other: type[Contract]) -> ColumnElement[bool]:
    """SQL condition for two records that share an identifier: they come from different sources or publishers.
    Within one publisher's OCDS data, no two share one."""
    return or_(one.source != other.source, one.source == OCDS)


def twins_of(contract_ids: Collection[int] | Select[*tuple[Any, ...]], server_id: int) -> Select[int, int]:
    """Return a query for contracts with their records in other sources, as ``contract_id`` and ``twin_id``:
    all known ones, since they are public data, but of OCDS data only those that the server follows, because
    anybody can publish some."""
    return (
        select(_here.id.label("contract_id"), _twin.id.label("twin_id"))
        .select_from(_own)
        .join(_here, _here.id == _own.contract_id)
        .join(_shared, _shared.identifier == _own.identifier)
        .join(_twin, _twin.id == _shared.contract_id)
        .where(
            _here.id.in_(contract_ids),
            _twin.id != _here.id,
            is_elsewhere(_twin, _here),
            or_(_twin.source != OCDS, _twin.id.in_(followed_ids(server_id))),
        )
        .distinct()
    )
