"""SQL statements of signing."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, case, delete, select, tuple_, update

from bot.petitions.conditions import pending_condition
from bot.storage.models import Demand, Signature, Unit
from bot.storage.transaction import InListQuery

_THEIRS = (
    Signature.demand_id == bindparam("a_demand"),
    Signature.reference == bindparam("a_reference"),
)

STORED_HELD = InListQuery(  # takes another parameter: the demand, ``a_demand``
    lambda references: (
        select(Signature.reference, Signature.sealed)
        .where(Signature.demand_id == bindparam("a_demand"), Signature.reference.in_(references))
        .order_by(Signature.reference)
        .with_for_update()
    )
)

SIGN_ANEW = (  # for a newer version; published rows stay published, though the batch is newer
    update(Signature)
    .where(*_THEIRS)
    .values(
        sealed=bindparam("anew"),
        batch=bindparam("a_batch"),
        state=case((pending_condition(bindparam("a_batch")), "pending"), else_="published"),
    )
)

# Unpublished signatures are deleted at once.
WITHDRAW_PENDING = delete(Signature).where(*_THEIRS, pending_condition(bindparam("a_batch")))

# A published signature is anonymised and kept until the next publication, which subtracts it: its unit stays,
# but nothing that would reveal the member, the time or the version.
LEAVE = (
    update(Signature)
    .where(*_THEIRS)
    .values(state="leaving", reference=bindparam("nobody"), sealed=bindparam("anew"), batch=0)
)


STANDING = InListQuery(  # of (demand, reference) pairs
    lambda places: select(Signature.demand_id, Signature.reference).where(
        tuple_(Signature.demand_id, Signature.reference).in_(places)
    )
)


class DemandConditions(NamedTuple):
    """Columns of a demand that signing needs."""

    id: int
    server_id: int
    state: str
    version: int
    batch: int  # current batch of pending signatures
    salt: bytes  # of its withdrawal journal
    consent_hash: str
    closes_at: datetime | None
    verified_by: str
    signed_by: str
    key_destroyed_at: datetime | None
    role_ids: list[int] | None
    min_account_days: int
    min_server_days: int


def _select_demands(demand_ids: BindParameter[Any]) -> Any:
    return (
        select(
            Demand.id,
            Demand.server_id,
            Demand.state,
            Demand.version,
            Demand.batch,
            Demand.salt,
            Demand.consent_hash,
            Demand.closes_at,
            Demand.verified_by,
            Demand.signed_by,
            Demand.key_destroyed_at,
            Demand.role_ids,
            Demand.min_account_days,
            Demand.min_server_days,
        )
        .where(Demand.id.in_(demand_ids))
        .order_by(Demand.id)
    )


DEMANDS = InListQuery(_select_demands)
DEMANDS_HELD = InListQuery(  # locked: nobody can close them before the transaction ends
    lambda demand_ids: _select_demands(demand_ids).with_for_update(read=True, of=Demand)
)
UNITS_HELD = InListQuery(  # locked against removal; only units that signers may name
    lambda unit_ids: (
        select(Unit.server_id, Unit.id)
        .where(Unit.id.in_(unit_ids), Unit.state != "proposed")
        .order_by(Unit.id)
        .with_for_update(read=True, key_share=True)
    )
)
