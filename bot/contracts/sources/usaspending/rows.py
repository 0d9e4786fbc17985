"""Records built from single transactions, the rows of the search across all suppliers. Pure.

A row has one modification of a contract and none of its totals: a record built from rows is not whole.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote

from bot.contracts.diff.action_matching import GUESSED
from bot.contracts.model import Action, Answer, Code, Party, Record
from bot.contracts.sources.protocol import SourceError
from bot.contracts.sources.usaspending.ids import action_id, kind_of, parent_number_of, parent_of
from bot.contracts.sources.usaspending.parse import CURRENCY, PUBLIC_PAGE, day, identifiers, money, text
from bot.contracts.sources.usaspending.query import AWARD, SOURCE
from bot.contracts.sources.values import bad, reading_one

BASE = "0"  # the modification number of a base award
FIELDS = (
    "Award ID",
    "Mod",
    "Recipient Name",
    "Recipient UEI",
    "Action Date",
    "Action Type",
    "Transaction Amount",
    "Transaction Description",
    "Awarding Agency",
    "Awarding Sub Agency",
    "naics_code",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A row, and the first page it was on."""

    row: Mapping[str, Any]
    page: Answer


def key_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the key for removing duplicates: the API repeats rows within ties.

    Award and modification are the key of a transaction. Two rows that share them and differ otherwise are two
    transactions of one modification, and both are kept.
    """
    return tuple(str(row.get(name)) for name in (AWARD, *FIELDS))


def newest(rows: Iterable[Mapping[str, Any]]) -> date | None:
    """Return the last readable action date."""
    found: list[date] = []
    for row in rows:
        try:
            date_ = day(row, "Action Date")
        except SourceError:
            continue
        if date_ is not None:
            found.append(date_)
    return max(found, default=None)


def records(seen: Iterable[Seen], recent: date) -> tuple[list[Record], dict[str, SourceError]]:
    """Build the contracts of rows, in the order of their ids, and the errors of those that cannot be read, by
    id: one bad row costs its contract, not the others.

    Their marks cover the rows since ``recent``, so that a read of those alone can detect unchanged ones.
    """
    by_award: dict[str, list[Seen]] = {}
    for one in seen:
        by_award.setdefault(one.row[AWARD], []).append(one)
    found: list[Record] = []
    faults: dict[str, SourceError] = {}
    for source_id in sorted(by_award):
        try:
            with reading_one(source_id):
                found.append(_record(source_id, by_award[source_id], recent))
        except SourceError as fault:
            faults[source_id] = fault
    return found, faults


def last_seen(mark: str) -> date | None:
    """Return the newest action date of a contract's rows, from its mark."""
    try:
        return date.fromisoformat(mark.partition("/")[0])
    except ValueError:  # the mark of another list: the contract is watched by its supplier, too
        return None


def _record(source_id: str, seen: Sequence[Seen], recent: date) -> Record:
    history = _actions(source_id, [one.row for one in seen])
    by_date = sorted(seen, key=lambda one: (day(one.row, "Action Date") or date.min, key_of(one.row)))
    latest = by_date[-1].row
    number = text(latest, "Award ID") or source_id
    base = next((action for action in history if action.number == BASE), None)
    described = [action.description for action in history if action.description]
    title = (base.description if base else None) or next(iter(described), number)
    supplier, uei = text(latest, "Recipient Name") or "", text(latest, "Recipient UEI")
    naics = text(latest, "naics_code")
    return Record(
        source=SOURCE,
        source_id=source_id,
        kind=kind_of(source_id),
        number=number,
        title=title,
        buyer=Party(
            name=text(latest, "Awarding Sub Agency") or text(latest, "Awarding Agency") or "",
            parent=text(latest, "Awarding Agency"),
        ),
        supplier=Party(name=supplier, ids={"uei": uei} if uei else {}),
        parent_source_id=parent_of(source_id),
        parent_number=parent_number_of(source_id),
        currency=CURRENCY,
        signed=base.date if base else None,
        codes={"naics": Code(naics)} if naics else {},
        identifiers=identifiers(source_id),
        url=PUBLIC_PAGE + quote(source_id, safe=""),
        actions=history,
        whole=False,
        answers=tuple({id(one.page): one.page for one in by_date}.values()),
        mark=_mark(history, (supplier, uei), recent),
    )


def _actions(source_id: str, rows: Iterable[Mapping[str, Any]]) -> tuple[Action, ...]:
    """Build the modifications of a contract from its rows, oldest first, with guessed ids.

    A row names its modification, but not the number of its transaction. Several transactions are numbered by
    date and amount, so that the same rows always get the same ids; the history may number them differently,
    and does if only some of them match the keywords.
    """
    distinct: dict[Action, None] = {}
    for row in rows:
        number = text(row, "Mod")
        if number is None:
            raise bad("Mod", None)
        distinct[
            Action(
                action_id="",
                number=number,
                date=day(row, "Action Date"),
                code=text(row, "Action Type"),
                description=text(row, "Transaction Description"),
                amount=money(row, "Transaction Amount"),
            )
        ] = None
    taken: dict[str, int] = {}
    found: list[Action] = []
    for action in sorted(distinct, key=_in_order):
        transaction = taken[action.number] = taken.get(action.number, -1) + 1
        guessed = action_id(source_id, action.number, transaction) + GUESSED
        found.append(replace(action, action_id=guessed))
    return tuple(found)


def _in_order(action: Action) -> tuple[Any, ...]:
    amount = (action.amount is not None, action.amount or 0)
    return (action.date or date.min, action.number, amount, action.code or "", action.description or "")


def _mark(history: Sequence[Action], supplier: tuple[str, str | None], recent: date) -> str:
    """Return the newest date of the rows and a hash of the recent ones: at most 51 characters."""
    dates = [action.date for action in history if action.date]
    said = [(a.action_id, a.date, a.code, a.description, a.amount) for a in history if not _is_old(a, recent)]
    hashed = hashlib.sha256(repr((supplier, said)).encode()).hexdigest()
    return f"{max(dates, default=date.min).isoformat()}/{hashed[:40]}"


def _is_old(action: Action, recent: date) -> bool:
    return action.date is not None and action.date < recent
