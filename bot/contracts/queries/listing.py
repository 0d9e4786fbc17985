"""Lists and searches of a server's contracts, newest activity first.

A page starts from the smaller set: the contracts that the server follows, whatever the number of others, or
the search results, whoever follows them. Each of the two is one query, which returns only a number if there
are more. If both are large, the newest are found by walking an index instead of sorting all.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
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
    or_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, outerjoin

from bot.common.pagination import Page
from bot.contracts.following import (
    SERVER_ID,
    first_of_its_kind,
    first_of_watches,
    followed_ids,
    matched_by,
    matched_ids,
)
from bot.contracts.model import Kind
from bot.contracts.queries.search import (
    SearchCondition,
    among,
    as_written,
    by_number,
    by_number_prefix,
    by_party,
    by_words_or_amount,
    clean_query,
    nearest_first,
    nearness_of,
)
from bot.contracts.queries.views import FIELDS, ContractLine, line_of, lines_among
from bot.contracts.watches.service import SUGGESTIONS
from bot.storage import Database
from bot.storage.engine import Rows
from bot.storage.models import NEVER, Contract, Watch, WatchedContract

MAX_IDS_IN_QUERY = 500  # contracts of a server up to which they are queried by id
MAX_SORTED = 2000  # search results up to which they are sorted
_SHAPES = 200  # size of the cache of statements that differ in more than values
_CHOSEN = (Kind.PAGE.value, Kind.ARTICLE.value)  # contracts whose very address a server chose
_WATCH_IDS: BindParameter[Any] = bindparam("watch_ids", type_=Integer, expanding=True)
_ROW_LIMIT: BindParameter[int] = bindparam("most", type_=Integer)
_OFFSET: BindParameter[int] = bindparam("offset", type_=Integer)
_LIMIT: BindParameter[int] = bindparam("limit", type_=Integer)
_PAST: BindParameter[int] = bindparam("past", type_=Integer)
_NEARNESS, _TOTAL, _STARTED = range(len(FIELDS), len(FIELDS) + 3)
"""Columns of a row after those of its line."""


def of_kinds(kinds: Sequence[Kind]) -> SearchCondition:
    """Return the condition for contracts of these kinds."""
    return SearchCondition(
        ("kinds", *kinds), lambda _each: or_(*(Contract.kind == kind.value for kind in kinds))
    )


async def page(
    database: Database, server_id: int, found: SearchCondition, offset: int, limit: int
) -> Page[ContractLine]:
    """Return a page of the contracts that match ``found`` and a server's watches."""
    offset = max(offset, 0)
    values = {**found.values, SERVER_ID.key: server_id, _OFFSET.key: offset, _LIMIT.key: limit}
    rows = await _of_few(database, found, False, values)
    if rows is None:
        async with database.read() as session:  # the rows are counted from the nearer end
            return await _page_of_many(session, server_id, found, offset, limit)
    total = rows[0][_TOTAL] if rows else 0
    if not rows and offset:  # beyond the end
        first = await _of_few(database, found, False, values | {_OFFSET.key: 0, _LIMIT.key: 1})
        total = first[0][_TOTAL] if first else 0
    return Page(items=tuple(map(line_of, rows)), total=total, offset=offset, limit=limit)


async def suggest(database: Database, server_id: int, typed: str) -> list[ContractLine]:
    """Return at most 25 contracts of a server's watches that begin with what was typed."""
    found = by_words_or_amount(database, typed)
    values = {**found.values, **nearness_of(typed), SERVER_ID.key: server_id}
    values |= {_OFFSET.key: 0, _LIMIT.key: SUGGESTIONS}
    rows = await _of_few(database, found, True, values)
    if rows is not None:
        return list(map(line_of, rows))
    near = by_number_prefix(database, typed)
    question = _among_found(database.is_sqlite, near, True)
    rows = await _few(database, question, MAX_SORTED, {**values, **near.values})
    lines = [] if rows is None else list(map(line_of, rows))
    steps = [(found, True)]
    if rows is None:
        steps = [(by_number(database, typed), False), (near, True), *steps]
    async with database.read() as session:
        own = await _watch_ids(session, server_id)
        for nearer, walked in steps:
            if len(lines) < SUGGESTIONS:
                others = Contract.id.not_in([line.id for line in lines])
                cut = _cut(_listed(), nearer.build(walked), others).order_by(*_newest(walked))
                cut = cut.limit(SUGGESTIONS - len(lines))
                lines += map(line_of, await _rows(session, own, cut, nearer.values))
    return lines


async def with_number(database: Database, server_id: int, number: str) -> list[ContractLine]:
    """Return at most two followed contracts with a number; those with the same punctuation, if there are
    any."""
    found = by_number(database, number)
    _, written = as_written(number)
    rows = await database.ask(_numbered(found), {**found.values, **written, SERVER_ID.key: server_id})
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
    wanted = select(name).where(name != "", *theirs, found.build(False)).group_by(name)
    if typed := clean_query(typed):
        wanted = wanted.order_by(case((name.istartswith(typed, autoescape=True), 0), else_=1))
    chosen = await session.execute(wanted.order_by(name).limit(SUGGESTIONS), found.values)
    return list(chosen.scalars())


async def _of_few(
    database: Database, found: SearchCondition, nearest: bool, values: Mapping[str, Any]
) -> Rows | None:
    """Return a page if the server follows few contracts, or if few are found, with the total in each row;
    ``None`` if both are many."""
    for question_of, most in ((_among_own, MAX_IDS_IN_QUERY), (_among_found, MAX_SORTED)):
        rows = await _few(database, question_of(database.is_sqlite, found, nearest), most, values)
        if rows is not None:
            return rows
    return None


async def _few(
    database: Database, question: Select[Any], most: int, values: Mapping[str, Any]
) -> Rows | None:
    """Run a query that starts from ids; ``None`` if these are more than ``most``."""
    # One more, to detect that there are more.
    rows = await database.ask(question, {**values, _ROW_LIMIT.key: most, _PAST.key: most + 1})
    return [row for row in rows if row[0] is not None] if rows[0][_STARTED] <= most else None


@lru_cache(_SHAPES)
def _among_own(is_sqlite: bool, found: SearchCondition, nearest: bool) -> Select[Any]:
    of_server = select(Watch.id).where(Watch.server_id == SERVER_ID)
    ids = select(WatchedContract.contract_id).where(
        WatchedContract.watch_id.in_(of_server)
        if is_sqlite
        else WatchedContract.watch_id == func.any(func.array(of_server.scalar_subquery())),
        WatchedContract.matched,
    )
    # Sorted like the index, which PostgreSQL would not use otherwise.
    ids = ids.order_by(WatchedContract.watch_id, WatchedContract.contract_id)
    return _started(is_sqlite, ids, found.build(True), nearest=nearest)


@lru_cache(_SHAPES)
def _among_found(is_sqlite: bool, found: SearchCondition, nearest: bool) -> Select[Any]:
    return _started(
        is_sqlite,
        select(Contract.id).where(found.build(False)),
        _follows(matched_ids(SERVER_ID)),
        nearest=nearest,
    )


def _started(
    is_sqlite: bool, ids: Select[Any], condition: ColumnElement[bool], *, nearest: bool
) -> Select[Any]:
    """Build a query for a page of these ids under a condition, if they are at most ``most``; it also returns
    their number, in a row of its own if the page is empty."""
    some = ids.limit(_PAST).cte("some")
    started = select(func.count().label("started")).select_from(some).cte("counted")
    nearness = nearest_first().label("nearness") if nearest else None
    cut = (
        _cut(
            select(started.c.started).scalar_subquery() <= _ROW_LIMIT,
            among(is_sqlite, select(some.c[0])),
            condition,
            first_of_its_kind(SERVER_ID),
            nearness=nearness,
            total=func.count().over(),
        )
        .order_by(*([] if nearness is None else [nearness]), *_newest(False))
        .offset(_OFFSET)
        .limit(_LIMIT)
        .subquery()
    )
    lines = lines_among(outerjoin(started, cut, true()), cut.c.id)
    return lines.add_columns(cut.c.nearness, cut.c.total, started.c.started).order_by(
        cut.c.nearness, cut.c.newest_day.desc(), cut.c.id.desc()
    )


@lru_cache(_SHAPES)
def _numbered(found: SearchCondition) -> Select[Any]:
    is_it, _ = as_written("")
    nearness = case((is_it, 0), else_=1)
    cut = _cut(_known(), found.build(False), nearness=nearness)
    return _lines(cut.order_by(nearness, *_newest(False)).limit(2))


async def _page_of_many(
    session: AsyncSession, server_id: int, found: SearchCondition, offset: int, limit: int
) -> Page[ContractLine]:
    own = await _watch_ids(session, server_id)
    counted = _cut(_listed(), found.build(False)).subquery()
    values = {**found.values, _WATCH_IDS.key: own}
    total = int((await session.execute(select(func.count()).select_from(counted), values)).scalar_one())
    rows: Sequence[Any] = []
    if total > offset:
        walked = total > MAX_SORTED
        cut = _cut(_listed(), found.build(walked))
        length = min(limit, total - offset)
        if walked and offset > total // 2:  # the end is nearer
            last = total - offset - length
            cut = cut.order_by(Contract.newest_day, Contract.id).slice(last, last + length)
        else:
            cut = cut.order_by(*_newest(walked)).slice(offset, offset + length)
        rows = await _rows(session, own, cut, found.values)
    return Page(items=tuple(map(line_of, rows)), total=total, offset=offset, limit=limit)


async def _watch_ids(session: AsyncSession, server_id: int) -> Sequence[int]:
    watches = await session.execute(select(Watch.id).where(Watch.server_id == server_id))
    return list(watches.scalars())


@cache
def _listed() -> ColumnElement[bool]:
    """Return the condition for lists of a server: matched by its watches, each contract once."""
    return and_(_follows(_matched()), first_of_watches(_WATCH_IDS))


def _matched() -> Select[int]:
    return select(WatchedContract.contract_id).where(
        WatchedContract.watch_id.in_(_WATCH_IDS), WatchedContract.matched
    )


@cache
def _known() -> ColumnElement[bool]:
    """Return the condition for what a server follows, including vehicles of orders, each contract once."""
    return and_(_follows(followed_ids(SERVER_ID)), first_of_its_kind(SERVER_ID))


def _follows(ids: Select[Any]) -> ColumnElement[bool]:
    return exists(ids.where(WatchedContract.contract_id == Contract.id).correlate(Contract))


def _newest(walked: bool) -> tuple[ColumnElement[Any], ...]:
    """Return the sort order. ``walked``: by the index; otherwise the index is avoided, because few are
    found."""
    day = Contract.newest_day if walked else func.coalesce(Contract.newest_day, NEVER)
    return day.desc(), Contract.id.desc()


def _cut(
    *conditions: ColumnElement[bool],
    nearness: ColumnElement[int] | None = None,
    total: ColumnElement[int] | None = None,
) -> Select[*tuple[Any, ...]]:
    """Return a query for listed ids with their sort keys, to be ordered and limited."""
    return select(
        Contract.id,
        Contract.newest_day,
        (literal(0) if nearness is None else nearness).label("nearness"),
        (literal(0) if total is None else total).label("total"),
    ).where(*conditions)


async def _rows(
    session: AsyncSession, own: Sequence[int], cut: Select[*tuple[Any, ...]], values: Mapping[str, Any]
) -> Sequence[Any]:
    return (await session.execute(_lines(cut), {**values, _WATCH_IDS.key: own})).all()


def _lines(cut: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Return the lines of a limited query, each with its ``nearness`` and the ``total``."""
    found = cut.subquery()
    return (
        lines_among(found, found.c.id)
        .add_columns(found.c.nearness, found.c.total)
        .order_by(found.c.nearness, found.c.newest_day.desc(), found.c.id.desc())
    )
