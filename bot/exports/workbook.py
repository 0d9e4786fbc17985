"""XLSX workbook: a sheet for each table and one for each chart, streamed row by row.

No cell is ever a formula or a link. Numbers are numbers and days are days, so that a spreadsheet in any
language shows them its own way; a value that it could not hold exactly is text.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.exports.cells import Column, amount, day, moment, text, whole

_MAX_ROWS = 1_048_576  # of a sheet, in every spreadsheet program
_SHEET_NAME = 31
_MAX_CHARTS = 50
_MAX_CELL_LENGTH = 32_767  # of a cell, in UTF-16 units
_FIRST_YEAR = 1900  # of a day that a spreadsheet knows
_WIDTHS: Mapping[Callable[[Any], str], int] = {text: 24, amount: 16, whole: 10, day: 12, moment: 20}
_NUMBER_FORMATS: Mapping[Callable[[Any], str], str] = {
    day: "yyyy-mm-dd",
    moment: "yyyy-mm-dd hh:mm:ss",
    amount: "#,##0.00",
}
_COLOUR = "#0072B2"
_DOT: Mapping[str, Any] = {"type": "circle", "border": {"color": _COLOUR}, "fill": {"color": _COLOUR}}
_STANDS: Mapping[str, Any] = {"marker": _DOT, "line": {"none": True}}
_BAR: Mapping[str, Any] = {
    "type": "custom",
    "direction": "plus",
    "end_style": 0,
    "line": {"width": 2.25, "color": _COLOUR},
}
_LINE: Mapping[str, Any] = {"marker": {"type": "none"}, "line": {"dash_type": "dash"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsChart:
    """Chart of the counts in some rows of a sheet, the first and the last, from 0. ``columns`` are indices of
    ``published_at``, ``count`` and, if there is one, ``goal``; ``names`` what they are called.

    ``until_next`` is the number of days that each count stood. Each is drawn as a bar of that length: a line
    from one to the next would show counts that were never published, and turn a sudden fall into a slow
    decline.
    """

    name: str
    title: str
    sheet: str
    rows: tuple[int, int]
    columns: Mapping[str, int]
    names: Mapping[str, str] = field(default_factory=dict)
    until_next: Sequence[float]


class Workbook:
    """A workbook under construction. Rows go to temporary files, not into memory."""

    def __init__(self, path: Path, *, title: str, created: datetime) -> None:
        import xlsxwriter  # not needed at every start

        self._folder = tempfile.TemporaryDirectory(prefix="tocsin-")
        options = {
            "constant_memory": True,  # each row goes to a temporary file when the next begins
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": self._folder.name,  # the library leaves some of its files behind
        }
        self._book = xlsxwriter.Workbook(str(path), options)
        # The date of the export, never the machine's: the same export makes the same file.
        self._book.set_properties({"title": title, "created": created.astimezone(UTC).replace(tzinfo=None)})
        self._heading = self._book.add_format({"bold": True})
        self.formats = {
            write: self._book.add_format({"num_format": form}) for write, form in _NUMBER_FORMATS.items()
        }
        self._charts: list[CountsChart] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._folder:
            if kind is None:
                for number, chart in enumerate(self._charts, 1):
                    drawn = _draw(chart, self._book.add_chart({"type": "scatter"}))
                    self._book.add_chartsheet(f"{number} {chart.name}"[:_SHEET_NAME]).set_chart(drawn)
                self._book.close()

    def chart(self, chart: CountsChart) -> None:
        """Add a chart sheet, of which there can be only so many."""
        if len(self._charts) < _MAX_CHARTS:
            self._charts.append(chart)

    def sheet(self, name: str, columns: Sequence[Column]) -> Any:
        """Add a sheet of XlsxWriter's with a header row."""
        sheet = self._book.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS[column.write])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.header, self._heading)
        return sheet


class WorkbookSheet:
    """A table in a workbook. If it has more rows than a sheet can hold, it continues in another."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[Column]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._parts = self._next_row = 1
        self._sheet = book.sheet(name, columns)

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        for values in rows:
            if self._next_row == _MAX_ROWS:
                self._parts += 1
                self._sheet = self._book.sheet(f"{self._name} {self._parts}", self._columns)
                self._next_row = 1
            for place, (column, value) in enumerate(zip(self._columns, values, strict=True)):
                if value is not None:
                    self._write(place, column, value)
            self._next_row += 1

    def _write(self, place: int, column: Column, value: Any) -> None:
        """Write a number, or text where a spreadsheet could not hold it exactly."""
        if isinstance(value, bool) or not isinstance(value, (int, Decimal, date)):
            words = value if isinstance(value, str) else str(value)
        elif isinstance(value, date):
            if value.year > _FIRST_YEAR:
                naive = value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value
                self._sheet.write_datetime(self._next_row, place, naive, self._book.formats[column.write])
                return
            words = column.write(value)
        elif Decimal(repr(number := float(value))) == value:
            self._sheet.write_number(self._next_row, place, number, self._book.formats.get(column.write))
            return
        else:
            words = column.write(value)
        if words := _fitting(words):
            self._sheet.write_string(self._next_row, place, words)


def _fitting(words: str) -> str:
    """Return a text that a cell can hold, as text: at most 32,767 UTF-16 units, without zero characters."""
    words = words.replace("\0", "")
    if words.startswith("<r>"):  # XlsxWriter would take it for markup of its own, and write it unescaped
        words = f" {words}"
    if len(words) > _MAX_CELL_LENGTH:
        words = f"{words[: _MAX_CELL_LENGTH - 1]}…"
    if len(words) > _MAX_CELL_LENGTH // 2:
        return words.encode("utf-16-le")[: 2 * _MAX_CELL_LENGTH].decode("utf-16-le", "ignore")
    return words


def _draw(chart: CountsChart, drawn: Any) -> Any:
    columns = chart.columns
    first, last = chart.rows
    bars = {**_BAR, "plus_values": list(chart.until_next)}
    looks: Mapping[str, Any] = {"count": {**_STANDS, "x_error_bars": bars}, "goal": _LINE}
    for header in [header for header in ("count", "goal") if header in columns]:
        x, y = columns["published_at"], columns[header]
        drawn.add_series(
            {
                "name": chart.names.get(header, header),
                "categories": [chart.sheet, first, x, last, x],
                "values": [chart.sheet, first, y, last, y],
                **looks[header],
            }
        )
    # "Halt!A1" would be taken for a cell reference.
    drawn.set_title({"name": re.sub(r"!(?=[$A-Z])", "! ", chart.title), "overlay": False})
    drawn.set_x_axis({"num_format": "yyyy-mm-dd", "num_font": {"rotation": -45}})
    drawn.set_y_axis({"num_format": "#,##0", "min": 0})
    return drawn
