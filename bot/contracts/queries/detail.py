"""Detail view of one contract: its family, its history, and its records in other sources."""

from collections.abc import Mapping
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.deduplication import twins_of
from bot.contracts.following import followed_ids, must_follow
from bot.contracts.model import Change as ChangeValue
from bot.contracts.model import ChangeKind, Code, Status
from bot.contracts.queries.lines import count_of, lines, lines_by_id, lines_of, newest_first, parents_of
from bot.contracts.queries.views import ActionView, ContractView, Revision
from bot.contracts.row_mapping import action_of, change_of
from bot.storage.models import Action, Change, Contract, ContractValues

MAX_RELATIVES = 20  # orders listed in a view

_EFFECTS = [
    kind.value
    for kind in (
        ChangeKind.CEILING_RAISED,
        ChangeKind.CEILING_LOWERED,
        ChangeKind.EXTENDED,
        ChangeKind.SHORTENED,
        ChangeKind.SUPPLIER_CHANGED,
        ChangeKind.SUPPLIER_RENAMED,
        ChangeKind.SUPPLIER_MERGED,
        ChangeKind.NOVATED,
    )
]


async def show(session: AsyncSession, server_id: int, contract_id: int) -> ContractView:
    """Return one contract in full. Refused if no watch of this server follows it."""
    links = await must_follow(session, server_id, contract_id)
    row = (await session.execute(select(Contract).where(Contract.id == contract_id))).scalar_one()
    line = (await lines_by_id(session, [contract_id]))[contract_id]
    orders = _under(row.source, row.source_id, server_id)
    siblings = _under(row.source, row.parent_source_id, server_id).where(Contract.id != contract_id)
    matching = [link for link in links if link.matched]
    unmatched = [link.unmatched_since for link in matching if link.unmatched_since is not None]
    also = lines().where(Contract.id.in_(twins_of(contract_id, server_id))).order_by(Contract.id)
    readings = select(func.count()).where(ContractValues.contract_id == contract_id)
    return ContractView(
        line=line,
        matched=bool(matching),
        unmatched_since=min(unmatched) if matching and len(unmatched) == len(matching) else None,
        buyer_parent=row.buyer_parent,
        funder=row.funder,
        supplier_parent=row.supplier_parent,
        supplier_ids=row.supplier_ids,
        exercised=row.exercised,
        paid=row.paid,
        status=Status(row.status) if row.status is not None else None,
        codes={scheme: Code(**code) for scheme, code in row.codes.items()},
        first_seen_at=row.first_seen_at,
        missing_since=row.missing_since,
        withdrawn=row.withdrawn_at is not None,
        whole=row.whole,
        text=bool(row.text),
        readings=int((await session.execute(readings)).scalar_one()),
        parent=(await parents_of(session, [contract_id])).get(contract_id),
        siblings=tuple(await lines_of(session, newest_first(siblings).limit(MAX_RELATIVES))),
        siblings_known=await count_of(session, siblings),
        orders=tuple(await lines_of(session, newest_first(orders).limit(MAX_RELATIVES))),
        orders_known=await count_of(session, orders),
        also=tuple(await lines_of(session, also)),
        actions=await _history(session, contract_id),
    )


def _under(source: str, vehicle: str | None, server_id: int) -> Select[*tuple[Any, ...]]:
    """Return a query for the orders under a vehicle that a server follows."""
    return lines().where(
        Contract.source == source,
        Contract.parent_source_id == vehicle,
        Contract.parent_source_id.is_not(None),
        Contract.id.in_(followed_ids(server_id)),
    )


async def _history(session: AsyncSession, contract_id: int) -> tuple[ActionView, ...]:
    actions = await session.execute(
        select(Action)
        .where(Action.contract_id == contract_id)
        .order_by(Action.date.desc().nulls_last(), Action.number.desc(), Action.id.desc())
    )
    effects = await _effects(session, contract_id)
    return tuple(
        ActionView(
            action=action_of(action),
            first_seen_at=action.first_seen_at,
            revised_from=_revisions_of(action),
            effects=tuple(effects.get(action.action_id, ())),
        )
        for action in actions.scalars()
    )


async def _effects(session: AsyncSession, contract_id: int) -> Mapping[str, list[ChangeValue]]:
    """Return the changes of terms and supplier that came with each action, by its id."""
    seen = await session.execute(
        select(Change)
        .where(
            Change.contract_id == contract_id,
            Change.server_id.is_(None),
            Change.action_id.is_not(None),
            Change.kind.in_(_EFFECTS),
            Change.new.is_not(None),
        )
        .order_by(Change.seen_at, Change.ordinal)
    )
    found: dict[str, list[ChangeValue]] = {}
    for row in seen.scalars():
        found.setdefault(row.action_id or "", []).append(change_of(row))
    return found


def _revisions_of(row: Action) -> tuple[Revision, ...]:
    """Return ``revised_from`` as values."""
    return tuple(
        Revision(
            amount=None if entry["amount"] is None else Decimal(entry["amount"]),
            date=None if entry["date"] is None else Date.fromisoformat(entry["date"]),
            until=datetime.fromisoformat(entry["until"]),
        )
        for entry in row.revised_from
    )
