"""Procedures: the plan, the calls for offers, the awards and the contracts that the source itself links.

Only links that the source states count (``contracts.ingest.links``), and only records that this server's
watches matched: of OCDS data anybody can publish some.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date as Day
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.common.made import made_of
from bot.contracts.following import matched_ids
from bot.contracts.ingest.links import OF_SOLICITATION
from bot.contracts.model import Code, Kind, Status
from bot.contracts.story.views import Procedure, ProcedureRecord, Stage
from bot.storage.models import Contract, ContractIdentifier, ContractLink

NOTICE_TYPE = "notice-type"
ORDERS = "usaspending"
MAX_RECORDS = 40
"""Records of one procedure that are told; one with many lots can have hundreds."""

_vehicle = aliased(Contract)  # made once: an alias refers to itself, and would wait for the garbage collector
_MAX_STEPS = 4  # from a contract by its award and the call for offers to the plan
_STAGES: Mapping[str, Stage] = {
    "pre-information": Stage.PLAN,
    "qu-sy": Stage.TENDER,
    "subco": Stage.TENDER,
    "appel-offre": Stage.TENDER,
    "attribution": Stage.AWARD,
    "annulation": Stage.CANCELLED,
    "presolicitation": Stage.PLAN,
    "sources-sought": Stage.PLAN,
    "special-notice": Stage.PLAN,
    "intent-to-bundle": Stage.PLAN,
    "solicitation": Stage.TENDER,
    "combined-synopsis": Stage.TENDER,
    "award-notice": Stage.AWARD,
    "can-modif": Stage.OTHER,
}
_STAGES_BY_BEGINNING = (
    ("pin-cfc", Stage.TENDER),
    ("pin-", Stage.PLAN),
    ("cn-", Stage.TENDER),
    ("can-", Stage.AWARD),
)
_COLUMNS = (
    Contract.id,
    Contract.source,
    Contract.source_id,
    Contract.kind,
    Contract.number,
    Contract.supplier,
    Contract.codes,
    Contract.signed,
    Contract.status,
    Contract.url,
    Contract.changed_at,
    Contract.missing_since,
)


async def procedures_of(
    session: AsyncSession, server_id: int, contract_ids: Collection[int]
) -> dict[int, Procedure]:
    """Return the procedures of these contracts, without those of which no other record is known."""
    links = await _links(session, server_id, contract_ids)
    wanted = set(contract_ids)
    groups = [group for group in _groups(links) if len(group) > 1 and not group.isdisjoint(wanted)]
    if not groups:
        return {}
    rows = await session.execute(select(*_COLUMNS).where(Contract.id.in_(frozenset().union(*groups))))
    records = {row.id: _record(row) for row in rows}
    identifiers = await _identifiers(session, records)
    found: dict[int, Procedure] = {}
    for group in groups:
        if all(records[each].source == ORDERS for each in group):  # one purchase: ``purchases`` shows it
            continue
        shared = frozenset.intersection(*(identifiers.get(each, frozenset()) for each in group))
        if shared and len({records[each].source for each in group}) == len(group):
            continue  # the same notice in several sources
        procedure = _procedure(records[each] for each in group)
        found |= dict.fromkeys(group & wanted, procedure)
    return found


async def _identifiers(session: AsyncSession, ids: Collection[int]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    columns = ContractIdentifier.contract_id, ContractIdentifier.identifier
    for id, identifier in await session.execute(
        select(*columns).where(ContractIdentifier.contract_id.in_(ids))
    ):
        found.setdefault(id, set()).add(identifier)
    return {id: frozenset(identifiers) for id, identifiers in found.items()}


async def related_records(session: AsyncSession, server_id: int) -> list[Mapping[int, object]]:
    """Return the groups of a server's records that share links, each with when its records last changed."""
    columns = ContractLink.contract_id, ContractLink.link, Contract.changed_at, Contract.missing_since
    linked = select(*columns).join(Contract, Contract.id == ContractLink.contract_id)
    links: dict[int, set[str]] = {}
    changed: dict[int, object] = {}
    for id, link, *moments in await session.execute(linked.where(Contract.id.in_(matched_ids(server_id)))):
        links.setdefault(id, set()).add(link)
        changed[id] = tuple(moments)
    groups = _groups({id: frozenset(named) for id, named in links.items()})
    return [{id: changed[id] for id in sorted(group)} for group in groups if len(group) > 1]


async def _links(
    session: AsyncSession, server_id: int, contract_ids: Collection[int]
) -> dict[int, frozenset[str]]:
    """Return the links of these contracts, and of those that can be reached by links, by contract."""
    own = select(ContractLink.contract_id, ContractLink.link)
    found: dict[int, set[str]] = {}
    for contract_id, link in await session.execute(own.where(ContractLink.contract_id.in_(contract_ids))):
        found.setdefault(contract_id, set()).add(link)
    for contract_id, link in await session.execute(_of_vehicles(contract_ids)):
        if not any(each.startswith(OF_SOLICITATION) for each in found.get(contract_id, ())):
            found.setdefault(contract_id, set()).add(link)
    asked: set[str] = set()
    for _ in range(_MAX_STEPS):
        new = {link for links in found.values() for link in links} - asked
        if not new:
            break
        asked |= new
        carriers = select(ContractLink.contract_id).where(
            ContractLink.link.in_(new), ContractLink.contract_id.in_(matched_ids(server_id))
        )
        for contract_id, link in await session.execute(own.where(ContractLink.contract_id.in_(carriers))):
            found.setdefault(contract_id, set()).add(link)
    return {contract_id: frozenset(links) for contract_id, links in found.items()}


def _of_vehicles(contract_ids: Collection[int]) -> Select[int, str]:
    """Return the query for the solicitations of orders' vehicles, because the orders often state none
    themselves."""
    above = and_(_vehicle.source == Contract.source, _vehicle.source_id == Contract.parent_source_id)
    return (
        select(Contract.id, ContractLink.link)
        .join(_vehicle, above)
        .join(ContractLink, ContractLink.contract_id == _vehicle.id)
        .where(Contract.id.in_(contract_ids), ContractLink.link.startswith(OF_SOLICITATION))
    )


def _groups(links: Mapping[int, frozenset[str]]) -> list[frozenset[int]]:
    """Return the contracts in groups of those that share links, directly or by others."""
    carriers: dict[str, list[int]] = {}
    for contract_id, named in links.items():
        for link in named:
            carriers.setdefault(link, []).append(contract_id)
    groups = []
    grouped: set[int] = set()
    for start in links:
        if start in grouped:
            continue
        group, left = {start}, [start]
        while left:
            found = {each for link in links[left.pop()] for each in carriers.pop(link, ())} - group
            group |= found
            left += found
        grouped |= group
        groups.append(frozenset(group))
    return groups


def _procedure(records: Iterable[ProcedureRecord]) -> Procedure:
    """Return the procedure of these records; the first of each stage is always among those that are told."""
    by_day = sorted(records, key=lambda one: (one.day or Day.max, one.contract_id))
    firsts = {one.stage: one.contract_id for one in reversed(by_day)}.values()
    told = set(list(dict.fromkeys([*firsts, *(one.contract_id for one in by_day)]))[:MAX_RECORDS])
    return Procedure(
        records=tuple(one for one in by_day if one.contract_id in told), more=len(by_day) - len(told)
    )


def _record(row: Any) -> ProcedureRecord:
    code = row.codes.get(NOTICE_TYPE)
    status = None if row.status is None else Status(row.status)
    notice_type = None if code is None else Code(**code)
    return made_of(
        ProcedureRecord,
        row,
        contract_id=row.id,
        kind=Kind(row.kind),
        stage=_stage(row, status, notice_type),
        notice_type=notice_type,
        day=row.signed,
        status=status,
        read_at=row.changed_at,
    )


def _stage(row: Any, status: Status | None, notice_type: Code | None) -> Stage:
    if row.kind != Kind.NOTICE.value:
        return Stage.CONTRACT
    if status is Status.PLANNED:
        return Stage.PLAN
    if notice_type is not None:
        said = notice_type.code.lower().replace("_", "-")
        beginnings = (stage for beginning, stage in _STAGES_BY_BEGINNING if said.startswith(beginning))
        return _STAGES.get(said) or next(beginnings, Stage.OTHER)
    if row.source_id.endswith("/tender"):  # of OCDS
        return Stage.TENDER
    return Stage.AWARD if "/award:" in row.source_id else Stage.OTHER
