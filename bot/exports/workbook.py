"""XLSX workbook: a sheet for each table and one for each chart, streamed row by row.

No cell is ever a formula or a link. Numbers are numbers and days are days, so that a spreadsheet in any
language shows them its own way; a value that it could not hold exactly is text.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zipfile import ZIP_DEFLATED, ZipFile

from bot.exports.cells import Column, amount, day, moment, text, whole
from bot.exports.sheet_xml import SheetRows, Styles, splice

_MAX_ROWS = 1_048_576  # of a sheet, in every spreadsheet program
_SHEET_NAME = 31
_MAX_CHARTS = 50
_COMPRESSION = 5  # half the time of 6, the default, and for rows as small
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


@dataclass(frozen=True, slots=True)
class _Chart:
    name: str
    title: str
    sheet: str
    rows: tuple[int, int]
    columns: Mapping[str, int]
    names: Mapping[str, str]
    until_next: Sequence[float]


class Workbook:
    """A workbook under construction. Rows go to temporary files, not into memory.

    XlsxWriter makes the workbook, with the headers alone; ``sheet_xml`` adds the rows.
    """

    def __init__(self, path: Path, *, title: str, created: datetime) -> None:
        self._path = path
        # The date of the export, never the machine's: the same export makes the same file.
        self._properties = {"title": title, "created": created.astimezone(UTC).replace(tzinfo=None)}
        self._folder = tempfile.TemporaryDirectory(prefix="tocsin-")
        self._files = ExitStack()
        self._styles = Styles()
        self._sheets: dict[str, SheetRows] = {}  # by name
        self._charts: list[_Chart] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._folder, self._files:
            if kind is None:
                self._finish()

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
        if len(self._charts) < _MAX_CHARTS:
            self._charts.append(_Chart(name, title, sheet, rows, columns, names or {}, until_next))

    def _sheet(self, name: str, columns: Sequence[Column]) -> SheetRows:
        file = (Path(self._folder.name) / f"rows{len(self._sheets)}").open("w+b")
        self._sheets[name] = SheetRows(self._files.enter_context(file), columns, self._styles)
        return self._sheets[name]

    def _finish(self) -> None:
        skeleton = Path(self._folder.name) / "skeleton.xlsx"
        self._write_skeleton(skeleton)
        sheets = {
            f"xl/worksheets/sheet{number}.xml": rows for number, rows in enumerate(self._sheets.values(), 1)
        }
        with (
            ZipFile(skeleton) as source,
            ZipFile(self._path, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION) as target,
        ):
            splice(source, target, sheets, self._styles)

    def _write_skeleton(self, path: Path) -> None:
        """Write the workbook with the headers alone, and with a sample of each style."""
        import xlsxwriter  # not needed at every start

        options = {
            "constant_memory": True,  # text in the cells themselves
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": self._folder.name,  # the library leaves some of its files behind
        }
        with xlsxwriter.Workbook(str(path), options) as book:
            book.set_properties(self._properties)
            heading = book.add_format({"bold": True})
            for number, (name, rows) in enumerate(self._sheets.items()):
                sheet = book.add_worksheet(name)
                for place, column in enumerate(rows.columns):
                    sheet.set_column(place, place, _WIDTHS[column.write])
                sheet.freeze_panes(1, 0)
                for place, column in enumerate(rows.columns):
                    sheet.write_string(0, place, column.header, heading)
                for place, write in enumerate(self._styles if number == 0 else ()):
                    sheet.write_number(1, place, 0, book.add_format({"num_format": _NUMBER_FORMATS[write]}))
            for number, chart in enumerate(self._charts, 1):
                drawn = _draw(chart, book.add_chart({"type": "scatter"}))
                book.add_chartsheet(f"{number} {chart.name}"[:_SHEET_NAME]).set_chart(drawn)


class WorkbookSheet:
    """A table in a workbook. If it has more rows than a sheet can hold, it continues in another."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[Column]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._parts = 1
        self._sheet = book._sheet(name, columns)

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        rest = iter(rows)
        while part := list(islice(rest, _MAX_ROWS + 1 - self._sheet.next_row)):
            self._sheet.write(part)
            if self._sheet.next_row > _MAX_ROWS and (first := next(rest, None)) is not None:
                self._parts += 1
                self._sheet = self._book._sheet(f"{self._name} {self._parts}", self._columns)
                rest = chain([first], rest)


def _draw(chart: _Chart, drawn: Any) -> Any:
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
