"""CSV cells that spreadsheets read correctly, and that cannot inject formulas.

The column decides how its cells are written, never the look of a value: a number stays a number whatever its
sign, and text is text whatever it begins with (OWASP ASVS 5.0, 1.2.10; RFC 4180).
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

_FORMULA = re.compile(
    # A cell begins at the start of the text. If the list separator is a semicolon, as in France, the program
    # that opens the file also begins one after a semicolon, a tab or a line break in the text.
    r"""
    (?: \A | (?<=[;\t\r\n]) )
    (?= [\s"'\u200b-\u200f\u2060\ufeff]* [=+\-@＝＋－＠] )
    | \A (?= [\t\r\n] )
    """,
    re.VERBOSE,
)
_CERTAINLY_NONE = re.compile(  # quick, and true of most cells
    r"[^\W_][^;\t\r\n\0]*+(?:; ?[^\W_][^;\t\r\n\0]*+)*+"
).fullmatch


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, the function that formats its values, and what takes the value from the record
    that a row is about: a function, or the path of an attribute, by default the header."""

    header: str
    write: Callable[[Any], str]
    value: str | Callable[[Any], Any] = ""


def rows_of(columns: Sequence[Column], records: Iterable[Any]) -> list[Sequence[Any]]:
    """Return a row about each record."""
    getters = [
        column.value if callable(column.value) else attrgetter(column.value or column.header)
        for column in columns
    ]
    return [[get(record) for get in getters] for record in records]


def text(value: str | None) -> str:
    """Return a text with a single quote before anything that a spreadsheet would take for a formula, and
    without characters that nobody sees, which could reorder or hide what stands beside them."""
    if not value or _is_harmless(value):
        return value or ""
    return _FORMULA.sub("'", value if value.isprintable() else "".join(filter(_is_seen, value)))


def _is_harmless(value: str) -> bool:
    return value.isprintable() and _CERTAINLY_NONE(value) is not None


def _is_seen(character: str) -> bool:
    return character in "\t\r\n" or unicodedata.category(character) not in ("Cc", "Cf")


def amount(value: Decimal | None) -> str:
    """Return money as a plain number; its currency has a column of its own."""
    return "" if value is None else format(value, "f")


def whole(value: int | None) -> str:
    """Return a whole number."""
    return "" if value is None else str(value)


def day(value: date | None) -> str:
    """Return a date as ``2025-12-18``."""
    return "" if value is None else value.isoformat()


@lru_cache(4096)
def moment(value: datetime | None) -> str:
    """Return a moment as ``2025-12-18T09:30:00Z``. Cached: all that was read at once has the same."""
    return "" if value is None else value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def csv_file(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a CSV file in UTF-8."""
    return heading(columns) + lines(columns, rows)


def heading(columns: Sequence[Column]) -> bytes:
    """Return the beginning of the file: the byte order mark, which tells Excel that it is UTF-8, and the
    header."""
    return _written([[column.header for column in columns]]).encode("utf-8-sig")


def lines(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows as CSV lines."""
    by_column = list(zip(*rows, strict=True)) or [()] * len(columns)
    cells = [_cells(column.write, values) for column, values in zip(columns, by_column, strict=True)]
    return _written(zip(*cells, strict=True)).encode()


def _cells(write: Callable[[Any], str], values: Sequence[Any]) -> Iterable[Any]:
    """Return the cells of a column. Its texts are looked at in one go, which is enough for most."""
    if write is text and all(map(_is_harmless, filter(None, values))):
        return values  # csv writes None as it writes an empty text
    return map(write, values)


def _written(rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue()
