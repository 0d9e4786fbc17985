"""Lists of a server's contracts, and what is found in them, newest activity first.

A server that follows few contracts is asked for them by their ids, however many others follow: one statement
for its watches, one that finds and fills the lines. Of many that are found, the newest are looked for in the
order of the index, instead of sorting all; which of the two it is is counted before. The conditions that do
not depend on what was typed are built once: to build them anew takes longer than their answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.contracts.find import among, as_written, beginning, begun, cleaned, named, nearest_first, numbered
from bot.contracts.model import Kind
from bot.contracts.same import first_of_its_kind, first_of_watches
from bot.contracts.selects import SERVER_ID, followed_ids
from bot.contracts.views import ContractLine, line_of, lines_among
from bot.contracts.watches import SUGGESTIONS
from bot.paging import Page
from bot.storage import Database
from bot.storage.tables import NEVER, Contract, Watch, WatchedContract

FEW_FOLLOWED = 500  # contracts of a server that are asked for by id
MOST_SORTED = 1000  # that are found and sorted
_CHOSEN = (Kind.PAGE.value, Kind.ARTICLE.value)  # known because a server chose their very address
_NOT_FEW: BindParameter[int] = bindparam("not_few", type_=Integer)
_WATCH_IDS: BindParameter[Any] = bindparam("watch_ids", type_=Integer, expanding=True)

Found = Callable[[bool], ColumnElement[bool]]
"""The condition of what is found; told whether to look each contract up (see ``find``)."""


async def page(
    session: AsyncSession, database: Database, server_id: int, found: Found, offset: int, limit: int
) -> Page[ContractLine]:
    """A page of what a server's watches matched and is ``found``."""
    offset = max(offset, 0)
    own = await _own(session, server_id)
    if own.few:
        conditions = _listed_of_few(database.is_sqlite), found(True)
        cut = _cut(*conditions, total=func.count().over())
        rows = await _rows(session, own, cut.order_by(*_newest(False)).slice(offset, offset + limit))
        total = rows[0].total if rows else 0
        if not rows and offset:  # beyond the end
            total = await _count(session, own, select(Contract.id).where(*conditions))
    else:
        rows = []
        total = await _count(session, own, select(Contract.id).where(_listed(), found(False)))
        if total > offset:
            walked = total > MOST_SORTED
            cut = _cut(_listed(), found(walked))
            length = min(limit, total - offset)
            if walked and offset > total // 2:  # the end is nearer
                last = total - offset - length
                cut = cut.order_by(Contract.newest_day, Contract.id).slice(last, last + length)
            else:
                cut = cut.order_by(*_newest(walked)).slice(offset, offset + length)
            rows = await _rows(session, own, cut)
    return Page(items=tuple(line_of(row) for row in rows), total=total, offset=offset, limit=limit)


async def suggest(
    session: AsyncSession, database: Database, server_id: int, typed: str
) -> list[ContractLine]:
    """At most 25 of what a server's watches matched and what was typed begins."""
    own = await _own(session, server_id)
    if own.few or not await _are_many(session, own, beginning(database, typed)):
        listed = _listed_of_few(database.is_sqlite) if own.few else _listed()
        nearness = nearest_first(typed)
        cut = _cut(listed, beginning(database, typed, each=own.few), nearness=nearness)
        cut = cut.order_by(nearness, *_newest(False)).limit(SUGGESTIONS)
        return [line_of(row) for row in await _rows(session, own, cut)]
    found: list[ContractLine] = []
    for nearer, walked in (
        (numbered(database, typed), False),
        (begun(database, typed, each=True), True),
        (beginning(database, typed, each=True), True),
    ):
        if len(found) < SUGGESTIONS:
            cut = _cut(_listed(), nearer, Contract.id.not_in([line.id for line in found]))
            cut = cut.order_by(*_newest(walked)).limit(SUGGESTIONS - len(found))
            found += [line_of(row) for row in await _rows(session, own, cut)]
    return found


async def with_number(
    session: AsyncSession, database: Database, server_id: int, number: str
) -> list[ContractLine]:
    """At most two of those a server follows that have a number; those that have its punctuation, if any."""
    nearness = case((as_written(number), 0), else_=1)
    cut = _cut(_known(), numbered(database, number), nearness=nearness)
    cut = cut.order_by(nearness, *_newest(False)).limit(2)
    rows = (await session.execute(_lines(cut), {SERVER_ID.key: server_id})).all()
    return [line_of(row) for row in rows if row.nearness == rows[0].nearness]


async def names(
    session: AsyncSession, database: Database, name: InstrumentedAttribute[str], typed: str
) -> list[str]:
    """At most 25 buyers or suppliers, by the words typed; those that begin with these first.

    None of pages and articles, whose sites and feeds would tell what other servers watch.
    """
    of_contracts = Contract.kind.not_in(_CHOSEN)
    wanted = select(name).where(name != "", of_contracts, named(database, name, typed)).group_by(name)
    if typed := cleaned(typed):
        wanted = wanted.order_by(case((name.istartswith(typed, autoescape=True), 0), else_=1))
    return list((await session.execute(wanted.order_by(name).limit(SUGGESTIONS))).scalars())


@dataclass(frozen=True, slots=True)
class _Own:
    """A server's watches, and whether what they matched is few."""

    watch_ids: Sequence[int]
    few: bool


async def _own(session: AsyncSession, server_id: int) -> _Own:
    values = {SERVER_ID.key: server_id, _NOT_FEW.key: FEW_FOLLOWED + 1}
    watches = (await session.execute(_watches(), values)).all()
    return _Own([row.id for row in watches], sum(row.number for row in watches) <= FEW_FOLLOWED)


@cache
def _watches() -> Select[int, int]:
    """A server's watches, and how many contracts each matched, as far as it matters."""
    some = (
        select(WatchedContract.contract_id)
        .where(WatchedContract.watch_id == Watch.id, WatchedContract.matched)
        .order_by(WatchedContract.contract_id)  # for PostgreSQL to begin from the index
        .limit(_NOT_FEW)
        .correlate(Watch)
        .subquery()
    )
    number = select(func.count()).select_from(some).scalar_subquery()
    return select(Watch.id, number.label("number")).where(Watch.server_id == SERVER_ID)


async def _count(session: AsyncSession, own: _Own, query: Select[int]) -> int:
    counted = select(func.count()).select_from(query.subquery())
    return int((await session.execute(counted, {_WATCH_IDS.key: own.watch_ids})).scalar_one())


async def _are_many(session: AsyncSession, own: _Own, found: ColumnElement[bool]) -> bool:
    """Whether so many are found, whoever follows them, that they are not to be sorted."""
    some = select(Contract.id).where(found).limit(MOST_SORTED + 1)
    return await _count(session, own, some) > MOST_SORTED


@cache
def _listed() -> ColumnElement[bool]:
    """What lists of a server hold: what its watches matched, each contract once."""
    return and_(_follows(_matched()), first_of_watches(_WATCH_IDS))


@cache
def _listed_of_few(is_sqlite: bool) -> ColumnElement[bool]:
    """The same, begun from the ids of what its watches matched."""
    return and_(among(is_sqlite, _matched()), first_of_watches(_WATCH_IDS))


def _matched() -> Select[int]:
    return select(WatchedContract.contract_id).where(
        WatchedContract.watch_id.in_(_WATCH_IDS), WatchedContract.matched
    )


@cache
def _known() -> ColumnElement[bool]:
    """What a server follows, be it as the vehicle of another, each contract once."""
    return and_(_follows(followed_ids(SERVER_ID)), first_of_its_kind(SERVER_ID))


def _follows(ids: Select[Any]) -> ColumnElement[bool]:
    return exists(ids.where(WatchedContract.contract_id == Contract.id).correlate(Contract))


def _newest(walked: bool) -> tuple[ColumnElement[Any], ...]:
    """``walked``: in the order of the index. Otherwise it is kept out: what is found is few."""
    day = Contract.newest_day if walked else func.coalesce(Contract.newest_day, NEVER)
    return day.desc(), Contract.id.desc()


def _cut(
    *conditions: ColumnElement[bool],
    nearness: ColumnElement[int] | None = None,
    total: ColumnElement[int] | None = None,
) -> Select[*tuple[Any, ...]]:
    """The ids of what is listed, with what its lines are sorted by; to be ordered and cut."""
    return select(
        Contract.id,
        Contract.newest_day,
        (literal(0) if nearness is None else nearness).label("nearness"),
        (literal(0) if total is None else total).label("total"),
    ).where(*conditions)


async def _rows(session: AsyncSession, own: _Own, cut: Select[*tuple[Any, ...]]) -> Sequence[Any]:
    return (await session.execute(_lines(cut), {_WATCH_IDS.key: own.watch_ids})).all()


def _lines(cut: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The lines of what was cut, each with its ``nearness`` and the ``total``."""
    found = cut.subquery()
    return (
        lines_among(found)
        .add_columns(found.c.nearness, found.c.total)
        .order_by(found.c.nearness, found.c.newest_day.desc(), found.c.id.desc())
    )
