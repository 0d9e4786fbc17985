"""Stamps of a board's contracts: short hashes of what a line about each says, and of what its page does.

A page is made anew if its stamp has changed, so all that it shows must be in it. That is known from its
row, which has ``changed_at``, from the rows of its family, of its records in other sources, of its
procedure and of the dockets about it, and from the moment of the last enquiry about it. All rows are read
once, in the order of the lists, and only hashes are kept. They are read before the pages: if a contract
changes in between, its page is newer than its stamp, and the next publishing makes it once more.
"""

import asyncio
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Day
from sys import intern
from typing import Any, NamedTuple

from sqlalchemy import and_, func, not_, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.types import NullType

from bot.contracts.following import followed_ids, told_ids, twins_of
from bot.contracts.queries.party_names import PartyNames
from bot.contracts.registers.company_names import NAMELESS
from bot.contracts.story.procedures import related_records
from bot.contracts.story.protests import watched_protests
from bot.servers.board import contract_page
from bot.storage.engine import rows_of
from bot.storage.models import NEVER, Contract, ContractEnquiry, Watch, WatchedContract
from bot.ui.contracts.card import MAX_NAMED

_IDS = 2000  # in a query
_Vehicle = tuple[str, str | None]


def _as_stored(moment: Any) -> Any:
    """Return a column without what makes a moment of it: it is hashed."""
    return type_coerce(moment, NullType()).label(moment.key)


_COLUMNS = (
    *(Contract.id, Contract.source, Contract.source_id, Contract.parent_source_id, Contract.newest_day),
    *(Contract.buyer, Contract.supplier, Contract.record_hash),
    *map(_as_stored, (Contract.changed_at, Contract.missing_since, Contract.withdrawn_at)),
)


class ContractStamp(NamedTuple):
    """A contract of the board: the path of its page, and values that change whenever a ``line`` about it in a
    list would, whenever its news would (which names its vehicle), and whenever its page would (``stamp``). A
    tuple, since a board has so many."""

    id: int
    family: int  # a number that contracts under one vehicle share with it
    page: str
    month: str  # of its newest day, "2026-05"; "undated" without one
    line: str
    news: str
    stamp: str


@dataclass(slots=True)
class _Orders:
    """The orders under a vehicle: their number, and the lines of the newest."""

    count: int = 0
    newest: list[str] = field(default_factory=list)


async def stamps_of(
    session: AsyncSession, server_id: int, names: PartyNames
) -> tuple[list[ContractStamp], str]:
    """Return the contracts of a board, those with the newest activity first, and what differs whenever
    anything is known otherwise of one that the server follows. ``names`` are those of parties that have only
    a number."""
    told = Contract.id.in_(told_ids(server_id))
    followed = select(*_COLUMNS, told).where(Contract.id.in_(followed_ids(server_id)))
    lines: dict[int, str] = {}
    ids: dict[_Vehicle, int] = {}
    orders: dict[_Vehicle, _Orders] = {}
    found: list[tuple[int, str, str | None, str, str]] = []
    newest_first = followed.order_by(Contract.newest_day.desc(), Contract.id.desc())
    async for row in rows_of(session, newest_first):
        *known, is_told = row
        id, source, source_id, parent, day, *_ = known  # access by name takes three times as long
        line = lines[id] = _line(known, names)
        ids[source, source_id] = id
        if parent is not None:
            family = orders.setdefault((source, parent), _Orders())
            family.count += 1
            if len(family.newest) <= MAX_NAMED:
                family.newest.append(line)
        if is_told:
            found.append((id, source, parent, source_id, _month(day)))
    twins = await _twins(session, server_id)
    wanted = {twin for also in twins.values() for twin in also} - lines.keys()
    await _read_lines(session, [Contract.id.in_(part) for part in _parts(wanted)], names, lines, ids)
    vehicles = {vehicle for _, vehicle in orders.keys() - ids.keys()}
    others = [Contract.source_id.in_(part) for part in _parts(vehicles)]
    await _read_lines(session, others, names, lines, ids)
    links = await _links(session, server_id)
    asked = await _asked(session, server_id)
    protests = await watched_protests(session, server_id, told_ids(server_id))
    procedures = await _procedures(session, server_id)
    families: dict[_Vehicle, int] = {}
    under = {vehicle: hash_of(each.count, *each.newest) for vehicle, each in orders.items()}

    def stamp(id: int, source: str, parent: str | None, source_id: str, month: str) -> ContractStamp:
        above = ids.get((source, parent))
        news = f"{lines[id]}{lines[above] if above else ''}"
        family = under.get((source, parent)) if parent is not None else None, under.get((source, source_id))
        also = [lines[twin] for twin in twins.get(id, ())]
        known = links.get(id), asked.get(id), protests.get(id), procedures.get(id)
        stamp = _short(f"{news} {family} {also} {known}")
        number = families.setdefault((source, source_id if parent is None else parent), len(families))
        return ContractStamp(id, number, contract_page(source, source_id), month, lines[id], news, stamp)

    made = await asyncio.to_thread(lambda: [stamp(*each) for each in found])
    rest = links, twins, asked, protests, procedures
    return made, await asyncio.to_thread(hash_of, lines, *rest)


async def other_stamps(
    session: AsyncSession, contract_ids: Iterable[int], names: PartyNames
) -> dict[int, ContractStamp]:
    """Return contracts that are not on the board, by id. Their pages show news alone."""
    found = {}
    own, vehicle = Contract, aliased(Contract)
    above = and_(vehicle.source == own.source, vehicle.source_id == own.parent_source_id)
    query = select(*_COLUMNS, vehicle.record_hash.label("above"), vehicle.changed_at.label("above_at"))
    for part in _parts(contract_ids):
        async for row in rows_of(session, query.outerjoin(vehicle, above).where(own.id.in_(part))):
            page, news = contract_page(row.source, row.source_id), _line(row, names)
            found[row.id] = ContractStamp(row.id, 0, page, _month(row.newest_day), news, news, news)
    return found


def _month(day: Day) -> str:
    return "undated" if day == NEVER else intern(f"{day.year:04}-{day.month:02}")


def _line(row: Any, names: PartyNames) -> str:
    _, source, _, _, day, buyer, supplier, *known = row
    nameless = names.names and source in NAMELESS
    named = (names.name(buyer), names.name(supplier)) if nameless else ""
    return _short(f"{day.toordinal()} {known} {named}")


async def _read_lines(
    session: AsyncSession,
    conditions: Iterable[Any],
    names: PartyNames,
    lines: dict[int, str],
    ids: dict[_Vehicle, int],
) -> None:
    """Add the lines of the contracts that meet one of these conditions."""
    for condition in conditions:
        async for row in rows_of(session, select(*_COLUMNS).where(condition)):
            lines[row.id] = _line(row, names)
            ids[row.source, row.source_id] = row.id


async def _twins(session: AsyncSession, server_id: int) -> dict[int, list[int]]:
    """Return the records of contracts in other sources, by contract."""
    found: dict[int, list[int]] = {}
    async for row in rows_of(session, twins_of(told_ids(server_id), server_id)):
        found.setdefault(row.contract_id, []).append(row.twin_id)
    return {contract_id: sorted(also) for contract_id, also in found.items()}


async def _links(session: AsyncSession, server_id: int) -> dict[int, str]:
    """Return how a server's watches are linked to contracts, of those that are not simply matched once."""
    links = WatchedContract
    simple = and_(func.count() == 1, func.count().filter(links.matched) == 1)
    others = (
        followed_ids(server_id)
        .group_by(links.contract_id)
        .having(not_(and_(simple, func.count(links.unmatched_since) == 0)))
    )
    query = (
        select(links.contract_id, links.matched, _as_stored(links.unmatched_since))
        .join(Watch, Watch.id == links.watch_id)
        .where(Watch.server_id == server_id, links.contract_id.in_(others))
        .order_by(links.contract_id, links.watch_id)
    )
    found: dict[int, str] = {}
    async for row in rows_of(session, query):
        before = found.get(row.contract_id, "")
        found[row.contract_id] = f"{before}{row.matched:d}{row.unmatched_since or ''} "
    return found


async def _asked(session: AsyncSession, server_id: int) -> dict[int, object]:
    """Return the moment of the last enquiry about each contract."""
    row = ContractEnquiry
    last = type_coerce(func.max(row.asked_at), NullType())
    query = select(row.contract_id, last).where(row.contract_id.in_(told_ids(server_id)))
    return {id: at async for id, at in rows_of(session, query.group_by(row.contract_id))}


async def _procedures(session: AsyncSession, server_id: int) -> dict[int, str]:
    """Return what differs whenever a record of its procedure does, by contract."""
    groups = [(group, hash_of(group)) for group in await related_records(session, server_id)]
    return {id: said for group, said in groups for id in group}


def _parts(ids: Iterable[Any]) -> list[list[Any]]:
    every = sorted(ids)
    return [every[start : start + _IDS] for start in range(0, len(every), _IDS)]


def hash_of(*values: object) -> str:
    """Return a short hash of values by what ``repr`` says of them."""
    return _short(repr(values))


def _short(said: str) -> str:
    return hashlib.blake2b(said.encode(), digest_size=9).hexdigest()
