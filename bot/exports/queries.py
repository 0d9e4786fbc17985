"""Queries of an export: publications, never signatures, so that no number moves when someone signs."""

import asyncio
from collections import defaultdict, namedtuple
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, case, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.model import Kind
from bot.exports.timestamps.document import heads_files
from bot.page.registrar.rounds import RoundEntry, rounds_of
from bot.petitions.counts.ledger import PAGE_FORMAT, LedgerEntry, entry_of
from bot.petitions.demands.consent import Privacy, privacy_of
from bot.petitions.demands.views import state_of
from bot.servers.board import Board, demand_page
from bot.storage.engine import InListQuery, Rows
from bot.storage.models import (
    Action,
    AuditEntry,
    Consent,
    Contract,
    Demand,
    DemandVersion,
    Invalidation,
    PaperBatch,
    Publication,
    Server,
    Subcontract,
)

_CONTRACT_BATCH_SIZE = 128  # contracts in memory at once
_BATCH_SIZE = 100  # rows of anything else between two turns of the event loop
_IDS = 2000
_PLACE = case(
    {kind.value: place for place, kind in enumerate((Kind.NOTICE, Kind.ARTICLE, Kind.PAGE), 1)},
    value=Contract.kind,
    else_=0,
)

ContractRow = namedtuple(
    "ContractRow",
    "id source source_id number kind title supplier supplier_ids supplier_parent buyer buyer_ids buyer_unit "
    "parent_number currency obligated exercised ceiling paid signed start end url changed_at",
)
ActionRow = namedtuple(
    "ActionRow", "contract_id number action_id date code description amount first_seen_at revised_from"
)
SubcontractRow = namedtuple(
    "SubcontractRow",
    "contract_id number supplier supplier_ids date description currency amounts amended first_seen_at "
    "missing_since",
)


def _rows_of(table: Any, row: Any, key: Any, *order: Any) -> InListQuery:
    """Return the query for the columns of ``row`` in a table, whose ``key`` is one of some ids."""
    columns = [getattr(table, name) for name in row.__match_args__]
    return InListQuery(lambda ids: select(*columns).where(key.in_(ids)).order_by(*order))


_CONTRACTS = _rows_of(Contract, ContractRow, Contract.id)
_ACTIONS = _rows_of(
    *(Action, ActionRow, Action.contract_id),
    *(Action.contract_id, Action.date, Action.number, Action.action_id, Action.id),
)
_SUBCONTRACTS = _rows_of(
    *(Subcontract, SubcontractRow, Subcontract.contract_id),
    *(Subcontract.contract_id, Subcontract.date, Subcontract.number, Subcontract.id),
)


@dataclass(frozen=True, slots=True)
class ContractBatch:
    """Some contracts, their actions and their subcontracts, as they were read."""

    ids: Sequence[int]
    contracts: Rows
    actions: Rows
    subcontracts: Rows

    def rows(self) -> Iterator[tuple[ContractRow, list[ActionRow], list[SubcontractRow]]]:
        """Yield each contract with its actions and subcontracts. Takes its time: not for the event loop."""
        contracts = {row[0]: ContractRow(*row) for row in self.contracts}
        actions: dict[int, list[ActionRow]] = {contract_id: [] for contract_id in self.ids}
        for row in self.actions:
            actions[row[0]].append(ActionRow(*row))
        subcontracts: dict[int, list[SubcontractRow]] = {}
        for row in self.subcontracts:
            subcontracts.setdefault(row[0], []).append(SubcontractRow(*row))
        for contract_id in self.ids:
            if contract_id in contracts:
                yield contracts[contract_id], actions[contract_id], subcontracts.get(contract_id, [])


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedDemand:
    """A demand that was opened, with everything published of it, oldest first."""

    demand: Demand
    versions: Sequence[DemandVersion]
    publications: Sequence[Publication]
    ledger: Sequence[LedgerEntry]  # one for each publication
    paper: Sequence[PaperBatch]
    invalidations: Sequence[Invalidation]
    consents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Consent texts by their hash, if it is signed on the page: signers name them in public."""

    @property
    def count(self) -> int:
        """The last published count; 0 before the first publication."""
        return self.publications[-1].count if self.publications else 0

    @property
    def on_page(self) -> bool:
        """True if it is signed on the union's page, so that its rows are published."""
        return bool(self.ledger) and self.ledger[0].format == PAGE_FORMAT

    @property
    def on_paper(self) -> int:
        """The number of signatures on paper, entered by one organiser and confirmed by another."""
        return sum(
            row.count for row in self.paper if row.confirmed_at is not None and row.withdrawn_at is None
        )

    @property
    def state(self) -> str:
        """One of: open, closed, delivered, answered, archived; void, also of an archived one."""
        return "void" if self.demand.voided_at is not None else state_of(self.demand)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRows:
    """A server's rows without its contracts. Drafts are left out."""

    server_id: int
    server_name: str
    language: str
    demands: Sequence[ExportedDemand]
    audit_head: tuple[int, str] | None  # number and hash of the last entry
    rounds: Sequence[RoundEntry] = ()
    privacy: Privacy | None = None
    press: str | None = None
    board: Board | None = None  # the public board, if it has an address
    timestamps: Mapping[str, bytes] = field(default_factory=dict)  # files about the ledgers, by name

    def page_of(self, demand: Demand) -> str:
        """Return the address of a demand's page on the board; empty without one."""
        return "" if self.board is None else self.board.address(demand_page(demand.slug), self.language)


async def read_rows(session: AsyncSession, server_id: int, language: str | None) -> ExportRows:
    """Read all of a server's demands, sorted by slug; ``language`` is that of titles."""
    server = await session.get(Server, server_id)
    demands = (
        await session.scalars(
            select(Demand).where(Demand.server_id == server_id, Demand.state != "draft").order_by(Demand.slug)
        )
    ).all()
    ids = select(Demand.id).where(Demand.server_id == server_id, Demand.state != "draft")

    async def of_each(table: Any, order: Any) -> Mapping[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        theirs = select(table).where(table.demand_id.in_(ids)).order_by(order)
        async for row in await session.stream_scalars(theirs, execution_options={"yield_per": _BATCH_SIZE}):
            found[row.demand_id].append(row)
        return found

    versions = await of_each(DemandVersion, DemandVersion.version)
    publications = await of_each(Publication, Publication.number)
    paper = await of_each(PaperBatch, PaperBatch.id)
    invalidations = await of_each(Invalidation, Invalidation.id)
    consents = await _consents(session, server_id)
    head = (
        await session.execute(
            select(AuditEntry.number, AuditEntry.hash)
            .where(AuditEntry.server_id == server_id)
            .order_by(AuditEntry.number.desc())
            .limit(1)
        )
    ).one_or_none()
    return ExportRows(
        server_id=server_id,
        server_name="" if server is None else server.name,
        language=language or ("en" if server is None else server.language),
        demands=[
            ExportedDemand(
                demand=demand,
                versions=versions[demand.id],
                publications=publications[demand.id],
                ledger=await _ledger(demand.slug, publications[demand.id]),
                paper=paper[demand.id],
                invalidations=invalidations[demand.id],
                consents=consents[demand.id],
            )
            for demand in demands
        ],
        audit_head=None if head is None else (head.number, head.hash.hex()),
        rounds=await rounds_of(session, server_id),
        privacy=None if server is None else privacy_of(server),
        press=None if server is None else server.press,
        timestamps=await heads_files(session, server_id),
    )


async def _consents(session: AsyncSession, server_id: int) -> Mapping[int, dict[str, Mapping[str, str]]]:
    """Return the consent texts by their hash, by demand: of those that are signed on the page."""
    query = (
        select(DemandVersion.demand_id, Consent.hash, Consent.texts)
        .join(Consent, Consent.hash == DemandVersion.consent_hash)
        .join(Demand, Demand.id == DemandVersion.demand_id)
        .where(Demand.server_id == server_id, Demand.signed_by == "page")
    )
    found: dict[int, dict[str, Mapping[str, str]]] = defaultdict(dict)
    for demand_id, consent_hash, texts in await session.execute(query):
        found[demand_id][consent_hash] = texts
    return found


async def _ledger(slug: str, publications: Sequence[Publication]) -> list[LedgerEntry]:
    entries = []
    for number, publication in enumerate(publications, 1):
        entries.append(entry_of(slug, publication))
        if number % _BATCH_SIZE == 0:
            await asyncio.sleep(0)
    return entries


async def batches(session: AsyncSession, ids_of: Select[*tuple[Any, ...]]) -> AsyncIterator[ContractBatch]:
    """Yield the contracts whose ids a query finds in batches, each with its actions."""
    for part in parts_of(await ordered_ids(session, ids_of)):
        yield await batch_of(session, part)


async def ordered_ids(session: AsyncSession, ids_of: Select[*tuple[Any, ...]]) -> list[int]:
    """Return the ids that a query finds, in the order of an export: contracts, then notices, articles and
    pages."""
    matched = (
        select(Contract.id)
        .where(Contract.id.in_(ids_of))
        .order_by(_PLACE, Contract.source, Contract.number, Contract.source_id)
    )
    found = await session.stream_scalars(matched, execution_options={"yield_per": _IDS})
    return [contract_id async for part in found.partitions() for contract_id in part]


def parts_of(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the ids of each batch."""
    for start in range(0, len(ids), _CONTRACT_BATCH_SIZE):
        yield ids[start : start + _CONTRACT_BATCH_SIZE]


async def batch_of(session: AsyncSession, ids: Sequence[int]) -> ContractBatch:
    """Return these contracts with their actions and subcontracts."""
    contracts, actions = await _fetch(session, _CONTRACTS, ids), await _fetch(session, _ACTIONS, ids)
    return ContractBatch(ids, contracts, actions, await _fetch(session, _SUBCONTRACTS, ids))


async def _fetch(session: AsyncSession, query: InListQuery, ids: Sequence[int]) -> Rows:
    connection = await session.connection()
    return (await connection.execute(*query.of(ids))).all()
