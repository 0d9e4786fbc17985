"""The same contract as several sources show it: proven by an identifier that they share, never by a name."""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, exists, select
from sqlalchemy.orm import aliased

from bot.storage.tables import Contract, ContractIdentifier, Watch, WatchedContract


def first_of_its_kind(server_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """For lists of a server: whether a contract is the one that stands for all sources that show it, which
    is the one that was known first, of those that the server's watches match and that are of one kind."""
    link = aliased(WatchedContract)
    of_server = (
        select(link.watch_id).join(Watch, Watch.id == link.watch_id).where(Watch.server_id == server_id)
    )
    return _is_first(link, of_server)


def first_of_watches(watch_ids: BindParameter[Any]) -> ColumnElement[bool]:
    """The same of a server whose watches are known."""
    link = aliased(WatchedContract)
    return _is_first(link, select(link.watch_id).where(link.watch_id.in_(watch_ids)))


def _is_first(link: type[WatchedContract], links: Select[int]) -> ColumnElement[bool]:
    own, shared = aliased(ContractIdentifier), aliased(ContractIdentifier)
    twin = aliased(Contract)
    # A condition of its own: joined, SQLite would begin with all that the server's watches match.
    is_listed = exists(links.where(link.contract_id == twin.id, link.matched).correlate(twin))
    return ~exists(
        select(twin.id)
        .join(shared, shared.contract_id == twin.id)
        .join(own, own.identifier == shared.identifier)
        .where(
            own.contract_id == Contract.id,
            shared.contract_id < Contract.id,
            twin.source != Contract.source,
            twin.kind == Contract.kind,
            is_listed,
        )
        .correlate(Contract)
    )


def twins_of(contract_id: int) -> Select[int]:
    """The ids of a contract's records in other sources. All that are known: it is public data."""
    own, shared = aliased(ContractIdentifier), aliased(ContractIdentifier)
    here, twin = aliased(Contract), aliased(Contract)
    return (
        select(twin.id)
        .join(shared, shared.contract_id == twin.id)
        .join(own, own.identifier == shared.identifier)
        .join(here, here.id == own.contract_id)
        .where(here.id == contract_id, twin.source != here.source)
        .distinct()
    )
