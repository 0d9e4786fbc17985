"""Parser for the notices of TED's search. Pure: no network, no clock.

The shapes are those of the search API, version 3: a text is a map from three-letter languages to one text or
a list; values of lots are a list with a member a lot, possibly repeated. Notices from before eForms lack most
members. ``SourceError(SourceErrorKind.BAD_ANSWER)`` is raised for a value of another shape.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.contracts.model import NO_CURRENCY, Answer, Code, Kind, Party, Record, Status
from bot.contracts.sources.answers import kept_answer
from bot.contracts.sources.protocol import Match
from bot.contracts.sources.ted.policy import SOURCE, publication_number
from bot.contracts.sources.values import (
    bad,
    day_of,
    first,
    join_names,
    members,
    money_of,
    names,
    notice_identifier,
    notice_reference,
)

PUBLIC_PAGE = "https://ted.europa.eu/en/notice/-/detail/"

FIELDS = (
    "publication-number",
    "publication-date",
    "notice-type",
    "notice-identifier",
    "notice-title",
    "procedure-identifier",
    "buyer-name",
    "buyer-country",
    "winner-name",
    "winner-identifier",
    "result-value-notice",
    "result-value-cur-notice",
    "total-value",
    "total-value-cur",
    "tender-value",
    "tender-value-cur",
    "contract-conclusion-date",
    "classification-cpv",
)
"""The fields to request, without contact persons. TED answers 400 to a name that it does not know."""
OF_PLANNING = ("previous-planning-identifier-part-lot", "previous-planning-identifier-part-part")
"""Fields for the planning notice that a lot or a part of a notice belongs to. The names are those that TED's
own pages ask for. The API's list of names was not seen, so the fields are requested only as long as TED
accepts them."""

# Fields for the value of a whole notice, best first: the value of all its results, the total of older forms,
# the value of the winning tender.
AMOUNTS = (
    ("result-value-notice", "result-value-cur-notice"),
    ("total-value", "total-value-cur"),
    ("tender-value", "tender-value-cur"),
)
OF_LOTS = "tender-value"
PLANNING = ("pin-buyer", "pin-only", "pin-rtl", "pin-tran")
"""Types of notices that announce an intention (eForms subtypes 1 to 9 and T01). "pin-cfc-…" are calls."""

MAX_PLANNED = 5
"""Maximum of planning notices that one notice is linked to; a notice with many lots can name many."""

TED_BEGAN = date(1990, 1, 1)  # roughly; an earlier conclusion date stands for "not filled in"

_CURRENCY = re.compile(r"[A-Z]{3}")


def record(row: Mapping[str, Any], answer: Answer | None = None) -> Record:
    """Return the notice of one search row; money in the notice's currency, "XXX" if it names no amount.

    ``signed`` is the day the contract was concluded or, if that is missing, the day of publication.
    """
    number = publication_number(row)
    if number is None:
        raise bad("publication-number", row.get("publication-number"))
    published = day_of("publication-date", first(row.get("publication-date")))
    amount, currency = value(row)
    return Record(
        source=SOURCE,
        source_id=number,
        kind=Kind.NOTICE,
        number=number,
        title=next(iter(names("notice-title", row.get("notice-title"))), number),
        buyer=Party(name=join_names(names("buyer-name", row.get("buyer-name"))), ids=_country(row)),
        supplier=_winners(row),
        currency=currency,
        obligated=amount,
        signed=_concluded(row, published) or published,
        status=Status.PLANNED if first(row.get("notice-type")) in PLANNING else None,
        codes=_codes(row),
        identifiers=_identifiers(row, number),
        url=PUBLIC_PAGE + number,
        answers=() if answer is None else (kept_answer(answer, row),),
    )


def match_of(row: Mapping[str, Any]) -> Match:
    """Return the notice of a row as a survey shows it."""
    amount, currency = value(row)
    return Match(
        number=publication_number(row) or "",
        day=day_of("publication-date", first(row.get("publication-date"))),
        buyer=join_names(names("buyer-name", row.get("buyer-name"))) or None,
        supplier=join_names(names("winner-name", row.get("winner-name"))) or None,
        amount=amount,
        currency=currency,
    )


def value(row: Mapping[str, Any]) -> tuple[Decimal | None, str]:
    """Return the total value of a notice, and its currency.

    TED repeats values, and gives them by lot without naming the lot, so nothing is summed. A member with
    several amounts or currencies is skipped; for tenders even if the amounts are equal, since two lots can be
    equal as well as one repeated.
    """
    for amount_key, currency_key in AMOUNTS:
        given = [money_of(amount_key, member) for member in members(row.get(amount_key))]
        amounts = [amount for amount in given if amount is not None]
        currencies = set(names(currency_key, row.get(currency_key)))
        single = len(amounts) == 1 if amount_key == OF_LOTS else len(set(amounts)) == 1
        if single and len(currencies) == 1:
            currency = currencies.pop().upper()
            if _CURRENCY.fullmatch(currency):
                return amounts[0], currency
    return None, NO_CURRENCY


def _winners(row: Mapping[str, Any]) -> Party:
    """Return the winners in the order of the notice; with the registration number if there is only one."""
    found = names("winner-name", row.get("winner-name"))
    numbers = names("winner-identifier", row.get("winner-identifier"))
    single = len(found) == 1 and len(numbers) == 1
    return Party(name=join_names(found), ids={"registration": numbers[0]} if single else {})


def _country(row: Mapping[str, Any]) -> dict[str, str]:
    countries = names("buyer-country", row.get("buyer-country"))
    return {"country": countries[0]} if len(countries) == 1 else {}


def _concluded(row: Mapping[str, Any], published: date | None) -> date | None:
    """Return the last day on which a contract of the notice was concluded; days after its publication, or too
    early ones, are ignored."""
    key = "contract-conclusion-date"
    found = [day for member in members(row.get(key)) if (day := day_of(key, member))]
    return max((day for day in found if TED_BEGAN <= day <= (published or date.max)), default=None)


def _codes(row: Mapping[str, Any]) -> dict[str, Code]:
    """Return the type of notice ("can-modif": a contract modification), its procedure, and the CPV code."""
    found: dict[str, Code] = {}
    for scheme, key in (
        ("notice-type", "notice-type"),
        ("procedure", "procedure-identifier"),
        ("cpv", "classification-cpv"),
    ):
        given = names(key, row.get(key))
        if given:
            found[scheme] = Code(given[0])
    return {**found, **planned_notices(value for key in OF_PLANNING for value in names(key, row.get(key)))}


def planned_notices(references: Iterable[Any]) -> dict[str, Code]:
    """Return the planning notices that are referred to, as a code by its scheme; empty if no reference names
    one."""
    named = {found for each in references if (found := notice_reference(each))}
    return {"planned-notice": Code(", ".join(sorted(named)[:MAX_PLANNED]))} if named else {}


def _identifiers(row: Mapping[str, Any], number: str) -> frozenset[str]:
    uuid = notice_identifier(first(row.get("notice-identifier")))
    return frozenset({f"ted:{number}"} | ({f"eforms-notice:{uuid}"} if uuid else set()))
