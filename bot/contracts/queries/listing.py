"""Lists and searches of a server's contracts, newest activity first.

Each starts from the ids that the server's watches follow: a server's own are few, whatever the number of
others. Words are looked for in all contracts, so on SQLite those that many have cost a search more.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.common.pagination import Page
from bot.contracts.following import SERVER_ID, first_of_its_kind, matched_by
from bot.contracts.model import Kind
from bot.contracts.queries.search import (
    SearchCondition,
    among,
    as_written,
    by_number,
    by_party,
    by_words_or_amount,
    clean_query,
    nearest_first,
    nearness_of,
)
from bot.contracts.queries.views import FIELDS, ContractLine, line_of, lines_among
from bot.contracts.watches.service import SUGGESTIONS
from bot.storage import Database
from bot.storage.models import NEVER, Contract, Watch, WatchedContract

_MAX_SEARCHING = 30
_SHAPES = 200  # size of the cache of statements that differ in more than values
_CHOSEN = (Kind.PAGE.value, Kind.ARTICLE.value)  # contracts whose very address a server chose
_OFFSET: BindParameter[int] = bindparam("offset", type_=Integer)
_LIMIT: BindParameter[int] = bindparam("limit", type_=Integer)
_NEARNESS, _TOTAL = range(len(FIELDS), len(FIELDS) + 2)
"""Columns of a row after those of its line."""


def of_kinds(kinds: Sequence[Kind]) -> SearchCondition:
    """Return the condition for contracts of these kinds."""
    return SearchCondition(("kinds", *kinds), lambda: or_(*(Contract.kind == kind.value for kind in kinds)))


async def page(
    database: Database, server_id: int, found: SearchCondition, offset: int, limit: int
) -> Page[ContractLine]:
    """Return a page of the contracts that match ``found`` and a server's watches."""
    offset = max(offset, 0)
    question = _listed(database.is_sqlite, found)
    values = _values(found.values, server_id, offset, limit)
    rows = await database.search(question, values)
    counted = rows
    if not rows and offset:  # beyond the end
        counted = await database.search(question, _values(found.values, server_id, 0, 1))
    total = counted[0][_TOTAL] if counted else 0
    return Page(items=tuple(map(line_of, rows)), total=total, offset=offset, limit=limit)


async def suggest(database: Database, server_id: int, typed: str) -> list[ContractLine]:
    """Return at most 25 contracts of a server's watches that begin with what was typed; none while so many
    others search that nobody would wait for the answer."""
    if database.searching >= _MAX_SEARCHING:
        return []
    found = by_words_or_amount(database, typed)
    values = _values({**found.values, **nearness_of(typed)}, server_id, 0, SUGGESTIONS)
    return list(
        map(line_of, await database.search(_listed(database.is_sqlite, found, nearest_first), values))
    )


async def with_number(database: Database, server_id: int, number: str) -> list[ContractLine]:
    """Return at most two followed contracts with a number, vehicles of orders included; those with the same
    punctuation, if there are any."""
    found = by_number(database, number)
    _, written = as_written(number)
    values = _values({**found.values, **written}, server_id, 0, 2)
    question = _listed(database.is_sqlite, found, _as_written_first, matched=False)
    rows = await database.search(question, values)
    return [line_of(row) for row in rows if row[_NEARNESS] == rows[0][_NEARNESS]]


async def names(
    session: AsyncSession,
    database: Database,
    server_id: int,
    name: InstrumentedAttribute[str],
    typed: str,
) -> list[str]:
    """Return at most 25 names of buyers or suppliers of a server's contracts, by the words typed; names that
    begin with them first. Pages and articles are excluded: their sites and feeds are neither."""
    theirs = (Contract.kind.not_in(_CHOSEN), matched_by(server_id))
    found = by_party(database, name, typed)
    wanted = select(name).where(name != "", *theirs, found.build()).group_by(name)
    if typed := clean_query(typed):
        wanted = wanted.order_by(case((name.istartswith(typed, autoescape=True), 0), else_=1))
    chosen = await session.execute(wanted.order_by(name).limit(SUGGESTIONS), found.values)
    return list(chosen.scalars())


def _values(found: Mapping[str, Any], server_id: int, offset: int, limit: int) -> dict[str, Any]:
    return {**found, SERVER_ID.key: server_id, _OFFSET.key: offset, _LIMIT.key: limit}


def _as_written_first() -> ColumnElement[int]:
    return case((as_written("")[0], 0), else_=1)


def _unsorted() -> ColumnElement[int]:
    return literal(0)


@lru_cache(_SHAPES)
def _listed(
    is_sqlite: bool,
    found: SearchCondition,
    nearness_of: Callable[[], ColumnElement[int]] = _unsorted,
    *,
    matched: bool = True,
) -> Select[Any]:
    """Return a query for a page of a server's contracts, each once, with the nearness and the total in each
    row; ``matched``: only those that a watch matched."""
    nearness = nearness_of().label("nearness")
    # The index on the days would have the newest of all servers walked.
    newest = func.coalesce(Contract.newest_day, NEVER).desc(), Contract.id.desc()
    cut = (
        select(Contract.id, Contract.newest_day, nearness, func.count().over().label("total"))
        .where(among(is_sqlite, _own(is_sqlite, matched)), found.build(), first_of_its_kind(SERVER_ID))
        .order_by(nearness, *newest)
        .offset(_OFFSET)
        .limit(_LIMIT)
        .subquery()
    )
    return (
        lines_among(cut, cut.c.id)
        .add_columns(cut.c.nearness, cut.c.total)
        .order_by(cut.c.nearness, cut.c.newest_day.desc(), cut.c.id.desc())
    )


def _own(is_sqlite: bool, matched: bool) -> Select[int]:
    of_server = select(Watch.id).where(Watch.server_id == SERVER_ID)
    link = WatchedContract
    is_theirs = (
        link.watch_id.in_(of_server)
        if is_sqlite
        else link.watch_id == func.any(func.array(of_server.scalar_subquery()))
    )
    ids = select(link.contract_id).where(is_theirs)
    return ids.where(link.matched) if matched else ids
