"""Tables of an export: their columns, and their rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.contracts.model import NO_CURRENCY, Kind
from bot.contracts.sources.answer_parts import public_id
from bot.exports.cells import Column, amount, day, moment, text, whole
from bot.exports.queries import ExportedDemand, ExportRows

COUNTS = (
    Column("demand", text),
    Column("title", text),
    Column("state", text),
    Column("source", text),
    Column("publication", whole),
    Column("published_at", moment),
    Column("count", whole),
    Column("goal", whole),
    Column("invalidated", whole),
    Column("verified_by", text),
    Column("account_days", whole),
    Column("server_days", whole),
    Column("reason", text),
    Column("previous_hash", text),
    Column("hash", text),
)
UNITS = (
    Column("demand", text),
    Column("publication", whole),
    Column("published_at", moment),
    Column("unit", text),
    Column("name", text),
    Column("size", whole),
    Column("count", whole),
)
PAPER = (
    Column("demand", text),
    Column("source", text),
    Column("label", text),
    Column("count", whole),
    Column("state", text),
    Column("entered_at", moment),
    Column("confirmed_at", moment),
    Column("withdrawn_at", moment),
    Column("note", text),
    Column("scan_sha256", text),
)
INVALIDATIONS = (
    Column("demand", text),
    Column("reason", text),
    Column("state", text),
    Column("proposed_at", moment),
    Column("confirmed_at", moment),
    Column("ran_at", moment),
    Column("cancelled_at", moment),
    Column("struck", whole),
    Column("publication", whole),
)
VERSIONS = (
    Column("demand", text),
    Column("version", whole),
    Column("since", moment),
    Column("title", text),
    Column("text_sha256", text),
    Column("consent_sha256", text),
)
CONTRACTS = (
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
    Column("exercised", amount),
    Column("ceiling", amount),
    Column("paid", amount),
    Column("signed", day),
    Column("start", day),
    Column("end", day),
    Column("url", text),
    Column("read_at", moment),
)
ACTIONS = (
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
class ExportTable:
    """A small table: its name, for the file and the sheet, columns and rows."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]


def tables_of(rows: ExportRows) -> list[ExportTable]:
    """Return all tables but the contracts, of which there may be a hundred thousand."""
    made = (
        ("counts", COUNTS, counts_rows),
        ("units", UNITS, _units),
        ("paper", PAPER, _paper),
        ("invalidations", INVALIDATIONS, _invalidations),
        ("versions", VERSIONS, _versions),
    )
    return [
        ExportTable(name, columns, [row for asked in rows.demands for row in of_demand(asked, rows.language)])
        for name, columns, of_demand in made
    ]


def title_of(texts: Mapping[str, Any], language: str) -> str:
    """Return a demand's title in a language, or else in one that it has."""
    return str((texts.get(language) or texts.get("en") or next(iter(texts.values())))["title"])


def contract_row(contract: Any) -> Sequence[Any]:
    """Return a row of contracts.csv."""
    return (
        public_id(contract.source, contract.source_id),
        contract.number,
        contract.kind,
        contract.title,
        contract.supplier,
        contract.supplier_ids.get("uei"),
        _buyer(contract),
        contract.buyer_unit,
        contract.parent_number,
        _currency(contract),
        contract.obligated,
        contract.exercised,
        contract.ceiling,
        contract.paid,
        contract.signed,
        contract.start,
        contract.end,
        contract.url,
        contract.changed_at,
    )


def action_row(contract: Any, action: Any) -> Sequence[Any]:
    """Return a row of actions.csv."""
    return (
        public_id(contract.source, contract.source_id),
        contract.number,
        action.number,
        action.action_id,
        action.date,
        action.code,
        action.description,
        action.amount,
        _currency(contract),
        action.first_seen_at,
        " | ".join(
            ", ".join(f"{name} {value}" for name, value in earlier.items() if value is not None)
            for earlier in revisions(action)
        ),
    )


def _buyer(contract: Any) -> str | None:
    """Return the buyer; a page or an article has a site instead, which its address names."""
    return None if contract.kind in (Kind.PAGE, Kind.ARTICLE) else contract.buyer


def _currency(contract: Any) -> str | None:
    return None if contract.currency == NO_CURRENCY else contract.currency


def contract_json(contract: Any, actions: Sequence[Any], subcontracts: Sequence[Any] = ()) -> dict[str, Any]:
    """Return a contract of tocsin.json, with its actions and subcontracts."""
    return {
        "contract_id": public_id(contract.source, contract.source_id),
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
        "exercised": _money(contract.exercised),
        "ceiling": _money(contract.ceiling),
        "paid": _money(contract.paid),
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
                "revised_from": revisions(action),
            }
            for action in actions
        ],
        "subcontracts": [_subcontract_json(one) for one in subcontracts],
    }


def _subcontract_json(one: Any) -> dict[str, Any]:
    """Return a subcontract of a contract, as reported: the amounts of all its reports, not summed."""
    return {
        "number": one.number,
        "subcontractor": one.supplier,
        "subcontractor_ids": one.supplier_ids,
        "date": day(one.date) or None,
        "description": one.description,
        "currency": one.currency,
        "reported_amounts": one.amounts,
        "amended_amount": _money(one.amended),
        "first_seen_at": moment(one.first_seen_at),
        "missing_since": moment(one.missing_since) or None,
    }


def demand_json(asked: ExportedDemand) -> dict[str, Any]:
    """Return a demand of tocsin.json; docs/exports.md explains each key."""
    demand = asked.demand
    return {
        "demand": demand.slug,
        "state": asked.state,
        "void": None
        if demand.voided_at is None
        else {"at": moment(demand.voided_at), "why": demand.void_why or ""},
        "version": demand.version,
        "texts": demand.texts,
        "text_sha256": demand.text_hash,
        "goal": demand.goal,
        "opened_at": moment(demand.opened_at) or None,
        "closes_at": moment(demand.closes_at) or None,
        "closed_at": moment(demand.closed_at) or None,
        "key_held_until": moment(demand.hold_until if demand.legal_hold else None) or None,
        "time_zone": demand.time_zone,
        "delivery": None
        if demand.delivered_on is None
        else {
            "on": day(demand.delivered_on),
            "to": demand.delivered_to,
            "count": demand.delivered_count,
            "note": demand.delivery_note,
        },
        "answer": None
        if demand.answered_on is None
        else {"on": day(demand.answered_on), "answer": demand.answer, "text": demand.answer_text},
        "signed_by": demand.signed_by,
        "counts": {"discord": 0, "paper": asked.on_paper} | {counted_by(demand): asked.count},
        "versions": [
            {
                "version": version.version,
                "since": moment(version.made_at),
                "texts": version.texts,
                "text_sha256": version.text_hash,
                "consent_sha256": version.consent_hash,
            }
            for version in asked.versions
        ],
        "publications": [entry.as_json() for entry in asked.ledger],
        "paper": [_keyed(PAPER, row) for row in _paper(asked, "")],
        "invalidations": [_keyed(INVALIDATIONS, row) for row in _invalidations(asked, "")],
    }


def revisions(action: Any) -> list[dict[str, str | None]]:
    """Return the earlier values of an action, oldest first, each with the moment until which they held."""
    return [
        {**earlier, "until": moment(datetime.fromisoformat(earlier["until"]))}
        for earlier in action.revised_from
    ]


def counts_rows(asked: ExportedDemand, language: str) -> Iterator[Sequence[Any]]:
    """Yield the rows of counts.csv about one demand."""
    demand = asked.demand
    for row, entry in zip(asked.publications, asked.ledger, strict=True):
        yield (
            demand.slug,
            title_of(demand.texts, language),
            asked.state,
            counted_by(demand),
            row.number,
            row.published_at,
            row.count,
            demand.goal,
            row.invalidated,
            row.verified_by,
            row.account_days,
            row.server_days,
            row.reason,
            entry.previous_hash,
            entry.hash,
        )


def counted_by(demand: Any) -> str:
    """Return the source of a demand's published counts."""
    return "page" if demand.signed_by == "page" else "discord"


def _units(asked: ExportedDemand, _: str) -> Iterator[Sequence[Any]]:
    for row in asked.publications:
        for unit in row.breakdown or ():
            yield (
                asked.demand.slug,
                row.number,
                row.published_at,
                unit["unit"],
                unit["name"],
                unit["size"],
                unit.get("count"),
            )


def _paper(asked: ExportedDemand, _: str) -> Iterator[Sequence[Any]]:
    for row in asked.paper:
        counts = row.confirmed_at is not None
        yield (
            asked.demand.slug,
            "paper",
            row.label,
            row.count,
            "withdrawn" if row.withdrawn_at is not None else "confirmed" if counts else "entered",
            row.entered_at,
            row.confirmed_at,
            row.withdrawn_at,
            row.withdrawn_for,
            row.scan_sha256,
        )


def _invalidations(asked: ExportedDemand, _: str) -> Iterator[Sequence[Any]]:
    for row in asked.invalidations:
        # until then the number of invalidated signatures would be a live count
        published = row.publication is not None
        state = (
            "cancelled"
            if row.cancelled_at is not None
            else "published"
            if published
            else "confirmed"
            if row.confirmed_at is not None
            else "proposed"
        )
        yield (
            asked.demand.slug,
            row.reason,
            state,
            row.proposed_at,
            row.confirmed_at,
            row.ran_at if published else None,
            row.cancelled_at,
            row.struck if published else None,
            row.publication,
        )


def _versions(asked: ExportedDemand, language: str) -> Iterator[Sequence[Any]]:
    for row in asked.versions:
        yield (
            asked.demand.slug,
            row.version,
            row.made_at,
            title_of(row.texts, language),
            row.text_hash,
            row.consent_hash,
        )


def _keyed(columns: Sequence[Column], row: Sequence[Any]) -> dict[str, Any]:
    """Return a row as JSON, keyed by column headers, without the first column, which names the enclosing
    demand."""
    return {
        column.header: (moment(value) or None) if column.write is moment else value
        for column, value in zip(columns[1:], row[1:], strict=True)
    }


def _money(value: Decimal | None) -> str | None:
    return None if value is None else amount(value)
