"""The same contract as several sources show it: proven by an identifier that they share, never by a name."""

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import aliased

from bot.storage.tables import Contract, ContractIdentifier, Watch, WatchedContract


def first_of_its_kind(server_id: int) -> ColumnElement[bool]:
    """For lists of a server: whether a contract is the one that stands for all sources that show it, which
    is the one that was known first, of those that the server's watches match and that are of one kind."""
    own, shared = aliased(ContractIdentifier), aliased(ContractIdentifier)
    twin, link = aliased(Contract), aliased(WatchedContract)
    # A condition of its own: joined, SQLite would begin with all that the server's watches match.
    is_listed = exists(
        select(link.watch_id)
        .join(Watch, Watch.id == link.watch_id)
        .where(link.contract_id == twin.id, link.matched, Watch.server_id == server_id)
        .correlate(twin)
    )
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
