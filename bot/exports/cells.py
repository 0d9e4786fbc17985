"""CSV that spreadsheets read right, and that cannot make them run anything.

A column decides how its cells are written, never the look of a value: a number stays a number whatever
its sign, and text is text whatever it begins with (OWASP ASVS 5.0, 1.2.10; RFC 4180).
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

_FORMULA = re.compile(
    # A cell begins at the start of the text. Where the list separator is a semicolon, as in France, the
    # program that opens the file also begins one after a semicolon, a tab or a line's end in the text.
    r"""
    (?: \A | (?<=[;\t\r\n]) )
    (?= [\s"'\u200b-\u200f\u2060\ufeff]* [=+\-@＝＋－＠] )
    | \A (?= [\t\r\n] )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, and how its values are written."""

    header: str
    write: Callable[[Any], str]


def text(value: str | None) -> str:
    """Text, with a single quote before whatever a spreadsheet would take for a formula."""
    return _FORMULA.sub("'", (value or "").replace("\0", ""))


def amount(value: Decimal | None) -> str:
    """Money as a plain number; its currency has a column of its own."""
    return "" if value is None else format(value, "f")


def whole(value: int | None) -> str:
    """A whole number."""
    return "" if value is None else str(value)


def day(value: date | None) -> str:
    """``2025-12-18``."""
    return "" if value is None else value.isoformat()


def moment(value: datetime | None) -> str:
    """``2025-12-18T09:30:00Z``."""
    return "" if value is None else value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def table(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV file in UTF-8."""
    return heading(columns) + lines(columns, rows)


def heading(columns: Sequence[Column]) -> bytes:
    """How the file begins: its byte order mark, which tells Excel that it is UTF-8, and the first line."""
    return _written([[column.header for column in columns]]).encode("utf-8-sig")


def lines(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """The lines that follow, or some of them."""
    cells = ([column.write(value) for column, value in zip(columns, row, strict=True)] for row in rows)
    return _written(cells).encode()


def _written(rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue()
