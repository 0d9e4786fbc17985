"""Rows of a sheet as SpreadsheetML (ECMA-376, 18.3.1), byte for byte as XlsxWriter writes them.

XlsxWriter makes objects and attributes for each cell, which takes six times as long as the text of a cell.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import IO, Any
from zipfile import ZipFile

from bot.exports.cells import Column, amount, day, moment

STYLED = (day, moment, amount)
"""Formats of cells that have a style of their own."""

_FIRST_STYLE = 2  # 0 is the workbook's own, 1 that of headers
_MAX_CELL_LENGTH = 32_767  # of a cell, in UTF-16 units
_SHORT = _MAX_CELL_LENGTH // 2  # characters, which are at most as many units as a cell holds
_EPOCH, _FIRST_YEAR = datetime(1899, 12, 30), 1900  # noqa: DTZ001  (spreadsheets know no time zones)
_AS_IT_IS = re.compile(rf"(?!\s)[^&<>\x00-\x1f\ufffe\uffff]{{1,{_SHORT}}}+(?<!\s)").fullmatch
_LOOKS_ESCAPED = re.compile("(_x[0-9a-fA-F]{4}_)")
_UNPRINTABLE = re.compile(r"([\x00-\x08\x0b-\x1f\ufffe\uffff])")
_CHUNK_SIZE = 2**20  # bytes
_LARGE = 2_000_000_000  # bytes; above, a ZIP needs another format
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
_SAMPLES = re.compile(r'<row r="2">.*?</row>')
_STYLE = re.compile(r' s="\d+"')

_Write = Callable[[Any], str]


class Styles(dict[_Write, str]):
    """Attribute of a number in a column with this format: the styles of a workbook are numbered in the order
    in which they are first used."""

    def __missing__(self, write: _Write) -> str:
        if write not in STYLED:
            return ""
        self[write] = f' s="{len(self) + _FIRST_STYLE}"'
        return self[write]


class SheetRows:
    """The rows of a sheet after its header, under construction in ``file``."""

    def __init__(self, file: IO[bytes], columns: Sequence[Column], styles: Styles) -> None:
        self.file, self.columns, self._styles = file, columns, styles
        self._starts = [f'<c r="{_letters(place)}' for place in range(len(columns))]
        self.next_row = 2
        self._last_row = 1  # with a cell

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        written = []
        for number, values in enumerate(rows, self.next_row):
            cells = []
            for start, column, value in zip(self._starts, self.columns, values, strict=True):
                if value is None:
                    continue
                if value.__class__ is str:
                    if _AS_IT_IS(value) and "_x" not in value:
                        cells.append(f'{start}{number}" t="inlineStr"><is><t>{value}</t></is></c>')
                    elif words := _text(value):
                        cells.append(f'{start}{number}" t="inlineStr"><is>{words}</is></c>')
                elif rest := self._rest(column, value):
                    cells.append(f"{start}{number}{rest}</c>")
            if cells:
                written.append(f'<row r="{number}">{"".join(cells)}</row>')
                self._last_row = number
            self.next_row = number + 1
        self.file.write("".join(written).encode())

    def _rest(self, column: Column, value: Any) -> str:
        """Return a cell without its name: a number, or text where a spreadsheet could not hold it exactly."""
        write: Callable[[Any], str] = column.write
        if isinstance(value, bool) or not isinstance(value, (int, Decimal, date)):
            write = str
        elif isinstance(value, date):
            if value.year > _FIRST_YEAR:
                return f'"{self._styles[write]}><v>{_serial(value)}</v>'
        elif Decimal(repr(number := float(value))) == value:
            return f'"{self._styles[write]}><v>{number:.16G}</v>'
        words = _text(write(value))
        return f'" t="inlineStr"><is>{words}</is>' if words else ""

    @property
    def reference(self) -> str:
        """The range of all cells, the header's included."""
        last = f"{_letters(len(self.columns) - 1)}{self._last_row}"
        return "A1" if last == "A1" else f"A1:{last}"


def splice(source: ZipFile, target: ZipFile, sheets: Mapping[str, SheetRows], styles: Styles) -> None:
    """Copy a workbook, with these rows after the header of its sheets.

    The first sheet has a sample of each style of ``styles`` in its second row, which is left out.
    """
    for name in source.namelist():
        head, tail, size = source.read(name), b"", 0
        if (rows := sheets.get(name)) is not None:
            head, tail = _around(rows, head.decode(), styles)
            size = rows.file.tell()
            rows.file.seek(0)
        # By its name: with a ZipInfo it would not be compressed as the target's other files are.
        with target.open(name, "w", force_zip64=size > _LARGE) as file:
            file.write(head)
            if rows is not None:
                shutil.copyfileobj(rows.file, file, _CHUNK_SIZE)
            file.write(tail)


def _around(rows: SheetRows, xml: str, styles: Styles) -> tuple[bytes, bytes]:
    """Return a sheet up to its rows after the header, and from their end."""
    if samples := _SAMPLES.search(xml):
        if _STYLE.findall(samples[0]) != list(styles.values()):
            raise ValueError("XlsxWriter numbers styles in another order than that of their use")
        xml = xml.replace(samples[0], "", 1)
    xml = _DIMENSION.sub(f'<dimension ref="{rows.reference}"/>', xml, count=1)
    head, end, tail = xml.partition("</sheetData>")
    return head.encode(), f"{end}{tail}".encode()


def _letters(place: int) -> str:
    """Return the name of a column: ``A`` is the first."""
    name = ""
    while place >= 0:
        name, place = chr(ord("A") + place % 26) + name, place // 26 - 1
    return name


def _text(words: str) -> str:
    """Return a text as an element; empty if nothing is left of it."""
    words = _cut(words.replace("\0", ""))
    if not words:
        return ""
    words = _UNPRINTABLE.sub(lambda found: f"_x{ord(found[1]):04X}_", _LOOKS_ESCAPED.sub(r"_x005F\1", words))
    space = "" if words.strip() == words else ' xml:space="preserve"'
    return f"<t{space}>{words.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</t>"


def _cut(words: str) -> str:
    if len(words) > _MAX_CELL_LENGTH:
        words = f"{words[: _MAX_CELL_LENGTH - 1]}…"
    units = words.encode("utf-16-le")[: 2 * _MAX_CELL_LENGTH]
    return units.decode("utf-16-le", "ignore") if len(words) > _SHORT else words


@lru_cache(4096)
def _serial(value: date) -> str:
    """Return a day or a moment as the number of days since the epoch of spreadsheets."""
    if isinstance(value, datetime):
        value = value.astimezone(UTC).replace(tzinfo=None)
    else:
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001
    since = value - _EPOCH
    return f"{since.days + (float(since.seconds) + float(since.microseconds) / 1e6) / 86_400:.16G}"
