"""Prepared SQL statements of signing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    BindParameter,
    Integer,
    LargeBinary,
    Table,
    bindparam,
    case,
    column,
    delete,
    select,
    update,
    values,
)

from bot.petitions.conditions import pending_condition
from bot.storage import Database
from bot.storage.models import Demand, Signature, Unit
from bot.storage.prepared_statements import BulkInsert, InListQuery, PreparedSelect, PreparedWrite
from bot.storage.upsert import insert


def sign_filing(database: Database) -> BulkInsert:
    """Return the bulk insert of signatures. A standing signature stays unchanged."""

    def file(rows: Sequence[Mapping[str, BindParameter[Any]]]) -> Any:
        return insert(database, Signature).values(rows).on_conflict_do_nothing()

    return BulkInsert(cast(Table, Signature.__table__), file)


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

SIGN_ANEW = PreparedWrite(  # for a newer version; published rows stay published, though the batch is newer
    update(Signature)
    .where(*_THEIRS)
    .values(
        sealed=bindparam("anew"),
        batch=bindparam("a_batch"),
        state=case((pending_condition(bindparam("a_batch")), "pending"), else_="published"),
    )
)

# Unpublished signatures are deleted at once.
WITHDRAW_PENDING = PreparedWrite(delete(Signature).where(*_THEIRS, pending_condition(bindparam("a_batch"))))

# A published signature is anonymised and kept until the next publication, which subtracts it: its unit stays,
# but nothing that would reveal the member, the time or the version.
LEAVE = PreparedWrite(
    update(Signature)
    .where(*_THEIRS)
    .values(state="leaving", reference=bindparam("nobody"), sealed=bindparam("anew"), batch=0)
)


_STANDING: dict[int, PreparedSelect] = {}  # by number of values, a power of two


def standing(those: Sequence[tuple[int, bytes]]) -> tuple[PreparedSelect, dict[str, Any]]:
    """Return a prepared query, and its parameters, for those of these (demand, reference) pairs that have a
    row. As with ``InListQuery``, for at least one and at most ``MAX_VALUES`` pairs."""
    length = 1 << (len(those) - 1).bit_length()
    if length not in _STANDING:
        asked = (
            values(column("demand_id", Integer), column("reference", LargeBinary), name="asked")
            .data(
                [
                    (bindparam(f"demand_{n}", type_=Integer), bindparam(f"reference_{n}", type_=LargeBinary))
                    for n in range(length)
                ]
            )
            .cte("asked")
        )
        theirs = (Signature.demand_id == asked.c.demand_id) & (Signature.reference == asked.c.reference)
        _STANDING[length] = PreparedSelect(
            select(Signature.demand_id, Signature.reference).join(asked, theirs)
        )
    named: dict[str, Any] = {}
    for n, (demand_id, reference) in enumerate([*those, *([those[-1]] * (length - len(those)))]):
        named |= {f"demand_{n}": demand_id, f"reference_{n}": reference}
    return _STANDING[length], named


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


def _select_demands(demand_ids: Sequence[Any]) -> Any:
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
