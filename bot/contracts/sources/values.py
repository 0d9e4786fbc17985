"""Parsing of single values and rows of answers, the same for every source, and what of an answer is stored
for each. Pure.

Its functions raise ``SourceError(SourceErrorKind.BAD_ANSWER)`` for a value of the wrong shape, and
return ``None`` for one that is missing or null.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any, TypeVar

from bot.contracts.model import Answer, Code
from bot.contracts.sources.json_text import canonical_bytes
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

LANGUAGES = ("eng", "fra")  # preferred order of the languages of a text

_UNFORESEEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_MAX_DETAIL_LENGTH = 200

_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d{1,3})?")
_NOT_LETTER = re.compile(r"[\W_]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UUID = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-\d{1,3})?", re.IGNORECASE)
_JOURNAL_NUMBER = re.compile(r"(?<![\w-])0*([1-9]\d{0,7})-(\d{4})(?![\w-])")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cells:
    """The typed values of a row of a table.

    ``empty``: texts that the table writes for nothing. ``comma``: amounts have decimal commas. ``lists``:
    every value is a list, or a map of languages, whose first text counts. ``lenient``: a value of the wrong
    shape is ``None`` instead of an error.
    """

    row: Mapping[str, Any]
    empty: frozenset[str] = frozenset()
    comma: bool = False
    lists: bool = False
    lenient: bool = False

    def text(self, key: str) -> str | None:
        """Return a text on one line."""
        if self.lists:
            return next(iter(self.texts(key)), None)
        found = self._read(text_of, key, self.row.get(key))
        return None if found in self.empty else found

    def texts(self, key: str) -> list[str]:
        """Return the unique texts of a list, of a map of languages, or the one text."""
        found = self._read(names, key, self.row.get(key)) or []
        return [each for each in found if each not in self.empty]

    def day(self, key: str) -> date | None:
        """Return a date (see ``day_of``)."""
        return self._read(day_of, key, self.text(key))

    def money(self, key: str) -> Decimal | None:
        """Return an amount (see ``money_of``)."""
        value = self.row.get(key)
        if isinstance(value, str) and value.strip() in self.empty:
            return None
        return self._read(lambda key, value: money_of(key, value, comma=self.comma), key, value)

    def codes(self, keys: Mapping[str, str]) -> dict[str, Code]:
        """Return the texts under ``keys``, each as a code by its scheme."""
        found = {scheme: self.text(key) for scheme, key in keys.items()}
        return {scheme: Code(text) for scheme, text in found.items() if text}

    def _read(self, read: Callable[[str, Any], T | None], key: str, value: Any) -> T | None:
        try:
            return read(key, value)
        except SourceError:
            if not self.lenient:
                raise
            return None


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


def members(value: Any) -> list[Any]:
    """Return a value as a list: a single value is a list of one, null is empty."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def first(value: Any) -> Any:
    """Return the first member of a list, or the value itself."""
    return next(iter(members(value)), None)


def names(key: str, value: Any) -> list[str]:
    """Return the unique texts of a language map, a list or one text, in one language: English, French, or
    else the first by its code that has any."""
    if isinstance(value, Mapping):
        languages = (*LANGUAGES, *sorted(value.keys() - set(LANGUAGES)))
        return next((found for each in languages if (found := names(key, value.get(each)))), [])
    texts = (text_of(key, member) for member in members(value))
    return list(dict.fromkeys(text for text in texts if text))


def at(node: Any, path: Sequence[str]) -> Iterator[Any]:
    """Yield the values at the end of a path of members. XML converted to JSON has a list where an element is
    repeated, and none where it is not."""
    if isinstance(node, list):
        for member in node:
            yield from at(member, path)
    elif not path:
        yield node
    elif isinstance(node, Mapping) and path[0] in node:
        yield from at(node[path[0]], path[1:])


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


MAX_WHOLE_ANSWER_SIZE = 1024 * 1024  # bytes of an answer that is stored whole for each record in it


def rows_with_id(
    rows: Sequence[Any], is_named: Callable[[Mapping[str, Any]], bool], key: str
) -> tuple[list[Mapping[str, Any]], list[SourceError]]:
    """Return the rows of a list that have an id, and an error for each that has none.

    If several rows have none and no row has one, the list is not what was asked for:
    ``SourceError(SourceErrorKind.BAD_ANSWER)``.
    """
    found: list[Mapping[str, Any]] = []
    faults: list[SourceError] = []
    for row in rows:
        if isinstance(row, dict) and is_named(row):
            found.append(row)
        else:
            faults.append(bad(f"a row without {key}", row))
    if len(faults) > 1 and not found:
        raise bad(f"{len(faults)} rows, all without {key}", rows[0])
    return found, faults


def kept_answer(answer: Answer, row: Any) -> Answer:
    """Return the answer to store for a row: the answer as it was read, or the row alone if the answer is
    long, because most of it is then of other records."""
    return answer if len(answer.content) <= MAX_WHOLE_ANSWER_SIZE else row_answer(answer, row)


def row_answer(answer: Answer, row: Any) -> Answer:
    """Return the answer with its content replaced by a row, or by a part of one."""
    return replace(answer, content=canonical_bytes(row))


def rows_in(said: Any, key: str) -> list[Mapping[str, Any]]:
    """Return the objects in the list that an answer has under a key; none if there is no such list."""
    rows = said.get(key) if isinstance(said, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
