"""Owner of a contract's holder: the parent that the register of legal entities (GLEIF) names, kept over time,
and modifications by which another company took over or was renamed.

A parent there is one that consolidates the company's accounts. It appears months after a sale, and many
companies report none, so that no parent is never taken for independence. Another one is announced, once for
all contracts of a company.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcements.outbox import NewAnnouncement, channels_for, enqueue_all
from bot.common.made import made_of
from bot.contracts.diff.parties import name_words
from bot.contracts.following import matched_ids
from bot.contracts.ingest.subscriptions import followers
from bot.contracts.model import Kind, Record
from bot.contracts.registers.cache import RegisterCache, name_key
from bot.contracts.registers.gleif import GLEIF, Gleif, is_siren
from bot.contracts.registers.protocol import Candidate, Findings, Standing
from bot.contracts.story.enquiries import Finding
from bot.contracts.story.views import NamedParent, Owners, OwnershipAction
from bot.storage import Database
from bot.storage.models import Action, Announcement, Contract, ContractOwner
from bot.storage.upsert import insert

TAKEN_OVER_CODES = ("J", "P", "V")
"""Reason codes of USAspending for novation, for a merger or an acquisition, and for another legal name."""

COMPANY = "company:"
"""Prefix of the subject of a post about a company, before its identifier in the register."""
_COUNTRIES = {"usaspending": "US"}  # of holders that are known by name and a number of another scheme
_LIFETIME = timedelta(days=6)  # of an answer: one look-up serves all contracts of a company


class OwnerEnquiry:
    """Enquiry about the contracts of one source: who owns the holder, by GLEIF. A company of which several
    have the name is not looked up further: any of them could be meant."""

    topic, host = "owner", GLEIF
    interval = timedelta(days=7)
    max_requests = 3

    def __init__(self, database: Database, cache: RegisterCache, gleif: Gleif, source: str) -> None:
        self.source = source
        self._database = database
        self._cache = cache
        self._gleif = gleif

    def concerns(self) -> ColumnElement[bool]:
        return Contract.kind.in_([kind.value for kind in (Kind.ORDER, Kind.CONTRACT, Kind.VEHICLE)])

    async def ask(self, contract: Record) -> Finding:
        siren = _siren(contract.supplier.ids)
        country = None if siren else _COUNTRIES.get(self.source)
        asked = siren or (" ".join(name_words(contract.supplier.name)) if country else "")
        if not asked:
            return Finding(None, requests=0)
        requests = 0

        async def read() -> Findings:
            nonlocal requests
            requests = self.max_requests
            return await self._gleif.owner(asked, country)

        key = name_key(f"owner:{country or ''}:{asked}")  # deleted with searched names
        known = await self._cache.get(GLEIF, key, _LIFETIME, read)
        return Finding(next(iter(known.findings.candidates), None), requests=requests)

    async def store(self, session: AsyncSession, contract_id: int, finding: Finding, now: datetime) -> None:
        entry: Candidate | None = finding.value
        if entry is None:
            return
        before = await self._parents(session, contract_id, entry.id)
        key = {"contract_id": contract_id, "company": entry.id, "parent": entry.parent or ""}
        values = {
            "company_name": entry.name,
            "parent_name": entry.parent_name,
            "stale": entry.standing is Standing.STALE,
            "url": entry.url,
            "read_at": now,
        }
        added = insert(self._database, ContractOwner).values(**key, **values)
        await session.execute(added.on_conflict_do_update(index_elements=list(key), set_=values))
        if (old := _replaced(before, entry.parent or "")) is not None:
            await self._tell(session, contract_id, entry, old, now)

    async def _parents(self, session: AsyncSession, contract_id: int, company: str) -> list[str]:
        """Return the parents that the register named, the last one first."""
        row = ContractOwner
        named = select(row.parent).where(row.contract_id == contract_id, row.company == company)
        return list(await session.scalars(named.order_by(row.read_at.desc())))

    async def _tell(
        self, session: AsyncSession, contract_id: int, entry: Candidate, old: str, now: datetime
    ) -> None:
        """Announce another parent to the servers that hear of the contract, once for all contracts of the
        company: unless the last announcement about it to a server is of the same two."""
        subject, names = f"{COMPANY}{entry.id}", f"{old}:{entry.parent or ''}:"
        told = select(Announcement.server_id, Announcement.occasion).where(Announcement.subject == subject)
        last = {row.server_id: row.occasion for row in await session.execute(told.order_by(Announcement.id))}
        knowing = {server_id for server_id, occasion in last.items() if occasion.startswith(names)}
        hearing = (await followers(session, contract_id)).hearing - knowing
        announcements = [
            NewAnnouncement(server_id, channel_id, "owner", subject, f"{names}{now.date()}")
            for server_id, channel_id in await channels_for(session, hearing)
        ]
        await enqueue_all(session, self._database, announcements, now)


def _replaced(before: Sequence[str], parent: str) -> str | None:
    """Return the parent in whose place the register names another one, or none any more; ``None`` if it
    names the same, or named none so far."""
    named = next(filter(None, before), None)
    return None if named == parent or (not parent and before and not before[0]) else named


async def owner_news(
    session: AsyncSession, server_id: int, company: str, occasion: str
) -> tuple[int, NamedParent, NamedParent] | None:
    """Return the content of an announcement to a server: the newest of its contracts that the company holds,
    with the new parent and the old one; ``None`` if it follows none any more."""
    row = ContractOwner
    old, new, _ = occasion.split(":")
    rows = (
        select(*row.__table__.columns)
        .where(row.company == company, row.contract_id.in_(matched_ids(server_id)))
        .order_by(row.contract_id.desc())
    )
    by_contract: dict[int, dict[str, NamedParent]] = {}
    for each in await session.execute(rows):
        by_contract.setdefault(each.contract_id, {})[each.parent] = _named(each)
    found = ((id, named[new], named[old]) for id, named in by_contract.items() if {old, new} <= named.keys())
    return next(found, None)


async def owners_of(session: AsyncSession, contract_ids: Collection[int]) -> dict[int, Owners]:
    """Return what is known of owners, by contract, without those of which nothing is."""
    named: dict[int, list[NamedParent]] = {}
    row = ContractOwner
    rows = (
        select(*row.__table__.columns).where(row.contract_id.in_(contract_ids)).order_by(row.read_at.desc())
    )
    for each in await session.execute(rows):
        named.setdefault(each.contract_id, []).append(_named(each))
    taken: dict[int, list[OwnershipAction]] = {}
    actions = (
        select(Action.contract_id, Action.number, Action.date, Action.code)
        .join(Contract, Contract.id == Action.contract_id)
        .where(
            Action.contract_id.in_(contract_ids),
            Contract.source == "usaspending",
            Action.code.in_(TAKEN_OVER_CODES),
        )
        .order_by(Action.date.desc(), Action.id.desc())
    )
    for each in await session.execute(actions):
        taken.setdefault(each.contract_id, []).append(made_of(OwnershipAction, each))
    return {
        contract_id: Owners(
            named=tuple(named.get(contract_id, ())), actions=tuple(taken.get(contract_id, ()))
        )
        for contract_id in sorted({*named, *taken})
    }


def _named(row: Any) -> NamedParent:
    parent = row.parent_name if row.parent else None
    return made_of(NamedParent, row, company=row.company_name, lei=row.company, parent=parent)


def _siren(ids: Mapping[str, str]) -> str:
    """Return a French holder's SIREN, "" for one that has none."""
    number = ids.get("siren") or ids.get("siret", "")[:9]
    return number if is_siren(number) else ""
