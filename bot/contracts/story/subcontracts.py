"""Enquiry for the subcontracts that a contract's holder reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from bot.announcements.follow_ups import edit_posts
from bot.common.clock import Clock
from bot.contracts.ingest.subcontracts import keep_subcontracts
from bot.contracts.model import Kind, Record
from bot.contracts.sources.protocol import ListsSubcontracts, Source, SubcontractList
from bot.contracts.story.enquiries import Finding
from bot.storage import Database, models
from bot.storage.models import Contract
from bot.storage.upsert import insert

LIST_INTERVAL = timedelta(days=28)
"""Age at which a list is read again although the number of reports is the same: holders correct reports. A
partly read list that is older is begun anew instead of continued."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list, and the number of reports that it should have."""

    found: SubcontractList
    reports: int


class SubcontractEnquiry:
    """Enquiry about the contracts of one source: first the number of reports, then the list itself only if
    that number has changed, or if the last list is old or incomplete. A long list is read on the next day
    from where it stopped, so that no contract takes more than ``max_requests`` of a day."""

    topic = "subcontracts"
    interval = timedelta(days=7)
    max_requests = 4  # their number, and three pages of the list

    def __init__(
        self, database: Database, sources: Mapping[str, Source], clock: Clock, source: str = "usaspending"
    ) -> None:
        self.source = self.host = source
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
        requests = 1 + len(found.answers)
        return Finding(_Listed(found, reports), found.answers, requests, complete=not found.begun)

    async def store(self, session: AsyncSession, contract_id: int, finding: Finding, now: datetime) -> None:
        if finding.value is None:
            return
        found, reports = finding.value.found, finding.value.reports
        if found.begun:
            await self._keep_begun(session, contract_id, finding.value, now)
            return
        known = select(models.Subcontract.id).where(models.Subcontract.contract_id == contract_id).limit(1)
        first = await session.scalar(known) is None
        complete = found.complete and found.reports >= reports
        await keep_subcontracts(
            session,
            self._database,
            contract_id,
            found.subcontracts,
            now,
            reports=max(found.reports, reports),
            complete=complete,
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
