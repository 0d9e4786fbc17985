"""The same purchase: the orders of other suppliers that one purchase was split into, asked for and stored."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Select, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.follow_ups import edit_posts
from bot.announcements.outbox import NewAnnouncement, channels_for, enqueue_all
from bot.common.made import made_of
from bot.contracts.diff.same_purchase import supplier_key
from bot.contracts.following import matched_by, matched_ids
from bot.contracts.ingest.subscriptions import followers
from bot.contracts.model import Kind, Record
from bot.contracts.row_mapping import fitted
from bot.contracts.sources.protocol import FindsPurchases, OrdersAlike, Proof, Source
from bot.contracts.story.enquiries import Finding
from bot.contracts.story.views import Purchase, PurchaseOrder
from bot.storage import Database, models
from bot.storage.models import Contract, Server
from bot.storage.upsert import insert

MIN_SUPPLIERS = 3
"""Suppliers of a purchase, the contract's own included, that is shown without a common solicitation: the rule
alone also finds pairs of unrelated orders."""

MAX_REQUESTS = 10
"""Requests about one contract at a time; what is left of the solicitations is asked for the next day."""


class SamePurchase:
    """Enquiry for the other orders of a purchase, once for an order, then monthly: later ones may follow."""

    topic, source, host = "purchase", "usaspending", "usaspending"
    interval = timedelta(days=30)
    max_requests = MAX_REQUESTS

    def __init__(self, database: Database, sources: Mapping[str, Source]) -> None:
        self._database = database
        self._sources = sources

    def concerns(self) -> ColumnElement[bool]:
        """Return the condition for orders under a vehicle of their own office and year: of others the rule
        knows no group, so that no request is spent on them."""
        office_and_year = func.substr(Contract.number, 1, 8)
        return and_(
            Contract.kind == Kind.ORDER.value,
            Contract.signed.is_not(None),
            func.substr(Contract.parent_number, 1, 9) == office_and_year.concat("D"),
        )

    async def ask(self, contract: Record) -> Finding:
        """Ask for the orders alike, and for solicitations that were not asked for before."""
        source = self._sources[self.source]
        if not isinstance(source, FindsPurchases):
            return Finding(OrdersAlike(orders=()), requests=0)
        found = await source.orders_alike(contract, await self._known(contract), MAX_REQUESTS)
        return Finding(found, found.answers, found.requests, found.complete)

    async def store(self, session: AsyncSession, contract_id: int, finding: Finding, now: datetime) -> None:
        """Store the orders as they are now; those that the search no longer lists stay, as missing. Without a
        search, of an order that lost a code for example, all stay as they were."""
        if not finding.requests:
            return
        found: OrdersAlike = finding.value
        orders = {order.source_id: (order, proof) for order, proof in map(_fitted, found.orders)}
        row = models.PurchaseOrder
        before = await _stored(session, contract_id)
        first = not before and not await self._was_asked(session, contract_id)
        for order, proof in orders.values():
            values = {
                **_values(order),
                "proof": proof.value,
                "solicitation": found.solicitation if proof is Proof.SAME else None,
                "read_at": now,
                "missing_since": None,
            }
            key = {"contract_id": contract_id, "award_id": order.source_id}
            new = insert(self._database, row).values(**key, **values, first_seen_at=now, told=first)
            await session.execute(new.on_conflict_do_update(index_elements=list(key), set_=values))
        await session.execute(
            update(row)
            .where(
                row.contract_id == contract_id,
                row.missing_since.is_(None),
                row.award_id.not_in({*orders, *found.unread}),
            )
            .values(missing_since=now)
        )
        if not first:
            await self._tell(session, contract_id, before, now, complete=finding.complete)
        if _shown(before.values()) != _shown((await _stored(session, contract_id)).values()):
            await edit_posts(session, self._database, f"contract:{contract_id}", now)

    async def _tell(
        self,
        session: AsyncSession,
        contract_id: int,
        before: Mapping[str, Any],
        now: datetime,
        *,
        complete: bool,
    ) -> None:
        """Announce members that are new, once their proofs are known, and those that got more, each once, in
        the servers that want it."""
        row, occasion = models.PurchaseOrder, uuid4().hex
        stored = await _stored(session, contract_id)
        told: dict[str, Decimal | None] = {}
        for order in members(each for each in stored.values() if each.missing_since is None):
            if not order.told:
                if complete:
                    told[order.award_id] = None
            elif _got_more(before.get(order.award_id), order):
                told[order.award_id] = before[order.award_id].obligated
        for award_id, amount in told.items():
            of_order = row.contract_id == contract_id, row.award_id == award_id
            values = {"told": True, "before": amount, "occasion": occasion}
            await session.execute(update(row).where(*of_order).values(**values))
        if told:
            await self._enqueue(session, contract_id, occasion, now)

    async def _enqueue(self, session: AsyncSession, contract_id: int, occasion: str, now: datetime) -> None:
        hearing = await self._without_older(session, contract_id)
        announcements = [
            NewAnnouncement(server_id, channel_id, "purchase", f"contract:{contract_id}", occasion)
            for server_id, channel_id in await channels_for(session, hearing, Server.purchase_news)
        ]
        await enqueue_all(session, self._database, announcements, now)

    async def _without_older(self, session: AsyncSession, contract_id: int) -> list[int]:
        """Return the servers that hear of a contract and follow no older order of its purchase: by that one,
        the same news reaches the others."""
        asked = models.ContractEnquiry
        older = (
            select(Contract.id)
            .join(
                asked, and_(asked.contract_id == Contract.id, asked.topic == self.topic, asked.failures == 0)
            )
            .where(
                Contract.source == self.source,
                Contract.source_id.in_(await _stored(session, contract_id)),
                Contract.id < contract_id,
            )
        )
        ids = (await session.scalars(older)).all()
        servers = sorted((await followers(session, contract_id)).hearing)
        return [id for id in servers if not await session.scalar(_follows_any(id, ids))]

    async def _was_asked(self, session: AsyncSession, contract_id: int) -> bool:
        row = models.ContractEnquiry
        state = select(row.state).where(row.contract_id == contract_id, row.topic == self.topic)
        return await session.scalar(state) is not None

    async def _known(self, contract: Record) -> dict[str, Proof]:
        row = models.PurchaseOrder
        known = (
            select(row.award_id, row.proof)
            .join(Contract, Contract.id == row.contract_id)
            .where(Contract.source == contract.source, Contract.source_id == contract.source_id)
        )
        async with self._database.read() as session:
            return {award_id: Proof(proof) for award_id, proof in await session.execute(known)}


@dataclass(frozen=True, slots=True)
class PurchaseNews:
    """An order that is told of, and its amount before, ``None`` if the order is new."""

    order: PurchaseOrder
    before: Decimal | None


async def news_of_purchase(
    session: AsyncSession, server_id: int, contract_id: int, occasion: str
) -> list[PurchaseNews]:
    """Return the content of an announcement to a server, the largest orders first, without those that its own
    watches match: these have posts of their own."""
    told = [row for row in (await _stored(session, contract_id)).values() if row.occasion == occasion]
    of_seed = select(Contract.source).where(Contract.id == contract_id).scalar_subquery()
    watched = select(Contract.source_id).where(
        Contract.source == of_seed,
        Contract.source_id.in_([row.award_id for row in told]),
        Contract.id.in_(matched_ids(server_id)),
    )
    posted = set(await session.scalars(watched))
    rows = [row for row in told if row.award_id not in posted]
    before = {row.number: row.before for row in rows}
    return [PurchaseNews(order, before[order.number]) for order in _ordered(rows)]


async def _stored(session: AsyncSession, contract_id: int) -> dict[str, Any]:
    """Return the stored orders of a contract's purchase by id."""
    row = models.PurchaseOrder
    stored = select(*row.__table__.columns).where(row.contract_id == contract_id)
    return {order.award_id: order for order in await session.execute(stored)}


def _follows_any(server_id: int, contract_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """Return a query with a row if a server's watches matched one of these contracts."""
    return select(Contract.id).where(Contract.id.in_(contract_ids), matched_by(server_id)).limit(1)


def _shown(rows: Iterable[Any]) -> set[tuple[Any, ...]]:
    """Return the state of stored orders that a post shows: which of them belong to the purchase, how that is
    known, and their amounts."""
    there = members([row for row in rows if row.missing_since is None])
    return {(row.award_id, row.proof, row.obligated, row.currency) for row in there}


def _got_more(before: Any, now: Any) -> bool:
    return (
        before is not None
        and before.currency == now.currency
        and before.obligated is not None
        and now.obligated is not None
        and now.obligated > before.obligated
    )


async def purchases_of(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, Purchase]:
    """Return the purchases of contracts by id, without those of which no other order is shown."""
    row = models.PurchaseOrder
    stored = select(*row.__table__.columns).where(row.contract_id.in_(contract_ids))
    by_contract: dict[int, list[Any]] = {}
    for order in await session.execute(stored):
        by_contract.setdefault(order.contract_id, []).append(order)
    purchases = {contract_id: _purchase(rows) for contract_id, rows in by_contract.items()}
    return {contract_id: purchase for contract_id, purchase in purchases.items() if purchase is not None}


def _purchase(rows: Sequence[Any]) -> Purchase | None:
    shown = members([row for row in rows if row.missing_since is None])
    if not shown:
        return None
    return Purchase(
        orders=_ordered(shown),
        missing=_ordered(row for row in rows if row.missing_since is not None and row.proof != Proof.OTHER),
        solicitation=next((row.solicitation for row in shown if row.solicitation), None),
    )


def members(rows: Iterable[Any]) -> list[Any]:
    """Return the stored orders that belong to the purchase: those that a solicitation proves, and all that
    look alike if enough suppliers have one."""
    candidates = [row for row in rows if row.proof != Proof.OTHER]
    if 1 + len({row.supplier_key for row in candidates}) >= MIN_SUPPLIERS:
        return candidates
    return [row for row in candidates if row.proof == Proof.SAME]


def _ordered(rows: Iterable[Any]) -> tuple[PurchaseOrder, ...]:
    """Return orders, largest first, those of an unknown amount last."""
    orders = [
        made_of(PurchaseOrder, row, proved=row.proof == Proof.SAME, asked=row.proof != Proof.UNASKED)
        for row in rows
    ]
    return tuple(sorted(orders, key=lambda one: (one.obligated is None, -(one.obligated or 0), one.number)))


def _fitted(found: tuple[Record, Proof]) -> tuple[Record, Proof]:
    order, proof = found
    return fitted(order), proof


def _values(order: Record) -> dict[str, Any]:
    return {
        "number": order.number,
        "supplier": order.supplier.name,
        "supplier_key": supplier_key(order),
        "currency": order.currency,
        "obligated": order.obligated,
        "signed": order.signed,
        "url": order.url,
    }
