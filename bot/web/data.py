"""Data of a board: the same as on its pages, as JSON and CSV, with a schema."""

import json
from collections.abc import Sequence
from typing import IO, Any

from bot.exports.cells import day, lines, moment, table
from bot.exports.queries import ContractBatch
from bot.exports.tables import ACTIONS, CONTRACTS, COUNTS, action_row, contract_row, counts_rows
from bot.exports.writer import schema
from bot.facts.views import STATES, FactView
from bot.web.contents import BoardContents
from bot.web.events import BoardDemand

KIND = "tocsin-board"
FORMAT = 1
"""Version of ``board.json``: incremented when a key changes its name or meaning."""


def board_json(contents: BoardContents) -> bytes:
    """Return ``board.json``: demands, facts and words, without contracts, which may be many."""
    value = {
        "format": FORMAT,
        "kind": KIND,
        "made_at": moment(contents.made_at),
        "board": contents.name,
        "title": contents.title,
        "languages": list(contents.languages),
        "demands": [_demand(one) for one in contents.demands],
        "facts": [_fact(fact) for fact in contents.facts],
        "words": [{"word": word.slug, "texts": word.texts} for word in contents.words],
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def counts_csv(demands: Sequence[BoardDemand], language: str) -> bytes:
    """Return ``counts.csv``, the same table as in an export."""
    return table(COUNTS, [row for one in demands for row in counts_rows(one.published, language)])


def write_contracts(batch: ContractBatch, contracts: IO[bytes], actions: IO[bytes]) -> None:
    """Write some contracts to ``contracts.csv`` and ``actions.csv``, which are as in an export. Blocking: not
    for the event loop."""
    rows = list(batch.rows())
    contracts.write(lines(CONTRACTS, [contract_row(contract) for contract, _ in rows]))
    actions.write(lines(ACTIONS, [action_row(contract, each) for contract, done in rows for each in done]))


def _demand(one: BoardDemand) -> dict[str, Any]:
    """Return a demand. Nothing that only organisers see is in it: signatures on paper are the confirmed ones,
    and an invalidation is in the publication that it made."""
    view, asked = one.view, one.published
    return {
        "demand": view.slug,
        "state": view.state,
        "version": view.version,
        "texts": view.texts,
        "text_sha256": view.text_hash,
        "goal": view.goal,
        "opened_at": moment(view.opened_at) or None,
        "closes_at": moment(view.closes_at) or None,
        "closed_at": moment(view.closed_at) or None,
        "time_zone": view.time_zone,
        "delivery": None
        if view.delivery is None
        else {
            "on": day(view.delivery.day),
            "to": view.delivery.to,
            "count": view.delivery.count,
            "note": view.delivery.note,
        },
        "answer": None
        if view.answer is None
        else {"on": day(view.answer.day), "answer": view.answer.outcome, "text": view.answer.text},
        "counts": {"discord": asked.count, "paper": view.paper},
        "publications": [entry.as_json() for entry in asked.ledger],
    }


def _fact(fact: FactView) -> dict[str, Any]:
    return {
        "fact": fact.slug,
        "state": fact.state,
        "texts": fact.texts,
        "sources": [
            {
                "title": source.title,
                "publisher": source.publisher,
                "date": source.date,
                "url": source.url,
            }
            for source in fact.sources
        ],
        "checked_on": day(fact.checked_on),
    }


def board_schema() -> bytes:
    """Return the JSON schema of ``board.json``. What it shares with an export is taken from that schema."""
    shared = json.loads(schema())["$defs"]
    demand = shared["demand"]
    left_out = ("versions", "paper", "invalidations", "key_held_until")
    demand["properties"] = {key: each for key, each in demand["properties"].items() if key not in left_out}
    demand["required"] = [key for key in demand["required"] if key not in left_out]
    text, texts = {"type": "string"}, {"$ref": "#/$defs/texts"}
    either = {"anyOf": [text, {"type": "object", "additionalProperties": text}]}
    source = _object(title=either, publisher=either, date=_or_null(text), url=_or_null(text))
    found = _object(
        format={"const": FORMAT},
        kind={"const": KIND},
        made_at={"$ref": "#/$defs/moment"},
        board=text,
        title=text,
        languages={"type": "array", "items": text},
        demands={"type": "array", "items": {"$ref": "#/$defs/demand"}},
        facts={
            "type": "array",
            "items": _object(
                fact=text,
                state={"enum": list(STATES)},
                texts=texts,
                sources={"type": "array", "items": source},
                checked_on=text,
            ),
        },
        words={"type": "array", "items": _object(word=text, texts={"type": "object"})},
    )
    value = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Tocsin board: board.json",
        **found,
        "$defs": {name: shared[name] for name in ("moment", "texts", "demand", "publication", "unit")},
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _or_null(value: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [value, {"type": "null"}]}
