"""Lists of a server's contracts, and what is found in them, newest activity first.

A server that follows few contracts is asked for them by their ids, however many others follow. Of many that
are found, the newest are looked for in the order of the index, instead of sorting all; which of the two it is
is counted before.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.contracts.find import as_written, beginning, begun, cleaned, named, nearest_first, numbered
from bot.contracts.model import Kind
from bot.contracts.same import first_of_its_kind
from bot.contracts.selects import count_of, followed_ids, lines_by_id, matched_ids
from bot.contracts.views import ContractLine
from bot.contracts.watches import SUGGESTIONS
from bot.paging import Page
from bot.storage import Database
from bot.storage.tables import NEVER, Contract, WatchedContract

FEW_FOLLOWED = 500  # contracts of a server that are asked for by id
MOST_SORTED = 1000  # that are found and sorted
_CHOSEN = (Kind.PAGE.value, Kind.ARTICLE.value)  # known because a server chose their very address

Found = Callable[[bool], ColumnElement[bool]]
"""The condition of what is found; told whether to look each contract up (see ``find``)."""


async def page(
    session: AsyncSession, server_id: int, found: Found, offset: int, limit: int
) -> Page[ContractLine]:
    """A page of what a server's watches matched and is ``found``."""
    offset = max(offset, 0)
    own = await _few(session, server_id)
    here = _listed(server_id, own)
    total = await count_of(session, select(Contract.id).where(here, found(own is not None)))
    ids: list[int] = []
    if total > offset:
        walked = own is None and total > MOST_SORTED
        wanted = select(Contract.id).where(here, found(walked or own is not None))
        length = min(limit, total - offset)
        if walked and offset > total // 2:  # the end is nearer
            last = total - offset - length
            cut = wanted.order_by(Contract.newest_day, Contract.id).slice(last, last + length)
            ids = list((await session.execute(cut)).scalars())[::-1]
        else:
            cut = wanted.order_by(*_newest(walked)).slice(offset, offset + length)
            ids = list((await session.execute(cut)).scalars())
    return Page(items=tuple(await _in_order(session, ids)), total=total, offset=offset, limit=limit)


async def suggest(
    session: AsyncSession, database: Database, server_id: int, typed: str
) -> list[ContractLine]:
    """At most 25 of what a server's watches matched and what was typed begins."""
    own = await _few(session, server_id)
    if own is not None or not await _are_many(session, beginning(database, typed)):
        wanted = select(Contract.id).where(
            _listed(server_id, own), beginning(database, typed, each=own is not None)
        )
        cut = wanted.order_by(nearest_first(typed), *_newest(False)).limit(SUGGESTIONS)
        return await _in_order(session, list((await session.execute(cut)).scalars()))
    ids: list[int] = []
    for nearer, walked in (
        (numbered(database, typed), False),
        (begun(database, typed, each=True), True),
        (beginning(database, typed, each=True), True),
    ):
        if len(ids) < SUGGESTIONS:
            wanted = select(Contract.id).where(_listed(server_id, None), nearer, Contract.id.not_in(ids))
            cut = wanted.order_by(*_newest(walked)).limit(SUGGESTIONS - len(ids))
            ids += (await session.execute(cut)).scalars()
    return await _in_order(session, ids)


async def with_number(
    session: AsyncSession, database: Database, server_id: int, number: str
) -> list[ContractLine]:
    """At most two of those a server follows that have a number; those that have its punctuation, if any."""
    own = _follows(followed_ids(server_id)), first_of_its_kind(server_id), numbered(database, number)
    ids: list[int] = []
    for also in ([as_written(number)], []):
        if not ids:
            cut = select(Contract.id).where(*own, *also).order_by(*_newest(False)).limit(2)
            ids = list((await session.execute(cut)).scalars())
    return await _in_order(session, ids)


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


async def _few(session: AsyncSession, server_id: int) -> list[int] | None:
    """The ids of all that a server's watches matched, ``None`` if these are many."""
    ids = (await session.execute(matched_ids(server_id).limit(FEW_FOLLOWED + 1))).scalars().all()
    return None if len(ids) > FEW_FOLLOWED else sorted(set(ids))


async def _are_many(session: AsyncSession, found: ColumnElement[bool]) -> bool:
    """Whether so many are found, whoever follows them, that they are not to be sorted."""
    return await count_of(session, select(Contract.id).where(found).limit(MOST_SORTED + 1)) > MOST_SORTED


def _listed(server_id: int, own: list[int] | None) -> ColumnElement[bool]:
    """What lists of a server hold: what its watches matched, each contract once."""
    matched = Contract.id.in_(own) if own is not None else _follows(matched_ids(server_id))
    return and_(matched, first_of_its_kind(server_id))


def _follows(ids: Any) -> ColumnElement[bool]:
    return exists(ids.where(WatchedContract.contract_id == Contract.id).correlate(Contract))


def _newest(walked: bool) -> tuple[ColumnElement[Any], ...]:
    """``walked``: in the order of the index. Otherwise it is kept out: what is found is few."""
    day = Contract.newest_day if walked else func.coalesce(Contract.newest_day, NEVER)
    return day.desc(), Contract.id.desc()


async def _in_order(session: AsyncSession, ids: list[int]) -> list[ContractLine]:
    if not ids:
        return []
    by_id = await lines_by_id(session, ids)
    return [by_id[contract_id] for contract_id in ids]
