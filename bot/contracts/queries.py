"""What the commands ask of the contracts that a server watches. Only our own database is read."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from bot.contracts.changes import NEW_KINDS
from bot.contracts.find import beginning, matching, nearest_first, numbered
from bot.contracts.model import Code, Kind
from bot.contracts.rows import action_of, change_of
from bot.contracts.views import (
    ActionView,
    ContractLine,
    ContractView,
    Digest,
    News,
    line_of,
    lines,
    newest_first,
    revisions_of,
)
from bot.contracts.watches import SUGGESTIONS, WatchInfo, watches_of
from bot.paging import Page
from bot.refusal import Refusal
from bot.storage import Database
from bot.storage.tables import Action, Change, Contract, Watch, WatchedContract

NEWEST = 5  # orders that a digest names
MOST_VEHICLES = 5  # that it names
MOST_ORDERS = 100  # that a vehicle's view lists

_NEW = [kind.value for kind in NEW_KINDS.values()]


class Contracts:
    """Reads contracts, their changes and what announcements say. Lists hold what the watches matched."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, server_id: int, *, offset: int = 0, limit: int = 8, kind: Kind | None = None
    ) -> Page[ContractLine]:
        """The contracts of a server, newest activity first."""
        wanted = _matched_by(server_id)
        if kind is not None:
            wanted = and_(wanted, Contract.kind == kind.value)
        return await self._page(wanted, offset, limit)

    async def search(
        self, server_id: int, words: str, *, offset: int = 0, limit: int = 8
    ) -> Page[ContractLine]:
        """Those of them that hold every word, in number, title or parties, or as an amount."""
        return await self._page(and_(_matched_by(server_id), matching(words)), offset, limit)

    async def suggest(self, server_id: int, typed: str) -> list[ContractLine]:
        """At most 25 of them, for completion while typing: by words, or by how an amount begins.

        The contract whose number was typed comes first, then those whose number begins so.
        """
        wanted = lines().where(_matched_by(server_id), beginning(typed)).order_by(nearest_first(typed))
        async with self._database.read() as session:
            return await _lines(session, newest_first(wanted).limit(SUGGESTIONS))

    async def numbered(self, server_id: int, number: str) -> list[ContractLine]:
        """At most two of those a server follows that have exactly this number, in letters of either size."""
        wanted = lines().where(Contract.id.in_(_followed_ids(server_id)), numbered(number))
        async with self._database.read() as session:
            return await _lines(session, newest_first(wanted).limit(2))

    async def suggest_buyers(self, typed: str) -> list[str]:
        """At most 25 names of buyers as sources write them, of all contracts that were ever read."""
        return await self._names(Contract.buyer, typed)

    async def suggest_suppliers(self, typed: str) -> list[str]:
        """The same for suppliers."""
        return await self._names(Contract.supplier, typed)

    async def show(self, server_id: int, contract_id: int) -> ContractView:
        """One contract in full. Refused if no watch of this server follows it."""
        if not 0 < contract_id < 2**31:  # what any database takes for an id
            raise Refusal("refusal-contract-unknown")
        follows = (
            select(WatchedContract.matched)
            .join(Watch, Watch.id == WatchedContract.watch_id)
            .where(Watch.server_id == server_id, WatchedContract.contract_id == contract_id)
        )
        async with self._database.read() as session:
            links = (await session.execute(follows)).scalars().all()
            if not links:
                raise Refusal("refusal-contract-unknown")
            row = (await session.execute(select(Contract).where(Contract.id == contract_id))).scalar_one()
            by_id = await _lines_by_id(session, [contract_id])
            orders = lines().where(
                Contract.source == row.source,
                Contract.parent_source_id == row.source_id,
                Contract.id.in_(_followed_ids(server_id)),
            )
            actions = await session.execute(
                select(Action)
                .where(Action.contract_id == contract_id)
                .order_by(Action.date.desc().nulls_last(), Action.number.desc(), Action.id.desc())
            )
            return ContractView(
                line=by_id[contract_id],
                matched=any(links),
                buyer_parent=row.buyer_parent,
                funder=row.funder,
                supplier_parent=row.supplier_parent,
                supplier_ids=row.supplier_ids,
                exercised=row.exercised,
                paid=row.paid,
                potential_end=row.potential_end,
                codes={scheme: Code(**code) for scheme, code in row.codes.items()},
                first_seen_at=row.first_seen_at,
                missing_since=row.missing_since,
                parent=(await _parents(session, [contract_id])).get(contract_id),
                orders=tuple(await _lines(session, newest_first(orders).limit(MOST_ORDERS))),
                actions=tuple(
                    ActionView(
                        action=action_of(action),
                        first_seen_at=action.first_seen_at,
                        revised_from=revisions_of(action),
                    )
                    for action in actions.scalars()
                ),
            )

    async def latest(self, server_id: int, *, offset: int = 0, limit: int = 8) -> Page[News]:
        """What was news of a server's contracts, newest first; all of one contract in one read is one."""
        grouped = (
            select(Change.contract_id, Change.read_key, func.max(Change.seen_at).label("seen_at"))
            .where(Change.news, _is_for(server_id), Change.contract_id.in_(_matched_ids(server_id)))
            .group_by(Change.contract_id, Change.read_key)
        )
        cut = grouped.order_by(
            func.max(Change.seen_at).desc(), Change.contract_id.desc(), Change.read_key
        ).slice(max(offset, 0), max(offset, 0) + limit)
        async with self._database.read() as session:
            total = await _count(session, grouped)
            reads = [(row.contract_id, row.read_key) for row in await session.execute(cut)]
            return Page(
                items=tuple(await _news(session, reads)), total=total, offset=max(offset, 0), limit=limit
            )

    async def status(self, server_id: int) -> list[WatchInfo]:
        """How the reading of a server's watches goes."""
        async with self._database.read() as session:
            return await watches_of(session, server_id)

    async def news(self, contract_id: int, read_key: str) -> News | None:
        """What an announcement about a contract says: its occasion is the read's key."""
        async with self._database.read() as session:
            found = await _news(session, [(contract_id, read_key)])
        return found[0] if found else None

    async def digest(self, watch_id: int) -> Digest | None:
        """What the announcement of a watch's baseline says; ``None`` before, and once it is removed."""
        matched = Contract.id.in_(
            select(WatchedContract.contract_id).where(
                WatchedContract.watch_id == watch_id, WatchedContract.matched
            )
        )
        not_vehicle = Contract.kind != Kind.VEHICLE.value
        async with self._database.read() as session:
            watch = (await session.execute(select(Watch).where(Watch.id == watch_id))).scalar_one_or_none()
            if watch is None or watch.baseline_at is None:
                return None
            counts = await session.execute(
                select(Contract.kind, func.count()).where(matched).group_by(Contract.kind)
            )
            sums = await session.execute(
                select(Contract.currency, func.sum(Contract.obligated), func.count(Contract.obligated))
                .where(matched, not_vehicle)
                .group_by(Contract.currency)
                .order_by(Contract.currency)
            )
            by_kind = {Kind(kind): int(number) for kind, number in counts}
            by_currency: dict[str, Decimal] = {}
            known = 0
            for currency, amount, number in sums:
                known += number
                if amount is not None:
                    by_currency[currency] = amount
            signed_last = Contract.signed.desc().nulls_last(), Contract.id.desc()
            newest = lines().where(matched, not_vehicle).order_by(*signed_last).limit(NEWEST)
            vehicles = lines().where(matched, Contract.kind == Kind.VEHICLE.value)
            vehicles = vehicles.order_by(*signed_last).limit(MOST_VEHICLES)
            return Digest(
                watch_id=watch.id,
                name=watch.name,
                source=watch.source,
                read_at=watch.last_complete_at or watch.baseline_at,
                counts=by_kind,
                obligated=by_currency,
                unknown=sum(by_kind.values()) - by_kind.get(Kind.VEHICLE, 0) - known,
                unread=await _never_read(session, watch),
                newest=tuple(await _lines(session, newest)),
                vehicles=tuple(await _lines(session, vehicles)),
            )

    async def _names(self, column: InstrumentedAttribute[str], typed: str) -> list[str]:
        words = " ".join(typed.split())
        wanted = (
            select(column)
            .where(column != "", column.icontains(words, autoescape=True))
            .group_by(column)
            .order_by(case((column.istartswith(words, autoescape=True), 0), else_=1), column)
            .limit(SUGGESTIONS)
        )
        async with self._database.read() as session:
            return list((await session.execute(wanted)).scalars())

    async def _page(self, wanted: ColumnElement[bool], offset: int, limit: int) -> Page[ContractLine]:
        offset = max(offset, 0)
        cut = newest_first(lines().where(wanted)).slice(offset, offset + limit)
        async with self._database.read() as session:
            total = await _count(session, select(Contract.id).where(wanted))
            items = tuple(await _lines(session, cut))
        return Page(items=items, total=total, offset=offset, limit=limit)


def _followed_ids(server_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(WatchedContract.contract_id)
        .join(Watch, Watch.id == WatchedContract.watch_id)
        .where(Watch.server_id == server_id)
    )


def _matched_ids(server_id: int) -> Select[*tuple[Any, ...]]:
    return _followed_ids(server_id).where(WatchedContract.matched)


def _matched_by(server_id: int) -> ColumnElement[bool]:
    return Contract.id.in_(_matched_ids(server_id))


def _is_for(server_id: int) -> ColumnElement[bool]:
    """Changes for everyone, and those for this server alone, which stand for the arrival others saw."""
    own = aliased(Change)
    arrived = exists().where(
        own.contract_id == Change.contract_id, own.server_id == server_id, own.kind.in_(_NEW)
    )
    return or_(
        Change.server_id == server_id,
        and_(Change.server_id.is_(None), or_(Change.kind.not_in(_NEW), ~arrived)),
    )


async def _never_read(session: AsyncSession, watch: Watch) -> int:
    """How many of the contracts that a watch's baseline lacks it still lacks."""
    if not watch.unread:
        return 0
    since = (
        select(func.count())
        .select_from(WatchedContract)
        .join(Contract, Contract.id == WatchedContract.contract_id)
        .where(
            WatchedContract.watch_id == watch.id,
            WatchedContract.matched,
            Contract.source_id.in_(watch.unread),
        )
    )
    return len(watch.unread) - int((await session.execute(since)).scalar_one())


async def _count(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> int:
    return int((await session.execute(select(func.count()).select_from(query.subquery()))).scalar_one())


async def _lines(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> list[ContractLine]:
    return [line_of(row) for row in await session.execute(query)]


async def _lines_by_id(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, ContractLine]:
    found = await _lines(session, lines().where(Contract.id.in_(contract_ids)))
    return {line.id: line for line in found}


async def _parents(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, ContractLine]:
    """The vehicles of contracts, as far as they are known, by the contract's id."""
    child = aliased(Contract)
    pairs = await session.execute(
        select(child.id.label("child_id"), Contract.id)
        .join(Contract, and_(Contract.source == child.source, Contract.source_id == child.parent_source_id))
        .where(child.id.in_(contract_ids))
    )
    parent_ids: dict[int, int] = {row.child_id: row.id for row in pairs}
    by_id = await _lines_by_id(session, set(parent_ids.values()))
    return {child_id: by_id[parent_id] for child_id, parent_id in parent_ids.items()}


async def _news(session: AsyncSession, reads: Sequence[tuple[int, str]]) -> list[News]:
    """What these reads found of these contracts, in the order given, without what is only kept."""
    if not reads:
        return []
    changes = await session.execute(
        select(Change)
        .where(Change.news, tuple_(Change.contract_id, Change.read_key).in_(reads))
        .order_by(Change.ordinal)
    )
    found: dict[tuple[int, str], list[Change]] = {}
    for change in changes.scalars():
        found.setdefault((change.contract_id, change.read_key), []).append(change)
    contract_ids = {contract_id for contract_id, _ in found}
    by_id = await _lines_by_id(session, contract_ids)
    parents = await _parents(session, contract_ids)
    return [
        News(
            contract=by_id[contract_id],
            parent=parents.get(contract_id),
            changes=tuple(change_of(change) for change in found[contract_id, read_key]),
            read_key=read_key,
            seen_at=found[contract_id, read_key][0].seen_at,
        )
        for contract_id, read_key in reads
        if (contract_id, read_key) in found
    ]
