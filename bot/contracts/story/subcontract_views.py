"""Reported subcontracts as plain values, for cards and pages: of contracts, and of companies under others."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, case, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.common.made import made_of
from bot.common.pagination import Page
from bot.contracts.diff.subcontracts import Doubt, doubt
from bot.contracts.following import matched_ids
from bot.contracts.model import Kind, Subcontract
from bot.contracts.registers.company_names import registered_names, sirens_in
from bot.contracts.row_mapping import subcontract_of
from bot.contracts.story.under_others import TOPIC
from bot.storage.models import Contract, QueryEnquiry, SubcontractList, SubcontractUnder, Watch
from bot.storage.models import Subcontract as Row

MAX_SHOWN = 100
"""Subcontracts of one contract in a view, the largest first; the public record has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A subcontract, when it was first seen here, and what speaks against its amount. ``before``: the amounts
    before the last change of a report, and until when. ``missing_since``: since when complete lists lack
    it."""

    subcontract: Subcontract
    first_seen_at: datetime
    missing_since: datetime | None = None
    before: tuple[tuple[Decimal, ...], datetime] | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcontracts:
    """Subcontracts of a contract as reported: ``known`` is the number of those that are listed by now.
    ``total`` counts all of them. ``shown`` are the largest, with the implausible ones and those no longer
    listed last. ``reports`` is the number of reports, repetitions included, and ``listed`` the number of
    reports that were read; ``complete``: nothing is left to read."""

    known: int
    total: int
    shown: Sequence[Reported]
    reports: int
    listed: int
    complete: bool
    read_at: datetime

    @property
    def largest(self) -> Reported | None:
        """The largest plausible one with an amount, of those still listed."""
        for one in self.shown:
            if one.doubt is None and one.missing_since is None and one.subcontract.amount is not None:
                return one
        return None

    @property
    def implausible(self) -> bool:
        """True if a subcontract that is still listed has an implausible amount."""
        return any(one.doubt is not None and one.missing_since is None for one in self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderOthers:
    """A subcontract that a watched company has of another's contract: its number, holder, buyer and page."""

    reported: Reported
    source: str
    prime_number: str
    prime: str
    buyer: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderOthersPage:
    """A page of them. ``read_at``: when the query of the server's that was asked longest ago was; ``None`` if
    none was. ``complete``: all was read."""

    page: Page[UnderOthers]
    read_at: datetime | None
    complete: bool


def _ranked() -> Select[*tuple[Any, ...]]:
    """Return the query of ``subcontracts_of``. Built once: a subquery refers to itself, so that each of a
    thousand would wait for the garbage collector."""
    gone = Row.missing_since.is_not(None)
    largest = gone, Row.amount.desc().nulls_last(), Row.date.desc().nulls_last(), Row.id
    of_one = Row.contract_id
    ranked = (
        select(
            Row.id,
            func.row_number().over(partition_by=of_one, order_by=largest).label("place"),
            func.sum(case((gone, 0), else_=1)).over(partition_by=of_one).label("known"),
            func.count().over(partition_by=of_one).label("total"),
        )
        .where(of_one.in_(bindparam("contract_ids", type_=Integer, expanding=True)))
        .subquery()
    )
    return (
        select(Row, ranked.c.known, ranked.c.total, SubcontractList)
        .add_columns(Contract.kind, Contract.currency, Contract.obligated, Contract.ceiling)
        .join(ranked, ranked.c.id == Row.id)
        .join(SubcontractList, SubcontractList.contract_id == of_one)
        .join(Contract, Contract.id == of_one)
        .where(ranked.c.place <= MAX_SHOWN)
        .order_by(of_one, ranked.c.place)
    )


_RANKED = _ranked()


async def subcontracts_of(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, Subcontracts]:
    """Return the subcontracts of these contracts by id, without those that have none."""
    known = {"contract_ids": list(contract_ids)}
    found: dict[int, list[Any]] = {}
    for each in await session.execute(_RANKED, known):
        found.setdefault(each[0].contract_id, []).append(each)
    numbers = {siren for rows in found.values() for row in rows for siren in sirens_in(row[0].supplier)}
    names = await registered_names(session, numbers)
    return {contract_id: _subcontracts(rows, names) for contract_id, rows in found.items()}


def _subcontracts(rows: Sequence[Any], names: Mapping[str, str]) -> Subcontracts:
    """Return the subcontracts of a contract. ``names``: by SIREN, of companies that have only a number."""
    first = rows[0]
    read = first.SubcontractList
    shown = [_of_contract(row, names) for row in rows]
    shown.sort(key=lambda one: (one.missing_since is not None, one.doubt is not None))
    return Subcontracts(
        known=int(first.known),
        total=first.total,
        shown=tuple(shown),
        reports=read.reports,
        listed=read.listed,
        complete=read.complete,
        read_at=read.read_at,
    )


async def new_subcontracts(session: AsyncSession, contract_id: int, occasion: str) -> list[Reported]:
    """Return the content of an announcement of a contract's new subcontracts, the largest first, with the
    implausible ones last."""
    wanted = (
        select(Row, Contract.kind, Contract.currency, Contract.obligated, Contract.ceiling)
        .join(Contract, Contract.id == Row.contract_id)
        .where(Row.contract_id == contract_id, Row.occasion == occasion, Row.missing_since.is_(None))
        .order_by(Row.amount.desc().nulls_last(), Row.id)
    )
    rows = (await session.execute(wanted)).all()
    names = await registered_names(session, {siren for row in rows for siren in sirens_in(row[0].supplier)})
    return sorted((_of_contract(row, names) for row in rows), key=lambda one: one.doubt is not None)


def _of_contract(row: Any, names: Mapping[str, str]) -> Reported:
    """Return a subcontract, with the reason to doubt its amount, if the contract's own amounts give one."""
    one = subcontract_of(row[0])
    ours = one.currency == row.currency
    committed = row.obligated if ours and row.kind != Kind.VEHICLE.value else None
    named = [names[siren] for siren in sirens_in(one.supplier.name) if siren in names]
    if named:
        one = replace(one, supplier=replace(one.supplier, name=named[0]))
    return _reported(row[0], one, doubt(one, committed=committed, ceiling=row.ceiling if ours else None))


def _reported(row: Any, one: Subcontract, doubted: Doubt | None) -> Reported:
    before = None
    if row.revised_from:
        last = row.revised_from[-1]
        amounts = [*last["amounts"], last["amended"]]
        told = sorted({Decimal(amount) for amount in amounts if amount is not None})
        before = (tuple(told), datetime.fromisoformat(last["until"])) if told else None
    return Reported(
        subcontract=one,
        first_seen_at=row.first_seen_at,
        missing_since=row.missing_since,
        before=before,
        doubt=doubted,
    )


async def under_others(
    session: AsyncSession, server_id: int, *, offset: int = 0, limit: int = 8
) -> UnderOthersPage:
    """Return the subcontracts that companies of a server's watches have under others, the latest first, those
    that are no longer listed last; what several of its watches find, once."""
    table = SubcontractUnder
    first = (
        select(func.min(table.id))
        .where(_watched(table, server_id))
        .group_by(table.source, table.prime_id, table.number, table.supplier, table.date)
    )
    ours = table.id.in_(first)
    total = (await session.execute(select(func.count()).select_from(table).where(ours))).scalar_one()
    offset = offset if 0 <= offset < total else 0
    latest = table.missing_since.is_not(None), table.date.desc().nulls_last(), table.id.desc()
    rows = await session.scalars(select(table).where(ours).order_by(*latest).offset(offset).limit(limit))
    incomplete = func.max(case((QueryEnquiry.incomplete, 1), else_=0))
    asked = select(func.min(QueryEnquiry.answered_at), incomplete).where(
        QueryEnquiry.topic == TOPIC, QueryEnquiry.answered_at.is_not(None), _watched(QueryEnquiry, server_id)
    )
    read_at, partly = (await session.execute(asked)).one()
    return UnderOthersPage(
        page=Page(items=tuple(map(_under, rows)), total=total, offset=offset, limit=limit),
        read_at=read_at,
        complete=not partly,
    )


async def new_under_others(session: AsyncSession, server_id: int, occasion: str) -> list[UnderOthers]:
    """Return the content of an announcement to a server of new subcontracts under others, the largest first
    and the implausible ones last. Left out: those that a query of the server found before, perhaps under
    another id of the same contract, and those of contracts that it watches, which are announced with the
    contract."""
    table, other = SubcontractUnder, aliased(SubcontractUnder)
    same = [getattr(other, name) == getattr(table, name) for name in ("source", "prime_number", "number")]
    before = exists().where(
        *same,
        other.supplier == table.supplier,
        other.date.is_not_distinct_from(table.date),
        other.id < table.id,
        _watched(other, server_id),
    )
    watched = exists().where(
        Contract.source == table.source,
        Contract.source_id == table.prime_id,
        Contract.id.in_(matched_ids(server_id)),
        SubcontractList.contract_id == Contract.id,
        SubcontractList.whole_at.is_not(None),
    )
    wanted = (
        select(table)
        .where(table.occasion == occasion, table.missing_since.is_(None), _watched(table, server_id))
        .where(~before.correlate(table), ~watched.correlate(table))
        .order_by(table.amount.desc().nulls_last(), table.id)
    )
    found = map(_under, await session.scalars(wanted))
    return sorted(found, key=lambda one: one.reported.doubt is not None)


async def has_under_others(session: AsyncSession, server_id: int) -> bool:
    """True if any such subcontract is on record for a server."""
    one = select(SubcontractUnder.id).where(_watched(SubcontractUnder, server_id)).limit(1)
    return await session.scalar(one) is not None


def _watched(table: Any, server_id: int) -> ColumnElement[bool]:
    """Return the condition for rows of a query that a watch of the server has."""
    theirs = Watch.server_id == server_id, Watch.source == table.source, Watch.query_key == table.query_key
    return exists().where(*theirs).correlate(table)


def _under(row: SubcontractUnder) -> UnderOthers:
    one = subcontract_of(row)
    return made_of(UnderOthers, row, reported=_reported(row, one, doubt(one)))
