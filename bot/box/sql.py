"""SQL of the box: statements of the intake, and conditions of publications."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from bot.box.rows import SIGN
from bot.storage import Database
from bot.storage.models import BoxDemand, BoxVersion, PublishedRow, UnpublishedRow
from bot.storage.transaction import InListQuery
from bot.storage.upsert import insert

VERSIONS = InListQuery(
    lambda demands: (
        select(
            BoxDemand.demand,
            BoxDemand.spki,
            BoxDemand.state,
            BoxDemand.closes_at,
            BoxVersion.version,
            BoxVersion.text_hash,
            BoxVersion.consent_hash,
        )
        .join(BoxVersion, BoxVersion.demand == BoxDemand.demand)
        .where(BoxDemand.demand.in_(demands))
    )
)

# Locked for this process alone: another one that takes rows in cannot decide on the same key meanwhile. The
# rewriting of arrivals, which looks whether the demand of each row is there, does not wait for it.
DEMANDS_HELD = InListQuery(
    lambda demands: (
        select(BoxDemand.demand, BoxDemand.state, BoxDemand.closes_at, BoxDemand.version)
        .where(BoxDemand.demand.in_(demands))
        .order_by(BoxDemand.demand)
        .with_for_update(key_share=True)
    )
)


def row_columns(table: type[UnpublishedRow] | type[PublishedRow]) -> tuple[Any, ...]:
    """Return the columns of a ``Row``, in its order."""
    return (table.key, table.turn, table.act, table.version, table.token, table.signature)


UNPUBLISHED = InListQuery(  # takes another parameter, as does the next: the demand, ``a_demand``
    lambda keys: select(*row_columns(UnpublishedRow)).where(
        UnpublishedRow.demand == bindparam("a_demand"), UnpublishedRow.key.in_(keys)
    )
)
PUBLISHED = InListQuery(
    lambda keys: (
        select(*row_columns(PublishedRow))
        .where(PublishedRow.demand == bindparam("a_demand"), PublishedRow.key.in_(keys))
        .order_by(PublishedRow.key, PublishedRow.turn)
    )
)


def row_filing(database: Database) -> Any:
    """Return the insert of unpublished rows. A key's new row replaces its last one."""
    filed = insert(database, UnpublishedRow)
    new = {name: filed.excluded[name] for name in ("turn", "act", "version", "token", "signature")}
    return filed.on_conflict_do_update(index_elements=["demand", "key"], set_=new)


_NEWEST = aliased(PublishedRow)
_LATER = aliased(PublishedRow)


def waits() -> ColumnElement[bool]:
    """Condition of an unpublished row that is to be published: it signs, or withdraws what was published."""
    published = (
        select(_NEWEST.act)
        .where(_NEWEST.demand == UnpublishedRow.demand, _NEWEST.key == UnpublishedRow.key)
        .order_by(_NEWEST.turn.desc())
        .limit(1)
        .scalar_subquery()
    )
    return or_(UnpublishedRow.act == SIGN, published == SIGN)


def has_later(upto: int | None = None) -> ColumnElement[bool]:
    """Condition of a published row whose key has a later one, in a batch up to ``upto`` if that is given."""
    return exists().where(
        _LATER.demand == PublishedRow.demand,
        _LATER.key == PublishedRow.key,
        _LATER.turn > PublishedRow.turn,
        *([] if upto is None else [_LATER.batch <= upto]),
    )
