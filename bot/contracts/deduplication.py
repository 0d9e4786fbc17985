"""Deduplication of contracts shown by several sources or publishers: by a shared identifier, never by
name."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import aliased

from bot.contracts.following import followed_ids
from bot.storage.models import Contract, ContractIdentifier, Watch, WatchedContract

OCDS = "ocds"


def first_of_its_kind(server_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """SQL condition for lists of a server: the contract represents all sources that show it, because it was
    known first of those of its kind that the server's watches match."""
    link = aliased(WatchedContract)
    of_server = (
        select(link.watch_id).join(Watch, Watch.id == link.watch_id).where(Watch.server_id == server_id)
    )
    return _is_first(link, of_server)


def first_of_watches(watch_ids: BindParameter[Any]) -> ColumnElement[bool]:
    """The condition of ``first_of_its_kind`` for a server whose watch ids are known."""
    link = aliased(WatchedContract)
    return _is_first(link, select(link.watch_id).where(link.watch_id.in_(watch_ids)))


def _is_first(link: type[WatchedContract], links: Select[int]) -> ColumnElement[bool]:
    own, shared = aliased(ContractIdentifier), aliased(ContractIdentifier)
    twin = aliased(Contract)
    # A condition of its own: in a join, SQLite would begin with all matches of the server's watches.
    is_listed = exists(links.where(link.contract_id == twin.id, link.matched).correlate(twin))
    return ~exists(
        select(twin.id)
        .join(shared, shared.contract_id == twin.id)
        .join(own, own.identifier == shared.identifier)
        .where(
            own.contract_id == Contract.id,
            shared.contract_id < Contract.id,
            is_elsewhere(twin, Contract),
            twin.kind == Contract.kind,
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
    own, shared = aliased(ContractIdentifier), aliased(ContractIdentifier)
    here, twin = aliased(Contract), aliased(Contract)
    return (
        select(here.id.label("contract_id"), twin.id.label("twin_id"))
        .select_from(own)
        .join(here, here.id == own.contract_id)
        .join(shared, shared.identifier == own.identifier)
        .join(twin, twin.id == shared.contract_id)
        .where(
            here.id.in_(contract_ids),
            twin.id != here.id,
            is_elsewhere(twin, here),
            or_(twin.source != OCDS, twin.id.in_(followed_ids(server_id))),
        )
        .distinct()
    )
