"""Data of a board: the same as on its pages, as JSON and CSV, with a schema."""

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from bot.board.contents import BoardContents, BoardDemand
from bot.campaign.facts.views import STATES, FactView
from bot.exports.cells import amount, csv_file, day, moment, rows_of, whole
from bot.exports.tables import (
    ACTIONS,
    CONTRACTS,
    COUNTS,
    demand_json,
    records_of,
)
from bot.exports.writer import schema

KIND = "tocsin-board"
CONTRACTS_KIND = "tocsin-board-contracts"
FORMAT = 1
"""Version of ``board.json`` and ``contracts.json``: incremented when a key changes its name or meaning."""

TABLES = {"counts.csv": COUNTS, "contracts.csv": CONTRACTS, "actions.csv": ACTIONS}
"""Columns of the CSV files."""

_SHOWN = (
    *("demand", "state", "void", "version", "texts", "text_sha256", "goal", "opened_at", "closes_at"),
    *("closed_at", "time_zone", "delivery", "answer", "counts", "publications"),
)
"""Content of ``board.json`` about a demand of an export."""


def board_json(contents: BoardContents) -> bytes:
    """Return ``board.json``: demands, facts and words, without contracts, which may be many."""
    value = {
        "format": FORMAT,
        "kind": KIND,
        "made_on": day(contents.made_at.date()),
        "board": contents.name,
        "title": contents.title,
        "languages": list(contents.languages),
        "demands": [_demand(one) for one in contents.demands],
        "facts": [_fact(fact) for fact in contents.facts],
        "words": [{"word": word.slug, "texts": word.texts} for word in contents.words],
    }
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"  # "indent" takes ten times as long


def counts_csv(demands: Sequence[BoardDemand], language: str) -> bytes:
    """Return ``counts.csv``, the same table as in an export."""
    records = [each for one in demands for each in records_of("counts", one.published, language)]
    return csv_file(COUNTS, rows_of(COUNTS, records))


CONTRACTS_HEAD = f'{{"format": {FORMAT}, "kind": "{CONTRACTS_KIND}", "contracts": ['.encode()
CONTRACTS_END = b"\n]}\n"
"""Beginning and end of ``contracts.json``, before and after its contracts."""


def columns_json() -> bytes:
    """Return ``columns.json``: what the columns of the CSV files mean, as W3C's "CSV on the Web" has it."""
    means = json.loads((files("bot.board") / "columns.json").read_bytes())
    types = {whole: "integer", amount: "decimal", day: "date", moment: "dateTime"}
    value = {
        "@context": "http://www.w3.org/ns/csvw",
        "tables": [
            {
                "url": name,
                "tableSchema": {
                    "columns": [
                        {
                            "name": column.header,
                            "titles": column.header,
                            "datatype": types.get(column.write, "string"),
                            "dc:description": means[column.header],
                        }
                        for column in columns
                    ]
                },
            }
            for name, columns in TABLES.items()
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _demand(one: BoardDemand) -> dict[str, Any]:
    """Return a demand. Nothing that only organisers see is in it: signatures on paper are the confirmed ones,
    and an invalidation is in the publication that it made."""
    exported = demand_json(one.published)
    found = {key: exported[key] for key in _SHOWN}
    for part, words in (("delivery", "note"), ("answer", "text")):
        if found[part] is not None:
            found[part] |= {words: found[part][words] or ""}
    return found


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
        "contracts": [each.number for each in fact.contracts],
        "contract_changed_on": None if fact.changed_on is None else day(fact.changed_on),
    }


def board_schema() -> bytes:
    """Return the JSON schema of ``board.json`` and ``contracts.json``. What it shares with an export is taken
    from that schema."""
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
        made_on=text,
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
                contracts={"type": "array", "items": text},
                contract_changed_on=_or_null(text),
            ),
        },
        words={"type": "array", "items": _object(word=text, texts={"type": "object"})},
    )
    contracts = _object(
        format={"const": FORMAT},
        kind={"const": CONTRACTS_KIND},
        contracts={"type": "array", "items": {"$ref": "#/$defs/contract"}},
    )
    kept = ("moment", "texts", "demand", "publication", "unit", "contract", "action", "subcontract", "money")
    value = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Tocsin board: board.json and contracts.json",
        "oneOf": [found, contracts],
        "$defs": {name: shared[name] for name in kept},
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
