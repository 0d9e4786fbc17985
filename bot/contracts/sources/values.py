"""Single values of queries and of answers, the same for every source. Pure.

What reads an answer raises ``SourceError(Fault.BAD_ANSWER)`` for a value of the wrong shape; a value that is
missing or null is ``None``.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any

from bot.contracts.model import Answer
from bot.contracts.sources.protocol import Fault, QueryError, SourceError

HOST_FAULTS = frozenset({Fault.UNREACHABLE, Fault.TIMEOUT, Fault.BUSY, Fault.RESTING})
"""Each comes after every retry: what is asked of the same host next would fare no better."""

MOST_VALUES = 20  # of one key of a query
LONGEST_VALUE = 200
LONGEST_PAGE = 1024 * 1024  # bytes of an answer that is kept whole for each record in it
MOST_MONEY = Decimal(10) ** 15  # above any budget: a number that large is damage
CENT = Decimal("0.01")
EARLIEST, LATEST = date(1950, 1, 1), date(2199, 12, 31)
"""Outside are the days that software writes for "none": 0001-01-01, 1900-01-01, 9999-12-31."""
MOST_NAMES = 3  # that are written out of several suppliers

_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d{1,3})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"[^\W_]+")
_CONTROL = ("Cc", "Cf", "Cs", "Co", "Cn")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_SHORTEST_STEM = 4


def checked_keys(query: Mapping[str, Any], keys: Collection[str]) -> None:
    """Raises ``QueryError`` (``unknown-key``) for a key that the source does not know."""
    for key, value in query.items():
        if key not in keys:
            raise QueryError(key, "unknown-key", value)


def values_of(query: Mapping[str, Any], key: str, clean: Callable[[str, Any], str]) -> list[str]:
    """One key's values, each cleaned and once, in order; a single value may stand without its list.

    Raises ``QueryError``: ``not-text``, ``too-many-values``, and whatever ``clean(key, value)`` raises.
    """
    given = query.get(key, [])
    if isinstance(given, str):
        given = [given]
    if not isinstance(given, (list, tuple)):
        raise QueryError(key, "not-text", given)
    found = sorted({clean(key, value) for value in given})
    if len(found) > MOST_VALUES:
        raise QueryError(key, "too-many-values", len(found))
    return found


def cleaned(key: str, value: Any, *, shortest: int = 1) -> str:
    """A text on one line with single spaces, as long as ``shortest`` in letters and digits.

    Raises ``QueryError``: ``not-text``, ``empty``, ``control-characters``, ``too-short``.
    """
    if not isinstance(value, str):
        raise QueryError(key, "not-text", value)
    trimmed = " ".join(value.split())
    if any(unicodedata.category(character) in _CONTROL for character in trimmed):
        raise QueryError(key, "control-characters", value)
    if not trimmed:
        raise QueryError(key, "empty", value)
    if sum(character.isalnum() for character in trimmed) < shortest:
        raise QueryError(key, "too-short", value)
    return trimmed[:LONGEST_VALUE].rstrip()


def mentions(text: str, wanted: Iterable[str]) -> bool:
    """Whether a text holds every word of one of the wanted ones, accents and case apart.

    A word counts as held where one of the text begins with it, or is it without an ending of up to two
    letters ("marchés", "marché"): public search engines stem, and find words that merely look alike.
    """
    words = _words(text)
    return any(all(any(_alike(asked, word) for word in words) for asked in _words(one)) for one in wanted)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def _alike(asked: str, word: str) -> bool:
    if word.startswith(asked):
        return True
    return len(word) >= _SHORTEST_STEM and asked.startswith(word) and len(asked) - len(word) <= 2


def section(block: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """A nested object, empty if it is null or missing."""
    value = block.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise bad(key, value)
    return value


def text_of(key: str, value: Any) -> str | None:
    """A text on one line with single spaces, ``None`` if nothing is left of it; a number as it is written."""
    if value is None:
        return None
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise bad(key, value)
    return " ".join(value.split()) or None


def money_of(key: str, value: Any, *, comma: bool = False) -> Decimal | None:
    """An amount to the cent, from a number or from text, which may be written with a decimal ``comma``.

    Who computes with floats writes 36588.829999999998 for 36,588.83: the cent it is nearest to is the amount.
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
    if abs(amount) > MOST_MONEY:
        raise bad(key, value)
    return amount + 0  # a rounded "-0.001" is plain zero


def day_of(key: str, value: Any) -> date | None:
    """A date, ``None`` for one that stands for "none" (see ``possible``). One with a zone or a time
    ("2026-06-29+02:00") means the day it is written with."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not _DAY.fullmatch(value[:10]):
        raise bad(key, value)
    try:
        return possible(date.fromisoformat(value[:10]))
    except ValueError as error:
        raise bad(key, value) from error


def possible(day: date) -> date | None:
    """A day, if it can be one of a contract: what software writes where there is none is not known."""
    return day if EARLIEST <= day <= LATEST else None


def identified(
    rows: Sequence[Any], is_named: Callable[[Mapping[str, Any]], bool], key: str
) -> tuple[list[Mapping[str, Any]], list[SourceError]]:
    """The rows of a list that say which they are, and a fault for each that does not.

    Where none of several does, the list is none of what was asked for: ``SourceError(Fault.BAD_ANSWER)``.
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
    """The first names of several, and how many there are beyond: "A; B; C; +2"."""
    beyond = len(names) - MOST_NAMES
    return "; ".join([*names[:MOST_NAMES], f"+{beyond}"] if beyond > 0 else names)


def kept_answer(answer: Answer, row: Any) -> Answer:
    """What is kept of the answer that a row came in: the answer as it was read, or the row alone where the
    answer is long and most of it is of other records."""
    return answer if len(answer.content) <= LONGEST_PAGE else row_answer(answer, row)


def row_answer(answer: Answer, row: Any) -> Answer:
    """The answer with a row, or what is wanted of it, in the place of its content."""
    return replace(answer, content=canonical_bytes(row))


def canonical_bytes(row: Any) -> bytes:
    """A decoded row as JSON again, the same bytes for the same row whatever the order of its members."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_number).encode(
        errors="surrogatepass"
    )


def _number(value: Any) -> Any:
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    return float(value) if value == Decimal(repr(float(value))) else str(value)


def bad(key: str, value: object) -> SourceError:
    """The error for a value that cannot be read."""
    return SourceError(Fault.BAD_ANSWER, f"{key}: {str(value)[:80]!r}")


def rows_in(said: Any, key: str) -> list[Mapping[str, Any]]:
    """The objects in a list that an answer has under a key; none where there is no such list."""
    rows = said.get(key) if isinstance(said, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
