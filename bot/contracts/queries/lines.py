"""Lines of contracts: the one query that fills them, its order, and lines by many ids at once."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, outerjoin

from bot.contracts.model import Kind, Status
from bot.contracts.queries.views import ContractLine
from bot.storage import models
from bot.storage.models import Contract

_OF_SERVER = frozenset({"short_buyer", "short_supplier", "marked"})
"""Fields of a line that a server adds."""
FIELDS = tuple(field.name for field in fields(ContractLine) if field.name not in _OF_SERVER)

_IDS = 2000  # in one query: a database takes some ten thousand values

_parent = aliased(Contract)
_PARENT = and_(
    _parent.source == Contract.source,
    _parent.source_id == Contract.parent_source_id,
)

last_action = (
    select(func.max(models.Action.date))
    .where(models.Action.contract_id == Contract.id)
    .correlate(Contract)
    .scalar_subquery()
)


@cache
def lines() -> Select[*tuple[Any, ...]]:
    """Return a query for contracts with the columns of a line; to be filtered, ordered and limited by the
    caller."""
    return _lines().outerjoin(_parent, _PARENT)


def lines_among(found: FromClause, contract_id: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    """Return the same query starting from the ids that another query found; its rows without an id remain."""
    contracts = outerjoin(found, Contract, Contract.id == contract_id)
    return _lines().select_from(outerjoin(contracts, _parent, _PARENT))


@cache
def _lines() -> Select[*tuple[Any, ...]]:
    return select(  # in the order of a line's fields
        Contract.id,
        Contract.source,
        Contract.kind,
        Contract.number,
        Contract.title,
        Contract.supplier,
        Contract.buyer,
        Contract.buyer_unit,
        Contract.currency,
        Contract.obligated,
        Contract.ceiling,
        Contract.ordered,
        Contract.orders,
        Contract.signed,
        Contract.start,
        Contract.end,
        Contract.potential_end,
        Contract.url,
        func.coalesce(_parent.number, Contract.parent_number).label("parent_number"),
        _parent.ceiling.label("parent_ceiling"),
        _parent.currency.label("parent_currency"),
        Contract.changed_at,
        last_action.label("last_action"),
        (func.coalesce(Contract.status, "") == Status.PLANNED.value).label("planned"),
    )


def newest_first(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Sort by the day of the newest activity; ties by id, so that pages neither repeat nor skip."""
    return query.order_by(Contract.newest_day.desc(), Contract.id.desc())


def line_of(row: Sequence[Any]) -> ContractLine:
    """Return the line in a row of ``lines()``; further columns are ignored."""
    values = dict(zip(FIELDS, row, strict=False))
    values["kind"], values["planned"] = Kind(values["kind"]), bool(values["planned"])
    return ContractLine(**values)


async def count_of(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> int:
    """Return the number of rows of a query."""
    return int((await session.execute(select(func.count()).select_from(query.subquery()))).scalar_one())


async def lines_of(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> list[ContractLine]:
    """Return the lines of a query based on ``lines``."""
    return [line_of(row) for row in await session.execute(query)]


async def lines_by_id(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, ContractLine]:
    """Return lines by contract id, however many."""
    ids = list(contract_ids)
    parts = [ids[start : start + _IDS] for start in range(0, len(ids), _IDS)]
    found = [await lines_of(session, lines().where(Contract.id.in_(part))) for part in parts]
    return {line.id: line for part in found for line in part}


async def parents_of(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, ContractLine]:
    """Return the known vehicles of contracts, by contract id."""
    child = aliased(Contract)
    pairs = await session.execute(
        select(child.id.label("child_id"), Contract.id)
        .join(Contract, and_(Contract.source == child.source, Contract.source_id == child.parent_source_id))
        .where(child.id.in_(contract_ids))
    )
    parent_ids: dict[int, int] = {row.child_id: row.id for row in pairs}
    by_id = await lines_by_id(session, set(parent_ids.values()))
    return {child_id: by_id[parent_id] for child_id, parent_id in parent_ids.items()}
