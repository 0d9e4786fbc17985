"""Parsing of single values of answers, the same for every source. Pure.

Its functions raise ``SourceError(SourceErrorKind.BAD_ANSWER)`` for a value of the wrong shape, and
return ``None`` for one that is missing or null.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any

from bot.contracts.sources.protocol import SourceError, SourceErrorKind

MAX_MONEY = Decimal(10) ** 15  # above any budget: a larger number is corrupt data
CENT = Decimal("0.01")
EARLIEST, LATEST = date(1950, 1, 1), date(2199, 12, 31)
"""Range of plausible days. Software writes days outside for "none": 0001-01-01, 1900-01-01, 9999-12-31."""
MIN_SOLICITATION_LENGTH = 5
_MIN_DIGITS = 8  # of a solicitation's number that has no letters
_YEAR = r"(?:19|20)\d\d"
_GENERIC = re.compile(rf"(?:{_YEAR})?[^\W\d_]+(?:{_YEAR}\d{{0,3}}|\d{{0,5}})")
"""Keys that any office may use: a word, also with a year, and a short serial."""
MAX_NAMES = 3  # names written out of a list of suppliers

_UNFORESEEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_MAX_DETAIL_LENGTH = 200

_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d{1,3})?")
_NOT_LETTER = re.compile(r"[\W_]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UUID = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-\d{1,3})?", re.IGNORECASE)
_JOURNAL_NUMBER = re.compile(r"(?<![\w-])0*([1-9]\d{0,7})-(\d{4})(?![\w-])")


def section(block: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a nested object, empty if it is null or missing."""
    value = block.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise bad(key, value)
    return value


def text_of(key: str, value: Any) -> str | None:
    """Return a text on one line with single spaces, ``None`` if it is empty; a number as it is written."""
    if value is None:
        return None
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise bad(key, value)
    return " ".join(value.split()) or None


def money_of(key: str, value: Any, *, comma: bool = False) -> Decimal | None:
    """Return an amount rounded to the cent, from a number or from text, with a decimal ``comma`` if set.

    Publishers that compute with floats write 36588.829999999998 for 36,588.83, hence the rounding.
    """
    if isinstance(value, str):
        written = value.strip()
        if comma:
            written = written.replace(",", ".", 1)
        if not written:
            return None
        if not _NUMBER.fullmatch(written):
            raise bad(key, value)
        value = Decimal(written)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise bad(key, value)
    try:
        amount = Decimal(value).quantize(CENT, rounding=ROUND_HALF_EVEN)
    except InvalidOperation as error:
        raise bad(key, value) from error
    if abs(amount) > MAX_MONEY:
        raise bad(key, value)
    return amount + 0  # turns "-0.00" into zero


def day_of(key: str, value: Any) -> date | None:
    """Return a date, or ``None`` for one that stands for "none" (see ``possible``). The zone or time of
    "2026-06-29+02:00" is ignored."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not _DAY.fullmatch(value[:10]):
        raise bad(key, value)
    try:
        return possible(date.fromisoformat(value[:10]))
    except ValueError as error:
        raise bad(key, value) from error


def possible(day: date) -> date | None:
    """Return a day, or ``None`` if it is outside the plausible range (see ``EARLIEST``)."""
    return day if EARLIEST <= day <= LATEST else None


def join_names(names: Sequence[str]) -> str:
    """Join the first names of several, with the number of the others: "A; B; C; +2"."""
    beyond = len(names) - MAX_NAMES
    return "; ".join([*names[:MAX_NAMES], f"+{beyond}"] if beyond > 0 else names)


def bad(key: str, value: object) -> SourceError:
    """Return the error for a value that cannot be read."""
    return SourceError(SourceErrorKind.BAD_ANSWER, f"{key}: {str(value)[:80]!r}")


@contextmanager
def reading_one(name: str | None) -> Iterator[None]:
    """Guard the reading of one contract, row or notice, so that a fault of its data costs it alone.

    Raises ``SourceError``, whose detail begins with ``name``: the parser's own, or ``BAD_ANSWER`` for an
    error that Python raises for a value of a kind that the parser did not expect.
    """
    try:
        yield
    except SourceError as fault:
        raise SourceError(fault.fault, f"{name}: {fault.detail}", answer=fault.answer) from fault
    except _UNFORESEEN as error:
        detail = f"{name}: {type(error).__name__}: {error}"[:_MAX_DETAIL_LENGTH]
        raise SourceError(SourceErrorKind.BAD_ANSWER, detail) from error


def solicitation_key(number: str) -> str | None:
    """Return the letters and digits of a US solicitation's number, which offices write with and without
    dashes; ``None`` for one that may be that of several purchases, such as "N/A", "FY2026" or "00001"."""
    key = _NOT_LETTER.sub("", number.casefold())
    shortest = _MIN_DIGITS if key.isdecimal() else MIN_SOLICITATION_LENGTH
    return None if len(key) < shortest or _GENERIC.fullmatch(key) else key


def notice_reference(value: Any) -> str | None:
    """Return the UUID of the notice that an eForms reference names, or else its number in the Official
    Journal without leading zeros; ``None`` if it has neither, for example if it names only a part of a
    notice."""
    if not isinstance(value, str):
        return None
    if uuid := _UUID.search(value):
        return uuid[1].lower()
    number = _JOURNAL_NUMBER.search(value)
    return f"{number[1]}-{number[2]}" if number else None


def notice_identifier(value: Any) -> str | None:
    """Return the UUID of an eForms notice in lower case, without its version; ``None`` if it is invalid."""
    found = _UUID.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1].lower() if found else None
