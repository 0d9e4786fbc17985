"""The spreadsheet: no cell is a formula or a link, and numbers are numbers."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.exports import workbook
from bot.exports.cells import Column, amount, day, moment, text, whole
from bot.exports.workbook import CountsChart, Workbook, WorkbookSheet

pytestmark = pytest.mark.unit

NOW = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COLUMNS = (
    Column("text", text),
    Column("whole", whole),
    Column("amount", amount),
    Column("day", day),
    Column("moment", moment),
)
LIKE_FORMULAS = """=1+1 =HYPERLINK("http://x") +1 -1 @SUM(A1) {=1} http://x mailto:x internal:A1 007 1e5"""
FORMULAS = st.sampled_from([*LIKE_FORMULAS.split(), "\t=1", "<b>&amp;", "_x0041_"])
TEXTS = FORMULAS | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def write(path: Path, rows: Sequence[Sequence[Any]]) -> bytes:
    with Workbook(path, title="Title", created=NOW) as book:
        WorkbookSheet(book, "counts", COLUMNS).write(rows)
    return path.read_bytes()


def cells(content: bytes, sheet: int = 1) -> list[list[tuple[str, str]]]:
    """Yield the cells of a sheet, each as its type and content."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert not [name for name in book.namelist() if "rels" in name and "worksheets" in name], "no link"
        found = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    assert found.find(f".//{SPACE}f") is None, "no formula"
    return [
        [(cell.attrib.get("t", "n"), "".join(cell.itertext())) for cell in row.iter(f"{SPACE}c")]
        for row in found.iter(f"{SPACE}row")
    ]


def unescaped(written: str) -> str:
    """Decode a text as a spreadsheet does: ``_x0009_`` is a character."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), written)


def one_end(words: str) -> str:
    return re.sub("\r\n?", "\n", words)


@given(rows=st.lists(TEXTS, min_size=1, max_size=5))
@example(rows=["\0"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_stays_text(rows: list[str], tmp_path: Path) -> None:
    content = write(tmp_path / "book.xlsx", [(words, None, None, None, None) for words in rows])
    written = cells(content)[1:]
    shown = [words.replace("\0", "") for words in rows]
    # XML has one kind of line ending.
    expected = [[("inlineStr", words)] if words else [] for words in shown]
    found = [[(kind, one_end(unescaped(words))) for kind, words in row] for row in written]
    # A row without cells may be left out.
    lines = [[(kind, one_end(words)) for kind, words in row] for row in expected if row]
    assert [row for row in found if row] == lines


def test_numbers_are_numbers_and_days_are_days(tmp_path: Path) -> None:
    rows = [
        ("", 12, Decimal("4816782.50"), date(2026, 2, 13), NOW),
        ("", 0, Decimal("-0.01"), date(1850, 1, 1), None),
        ("", None, Decimal("12345678901234567.89"), None, None),
    ]
    first, second, third = cells(write(tmp_path / "book.xlsx", rows))[1:]
    assert first == [("n", "12"), ("n", "4816782.5"), ("n", "46066"), ("n", "46066.5")]
    assert second == [("n", "0"), ("n", "-0.01"), ("inlineStr", "1850-01-01")]
    assert third == [("inlineStr", "12345678901234567.89")], "not rounded"


def test_text_longer_than_a_cell_is_cut_with_an_ellipsis(tmp_path: Path) -> None:
    rows = [("x" * 40_000, None, None, None, None)]
    ((_, words),) = cells(write(tmp_path / "book.xlsx", rows))[1]
    assert (len(words), words[-1]) == (32_767, "…")


def test_the_line_of_a_chart_shows_no_counts_between_publications(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with Workbook(path, title="Title", created=NOW) as book:
        WorkbookSheet(book, "counts", COLUMNS).write([("x", 9, None, None, NOW), ("x", 4, None, None, NOW)])
        columns = {"published_at": 4, "count": 1, "goal": 1}
        chart = CountsChart(
            name="halt", title="Halt", sheet="counts", rows=(1, 2), columns=columns, until_next=[2.5, 0.0]
        )
        book.chart(chart)
    with zipfile.ZipFile(path) as found:
        chart = ElementTree.fromstring(found.read("xl/charts/chart1.xml"))
    space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    count, goal = chart.iter(f"{space}ser")
    assert count.find(f"{space}spPr/{drawing}ln/{drawing}noFill") is not None
    assert goal.find(f"{space}spPr/{drawing}ln/{drawing}prstDash") is not None
    bar = count.find(f"{space}errBars")
    assert bar is not None
    assert [each.attrib["val"] for each in bar if "val" in each.attrib] == ["x", "plus", "cust", "1"]
    lengths = [value.text for value in bar.iter(f"{space}v")]
    assert lengths[:2] == ["2.5", "0.0"]


def test_a_table_longer_than_a_sheet_continues_on_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_MAX_ROWS", 4)
    content = write(tmp_path / "book.xlsx", [("", number, None, None, None) for number in range(5)])
    heading = [("inlineStr", column.header) for column in COLUMNS]
    assert cells(content) == [heading, [("n", "0")], [("n", "1")], [("n", "2")]]
    assert cells(content, 2) == [heading, [("n", "3")], [("n", "4")]]


@pytest.mark.parametrize("title", ["=counts!$A$1", "Halt!A1", "=1+1"])
def test_a_title_that_looks_like_a_formula_is_a_title(tmp_path: Path, title: str) -> None:
    path = tmp_path / "book.xlsx"
    with Workbook(path, title="=1+1", created=NOW) as book:
        WorkbookSheet(book, "counts", COLUMNS).write([("x", 1, None, None, NOW)])
        columns = {"published_at": 4, "count": 1}
        for number in range(workbook._MAX_CHARTS + 3):
            chart = CountsChart(
                name=f"demand-{number}" * 9,
                title=title,
                sheet="counts",
                rows=(1, 1),
                columns=columns,
                until_next=[0.0],
            )
            book.chart(chart)
    with zipfile.ZipFile(path) as found:
        chart = found.read("xl/charts/chart1.xml").decode()
        sheets = re.findall(r'<sheet name="([^"]*)"', found.read("xl/workbook.xml").decode())
    shown = chart.partition("</c:title>")[0]
    assert "<c:f>" not in shown
    assert f"<a:t>{title.replace('!', '! ')}</a:t>" in shown
    assert len(sheets) == 1 + workbook._MAX_CHARTS
    assert len({name.lower() for name in sheets}) == len(sheets)
    assert max(map(len, sheets)) <= 31


def test_no_temporary_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    write(tmp_path / "book.xlsx", [("x", 1, None, None, NOW)])
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["book.xlsx"]
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("words", ["<r><t>bold</t></r>", "<r>" + "\U0001f600" * 16_380 + "</r>" + "x" * 9])
def test_text_in_the_markup_of_the_library_is_text(tmp_path: Path, words: str) -> None:
    path = tmp_path / "book.xlsx"
    with Workbook(path, title="Title", created=NOW) as book:
        WorkbookSheet(book, "sheet", [Column("a", text)]).write([(words,)])
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"> &lt;r&gt;" in sheet
    assert b"<r>" not in sheet
