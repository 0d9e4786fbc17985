"""XLSX workbook: a sheet for each table and one for each chart, streamed row by row.

No cell is ever a formula or a link. Numbers are numbers and days are days, so that a spreadsheet in any
language shows them its own way; a value that it could not hold exactly is text.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.exports.cells import Column, amount, day, moment, text, whole

_MAX_ROWS = 1_048_576  # of a sheet, in every spreadsheet program
_MAX_CELL_LENGTH = 32_767  # of a cell
_SHEET_NAME = 31
_MAX_CHARTS = 50
_WIDTHS: Mapping[Callable[[Any], str], int] = {text: 24, amount: 16, whole: 10, day: 12, moment: 20}
_FIRST_YEAR = 1900
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


class Workbook:
    """A workbook under construction. Rows go to temporary files, not into memory."""

    def __init__(self, path: Path, *, title: str, created: datetime) -> None:
        import xlsxwriter  # not needed at every start

        # A temporary folder: the library leaves some of its files behind.
        self._folder = tempfile.TemporaryDirectory(prefix="tocsin-")
        self._book = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "tmpdir": self._folder.name,
            },
        )
        # The date of the export, never the machine's: the same export makes the same file.
        self._book.set_properties({"title": title, "created": created.astimezone(UTC).replace(tzinfo=None)})
        self._heading = self._book.add_format({"bold": True})
        self._formats = {
            day: self._book.add_format({"num_format": "yyyy-mm-dd"}),
            moment: self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            amount: self._book.add_format({"num_format": "#,##0.00"}),
        }
        self._charts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._folder:
            self._book.close()

    def table(self, name: str, columns: Sequence[Column]) -> "WorkbookSheet":
        """Add a sheet with a header row."""
        return WorkbookSheet(self, name, columns)

    def chart(
        self,
        *,
        name: str,
        title: str,
        sheet: str,
        rows: tuple[int, int],
        columns: Mapping[str, int],
        names: Mapping[str, str] | None = None,
        until_next: Sequence[float],
    ) -> None:
        """Add a chart sheet of the counts in these rows of ``sheet``, the first and the last, from 0.
        ``columns`` are the indices of ``published_at``, ``count`` and, if there is one, ``goal``, ``names``
        what they are called;
        ``until_next`` is the number of days that each count stood. Each is drawn as a bar of that length: a
        line from one to the next would show counts that were never published, and turn a sudden fall into a
        slow decline."""
        if self._charts == _MAX_CHARTS:
            return
        self._charts += 1
        chart = self._book.add_chart({"type": "scatter"})
        first, last = rows
        bars = {**_BAR, "plus_values": list(until_next)}
        looks: Mapping[str, Any] = {"count": {**_STANDS, "x_error_bars": bars}, "goal": _LINE}
        for header in [header for header in ("count", "goal") if header in columns]:
            x, y = columns["published_at"], columns[header]
            chart.add_series(
                {
                    "name": (names or {}).get(header, header),
                    "categories": [sheet, first, x, last, x],
                    "values": [sheet, first, y, last, y],
                    **looks[header],
                }
            )
        # "Halt!A1" would be taken for a cell reference.
        chart.set_title({"name": re.sub(r"!(?=[$A-Z])", "! ", title), "overlay": False})
        chart.set_x_axis({"num_format": "yyyy-mm-dd", "num_font": {"rotation": -45}})
        chart.set_y_axis({"num_format": "#,##0", "min": 0})
        self._book.add_chartsheet(f"{self._charts} {name}"[:_SHEET_NAME]).set_chart(chart)

    def _sheet(self, name: str, columns: Sequence[Column]) -> Any:
        sheet = self._book.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS[column.write])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.header, self._heading)
        return sheet

    def _put(self, sheet: Any, row: int, place: int, column: Column, value: Any) -> None:
        if value is None or value == "":
            return
        style = self._formats.get(column.write)
        if isinstance(value, bool) or not isinstance(value, int | Decimal | date):
            if words := _cut(str(value)):
                sheet.write_string(row, place, words)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, place, value.astimezone(UTC).replace(tzinfo=None), style)
        elif isinstance(value, date) and value.year > _FIRST_YEAR:
            sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001
        elif isinstance(value, int | Decimal) and Decimal(repr(float(value))) == value:
            sheet.write_number(row, place, float(value), style)
        else:  # more digits than a spreadsheet keeps, or a day before its first
            sheet.write_string(row, place, column.write(value))


class WorkbookSheet:
    """A table in a workbook. If it has more rows than a sheet can hold, it continues in another."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[Column]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._parts = 1
        self._row = 1
        self._sheet = book._sheet(name, columns)

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        for values in rows:
            if self._row == _MAX_ROWS:
                self._parts += 1
                self._row = 1
                self._sheet = self._book._sheet(f"{self._name} {self._parts}", self._columns)
            for place, (column, value) in enumerate(zip(self._columns, values, strict=True)):
                self._book._put(self._sheet, self._row, place, column, value)
            self._row += 1


def _cut(words: str) -> str:
    words = words.replace("\0", "")
    return words if len(words) <= _MAX_CELL_LENGTH else f"{words[: _MAX_CELL_LENGTH - 1]}…"
