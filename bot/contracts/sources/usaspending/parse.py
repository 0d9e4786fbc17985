"""Parser for USAspending's answers and ids. Pure: no network, no clock.

Every function here raises ``SourceError`` (``BAD_ANSWER``) for a value of the wrong shape. A missing or null
value is accepted everywhere, and is ``None``: old awards lack many values of new ones.

In generated ids, ``CONT_AWD_{piid}_{agency}_{parent piid}_{parent agency}`` is a contract (with ``-NONE-``
twice) or an order under a vehicle, ``CONT_IDV_{piid}_{agency}`` a vehicle, agencies in four characters, and
``CONT_TX_{agency}_{parent agency}_{piid}_{modification}_{parent piid}_{n}`` a transaction.

A row of the search across all suppliers has one modification of a contract and none of its totals: a record
built from rows is not whole.
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from bot.contracts.diff.action_matching import GUESSED, plain_number
from bot.contracts.model import Action, Answer, Code, Kind, Party, Record
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.usaspending.query import AWARD, SOURCE
from bot.contracts.sources.values import bad, day_of, money_of, reading_one, section, text_of

NONE = "-NONE-"
VEHICLE = "CONT_IDV_"
NO_AGENCY = frozenset({"", "999", "9999", NONE})
"""Placeholders for an unknown agency."""

SELF_TELLING = 13  # length from which a number includes its office and year, and so is unique


def is_vehicle(source_id: str) -> bool:
    return source_id.startswith(VEHICLE)


def parent_of(source_id: str) -> str | None:
    """Return the generated id of the vehicle in an order's id.

    A vehicle's own parent, such as the schedule under a purchase agreement, is not in its id.
    """
    _, _, *parent = _parts(source_id)
    return None if not parent or parent[0] == NONE else f"{VEHICLE}{parent[0]}_{parent[1]}"


def parent_number_of(source_id: str) -> str | None:
    """Return the PIID of the vehicle in an order's id."""
    _, _, *parent = _parts(source_id)
    return None if not parent or parent[0] == NONE else parent[0]


def kind_of(source_id: str) -> Kind:
    if is_vehicle(source_id):
        return Kind.VEHICLE
    return Kind.ORDER if parent_of(source_id) else Kind.CONTRACT


def action_id(source_id: str, modification: str, transaction: int = 0) -> str:
    """Return the id of a transaction as the history of its award gives it.

    Nearly all have the transaction number 0; it distinguishes several of one modification. Raises
    ``SourceError(BAD_ANSWER)`` for an award id from which it cannot be made.
    """
    number, agency, *parent = _parts(source_id)
    if not number:
        raise SourceError(SourceErrorKind.BAD_ANSWER, f"generated_internal_id: {source_id[:80]!r}")
    parent_number, parent_agency = parent or (NONE, NONE)
    return f"CONT_TX_{agency}_{parent_agency}_{number}_{modification}_{parent_number}_{transaction}"


def same_contract(known: Record, listed: Record) -> bool:
    """True if two records are of one award by its natural key: agency, number and the vehicle's number.

    Parts missing in an id (the vehicle as ``-NONE-``, the agency as 999) match anything. A short number is
    unique only within its vehicle or agency: in that case the content must match, too.
    """
    (number, agency, *above), (other_number, other_agency, *other_above) = (
        _parts(record.source_id) for record in (known, listed)
    )
    if not number or number.casefold() != other_number.casefold() or len(above) != len(other_above):
        return False
    agencies = {agency, other_agency} - NO_AGENCY
    vehicles = {parents[0] for parents in (above, other_above) if parents} - {NONE}
    if len(agencies) > 1 or len(vehicles) > 1:
        return False
    if agency == other_agency and above[:1] == other_above[:1]:
        return True
    return len(number) >= SELF_TELLING or _say_the_same(known, listed)


def _say_the_same(known: Record, listed: Record) -> bool:
    """True if two records have the same supplier and share an action."""
    said, also = (
        {(plain_number(a.number), a.date, a.amount) for a in record.actions} for record in (known, listed)
    )
    uei, other_uei = known.supplier.ids.get("uei"), listed.supplier.ids.get("uei")
    return bool(said & also) and uei == other_uei


def _parts(source_id: str) -> list[str]:
    """Return number, agency and, for an order or contract, the parent's two; empty texts for another id."""
    match source_id.split("_"):
        case ["CONT", "AWD", number, agency, parent, parent_agency]:
            return [number, agency, parent, parent_agency]
        case ["CONT", "IDV", number, agency]:
            return [number, agency]
        case _:
            return ["", ""]


CURRENCY = "USD"
PUBLIC_PAGE = "https://www.usaspending.gov/award/"
SOLICITATION = "solicitation"
"""Key in ``Record.codes`` of the number under which offers were asked for."""

PAY_DATA = re.compile(r'"executive_details"\s*:\s*')


@dataclass(frozen=True, slots=True)
class OrderTotals:
    """Totals of a vehicle's orders as computed by the API: the amount in dollars, and the number of
    orders."""

    amount: Decimal | None
    count: int | None


def record(
    source_id: str,
    award: Mapping[str, Any],
    rows: Iterable[Any],
    answers: Sequence[Answer] = (),
    under_it: OrderTotals | None = None,
) -> Record:
    """Build a contract from its award answer and the rows of all its transaction pages.

    ``award`` and ``rows`` are decoded with ``parse_float=Decimal``; amounts are US dollars. ``under_it`` has
    the totals of a vehicle's orders.
    """
    known_as = text(award, "generated_unique_award_id")
    if known_as is not None and known_as != source_id:
        raise bad("generated_unique_award_id", known_as)
    number = text(award, "piid") or source_id
    history = actions(rows)
    parent = section(award, "parent_award")
    dates = section(award, "period_of_performance")
    buyer = agency(section(award, "awarding_agency"))
    funder = agency(section(award, "funding_agency"))
    obligated = money(award, "total_obligation")
    if obligated and not history:
        # An unknown id gets an empty list, too, so an empty history never proves that actions vanished.
        raise SourceError(
            SourceErrorKind.BAD_ANSWER, f"{source_id}: no transactions but an obligation of {obligated}"
        )
    return Record(
        source=SOURCE,
        source_id=source_id,
        kind=kind(source_id, award, parent),
        number=number,
        title=title(award, history) or number,
        buyer=buyer or Party(name=""),
        buyer_unit=text(section(award, "awarding_agency"), "office_agency_name"),
        funder=funder if funder != buyer else None,
        supplier=supplier(section(award, "recipient")),
        parent_source_id=text(parent, "generated_unique_award_id"),
        parent_number=text(parent, "piid"),
        currency=CURRENCY,
        obligated=obligated,
        exercised=money(award, "base_exercised_options"),
        ceiling=money(award, "base_and_all_options"),
        paid=money(award, "total_outlay"),
        ordered=under_it.amount if under_it else None,
        orders=under_it.count if under_it else None,
        signed=day(award, "date_signed"),
        start=day(dates, "start_date"),
        end=day(dates, "end_date"),
        potential_end=day(dates, "potential_end_date"),
        codes=codes(section(award, "latest_transaction_contract_data")),
        identifiers=identifiers(source_id),
        url=PUBLIC_PAGE + quote(source_id, safe=""),
        actions=history,
        answers=tuple(answers),
    )


def identifiers(source_id: str) -> frozenset[str]:
    """Return the identifiers by which a record of another source can be matched to this contract."""
    return frozenset({f"us:{source_id}"})


def parse_order_totals(source_id: str, answer: Mapping[str, Any]) -> OrderTotals:
    """Parse the answer about a vehicle's amounts."""
    known_as = text(answer, "generated_unique_award_id")
    if known_as is not None and known_as != source_id:
        raise bad("generated_unique_award_id", known_as)
    count = answer.get("child_award_count")
    if count is not None and (isinstance(count, bool) or not isinstance(count, int) or count < 0):
        raise bad("child_award_count", count)
    return OrderTotals(money(answer, "child_award_total_obligation"), count)


def row_mark(row: Mapping[str, Any]) -> str:
    """Return a hash of a list row's content, independent of key order and number format.

    The internal number is left out: it changes when the data is imported anew. The API writes one amount as
    0, 0.0 or "0.00".
    """
    said = {key: value for key, value in row.items() if key not in ("internal_id", "award_id")}
    for key in ("Award Amount", "obligated_amount"):
        with contextlib.suppress(SourceError):  # a corrupt amount counts as a change
            said[key] = money(row, key)
    canonical = json.dumps(said, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def actions(rows: Iterable[Any]) -> tuple[Action, ...]:
    """Return the history of one award, oldest first, each action once.

    The API orders actions of one day at random and repeats rows, so they are sorted here.
    """
    found: dict[str, Action] = {}
    for row in rows:
        action = _action(row)
        found.setdefault(action.action_id, action)
    return tuple(sorted(found.values(), key=lambda a: (a.date or date.min, a.number, a.action_id)))


def _action(row: Any) -> Action:
    if not isinstance(row, Mapping):
        raise bad("results", row)
    action_id = text(row, "id")
    if action_id is None:
        raise bad("id", None)
    return Action(
        action_id=action_id,
        number=text(row, "modification_number") or "",
        date=day(row, "action_date"),
        code=text(row, "action_type"),
        description=text(row, "description"),
        amount=money(row, "federal_action_obligation"),
    )


def kind(source_id: str, award: Mapping[str, Any], parent: Mapping[str, Any]) -> Kind:
    # A vehicle can have a parent as well: a blanket purchase agreement under a schedule.
    if award.get("category") == "idv" or is_vehicle(source_id):
        return Kind.VEHICLE
    return Kind.ORDER if parent else Kind.CONTRACT


def title(award: Mapping[str, Any], history: Sequence[Action]) -> str | None:
    """Return the description, of the award or of the first transaction that has one."""
    described = (action.description for action in history if action.description)
    return text(award, "description") or next(described, None)


def agency(block: Mapping[str, Any]) -> Party | None:
    """Return the awarding or funding sub-agency, with its department as the parent."""
    subtier = section(block, "subtier_agency")
    toptier = section(block, "toptier_agency")
    name = text(subtier, "name") or text(toptier, "name")
    if name is None or (text(subtier, "code") or "?") in NO_AGENCY:
        return None
    ids = {"subtier": text(subtier, "code"), "toptier": text(toptier, "code")}
    return Party(name=name, ids=_present(ids), parent=text(toptier, "name"))


def supplier(block: Mapping[str, Any]) -> Party:
    return Party(
        name=text(block, "recipient_name") or "",
        ids=_present({"uei": text(block, "recipient_uei")}),
        parent=text(block, "parent_recipient_name"),
    )


def codes(block: Mapping[str, Any]) -> dict[str, Code]:
    """Return the classifications of the latest transaction, ``naics`` and ``psc``, and the
    ``solicitation``."""
    naics = text(block, "naics")
    psc = text(block, "product_or_service_code")
    found: dict[str, Code] = {}
    if naics:
        found["naics"] = Code(naics, text(block, "naics_description"))
    if psc:
        found["psc"] = Code(psc, text(block, "product_or_service_description"))
    if solicitation := text(block, "solicitation_identifier"):
        found[SOLICITATION] = Code(solicitation)
    return found


def text(block: Mapping[str, Any], key: str) -> str | None:
    """Return a text on one line with single spaces, ``None`` if it is empty. Raises for a number."""
    value = block.get(key)
    if value is not None and not isinstance(value, str):
        raise bad(key, value)
    return text_of(key, value)


def money(block: Mapping[str, Any], key: str) -> Decimal | None:
    """Return an amount in dollars, to the cent. Some whole amounts are integers or texts."""
    return money_of(key, block.get(key))


def day(block: Mapping[str, Any], key: str) -> date | None:
    """Return a date. The time in "2025-08-23 00:00:00" has no meaning."""
    return day_of(key, block.get(key))


def without_pay(content: bytes) -> bytes:
    """Return an award answer with the value of ``executive_details`` replaced by null, else byte for byte.

    It has the names and pay of officers: personal data that are not stored, not as evidence either.
    """
    source = content.decode(json.detect_encoding(content))
    kept, position = [], 0
    while found := PAY_DATA.search(source, position):
        # Quotes inside a JSON string are escaped, so a match is always a key.
        _, end = json.JSONDecoder().raw_decode(source, found.end())
        kept += [source[position : found.end()], "null"]
        position = end
    if not kept:
        return content
    return "".join([*kept, source[position:]]).encode()


def _present(ids: Mapping[str, str | None]) -> dict[str, str]:
    return {scheme: value for scheme, value in ids.items() if value}


BASE = "0"  # the modification number of a base award
ROW_FIELDS = (
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
    return tuple(str(row.get(name)) for name in (AWARD, *ROW_FIELDS))


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
