"""Amounts in English and French, exact and rounded, as ranges."""

from decimal import Decimal

import pytest

from bot.contracts.queries.search import amount_range

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("typed", "least", "most"),
    [
        ("4816782,5", "4816782.50", "4816782.59"),
        ("1,234,567", "1234567.00", "1234567.99"),
        ("4,816", "4816.00", "4816.99"),
        ("4.816.782,50 €", "4816782.50", "4816782.50"),
        ("1'234.50", "1234.50", "1234.50"),
        ("0", "0.00", "0.99"),
        ("365 million", "364500000", "365999999.99"),
        ("365 M", "364500000", "365999999.99"),
        ("$365M", "364500000", "365999999.99"),
        ("4.8m", "4750000", "4899999.99"),
        ("4,82 millions d’euros", "4815000", "4829999.99"),
        ("1,2 Md€", "1150000000", "1299999999.99"),
        ("2bn US$", "1500000000", "2999999999.99"),
        ("350k", "349500", "350999.99"),
        ("3 650 millions", "3649500000", "3650999999.99"),
        ("300 thousand dollars", "299500", "300999.99"),
    ],
)
def test_amounts_are_parsed(typed: str, least: str, most: str) -> None:
    assert amount_range(typed) == (Decimal(least), Decimal(most))


@pytest.mark.parametrize(
    "typed", ["", "abc", "1.2345", "70CDCR", "-5", "1,,2", "٣", "1e9", "1m2", "5 million 3", "m", "9 mil"]
)
def test_other_text_is_no_amount(typed: str) -> None:
    assert amount_range(typed) is None
