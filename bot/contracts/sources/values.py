"""Parsing and validation of single values of queries and answers, the same for every source. Pure.

Functions that parse an answer raise ``SourceError(Fault.BAD_ANSWER)`` for a value of the wrong shape, and
return ``None`` for one that is missing or null.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any

from bot.common.text import fold, has_control_characters
from bot.contracts.model import Answer
from bot.contracts.sources.protocol import QueryError, SourceError, SourceErrorKind

HOST_FAULTS = frozenset(
    {SourceErrorKind.UNREACHABLE, SourceErrorKind.TIMEOUT, SourceErrorKind.BUSY, SourceErrorKind.RESTING}
)
"""Failures of the host itself. Each comes after every retry, so the next request to the host would fail,
too."""

MAX_VALUES = 20  # per key of a query
MAX_VALUE_LENGTH = 200
MAX_WHOLE_ANSWER_SIZE = 1024 * 1024  # bytes of an answer that is stored whole for each record in it
MAX_MONEY = Decimal(10) ** 15  # above any budget: a larger number is corrupt data
CENT = Decimal("0.01")
EARLIEST, LATEST = date(1950, 1, 1), date(2199, 12, 31)
"""Range of plausible days. Software writes days outside for "none": 0001-01-01, 1900-01-01, 9999-12-31."""
MAX_NAMES = 3  # names written out of a list of suppliers

_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d{1,3})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_MIN_STEM_LENGTH = 4


def checked_keys(query: Mapping[str, Any], keys: Collection[str]) -> None:
    """Raise ``QueryError`` (``unknown-key``) for a key that the source does not know."""
    for key, value in query.items():
        if key not in keys:
            raise QueryError(key, "unknown-key", value)


def values_of(query: Mapping[str, Any], key: str, clean: Callable[[str, Any], str]) -> list[str]:
    """Return the values of one key, each cleaned, unique and sorted; a single value may stand without a list.

    Raises ``QueryError``: ``not-text``, ``too-many-values``, and the errors of ``clean(key, value)``.
    """
    given = query.get(key, [])
    if isinstance(given, str):
        given = [given]
    if not isinstance(given, (list, tuple)):
        raise QueryError(key, "not-text", given)
    found = sorted({clean(key, value) for value in given})
    if len(found) > MAX_VALUES:
        raise QueryError(key, "too-many-values", len(found))
    return found


def cleaned(key: str, value: Any, *, shortest: int = 1) -> str:
    """Return a text on one line with single spaces, with at least ``shortest`` letters and digits.

    Raises ``QueryError``: ``not-text``, ``empty``, ``control-characters``, ``too-short``.
    """
    if not isinstance(value, str):
        raise QueryError(key, "not-text", value)
    trimmed = " ".join(value.split())
    if has_control_characters(trimmed):
        raise QueryError(key, "control-characters", value)
    if not trimmed:
        raise QueryError(key, "empty", value)
    if sum(character.isalnum() for character in trimmed) < shortest:
        raise QueryError(key, "too-short", value)
    return trimmed[:MAX_VALUE_LENGTH].rstrip()


def mentions(text: str, wanted: Iterable[str]) -> bool:
    """True if a text contains every word of at least one wanted phrase, ignoring accents and case.

    A word matches if a word of the text begins with it, or equals it without an ending of up to two letters
    ("marchés", "marché"): public search engines stem, and find words that merely look alike.
    """
    words = _words(text)
    return any(all(any(_alike(asked, word) for word in words) for asked in _words(one)) for one in wanted)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text.casefold().translate(_LETTERS)))


def _alike(asked: str, word: str) -> bool:
    if word.startswith(asked):
        return True
    return len(word) >= _MIN_STEM_LENGTH and asked.startswith(word) and len(asked) - len(word) <= 2


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


def identified(
    rows: Sequence[Any], is_named: Callable[[Mapping[str, Any]], bool], key: str
) -> tuple[list[Mapping[str, Any]], list[SourceError]]:
    """Return the rows of a list that have an id, and an error for each that has none.

    If several rows have none and no row has one, the list is not what was asked for:
    ``SourceError(Fault.BAD_ANSWER)``.
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


def joined(names: Sequence[str]) -> str:
    """Join the first names of several, with the number of the others: "A; B; C; +2"."""
    beyond = len(names) - MAX_NAMES
    return "; ".join([*names[:MAX_NAMES], f"+{beyond}"] if beyond > 0 else names)


def kept_answer(answer: Answer, row: Any) -> Answer:
    """Return the answer to store for a row: the answer as it was read, or the row alone if the answer is
    long, because most of it is then of other records."""
    return answer if len(answer.content) <= MAX_WHOLE_ANSWER_SIZE else row_answer(answer, row)


def row_answer(answer: Answer, row: Any) -> Answer:
    """Return the answer with its content replaced by a row, or by a part of one."""
    return replace(answer, content=canonical_bytes(row))


def canonical_bytes(row: Any) -> bytes:
    """Serialise a decoded row as canonical JSON: the same bytes for the same row, whatever the key order."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_number).encode(
        errors="surrogatepass"
    )


def _number(value: Any) -> Any:
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    return float(value) if value == Decimal(repr(float(value))) else str(value)


def bad(key: str, value: object) -> SourceError:
    """Return the error for a value that cannot be read."""
    return SourceError(SourceErrorKind.BAD_ANSWER, f"{key}: {str(value)[:80]!r}")


def rows_in(said: Any, key: str) -> list[Mapping[str, Any]]:
    """Return the objects in the list that an answer has under a key; none if there is no such list."""
    rows = said.get(key) if isinstance(said, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
