"""Rows of a sheet: the same bytes as XlsxWriter writes, for any value."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.exports.cells import Column, amount, day, moment, text, whole
from bot.exports.workbook import Workbook

pytestmark = pytest.mark.unit

NOW = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
COLUMNS = (
    Column("text", text),
    Column("whole", whole),
    Column("amount", amount),
    Column("day", day),
    Column("moment", moment),
)
ODD = (
    "_x0041_",
    "a_x",
    " a ",
    "a\n",
    "\t",
    "<b>&amp;\"'",
    "\ufffe",
    "é\u00a0",
    "😀" * 20_000,
    "x" * 40_000,
)
TEXTS = st.sampled_from(ODD) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
AMOUNTS = st.decimals(-(10**13), 10**13, places=2)
MOMENTS = st.datetimes(datetime(1901, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ROWS = st.tuples(
    st.none() | TEXTS,
    st.none() | st.integers(-(2**53), 2**53),
    st.none() | AMOUNTS,
    st.none() | st.dates(date(1901, 1, 1), date(2200, 1, 1)),
    st.none() | MOMENTS,
)
FIRST = ("first", 1, Decimal(1), date(2026, 2, 13), NOW)  # the order in which styles are used


def sheet(book: io.BytesIO | Path) -> bytes:
    with zipfile.ZipFile(book) as found:
        return found.read("xl/worksheets/sheet1.xml")


def by_xlsxwriter(rows: list[Any]) -> bytes:
    """The sheet as XlsxWriter alone writes it."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True})
        shapes = ("#,##0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")
        money, days, moments = (book.add_format({"num_format": shape}) for shape in shapes)
        lines = book.add_worksheet("sheet")
        for place, width in enumerate((24, 10, 16, 12, 20)):
            lines.set_column(place, place, width)
        lines.freeze_panes(1, 0)
        for place, column in enumerate(COLUMNS):
            lines.write_string(0, place, column.header, bold)
        for number, (words, whole_number, value, on, at) in enumerate(rows, 1):
            words = (words or "").replace("\0", "")
            if words:
                words = words if len(words) <= 32_767 else f"{words[:32_766]}…"
                lines.write_string(number, 0, words)
            if whole_number is not None:
                lines.write_number(number, 1, whole_number)
            if value is not None:
                lines.write_number(number, 2, float(value), money)
            if on is not None:
                lines.write_datetime(number, 3, datetime(on.year, on.month, on.day), days)  # noqa: DTZ001
            if at is not None:
                lines.write_datetime(number, 4, at.replace(tzinfo=None), moments)
    return sheet(written)


@given(rows=st.lists(ROWS, max_size=4))
@example(rows=[(words, 0, Decimal("-0.01"), date(1901, 1, 1), NOW.replace(microsecond=1)) for words in ODD])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_sheet_has_the_bytes_that_xlsxwriter_writes(rows: list[Any], tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with Workbook(path, title="Title", created=NOW) as book:
        book.table("sheet", COLUMNS).write([FIRST, *rows])
    assert sheet(path) == by_xlsxwriter([FIRST, *rows])


def test_text_in_the_markup_of_a_workbook_is_text(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with Workbook(path, title="Title", created=NOW) as book:
        book.table("sheet", COLUMNS).write([("<r><t>bold</r>", None, None, None, None)])
    assert b"<is><t>&lt;r&gt;&lt;t&gt;bold&lt;/r&gt;</t></is>" in sheet(path)
