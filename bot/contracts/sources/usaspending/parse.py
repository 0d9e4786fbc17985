"""Parser for USAspending's answers. Pure: no network, no clock.

Every function here raises ``SourceError`` (``BAD_ANSWER``) for a value of the wrong shape. A missing or null
value is accepted everywhere, and is ``None``: old awards lack many values of new ones.
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from bot.contracts.model import Action, Answer, Code, Kind, Party, Record
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.usaspending.ids import NO_AGENCY, is_vehicle
from bot.contracts.sources.usaspending.query import SOURCE
from bot.contracts.sources.values import bad, day_of, money_of, section, text_of

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
