"""Detail view of a contract: its family, its history, and its records in other sources."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.made import made_of
from bot.contracts.following import SERVER_ID, followed_ids, links_to, twins_of
from bot.contracts.model import Change as ChangeValue
from bot.contracts.model import ChangeKind, Code, Status
from bot.contracts.queries.views import ActionView, ContractLine, ContractView, Revision, lines_by_id
from bot.contracts.row_mapping import action_of, change_of
from bot.contracts.story.stories import stories_of
from bot.contracts.story.views import NO_STORY, Story
from bot.errors import UserError
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


_COLUMNS = (
    *(Contract.id, Contract.source, Contract.source_id, Contract.parent_source_id),
    *(Contract.buyer_parent, Contract.funder, Contract.supplier_parent, Contract.supplier_ids),
    *(Contract.exercised, Contract.paid, Contract.status, Contract.codes, Contract.first_seen_at),
    *(Contract.missing_since, Contract.withdrawn_at, Contract.whole),
    (func.coalesce(Contract.text, "") != "").label("text"),
)


def _newest_orders() -> Select[*tuple[Any, ...]]:
    """Return the query of ``_orders``. Built once: a subquery refers to itself, so that each of a thousand
    would wait for the garbage collector."""
    under = Contract.source, Contract.parent_source_id
    newest = Contract.newest_day.desc(), Contract.id.desc()
    vehicles, most = bindparam("vehicles", type_=String, expanding=True), bindparam("most", type_=Integer)
    ranked = (
        select(
            Contract.id,
            *under,
            func.row_number().over(partition_by=under, order_by=newest).label("place"),
            func.count().over(partition_by=under).label("known"),
        )
        .where(Contract.parent_source_id.in_(vehicles), Contract.id.in_(followed_ids(SERVER_ID)))
        .subquery()
    )
    return select(ranked).where(ranked.c.place <= most).order_by(ranked.c.place)


_NEWEST_ORDERS = _newest_orders()


@dataclass(frozen=True, slots=True)
class _Known:
    """Data for the views of some contracts, by contract id, or by the source and the id of a vehicle there:
    the ids of its newest orders, and the number of all. ``lines`` has all contracts that are named."""

    links: Mapping[int, Sequence[Any]]
    vehicles: Mapping[tuple[str, str], int]
    orders: Mapping[tuple[str, str], tuple[Sequence[int], int]]
    also: Mapping[int, Sequence[int]]
    readings: Mapping[int, int]
    actions: Mapping[int, Sequence[ActionView]]
    stories: Mapping[int, Story]
    lines: Mapping[int, ContractLine]


async def show(session: AsyncSession, server_id: int, contract_id: int) -> ContractView:
    """Return one contract in full. Refused if no watch of this server follows it."""
    found = await show_many(session, server_id, [contract_id])
    if contract_id not in found:
        raise UserError("refusal-contract-unknown")
    return found[contract_id]


async def show_many(
    session: AsyncSession, server_id: int, contract_ids: Collection[int], *, relatives: int = MAX_RELATIVES
) -> dict[int, ContractView]:
    """Return contracts in full, by id, without those that no watch of this server follows, with at most so
    many ``relatives`` each. As many queries as for one: at most some hundred contracts at once."""
    links = await _links(session, server_id, contract_ids)
    ids = list(links)
    rows = (await session.execute(select(*_COLUMNS).where(Contract.id.in_(ids)))).all()
    above = {row.parent_source_id for row in rows if row.parent_source_id is not None}
    vehicles = await session.execute(
        select(Contract.source, Contract.source_id, Contract.id).where(Contract.source_id.in_(above))
    )
    by_key = {(row.source, row.source_id): row.id for row in vehicles}
    orders = await _orders(session, server_id, {*above, *(row.source_id for row in rows)}, relatives)
    also: dict[int, list[int]] = {}
    for twins in await session.execute(twins_of(ids, server_id)):
        also.setdefault(twins.contract_id, []).append(twins.twin_id)
    named = {*links, *by_key.values(), *chain(*also.values()), *chain(*(ids for ids, _ in orders.values()))}
    readings = select(ContractValues.contract_id, func.count()).where(ContractValues.contract_id.in_(ids))
    known = _Known(
        links=links,
        vehicles=by_key,
        orders=orders,
        also=also,
        readings={
            row[0]: row[1] for row in await session.execute(readings.group_by(ContractValues.contract_id))
        },
        actions=await _history(session, ids),
        stories=await stories_of(session, ids, server_id),
        lines=await lines_by_id(session, named),
    )
    return {row.id: _view(row, known, relatives) for row in rows}


def _view(row: Any, known: _Known, relatives: int) -> ContractView:
    """Return the view of a contract."""
    links = known.links[row.id]
    matching = [link for link in links if link.matched]
    unmatched = [link.unmatched_since for link in matching if link.unmatched_since is not None]
    vehicle = row.source, row.parent_source_id
    siblings, siblings_known = known.orders.get(vehicle, ((), 0))
    orders, orders_known = known.orders.get((row.source, row.source_id), ((), 0))

    def lines_of(ids: Iterable[int]) -> tuple[ContractLine, ...]:
        return tuple([known.lines[each] for each in ids if each != row.id][:relatives])

    return made_of(
        ContractView,
        row,
        line=known.lines[row.id],
        matched=bool(matching),
        unmatched_since=min(unmatched) if matching and len(unmatched) == len(matching) else None,
        status=Status(row.status) if row.status is not None else None,
        codes={scheme: Code(**code) for scheme, code in row.codes.items()},
        withdrawn=row.withdrawn_at is not None,
        text=bool(row.text),
        readings=known.readings.get(row.id, 0),
        parent=known.lines.get(known.vehicles.get(vehicle, 0)),
        siblings=lines_of(siblings),
        siblings_known=max(siblings_known - 1, 0),  # it is one of them itself
        orders=lines_of(orders),
        orders_known=orders_known,
        also=tuple(known.lines[each] for each in sorted(known.also.get(row.id, ()))),
        actions=tuple(known.actions.get(row.id, ())),
        story=known.stories.get(row.id, NO_STORY),
    )


async def _links(
    session: AsyncSession, server_id: int, contract_ids: Collection[int]
) -> dict[int, list[Any]]:
    """Return the links of a server's watches to these contracts, by contract."""
    found: dict[int, list[Any]] = {}
    for link in await session.execute(links_to(server_id, contract_ids)):
        found.setdefault(link.contract_id, []).append(link)
    return found


async def _orders(
    session: AsyncSession, server_id: int, vehicles: Collection[str], relatives: int
) -> dict[tuple[str, str], tuple[list[int], int]]:
    """Return the ids of the newest orders that a server follows under each vehicle, newest first, one more
    than a view lists, and the number of all."""
    known = {"server_id": server_id, "vehicles": list(vehicles), "most": relatives + 1}
    found: dict[tuple[str, str], tuple[list[int], int]] = {}
    for row in await session.execute(_NEWEST_ORDERS, known):
        found.setdefault((row.source, row.parent_source_id), ([], row.known))[0].append(row.id)
    return found


async def _history(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, list[ActionView]]:
    """Return the actions of contracts, newest first, by contract."""
    actions = await session.execute(
        select(*Action.__table__.columns)  # rows of a mapped class take three times as long
        .where(Action.contract_id.in_(contract_ids))
        .order_by(Action.date.desc().nulls_last(), Action.number.desc(), Action.id.desc())
    )
    effects = await _effects(session, contract_ids)
    found: dict[int, list[ActionView]] = {}
    for action in actions:
        seen = ActionView(
            action=action_of(action),
            first_seen_at=action.first_seen_at,
            revised_from=_revisions_of(action),
            effects=tuple(effects.get((action.contract_id, action.action_id), ())),
        )
        found.setdefault(action.contract_id, []).append(seen)
    return found


async def _effects(
    session: AsyncSession, contract_ids: Collection[int]
) -> Mapping[tuple[int, str], list[ChangeValue]]:
    """Return the changes of terms and supplier that came with each action, by its contract and its id."""
    seen = await session.execute(
        select(*Change.__table__.columns)
        .where(
            Change.contract_id.in_(contract_ids),
            Change.server_id.is_(None),
            Change.action_id.is_not(None),
            Change.kind.in_(_EFFECTS),
            Change.new.is_not(None),
        )
        .order_by(Change.seen_at, Change.ordinal, Change.id)
    )
    found: dict[tuple[int, str], list[ChangeValue]] = {}
    for row in seen:
        found.setdefault((row.contract_id, row.action_id or ""), []).append(change_of(row))
    return found


def _revisions_of(row: Any) -> tuple[Revision, ...]:
    """Return ``revised_from`` as values."""
    return tuple(
        Revision(
            amount=None if entry["amount"] is None else Decimal(entry["amount"]),
            date=None if entry["date"] is None else Date.fromisoformat(entry["date"]),
            until=datetime.fromisoformat(entry["until"]),
        )
        for entry in row.revised_from
    )
