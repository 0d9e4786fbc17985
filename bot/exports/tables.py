"""Tables of an export: their columns, and their rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from bot.contracts.model import NO_CURRENCY, Kind
from bot.contracts.sources.registry import public_id
from bot.exports.cells import Column, amount, day, moment, rows_of, text, whole
from bot.exports.queries import ExportedDemand, ExportRows
from bot.storage.models import DemandVersion


class DemandRecord(NamedTuple):
    """Record of a row about a demand: the demand, something of it, and a part of that, as the ledger's entry
    of a publication, or a unit in it. ``language`` is that of titles."""

    asked: ExportedDemand
    of: Any
    language: str
    part: Any = None

    @property
    def title(self) -> str:
        """The demand's title, or that of its version."""
        texts = self.of.texts if isinstance(self.of, DemandVersion) else self.asked.demand.texts
        return title_of(texts, self.language)


class ActionRecord(NamedTuple):
    """Record of a row about a modification: its contract, and itself."""

    contract: Any
    action: Any


def counted_by(demand: Any) -> str:
    """Return the source of a demand's published counts."""
    return "page" if demand.signed_by == "page" else "discord"


def _contract_id(contract: Any) -> str:
    return public_id(contract.source, contract.source_id)


def _buyer(contract: Any) -> str | None:
    """Return the buyer; a page or an article has a site instead, which its address names."""
    return None if contract.kind in (Kind.PAGE, Kind.ARTICLE) else contract.buyer


def _currency(contract: Any) -> str | None:
    return None if contract.currency == NO_CURRENCY else contract.currency


def _revised_from(record: ActionRecord) -> str:
    return " | ".join(
        ", ".join(f"{name} {value}" for name, value in earlier.items() if value is not None)
        for earlier in revisions(record.action)
    )


def _paper_state(record: DemandRecord) -> str:
    if record.of.withdrawn_at is not None:
        return "withdrawn"
    return "entered" if record.of.confirmed_at is None else "confirmed"


def _invalidation_state(record: DemandRecord) -> str:
    row = record.of
    known = {
        "cancelled": row.cancelled_at is not None,
        "published": row.publication is not None,
        "confirmed": row.confirmed_at is not None,
    }
    return next((state for state, holds in known.items() if holds), "proposed")


def _once_published(name: str) -> Callable[[DemandRecord], Any]:
    """Return a value of an invalidation once it is published: until then the number of invalidated signatures
    would be a live count."""
    return lambda record: None if record.of.publication is None else getattr(record.of, name)


COUNTS = (
    Column("demand", text, "asked.demand.slug"),
    Column("title", text),
    Column("state", text, "asked.state"),
    Column("source", text, lambda record: counted_by(record.asked.demand)),
    Column("publication", whole, "of.number"),
    Column("published_at", moment, "of.published_at"),
    Column("count", whole, "of.count"),
    Column("goal", whole, "asked.demand.goal"),
    Column("invalidated", whole, "of.invalidated"),
    Column("verified_by", text, "of.verified_by"),
    Column("account_days", whole, "of.account_days"),
    Column("server_days", whole, "of.server_days"),
    Column("reason", text, "of.reason"),
    Column("previous_hash", text, "part.previous_hash"),
    Column("hash", text, "part.hash"),
)
UNITS = (
    Column("demand", text, "asked.demand.slug"),
    Column("publication", whole, "of.number"),
    Column("published_at", moment, "of.published_at"),
    Column("unit", text, lambda record: record.part["unit"]),
    Column("name", text, lambda record: record.part["name"]),
    Column("size", whole, lambda record: record.part["size"]),
    Column("count", whole, lambda record: record.part.get("count")),
)
PAPER = (
    Column("demand", text, "asked.demand.slug"),
    Column("source", text, lambda _: "paper"),
    Column("label", text, "of.label"),
    Column("count", whole, "of.count"),
    Column("state", text, _paper_state),
    Column("entered_at", moment, "of.entered_at"),
    Column("confirmed_at", moment, "of.confirmed_at"),
    Column("withdrawn_at", moment, "of.withdrawn_at"),
    Column("note", text, "of.withdrawn_for"),
    Column("scan_sha256", text, "of.scan_sha256"),
)
INVALIDATIONS = (
    Column("demand", text, "asked.demand.slug"),
    Column("reason", text, "of.reason"),
    Column("state", text, _invalidation_state),
    Column("proposed_at", moment, "of.proposed_at"),
    Column("confirmed_at", moment, "of.confirmed_at"),
    Column("ran_at", moment, _once_published("ran_at")),
    Column("cancelled_at", moment, "of.cancelled_at"),
    Column("struck", whole, _once_published("struck")),
    Column("publication", whole, "of.publication"),
)
VERSIONS = (
    Column("demand", text, "asked.demand.slug"),
    Column("version", whole, "of.version"),
    Column("since", moment, "of.made_at"),
    Column("title", text),
    Column("text_sha256", text, "of.text_hash"),
    Column("consent_sha256", text, "of.consent_hash"),
)
CONTRACTS = (
    Column("contract_id", text, _contract_id),  # numbers are not unique: orders of two vehicles may be "0001"
    Column("number", text),
    Column("kind", text),
    Column("title", text),
    Column("supplier", text),
    Column("supplier_uei", text, lambda contract: contract.supplier_ids.get("uei")),
    Column("buyer", text, _buyer),
    Column("buyer_unit", text),
    Column("parent_number", text),
    Column("currency", text, _currency),
    Column("obligated", amount),
    Column("exercised", amount),
    Column("ceiling", amount),
    Column("paid", amount),
    Column("signed", day),
    Column("start", day),
    Column("end", day),
    Column("url", text),
    Column("read_at", moment, "changed_at"),
)
ACTIONS = (
    Column("contract_id", text, lambda record: _contract_id(record.contract)),
    Column("contract_number", text, "contract.number"),
    Column("number", text, "action.number"),
    Column("action_id", text, "action.action_id"),
    Column("date", day, "action.date"),
    Column("code", text, "action.code"),
    Column("description", text, "action.description"),
    Column("amount", amount, "action.amount"),
    Column("currency", text, lambda record: _currency(record.contract)),
    Column("first_seen_at", moment, "action.first_seen_at"),
    Column("revised_from", text, _revised_from),
)


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A small table: its name, for the file and the sheet, columns and rows."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]


_TABLES = {
    "counts": COUNTS,
    "units": UNITS,
    "paper": PAPER,
    "invalidations": INVALIDATIONS,
    "versions": VERSIONS,
}


def tables_of(rows: ExportRows) -> list[ExportTable]:
    """Return all tables but the contracts, of which there may be a hundred thousand."""
    found = []
    for name, columns in _TABLES.items():
        records = [each for asked in rows.demands for each in records_of(name, asked, rows.language)]
        found.append(ExportTable(name, columns, rows_of(columns, records)))
    return found


def records_of(table: str, asked: ExportedDemand, language: str) -> list[DemandRecord]:
    """Return what the rows of a table about one demand show."""
    if table == "counts":
        entries = zip(asked.publications, asked.ledger, strict=True)
        return [DemandRecord(asked, row, language, entry) for row, entry in entries]
    if table == "units":
        units = ((row, unit) for row in asked.publications for unit in row.breakdown or ())
        return [DemandRecord(asked, row, language, unit) for row, unit in units]
    return [DemandRecord(asked, row, language) for row in getattr(asked, table)]


def title_of(texts: Mapping[str, Any], language: str) -> str:
    """Return a demand's title in a language, or else in one that it has."""
    return str((texts.get(language) or texts.get("en") or next(iter(texts.values())))["title"])


_OF_CONTRACT = (
    *("source", "number", "kind", "title", "supplier", "supplier_ids", "supplier_parent", "buyer"),
    *("buyer_ids", "buyer_unit", "parent_number", "currency", "obligated", "exercised", "ceiling", "paid"),
    *("signed", "start", "end", "url"),
)
_OF_ACTION = ("number", "action_id", "date", "code", "description", "amount", "first_seen_at")
_OF_SUBCONTRACT = {
    "number": "number",
    "subcontractor": "supplier",
    "subcontractor_ids": "supplier_ids",
    "date": "date",
    "description": "description",
    "currency": "currency",
    "reported_amounts": "amounts",  # of all its reports, not summed
    "amended_amount": "amended",
    "first_seen_at": "first_seen_at",
    "missing_since": "missing_since",
}


def contract_json(contract: Any, actions: Sequence[Any], subcontracts: Sequence[Any] = ()) -> dict[str, Any]:
    """Return a contract of tocsin.json, with its actions and subcontracts, as reported."""
    return {
        "contract_id": _contract_id(contract),
        **_named(contract, _OF_CONTRACT),
        "read_at": moment(contract.changed_at),
        "actions": [{**_named(action, _OF_ACTION), "revised_from": revisions(action)} for action in actions],
        "subcontracts": [
            {key: _plain(getattr(one, name)) for key, name in _OF_SUBCONTRACT.items()} for one in subcontracts
        ],
    }


def _named(record: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in names}


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: an amount as text, a day and a moment in ISO 8601."""
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, datetime):
        return moment(value)
    return day(value) if isinstance(value, date) else value


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
        "paper": _keyed("paper", asked),
        "invalidations": _keyed("invalidations", asked),
    }


def revisions(action: Any) -> list[dict[str, str | None]]:
    """Return the earlier values of an action, oldest first, each with the moment until which they held."""
    return [
        {**earlier, "until": moment(datetime.fromisoformat(earlier["until"]))}
        for earlier in action.revised_from
    ]


def _keyed(table: str, asked: ExportedDemand) -> list[dict[str, Any]]:
    """Return rows as JSON, keyed by column headers, without the first column, which names the enclosing
    demand."""
    columns = _TABLES[table][1:]
    headers = [column.header for column in columns]
    rows = rows_of(columns, records_of(table, asked, ""))
    return [dict(zip(headers, map(_plain, row), strict=True)) for row in rows]
