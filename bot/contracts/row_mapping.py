"""Mapping between contracts, actions and changes and their database rows."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date as Date
from datetime import datetime
from decimal import Decimal, InvalidOperation
from operator import itemgetter
from typing import Any

from bot.common.made import made_of
from bot.contracts.model import (
    MAX_ID_LENGTH,
    Action,
    Answer,
    Change,
    ChangeKind,
    Code,
    Kind,
    Party,
    Record,
    Status,
    Subcontract,
)
from bot.storage import models
from bot.storage.models import NEVER
from bot.storage.search_terms import stored_words

NUMBER, ACTION_NUMBER, CODE = 100, 50, 8  # the lengths of their columns
_HASHED = 32  # characters of an id that is too long
MAX_NAME_LENGTH = 500  # characters of a party's name: an index entry in PostgreSQL has at most 2,704 bytes
MAX_TEXT_LENGTH = 200_000  # characters of a text; the answer that it came in is stored as it was read
MAX_WORDS_LENGTH = 4000  # of a title, a description, or a name of an office, which cards quote
FIGURES = ("currency", "obligated", "exercised", "ceiling", "paid", "ordered", "end")
"""Columns of ``contract_values``, stored by every read that found one of them changed."""

_ROWS_OWN = {"source", "source_id", "said_at"}  # of a contract: what is read may be the same with others
_OF_CONTRACT = tuple(
    each.name
    for each in fields(Record)
    if each.name in models.Contract.__table__.columns and each.name not in _ROWS_OWN
)
_OF_ACTION = tuple(each.name for each in fields(Action))
_OF_CHANGE = tuple(each.name for each in fields(Change))

_MONEY = frozenset({ChangeKind.CORRECTED, ChangeKind.CEILING_RAISED, ChangeKind.CEILING_LOWERED})
_DAYS = frozenset(
    {
        ChangeKind.EXTENDED,
        ChangeKind.SHORTENED,
        ChangeKind.ENDS_WITHIN_30_DAYS,
        ChangeKind.ENDS_WITHIN_7_DAYS,
        ChangeKind.LAPSED,
        ChangeKind.WITHDRAWN,
        ChangeKind.RETURNED,
    }
)


def fitted(record: Record) -> Record:
    """Return a record that every database can store: no NUL, no lone surrogate, ids and numbers cut to
    length."""
    return replace(
        record,
        source_id=fitted_id(record.source_id),
        number=_text(record.number)[:NUMBER],
        title=_words(record.title),
        buyer=fitted_party(record.buyer),
        buyer_unit=_optional_words(record.buyer_unit),
        funder=fitted_party(record.funder) if record.funder else None,
        supplier=fitted_party(record.supplier),
        parent_source_id=fitted_id(record.parent_source_id) if record.parent_source_id else None,
        parent_number=_optional_words(record.parent_number),
        codes={
            scheme: Code(_words(code.code), _optional_words(code.description))
            for scheme, code in record.codes.items()
        },
        identifiers=frozenset(map(fitted_id, record.identifiers)),
        text=None if record.text is None else _text(record.text),
        url=_words(record.url),
        actions=tuple(
            replace(
                action,
                action_id=fitted_id(action.action_id),
                number=_text(action.number)[:ACTION_NUMBER],
                code=_text(action.code)[:CODE] if action.code else None,
                description=_optional_words(action.description),
            )
            for action in record.actions
        ),
    )


def fitted_id(source_id: str) -> str:
    """Return an id as it is stored: one that is too long ends with a hash, so that two that begin alike stay
    two."""
    whole = _text(source_id)
    if len(whole) <= MAX_ID_LENGTH:
        return whole
    end = hashlib.sha256(whole.encode()).hexdigest()[:_HASHED]
    return f"{whole[: MAX_ID_LENGTH - _HASHED - 1]}~{end}"


def contract_values(record: Record) -> dict[str, Any]:
    """Return the columns that come from the source; not the row's own (id, times, hash)."""
    return {
        **{name: getattr(record, name) for name in _OF_CONTRACT},
        "kind": record.kind.value,
        "buyer": record.buyer.name,
        "buyer_ids": dict(record.buyer.ids),
        "buyer_parent": record.buyer.parent,
        "funder": record.funder.name if record.funder else None,
        "supplier": record.supplier.name,
        "supplier_ids": dict(record.supplier.ids),
        "supplier_parent": record.supplier.parent,
        "codes": {
            scheme: {"code": code.code, "description": code.description}
            for scheme, code in record.codes.items()
        },
        "status": record.status.value if record.status else None,
        "identifiers": sorted(record.identifiers),
    }


def stored_values(record: Record) -> dict[str, Any]:
    """Return the columns from the source, and those for searching and sorting."""
    own = {"search": searchable(record), "newest_day": newest_day(record), "said_at": record.said_at}
    return {**contract_values(record), **own}


def figures(record: Record) -> dict[str, Any]:
    """Return a row of ``contract_values`` for a record, without its contract and time."""
    values = contract_values(record)
    return {name: values[name] for name in FIGURES}


def action_values(action: Action) -> dict[str, Any]:
    """Return the columns of an action that come from the source."""
    return {name: getattr(action, name) for name in _OF_ACTION}


def record_of(row: models.Contract, actions: Iterable[models.Action]) -> Record:
    """Return the known state of a contract, as a record."""
    return made_of(
        Record,
        row,
        kind=Kind(row.kind),
        buyer=Party(name=row.buyer, ids=row.buyer_ids, parent=row.buyer_parent),
        funder=Party(name=row.funder) if row.funder is not None else None,
        supplier=Party(name=row.supplier, ids=row.supplier_ids, parent=row.supplier_parent),
        codes={scheme: Code(**code) for scheme, code in row.codes.items()},
        status=Status(row.status) if row.status is not None else None,
        identifiers=frozenset(row.identifiers),
        actions=tuple(action_of(action) for action in actions),
    )


def action_of(row: Any) -> Action:
    """Return an action in its current state."""
    return made_of(Action, row)


def fingerprint(record: Record) -> str:
    """Return a hash of the stored values of a record, independent of the order of its actions. It is made
    piece by piece: encoding many actions in one call would hold up every other thread."""
    actions = sorted((action_values(action) for action in record.actions), key=itemgetter("action_id"))
    subcontracts = [subcontract_values(one) for one in record.subcontracts or ()]
    digest = hashlib.sha256()
    for part in ([contract_values(record)], actions, subcontracts):
        digest.update(b"\n")
        for values in part:
            digest.update(json.dumps(values, default=_plain, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()


def change_values(change: Change) -> dict[str, Any]:
    """Return the columns of a change; ``old`` and ``new`` as text."""
    return {
        **{name: getattr(change, name) for name in _OF_CHANGE},
        "kind": change.kind.value,
        "old": None if change.old is None else _plain(change.old),
        "new": None if change.new is None else _plain(change.new),
    }


def change_of(row: Any) -> Change:
    """Return the change in a row."""
    kind = ChangeKind(row.kind)
    return made_of(Change, row, kind=kind, old=_value(kind, row.old), new=_value(kind, row.new))


def measured_change(row: Any) -> Change:
    """Return a change with its kind and amounts alone, by which changes are compared."""
    kind = ChangeKind(row.kind)
    return Change(kind=kind, amount=row.amount, old=_value(kind, row.old), new=_value(kind, row.new))


def subcontract_values(one: Subcontract) -> dict[str, Any]:
    """Return the columns of a subcontract that come from the source, as every database can store them."""
    supplier = fitted_party(one.supplier)
    return {
        "number": _text(one.number)[:NUMBER],
        "supplier": supplier.name,
        "supplier_ids": dict(supplier.ids),
        "date": one.date,
        "description": _optional_words(one.description),
        "currency": one.currency,
        "amounts": [None if amount is None else _plain(amount) for amount in one.amounts],
        "amended": one.amended,
        "amount": one.amount,
    }


def subcontract_of(row: Any) -> Subcontract:
    """Return the subcontract in a row."""
    return made_of(
        Subcontract,
        row,
        supplier=Party(name=row.supplier, ids=row.supplier_ids),
        amounts=tuple(None if amount is None else Decimal(amount) for amount in row.amounts),
    )


def snapshot_values(source: str, answer: Answer) -> dict[str, Any]:
    """Return the row of an answer, keyed by the SHA-256 of its content."""
    return {
        "sha256": hashlib.sha256(answer.content).hexdigest(),
        "source": source,
        "url": _text(answer.url),
        "query": _text(answer.query),
        "fetched_at": answer.fetched_at,
        "media": answer.media,
        "content": zlib.compress(answer.content),
        "size": len(answer.content),
    }


def snapshots_of(source: str, answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """Return the rows of answers, each once. Compressing megabytes takes too long for the event loop."""
    rows = (snapshot_values(source, answer) for answer in answers)
    return list({row["sha256"]: row for row in rows}.values())


def revision(known: Action, until: datetime) -> Mapping[str, str | None]:
    """Return the entry of ``revised_from`` for an action before a correction."""
    return {
        "amount": None if known.amount is None else _plain(known.amount),
        "date": None if known.date is None else _plain(known.date),
        "until": until.isoformat(),
    }


def _value(kind: ChangeKind, text: str | None) -> Decimal | Date | str | None:
    if text is None:
        return None
    if kind in _DAYS:
        return Date.fromisoformat(text)
    if kind not in _MONEY:
        return text
    try:
        return Decimal(text)
    except InvalidOperation:
        return text  # an amount with its currency, if that changed


def _plain(value: object) -> str:
    """Format money to the cent, whatever its exponent, and days in ISO form."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, Date) else str(value)


def fitted_text(value: str, length: int | None = None) -> str:
    """Return a text as it is stored, cut to length."""
    return _text(value)[:length]


def fitted_party(party: Party) -> Party:
    """Return a party as it is stored."""
    return Party(
        name=_text(party.name)[:MAX_NAME_LENGTH],
        ids={scheme: _text(value) for scheme, value in party.ids.items()},
        parent=_optional_words(party.parent),
    )


def _optional_words(value: str | None) -> str | None:
    return None if value is None else _words(value)


def _words(value: str) -> str:
    return _text(value[:MAX_WORDS_LENGTH])


def _text(value: str) -> str:
    value = value[:MAX_TEXT_LENGTH]
    if value.isprintable():  # nearly always: it has neither a NUL nor a lone surrogate
        return value
    return value.replace("\0", "").encode("utf-8", "replace").decode()


def searchable(record: Record) -> str:
    """Return the value of ``contracts.search``: the words of numbers, amounts, parties, title and
    actions, the newest of these first."""
    return stored_words(
        number=record.number,
        parent_number=record.parent_number,
        amounts=(record.obligated, record.ceiling),
        buyer=record.buyer.name,
        supplier=record.supplier.name,
        others=(record.buyer_unit, *record.supplier.ids.values(), record.title),
        descriptions=(action.description for action in reversed(record.actions) if action.description),
    )


def newest_day(record: Record) -> Date:
    """Return the value of ``contracts.newest_day``: the day of the newest action, or else of signing or
    start."""
    days = [action.date for action in record.actions if action.date is not None]
    return max(days, default=None) or record.signed or record.start or NEVER
