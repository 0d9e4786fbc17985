"""What TED's search says of a notice, as a record. Pure: no network, no clock.

The shapes are those of the search API, version 3: a text is a map from three-letter languages to one text or
a list, what is said of lots is a list with a member a lot, and the same may be repeated. Notices from before
eForms lack most members. ``SourceError(Fault.BAD_ANSWER)`` is raised for a value of another shape.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.contracts.model import NO_CURRENCY, Answer, Code, Kind, Party, Record
from bot.contracts.sources.protocol import Kept
from bot.contracts.sources.values import (
    bad,
    canonical_bytes,
    day_of,
    joined,
    kept_answer,
    money_of,
    rows_in,
    text_of,
)

SOURCE = "ted"
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
"""What is asked for: nothing of the persons to contact. TED answers 400 to a name that it does not know."""

# What a notice is worth as a whole, the most telling first: the value of all its results, then the total of
# older forms; and what the winning tender offers.
AMOUNTS = (
    ("result-value-notice", "result-value-cur-notice"),
    ("total-value", "total-value-cur"),
    ("tender-value", "tender-value-cur"),
)
OF_LOTS = "tender-value"
LANGUAGES = ("eng", "fra")  # preferred, of the languages that a notice is in
TED_BEGAN = date(1990, 1, 1)  # or thereabouts: a conclusion dated earlier stands for "not filled in"

_NUMBER = re.compile(r"0*([1-9]\d{0,7})-(\d{4})")
_UUID = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-\d{1,3})?", re.IGNORECASE)
_CURRENCY = re.compile(r"[A-Z]{3}")


def record(row: Mapping[str, Any], answer: Answer | None = None) -> Record:
    """The notice of one row of a search; money in the notice's currency, "XXX" where it names no amount.

    A notice is signed on the day its contract was concluded or, where that is not said, published.
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
        buyer=Party(name=joined(names("buyer-name", row.get("buyer-name"))), ids=_country(row)),
        supplier=_winners(row),
        currency=currency,
        obligated=amount,
        signed=_concluded(row, published) or published,
        codes=_codes(row),
        identifiers=_identifiers(row, number),
        url=PUBLIC_PAGE + number,
        answers=() if answer is None else (kept_answer(answer, row),),
    )


def publication_number(row: Mapping[str, Any]) -> str | None:
    """ "443934-2026", without leading zeros, from "00443934-2026" too; ``None`` if it is none."""
    return normalised(first(row.get("publication-number")))


def normalised(number: Any) -> str | None:
    """A publication number as it is compared, ``None`` if it is none."""
    found = _NUMBER.fullmatch(number.strip()) if isinstance(number, str) else None
    return f"{found[1]}-{found[2]}" if found else None


def notice_identifier(value: Any) -> str | None:
    """The UUID of an eForms notice without its version, in small letters; ``None`` if it is none."""
    found = _UUID.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1].lower() if found else None


def names(key: str, value: Any) -> list[str]:
    """The texts of a language map, of a list or of one text, each once; of one language: English, French,
    or else the first by its code that says something."""
    if value is None:
        return []
    if isinstance(value, Mapping):
        for language in (*LANGUAGES, *sorted(value.keys() - set(LANGUAGES))):
            found = names(key, value.get(language))
            if found:
                return found
        return []
    members = value if isinstance(value, list) else [value]
    texts = (text_of(key, member) for member in members)
    return list(dict.fromkeys(text for text in texts if text))


def value(row: Mapping[str, Any]) -> tuple[Decimal | None, str]:
    """What a notice awards in all, and its currency.

    TED repeats values, and says them by lot without saying which: nothing is summed. Where a member holds
    several, in amount or in currency, it is passed over; of tenders even where they are equal, which two
    lots can be as well as one that is repeated.
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


def first(value: Any) -> Any:
    """The first member of a list, or the value itself."""
    found = members(value)
    return found[0] if found else None


def members(value: Any) -> list[Any]:
    """The members of a list; a single value stands without one, and null is none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _winners(row: Mapping[str, Any]) -> Party:
    """The winners in the order in which the notice names them; with its number where there is but one."""
    found = names("winner-name", row.get("winner-name"))
    numbers = names("winner-identifier", row.get("winner-identifier"))
    single = len(found) == 1 and len(numbers) == 1
    return Party(name=joined(found), ids={"registration": numbers[0]} if single else {})


def _country(row: Mapping[str, Any]) -> dict[str, str]:
    countries = names("buyer-country", row.get("buyer-country"))
    return {"country": countries[0]} if len(countries) == 1 else {}


def _concluded(row: Mapping[str, Any], published: date | None) -> date | None:
    """The last day on which a contract of the notice was concluded, if that is a day it could know of."""
    key = "contract-conclusion-date"
    found = [day for member in members(row.get(key)) if (day := day_of(key, member))]
    return max((day for day in found if TED_BEGAN <= day <= (published or date.max)), default=None)


def _codes(row: Mapping[str, Any]) -> dict[str, Code]:
    """What sort of notice it is ("can-modif": of a modified contract), of which procedure, for what."""
    found: dict[str, Code] = {}
    for scheme, key in (
        ("notice-type", "notice-type"),
        ("procedure", "procedure-identifier"),
        ("cpv", "classification-cpv"),
    ):
        given = names(key, row.get(key))
        if given:
            found[scheme] = Code(given[0])
    return found


def _identifiers(row: Mapping[str, Any], number: str) -> frozenset[str]:
    uuid = notice_identifier(first(row.get("notice-identifier")))
    return frozenset({f"ted:{number}"} | ({f"eforms-notice:{uuid}"} if uuid else set()))


def _of_notice(said: Any, source_id: str, content: bytes) -> bytes | None:
    if isinstance(said, dict) and "notices" not in said:
        return content if publication_number(said) == source_id else None
    for row in rows_in(said, "notices"):
        if publication_number(row) == source_id:
            return canonical_bytes(row)
    return None


KEPT = Kept(lists=lambda _url: True, part=_of_notice)
