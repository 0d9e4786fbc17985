"""Deduplication of contracts shown by several sources or publishers: by a shared identifier, never by
name."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import aliased

from bot.contracts.following import followed_ids
from bot.storage.models import Contract, ContractIdentifier, Watch, WatchedContract

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
    return _is_first(of_server)


def first_of_watches(watch_ids: BindParameter[Any]) -> ColumnElement[bool]:
    """The condition of ``first_of_its_kind`` for a server whose watch ids are known."""
    return _is_first(select(_link.watch_id).where(_link.watch_id.in_(watch_ids)))


def _is_first(links: Select[int]) -> ColumnElement[bool]:
    # A condition of its own: in a join, SQLite would begin with all matches of the server's watches.
    is_listed = exists(links.where(_link.contract_id == _twin.id, _link.matched).correlate(_twin))
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
