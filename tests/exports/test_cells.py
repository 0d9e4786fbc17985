"""CSV cells: numbers stay numbers, text never becomes a formula, and everything reads back."""

import csv
import io
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exports.cells import Column, amount, csv_file, day, moment, text, whole

pytestmark = pytest.mark.unit

FORMULA = "=+-@＝＋－＠"
TRICKY = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("=+-@＝＋－＠\t\r\n\0 ;,|\"'a1\u00a0\u200b\ufeff")),
        st.characters(exclude_categories=["Cs"]),
    )
)


def read(content: bytes, delimiter: str = ",") -> list[list[str]]:
    decoded = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+33 1 23 45", "'+33 1 23 45"),
        ("-0.01", "'-0.01"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tindented", "'\tindented"),
        ("\rreturned", "'\rreturned"),
        ("\0=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("－1", "'－1"),
        ("  =1+1", "'  =1+1"),
        ("\u00a0=1+1", "'\u00a0=1+1"),
        ("\ufeff=1+1", "'=1+1"),
        ("\u202e1=2\x1b[31m", "1=2[31m"),
        ("a\u2066b\u200bc\n\td", "abc\n\td"),
        ("ERO SUPPORT", "ERO SUPPORT"),
        ("70CDCR26FR0000024", "70CDCR26FR0000024"),
        ("AND-OR = BOTH", "AND-OR = BOTH"),
        ("", ""),
        (None, ""),
    ],
)
def test_text_that_looks_like_a_formula_is_quoted(value: str | None, written: str) -> None:
    assert text(value) == written


def test_text_after_a_semicolon_is_quoted_as_it_is_a_new_cell_in_french_excel() -> None:
    assert text("SERVICES;=HYPERLINK(1)") == "SERVICES;'=HYPERLINK(1)"
    assert text('SERVICES;"=HYPERLINK(1)"') == 'SERVICES;\'"=HYPERLINK(1)"'
    assert text("SERVICES\n=1+1") == "SERVICES\n'=1+1"


@given(TRICKY)
def test_no_text_cell_begins_with_a_formula_when_read_back(value: str) -> None:
    content = csv_file([Column("before", text), Column("text", text)], [["", value]])
    (_, (_, cell)) = read(content)
    assert not cell.lstrip().startswith(tuple(FORMULA))
    assert not cell.startswith(("\t", "\r", "\n"))
    assert not any(unicodedata.category(each) in ("Cc", "Cf") for each in cell if each not in "\t\r\n")


@given(TRICKY)
def test_no_cell_begins_with_a_formula_where_the_separator_is_a_semicolon(value: str) -> None:
    content = csv_file([Column("before", text), Column("text", text)], [["x", value]])
    for row in read(content, delimiter=";"):
        assert not any(cell.lstrip().startswith(tuple(FORMULA)) for cell in row)


@given(TRICKY)
def test_text_reads_back_unchanged_except_for_quotes_and_what_nobody_sees(value: str) -> None:
    (_, (cell,)) = read(csv_file([Column("text", text)], [[value]])) if text(value) else (None, ("",))
    assert cell == text(value)
    seen = [each for each in value if each in "\t\r\n" or unicodedata.category(each) not in ("Cc", "Cf")]
    assert cell.replace("'", "") == "".join(seen).replace("'", "")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_an_amount_is_a_plain_number_and_reads_back_exactly(value: Decimal) -> None:
    written = amount(value)
    assert Decimal(written) == value
    assert written.strip("-").replace(".", "").isdecimal()


def test_amounts_of_either_sign_are_numbers_and_unknown_ones_are_empty() -> None:
    assert amount(Decimal("4816782.50")) == "4816782.50"
    assert amount(Decimal("-0.01")) == "-0.01"
    assert amount(Decimal("0.00")) == "0.00"
    assert amount(None) == ""
    assert (whole(-3), whole(0), whole(None)) == ("-3", "0", "")


def test_days_and_times_are_iso_and_utc() -> None:
    paris = timezone(timedelta(hours=1))
    assert day(date(2025, 12, 18)) == "2025-12-18"
    assert moment(datetime(2026, 1, 1, 0, 30, 12, 7, tzinfo=paris)) == "2025-12-31T23:30:12Z"
    assert moment(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00Z"
    assert (day(None), moment(None)) == ("", "")


def test_a_table_is_utf_8_with_a_byte_order_mark_and_rfc_4180_lines() -> None:
    content = csv_file([Column("a", text), Column("b", whole)], [['dit "oui"', 1], ["l’été, enfin", 2]])
    assert content == '\ufeffa,b\r\n"dit ""oui""",1\r\n"l’été, enfin",2\r\n'.encode()


def test_a_row_with_too_few_values_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        csv_file([Column("a", text), Column("b", text)], [["only one"]])
