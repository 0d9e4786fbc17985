"""The export: what was published and what public sources show, and nothing of any member.

It reads publications, never signatures, so that no number in it moves when someone signs.
"""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from bot.exports.cells import Column, amount, day, moment, table, text, whole
from bot.storage import Database
from bot.storage.tables import Action, Contract, Demand, Publication, Server, Watch, WatchedContract

FORMAT = 1
"""The version of ``tocsin.json``: it rises when a key changes its name or meaning."""

COUNT_COLUMNS = (
    Column("demand", text),
    Column("title", text),
    Column("state", text),
    Column("version", whole),
    Column("publication", whole),
    Column("published_at", moment),
    Column("count", whole),
    Column("added", whole),
    Column("withdrawn", whole),
    Column("verified_by", text),
    Column("reason", text),
)
CONTRACT_COLUMNS = (
    Column("contract_id", text),  # numbers are not unique: orders of two vehicles may both be "0001"
    Column("number", text),
    Column("kind", text),
    Column("title", text),
    Column("supplier", text),
    Column("supplier_uei", text),
    Column("buyer", text),
    Column("buyer_unit", text),
    Column("parent_number", text),
    Column("currency", text),
    Column("obligated", amount),
    Column("ceiling", amount),
    Column("signed", day),
    Column("start", day),
    Column("end", day),
    Column("url", text),
    Column("read_at", moment),
)
ACTION_COLUMNS = (
    Column("contract_id", text),
    Column("contract_number", text),
    Column("number", text),
    Column("action_id", text),
    Column("date", day),
    Column("code", text),
    Column("description", text),
    Column("amount", amount),
    Column("currency", text),
    Column("first_seen_at", moment),
    Column("revised_from", text),
)


@dataclass(frozen=True, slots=True)
class Export:
    """Files by name, and the moment they describe."""

    files: Mapping[str, bytes]
    as_of: datetime


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the database holds for one server, in the order it is written."""

    server_id: int
    language: str
    demands: Sequence[Demand]
    publications: Mapping[int, Sequence[Publication]]  # by demand
    contracts: Sequence[Contract]
    actions: Mapping[int, Sequence[Action]]  # by contract


async def export(database: Database, server_id: int, now: datetime) -> Export:
    """Write counts.csv, contracts.csv, actions.csv and tocsin.json for one server.

    ``contracts.csv`` holds what its watches matched. Only the ``as_of`` in tocsin.json depends on
    ``now``. The files are written in a thread: there may be a hundred thousand contracts.
    """
    rows = await _read(database, server_id)
    return Export(await asyncio.to_thread(_files, rows, now), now)


async def _read(database: Database, server_id: int) -> _Rows:
    matched = (
        select(WatchedContract.contract_id)
        .join(Watch, Watch.id == WatchedContract.watch_id)
        .where(Watch.server_id == server_id, WatchedContract.matched)
    )
    async with database.read() as session:
        language = (await session.scalars(select(Server.language).where(Server.id == server_id))).first()
        demands = (
            await session.scalars(select(Demand).where(Demand.server_id == server_id).order_by(Demand.slug))
        ).all()
        publications = await session.scalars(
            select(Publication)
            .join(Demand, Demand.id == Publication.demand_id)
            .where(Demand.server_id == server_id)
            .order_by(Publication.demand_id, Publication.number)
        )
        contracts = (
            await session.scalars(
                select(Contract)
                .where(Contract.id.in_(matched))
                .order_by(Contract.source, Contract.number, Contract.source_id)
            )
        ).all()
        actions = await session.scalars(
            select(Action)
            .where(Action.contract_id.in_(matched))
            .order_by(Action.contract_id, Action.date, Action.number, Action.action_id)
        )
        return _Rows(
            server_id,
            language or "en",
            demands,
            _grouped(publications, "demand_id"),
            contracts,
            _grouped(actions, "contract_id"),
        )


def _grouped(rows: Any, key: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = {}
    for row in rows:
        groups.setdefault(getattr(row, key), []).append(row)
    return groups


def _files(rows: _Rows, now: datetime) -> dict[str, bytes]:
    document = json.dumps(_document(rows, now), ensure_ascii=False, indent=1)
    return {
        "counts.csv": table(COUNT_COLUMNS, _count_rows(rows)),
        "contracts.csv": table(CONTRACT_COLUMNS, _contract_rows(rows)),
        "actions.csv": table(ACTION_COLUMNS, _action_rows(rows)),
        "tocsin.json": document.encode() + b"\n",
    }


def _count_rows(rows: _Rows) -> Iterator[Sequence[Any]]:
    for demand in rows.demands:
        for publication in rows.publications.get(demand.id, ()):
            yield (
                demand.slug,
                _title(demand, rows.language),
                demand.state,
                demand.version,
                publication.number,
                publication.published_at,
                publication.count,
                publication.added,
                publication.withdrawn,
                publication.verified_by,
                publication.reason,
            )


def _contract_rows(rows: _Rows) -> Iterator[Sequence[Any]]:
    for contract in rows.contracts:
        yield (
            contract.source_id,
            contract.number,
            contract.kind,
            contract.title,
            contract.supplier,
            contract.supplier_ids.get("uei"),
            contract.buyer,
            contract.buyer_unit,
            contract.parent_number,
            contract.currency,
            contract.obligated,
            contract.ceiling,
            contract.signed,
            contract.start,
            contract.end,
            contract.url,
            contract.changed_at,
        )


def _action_rows(rows: _Rows) -> Iterator[Sequence[Any]]:
    for contract in rows.contracts:
        for action in rows.actions.get(contract.id, ()):
            yield (
                contract.source_id,
                contract.number,
                action.number,
                action.action_id,
                action.date,
                action.code,
                action.description,
                action.amount,
                contract.currency,
                action.first_seen_at,
                " | ".join(
                    ", ".join(f"{name} {value}" for name, value in earlier.items() if value is not None)
                    for earlier in _revisions(action)
                ),
            )


def _title(demand: Demand, language: str) -> str:
    texts = demand.texts
    return str((texts.get(language) or texts.get("en") or next(iter(texts.values())))["title"])


def _document(rows: _Rows, now: datetime) -> dict[str, Any]:
    """``tocsin.json``: docs/exports.md says what each key means."""
    return {
        "format": FORMAT,
        "as_of": moment(now),
        "server_id": str(rows.server_id),
        "demands": [_demand(demand, rows.publications.get(demand.id, ())) for demand in rows.demands],
        "contracts": [_contract(contract, rows.actions.get(contract.id, ())) for contract in rows.contracts],
    }


def _demand(demand: Demand, publications: Sequence[Publication]) -> dict[str, Any]:
    return {
        "demand": demand.slug,
        "state": demand.state,
        "version": demand.version,
        "texts": demand.texts,
        "text_sha256": demand.text_hash,
        "publications": [
            {
                "publication": publication.number,
                "published_at": moment(publication.published_at),
                "count": publication.count,
                "added": publication.added,
                "withdrawn": publication.withdrawn,
                "verified_by": publication.verified_by,
                "reason": publication.reason,
            }
            for publication in publications
        ],
    }


def _contract(contract: Contract, actions: Sequence[Action]) -> dict[str, Any]:
    return {
        "contract_id": contract.source_id,
        "source": contract.source,
        "number": contract.number,
        "kind": contract.kind,
        "title": contract.title,
        "supplier": contract.supplier,
        "supplier_ids": contract.supplier_ids,
        "supplier_parent": contract.supplier_parent,
        "buyer": contract.buyer,
        "buyer_ids": contract.buyer_ids,
        "buyer_unit": contract.buyer_unit,
        "parent_number": contract.parent_number,
        "currency": contract.currency,
        "obligated": _money(contract.obligated),
        "ceiling": _money(contract.ceiling),
        "signed": day(contract.signed) or None,
        "start": day(contract.start) or None,
        "end": day(contract.end) or None,
        "url": contract.url,
        "read_at": moment(contract.changed_at),
        "actions": [
            {
                "number": action.number,
                "action_id": action.action_id,
                "date": day(action.date) or None,
                "code": action.code,
                "description": action.description,
                "amount": _money(action.amount),
                "first_seen_at": moment(action.first_seen_at),
                "revised_from": _revisions(action),
            }
            for action in actions
        ],
    }


def _revisions(action: Action) -> list[dict[str, str | None]]:
    """The values an action had before, oldest first, each with the moment until which it had them."""
    return [
        {**earlier, "until": moment(datetime.fromisoformat(earlier["until"]))}
        for earlier in action.revised_from
    ]


def _money(value: Decimal | None) -> str | None:
    return None if value is None else amount(value)
