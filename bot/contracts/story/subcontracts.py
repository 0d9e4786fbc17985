"""Subcontracts that a contract's holder reports: the enquiry for them, and what is stored as plain values."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from bot.announcements.follow_ups import edit_posts
from bot.common.clock import Clock
from bot.common.made import made_of
from bot.contracts.diff.subcontracts import Doubt, doubt
from bot.contracts.ingest.persistence import keep_subcontracts
from bot.contracts.model import Kind, Record, Subcontract
from bot.contracts.registers.company_names import registered_names, sirens_in
from bot.contracts.row_mapping import subcontract_of
from bot.contracts.sources.protocol import ListsSubcontracts, Source, SubcontractList
from bot.contracts.story.enquiries import Finding
from bot.storage import Database, models
from bot.storage.models import Contract
from bot.storage.models import Subcontract as Row
from bot.storage.upsert import insert

LIST_INTERVAL = timedelta(days=28)
"""Age at which a list is read again although the number of reports is the same: holders correct reports. A
partly read list that is older is begun anew instead of continued."""

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
        select(Row, ranked.c.known, ranked.c.total, models.SubcontractList)
        .add_columns(Contract.kind, Contract.currency, Contract.obligated, Contract.ceiling)
        .join(ranked, ranked.c.id == Row.id)
        .join(models.SubcontractList, models.SubcontractList.contract_id == of_one)
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
    return made_of(Subcontracts, read, known=int(first.known), total=first.total, shown=tuple(shown))


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
    return reported(row[0], one, doubt(one, committed=committed, ceiling=row.ceiling if ours else None))


def reported(row: Any, one: Subcontract, doubted: Doubt | None) -> Reported:
    before = None
    if row.revised_from:
        last = row.revised_from[-1]
        amounts = [*last["amounts"], last["amended"]]
        told = sorted({Decimal(amount) for amount in amounts if amount is not None})
        before = (tuple(told), datetime.fromisoformat(last["until"])) if told else None
    return made_of(Reported, row, subcontract=one, before=before, doubt=doubted)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list, and the number of reports that it should have."""

    found: SubcontractList
    reports: int


class SubcontractEnquiry:
    """Enquiry about the contracts of one source: first the number of reports, then the list itself only if
    that number has changed, or if the last list is old or incomplete. A long list is read on the next day
    from where it stopped, so that no contract takes more than ``max_requests`` of a day."""

    topic, source, host = "subcontracts", "usaspending", "usaspending"
    interval = timedelta(days=7)
    max_requests = 4  # their number, and three pages of the list

    def __init__(self, database: Database, sources: Mapping[str, Source], clock: Clock) -> None:
        self._database = database
        self._sources = sources
        self._clock = clock

    def concerns(self) -> ColumnElement[bool]:
        return Contract.kind.in_([kind.value for kind in (Kind.ORDER, Kind.CONTRACT, Kind.VEHICLE)])

    async def ask(self, contract: Record) -> Finding:
        source = self._sources[self.source]
        if not isinstance(source, ListsSubcontracts):
            return Finding(None, requests=0)
        reports, known = await source.count_subcontracts(contract.source_id), await self._known(contract)
        if reports is None:
            return Finding(None)
        begun = self._begun(known, reports)
        if known is not None and not begun and self._holds(known, reports):
            return Finding(None)
        if reports == 0:
            return Finding(_Listed(SubcontractList(), 0))
        found = await source.list_subcontracts(contract.source_id, begun)
        requests, whole = 1 + len(found.answers), found.complete and found.reports >= reports
        return Finding(
            _Listed(found, reports), found.answers, requests, complete=not found.begun, whole=whole
        )

    async def store(self, session: AsyncSession, contract_id: int, finding: Finding, now: datetime) -> None:
        if finding.value is None:
            return
        found, reports = finding.value.found, finding.value.reports
        if found.begun:
            await self._keep_begun(session, contract_id, finding.value, now)
            return
        known = select(models.Subcontract.id).where(models.Subcontract.contract_id == contract_id).limit(1)
        first = await session.scalar(known) is None
        await keep_subcontracts(
            session,
            self._database,
            contract_id,
            found.subcontracts,
            now,
            reports=max(found.reports, reports),
            complete=finding.whole,
        )
        if first and found.subcontracts:
            await edit_posts(session, self._database, f"contract:{contract_id}", now)

    async def _keep_begun(
        self, session: AsyncSession, contract_id: int, part: _Listed, now: datetime
    ) -> None:
        """Store the checkpoint from which the list is continued; the last list stays as it is."""
        row = models.SubcontractList
        begun = {"begun": {"at": now.isoformat(), "reports": part.reports, "from": part.found.begun}}
        none = {"read_at": now, "reports": part.reports, "complete": False}
        new = insert(self._database, row).values(contract_id=contract_id, **none, **begun)
        await session.execute(new.on_conflict_do_update(index_elements=["contract_id"], set_=begun))

    def _begun(self, known: models.SubcontractList | None, reports: int) -> Mapping[str, Any] | None:
        """Return the checkpoint to continue a list from, ``None`` to begin anew. It begins anew if reports
        were withdrawn, because others then moved to pages that are read already."""
        begun = known.begun if known is not None else {}
        recent = begun and self._clock() - datetime.fromisoformat(begun["at"]) <= LIST_INTERVAL
        return begun["from"] if recent and begun.get("reports", reports) <= reports else None

    def _holds(self, known: models.SubcontractList, reports: int) -> bool:
        """True if the last list need not be read again."""
        if not known.complete or known.reports != reports:
            return False
        return reports == 0 or self._clock() - known.read_at < LIST_INTERVAL

    async def _known(self, contract: Record) -> models.SubcontractList | None:
        known = (
            select(models.SubcontractList)
            .options(undefer(models.SubcontractList.begun))
            .join(Contract, Contract.id == models.SubcontractList.contract_id)
            .where(Contract.source == contract.source, Contract.source_id == contract.source_id)
        )
        async with self._database.read() as session:
            return (await session.execute(known)).scalar_one_or_none()
